// SPDX-License-Identifier: Apache-2.0
// Why a deployed pattern may miss what the reference asks for: its conditions beside those of the parts that are not
// covered, and its `!=` on the events that slip through. A hint is given only where no condition fits exactly.
#include "coverage/conditions.hpp"
#include "coverage/nearness.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/hint.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace coverage {

using logic::relation;

// A test that compares with a text.
struct text_condition {
  const logic::formula* of;
  const logic::test* test;
  std::string text;
  bool has_stars;

  const logic::selector& path() const noexcept { return of->selectors[test->selector]; }
};

COVERWATCH_FUNC std::optional<text_condition> text_condition_of(const logic::formula& f, const logic::test& t) {
  if (t.how != relation::equal && t.how != relation::not_equal) return std::nullopt;
  const logic::operand& value = f.operands[t.operand];
  auto text = text_of(value);
  if (!text) return std::nullopt;
  return text_condition{&f, &t, std::move(*text), std::holds_alternative<logic::wildcard_operand>(value)};
}

COVERWATCH_FUNC std::vector<text_condition> text_conditions(const logic::formula& f) {
  std::vector<text_condition> out;
  for (const logic::test& t : f.tests) {
    if (auto c = text_condition_of(f, t)) out.push_back(std::move(*c));
  }
  return out;
}

COVERWATCH_FUNC bool about_the_same(const text_condition& a, const text_condition& b) {
  return a.of->form == b.of->form && a.test->how == b.test->how && a.path() == b.path();
}

// Whether whatever equals `b` equals `a`, as far as it shows in the texts.
COVERWATCH_FUNC bool takes_all_of(const text_condition& a, const text_condition& b) {
  if (a.text == b.text) return true;
  if (!a.has_stars || a.test->how != relation::equal) return false;
  return support::matches_glob(support::split_wildcard(a.text), b.text);
}

// What the deployed text is a slip for, if it is one; the texts differ.
COVERWATCH_FUNC std::optional<hint::kind> slip_kind(const text_condition& found, const text_condition& wanted) {
  const std::string a = without_stars(found.text), b = without_stars(wanted.text);
  if (a == b) {
    const bool lost = wanted.has_stars && wanted.test->how == relation::equal;
    return lost && !a.empty() ? std::optional(hint::kind::lost_wildcard) : std::nullopt;
  }
  switch (compare_texts(a, b)) {
    case likeness::spelling: return hint::kind::near_value;
    case likeness::letter_case: return hint::kind::value_case;
    case likeness::none: break;
  }
  return std::nullopt;
}

// A fact of one condition, `$.f = *`, says that the field is always there. An invented event may lack it; a real one
// never does, so that its `!=` is no trap.
COVERWATCH_FUNC bool is_always_there(const logic::selector& s, std::span<const pattern> facts) {
  return std::any_of(facts.begin(), facts.end(), [&](const pattern& fact) {
    const logic::formula& f = fact.internals().formula;
    return f.form == logic::form::object && f.tests.size() == 1 && f.tests.front().how == logic::relation::equal &&
           f.selectors.front() == s;
  });
}

// What the reference asks for: by all of it, and by the parts that are not covered.
struct open_part {
  logic::formula formula;
  std::string event;  // that slips through, if one is known
};

struct reference_conditions {
  const logic::formula& whole;
  std::vector<text_condition> texts;
  std::vector<open_part> parts;
  std::vector<text_condition> wanted;

  reference_conditions(const pattern& reference, const coverage_report& report)
      : whole(reference.internals().formula), texts(text_conditions(whole)) {
    for (const reference_part& part : report.parts) {
      if (part.result != verdict::not_covered && part.result != verdict::unknown) continue;
      parts.push_back({pattern_without_limits(part.text, wildcards::glob).internals().formula, part.event});
    }
    if (report.parts.empty()) parts.push_back({whole, report.event});
    for (const open_part& part : parts) {
      for (text_condition& c : text_conditions(part.formula)) add_wanted(std::move(c));
    }
  }
  reference_conditions(const reference_conditions&) = delete;
  reference_conditions& operator=(const reference_conditions&) = delete;

