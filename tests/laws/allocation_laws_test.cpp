// SPDX-License-Identifier: Apache-2.0
// The law of memory: once a scratch has seen its patterns and events, matching allocates nothing. This program replaces
// the global operator new by one that counts, so it stands alone.
#include "laws.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <vector>

namespace {
std::atomic<std::size_t> allocations{0};

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  return std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
}

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

constexpr std::size_t usual = alignof(std::max_align_t);
}  // namespace

void* operator new(std::size_t size) { return or_throw(counted(size, usual)); }
void* operator new[](std::size_t size) { return or_throw(counted(size, usual)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted(size, usual); }
void* operator new(std::size_t size, std::align_val_t a) {
  return or_throw(counted(size, static_cast<std::size_t>(a)));
}
void* operator new[](std::size_t size, std::align_val_t a) {
  return or_throw(counted(size, static_cast<std::size_t>(a)));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

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
  const auto before = allocations.load();
  ::operator delete(::operator new(1));  // a plain call, which no compiler may leave out
  EXPECT_EQ(allocations - before, 1U);
}

void expect_no_allocation(const std::vector<question>& questions) {
  ASSERT_FALSE(questions.empty());
  coverwatch::scratch memory;
  const auto expected = ask_all(questions, memory);
  const auto before = allocations.load();
  const auto matched = ask_all(questions, memory);
  EXPECT_EQ(allocations - before, 0U) << "COVERWATCH_SEED=" << laws::seed();
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

}  // namespace
