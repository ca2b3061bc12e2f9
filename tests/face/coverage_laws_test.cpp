// SPDX-License-Identifier: Apache-2.0
// Laws of coverage that the public face alone can state, over generated questions of all kinds: what is shown slips
// through, what is denied is not found among many events, a yes is proved, what is proposed helps, and asking the other
// way round gives the other relation. And the catalogue, whose controls are asked for each other.
#include "samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace face {
namespace {

using coverwatch::pattern;
using coverwatch::relation;
using coverwatch::verdict;
using coverwatch::wildcards;

// One question in one dialect, or in both at once: each test changes the options of its own copy.
struct asked {
  question q;
  pattern deployed, reference;
  wildcards dialect = wildcards::glob;  // of the patterns
  coverwatch::coverage_options options = {};
};

template <class Use>
void for_each_question(int most, const Use& use) {
  sample::choices c(seed());
  for (int i = 0; i < most && !testing::Test::HasFailure(); ++i) {
    const question q = c.chance(65) ? any_json_question(c) : any_text_question(c);
    for (const auto dialect : {wildcards::glob, wildcards::leftmost}) {
      asked a{q, parsed(q.deployed, dialect), parsed(q.reference, dialect), dialect};
      if (dialect == wildcards::glob) use(a);
      a.options.dialect = dialect;
      use(a);
    }
  }
}

template <class Use>
void for_each_question(const Use& use) {
  for_each_question(200, use);
}

bool slips_through(const pattern& deployed, const pattern& reference, const std::string& event) {
  coverwatch::scratch memory;
  return reference.matches(event, memory) && !deployed.matches(event, memory);
}

verdict answer(const std::vector<pattern>& deployed, const pattern& reference, coverwatch::coverage_options options) {
  options.explain = false;
  return coverwatch::covers(deployed, {&reference, 1}, options).result;
}

TEST(face_law, what_slips_through_is_shown_and_a_yes_has_no_counterexample) {
  std::map<verdict, std::size_t> met;
  std::size_t wholes = 0;
  for_each_question([&](asked a) {
    a.options.whole_event = true;
    const auto report = coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options);
    ++met[report.result];
    EXPECT_EQ(name(report.doubt) == "nothing", report.result != verdict::unknown) << shown(a.q);
    if (report.result == verdict::unknown) return;
    if (report.result == verdict::not_covered) {
      EXPECT_TRUE(slips_through(a.deployed, a.reference, report.event)) << shown(a.q) << report.event;
      const auto& whole = report.whole_event;
      EXPECT_TRUE(whole.empty() || slips_through(a.deployed, a.reference, whole)) << shown(a.q) << whole;
      wholes += whole.find("\"eventVersion\"") == std::string::npos ? 0U : 1U;
      return;
    }
    EXPECT_EQ(report.event + report.whole_event, "") << shown(a.q);
    for (const auto& event : a.q.events) {
      EXPECT_FALSE(slips_through(a.deployed, a.reference, event)) << shown(a.q) << event;
      coverwatch::scratch memory;
      EXPECT_FALSE(report.result == verdict::vacuous && a.reference.matches(event, memory)) << shown(a.q) << event;
    }
  });
  for (const auto each : {verdict::covered, verdict::not_covered, verdict::vacuous})
    EXPECT_GT(met[each], 5U) << name(each);
  EXPECT_GT(wholes, 100U);
}

TEST(face_law, a_yes_is_proved_and_a_damaged_proof_is_refused) {
  std::size_t proved = 0;
  for_each_question([&](asked a) {
    a.options.certificate = true;
    a.options.explain = false;
    std::string text = coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options).certificate;
    if (text.empty()) return;
    ++proved;
    const auto claim = coverwatch::verify(text);
    ASSERT_TRUE(claim) << claim.error().where << ": " << claim.error().what << "\n" << shown(a.q);
    EXPECT_EQ(claim->reference, a.q.reference);
    EXPECT_EQ(claim->deployed, std::vector<std::string>{a.q.deployed});
    EXPECT_FALSE(claim->canonical_json);
    EXPECT_TRUE(a.options.dialect || claim->dialects.size() == 2) << shown(a.q);
    const auto digest = text.rfind('"', text.rfind('"') - 1) + 1;
    text[digest] = text[digest] == '0' ? '1' : '0';
    const auto damaged = coverwatch::verify(text);
    ASSERT_FALSE(damaged) << shown(a.q);
    EXPECT_FALSE(damaged.error().what.empty());
  });
  EXPECT_GT(proved, 50U);
}

