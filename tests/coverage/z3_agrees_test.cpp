// SPDX-License-Identifier: Apache-2.0
// Our decision against Z3's, which shares nothing with it but the reading of patterns: over the reviewed cases, the
// texts of the catalogue, generated questions and small patterns. They may not contradict each other, and most
// questions must get an answer of both; what Z3's encoding cannot say is counted and printed. COVERWATCH_SEED and
// COVERWATCH_CASES vary what is generated, COVERWATCH_SIZE=2 is the long run.
#include "coverage_cases.hpp"

#include "../exhaustive/worlds.hpp"
#include "../laws/laws.hpp"
#include "../support/sample_question.hpp"
#include "../support/z3_judge.hpp"
#include "coverage/decision.hpp"

#include <coverwatch/catalog.hpp>
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::coverage::answer;

// What Z3 may take for a question: its own count of steps, some tenths of a second, so that a busy machine changes
// nothing.
constexpr unsigned milliseconds = 60'000, steps = 300'000;

// How the answers lie.
struct tally {
  std::size_t asked = 0, events = 0, nones = 0;  // of both
  std::size_t ours_unknown = 0, no_time = 0, wider = 0;
  std::map<std::string_view, std::size_t> outside = {};

  std::size_t open() const { return asked - events - nones; }
  void show(const char* what) const {
    std::printf(
        "  %s: %zu asked; both have an event %zu, none %zu; no answer of ours %zu, of Z3 in time %zu, in its "
        "encoding %zu\n",
        what, asked, events, nones, ours_unknown, no_time, wider);
    for (const auto& [reason, count] : outside)
      std::printf("    %6zu not asked: %.*s\n", count, static_cast<int>(reason.size()), reason.data());
    std::fflush(stdout);
  }
};

std::string shown(const std::vector<pattern>& deployed, const pattern& reference, const std::string& event) {
  std::string out = "  reference: " + reference.text() + "\n";
  for (const pattern& each : deployed) out += "  deployed:  " + each.text() + "\n";
  return out + "  " + event + "\n  COVERWATCH_SEED=" + std::to_string(laws::seed());
}

void compare(const std::vector<pattern>& deployed, const pattern& reference, z3_judge::judge& z3, tally& out,
             const std::vector<pattern>& assumptions = {}) {
  coverwatch::coverage::question q;
  q.matched.push_back(&reference);
  for (const pattern& each : assumptions) q.matched.push_back(&each);
  for (const pattern& each : deployed) q.not_matched.push_back(&each);
  q.dialect = coverwatch::wildcards::glob;
  q.budget = coverwatch::coverage_options{}.budget;
  const z3_judge::question asked{q.matched, q.not_matched};
  const auto theirs = z3.decide(asked);
  if (!theirs) {
    ++out.outside[z3_judge::judge::outside(asked)];
    return;
  }
  const auto ours = coverwatch::coverage::decide(q);
  ++out.asked;
  const std::string all = shown(deployed, reference, theirs->event + "  " + ours.event);
  EXPECT_NE(theirs->found, z3_judge::verdict::broken) << all;
  EXPECT_FALSE(theirs->found == z3_judge::verdict::event && ours.found == answer::no) << all;
  EXPECT_FALSE(theirs->found == z3_judge::verdict::none && ours.found == answer::yes) << all;
  out.events += theirs->found == z3_judge::verdict::event && ours.found == answer::yes ? 1U : 0U;
  out.nones += theirs->found == z3_judge::verdict::none && ours.found == answer::no ? 1U : 0U;
  out.ours_unknown += ours.found == answer::unknown ? 1U : 0U;
  out.no_time += theirs->found == z3_judge::verdict::no_time ? 1U : 0U;
  out.wider += theirs->found == z3_judge::verdict::beyond ? 1U : 0U;
}

pattern parsed(const std::string& text) {
  coverwatch::parse_options options;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = 1000000;
  auto p = pattern::parse(text, options);
  EXPECT_TRUE(p.has_value()) << text;
  return p ? *p : *pattern::parse("");
}

