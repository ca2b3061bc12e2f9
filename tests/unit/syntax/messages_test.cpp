// SPDX-License-Identifier: Apache-2.0
// The words: present for every code, in one style, and the service's own where they were recorded.
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace coverwatch;

std::string answer(std::string_view pattern) {
  const auto result = syntax::parse(pattern);
  EXPECT_FALSE(result.has_value()) << pattern;
  return result ? std::string() : service_message(result.error());
}

TEST(messages, every_code_has_words_in_one_style) {
  int codes = 0;
  for (; !name(static_cast<errc>(codes)).empty(); ++codes) {
    const diagnostic d{static_cast<errc>(codes), {2, 4}, {}, "{ $.a = b }", "x"};
    for (const std::string& text : {message(d), help(d)}) {
      ASSERT_FALSE(text.empty()) << name(d.code);
      EXPECT_FALSE(text.front() >= 'A' && text.front() <= 'Z') << text;
      EXPECT_NE(text.back(), '.') << text;
      EXPECT_EQ(text.find('\n'), std::string::npos) << text;
    }
  }
  EXPECT_EQ(codes, static_cast<int>(errc::connective_term) + 1);
}

TEST(messages, warnings_are_those_that_patterns_were_accepted_with) {
  std::set<errc> warned;
  for (const auto* pattern : {" { $.a = true || $.b = c && $.d = e } ", "a-b ?c OR", R"("{ $.a = b }")"}) {
    const auto parsed = syntax::parse(pattern);
    ASSERT_TRUE(parsed.has_value()) << pattern;
    for (const diagnostic& d : parsed->warnings) warned.insert(d.code);
  }
  for (int i = 0; !name(static_cast<errc>(i)).empty(); ++i) {
    const auto code = static_cast<errc>(i);
    EXPECT_EQ(is_warning(code), warned.contains(code)) << name(code);
  }
}

TEST(messages, long_texts_of_the_user_are_cut) {
  const std::string word(500, 'w');
  const auto result = syntax::parse("{ $.a > " + word + " }");
  ASSERT_FALSE(result.has_value());
  EXPECT_LT(message(result.error()).size(), 200u);
  EXPECT_NE(message(result.error()).find("www\u2026`"), std::string::npos);
}

TEST(service_message, as_recorded) {
  EXPECT_EQ(answer("{ $.a = 1 AND $.b = 2 }"), "Invalid metric filter pattern");
  EXPECT_EQ(answer("{ $.a == 1 }"), "Invalid metric filter pattern");
  EXPECT_EQ(answer("{ $.a = null }"), "Invalid metric filter pattern");
  EXPECT_EQ(answer("{ $.a > \"0\" }"), "Invalid metric filter pattern");
  EXPECT_EQ(answer("{ $['a.b'] = 2 }"), "Invalid character(s) in term '$['");
  EXPECT_EQ(answer("{ $[\"a\"] = 2 }"), "Invalid character(s) in term '$['");
  EXPECT_EQ(answer("{ $[1] = 2 }"), "Invalid character(s) in term '$['");
  EXPECT_EQ(answer("{ $.a[-1] = 2 }"), "Invalid character(s) in term '[-'");
  EXPECT_EQ(answer("{ $ = 2 }"), "Invalid character(s) in term '$ '");
  EXPECT_EQ(answer("{ $.a = a:b }"), "Invalid character(s) in term ':'");
  EXPECT_EQ(answer("{ $.a = %(ab)+% }"), "Invalid character(s) in term '%('");
  EXPECT_EQ(answer("{ $.a = %\\(ab\\)% }"), "Invalid character(s) in term '%\\('");
  EXPECT_EQ(answer("{ $.a = %caf\u00e9% }"), "Invalid character(s) in term '%caf\u00e9'");
  EXPECT_EQ(answer("{ $.a = %% }"), "Invalid character(s) in term '%%'");
  EXPECT_EQ(answer("{ $.a = %[a&&b]% }"), "Invalid character(s) in term '%[a&'");
  EXPECT_EQ(answer("{ $.b = %x% && $.a = %[a&&b]% }"), "Invalid character(s) in term '%[a&'");
  EXPECT_EQ(answer("{ $.a = %\\p% }"), "Failed to compile regular expression.");
  EXPECT_EQ(answer("{ $.a = %[z-a]% }"), "Failed to compile regular expression.");
  EXPECT_EQ(answer("{ $.a = %a++% }"), "Failed to compile regular expression.");
  EXPECT_EQ(answer("{ $.a = b"), "If a filter pattern starts with '{' it must end with '}'");
  EXPECT_EQ(answer("{ $.a = b } x"), "If a filter pattern starts with '{' it must end with '}'");
  EXPECT_EQ(answer("{ $.a = %1% || $.a = %2% || $.a = %3% }"),
            "Your input has exceeded the maximum of 2 regular expressions per filter pattern.");
  EXPECT_EQ(
      answer("{ $.a[*].* = 2 }"),
      "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.");
  EXPECT_EQ(answer("ERR*"), "Invalid character(s) in term '*'");
  EXPECT_EQ(answer("ERROR!"), "Invalid character(s) in term '!'");
  EXPECT_EQ(answer("\"ERROR"), "Invalid character(s) in term '\"ERROR'");
  EXPECT_EQ(answer("%(ab)+%"), "Invalid character(s) in term '%('");
  EXPECT_EQ(answer("%%"), "Invalid character(s) in term '%%'");
  EXPECT_EQ(answer("%ERROR% %WARN%"), "Invalid character(s) in term ' '");
  EXPECT_EQ(answer("[1a]"), "Invalid character(s) in term '1a'");
  EXPECT_EQ(answer("[a == 1]"), "Invalid metric filter pattern");
  EXPECT_EQ(answer("[a, b, a]"), "Duplicate field 'a'");
  EXPECT_EQ(answer("[a = 1 && b = 2]"), "Multiple variables used in a single filter. Var1 : a, Var2 : b");
}

TEST(service_message, is_empty_where_the_service_has_nothing_to_say) {
  EXPECT_EQ(service_message({.code = errc::out_of_memory}), "");
  const auto warned = syntax::parse("{ $.a = true }");
  ASSERT_TRUE(warned.has_value());
  EXPECT_EQ(service_message(warned->warnings.at(0)), "");
}

}  // namespace
