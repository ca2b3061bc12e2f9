// SPDX-License-Identifier: Apache-2.0
// In go characters, out comes whether they spell an integer or a double of the shape within its bounds. Digits are
// compared with those of a bound as they come; a bound's exponent is never expanded. Knows no test of the question.
#include "domain/number_shape.hpp"

#include "support/ascii.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::domain {

inline constexpr std::uint32_t most_digits_of_double = 17;
inline constexpr std::uint8_t has_fraction = 1;
inline constexpr std::uint8_t ends_in_zero = 2;
inline constexpr std::uint8_t has_longer_fraction = 4;

COVERWATCH_FUNC number_edge without_sign(number_edge edge) {
  if (edge.at) edge.at->negative = false;
  return edge;
}

COVERWATCH_FUNC std::optional<size_bounds> sizes_between(const number_edge& lower, const number_edge& upper,
                                                         bool negative) {
  const number_edge& near = negative ? upper : lower;  // the edge next to zero, unless it lies on its other side
  const number_edge& far = negative ? lower : upper;
  const auto on_this_side = [&](const number_edge& edge) {
    return edge.at && !edge.at->digits.empty() && edge.at->negative == negative;
  };
  if (far.at && !on_this_side(far)) return std::nullopt;
  return size_bounds{on_this_side(near) ? without_sign(near) : number_edge{}, without_sign(far)};
}

COVERWATCH_FUNC number_shape number_shape::anything() { return {}; }

COVERWATCH_FUNC number_shape number_shape::integers(bool negative, const size_bounds& bounds) {
  number_shape shape;
  shape.integer_ = true;
  shape.bounds_ = bounds;
  shape.lead_ = negative ? "-" : "";
  shape.whole_ = 1;
  return shape;
}

COVERWATCH_FUNC number_shape number_shape::decimals(bool negative, std::int64_t first, std::int64_t last,
                                                    const size_bounds& bounds) {
  number_shape shape;
  shape.lead_ = negative ? "-" : "";
  if (first == last && bounds.least.at && bounds.least.at->exponent == first) shape.bounds_.least = bounds.least;
  if (first == last && bounds.most.at && bounds.most.at->exponent == first) shape.bounds_.most = bounds.most;
  if (first > -3 && first <= 0) {
    shape.lead_.append("0.").append(static_cast<std::size_t>(-first), '0');
  } else if (first > 0 && first <= 7) {
    shape.whole_ = static_cast<std::uint32_t>(first);
  } else {
    shape.whole_ = 1;
    for (std::int64_t exponent = first; exponent <= last; ++exponent)
      shape.exponents_.push_back(std::to_string(exponent - 1));
    std::sort(shape.exponents_.begin(), shape.exponents_.end());
  }
  return shape;
}

COVERWATCH_FUNC number_shape::state number_shape::after_lead(state s) const {
  s.part = whole_ > 0 ? part::whole : part::fraction;
  s.digits = 0;
  return s;
}

COVERWATCH_FUNC number_shape::state number_shape::start() const {
  state s;
  if (whole_ == 0 && lead_.empty()) return s;
  s.part = part::lead;
  return lead_.empty() ? after_lead(s) : s;
}

COVERWATCH_FUNC bool number_shape::step(state& s, char c) const {
  switch (s.part) {
    case part::anything: return true;
    case part::lead:
      if (lead_[s.digits] != c) return false;
      if (++s.digits == lead_.size()) s = after_lead(s);
      return true;
    case part::whole: return integer_ ? step_integer(s, c) : step_whole(s, c);
    case part::fraction: return step_fraction(s, c);
    case part::exponent: return step_exponent(s, c);
  }
  return false;
}

// How the digits compare once `c` has come, as the digit with this index.
COVERWATCH_FUNC std::int8_t compare_on(std::int8_t so_far, const number_edge& edge, std::uint32_t index, char c) {
  if (!edge.at || so_far != 0) return so_far;
  const char other = index < edge.at->digits.size() ? edge.at->digits[index] : '0';
  return static_cast<std::int8_t>((c > other) - (c < other));
}

