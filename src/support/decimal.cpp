// SPDX-License-Identifier: Apache-2.0
// In goes the spelling of a number, out comes its exact value as digits and an exponent, and the order of two such
// values. Works on the digits as they are written; never expands an exponent, never rounds.
#include "support/decimal.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::support {

inline constexpr std::int64_t largest_exponent = 100'000'000'000'000'000;

COVERWATCH_FUNC std::string_view take_sign(std::string_view& rest) noexcept {
  const std::string_view sign = rest.substr(0, !rest.empty() && (rest[0] == '+' || rest[0] == '-') ? 1 : 0);
  rest.remove_prefix(sign.size());
  return sign;
}

COVERWATCH_FUNC std::string_view take_digits(std::string_view& rest) noexcept {
  const std::string_view digits = rest.substr(0, rest.find_first_not_of("0123456789"));
  rest.remove_prefix(digits.size());
  return digits;
}

COVERWATCH_FUNC bool take_either(std::string_view& rest, std::string_view choices) noexcept {
  if (rest.empty() || choices.find(rest[0]) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

// The value of a run of digits, or `limit` if that is less.
COVERWATCH_FUNC std::int64_t digits_up_to(std::string_view digits, std::int64_t limit) noexcept {
  std::int64_t value = 0;
  for (const char digit : digits) {
    value = value * 10 + (digit - '0');
    if (value >= limit) return limit;
  }
  return value;
}

COVERWATCH_FUNC std::optional<number_parts> split_number(std::string_view spelling) noexcept {
  number_parts parts;
  std::string_view rest = spelling;
  parts.negative = take_sign(rest) == "-";
  parts.whole = take_digits(rest);
  if (take_either(rest, ".")) {
    parts.fraction = take_digits(rest);
    if (parts.fraction.empty()) return std::nullopt;
  }
  if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
  if (take_either(rest, "eE")) {
    const bool down = take_sign(rest) == "-";
    parts.power = take_digits(rest);
    if (parts.power.empty()) return std::nullopt;
    parts.exponent = digits_up_to(parts.power, largest_exponent);
    if (down) parts.exponent = -parts.exponent;
  }
  if (!rest.empty()) return std::nullopt;
  return parts;
}

COVERWATCH_FUNC std::int64_t leading_exponent(const number_parts& parts) noexcept {
  const std::size_t in_whole = parts.whole.find_first_not_of('0');
  if (in_whole != std::string_view::npos)
    return parts.exponent + static_cast<std::int64_t>(parts.whole.size() - in_whole);
  return parts.exponent -
         static_cast<std::int64_t>(std::min(parts.fraction.find_first_not_of('0'), parts.fraction.size()));
}

COVERWATCH_FUNC std::optional<decimal_view> read_decimal(std::string_view spelling, std::string& digits) {
  const std::optional<number_parts> parts = split_number(spelling);
  if (!parts) return std::nullopt;
  digits.assign(parts->whole).append(parts->fraction);
  digits.erase(digits.find_last_not_of('0') + 1);
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return decimal_view{};
  return decimal_view{parts->negative, digits, leading_exponent(*parts)};
}

COVERWATCH_FUNC std::optional<decimal> parse_decimal(std::string_view spelling) {
  std::string digits;
  const std::optional<decimal_view> read = read_decimal(spelling, digits);
  if (!read) return std::nullopt;
  const bool negative = read->negative;
  const std::int64_t exponent = read->exponent;
  return decimal{negative, std::move(digits), exponent};
}

// Which side of zero: -1, 0 or 1.
COVERWATCH_FUNC int sign_of(const decimal_view& d) noexcept {
  if (d.digits.empty()) return 0;
  return d.negative ? -1 : 1;
}

COVERWATCH_FUNC std::strong_ordering compare(const decimal_view& a, const decimal_view& b) noexcept {
  const int sign = sign_of(a);
  if (sign != sign_of(b) || sign == 0) return sign <=> sign_of(b);
  // Without zeros at either end, the order of the digits is that of their texts.
  const std::strong_ordering size =
      a.exponent != b.exponent ? a.exponent <=> b.exponent : a.digits.compare(b.digits) <=> 0;
  return sign > 0 ? size : 0 <=> size;
}

COVERWATCH_FUNC bool exponent_exceeds_32_bits(std::string_view spelling) noexcept {
  const std::optional<number_parts> parts = split_number(spelling);
  return parts && (parts->exponent > INT32_MAX || parts->exponent < INT32_MIN);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