 private:
  void add_wanted(text_condition c) {
    const auto same = [&](const text_condition& w) { return about_the_same(w, c) && w.text == c.text; };
    if (std::none_of(wanted.begin(), wanted.end(), same)) wanted.push_back(std::move(c));
  }
};

// One deployed pattern.
struct comparing {
  const reference_conditions& reference;
  const logic::formula& f;
  std::size_t filter;
  wildcards dialect;
  std::span<const pattern> facts;
  std::vector<hint>& out;
  std::vector<bool> slipped = std::vector<bool>(f.tests.size(), false);  // of each test: it is a slip for another

  void add(hint::kind what, std::string found, std::string wanted) const {
    hint h{what, filter, std::move(found), std::move(wanted)};
    if (std::find(out.begin(), out.end(), h) == out.end()) out.push_back(std::move(h));
  }

  std::size_t number(const logic::test& t) const { return static_cast<std::size_t>(&t - f.tests.data()); }

  // --- Values.

  // Those of the wanted conditions that this pattern does not have.
  std::vector<const text_condition*> missing(const std::vector<text_condition>& own) const {
    std::vector<const text_condition*> all;
    for (const text_condition& w : reference.wanted) {
      const auto takes = [&](const text_condition& c) { return about_the_same(c, w) && takes_all_of(c, w); };
      if (std::none_of(own.begin(), own.end(), takes)) all.push_back(&w);
    }
    return all;
  }

  bool is_asked_for(const text_condition& c) const {
    return std::any_of(reference.texts.begin(), reference.texts.end(),
                       [&](const text_condition& r) { return about_the_same(r, c) && r.text == c.text; });
  }

  void compare_values() {
    const std::vector<text_condition> own = text_conditions(f);
    const std::vector<const text_condition*> wanted = missing(own);
    for (const text_condition& c : own) {
      if (without_inner_quotes(c.text)) slipped[number(*c.test)] = f.form == logic::form::object;
      if (slipped[number(*c.test)] || is_asked_for(c)) continue;
      for (const text_condition* w : wanted) {
        if (about_the_same(c, *w) && compare_value(c, *w)) break;
      }
    }
  }

  bool compare_value(const text_condition& c, const text_condition& wanted) {
    const std::optional<hint::kind> what = slip_kind(c, wanted);
    if (!what) return false;
    slipped[number(*c.test)] = true;
    add(*what, spelled(f, *c.test), spelled(f, *c.test, wanted.text));
    return true;
  }

  // --- Selectors.

  void compare_paths() {
    if (f.form != logic::form::object || reference.whole.form != logic::form::object) return;
    const std::vector<logic::selector>& known = reference.whole.selectors;
    for (std::uint32_t i = 0; i < f.selectors.size(); ++i) {
      if (std::find(known.begin(), known.end(), f.selectors[i]) == known.end()) compare_path(i);
    }
  }

  void compare_path(std::uint32_t own) {
    for (const open_part& part : reference.parts) {
      for (const logic::selector& wanted : part.formula.selectors) {
        const likeness alike = compare_selectors(f.selectors[own], wanted);
        if (alike == likeness::none) continue;
        add(alike == likeness::letter_case ? hint::kind::selector_case : hint::kind::near_selector,
            logic::dump(f.selectors[own]), logic::dump(wanted));
        for (const logic::test& t : f.tests) {
          if (t.selector == own) slipped[number(t)] = true;
        }
        return;
      }
    }
  }

  // --- Fields that are not there.

