// SPDX-License-Identifier: Apache-2.0
// The 27 standard units of the CloudWatch API, and the ways in which people miss them.
#include "metric/units.hpp"

#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::metric {

inline constexpr std::string_view units[] = {
    "Seconds",          "Microseconds",     "Milliseconds", "Bytes",           "Kilobytes",        "Megabytes",
    "Gigabytes",        "Terabytes",        "Bits",         "Kilobits",        "Megabits",         "Gigabits",
    "Terabits",         "Percent",          "Count",        "Bytes/Second",    "Kilobytes/Second", "Megabytes/Second",
    "Gigabytes/Second", "Terabytes/Second", "Bits/Second",  "Kilobits/Second", "Megabits/Second",  "Gigabits/Second",
    "Terabits/Second",  "Count/Second",     no_unit,
};

struct usual_sign {
  std::string_view sign;
  std::string_view unit;
};
inline constexpr usual_sign usual_signs[] = {
    {"s", "Seconds"}, {"sec", "Seconds"},  {"ms", "Milliseconds"}, {"us", "Microseconds"}, {"\u00b5s", "Microseconds"},
    {"b", "Bytes"},   {"kb", "Kilobytes"}, {"mb", "Megabytes"},    {"gb", "Gigabytes"},    {"tb", "Terabytes"},
    {"%", "Percent"}, {"counts", "Count"}, {"", no_unit},
};

COVERWATCH_FUNC std::string_view standard_unit(std::string_view text) noexcept {
  const auto* const found = std::find(std::begin(units), std::end(units), text);
  return found == std::end(units) ? std::string_view() : *found;
}

COVERWATCH_FUNC std::string_view likely_unit(std::string_view text) noexcept {
  for (const std::string_view unit : units) {
    const bool plural = unit.ends_with('s');
    if (syntax::equals_ignoring_case(text, unit)) return unit;
    if (plural && syntax::equals_ignoring_case(text, unit.substr(0, unit.size() - 1))) return unit;
  }
  for (const usual_sign& each : usual_signs) {
    if (syntax::equals_ignoring_case(text, each.sign)) return each.unit;
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
