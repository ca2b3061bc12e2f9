// SPDX-License-Identifier: Apache-2.0
// Coverage through the public face: what is covered, what slips through, what stays unknown, and the repairs.
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <initializer_list>

namespace {

using namespace coverwatch;

std::vector<pattern> patterns(std::initializer_list<const char*> texts) {
  std::vector<pattern> out;
  for (const char* text : texts) {
    auto parsed = pattern::parse(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    if (parsed) out.push_back(std::move(*parsed));
  }
  return out;
}

struct row {
  std::vector<const char*> deployed;
  const char* reference;
  verdict result;
};

TEST(coverage, verdicts) {
  const row rows[] = {
      {{"{ $.a = b }"}, "{ $.a = b }", verdict::covered},
      {{"{ $.a = \"b*\" }"}, "{ $.a = bc }", verdict::covered},
      {{"{ $.a = bc }"}, "{ $.a = \"b*\" }", verdict::not_covered},
      {{"{ $.a = b }", "{ $.a = c }"}, "{ $.a = b || $.a = c }", verdict::covered},
      {{"{ $.a = b }"}, "{ $.a = b || $.a = c }", verdict::not_covered},
      {{}, "{ $.a = b }", verdict::not_covered},
      {{""}, "{ $.a = b }", verdict::covered},
      {{"[]"}, "{ $.a = b }", verdict::covered},
      {{"{ $.a = * }"}, "{ $.a > 5 }", verdict::covered},
      {{"{ $.a != b }"}, "{ $.a NOT EXISTS }", verdict::not_covered},
      {{"{ $.a NOT EXISTS || $.a != b || $.a = b }"}, "{ $.c = d }", verdict::not_covered},  // null, true, an object
      {{"{ $.a > 1 }"}, "{ $.a > 1.00000000000000001 && $.a < 1.00000000000000002 }", verdict::vacuous},
      {{"{ $.a = 1 }"}, "{ $.a = b && $.a.b = c }", verdict::vacuous},
      {{"{ $.a[*] = 2 }"}, "{ $.a[0] = 2 }", verdict::covered},
      {{"{ $.a[0] = 2 }"}, "{ $.a[*] = 2 }", verdict::not_covered},
      {{"{ $.a[0] = 2 }"}, "{ $.a[*] = 2 && $.a[1] NOT EXISTS && $.a.* != 3 && $.a[0] > 0 }", verdict::covered},
      {{"ERR"}, "ERROR", verdict::covered},
      {{"ERROR"}, "ERR", verdict::not_covered},
      {{"ERROR -x"}, "ERROR", verdict::not_covered},
      {{"ERROR -x", "x"}, "ERROR", verdict::covered},
      {{"ERROR"}, "%ERROR [0-9]+%", verdict::covered},
      {{"%[0-9]%"}, "%ERROR [0-9]+%", verdict::covered},
      {{"{ $.a = b }"}, "b", verdict::not_covered},
      {{"{ $.a = 1 || $.a != 1 }"}, "{ $.a = * }", verdict::not_covered},  // 1e309
      {{"{ $.a = x || $.a != x }"}, "{ $.a = * }", verdict::covered},
      {{"[a, b]"}, "[a, b]", verdict::covered},
      {{"[a = 1]"}, "[a]", verdict::not_covered},
      {{""}, "[a, b]", verdict::covered},
      {{"[]"}, "[a = x]", verdict::covered},
      {{"[a = y]"}, "[a = x]", verdict::not_covered},
      {{"[a, b = 1]"}, "[a, b]", verdict::not_covered},
      {{"[..., b]"}, "[a, ...]", verdict::covered},
      {{"b"}, "{ $.a = b }", verdict::unknown},  // the event may spell it \u0062
  };
  for (const row& each : rows) {
    std::vector<pattern> deployed;
    for (const char* text : each.deployed) deployed.push_back(*pattern::parse(text));
    const auto reference = patterns({each.reference});
    const coverage_report found = covers(deployed, reference);
    EXPECT_EQ(name(found.result), name(each.result)) << each.reference << " " << found.event;
    EXPECT_EQ(found.event.empty(), found.result != verdict::not_covered) << each.reference;
    EXPECT_EQ(found.doubt == doubt::nothing, found.result != verdict::unknown) << each.reference;
  }
}

TEST(coverage, shows_an_event_that_slips_through) {
  const auto reference = patterns({R"({($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")})"});
  const auto deployed = patterns({R"({($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied")})"});
  const coverage_report found = covers(deployed, reference);
  EXPECT_EQ(found.result, verdict::not_covered);
  EXPECT_EQ(found.event, R"({"errorCode":"Client.UnauthorizedOperation"})");
  scratch memory;
  EXPECT_TRUE(reference.front().matches(found.event, memory));
  EXPECT_FALSE(deployed.front().matches(found.event, memory));
  ASSERT_EQ(found.parts.size(), 2u);
  EXPECT_EQ(found.parts[1].text, R"({ $.errorCode = "AccessDenied*" })");
  EXPECT_EQ(found.parts[1].result, verdict::not_covered);
}

