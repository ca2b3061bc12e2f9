// SPDX-License-Identifier: Apache-2.0
// Space-delimited patterns against each other: columns that read the same token are compared exactly, the others are
// taken to say nothing of each other.
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace coverwatch;

struct row {
  const char* reference;
  std::vector<const char*> deployed;
  verdict result;
};

const row rows[] = {
    // Texts.
    {"[a, b = x, c]", {"[p, q = x, r]"}, verdict::covered},
    {"[a, b = x, c]", {"[p, q = x*, r]"}, verdict::covered},
    {"[a, b = x*, c]", {"[p, q = x, r]"}, verdict::not_covered},
    {"[a, b = %^x.*y$%, c]", {"[p, q = x*, r]"}, verdict::covered},
    {"[a, b = x || b = y, c]", {"[p, q = x, r]", "[p, q = y, r]"}, verdict::covered},
    {"[a, b = x || b = y, c]", {"[p, q = x, r]", "[p, q = z, r]"}, verdict::not_covered},
    {"[a = \"two words\", b]", {"[x = \"two*\", y]"}, verdict::covered},
    {"[a = \"\", b]", {"[x = *, y]"}, verdict::covered},
    {"[a = x && a = y, b]", {"[c = z, d]"}, verdict::vacuous},
    // Values: any decimal, however it is written; `!=` is the complement of `=`.
    {"[a, b = 404]", {"[a, b > 400]"}, verdict::covered},
    {"[a, b > 500]", {"[a, b > 400]"}, verdict::covered},
    {"[a, b > 400]", {"[a, b > 500]"}, verdict::not_covered},
    {"[a, b >= 400]", {"[a, b > 400 || b = 400.0]"}, verdict::covered},
    {"[a, b > 1 && b < 1.5]", {"[a, b != 2]"}, verdict::covered},
    {"[a, b != 2]", {"[a, b = *]"}, verdict::covered},
    {"[a, b = *]", {"[a, b < 2 || b >= 2]"}, verdict::not_covered},
    {"[a, b = *]", {"[a, b != 2 || b = 2]"}, verdict::covered},
    {"[a, b = \"+5\"]", {"[a, b = 5]"}, verdict::covered},
    {"[a, b = \"05.0\"]", {"[a, b = 5]"}, verdict::covered},
    {"[a, b = 5]", {"[a, b = \"5\"]"}, verdict::not_covered},
    {"[a = 404]", {"[a = 4*]"}, verdict::not_covered},  // 0404, +404
    {"[a, b > 1 && b < 1]", {"[c = z]"}, verdict::vacuous},
    {"[a, b >= 1 && b <= 1 && b != 1.0]", {"[c = z]"}, verdict::vacuous},
    {"[a, b > 1 && b < 1.0000000000000000000001]", {"[c = z]"}, verdict::not_covered},
    // Which token a column reads.
    {"[a, b]", {"[a, b, c]"}, verdict::not_covered},
    {"[a, b, c]", {"[a, b]"}, verdict::covered},
    {"[a, b, c = x]", {"[a, b = x, ...]"}, verdict::not_covered},
    {"[a, b = x, c]", {"[a, b = x, ...]"}, verdict::covered},
    {"[a, ..., b = x]", {"[..., b = x]"}, verdict::covered},
    {"[..., b = x]", {"[a, ..., b = x]"}, verdict::not_covered},
    {"[..., b, c]", {"[a, ...]"}, verdict::covered},
    {"[a = ERROR, b]", {"[c = ERROR, ...]"}, verdict::covered},
    {"[a = x, b = y]", {"[c = x, ...]", "[...]"}, verdict::covered},
    // The rest of a message is not its first token, and what they have in common is not known.
    {"[a = ERROR, b]", {"[c = E*]"}, verdict::unknown},
    {"[a, b, ...]", {"[..., c, d != *]"}, verdict::not_covered},
};

TEST(columns, verdicts) {
  for (const row& each : rows) {
    const std::vector<pattern> reference{*pattern::parse(each.reference)};
    std::vector<pattern> deployed;
    for (const char* text : each.deployed) deployed.push_back(*pattern::parse(text));
    const coverage_report found = covers(deployed, reference);
    EXPECT_EQ(name(found.result), name(each.result)) << each.reference << "   " << each.deployed.front() << found.event;
  }
}

// A token with a blank and a quotation mark stands in brackets; one with a closing bracket besides in nothing.
TEST(columns, an_event_is_shown_in_marks_that_can_hold_its_tokens) {
  const std::vector<pattern> plain{*pattern::parse("[a = \"x \\\"y\", b]")};
  scratch memory;
  const coverage_report found = covers({}, plain);
  EXPECT_EQ(found.result, verdict::not_covered);
  EXPECT_EQ(found.event, "[x \"y] word");
  EXPECT_TRUE(plain[0].matches(found.event, memory));
  const std::vector<pattern> hard{*pattern::parse("[a = \"x \\\"]y\", b]")};
  EXPECT_EQ(covers({}, hard).result, verdict::unknown);
  EXPECT_EQ(covers({}, hard).doubt, doubt::kind);
}

TEST(columns, assumptions_count) {
  const std::vector<pattern> reference{*pattern::parse("[a, b = x]")};
  const std::vector<pattern> deployed{*pattern::parse("[a = E*, b]")};
  const std::vector<pattern> assumed{*pattern::parse("[a = ERROR, ...]")};
  coverage_options options;
  options.assumptions = assumed;
  EXPECT_EQ(name(covers(deployed, reference, options).result), "covered");
  EXPECT_EQ(name(covers(deployed, reference).result), "not_covered");
}

}  // namespace
