// SPDX-License-Identifier: Apache-2.0
// In go operands, once; then positions and characters, out comes where they lead. A wildcard is searched piece by piece
// with borders (Knuth, Morris, Pratt), so that no character is compared twice without need.
#include "certificate/readers.hpp"

#include "support/utf8.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

COVERWATCH_FUNC std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const support::character c = support::decode(text, at);
    out += c.code_point;
    at += c.length;
  }
  return out;
}

// --- Wildcards.

COVERWATCH_FUNC std::vector<std::size_t> borders_of_piece(const std::u32string& piece) {
  std::vector<std::size_t> borders(piece.size() + 1);
  for (std::size_t at = 1, border = 0; at < piece.size(); ++at) {
    while (border > 0 && piece[at] != piece[border]) border = borders[border];
    if (piece[at] == piece[border]) ++border;
    borders[at + 1] = border;
  }
  // One that goes on with the same character would fail as well: so a step passes over a logarithm of them.
  for (std::size_t at = 1; at < piece.size(); ++at) {
    if (piece[at] == piece[borders[at]]) borders[at] = borders[borders[at]];
  }
  return borders;
}

// A piece that is found is no longer searched for, but for the last.
COVERWATCH_FUNC wildcard_reader::wildcard_reader(const support::wildcard_pieces& pieces, wildcards dialect) {
  std::uint64_t length = 0;
  for (const std::string& piece : pieces.pieces) {
    begins_.push_back(length);
    pieces_.push_back(letters_of(piece));
    borders_.push_back(borders_of_piece(pieces_.back()));
    length += pieces_.back().size();
  }
  std::uint32_t piece = 0;
  for (std::uint64_t position = 0; position <= length; ++position) {
    while (piece + 1 < pieces_.size() && position >= begins_[piece + 1]) ++piece;
    piece_of_.push_back(piece);
  }
  glob_ = dialect == wildcards::glob || pieces_.back().empty();
}

COVERWATCH_FUNC std::uint64_t wildcard_reader::step(std::uint64_t position, char32_t c) const noexcept {
  const std::uint32_t which = piece_of_[position];
  const std::u32string& piece = pieces_[which];
  auto read = static_cast<std::size_t>(position - begins_[which]);
  if (which == 0) return read < piece.size() && piece[read] == c ? position + 1 : nowhere;
  if (position == length() && !glob_) return nowhere;
  if (read == piece.size()) read = borders_[which][read];
  while (read > 0 && piece[read] != c) read = borders_[which][read];
  if (!piece.empty() && piece[read] == c) ++read;
  return begins_[which] + read;
}

// Behind the first star, where a star stands between both: what is accepted from the one holds all the pieces before
// that star and, behind them, something that is accepted from the star on, and so from the other.
COVERWATCH_FUNC bool wildcard_reader::accepts_no_more(std::uint64_t less, std::uint64_t more) const noexcept {
  if (less == more || less == nowhere) return true;
  if (!glob_ || more == nowhere || pieces_.size() < 2 || less < begins_[1]) return false;
  return std::any_of(begins_.begin() + 1, begins_.end(),
                     [&](std::uint64_t star) { return less <= star && star <= more; });
}

COVERWATCH_FUNC void wildcard_reader::add_letters(std::set<char32_t>& letters) const {
  for (const std::u32string& piece : pieces_) letters.insert(piece.begin(), piece.end());
}

// --- Regular expressions.

COVERWATCH_FUNC expression_reader::expression_reader(std::vector<support::regex_branch> branches)
    : branches_(std::move(branches)), automaton_(branches_) {
  for (std::uint32_t b = 0; b < branches_.size(); ++b) {
    for (std::uint32_t p = 0; p <= branches_[b].positions.size(); ++p) places_.push_back({b, p});
    for (const support::regex_position& position : branches_[b].positions) refine(position.set);
  }
  reach_.resize(places_.size());
  for (std::uint64_t place = places_.size(); place-- > 0;) {
    const support::regex_position* position = position_at(place);
    const bool may_be_passed = position != nullptr && position->how != support::regex_position::kind::once;
    reach_[place] = may_be_passed ? reach_[place + 1] : place;
  }
}

// Tells the characters of the set from those that are not.
COVERWATCH_FUNC void expression_reader::refine(const support::character_set& set) {
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> numbers;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    const auto next = static_cast<std::uint32_t>(numbers.size());
    classes_[c] = numbers.try_emplace({classes_[c], set.low[c]}, next).first->second;
  }
}

COVERWATCH_FUNC const support::regex_position* expression_reader::position_at(std::uint64_t place) const noexcept {
  const auto& positions = branches_[places_[place].branch].positions;
  return places_[place].position < positions.size() ? &positions[places_[place].position] : nullptr;
}

COVERWATCH_FUNC bool expression_reader::is_closed(const word* set) const noexcept {
  const auto holds = [set](std::uint64_t place) { return (set[place / 64] >> place % 64 & 1) != 0; };
  for (std::uint64_t place = 0; place + 1 < places_.size(); ++place) {
    if (holds(place) && reach_[place] > place && !holds(place + 1)) return false;
  }
  return true;
}

COVERWATCH_FUNC void expression_reader::add_first(std::vector<std::uint64_t>& places) const {
  for (std::uint64_t place = 0; place < places_.size(); ++place) {
    if (is_first(place)) places.push_back(place);
  }
}

// From the place and all that it stands for. What they lead to stands for itself: the next step passes over more.
COVERWATCH_FUNC std::uint64_t expression_reader::add_steps(std::uint64_t from, char32_t c,
                                                           std::vector<std::uint64_t>& places) const {
  const char32_t letter = c >= first_stray_byte ? c - first_stray_byte : c;
  for (std::uint64_t place = from; place <= reach_[from]; ++place) {
    const support::regex_branch& branch = branches_[places_[place].branch];
    const support::regex_position* position = position_at(place);
    if (is_first(place) && !branch.anchored_start) places.push_back(place);
    if (position == nullptr && !branch.anchored_end) places.push_back(place);
    if (position != nullptr && position->set.contains(letter)) {
      places.push_back(position->how == support::regex_position::kind::repeated ? place : place + 1);
    }
  }
  return reach_[from] - from + 1;
}

COVERWATCH_FUNC bool expression_reader::accepts_whatever_follows_at(std::uint64_t place) const noexcept {
  return accepts_at(place) && !branches_[places_[place].branch].anchored_end;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
