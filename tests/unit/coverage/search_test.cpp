// SPDX-License-Identifier: Apache-2.0
// Questions that take many splits, so that the search tries its choices before it takes one: pigeons and holes, whose
// answer is known for every number of both.
#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace coverwatch;

std::string sits(int pigeon, int hole) { return "$.p" + std::to_string(pigeon) + " = h" + std::to_string(hole); }

// The reference: each pigeon sits in a hole. Deployed: two sit in the same. Covered when there are too few holes.
coverage_report pigeons(int count, int holes, const coverage_options& options) {
  std::string text;
  for (int p = 0; p < count; ++p) {
    text += p == 0 ? "{ (" : ") && (";
    for (int h = 0; h < holes; ++h) text += (h == 0 ? "" : " || ") + sits(p, h);
  }
  std::vector<pattern> deployed;
  for (int p = 0; p < count; ++p)
    for (int q = 0; q < p; ++q)
      for (int h = 0; h < holes; ++h)
        deployed.push_back(*pattern::parse("{ " + sits(p, h) + " && " + sits(q, h) + " }"));
  const pattern reference = *pattern::parse(text + ") }");
  const coverage_report found = covers(deployed, {&reference, 1}, options);
  if (found.result == verdict::not_covered) {
    scratch memory;
    EXPECT_TRUE(reference.matches(found.event, memory)) << found.event;
    for (const pattern& each : deployed) EXPECT_FALSE(each.matches(found.event, memory)) << found.event;
  }
  return found;
}

TEST(search, many_splits_end_in_a_yes_that_is_verified) {
  coverage_options options;
  options.certificate = true;
  options.explain = false;
  const coverage_report found = pigeons(6, 5, options);
  ASSERT_EQ(found.result, verdict::covered);
  const auto claim = verify(found.certificate);
  ASSERT_TRUE(claim) << claim.error().where << ": " << claim.error().what;
  EXPECT_GT(claim->steps, 100u);
}

TEST(search, as_many_holes_let_all_sit) {
  coverage_options options;
  options.explain = false;
  EXPECT_EQ(pigeons(6, 6, options).result, verdict::not_covered);
}

// Wherever the budget ends, the answer is none or the right one.
TEST(search, any_budget_gives_no_wrong_answer) {
  coverage_options options;
  options.explain = false;
  int ended = 0;
  for (options.budget = 1000; options.budget < 10'000'000; options.budget *= 2) {
    const coverage_report found = pigeons(6, 5, options);
    if (found.result == verdict::covered) continue;
    ++ended;
    EXPECT_EQ(found.result, verdict::unknown);
    EXPECT_EQ(found.doubt, doubt::budget);
  }
  EXPECT_GT(ended, 3);
}

}  // namespace
