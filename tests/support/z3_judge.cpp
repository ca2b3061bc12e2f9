// SPDX-License-Identifier: Apache-2.0
// Patterns to Z3's terms. The tests of a place decide how much of it is encoded: without a wildcard or an expression a
// number's text is told by the literals alone.
#include "z3_judge.hpp"

#include "logic/formula.hpp"
#include "match/parts.hpp"
#include "z3_places.hpp"
#include "z3_texts.hpp"

#include <coverwatch/scratch.hpp>

#include <z3++.h>

#include <algorithm>
#include <ctime>
#include <initializer_list>
#include <iterator>
#include <map>

namespace z3_judge {
namespace {

namespace logic = coverwatch::logic;
namespace support = coverwatch::support;

constexpr std::uint64_t most_elements = 1000;  // of an array

bool is_reached(const logic::formula& f) {
  const auto is_plain = [](const logic::selector& s) {
    return std::all_of(s.steps.begin(), s.steps.end(), [](const logic::step& x) {
      const auto* index = std::get_if<logic::index_step>(&x);
      return !std::holds_alternative<logic::any_step>(x) && (index == nullptr || index->index < most_elements);
    });
  };
  const auto is_short = [](const logic::operand& v) {
    const auto* n = std::get_if<logic::number_operand>(&v);
    return n == nullptr || fraction(n->value.view());
  };
  return f.form == logic::form::object && std::all_of(f.selectors.begin(), f.selectors.end(), is_plain) &&
         std::all_of(f.operands.begin(), f.operands.end(), is_short) &&
         std::all_of(f.operands.begin(), f.operands.end(), is_spelled);
}

struct encoding {
  z3::context& z3;
  const sorts& of;
  z3::solver solver;
  texts of_text{z3};
  std::vector<place> places = {};

  z3::expr is(std::size_t p, kind k) { return places[p].kind == of.values[k](); }
  z3::expr is_any(std::size_t p, std::initializer_list<kind> all) {
    z3::expr_vector out(z3);
    for (const kind k : all) out.push_back(is(p, k));
    return z3::mk_or(out);
  }
  z3::expr real(const std::string& fraction) { return z3.real_val(fraction.c_str()); }

  std::size_t add_place(std::size_t parent, const logic::step* step) {
    place made{{},
               0,
               {},
               z3.constant(name("kind").c_str(), of.kind),
               z3.constant(name("text").c_str(), z3.string_sort()),
               z3.real_const(name("value").c_str())};
    if (step != nullptr) {
      if (const auto* named = std::get_if<logic::name_step>(step)) made.name = named->name;
      if (const auto* indexed = std::get_if<logic::index_step>(step)) made.index = indexed->index;
    }
    places.push_back(made);
    if (step != nullptr) places[parent].children.push_back(places.size() - 1);
    return places.size() - 1;
  }
  std::string name(const char* what) const { return what + std::to_string(places.size()); }

  std::size_t place_of(const logic::selector& s) {
    std::size_t at = 0;
    for (const logic::step& step : s.steps) {
      const auto* named = std::get_if<logic::name_step>(&step);
      const auto* indexed = std::get_if<logic::index_step>(&step);
      const auto& children = places[at].children;
      const auto known = std::find_if(children.begin(), children.end(), [&](std::size_t c) {
        if (named != nullptr) return places[c].name == named->name;
        return !places[c].name && places[c].index == indexed->index;
      });
      at = known != children.end() ? *known : add_place(at, &step);
    }
    return at;
  }

  // --- Tests.

  z3::expr equals(std::size_t p, const logic::operand& v) {
    place& at = places[p];
    if (const auto* n = std::get_if<logic::number_operand>(&v)) {
      at.has_values = true;
      return (is(p, string) && at.text == of_text.literal(n->spelling)) ||
             (is_any(p, {integer, decimal}) && at.value == real(*fraction(n->value.view())));
    }
    const z3::expr comparable = is_any(p, {string, integer, decimal, infinite});
    if (const auto* text = std::get_if<logic::text_operand>(&v)) {
      at.literals.insert(text->text);
      return comparable && at.text == of_text.literal(text->text);
    }
    if (const auto* w = std::get_if<logic::wildcard_operand>(&v)) {
      at.has_texts = at.has_texts || !support::matches_everything(w->pieces);
      return comparable && of_text.matches(at.text, w->pieces);
    }
    at.has_texts = true;
    return comparable && of_text.found(at.text, std::get<logic::regex_operand>(v));
  }

