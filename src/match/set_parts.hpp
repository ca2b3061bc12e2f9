// SPDX-License-Identifier: Apache-2.0
// What a public `pattern_set` is made of, immutable.
#pragma once

#include "program/set_code.hpp"

#include <coverwatch/pattern_set.hpp>

#include <cstdint>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

struct pattern_set::parts {
  std::vector<pattern> patterns;
  bool only_json = true;               // every pattern is a JSON pattern
  program::set_code code;              // of the JSON patterns
  std::vector<std::uint32_t> singles;  // the others, which are run one by one
};

}  // namespace coverwatch::inline COVERWATCH_ABI
