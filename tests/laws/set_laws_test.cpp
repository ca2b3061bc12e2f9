// SPDX-License-Identifier: Apache-2.0
// Laws of sets: `match` and `evaluate` of a set give, for each of its patterns, the answer of the reference evaluator
// and of the pattern alone; for an event respelled, the answer to the event as it was; with one scratch for everything
// and in many threads as with a fresh one.
#include "../support/guarded_text.hpp"
#include "../support/sample_set.hpp"
#include "../support/set_judge.hpp"
#include "laws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace {

using coverwatch::outcome;
using set_judge::answer;
using set_judge::judge;

constexpr std::size_t pairs_of_a_case = 12;  // an answer about a pattern of a set costs little

// Calls `use` for each generated set, prepared, with a number of events that is sensible for its size.
template <class Use>
void for_each_set(sample::kinds which, const Use& use) {
  sample::choices c(laws::seed());
  const std::size_t pairs = laws::cases() * pairs_of_a_case;
  for (std::size_t done = 0; done < pairs && !testing::Test::HasFailure();) {
    const std::size_t size = sample::any_set_size(c);
    const auto list = sample::any_set(c, size, which);
    const std::size_t events = std::clamp<std::size_t>(600 / size, 20, 120);
    judge judged(list.patterns);
    use(list, judged, events, c);
    done += size * events + 100;
  }
}

std::string seed() { return "COVERWATCH_SEED=" + std::to_string(laws::seed()) + "\n"; }

TEST(set_law, match_and_evaluate_are_the_reference_evaluator) {
  coverwatch::scratch memory;
  std::size_t answers = 0, matched = 0, several = 0, errors = 0;
  for_each_set(sample::kinds::all, [&](const auto& list, judge& judged, std::size_t events, sample::choices& c) {
    guarded::memory edge(1 << 16);
    for (; events > 0 && !testing::Test::HasFailure(); --events) {
      const std::string text = sample::text_for(list, c);
      const auto event = c.chance(80) ? edge.at_end(text) : edge.at_begin(text);
      EXPECT_EQ(judged.wrong_with_event(event, memory), "") << seed();
      const answer right = judged.expected(event);
      answers += list.patterns.size();
      matched += right.matches.size();
      several += right.matches.size() > 1 ? 1U : 0U;
      errors += set_judge::is_error(right.what) ? 1U : 0U;
    }
  });
  std::printf("%zu answers, %zu match, %zu events with several matches, %zu with none\n", answers, matched, several,
              errors);
  EXPECT_GT(matched * 20, answers);
  EXPECT_GT(several, 0U);
  EXPECT_GT(errors, 0U);
}

TEST(set_law, a_set_answers_as_its_patterns_do_alone) {
  coverwatch::scratch memory, alone;
  for_each_set(sample::kinds::all, [&](const auto& list, judge& judged, std::size_t events, sample::choices& c) {
    for (events = events / 4 + 1; events > 0 && !testing::Test::HasFailure(); --events) {
      const std::string event = sample::text_for(list, c);
      std::vector<std::uint32_t> expected;
      for (std::size_t i = 0; i < list.patterns.size(); ++i) {
        if (list.patterns[i].matches(event, alone)) expected.push_back(static_cast<std::uint32_t>(i));
      }
      const auto given = judged.set.match(event, memory);
      EXPECT_EQ(std::vector<std::uint32_t>(given.begin(), given.end()), expected) << seed() << event;
    }
  });
}

// The order of the patterns changes nothing but the names in the answer.
TEST(set_law, patterns_do_not_see_each_other) {
  coverwatch::scratch memory;
  for_each_set(sample::kinds::all, [&](const auto& list, judge& judged, std::size_t events, sample::choices& c) {
    std::vector<std::uint32_t> chosen;
    std::vector<coverwatch::pattern> some;
    for (std::size_t i = list.patterns.size(); i > 0; --i) {
      if (!c.chance(60)) continue;
      chosen.push_back(static_cast<std::uint32_t>(i - 1));
      some.push_back(list.patterns[i - 1]);
    }
    const auto part = coverwatch::pattern_set::compile(some).value();
    for (events = events / 4 + 1; events > 0 && !testing::Test::HasFailure(); --events) {
      const std::string event = sample::text_for(list, c);
      const auto given = part.match(event, memory);
      std::vector<std::uint32_t> names;
      for (const auto which : given) names.push_back(chosen[which]);
      std::sort(names.begin(), names.end());
      std::vector<std::uint32_t> expected;
      for (const auto which : judged.set.match(event, memory)) {
        if (std::find(chosen.begin(), chosen.end(), which) != chosen.end()) expected.push_back(which);
      }
      EXPECT_EQ(names, expected) << seed() << event;
    }
  });
}

TEST(set_law, respelling_changes_no_answer) {
  coverwatch::scratch memory;
  std::size_t matched = 0;
  for_each_set(sample::kinds::json, [&](const auto& list, judge& judged, std::size_t events, sample::choices& c) {
    for (events = events / 6 + 1; events > 0 && !testing::Test::HasFailure(); --events) {
      const auto event = sample::event_for(list, c);
      const std::string plain = sample::spell(event, c, true);
      const answer right = judged.expected(plain);
      matched += right.matches.size();
      for (const std::size_t escapes : {0U, 3U, 30U, 100U}) {
        const std::string other = sample::respelled(sample::spell(sample::reworded(event, c), c, true), c, escapes);
        const auto given = judged.set.match(other, memory);
        EXPECT_EQ(std::vector<std::uint32_t>(given.begin(), given.end()), right.matches) << seed() << plain << "\n"
                                                                                         << other;
        EXPECT_EQ(judged.wrong_with_event(other, memory), "") << seed();
      }
    }
  });
  EXPECT_GT(matched, 0U);
}

