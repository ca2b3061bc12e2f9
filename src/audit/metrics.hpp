// SPDX-License-Identifier: Apache-2.0
// The value that a filter publishes, as a number. In goes a filter, out comes the number or nothing.
#pragma once

#include "inventory/model.hpp"

#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// Nothing when it is read from the event, or no number. Infinite when it is beyond the doubles.
std::optional<double> constant_value(const inventory::metric_filter& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
