// SPDX-License-Identifier: Apache-2.0
// Patterns as Z3's terms over the places of an event, and what binds the places to each other. In go formulas of one
// question, out come assertions to a solver. Asks nothing; z3_judge.hpp says what is left out.
#pragma once

#include "logic/formula.hpp"
#include "z3_places.hpp"
#include "z3_texts.hpp"

#include <z3++.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace z3_judge {

namespace logic = coverwatch::logic;
namespace support = coverwatch::support;

// Why the pattern cannot be encoded; empty when it can.
std::string_view outside(const logic::formula& f);

class encoding {
 public:
  encoding(z3::context& z3, const sorts& of, z3::solver& solver) : z3_(z3), of_(of), solver_(solver) {}

  // All formulas of a question, of one form: makes the places that they name. To be called once, first.
  void make_places(const std::vector<const logic::formula*>& all);
  z3::expr holds(const logic::formula& f);
  // What makes an assignment an event. To be called last.
  void bind();

  const std::vector<place>& places() const { return places_; }

 private:
  z3::expr is(std::size_t p, kind k) { return places_[p].kind == of_.values[k](); }
  z3::expr is_any(std::size_t p, std::initializer_list<kind> all);
  z3::expr real(const std::string& fraction) { return z3_.real_val(fraction.c_str()); }

  // --- Places.
  std::size_t add_place(std::size_t parent, const logic::step* step);
  std::size_t child_of(std::size_t parent, const logic::step& step);
  std::size_t below(std::size_t place, const logic::selector& s, std::size_t from, std::size_t to);
  void add_any(std::size_t base, std::size_t count);
  // The places that the selector selects, or would.
  std::vector<std::size_t> selected(const logic::selector& s);

  // --- Tests.
  z3::expr equals(std::size_t p, const logic::operand& v);
  z3::expr compares(std::size_t p, logic::relation how, const logic::operand& v);
  z3::expr differs(std::size_t p, const logic::operand& v);
  z3::expr some(const std::vector<std::size_t>& all, const std::function<z3::expr(std::size_t)>& holds);
  z3::expr test(const logic::formula& f, const logic::test& t);

  // --- Events.
  void bind_children(std::size_t p);
  void bind_elements(const std::map<std::uint64_t, std::size_t>& indexed);
  void bind_number(std::size_t p);
  void bind_literal(std::size_t p, const std::string& text);
  void bind_digits(std::size_t p);

  z3::context& z3_;
  const sorts& of_;
  z3::solver& solver_;
  texts of_text_{z3_};
  bool is_message_ = false;
  std::vector<place> places_ = {};
};

}  // namespace z3_judge
