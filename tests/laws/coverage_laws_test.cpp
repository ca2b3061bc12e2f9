// SPDX-License-Identifier: Apache-2.0
// Laws of coverage over generated questions: what is shown can be replayed, what is denied brute force does not find,
// and ways of asking that mean the same are answered the same. Each verdict and each relation must be met often.
#include "laws.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include "../support/sample_question.hpp"

#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <map>
#include <optional>

namespace {

using coverwatch::doubt;
using coverwatch::pattern;
using coverwatch::relation;
using coverwatch::verdict;
using coverwatch::wildcards;
using sample::asked;
using sample::pattern_of;

pattern parsed(const std::string& text, wildcards dialect = wildcards::glob) {
  coverwatch::parse_options options;
  options.dialect = dialect;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = 1000000;
  auto p = pattern::parse(text, options);
  EXPECT_TRUE(p.has_value()) << text;
  return p ? *p : *pattern::parse("");
}

pattern parsed(const asked& e, wildcards dialect = wildcards::glob) { return parsed(pattern_of(e), dialect); }

coverwatch::coverage_report report_of(const std::vector<pattern>& deployed, const pattern& reference,
                                      std::optional<wildcards> dialect = wildcards::glob) {
  coverwatch::coverage_options options;
  options.dialect = dialect;
  return coverwatch::covers(deployed, {&reference, 1}, options);
}

verdict answer(const std::vector<pattern>& deployed, const pattern& reference) {
  return report_of(deployed, reference).result;
}

coverwatch::comparison compared(const pattern& first, const pattern& second) {
  coverwatch::coverage_options options;
  options.dialect = wildcards::glob;
  return coverwatch::compare(first, second, options);
}

bool is_yes(verdict v) { return v == verdict::covered || v == verdict::vacuous; }

// Budget, event size and kind are never in doubt on these questions.
bool is_listed(doubt d) { return d == doubt::number_text || d == doubt::wildcard_search; }

// The reference evaluator and the machine, which must agree.
bool matches(const pattern& p, const std::string& event) {
  static coverwatch::support::json::document document;
  static coverwatch::scratch memory;
  static std::vector<coverwatch::support::regex::word> words;
  EXPECT_FALSE(document.parse(event)) << event;
  const auto& parts = p.internals();
  const bool reference = coverwatch::logic::evaluate(parts.formula, document.root(), parts.dialect, words);
  EXPECT_EQ(p.matches(event, memory), reference) << p.text() << "\n" << event;
  return reference;
}

struct question {
  std::vector<std::string> selectors;
  asked deployed, reference, other;
  pattern filter = parsed(""), wanted = parsed("");

