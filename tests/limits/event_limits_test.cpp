// SPDX-License-Identifier: Apache-2.0
// How large and how deep an event may be: what is beyond has an outcome of its own, by every road, and costs neither
// stack nor time.
#include "match/workspace.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace coverwatch;

const std::size_t one_mebibyte = std::size_t{1} << 20;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Valid, of exactly so many bytes.
std::string event_of(std::size_t bytes) {
  const std::string head = R"({"a":1,"b":")", tail = R"("})";
  return head + std::string(bytes - head.size() - tail.size(), 'x') + tail;
}

TEST(limits, an_event_has_a_mebibyte_unless_told_otherwise) {
  const auto p = pattern::parse("{ $.a = 1 }").value();
  const auto set = pattern_set::compile({&p, 1}).value();
  for (const std::size_t most : {one_mebibyte, std::size_t{100}, 3 * one_mebibyte}) {
    scratch memory = most == one_mebibyte ? scratch() : scratch(most);
    EXPECT_EQ(memory.max_event_bytes(), most);
    const std::string fits = event_of(most), exceeds = event_of(most + 1);
    EXPECT_EQ(p.evaluate(fits, memory), outcome::match);
    EXPECT_EQ(p.evaluate(exceeds, memory), outcome::too_large);
    EXPECT_FALSE(p.matches(exceeds, memory));
    EXPECT_EQ(set.evaluate(exceeds, memory).what, outcome::too_large);
    std::size_t matched = 0, too_large = 0;
    const scan_sink sink{[&](const scan_match&) { return ++matched != 0; },
                         [&](const scan_damage& d) { too_large += d.what == outcome::too_large ? 1U : 0U; }};
    set.scan(fits + '\n' + exceeds + '\n' + fits, memory, sink);
    EXPECT_EQ(matched, 2U);
    EXPECT_EQ(too_large, 1U);
  }
}

// A million open brackets: alone and mixed, closed and not, below a wanted selector and beside it.
TEST(limits, a_million_brackets_are_too_deep_by_every_road) {
  constexpr std::size_t many = 1'000'000;
  const std::string shapes[][2] = {{"[", "]"}, {"{\"a\":", "}"}, {"[{\"a\":", "}]"}, {"{\"a\":[", "]}"}, {"[0,", "]"}};
  scratch memory(32 << 20);
  for (const char* text : {"{ $.a = 1 }", "{ $.a[0][0][0].a = 1 }", "{ $.a[*] = 1 }", "{ $.* = 1 }",
                           "{ $.b NOT EXISTS }", "{ $.a.*.a = 1 }"}) {
    const auto p = pattern::parse(text).value();
    const auto set = pattern_set::compile({&p, 1}).value();
    for (const auto& shape : shapes) {
      const std::string open = repeated(shape[0], many);
      for (const std::string& event : {"{\"a\":" + open, "{\"a\":" + open + "1" + repeated(shape[1], many) + "}",
                                       "{\"b\":1,\"a\":" + open + "}"}) {
        for (const match::road by : {match::road::tokens, match::road::outline}) {
          memory.workspace().by = by;
          EXPECT_EQ(p.evaluate(event, memory), outcome::too_deep) << text << shape[0];
          EXPECT_FALSE(p.matches(event, memory));
          EXPECT_EQ(set.evaluate(event, memory).what, outcome::too_deep);
          EXPECT_TRUE(set.match(event, memory).empty());
        }
      }
    }
  }
}

TEST(limits, a_thousand_brackets_are_not_too_deep) {
  scratch memory;
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  const auto everything = pattern::parse("{ $.zz NOT EXISTS }").value();
  for (const match::road by : {match::road::tokens, match::road::outline}) {
    memory.workspace().by = by;
    EXPECT_EQ(everything.evaluate(nested(1000), memory), outcome::match);
    EXPECT_EQ(everything.evaluate(nested(1001), memory), outcome::too_deep);
  }
}

}  // namespace
