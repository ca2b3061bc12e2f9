// SPDX-License-Identifier: Apache-2.0
// The texts of numbers of one shape, read a character at a time: integers of one sign, or doubles of one sign and a
// range of exponents, within bounds. In go characters, out comes whether the text so far is, or may become, such a
// text.
#pragma once

#include "domain/number_facts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// Bounds of the size of a number, its sign apart.
struct size_bounds {
  number_edge least, most;
};

// The sizes of the numbers of one sign between two edges; nothing when there are none but zero.
std::optional<size_bounds> sizes_between(const number_edge& lower, const number_edge& upper, bool negative);

// Of doubles every text is of such a shape, and every text of such a shape with at most 15 digits is that of a double,
// but for the least. Equal states go on equally. Refers to the digits of its bounds.
class number_shape {
 public:
  enum class part : std::uint8_t { anything, lead, whole, fraction, exponent };
  struct state {
    number_shape::part part{};
    std::int8_t low = 0;             // how the digits so far compare with those of the bound below: -1, 0, 1
    std::int8_t high = 0;            // and above
    std::uint8_t zeros = 0;          // bits: a digit behind the point, the last of them is 0, more than one
    std::uint32_t digits = 0;        // characters of the lead; digits; characters of the exponent
    std::uint16_t from = 0, to = 0;  // the exponents that go on like this
  };

  static number_shape anything();
  static number_shape integers(bool negative, const size_bounds& bounds);
  // `first` to `last`: exponents of the value as 0.DIGITS; of several no bound's own exponent, and all of one notation.
  static number_shape decimals(bool negative, std::int64_t first, std::int64_t last, const size_bounds& bounds);

  state start() const;
  bool step(state& s, char c) const;  // false when no such text goes on like this
  bool accepts(const state& s) const;

 private:
  bool add_digit(state& s, char c) const;
  bool step_integer(state& s, char c) const;
  bool step_whole(state& s, char c) const;
  bool step_fraction(state& s, char c) const;
  bool step_exponent(state& s, char c) const;
  state after_lead(state s) const;
  bool digits_hold(const state& s) const;
  bool integer_holds(const state& s) const;

  bool integer_ = false;
  size_bounds bounds_;
  std::string lead_;                    // what each text begins with
  std::uint32_t whole_ = 0;             // digits before the point; none when they are in the lead
  std::vector<std::string> exponents_;  // sorted; none in plain notation
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
