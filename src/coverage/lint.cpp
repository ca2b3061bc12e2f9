// SPDX-License-Identifier: Apache-2.0
// What one pattern shows by itself: parts that are dead, patterns that catch everything or nearly so, and slips that
// need no reference to be seen. Dead and everything are decided exactly; the rest is read off the tree.
#include "coverage/conditions.hpp"
#include "coverage/decision.hpp"
#include "coverage/nearness.hpp"
#include "logic/lower.hpp"
#include "match/parts.hpp"
#include "support/memory.hpp"

#include <coverwatch/hint.hpp>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace coverage {

// An object that has `$.a[0]` has no `$.a.b`.
inline constexpr const char* any_object = "{ $.a[0] NOT EXISTS || $.a.b NOT EXISTS }";

COVERWATCH_FUNC answer ask_alone(const pattern& matched, const pattern* not_matched, const coverage_options& options) {
  question q;
  q.matched.push_back(&matched);
  if (not_matched != nullptr) q.not_matched.push_back(not_matched);
  q.dialect = options.dialect;
  q.budget = options.budget;
  return decide(q).found;
}

// `= *` says no more than that there is something.
COVERWATCH_FUNC bool takes_any_text(const logic::formula& f, const logic::test& t) noexcept {
  const auto* w = t.operand == logic::none ? nullptr : std::get_if<logic::wildcard_operand>(&f.operands[t.operand]);
  return t.how == logic::relation::equal && w != nullptr && support::matches_everything(w->pieces);
}

// Nothing but what is not so.
COVERWATCH_FUNC bool is_all_negative(const logic::formula& f) {
  const auto says_little = [&](const logic::test& t) { return is_denial(t) || takes_any_text(f, t); };
  return std::any_of(f.tests.begin(), f.tests.end(), is_denial) &&
         std::all_of(f.tests.begin(), f.tests.end(), says_little);
}

// Steps for each decision: those of a handful of conditions take hundreds.
inline constexpr std::uint64_t lint_budget = 20'000;

COVERWATCH_FUNC std::optional<bool> matches_all(const pattern& p, const coverage_options& options) {
  switch (ask_alone(known_pattern(p.kind() == pattern_kind::json ? any_object : ""), &p, options)) {
    case answer::yes: return false;
    case answer::no: return true;
    case answer::unknown: break;
  }
  return std::nullopt;
}

struct linting {
  const pattern& p;
  coverage_options options;
  std::vector<hint> out = {};

  const logic::formula& formula() const noexcept { return p.internals().formula; }

  void add(hint::kind what, std::string found, std::string wanted = {}) {
    hint h{what, std::nullopt, std::move(found), std::move(wanted)};
    if (std::find(out.begin(), out.end(), h) == out.end()) out.push_back(std::move(h));
  }

  bool is_dead(const std::string& text) const {
    return ask_alone(pattern_without_limits(text, p.internals().dialect), nullptr, options) == answer::no;
  }

  // --- Parts that no event passes.

  // A copy of the tree in which one `||` is replaced by one of its parts, for each `||` and each part; `at` is a place
  // in the copy. No parentheses are needed: a `||` is the whole pattern or has its own. Recursion is bounded by the
  // nesting limit of patterns.
  void find_dead_parts(syntax::expression& whole, syntax::expression& at) {
    if (auto* g = std::get_if<syntax::group>(&at.node)) return find_dead_parts(whole, g->inside.front());
    if (auto* c = std::get_if<syntax::conjunction>(&at.node)) {
      for (syntax::expression& part : c->parts) find_dead_parts(whole, part);
      return;
    }
    if (!std::holds_alternative<syntax::disjunction>(at.node)) return;
    const syntax::expression kept = at;
    for (const syntax::expression& part : std::get_if<syntax::disjunction>(&kept.node)->parts) {
      at = inside_groups(part);
      const std::string text = "{ " + spelled(inside_groups(whole)) + " }";
      if (is_dead(text)) {
        add(hint::kind::never_matches, text);
      } else {
        find_dead_parts(whole, at);
      }
    }
    at = kept;
  }

  void find_dead(const syntax::expression& root) {
    if (ask_alone(p, nullptr, options) == answer::no) return add(hint::kind::never_matches, p.canonical());
    syntax::expression copy = root;
    find_dead_parts(copy, copy);
  }

  // --- What catches nearly everything.

  bool find_everything() {
    if (matches_all(p, options) != std::optional<bool>(true)) return false;
    add(hint::kind::matches_everything, p.canonical());
    return true;
  }

