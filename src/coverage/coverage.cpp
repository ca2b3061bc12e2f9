// SPDX-License-Identifier: Apache-2.0
// The public face of coverage: what is asked of the decision, alternative by alternative and part by part, and the
// repairs that follow. Every repair is decided before it is offered.
#include <coverwatch/coverage.hpp>

#include "coverage/certificate.hpp"
#include "coverage/decision.hpp"
#include "match/parts.hpp"
#include "syntax/print.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace coverage {

inline constexpr std::size_t longest_pattern = 1024;  // characters that the service takes

COVERWATCH_FUNC std::vector<const pattern*> pointers(std::span<const pattern> patterns) {
  std::vector<const pattern*> out;
  for (const pattern& each : patterns) out.push_back(&each);
  return out;
}

COVERWATCH_FUNC verdict verdict_of(answer found) noexcept {
  switch (found) {
    case answer::yes: return verdict::not_covered;
    case answer::no: return verdict::covered;
    case answer::unknown: break;
  }
  return verdict::unknown;
}

// The alternatives that a JSON pattern joins with `||`, parentheses around them taken off.
COVERWATCH_FUNC void collect_alternatives(const syntax::expression& e, std::vector<const syntax::expression*>& out) {
  if (const auto* g = std::get_if<syntax::group>(&e.node)) return collect_alternatives(g->inside.front(), out);
  const auto* d = std::get_if<syntax::disjunction>(&e.node);
  if (d == nullptr) return out.push_back(&e);
  for (const syntax::expression& part : d->parts) collect_alternatives(part, out);
}

// A pattern made of the library's own print: it parses, whatever its length.
COVERWATCH_FUNC pattern own_pattern(const std::string& text, wildcards dialect) {
  parse_options options;
  options.dialect = dialect;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = options.max_regex_positions =
      SIZE_MAX;
  return *pattern::parse(text, options);
}

COVERWATCH_FUNC std::string inside_braces(const std::string& canonical) {
  return canonical.substr(2, canonical.size() - 4);
}

