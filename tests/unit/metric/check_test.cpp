// SPDX-License-Identifier: Apache-2.0
// Everything that is refused, each with its code, field and place, and the longest that is still taken.
#include "metric/check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>

namespace {

using namespace coverwatch;
constexpr const char* json = "{ $.a = 1 }";
constexpr const char* tokens = "[ip, status, , ..., size]";
using change = std::function<void(metric_transformation&)>;

result<metric_filter, metric_filter_error> create(const char* text, const change& edit) {
  const auto p = pattern::parse(text);
  EXPECT_TRUE(p.has_value()) << text;
  metric_transformation t{.metric_name = "Name", .metric_namespace = "Space", .metric_value = "1"};
  edit(t);
  return metric_filter::create(*p, t);
}

// `code field[dimension] begin-end`, or `accepted`.
std::string verdict(const char* text, const change& edit) {
  const auto filter = create(text, edit);
  if (filter) return "accepted";
  const metric_filter_error& e = filter.error();
  EXPECT_FALSE(message(e).empty());
  EXPECT_FALSE(help(e).empty());
  EXPECT_LE(e.where.end, e.source.size());
  std::string out = std::string(name(e.code)) + ' ' + std::string(name(e.field));
  if (e.field == metric_field::dimension_name) out += '[' + std::to_string(e.dimension) + "].name";
  if (e.field == metric_field::dimension_value) out += '[' + std::to_string(e.dimension) + "].value";
  return out + ' ' + std::to_string(e.where.begin) + '-' + std::to_string(e.where.end);
}

std::string verdict_of_value(const char* text, const std::string& value) {
  return verdict(text, [&](auto& t) { t.metric_value = value; });
}
std::string verdict_of_dimension(const char* text, const std::string& name, const std::string& value) {
  return verdict(text, [&](auto& t) { t.dimensions = {{name, value}}; });
}

TEST(check, a_plain_transformation_is_accepted) {
  for (const char* each : {json, tokens, "", "ERROR", "%ERR%", "[]"})
    EXPECT_EQ(verdict(each, [](auto&) {}), "accepted");
}

TEST(check, names_and_namespaces) {
  const auto named = [](const std::string& text) { return verdict(json, [&](auto& t) { t.metric_name = text; }); };
  const auto within = [](const std::string& text) {
    return verdict(json, [&](auto& t) { t.metric_namespace = text; });
  };
  EXPECT_EQ(named(""), "empty metricName 0-0");
  EXPECT_EQ(within(""), "empty metricNamespace 0-0");
  EXPECT_EQ(named(std::string(255, 'n')), "accepted");
  EXPECT_EQ(named(std::string(256, 'n')), "too_long metricName 255-256");
  EXPECT_EQ(within(std::string(255, 'n')), "accepted");
  EXPECT_EQ(within(std::string(300, 'n')), "too_long metricNamespace 255-300");
  EXPECT_EQ(named("ab:c"), "bad_character metricName 2-3");
  EXPECT_EQ(named("ab*c"), "bad_character metricName 2-3");
  EXPECT_EQ(within("$ab"), "bad_character metricNamespace 0-1");
  EXPECT_EQ(within("AWS/Our Logs #1"), "accepted");
  EXPECT_EQ(named("a\xff:"), "bad_character metricName 1-2");
}

TEST(check, lengths_count_characters_and_places_count_bytes) {
  std::string text;
  for (int i = 0; i < 255; ++i) text += "\u00e9";
  EXPECT_EQ(verdict(json, [&](auto& t) { t.metric_name = text; }), "accepted");
  EXPECT_EQ(verdict(json, [&](auto& t) { t.metric_name = text + "\u00e9"; }), "too_long metricName 510-512");
}

TEST(check, numbers_as_metric_value) {
  for (const char* each : {json, tokens, "", "ERROR", "%ERR%"}) {
    for (const char* number : {"1", "0", "-1", "+1.5", ".5", "1e3", "1E-3", "1.7976931348623157e308"}) {
      EXPECT_EQ(verdict_of_value(each, number), "accepted") << number;
    }
    EXPECT_EQ(verdict_of_value(each, "1e309"), "not_finite metricValue 0-5");
    EXPECT_EQ(verdict_of_value(each, "-1e309"), "not_finite metricValue 0-6");
    EXPECT_EQ(verdict_of_value(each, ""), "empty metricValue 0-0");
    EXPECT_EQ(verdict_of_value(each, std::string(100, '1')), "accepted");
    EXPECT_EQ(verdict_of_value(each, std::string(101, '1')), "too_long metricValue 100-101");
  }
}

TEST(check, words_that_are_no_number) {
  for (const char* word : {"NaN", "nan", "Infinity", "inf", "0x10", "1.", "1,5", " 1", "1 ", "1 2", "one", "1_000"}) {
    const std::string whole = "metricValue 0-" + std::to_string(std::string(word).size());
    EXPECT_EQ(verdict_of_value(json, word), "expected_selector " + whole) << word;
    EXPECT_EQ(verdict_of_value(tokens, word), "expected_column " + whole) << word;
    for (const char* each : {"", "ERROR", "%ERR%"}) EXPECT_EQ(verdict_of_value(each, word), "expected_number " + whole);
  }
}

TEST(check, each_kind_of_pattern_has_its_own_fields) {
  EXPECT_EQ(verdict_of_value(json, "$.not.in[0].the.pattern"), "accepted");
  EXPECT_EQ(verdict_of_value(tokens, "$.size"), "expected_column metricValue 0-6");
  EXPECT_EQ(verdict_of_value(tokens, "$"), "expected_column metricValue 0-1");
  EXPECT_EQ(verdict_of_value(tokens, "$..."), "expected_column metricValue 0-4");
  for (const char* each : {"", "ERROR", "%ERR%"}) {
    EXPECT_EQ(verdict_of_value(each, "$.size"), "expected_number metricValue 0-6");
    EXPECT_EQ(verdict_of_value(each, "$size"), "expected_number metricValue 0-5");
    EXPECT_EQ(verdict_of_value(each, "$1"), "expected_number metricValue 0-2");
  }
  EXPECT_EQ(verdict_of_value(json, "$size"), "bad_selector metricValue 0-5");
  EXPECT_EQ(verdict_of_value(json, "$1"), "bad_selector metricValue 0-2");
}

TEST(check, selectors) {
  for (const char* good :
       {"$.a", "$.a-b._c", "$.a[0][12].b", "$.['any name = \"x\" || $.b'].c", "$.['*']", "$.IS", "$.a.NOT"}) {
    EXPECT_EQ(verdict_of_value(json, good), "accepted") << good;
  }
  EXPECT_EQ(verdict_of_value(json, "$.a[*]"), "wildcard_selector metricValue 0-6");
  EXPECT_EQ(verdict_of_value(json, "$.a.*"), "wildcard_selector metricValue 0-5");
  EXPECT_EQ(verdict_of_value(json, "$.*[*]"), "wildcard_selector metricValue 3-6");
  const std::string longest = "$." + std::string(98, 'a');
  EXPECT_EQ(verdict_of_value(json, longest), "accepted");
  EXPECT_EQ(verdict_of_value(json, longest + "a"), "too_long metricValue 100-101");
}

// The selector is read as part of a pattern, and nothing may get out of its place there.
TEST(check, a_selector_and_nothing_else) {
  for (const char* each : {"$",
                           "$.",
                           "$..a",
                           "$.a.",
                           "$.a[",
                           "$.a[0",
                           "$.a[]",
                           "$.a[-1]",
                           "$.a[x]",
                           "$.a[0]b",
                           "$['a']",
                           "$.a['b']",
                           "$[0]",
                           "$.['a",
                           "$.['a'",
                           "$.['a']b",
                           "$.\"a\"",
                           "$.a ",
                           "$.a\n",
                           "$.a b",
                           "$.a = 1",
                           "$.a = b || $.c",
                           "$.a = * || $.a",
                           "$.a = * && $.a",
                           "$.a=b||$.c",
                           "$.a NOT EXISTS || $.a",
                           "$.a IS NULL && $.b",
                           "$.a) || ($.b",
                           "$.a}",
                           "$.a = * } {",
                           "$.['a'] = 'b || $.['c']",
                           "$.a\xff",
                           "$.caf\u00e9",
                           "$.aIS NULL||$.b",
                           "$.a[0]ISNULL",
                           "$.['a']NOTEXISTS",
                           "$.['\xff']"}) {
    const std::string got = verdict_of_value(json, each);
    EXPECT_EQ(got.substr(0, 25), "bad_selector metricValue ") << each << ": " << got;
  }
}

TEST(check, the_place_in_a_selector) {
  EXPECT_EQ(verdict_of_value(json, "$.a = b || $.c"), "bad_selector metricValue 3-14");
  EXPECT_EQ(verdict_of_value(json, "$.a[-1]"), "bad_selector metricValue 3-7");
  const auto filter = create(json, [](auto& t) { t.metric_value = "$.a[-1]"; });
  ASSERT_FALSE(filter.has_value());
  ASSERT_TRUE(filter.error().cause.has_value());
  EXPECT_EQ(filter.error().cause->code, errc::bad_step);
  EXPECT_EQ(filter.error().cause->source, "$.a[-1]");
}

TEST(check, columns) {
  for (const char* good : {"$ip", "$status", "$size", "$3", "$4", "$5", "$99999999999999999999999"}) {
    EXPECT_EQ(verdict_of_value(tokens, good), "accepted") << good;
  }
  for (const char* bad : {"$bytes", "$IP", "$ip ", "$ip, $size", "$i", "$ips", "$$ip", "$1", "$2"}) {
    const std::string whole = "metricValue 0-" + std::to_string(std::string(bad).size());
    EXPECT_EQ(verdict_of_value(tokens, bad), "unknown_column " + whole);
  }
  for (const char* bad : {"$0", "$01", "$1x", "$1.5"}) {
    const std::string whole = "metricValue 0-" + std::to_string(std::string(bad).size());
    EXPECT_EQ(verdict_of_value(tokens, bad), "bad_position " + whole);
  }
  EXPECT_EQ(verdict_of_value("[a, , b]", "$2"), "accepted");
  EXPECT_EQ(verdict_of_value("[a, , b]", "$4"), "unknown_column metricValue 0-2");
  EXPECT_EQ(verdict_of_value("[]", "$7"), "accepted");
}

TEST(check, a_token_with_a_name_has_no_number) {
  const auto filter = create(tokens, [](auto& t) { t.metric_value = "$2"; });
  ASSERT_FALSE(filter.has_value());
  EXPECT_EQ(filter.error().detail, "$status");
  EXPECT_EQ(help(filter.error()), "write `$status`");
}

TEST(check, default_values) {
  const auto with = [](double value) { return verdict(json, [&](auto& t) { t.default_value = value; }); };
  EXPECT_EQ(with(0), "accepted");
  EXPECT_EQ(with(-std::numeric_limits<double>::max()), "accepted");
  EXPECT_EQ(with(std::numeric_limits<double>::quiet_NaN()), "not_finite defaultValue 0-0");
  EXPECT_EQ(with(HUGE_VAL), "not_finite defaultValue 0-0");
  EXPECT_EQ(with(-HUGE_VAL), "not_finite defaultValue 0-0");
}

TEST(check, units) {
  const auto with = [](const char* unit) { return verdict(json, [&](auto& t) { t.unit = unit; }); };
  EXPECT_EQ(with("Milliseconds"), "accepted");
  EXPECT_EQ(with("None"), "accepted");
  EXPECT_EQ(with("ms"), "unknown_unit unit 0-2");
  EXPECT_EQ(with("count"), "unknown_unit unit 0-5");
  EXPECT_EQ(with(""), "unknown_unit unit 0-0");
}

TEST(check, dimensions_as_a_list) {
  const auto with = [](const char* text, std::vector<metric_dimension> list) {
    return verdict(text, [&](auto& t) { t.dimensions = list; });
  };
  EXPECT_EQ(with(json, {{"a", "$.a"}, {"b", "$.a"}, {"c", "$.c"}}), "accepted");
  EXPECT_EQ(with(json, {{"a", "$.a"}, {"b", "$.b"}, {"c", "$.c"}, {"d", "$.d"}}), "too_many_dimensions dimensions 0-0");
  EXPECT_EQ(with(json, {{"a", "$.a"}, {"b", "$.b"}, {"a", "$.c"}}), "repeated_dimension dimensions[2].name 0-1");
  EXPECT_EQ(with(json, {{"a", "$.a"}, {"A", "$.b"}}), "accepted");
  EXPECT_EQ(with(tokens, {{"a", "$ip"}, {"b", "$3"}}), "accepted");
  for (const char* each : {"", "ERROR", "%ERR%"}) {
    EXPECT_EQ(with(each, {{"a", "$.a"}}), "dimensions_without_fields dimensions 0-0");
  }
}

TEST(check, dimensions_never_stand_beside_a_default) {
  EXPECT_EQ(verdict(json,
                    [](auto& t) {
                      t.default_value = 0;
                      t.dimensions = {{"a", "$.a"}};
                    }),
            "dimensions_with_default dimensions 0-0");
}

TEST(check, names_of_dimensions) {
  const auto named = [](const std::string& text) { return verdict_of_dimension(json, text, "$.a"); };
  EXPECT_EQ(named(""), "empty dimensions[0].name 0-0");
  EXPECT_EQ(named("  "), "empty dimensions[0].name 0-2");
  EXPECT_EQ(named(std::string(255, 'n')), "accepted");
  EXPECT_EQ(named(std::string(256, 'n')), "too_long dimensions[0].name 255-256");
  EXPECT_EQ(named(":a"), "bad_character dimensions[0].name 0-1");
  EXPECT_EQ(named("a:b*$ c"), "accepted");
  EXPECT_EQ(named("caf\u00e9"), "bad_character dimensions[0].name 3-5");
  EXPECT_EQ(named("a\tb"), "bad_character dimensions[0].name 1-2");
  EXPECT_EQ(named("a\x7f"), "bad_character dimensions[0].name 1-2");
}

TEST(check, values_of_dimensions) {
  const auto from = [](const char* text, const std::string& value) { return verdict_of_dimension(text, "d", value); };
  EXPECT_EQ(from(json, "$.a.['b c'][0]"), "accepted");
  EXPECT_EQ(from(json, ""), "empty dimensions[0].value 0-0");
  EXPECT_EQ(from(json, "1"), "expected_selector dimensions[0].value 0-1");
  EXPECT_EQ(from(json, "web"), "expected_selector dimensions[0].value 0-3");
  EXPECT_EQ(from(json, "$.a[*]"), "wildcard_selector dimensions[0].value 0-6");
  EXPECT_EQ(from(json, "$.a = b || $.c"), "bad_selector dimensions[0].value 3-14");
  EXPECT_EQ(from(json, "$." + std::string(253, 'a')), "accepted");
  EXPECT_EQ(from(json, "$." + std::string(254, 'a')), "too_long dimensions[0].value 255-256");
  EXPECT_EQ(from(tokens, "$size"), "accepted");
  EXPECT_EQ(from(tokens, "1"), "expected_column dimensions[0].value 0-1");
  EXPECT_EQ(from(tokens, "$.a"), "expected_column dimensions[0].value 0-3");
  EXPECT_EQ(from(tokens, "$bytes"), "unknown_column dimensions[0].value 0-6");
  EXPECT_EQ(from(tokens, "$0"), "bad_position dimensions[0].value 0-2");
}

TEST(check, the_first_mistake_in_the_order_of_the_fields) {
  metric_transformation t{.metric_name = "", .metric_namespace = "", .metric_value = "", .default_value = HUGE_VAL};
  t.unit = "x";
  t.dimensions = {{"a", "b"}};
  const auto first = [&] {
    const auto filter = metric_filter::create(*pattern::parse(json), t);
    return filter ? std::string("accepted") : std::string(name(filter.error().field));
  };
  EXPECT_EQ(first(), "metricName");
  t.metric_name = "n";
  EXPECT_EQ(first(), "metricNamespace");
  t.metric_namespace = "n";
  EXPECT_EQ(first(), "metricValue");
  t.metric_value = "1";
  EXPECT_EQ(first(), "defaultValue");
  t.default_value = 1;
  EXPECT_EQ(first(), "unit");
  t.unit.reset();
  EXPECT_EQ(first(), "dimensions");
  t.default_value.reset();
  EXPECT_EQ(first(), "dimensions");
  t.dimensions = {{"a", "$.b"}};
  EXPECT_EQ(first(), "accepted");
}

}  // namespace