  // `A || B || (not C) || (not D)` as `(A || B) && not C && not D`.
  static std::string as_exclusions(const std::vector<const syntax::expression*>& positive,
                                   const std::vector<const syntax::expression*>& negative) {
    std::string out;
    for (const syntax::expression* each : positive) out += (out.empty() ? "" : " || ") + in_parentheses(*each);
    if (positive.size() > 1) out.insert(0, "(").append(")");
    for (const syntax::expression* each : negative) out += (out.empty() ? "" : " && ") + in_parentheses(*each);
    return out;
  }
  static std::string in_parentheses(const syntax::expression& e) { return "(" + spelled(e) + ")"; }

  // Alternatives of denials alone. All about one field is how "missing, or not that" is written.
  bool find_almost_everything(const syntax::expression& root) {
    const std::vector<const syntax::expression*> all = alternatives_of(root);
    if (all.size() < 2 || formula().selectors.size() < 2) return false;
    std::vector<const syntax::expression*> positive, negative;
    for (const syntax::expression* each : all) {
      (is_all_negative(logic::lower(tree_of(*each))) ? negative : positive).push_back(each);
    }
    if (negative.empty()) return false;
    std::string found;
    for (const syntax::expression* each : negative) found += (found.empty() ? "" : " || ") + in_parentheses(*each);
    add(hint::kind::matches_almost_everything, std::move(found), as_exclusions(positive, negative));
    return true;
  }

  // `$.a != x || $.a != y` holds for every value of `$.a`.
  void find_either_not(const syntax::disjunction& d) {
    std::vector<const syntax::compare*> denials;
    for (const syntax::expression& part : d.parts) {
      const auto* c = std::get_if<syntax::compare>(&inside_groups(part).node);
      if (c != nullptr && c->op == syntax::comparison::not_equal) denials.push_back(c);
    }
    for (std::size_t i = 1; i < denials.size(); ++i) {
      const syntax::compare &a = *denials[i - 1], &b = *denials[i];
      if (a.left != b.left || a.right == b.right || !is_literal(a) || !is_literal(b)) continue;
      const std::string first = spelled(syntax::expression{a}), second = spelled(syntax::expression{b});
      add(hint::kind::matches_almost_everything, first + " || " + second, first + " && " + second);
    }
  }

  static bool is_literal(const syntax::compare& c) {
    const logic::formula f = logic::lower(tree_of(syntax::expression{c}));
    return std::holds_alternative<logic::text_operand>(f.operands.front()) &&
           logic::wildcard_position(f.selectors.front()) == f.selectors.front().steps.size();
  }

  void find_either_not(const syntax::expression& e) {
    if (const auto* g = std::get_if<syntax::group>(&e.node)) return find_either_not(g->inside.front());
    const auto* c = std::get_if<syntax::conjunction>(&e.node);
    const auto* d = std::get_if<syntax::disjunction>(&e.node);
    if (d != nullptr) find_either_not(*d);
    if (c == nullptr && d == nullptr) return;
    for (const syntax::expression& part : c != nullptr ? c->parts : d->parts) find_either_not(part);
  }

  // --- Connectives without parentheses.

  // Each `&&` beside a `||` in parentheses of its own.
  static syntax::expression as_read(const syntax::expression& e) {
    if (const auto* g = std::get_if<syntax::group>(&e.node)) {
      return {syntax::group{{as_read(g->inside.front())}, g->where}};
    }
    if (const auto* c = std::get_if<syntax::conjunction>(&e.node)) {
      return {syntax::conjunction{all_as_read(c->parts), c->where}};
    }
    const auto* d = std::get_if<syntax::disjunction>(&e.node);
    if (d == nullptr) return e;
    std::vector<syntax::expression> parts = all_as_read(d->parts);
    for (syntax::expression& part : parts) {
      if (std::holds_alternative<syntax::conjunction>(part.node)) part = {syntax::group{{part}, {}}};
    }
    return {syntax::disjunction{std::move(parts), d->where}};
  }
  static std::vector<syntax::expression> all_as_read(const std::vector<syntax::expression>& parts) {
    std::vector<syntax::expression> out;
    for (const syntax::expression& part : parts) out.push_back(as_read(part));
    return out;
  }

