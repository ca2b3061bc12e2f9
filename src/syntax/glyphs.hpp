// SPDX-License-Identifier: Apache-2.0
// Any bytes as they may be shown in one line of a terminal: a column for each character, control characters and
// invisible ones as a blank, bytes that are no UTF-8 as U+FFFD.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

struct glyph {
  std::size_t offset;  // in the text it came from
  std::string text;    // UTF-8, one column
};

std::vector<glyph> glyphs(std::string_view text);

// The same as one string, cut with an ellipsis after `most` columns.
std::string printable(std::string_view text, std::size_t most);

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
