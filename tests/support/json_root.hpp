// SPDX-License-Identifier: Apache-2.0
// The tree of a pattern that is known to be a JSON pattern; any other kind throws, which fails the test.
#pragma once

#include "syntax/tree.hpp"

#include <variant>

namespace sample {

inline const coverwatch::syntax::expression& json_root(const coverwatch::syntax::tree& t) {
  return std::get<coverwatch::syntax::json_pattern>(t.pattern).root;
}

inline const coverwatch::syntax::selector& path(const coverwatch::syntax::subject& s) {
  return std::get<coverwatch::syntax::selector>(s);
}
inline const coverwatch::syntax::selector& path(const coverwatch::syntax::selector& s) { return s; }

}  // namespace sample
