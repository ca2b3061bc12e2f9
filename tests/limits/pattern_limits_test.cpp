// SPDX-License-Identifier: Apache-2.0
// How large a pattern, a regular expression and a set may be, whatever the options say: beyond, a refusal with its
// name; up to there, every stage copes. The service's own limits are conformance cases (limits.txt).
#include "logic/formula.hpp"
#include "match/parts.hpp"
#include "match/set_parts.hpp"
#include "program/program.hpp"
#include "syntax/parse.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
const parse_options no_limits{wildcards::glob, any, any, any, any, any};

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string refusal(const std::string& text) {
  const auto parsed = pattern::parse(text, no_limits);
  return parsed ? "accepted" : std::string(name(parsed.error().code)) + ' ' + parsed.error().detail;
}

TEST(limits, no_option_lifts_the_length_of_a_pattern_above_two_million) {
  EXPECT_EQ(refusal(std::string(syntax::longest_pattern, 'a')), "accepted");
  EXPECT_EQ(refusal(std::string(syntax::longest_pattern + 1, 'a')), "too_long 2097152");
  EXPECT_EQ(refusal(repeated("\U0001f600", syntax::longest_pattern + 1)), "too_long 2097152");
}

TEST(limits, no_option_lifts_the_nesting_of_parentheses_above_512) {
  const auto nested = [](std::size_t depth) {
    return "{ " + std::string(depth, '(') + "$.a = 1" + std::string(depth, ')') + " }";
  };
  EXPECT_EQ(refusal(nested(512)), "accepted");
  EXPECT_EQ(refusal(nested(513)), "too_deep 512");
  EXPECT_EQ(refusal(nested(1'000'000)), "too_deep 512");
  EXPECT_EQ(refusal("{ " + std::string(2'000'000, '(')), "too_deep 512");
}

// All that is made of the deepest pattern: each stage that goes down the tree comes back.
TEST(limits, every_stage_copes_with_the_deepest_parentheses) {
  std::string inside = "$.a = 1";
  for (int i = 0; i < 60; ++i)
    inside = "(" + inside + (i % 2 == 0 ? " && $.b" : " || $.b") + std::to_string(i) + " = 1)";
  for (const std::string& text :
       {"{ " + std::string(512, '(') + "$.a = 1" + std::string(512, ')') + " }", "{ " + inside + " }"}) {
    const auto p = pattern::parse(text, no_limits);
    ASSERT_TRUE(p.has_value());
    EXPECT_TRUE(pattern::parse(p->canonical(), no_limits).has_value());
    EXPECT_FALSE(p->disassembly().empty());
    lint(*p);
    coverage_options options;
    options.certificate = true;
    const auto same = covers({&*p, 1}, {&*p, 1}, options);
    EXPECT_EQ(same.result, verdict::covered);
    EXPECT_TRUE(verify(same.certificate).has_value());
    const auto other = pattern::parse("{ $.zz = 1 }").value();
    const auto found = covers({&other, 1}, {&*p, 1}, options);
    EXPECT_EQ(found.result, verdict::not_covered);
    hints({&other, 1}, *p, found);
  }
}

TEST(limits, no_option_lifts_a_regular_expression_above_a_hundred_thousand_positions) {
  EXPECT_EQ(refusal("%a{100000}%"), "accepted");
  EXPECT_EQ(refusal("%a{100001}%"), "regex_too_large 100000");
  EXPECT_EQ(refusal("%a{50000}|b{50001}%"), "regex_too_large 100000");
  for (const char* count : {"18446744073709551615", "18446744073709551616", "99999999999999999999999", "4294967296"}) {
    EXPECT_EQ(refusal("%a{" + std::string(count) + "}%"), "regex_too_large 100000") << count;
    EXPECT_EQ(refusal("%b?a{1," + std::string(count) + "}%"), "regex_too_large 100000") << count;
    EXPECT_EQ(refusal("%a{" + std::string(count) + ",}b%"), "regex_too_large 100000") << count;
  }
}

