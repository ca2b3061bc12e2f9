// SPDX-License-Identifier: Apache-2.0
// What a matching event holds at a source: a number for the sample, a text for a dimension. In go the event's fields,
// out come values. Never judges the event itself.
#pragma once

#include "metric/source.hpp"
#include "support/json.hpp"

#include <coverwatch/metric_filter.hpp>
#include <coverwatch/pattern.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::metric {

// The fields of a matching event: a JSON object, or tokens under their names.
struct event_fields {
  std::optional<support::json::value> object;
  std::vector<field> tokens;
};

// What stands where the sample's value is looked for. `missing` is also a JSON null.
struct value_reading {
  enum class kind : std::uint8_t { missing, other, number };
  kind what = kind::missing;
  double number = 0;  // finite
};
value_reading read_value(const value_source& source, const event_fields& event);

// A dimension's text. Nothing when the field is missing, is neither a string nor a number, or is a text that CloudWatch
// takes for no dimension.
std::optional<std::string> read_dimension(const field_source& source, const event_fields& event);

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
