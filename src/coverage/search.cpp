// SPDX-License-Identifier: Apache-2.0
// A search over atoms. What must hold is assigned; of an `any` with one part left that part must hold; then the `any`
// with the fewest parts left is split, and a part that was tried is denied in the branches after it. At each step an
// event is asked for: none means that this branch is closed. A branch is closed by a step of a proof; one that does not
// use what the branch assumed closes its siblings, too.
#include "coverage/search.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

struct branch {
  std::vector<truth> atoms;
  std::vector<std::uint32_t> known;  // of each place the atom, if any, that says which text stands there
  std::vector<std::uint32_t> open;   // `any` nodes that must hold and do not yet
};

// An `any` of which one part was left.
struct forced {
  std::uint32_t formula = 0;
  std::uint32_t part = 0;
  std::vector<std::pair<std::uint32_t, reason>> others;
};
using trail = std::vector<forced>;

struct searching {
  const problem& p;
  const operand_texts& texts;
  domain::budget& left;
  proof& steps;
  doubt why = doubt::nothing;
  std::uint32_t fault = 0;                  // the step that closed the last branch
  std::vector<std::uint32_t> learned = {};  // steps whose premises are atoms
  std::uint64_t splits = 0;
  mutable std::uint64_t looked = 0;  // at literals, not yet taken from the budget

  // Takes what was looked at from the budget. False when it ran out.
  bool spend(std::uint64_t steps_taken) {
    constexpr std::uint64_t literals_a_step = 8;
    return left.spend(steps_taken + std::exchange(looked, 0) / literals_a_step);
  }

  // --- What follows from the atoms at one place without asking for an event.

  const logic::operand& operand_of(std::uint32_t a) const { return *p.operands[p.atoms[a].operand]; }

  // Digits, a sign or a letter that texts of numbers begin with: such a text may be that of a number.
  static bool may_be_number(const std::string& text) {
    return !text.empty() && (text[0] == '-' || text[0] == 'I' || (text[0] >= '0' && text[0] <= '9'));
  }

  truth implied(const branch& b, std::uint32_t a) const {
    const atom& x = p.atoms[a];
    if (x.ask != ask::equal || b.known[x.place] == none) return truth::open;
    const std::string& text = std::get_if<logic::text_operand>(&operand_of(b.known[x.place]))->text;
    const bool by_value = std::holds_alternative<logic::number_operand>(operand_of(a));
    if (by_value && (p.form == logic::form::columns || may_be_number(text))) return truth::open;
    return texts.sets[x.operand].contains(text) ? truth::holds : truth::fails;
  }

  truth value_of(const branch& b, const literal& l) const {
    ++looked;
    truth t = b.atoms[l.atom];
    if (t == truth::open) t = implied(b, l.atom);
    if (t == truth::open) return t;
    return (t == truth::holds) == l.holds ? truth::holds : truth::fails;
  }

  truth value_of(const branch& b, std::uint32_t index) const {
    const node& n = p.nodes[index];
    if (n.how == node::kind::literal) return value_of(b, n.literal);
    const truth decisive = n.how == node::kind::all ? truth::fails : truth::holds;
    bool open = false;
    for (const std::uint32_t part : n.parts) {
      const truth t = value_of(b, part);
      if (t == decisive) return t;
      open = open || t == truth::open;
    }
    if (open) return truth::open;
    return decisive == truth::fails ? truth::holds : truth::fails;
  }

  // Why a node fails. Recursion is as deep as the patterns.
  reason failure_of(const branch& b, std::uint32_t index) {
    const node& n = p.nodes[index];
    if (n.how == node::kind::literal) {
      const std::uint32_t a = n.literal.atom;
      if (b.atoms[a] != truth::open) return reason::of(fact::of({a, !n.literal.holds}));
      return reason::of(fact::of({b.known[p.atoms[a].place], true}));
    }
    if (n.how == node::kind::all) {
      const auto failed = std::find_if(n.parts.begin(), n.parts.end(),
                                       [&](std::uint32_t part) { return value_of(b, part) == truth::fails; });
      return failure_of(b, *failed);
    }
    return reason::step(steps.add(cases_step{index, failures_of(b, index)}));
  }

  // Of an `any`: those parts that fail, and why.
  std::vector<std::pair<std::uint32_t, reason>> failures_of(const branch& b, std::uint32_t index) {
    std::vector<std::pair<std::uint32_t, reason>> out;
    for (const std::uint32_t part : p.nodes[index].parts) {
      if (value_of(b, part) == truth::fails) out.emplace_back(part, failure_of(b, part));
    }
    return out;
  }

  // --- Assigning.

