// SPDX-License-Identifier: Apache-2.0
// The machine where it is easy to be wrong: repeated and escaped keys, wildcards beside names, tokens that are not JSON.
// What patterns mean is tested elsewhere; here each answer is also compared with the reference evaluator's.
#include "match/machine.hpp"

#include "../../support/guarded_text.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace coverwatch::match {
namespace {

finding found(const pattern& p, std::string_view event, road by) {
  scratch memory;
  workspace& w = memory.workspace();
  w.by = by;
  EXPECT_TRUE(prepare(event, w)) << event;
  return run(p.internals().code, event, w);
}

finding found(const pattern& p, std::string_view event) {
  const finding by_tokens = found(p, event, road::tokens);
  EXPECT_EQ(by_tokens, found(p, event, road::outline)) << event;
  return by_tokens;
}

outcome reference(const pattern& p, std::string_view event) {
  support::json::document d;
  if (d.parse(event)) return outcome::not_json;
  return logic::evaluate(p.internals().formula, d.root(), p.internals().dialect) ? outcome::match : outcome::no_match;
}

struct answer {
  const char* pattern;
  const char* event;
  finding expected;
};

class machine : public testing::TestWithParam<answer> {};

TEST_P(machine, finds) {
  const auto p = pattern::parse(GetParam().pattern);
  ASSERT_TRUE(p.has_value()) << render(p.error());
  EXPECT_EQ(found(*p, GetParam().event), GetParam().expected);
  scratch memory;
  EXPECT_EQ(p->evaluate(GetParam().event, memory), reference(*p, GetParam().event));
}

constexpr finding yes = finding::match_if_valid, no = finding::no_match, repeated = finding::repeated_key;

INSTANTIATE_TEST_SUITE_P(repeated_keys, machine, testing::Values(
    answer{"{ $.a = 1 }", R"({"a":1,"a":2})", no}, answer{"{ $.a = 2 }", R"({"a":1,"a":2})", yes},
    answer{"{ $.a.b = 1 }", R"({"a":{"b":1},"a":{}})", no}, answer{"{ $.a.b = 1 }", R"({"a":{"b":1},"a":7})", no},
    answer{"{ $.a.b = 1 }", R"({"a":{},"a":{"b":1}})", yes},
    answer{"{ $.a.b NOT EXISTS }", R"({"a":{"b":1},"a":{"c":1}})", yes},
    answer{"{ $.a = 1 }", R"({"a":1,"\u0061":2})", no}, answer{"{ $.a = 1 }", R"({"\u0061":2,"a":1})", yes},
    answer{"{ $.a IS NULL }", R"({"a":[null],"a":[1]})", no},
    answer{"{ $.a[*] = 1 }", R"({"a":[1],"a":[2]})", no},          // the wildcard lies below the repeated key
    answer{"{ $.* = 1 }", R"({"x":1,"x":2})", repeated},            // the repeated key lies below the wildcard
    answer{"{ $.* = 1 }", R"({"x":1,"\u0078":2})", repeated},
    answer{"{ $.a[*].b = 1 }", R"({"a":[{"b":1,"b":2},{"b":3}]})", repeated},
    answer{"{ $.a[*].b = 1 }", R"({"a":[{"c":1,"c":2},{"b":1}]})", yes},   // nobody asked for c
    answer{"{ $.a.* = 1 && $.b = 2 }", R"({"a":{"b":1},"b":2})", yes}));

INSTANTIATE_TEST_SUITE_P(escaped_keys, machine, testing::Values(
    answer{"{ $.a = 1 }", R"({"\u0061":1})", yes}, answer{"{ $.['a\"b'] = 1 }", R"({"a\"b":1})", yes},
    answer{"{ $.['a\\'] = 1 }", R"({"a\\":1})", yes}, answer{"{ $.['a\\'] = 1 }", R"({"a\":1":2})", no},
    answer{"{ $.a = 1 }", R"({"\\u0061":1})", no}, answer{"{ $.['a/b'] = 1 }", R"({"a\/b":1})", yes}));

INSTANTIATE_TEST_SUITE_P(wildcards_beside_names, machine, testing::Values(
    answer{"{ $.a.b = 1 && $.a.* = 2 }", R"({"a":{"b":1,"c":2}})", yes},
    answer{"{ $.a.b = 1 && $.a.* = 2 }", R"({"a":{"b":1}})", no},
    answer{"{ $.*.b = 1 && $.a.c = 2 }", R"({"a":{"c":2,"b":1}})", yes},
    answer{"{ $.a[0] = 1 && $.a[*] = 2 && $.a IS NULL }", R"({"a":[1,2,null]})", yes},
    answer{"{ $.a[0] = 1 && $.a[*] = 2 && $.a IS NULL }", R"({"a":[1,2]})", no},
    answer{"{ $.a[0].b = 1 && $.a[*].b = 2 }", R"({"a":[{"b":1},{"b":2}]})", yes},
    answer{"{ $.a[2] = 3 && $.a[0] = 1 }", R"({"a":[1,2,3]})", yes}));

