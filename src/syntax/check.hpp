// SPDX-License-Identifier: Apache-2.0
// What the grammar cannot say about a tree: the limits of the service, regular expressions, exponents; and what is
// accepted but likely not meant.
#pragma once

#include "syntax/tree.hpp"

#include <coverwatch/diagnostic.hpp>
#include <coverwatch/options.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// The first mistake, in the order of the text.
std::optional<diagnostic> find_mistake(const tree& t, std::string_view text, const parse_options& options);

// In the order of their places.
std::vector<diagnostic> find_warnings(const tree& t, std::string_view text);

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
