// SPDX-License-Identifier: Apache-2.0
// Tree to normal form: parentheses dissolve, equal parts are shared, constants are parsed. Keeps the order of the pattern
// and every spelling that has a meaning; rewrites nothing that only looks equal.
#pragma once

#include "logic/formula.hpp"
#include "syntax/tree.hpp"

namespace coverwatch::inline COVERWATCH_ABI::logic {

// `t` came from `syntax::parse`: its constants are known to be well formed.
formula lower(const syntax::tree& t);

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