// One scratch for sets, single patterns and scans in turns, and sets that come and go where others stood.
TEST(set_law, a_scratch_serves_anything_in_any_order) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  std::vector<sample::pattern_list> lists;
  std::vector<judge> judges;
  for (std::size_t left = laws::cases() / 8; left > 0 && !testing::Test::HasFailure(); --left) {
    if (judges.size() < 12 || c.chance(2)) {
      const std::size_t at = judges.size() < 12 ? judges.size() : c.below(judges.size());
      if (at == judges.size()) lists.emplace_back();
      lists[at] = sample::any_set(c, std::min<std::size_t>(sample::any_set_size(c), 60), sample::kinds::all);
      if (at < judges.size()) judges.erase(judges.begin() + static_cast<std::ptrdiff_t>(at));
      judges.insert(judges.begin() + static_cast<std::ptrdiff_t>(at), judge(lists[at].patterns));
    }
    const std::size_t at = c.below(judges.size());
    const std::string event = sample::text_for(lists[at], c);
    switch (c.below(3)) {
      case 0: EXPECT_EQ(judges[at].wrong_with_event(event, memory), "") << seed(); break;
      case 1: EXPECT_EQ(judges[at].wrong_with_lines(event + "\n" + event, memory), "") << seed(); break;
      default:
        const std::size_t which = c.below(lists[at].patterns.size());
        const auto right = judges[at].expected(event).matches;
        const bool yes = std::find(right.begin(), right.end(), static_cast<std::uint32_t>(which)) != right.end();
        EXPECT_EQ(lists[at].patterns[which].matches(event, memory), yes) << seed() << event;
    }
  }
}

TEST(set_law, an_event_larger_than_the_scratch_allows_matches_nothing) {
  coverwatch::scratch small(40);
  std::size_t large = 0;
  sample::choices c(laws::seed());
  for (std::size_t left = laws::cases() / 200 + 1; left > 0 && !testing::Test::HasFailure(); --left) {
    const auto list = sample::any_set(c, 1 + c.below(8), sample::kinds::all);
    judge judged(list.patterns, small.max_event_bytes());
    for (int i = 0; i < 20; ++i) {
      const std::string event = sample::text_for(list, c);
      large += event.size() > small.max_event_bytes() ? 1U : 0U;
      EXPECT_EQ(judged.wrong_with_event(event, small), "") << seed();
      EXPECT_EQ(judged.wrong_with_lines(event, small), "") << seed();
    }
  }
  EXPECT_GT(large, 0U);
}

struct question {
  std::string event;
  answer right;
};

// A few events, and all of them in one buffer of lines.
struct exam {
  std::vector<question> questions;
  std::string buffer;
  std::uint64_t hits = 0;  // of a scan of the buffer
};

exam any_exam(const sample::pattern_list& list, judge& judged, sample::choices& c) {
  exam out;
  for (int i = 0; i < 100; ++i) {
    const std::string event = sample::text_for(list, c);
    out.questions.push_back({event, judged.expected(event)});
    out.buffer += event + "\n";
  }
  for (const auto& line : set_judge::lines_of(out.buffer)) {
    out.hits += judged.expected(std::string_view(out.buffer).substr(line.begin, line.size)).matches.empty() ? 0U : 1U;
  }
  return out;
}

std::size_t wrong_answers(const coverwatch::pattern_set& set, const exam& e, std::size_t first,
                          coverwatch::scratch& own) {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < e.questions.size(); ++i) {
    const question& q = e.questions[(i + first) % e.questions.size()];
    const auto given = set.evaluate(q.event, own);
    wrong += given.what == q.right.what && std::equal(given.matches.begin(), given.matches.end(),
                                                      q.right.matches.begin(), q.right.matches.end())
                 ? 0U
                 : 1U;
    const auto matched = set.match(q.event, own);
    wrong += std::equal(matched.begin(), matched.end(), q.right.matches.begin(), q.right.matches.end()) ? 0U : 1U;
  }
  const auto done = set.scan(e.buffer, own, {[](const auto&) { return true; }});
  return wrong + (done.matched == e.hits ? 0U : 1U);
}

// The thread sanitizer runs this too.
TEST(set_law, threads_share_a_set) {
  sample::choices c(laws::seed());
  for (int sets = 0; sets < 6; ++sets) {
    const auto list = sample::any_set(c, 5 + c.below(60), sample::kinds::all);
    judge judged(list.patterns);
    const exam e = any_exam(list, judged, c);
    constexpr std::size_t threads = 4;
    std::vector<std::size_t> wrong(threads, 0);
    std::vector<std::thread> running;
    for (std::size_t t = 0; t < threads; ++t) {
      running.emplace_back([&e, &wrong, t, copy = judged.set] {
        coverwatch::scratch own;
        for (std::size_t round = 0; round < 4; ++round) wrong[t] += wrong_answers(copy, e, t * 25 + round, own);
      });
    }
    for (auto& thread : running) thread.join();
    for (std::size_t t = 0; t < threads; ++t) EXPECT_EQ(wrong[t], 0U) << seed();
  }
}

TEST(set_law, a_set_outlives_the_patterns_it_was_compiled_from) {
  std::optional<coverwatch::pattern_set> set;
  {
    std::vector<coverwatch::pattern> patterns{*coverwatch::pattern::parse("{ $.a = x }"),
                                              *coverwatch::pattern::parse("")};
    const auto first = coverwatch::pattern_set::compile(patterns).value();
    set = first;
  }
  coverwatch::scratch memory;
  const auto given = set->match(R"({"a":"x"})", memory);
  EXPECT_EQ(std::vector<std::uint32_t>(given.begin(), given.end()), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(set->size(), 2U);
}

}  // namespace
