// SPDX-License-Identifier: Apache-2.0
// Classes of ASCII characters, whatever the locale says. In goes one byte, out comes yes or no, or a digit's value.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// White space between the tokens of a JSON text. Most bytes are told by the first comparison.
constexpr bool is_json_space(char c) noexcept {
  return static_cast<unsigned char>(c) <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
}

// The first place at or behind `at` that holds none; the text's size when there is none such.
constexpr std::size_t skip_json_space(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

// The value of a hexadecimal digit, or -1.
constexpr int hex_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
