// SPDX-License-Identifier: Apache-2.0
// A few byte strings looked for in a whole buffer, at the speed of memory: in go needles once, then a buffer; out come
// its line breaks and the places where a needle may stand, by blocks. Never compares a needle: that is the caller's.
#pragma once

#include "support/instructions.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Two bytes of a needle that logs seldom hold at this distance. The place of a needle is that of the first.
struct needle_anchor {
  char first = 0;
  char second = 0;
  std::uint8_t distance = 0;  // from the first to the second
  std::uint32_t offset = 0;   // of the first in the needle
};

// The anchor whose bytes are rarest. Neither is a line break. Takes time in proportion to the needle, which is not
// empty and not made of line breaks alone.
needle_anchor rarest_anchor(std::string_view needle) noexcept;

// What a sweep looks for. Immutable; any number of threads may use it at once.
struct needle_tables {
  static constexpr std::size_t most = 9;
  static constexpr std::size_t longest_distance = 63;

  std::array<needle_anchor, most> anchors{};
  std::size_t count = 0;
};

// Bytes next to each other of which some are of interest: bit i speaks of the byte `at` + i.
struct needle_block {
  std::size_t at = 0;
  std::uint64_t breaks = 0;  // line feeds
  std::uint64_t places =
      0;  // where a needle may stand: of no needle that stands in the text whole the place is missing
};

struct needle_sweep {
  std::size_t end = 0;     // bytes gone over, from the beginning of the text
  std::size_t blocks = 0;  // written
};

// Goes over `text` from `from` to `to` at least, unless `out` is full, and at most 128 bytes further. Writes the blocks
// that hold something of interest, in their order; they do not overlap, and which bytes make a block depends on `from`
// alone. `out` has room for two at least. Linear; reads nothing outside the text. `with` must be available, and changes
// no answer.
needle_sweep sweep(const needle_tables& tables, std::string_view text, std::size_t from, std::size_t to,
                   std::span<needle_block> out, instructions with) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
