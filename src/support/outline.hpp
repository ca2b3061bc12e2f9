// SPDX-License-Identifier: Apache-2.0
// Where strings begin and end in a JSON text, and where brackets stand outside them: a bit for each byte, 64 to a
// block, by vector instructions chosen at run time. With these bits a whole value is stepped over in a few steps,
// whatever it holds. Any text may come; nothing of it is checked.
#pragma once

#include "support/instructions.hpp"

#include <coverwatch/config.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What stands in 64 bytes of text; bit i is about the i-th.
struct outline_block {
  std::uint64_t quotes = 0;         // that begin or end a string: no backslash makes them part of one
  std::uint64_t opens = 0;          // { and [ outside strings
  std::uint64_t closes = 0;         // } and ] outside strings
  std::int32_t depth = 0;           // brackets open in front of the block, which may be negative
  std::int32_t lowest = 0;          // nowhere in the block are fewer open
  std::uint32_t quotes_before = 0;  // in front of the block, once they have been listed
};

// How the text left off, for the next piece to go on from there; and whether any backslash was met.
struct outline_state {
  std::uint64_t in_string = 0;  // all ones: the text left off inside a string
  std::uint64_t escaped = 0;    // one: its last byte was a backslash that escapes the next byte
  std::int32_t depth = 0;
  bool backslashes = false;
};

inline constexpr std::size_t outline_bytes = 64;  // of text to a block

constexpr std::size_t outline_size(std::size_t text_size) noexcept {
  return (text_size + outline_bytes - 1) / outline_bytes;
}

// Draws `text`, less than 2 GiB, into `blocks`, which has room for `outline_size`. All pieces of a text but the last
// are multiples of 64 bytes. `with` must be available. Reads nothing outside the text; linear.
void draw_outline(std::string_view text, outline_state& state, outline_block* blocks, instructions with) noexcept;

// How many places a list of the quotes of a text needs room for.
constexpr std::size_t quotes_room(std::size_t text_size) noexcept { return text_size + 2 * outline_bytes; }

// The same for a text in one piece; and lists where its quotes stand, ascending, counts them for each block, and says how
// many there are. Behind the last one the text's size stands a few times, and behind that anything. A list is gone through
// without asking where the next quote is. `list` has room for `quotes_room`.
std::size_t draw_and_list(std::string_view text, outline_state& state, outline_block* blocks, std::uint32_t* list,
                          instructions with) noexcept;

// How many bits are set. Plain builds have no instruction for it, and a library's way costs a call.
constexpr unsigned count_bits(std::uint64_t bits) noexcept {
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f;
  return static_cast<unsigned>(bits * 0x0101010101010101 >> 56);
}

// Whether all bytes lie between 0x20 and 0x7f. `with` must be available.
bool is_printable_ascii(std::string_view text, instructions with) noexcept;

// Asks an outline about places of its text.
class outline_cursor {
 public:
  outline_cursor() = default;
  outline_cursor(const outline_block* blocks, std::size_t text_size) noexcept
      : blocks_(blocks), count_(outline_size(text_size)) {}

  // How many quotes stand in front of `at`, which is in the text. The quotes have been listed.
  std::size_t quotes_before(std::size_t at) const noexcept {
    const outline_block& b = blocks_[at / outline_bytes];
    return b.quotes_before + count_bits(b.quotes & ~(~std::uint64_t{0} << at % outline_bytes));
  }

  // Behind the bracket that closes the one at `open`; 0 when there is none.
  std::size_t behind_brackets(std::size_t open) const noexcept {
    std::size_t block = open / outline_bytes;
    const std::uint64_t from = ~std::uint64_t{0} << open % outline_bytes;
    std::uint64_t opens = blocks_[block].opens & from;
    std::uint64_t both = opens | (blocks_[block].closes & from);
    std::int32_t inside = 0;  // brackets open since
    for (;;) {
      for (; both != 0; both &= both - 1) {
        inside += (opens & both & (~both + 1)) != 0 ? 1 : -1;
        if (inside <= 0) return block * outline_bytes + static_cast<std::size_t>(std::countr_zero(both)) + 1;
      }
      if (++block == count_) return 0;
      const std::int32_t outside = blocks_[block].depth - inside;
      while (blocks_[block].lowest > outside) {
        if (++block == count_) return 0;
      }
      inside = blocks_[block].depth - outside;
      opens = blocks_[block].opens;
      both = opens | blocks_[block].closes;
    }
  }

 private:
  const outline_block* blocks_ = nullptr;
  std::size_t count_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
