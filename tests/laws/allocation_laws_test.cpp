// SPDX-License-Identifier: Apache-2.0
// The law of memory: once a scratch has seen its patterns and events, matching allocates nothing. This program counts
// every operator new, so it stands alone.
#include "../support/counted_memory.hpp"
#include "../support/sample_set.hpp"
#include "laws.hpp"

#include <coverwatch/pattern.hpp>
#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <new>
#include <vector>

namespace {

using counted_memory::allocations;

struct question {
  coverwatch::pattern pattern;
  std::string event;
  std::string damaged;
};

std::vector<question> some_questions(std::size_t most) {
  std::vector<question> all;
  std::optional<coverwatch::pattern> pattern;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices& c) {
    if (fresh) {
      auto parsed = coverwatch::pattern::parse(e.text);
      EXPECT_TRUE(parsed.has_value()) << laws::describe(e.text, e.json);
      if (!parsed) return false;
      pattern = *parsed;
    }
    all.push_back({*pattern, e.json, sample::damage(e.json, c)});
    return all.size() < most;
  });
  return all;
}

// The same for the kinds that read no JSON.
std::vector<question> some_text_questions(std::size_t most) {
  std::vector<question> all;
  laws::for_each_text([&](const laws::text_example& e, bool, sample::choices& c) {
    auto parsed = coverwatch::pattern::parse(e.text);
    EXPECT_TRUE(parsed.has_value()) << laws::describe(e.text, e.message);
    if (!parsed) return false;
    all.push_back({*parsed, e.message, sample::damage_message(e.message, c)});
    return all.size() < most;
  });
  return all;
}

std::size_t ask_all(const std::vector<question>& questions, coverwatch::scratch& memory) {
  std::size_t matched = 0;
  for (const auto& q : questions) {
    matched += q.pattern.matches(q.event, memory) ? 1U : 0U;
    matched += q.pattern.evaluate(q.event, memory) == coverwatch::outcome::match ? 1U : 0U;
    matched += q.pattern.matches(q.damaged, memory) ? 1U : 0U;
    matched += q.pattern.evaluate(q.damaged, memory) == coverwatch::outcome::match ? 1U : 0U;
  }
  return matched;
}

TEST(law, the_counter_counts) {
  const auto before = allocations();
  ::operator delete(::operator new(1));  // a plain call, which no compiler may leave out
  EXPECT_EQ(allocations() - before, 1U);
}

void expect_no_allocation(const std::vector<question>& questions) {
  ASSERT_FALSE(questions.empty());
  coverwatch::scratch memory;
  const auto expected = ask_all(questions, memory);
  const auto before = allocations();
  const auto matched = ask_all(questions, memory);
  EXPECT_EQ(allocations() - before, 0U) << "COVERWATCH_SEED=" << laws::seed();
  EXPECT_EQ(matched, expected);
  EXPECT_GT(matched, 0U);
}

TEST(law, warm_matching_allocates_nothing) { expect_no_allocation(some_questions(5000)); }

TEST(text_law, warm_matching_allocates_nothing) { expect_no_allocation(some_text_questions(5000)); }

// A message of many tokens, many digits and a large expression: what grows has grown once.
TEST(text_law, warm_matching_of_a_long_message_allocates_nothing) {
  std::string message;
  for (int i = 0; i < 1000; ++i) message += "\"a b\" [c] 12345678901234567890.5e1 ";
  std::vector<question> questions;
  for (const char* text : {"[..., a]", "[a, ..., b > 1, c = 12*, d]", "[a, b]", "ERROR -a ?b", "%[0-9]{20}%", ""}) {
    questions.push_back({*coverwatch::pattern::parse(text), message, message + "1"});
  }
  expect_no_allocation(questions);
}

// Many events for one set, singly and as buffers.
struct set_questions {
  coverwatch::pattern_set set;
  std::vector<std::string> events;
  std::string lines;
  std::string elements;
};

std::vector<set_questions> some_sets() {
  sample::choices c(laws::seed());
  std::vector<set_questions> all;
  for (int i = 0; i < 40; ++i) {
    const auto which = c.chance(60) ? sample::kinds::json : sample::kinds::all;
    const auto list =
        c.chance(50) ? sample::any_needle_set(c, which) : sample::any_set(c, sample::any_set_size(c), which);
    set_questions q{coverwatch::pattern_set::compile(list.patterns).value(), {}, {}, {}};
    for (int event = 0; event < 60; ++event) {
      q.events.push_back(event % 5 == 0 ? sample::decoy_for(list, c) : sample::text_for(list, c));
      q.lines += q.events.back() + (c.chance(20) ? "\r\n" : "\n");
      q.elements += sample::spell(sample::event_for(list, c), c, c.chance(50)) + (event == 59 ? "]" : ",");
    }
    all.push_back(std::move(q));
  }
  return all;
}

std::size_t ask_sets(const std::vector<set_questions>& all, coverwatch::scratch& memory) {
  std::size_t told = 0;
  coverwatch::scan_sink sink;
  sink.on_match = [&told](const coverwatch::scan_match& hit) { return (told += hit.matches.size()) > 0; };
  sink.on_damage = [&told](const coverwatch::scan_damage&) { ++told; };
  for (const auto& q : all) {
    for (const auto& event : q.events) {
      told += q.set.match(event, memory).size();
      told += q.set.evaluate(event, memory).matches.size();
    }
    told += q.set.scan(q.lines, memory, sink).matched;
    told += q.set.scan(q.elements, memory, sink, coverwatch::framing::elements).matched;
  }
  return told;
}

TEST(set_law, warm_sets_and_scans_allocate_nothing) {
  const auto sets = some_sets();
  coverwatch::scratch memory;
  const auto expected = ask_sets(sets, memory);
  const auto before = allocations();
  const auto told = ask_sets(sets, memory);
  EXPECT_EQ(allocations() - before, 0U) << "COVERWATCH_SEED=" << laws::seed();
  EXPECT_EQ(told, expected);
  EXPECT_GT(told, 0U);
}

}  // namespace
