// SPDX-License-Identifier: Apache-2.0
// From a formula's tests to the slots that they ask about, and from its connectives to branches over slots. Programs of
// one pattern and of many are written by the same rules.
#pragma once

#include "logic/formula.hpp"
#include "program/program.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::program {

// One test of a formula as slots: `first` and `second` joined, each plain or negated.
template <class Slot>
struct literal {
  Slot slot{};
  bool negated = false;
};
template <class Slot>
struct clause {
  literal<Slot> first{};
  bool has_second = false;
  literal<Slot> second{};
  bool both = false;  // join by `and`, else by `or`
};

// Translates tests. A planter keeps the tree: it has the type `slot`, `plant(selector, steps)`, which gives the number
// of the place so many steps down, `element_child(place)`, and `hang(place, opcode, operand)`, which gives a slot.
template <class Planter>
struct translation {
  using slot = typename Planter::slot;
  const logic::formula& f;
  wildcards dialect;
  Planter& planter;

  slot equality(std::uint32_t at, std::uint32_t operand) {
    const logic::operand& v = f.operands[operand];
    if (std::holds_alternative<logic::phrase_operand>(v)) return planter.hang(at, opcode::test_phrase, operand);
    if (std::holds_alternative<logic::text_operand>(v)) return planter.hang(at, opcode::test_text, operand);
    if (std::holds_alternative<logic::regex_operand>(v)) return planter.hang(at, opcode::test_regex, operand);
    if (std::holds_alternative<logic::number_operand>(v)) return planter.hang(at, opcode::test_number, operand);
    if (support::matches_everything(std::get_if<logic::wildcard_operand>(&v)->pieces)) {
      return planter.hang(at, opcode::test_comparable, none);
    }
    return planter.hang(at, dialect == wildcards::glob ? opcode::test_glob : opcode::test_leftmost, operand);
  }

  clause<slot> inequality(const logic::test& t, std::uint32_t at) {
    if (f.form != logic::form::object) return {{equality(at, t.operand), true}};  // text is always there
    const logic::selector& s = f.selectors[t.selector];
    const std::size_t wildcard = logic::wildcard_position(s);
    const bool number = std::holds_alternative<logic::number_operand>(f.operands[t.operand]);
    const slot base = wildcard < s.steps.size()
                          ? planter.hang(planter.plant(s, wildcard), opcode::test_exists, none)
                          : planter.hang(at, number ? opcode::test_finite : opcode::test_comparable, none);
    return {{base}, true, {equality(at, t.operand), true}, true};
  }

  clause<slot> null_test(const logic::test& t, std::uint32_t at) {
    const logic::selector& s = f.selectors[t.selector];
    const slot here = planter.hang(at, opcode::test_null, none);
    if (logic::wildcard_position(s) < s.steps.size()) return {{here}};
    return {{here}, true, {planter.hang(planter.element_child(at), opcode::test_null, none)}, false};
  }

  clause<slot> operator()(const logic::test& t) {
    const logic::selector& s = f.selectors[t.selector];
    const std::uint32_t at = planter.plant(s, s.steps.size());
    switch (t.how) {
      case logic::relation::equal: return {{equality(at, t.operand)}};
      case logic::relation::not_equal: return inequality(t, at);
      case logic::relation::less: return {{planter.hang(at, opcode::test_less, t.operand)}};
      case logic::relation::less_equal: return {{planter.hang(at, opcode::test_less_equal, t.operand)}};
      case logic::relation::greater: return {{planter.hang(at, opcode::test_greater, t.operand)}};
      case logic::relation::greater_equal: return {{planter.hang(at, opcode::test_greater_equal, t.operand)}};
      case logic::relation::is_null: return null_test(t, at);
      case logic::relation::is_true: return {{planter.hang(at, opcode::test_true, none)}};
      case logic::relation::is_false: return {{planter.hang(at, opcode::test_false, none)}};
      case logic::relation::not_exists: return {{planter.hang(at, opcode::test_exists, none), true}};
    }
    return {{planter.hang(at, opcode::test_exists, none)}};
  }
};

// Appends the verdict of a formula, whose tests are these clauses, to `out`. Branches lead to places in `out`.
void write_verdict(const logic::formula& f, const std::vector<clause<std::uint32_t>>& clauses,
                   std::vector<instruction>& out);

}  // namespace coverwatch::inline COVERWATCH_ABI::program
