// SPDX-License-Identifier: Apache-2.0
// Four letters at a time, three bytes each; the last group may be short.
#include "archive/base64.hpp"

#include <array>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr std::uint32_t no_letter = 64;

constexpr std::array<std::uint8_t, 256> make_values() noexcept {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_letter);
  std::uint8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    values[static_cast<unsigned char>(c)] = value++;
  }
  return values;
}

constexpr std::array<std::uint8_t, 256> values = make_values();

// Of up to four letters, the missing ones zero; false when one is none.
bool read_group(std::string_view letters, std::uint32_t& bits) noexcept {
  bits = 0;
  for (const char c : letters) {
    const std::uint32_t value = values[static_cast<unsigned char>(c)];
    if (value == no_letter) return false;
    bits = bits << 6 | value;
  }
  bits <<= 6 * (4 - letters.size());
  return true;
}

char byte_of(std::uint32_t bits, unsigned shift) noexcept { return static_cast<char>(bits >> shift & 0xFF); }

}  // namespace

bool decode_base64(std::string_view text, bytes& out) {
  if (text.size() % 4 != 0) return false;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  const std::size_t tail = text.size() % 4;  // letters of a short group
  const std::size_t whole = text.size() - tail;
  if (tail == 1) return false;
  out.reserve(out.size() + text.size() / 4 * 3 + 3);
  char* const begin = out.free_space();
  char* to = begin;
  std::uint32_t bits = 0;
  for (std::size_t at = 0; at < whole; at += 4) {
    if (!read_group(text.substr(at, 4), bits)) return false;
    *to++ = byte_of(bits, 16);
    *to++ = byte_of(bits, 8);
    *to++ = byte_of(bits, 0);
  }
  if (!read_group(text.substr(whole), bits) || (bits & (tail == 2 ? 0xFFFFU : 0xFFU)) != 0) return false;
  if (tail >= 2) *to++ = byte_of(bits, 16);
  if (tail == 3) *to++ = byte_of(bits, 8);
  out.take(static_cast<std::size_t>(to - begin));
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
