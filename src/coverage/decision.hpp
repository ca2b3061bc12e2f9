// SPDX-License-Identifier: Apache-2.0
// One question, decided: is there an event that these patterns match and those do not? In go patterns of any kind, out
// comes an event that every one of them has been run over, or that there is none, or a doubt. Knows nothing of
// references.
#pragma once

#include <coverwatch/coverage.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/pattern.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

enum class answer : std::uint8_t { yes, no, unknown };

// A question under one dialect or under both, which must agree.
struct question {
  std::vector<const pattern*> matched;      // all of these; at least one
  std::vector<const pattern*> not_matched;  // none of these
  std::vector<const pattern*> assumptions;  // all of these, too: how the others are related is asked under them
  std::optional<wildcards> dialect;
  std::uint64_t budget = 0;
  bool canonical_json = false;  // an assumption as well: see coverage_options
};

struct refutation;  // why there is no event

// What one dialect says.
struct side {
  wildcards dialect{};
  answer found = answer::no;
  doubt why = doubt::nothing;                      // when unknown
  std::string event = {};                          // when yes
  std::shared_ptr<const refutation> refuted = {};  // when no
  bool of_any = false;                             // both dialects say the same, letter by letter
};

struct decision {
  answer found = answer::no;
  doubt why = doubt::nothing;  // when unknown
  std::string event;           // when yes, or when it is there under one dialect only
  std::vector<side> sides;     // of each dialect that was asked
};

decision decide(const question& q);

// Whether the event is an answer to the question, under each dialect that it is asked in: every pattern that must match
// it does, none of the others does, and machine and reference evaluator agree.
bool separates(const question& q, const std::string& event);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
