// SPDX-License-Identifier: Apache-2.0
// What sets and scans promise as such: answers by place in the list, outcomes, one scratch for many sets, many values
// and many patterns, what is damaged, where containers begin. Single records are in set_roads_test.cpp.
#include "set_roads.hpp"

#include "match/workspace.hpp"

#include <string>
#include <utility>
#include <vector>

namespace coverwatch {
namespace {

using ids = std::vector<std::uint32_t>;
using set_roads::nested;
using set_roads::parsed;
using set_roads::roads;

ids listed(std::span<const std::uint32_t> matches) { return {matches.begin(), matches.end()}; }

// A scratch that remembers values must not remember them for another set, nor forget which value it was.
TEST(pattern_set, one_after_another_in_one_scratch) {
  scratch memory;
  for (int i = 0; i < 300; ++i) {
    const auto value = std::to_string(i);
    const auto set = pattern_set::compile(parsed({"{ $.a = \"v" + value + "\" }", "{ $.a != \"v" + value + "\" }",
                                                  "{ $.a = \"*" + value + "\" }"}))
                         .value();
    EXPECT_EQ(listed(set.match("{\"a\":\"v" + value + "\"}", memory)), (ids{0, 2}));
    EXPECT_EQ(listed(set.match("{\"a\":\"w" + value + "\"}", memory)), (ids{1, 2}));
    EXPECT_EQ(listed(set.match("{\"a\":\"v7\"}", memory)), i == 7 ? (ids{0, 2}) : ids{1});
  }
}

TEST(pattern_set, why_there_is_none_has_a_name_and_words) {
  EXPECT_EQ(name(set_error::out_of_memory), "out_of_memory");
  EXPECT_EQ(message(set_error::out_of_memory), "there is not enough memory for the set");
  EXPECT_EQ(name(set_error::too_many_patterns), "too_many_patterns");
  EXPECT_EQ(message(set_error::too_many_patterns), "a set has at most 4,294,967,295 patterns");
}

// Events are numbered, and the number comes round after 2^32 of them: what was noted under it long ago does not count.
TEST(pattern_set, events_beyond_the_last_number) {
  scratch memory;
  const auto set = *pattern_set::compile(parsed({"{ $.a = x }", "{ $.b = \"*y*\" }", "{ $.c > 5 }"}));
  EXPECT_EQ(listed(set.match(R"({"a":"x","b":"yy","c":6})", memory)), (ids{0, 1, 2}));
  ASSERT_EQ(memory.workspace().set.event, 1u);
  memory.workspace().set.event = 0xffffffff;
  EXPECT_EQ(listed(set.match("{}", memory)), ids{});
  EXPECT_EQ(memory.workspace().set.event, 1u);
  EXPECT_EQ(listed(set.match(R"({"b":"xy"})", memory)), ids{1});
}

TEST(pattern_set, as_many_values_as_one_likes) {
  const auto set =
      pattern_set::compile(parsed({"{ $.a = \"v77777\" }", "{ $.a = \"*7\" }", "{ $.a = %77$% }", "{ $.a = 77777 }"}))
          .value();
  scratch memory;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 100000; ++i) {
      ids expected;
      if (i == 77777) expected.push_back(0);
      if (i % 10 == 7) expected.push_back(1);
      if (i % 100 == 77) expected.push_back(2);
      ASSERT_EQ(listed(set.match("{\"a\":\"v" + std::to_string(i) + "\"}", memory)), expected) << i;
    }
    ASSERT_EQ(listed(set.match("{\"a\":77777}", memory)), (ids{1, 2, 3}));
  }
}

TEST(pattern_set, thousands_of_patterns) {
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i)
    texts.push_back("{ $.eventName = \"Event" + std::to_string(i) + "\" && $.errorCode NOT EXISTS }");
  for (int i = 0; i < 1000; ++i) texts.push_back("{ $.n > " + std::to_string(i) + ".5 }");
  const auto set = pattern_set::compile(parsed(texts)).value();
  scratch memory;
  for (std::uint32_t i = 0; i < 3000; i += 13) {
    const std::string name = "\"eventName\":\"Event" + std::to_string(i) + "\"";
    ASSERT_EQ(listed(set.match("{" + name + "}", memory)), ids{i});
    ASSERT_EQ(listed(set.match("{" + name + ",\"errorCode\":1}", memory)), ids{});
  }
  ids above;
  for (std::uint32_t i = 0; i <= 1000; ++i) {
    ASSERT_EQ(listed(set.match("{\"n\":" + std::to_string(i) + "}", memory)), above);
    above.push_back(3000 + i);
  }
}

