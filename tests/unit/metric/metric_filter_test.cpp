// SPDX-License-Identifier: Apache-2.0
// What is published when: every row of the table in docs/metric-filters.md. A row is a filter, an event and the answer
// with the sample as text: `match 5`, `no_match 0`, `match nothing`, `match 5 Count {a=x, b=y}`.
#include <coverwatch/metric_filter.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace coverwatch;

std::string answer_name(outcome o) {
  switch (o) {
    case outcome::no_match: return "no_match";
    case outcome::match: return "match";
    case outcome::not_json: return "not_json";
    case outcome::too_large: return "too_large";
    case outcome::too_deep: return "too_deep";
    case outcome::out_of_memory: return "out_of_memory";
  }
  return {};
}

std::string as_text(const publication& p) {
  std::ostringstream out;
  out.precision(17);
  out << answer_name(p.answer) << ' ';
  if (!p.sample) return out.str() + "nothing";
  out << p.sample->value;
  if (p.sample->unit != "None") out << ' ' << p.sample->unit;
  std::string before = " {";
  for (const metric_dimension& d : p.sample->dimensions) {
    out << before << d.name << '=' << d.value;
    before = ", ";
  }
  if (!p.sample->dimensions.empty()) out << '}';
  return out.str();
}

metric_filter make(const std::string& text, metric_transformation t) {
  const auto p = pattern::parse(text);
  EXPECT_TRUE(p.has_value()) << render(p.error());
  t.metric_name = "Name";
  t.metric_namespace = "Space";
  auto filter = metric_filter::create(*p, t);
  EXPECT_TRUE(filter.has_value()) << message(filter.error());
  return *filter;
}

std::string published(const metric_filter& filter, std::string_view event) {
  scratch memory;
  return as_text(filter.apply(event, memory));
}

struct row {
  const char* pattern;
  const char* value;
  std::optional<double> default_value;
  const char* event;
  const char* expected;
};
void PrintTo(const row& r, std::ostream* out) { *out << r.pattern << " value " << r.value << " event " << r.event; }

class what_is_published : public testing::TestWithParam<row> {};

TEST_P(what_is_published, is_as_the_table_says) {
  const row& r = GetParam();
  const auto filter = make(r.pattern, {.metric_value = r.value, .default_value = r.default_value});
  EXPECT_EQ(published(filter, r.event), r.expected);
}

constexpr std::nullopt_t none = std::nullopt;
constexpr const char* wanted = "{ $.a = 1 }";

INSTANTIATE_TEST_SUITE_P(constants, what_is_published,
                         testing::Values(row{wanted, "1", none, R"({"a":1})", "match 1"},
                                         row{wanted, "-2.5e1", none, R"({"a":1})", "match -25"},
                                         row{wanted, "+.5", none, R"({"a":1})", "match 0.5"},
                                         row{wanted, "-0", none, R"({"a":1})", "match 0"},
                                         row{wanted, "0", 9, R"({"a":1})", "match 0"},
                                         row{wanted, "1e-999", none, R"({"a":1})", "match 0"},
                                         row{wanted, "9007199254740993", none, R"({"a":1})", "match 9007199254740992"},
                                         row{wanted, "1", none, R"({"a":2})", "no_match nothing"},
                                         row{wanted, "1", 0, R"({"a":2})", "no_match 0"},
                                         row{wanted, "1", -3.5, R"({"a":2})", "no_match -3.5"},
                                         row{wanted, "1", 0, "[1]", "no_match 0"}));

// An event that is no JSON does not match, and that is what the default is for.
INSTANTIATE_TEST_SUITE_P(events_without_json, what_is_published,
                         testing::Values(row{wanted, "1", none, "ERROR", "not_json nothing"},
                                         row{wanted, "1", 7, "ERROR", "not_json 7"},
                                         row{wanted, "1", 7, "", "not_json 7"},
                                         row{wanted, "1", 7, R"({"a":1} x)", "not_json 7"},
                                         row{wanted, "1", 7, "{\"a\":1,\"b\":\"\xff\"}", "not_json 7"}));

