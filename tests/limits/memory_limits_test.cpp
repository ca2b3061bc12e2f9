// SPDX-License-Identifier: Apache-2.0
// How much memory a scratch takes: at most so many times `max_event_bytes`, and what the pattern or the set needs by
// itself, whatever the events. Every byte from operator new is counted.
#include "../support/counted_memory.hpp"
#include "match/workspace.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

constexpr std::size_t largest = std::size_t{1} << 20;

std::string filled(std::string_view unit, std::size_t bytes) {
  std::string out;
  while (out.size() + unit.size() <= bytes) out += unit;
  return out;
}

// Events made to take much: values, keys, quotes, tokens, escapes, repeated keys, depth.
std::vector<std::string> hungry_events(std::size_t bytes) {
  const std::size_t inside = bytes - 40;
  return {"{\"a\":[" + filled("0,", inside) + "0]}",
          "{\"a\":[" + filled("[],", inside) + "0]}",
          "{" + filled("\"a\":0,", inside) + "\"a\":0}",
          "{" + filled("\"\":0,", inside) + "\"b\":0,\"b\":1}",
          "{\"x\":{" + filled("\"\\u0061\":0,", inside - 10) + "\"b\":0,\"b\":1}}",
          "{\"a\":\"" + filled("\\u0041", inside) + "\"}",
          "{\"a\":\"" + filled("\\\"", inside) + "\"}",
          "{\"a\":1" + filled("1", inside) + "}",
          filled("a ", inside),
          filled("\"\"", inside),
          filled("1", inside)};
}

// What a scratch holds in the end; growing events make its buffers double at the worst moments.
std::size_t bytes_held(const std::vector<pattern>& patterns, match::road by) {
  const auto set = pattern_set::compile(patterns).value();
  std::size_t held = 0;
  scratch memory(largest);
  memory.workspace().by = by;
  for (const std::size_t size : {largest / 2 + 4096, largest}) {
    for (const std::string& event : hungry_events(size)) {
      EXPECT_LE(event.size(), largest);
      const std::size_t text = counted_memory::live_bytes();
      for (const pattern& p : patterns) p.evaluate(event, memory);
      set.evaluate(event, memory);
      held += counted_memory::live_bytes() - text;
    }
  }
  return held;
}

TEST(limits, a_scratch_holds_at_most_a_multiple_of_the_largest_event) {
  constexpr std::size_t most = 64;  // 57 when this was written; with 1 the test fails
  std::vector<pattern> patterns;
  for (const char* text : {"{ $.* = 1 || $.a[*] = 2 || $.a = \"*x*\" }", "{ $.x.* = %y+% || $.a IS TRUE }",
                           "{ $.a > 1 }", "[..., a > 1, b]", "[a, b = %x%]", "x -y", "%[0-9]{9}x%"}) {
    patterns.push_back(pattern::parse(text).value());
  }
  for (const match::road by : {match::road::tokens, match::road::outline}) {
    const std::size_t held = bytes_held(patterns, by);
    std::printf("held: %.1f times the largest event\n", static_cast<double>(held) / static_cast<double>(largest));
    EXPECT_LT(held, most * largest);
    EXPECT_GT(held, largest);
  }
}

}  // namespace
