// SPDX-License-Identifier: Apache-2.0
// Our decision against Z3's, which shares nothing with it but the reading of patterns: over the reviewed cases and over
// generated questions. They may not contradict each other, and most questions must get an answer of both.
// COVERWATCH_SEED and COVERWATCH_CASES vary what is generated.
#include "coverage_cases.hpp"

#include "../laws/laws.hpp"
#include "../support/sample_question.hpp"
#include "../support/z3_judge.hpp"
#include "coverage/decision.hpp"

#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::coverage::answer;

constexpr unsigned milliseconds = 1000;  // that Z3 may take for a question

// How the answers lie.
struct tally {
  std::size_t asked = 0, events = 0, nones = 0, open = 0;

  void show(const char* what) const {
    std::printf("  %s: %zu asked; both have an event %zu, none %zu; one of them has no answer %zu\n", what, asked,
                events, nones, open);
  }
};

std::string shown(const std::vector<pattern>& deployed, const pattern& reference, const std::string& event) {
  std::string out = "  reference: " + reference.text() + "\n";
  for (const pattern& each : deployed) out += "  deployed:  " + each.text() + "\n";
  return out + "  " + event + "\n  COVERWATCH_SEED=" + std::to_string(laws::seed());
}

void compare(const std::vector<pattern>& deployed, const pattern& reference, z3_judge::judge& z3, tally& out) {
  coverwatch::coverage::question q;
  q.matched.push_back(&reference);
  for (const pattern& each : deployed) q.not_matched.push_back(&each);
  q.dialect = coverwatch::wildcards::glob;
  q.budget = coverwatch::coverage_options{}.budget;
  const auto theirs = z3.decide({q.matched, q.not_matched});
  if (!theirs) return;
  const auto ours = coverwatch::coverage::decide(q);
  ++out.asked;
  EXPECT_NE(theirs->found, z3_judge::verdict::broken) << shown(deployed, reference, theirs->event);
  if (theirs->found == z3_judge::verdict::event) {
    EXPECT_NE(ours.found, answer::no) << shown(deployed, reference, theirs->event);
    out.events += ours.found == answer::yes ? 1U : 0U;
  } else if (theirs->found == z3_judge::verdict::none) {
    EXPECT_NE(ours.found, answer::yes) << shown(deployed, reference, ours.event);
    out.nones += ours.found == answer::no ? 1U : 0U;
  }
  out.open = out.asked - out.events - out.nones;
}

pattern parsed(const std::string& text) {
  coverwatch::parse_options options;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = 1000000;
  auto p = pattern::parse(text, options);
  EXPECT_TRUE(p.has_value()) << text;
  return p ? *p : *pattern::parse("");
}

TEST(z3_agrees, on_the_reviewed_cases) {
  z3_judge::judge z3(milliseconds);
  tally t;
  const auto suite = coverage_cases::read_folder(COVERWATCH_COVERAGE_CASES);
  for (const auto& p : suite.pairs) {
    if (p.dialect != "glob" || !p.assumptions.empty()) continue;
    std::vector<pattern> deployed;
    for (const auto& text : p.beside) deployed.push_back(parsed(text));
    deployed.push_back(parsed(p.deployed));
    compare(deployed, parsed(p.references.front()), z3, t);
  }
  t.show("reviewed cases");
  EXPECT_GT(t.asked * 2, suite.pairs.size());
  EXPECT_GT(t.events * 10, t.asked);
  EXPECT_GT(t.nones * 10, t.asked);
  EXPECT_LT(t.open * 20, t.asked);
}

// A hundredth of the laws' cases: Z3 takes some milliseconds for each. Wildcards in selectors are not asked.
TEST(z3_agrees, on_generated_questions) {
  z3_judge::judge z3(milliseconds);
  tally t;
  sample::choices c(laws::seed());
  const std::size_t wanted = laws::cases() / 100 + 1;
  for (std::size_t i = 0; i < 3 * wanted && t.asked < wanted && !HasFailure(); ++i) {
    const auto selectors = sample::any_selectors(c);
    const auto deployed = sample::any_expression(selectors, c, 1 + c.below(4));
    const auto reference = c.chance(60) ? sample::near_expression(deployed, selectors, c)
                                        : sample::any_expression(selectors, c, 1 + c.below(4));
    compare({parsed(pattern_of(deployed))}, parsed(pattern_of(reference)), z3, t);
  }
  t.show("generated questions");
  EXPECT_GE(t.asked, wanted);
  EXPECT_GT(t.events * 10, t.asked);
  EXPECT_GT(t.nones * 10, t.asked);
  EXPECT_LT(t.open * 10, t.asked);
}

}  // namespace