TEST(face_law, parts_and_repairs_are_true) {
  std::size_t parts = 0, repairs = 0, replaced = 0;
  for_each_question([&](asked a) {
    const auto report = coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options);
    for (const auto& part : report.parts) {
      const pattern alone = parsed(part.text, a.dialect);
      EXPECT_EQ(name(answer({a.deployed}, alone, a.options)), name(part.result)) << shown(a.q) << part.text;
      const bool no = part.result == verdict::not_covered;
      EXPECT_TRUE(!no || slips_through(a.deployed, a.reference, part.event)) << shown(a.q) << part.event;
      EXPECT_TRUE(!no || slips_through(a.deployed, alone, part.event)) << shown(a.q) << part.event;
    }
    for (const auto& repair : report.repairs) {
      std::vector<pattern> filters{a.deployed};
      for (const auto& step : repair.steps) {
        const pattern text = parsed(step.text, a.dialect);
        replaced += step.replaces ? 1U : 0U;
        step.replaces ? void(filters.at(*step.replaces) = text) : filters.push_back(text);
      }
      EXPECT_EQ(name(answer(filters, a.reference, a.options)), "covered") << shown(a.q) << repair.steps.front().text;
    }
    parts += report.parts.size();
    repairs += report.repairs.size();
  });
  EXPECT_GT(parts, 100U);
  EXPECT_GT(repairs, 50U);
  EXPECT_GT(replaced, 20U);
}

// That some step matches what neither the reference nor the deployed pattern does. A doubt leaves it open.
verdict widest(const asked& a, const coverwatch::coverage_repair& repair) {
  verdict out = verdict::covered;
  for (const auto& step : repair.steps) {
    const auto v = answer({a.deployed, a.reference}, parsed(step.text, a.dialect), a.options);
    if (v == verdict::not_covered) return v;
    if (v == verdict::unknown) out = v;
  }
  return out;
}

TEST(face_law, a_repair_widens_when_it_matches_what_nothing_does_now) {
  std::size_t wide = 0, narrow = 0;
  for_each_question(1000, [&](asked a) {
    for (const auto& repair : coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options).repairs) {
      const auto v = widest(a, repair);
      EXPECT_NE(name(v), repair.widens ? "covered" : "not_covered") << shown(a.q) << repair.steps.front().text;
      ++(repair.widens ? wide : narrow);
    }
  });
  EXPECT_GT(wide, 5U);
  EXPECT_GT(narrow, 50U);
}

relation mirrored(relation r) {
  if (r == relation::wider) return relation::narrower;
  return r == relation::narrower ? relation::wider : r;
}

TEST(face_law, compared_the_other_way_round_is_the_other_relation) {
  std::map<relation, std::size_t> met;
  // The event is there exactly when there is one. It may be the empty message, which is asked about all the same.
  const auto check_event = [](const asked& a, verdict other, const pattern& all, const pattern& only,
                              const std::string& event) {
    if (other == verdict::unknown) return;
    const bool is = other == verdict::not_covered;
    EXPECT_TRUE(is ? slips_through(all, only, event) : event.empty()) << shown(a.q) << name(other) << " " << event;
  };
  for_each_question([&](asked a) {
    const pattern &first = a.deployed, &second = a.reference;
    const auto there = coverwatch::compare(first, second, a.options),
               back = coverwatch::compare(second, first, a.options);
    ++met[there.result];
    EXPECT_EQ(name(there.result), name(mirrored(back.result))) << shown(a.q);
    EXPECT_EQ(name(there.doubt) == "nothing", there.result != relation::unknown) << shown(a.q);
    if (there.result == relation::unknown) return;
    const auto of_second = answer({first}, second, a.options), of_first = answer({second}, first, a.options);
    const auto yes = [](verdict v) { return v == verdict::covered || v == verdict::vacuous; };
    const bool first_has_all = there.result == relation::equivalent || there.result == relation::wider;
    const bool second_has_all = there.result == relation::equivalent || there.result == relation::narrower;
    EXPECT_EQ(first_has_all, yes(of_second)) << shown(a.q);
    EXPECT_EQ(second_has_all, yes(of_first)) << shown(a.q);
    check_event(a, of_first, second, first, there.only_first);
    check_event(a, of_second, first, second, there.only_second);
  });
  for (const auto each : {relation::equivalent, relation::wider, relation::narrower, relation::incomparable}) {
    EXPECT_GT(met[each], 3U) << name(each);
  }
}

// What a deployed pattern matches is covered by it; without an event that both match, nothing is left to cover.
TEST(face_law, an_assumption_that_is_deployed_leaves_nothing) {
  std::map<verdict, std::size_t> met;
  for_each_question([&](asked a) {
    a.options.assumptions = {&a.deployed, 1};
    const auto v = answer({a.deployed}, a.reference, a.options);
    EXPECT_NE(name(v), "not_covered") << shown(a.q);
    ++met[v];
  });
  EXPECT_GT(met[verdict::covered], 100U);
  EXPECT_GT(met[verdict::vacuous], 20U);
}

std::vector<pattern> some_of(const std::vector<pattern>& all, const std::vector<std::size_t>& places) {
  std::vector<pattern> out;
  for (const std::size_t each : places) out.push_back(all.at(each));
  return out;
}

