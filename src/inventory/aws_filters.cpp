// SPDX-License-Identifier: Apache-2.0
// `logs describe-metric-filters`. The output names neither account nor region; what was asked for, or the folder, does.
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::value;

void read_transformation(metric_filter& made, record& filter, answer& a) {
  constexpr std::string_view key = "metricTransformations";
  const std::vector<value> all = filter.objects(key, presence::always);
  if (all.size() > 1) filter.refuse(all[1], key, "a list of one: the service keeps no more");
  if (all.empty()) return;
  record r(a, all.front(), filter.path() + ".metricTransformations[0]", made.unresolved);
  made.metric_name = r.text("metricName", presence::always).value_or("");
  made.metric_namespace = r.text("metricNamespace", presence::always).value_or("");
  made.value = r.text("metricValue", presence::always).value_or("");
  made.default_value = r.number("defaultValue", presence::sometimes);
  made.unit = r.text("unit", presence::sometimes).value_or("");
  made.dimensions = r.map("dimensions", presence::sometimes);
}

// The number at the front of `text`, which is then behind it and a dot.
unsigned next_number(std::string_view& text) noexcept {
  unsigned out = 0;
  const char* const end = std::from_chars(text.data(), text.data() + text.size(), out).ptr;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with('.')) text.remove_prefix(1);
  return out;
}

// `fieldSelectionCriteria` and `emitSystemFieldDimensions` came to the service's model in autumn 2025. Command lines
// drop what their own model does not have; from these versions on all of them have it: 2.32 (and 1.44) of November
// 2025.
bool client_tells_newer_fields(std::string_view client) noexcept {
  constexpr std::string_view begin = "aws-cli/";
  if (!client.starts_with(begin)) return false;
  client.remove_prefix(begin.size());
  const unsigned major = next_number(client);
  const unsigned minor = next_number(client);
  return major > 2 || (major == 2 && minor >= 32) || (major == 1 && minor >= 44);
}

bool read_filter(answer& a, const value& object, std::string path) {
  metric_filter made;
  record r(a, object, std::move(path), made.unresolved);
  made.where = a.asked.where;
  made.log_group = r.text("logGroupName", presence::always).value_or("");
  made.name = r.text("filterName", presence::always).value_or("");
  if (made.log_group.empty() || made.name.empty()) {
    a.wrong(object, fmt::format("{} has no `{}`, and is left out", r.path(),
                                made.name.empty() ? "filterName" : "logGroupName"));
    return false;
  }
  made.pattern = r.text("filterPattern", presence::always);
  read_transformation(made, r, a);
  made.field_selection = r.text("fieldSelectionCriteria", presence::sometimes).value_or("");
  made.on_transformed_logs = r.flag("applyOnTransformedLogs", presence::sometimes).value_or(false);
  made.system_dimensions = r.texts("emitSystemFieldDimensions", presence::sometimes);
  made.tells_newer_fields = r.has("fieldSelectionCriteria") || r.has("emitSystemFieldDimensions");
  made.at = r.at();
  a.out.filters.push_back(std::move(made));
  return true;
}

}  // namespace

// Without an envelope, filters of one log group may be all that there are, or all that was asked for: they are the
// group's in either case. An output without any is taken for what it most likely is, that of the whole region.
void read_metric_filters(answer& a) {
  const std::size_t first = a.out.filters.size();
  const bool whole = a.for_each(
      "metricFilters", [&](const value& each, std::string path) { return read_filter(a, each, std::move(path)); });
  const auto begin = a.out.filters.begin() + static_cast<std::ptrdiff_t>(first), end = a.out.filters.end();
  const bool newer = client_tells_newer_fields(a.asked.client) ||
                     std::any_of(begin, end, [](const metric_filter& f) { return f.tells_newer_fields; });
  std::for_each(begin, end, [&](metric_filter& f) { f.tells_newer_fields = newer; });

  listing made = a.list(document_kind::describe_metric_filters, whole, a.out.filters.size() - first);
  made.of = a.asked.given({"--filter-name-prefix", "--metric-name", "--metric-namespace"});
  const std::string* const group = a.asked.argument("--log-group-name");
  if (made.of.empty() && group != nullptr) made.of = *group;
  const auto is_of_first = [&](const metric_filter& f) { return f.log_group == begin->log_group; };
  if (!a.asked.known && begin != end && std::all_of(begin, end, is_of_first)) {
    made.restricted = true;
    made.of = begin->log_group;
  }
  a.out.listings.push_back(std::move(made));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