INSTANTIATE_TEST_SUITE_P(
    selected_values, what_is_published,
    testing::Values(row{wanted, "$.v", none, R"({"a":1,"v":12})", "match 12"},
                    row{wanted, "$.v", none, R"({"a":1,"v":-1.5E2})", "match -150"},
                    row{wanted, "$.a", none, R"({"a":1.0})", "match 1"},
                    row{wanted, "$.v", 5, R"({"a":1,"v":0})", "match 0"},
                    row{wanted, "$.v", none, R"({"a":1,"v":-0.0})", "match 0"},
                    row{wanted, "$.o.p[1].q", none, R"({"a":1,"o":{"p":[{},{"q":3}]}})", "match 3"},
                    row{wanted, "$.['any name']", none, R"({"a":1,"any name":4})", "match 4"},
                    row{wanted, "$.v", none, R"({"a":1,"\u0076":6})", "match 6"},
                    row{wanted, "$.v", none, R"({"v":1,"a":1,"v":2})", "match 2"},  // the last of a repeated key counts
                    row{wanted, "$.v", none, R"({"a":2,"v":12})", "no_match nothing"},
                    row{wanted, "$.v", 5, R"({"a":2,"v":12})", "no_match 5"}));

// Missing or null: the default, or nothing.
INSTANTIATE_TEST_SUITE_P(missing_values, what_is_published,
                         testing::Values(row{wanted, "$.v", none, R"({"a":1})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1})", "match 5"},
                                         row{wanted, "$.v", none, R"({"a":1,"v":null})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":null})", "match 5"},
                                         row{wanted, "$.v.w", 5, R"({"a":1,"v":3})", "match 5"},
                                         row{wanted, "$.v.w", 5, R"({"a":1,"v":[3]})", "match 5"},
                                         row{wanted, "$.v[1]", 5, R"({"a":1,"v":[3]})", "match 5"},
                                         row{wanted, "$.v[0]", 5, R"({"a":1,"v":{"0":3}})", "match 5"},
                                         row{wanted, "$.v[0]", 5, R"({"a":1,"v":[null]})", "match 5"},
                                         row{wanted, "$.v", 5, R"({"v":3,"a":1,"v":null})", "match 5"},
                                         row{wanted, "$.v[99999999999999999999]", 5, R"({"a":1,"v":[3]})", "match 5"}));

// Not a number: nothing, not even the default.
INSTANTIATE_TEST_SUITE_P(values_that_are_no_number, what_is_published,
                         testing::Values(row{wanted, "$.v", 5, R"({"a":1,"v":"12"})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":""})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":true})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":false})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":{}})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":[1]})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":1e309})", "match nothing"},
                                         row{wanted, "$.v", 5, R"({"a":1,"v":-1e400})", "match nothing"},
                                         row{wanted, "$.v", none, R"({"a":1,"v":"12"})", "match nothing"}));

TEST(metric_filter, an_integer_beyond_the_doubles_is_no_number) {
  const auto filter = make(wanted, {.metric_value = "$.v", .default_value = 5});
  EXPECT_EQ(published(filter, "{\"a\":1,\"v\":1" + std::string(309, '0') + "}"), "match nothing");
  EXPECT_EQ(published(filter, "{\"a\":1,\"v\":1" + std::string(308, '0') + "}"), "match 1e+308");
  EXPECT_EQ(published(filter, "{\"a\":1,\"v\":0." + std::string(9000, '0') + "1e9001}"), "match 1");
}

TEST(metric_filter, no_answer_publishes_nothing) {
  const auto filter = make(wanted, {.metric_value = "1", .default_value = 5});
  scratch small(16);
  EXPECT_EQ(as_text(filter.apply(R"({"a":2,"b":"0123456789"})", small)), "too_large nothing");
  EXPECT_EQ(as_text(filter.apply(R"({"a":1})", small)), "match 1");
  EXPECT_EQ(published(filter, "{\"a\":" + std::string(1001, '[') + std::string(1001, ']') + "}"), "too_deep nothing");
}