TEST(pattern_set, of_nothing) {
  const auto set = pattern_set::compile({}).value();
  scratch memory;
  EXPECT_EQ(set.size(), 0U);
  EXPECT_TRUE(set.match("{}", memory).empty());
  EXPECT_EQ(set.evaluate("{}", memory).what, outcome::no_match);
  const auto done = set.scan("{}\n{\"a\":1}\n", memory, {[](const auto&) { return ADD_FAILURE(), true; }});
  EXPECT_EQ(done.records, 2U);
  EXPECT_EQ(done.matched, 0U);
}

TEST(pattern_set, an_outcome_is_about_the_json_patterns) {
  scratch memory(64);
  const auto mixed = pattern_set::compile(parsed({"{ $.a = 1 }", "bad", "", "{ $.a NOT EXISTS }"})).value();
  const auto both = [&](std::string_view event) {
    const auto found = mixed.evaluate(event, memory);
    return std::pair{found.what, listed(found.matches)};
  };
  EXPECT_EQ(both("bad"), (std::pair{outcome::not_json, ids{1, 2}}));
  EXPECT_EQ(both("{\"a\":1}"), (std::pair{outcome::match, ids{0, 2}}));
  EXPECT_EQ(both("{\"a\":\"bad\"}"), (std::pair{outcome::match, ids{1, 2}}));
  EXPECT_EQ(both(std::string(65, ' ')), (std::pair{outcome::too_large, ids{}}));
  const auto json = pattern_set::compile(parsed({"{ $.a = 1 }", "{ $.b = 1 }"})).value();
  EXPECT_EQ(json.evaluate("{\"b\":2}", memory).what, outcome::no_match);
  EXPECT_EQ(json.evaluate("{\"a\":1,\"b\":01}", memory).what, outcome::not_json);
}

// Broken where nobody looks, behind what is asked for, before it, and between; `y` alone would not match.
TEST(pattern_set, a_scan_names_what_would_match_if_it_were_valid) {
  roads all({"{ $.a = \"x\" }"});
  scratch memory;
  for (const std::string broken : {"tru", "01", "1.", "NaN", "[1 2]", "{\"d\" 1}", "\"\\x\"", "\"\\u00g0\"", "\"\x01\"",
                                   "\"\xff\"", "\"\xed\xa0\x80\""}) {
    const std::string text = "{\"a\":\"x\",\"c\":" + broken + "}\n{\"c\":" + broken +
                             ",\"a\":\"x\"}\r\n{\"c\":[{\"a\":" + broken +
                             "}],\"a\":\"\\u0078\"}\n{\"a\":\"x\",\"c\":1}\n";
    const auto said = all.judge().scan(text, memory, framing::lines);
    ASSERT_EQ(said.damages.size(), 3U) << text;
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(said.damages[i].where.number, i) << text;
      EXPECT_EQ(said.damages[i].what, outcome::not_json) << text;
    }
    EXPECT_EQ(said.matches.size(), 1U) << text;
  }
  const std::string deep = "{\"a\":\"x\",\"c\":" + nested(1001, "[", "", "]") + "}\n";
  const auto said = all.judge().scan(deep, memory, framing::lines);
  ASSERT_EQ(said.damages.size(), 1U);
  EXPECT_EQ(said.damages[0].what, outcome::too_deep);
}

TEST(pattern_set, only_a_list_of_records_in_front_is_a_container) {
  roads all({"{ $.a = \"x\" }", "{ $.Records[*].a = \"x\" }"});
  const auto numbers = [&](const std::string& text) {
    scratch memory;
    std::string out;
    const auto said = all.judge().scan(text, memory, framing::automatic);
    for (const auto& one : said.matches)
      out += std::to_string(one.where.begin) + ":" + set_judge::to_text(one.matches) + " ";
    return out;
  };
  EXPECT_EQ(numbers(R"({"Records":[{"a":"x"},{"a":"y"},{"a":"x"}]})"), "12:[0] 32:[0] ");
  EXPECT_EQ(numbers(" \r\n{\t\"Records\" :\n[ {\"a\":\"x\"}]}"), "19:[0] ");
  EXPECT_EQ(numbers(R"({"Records":[]})"), "");
  EXPECT_EQ(numbers(R"({"x":1,"Records":[{"a":"x"}]})"), "0:[1] ");
  EXPECT_EQ(numbers(R"({"\u0052ecords":[{"a":"x"}]})"), "0:[1] ");
  EXPECT_EQ(numbers(R"({"Records":{"b":{"a":"x"}}})"), "0:[1] ");
  EXPECT_EQ(numbers("{\"a\":\"x\"}\n{\"Records\":[{\"a\":\"x\"}]}\n"), "0:[0] 10:[1] ");
}

}  // namespace
}  // namespace coverwatch
