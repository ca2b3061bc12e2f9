// SPDX-License-Identifier: Apache-2.0
// UTF-8: validity, one character at a time, and what counts as a letter. In WTF-8, which the text of a JSON string may
// be here, a lone surrogate stands as its own three bytes; `decode` takes it for one character like any other.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

struct character {
  char32_t code_point;
  std::size_t length;  // bytes, at least 1
};

// The character at `offset`, which must be inside `text`. A byte that begins no well-formed character is returned as
// itself (0x80..0xff) with length 1, so that any loop over any bytes ends.
character decode(std::string_view text, std::size_t offset) noexcept;

// The bytes of the well-formed character at `offset` (inside `text`): 1 to 4 by RFC 3629, and 3 for a surrogate when
// `surrogates` says so (WTF-8). 0 when none begins there.
std::size_t well_formed_length(std::string_view text, std::size_t offset, bool surrogates) noexcept;

// The offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates), or npos.
std::size_t find_invalid_utf8(std::string_view text) noexcept;

// The number of characters of a valid text.
std::size_t count_characters(std::string_view text) noexcept;

// Appends the character; a surrogate gets its three bytes (WTF-8).
void append_utf8(std::string& out, char32_t code_point);

// A Unicode letter: general category L (Lu, Ll, Lt, Lm, Lo).
bool is_letter(char32_t code_point) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
