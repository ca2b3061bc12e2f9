// SPDX-License-Identifier: Apache-2.0
// Patterns that read events alike are searched together; what the others make of an event only running them tells. An
// event is given out when machine and reference evaluator agree on it for every pattern.
#include "coverage/decision.hpp"

#include "coverage/refutation.hpp"
#include "coverage/search.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/scratch.hpp>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

using logic::form;

COVERWATCH_FUNC bool asks_nothing(const logic::formula& f) noexcept {
  const bool every_message = f.form == form::message || (f.form == form::columns && f.columns.size() == 1 &&
                                                         f.columns.front().how == logic::column::kind::ellipsis);
  return every_message && f.tests.empty();
}

// A wildcard that ends with a star means the same in both dialects.
COVERWATCH_FUNC bool hangs_on_dialect(const logic::formula& f) noexcept {
  return std::any_of(f.operands.begin(), f.operands.end(), [](const logic::operand& v) {
    const auto* wildcard = std::get_if<logic::wildcard_operand>(&v);
    return wildcard != nullptr && !wildcard->pieces.pieces.back().empty();
  });
}

COVERWATCH_FUNC const logic::formula& formula_of(const pattern& p) noexcept { return p.internals().formula; }

// Runs patterns over one event, by the machine and by the reference evaluator.
struct replay {
  replay(const std::string& what, wildcards how)
      : event(what), dialect(how), is_json(!document.parse(what)), memory(std::max<std::size_t>(what.size(), 1)) {}

  bool matches(const pattern& p) {
    const logic::formula& f = formula_of(p);
    const bool as_it_is = p.internals().dialect == dialect || !hangs_on_dialect(f);
    const bool machine = match::matches((as_it_is ? p : p.in_dialect(dialect)).internals(), event, memory);
    bool reference = false;
    if (f.form != form::object) {
      reference = logic::evaluate(f, event, dialect);
    } else if (is_json) {
      reference = logic::evaluate(f, document.root(), dialect);
    }
    agree = agree && machine == reference;
    return machine;
  }

  const std::string& event;
  wildcards dialect;
  support::json::document document;
  bool is_json;
  scratch memory;
  bool agree = true;
};

struct deciding {
  const question& q;
  wildcards dialect;
  form wanted = form::message;

  // How the pattern reads events here. Of canonical JSON terms read the text of an object.
  form form_of(const pattern& p) const {
    const logic::formula& f = formula_of(p);
    const bool of_phrases = std::all_of(f.operands.begin(), f.operands.end(), [](const logic::operand& v) {
      return std::holds_alternative<logic::phrase_operand>(v);
    });
    return q.canonical_json && f.form == form::message && of_phrases ? form::object : f.form;
  }

  // What all patterns that must match have in common; nothing when they read events differently.
  bool choose_form() {
    bool chosen = false;
    const auto agrees = [&](const pattern* p) {
      if (asks_nothing(formula_of(*p)) && !q.canonical_json) return true;
      if (!chosen) wanted = form_of(*p);
      chosen = true;
      return form_of(*p) == wanted;
    };
    return std::all_of(q.matched.begin(), q.matched.end(), agrees);
  }

  // Patterns that read events otherwise are left out, which only leaves more events; so are those of columns that may
  // find too few of them.
  void add(problem& p, const std::vector<const pattern*>& patterns, polarity how) const {
    for (const pattern* each : patterns) {
      const logic::formula& f = formula_of(*each);
      const bool fits = form_of(*each) == wanted && (wanted != form::columns || tokens_needed(f) <= p.tokens);
      if (fits || asks_nothing(f)) demand(p, f, how);
    }
  }

  // What those that must match make sure of.
  std::size_t tokens() const {
    std::size_t most = 0;
    for (const auto* patterns : {&q.matched, &q.assumptions}) {
      for (const pattern* each : *patterns) {
        if (const logic::formula& f = formula_of(*each); f.form == form::columns)
          most = std::max(most, tokens_needed(f));
      }
    }
    return most;
  }

  // No event is as deep as such a selector is long. Searching recurses along selectors.
  static bool is_too_deep(const pattern* p) {
    const auto& all = formula_of(*p).selectors;
    return std::any_of(all.begin(), all.end(),
                       [](const logic::selector& s) { return s.steps.size() > support::json::max_depth; });
  }

