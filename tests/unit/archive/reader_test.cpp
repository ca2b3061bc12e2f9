// SPDX-License-Identifier: Apache-2.0
// Which events a text holds, where they stand, and what is said of the rest. Every text is read at once and in pieces of
// several sizes: the answer must not depend on how the text arrives.
#include "archive/reader.hpp"

#include "collect.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace coverwatch {
namespace {

using archive::trouble;
using archive_test::collect;
using archive_test::collected;
using archive_test::lines;

using texts = std::vector<std::string>;

collected read(std::string_view text) {
  const collected whole = collect(text);
  for (const std::size_t piece : {1u, 2u, 3u, 5u, 8u, 13u, 64u}) {
    EXPECT_EQ(lines(whole), lines(collect(text, piece))) << "in pieces of " << piece << ": " << text;
  }
  return whole;
}

std::vector<trouble> troubles(const collected& c) {
  std::vector<trouble> out;
  for (const auto& p : c.problems) out.push_back(p.what);
  return out;
}

TEST(reader, reads_one_event_a_line) {
  EXPECT_EQ(lines(read("{\"a\":1}\n{\"b\":2}\n{\"c\":3}")),
            (texts{"1:0@0 {\"a\":1}", "2:0@8 {\"b\":2}", "3:0@16 {\"c\":3}"}));
}

TEST(reader, leaves_out_blank_lines_and_carriage_returns) {
  EXPECT_EQ(lines(read("\r\n{\"a\":1}\r\n\r\n  \t\n{\"b\":2}\r\n")), (texts{"2:0@2 {\"a\":1}", "5:0@17 {\"b\":2}"}));
}

TEST(reader, leaves_out_a_byte_order_mark_at_the_start_only) {
  EXPECT_EQ(lines(read("\xef\xbb\xbf{\"a\":1}\n")), (texts{"1:0@3 {\"a\":1}"}));
  const collected second = read("{\"a\":1}\n\xef\xbb\xbf{\"b\":2}\n");
  EXPECT_EQ(second.events, (texts{"{\"a\":1}"}));
  EXPECT_EQ(troubles(second), (std::vector{trouble::not_json}));
}

TEST(reader, finds_nothing_in_nothing) {
  for (const char* text : {"", "\n", " \r\n\t", "\xef\xbb\xbf"}) EXPECT_TRUE(lines(read(text)).empty()) << text;
}

TEST(reader, hands_out_lines_that_only_look_like_events) {
  // Whether they are JSON throughout is for the evaluation to say.
  EXPECT_EQ(read("{\"a\":1}\n{\"b\":tru}\n").events, (texts{"{\"a\":1}", "{\"b\":tru}"}));
}

TEST(reader, names_lines_that_are_no_objects) {
  const collected c = read("{\"a\":1}\n[1]\n7\nnull\nhello\n{\"b\":2}\n");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":2}"}));
  EXPECT_EQ(troubles(c), (std::vector{trouble::not_an_object, trouble::not_an_object, trouble::not_an_object,
                                      trouble::not_json}));
  EXPECT_EQ(c.problems[3].where.line, 5U);
}

TEST(reader, reads_a_document_over_many_lines_and_drops_the_line_breaks) {
  EXPECT_EQ(lines(read("{\n  \"a\": [\n    1,\r\n    2\n  ]\n}\n")),
            (texts{"1:0@0 {  \"a\": [    1,    2  ]}"}));
}

TEST(reader, reads_several_documents) {
  EXPECT_EQ(lines(read("{\n\"a\":1\n}\n{\n\"b\":2\n}{\"c\":3}\n")),
            (texts{"1:0@0 {\"a\":1}", "4:0@10 {\"b\":2}", "6:0@19 {\"c\":3}"}));
}

TEST(reader, reads_documents_that_stand_on_one_line) {
  EXPECT_EQ(read("{\"a\":1}{\"b\":2} {\"c\":3}\n").events, (texts{"{\"a\":1}", "{\"b\":2}", "{\"c\":3}"}));
}

TEST(reader, goes_on_after_a_damaged_document_at_a_line_that_begins_with_a_brace) {
  const collected c = read("{\n\"a\":1\n}\n{\n\"b\":,\n}\n{\n\"c\":3\n}\n");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"c\":3}"}));
  EXPECT_EQ(troubles(c), (std::vector{trouble::not_json}));
  EXPECT_EQ(c.problems[0].where.line, 4U);
}

