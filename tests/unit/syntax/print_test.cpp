// SPDX-License-Identifier: Apache-2.0
// Tree to text, and back again.
#include "syntax/print.hpp"

#include "syntax/parse.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coverwatch;

std::string printed(std::string_view text) {
  const auto result = syntax::parse(text);
  return result ? syntax::print(result->tree) : render(result.error());
}

TEST(print, one_line_with_one_blank_between_words) {
  EXPECT_EQ(printed("{($.a=\"x\")&&(\n$.b!=1||$.c  not exists)}"), "{ ($.a = \"x\") && ($.b != 1 || $.c NOT EXISTS) }");
  EXPECT_EQ(printed("{$.['a b'].c[0][*]is null}"), "{ $.['a b'].c[0][*] IS NULL }");
  EXPECT_EQ(printed("{$.a>=-1.50e+3||$.*=%x y%}"), "{ $.a >= -1.50e+3 || $.* = %x y% }");
}

TEST(print, the_kinds_that_read_no_json) {
  EXPECT_EQ(printed(" \n"), "");
  EXPECT_EQ(printed("a-b?\"c  d\"\t\"\\\\\""), "a -b ?\"c  d\" \"\\\\\"");
  EXPECT_EQ(printed("%a  b%"), "%a  b%");
  EXPECT_EQ(printed("[\na=+1.0&&a!=x*||a=%y%,,\"\"]").substr(0, 5), "error");
  EXPECT_EQ(printed("[\na=+1.0&&a!=x*||a=%y%,,... , b]"), "[a = +1.0 && a != x* || a = %y%, , ..., b]");
  EXPECT_EQ(printed("[ , ]"), "[, ]");
  EXPECT_EQ(printed("[ ]"), "[]");
}

TEST(print, parses_to_the_same_tree) {
  for (const auto* text : {
           "{ $.a = \"\\\\ \\\" \\n\" }",
           "{ $.a = 1 || $.b = 2 && $.c = 3 }",
           "{ (($.a = 1)) || (($.b = 2) && $.c IS TRUE && ($.d = a.b* || $.e < .5)) }",
           "{ $.['a'] = b && $.a[007] = b || $.['it is \"quoted\"'].* != %a{2,}[^x]% }",
           "",
           "a -b ?\"c \\\" d\" -\"\\n\" 1.0",
           "%^a|b{2}$%",
           "[]",
           "[,]",
           "[,,]",
           "[...]",
           "[a, , b = \"x\" || b != .5 && b < 7, ..., _1 = null]",
       }) {
    const auto once = syntax::parse(text);
    ASSERT_TRUE(once.has_value()) << text;
    const auto twice = syntax::parse(syntax::print(once->tree));
    ASSERT_TRUE(twice.has_value()) << text;
    EXPECT_EQ(once->tree, twice->tree) << text;
    EXPECT_EQ(syntax::print(once->tree), syntax::print(twice->tree));
  }
}

TEST(print, trees_that_say_different_things_differ) {
  const char* different[] = {"{ $.a = b }",
                             "{ ($.a = b) }",
                             "{ $.a = \"b\" }",
                             "{ $.['a'] = b }",
                             "{ $.a != b }",
                             "{ $.a[0] = b }",
                             "{ $.a[00] = b }",
                             "{ $.a[*] = b }",
                             "{ $.a.* = b }",
                             "{ $.a IS NULL }",
                             "{ $.a IS TRUE }",
                             "{ $.a NOT EXISTS }",
                             "{ $.a = 1 }",
                             "{ $.a = 1.0 }",
                             "{ $.a = %b% }",
                             "{ $.a = b && $.a = b }",
                             "{ $.a = b || $.a = b }",
                             "{ ($.a = b || $.a = b) }",
                             "{ $.a = b && ($.a = b) }",
                             "",
                             "a",
                             "\"a\"",
                             "-a",
                             "?a",
                             "a a",
                             "a -a",
                             "%a%",
                             "[]",
                             "[...]",
                             "[,]",
                             "[,,]",
                             "[a]",
                             "[a,]",
                             "[,a]",
                             "[a, ...]",
                             "[..., a]",
                             "[b]",
                             "[a = 1]",
                             "[a = \"1\"]",
                             "[a != 1]",
                             "[a = 1 && a = 1]",
                             "[a = 1 || a = 1]"};
  for (const auto* a : different) {
    for (const auto* b : different)
      EXPECT_EQ(syntax::parse(a)->tree == syntax::parse(b)->tree, a == b) << a << " and " << b;
  }
}

}  // namespace
