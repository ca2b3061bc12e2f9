// SPDX-License-Identifier: Apache-2.0
// In go bytes, out come characters or the place where the bytes stop being UTF-8. Well-formedness is decided in one
// function, by the table of RFC 3629 (section 4). Never reads outside the text and never fails.
#include "support/utf8.hpp"

#include "support/letters.hpp"

#include <algorithm>
#include <iterator>

namespace coverwatch::inline COVERWATCH_ABI::support {

COVERWATCH_FUNC unsigned byte_at(std::string_view text, std::size_t offset) noexcept {
  return static_cast<unsigned char>(text[offset]);
}

COVERWATCH_FUNC bool is_continuation(std::string_view text, std::size_t offset) noexcept {
  return offset < text.size() && (byte_at(text, offset) & 0xc0u) == 0x80u;
}

// What the second byte must be, given the first: this is what shuts out overlong forms, surrogates and all beyond
// U+10FFFF.
COVERWATCH_FUNC bool second_byte_fits(unsigned lead, unsigned second, bool surrogates) noexcept {
  switch (lead) {
    case 0xe0: return second >= 0xa0 && second <= 0xbf;
    case 0xed: return second >= 0x80 && second <= (surrogates ? 0xbfu : 0x9fu);
    case 0xf0: return second >= 0x90 && second <= 0xbf;
    case 0xf4: return second >= 0x80 && second <= 0x8f;
    default: return second >= 0x80 && second <= 0xbf;
  }
}

COVERWATCH_FUNC std::size_t length_by_lead(unsigned lead) noexcept {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

COVERWATCH_FUNC std::size_t well_formed_length(std::string_view text, std::size_t offset, bool surrogates) noexcept {
  const unsigned lead = byte_at(text, offset);
  const std::size_t length = length_by_lead(lead);
  if (length < 2) return length;
  if (offset + 1 >= text.size() || !second_byte_fits(lead, byte_at(text, offset + 1), surrogates)) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!is_continuation(text, offset + i)) return 0;
  return length;
}

COVERWATCH_FUNC character decode(std::string_view text, std::size_t offset) noexcept {
  const unsigned lead = byte_at(text, offset);
  const std::size_t length = well_formed_length(text, offset, true);
  if (length < 2) return {static_cast<char32_t>(lead), 1};
  unsigned code_point = lead & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte_at(text, offset + i) & 0x3fu);
  return {static_cast<char32_t>(code_point), length};
}

COVERWATCH_FUNC std::size_t find_invalid_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = well_formed_length(text, at, false);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

COVERWATCH_FUNC std::size_t count_characters(std::string_view text) noexcept {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

COVERWATCH_FUNC void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  const auto tail = [&put, code_point](unsigned shift) { put(0x80 | (code_point >> shift & 0x3f)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xc0 | code_point >> 6);
    tail(0);
  } else if (code_point < 0x10000) {
    put(0xe0 | code_point >> 12);
    tail(6);
    tail(0);
  } else {
    put(0xf0 | code_point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

COVERWATCH_FUNC bool is_letter(char32_t code_point) noexcept {
  const auto ends_before = [](const letter_range& range, char32_t c) { return range.last < c; };
  const auto* range = std::lower_bound(std::begin(letter_ranges), std::end(letter_ranges), code_point, ends_before);
  return range != std::end(letter_ranges) && range->first <= code_point;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
