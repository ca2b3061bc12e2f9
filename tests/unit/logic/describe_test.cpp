// SPDX-License-Identifier: Apache-2.0
// The meaning in words: one line for each row of the table of conditions, in the order and depth of the pattern.
#include "logic/describe.hpp"

#include "logic/lower.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using lines = std::vector<std::string>;

lines describe(std::string_view text, wildcards dialect = wildcards::glob) {
  const auto parsed = syntax::parse(text);
  if (!parsed) return {"refused"};
  return logic::describe(logic::lower(parsed->tree), dialect);
}

// The one line of a pattern with one condition.
std::string condition(std::string_view text, wildcards dialect = wildcards::glob) {
  const lines all = describe("{ " + std::string(text) + " }", dialect);
  return all.size() == 2 ? all[1] : "not one condition";
}

TEST(describe, equality_of_a_plain_selector) {
  EXPECT_EQ(condition("$.a = b"), "  `$.a` is a string or number whose text is `b`");
  EXPECT_EQ(condition("$.a = \"\""), "  `$.a` is a string or number whose text is \"\"");
  EXPECT_EQ(condition("$.a = 1.0"), "  `$.a` is the number 1.0 (by value) or the string spelled `1.0`");
  EXPECT_EQ(condition("$.a = %^x%"), "  `$.a` is a string or number in whose text `%^x%` is found");
}

TEST(describe, wildcards_by_their_pieces) {
  EXPECT_EQ(condition("$.a = *"), "  `$.a` is a string or number of any text");
  EXPECT_EQ(condition("$.a = x*"), "  `$.a` is a string or number whose text begins with `x`");
  EXPECT_EQ(condition("$.a = *x"), "  `$.a` is a string or number whose text ends with `x`");
  EXPECT_EQ(condition("$.a = *x*"), "  `$.a` is a string or number whose text contains `x`");
  EXPECT_EQ(condition("$.a = a*b*c"),
            "  `$.a` is a string or number whose text begins with `a`, then contains `b`, then ends with `c`");
  EXPECT_EQ(condition("$.a = *x", wildcards::leftmost),
            "  `$.a` is a string or number whose text ends with the first `x`");
}

TEST(describe, inequality_says_what_never_satisfies_it) {
  for (const char* text : {"$.a != b", "$.a != 1", "$.a != x*", "$.a != %x%"}) {
    const std::string line = condition(text);
    for (const char* kind : {"missing", "null", "true", "false", "object", "array"}) {
      EXPECT_NE(line.find(kind), std::string::npos) << line;
    }
  }
  EXPECT_NE(condition("$.a != b").find("a string or number, but not one whose text is `b`"), std::string::npos);
  EXPECT_NE(condition("$.a != 1").find("a finite number other than 1, or a string not spelled `1`"), std::string::npos);
}

TEST(describe, wildcard_selectors_speak_of_some_or_no_element) {
  EXPECT_EQ(condition("$.a[*] = b"), "  some element at `$.a.*` is a string or number whose text is `b`");
  EXPECT_EQ(condition("$.a[*].b != 2"),
            "  `$.a` exists, of any type, and no element at `$.a.*.b` is the number 2 (by value) or the string spelled "
            "`2` (no elements at all will do)");
  EXPECT_EQ(condition("$.a[*] IS NULL"), "  some element at `$.a.*` is null");
  EXPECT_EQ(condition("$.a[*] NOT EXISTS"), "  there is no element at `$.a.*` (null counts as one)");
  EXPECT_EQ(condition("$.a[*] IS TRUE"), "  some element at `$.a.*` is the boolean true (the string `true` is not)");
  EXPECT_EQ(condition("$.a[*] IS FALSE"), "  some element at `$.a.*` is the boolean false (the string `false` is not)");
  EXPECT_EQ(condition("$.a[*] < 3"), "  some element at `$.a.*` is a number less than 3 (a string never is)");
}

