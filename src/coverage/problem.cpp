// SPDX-License-Identifier: Apache-2.0
// Formulas to one problem: every selector, operand, atom and node once. What a test comes to in atoms is the table of
// conditions in docs/language.md, with its negations spelled out.
#include "coverage/problem.hpp"

#include <algorithm>
#include <functional>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

template <class Item>
std::uint32_t interned_in(std::vector<Item>& all, Item item) {
  const auto it = std::find(all.begin(), all.end(), item);
  const auto at = static_cast<std::uint32_t>(it - all.begin());
  if (it == all.end()) all.push_back(std::move(item));
  return at;
}

struct translation {
  problem& p;
  const logic::formula& f;
  std::vector<std::uint32_t> known = {};  // problem node of each formula node

  std::uint32_t child(std::uint32_t parent, place wanted) {
    for (const std::uint32_t each : p.places[parent].children) {
      const place& c = p.places[each];
      if (c.how == wanted.how && c.name == wanted.name && c.index == wanted.index) return each;
    }
    wanted.parent = parent;
    p.places.push_back(std::move(wanted));
    const auto made = static_cast<std::uint32_t>(p.places.size() - 1);
    p.places[parent].children.push_back(made);
    return made;
  }

  std::uint32_t child(std::uint32_t parent, const logic::step& step) {
    if (const auto* name = std::get_if<logic::name_step>(&step))
      return child(parent, {edge::name, none, name->name, 0, {}});
    if (const auto* index = std::get_if<logic::index_step>(&step))
      return child(parent, {edge::index, none, {}, index->index, {}});
    return child(parent, {edge::any, none, {}, 0, {}});
  }

  std::uint32_t plant(const logic::selector& s, std::size_t steps) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < steps; ++i) at = child(at, s.steps[i]);
    return at;
  }

  std::uint32_t add(node n) { return interned_in(p.nodes, std::move(n)); }

  std::uint32_t leaf(std::uint32_t place, ask what, std::uint32_t operand, bool holds) {
    const std::uint32_t number = operand == none ? none : interned_in(p.operands, f.operands[operand]);
    return add({node::kind::literal, {interned_in(p.atoms, atom{place, what, number}), holds}, {}});
  }

  // `all` turned over is `any` of the parts turned over.
  std::uint32_t join(bool all, std::vector<std::uint32_t> parts) {
    const node::kind how = all ? node::kind::all : node::kind::any;
    std::vector<std::uint32_t> flat;
    for (const std::uint32_t part : parts) {
      const bool same = p.nodes[part].how == how;
      const std::vector<std::uint32_t> inner = same ? p.nodes[part].parts : std::vector<std::uint32_t>{part};
      for (const std::uint32_t each : inner) {
        if (std::find(flat.begin(), flat.end(), each) == flat.end()) flat.push_back(each);
      }
    }
    if (flat.size() == 1) return flat.front();
    return add({how, {}, std::move(flat)});
  }

  std::uint32_t not_equal(const logic::test& t, std::uint32_t at, bool holds) {
    const logic::selector& s = f.selectors[t.selector];
    const std::size_t wildcard = logic::wildcard_position(s);
    const bool number = std::holds_alternative<logic::number_operand>(f.operands[t.operand]);
    const std::uint32_t base = wildcard < s.steps.size()
                                   ? leaf(plant(s, wildcard), ask::exists, none, holds)
                                   : leaf(at, number ? ask::finite : ask::comparable, none, holds);
    return join(holds, {base, leaf(at, ask::equal, t.operand, !holds)});
  }

  std::uint32_t is_null(const logic::test& t, std::uint32_t at, bool holds) {
    const logic::selector& s = f.selectors[t.selector];
    const std::uint32_t here = leaf(at, ask::null, none, holds);
    if (logic::wildcard_position(s) < s.steps.size()) return here;
    const std::uint32_t element = child(at, {edge::element, none, {}, 0, {}});
    return join(!holds, {here, leaf(element, ask::null, none, holds)});
  }

  std::uint32_t test(const logic::test& t, bool holds) {
    if (f.form == logic::form::message)
      return leaf(0, ask::equal, t.operand, holds == (t.how == logic::relation::equal));
    const logic::selector& s = f.selectors[t.selector];
    const std::uint32_t at = plant(s, s.steps.size());
    switch (t.how) {
      case logic::relation::equal: return leaf(at, ask::equal, t.operand, holds);
      case logic::relation::not_equal: return not_equal(t, at, holds);
      case logic::relation::less: return leaf(at, ask::less, t.operand, holds);
      case logic::relation::less_equal: return leaf(at, ask::less_equal, t.operand, holds);
      case logic::relation::greater: return leaf(at, ask::greater, t.operand, holds);
      case logic::relation::greater_equal: return leaf(at, ask::greater_equal, t.operand, holds);
      case logic::relation::is_null: return is_null(t, at, holds);
      case logic::relation::is_true: return leaf(at, ask::true_, none, holds);
      case logic::relation::is_false: return leaf(at, ask::false_, none, holds);
      case logic::relation::not_exists: return leaf(at, ask::exists, none, !holds);
    }
    return none;
  }

  // The parts of a formula stand before their parents.
  std::uint32_t run(bool holds) {
    for (const logic::node& n : f.nodes) {
      if (n.how == logic::connective::test) {
        known.push_back(test(f.tests[n.test], holds));
        continue;
      }
      std::vector<std::uint32_t> parts;
      for (const std::uint32_t part : n.parts) parts.push_back(known[part]);
      known.push_back(join((n.how == logic::connective::all) == holds, std::move(parts)));
    }
    return known[f.root];
  }
};

COVERWATCH_FUNC void demand(problem& p, const logic::formula& f, polarity how) {
  translation work{p, f};
  p.demands.push_back(work.run(how == polarity::holds));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
