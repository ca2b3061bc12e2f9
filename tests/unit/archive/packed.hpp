// SPDX-License-Identifier: Apache-2.0
// Text as gzip, compressed by libdeflate itself, and as base64, written plainly.
#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace coverwatch::archive_test {

inline std::string gzip(std::string_view text) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> state(libdeflate_alloc_compressor(6),
                                                                                      libdeflate_free_compressor);
  std::string out(libdeflate_gzip_compress_bound(state.get(), text.size()), '\0');
  out.resize(libdeflate_gzip_compress(state.get(), text.data(), text.size(), out.data(), out.size()));
  return out;
}

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

}  // namespace coverwatch::archive_test