// As deep as an event can be, and far deeper: no event is, and nothing recurses.
TEST(limits, selectors_may_have_any_number_of_steps) {
  const auto selecting = [](std::size_t steps) {
    return pattern::parse("{ $" + repeated(".a", steps) + " = 1 }", no_limits).value();
  };
  scratch memory;
  const auto deepest = selecting(1000);
  EXPECT_EQ(deepest.evaluate(repeated("{\"a\":", 1000) + "1" + std::string(1000, '}'), memory), outcome::match);
  for (const std::size_t steps : {1001u, 200'000u}) {
    const auto p = selecting(steps);
    EXPECT_EQ(p.evaluate(repeated("{\"a\":", 1001) + "1" + std::string(1001, '}'), memory), outcome::too_deep);
    EXPECT_EQ(p.evaluate(repeated("{\"a\":", 1000) + "1" + std::string(1000, '}'), memory), outcome::no_match);
    const auto set = pattern_set::compile({&p, 1}).value();
    EXPECT_TRUE(set.match(repeated("{\"a\":", 1000) + "1" + std::string(1000, '}'), memory).empty());
    const auto report = covers({&p, 1}, {&p, 1});
    EXPECT_EQ(report.result, verdict::unknown);
    EXPECT_EQ(report.doubt, doubt::event_size);
    EXPECT_TRUE(lint(p).empty());
  }
}

// --- Sets.

TEST(limits, a_set_holds_ten_thousand_patterns) {
  std::vector<pattern> patterns;
  for (int i = 0; i < 10'000; ++i) {
    const std::string n = std::to_string(i);
    const std::string texts[] = {"{ $.a = \"v" + n + "\" }", "{ $.a = \"*v" + n + "*\" && $.b > " + n + " }",
                                 "term" + n, "{ $.n = " + n + " || $.n >= 9999 }"};
    patterns.push_back(pattern::parse(texts[i % 4]).value());
  }
  const auto set = pattern_set::compile(patterns).value();
  ASSERT_EQ(set.size(), 10'000U);
  scratch memory, alone;
  for (const char* event :
       {R"({"a":"v7000","b":1})", R"({"a":"v7001","b":7002,"n":7003})", R"({"n":9999})", "term7002 x"}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
      if (patterns[i].matches(event, alone)) expected.push_back(i);
    }
    const auto got = set.match(event, memory);
    EXPECT_EQ(std::vector<std::uint32_t>(got.begin(), got.end()), expected) << event;
    EXPECT_FALSE(expected.empty()) << event;
  }
}

TEST(limits, a_set_refuses_more_patterns_than_it_can_number) {
  const auto one = pattern::parse("a").value();
  const std::span<const pattern> too_many(&one, std::size_t{1} << 32);  // looked at by nobody
  const auto set = pattern_set::compile(too_many);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error(), set_error::too_many_patterns);
  EXPECT_EQ(name(set.error()), "too_many_patterns");
  EXPECT_NE(message(set.error()), message(set_error::out_of_memory));
  EXPECT_EQ(name(set_error::out_of_memory), "out_of_memory");
}

// Patterns beyond the 2^24 tests of a program are asked one by one. Here the limit is lower.
TEST(limits, patterns_that_a_program_has_no_room_for_answer_all_the_same) {
  std::vector<pattern> patterns;
  for (const char* text : {"{ $.a = 1 }", "b", "{ $.a = 1 && $.b = 2 }", "{ $.* = 2 }", "{ $.a != 1 }", "[x]"}) {
    patterns.push_back(pattern::parse(text).value());
  }
  static_assert(program::max_slots == 0xffffff);
  const auto all = match::compile_parts(patterns, program::max_slots);
  EXPECT_EQ(all->singles.size(), 2U);
  scratch memory;
  for (const std::size_t most : {0u, 2u, 5u, 6u, 8u, 10u, 1000u}) {
    const auto some = match::compile_parts(patterns, most);
    EXPECT_EQ(some->singles.size() + some->code.verdicts.size(), patterns.size());
    for (const char* event : {R"({"a":1,"b":2})", R"({"a":2})", R"({"b":2,"b":3})", "b", "{", R"({"a":1)"}) {
      for (const auto v : {match::validation::of_matches, match::validation::of_everything}) {
        const auto got = match::guarded_evaluate_set(*some, event, memory, v).matches;
        const std::vector<std::uint32_t> which(got.begin(), got.end());
        const auto expected = match::guarded_evaluate_set(*all, event, memory, v).matches;
        EXPECT_EQ(which, std::vector<std::uint32_t>(expected.begin(), expected.end())) << event << ' ' << most;
      }
    }
  }
}

}  // namespace