  bool any_is_too_deep() const {
    const auto has = [](const auto& patterns) { return std::any_of(patterns.begin(), patterns.end(), is_too_deep); };
    return has(q.matched) || has(q.assumptions) || has(q.not_matched);
  }

  side run() {
    if (any_is_too_deep()) return {dialect, answer::unknown, doubt::event_size};
    if (choose_form() || matches_everything()) return refute();
    return {dialect, answer::unknown, doubt::kind};
  }

  bool matches_everything() const {
    return std::any_of(q.not_matched.begin(), q.not_matched.end(),
                       [](const pattern* n) { return asks_nothing(formula_of(*n)); });
  }

  // Searches for an event.
  side refute() {
    problem p;
    p.form = wanted;
    p.tokens = wanted == form::columns ? tokens() : 0;
    add(p, q.matched, polarity::holds);
    add(p, q.assumptions, polarity::holds);
    add(p, q.not_matched, polarity::fails);
    domain::budget left{q.budget};
    const operand_texts texts(p, dialect);
    auto why = std::make_shared<refutation>(std::move(p));
    const realisation r = search(why->asked, texts, why->steps, left);
    why->last = r.step;
    if (r.found == answer::no) return {dialect, r.found, doubt::nothing, {}, std::move(why)};
    if (r.found == answer::unknown) return {dialect, r.found, r.why, {}, {}};
    const bool is_canonical = !q.canonical_json || wanted == form::object;  // objects are made so
    if (is_canonical && separates(r.event)) return {dialect, r.found, doubt::nothing, r.event, {}};
    const std::string blank = " ";  // no token: what a pattern of columns, which was left out, does not match
    if (is_canonical && wanted == form::message && separates(blank))
      return {dialect, r.found, doubt::nothing, blank, {}};
    return {dialect, answer::unknown, doubt::kind, {}, {}};
  }

  bool separates(const std::string& event) const {
    replay run(event, dialect);
    const auto match = [&](const pattern* p) { return run.matches(*p); };
    const bool holds = std::all_of(q.matched.begin(), q.matched.end(), match) &&
                       std::all_of(q.assumptions.begin(), q.assumptions.end(), match) &&
                       std::none_of(q.not_matched.begin(), q.not_matched.end(), match);
    return holds && run.agree;
  }
};

COVERWATCH_FUNC bool dialect_matters(const question& q) {
  const auto has = [](const pattern* p) { return hangs_on_dialect(formula_of(*p)); };
  return std::any_of(q.matched.begin(), q.matched.end(), has) ||
         std::any_of(q.not_matched.begin(), q.not_matched.end(), has) ||
         std::any_of(q.assumptions.begin(), q.assumptions.end(), has);
}

COVERWATCH_FUNC decision of_one(side&& only) {
  decision out{only.found, only.why, only.event, {}};
  out.sides.push_back(std::move(only));
  return out;
}

// Both say yes: an event of one that is an event of the other, too, when there is one at hand.
COVERWATCH_FUNC const std::string& agreed(const question& q, const side& glob, const side& leftmost) {
  if (deciding{q, wildcards::leftmost}.separates(glob.event)) return glob.event;
  return deciding{q, wildcards::glob}.separates(leftmost.event) ? leftmost.event : glob.event;
}

COVERWATCH_FUNC decision decide(const question& q) {
  side glob = deciding{q, q.dialect.value_or(wildcards::glob)}.run();
  glob.of_any = !dialect_matters(q);
  if (q.dialect || glob.of_any || glob.found == answer::unknown) return of_one(std::move(glob));
  side leftmost = deciding{q, wildcards::leftmost}.run();
  if (leftmost.found == answer::unknown) return of_one(std::move(leftmost));
  decision out{glob.found, doubt::nothing, {}, {}};
  if (glob.found == answer::yes && leftmost.found == answer::yes) out.event = agreed(q, glob, leftmost);
  if (glob.found != leftmost.found) {
    out = {answer::unknown, doubt::wildcard_search, glob.found == answer::yes ? glob.event : leftmost.event, {}};
  }
  out.sides.push_back(std::move(glob));
  out.sides.push_back(std::move(leftmost));
  return out;
}

COVERWATCH_FUNC bool separates(const question& q, const std::string& event) {
  if (q.dialect || !dialect_matters(q)) return deciding{q, q.dialect.value_or(wildcards::glob)}.separates(event);
  return deciding{q, wildcards::glob}.separates(event) && deciding{q, wildcards::leftmost}.separates(event);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
