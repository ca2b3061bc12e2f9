// SPDX-License-Identifier: Apache-2.0
// In go branches, out comes an automaton whose state is a set of places, a bit each; then texts, and yes or no. Each
// branch has a place before each of its positions and a final one, all in a row, so that one shift moves every place at
// once and one addition carries it over everything that may be passed over. Never goes back in the text.
#include "support/regex.hpp"

#include "support/utf8.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::support {

inline constexpr std::size_t regex_word_bits = 64;

COVERWATCH_FUNC void set_bit(std::uint64_t* words, std::size_t bit) noexcept {
  words[bit / regex_word_bits] |= std::uint64_t{1} << bit % regex_word_bits;
}

COVERWATCH_FUNC bool share_a_bit(const std::uint64_t* a, const std::vector<std::uint64_t>& b) noexcept {
  for (std::size_t i = 0; i < b.size(); ++i)
    if ((a[i] & b[i]) != 0) return true;
  return false;
}

COVERWATCH_FUNC std::size_t words_for(const std::vector<regex_branch>& branches) noexcept {
  std::size_t places = 0;
  for (const regex_branch& branch : branches) places += branch.positions.size() + 1;
  return (places + regex_word_bits - 1) / regex_word_bits;
}

COVERWATCH_FUNC regex::regex(const std::vector<regex_branch>& branches) {
  const std::size_t n = words_for(branches);
  consumes_.resize((other + 1) * n);
  for (std::vector<word>* set : {&repeats_, &skips_, &first_, &restart_, &final_, &final_end_}) set->resize(n);
  std::size_t place = 0;
  for (const regex_branch& branch : branches) {
    set_bit(first_.data(), place);
    if (!branch.anchored_start) set_bit(restart_.data(), place);
    for (const regex_position& position : branch.positions) add_position(position, place++);
    set_bit((branch.anchored_end ? final_end_ : final_).data(), place++);
  }
}

COVERWATCH_FUNC void regex::add_position(const regex_position& position, std::size_t place) noexcept {
  for (std::size_t c = 0; c < other; ++c)
    if (position.set.low[c]) set_bit(&consumes_[c * words()], place);
  if (position.set.high) set_bit(&consumes_[other * words()], place);
  if (position.how == regex_position::kind::repeated) set_bit(repeats_.data(), place);
  if (position.how != regex_position::kind::once) set_bit(skips_.data(), place);
}

COVERWATCH_FUNC void regex::start(word* state) const noexcept {
  std::copy(first_.begin(), first_.end(), state);
  close(state);
}

// Adds the places that are reached by passing over positions. Adding the places in a run of skips to the run itself
// carries from the lowest of them to the place behind the run; the exclusive or takes away the run's own bits below it.
// A final place is no skip, so nothing is carried from one branch into the next.
COVERWATCH_FUNC void regex::close(word* state) const noexcept {
  word carry = 0;
  for (std::size_t i = 0; i < words(); ++i) {
    const word inside = state[i] & skips_[i];
    const word partial = inside + skips_[i];
    const word sum = partial + carry;
    carry = static_cast<word>(partial < inside) | static_cast<word>(sum < partial);
    state[i] |= sum ^ skips_[i];
  }
}

COVERWATCH_FUNC void regex::step(word* state, char32_t c) const noexcept {
  const word* const consumes = consumes_.data() + std::min<std::size_t>(c, other) * words();
  word carry = 0;
  for (std::size_t i = 0; i < words(); ++i) {
    const word consumed = state[i] & consumes[i];
    const word leaving = consumed & ~repeats_[i];
    state[i] = (leaving << 1) | carry | (consumed & repeats_[i]) | (state[i] & final_[i]) | restart_[i];
    carry = leaving >> (regex_word_bits - 1);
  }
  close(state);
}

COVERWATCH_FUNC bool regex::accepts_here(const word* state) const noexcept { return share_a_bit(state, final_); }

COVERWATCH_FUNC bool regex::accepts_at_end(const word* state) const noexcept {
  return share_a_bit(state, final_) || share_a_bit(state, final_end_);
}

COVERWATCH_FUNC bool regex::search(std::string_view text, word* state) const noexcept {
  start(state);
  for (std::size_t at = 0; at < text.size();) {
    if (accepts_here(state)) return true;
    const auto lead = static_cast<unsigned char>(text[at]);
    const character c = lead < 0x80 ? character{lead, 1} : decode(text, at);
    step(state, c.code_point);
    at += c.length;
  }
  return accepts_at_end(state);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
