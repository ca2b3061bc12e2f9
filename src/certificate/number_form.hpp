// SPDX-License-Identifier: Apache-2.0
// The texts of numbers of one form: integers of one sign, or decimals of one sign and a range of exponents. In go
// characters, out comes where a beginning stands, and whether it may go on or end. Equal states go on equally.
#pragma once

#include "certificate/numbers.hpp"
#include "support/ascii.hpp"

#include <coverwatch/config.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

inline constexpr std::string_view number_characters = "0123456789-.E";
inline constexpr std::int64_t longest_integer = std::int64_t{1} << 20;  // a bound with more digits is none in a search
inline constexpr std::uint32_t most_digits = 17;

// Refers to the digits of its bounds.
struct text_form {
  struct state {
    enum class part : std::uint8_t { lead, digits, exponent };
    state::part at = part::lead;
    std::int8_t near = 0, far = 0;  // how the digits compare with those of the bound: -1, 0, 1
    bool point = false;
    bool zero_last = false;
    std::uint8_t behind = 0;  // digits behind the point, as far as 2
    std::uint32_t count = 0;  // characters of the lead; digits; characters of the exponent
    std::uint32_t power = 0;  // the characters of the exponent, a byte each
  };

  bool anything = false, integer = false;
  std::string lead;                 // what each text begins with
  std::uint32_t whole = 0;          // digits before the point
  std::vector<std::string> powers;  // the exponents that may stand there; none in plain notation
  number_bound near, far;

  state start() const { return begun({}); }

  // Behind the lead stand digits.
  state begun(state s) const {
    if (s.at == state::part::lead && s.count == lead.size()) {
      s.at = state::part::digits;
      s.count = 0;
      s.point = !integer && whole == 0;
    }
    return s;
  }

  // False when no such text goes on like this.
  bool step(state& s, char c) const {
    if (anything) return true;
    switch (s.at) {
      case state::part::lead:
        if (lead[s.count] != c) return false;
        ++s.count;
        s = begun(s);
        return true;
      case state::part::digits: return integer ? step_integer(s, c) : step_decimal(s, c);
      case state::part::exponent: return step_exponent(s, c);
    }
    return false;
  }

  static std::int8_t compared(std::int8_t so_far, const number_bound& bound, std::uint32_t index, char c) {
    if (!bound.at || so_far != 0) return so_far;
    const char other = index < bound.at->digits.size() ? bound.at->digits[index] : '0';
    return static_cast<std::int8_t>((c > other) - (c < other));
  }

  bool add_digit(state& s, char c) const {
    if (!support::is_digit(c) || (s.count == 0 && c == '0')) return false;
    s.near = compared(s.near, near, s.count, c);
    s.far = compared(s.far, far, s.count, c);
    ++s.count;
    return true;
  }

  // With more digits than the bound next to zero it no longer matters how many they are.
  bool step_integer(state& s, char c) const {
    if (!add_digit(s, c)) return false;
    if (far.at && s.count > far.at->exponent) return false;
    if (near.at && s.count <= near.at->exponent) return true;
    s.near = 0;
    const std::int64_t enough = near.at ? std::max<std::int64_t>(near.at->exponent, 0) + 1 : 1;
    if (!far.at) s.count = static_cast<std::uint32_t>(std::min<std::int64_t>(s.count, enough));
    return true;
  }

  bool step_decimal(state& s, char c) const {
    if (!s.point && s.count == whole) return s.point = c == '.';
    if (c == 'E') {
      if (powers.empty() || !digits_hold(s)) return false;
      s = {};
      s.at = state::part::exponent;
      return true;
    }
    if (s.count == most_digits || !add_digit(s, c)) return false;
    if (s.point) {
      s.zero_last = c == '0';
      s.behind = static_cast<std::uint8_t>(std::min(s.behind + 1, 2));
    }
    return s.near >= 0 && s.far <= 0;
  }

  bool step_exponent(state& s, char c) const {
    if (s.count == 4) return false;
    ++s.count;
    s.power = s.power << 8 | static_cast<unsigned char>(c);
    return std::any_of(powers.begin(), powers.end(),
                       [&](const std::string& p) { return p.size() >= s.count && packed(p, s.count) == s.power; });
  }
  static std::uint32_t packed(std::string_view text, std::size_t count) {
    std::uint32_t out = 0;
    for (const char c : text.substr(0, count)) out = out << 8 | static_cast<unsigned char>(c);
    return out;
  }

  // Whether the digits are all, and within the bounds. Behind the point stands 0 alone, or what does not end in 0.
  bool digits_hold(const state& s) const {
    if (s.behind == 0 || (s.zero_last && (s.behind > 1 || whole == 0))) return false;
    if (near.at && (s.near < 0 || (s.near == 0 && (near.at->digits.size() > s.count || !near.closed)))) return false;
    return !far.at || s.far < 0 || (s.far == 0 && (far.at->digits.size() > s.count || far.closed));
  }

  bool integer_holds(const state& s) const {
    if (s.count == 0) return false;
    if (near.at && s.count < near.at->exponent) return false;
    if (near.at && s.count == near.at->exponent &&
        (s.near < 0 || (s.near == 0 && (near.at->digits.size() > s.count || !near.closed))))
      return false;
    if (!far.at || s.count < far.at->exponent) return true;
    return s.far < 0 || (s.far == 0 && (far.at->digits.size() > s.count || far.closed));
  }

  bool accepts(const state& s) const {
    if (anything) return true;
    switch (s.at) {
      case state::part::lead: return false;
      case state::part::digits: return integer ? integer_holds(s) : powers.empty() && digits_hold(s);
      case state::part::exponent:
        return std::any_of(powers.begin(), powers.end(),
                           [&](const std::string& p) { return p.size() == s.count && packed(p, s.count) == s.power; });
    }
    return false;
  }
};

text_form integers_form(const number_bounds& bounds, bool negative);

// `ends` owns the digits of the first and the last double that are searched.
text_form decimals_form(const number_bounds& bounds, const number_search& search,
                        const std::pair<support::decimal, support::decimal>& ends);

// All of one notation, and within the exponents of doubles.
bool is_range_of_decimals(const number_search& search) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
