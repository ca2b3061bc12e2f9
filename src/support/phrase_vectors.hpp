// SPDX-License-Identifier: Apache-2.0
// Vector instructions, chosen at run time: in go tables made from phrases, and a text; out comes the next block of
// places where a phrase may stand. No place of a phrase is missing, most others are. Never compares a phrase.
#pragma once

#include "support/instructions.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What to look for. With more than one phrase: at each place the last bytes up to and including it, each judged by its
// two nibbles, for eight groups of phrases at once. With one phrase: two of its bytes, wherever it might begin.
struct phrase_tables {
  static constexpr std::size_t window = 4;  // bytes that are judged at a place
  using nibbles = std::array<std::array<std::uint8_t, 16>, window>;

  nibbles low{};           // [i][x], bit g: a byte of low nibble x may stand i bytes before a place of group g
  nibbles high{};          // likewise for the high nibble
  std::size_t length = 0;  // of the one phrase; 0 when there are more
  std::array<std::size_t, 2> offset{};  // of the two bytes in it
  std::array<char, 2> byte{};
};

// Neighbouring places of a text, and the groups of phrases that may stand at each.
struct candidate_block {
  std::size_t at = 0;                     // the first place
  std::size_t size = 0;                   // places looked at: 16 or 32
  std::uint32_t places = 0;               // bit i: place `at` + i is a candidate
  std::array<std::uint8_t, 32> groups{};  // bit g of the i-th: a phrase of group g may stand there
};

// The first place that the vector search can look at: there must be a window in front of it. 0 for one phrase.
std::size_t first_place(const phrase_tables& tables) noexcept;

// The widest instructions up to `most` that can search a text of so many bytes; `portable` if it is too short for all.
instructions usable(const phrase_tables& tables, std::size_t text_size, instructions most) noexcept;

// The next block with a candidate of one of the groups `alive` (a bit each) at `from` or later; false when there is
// none. `with` comes from `usable`, and `from` is `first_place` at least. Places in front of `from` are not reported.
// Does not write `groups` for one phrase. Reads nothing outside the text.
bool next_block(const phrase_tables& tables, std::string_view text, std::size_t from, unsigned alive, instructions with,
                candidate_block& out) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
