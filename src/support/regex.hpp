// SPDX-License-Identifier: Apache-2.0
// The service's regular expressions: a small subset without groups. In goes the body between the percent signs, out
// comes an automaton of positions that is stepped a character at a time, all positions at once in machine words. Linear
// in the text, no backtracking, no input that makes it slow: time is characters times (positions / 64 + 1).
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/result.hpp>

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

enum class regex_errc : std::uint8_t { empty, character, escape, quantifier, char_class, too_large };

struct regex_error {
  regex_errc code;
  std::size_t begin;  // byte offsets into the body
  std::size_t end;
};

// Characters below 256 each, and all others as one: no expression of the language tells those apart.
struct character_set {
  std::bitset<256> low;
  bool high = false;  // every code point from 256 on
  bool contains(char32_t c) const noexcept { return c < 256 ? low[c] : high; }
  friend bool operator==(const character_set&, const character_set&) = default;
};

// What one position consumes. `optional` may be passed over; `repeated` may consume again and be passed over.
struct regex_position {
  enum class kind : std::uint8_t { once, optional, repeated };
  character_set set;
  kind how = kind::once;
  friend bool operator==(const regex_position&, const regex_position&) = default;
};

// One alternative between bars: positions in a row. Anchors inside are gone: they either hold always, or remove what
// stands before (after) them, or make the alternative impossible, and then it is not here.
struct regex_branch {
  std::vector<regex_position> positions;
  bool anchored_start = false;
  bool anchored_end = false;
  friend bool operator==(const regex_branch&, const regex_branch&) = default;
};

// Parses the body and writes counted repetitions out; at most `max_positions` over all branches. Source: the rules of
// docs/language.md, "Regular expressions". No branch at all is an expression that never matches.
result<std::vector<regex_branch>, regex_error> parse_regex(std::string_view body, std::size_t max_positions = 10000);

// The automaton. Immutable; the state of a search is the caller's. A state is a set of places: the place before each
// position and one final place per branch, a bit each.
class regex {
 public:
  explicit regex(const std::vector<regex_branch>& branches);

  using word = std::uint64_t;
  std::size_t words() const noexcept { return final_.size(); }  // of one state

  // The state before the first character. `state` has room for `words()`.
  void start(word* state) const noexcept;
  // One character further. The unanchored branches begin anew at each character.
  void step(word* state, char32_t c) const noexcept;
  // A match that needs no more text has been found: it stays found.
  bool accepts_here(const word* state) const noexcept;
  // A match if the text ends here.
  bool accepts_at_end(const word* state) const noexcept;

  // Unanchored search in `text` (UTF-8 or WTF-8). `state` has room for `words()`; its content is lost.
  bool search(std::string_view text, word* state) const noexcept;

 private:
  static constexpr std::size_t other = 256;  // the row of all characters from 256 on
  void add_position(const regex_position& position, std::size_t place) noexcept;
  void close(word* state) const noexcept;

  std::vector<word> consumes_;   // 257 rows of words(): the positions that consume the character
  std::vector<word> repeats_;    // positions that stay when they consume
  std::vector<word> skips_;      // positions that may be passed over
  std::vector<word> first_;      // places a search begins at, anchored ones included
  std::vector<word> restart_;    // places a search begins at after each character
  std::vector<word> final_;      // final places of branches that may end anywhere
  std::vector<word> final_end_;  // final places of branches that must end the text
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
