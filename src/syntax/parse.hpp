// SPDX-License-Identifier: Apache-2.0
// Text to tree: the one entry of this stage. Out comes the faithful tree with warnings, or the diagnostic that helps.
#pragma once

#include "syntax/tree.hpp"

#include <coverwatch/diagnostic.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/result.hpp>

#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// No option lifts the nesting of parentheses above this: the parser and the tree recurse (docs/design.md).
inline constexpr std::size_t deepest_nesting = 512;

// Nor these: stages behind this one count in 32 bits, and a set of phrases holds 8 MiB.
inline constexpr std::size_t longest_pattern = std::size_t{1} << 21;  // characters
inline constexpr std::size_t most_regex_positions = 100'000;

struct parsed {
  syntax::tree tree;
  std::vector<diagnostic> warnings;  // in the order of their places
};

// Places in the tree and in diagnostics are byte offsets into `text` as given, outer white space included.
result<parsed, diagnostic> parse(std::string_view text, const parse_options& options = {});

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
