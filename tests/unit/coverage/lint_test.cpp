// SPDX-License-Identifier: Apache-2.0
// What one pattern shows by itself: each kind, and what looks like it and is fine.
#include <coverwatch/hint.hpp>

#include <gtest/gtest.h>

#include <ostream>

namespace coverwatch::inline COVERWATCH_ABI {
// NOLINTNEXTLINE: the name gtest looks for.
inline void PrintTo(const hint& h, std::ostream* out) { *out << name(h.what) << ": " << message(h); }
}  // namespace coverwatch::inline COVERWATCH_ABI

namespace {

using namespace coverwatch;
using kind = hint::kind;

std::vector<hint> lint_of(const std::string& text) {
  const auto p = pattern::parse(text);
  EXPECT_TRUE(p.has_value()) << text;
  return lint(*p);
}

std::vector<hint> only(kind what, const char* found, const char* wanted = "") {
  return {hint{what, std::nullopt, found, wanted}};
}

TEST(lint, nothing_to_say) {
  for (const char* text : {
           "",
           "[]",
           "[a, b = 1]",
           "ERROR -timeout",
           "%[0-9]+%",
           "{ $.a = b }",
           "{ $.level != INFO }",
           "{ $.errorCode = * || $.b = c }",
           "{ $.f NOT EXISTS || $.f != v }",
           "{ $.a = b && ($.f NOT EXISTS || $.f != v) }",
           "{ ($.a = x && $.b = y) || $.c = z }",
           "{ $.a = x && $.b != y && $.b != z }",
           "{ $.a = x && ($.b != y || $.c != z) }",
           "{ $.a = x && ($.b != \"x*\" || $.b != \"*y\") }",
           "{ $.a = x && ($.b[*] != y || $.b[*] != z) }",
           "{ $.level = x || $.Level = x }",
           "{ $.a = b && ($.t != x || $.t != x) }",
           "{ ($.a > 2 || $.a > 9) && ($.b = x || $.a < 5) }",
           "{ $.msg = \"it's 'fine'.\" || $.msg = \"'\" }",
       }) {
    EXPECT_EQ(lint_of(text), std::vector<hint>{}) << text;
  }
}

TEST(lint, dead_parts_are_shown_with_what_kills_them) {
  EXPECT_EQ(lint_of("{ $.a = x && $.a = y }"), only(kind::never_matches, "{ $.a = x && $.a = y }"));
  EXPECT_EQ(lint_of("{ ($.a = x && $.a.b = y) || $.c > 1 }"), only(kind::never_matches, "{ $.a = x && $.a.b = y }"));
  EXPECT_EQ(lint_of("{ $.a = x && ($.b = y || $.a = z) }"), only(kind::never_matches, "{ $.a = x && ($.a = z) }"));
  EXPECT_EQ(lint_of("{ $.c = d || ($.a > 2 && ($.a < 1 || ($.b = x && $.a < 2) || $.a < 4)) }"),
            (std::vector<hint>{{kind::never_matches, {}, "{ $.a > 2 && ($.a < 1) }", ""},
                               {kind::never_matches, {}, "{ $.a > 2 && ($.b = x && $.a < 2) }", ""}}));
  EXPECT_EQ(lint_of("a -a"), only(kind::never_matches, "a -a"));
}

TEST(lint, everything) {
  const char* const every = "{ $.a[0] NOT EXISTS || $.a.b NOT EXISTS }";
  EXPECT_EQ(lint_of(every), only(kind::matches_everything, every));
  EXPECT_EQ(lint_of("%.*%"), only(kind::matches_everything, "%.*%"));
  const std::pair<const char*, std::optional<bool>> rows[] = {
      {every, true},
      {"", true},
      {"[]", true},
      {"%x*%", true},
      {"{ $.a NOT EXISTS || $.a != b || $.a = b }", false},  // null
      {"{ $.a != b }", false},
      {"[a]", false},
      {"x", false},
      {"-x", false},
  };
  for (const auto& row : rows) EXPECT_EQ(catches_everything(*pattern::parse(row.first)), row.second) << row.first;
  coverage_options no_steps;
  no_steps.budget = 0;
  EXPECT_EQ(catches_everything(*pattern::parse("{ $.a = b }"), no_steps), std::nullopt);
}

TEST(lint, almost_everything) {
  EXPECT_EQ(lint_of("{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") || "
                    "($.sourceIPAddress!=\"delivery.logs.amazonaws.com\") || ($.eventName!=\"HeadBucket\") }"),
            only(kind::matches_almost_everything,
                 "($.sourceIPAddress != \"delivery.logs.amazonaws.com\") || ($.eventName != \"HeadBucket\")",
                 "(($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\")) && "
                 "($.sourceIPAddress != \"delivery.logs.amazonaws.com\") && ($.eventName != \"HeadBucket\")"));
  EXPECT_EQ(
      lint_of("{ $.a = b || ($.c = * && $.d NOT EXISTS) }"),
      only(kind::matches_almost_everything, "($.c = * && $.d NOT EXISTS)", "($.a = b) && ($.c = * && $.d NOT EXISTS)"));
  EXPECT_EQ(lint_of("{ $.a = b && ($.t != x || ($.t != y)) }"),
            only(kind::matches_almost_everything, "$.t != x || $.t != y", "$.t != x && $.t != y"));
  EXPECT_EQ(lint_of("{ $.t != x || $.t != y }"),
            only(kind::matches_almost_everything, "$.t != x || $.t != y", "$.t != x && $.t != y"));
}

