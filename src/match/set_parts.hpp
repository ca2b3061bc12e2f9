// SPDX-License-Identifier: Apache-2.0
// What a public `pattern_set` is made of, immutable.
#pragma once

#include <coverwatch/pattern_set.hpp>

#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

struct pattern_set::parts {
  std::vector<pattern> patterns;
  bool only_json = true;  // every pattern is a JSON pattern
};

}  // namespace coverwatch::inline COVERWATCH_ABI
