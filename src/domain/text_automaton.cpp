// SPDX-License-Identifier: Apache-2.0
// In go pieces or branches, out come tables; then places and characters, and the places that follow. A step takes time
// logarithmic in the length of a piece, or linear in the positions that may be passed over. Nothing is searched here.
#include "domain/text_automaton.hpp"

#include "support/utf8.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC std::u32string characters_of(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const support::character c = support::decode(text, at);
    out.push_back(c.code_point);
    at += c.length;
  }
  return out;
}

// --- Wildcards.

COVERWATCH_FUNC wildcard_automaton::wildcard_automaton(const support::wildcard_pieces& wildcard, wildcards dialect) {
  open_end_ = wildcard.pieces.back().empty();
  glob_ = open_end_ || dialect == wildcards::glob;
  next_ = characters_of(wildcard.pieces.front());
  first_star_ = static_cast<text_place>(next_.size());
  retreat_.assign(next_.size(), no_place);
  piece_begin_.assign(next_.size(), no_place);
  star_behind_.assign(next_.size(), no_place);
  for (std::size_t i = 1; i < wildcard.pieces.size(); ++i) {
    const std::u32string piece = characters_of(wildcard.pieces[i]);
    if (!piece.empty()) add_piece(piece, i + 1 == wildcard.pieces.size());
  }
  if (open_end_) {
    retreat_.push_back(no_place);
    piece_begin_.push_back(final_place());
    star_behind_.push_back(final_place());
  }
  for (const char32_t c : next_) {
    if (c < 256) {
      low_letters_.set(c);
    } else if (high_letters_.find(c) == std::u32string::npos) {
      high_letters_.push_back(c);
    }
  }
}

// The tables of one piece behind the first star: places from its first character to before its last, and behind its
// last one when it is the last piece. `border` is the usual failure function; a retreat leads past all places that
// would try the same character again, which makes the way back logarithmic.
COVERWATCH_FUNC void wildcard_automaton::add_piece(const std::u32string& piece, bool last) {
  const auto begin = static_cast<text_place>(next_.size());
  const auto length = static_cast<text_place>(piece.size());
  next_ += piece;
  text_place border = 0;  // of the first q characters
  for (text_place q = 0; q < length; ++q) {
    if (q == 0) {
      retreat_.push_back(no_place);
    } else {
      retreat_.push_back(piece[border] == piece[q] ? retreat_[begin + border] : begin + border);
      while (border != no_place && piece[border] != piece[q]) {
        const text_place back = retreat_[begin + border];
        border = back == no_place ? no_place : back - begin;
      }
      border = border == no_place ? 0 : border + 1;
    }
    piece_begin_.push_back(begin);
    star_behind_.push_back(!glob_ ? no_place : q == 0 ? begin : last ? no_place : begin + length);
  }
  if (!last) return;
  retreat_.push_back(glob_ ? begin + border : no_place);
  piece_begin_.push_back(glob_ ? begin : no_place);
  star_behind_.push_back(no_place);
}

COVERWATCH_FUNC text_place wildcard_automaton::step(text_place at, char32_t c) const noexcept {
  const text_place nowhere = piece_begin_[at];
  if (at == final_place()) at = retreat_[at];
  for (; at != no_place; at = retreat_[at])
    if (next_[at] == c) return at + 1;
  return nowhere;
}

// --- Regular expressions.

COVERWATCH_FUNC regex_automaton::regex_automaton(const std::vector<support::regex_branch>& branches) : sets_(branches) {
  for (const support::regex_branch& branch : branches) add_branch(branch);
  for (const support::character_set& set : character_sets_) split_classes(set);
}

COVERWATCH_FUNC void regex_automaton::add_branch(const support::regex_branch& branch) {
  const auto begin = static_cast<text_place>(places_.size());
  const auto final = begin + static_cast<text_place>(branch.positions.size());
  starts_.push_back(begin);
  places_.resize(final + 1);
  places_[final] = {0, final, true, false, false, true, !branch.anchored_end};
  for (text_place at = final; at-- > begin;) {
    const support::regex_position& position = branch.positions[at - begin];
    place& p = places_[at];
    p.set = index_of(position.set);
    p.repeated = position.how == support::regex_position::kind::repeated;
    p.skips_to = at;
    if (position.how == support::regex_position::kind::once) continue;
    const place& behind = places_[at + 1];
    p.skips_to = behind.skips_to;
    p.accepts = behind.accepts;
    p.accepts_all = behind.accepts_all;
  }
  places_[begin].restarts = !branch.anchored_start;
}

COVERWATCH_FUNC std::uint32_t regex_automaton::index_of(const support::character_set& set) {
  const auto found = std::find(character_sets_.begin(), character_sets_.end(), set);
  const auto index = static_cast<std::uint32_t>(found - character_sets_.begin());
  if (found == character_sets_.end()) character_sets_.push_back(set);
  return index;
}

// Numbers the classes anew, in the order of their first characters.
COVERWATCH_FUNC void regex_automaton::split_classes(const support::character_set& set) {
  // Of what was a class, outside and inside of the set; 0 for none yet.
  std::array<std::uint16_t, std::size_t{2} * 257> number{};
  std::uint16_t count = 0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    const bool inside = c < 256 ? set.low[c] : set.high;
    std::uint16_t& n = number[std::size_t{2} * classes_[c] + (inside ? 1 : 0)];
    if (n == 0) n = ++count;
    classes_[c] = static_cast<std::uint16_t>(n - 1);
  }
  class_count_ = count;
}

COVERWATCH_FUNC std::size_t regex_automaton::step(text_place at, char32_t c, std::vector<text_place>& out) const {
  const std::size_t before = out.size();
  const place& from = places_[at];
  if (from.restarts || from.accepts_all) out.push_back(at);
  if (from.accepts_all) return 1;
  for (text_place r = at; r <= from.skips_to; ++r) {
    const place& p = places_[r];
    if (p.final || !character_sets_[p.set].contains(c)) continue;
    const text_place to = p.repeated ? r : r + 1;
    if (places_[to].accepts_all) {
      out.resize(before);
      out.push_back(to);
      break;
    }
    if (out.size() == before || to > places_[out.back()].skips_to) out.push_back(to);
  }
  return from.skips_to - at + 1;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