TEST(reader, takes_lines_for_lines_though_the_first_is_damaged) {
  for (const char* first : {"{\"a\":tru}", "{\"a\":1,", "{\"a\":", "{\"a", "ntName\":\"x\"}", "garbage", "{\"a\":1}}"}) {
    const collected c = read(std::string(first) + "\n{\"b\":2}\n{\"c\":}\n{\"d\":4}\n");
    // The line `{"a":1}}` begins with a whole value, so it is a line, and its damage is found by the evaluation.
    const bool told_later = std::string_view(first) == "{\"a\":1}}";
    EXPECT_EQ(c.problems.size(), told_later ? 0U : 1U) << first;
    EXPECT_EQ(c.events.size(), told_later ? 4U : 3U) << first;
    EXPECT_EQ(c.events.back(), "{\"d\":4}") << first;
  }
}

TEST(reader, hands_out_lines_before_the_text_has_ended) {
  texts events;
  const archive::sink sink{[&](const archive::event& e) { return events.emplace_back(e.text), true; },
                           [](const archive::problem&) {}};
  archive::reader reader(sink);
  const std::string text = "{\"a\":1}\n{\"b\":2}\n{\"c\"";
  EXPECT_EQ(reader.read(text, false), 16U);
  EXPECT_EQ(events, (texts{"{\"a\":1}", "{\"b\":2}"}));
}

TEST(reader, hands_out_documents_before_the_text_has_ended) {
  texts events;
  const archive::sink sink{[&](const archive::event& e) { return events.emplace_back(e.text), true; },
                           [](const archive::problem&) {}};
  archive::reader reader(sink);
  const std::string text = "{\n\"a\":1\n}\n{\n\"b\":2\n}\n{";
  EXPECT_EQ(reader.read(text, false), 19U);
  EXPECT_EQ(events, (texts{"{\"a\":1}", "{\"b\":2}"}));
}

TEST(reader, stops_when_the_sink_has_had_enough) {
  for (const char* text : {"{\"a\":1}\n{\"b\":2}\n", "{\"Records\":[{\"a\":1},{\"b\":2}]}", "{\n\"a\":1}\n{\n\"b\":2}\n"}) {
    std::size_t seen = 0;
    const archive::sink sink{[&](const archive::event&) { return ++seen, false; }, [](const archive::problem&) {}};
    archive::reader reader(sink);
    reader.read(text, true);
    EXPECT_TRUE(reader.stopped());
    EXPECT_EQ(seen, 1U) << text;
  }
}

TEST(reader, expands_records) {
  EXPECT_EQ(lines(read("{\"Records\":[{\"a\":1},{\"b\":\"]}\\\"\"} , {}]}")),
            (texts{"1:1@12 {\"a\":1}", "1:2@20 {\"b\":\"]}\\\"\"}", "1:3@35 {}"}));
  EXPECT_TRUE(lines(read("{\"Records\":[]}\n")).empty());
}

TEST(reader, expands_records_beside_other_keys) {
  EXPECT_EQ(read("{\"Records\":[{\"a\":1}],\"x\":[1,{\"Records\":0}],\"y\":null}\n").events, (texts{"{\"a\":1}"}));
}

TEST(reader, expands_pretty_records_with_their_lines) {
  EXPECT_EQ(lines(read("{\n  \"Records\": [\n    {\n      \"a\": 1\n    },\n    {\"b\": 2}\n  ]\n}\n")),
            (texts{"3:1@21 {      \"a\": 1    }", "6:2@47 {\"b\": 2}"}));
}

TEST(reader, expands_records_one_object_a_line) {
  EXPECT_EQ(lines(read("{\"Records\":[{\"a\":1}]}\n{\"Records\":[{\"b\":2},{\"c\":3}]}\n{\"d\":4}\n")),
            (texts{"1:1@12 {\"a\":1}", "2:1@34 {\"b\":2}", "2:2@42 {\"c\":3}", "3:0@52 {\"d\":4}"}));
}

TEST(reader, expands_records_one_event_a_line) {
  EXPECT_EQ(read("{\"Records\":[\n{\"a\":1},\n{\"b\":2}\n]}\n").events, (texts{"{\"a\":1}", "{\"b\":2}"}));
}

TEST(reader, expands_concatenated_records) {
  EXPECT_EQ(read("{\"Records\":[{\"a\":1}]}{\"Records\":[{\"b\":2}]}").events, (texts{"{\"a\":1}", "{\"b\":2}"}));
}

TEST(reader, does_not_take_other_records_for_a_container) {
  for (const char* text : {"{\"Records\":7}", "{\"records\":[{}]}", "{\"a\":{\"Records\":[{}]}}", "{\"a\":\"Records\"}",
                           "{\"a\":1,\"Records\":[{}]}", "{\"a\":1,\"events\":[{\"message\":\"\"}]}"}) {
    EXPECT_EQ(read(text).events, (texts{text}));
  }
}

