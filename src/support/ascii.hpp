// SPDX-License-Identifier: Apache-2.0
// Classes of ASCII characters, whatever the locale says. In goes one byte, out comes yes or no, or a digit's value.
#pragma once

#include <coverwatch/config.hpp>

namespace coverwatch::inline COVERWATCH_ABI::support {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The value of a hexadecimal digit, or -1.
constexpr int hex_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