  std::string shown() const {
    return "COVERWATCH_SEED=" + std::to_string(laws::seed()) + "\n  deployed:  " + pattern_of(deployed) +
           "\n  reference: " + pattern_of(reference) + "\n  other:     " + pattern_of(other) + "\n";
  }
};

// A thirtieth of the cases, since each is asked about hundreds of events. Ends when the test has failed.
void for_each_question(const std::function<void(const question&, sample::choices&)>& use) {
  sample::choices c(laws::seed());
  for (std::size_t i = 0; i < laws::cases() / 30 + 1 && !testing::Test::HasFailure(); ++i) {
    question q;
    q.selectors = sample::any_selectors(c);
    q.deployed = sample::any_expression(q.selectors, c, 1 + c.below(4));
    q.reference = c.chance(60) ? sample::near_expression(q.deployed, q.selectors, c)
                               : sample::any_expression(q.selectors, c, 1 + c.below(4));
    q.other = sample::near_expression(c.chance(50) ? q.deployed : q.reference, q.selectors, c);
    q.filter = parsed(q.deployed);
    q.wanted = parsed(q.reference);
    use(q, c);
  }
}

std::vector<std::string> events_of(const question& q, sample::choices& c) {
  const auto values = sample::values_near({&q.deployed, &q.reference, &q.other});
  auto events = sample::systematic_events(values);
  for (std::size_t i = 0; i < 300; ++i) events.push_back(sample::random_event(values, c));
  return events;
}

// --- What is shown, and what is denied.

void expect_sound(const question& q, sample::choices& c, wildcards dialect) {
  const pattern filter = parsed(q.deployed, dialect), wanted = parsed(q.reference, dialect);
  const auto report = report_of({filter}, wanted, dialect);
  if (report.result == verdict::not_covered) {
    EXPECT_TRUE(matches(wanted, report.event)) << q.shown() << report.event;
    EXPECT_FALSE(matches(filter, report.event)) << q.shown() << report.event;
    return;
  }
  if (report.result == verdict::unknown) return;
  for (const auto& event : events_of(q, c)) {
    if (!matches(wanted, event)) continue;
    EXPECT_NE(report.result, verdict::vacuous) << q.shown() << event;
    EXPECT_TRUE(matches(filter, event)) << q.shown() << event;
  }
}

TEST(coverage_law, an_event_shown_slips_through_and_a_yes_has_no_counterexample) {
  for_each_question([](const question& q, sample::choices& c) { expect_sound(q, c, wildcards::glob); });
}

TEST(coverage_law, the_same_in_the_leftmost_dialect) {
  for_each_question([](const question& q, sample::choices& c) { expect_sound(q, c, wildcards::leftmost); });
}

TEST(coverage_law, without_a_dialect_the_answer_holds_in_both) {
  for_each_question([](const question& q, sample::choices&) {
    const auto both = report_of({q.filter}, q.wanted, std::nullopt);
    if (both.result == verdict::unknown) return;
    for (const auto dialect : {wildcards::glob, wildcards::leftmost}) {
      EXPECT_EQ(report_of({q.filter}, q.wanted, dialect).result, both.result) << q.shown();
      if (both.result != verdict::not_covered) continue;
      EXPECT_TRUE(matches(parsed(q.reference, dialect), both.event)) << q.shown() << both.event;
      EXPECT_FALSE(matches(parsed(q.deployed, dialect), both.event)) << q.shown() << both.event;
    }
  });
}

TEST(coverage_law, parts_and_repairs_are_true) {
  for_each_question([](const question& q, sample::choices&) {
    const auto report = report_of({q.filter}, q.wanted);
    for (const auto& part : report.parts) {
      EXPECT_EQ(part.result, answer({q.filter}, parsed(part.text))) << q.shown() << part.text;
      if (part.result == verdict::not_covered) {
        EXPECT_TRUE(matches(q.wanted, part.event) && !matches(q.filter, part.event)) << q.shown() << part.event;
      }
      if (part.filter) {
        EXPECT_EQ(part.result, verdict::covered) << q.shown();
      }
    }
    for (const auto& repair : report.repairs) {
      std::vector<pattern> filters{q.filter};
      for (const auto& step : repair.steps) {
        const auto text = parsed(step.text);
        step.replaces ? void(filters[*step.replaces] = text) : filters.push_back(text);
        if (!repair.widens) {
          EXPECT_EQ(answer({q.filter, q.wanted}, text), verdict::covered) << q.shown() << step.text;
        }
      }
      EXPECT_EQ(answer(filters, q.wanted), verdict::covered) << q.shown() << repair.steps.front().text;
    }
  });
}

TEST(coverage_law, a_whole_event_slips_through_too) {
  std::size_t shown = 0;
  for_each_question([&](const question& q, sample::choices&) {
    coverwatch::coverage_options options;
    options.dialect = wildcards::glob;
    options.whole_event = true;
    const auto report = coverwatch::covers({&q.filter, 1}, {&q.wanted, 1}, options);
    EXPECT_EQ(report.whole_event.empty(), report.result != verdict::not_covered) << q.shown();
    if (report.whole_event.empty()) return;
    EXPECT_TRUE(matches(q.wanted, report.whole_event) && !matches(q.filter, report.whole_event)) << q.shown();
    if (report.whole_event.size() > report.event.size() + 900) ++shown;
  });
  EXPECT_GT(shown, 100u);
}

// Each part that is not covered stands in one region, and does not imply what blocks it.
TEST(coverage_law, regions_are_true) {
  std::size_t blocked = 0, drops = 0;
  for_each_question([&](const question& q, sample::choices&) {
    const auto report = report_of({q.filter}, q.wanted);
    std::vector<std::size_t> regions(report.parts.size());
    for (const auto& region : report.regions) {
      EXPECT_EQ(region.filter.has_value(), !region.blockers.empty()) << q.shown();
      for (const std::size_t part : region.parts) {
        ++regions[part];
        for (const auto& each : region.blockers) {
          EXPECT_EQ(answer({parsed("{ " + each + " }")}, parsed(report.parts[part].text)), verdict::not_covered)
              << q.shown() << each;
        }
      }
      blocked += region.blockers.size();
    }
    for (const auto& repair : report.repairs) {
      if (repair.steps.front().kind == coverwatch::repair_kind::drop_conditions) ++drops;
    }
    for (std::size_t i = 0; i < regions.size(); ++i) {
      EXPECT_EQ(regions[i], report.parts[i].result == verdict::not_covered ? 1u : 0u) << q.shown();
    }
  });
  std::printf("%zu conditions that block, %zu repairs that drop some\n", blocked, drops);
  EXPECT_GT(blocked, 50u);
  EXPECT_GT(drops, 30u);
}

// --- Algebra.

TEST(coverage_law, every_pattern_covers_itself) {
  for_each_question([](const question& q, sample::choices&) {
    EXPECT_TRUE(is_yes(answer({q.filter}, q.filter))) << q.shown();
    EXPECT_EQ(compared(q.filter, q.filter).result, relation::equivalent) << q.shown();
  });
}

TEST(coverage_law, more_deployed_keeps_a_yes) {
  for_each_question([](const question& q, sample::choices&) {
    const auto before = answer({q.filter}, q.wanted);
    if (!is_yes(before)) return;
    const pattern wider = parsed(asked{sample::join::any, {}, {}, {}, {q.deployed, q.other}});
    EXPECT_EQ(answer({wider}, q.wanted), before) << q.shown();
    EXPECT_EQ(answer({q.filter, parsed(q.other)}, q.wanted), before) << q.shown();
    const pattern less = parsed(asked{sample::join::all, {}, {}, {}, {q.reference, q.other}});
    EXPECT_TRUE(is_yes(answer({q.filter}, less))) << q.shown();
  });
}

TEST(coverage_law, a_yes_of_a_yes_is_a_yes) {
  std::size_t chains = 0;
  for_each_question([&](const question& q, sample::choices&) {
    const pattern last = parsed(q.other);
    if (!is_yes(answer({q.filter}, q.wanted)) || answer({q.wanted}, last) != verdict::covered) return;
    ++chains;
    EXPECT_EQ(answer({q.filter}, last), verdict::covered) << q.shown();
  });
  EXPECT_GT(chains * 100, laws::cases() / 30);
}

TEST(coverage_law, other_words_for_the_same_are_answered_the_same) {
  for_each_question([](const question& q, sample::choices&) {
    const auto expected = answer({q.filter}, q.wanted);
    for (const auto& way : {sample::reversed, sample::distributed, sample::quoted_words}) {
      EXPECT_EQ(answer({parsed(way(q.deployed))}, q.wanted), expected) << q.shown() << pattern_of(way(q.deployed));
      EXPECT_EQ(answer({q.filter}, parsed(way(q.reference))), expected) << q.shown() << pattern_of(way(q.reference));
    }
    const pattern grouped = parsed(sample::doubly_grouped(q.reference));
    EXPECT_EQ(answer({parsed(sample::doubly_grouped(q.deployed))}, grouped), expected) << q.shown();
  });
}

TEST(coverage_law, a_disjunction_is_as_good_as_its_parts_deployed_apart) {
  for_each_question([](const question& q, sample::choices&) {
    const pattern joined = parsed(asked{sample::join::any, {}, {}, {}, {q.deployed, q.other}});
    EXPECT_EQ(answer({joined}, q.wanted), answer({q.filter, parsed(q.other)}, q.wanted)) << q.shown();
  });
}

// An assumption says as much as a conjunct of the reference.
TEST(coverage_law, an_assumption_is_a_part_of_the_reference) {
  for_each_question([](const question& q, sample::choices&) {
    const pattern assumed = parsed(q.other);
    coverwatch::coverage_options options;
    options.dialect = wildcards::glob;
    options.assumptions = {&assumed, 1};
    const auto report = coverwatch::covers({&q.filter, 1}, {&q.wanted, 1}, options);
    const pattern both = parsed(asked{sample::join::all, {}, {}, {}, {q.reference, q.other}});
    EXPECT_EQ(report.result, answer({q.filter}, both)) << q.shown();
    if (report.result == verdict::not_covered) {
      EXPECT_TRUE(matches(both, report.event)) << q.shown() << report.event;
    }
  });
}

relation mirrored(relation r) {
  if (r == relation::wider) return relation::narrower;
  return r == relation::narrower ? relation::wider : r;
}

void expect_consistent(const question& q, const coverwatch::comparison& c) {
  const bool first = is_yes(answer({q.filter}, q.wanted)), second = is_yes(answer({q.wanted}, q.filter));
  EXPECT_EQ(first, c.result == relation::equivalent || c.result == relation::wider) << q.shown();
  EXPECT_EQ(second, c.result == relation::equivalent || c.result == relation::narrower) << q.shown();
  EXPECT_EQ(c.only_second.empty(), first) << q.shown();
  EXPECT_EQ(c.only_first.empty(), second) << q.shown();
  if (!first) {
    EXPECT_TRUE(matches(q.wanted, c.only_second) && !matches(q.filter, c.only_second)) << q.shown();
  }
  if (!second) {
    EXPECT_TRUE(matches(q.filter, c.only_first) && !matches(q.wanted, c.only_first)) << q.shown();
  }
}

TEST(coverage_law, comparing_is_symmetric_and_is_covering_both_ways) {
  for_each_question([](const question& q, sample::choices& c) {
    const auto found = compared(q.filter, q.wanted);
    EXPECT_EQ(compared(q.wanted, q.filter).result, mirrored(found.result)) << q.shown();
    if (found.result == relation::unknown) return;
    expect_consistent(q, found);
    if (found.result != relation::disjoint) return;
    for (const auto& event : events_of(q, c)) {
      EXPECT_FALSE(matches(q.filter, event) && matches(q.wanted, event)) << q.shown() << event;
    }
  });
}

// --- What was asked.

TEST(coverage_distribution, each_verdict_and_each_relation_is_met) {
  std::map<std::string, std::size_t> counted;
  std::size_t all = 0, unknown = 0;
  for_each_question([&](const question& q, sample::choices&) {
    ++all;
    const auto report = report_of({q.filter}, q.wanted, std::nullopt);
    const auto relations = compared(q.filter, q.wanted);
    ++counted[std::string(coverwatch::name(report.result))];
    ++counted[std::string(coverwatch::name(relations.result)) + " to each other"];
    unknown += report.result == verdict::unknown ? 1U : 0U;
    if (report.result == verdict::unknown) {
      EXPECT_TRUE(is_listed(report.doubt)) << q.shown();
    }
    if (relations.result == relation::unknown) {
      EXPECT_EQ(relations.doubt, doubt::number_text) << q.shown();
    }
  });
  for (const auto& [name, n] : counted) std::printf("  %-28s %zu of %zu\n", name.c_str(), n, all);
  for (const char* name : {"covered", "not_covered", "vacuous", "equivalent to each other", "wider to each other",
                           "narrower to each other", "incomparable to each other", "disjoint to each other"}) {
    EXPECT_GE(counted[name] * 100, all) << name << " is hardly ever met";
  }
  EXPECT_LE(unknown * 20, all);
}

}  // namespace
