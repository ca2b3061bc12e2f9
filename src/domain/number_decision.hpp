// SPDX-License-Identifier: Apache-2.0
// One question about numbers while it is being decided: what has been found, what has been refused, what stays open. In
// goes the question, out comes the answer. `number.cpp` walks, `number_texts.cpp` searches.
#pragma once

#include "domain/number_facts.hpp"
#include "domain/number_line.hpp"
#include "domain/number_search.hpp"

#include <optional>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// Exponents of values written as 0.DIGITS.
struct exponent_range {
  std::int64_t first, last;
};

class number_decision {
 public:
  number_decision(const number_question& question, budget& left) : question_(question), facts_(question), left_(left) {}

  number_answer run();

 private:
  bool done() const noexcept { return member_.has_value() || out_of_steps_; }
  bool spend(std::uint64_t count) noexcept;
  bool has_automata() const noexcept { return !facts_.inside.empty() || !facts_.outside.empty(); }
  bool between_edges(const support::decimal_view& value) const noexcept;
  const number_place* exclusion_of(const support::decimal_view& value, std::string_view text) const noexcept;
  std::size_t largest_expanded() const noexcept;

  // `attempt` tries a number; `consider` also writes down what refuses it.
  void attempt(std::string_view spelling);
  void consider(number_kind kind, const std::string& spelling);
  void refuse(number_kind kind, std::string spelling, const number_place& test);

  void finite();
  void name_edges(number_part_proof& part) const;
  void suggestions();
  void wanted_text();
  void wanted_value();
  void unwritable_integer(const support::decimal_view& value);
  void bounds_as_members();

  // Integers and doubles by counting, when nothing asks for an automaton.
  void count_integers();
  void count_up(std::string from);
  void count_down(std::string from);
  void visit_integer(const std::string& text);
  void count_doubles();
  void short_decimals(double_rank first, double_rank last);
  void attempt_short(const support::decimal_view& size, bool negative, bool away, std::size_t digits);
  void visit_double(double_rank rank);

  // The same by their texts.
  bool no_text_at_all();
  void search_integers();
  void search_integers(bool negative, const size_bounds& sizes);
  void search_doubles();
  void search_doubles(bool negative, const std::vector<std::string>& excluded);
  void search_decimals(bool negative, const exponent_range& range, const size_bounds& sizes,
                       const std::vector<std::string>& excluded);
  void consider_doubles(double_rank first, double_rank last);
  void run_search(number_part_proof& part, number_text_search search, const number_text_limits& limits, bool in_bounds);
  std::vector<std::string> excluded_integers(bool negative);
  std::vector<std::string> excluded_doubles();

  double_rank first_rank() const { return facts_.lower.at ? lower_rank(facts_.lower) : first_double; }
  double_rank last_rank() const { return facts_.upper.at ? upper_rank(facts_.upper) : last_double; }
  double_rank lower_rank(const number_edge& e) const { return e.closed ? first_at_least(*e.at) : first_above(*e.at); }
  double_rank upper_rank(const number_edge& e) const {
    return (e.closed ? first_above(*e.at) : first_at_least(*e.at)) - 1;
  }

  const number_question& question_;
  number_facts facts_;
  budget& left_;
  std::optional<std::string> member_;
  number_proof proof_;
  bool out_of_steps_ = false;
  bool too_large_ = false;   // a member is known, or possible, that does not fit
  bool texts_open_ = false;  // a double with such a text is possible
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