  void assign(branch& b, const literal& l) const {
    b.atoms[l.atom] = l.holds ? truth::holds : truth::fails;
    const atom& a = p.atoms[l.atom];
    if (!l.holds || a.ask != ask::equal || !p.places[a.place].plain || b.known[a.place] != none) return;
    if (std::holds_alternative<logic::text_operand>(*p.operands[a.operand])) b.known[a.place] = l.atom;
  }

  bool require(branch& b, const literal& l) {
    const truth wanted = l.holds ? truth::holds : truth::fails;
    if (b.atoms[l.atom] == truth::open) assign(b, l);
    if (b.atoms[l.atom] == wanted) return true;
    fault = steps.add(clash_step{fact::of(l), fact::of({l.atom, !l.holds})});
    return false;
  }

  // False when it contradicts what is assigned.
  bool require(branch& b, std::uint32_t index) {
    const node& n = p.nodes[index];
    if (n.how == node::kind::literal) return require(b, n.literal);
    if (n.how == node::kind::any) {
      b.open.push_back(index);
      return true;
    }
    return std::all_of(n.parts.begin(), n.parts.end(), [&](std::uint32_t part) { return require(b, part); });
  }

  // Takes away what holds already and assigns what has no choice left, until nothing changes. False when the branch is
  // closed.
  bool settle(branch& b, trail& t) {
    for (bool changed = true; changed;) {
      changed = false;
      const std::vector<std::uint32_t> waiting = std::exchange(b.open, {});
      for (const std::uint32_t index : waiting) {
        if (!spend(1)) return true;
        if (value_of(b, index) == truth::holds) continue;
        const std::vector<std::uint32_t> choices = choices_of(b, index);
        if (choices.size() > 1) {
          b.open.push_back(index);
          continue;
        }
        std::vector<std::pair<std::uint32_t, reason>> failures = failures_of(b, index);
        if (choices.empty()) {
          fault = steps.add(cases_step{index, std::move(failures)});
          return false;
        }
        t.push_back({index, choices.front(), std::move(failures)});
        if (!require(b, choices.front())) return false;
        changed = true;
      }
    }
    return true;
  }

  std::vector<std::uint32_t> choices_of(const branch& b, std::uint32_t index) const {
    std::vector<std::uint32_t> choices;
    for (const std::uint32_t part : p.nodes[index].parts) {
      if (value_of(b, part) != truth::fails) choices.push_back(part);
    }
    return choices;
  }

  // In the branches to come the choice does not hold; only what is one atom is denied. False when it must hold.
  bool deny(branch& b, std::uint32_t choice) const {
    const node& n = p.nodes[choice];
    if (n.how != node::kind::literal) return true;
    const literal denied{n.literal.atom, !n.literal.holds};
    if (b.atoms[denied.atom] == truth::open) assign(b, denied);
    return b.atoms[denied.atom] == (denied.holds ? truth::holds : truth::fails);
  }

  // --- Closing.

  realisation doubtful(doubt reason) {
    if (why == doubt::nothing) why = reason;
    return {answer::unknown, why, {}, 0};
  }

  // What was forced is no premise of what is closed: the step then says how it was forced.
  realisation closed(const trail& t, std::uint32_t step) {
    for (auto f = t.rbegin(); f != t.rend(); ++f) {
      if (!steps.uses_any(step, steps.assumed(f->part))) continue;
      cases_step cases{f->formula, {{f->part, reason::step(step)}}};
      cases.parts.insert(cases.parts.end(), f->others.begin(), f->others.end());
      step = steps.add(std::move(cases));
    }
    fault = step;
    return {answer::no, doubt::nothing, {}, step};
  }

  // A step that was made before and closes this branch, too.
  std::optional<std::uint32_t> known_step(const branch& b) const {
    constexpr std::size_t looked_at = 32;
    const auto holds = [&](fact f) {
      return f.how() == fact::kind::literal && b.atoms[f.what()] == (f.literal().holds ? truth::holds : truth::fails);
    };
    for (std::size_t i = learned.size(); i > 0 && i + looked_at > learned.size(); --i) {
      const facts& needed = steps.premises(learned[i - 1]);
      if (std::all_of(needed.begin(), needed.end(), holds)) return learned[i - 1];
    }
    return std::nullopt;
  }

  // The same in likelier words, where there is budget left for it.
  realisation plausible(const branch& b, realisation found) {
    realisation better = realise(p, texts, b.atoms, steps, left, words::plausible);
    if (better.found != answer::yes) return found;
    return better;
  }

