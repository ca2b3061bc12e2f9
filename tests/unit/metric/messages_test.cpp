// SPDX-License-Identifier: Apache-2.0
// The words of refused transformations: present for every code, in one style, and safe for texts of any bytes and
// length.
#include <coverwatch/metric_filter.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace {

using namespace coverwatch;

metric_filter_error refused(const char* pattern_text, metric_transformation t) {
  const auto p = pattern::parse(pattern_text);
  EXPECT_TRUE(p.has_value());
  t.metric_name = "n";
  t.metric_namespace = "n";
  const auto filter = metric_filter::create(*p, t);
  EXPECT_FALSE(filter.has_value());
  return filter ? metric_filter_error{} : filter.error();
}
metric_filter_error refused_value(const char* pattern_text, const char* value) {
  return refused(pattern_text, {.metric_value = value});
}

TEST(metric_messages, every_code_has_words_in_one_style) {
  int codes = 0;
  std::set<std::string_view> names;
  for (; !name(static_cast<metric_filter_errc>(codes)).empty(); ++codes) {
    names.insert(name(static_cast<metric_filter_errc>(codes)));
    for (int field = 0; field <= static_cast<int>(metric_field::dimension_value); ++field) {
      const metric_filter_error e{.code = static_cast<metric_filter_errc>(codes),
                                  .field = static_cast<metric_field>(field),
                                  .where = {1, 2},
                                  .source = "abc"};
      EXPECT_FALSE(name(e.field).empty());
      for (const std::string& text : {message(e), help(e)}) {
        ASSERT_FALSE(text.empty()) << name(e.code);
        EXPECT_FALSE(text.front() >= 'A' && text.front() <= 'Z') << text;
        EXPECT_NE(text.back(), '.') << text;
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
      }
    }
  }
  EXPECT_EQ(codes, static_cast<int>(metric_filter_errc::out_of_memory) + 1);
  EXPECT_EQ(names.size(), static_cast<std::size_t>(codes));
}

TEST(metric_messages, say_what_is_wrong_and_how_to_write_it) {
  const auto said = [](const metric_filter_error& e) { return message(e) + " / " + help(e); };
  EXPECT_EQ(said(refused_value("{ $.a = 1 }", "latency")),
            "the metric value is neither a number nor a selector: `latency` / write `$.latency`");
  EXPECT_EQ(said(refused_value("[a, b]", "$.b")),
            "the metric value is neither a number nor a column: `$.b` / write `$b`");
  EXPECT_EQ(said(refused_value("[a, b]", "$2")), "the token `$2` has a name of its own / write `$b`");
  EXPECT_EQ(
      said(refused_value("{ $.a = 1 }", "$.a || $.b")),
      "the metric value is no selector: ` || $.b` cannot stand there / write one selector and nothing else, as in "
      "`$.latency`");
  EXPECT_EQ(said(refused("{ $.a = 1 }", {.metric_value = "1", .unit = "ms"})),
            "`ms` is not a unit of CloudWatch / write `Milliseconds`");
  EXPECT_EQ(said(refused("{ $.a = 1 }", {.metric_value = "1", .dimensions = {{"a", "$.a"}, {"b", "c"}}})),
            "the value of dimension 2 is not a selector: `c` / write `$.c`");
}

// What the parser of patterns says about the pattern made for it must make sense of the selector alone.
TEST(metric_messages, of_bad_selectors_speak_of_the_selector_only) {
  for (const char* text :
       {"$",        "$.",   "$..a",  "$.a.",   "$.a[",     "$.a[0", "$.a[]", "$.a[-1]", "$.a[x]",       "$['a']",
        "$.a['b']", "$[0]", "$.['a", "$.['a'", "$.['a']b", "$a",    "$1",    "$.a[0]b", "$.a[0]ISNULL", "$.a[0]NOT"}) {
    const metric_filter_error e = refused_value("{ $.a = 1 }", text);
    for (const std::string& said : {message(e), help(e)}) {
      EXPECT_EQ(said.find('}'), std::string::npos) << text << ": " << said;
      EXPECT_EQ(said.find('='), std::string::npos) << text << ": " << said;
    }
    EXPECT_LE(e.cause ? e.cause->where.end : 0, e.source.size());
  }
}

TEST(metric_messages, texts_of_the_user_are_cut_and_made_printable) {
  const std::string message_of_long = message(refused_value("{ $.a = 1 }", std::string(100, 'w').c_str()));
  EXPECT_LT(message_of_long.size(), 150u);
  EXPECT_EQ(message(refused_value("{ $.a = 1 }", "a\nb\x1b[0m")).find('\x1b'), std::string::npos);
  const metric_filter_error outside{.code = metric_filter_errc::bad_character, .where = {50, 10}, .source = "abc"};
  EXPECT_EQ(message(outside), "`` cannot stand in the metric's name");
}

}  // namespace
