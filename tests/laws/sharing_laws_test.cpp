// SPDX-License-Identifier: Apache-2.0
// Laws of sharing: copies of a pattern and threads with scratches of their own give the answers of one thread. The
// thread sanitizer runs this too.
#include "laws.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace {

struct question {
  coverwatch::pattern pattern;
  std::string event;
  coverwatch::outcome answer;
};

std::vector<question> some_questions(std::size_t most) {
  std::vector<question> all;
  std::optional<coverwatch::pattern> pattern;
  coverwatch::scratch memory;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (fresh) {
      auto parsed = coverwatch::pattern::parse(e.text);
      EXPECT_TRUE(parsed.has_value()) << laws::describe(e.text, e.json);
      if (!parsed) return false;
      pattern = *parsed;
    }
    all.push_back({*pattern, e.json, pattern->evaluate(e.json, memory)});
    return all.size() < most;
  });
  const std::size_t of_json = all.size();
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh) pattern = *coverwatch::pattern::parse(e.text);
    all.push_back({*pattern, e.message, pattern->evaluate(e.message, memory)});
    return all.size() < of_json + most;
  });
  return all;
}

TEST(law, copies_and_threads_agree) {
  const auto questions = some_questions(3000);
  ASSERT_FALSE(questions.empty());
  constexpr std::size_t threads = 4;
  std::vector<std::size_t> wrong(threads, 0);
  std::vector<std::thread> running;
  for (std::size_t t = 0; t < threads; ++t) {
    running.emplace_back([&questions, &wrong, t] {
      coverwatch::scratch own;
      for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto& q = questions[(i + t * questions.size() / threads) % questions.size()];
        const auto copy = q.pattern;
        const bool same = copy.evaluate(q.event, own) == q.answer &&
                          copy.matches(q.event, own) == (q.answer == coverwatch::outcome::match);
        wrong[t] += same ? 0 : 1;
      }
    });
  }
  for (auto& thread : running) thread.join();
  for (std::size_t t = 0; t < threads; ++t) EXPECT_EQ(wrong[t], 0U) << "COVERWATCH_SEED=" << laws::seed();
}

TEST(law, a_pattern_outlives_the_one_it_was_copied_from) {
  coverwatch::scratch memory;
  std::optional<coverwatch::pattern> copy;
  {
    const auto original = coverwatch::pattern::parse("{ $.a = foo* }");
    ASSERT_TRUE(original.has_value());
    copy = *original;
  }
  EXPECT_TRUE(copy->matches(R"({"a":"foobar"})", memory));
  EXPECT_EQ(copy->text(), "{ $.a = foo* }");
}

TEST(law, a_moved_scratch_works_on) {
  const auto pattern = coverwatch::pattern::parse("{ $.a = 1 }");
  ASSERT_TRUE(pattern.has_value());
  coverwatch::scratch first(100);
  EXPECT_TRUE(pattern->matches(R"({"a":1})", first));
  coverwatch::scratch second(std::move(first));
  EXPECT_TRUE(pattern->matches(R"({"a":1})", second));
  EXPECT_EQ(second.max_event_bytes(), 100U);
}

}  // namespace
