// SPDX-License-Identifier: Apache-2.0
// Bytes as base64, written plainly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

inline std::string base64(std::string_view data) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : data) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) out += letters[bits >> (count - 6) & 63];
  }
  if (count != 0) out += letters[bits << (6 - count) & 63];
  while (out.size() % 4 != 0) out += '=';
  return out;
}