  // The verdict when the tests come out so. Parts stand before their parents.
  bool holds(const std::vector<bool>& tests) const {
    std::vector<bool> nodes;
    for (const logic::node& n : f.nodes) {
      const auto part = [&](std::uint32_t each) { return nodes[each]; };
      switch (n.how) {
        case logic::connective::test: nodes.push_back(tests[n.test]); break;
        case logic::connective::all: nodes.push_back(std::all_of(n.parts.begin(), n.parts.end(), part)); break;
        case logic::connective::any: nodes.push_back(std::any_of(n.parts.begin(), n.parts.end(), part)); break;
      }
    }
    return nodes[f.root];
  }

  // What `!=` needs to be there: the field, or what stands before its wildcard.
  logic::selector base(const logic::test& t) const {
    logic::selector s = f.selectors[t.selector];
    s.steps.resize(logic::wildcard_position(s));
    return s;
  }

  bool lacks_field(const logic::test& t, const support::json::value& event) const {
    if (t.how != relation::not_equal || is_always_there(f.selectors[t.selector], facts)) return false;
    logic::formula gone = alone(f, logic::test{t.selector, relation::not_exists, logic::none});
    gone.selectors.front() = base(t);
    return logic::evaluate(gone, event, dialect);
  }

  // Whether the part asks about the field, or something else in this pattern has to do with the event.
  bool has_to_do_with(const open_part& part, const logic::test& t, std::vector<bool> tests) const {
    const std::vector<logic::selector>& asked = part.formula.selectors;
    if (std::find(asked.begin(), asked.end(), f.selectors[t.selector]) != asked.end()) return true;
    for (const logic::test& each : f.tests) {
      if (!is_denial(each)) tests[number(each)] = false;
    }
    return !holds(tests);
  }

  // The fewest `!=` on absent fields without which the pattern, its slips put right, would have caught the event.
  void find_absent_fields(const open_part& missed) {
    support::json::document document;
    if (document.parse(missed.event)) return;
    std::vector<bool> tests;
    std::vector<std::size_t> absent;
    for (const logic::test& t : f.tests) {
      const std::size_t i = tests.size();
      tests.push_back(slipped[i] || logic::evaluate(alone(f, t), document.root(), dialect));
      if (!tests[i] && lacks_field(t, document.root())) absent.push_back(i);
    }
    if (holds(tests)) return;
    for (const std::size_t i : absent) tests[i] = true;
    if (!holds(tests)) return;
    for (const std::size_t i : absent) {
      tests[i] = false;
      if (holds(tests)) continue;
      tests[i] = true;
      if (has_to_do_with(missed, f.tests[i], tests)) add_absent(f.tests[i]);
    }
  }

  void add_absent(const logic::test& t) const {
    const std::string found = spelled(f, t);
    add(hint::kind::absent_field, found, "((" + logic::dump(base(t)) + " NOT EXISTS) || (" + found + "))");
  }

  void run() {
    compare_values();
    compare_paths();
    if (f.form != logic::form::object || f.tests.empty()) return;
    for (const open_part& part : reference.parts) find_absent_fields(part);
  }
};

COVERWATCH_FUNC void add_lints(std::vector<hint>& out, const pattern& p, std::optional<std::size_t> filter,
                               const coverage_options& options) {
  for (hint& h : lint(p, options)) {
    h.filter = filter;
    if (std::find(out.begin(), out.end(), h) == out.end()) out.push_back(std::move(h));
  }
}

}  // namespace coverage

COVERWATCH_FUNC std::vector<hint> hints(std::span<const pattern> deployed, const pattern& reference,
                                        const coverage_report& report, const coverage_options& options) {
  std::vector<hint> out;
  if (report.result == verdict::not_covered || report.result == verdict::unknown) {
    const coverage::reference_conditions conditions(reference, report);
    const wildcards dialect = options.dialect.value_or(wildcards::glob);
    for (std::size_t i = 0; i < deployed.size(); ++i) {
      coverage::comparing{conditions, deployed[i].internals().formula, i, dialect, options.facts, out}.run();
    }
  }
  for (std::size_t i = 0; i < deployed.size(); ++i) coverage::add_lints(out, deployed[i], i, options);
  coverage::add_lints(out, reference, std::nullopt, options);
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