  // The other reading, in which `||` binds tighter: neighbours that `||` joins stand together in parentheses.
  static std::string other_reading(const syntax::disjunction& d) {
    std::vector<std::vector<std::string>> runs{{}};
    for (const syntax::expression& part : d.parts) {
      const auto* c = std::get_if<syntax::conjunction>(&part.node);
      runs.back().push_back(spelled(c == nullptr ? part : c->parts.front()));
      for (std::size_t i = 1; c != nullptr && i < c->parts.size(); ++i) runs.push_back({spelled(c->parts[i])});
    }
    std::string out;
    for (const std::vector<std::string>& run : runs) {
      std::string joined;
      for (const std::string& each : run) joined += (joined.empty() ? "" : " || ") + each;
      out += (out.empty() ? "" : " && ") + (run.size() > 1 ? "(" + joined + ")" : joined);
    }
    return out;
  }

  // The other reading is likely where `||` has single conditions beside it; `a && b || c && d` means what it says.
  void find_mixed(const syntax::expression& e) {
    if (const auto* g = std::get_if<syntax::group>(&e.node)) return find_mixed(g->inside.front());
    const auto* c = std::get_if<syntax::conjunction>(&e.node);
    const auto* d = std::get_if<syntax::disjunction>(&e.node);
    if (c == nullptr && d == nullptr) return;
    if (d != nullptr) {
      const auto joins = [](const syntax::expression& part) {
        return std::holds_alternative<syntax::conjunction>(part.node);
      };
      const bool all = std::all_of(d->parts.begin(), d->parts.end(), joins);
      const bool some = std::any_of(d->parts.begin(), d->parts.end(), joins);
      if (some) add(hint::kind::mixed_connectives, spelled(as_read(e)), all ? std::string() : other_reading(*d));
    }
    for (const syntax::expression& part : c != nullptr ? c->parts : d->parts) find_mixed(part);
  }

  // --- Single conditions.

  void find_inner_quotes(const logic::test& t) {
    const std::optional<std::string> text =
        t.operand == logic::none ? std::nullopt : text_of(formula().operands[t.operand]);
    const std::optional<std::string> inside = text ? without_inner_quotes(*text) : std::nullopt;
    if (inside) add(hint::kind::inner_quotes, spelled(formula(), t), spelled(formula(), t, *inside));
  }

  // Two selectors that differ in letter case only. The same conditions on both are meant to take either.
  void find_twins() {
    const logic::formula& f = formula();
    for (std::uint32_t b = 1; b < f.selectors.size(); ++b) {
      for (std::uint32_t a = 0; a < b; ++a) {
        if (compare_selectors(f.selectors[a], f.selectors[b]) != likeness::letter_case) continue;
        if (same_conditions(a, b)) continue;
        const bool later = tests_of(b) <= tests_of(a);
        add(hint::kind::selector_case, logic::dump(f, f.selectors[later ? b : a]),
            logic::dump(f, f.selectors[later ? a : b]));
      }
    }
  }
  std::ptrdiff_t tests_of(std::uint32_t selector) const {
    return std::count_if(formula().tests.begin(), formula().tests.end(),
                         [&](const logic::test& t) { return t.selector == selector; });
  }
  bool same_conditions(std::uint32_t a, std::uint32_t b) const {
    const std::vector<logic::test>& tests = formula().tests;
    return tests_of(a) == tests_of(b) && std::all_of(tests.begin(), tests.end(), [&](logic::test t) {
             if (t.selector != a) return true;
             t.selector = b;
             return std::find(tests.begin(), tests.end(), t) != tests.end();
           });
  }

  std::vector<hint> run() {
    if (formula().tests.empty()) return {};  // it asks nothing, plainly
    const auto* json = std::get_if<syntax::json_pattern>(&p.internals().tree.pattern);
    if (!find_everything() && json != nullptr && !find_almost_everything(json->root)) find_either_not(json->root);
    if (json == nullptr) {
      if (ask_alone(p, nullptr, options) == answer::no) add(hint::kind::never_matches, p.canonical());
      return std::move(out);
    }
    find_dead(json->root);
    find_mixed(json->root);
    for (const logic::test& t : formula().tests) find_inner_quotes(t);
    find_twins();
    return std::move(out);
  }
};

}  // namespace coverage

COVERWATCH_FUNC std::vector<hint> lint(const pattern& p, const coverage_options& options) {
  coverage_options alone;  // assumptions say nothing of a pattern by itself
  alone.dialect = options.dialect;
  alone.budget = std::min(options.budget, coverage::lint_budget);
  return coverage::linting{p, alone}.run();
}

COVERWATCH_FUNC std::optional<bool> catches_everything(const pattern& p, const coverage_options& options) {
  return support::unless_out_of_memory(std::optional<bool>(), [&] { return coverage::matches_all(p, options); });
}

}  // namespace coverwatch::inline COVERWATCH_ABI
