// SPDX-License-Identifier: Apache-2.0
// Questions put together from their parts. Two of them make a verdict: whether something slips through, and whether
// there is anything that could.
#include "coverage/asking.hpp"

#include "coverage/conditions.hpp"
#include "coverage/disjuncts.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

COVERWATCH_FUNC std::vector<const pattern*> pointers(std::span<const pattern> patterns) {
  std::vector<const pattern*> out;
  for (const pattern& each : patterns) out.push_back(&each);
  return out;
}

COVERWATCH_FUNC verdict verdict_of(answer found) noexcept {
  switch (found) {
    case answer::yes: return verdict::not_covered;
    case answer::no: return verdict::covered;
    case answer::unknown: break;
  }
  return verdict::unknown;
}

COVERWATCH_FUNC pattern own_pattern(const std::string& inside) {
  return pattern_without_limits(in_braces(inside), wildcards::glob);
}

COVERWATCH_FUNC question asking::question_of(std::vector<const pattern*> matched,
                                             std::vector<const pattern*> not_matched) const {
  return {std::move(matched), std::move(not_matched), assumptions, options.dialect, options.budget, canonical_json};
}

COVERWATCH_FUNC decision asking::ask(const pattern& wanted, std::vector<const pattern*> filters) const {
  return decide(question_of({&wanted}, std::move(filters)));
}

COVERWATCH_FUNC judgement asking::decide_on(const pattern& wanted) const {
  judgement out;
  out.found = ask(wanted, pointers(deployed));
  coverage_report& report = out.report;
  report.result = verdict_of(out.found.found);
  report.doubt = out.found.why;
  report.event = out.found.event;
  if (report.result == verdict::not_covered) return out;  // the event is one that it matches
  out.possible = ask(wanted, {});
  if (out.possible.found == answer::no) {
    report.result = verdict::vacuous;
    report.event.clear();
  } else if (out.possible.found == answer::unknown && out.found.found == answer::no) {
    report.result = verdict::unknown;  // it may be vacuous
    report.doubt = out.possible.why;
  }
  return out;
}

COVERWATCH_FUNC bool asking::implies(const pattern& narrow, const pattern& wide) const {
  question q = question_of({&narrow}, {&wide});
  q.budget = std::min(q.budget, few_steps);
  return decide(q).found == answer::no;
}

COVERWATCH_FUNC bool asking::meet(const pattern& first, const pattern& second) const {
  question q = question_of({&first, &second}, {});
  q.budget = std::min(q.budget, few_steps);
  return decide(q).found == answer::yes;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
