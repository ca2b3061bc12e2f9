// SPDX-License-Identifier: Apache-2.0
// The public `metric_filter`: the pattern judges the event, then the table of docs/metric-filters.md decides what is
// published. Reads an event again only where it matched and a field of it is wanted.
#include <coverwatch/metric_filter.hpp>

#include "match/workspace.hpp"
#include "metric/check.hpp"
#include "metric/parts.hpp"
#include "metric/read.hpp"
#include "support/memory.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace metric {

COVERWATCH_FUNC bool wants_fields(const plan& p) noexcept {
  return !std::holds_alternative<constant>(p.value) || !p.dimensions.empty();
}

// Nothing when the strict reader cannot hold so large an event.
COVERWATCH_FUNC std::optional<event_fields> fields_of(const metric_filter::parts& p, std::string_view event,
                                                      scratch& memory) {
  if (!wants_fields(p.plan)) return event_fields{};
  if (p.filter_pattern.kind() != pattern_kind::json) return event_fields{{}, p.filter_pattern.extract(event, memory)};
  support::json::document& document = memory.workspace().document;
  if (document.parse(event)) return std::nullopt;
  return event_fields{document.root(), {}};
}

// All of them or, when the event lacks one, none.
COVERWATCH_FUNC std::vector<metric_dimension> dimensions_of(const plan& p, const event_fields& event) {
  std::vector<metric_dimension> out;
  for (const dimension_source& each : p.dimensions) {
    auto text = read_dimension(each.value, event);
    if (!text) return {};
    out.push_back({each.name, std::move(*text)});
  }
  return out;
}

COVERWATCH_FUNC std::optional<datapoint> default_sample(const plan& p) {
  if (!p.default_value) return std::nullopt;
  return datapoint{*p.default_value, p.unit};
}

// Of a matching event.
COVERWATCH_FUNC std::optional<datapoint> sample_of(const plan& p, const event_fields& event) {
  const value_reading value = read_value(p.value, event);
  switch (value.what) {
    case value_reading::kind::missing: return default_sample(p);
    case value_reading::kind::other: return std::nullopt;  // not even the default
    case value_reading::kind::number: return datapoint{value.number, p.unit, dimensions_of(p, event)};
  }
  return std::nullopt;
}

COVERWATCH_FUNC publication publish(const metric_filter::parts& p, std::string_view event, scratch& memory) {
  const outcome answer = p.filter_pattern.evaluate(event, memory);
  switch (answer) {
    case outcome::match: {
      const auto fields = fields_of(p, event, memory);
      if (!fields) return {outcome::too_large, {}};
      return {answer, sample_of(p.plan, *fields)};
    }
    case outcome::no_match:
    case outcome::not_json: return {answer, default_sample(p.plan)};
    case outcome::too_large:
    case outcome::too_deep:
    case outcome::out_of_memory: break;
  }
  return {answer, {}};
}

}  // namespace metric

COVERWATCH_FUNC result<metric_filter, metric_filter_error> metric_filter::create(const pattern& p,
                                                                                 const metric_transformation& t) {
  using answer = result<metric_filter, metric_filter_error>;
  const metric_filter_error no_memory{.code = metric_filter_errc::out_of_memory};
  return support::unless_out_of_memory(answer(unexpected{no_memory}), [&]() -> answer {
    auto checked = metric::check(p, t);
    if (!checked) return unexpected{std::move(checked.error())};
    return metric_filter(std::make_shared<const parts>(parts{p, t, std::move(*checked)}));
  });
}

COVERWATCH_FUNC publication metric_filter::apply(std::string_view event, scratch& memory) const noexcept {
  return support::unless_out_of_memory(publication{outcome::out_of_memory, {}},
                                       [&] { return metric::publish(*parts_, event, memory); });
}

COVERWATCH_FUNC const pattern& metric_filter::filter_pattern() const noexcept { return parts_->filter_pattern; }

COVERWATCH_FUNC const metric_transformation& metric_filter::transformation() const noexcept {
  return parts_->transformation;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