  z3::expr compares(std::size_t p, logic::relation how, const logic::operand& v) {
    places[p].has_values = true;
    const z3::expr& value = places[p].value;
    const z3::expr bound = real(*fraction(std::get<logic::number_operand>(v).value.view()));
    const z3::expr holds = how == logic::relation::less         ? value < bound
                           : how == logic::relation::less_equal ? value <= bound
                           : how == logic::relation::greater    ? value > bound
                                                                : value >= bound;
    return is_any(p, {integer, decimal}) && holds;
  }

  z3::expr differs(std::size_t p, const logic::operand& v) {
    const bool number = std::holds_alternative<logic::number_operand>(v);
    const z3::expr comparable =
        number ? is_any(p, {string, integer, decimal}) : is_any(p, {string, integer, decimal, infinite});
    return comparable && !equals(p, v);
  }

  z3::expr test(const logic::formula& f, const logic::test& t) {
    const std::size_t p = place_of(f.selectors[t.selector]);
    switch (t.how) {
      case logic::relation::equal: return equals(p, f.operands[t.operand]);
      case logic::relation::not_equal: return differs(p, f.operands[t.operand]);
      case logic::relation::less:
      case logic::relation::less_equal:
      case logic::relation::greater:
      case logic::relation::greater_equal: return compares(p, t.how, f.operands[t.operand]);
      case logic::relation::is_null: return is_any(p, {null, array_with_null});
      case logic::relation::is_true: return is(p, yes);
      case logic::relation::is_false: return is(p, no);
      case logic::relation::not_exists: return is(p, missing);
    }
    return z3.bool_val(false);
  }

  z3::expr holds(const logic::formula& f) {
    std::vector<z3::expr> known;
    for (const logic::node& n : f.nodes) {
      if (n.how == logic::connective::test) {
        known.push_back(test(f, f.tests[n.test]));
        continue;
      }
      z3::expr_vector parts(z3);
      for (const std::uint32_t part : n.parts) parts.push_back(known[part]);
      known.push_back(n.how == logic::connective::all ? z3::mk_and(parts) : z3::mk_or(parts));
    }
    return known[f.root];
  }

  // --- What makes an assignment an event.

  void bind_children(std::size_t p) {
    std::map<std::uint64_t, std::size_t> indexed;
    z3::expr_vector nulls(z3);
    for (const std::size_t child : places[p].children) {
      const z3::expr exists = !is(child, missing);
      if (places[child].name) {
        solver.add(z3::implies(exists, is(p, object)));
        continue;
      }
      solver.add(z3::implies(exists, is_any(p, {array, array_with_null})));
      solver.add(z3::implies(is(child, null), is(p, array_with_null)));
      nulls.push_back(is(child, null));
      indexed[places[child].index] = child;
    }
    if (indexed.empty()) return;
    bind_elements(indexed);
    z3::expr_vector before(z3);  // the first index that no selector names is there when all before it are
    for (std::uint64_t i = 0; indexed.contains(i); ++i) before.push_back(!is(indexed[i], missing));
    nulls.push_back(z3::mk_and(before));
    solver.add(z3::implies(is(p, array_with_null), z3::mk_or(nulls)));
  }

  void bind_elements(const std::map<std::uint64_t, std::size_t>& indexed) {
    for (auto later = std::next(indexed.begin()); later != indexed.end(); ++later) {
      solver.add(z3::implies(!is(later->second, missing), !is(std::prev(later)->second, missing)));
    }
  }

  // A number's text and its value.
  void bind_number(std::size_t p) {
    const place& at = places[p];
    if (!at.has_texts && !at.has_values && at.literals.empty()) return;
    solver.add(z3::implies(is(p, integer), z3::is_int(at.value)));
    solver.add(z3::implies(is(p, infinite),
                           at.text == of_text.literal("Infinity") || at.text == of_text.literal("-Infinity")));
    for (const std::string& text : at.literals) bind_literal(p, text);
    if (!at.has_texts) return;
    const z3::expr minus = z3::option(z3::to_re(of_text.literal("-"))), digit = of_text.characters('0', '9'),
                   first = of_text.characters('1', '9');
    const z3::expr zero = z3::to_re(of_text.literal("0")), digits = z3::star(digit),
                   point = z3::to_re(of_text.literal("."));
    const z3::expr whole = zero + z3::concat(z3::concat(minus, first), digits);
    const z3::expr power = z3::option(z3::concat(z3::concat(z3::to_re(of_text.literal("E")), minus), z3::plus(digit)));
    const z3::expr part = z3::concat(z3::concat(minus, zero + z3::concat(first, digits)), point);
    solver.add(z3::implies(is(p, integer), z3::in_re(at.text, whole)));
    solver.add(z3::implies(is(p, decimal), z3::in_re(at.text, z3::concat(z3::concat(part, z3::plus(digit)), power))));
    if (at.has_values) bind_digits(p);
  }