// Without any that is named the answer is another; the others can all be left out.
void check_named(const asked& a, const std::vector<pattern>& assumed, const coverwatch::coverage_report& report) {
  const auto under = [&](const std::vector<std::size_t>& places) {
    const auto fewer = some_of(assumed, places);
    auto options = a.options;
    options.assumptions = fewer;
    return name(answer({a.deployed}, a.reference, options));
  };
  EXPECT_EQ(under(report.assumptions), name(report.result)) << shown(a.q);
  for (const std::size_t each : report.assumptions) {
    auto without = report.assumptions;
    std::erase(without, each);
    EXPECT_NE(under(without), name(report.result)) << shown(a.q) << assumed[each].text();
  }
  if (report.certificate.empty()) return;
  const auto claim = coverwatch::verify(report.certificate);
  ASSERT_TRUE(claim) << shown(a.q) << claim.error().what;
  std::vector<std::string> texts;
  for (const auto& each : some_of(assumed, report.assumptions)) texts.push_back(each.text());
  EXPECT_EQ(claim->assumptions, texts) << shown(a.q);
}

TEST(face_law, the_assumptions_that_are_named_are_those_that_count) {
  std::map<std::size_t, std::size_t> met;  // how often so many were named
  std::size_t claimed = 0;
  sample::choices c(seed());
  for_each_question([&](asked a) {
    const question other = any_json_question(c);
    std::vector<pattern> assumed{parsed(other.deployed, a.dialect), parsed(other.reference, a.dialect)};
    const auto place = static_cast<std::ptrdiff_t>(c.below(assumed.size() + 1));
    if (c.chance(50)) assumed.insert(assumed.begin() + place, a.deployed);
    a.options.assumptions = assumed;
    a.options.certificate = true;
    const auto report = coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options);
    if (report.result == verdict::unknown) return;
    check_named(a, assumed, report);
    ++met[report.assumptions.size()];
    claimed += report.assumptions.empty() || report.certificate.empty() ? 0U : 1U;
  });
  for (const std::size_t each : {0U, 1U, 2U}) EXPECT_GT(met[each], 5U) << each;
  EXPECT_GT(claimed, 5U);
}

// The first decision of a search takes more than one step, unless it needs none.
TEST(face_law, a_search_that_may_take_no_steps_is_a_doubt_or_right) {
  std::size_t doubts = 0;
  for_each_question([&](asked a) {
    const auto right = answer({a.deployed}, a.reference, a.options);
    a.options.budget = 1;
    a.options.explain = false;
    const auto hasty = coverwatch::covers({&a.deployed, 1}, {&a.reference, 1}, a.options);
    if (hasty.result != verdict::unknown) {
      EXPECT_EQ(name(hasty.result), name(right)) << shown(a.q);
      return;
    }
    doubts += name(hasty.doubt) == "budget" ? 1U : 0U;
  });
  EXPECT_GT(doubts, 20U);
}

TEST(face_law, terms_are_compared_with_json_where_events_are_written_as_the_service_does) {
  const pattern terms = parsed("ConsoleLogin"), json = parsed(R"({ $.eventName = "ConsoleLogin" })");
  coverwatch::coverage_options options;
  EXPECT_NE(name(coverwatch::covers({&terms, 1}, {&json, 1}, options).result), "covered");
  options.canonical_json = true;
  options.certificate = true;
  const auto report = coverwatch::covers({&terms, 1}, {&json, 1}, options);
  EXPECT_EQ(name(report.result), "covered");
  const auto claim = coverwatch::verify(report.certificate);
  ASSERT_TRUE(claim);
  EXPECT_TRUE(claim->canonical_json);
}

TEST(face_law, each_control_of_the_catalogue_is_found_and_covers_itself) {
  std::size_t controls = 0, alternatives = 0;
  for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
    for (const auto& entry : benchmark.entries) {
      ++controls;
      const auto found = coverwatch::catalog::find(entry.id);
      ASSERT_TRUE(found) << entry.id;
      EXPECT_EQ(found->title, entry.title);
      EXPECT_EQ(found->version, entry.version);
      std::vector<pattern> texts{parsed(std::string(entry.normative.text))};
      for (const auto& each : entry.alternatives) texts.push_back(parsed(std::string(each.text)));
      alternatives += texts.size() - 1;
      std::set<std::string> different;
      for (const auto& each : texts) different.insert(each.text());
      EXPECT_EQ(different.size(), texts.size()) << entry.id;
      coverwatch::coverage_options options;
      options.explain = false;
      for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(name(coverwatch::covers({&texts[i], 1}, texts, options).result), "covered") << entry.id;
      }
    }
  }
  EXPECT_GT(controls, 50U);
  EXPECT_GT(alternatives, 5U);
  EXPECT_FALSE(coverwatch::catalog::find("cis-0.0:0.0"));
}

}  // namespace
}  // namespace face
