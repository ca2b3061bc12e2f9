// SPDX-License-Identifier: Apache-2.0
// What the normal form shares, what it dissolves, and what it must leave alone.
#include "logic/lower.hpp"

#include "syntax/parse.hpp"

#include <gtest/gtest.h>

namespace coverwatch::logic {
namespace {

formula lowered(std::string_view text) {
  auto parsed = syntax::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return lower(parsed->tree);
}

TEST(lower, dissolves_parentheses_and_nested_connectives) {
  EXPECT_EQ(dump(lowered("{ (($.a = 1)) || ($.b = 2 || ($.c = 3)) }")),
            "any\n"
            "  $.a = number 1\n"
            "  $.b = number 2\n"
            "  $.c = number 3\n");
}

TEST(lower, keeps_precedence) {
  EXPECT_EQ(dump(lowered("{ $.a = 1 || $.b = 2 && $.c = 3 }")),
            "any\n"
            "  $.a = number 1\n"
            "  all\n"
            "    $.b = number 2\n"
            "    $.c = number 3\n");
}

TEST(lower, shares_equal_parts) {
  const formula f = lowered("{ ($.a = x && $.b = x) || ($.a = \"x\" && $.b = x) }");
  EXPECT_EQ(f.selectors.size(), 2u);
  EXPECT_EQ(f.operands.size(), 1u);
  EXPECT_EQ(f.tests.size(), 2u);
  EXPECT_EQ(dump(f), "all\n  $.a = text \"x\"\n  $.b = text \"x\"\n");
}

TEST(lower, keeps_spellings_apart) {
  const formula f = lowered("{ $.a = 1 || $.a = 1.0 || $.a = \"1\" || $.a = +1 || $.a = %1% }");
  EXPECT_EQ(f.operands.size(), 5u);
}

TEST(lower, never_folds_not_equal) {
  EXPECT_EQ(dump(lowered("{ $.a != 1 && $.a NOT EXISTS }")), "all\n  $.a != number 1\n  $.a NOT EXISTS\n");
}

TEST(lower, both_wildcard_spellings_are_one_selector) {
  EXPECT_EQ(lowered("{ $.a[*].b = 1 && $.a.*.b = 2 }").selectors.size(), 1u);
}

TEST(lower, both_name_spellings_are_one_selector) {
  EXPECT_EQ(lowered("{ $.['a'] = 1 && $.a = 2 }").selectors.size(), 1u);
}

TEST(lower, holds_a_huge_index_at_the_largest) {
  EXPECT_EQ(dump(lowered("{ $.a[18446744073709551614] = 1 }").selectors[0]), "$.a[18446744073709551614]");
  EXPECT_EQ(dump(lowered("{ $.a[18446744073709551616] = 1 }").selectors[0]), "$.a[18446744073709551615]");
  EXPECT_EQ(dump(lowered("{ $.a[007] = 1 }").selectors[0]), "$.a[7]");
}

TEST(lower, cuts_wildcards_into_pieces) {
  EXPECT_EQ(dump(lowered("{ $.a = \"*x**y*\" }")), "$.a = wildcard \"*x*y*\"\n");
}

// --- The kinds that read no JSON.

TEST(lower, nothing_at_all_asks_nothing) {
  const formula f = lowered("");
  EXPECT_EQ(f.form, form::message);
  EXPECT_TRUE(f.tests.empty());
  EXPECT_EQ(dump(f), "all\n");
}

TEST(lower, terms_are_phrases_of_the_message) {
  const formula f = lowered("a -\"b c\" a");
  EXPECT_EQ(f.form, form::message);
  EXPECT_EQ(f.selectors.size(), 1u);
  EXPECT_EQ(dump(f), "all\n  message = phrase \"a\"\n  message != phrase \"b c\"\n");
  EXPECT_EQ(dump(lowered("\"a\"")), dump(lowered("a")));
}

TEST(lower, optional_terms_are_dropped_beside_others) {
  EXPECT_EQ(dump(lowered("?a ?b")), "any\n  message = phrase \"a\"\n  message = phrase \"b\"\n");
  EXPECT_EQ(dump(lowered("?a ?b -c")), "message != phrase \"c\"\n");
  EXPECT_EQ(lowered("?a b").operands.size(), 1u);
}

TEST(lower, a_star_in_a_phrase_is_a_character) { EXPECT_EQ(dump(lowered("\"a*\"")), "message = phrase \"a*\"\n"); }

TEST(lower, a_regular_expression_alone) { EXPECT_EQ(dump(lowered("%a|b%")), "message = regex %a|b%\n"); }

TEST(lower, conditions_name_their_columns_by_number) {
  const formula f = lowered("[, a = 1 || a = 1, ..., b != 4*]");
  EXPECT_EQ(f.form, form::columns);
  EXPECT_EQ(f.columns.size(), 4u);
  EXPECT_EQ(dump(f), "columns _ a ... b\nall\n  a = number 1\n  b != wildcard \"4*\"\n");
  EXPECT_EQ(f.selectors[1], (selector{{index_step{3}}}));
}

TEST(lower, no_columns_are_an_ellipsis) {
  EXPECT_EQ(dump(lowered("[]")), "columns ...\nall\n");
  EXPECT_EQ(dump(lowered("[a,]")), "columns a _\nall\n");
}

}  // namespace
}  // namespace coverwatch::logic
