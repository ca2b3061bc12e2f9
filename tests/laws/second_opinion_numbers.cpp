// SPDX-License-Identifier: Apache-2.0
// The second opinion on numbers: decimals as strings, doubles through the C library, Java's way of printing them.
#include "second_opinion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace opinion {
namespace {

// The fewest digits that name the same double, at least so many behind the point.
std::string shortest(double d, int precision) {
  std::array<char, 40> buffer{};
  for (; precision < 17; ++precision) {
    std::snprintf(buffer.data(), buffer.size(), "%.*e", precision, d);
    if (std::strtod(buffer.data(), nullptr) == d) break;
  }
  return buffer.data();
}

// The exponent behind the `e`. One of more than 15 digits is held at 10^15: no pattern has so large a one, and no
// spelling so many digits that it would matter.
long long exponent_of(const std::string& spelling) {
  const bool down = spelling[0] == '-';
  const auto first = std::min(spelling.find_first_not_of("+-0"), spelling.size());
  const long long size =
      spelling.size() - first > 15 ? 1'000'000'000'000'000 : std::atoll(spelling.substr(first).c_str());
  return down ? -size : size;
}

std::string java_text(const reading& r, bool minus) {
  const std::string sign = minus ? "-" : "";
  if (r.digits.empty()) return sign + "0.0";
  const long long lead = r.exponent - 1;  // the power of ten of the first digit
  if (lead < -3 || lead > 6) {
    const std::string rest = r.digits.size() > 1 ? r.digits.substr(1) : "0";
    return sign + r.digits[0] + "." + rest + "E" + std::to_string(lead);
  }
  if (lead < 0) return sign + "0." + std::string(static_cast<std::size_t>(-lead - 1), '0') + r.digits;
  const auto whole = static_cast<std::size_t>(lead + 1);
  std::string digits = r.digits;
  if (digits.size() <= whole) digits.append(whole + 1 - digits.size(), '0');
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

}  // namespace

void read_decimal(const std::string& spelling, reading& r) {
  const auto e = spelling.find_first_of("eE");
  std::string mantissa = spelling.substr(0, e);
  r.negative = mantissa[0] == '-';
  if (mantissa[0] == '-' || mantissa[0] == '+') mantissa.erase(0, 1);
  r.exponent = e == std::string::npos ? 0 : exponent_of(spelling.substr(e + 1));
  auto point = mantissa.find('.');
  if (point == std::string::npos) {
    point = mantissa.size();
  } else {
    mantissa.erase(point, 1);
  }
  r.exponent += static_cast<long long>(point);
  const auto first = mantissa.find_first_not_of('0');
  if (first == std::string::npos) {
    r.negative = false;
    r.exponent = 0;
    return;
  }
  r.digits = mantissa.substr(first, mantissa.find_last_not_of('0') - first + 1);
  r.exponent -= static_cast<long long>(first);
}

int order(const reading& a, const reading& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int flip = a.negative ? -1 : 1;
  if (a.digits.empty() || b.digits.empty()) {
    return flip * (static_cast<int>(!a.digits.empty()) - static_cast<int>(!b.digits.empty()));
  }
  if (a.exponent != b.exponent) return a.exponent < b.exponent ? -flip : flip;
  const int digits = a.digits.compare(b.digits);
  return digits == 0 ? 0 : digits < 0 ? -flip : flip;
}

reading read_number(const std::string& spelling) {
  reading r;
  if (spelling.find_first_of(".eE") == std::string::npos) {
    read_decimal(spelling, r);
    r.text = spelling == "-0" ? "0" : spelling;
    return r;
  }
  const double d = std::strtod(spelling.c_str(), nullptr);
  r.finite = std::isfinite(d);
  if (!r.finite) {
    r.text = d < 0 ? "-Infinity" : "Infinity";
    return r;
  }
  reading two_digits;  // what Java shows at least
  read_decimal(shortest(d, 1), two_digits);
  read_decimal(shortest(d, 0), r);
  r.text = java_text(two_digits, std::signbit(d));
  return r;
}

}  // namespace opinion
