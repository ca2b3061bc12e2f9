// SPDX-License-Identifier: Apache-2.0
// What the C++ face offers and the C one does not: canonical texts, dialects changed, hints, and the rest of a report.
// Through C nothing of it compiles: what it asks for stands in the adapter's list, and is shown as skipped.
#include "samples.hpp"
#include "suites.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace face {

#ifdef COVERWATCH_THROUGH_C

namespace {

class not_offered : public testing::Test {
  void TestBody() override { GTEST_SKIP() << "C does not offer it"; }
};

std::string identifier(const std::string& text) {
  std::string out;
  for (const char x : text) out += std::isalnum(static_cast<unsigned char>(x)) != 0 ? x : '_';
  return out;
}

}  // namespace

void register_skipped() {
  for (const char* const each : coverwatch::not_in_c) {
    testing::RegisterTest("not_in_c", identifier(each).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          []() -> testing::Test* { return new not_offered; });
  }
}

#else

void register_skipped() {}

namespace {

using coverwatch::pattern;
using coverwatch::verdict;
using coverwatch::wildcards;

template <class Use>
void for_each_pattern(const Use& use) {
  sample::choices c(seed());
  for (int i = 0; i < 250 && !testing::Test::HasFailure(); ++i) {
    const material m = any_material(c);
    for (const auto& p : m.patterns) use(p, m.events);
  }
}

TEST(beyond_c, what_is_printed_parses_to_the_same) {
  coverwatch::scratch memory;
  for_each_pattern([&](const pattern& p, const std::vector<std::string>& events) {
    const pattern again = parsed(p.canonical()).in_dialect(wildcards::glob), same = p.in_dialect(wildcards::glob);
    EXPECT_EQ(again.canonical(), p.canonical()) << p.text();
    EXPECT_EQ(again.disassembly(), same.disassembly()) << p.text();
    EXPECT_FALSE(again.disassembly().empty());
    for (const auto& event : events) {
      EXPECT_EQ(again.evaluate(event, memory), same.evaluate(event, memory)) << p.text() << "\n" << event;
    }
  });
}

TEST(beyond_c, a_dialect_that_is_changed_is_that_of_parsing) {
  coverwatch::scratch memory;
  for_each_pattern([&](const pattern& p, const std::vector<std::string>& events) {
    for (const auto dialect : {wildcards::glob, wildcards::leftmost}) {
      const pattern other = parsed(p.text(), dialect), changed = p.in_dialect(dialect);
      for (const auto& event : events) {
        EXPECT_EQ(changed.matches(event, memory), other.matches(event, memory)) << p.text() << "\n" << event;
      }
    }
  });
}

TEST(beyond_c, what_catches_everything_catches_every_event) {
  const pattern any_object = parsed("{ $.nowhere NOT EXISTS }");
  coverwatch::scratch memory;
  std::size_t all = 0, hinted = 0;
  for_each_pattern([&](const pattern& p, const std::vector<std::string>& events) {
    for (const auto& each : coverwatch::lint(p)) hinted += !message(each).empty() && !name(each.what).empty() ? 1U : 0U;
    if (!coverwatch::catches_everything(p).value_or(false)) return;
    ++all;
    for (const auto& event : events) {
      const bool read = p.kind() != coverwatch::pattern_kind::json || any_object.matches(event, memory);
      EXPECT_EQ(p.matches(event, memory), read) << p.text() << "\n" << event;
    }
  });
  EXPECT_GT(all, 5U);
  EXPECT_GT(hinted, 20U);
}

TEST(beyond_c, each_part_lies_in_one_region_and_a_filter_named_does_it_alone) {
  std::size_t alone = 0, blocked = 0, hinted = 0, repairs = 0;
  sample::choices c(seed());
  for (int i = 0; i < 120 && !HasFailure(); ++i) {
    const question q = any_json_question(c);
    const std::vector<pattern> deployed{parsed(q.deployed)};
    const pattern reference = parsed(q.reference);
    const auto report = coverwatch::covers(deployed, {&reference, 1});
    hinted += coverwatch::hints(deployed, reference, report).size();
    std::vector<std::size_t> regions(report.parts.size());
    for (const auto& region : report.regions) {
      for (const std::size_t part : region.parts) ++regions.at(part);
      blocked += region.blockers.size();
    }
    for (const auto& repair : report.repairs) {
      const bool adds = name(repair.steps.front().kind) == "add_filter";
      EXPECT_EQ(adds, !repair.steps.front().replaces) << shown(q);
      ++repairs;
    }
    for (std::size_t part = 0; part < regions.size(); ++part) {
      const auto& each = report.parts[part];
      EXPECT_EQ(regions[part], each.result == verdict::not_covered ? 1U : 0U) << shown(q);
      EXPECT_TRUE(!each.filter || (*each.filter == 0 && each.result == verdict::covered)) << shown(q);
      alone += each.filter ? 1U : 0U;
    }
  }
  EXPECT_GT(alone, 10U);
  EXPECT_GT(blocked, 5U);
  EXPECT_GT(hinted, 5U);
  EXPECT_GT(repairs, 20U);
}

TEST(beyond_c, each_benchmark_is_found_and_has_the_controls_that_are_found) {
  for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
    EXPECT_EQ(coverwatch::catalog::find_benchmark(benchmark.id), &benchmark);
    for (const auto& entry : benchmark.entries) EXPECT_EQ(coverwatch::catalog::find(entry.id), &entry);
  }
}

TEST(beyond_c, mistakes_have_words) {
  EXPECT_FALSE(coverwatch::is_warning(coverwatch::errc::double_equals));
  EXPECT_TRUE(coverwatch::is_warning(coverwatch::errc::boolean_word));
  const auto error = coverwatch::set_error::too_many_patterns;
  EXPECT_EQ(name(error), "too_many_patterns");
  EXPECT_FALSE(message(error).empty());
}

TEST(beyond_c, each_fact_of_the_catalogue_is_a_pattern) {
  for (const auto& fact : coverwatch::catalog::facts()) {
    EXPECT_EQ(parsed(std::string(fact.pattern)).kind(), coverwatch::pattern_kind::json);
    EXPECT_EQ(coverwatch::catalog::find_fact(fact.name), &fact);
  }
  EXPECT_GT(coverwatch::catalog::facts().size(), 3U);
  EXPECT_FALSE(coverwatch::catalog::suggestions("cis-3.0:4.11111").empty());
}

}  // namespace

#endif

}  // namespace face
