// SPDX-License-Identifier: Apache-2.0
// What a verdict on one JSON reference rests on, found by asking about its parts: each part's own verdict, what blocks
// those that are not covered, and the repairs that follow. In go the patterns, out come pieces of the report; every one
// has been decided before it is told.
#pragma once

#include "coverage/asking.hpp"
#include "coverage/disjuncts.hpp"

#include <coverwatch/coverage.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Valid while the patterns are.
struct dissection {
  const asking& asked;
  const pattern& wanted;                           // the reference
  disjuncts reference;                             // its parts
  std::vector<std::optional<disjuncts>> deployed;  // of each deployed pattern that is a JSON pattern
};

// Nothing when the reference is no JSON pattern.
std::optional<dissection> dissect(const asking& asked, const pattern& reference);

// One for each disjunct of the reference.
std::vector<reference_part> judge_parts(const dissection& d);

struct regions_found {
  std::vector<coverage_region> regions;
  std::map<std::size_t, losses> lost;  // by deployed pattern: what its disjuncts lose when all that blocks is dropped
};

regions_found find_regions(const dissection& d, std::span<const reference_part> parts);

// For a reference that is not covered.
std::vector<coverage_repair> find_repairs(const dissection& d, std::span<const reference_part> parts,
                                          const regions_found& blocked);

// Facts that, assumed as well, make one of the references covered, and none of which can be left out; empty when all of
// them together do not.
std::vector<std::size_t> facts_that_help(const asking& asked, std::span<const pattern> references);

// The event, which answers the question, inside a record of CloudTrail that answers it too; empty when it is no JSON
// object.
std::string whole_event(const question& q, const std::string& event);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
