// SPDX-License-Identifier: Apache-2.0
// In goes the spelling of a JSON number, out come the value and the text that the service sees: an integer's own
// digits, or what Java makes of the nearest double. Works in buffers of its own; never allocates and never rounds
// twice.
#include "support/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Characters put one behind the other into room that is known to be enough.
struct char_writer {
  char* at;
  void put(char c) noexcept { *at++ = c; }
  void put(std::string_view text) noexcept { at = std::copy(text.begin(), text.end(), at); }
  void zeros(int count) noexcept {
    for (; count > 0; --count) put('0');
  }
  std::string_view since(const char* begin) const noexcept {
    return std::string_view(begin, static_cast<std::size_t>(at - begin));
  }
};

COVERWATCH_FUNC bool spelled_as_integer(std::string_view spelling) noexcept {
  return spelling.find_first_of(".eE") == std::string_view::npos;
}

// Copies the digits from the first that is not 0, at most `room`; tells whether one that is not 0 was left out.
COVERWATCH_FUNC bool copy_significant(const number_parts& parts, char_writer& out, std::size_t room) noexcept {
  bool leading = true;
  for (const std::string_view digits : {parts.whole, parts.fraction}) {
    for (const char digit : digits) {
      leading = leading && digit == '0';
      if (leading) continue;
      if (room == 0) {
        if (digit != '0') return true;
        continue;
      }
      out.put(digit);
      --room;
    }
  }
  return false;
}

// The double nearest to a number. The spelling is first brought to the form 0.DIGITSeN, so that however long its zeros
// or its exponent are, std::from_chars sees neither. 800 digits and a mark for "and more" decide any rounding: the
// longest midpoint of two doubles has fewer than 770.
COVERWATCH_FUNC double nearest_double(const number_parts& parts) noexcept {
  constexpr std::size_t room = 800;
  std::array<char, room + 32> text;
  char_writer out{text.data()};
  out.put("0.");
  char* const digits = out.at;
  if (copy_significant(parts, out, room)) out.put('1');
  if (out.at == digits) return 0.0;
  const std::int64_t exponent = std::clamp<std::int64_t>(leading_exponent(parts), -400, 400);
  if (exponent == 400) return HUGE_VAL;
  out.put('e');
  const char* const end = std::to_chars(out.at, text.data() + text.size(), exponent).ptr;
  double value = 0;
  const std::from_chars_result read = std::from_chars(text.data(), end, value);
  if (read.ec == std::errc::result_out_of_range) return exponent > 0 ? HUGE_VAL : 0.0;
  return value;
}

// Writes the value 0.DIGITS times 10 to the exponent as Java's Double.toString does.
COVERWATCH_FUNC void write_java(char_writer& out, std::string_view digits, int exponent) noexcept {
  const bool plain = exponent > -3 && exponent <= 7;
  const int whole = plain ? exponent : 1;  // digits before the point
  const std::size_t cut = static_cast<std::size_t>(std::clamp(whole, 0, static_cast<int>(digits.size())));
  if (whole <= 0) out.put('0');
  out.put(digits.substr(0, cut));
  out.zeros(whole - static_cast<int>(cut));
  out.put('.');
  if (whole < 0) out.zeros(-whole);
  out.put(cut == digits.size() ? "0" : digits.substr(cut));
  if (plain) return;
  out.put('E');
  out.at = std::to_chars(out.at, out.at + 6, exponent - 1).ptr;
}

COVERWATCH_FUNC json_number::json_number(std::string_view spelling) noexcept {
  if (spelled_as_integer(spelling)) {
    read_integer(spelling);
  } else {
    read_double(spelling);
  }
}

COVERWATCH_FUNC void json_number::read_integer(std::string_view spelling) noexcept {
  decimal_view value;
  value.negative = spelling.starts_with('-');
  value.digits = spelling.substr(value.negative ? 1 : 0);
  text_ = value.digits == "0" ? value.digits : spelling;
  value.exponent = static_cast<std::int64_t>(value.digits.size());
  value.digits = value.digits.substr(0, value.digits.find_last_not_of('0') + 1);
  value_ = value.digits.empty() ? decimal_view{} : value;
}

// Takes the scientific form of a number apart: writes its digits without their point, and returns the exponent of the
// value as 0.DIGITS.
COVERWATCH_FUNC int write_digits(char_writer& out, const char* begin, const char* end) noexcept {
  const char* const e = std::find(begin, end, 'e');
  int power = 0;
  std::from_chars(e + (e[1] == '+' ? 2 : 1), end, power);
  out.at = std::copy_if(begin, e, out.at, [](char c) { return c != '.'; });
  return power + 1;
}

// The shortest digits that name this double (finite, above zero).
COVERWATCH_FUNC int write_shortest(char_writer& out, double value) noexcept {
  std::array<char, 32> text;
  const auto form = std::chars_format::scientific;
  return write_digits(out, text.data(), std::to_chars(text.data(), text.data() + text.size(), value, form).ptr);
}

// Java shows two digits at least, and the best two: the least double is 4.9E-324, though 5E-324 names it as well.
COVERWATCH_FUNC void write_java_double(char_writer& out, double value) noexcept {
  std::array<char, 32> room;
  char_writer digits{room.data()};
  int exponent = write_shortest(digits, value);
  if (digits.at == room.data() + 1) {
    std::array<char, 32> text;
    const auto form = std::chars_format::scientific;
    digits.at = room.data();
    exponent =
        write_digits(digits, text.data(), std::to_chars(text.data(), text.data() + text.size(), value, form, 1).ptr);
    if (room[1] == '0') --digits.at;
  }
  write_java(out, digits.since(room.data()), exponent);
}

COVERWATCH_FUNC void json_number::read_double(std::string_view spelling) noexcept {
  const number_parts parts = split_number(spelling).value_or(number_parts{});
  const double size = nearest_double(parts);
  char_writer out{buffer_.data()};
  if (parts.negative) out.put('-');
  if (std::isinf(size)) {
    out.put("Infinity");
  } else if (size == 0) {
    out.put("0.0");
    value_ = decimal_view{};
  } else {
    char_writer digits{digits_.data()};
    const int exponent = write_shortest(digits, size);
    value_ = decimal_view{parts.negative, digits.since(digits_.data()), exponent};
    write_java_double(out, size);
  }
  text_ = out.since(buffer_.data());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