COVERWATCH_FUNC std::size_t characters_in(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

struct covering {
  std::span<const pattern> deployed;
  const coverage_options& options;
  std::vector<const pattern*> assumptions;

  question about(const pattern& wanted, std::vector<const pattern*> filters) const {
    return {{&wanted}, std::move(filters), assumptions, options.dialect, options.budget, options.canonical_json};
  }

  decision ask(const pattern& wanted, std::vector<const pattern*> filters) const {
    return decide(about(wanted, std::move(filters)));
  }

  // --- One alternative of the reference.

  coverage_report judge(const pattern& reference, std::size_t number) const {
    coverage_report out;
    out.reference = number;
    const decision possible = ask(reference, {});
    const decision found = ask(reference, pointers(deployed));
    out.result = verdict_of(found.found);
    out.doubt = found.why;
    out.event = found.event;
    if (possible.found == answer::no) {
      out.result = verdict::vacuous;
      out.event.clear();
    } else if (possible.found == answer::unknown && found.found == answer::no) {
      out.result = verdict::unknown;  // it may be vacuous
      out.doubt = possible.why;
    }
    return out;
  }

  // With those assumptions only that the answer needs.
  void add_certificate(coverage_report& out, const pattern& reference) const {
    covering fewer = *this;
    fewer.assumptions.clear();
    for (const std::size_t i : out.assumptions) fewer.assumptions.push_back(&options.assumptions[i]);
    const question asked = fewer.about(reference, pointers(deployed));
    out.certificate = write_certificate(asked, decide(asked), fewer.ask(reference, {}));
  }

  std::optional<std::size_t> filter_alone(const pattern& part) const {
    for (std::size_t i = 0; i < deployed.size(); ++i) {
      if (ask(part, {&deployed[i]}).found == answer::no) return i;
    }
    return std::nullopt;
  }

  reference_part judge_part(const std::string& text) const {
    const pattern part = own_pattern(text, wildcards::glob);
    const coverage_report judged = judge(part, 0);
    reference_part out{text, judged.result, judged.doubt, judged.event, {}};
    if (judged.result == verdict::covered) out.filter = filter_alone(part);
    return out;
  }

  void add_parts(coverage_report& out, const pattern& reference) const {
    const auto* json = std::get_if<syntax::json_pattern>(&reference.internals().tree.pattern);
    if (json == nullptr) return;
    std::vector<const syntax::expression*> alternatives;
    collect_alternatives(json->root, alternatives);
    for (const syntax::expression* e : alternatives) {
      out.parts.push_back(judge_part(syntax::print(syntax::tree{syntax::json_pattern{*e}})));
    }
  }

  // --- Assumptions: which the answer cannot do without.

  void minimise(coverage_report& out, const pattern& reference) const {
    covering fewer = *this;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < options.assumptions.size(); ++i) kept.push_back(i);
    for (std::size_t i = 0; i < options.assumptions.size(); ++i) {
      std::vector<std::size_t> without;
      std::copy_if(kept.begin(), kept.end(), std::back_inserter(without), [&](std::size_t each) { return each != i; });
      fewer.assumptions.clear();
      for (const std::size_t each : without) fewer.assumptions.push_back(&options.assumptions[each]);
      if (fewer.judge(reference, out.reference).result == out.result) kept = std::move(without);
    }
    out.assumptions = std::move(kept);
  }

  // --- Repairs.

  bool would_cover(const pattern& reference, const std::string& text, std::optional<std::size_t> replaces) const {
    const pattern repair = own_pattern(text, wildcards::glob);
    std::vector<const pattern*> filters = pointers(deployed);
    if (replaces) filters[*replaces] = &repair;
    if (!replaces) filters.push_back(&repair);
    return ask(reference, std::move(filters)).found == answer::no;
  }

  void add_repair(coverage_report& out, const pattern& reference, const std::string& inside,
                  std::optional<std::size_t> replaces) const {
    const std::string text = "{ " + inside + " }";
    if (characters_in(text) <= longest_pattern && pattern::parse(text) && would_cover(reference, text, replaces)) {
      out.repairs.push_back({text, replaces});
    }
  }

  void add_repairs(coverage_report& out, const pattern& reference) const {
    std::string missing;
    for (const reference_part& part : out.parts) {
      if (part.result == verdict::covered || part.result == verdict::vacuous) continue;
      missing += (missing.empty() ? "" : " || ") + inside_braces(part.text);
    }
    if (missing.empty()) return;
    add_repair(out, reference, missing, std::nullopt);
    for (std::size_t i = 0; i < deployed.size(); ++i) {
      if (deployed[i].kind() != pattern_kind::json) continue;
      add_repair(out, reference, inside_braces(deployed[i].canonical()) + " || " + missing, i);
    }
    std::stable_sort(out.repairs.begin(), out.repairs.end(),
                     [](const coverage_repair& a, const coverage_repair& b) { return a.text.size() < b.text.size(); });
  }

  coverage_report run(std::span<const pattern> references) const {
    coverage_report best = judge(references.front(), 0);
    for (std::size_t i = 1; i < references.size() && best.result != verdict::covered; ++i) {
      coverage_report judged = judge(references[i], i);
      if (weight(judged.result) > weight(best.result)) best = std::move(judged);
    }
    const pattern& chosen = references[best.reference];
    add_parts(best, chosen);
    if (!assumptions.empty()) minimise(best, chosen);
    if (best.result == verdict::not_covered) add_repairs(best, chosen);
    if (best.result == verdict::covered && options.certificate) add_certificate(best, chosen);
    return best;
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

}  // namespace coverage

COVERWATCH_FUNC coverage_report covers(std::span<const pattern> deployed, std::span<const pattern> reference,
                                       const coverage_options& options) {
  if (reference.empty()) return {verdict::vacuous, doubt::nothing, 0, {}, {}, {}, {}, {}};
  return coverage::covering{deployed, options, coverage::pointers(options.assumptions)}.run(reference);
}

COVERWATCH_FUNC comparison compare(const pattern& first, const pattern& second, const coverage_options& options) {
  using coverage::answer;
  const coverage::decision only_first = coverage::ask_difference(first, second, options);
  const coverage::decision only_second = coverage::ask_difference(second, first, options);
  const coverage::decision both = coverage::decide(
      {{&first, &second},
                                                  {},
                                                  coverage::pointers(options.assumptions),
                                                  options.dialect,
                                                  options.budget,
                                                  options.canonical_json});
  comparison out;
  out.result = coverage::relation_of(only_first, only_second, both);
  if (out.result == relation::unknown) {
    for (const auto* d : {&only_first, &only_second, &both}) {
      if (out.doubt == doubt::nothing) out.doubt = d->why;
    }
  }
  if (only_first.found == answer::yes) out.only_first = only_first.event;
  if (only_second.found == answer::yes) out.only_second = only_second.event;
  return out;
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

}  // namespace coverwatch::inline COVERWATCH_ABI
