// SPDX-License-Identifier: Apache-2.0
// In go characters, out comes whether the text so far passes the test. A wildcard's state is one word: the piece that
// is looked for and how much of it has been read; each piece is searched in one pass (Knuth, Morris, Pratt), so that
// neither dialect needs sets of states. A regular expression's is the set of its places behind a word that says
// "found".
#include "domain/number_automaton.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::domain {

inline constexpr std::uint64_t automaton_found = ~std::uint64_t{0};   // passes, whatever follows
inline constexpr std::uint64_t automaton_lost = automaton_found - 1;  // fails, whatever follows

COVERWATCH_FUNC std::vector<std::size_t> borders_of(std::string_view piece) {
  std::vector<std::size_t> borders(piece.size() + 1);
  std::size_t border = 0;
  for (std::size_t at = 1; at < piece.size(); ++at) {
    while (border > 0 && piece[at] != piece[border]) border = borders[border];
    if (piece[at] == piece[border]) ++border;
    borders[at + 1] = border;
  }
  return borders;
}

COVERWATCH_FUNC number_automaton::number_automaton(const number_wildcard& test)
    : wildcard_(test.pieces), dialect_(test.dialect) {
  for (const std::string& piece : wildcard_->pieces) borders_.push_back(borders_of(piece));
}

COVERWATCH_FUNC number_automaton::number_automaton(const number_regex& test) : regex_(test.automaton) {}

COVERWATCH_FUNC std::size_t number_automaton::words() const noexcept { return regex_ ? regex_->words() + 1 : 1; }

// Behind a match nothing matters any more. Without one, a state without places is lost.
COVERWATCH_FUNC bool number_automaton::settle_regex(word* state) const noexcept {
  word* const places = state + 1;
  if (regex_->accepts_here(places)) {
    std::fill_n(places, regex_->words(), word{0});
    state[0] = automaton_found;
    return true;
  }
  return std::any_of(places, places + regex_->words(), [](word w) { return w != 0; });
}

// A piece that has been read whole hands over to the next; the last one stays, and an empty last one ends anywhere.
COVERWATCH_FUNC std::uint64_t number_automaton::settle_wildcard(std::size_t piece, std::size_t matched) const noexcept {
  const std::vector<std::string>& pieces = wildcard_->pieces;
  while (piece + 1 < pieces.size() && matched == pieces[piece].size()) {
    ++piece;
    matched = 0;
  }
  if (piece + 1 == pieces.size() && pieces[piece].empty()) return automaton_found;
  return word{piece} << 32 | matched;
}

COVERWATCH_FUNC std::uint64_t number_automaton::step_wildcard(word state, char c) const noexcept {
  if (state >= automaton_lost) return state;
  const auto piece = static_cast<std::size_t>(state >> 32);
  auto matched = static_cast<std::size_t>(state & 0xffffffff);
  const std::string& text = wildcard_->pieces[piece];
  if (matched == text.size()) {  // of the last piece only: the text goes on behind it
    if (dialect_ == wildcards::leftmost) return automaton_lost;
    matched = borders_[piece][matched];
  }
  if (piece == 0) return text[matched] == c ? settle_wildcard(0, matched + 1) : automaton_lost;
  while (matched > 0 && text[matched] != c) matched = borders_[piece][matched];
  return settle_wildcard(piece, matched + (text[matched] == c ? 1 : 0));
}

COVERWATCH_FUNC bool number_automaton::start(word* state) const noexcept {
  state[0] = 0;
  if (regex_ == nullptr) {
    state[0] = settle_wildcard(0, 0);
    return true;
  }
  regex_->start(state + 1);
  return settle_regex(state);
}

COVERWATCH_FUNC bool number_automaton::step(word* state, char c) const noexcept {
  if (regex_ == nullptr) {
    state[0] = step_wildcard(state[0], c);
    return state[0] != automaton_lost;
  }
  if (state[0] == automaton_found) return true;
  regex_->step(state + 1, static_cast<unsigned char>(c));
  return settle_regex(state);
}

COVERWATCH_FUNC bool number_automaton::accepts(const word* state) const noexcept {
  if (state[0] == automaton_found) return true;
  if (regex_ != nullptr) return regex_->accepts_at_end(state + 1);
  const auto piece = static_cast<std::size_t>(state[0] >> 32);
  return piece + 1 == wildcard_->pieces.size() && (state[0] & 0xffffffff) == wildcard_->pieces[piece].size();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
