// SPDX-License-Identifier: Apache-2.0
// Splitting, the dealing out of tokens to columns, and each rule of the kinds that read no JSON against messages that
// keep or break it.
#include "logic/evaluate.hpp"

#include "logic/lower.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coverwatch::logic {
namespace {

using texts = std::vector<std::string>;

formula lowered(std::string_view pattern) {
  const auto parsed = syntax::parse(pattern);
  EXPECT_TRUE(parsed.has_value()) << pattern;
  return lower(parsed->tree);
}

texts split_texts(std::string_view message) {
  texts out;
  for (const token& t : split(message)) out.emplace_back(t.text);
  return out;
}

texts columns(std::string_view pattern, std::string_view message) {
  const formula f = lowered(pattern);
  texts out;
  for (const std::string_view c : columns_of(f, message)) out.emplace_back(c);
  return out;
}

bool holds(std::string_view pattern, std::string_view message, wildcards dialect = wildcards::glob) {
  return evaluate(lowered(pattern), message, dialect);
}

TEST(split, at_white_space) {
  EXPECT_EQ(split_texts(""), texts{});
  EXPECT_EQ(split_texts(" \t\r\n "), texts{});
  EXPECT_EQ(split_texts(" a\tb\r\nc  d "), (texts{"a", "b", "c", "d"}));
  EXPECT_EQ(split_texts("a\vb\fc\xc2\xa0"
                        "d"),
            (texts{"a\vb\fc\xc2\xa0"
                   "d"}));
}

TEST(split, marks_enclose_one_token) {
  EXPECT_EQ(split_texts("\"a b\" [c d] e"), (texts{"a b", "c d", "e"}));
  EXPECT_EQ(split_texts("\"\" []"), (texts{"", ""}));
  EXPECT_EQ(split_texts("\"a ] b\" [c \" d]"), (texts{"a ] b", "c \" d"}));
  EXPECT_EQ(split_texts("[a [b] c]"), (texts{"a [b", "c]"}));
  EXPECT_EQ(split_texts("\"a\nb\""), (texts{"a\nb"}));
}

TEST(split, text_behind_a_closing_mark_is_a_token) {
  EXPECT_EQ(split_texts("\"a\"b"), (texts{"a", "b"}));
  EXPECT_EQ(split_texts("[a][b]\"c\""), (texts{"a", "b", "c"}));
  EXPECT_EQ(split_texts("\"a\"\""), (texts{"a", "\""}));
}

TEST(split, a_mark_that_is_never_closed_is_a_character) {
  EXPECT_EQ(split_texts("\"a b"), (texts{"\"a", "b"}));
  EXPECT_EQ(split_texts("[a b \"c\""), (texts{"[a", "b", "c"}));
  EXPECT_EQ(split_texts("a\"b c\" ]"), (texts{"a\"b", "c\"", "]"}));
  EXPECT_EQ(split_texts("\""), texts{"\""});
}

TEST(split, tokens_stand_in_the_message_with_their_marks) {
  const std::string_view message = " \"a b\"  [c]d";
  const auto tokens = split(message);
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[0].whole, "\"a b\"");
  EXPECT_EQ(tokens[1].whole, "[c]");
  EXPECT_EQ(tokens[2].whole, "d");
  EXPECT_EQ(tokens[1].text.data(), message.data() + 9);
}

TEST(columns_of, without_an_ellipsis_the_last_takes_the_rest) {
  EXPECT_EQ(columns("[a, b]", "1 2"), (texts{"1", "2"}));
  EXPECT_EQ(columns("[a, b]", "1 2 3  \"4\" "), (texts{"1", "2 3  \"4\" "}));
  EXPECT_EQ(columns("[a, b]", "1 \"2\" "), (texts{"1", "2"}));  // a single token loses marks and white space
  EXPECT_EQ(columns("[a, b]", "1 \"2\"3"), (texts{"1", "\"2\"3"}));
  EXPECT_EQ(columns("[a]", " 1 2"), texts{"1 2"});
  EXPECT_EQ(columns("[a, b]", "1"), texts{});
  EXPECT_EQ(columns("[a, b, c]", "1 2"), texts{});
}

TEST(columns_of, an_ellipsis_takes_what_the_others_leave) {
  EXPECT_EQ(columns("[a, ..., b]", "1 2 3 4"), (texts{"1", "", "4"}));
  EXPECT_EQ(columns("[a, ..., b]", "1 2"), (texts{"1", "", "2"}));
  EXPECT_EQ(columns("[a, ..., b]", "1"), texts{});
  EXPECT_EQ(columns("[..., a, b]", "1 2 [3] \"4\""), (texts{"", "3", "4"}));
  EXPECT_EQ(columns("[a, b, ...]", "1 2 3 4"), (texts{"1", "2", ""}));
  EXPECT_EQ(columns("[]", ""), texts{""});
  EXPECT_EQ(columns("[...]", "1 2"), texts{""});
}

TEST(evaluate_text, everything) {
  for (const char* message : {"", "a", "{}"}) EXPECT_TRUE(holds("", message)) << message;
}