TEST(lint, mixed_connectives_are_shown_in_both_readings) {
  EXPECT_EQ(lint_of("{ ($.a = x) || ($.b = y) && ($.c != z) && ($.d != w) }"),
            only(kind::mixed_connectives, "($.a = x) || (($.b = y) && ($.c != z) && ($.d != w))",
                 "(($.a = x) || ($.b = y)) && ($.c != z) && ($.d != w)"));
  EXPECT_EQ(lint_of("{ $.s = x && $.a = y || $.a = z || $.a = w }"),
            only(kind::mixed_connectives, "($.s = x && $.a = y) || $.a = z || $.a = w",
                 "$.s = x && ($.a = y || $.a = z || $.a = w)"));
  EXPECT_EQ(lint_of("{ $.a = x && $.b = y || $.a = z && $.b = w }"),
            only(kind::mixed_connectives, "($.a = x && $.b = y) || ($.a = z && $.b = w)"));
  EXPECT_EQ(lint_of("{ $.q = r && ($.a = x || $.b = y && $.c = z) }"),
            only(kind::mixed_connectives, "$.a = x || ($.b = y && $.c = z)", "($.a = x || $.b = y) && $.c = z"));
}

TEST(lint, inner_quotes) {
  EXPECT_EQ(lint_of("{ $.a = \"'Root'\" }"), only(kind::inner_quotes, "$.a = \"'Root'\"", "$.a = \"Root\""));
  EXPECT_EQ(lint_of("{ $.a != \"\\\"b\\\"\" }"), only(kind::inner_quotes, "$.a != \"\\\"b\\\"\"", "$.a != \"b\""));
  EXPECT_EQ(lint_of("{ $.a = \"\u201cRo*\u201d\" }"),
            only(kind::inner_quotes, "$.a = \"\u201cRo*\u201d\"", "$.a = \"Ro*\""));
}

TEST(lint, twin_selectors) {
  EXPECT_EQ(lint_of("{ $.eventName = x || $.eventName = y || $.eventname = z }"),
            only(kind::selector_case, "$.eventname", "$.eventName"));
  EXPECT_EQ(lint_of("{ $.eventname = z || $.eventName = x || $.eventName = y }"),
            only(kind::selector_case, "$.eventname", "$.eventName"));
}

TEST(lint, assumptions_say_nothing_of_a_pattern_by_itself) {
  const std::vector<pattern> assumptions{*pattern::parse("{ $.a = x }")};
  coverage_options options;
  options.assumptions = assumptions;
  EXPECT_EQ(lint(*pattern::parse("{ $.a = y }"), options), std::vector<hint>{});
  EXPECT_EQ(catches_everything(*pattern::parse("{ $.a = x }"), options), std::optional<bool>(false));
}

TEST(lint, says_what_is_read) {
  EXPECT_EQ(message(lint_of("{ $.a = x && $.a = y }").front()), "no event can ever match `{ $.a = x && $.a = y }`");
  EXPECT_EQ(
      message(lint_of("{ $.a = \"'b\nc'\" }").front()),
      "the inner quotation marks of `$.a = \"'b c'\"` belong to the text that events must hold; write `$.a = \"b c\"`");
}

}  // namespace