TEST(metric_filter, the_unit_goes_along_with_value_and_default) {
  const auto filter = make(wanted, {.metric_value = "$.v", .default_value = 5, .unit = "Bytes/Second"});
  EXPECT_EQ(published(filter, R"({"a":1,"v":3})"), "match 3 Bytes/Second");
  EXPECT_EQ(published(filter, R"({"a":1})"), "match 5 Bytes/Second");
  EXPECT_EQ(published(filter, R"({"a":2})"), "no_match 5 Bytes/Second");
  scratch memory;
  EXPECT_EQ(make(wanted, {.metric_value = "1"}).apply(R"({"a":1})", memory).sample->unit, "None");
}

metric_filter with_dimensions(const std::string& value = "1") {
  return make(wanted, {.metric_value = value, .dimensions = {{"host", "$.h"}, {"code", "$.o.c[0]"}}});
}

TEST(metric_filter, dimensions_are_texts_of_strings_and_numbers) {
  const auto filter = with_dimensions();
  EXPECT_EQ(published(filter, R"({"a":1,"h":"web","o":{"c":[500]}})"), "match 1 {host=web, code=500}");
  EXPECT_EQ(published(filter, R"({"a":1,"h":"w\u0065b","o":{"c":[1e3]}})"), "match 1 {host=web, code=1000.0}");
  EXPECT_EQ(published(filter, R"({"a":1,"h":" x ","o":{"c":["-"]}})"), "match 1 {host= x , code=-}");
  EXPECT_EQ(published(filter, R"({"a":2,"h":"web","o":{"c":[500]}})"), "no_match nothing");
}

TEST(metric_filter, without_one_dimension_the_sample_has_none) {
  const auto filter = with_dimensions("$.v");
  EXPECT_EQ(published(filter, R"({"a":1,"v":7,"h":"web","o":{"c":[500]}})"), "match 7 {host=web, code=500}");
  for (const char* rest :
       {R"("h":"web")", R"("o":{"c":[500]})", R"("x":1)", R"("h":null,"o":{"c":[500]})", R"("h":true,"o":{"c":[500]})",
        R"("h":{},"o":{"c":[500]})", R"("h":["web"],"o":{"c":[500]})", R"("h":"web","o":{"c":500})"}) {
    EXPECT_EQ(published(filter, std::string(R"({"a":1,"v":7,)") + rest + "}"), "match 7") << rest;
  }
  EXPECT_EQ(published(filter, R"({"a":1,"h":"web","o":{"c":[500]}})"), "match nothing");
  EXPECT_EQ(published(filter, R"({"a":1,"v":"7","h":"web","o":{"c":[500]}})"), "match nothing");
}

// CloudWatch takes no such text for a dimension, so the event counts as one that lacks it.
TEST(metric_filter, a_text_that_is_no_dimension_counts_as_missing) {
  const auto filter = make(wanted, {.metric_value = "1", .dimensions = {{"host", "$.h"}}});
  const auto with = [&](const std::string& text) { return published(filter, R"({"a":1,"h":")" + text + "\"}"); };
  EXPECT_EQ(with("~"), "match 1 {host=~}");
  for (const char* text : {"", " ", "caf\u00e9", "a\\tb", "\\u007f", "\\ud800"})
    EXPECT_EQ(with(text), "match 1") << text;
  EXPECT_EQ(with(std::string(1024, 'x')), "match 1 {host=" + std::string(1024, 'x') + "}");
  EXPECT_EQ(with(std::string(1025, 'x')), "match 1");
}

TEST(metric_filter, keeps_what_it_was_made_of) {
  const auto filter = make(wanted, {.metric_value = "$.v", .unit = "Count"});
  EXPECT_EQ(filter.filter_pattern().text(), wanted);
  EXPECT_EQ(filter.transformation().metric_value, "$.v");
  EXPECT_EQ(filter.transformation().unit, "Count");
}

