// SPDX-License-Identifier: Apache-2.0
// A question about numbers, sorted: the narrowest bounds, what is excluded one by one, and the tests of the text that
// need an automaton. In goes the question, out come its facts and the plain answer for single numbers. Searches
// nothing.
#pragma once

#include "domain/number.hpp"
#include "domain/number_automaton.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// The first test that refuses the number, by the plain functions of support; none for a member. Linear in the tests.
std::optional<number_place> refusal_of(const number_question& question, std::string_view spelling);

// What the comparison says of a finite number of this value.
bool passes_value_test(const number_comparison& test, const support::decimal_view& value) noexcept;

// One end of the interval that the comparisons leave.
struct number_edge {
  std::optional<support::decimal_view> at;  // none: without end
  bool closed = false;
  number_place test;
  number_place point;  // of a bound that is open only because its own value is excluded
};

// Whether the value lies on the right side of the edge. Without end all do.
bool above_edge(const number_edge& lower, const support::decimal_view& value) noexcept;
bool below_edge(const number_edge& upper, const support::decimal_view& value) noexcept;

struct excluded_value {
  support::decimal_view value;
  number_place test;
};
struct excluded_text {
  std::string_view text;
  number_place test;
};

// Views into the question.
struct number_facts {
  explicit number_facts(const number_question& question);

  const excluded_value* find_value(const support::decimal_view& value) const noexcept;
  const excluded_text* find_text(std::string_view text) const noexcept;

  // No value lies between the edges.
  bool contradictory() const noexcept;

  number_edge lower, upper;
  number_place infinite;               // `finite`, outside
  number_place wanted_value;           // an `equal` inside
  number_place wanted_text;            // a literal inside
  std::vector<excluded_value> values;  // sorted
  std::vector<excluded_text> texts;    // sorted; only what may be the text of a finite number
  std::vector<number_automaton> inside, outside;
  std::size_t longest = 0;  // digits of a constant

 private:
  void read(const number_test& test, number_place place);
  void read(const number_comparison& test, number_place place);
  void read_opposite(const number_comparison& test, number_place place);
  void narrow(number_relation how, const support::decimal_view& bound, number_place place);
  void open_edge(number_edge& edge) noexcept;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
