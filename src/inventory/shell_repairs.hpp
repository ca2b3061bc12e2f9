// SPDX-License-Identifier: Apache-2.0
// What pages do to the words of a command, undone as far as anybody can tell what was meant: texts for people, to be
// put into remarks. In goes what stands in the text; decides nothing.
#pragma once

#include <coverwatch/config.hpp>

#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// The text with each run of white space made one blank, and no longer than people read.
std::string in_one_line(std::string_view text);

// One word of a shell that is this text.
std::string in_single_quotes(std::string_view text);

// What was meant by a quotation that holds its own quotes: of 'a 'b c' d' it is a "b c" d. Empty: nobody knows.
std::string with_double_quotes_inside(std::string_view raw);

// `a=x>,b=y`, a placeholder without its beginning: `a=<x>,b=y`.
std::string with_whole_placeholders(std::string_view text);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