// A number does not begin with 0.
COVERWATCH_FUNC bool number_shape::add_digit(state& s, char c) const {
  if (!support::is_digit(c) || (s.digits == 0 && c == '0')) return false;
  s.low = compare_on(s.low, bounds_.least, s.digits, c);
  s.high = compare_on(s.high, bounds_.most, s.digits, c);
  ++s.digits;
  return true;
}

// Once an integer has more digits than the bounds it does not matter how many.
COVERWATCH_FUNC bool number_shape::step_integer(state& s, char c) const {
  if (!add_digit(s, c)) return false;
  if (bounds_.most.at && s.digits > bounds_.most.at->exponent) return false;
  if (bounds_.least.at && s.digits <= bounds_.least.at->exponent) return true;
  s.low = 0;
  if (bounds_.most.at) return true;
  const std::int64_t enough = bounds_.least.at ? std::max<std::int64_t>(bounds_.least.at->exponent, 0) + 1 : 1;
  s.digits = static_cast<std::uint32_t>(std::min<std::int64_t>(s.digits, enough));
  return true;
}

COVERWATCH_FUNC bool number_shape::step_whole(state& s, char c) const {
  if (s.digits < whole_) return add_digit(s, c) && s.low >= 0 && s.high <= 0;
  s.part = part::fraction;
  return c == '.';
}

COVERWATCH_FUNC bool number_shape::step_fraction(state& s, char c) const {
  if (c == 'E') {
    if (exponents_.empty() || !digits_hold(s)) return false;
    s = {part::exponent, 0, 0, 0, 0, 0, static_cast<std::uint16_t>(exponents_.size())};
    return true;
  }
  if (s.digits == most_digits_of_double || !add_digit(s, c)) return false;
  s.zeros = static_cast<std::uint8_t>(has_fraction | (c == '0' ? ends_in_zero : 0) |
                                      ((s.zeros & has_fraction) != 0 ? has_longer_fraction : 0));
  return s.low >= 0 && s.high <= 0;
}

COVERWATCH_FUNC bool number_shape::step_exponent(state& s, char c) const {
  const auto goes_on = [&](const std::string& text) { return text.size() > s.digits && text[s.digits] == c; };
  while (s.from < s.to && !goes_on(exponents_[s.from])) ++s.from;
  while (s.from < s.to && !goes_on(exponents_[s.to - 1u])) --s.to;
  ++s.digits;
  return s.from < s.to;
}

// Whether the digits are all, and within the bounds. Behind the point stands 0 alone or something that does not end in
// it.
COVERWATCH_FUNC bool number_shape::digits_hold(const state& s) const {
  if ((s.zeros & has_fraction) == 0) return false;
  if ((s.zeros & ends_in_zero) != 0 && ((s.zeros & has_longer_fraction) != 0 || whole_ == 0)) return false;
  const number_edge& least = bounds_.least;
  const number_edge& most = bounds_.most;
  const bool above = !least.at || s.low > 0 || (s.low == 0 && least.at->digits.size() <= s.digits && least.closed);
  const bool below = !most.at || s.high < 0 || (s.high == 0 && (most.at->digits.size() > s.digits || most.closed));
  return above && below;
}

COVERWATCH_FUNC bool number_shape::integer_holds(const state& s) const {
  if (s.digits == 0) return false;
  if (const number_edge& least = bounds_.least; least.at && s.digits <= least.at->exponent) {
    if (s.digits < least.at->exponent || s.low < 0) return false;
    if (s.low == 0 && (least.at->digits.size() > s.digits || !least.closed)) return false;
  }
  if (const number_edge& most = bounds_.most; most.at && s.digits == most.at->exponent) {
    if (s.high > 0) return false;
    if (s.high == 0 && most.at->digits.size() <= s.digits && !most.closed) return false;
  }
  return true;
}

COVERWATCH_FUNC bool number_shape::accepts(const state& s) const {
  switch (s.part) {
    case part::anything: return true;
    case part::lead: return false;
    case part::whole: return integer_ && integer_holds(s);
    case part::fraction: return exponents_.empty() && digits_hold(s);
    case part::exponent: return s.from < s.to && exponents_[s.from].size() == s.digits;
  }
  return false;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
