// SPDX-License-Identifier: Apache-2.0
// What is asked of the decision about one set of deployed patterns: whether a pattern is covered by them, and how two
// patterns lie to each other under the same assumptions. Keeps nothing; every answer is the decision's own.
#pragma once

#include "coverage/decision.hpp"

#include <coverwatch/coverage.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

std::vector<const pattern*> pointers(std::span<const pattern> patterns);
verdict verdict_of(answer found) noexcept;

// A pattern made of the library's own print, inside its braces: it parses, whatever its length.
pattern own_pattern(const std::string& inside);

// A verdict and the decisions that made it.
struct judgement {
  coverage_report report;
  decision found;     // is there an event that slips through?
  decision possible;  // is there one that the pattern matches? Asked when none slips through
};

struct asking {
  std::span<const pattern> deployed;
  const coverage_options& options;
  std::vector<const pattern*> assumptions;
  bool canonical_json = options.canonical_json;

  question question_of(std::vector<const pattern*> matched, std::vector<const pattern*> not_matched) const;
  decision ask(const pattern& wanted, std::vector<const pattern*> filters) const;

  // A verdict with its doubt or its event, and nothing else.
  judgement decide_on(const pattern& wanted) const;
  coverage_report judge(const pattern& wanted) const { return decide_on(wanted).report; }

  // Whether it is certain that all events of the first match the second, and that some event matches both. They help to
  // explain an answer and are given few steps.
  bool implies(const pattern& narrow, const pattern& wide) const;
  bool meet(const pattern& first, const pattern& second) const;

 private:
  static constexpr std::uint64_t few_steps = 100'000;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