TEST(evaluate_text, terms) {
  EXPECT_TRUE(holds("ERROR", "xERRORx"));
  EXPECT_FALSE(holds("ERROR", "error ERRO R"));
  EXPECT_TRUE(holds("a b", "b a"));
  EXPECT_FALSE(holds("a b", "a"));
  EXPECT_TRUE(holds("a -b", "a"));
  EXPECT_FALSE(holds("a -b", "ab"));
  EXPECT_TRUE(holds("-b", ""));
  EXPECT_TRUE(holds("\"a b\"", "xa by"));
  EXPECT_FALSE(holds("\"a b\"", "a  b"));
  EXPECT_TRUE(holds("\"*\"", "*"));
  EXPECT_FALSE(holds("\"*\"", "a"));
  EXPECT_FALSE(holds("\" \"", "ab"));
  EXPECT_TRUE(holds(R"("\"\\")", R"(a"\b)"));
}

TEST(evaluate_text, optional_terms_count_only_among_themselves) {
  EXPECT_TRUE(holds("?a ?b", "b"));
  EXPECT_FALSE(holds("?a ?b", "c"));
  EXPECT_TRUE(holds("?a ?b c", "c"));
  EXPECT_FALSE(holds("?a c", "a"));
  EXPECT_TRUE(holds("?a -c", "b"));
  EXPECT_FALSE(holds("?a -c", "a c"));
}

TEST(evaluate_text, signs_act_inside_words) {
  EXPECT_TRUE(holds("a-b", "a"));
  EXPECT_FALSE(holds("a-b", "a-b"));
  EXPECT_TRUE(holds("a?b", "a"));
  EXPECT_FALSE(holds("a?b", "b"));
}

TEST(evaluate_text, a_regular_expression_alone) {
  EXPECT_TRUE(holds("%^E|o$%", "foo"));
  EXPECT_FALSE(holds("%^E|o$%", "xEx"));
  EXPECT_TRUE(holds("%\\xe9%", "caf\xc3\xa9"));
}

TEST(evaluate_text, numbers_compare_by_value) {
  for (const char* one : {"1", "1.0", "+1", "01", "10e-1", ".1e1", "\"1\"", "[1.00]"}) {
    EXPECT_TRUE(holds("[a = 1]", one)) << one;
    EXPECT_FALSE(holds("[a != 1]", one)) << one;
    EXPECT_TRUE(holds("[a >= 1 && a <= 1]", one)) << one;
    EXPECT_FALSE(holds("[a > 1 || a < 1]", one)) << one;
  }
  for (const char* none : {"1.", "x1", "1x", "1,0", "", "--1", "Infinity", "\xd9\xa1"}) {
    const std::string token = std::string("\"") + none + '"';
    EXPECT_FALSE(holds("[a = 1]", token)) << none;
    EXPECT_TRUE(holds("[a != 1]", token)) << none;
    EXPECT_FALSE(holds("[a >= -1e9]", token)) << none;
    EXPECT_FALSE(holds("[a <= 1e9]", token)) << none;
  }
  EXPECT_TRUE(holds("[a > 9007199254740992]", "9007199254740993"));
  EXPECT_TRUE(holds("[a > 1e309]", "1e310"));
  EXPECT_TRUE(holds("[a > 0]", "1e-999"));
  EXPECT_TRUE(holds("[a > 1e2147483647]", "1e99999999999999999999"));
  EXPECT_FALSE(holds("[a > 1]", "2 3"));  // the rest of the line is no number
}

TEST(evaluate_text, texts_compare_as_they_are) {
  EXPECT_TRUE(holds("[a = \"1\"]", "1"));
  EXPECT_FALSE(holds("[a = \"1\"]", "1.0"));
  EXPECT_TRUE(holds("[a = 4*]", "404"));
  EXPECT_FALSE(holds("[a = 4*]", "504"));
  EXPECT_TRUE(holds("[a = *]", "\"\""));
  EXPECT_TRUE(holds("[a = null]", "null"));
  EXPECT_TRUE(holds("[a = %^x% && a != %y$%]", "x"));
  EXPECT_TRUE(holds("[a = \"b c\"]", "b c"));
  EXPECT_FALSE(holds("[a = \"b c\"]", "b c "));
  EXPECT_TRUE(holds("[a = \"b c\", ...]", "\"b c\" d"));
}

TEST(evaluate_text, and_binds_tighter_than_or_and_every_column_must_hold) {
  EXPECT_TRUE(holds("[a = 1 || a > 5 && a < 9, b]", "1 x"));
  EXPECT_TRUE(holds("[a = 1 || a > 5 && a < 9, b]", "7 x"));
  EXPECT_FALSE(holds("[a = 1 || a > 5 && a < 9, b]", "10 x"));
  EXPECT_FALSE(holds("[a = 1, b = 2]", "1 3"));
  EXPECT_FALSE(holds("[a = 1, b = 2]", "1"));
}

TEST(evaluate_text, the_dialect_chooses_how_stars_search) {
  EXPECT_TRUE(holds("[a = *11.11]", "11.11.11"));
  EXPECT_FALSE(holds("[a = *11.11]", "11.11.11", wildcards::leftmost));
}

}  // namespace
}  // namespace coverwatch::logic
