// SPDX-License-Identifier: Apache-2.0
// The public face of coverage: the verdict on each alternative, and around it what explains it and what would mend it.
// Asks, and decides nothing itself.
#include <coverwatch/coverage.hpp>

#include "coverage/asking.hpp"
#include "coverage/certificate.hpp"
#include "coverage/decision.hpp"
#include "coverage/dissection.hpp"
#include "support/memory.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace coverage {

struct reporting {
  const asking& asked;
  std::span<const pattern> references;

  judgement judge(std::size_t number) const {
    judgement out = asked.decide_on(references[number]);
    out.report.reference = number;
    return out;
  }

  // One alternative that is covered is enough, and one that may be leaves the question open.
  static int weight(verdict v) noexcept {
    switch (v) {
      case verdict::covered: return 3;
      case verdict::unknown: return 2;
      case verdict::not_covered: return 1;
      case verdict::vacuous: break;
    }
    return 0;
  }

  judgement best() const {
    judgement out = judge(0);
    for (std::size_t i = 1; i < references.size() && out.report.result != verdict::covered; ++i) {
      judgement judged = judge(i);
      if (weight(judged.report.result) > weight(out.report.result)) out = std::move(judged);
    }
    return out;
  }

  // Those that the answer cannot do without.
  void minimise_assumptions(coverage_report& out) const {
    const std::span<const pattern> all = asked.options.assumptions;
    asking fewer = asked;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < all.size(); ++i) kept.push_back(i);
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::vector<std::size_t> without;
      std::copy_if(kept.begin(), kept.end(), std::back_inserter(without), [&](std::size_t each) { return each != i; });
      fewer.assumptions.clear();
      for (const std::size_t each : without) fewer.assumptions.push_back(&all[each]);
      if (fewer.judge(references[out.reference]).result == out.result) kept = std::move(without);
    }
    fewer.assumptions.clear();
    for (const std::size_t each : kept) fewer.assumptions.push_back(&all[each]);
    fewer.canonical_json = false;
    out.needs_canonical_json = asked.canonical_json && fewer.judge(references[out.reference]).result != out.result;
    out.assumptions = std::move(kept);
  }

  // Of several that are not covered, the one that takes the least to cover; each is explained to be compared.
  void choose_nearest(coverage_report& out) const {
    if (out.result != verdict::not_covered || references.size() == 1 || !asked.options.explain) return;
    auto least = std::pair{SIZE_MAX, SIZE_MAX};
    coverage_report nearest = out;
    for (std::size_t i = 0; i < references.size(); ++i) {
      const auto d = dissect(asked, references[i]);
      coverage_report judged = judge(i).report;
      if (!d || judged.result != verdict::not_covered) continue;
      const std::vector<coverage_region> regions = find_regions(*d, judge_parts(*d)).regions;
      std::pair<std::size_t, std::size_t> missing{0, 0};
      for (const coverage_region& region : regions) {
        region.filter ? missing.second += region.blockers.size() : missing.first += region.parts.size();
      }
      if (missing >= least) continue;
      least = missing;
      nearest = std::move(judged);
    }
    out = std::move(nearest);
  }

  void explain(coverage_report& out, const dissection& d) const {
    out.parts = judge_parts(d);
    regions_found blocked = find_regions(d, out.parts);
    if (out.result == verdict::not_covered) out.repairs = find_repairs(d, out.parts, blocked);
    out.regions = std::move(blocked.regions);
  }

  // With those assumptions only that the answer needs.
  std::string certificate_of(const coverage_report& out, const judgement& judged) const {
    asking fewer = asked;
    fewer.assumptions.clear();
    for (const std::size_t each : out.assumptions) fewer.assumptions.push_back(&asked.options.assumptions[each]);
    fewer.canonical_json = out.needs_canonical_json;
    const pattern& chosen = references[out.reference];
    const question q = fewer.question_of({&chosen}, pointers(asked.deployed));
    const bool needs_all =
        out.assumptions.size() == asked.assumptions.size() && out.needs_canonical_json == asked.canonical_json;
    if (needs_all) return write_certificate(q, judged.found, judged.possible);
    return write_certificate(q, decide(q), fewer.ask(chosen, {}));
  }

  coverage_report run() const {
    const judgement judged = best();
    coverage_report out = judged.report;
    choose_nearest(out);
    const pattern& chosen = references[out.reference];
    minimise_assumptions(out);
    const bool wanted = asked.options.explain;
    if (const auto d = wanted ? dissect(asked, chosen) : std::nullopt) explain(out, *d);
    if (out.result == verdict::covered && asked.options.certificate) out.certificate = certificate_of(out, judged);
    if (out.result != verdict::not_covered) return out;
    if (wanted) out.facts = facts_that_help(asked, references);
    if (asked.options.whole_event) {
      out.whole_event = whole_event(asked.question_of({&chosen}, pointers(asked.deployed)), out.event);
    }
    return out;
  }
};

