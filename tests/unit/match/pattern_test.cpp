// SPDX-License-Identifier: Apache-2.0
// The public face: the kind of a pattern, the outcome of events that are no JSON, and what is extracted.
#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coverwatch {
namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

pairs extracted(std::string_view text, std::string_view event) {
  const auto p = pattern::parse(text);
  EXPECT_TRUE(p.has_value()) << text;
  scratch memory;
  pairs out;
  for (const field& f : p->extract(event, memory)) out.emplace_back(f.name, f.value);
  return out;
}

TEST(pattern_kind, is_told_by_the_first_character) {
  const std::pair<const char*, pattern_kind> kinds[] = {
      {"", pattern_kind::everything},        {" \n", pattern_kind::everything},
      {"{ $.a = 1 }", pattern_kind::json},   {"ERROR", pattern_kind::terms},
      {"-\"[a]\"", pattern_kind::terms},     {"?x", pattern_kind::terms},
      {"%a|b%", pattern_kind::regex},        {"[a, b]", pattern_kind::space_delimited},
      {" []", pattern_kind::space_delimited}};
  for (const auto& [text, kind] : kinds) EXPECT_EQ(pattern::parse(text)->kind(), kind) << text;
}

TEST(pattern_outcome, any_bytes_are_an_event_of_text) {
  scratch memory(16);
  const std::string odd("\xff\0\xed\xa0\x80{", 6);
  for (const char* text : {"", "-x", "%.%", "[a]", "[]"}) {
    const auto p = pattern::parse(text);
    EXPECT_EQ(p->evaluate(odd, memory), outcome::match) << text;
    EXPECT_EQ(p->evaluate(std::string(17, 'y'), memory), outcome::too_large) << text;
    EXPECT_FALSE(p->matches(std::string(17, 'y'), memory)) << text;
    EXPECT_TRUE(p->extract(std::string(17, 'y'), memory).empty()) << text;
  }
  EXPECT_EQ(pattern::parse("x")->evaluate(odd, memory), outcome::no_match);
  EXPECT_EQ(pattern::parse("[a, b]")->evaluate(odd, memory), outcome::no_match);
}

TEST(extract, names_of_columns_and_numbers_of_tokens) {
  EXPECT_EQ(extracted("[ip, , status]", "1.2.3.4 bob 200"),
            (pairs{{"$ip", "1.2.3.4"}, {"$2", "bob"}, {"$status", "200"}}));
  EXPECT_EQ(extracted("[a, ..., b]", "1 2 3 4"), (pairs{{"$a", "1"}, {"$2", "2"}, {"$3", "3"}, {"$b", "4"}}));
  EXPECT_EQ(extracted("[a, ..., b]", "1 2"), (pairs{{"$a", "1"}, {"$b", "2"}}));
  EXPECT_EQ(extracted("[..., , b]", "1 2 3 4"), (pairs{{"$1", "1"}, {"$2", "2"}, {"$3", "3"}, {"$b", "4"}}));
  EXPECT_EQ(extracted("[]", "1 \"2 3\""), (pairs{{"$1", "1"}, {"$2", "2 3"}}));
  EXPECT_EQ(extracted("[]", ""), pairs{});
  EXPECT_EQ(extracted("[a,]", "1 2 3"), (pairs{{"$a", "1"}, {"$2", "2 3"}}));
}

TEST(extract, marks_are_taken_off_single_tokens_only) {
  EXPECT_EQ(extracted("[a, b]", "[1 2] \"3\""), (pairs{{"$a", "1 2"}, {"$b", "3"}}));
  EXPECT_EQ(extracted("[a, b]", "[1 2] \"3\" "), (pairs{{"$a", "1 2"}, {"$b", "3"}}));
  EXPECT_EQ(extracted("[a, b]", "[1 2] \"3\" 4 "), (pairs{{"$a", "1 2"}, {"$b", "\"3\" 4 "}}));
  EXPECT_EQ(extracted("[a, b]", "\"\" \"3"), (pairs{{"$a", ""}, {"$b", "\"3"}}));
}

TEST(extract, values_stand_in_the_event) {
  const std::string event = "1 \"2\" 3";
  scratch memory;
  const auto fields = pattern::parse("[...]")->extract(event, memory);
  ASSERT_EQ(fields.size(), 3u);
  EXPECT_EQ(fields[1].value.data(), event.data() + 3);
}

TEST(extract, nothing_without_a_match_or_from_another_kind) {
  EXPECT_EQ(extracted("[a = 1]", "2"), pairs{});
  EXPECT_EQ(extracted("[a, b]", "1"), pairs{});
  EXPECT_EQ(extracted("", "1"), pairs{});
  EXPECT_EQ(extracted("a", "a"), pairs{});
  EXPECT_EQ(extracted("%a%", "a"), pairs{});
  EXPECT_EQ(extracted("{ $.a = 1 }", R"({"a":1})"), pairs{});
}

TEST(canonical, one_spelling_of_each_kind) {
  const auto canonical = [](const char* text) { return pattern::parse(text)->canonical(); };
  EXPECT_EQ(canonical(" \t"), "");
  EXPECT_EQ(canonical("a-b\n\"c d\"?e"), "a -b \"c d\" ?e");
  EXPECT_EQ(canonical(" %a b%"), "%a b%");
  EXPECT_EQ(canonical("[ a=1||a!=\"x\",,... ]"), "[a = 1 || a != \"x\", , ...]");
}

}  // namespace
}  // namespace coverwatch
