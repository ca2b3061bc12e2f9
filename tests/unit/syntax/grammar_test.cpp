// SPDX-License-Identifier: Apache-2.0
// The grammar itself: PEGTL's own analysis, and single rules on single words.
#include "syntax/grammar.hpp"

#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>
#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/parse.hpp>

namespace {

namespace grammar = coverwatch::syntax::grammar;

template <class Rule>
bool takes_all_of(std::string_view text) {
  tao::pegtl::memory_input<> input(text.data(), text.data() + text.size(), "");
  return tao::pegtl::parse<tao::pegtl::seq<Rule, tao::pegtl::eof>>(input);
}

TEST(grammar, has_no_loop_that_consumes_nothing) {
  EXPECT_EQ(tao::pegtl::analyze<grammar::json_pattern>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<grammar::term_pattern>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<grammar::regex_pattern>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<grammar::column_pattern>(), 0u);
}

TEST(grammar, numbers) {
  for (const auto* text : {"0", "007", "1.5", ".5", "-.5", "+1", "1e3", "1e+3", "1E-3", "-0.0", "1.5e10"}) {
    EXPECT_TRUE(takes_all_of<grammar::number>(text)) << text;
  }
  for (const auto* text :
       {"", "1.", ".", "-", "e3", "1e", "1e+", "1.5.2", "1a", "1*", "0x1", "1+2", "--1", "1\xc3\xa9"}) {
    EXPECT_FALSE(takes_all_of<grammar::number>(text)) << text;
  }
}

TEST(grammar, bare_words) {
  for (const auto* text : {"a", "1.", "1.2.3.4", "a-b_c", "*", "*.amazonaws.com", "-", "caf\xc3\xa9",
                           "\xe6\x97\xa5\xe6\x9c\xac", "nullable", "null.x", "1e"}) {
    EXPECT_TRUE(takes_all_of<grammar::bare>(text)) << text;
  }
  for (const auto* text :
       {"", "a+b", "+", "a:b", "null", "NULL", "nUll", "a b", "a/b", "a@b", "a'b", "a\\b", "\xe2\x82\xac"}) {
    EXPECT_FALSE(takes_all_of<grammar::bare>(text)) << text;
  }
}

TEST(grammar, quoted_values) {
  for (const auto* text : {R"("")", R"("a b")", R"("a\"b")", R"("a\\")", R"("a\b")", R"("it's 50%")"}) {
    EXPECT_TRUE(takes_all_of<grammar::quoted>(text)) << text;
  }
  for (const auto* text : {R"(")", R"("a)", R"("a\")", R"("a"b")", R"('a')"}) {
    EXPECT_FALSE(takes_all_of<grammar::quoted>(text)) << text;
  }
}

TEST(grammar, selectors) {
  for (const auto* text : {"$.a", "$.a.b", "$.a-b_c.0", "$.*", "$.a[0]", "$.a[*].b", "$.['a']", "$.['a.b/c \"d\"'].e",
                           "$.a.['b'][1][2]"}) {
    EXPECT_TRUE(takes_all_of<grammar::selector>(text)) << text;
  }
  for (const auto* text : {"$", "$.", "$a", "a", "$[0]", "$.[0]", "$.a['b']", "$.a[-1]", "$.a[ 0 ]", "$.a[]", "$.a .b",
                           "$. a", "$.['a]", "$.[\"a\"]", "$.a[*", "$.a*", "$.\xc3\xa9"}) {
    EXPECT_FALSE(takes_all_of<grammar::selector>(text)) << text;
  }
}

TEST(grammar, keywords_end_where_names_end) {
  EXPECT_TRUE(takes_all_of<grammar::kw_exists>("eXists"));
  EXPECT_TRUE((takes_all_of<tao::pegtl::seq<grammar::kw_null, grammar::and_sign>>("NULL&&")));
  EXPECT_FALSE((takes_all_of<tao::pegtl::seq<grammar::kw_null, tao::pegtl::star<tao::pegtl::any>>>("NULLABLE")));
  EXPECT_FALSE((takes_all_of<tao::pegtl::seq<grammar::kw_is, grammar::kw_null>>("ISNULL")));
}

TEST(grammar, terms) {
  for (const auto* text : {"a", "ERROR", "1.5", "_", ".", "-a", "?a", "a -b", "a-b", "a?b", "a\t\n b", "\"a\"", "\" \"",
                           "\"a\"-b", "-\"a b\"?c", "\"\\\"\"", "\xe6\x97\xa5"}) {
    EXPECT_TRUE(takes_all_of<grammar::term_pattern>(text)) << text;
  }
  for (const auto* text :
       {"",       "-",  "?",   "- a", "a -", "a-",   "--a", "?-a",          "\"\"", "\"a", "\"a\"b", "\"a\"\"b\"",
        "a\"b\"", "a*", "a:b", "a,b", "a/b", "a%b%", "a!",  "\xe2\x82\xac", "a ",   " a",  "a\vb"}) {
    EXPECT_FALSE(takes_all_of<grammar::term_pattern>(text)) << text;
  }
}

TEST(grammar, a_regular_expression_alone) {
  EXPECT_TRUE(takes_all_of<grammar::regex_pattern>("%a b|c%"));
  for (const auto* text : {"%a", "%a%b%", "%a% ", "a%b%"})
    EXPECT_FALSE(takes_all_of<grammar::regex_pattern>(text)) << text;
}

TEST(grammar, columns) {
  for (const auto* text :
       {"[]", "[ ]", "[a]", "[,]", "[a,]", "[,a]", "[...]", "[..., a]", "[a,...,b]", "[_1, A9]", "[a=1]",
        "[a = \"x\" , b]", "[a!=%x% && a<1||a>=-.5]", "[a = null]", "[a\n=\t*]", "[a=b-c.d*]"}) {
    EXPECT_TRUE(takes_all_of<grammar::column_pattern>(text)) << text;
  }
  for (const auto* text :
       {"",          "[",         "]",          "[a",          "a]",        "[a]]",        "[a] ",         "[1]",
        "[a-b]",     "[a b]",     "[.]",        "[..]",        "[....]",    "[...a]",      "[= 1]",        "[... = 1]",
        "[a =]",     "[a == 1]",  "[a > x]",    "[a > \"1\"]", "[(a = 1)]", "[a IS NULL]", "[a = 1 || 2]", "[a = 1 &&]",
        "[a = b c]", "[a = x+y]", "[\xc3\xa9]", "[$a]"}) {
    EXPECT_FALSE(takes_all_of<grammar::column_pattern>(text)) << text;
  }
}

}  // namespace
