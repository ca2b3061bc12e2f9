// SPDX-License-Identifier: Apache-2.0
// In go decimals, out come their neighbours among the doubles and the integers. Doubles are found by comparing exact
// values, so that no rounding of a bound is ever trusted; integers are counted on their digits.
#include "domain/number_line.hpp"

#include "support/number.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC double double_at(double_rank rank) noexcept {
  const bool negative = rank < 0;
  const auto size = static_cast<std::uint64_t>(negative ? -(rank + 1) : rank);
  return std::bit_cast<double>(size | static_cast<std::uint64_t>(negative) << 63);
}

COVERWATCH_FUNC double_rank rank_of(double finite) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(finite);
  const auto size = static_cast<std::int64_t>(bits & ~(std::uint64_t{1} << 63));
  return bits >> 63 != 0 ? -size - 1 : size;
}

// The scientific form with the fewest digits; always has an exponent, so JSON takes it for a double.
COVERWATCH_FUNC std::string shortest_form(double_rank rank) {
  std::array<char, 32> text;
  const auto form = std::chars_format::scientific;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), double_at(rank), form).ptr};
}

COVERWATCH_FUNC support::decimal value_at(double_rank rank) {
  return support::parse_decimal(shortest_form(rank)).value_or(support::decimal{});
}

COVERWATCH_FUNC std::string spelling_at(double_rank rank) {
  const std::string form = shortest_form(rank);
  return std::string(support::json_number(form).text());
}

// Some double near the value; how near does not matter but for speed.
COVERWATCH_FUNC double_rank rank_near(const support::decimal_view& value) {
  if (value.digits.empty() || value.exponent < -330) return 0;
  std::string text = value.negative ? "-0." : "0.";
  text.append(value.digits.substr(0, 20)).append("e");
  text.append(std::to_string(std::min<std::int64_t>(value.exponent, 400)));
  double near = 0;
  const std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), near);
  if (read.ec == std::errc{}) return std::clamp(rank_of(near), first_double, last_double);
  if (value.exponent < 0) return 0;
  return value.negative ? first_double : last_double;
}

// The first double whose value is not below the bound, or above it when `strict`. Values grow strictly with the rank,
// but for the two zeros. Steps double from a place that is near already, then halve.
COVERWATCH_FUNC double_rank first_that(const support::decimal_view& bound, bool strict) {
  const auto holds = [&](double_rank rank) {
    if (rank < first_double || rank > last_double) return rank > last_double;
    const std::strong_ordering order = support::compare(value_at(rank).view(), bound);
    return strict ? order > 0 : order >= 0;
  };
  double_rank high = rank_near(bound);  // holds
  double_rank low = high;               // does not
  for (double_rank step = 1; !holds(high); step *= 2) {
    low = high;
    high = std::min(high + step, last_double + 1);
  }
  for (double_rank step = 1; holds(low); step *= 2) {
    high = low;
    low = std::max(low - step, first_double - 1);
  }
  while (high - low > 1) {
    const double_rank middle = low + (high - low) / 2;
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

COVERWATCH_FUNC double_rank first_at_least(const support::decimal_view& bound) { return first_that(bound, false); }

COVERWATCH_FUNC double_rank first_above(const support::decimal_view& bound) { return first_that(bound, true); }

COVERWATCH_FUNC std::optional<double_rank> double_of_value(const support::decimal_view& value) {
  if (value.digits.empty()) return 0;
  if (value.digits.size() > 17) return std::nullopt;
  const double_rank rank = first_at_least(value);
  if (rank > last_double || std::is_neq(support::compare(value_at(rank).view(), value))) return std::nullopt;
  return rank;
}

COVERWATCH_FUNC bool is_whole(const support::decimal_view& value) noexcept {
  return value.digits.empty() ||
         (value.exponent > 0 && value.digits.size() <= static_cast<std::uint64_t>(value.exponent));
}

COVERWATCH_FUNC support::decimal_view whole_value(std::string_view digits) noexcept {
  support::decimal_view value;
  value.negative = digits.starts_with('-');
  digits.remove_prefix(value.negative ? 1 : 0);
  value.exponent = static_cast<std::int64_t>(digits.size());
  value.digits = digits.substr(0, digits.find_last_not_of('0') + 1);
  return value.digits.empty() ? support::decimal_view{} : value;
}

// The digits before the point, without the sign.
COVERWATCH_FUNC std::string whole_digits(const support::decimal_view& value) {
  if (value.exponent <= 0) return "0";
  const auto count = static_cast<std::size_t>(value.exponent);
  std::string digits(value.digits.substr(0, count));
  digits.resize(count, '0');
  return digits;
}

COVERWATCH_FUNC std::string one_more(std::string digits) {
  std::size_t at = digits.size();
  while (at > 0 && digits[at - 1] == '9') digits[--at] = '0';
  if (at == 0) return "1" + digits;
  ++digits[at - 1];
  return digits;
}

// `digits` is not 0.
COVERWATCH_FUNC std::string one_less(std::string digits) {
  std::size_t at = digits.size();
  while (digits[at - 1] == '0') digits[--at] = '9';
  --digits[at - 1];
  if (digits.size() > 1 && digits[0] == '0') digits.erase(0, 1);
  return digits;
}

COVERWATCH_FUNC std::string with_sign(bool negative, const std::string& digits) {
  return negative && digits != "0" ? "-" + digits : digits;
}

// To the next integer away from zero, or towards it.
COVERWATCH_FUNC std::string round_whole(const support::decimal_view& value, bool away) {
  const std::string digits = whole_digits(value);
  return with_sign(value.negative, away && !is_whole(value) ? one_more(digits) : digits);
}

COVERWATCH_FUNC std::string round_up(const support::decimal_view& value) { return round_whole(value, !value.negative); }

COVERWATCH_FUNC std::string round_down(const support::decimal_view& value) {
  return round_whole(value, value.negative);
}

COVERWATCH_FUNC std::string next_whole(std::string_view digits) {
  if (digits.starts_with('-')) return with_sign(true, one_less(std::string(digits.substr(1))));
  return one_more(std::string(digits));
}

COVERWATCH_FUNC std::string previous_whole(std::string_view digits) {
  if (digits == "0") return "-1";
  if (digits.starts_with('-')) return "-" + one_more(std::string(digits.substr(1)));
  return one_less(std::string(digits));
}

COVERWATCH_FUNC bool is_json_number(std::string_view spelling) noexcept {
  const std::optional<support::number_parts> parts = support::split_number(spelling);
  return parts && spelling[0] != '+' && !parts->whole.empty() && (parts->whole[0] != '0' || parts->whole.size() == 1);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
