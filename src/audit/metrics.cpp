// SPDX-License-Identifier: Apache-2.0
// The link `metric`: does each match of a filter publish a number above zero? In goes a filter, out comes the answer
// for it. Looks at no alarm.
#include "audit/metrics.hpp"
#include "audit/chain.hpp"
#include "audit/links.hpp"
#include "support/decimal.hpp"
#include "support/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace coverwatch::inline COVERWATCH_ABI::audit {

std::optional<double> constant_value(const inventory::metric_filter& f) {
  const auto parts = support::split_number(f.value);
  if (!parts) return std::nullopt;
  const double size = support::nearest_double(*parts);
  return parts->negative ? -size : size;
}

filter_answer judge_metric(const context& c, member& m) {
  const inventory::metric_filter& f = c.in.evidence().filters[m.record];
  filter_answer out;
  const auto because = [&](answer found, reason why, std::string message) {
    const std::string value = f.value.empty() ? std::string("not said") : f.value;
    out.grounds = {{fmt::format("metricValue of `{}` is {}", f.name, value), f.at}};
    out.found = found;
    out.remarks.push_back({why, true, std::move(message), out.grounds});
    return out;
  };
  const auto open = std::find_if(f.unresolved.begin(), f.unresolved.end(),
                                 [](const std::string& each) { return part_of_property(each) == filter_part::metric; });
  if (open != f.unresolved.end()) {
    out.settle = {fmt::format("aws logs describe-metric-filters --log-group-name {}{}", shell_word(f.log_group),
                              region_option(f.where))};
    return because(answer::maybe, reason::metric_open,
                   fmt::format("The document leaves `{}` of {} open.", *open, filter_name(f)));
  }
  if (f.metric_name.empty() || f.value.empty()) {
    return because(
        answer::no, reason::no_metric,
        fmt::format("{} publishes no metric; give it a metric transformation with the value 1.", filter_name(f)));
  }
  if (f.value.starts_with('$')) {
    return because(answer::no, reason::value_not_constant,
                   fmt::format("{} publishes what `{}` holds, and nothing for an event without it; publish 1.",
                               filter_name(f), f.value));
  }
  const std::optional<double> value = constant_value(f);
  if (!value || !(*value > 0) || !std::isfinite(*value)) {
    return because(answer::no, reason::value_not_positive,
                   fmt::format("{} publishes `{}`, which no alarm can count; publish 1.", filter_name(f), f.value));
  }
  out.found = answer::yes;
  out.message = fmt::format("Filter `{}` publishes {} to `{}/{}` for each match.", f.name, f.value, f.metric_namespace,
                            f.metric_name);
  out.grounds = {{fmt::format("metricValue of `{}` is {}", f.name, f.value), f.at}};
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
