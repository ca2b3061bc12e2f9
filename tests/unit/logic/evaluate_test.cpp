// SPDX-License-Identifier: Apache-2.0
// The rows of the table of conditions, each against every kind of value.
#include "logic/evaluate.hpp"

#include "logic/lower.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coverwatch::logic {
namespace {

// The values of `a`, in this order; the answers below are strings of 0 and 1 over them.
const std::vector<std::string> values = {"",    "null", "true", "false", "{}",    "[]",    "[null]", "[2]", "{\"b\":2}",
                                         "\"\"", "2",    "2.0",  "3",     "1e309", "\"2\"", "\"x\""};

std::string answers(const std::string& pattern) {
  const auto parsed = syntax::parse(pattern);
  EXPECT_TRUE(parsed.has_value()) << pattern;
  const formula f = lower(parsed->tree);
  std::string out;
  for (const std::string& v : values) {
    support::json::document event;
    EXPECT_FALSE(event.parse(v.empty() ? "{}" : "{\"a\":" + v + "}"));
    out += evaluate(f, event.root()) ? '1' : '0';
  }
  return out;
}

//                                                    (missing) null true false {} [] [null] [2] {b:2} "" 2 2.0 3 1e309 "2" "x"
TEST(evaluate, equal_number) { EXPECT_EQ(answers("{ $.a = 2 }"), "0000000000110010"); }
TEST(evaluate, equal_text) { EXPECT_EQ(answers("{ $.a = \"2\" }"), "0000000000100010"); }
TEST(evaluate, equal_anything) { EXPECT_EQ(answers("{ $.a = * }"), "0000000001111111"); }
TEST(evaluate, not_equal_number) { EXPECT_EQ(answers("{ $.a != 2 }"), "0000000001001001"); }
TEST(evaluate, not_equal_text) { EXPECT_EQ(answers("{ $.a != \"2\" }"), "0000000001011101"); }
TEST(evaluate, less) { EXPECT_EQ(answers("{ $.a < 3 }"), "0000000000110000"); }
TEST(evaluate, less_equal) { EXPECT_EQ(answers("{ $.a <= 2 }"), "0000000000110000"); }
TEST(evaluate, greater) { EXPECT_EQ(answers("{ $.a > 2 }"), "0000000000001000"); }
TEST(evaluate, greater_equal) { EXPECT_EQ(answers("{ $.a >= 2 }"), "0000000000111000"); }
TEST(evaluate, is_null) { EXPECT_EQ(answers("{ $.a IS NULL }"), "0100001000000000"); }
TEST(evaluate, is_true) { EXPECT_EQ(answers("{ $.a IS TRUE }"), "0010000000000000"); }
TEST(evaluate, is_false) { EXPECT_EQ(answers("{ $.a IS FALSE }"), "0001000000000000"); }
TEST(evaluate, not_exists) { EXPECT_EQ(answers("{ $.a NOT EXISTS }"), "1000000000000000"); }
TEST(evaluate, regex) { EXPECT_EQ(answers("{ $.a = %^[0-9]% }"), "0000000000111010"); }
TEST(evaluate, not_regex) { EXPECT_EQ(answers("{ $.a != %^[0-9]% }"), "0000000001000101"); }
TEST(evaluate, wildcard_equal) { EXPECT_EQ(answers("{ $.a[*] = 2 }"), "0000000110000000"); }
TEST(evaluate, wildcard_not_equal) { EXPECT_EQ(answers("{ $.a[*] != 2 }"), "0111111001111111"); }
TEST(evaluate, wildcard_null) { EXPECT_EQ(answers("{ $.a[*] IS NULL }"), "0000001000000000"); }
TEST(evaluate, wildcard_not_exists) { EXPECT_EQ(answers("{ $.a[*] NOT EXISTS }"), "1111110001111111"); }
TEST(evaluate, root_wildcard_not_equal) { EXPECT_EQ(answers("{ $.* != 2 }"), "1111111111001101"); }

TEST(evaluate, only_an_object_matches) {
  const formula f = lower(syntax::parse("{ $.a NOT EXISTS }")->tree);
  for (const char* text : {"[]", "1", "\"a\"", "null", "[{}]"}) {
    support::json::document event;
    ASSERT_FALSE(event.parse(text));
    EXPECT_FALSE(evaluate(f, event.root())) << text;
  }
}

}  // namespace
}  // namespace coverwatch::logic
