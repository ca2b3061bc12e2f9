// SPDX-License-Identifier: Apache-2.0
// Formulas to one problem: every selector, operand, atom and node once. What a test comes to in atoms is the table of
// conditions in docs/language.md, with its negations spelled out.
#include "coverage/problem.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Equal operands have equal keys.
COVERWATCH_FUNC std::size_t key_of(const logic::operand& v) noexcept {
  const std::hash<std::string_view> hash;
  if (const auto* text = std::get_if<logic::text_operand>(&v)) return hash(text->text);
  if (const auto* number = std::get_if<logic::number_operand>(&v)) return hash(number->spelling);
  if (const auto* regex = std::get_if<logic::regex_operand>(&v)) return hash(regex->body);
  if (const auto* phrase = std::get_if<logic::phrase_operand>(&v)) return hash(phrase->text);
  std::size_t key = 0;
  for (const std::string& piece : std::get_if<logic::wildcard_operand>(&v)->pieces.pieces) key = key * 31 + hash(piece);
  return key;
}

// The number of columns when there is none.
COVERWATCH_FUNC std::size_t ellipsis_in(const logic::formula& f) noexcept {
  const auto is_ellipsis = [](const logic::column& c) { return c.how == logic::column::kind::ellipsis; };
  return static_cast<std::size_t>(std::find_if(f.columns.begin(), f.columns.end(), is_ellipsis) - f.columns.begin());
}

COVERWATCH_FUNC std::size_t tokens_needed(const logic::formula& f) noexcept {
  return f.columns.size() - (ellipsis_in(f) < f.columns.size() ? 1 : 0);
}

struct translation {
  problem& p;
  const logic::formula& f;
  std::vector<std::uint32_t> known = {};     // problem node of each formula node
  std::vector<std::uint32_t> operands = {};  // problem operand of each of its operands

  translation(problem& to, const logic::formula& from) : p(to), f(from) {
    for (const logic::operand& v : f.operands) operands.push_back(intern(v));
  }

  std::uint32_t intern(const logic::operand& v) {
    const std::size_t key = key_of(v);
    for (std::uint32_t i = 0; i < p.operands.size(); ++i) {
      if (p.operand_keys[i] == key && *p.operands[i] == v) return i;
    }
    p.operands.push_back(&v);
    p.operand_keys.push_back(key);
    return static_cast<std::uint32_t>(p.operands.size() - 1);
  }

  std::uint32_t child(std::uint32_t parent, edge how, std::string_view name = {}, std::uint64_t index = 0) {
    for (const std::uint32_t each : p.places[parent].children) {
      const place& c = p.places[each];
      if (c.how == how && c.name == name && c.index == index) return each;
    }
    const bool plain = p.places[parent].plain && how != edge::any && how != edge::element;
    const auto made = static_cast<std::uint32_t>(p.places.size());
    p.places.push_back({how, parent, std::string(name), index, {}, {}, plain});
    p.places[parent].children.push_back(made);
    return made;
  }

  std::uint32_t child(std::uint32_t parent, const logic::step& step) {
    if (const auto* name = std::get_if<logic::name_step>(&step)) return child(parent, edge::name, name->name);
    if (const auto* index = std::get_if<logic::index_step>(&step)) return child(parent, edge::index, {}, index->index);
    return child(parent, edge::any);
  }

  std::uint32_t plant(const logic::selector& s, std::size_t steps) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < steps; ++i) at = child(at, s.steps[i]);
    return at;
  }

  std::uint32_t leaf(std::uint32_t place, ask what, std::uint32_t operand, bool holds) {
    const atom wanted{place, what, operand == none ? none : operands[operand]};
    std::vector<std::uint32_t>& there = p.places[place].atoms;
    auto it = std::find_if(there.begin(), there.end(), [&](std::uint32_t a) { return p.atoms[a] == wanted; });
    if (it == there.end()) {
      it = there.insert(there.end(), static_cast<std::uint32_t>(p.atoms.size()));
      p.atoms.push_back(wanted);
      p.literal_nodes.push_back({none, none});
    }
    std::uint32_t& known_node = p.literal_nodes[*it][holds ? 1 : 0];
    if (known_node == none) {
      known_node = static_cast<std::uint32_t>(p.nodes.size());
      p.nodes.push_back({node::kind::literal, {*it, holds}, {}});
    }
    return known_node;
  }

  // Without an ellipsis the last column is the rest of the message; behind one, columns count from the end.
  std::uint32_t column(const logic::selector& s) {
    const std::uint64_t number = std::get_if<logic::index_step>(&s.steps.front())->index;
    const std::size_t ellipsis = ellipsis_in(f);
    if (number > ellipsis) return child(0, edge::last, {}, f.columns.size() - number);
    const bool is_rest = ellipsis == f.columns.size() && number + 1 == f.columns.size();
    return child(0, is_rest ? edge::rest : edge::token, {}, number);
  }

  // `all` turned over is `any` of the parts turned over.
  std::uint32_t join(bool all, const std::vector<std::uint32_t>& parts) {
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
    for (const std::uint32_t each : p.formulas) {
      if (p.nodes[each].how == how && p.nodes[each].parts == flat) return each;
    }
    p.formulas.push_back(static_cast<std::uint32_t>(p.nodes.size()));
    p.nodes.push_back({how, {}, std::move(flat)});
    return p.formulas.back();
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
    const std::uint32_t element = child(at, edge::element);
    return join(!holds, {here, leaf(element, ask::null, none, holds)});
  }

  std::uint32_t test(const logic::test& t, bool holds) {
    if (f.form == logic::form::message) {
      const ask what = p.form == logic::form::object ? ask::contains : ask::equal;
      return leaf(0, what, t.operand, holds == (t.how == logic::relation::equal));
    }
    const logic::selector& s = f.selectors[t.selector];
    const bool of_column = f.form == logic::form::columns;
    const std::uint32_t at = of_column ? column(s) : plant(s, s.steps.size());
    if (of_column && t.how == logic::relation::not_equal) return leaf(at, ask::equal, t.operand, !holds);
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
      known.push_back(join((n.how == logic::connective::all) == holds, parts));
    }
    return known[f.root];
  }
};

COVERWATCH_FUNC void demand(problem& p, const logic::formula& f, polarity how) {
  translation work{p, f};
  p.demands.push_back(work.run(how == polarity::holds));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
