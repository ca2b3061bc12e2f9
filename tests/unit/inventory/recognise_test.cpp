// SPDX-License-Identifier: Apache-2.0
// What a text is: told by its content, with one clear message for everything that is none of ours.
#include "inventory_of.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using sample::inventory_of;
using sample::says;
using texts = std::vector<std::string>;

TEST(recognise, unknown_shapes_are_errors_that_name_their_keys) {
  const auto all = inventory_of(R"({"a": 1, "b": 2, "c\n": 3, "d": 4, "e": 5, "f": 6, "g": 7})");
  ASSERT_EQ(sample::messages(all).size(), 1u);
  EXPECT_TRUE(says(all, R"(JSON with `a`, `b`, `c\n`, `d`, `e` and 2 more)"));
  EXPECT_TRUE(says(inventory_of("{}"), "JSON without keys"));
  EXPECT_TRUE(says(inventory_of("[]"), "a list of JSON without keys"));
  EXPECT_TRUE(says(inventory_of(R"([{"metricName": "x"}])"), "a list of JSON with `metricName`"));
  EXPECT_TRUE(says(inventory_of("[1, 2]"), "unknown shape"));
}

TEST(recognise, what_auditors_keep_beside_is_left_out_with_a_note) {
  for (const char* text :
       {R"({"UserId": "A", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/u"})",
        R"({"Records": []})", R"({"Trails": []})", R"({"logGroups": []})", R"({"Topics": []})",
        R"({"Attributes": {"TopicArn": "t"}})",
        R"({"eventVersion": "1.08", "eventSource": "s"} {"eventVersion": "1.08", "eventSource": "s"})",
        R"({"TrailARN": "t", "InsightSelectors": []})", R"([{"eventVersion": "1.08", "eventSource": "s"}])"}) {
    const auto all = inventory_of(text);
    EXPECT_TRUE(sample::messages(all).empty()) << text;
    EXPECT_EQ(sample::messages(all, false).size(), 1u) << text;
    EXPECT_TRUE(all.listings.empty()) << text;
  }
}

TEST(recognise, damage_is_named_with_its_place_and_what_stands_before_it_is_read) {
  const auto all = inventory_of("{\"metricFilters\": []}\n{\"trailList\": [\n  {\"Name\": ]}");
  ASSERT_EQ(all.problems.size(), 1u);
  EXPECT_EQ(all.problems[0].line, 3u);
  EXPECT_TRUE(says(all, "damaged JSON at line 3, column 12"));
  EXPECT_EQ(all.listings.size(), 1u);
  const auto cut = inventory_of(R"({"metricFilters": [{"filterName": "a")");
  EXPECT_TRUE(says(cut, "the text ends in the middle of a value"));
  EXPECT_TRUE(cut.listings.empty());
  EXPECT_TRUE(cut.filters.empty());
}

TEST(recognise, nothing_is_read_from_a_document_with_a_key_twice) {
  const auto all = inventory_of(R"({"metricFilters": [], "metricFilters": []})");
  EXPECT_TRUE(says(all, "the key `metricFilters` stands twice"));
  EXPECT_TRUE(all.listings.empty());
  // However it is spelled, and wherever it stands.
  EXPECT_TRUE(says(inventory_of(R"({"MetricAlarms": [{"a": {"x": 1, "\u0078": 2}}]})"), "the key `x` stands twice"));
  EXPECT_FALSE(says(inventory_of(R"({"metricFilters": [], "x": {"metricFilters": {"x": 1}}})"), "twice"));
}

TEST(recognise, deep_and_empty_texts) {
  EXPECT_TRUE(says(inventory_of(std::string(1'000'000, '[')), "more than 1,000 deep"));
  std::string deep = R"({"metricFilters": )";
  for (int i = 0; i < 998; ++i) deep += R"({"a":)";
  deep += "1" + std::string(999, '}');
  EXPECT_TRUE(says(inventory_of(deep), "`metricFilters` must be a list"));
  EXPECT_TRUE(says(inventory_of(" \n\t"), "nothing is in it"));
}

