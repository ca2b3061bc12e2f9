// SPDX-License-Identifier: Apache-2.0
// What can be chosen when a pattern is parsed: the limits of the service, and the one point of the language where the
// service's behaviour is not documented.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI {

// The version of docs/language.md that patterns are read under. It changes when the meaning of some pattern does.
inline constexpr std::string_view language_version = "2026-11";

// How `*` searches. `glob`: any run of characters, with every possibility tried (the default).
// `leftmost`: each piece between stars is taken at its leftmost place, without a second try, and the last piece must
// end the text; this explains recordings of 2019 that a glob does not. docs/language.md tells the difference.
enum class wildcards : std::uint8_t { glob, leftmost };

// The defaults are the service's own limits, but for those of nesting, which no pattern of 1,024 characters can reach,
// and of positions.
struct parse_options {
  wildcards dialect = wildcards::glob;
  std::size_t max_characters = 1024;       // of the pattern, outer white space not counted; at most 2,097,152
  std::size_t max_nesting = 512;           // parentheses inside parentheses; never more than 512
  std::size_t max_wildcard_selectors = 3;  // selectors with a wildcard, counted each time one stands in the pattern
  std::size_t max_regexes = 2;
  std::size_t max_regex_positions = 10000;  // of one regular expression, repetitions written out; at most 100,000
};

}  // namespace coverwatch::inline COVERWATCH_ABI