  void bind_literal(std::size_t p, const std::string& text) {
    const place& at = places[p];
    const z3::expr same = at.text == of_text.literal(text);
    const auto n = number_with(text);
    if (!n) {
      solver.add(z3::implies(is_any(p, {integer, decimal}), !same));
      return;
    }
    solver.add(z3::implies(is(p, n->integer ? decimal : integer), !same));
    const z3::expr equal = at.value == real(n->value);
    if (!n->integer && n->value == "0") {  // 0.0 and -0.0
      solver.add(z3::implies(is(p, decimal) && same, equal));
      solver.add(z3::implies(is(p, decimal) && equal,
                             at.text == of_text.literal("0.0") || at.text == of_text.literal("-0.0")));
      return;
    }
    solver.add(z3::implies(is(p, n->integer ? integer : decimal), same == equal));
  }

  // The value of an integer from its digits.
  void bind_digits(std::size_t p) {
    const place& at = places[p];
    const z3::expr minus = z3::prefixof(of_text.literal("-"), at.text);
    const z3::expr behind = at.text.extract(z3.int_val(1), at.text.length());
    solver.add(z3::implies(is(p, integer),
                           at.value == z3::ite(minus, -z3::to_real(behind.stoi()), z3::to_real(at.text.stoi()))));
  }

  void bind() {
    solver.add(is(0, object));
    for (std::size_t p = 0; p < places.size(); ++p) {
      bind_children(p);
      bind_number(p);
    }
  }
};

bool separates(const question& q, const std::string& event) {
  coverwatch::scratch memory;
  const auto match = [&](const coverwatch::pattern* p) { return p->matches(event, memory); };
  return std::all_of(q.matched.begin(), q.matched.end(), match) &&
         std::none_of(q.not_matched.begin(), q.not_matched.end(), match);
}

double microseconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC;
}

}  // namespace

struct judge::state {
  z3::context z3;
  sorts of;
  unsigned milliseconds;

  explicit state(unsigned time) : of{make(z3)}, milliseconds(time) {}
  static sorts make(z3::context& z3) {
    z3::func_decl_vector values(z3), testers(z3);
    const z3::sort kind = z3.enumeration_sort("kind", kinds, kind_names, values, testers);
    return {kind, values};
  }
};

judge::judge(unsigned milliseconds) : state_(std::make_unique<state>(milliseconds)) {}
judge::~judge() = default;

std::optional<ruling> judge::decide(const question& q) {
  const auto reached = [](const coverwatch::pattern* p) { return is_reached(p->internals().formula); };
  if (!std::all_of(q.matched.begin(), q.matched.end(), reached)) return std::nullopt;
  if (!std::all_of(q.not_matched.begin(), q.not_matched.end(), reached)) return std::nullopt;
  const std::clock_t begin = std::clock();
  encoding e{state_->z3, state_->of, z3::solver(state_->z3, z3::solver::simple())};
  e.solver.set("timeout", state_->milliseconds);
  e.add_place(0, nullptr);
  for (const auto* p : q.matched) e.solver.add(e.holds(p->internals().formula));
  for (const auto* p : q.not_matched) e.solver.add(!e.holds(p->internals().formula));
  e.bind();
  ruling out;
  out.encoding_us = microseconds_since(begin);
  const std::clock_t asked = std::clock();
  const z3::check_result answer = e.solver.check();
  out.solving_us = microseconds_since(asked);
  out.found = answer == z3::unsat ? verdict::none : answer == z3::sat ? verdict::event : verdict::no_time;
  if (answer != z3::sat) return out;
  const z3::model m = e.solver.get_model();
  out.event = event_of(m, e.places);
  if (!separates(q, out.event)) out.found = has_decimals(m, e.places) ? verdict::beyond : verdict::broken;
  return out;
}

}  // namespace z3_judge