TEST(metric_filter, outlives_what_it_was_made_of_and_copies_share) {
  std::optional<metric_filter> filter;
  {
    const auto first = with_dimensions("$.v");
    filter = first;
  }
  datapoint sample;
  {
    scratch memory;
    const std::string event =
        R"({"a":1,"v":7,"h":"a host with a long name, longer than a short string","o":{"c":[5]}})";
    sample = *filter->apply(event, memory).sample;
  }
  EXPECT_EQ(sample.dimensions.at(0).value, "a host with a long name, longer than a short string");
}

TEST(metric_filter, many_threads_share_one) {
  const auto filter = with_dimensions("$.v");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&filter, &wrong, t] {
      scratch memory;
      for (int i = 0; i < 2000; ++i) {
        const std::string n = std::to_string(i);
        const auto got = filter.apply(R"({"a":1,"v":)" + n + R"(,"h":"h)" + n + R"(","o":{"c":[1]}})", memory);
        if (as_text(got) != "match " + n + " {host=h" + n + ", code=1}") ++wrong[t];
      }
    });
  }
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

// --- The other kinds of pattern.

INSTANTIATE_TEST_SUITE_P(
    kinds_without_fields, what_is_published,
    testing::Values(row{"", "1", none, "anything", "match 1"}, row{"ERROR", "2", none, "an ERROR", "match 2"},
                    row{"ERROR", "2", 0, "NOPE", "no_match 0"}, row{"%ERR%", "3", none, "an ERROR", "match 3"},
                    row{"%ERR%", "3", none, "NOPE", "no_match nothing"}, row{"[]", "4", none, "a b", "match 4"}));

constexpr const char* columns = "[ip, status != NOPE, , ..., size]";

INSTANTIATE_TEST_SUITE_P(columns, what_is_published,
                         testing::Values(row{columns, "$size", none, "10.0.0.1 200 x 512", "match 512"},
                                         row{columns, "$status", none, "10.0.0.1 200 x 512", "match 200"},
                                         row{columns, "$status", none, "10.0.0.1 2e2 x 512", "match 200"},
                                         row{columns, "$3", none, "10.0.0.1 200 -7 512", "match -7"},
                                         row{columns, "$4", none, "10.0.0.1 200 -7 8 512", "match 8"},
                                         row{columns, "$5", none, "10.0.0.1 200 -7 8 9 512", "match 9"},
                                         row{columns, "$size", 0, "10.0.0.1 NOPE x 512", "no_match 0"},
                                         row{columns, "$size", none, "10.0.0.1 NOPE x 512", "no_match nothing"},
                                         row{"[]", "$2", none, "a 2", "match 2"}));

INSTANTIATE_TEST_SUITE_P(tokens_that_are_missing, what_is_published,
                         testing::Values(row{columns, "$4", 5, "10.0.0.1 200 x 512", "match 5"},
                                         row{columns, "$4", none, "10.0.0.1 200 x 512", "match nothing"},
                                         row{columns, "$6", 5, "10.0.0.1 200 x 1 512", "match 5"}));

INSTANTIATE_TEST_SUITE_P(tokens_that_are_no_number, what_is_published,
                         testing::Values(row{columns, "$size", 5, "10.0.0.1 200 x -", "match nothing"},
                                         row{columns, "$ip", 5, "10.0.0.1 200 x -", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x \"\"", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x 1.", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x 0x10", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x 1e309", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x NaN", "match nothing"},
                                         row{columns, "$size", 5, "10.0.0.1 200 x 12ms", "match nothing"}));

TEST(metric_filter, tokens_as_dimensions) {
  const auto filter =
      make(columns, {.metric_value = "$size", .dimensions = {{"ip", "$ip"}, {"third", "$3"}, {"more", "$4"}}});
  EXPECT_EQ(published(filter, "10.0.0.1 200 x y 512"), "match 512 {ip=10.0.0.1, third=x, more=y}");
  EXPECT_EQ(published(filter, "10.0.0.1 200 \"a b\" y 512"), "match 512 {ip=10.0.0.1, third=a b, more=y}");
  EXPECT_EQ(published(filter, "10.0.0.1 200 \"\" y 512"), "match 512");
  EXPECT_EQ(published(filter, "10.0.0.1 200 x 512"), "match 512");
}

}  // namespace
