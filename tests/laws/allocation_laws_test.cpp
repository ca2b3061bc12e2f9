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
  std::string json;
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

std::size_t ask_all(const std::vector<question>& questions, coverwatch::scratch& memory) {
  std::size_t matched = 0;
  for (const auto& q : questions) {
    matched += q.pattern.matches(q.json, memory) ? 1U : 0U;
    matched += q.pattern.evaluate(q.json, memory) == coverwatch::outcome::match ? 1U : 0U;
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

TEST(law, warm_matching_allocates_nothing) {
  const auto questions = some_questions(5000);
  ASSERT_FALSE(questions.empty());
  coverwatch::scratch memory;
  const auto expected = ask_all(questions, memory);
  const auto before = allocations.load();
  const auto matched = ask_all(questions, memory);
  EXPECT_EQ(allocations - before, 0U) << "COVERWATCH_SEED=" << laws::seed();
  EXPECT_EQ(matched, expected);
  EXPECT_GT(matched, 0U);
}

}  // namespace
