// SPDX-License-Identifier: Apache-2.0
// The outline is drawn window by window, each going on where the one before left off; between two values no bracket is
// open, so a value ends where its depth is none again.
#include "match/elements.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::match {

using support::is_json_space;

// Outside strings, too, a backslash takes a quotation mark or a backslash along: so does the outline.
COVERWATCH_FUNC bool takes_next_along(std::string_view text, std::size_t at, bool in_string) noexcept {
  if (text[at] != '\\') return false;
  return in_string || (at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\'));
}

COVERWATCH_FUNC std::size_t end_of_value(std::string_view text, std::size_t begin) noexcept {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (takes_next_along(text, i, in_string)) {
      ++i;
    } else if (in_string) {
      if (c == '\n' || c == '\r') return std::string_view::npos;
      in_string = c != '"';
      if (!in_string && depth == 0) return i + 1;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return i;
      if (--depth == 0) return i + 1;
    } else if (depth == 0 && (c == ',' || is_json_space(c))) {
      return i;
    }
  }
  return std::string_view::npos;
}

// Whether a line ends inside a string. `in_string`: the window begins in one.
COVERWATCH_FUNC bool has_line_end_in_string(std::string_view window, const support::outline_block* blocks,
                                            bool in_string) noexcept {
  if (window.find('\n') == std::string_view::npos && window.find('\r') == std::string_view::npos) return false;
  for (std::size_t at = 0; at < window.size(); at += support::outline_bytes, ++blocks) {
    const std::string_view bytes = window.substr(at, support::outline_bytes);
    for (std::size_t i = bytes.find_first_of("\r\n"); i < bytes.size(); i = bytes.find_first_of("\r\n", i + 1)) {
      const bool odd = std::popcount(blocks->quotes & ((std::uint64_t{1} << i) - 1)) % 2 != 0;
      if (odd != in_string) return true;
    }
    if (std::popcount(blocks->quotes) % 2 != 0) in_string = !in_string;
  }
  return false;
}

COVERWATCH_FUNC void element_splitter::draw_from(std::size_t begin) noexcept {
  state_ = {};
  line_end_in_string_ = false;
  window_end_ = begin;
  draw_next();
}

COVERWATCH_FUNC void element_splitter::draw_next() noexcept {
  window_begin_ = window_end_;
  const std::string_view window = text_.substr(window_begin_, window_blocks * support::outline_bytes);
  const bool in_string = state_.in_string != 0;
  support::draw_outline(window, state_, blocks_.data(), with_);
  line_end_in_string_ = line_end_in_string_ || has_line_end_in_string(window, blocks_.data(), in_string);
  window_end_ = window_begin_ + window.size();
}

// The bracket at `begin` is in the window, and none is open in front of it.
COVERWATCH_FUNC std::size_t element_splitter::behind_brackets(std::size_t begin) noexcept {
  std::size_t block = (begin - window_begin_) / support::outline_bytes;
  std::uint64_t from = ~std::uint64_t{0} << (begin - window_begin_) % support::outline_bytes;
  std::int32_t depth = 0;
  for (;;) {
    for (; block < support::outline_size(window_end_ - window_begin_); ++block) {
      const support::outline_block& b = blocks_[block];
      if (b.lowest > 0) continue;
      if (from == ~std::uint64_t{0}) depth = b.depth;
      for (std::uint64_t both = (b.opens | b.closes) & from; both != 0; both &= both - 1) {
        depth += (b.opens & both & (~both + 1)) != 0 ? 1 : -1;
        if (depth <= 0)
          return window_begin_ + block * support::outline_bytes + static_cast<std::size_t>(std::countr_zero(both)) + 1;
      }
      from = ~std::uint64_t{0};
    }
    if (window_end_ == text_.size()) return std::string_view::npos;
    draw_next();
    block = 0;
    from = ~std::uint64_t{0};
  }
}

// Where a line ends in a string the reading byte by byte says which value breaks off; it takes those without brackets
// too.
COVERWATCH_FUNC std::size_t element_splitter::end_of(std::size_t begin) noexcept {
  if (begin >= text_.size()) return std::string_view::npos;
  if (text_[begin] != '{' && text_[begin] != '[') {
    window_end_ = 0;
    return end_of_value(text_, begin);
  }
  if (begin >= window_end_) draw_from(begin);
  const std::size_t end = behind_brackets(begin);
  return line_end_in_string_ ? end_of_value(text_, begin) : end;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
