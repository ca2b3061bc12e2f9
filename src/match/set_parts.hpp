// SPDX-License-Identifier: Apache-2.0
// What a public `pattern_set` is made of, immutable.
#pragma once

#include "match/parts.hpp"
#include "match/scan_plan.hpp"
#include "program/set_code.hpp"

#include <coverwatch/pattern_set.hpp>

#include <cstdint>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

struct pattern_set::parts {
  std::vector<pattern> patterns;
  bool only_json = true;               // every pattern is a JSON pattern
  program::set_code code;              // of the JSON patterns
  std::vector<std::uint32_t> singles;  // run one by one: the others, and what no program has room for
  match::scan_plan plan;
};

namespace match {

// What `pattern_set::compile` makes. JSON patterns whose tests are beyond `most_tests`, which is at most
// `program::max_slots`, are run one by one: the answers are the same.
std::shared_ptr<const pattern_set::parts> compile_parts(std::span<const pattern> patterns, std::size_t most_tests);

// `pattern_set::evaluate`; with `of_matches` an event is told to be no JSON only if it would match otherwise, or if its
// strings and brackets cannot be made out.
set_evaluation guarded_evaluate_set(const pattern_set::parts& p, std::string_view event, scratch& memory,
                                    validation v) noexcept;

}  // namespace match

}  // namespace coverwatch::inline COVERWATCH_ABI
