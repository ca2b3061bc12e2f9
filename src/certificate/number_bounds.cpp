// SPDX-License-Identifier: Apache-2.0
// Single numbers and what bounds them. In go spellings and values, out come places among the doubles, neighbours,
// and whether a test passes. Never expands an exponent.
#include "certificate/numbers.hpp"

#include "support/ascii.hpp"
#include "support/json.hpp"
#include "support/number.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <compare>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// --- Bounds.

COVERWATCH_FUNC bool number_bounds::holds(const support::decimal_view& value) const noexcept {
  const auto right = [&](const number_bound& bound, bool is_lower) {
    if (!bound.at) return true;
    const auto order = support::compare(value, *bound.at);
    return order == 0 ? bound.closed : (order > 0) == is_lower;
  };
  return right(lower, true) && right(upper, false);
}

COVERWATCH_FUNC void narrow_bound(number_bound& bound, const support::decimal_view& at, bool closed,
                                  bool is_lower) noexcept {
  const auto order = bound.at ? support::compare(at, *bound.at) : std::strong_ordering::equal;
  const bool tighter = !bound.at || (is_lower ? order > 0 : order < 0) || (order == 0 && bound.closed);
  if (tighter) bound = {at, closed};
}

COVERWATCH_FUNC void narrow_bounds(number_bounds& bounds, const value_test& test, bool passes) noexcept {
  switch (test.how) {
    case comparison::equal:
      if (!passes) return;
      narrow_bound(bounds.lower, test.bound, true, true);
      return narrow_bound(bounds.upper, test.bound, true, false);
    case comparison::less:
    case comparison::less_equal:
      return narrow_bound(passes ? bounds.upper : bounds.lower, test.bound,
                          (test.how == comparison::less_equal) == passes, !passes);
    case comparison::greater:
    case comparison::greater_equal:
      return narrow_bound(passes ? bounds.lower : bounds.upper, test.bound,
                          (test.how == comparison::greater_equal) == passes, passes);
    case comparison::finite: return;
  }
}

COVERWATCH_FUNC number_bound bound_on_side(const number_bound& bound, bool negative) noexcept {
  if (!bound.at || bound.at->digits.empty() || bound.at->negative != negative) return {};
  number_bound out = bound;
  out.at->negative = false;
  return out;
}

COVERWATCH_FUNC number_bound near_bound(const number_bounds& bounds, bool negative) noexcept {
  return bound_on_side(negative ? bounds.upper : bounds.lower, negative);
}

COVERWATCH_FUNC number_bound far_bound(const number_bounds& bounds, bool negative) noexcept {
  return bound_on_side(negative ? bounds.lower : bounds.upper, negative);
}

COVERWATCH_FUNC bool leaves_no_sign(const number_bounds& bounds, bool negative) noexcept {
  return (negative ? bounds.lower : bounds.upper).at && !far_bound(bounds, negative).at;
}

// --- Doubles.

COVERWATCH_FUNC double double_at_place(double_place place) noexcept {
  const auto bits = static_cast<std::uint64_t>(place < 0 ? -(place + 1) : place);
  return std::bit_cast<double>(place < 0 ? bits | std::uint64_t{1} << 63 : bits);
}

COVERWATCH_FUNC std::string text_of_double(double_place place) {
  std::array<char, 32> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), double_at_place(place), std::chars_format::scientific);
  return {text.data(), end.ptr};
}

COVERWATCH_FUNC support::decimal value_of_double(double_place place) {
  return support::parse_decimal(text_of_double(place)).value_or(support::decimal{});
}

// The double that a number with a point or an exponent names; nothing beyond the doubles.
COVERWATCH_FUNC std::optional<double_place> double_of_spelling(std::string_view spelling) {
  const auto parts = support::split_number(spelling);
  const double size = parts ? support::nearest_double(*parts) : std::numeric_limits<double>::infinity();
  if (size > std::numeric_limits<double>::max()) return std::nullopt;
  const auto place = static_cast<double_place>(std::bit_cast<std::uint64_t>(size));
  return parts->negative ? -place - 1 : place;
}

COVERWATCH_FUNC std::string scientific(const support::decimal_view& value) {
  return std::string(value.negative ? "-0." : "0.")
      .append(value.digits.empty() ? "0" : value.digits)
      .append("e" + std::to_string(value.exponent));
}

COVERWATCH_FUNC std::optional<double_place> double_of_value(const support::decimal_view& value) {
  const auto place = double_of_spelling(scientific(value));
  if (!place || support::compare(value_of_double(*place).view(), value) != 0) return std::nullopt;
  return place;
}

// --- Single numbers.

COVERWATCH_FUNC bool is_number_spelling(std::string_view text) noexcept {
  return !text.empty() && (support::is_digit(text.front()) || text.front() == '-') && support::is_digit(text.back()) &&
         !support::json::validate(text);
}

COVERWATCH_FUNC bool passes_value(const value_test& test, const support::decimal_view& value) noexcept {
  const auto order = support::compare(value, test.bound);
  switch (test.how) {
    case comparison::equal: return order == 0;
    case comparison::less: return order < 0;
    case comparison::less_equal: return order <= 0;
    case comparison::greater: return order > 0;
    case comparison::greater_equal: return order >= 0;
    case comparison::finite: return true;
  }
  return false;
}

COVERWATCH_FUNC bool passes_text(const number_test& test, std::string_view text) {
  if (const auto* literal = std::get_if<text_test>(&test)) return text == literal->text;
  if (const auto* wildcard = std::get_if<wildcard_test>(&test))
    return support::matches_wildcard(*wildcard->pieces, text, wildcard->dialect);
  const auto* regex = std::get_if<regex_test>(&test);
  std::vector<support::regex::word> state(regex->automaton->words());
  return regex->automaton->search(text, state.data());
}

// The integer that follows, digit by digit.
COVERWATCH_FUNC std::string next_integer(std::string text) {
  const bool negative = text.starts_with('-');
  const std::size_t first = negative ? 1 : 0;
  std::size_t at = text.size();
  for (; at > first && text[at - 1] == (negative ? '0' : '9'); --at) text[at - 1] = negative ? '9' : '0';
  if (at == first) return "1" + text;  // 99; there is no -0
  text[at - 1] = static_cast<char>(text[at - 1] + (negative ? -1 : 1));
  if (!negative) return text;
  if (text == "-0") return "0";
  return text[1] == '0' ? "-" + text.substr(2) : text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