COVERWATCH_FUNC decision ask_difference(const pattern& a, const pattern& b, const coverage_options& options) {
  return decide({{&a}, {&b}, pointers(options.assumptions), options.dialect, options.budget, options.canonical_json});
}

COVERWATCH_FUNC relation relation_of(const decision& first, const decision& second, const decision& both) noexcept {
  if (first.found == answer::unknown || second.found == answer::unknown) return relation::unknown;
  if (first.found == answer::no) return second.found == answer::no ? relation::equivalent : relation::narrower;
  if (second.found == answer::no) return relation::wider;
  if (both.found == answer::unknown) return relation::unknown;
  return both.found == answer::no ? relation::disjoint : relation::incomparable;
}

COVERWATCH_FUNC comparison compare_all(const pattern& first, const pattern& second, const coverage_options& options) {
  const decision only_first = ask_difference(first, second, options);
  const decision only_second = ask_difference(second, first, options);
  const decision both = decide(
      {{&first, &second}, {}, pointers(options.assumptions), options.dialect, options.budget, options.canonical_json});
  comparison out;
  out.result = relation_of(only_first, only_second, both);
  if (out.result == relation::unknown) {
    for (const auto* d : {&only_first, &only_second, &both}) {
      if (out.doubt == doubt::nothing) out.doubt = d->why;
    }
  }
  if (only_first.found == answer::yes) out.only_first = only_first.event;
  if (only_second.found == answer::yes) out.only_second = only_second.event;
  return out;
}

}  // namespace coverage

COVERWATCH_FUNC coverage_report covers(std::span<const pattern> deployed, std::span<const pattern> reference,
                                       const coverage_options& options) {
  coverage_report nothing_asked;
  nothing_asked.result = verdict::vacuous;
  if (reference.empty()) return nothing_asked;
  coverage_report no_memory;
  no_memory.result = verdict::unknown;
  no_memory.doubt = doubt::memory;
  return support::unless_out_of_memory(std::move(no_memory), [&] {
    const coverage::asking asked{deployed, options, coverage::pointers(options.assumptions)};
    return coverage::reporting{asked, reference}.run();
  });
}

COVERWATCH_FUNC comparison compare(const pattern& first, const pattern& second, const coverage_options& options) {
  return support::unless_out_of_memory(comparison{relation::unknown, doubt::memory, {}, {}},
                                       [&] { return coverage::compare_all(first, second, options); });
}

COVERWATCH_FUNC std::string_view name(verdict v) noexcept {
  switch (v) {
    case verdict::covered: return "covered";
    case verdict::not_covered: return "not_covered";
    case verdict::unknown: return "unknown";
    case verdict::vacuous: return "vacuous";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(doubt d) noexcept {
  switch (d) {
    case doubt::nothing: return "nothing";
    case doubt::budget: return "budget";
    case doubt::number_text: return "number_text";
    case doubt::event_size: return "event_size";
    case doubt::wildcard_search: return "wildcard_search";
    case doubt::kind: return "kind";
    case doubt::memory: return "memory";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(relation r) noexcept {
  switch (r) {
    case relation::equivalent: return "equivalent";
    case relation::wider: return "wider";
    case relation::narrower: return "narrower";
    case relation::incomparable: return "incomparable";
    case relation::disjoint: return "disjoint";
    case relation::unknown: return "unknown";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(repair_kind k) noexcept {
  switch (k) {
    case repair_kind::add_filter: return "add_filter";
    case repair_kind::extend_filter: return "extend_filter";
    case repair_kind::drop_conditions: return "drop_conditions";
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI
