// SPDX-License-Identifier: Apache-2.0
// A JSON number as the service sees it: an integer by its digits, anything else as a double. In goes the number's spelling
// (RFC 8259), out come its exact value and its text. Allocates nothing.
#pragma once

#include "support/decimal.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Reads a valid JSON number once; `value` and `text` point into the spelling or into this object, so it neither copies nor
// moves. The spelling must outlive it.
class json_number {
 public:
  explicit json_number(std::string_view spelling) noexcept;
  json_number(const json_number&) = delete;
  json_number& operator=(const json_number&) = delete;

  // The exact value: of an integer its digits; of anything else the shortest decimal that names the same double, so that
  // 12.0 is 12. Nothing when that double is not finite.
  const std::optional<decimal_view>& value() const noexcept { return value_; }

  // The text that literals, wildcards and regular expressions see: an integer's digits (`-0` is `0`), any other double as
  // Java prints it: `1.0`, `1000.0`, `1.0E7` from 10^7 on, `1.0E-4` below 10^-3, `-0.0`, `Infinity`, `-Infinity`.
  std::string_view text() const noexcept { return text_; }

 private:
  void read_integer(std::string_view spelling) noexcept;
  void read_double(std::string_view spelling) noexcept;

  std::optional<decimal_view> value_;
  std::string_view text_;
  std::array<char, 32> digits_;  // of the double, without its point
  std::array<char, 32> buffer_;  // the text of the double
};

// The double nearest to the size of a number, its sign left aside; HUGE_VAL beyond the doubles. Rounds once, however long
// the spelling is.
double nearest_double(const number_parts& parts) noexcept;

// True for a JSON number written as an integer: neither point nor exponent.
bool spelled_as_integer(std::string_view spelling) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
