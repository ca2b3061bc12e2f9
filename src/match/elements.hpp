// SPDX-License-Identifier: Apache-2.0
// Tells the values of a JSON array apart by quotes and brackets alone: in goes where one begins, out comes where it
// ends. Checks nothing else of a value.
#pragma once

#include "support/instructions.hpp"
#include "support/outline.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Behind the value at `begin`, a byte after the other: `begin` itself when there is none, npos when it breaks off or a
// string goes over a line's end.
std::size_t end_of_value(std::string_view text, std::size_t begin) noexcept;

// The same with vector instructions, for values that are asked for from front to back. Linear in the text, and in all
// values together. Some kilobytes of memory of its own, and no other.
class element_splitter {
 public:
  element_splitter(std::string_view text, support::instructions with) noexcept : text_(text), with_(with) {}

  // `begin` is outside all strings and brackets but the array's own.
  std::size_t end_of(std::size_t begin) noexcept;

 private:
  static constexpr std::size_t window_blocks = 256;

  void draw_from(std::size_t begin) noexcept;
  void draw_next() noexcept;
  std::size_t behind_brackets(std::size_t begin) noexcept;

  std::string_view text_;
  support::instructions with_;
  std::size_t window_begin_ = 0;
  std::size_t window_end_ = 0;
  support::outline_state state_;     // at the window's end
  bool line_end_in_string_ = false;  // in some window since the outline began
  std::array<support::outline_block, window_blocks> blocks_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
