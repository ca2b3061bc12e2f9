// SPDX-License-Identifier: Apache-2.0
// Everything that the service refuses in a transformation. In goes a pattern and a transformation, out comes the plan
// or the first mistake, in the order of the fields.
#pragma once

#include "metric/parts.hpp"

#include <coverwatch/metric_filter.hpp>
#include <coverwatch/result.hpp>

#include <cstddef>

namespace coverwatch::inline COVERWATCH_ABI::metric {

// In characters, as docs/metric-filters.md gives them.
inline constexpr std::size_t longest_name = 255;
inline constexpr std::size_t longest_value = 100;
inline constexpr std::size_t longest_dimension_value = 255;
inline constexpr std::size_t most_dimensions = 3;

result<plan, metric_filter_error> check(const pattern& p, const metric_transformation& t);

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
