// SPDX-License-Identifier: Apache-2.0
// Records of metric filters to filters that can be run, or why one cannot: refused by the service, left open by its
// document, or of a kind that a replay does not model. Reads no event.
#pragma once

#include "inventory/model.hpp"
#include "replay/datapoints.hpp"

#include <coverwatch/metric_filter.hpp>
#include <coverwatch/options.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct planned_filter {
  std::string name, log_group;
  metric_filter how;
  series_key metric;  // of a sample without dimensions
};

struct unplanned_filter {
  std::string name;
  inventory::place at;
  std::string why;       // one clause
  bool refused = false;  // the service would refuse it; else it is not modelled
};

struct plan {
  std::vector<planned_filter> filters;
  std::vector<unplanned_filter> left_out;
};

// Adds to `out`, as filters of the set with that number, in the order of the records.
void add_filters(plan& out, std::span<const inventory::metric_filter> records, std::uint32_t set, wildcards dialect);

// A filter of that name as people make them: the value 1, no default, the metric `name` in the namespace `replay`.
inventory::metric_filter plain_filter(std::string_view name, std::string_view pattern);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
