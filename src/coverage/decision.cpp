// SPDX-License-Identifier: Apache-2.0
// Patterns that read events alike are searched together; what the others make of an event only running them tells. An
// event is given out when machine and reference evaluator agree on it for every pattern.
#include "coverage/decision.hpp"

#include "coverage/search.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/scratch.hpp>

#include <algorithm>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

using logic::form;

COVERWATCH_FUNC bool asks_nothing(const logic::formula& f) noexcept {
  const bool every_message = f.form == form::message || (f.form == form::columns && f.columns.size() == 1 &&
                                                         f.columns.front().how == logic::column::kind::ellipsis);
  return every_message && f.tests.empty();
}

COVERWATCH_FUNC bool has_wildcards(const logic::formula& f) noexcept {
  return std::any_of(f.operands.begin(), f.operands.end(),
                     [](const logic::operand& v) { return std::holds_alternative<logic::wildcard_operand>(v); });
}

COVERWATCH_FUNC const logic::formula& formula_of(const pattern& p) noexcept { return p.internals().formula; }

// One dialect.
struct deciding {
  const question& q;
  wildcards dialect;
  form wanted = form::message;

  // What all patterns that must match have in common; nothing when they read events differently.
  bool choose_form() {
    bool chosen = false;
    const auto agrees = [&](const pattern* p) {
      const logic::formula& f = formula_of(*p);
      if (asks_nothing(f)) return true;
      if (!chosen) wanted = f.form;
      chosen = true;
      return f.form == wanted;
    };
    return std::all_of(q.matched.begin(), q.matched.end(), agrees);
  }

  // Patterns that read events otherwise are left out, which only leaves more events; so are those that ask nothing.
  void add(problem& p, const std::vector<const pattern*>& patterns, polarity how) const {
    for (const pattern* each : patterns) {
      const logic::formula& f = formula_of(*each);
      if (f.form == wanted && !asks_nothing(f)) demand(p, f, how);
    }
  }

  // The same formula means the same.
  bool has_equals() const {
    return std::any_of(q.matched.begin(), q.matched.end(), [&](const pattern* m) {
      return std::any_of(q.not_matched.begin(), q.not_matched.end(),
                         [&](const pattern* n) { return logic::dump(formula_of(*m)) == logic::dump(formula_of(*n)); });
    });
  }

  decision run() {
    const auto matches_everything = [](const pattern* n) { return asks_nothing(formula_of(*n)); };
    if (std::any_of(q.not_matched.begin(), q.not_matched.end(), matches_everything)) return {};
    if (!choose_form()) return {answer::unknown, doubt::kind, {}};
    if (wanted == form::columns) return has_equals() ? decision{} : try_words();
    problem p;
    p.of_messages = wanted != form::object;
    add(p, q.matched, polarity::holds);
    add(p, q.assumptions, polarity::holds);
    add(p, q.not_matched, polarity::fails);
    domain::budget left{q.budget};
    const realisation r = search(p, operand_texts(p, dialect), left);
    if (r.found == answer::no) return {};
    if (r.found == answer::unknown) return {r.found, r.why, {}};
    if (separates(r.event)) return {r.found, doubt::nothing, r.event};
    return {answer::unknown, doubt::kind, {}};
  }

  // Columns are not searched: a message of as many words, those that the first pattern asks for among them, may do, and
  // settles nothing when it does not.
  decision try_words() const {
    const logic::formula& f = formula_of(*q.matched.front());
    std::vector<std::string> words(f.columns.size(), "word");
    for (const logic::test& t : f.tests) {
      const auto* text = std::get_if<logic::text_operand>(&f.operands[t.operand]);
      const auto* index = std::get_if<logic::index_step>(&f.selectors[t.selector].steps.front());
      if (text != nullptr && t.how == logic::relation::equal) words[index->index] = text->text;
    }
    std::string message;
    for (const std::string& word : words) message += (message.empty() ? "" : " ") + word;
    if (separates(message)) return {answer::yes, doubt::nothing, message};
    return {answer::unknown, doubt::kind, {}};
  }

  // --- Running the patterns.

  pattern in_dialect(const pattern& p) const {
    if (p.internals().dialect == dialect || !has_wildcards(formula_of(p))) return p;
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    return *pattern::parse(p.text(), {dialect, any, any, any, any, any});
  }

  bool matches(const pattern& p, const std::string& event, bool& agree) const {
    scratch memory(std::max<std::size_t>(event.size(), 1));
    const bool machine = in_dialect(p).matches(event, memory);
    const logic::formula& f = formula_of(p);
    support::json::document document;
    bool reference = false;
    if (f.form != form::object) {
      reference = logic::evaluate(f, event, dialect);
    } else if (!document.parse(event)) {
      reference = logic::evaluate(f, document.root(), dialect);
    }
    agree = agree && machine == reference;
    return machine;
  }

  bool separates(const std::string& event) const {
    bool agree = true;
    const auto match = [&](const pattern* p) { return matches(*p, event, agree); };
    const bool holds = std::all_of(q.matched.begin(), q.matched.end(), match) &&
                       std::all_of(q.assumptions.begin(), q.assumptions.end(), match) &&
                       std::none_of(q.not_matched.begin(), q.not_matched.end(), match);
    return holds && agree;
  }
};

COVERWATCH_FUNC decision decide_in(const question& q, wildcards dialect) { return deciding{q, dialect}.run(); }

COVERWATCH_FUNC bool dialect_matters(const question& q) {
  const auto has = [](const pattern* p) { return has_wildcards(formula_of(*p)); };
  return std::any_of(q.matched.begin(), q.matched.end(), has) ||
         std::any_of(q.not_matched.begin(), q.not_matched.end(), has) ||
         std::any_of(q.assumptions.begin(), q.assumptions.end(), has);
}

// Both say yes: an event of one that is an event of the other, too, when there is one at hand.
COVERWATCH_FUNC decision agreed(const question& q, decision glob, decision leftmost) {
  if (deciding{q, wildcards::leftmost}.separates(glob.event)) return glob;
  return deciding{q, wildcards::glob}.separates(leftmost.event) ? leftmost : glob;
}

COVERWATCH_FUNC decision decide(const question& q) {
  if (q.dialect || !dialect_matters(q)) return decide_in(q, q.dialect.value_or(wildcards::glob));
  decision glob = decide_in(q, wildcards::glob);
  if (glob.found == answer::unknown) return glob;
  decision leftmost = decide_in(q, wildcards::leftmost);
  if (leftmost.found == answer::unknown) return leftmost;
  if (glob.found == leftmost.found) return glob.found == answer::no ? glob : agreed(q, glob, leftmost);
  return {answer::unknown, doubt::wildcard_search, glob.found == answer::yes ? glob.event : leftmost.event};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
