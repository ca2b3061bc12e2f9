// SPDX-License-Identifier: Apache-2.0
// Structures as the AWS command line takes them in one word, JSON or its own shorthand (`metricName=x,metricValue=1`),
// to declarations. Names become those of Terraform: `metricName` is `metric_name`. Reads no files and knows no
// parameters.
#pragma once

#include "inventory/declared.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// `metricName`, `MetricName` and `metric-name`: metric_name.
std::string snake_case(std::string_view name);
// `metric-name`: metricName, or with `capital` MetricName.
std::string camel_case(std::string_view name, bool capital);

// The structures that a word holds: one, or for a JSON list so many. Nothing when it is neither form. Linear.
std::optional<std::vector<declaration>> read_structures(std::string_view word);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
