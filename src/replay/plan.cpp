// SPDX-License-Identifier: Apache-2.0
// What cannot be modelled is looked for first, then the library judges the pattern and the transformation.
#include "replay/plan.hpp"

#include <coverwatch/pattern.hpp>

#include <fmt/format.h>

#include <new>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

// Empty when all that matters is known and modelled.
std::string not_modelled(const inventory::metric_filter& f) {
  if (!f.unresolved.empty()) return fmt::format("`{}` is left open by the document", f.unresolved.front());
  if (!f.pattern) return "its pattern is left open by the document";
  if (f.value.empty() || f.metric_name.empty()) return "it has no metric transformation";
  if (f.on_transformed_logs) return "it runs on transformed logs (applyOnTransformedLogs)";
  if (!f.field_selection.empty()) return fmt::format("it sees a selection of the events ({})", f.field_selection);
  if (!f.system_dimensions.empty()) return "it adds dimensions of the system (emitSystemFieldDimensions)";
  return {};
}

metric_transformation transformation_of(const inventory::metric_filter& f) {
  metric_transformation t{.metric_name = f.metric_name,
                          .metric_namespace = f.metric_namespace,
                          .metric_value = f.value,
                          .default_value = f.default_value};
  if (!f.unit.empty()) t.unit = f.unit;
  for (const auto& [name, selector] : f.dimensions) t.dimensions.push_back({name, selector});
  return t;
}

result<metric_filter, std::string> make(const inventory::metric_filter& f, wildcards dialect) {
  parse_options how;
  how.dialect = dialect;
  auto parsed = pattern::parse(*f.pattern, how);
  if (!parsed) {
    if (parsed.error().code == errc::out_of_memory) throw std::bad_alloc();
    return unexpected{fmt::format("its pattern is refused: {}", message(parsed.error()))};
  }
  auto made = metric_filter::create(*parsed, transformation_of(f));
  if (made) return std::move(*made);
  if (made.error().code == metric_filter_errc::out_of_memory) throw std::bad_alloc();
  return unexpected{fmt::format("its {} is refused: {}", name(made.error().field), message(made.error()))};
}

}  // namespace

void add_filters(plan& out, std::span<const inventory::metric_filter> records, std::uint32_t set, wildcards dialect) {
  for (const inventory::metric_filter& each : records) {
    if (auto why = not_modelled(each); !why.empty()) {
      out.left_out.push_back({each.name, each.at, std::move(why), false});
      continue;
    }
    auto made = make(each, dialect);
    if (!made) {
      out.left_out.push_back({each.name, each.at, std::move(made.error()), true});
      continue;
    }
    const std::string unit = each.unit.empty() ? "None" : each.unit;
    series_key metric{set, each.where, each.metric_namespace, each.metric_name, unit, {}};
    out.filters.push_back({each.name, each.log_group, std::move(*made), std::move(metric)});
  }
}

inventory::metric_filter plain_filter(std::string_view name, std::string_view pattern) {
  inventory::metric_filter f;
  f.name = name;
  f.pattern = std::string(pattern);
  f.metric_name = name;
  f.metric_namespace = "replay";
  f.value = "1";
  return f;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