  // Recursion is as deep as there are `any` nodes to split: bounded by the length of the patterns.
  realisation explore(branch b) {
    if (!spend(1 + p.atoms.size())) return doubtful(doubt::budget);
    trail t;
    if (!settle(b, t)) return closed(t, fault);
    if (left.steps == 0) return doubtful(doubt::budget);  // not everything is settled
    if (const auto known = known_step(b)) return closed(t, *known);
    realisation found = realise(p, texts, b.atoms, steps, left);
    if (found.found == answer::no) {
      learned.push_back(found.step);
      return closed(t, found.step);
    }
    if (b.open.empty()) return found.found == answer::unknown ? doubtful(found.why) : plausible(b, std::move(found));
    return split(std::move(b), t);
  }

  // An `any` that must hold: the parts that may, and why the others do not.
  struct fork {
    std::size_t at = 0;  // in `open`
    std::vector<std::uint32_t> choices;
    std::vector<std::pair<std::uint32_t, reason>> failures;
  };

  // The `any` with the fewest parts left.
  fork fewest(const branch& b) {
    fork best{0, choices_of(b, b.open.front()), {}};
    for (std::size_t i = 1; i < b.open.size(); ++i) {
      if (std::vector<std::uint32_t> other = choices_of(b, b.open[i]); other.size() < best.choices.size())
        best = {i, std::move(other), {}};
    }
    best.failures = failures_of(b, b.open[best.at]);
    return best;
  }

  // The same, after each part was tried: those that contradict at once do not count. Pays where the search is long.
  fork fewest_after_trial(const branch& b) {
    fork best;
    for (std::size_t i = 0; i < b.open.size(); ++i) {
      fork tried{i, {}, failures_of(b, b.open[i])};
      for (const std::uint32_t choice : choices_of(b, b.open[i])) {
        if (const auto step = refuted_at_once(b, choice)) {
          tried.failures.emplace_back(choice, reason::step(*step));
        } else {
          tried.choices.push_back(choice);
        }
        if (left.steps == 0) return fewest(b);
      }
      if (i == 0 || tried.choices.size() < best.choices.size()) best = std::move(tried);
      if (best.choices.size() < 2) break;
    }
    return best;
  }

  std::optional<std::uint32_t> refuted_at_once(const branch& b, std::uint32_t choice) {
    spend(1 + p.atoms.size() / 8);
    branch next = b;
    trail t;
    if (!require(next, choice)) return fault;
    if (!settle(next, t)) return closed(t, fault).step;
    if (const auto known = known_step(next)) return closed(t, *known).step;
    return std::nullopt;
  }

  realisation split(branch b, const trail& t) {
    constexpr std::uint64_t splits_before_trials = 64;
    fork f = ++splits > splits_before_trials ? fewest_after_trial(b) : fewest(b);
    const std::vector<std::uint32_t>& choices = f.choices;
    cases_step cases{b.open[f.at], {}};
    b.open.erase(b.open.begin() + static_cast<std::ptrdiff_t>(f.at));
    const auto close_rest = [&](auto from) {
      for (; from != choices.end() && !cases.parts.empty(); ++from)
        cases.parts.emplace_back(*from, cases.parts.back().second);
    };
    facts denied;
    bool uncertain = false;
    for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
      branch next = b;
      realisation below{answer::no, doubt::nothing, {}, 0};
      require(next, *choice) ? void(below = explore(std::move(next))) : void(below.step = fault);
      if (below.found == answer::yes) return below;
      uncertain = uncertain || below.found == answer::unknown;
      if (below.found == answer::no) {
        const bool used = steps.uses_any(below.step, steps.assumed(*choice));
        if (!used && !steps.uses_any(below.step, denied)) return closed(t, below.step);
        cases.parts.emplace_back(*choice, reason::step(below.step));
        if (!used) {  // it closes the branches to come as well
          close_rest(choice + 1);
          break;
        }
      }
      const node& n = p.nodes[*choice];
      if (n.how == node::kind::literal) denied.push_back(fact::of({n.literal.atom, !n.literal.holds}));
      if (!deny(b, *choice)) {  // it held already: there are no other branches
        close_rest(choice + 1);
        break;
      }
    }
    if (uncertain) return doubtful(why);
    cases.parts.insert(cases.parts.end(), f.failures.begin(), f.failures.end());
    return closed(t, steps.add(std::move(cases)));
  }
};

COVERWATCH_FUNC realisation search(const problem& p, const operand_texts& texts, proof& steps, domain::budget& left) {
  searching work{p, texts, left, steps};
  branch start{std::vector<truth>(p.atoms.size(), truth::open), std::vector<std::uint32_t>(p.places.size(), none), {}};
  for (const std::uint32_t d : p.demands) {
    if (!work.require(start, d)) return {answer::no, doubt::nothing, {}, work.fault};
  }
  return work.explore(std::move(start));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