TEST(recognise, utf_16_is_named) {
  EXPECT_TRUE(says(inventory_of(std::string("\xff\xfe{\0}\0", 6)), "UTF-16"));
  EXPECT_TRUE(says(inventory_of(std::string("{\0\n\0", 4)), "UTF-16"));
}

TEST(recognise, texts_that_are_no_json) {
  const auto told = [](const std::string& path, const std::string& text) { return inventory_of({{path, text}}); };
  EXPECT_TRUE(says(told("a.txt", "-----\n|  DescribeTrails  |\n"), "--output json"));
  EXPECT_TRUE(says(told("a.txt", "METRICFILTERS\t1\t2\n"), "--output json"));
  EXPECT_TRUE(says(told("a.yaml", "metricFilters:\n- filterName: x\n"), "--output json"));
  EXPECT_TRUE(says(told("variables.hcl", "variable \"a\" {}\n"), "terraform show -json"));
  EXPECT_TRUE(says(told("data", "\x01\x02\x03"), "unknown shape"));
  EXPECT_TRUE(says(told("data", std::string("\x89PNG\0\0", 6)), "unknown shape"));
  EXPECT_TRUE(says(told("notes.md", "Nothing here.\n"), "left out", false));
  EXPECT_TRUE(says(told("notes.MD", "[a link](somewhere)\n"), "left out", false));
  EXPECT_TRUE(says(told("notes.json", "[a link](somewhere)\n"), "damaged JSON"));
}

TEST(recognise, many_wrong_things_are_counted) {
  std::string list;
  for (int i = 0; i < 1000; ++i) list += "7,";
  const auto all = inventory_of(R"({"metricFilters": [)" + list + "7]}");
  EXPECT_EQ(sample::messages(all).size(), 21u);
  EXPECT_TRUE(says(all, "981 more places are wrong"));
  std::string documents;
  for (int i = 0; i < 100; ++i) documents += R"({"x)" + std::to_string(i) + R"(": 1})";
  EXPECT_TRUE(says(inventory_of(documents), "80 more documents of unknown shape"));
}

TEST(recognise, too_many_values_and_documents_are_refused) {
  std::string list = R"({"metricFilters": [)";
  for (int i = 0; i < (1 << 23); ++i) list += "1,";
  const auto all = inventory_of(list + "1]}");
  EXPECT_TRUE(says(all, "too large"));
  EXPECT_TRUE(all.listings.empty());
  std::string documents;
  for (int i = 0; i < 100010; ++i) documents += R"({"trailList": []})";
  const auto many = inventory_of(documents);
  EXPECT_TRUE(says(many, "too large"));
  EXPECT_EQ(many.listings.size(), 100001u);
  // What is left out does not count.
  std::string events;
  for (int i = 0; i < 100010; ++i) events += "{\"eventVersion\": \"1\", \"eventSource\": \"s\"}\n";
  EXPECT_TRUE(sample::messages(inventory_of(events)).empty());
}

TEST(recognise, places_are_lines_and_columns_of_the_text) {
  const auto all = inventory_of("{\n \"metricFilters\": [\n  {\"filterName\": \"f\"}, 3\n]}");
  ASSERT_EQ(all.problems.size(), 2u);
  EXPECT_EQ(all.problems[0].line, 3u);
  EXPECT_EQ(all.problems[1].line, 3u);
  EXPECT_EQ(all.listings.at(0).at.line, 1u);
}

TEST(document, places_are_found_forth_and_back) {
  inventory::document d;
  d.text = "ab\ncd\n\nef";
  const auto told = [&](std::size_t offset) {
    const inventory::place p = d.at(offset);
    return std::to_string(p.line) + ":" + std::to_string(p.column);
  };
  EXPECT_EQ(told(0), "1:1");
  EXPECT_EQ(told(2), "1:3");
  EXPECT_EQ(told(3), "2:1");
  EXPECT_EQ(told(6), "3:1");
  EXPECT_EQ(told(8), "4:2");
  EXPECT_EQ(told(4), "2:2");
  EXPECT_EQ(told(99), "4:3");
  EXPECT_EQ(told(7), "4:1");
}

}  // namespace
}  // namespace coverwatch
