// SPDX-License-Identifier: Apache-2.0
// Where a sample's value or a dimension's text comes from. In goes the text of a transformation's field, out comes a
// number, a selector or the name of a token, or the mistake. Never reads an event.
#pragma once

#include "logic/formula.hpp"

#include <coverwatch/metric_filter.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace coverwatch::inline COVERWATCH_ABI::metric {

struct constant {
  double value = 0;  // finite
};
struct token {
  std::string name;  // as `pattern::extract` calls it: `$status`, `$3`
};
using field_source = std::variant<logic::selector, token>;  // the selector has no wildcard
using value_source = std::variant<constant, logic::selector, token>;

// The number as a double, by the grammar of numbers in patterns. Nothing when `text` is not wholly a number, or when it
// is beyond the doubles. Zero has no sign.
std::optional<double> finite_number(std::string_view text) noexcept;

// Both fill in the error's code, place and cause; the field is the caller's to name.
result<value_source, metric_filter_error> read_value_source(const pattern& p, std::string_view text);
result<field_source, metric_filter_error> read_field_source(const pattern& p, std::string_view text);

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