INSTANTIATE_TEST_SUITE_P(white_space, machine, testing::Values(
    answer{"{ $.a.b = 1 && $.c = \"x y\" }", " { \"a\" : { \"b\" : 1 } , \"c\" : \"x y\" } ", yes},
    answer{"{ $.a[1] = 2 }", "{\n\t\"a\" : [ 1 ,\r\n 2 ]\n}", yes}, answer{"{ $.a NOT EXISTS }", " { } ", yes}));

INSTANTIATE_TEST_SUITE_P(not_json, machine, testing::Values(
    answer{"{ $.a = 1 }", R"({"a":01})", no}, answer{"{ $.a IS TRUE }", R"({"a":tru})", no},
    answer{"{ $.a = 1 }", R"({"a" 1})", no}, answer{"{ $.a = 1 }", R"({"a":1)", no},
    answer{"{ $.a = 1 }", R"({"a":1])", no}, answer{"{ $.a = 1 }", "{", no}, answer{"{ $.a = 1 }", R"({"a":)", no},
    answer{"{ $.a = 1 }", R"({"a")", no}, answer{"{ $.a = 1 }", R"({,})", no}, answer{"{ $.b = 1 }", R"({"a":]})", no},
    answer{"{ $.a = 1 }", R"({"a":1} x)", no},
    answer{"{ $.a = 1 }", R"({"a":1} {})", yes},   // only the strict reader sees what follows
    answer{"{ $.a = 1 }", R"({"a":1,"b":[}])", no}, answer{"{ $.a NOT EXISTS }", "[]", no}));

// The brackets that are stepped over are never closed; nothing behind the event is read in search of their ends.
TEST(machine_limits, brackets_left_open) {
  const auto p = pattern::parse("{ $.a = 1 }");
  guarded::memory memory(64);
  for (const char* event : {R"({"b":[[1})", R"({"b":{"c":[})", R"({"b":[[[[[[[[}}})"}) {
    EXPECT_EQ(found(*p, memory.at_end(event)), no) << event;
  }
}

TEST(machine_limits, deeper_than_json_may_be) {
  std::string selector = "$", event;
  for (int i = 0; i < 330; ++i) selector += ".a";
  const auto p = pattern::parse("{ " + selector + " = 1 }");
  ASSERT_TRUE(p.has_value());
  for (int i = 0; i < 330; ++i) event += "{\"a\":";
  EXPECT_EQ(found(*p, event + "1" + std::string(330, '}')), finding::match_if_valid);
  scratch memory;
  for (int i = 330; i < 1001; ++i) event += "{\"b\":";
  EXPECT_EQ(p->evaluate(event + "1" + std::string(1001, '}'), memory), outcome::too_deep);
}

TEST(machine_limits, a_million_open_brackets) {
  const auto p = pattern::parse("{ $.a[*] = 1 }");
  scratch memory(4 << 20);
  EXPECT_EQ(p->evaluate("{\"a\":" + std::string(1000000, '['), memory), outcome::too_deep);
  EXPECT_FALSE(p->matches("{\"a\":" + std::string(1000000, '['), memory));
}

TEST(pattern, tells_why_there_is_no_answer) {
  const auto p = pattern::parse("{ $.a = 1 }");
  scratch memory(32);
  EXPECT_EQ(p->evaluate(R"({"a":1})", memory), outcome::match);
  EXPECT_EQ(p->evaluate(R"({"a":2})", memory), outcome::no_match);
  EXPECT_EQ(p->evaluate(R"([1])", memory), outcome::no_match);
  EXPECT_EQ(p->evaluate(R"({"a":2,})", memory), outcome::not_json);
  EXPECT_EQ(p->evaluate("", memory), outcome::not_json);
  EXPECT_EQ(p->evaluate(R"({"a":1,"b":"0123456789abcdefghij"})", memory), outcome::too_large);
  EXPECT_FALSE(p->matches(R"({"a":1,"b":"0123456789abcdefghij"})", memory));
  EXPECT_FALSE(p->matches(R"({"a":1} x)", memory));
}

TEST(pattern, a_scratch_can_be_moved) {
  const auto p = pattern::parse("{ $.a = 1 }");
  scratch small(8);
  scratch memory(32);
  EXPECT_EQ(p->evaluate(R"({"a":1,"b":2})", small), outcome::too_large);
  small = std::move(memory);
  EXPECT_EQ(small.max_event_bytes(), 32u);
  EXPECT_EQ(p->evaluate(R"({"a":1,"b":2})", small), outcome::match);
  scratch third(std::move(small));
  EXPECT_EQ(p->evaluate(R"({"a":1,"b":2})", third), outcome::match);
}

TEST(pattern, a_scratch_serves_many_patterns) {
  const auto small = pattern::parse("{ $.a = 1 }");
  const auto large = pattern::parse("{ $.a.b.c.d = 1 || $.e.*.f = 2 || $.g[3] IS NULL || $.h = \"*x*\" }");
  scratch memory;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(small->matches(R"({"a":1})", memory));
    EXPECT_TRUE(large->matches(R"({"a":{"b":{"c":{"d":1}}}})", memory));
    EXPECT_TRUE(large->matches(R"({"e":[{"f":1},{"f":2}]})", memory));
    EXPECT_FALSE(large->matches(R"({"a":1})", memory));
    EXPECT_FALSE(small->matches(R"({"a":{"b":1}})", memory));
  }
}

}  // namespace
}  // namespace coverwatch::match
