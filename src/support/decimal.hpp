// SPDX-License-Identifier: Apache-2.0
// Exact decimal numbers for comparison: sign, significant digits, exponent. In goes a spelling, out comes an order; the
// exponent is never expanded, so 1e2000000000 costs no more than 1.
#pragma once

#include <coverwatch/config.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

// 0.DIGITS times 10 to the `exponent`, without leading or trailing zeros; zero has no digits, exponent 0 and no sign.
// Does not own its digits.
struct decimal_view {
  bool negative = false;
  std::string_view digits;
  std::int64_t exponent = 0;
};

// The same, owning its digits.
struct decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;

  decimal_view view() const noexcept { return {negative, digits, exponent}; }
  friend bool operator==(const decimal&, const decimal&) = default;
};

// The order of the values. Linear in the digits.
std::strong_ordering compare(const decimal_view& a, const decimal_view& b) noexcept;

// A spelling taken apart; nothing is copied.
struct number_parts {
  bool negative = false;
  std::string_view whole;     // digits before the point, may be empty
  std::string_view fraction;  // digits behind it, may be empty
  std::string_view power;     // digits of the exponent, without its sign
  std::int64_t exponent = 0;  // their value, held within 10^17 in size
};

// Nothing when the spelling is not wholly a number (by the grammar below).
std::optional<number_parts> split_number(std::string_view spelling) noexcept;

// The exponent of the value written as 0.DIGITS, DIGITS beginning with the first digit that is not 0. Meaningless for
// zero.
std::int64_t leading_exponent(const number_parts& parts) noexcept;

// The value of a spelling by the grammar of numbers in patterns: [+-]? (digits ['.' digits] | '.' digits)
// [('e'|'E') [+-]? digits]. JSON numbers are among these. Nothing when it is not wholly such a number.
// An exponent beyond 10^17 in size is held there: it is still beyond every double.
std::optional<decimal> parse_decimal(std::string_view spelling);

// The same without an allocation once `digits`, which the view may point into, has grown.
std::optional<decimal_view> read_decimal(std::string_view spelling, std::string& digits);

// True when the exponent as written does not fit 32 bits (the service refuses such a number in a pattern).
bool exponent_exceeds_32_bits(std::string_view spelling) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