TEST(reader, reads_records_up_to_a_cut) {
  const collected c = read("{\"Records\":[{\"a\":1},{\"b\":2},{\"c\":");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":2}"}));
  ASSERT_EQ(troubles(c), (std::vector{trouble::cut_off}));
  EXPECT_EQ(c.problems[0].where.record, 3U);
  for (const char* text : {"{\"Records\":[{\"a\":1}", "{\"Records\":[{\"a\":1},", "{\"Records\":[{\"a\":1}]", "{\"Records\":[{\"a\":1}],",
                           "{\"Records\":[{\"a\":1}],\"b"}) {
    const collected cut = read(text);
    EXPECT_EQ(cut.events, (texts{"{\"a\":1}"})) << text;
    EXPECT_EQ(troubles(cut), (std::vector{trouble::cut_off})) << text;
  }
}

TEST(reader, one_damaged_record_does_not_cost_the_others) {
  const collected c = read("{\"Records\":[{\"a\":1},5,{\"b\":tru},[],{\"c\":3}]}");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":tru}", "{\"c\":3}"}));
  EXPECT_EQ(troubles(c), (std::vector{trouble::not_an_object, trouble::not_an_object}));
  EXPECT_EQ(c.problems[1].where.record, 4U);
}

TEST(reader, tells_damage_between_records_once) {
  const collected c = read("{\"Records\":[{\"a\":1} {\"b\":2}]}\n{\"c\":3}\n");
  EXPECT_EQ(c.events.front(), "{\"a\":1}");
  EXPECT_EQ(c.events.back(), "{\"c\":3}");
  EXPECT_EQ(troubles(c), (std::vector{trouble::not_json}));
}

TEST(reader, keeps_a_carriage_return_inside_a_damaged_string) {
  // Dropping it would mend the event.
  EXPECT_EQ(read("{\"b\":0}\n{\"a\":\"x\ry\"}\n").events, (texts{"{\"b\":0}", "{\"a\":\"x\ry\"}"}));
  const collected records = read("{\"Records\":[{\"b\":0},{\"a\":\"x\ry\"}]}\n");
  EXPECT_EQ(records.events, (texts{"{\"b\":0}"}));
  EXPECT_EQ(troubles(records), (std::vector{trouble::cut_off}));
}

TEST(reader, names_an_array) {
  for (const std::string suffix : {"", "\n", "\n{\"b\":2}\n"}) {
    const collected c = read("[{\"a\":1},{\"b\":2}]" + suffix);
    EXPECT_EQ(c.events.size(), suffix.size() > 1 ? 1U : 0U) << suffix;
    ASSERT_EQ(troubles(c), (std::vector{trouble::not_an_object})) << suffix;
    EXPECT_NE(archive::message(c.problems[0]).find("array"), std::string::npos) << archive::message(c.problems[0]);
  }
}

TEST(reader, leaves_a_digest_out_without_calling_it_damage) {
  const collected c = read(R"({"awsAccountId":"1","digestStartTime":"2026","logFiles":[{"hashValue":"0"}]})");
  EXPECT_TRUE(c.events.empty());
  ASSERT_EQ(troubles(c), (std::vector{trouble::digest}));
  EXPECT_FALSE(archive::is_damage(trouble::digest));
}

TEST(reader, tells_a_text_that_is_no_json_once) {
  const collected c = read("# Title\n\nSome words, then more.\nAnd [brackets].\n");
  EXPECT_TRUE(c.events.empty());
  EXPECT_EQ(c.problems.size(), 1U);
}

// A reader that looked at the rest of the text for each line would need minutes for these.
TEST(reader, is_linear_on_texts_made_to_be_slow) {
  const auto seconds = [](const std::string& unit, std::size_t count, std::size_t piece) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += unit;
    const auto begun = std::chrono::steady_clock::now();
    collect(text, piece);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  };
  for (const char* unit : {"{\n", "{\"a\":\n", "{\"a\":[\n", "{\"Records\":[\n", "[", "{\"Records\":[{", "{\"a\":\"", "\n",
                           "{\"Records\":[{\"a\":\"\n", "{\n\"a\":1\n}\n{\n\"b\":\n", "x\n", "{\"version\":[", "{\"events\":[{\"message\":",
                           "{\"Records\":[7 ", "{\"awsAccountId\":[{\"", "2026-01-02T03:04:05.678Z x\ny\n", "{\"Records\":[{}]}",
                           "{\"Records\":[{}]}\n", "2026-01-02T03:04:05.678Z \n", "{\"events\":["}) {
    EXPECT_LT(seconds(unit, 100000, 4096), 5.0) << unit;
  }
}

}  // namespace
}  // namespace coverwatch
