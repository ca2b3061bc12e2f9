// SPDX-License-Identifier: Apache-2.0
// What a public `metric_filter` is made of: the pattern, the transformation as it was given, and the plan read from it.
// Immutable.
#pragma once

#include "metric/source.hpp"

#include <coverwatch/metric_filter.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

namespace metric {

struct dimension_source {
  std::string name;
  field_source value;
};

// A transformation that has passed every check.
struct plan {
  value_source value;
  std::optional<double> default_value;  // finite
  std::string_view unit;                // a standard unit
  std::vector<dimension_source> dimensions;
};

}  // namespace metric

struct metric_filter::parts {
  pattern filter_pattern;
  metric_transformation transformation;
  metric::plan plan;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