TEST(coverage, offers_repairs_that_hold) {
  const auto reference = patterns({"{ $.a = b || $.a = c || $.a = d && $.e != f }"});
  const auto deployed = patterns({"{ $.a = b }", "{ $.a = c }"});
  const coverage_report found = covers(deployed, reference);
  ASSERT_EQ(found.repairs.size(), 3u);
  EXPECT_EQ(found.repairs[0].text, "{ $.a = d && $.e != f }");
  EXPECT_FALSE(found.repairs[0].replaces.has_value());
  for (const coverage_repair& repair : found.repairs) {
    std::vector<pattern> mended = deployed;
    if (repair.replaces) {
      mended[*repair.replaces] = *pattern::parse(repair.text);
    } else {
      mended.push_back(*pattern::parse(repair.text));
    }
    EXPECT_EQ(covers(mended, reference).result, verdict::covered) << repair.text;
  }
}

TEST(coverage, says_which_filter_covers_which_part) {
  const coverage_report found = covers(patterns({"{ $.a = c }", "{ $.a = b }", "{ $.a = d && $.b = \"1\" }", "{ $.a = d && $.b != \"1\" }"}),
                                       patterns({"{ $.a = b || ($.a = c || $.a = d && $.b = *) }"}));
  EXPECT_EQ(found.result, verdict::covered);
  ASSERT_EQ(found.parts.size(), 3u);
  EXPECT_EQ(found.parts[0].filter, 1u);
  EXPECT_EQ(found.parts[1].filter, 0u);
  EXPECT_EQ(found.parts[2].filter, std::nullopt);  // two of them together
}

TEST(coverage, one_alternative_is_enough) {
  const auto deployed = patterns({"{ $.a = c }"});
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = b }", "{ $.a = c }"})).reference, 1u);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = b }", "{ $.a = d }"})).reference, 0u);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = 1 && $.a = 2 }", "{ $.a = d }"})).result, verdict::not_covered);
  EXPECT_EQ(covers(deployed, patterns({"{ $.a = d }", "[a]", "{ $.a = e }"})).reference, 0u);
  EXPECT_EQ(covers(patterns({"c", "{ $.a = e }"}), patterns({"{ $.a = d }", "{ $.a = c }"})).result, verdict::unknown);
  EXPECT_EQ(covers(deployed, {}).result, verdict::vacuous);
}

TEST(coverage, needs_both_dialects_to_agree) {
  const auto reference = patterns({"{ $.a = \"*Operation\" }"});
  const auto deployed = patterns({"{ $.a = \"*Operation\" && $.a = \"*n\" }"});
  EXPECT_EQ(covers(deployed, reference).result, verdict::unknown);  // leftmost: the first n must end the text
  EXPECT_EQ(covers(deployed, reference).doubt, doubt::wildcard_search);
  coverage_options options;
  options.dialect = wildcards::glob;
  EXPECT_EQ(covers(deployed, reference, options).result, verdict::covered);
  options.dialect = wildcards::leftmost;
  EXPECT_EQ(covers(deployed, reference, options).result, verdict::not_covered);
}

TEST(coverage, decides_under_assumptions_and_names_those_it_needs) {
  const auto reference = patterns({"{ $.a = b }"});
  const auto deployed = patterns({"{ $.a = b && $.type = * }"});
  const auto assumed = patterns({"{ $.c NOT EXISTS }", "{ $.type = * }"});
  EXPECT_EQ(covers(deployed, reference).result, verdict::not_covered);
  coverage_options options;
  options.assumptions = assumed;
  const coverage_report found = covers(deployed, reference, options);
  EXPECT_EQ(found.result, verdict::covered);
  EXPECT_EQ(found.assumptions, std::vector<std::size_t>{1});
}

TEST(coverage, a_budget_that_runs_out_is_no_answer) {
  coverage_options options;
  options.budget = 1;
  const coverage_report found = covers(patterns({"{ $.a = c }"}), patterns({"{ $.a = b }"}), options);
  EXPECT_EQ(found.result, verdict::unknown);
  EXPECT_EQ(found.doubt, doubt::budget);
}

TEST(compare, relations) {
  const struct {
    const char* first;
    const char* second;
    relation result;
  } rows[] = {
      {"{ $.a = b }", "{ ($.a = \"b\") }", relation::equivalent},
      {"{ $.a = b || $.a = c }", "{ $.a = c }", relation::wider},
      {"{ $.a = c }", "{ $.a = * }", relation::narrower},
      {"{ $.a = b }", "{ $.c = d }", relation::incomparable},
      {"{ $.a = b }", "{ $.a = c }", relation::disjoint},
      {"{ $.a = b }", "{ $.a != b }", relation::disjoint},
      {"ERROR", "ERR", relation::narrower},
      {"", "[]", relation::equivalent},
      {"[a]", "[b]", relation::equivalent},
      {"[a = E*]", "[a = ERROR, b]", relation::unknown},
  };
  for (const auto& each : rows) {
    const comparison found = compare(*pattern::parse(each.first), *pattern::parse(each.second));
    EXPECT_EQ(name(found.result), name(each.result)) << each.first << " " << each.second;
  }
}

}  // namespace