TEST(z3_agrees, on_the_reviewed_cases) {
  z3_judge::judge z3(milliseconds, steps);
  tally t;
  const auto suite = coverage_cases::read_folder(COVERWATCH_COVERAGE_CASES);
  for (const auto& p : suite.pairs) {
    if (p.dialect != "glob" || p.references.size() > 1) {
      ++t.outside[p.dialect != "glob" ? "another dialect than glob" : "several alternatives"];
      continue;
    }
    std::vector<pattern> deployed, assumptions;
    for (const auto& text : p.beside) deployed.push_back(parsed(text));
    deployed.push_back(parsed(p.deployed));
    for (const auto& text : p.assumptions) assumptions.push_back(parsed(text));
    compare(deployed, parsed(p.references.front()), z3, t, assumptions);
  }
  t.show("reviewed cases");
  EXPECT_GT(t.asked * 2, suite.pairs.size());
  EXPECT_GT(t.events * 10, t.asked);
  EXPECT_GT(t.nones * 10, t.asked);
  EXPECT_LT(t.open() * 10, t.asked);
}

// A hundredth of the laws' cases: Z3 takes some milliseconds for each.
TEST(z3_agrees, on_generated_questions) {
  z3_judge::judge z3(milliseconds, steps);
  tally t;
  sample::choices c(laws::seed());
  const std::size_t wanted = laws::cases() / 100 + 1;
  for (std::size_t i = 0; i < 3 * wanted && t.asked < wanted && !HasFailure(); ++i) {
    const auto selectors = sample::any_selectors(c);
    const auto deployed = sample::any_expression(selectors, c, 1 + c.below(4));
    const auto reference = c.chance(60) ? sample::near_expression(deployed, selectors, c)
                                        : sample::any_expression(selectors, c, 1 + c.below(4));
    compare({parsed(pattern_of(deployed))}, parsed(pattern_of(reference)), z3, t);
  }
  t.show("generated questions");
  EXPECT_GE(t.asked, wanted);
  EXPECT_GT(t.events * 10, t.asked);
  EXPECT_GT(t.nones * 10, t.asked);
  EXPECT_LT(t.open() * 10, t.asked);
}

// Every text that the catalogue prints, whether a benchmark's own or somebody's variant of it.
std::vector<pattern> printed_patterns() {
  std::set<std::string> seen;
  std::vector<pattern> out;
  const auto add = [&](const coverwatch::catalog::reference& r) {
    const auto p = pattern::parse(r.text);
    if (p && seen.insert(p->text()).second) out.push_back(*p);
  };
  for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
    for (const auto& entry : benchmark.entries) {
      add(entry.normative);
      for (const auto& each : entry.alternatives) add(each);
      for (const auto& each : entry.variants) add(each);
    }
  }
  return out;
}

// Every pair in the long run (COVERWATCH_SIZE=2), otherwise some and each beside its neighbours.
TEST(z3_agrees, on_real_patterns) {
  z3_judge::judge z3(milliseconds, steps);
  tally t;
  const auto all = printed_patterns();
  for (std::size_t i = 0; i < all.size() && !HasFailure(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      const bool near = i < j + 2 && j < i + 2;
      if (exhaustive::size() > 1 || near || (i * all.size() + j) % 61 == 0) compare({all[i]}, all[j], z3, t);
    }
  }
  t.show("texts of the catalogue");
  EXPECT_GT(t.events * 20, t.asked);
  EXPECT_GT(t.nones * 20, t.asked);
  EXPECT_LT(t.open() * 10, t.asked);
}

// Some of the pairs of every world whose verdicts are held to brute force.
TEST(z3_agrees, on_small_patterns) {
  z3_judge::judge z3(milliseconds, steps);
  for (const auto make : exhaustive::worlds_of_coverage()) {
    const auto w = make();
    const std::size_t pairs = w.patterns.size() * w.patterns.size(), wanted = exhaustive::size() > 1 ? 5000 : 100;
    tally t;
    sample::choices c(laws::seed());
    for (std::size_t i = 0; i < std::min(pairs, wanted) && !HasFailure(); ++i)
      compare({c.pick(w.patterns)}, c.pick(w.patterns), z3, t);
    t.show(w.name.c_str());
    EXPECT_LE(t.open() * 10, t.asked);
  }
}

}  // namespace
