// SPDX-License-Identifier: Apache-2.0
// Which events an input holds when any text may be one: lines just as they stand, unless the input begins with JSON.
// Every text is read at once, cut in two at every byte, and in pieces of every size: the answer must not depend on it.
#include "collect.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace coverwatch {
namespace {

using archive::contents;
using archive::trouble;
using archive_test::collect;
using archive_test::collect_up_to;
using archive_test::collected;
using archive_test::lines;
using namespace std::string_literals;

using texts = std::vector<std::string>;

collected read(std::string_view text) {
  const collected whole = collect(text, 0, contents::any_text);
  for (std::size_t i = 1; i < text.size(); ++i) {
    EXPECT_EQ(lines(whole), lines(collect_up_to(text, {i}, contents::any_text))) << "cut at " << i << ": " << text;
    EXPECT_EQ(lines(whole), lines(collect(text, i, contents::any_text))) << "in pieces of " << i << ": " << text;
  }
  return whole;
}

struct given {
  std::string text;
  texts wanted;  // as `lines` shows it
};

void expect(const std::vector<given>& cases) {
  for (const given& g : cases) EXPECT_EQ(lines(read(g.text)), g.wanted) << g.text;
}

// The same, but only what the events hold; nothing may be damaged.
void expect_events(const std::vector<given>& cases) {
  for (const given& g : cases) {
    const collected c = read(g.text);
    EXPECT_EQ(c.events, g.wanted) << g.text;
    EXPECT_TRUE(c.problems.empty()) << g.text;
  }
}

// What is said must be what is said where only JSON is wanted.
void expect_as_json(const texts& all) {
  for (const std::string& text : all) EXPECT_EQ(lines(read(text)), lines(collect(text))) << text;
}

TEST(reader_of_text, takes_each_line_for_an_event) {
  expect({{"one\ntwo three\n", {"1:0@0 one", "2:0@4 two three"}},
          {"no line break", {"1:0@0 no line break"}},
          {"x", {"1:0@0 x"}}});
}

TEST(reader_of_text, leaves_out_blank_lines_and_line_breaks_alone) {
  expect({{"\n\n  one  \n\t\r\n \r\n\ttwo\r\n\n", {"3:0@2   one  ", "6:0@16 \ttwo"}},
          {"\r\n  \t", {}},
          {"", {}},
          {"one\r\r\ntwo\r", {"1:0@0 one\r", "2:0@6 two"}},
          {"one\rtwo\n", {"1:0@0 one\rtwo"}},
          {"one\n\v\n", {"1:0@0 one", "2:0@4 \v"}}});
}

TEST(reader_of_text, leaves_out_a_byte_order_mark_at_the_start_only) {
  expect({{"\xef\xbb\xbfone\n\xef\xbb\xbftwo\n", {"1:0@3 one", "2:0@7 \xef\xbb\xbftwo"}},
          {"\xef\xbb\xbf  one", {"1:0@3   one"}},
          {"\xef\xbb\xbf", {}},
          {"\xef\xbb", {"1:0@0 \xef\xbb"}},
          {"\xef\xbb\xbf{\"a\":1}", {"1:0@3 {\"a\":1}"}}});
}

TEST(reader_of_text, hands_out_any_bytes_as_they_are) {
  expect_events({{"a\0b\n\0\n"s, {"a\0b"s, "\0"s}},
                 {"\xff\xfd\n\xe2\x82\n", {"\xff\xfd", "\xe2\x82"}},
                 {"\x1b[31mred\x1b[0m\n", {"\x1b[31mred\x1b[0m"}}});
}

TEST(reader_of_text, takes_values_that_are_no_objects_for_text) {
  for (const std::string first : {"[1,2]", "[{\"a\":1}]", "[INFO] x", "\"text\"", "7", "-", "null", "}", "]"}) {
    expect_events({{first, {first}}, {first + "\n{\"b\":2}\n", {first, "{\"b\":2}"}}});
  }
  expect_events({{"[\n{\"a\":1},\n{\"b\":2}\n]\n", {"[", "{\"a\":1},", "{\"b\":2}", "]"}}});
}

TEST(reader_of_text, takes_lines_of_json_for_lines) {
  expect_events(
      {{"{\"a\":1}\n{\"b\":2}\n", {"{\"a\":1}", "{\"b\":2}"}},
       {" {\"a\":1} \r\n", {" {\"a\":1} "}},
       {"{\"a\":1}\nplain\n[1]\n{\"b\":\n{\"c\":tru}", {"{\"a\":1}", "plain", "[1]", "{\"b\":", "{\"c\":tru}"}},
       {"{\"a\":1} and more\n{\"b\":2}\n", {"{\"a\":1} and more", "{\"b\":2}"}},
       {"{\"a\":1}}\n", {"{\"a\":1}}"}},
       {"{}\nplain", {"{}", "plain"}},
       {"{\"a\":1,\r\"b\":2}\n", {"{\"a\":1,\r\"b\":2}"}}});
}

TEST(reader_of_text, takes_an_object_that_is_damaged_in_its_first_line_for_text) {
  for (const std::string first :
       {"{", "{x", "{app} started, and so on and so forth", "{\"a\"", "{\"a\":1", "{\"a\":tru}", "{\"a\":\"x",
        "{\"a\":1,", "{\"a\":01}", "{\"a\":\"\\u12", "{\"a\":\"\xff\"}", "  {\"a\":1,"}) {
    expect_events({{first, {first}}, {first + "\n \r\n", {first}}, {first + "\n{\"b\":2}\n", {first, "{\"b\":2}"}}});
  }
  const std::string deep = "{\"a\":" + std::string(1200, '[');
  EXPECT_EQ(collect(deep + "\nplain\n", 7, contents::any_text).events, (texts{deep, "plain"}));
}

TEST(reader_of_text, takes_a_cut_line_before_a_whole_one_for_text) {
  expect_events({{"{\"a\":1,\n\n{\"b\":2}\nplain\n", {"{\"a\":1,", "{\"b\":2}", "plain"}},
                 {"{\"a\":\r\n{\"b\":2}\r\n{\"c\":3}", {"{\"a\":", "{\"b\":2}", "{\"c\":3}"}},
                 {"{\"a\":1,\n{\"b\":\"a line that takes its time\"}\n",
                  {"{\"a\":1,", "{\"b\":\"a line that takes its time\"}"}}});
}

TEST(reader_of_text, reads_documents_of_json_as_ever) {
  expect_as_json({"{\n  \"a\": [\n    1,\r\n    2\n  ]\n}\n", "{\n\"a\":1\n}\n{\n\"b\":2\n}{\"c\":3}\n",
                  "{\"a\":1}{\"b\":2} {\"c\":3}\n", "{\n\"a\":1\n}\nplain\n{\n\"b\":2\n}\n", "{\n\"a\":1}\n[1]\n"});
  expect_events({{"{\n\"a\": 1\r\n}\n", {"{\"a\": 1}"}}});
}

TEST(reader_of_text, tells_a_document_that_is_damaged_further_down) {
  expect_as_json({"{\n\"b\":,\n}\n{\n\"c\":3\n}\n", "{\n\"a\":1,\n\"b\":2\n", "{\"a\":1,\n\"b\":tru\n}\n",
                  "{\"a\":\n\"x\ny\"}\n", "{\n\"a\":1,\n{\n\"b\":tru}\n", "{\n\"a\":\n{\n", "{\"a\":1,\nplain\n"});
  const collected c = read("{\n\"b\":,\n}\n{\n\"c\":3\n}\n");
  EXPECT_EQ(c.events, (texts{"{\"c\":3}"}));
  ASSERT_EQ(c.problems.size(), 1U);
  EXPECT_EQ(c.problems[0].what, trouble::not_json);
}

TEST(reader_of_text, goes_on_with_lines_when_lines_follow_the_damage) {
  const collected c = read("{\n\"a\":,\n}\n{\"b\":2}\nplain\n");
  EXPECT_EQ(c.events, (texts{"{\"b\":2}", "plain"}));
  EXPECT_EQ(c.problems.size(), 1U);
}

TEST(reader_of_text, expands_containers_as_ever) {
  expect_as_json({"{\"Records\":[{\"a\":1},{\"b\":\"]}\\\"\"} , {}]}",
                  "{\n\"Records\": [\n{\n\"a\": 1\n},\n{\"b\": 2}\n]\n}\n",
                  "{\"Records\":[{\"a\":1}]}\n{\"Records\":[{\"b\":2},7]}\n{\"d\":4}\n", "{\"Records\":[]}\n",
                  "{\"Records\":[{\"a\":1}]}{\"Records\":[{\"b\":2}]}", "{\"Records\":[{\"a\":1}]} tail\n"});
}

TEST(reader_of_text, tells_a_container_that_is_cut_off) {
  expect_as_json({"{\"Records\":[{\"a\":1},{\"b\":2},{\"c\":", "{\"Records\":[", "{\"Records\":[{\"a\":1}],\"b",
                  "{\"Records\":[{\"a\":1} {\"b\":2}]}\n{\"c\":3}\n", "{\"Records\":[{\"a\":\"x\ny\"}]}\n{\"c\":tru}\n",
                  "{\"events\":[{\"message\":\"x", "{\"awslogs\":{\"data\":tru}}\n{\"a\":1}\n"});
  // Too little of one to be known.
  expect_events(
      {{"{\"Records\":", {"{\"Records\":"}}, {"{\"Rec", {"{\"Rec"}}, {"{\"Records\":x[", {"{\"Records\":x["}}});
}

TEST(reader_of_text, knows_containers_among_lines) {
  const std::string records = "{\"Records\":[{\"a\":1},{\"b\":2}]}";
  expect({{"plain\n" + records + "\n" + records + " \r\nplain\n",
           {"1:0@0 plain", "2:1@18 {\"a\":1}", "2:2@26 {\"b\":2}", "3:1@48 {\"a\":1}", "3:2@56 {\"b\":2}",
            "4:0@68 plain"}}});
  const collected cut = read("plain\n{\"Records\":[{\"a\":1},{\"b\"\nplain\n");
  EXPECT_EQ(cut.events, (texts{"plain", "{\"a\":1}", "plain"}));
  ASSERT_EQ(cut.problems.size(), 1U);
  EXPECT_EQ(cut.problems[0].what, trouble::cut_off);
  const std::pair<std::string, trouble> others[] = {
      {R"({"awsAccountId":"1","digestStartTime":"2026","logFiles":[]})", trouble::digest},
      {R"({"awslogs":{"data":"H4sI"}})", trouble::bad_payload},
      {R"({"messageType":"CONTROL_MESSAGE","logEvents":[]})", trouble::control_message},
  };
  for (const auto& [text, what] : others) {
    const collected alone = read(text), among = read("plain\n" + text + "\nplain\n");
    EXPECT_TRUE(alone.events.empty()) << text;
    EXPECT_EQ(among.events, (texts{"plain", "plain"})) << text;
    for (const collected& c : {alone, among}) {
      ASSERT_EQ(c.problems.size(), 1U) << text;
      EXPECT_EQ(c.problems[0].what, what) << text;
    }
  }
}

TEST(reader_of_text, hands_out_lines_before_the_text_has_ended) {
  const std::pair<std::string, texts> cases[] = {{"one\n\ntwo\nthr", {"one", "two"}},
                                                 {"{app} one\ntwo\n", {"{app} one", "two"}},
                                                 {"{\"a\":1}\ntwo\n{\"b\"", {"{\"a\":1}", "two"}},
                                                 {"[1]\n", {"[1]"}}};
  for (const auto& [text, wanted] : cases) {
    texts events;
    const archive::sink sink{[&](const archive::event& e) { return events.emplace_back(e.text), true; },
                             [](const archive::problem&) {}};
    archive::reader reader(sink, contents::any_text);
    EXPECT_EQ(reader.read(text, false), text.rfind('\n') + 1) << text;
    EXPECT_EQ(events, wanted) << text;
  }
}

TEST(reader_of_text, stops_when_the_sink_has_had_enough) {
  std::size_t seen = 0;
  const archive::sink sink{[&](const archive::event&) { return ++seen, false; }, [](const archive::problem&) {}};
  archive::reader reader(sink, contents::any_text);
  reader.read("one\ntwo\n", true);
  EXPECT_TRUE(reader.stopped());
  EXPECT_EQ(seen, 1U);
}

TEST(reader_of_text, is_linear_on_texts_made_to_be_slow) {
  for (const char* unit :
       {"{\n", "{\"a\":\n", "{\"a\":[\n", "{\"Records\":[\n", "[", "{\"Records\":[{", "{\"a\":\"", "\n", "x", "x\n",
        "{\"events\":[\n", "{\"a\":1,\n", "{x\n", "{\n\"a\":1\n}\n{\n\"b\":\n", "{\"a\":\"x\\", "{\"events\":"}) {
    std::string text;
    for (std::size_t i = 0; i < 100000; ++i) text += unit;
    const auto begun = std::chrono::steady_clock::now();
    collect(text, 4096, contents::any_text);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(), 5.0) << unit;
  }
}

}  // namespace
}  // namespace coverwatch