TEST(describe, the_other_rows) {
  EXPECT_EQ(condition("$.a >= -1e3"), "  `$.a` is a number at least -1e3 (a string never is)");
  EXPECT_EQ(condition("$.a > 5"), "  `$.a` is a number greater than 5 (a string never is)");
  EXPECT_EQ(condition("$.a < 5"), "  `$.a` is a number less than 5 (a string never is)");
  EXPECT_EQ(condition("$.a <= 5"), "  `$.a` is a number at most 5 (a string never is)");
  EXPECT_EQ(condition("$.a IS NULL"), "  `$.a` is null, or an array with null among its own elements (missing is not null)");
  EXPECT_EQ(condition("$.a IS TRUE"), "  `$.a` is the boolean true (the string `true` is not)");
  EXPECT_EQ(condition("$.a IS FALSE"), "  `$.a` is the boolean false (the string `false` is not)");
  EXPECT_EQ(condition("$.a.b[0] NOT EXISTS"), "  `$.a.b[0]` is missing (null counts as existing)");
}

TEST(describe, connectives_indent_what_is_below_them) {
  EXPECT_EQ(describe("{ ($.a = b || $.c IS NULL) && $.d = e }"),
            (lines{"the event is one JSON object, and", "  all of these hold:", "    at least one of these holds:",
                   "      `$.a` is a string or number whose text is `b`",
                   "      `$.c` is null, or an array with null among its own elements (missing is not null)",
                   "    `$.d` is a string or number whose text is `e`"}));
}

TEST(describe, a_line_stays_a_line_whatever_the_text) {
  EXPECT_EQ(condition("$.a = \"x`y\""), "  `$.a` is a string or number whose text is \"x`y\"");
  EXPECT_EQ(condition("$.a = \"x\ny\""), "  `$.a` is a string or number whose text is \"x\\ny\"");
}

// --- The kinds that read no JSON.

TEST(describe, everything) {
  EXPECT_EQ(describe(""), lines{"every event matches"});
  EXPECT_EQ(describe("[]"), lines{"the message is cut at white space into tokens, any number of them"});
}

TEST(describe, terms) {
  EXPECT_EQ(describe("a"), (lines{"the message is any text, and", "  the message contains `a`"}));
  EXPECT_EQ(describe("a -\"b c\" ?d"),
            (lines{"the message is any text, and", "  all of these hold:", "    the message contains `a`",
                   "    the message does not contain `b c`"}));
  EXPECT_EQ(describe("?a ?b"), (lines{"the message is any text, and", "  at least one of these holds:",
                                      "    the message contains `a`", "    the message contains `b`"}));
}

TEST(describe, a_regular_expression_alone) {
  EXPECT_EQ(describe("%a|b%"), (lines{"the message is any text, and", "  in the message `%a|b%` is found"}));
}

TEST(describe, columns) {
  EXPECT_EQ(describe("[a, , b]").at(0),
            "the message is cut at white space into tokens, at least 3: `a`, one without a "
            "name, `b` (the last column takes the rest of the message)");
  EXPECT_EQ(describe("[a, ...]").at(0),
            "the message is cut at white space into tokens, at least 1: `a`, any number of tokens");
}

// The one condition of a column, without its indent.
std::string of_column(const std::string& text) {
  const lines all = describe("[..., " + text + "]");
  return all.size() == 2 ? all[1].substr(2) : "not one condition";
}

TEST(describe, conditions_of_columns) {
  EXPECT_EQ(of_column("a = 1.0"), "`a` is a number equal to 1.0 (by value, however it is written)");
  EXPECT_EQ(of_column("a != 1"), "`a` is not a number equal to 1 (by value, however it is written)");
  EXPECT_EQ(of_column("a >= 1"), "`a` is a number at least 1 (text that is no number never is)");
  EXPECT_EQ(of_column("a = x"), "`a` is `x`");
  EXPECT_EQ(of_column("a != \"\""), "`a` is not \"\"");
  EXPECT_EQ(of_column("a = 4*"), "`a` is text that begins with `4`");
  EXPECT_EQ(of_column("a = *"), "`a` is text of any kind");
  EXPECT_EQ(of_column("a = %x%"), "in `a` `%x%` is found");
  EXPECT_EQ(of_column("a != %x%"), "in `a` `%x%` is not found");
}

}  // namespace
}  // namespace coverwatch
