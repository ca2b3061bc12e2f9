// SPDX-License-Identifier: Apache-2.0
// One function a record. A property that is there and not understood is left open, never taken for absent.
#include "inventory/declared.hpp"

#include "inventory/arn.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

// Takes properties out of a declaration, and notes which of them are open.
class taker {
 public:
  explicit taker(const declaration& d, std::vector<std::string> unresolved = {})
      : from_(d), unresolved_(std::move(unresolved)) {}

  bool has(std::string_view name) const { return find(from_, name) != nullptr; }
  bool is_open(std::string_view name) const {
    const declared_property* const p = find(from_, name);
    return p && (p->open || std::any_of(p->values.begin(), p->values.end(), is_placeholder));
  }
  std::vector<std::string> unresolved() { return std::move(unresolved_); }
  void leave_open(std::string_view name, std::string_view own_name) {
    const declared_property* const p = find(from_, name);
    std::string text = p ? p->own_name : std::string(own_name);
    if (std::find(unresolved_.begin(), unresolved_.end(), text) == unresolved_.end())
      unresolved_.push_back(std::move(text));
  }

  // The text, a guess where the property is open.
  std::optional<std::string> text(std::string_view name) {
    const declared_property* const p = find(from_, name);
    if (!p) return std::nullopt;
    if (p->open || p->values.size() != 1) leave_open(name, name);
    return p->values.empty() ? std::optional<std::string>{} : p->values.front();
  }

  // The same for what the reader of the text is to fill in: a placeholder is open.
  std::optional<std::string> known_text(std::string_view name) {
    auto value = text(name);
    if (is_open(name)) leave_open(name, name);
    return value;
  }

  std::vector<std::string> list(std::string_view name) {
    const declared_property* const p = find(from_, name);
    if (!p) return {};
    if (is_open(name)) leave_open(name, name);
    return p->values;
  }

  template <class Number>
  std::optional<Number> number(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    Number out{};
    const auto [end, fault] = std::from_chars(value->data(), value->data() + value->size(), out);
    if (fault == std::errc{} && end == value->data() + value->size()) return out;
    leave_open(name, name);
    return std::nullopt;
  }

  std::optional<bool> flag(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (*value == "true" || *value == "false") return *value == "true";
    leave_open(name, name);
    return std::nullopt;
  }

 private:
  const declaration& from_;
  std::vector<std::string> unresolved_;
};

// `dimensions`, a block of Terraform's map or of the command's words.
std::vector<std::pair<std::string, std::string>> dimensions_in(const declaration& d, taker& take) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const declaration& block : d.blocks) {
    if (block.type != "dimensions") continue;
    for (const declared_property& p : block.properties) {
      if (p.open || p.values.size() != 1) take.leave_open("dimensions", "dimensions");
      out.emplace_back(p.own_name, p.values.empty() ? std::string{} : p.values.front());
    }
  }
  if (take.has("dimensions")) take.leave_open("dimensions", "dimensions");
  return out;
}

void put_transformation(metric_filter& out, const declaration& transformation, taker& of_filter) {
  taker take(transformation, of_filter.unresolved());
  out.metric_name = take.text("name").value_or("");
  out.metric_namespace = take.text("namespace").value_or("");
  out.value = take.known_text("value").value_or("");
  out.default_value = take.number<double>("default_value");
  out.unit = take.text("unit").value_or("");
  out.dimensions = dimensions_in(transformation, take);
  for (const std::string& each : transformation.unresolved) take.leave_open(each, each);
  out.unresolved = take.unresolved();
}

selector_field field_of(const declaration& block, taker& of_selector) {
  taker take(block, block.unresolved);
  selector_field out{take.known_text("field").value_or(""),
                     take.list("equals"),
                     take.list("not_equals"),
                     take.list("starts_with"),
                     take.list("not_starts_with"),
                     take.list("ends_with"),
                     take.list("not_ends_with")};
  for (const std::string& each : take.unresolved()) of_selector.leave_open(each, each);
  return out;
}

event_selector selector_of(const declaration& block, taker& of_trail) {
  taker take(block, block.unresolved);
  event_selector out;
  out.advanced = block.type == "advanced_event_selector";
  out.name = take.text("name").value_or("");
  out.read_write = take.known_text("read_write_type").value_or("All");
  out.management_events = take.flag("include_management_events").value_or(true);
  out.excluded_sources = take.list("exclude_management_event_sources");
  for (const char* const name : {"field_selector", "field_selectors"}) {
    if (take.has(name)) take.leave_open(name, name);  // one that could not be read as blocks
  }
  for (const declaration& each : block.blocks) {
    if (each.type == "field_selector") out.fields.push_back(field_of(each, take));
  }
  for (const std::string& each : take.unresolved()) of_trail.leave_open(each, each);
  return out;
}

void put_log_group(trail& out, taker& take, bool created) {
  if (!take.has("cloud_watch_logs_group_arn")) {
    if (created) out.log_group = trail::group{out.where, {}};
    return;
  }
  const auto arn = take.known_text("cloud_watch_logs_group_arn");
  if (arn && !take.is_open("cloud_watch_logs_group_arn"))
    out.log_group = trail::group{out.where, std::string(group_name(*arn))};
}

}  // namespace

const declared_property* find(const declaration& d, std::string_view name) noexcept {
  const auto found = std::find_if(d.properties.begin(), d.properties.end(),
                                  [&](const declared_property& p) { return p.name == name; });
  return found == d.properties.end() ? nullptr : &*found;
}

bool is_placeholder(std::string_view value) noexcept {
  return value.size() > 2 && value.front() == '<' && value.find('>') == value.size() - 1;
}

metric_filter filter_of(const declared& d) {
  taker take(d.what, d.what.unresolved);
  metric_filter out;
  out.where = d.where;
  out.from = origin::declared;
  out.at = d.at;
  out.name = take.text("name").value_or(d.address);
  out.log_group = take.text("log_group_name").value_or("");
  if (out.log_group.empty()) take.leave_open("log_group_name", "logGroupName");
  out.pattern = take.known_text("pattern");
  if (!out.pattern || take.is_open("pattern")) {
    out.pattern.reset();
    take.leave_open("pattern", "filterPattern");
  }
  out.refused = take.text("refused").value_or("");
  out.intended = take.text("intended").value_or("");
  out.field_selection = take.text("field_selection_criteria").value_or("");
  out.on_transformed_logs = take.flag("apply_on_transformed_logs").value_or(false);
  out.system_dimensions = take.list("emit_system_field_dimensions");
  out.tells_newer_fields = true;
  const auto transformation = std::find_if(d.what.blocks.begin(), d.what.blocks.end(),
                                           [](const declaration& b) { return b.type == "metric_transformation"; });
  if (transformation != d.what.blocks.end()) {
    put_transformation(out, *transformation, take);
  } else {
    if (take.has("metric_transformation")) take.leave_open("metric_transformation", "");
    out.unresolved = take.unresolved();
  }
  return out;
}

alarm alarm_of(const declared& d) {
  taker take(d.what, d.what.unresolved);
  alarm out;
  out.where = d.where;
  out.from = origin::declared;
  out.at = d.at;
  out.name = take.text("alarm_name").value_or(d.address);
  out.arn = d.address;
  const bool queries = std::any_of(d.what.blocks.begin(), d.what.blocks.end(),
                                   [](const declaration& b) { return b.type == "metric_query"; });
  out.kind = queries || take.has("metrics") || take.has("metric_query") ? alarm_kind::math : alarm_kind::metric;
  out.metric_name = take.text("metric_name").value_or("");
  out.metric_namespace = take.text("namespace").value_or("");
  out.dimensions = dimensions_in(d.what, take);
  out.statistic = take.has("extended_statistic") ? take.known_text("extended_statistic").value_or("")
                                                 : take.known_text("statistic").value_or("");
  out.unit = take.text("unit").value_or("");
  out.threshold = take.number<double>("threshold");
  out.comparison = take.known_text("comparison_operator").value_or("");
  out.period = take.number<std::uint64_t>("period").value_or(0);
  out.evaluation_periods = take.number<std::uint64_t>("evaluation_periods").value_or(0);
  out.datapoints_to_alarm = take.number<std::uint64_t>("datapoints_to_alarm").value_or(out.evaluation_periods);
  out.treat_missing_data = take.known_text("treat_missing_data").value_or("missing");
  out.actions_enabled = take.flag("actions_enabled").value_or(true);
  out.actions = take.list("alarm_actions");
  if (out.kind == alarm_kind::math) take.leave_open("metrics", "metric_query");
  out.unresolved = take.unresolved();
  return out;
}

subscription subscription_of(const declared& d) {
  taker take(d.what, d.what.unresolved);
  subscription out;
  out.where = d.where;
  out.from = origin::declared;
  out.at = d.at;
  out.topic = take.known_text("topic_arn").value_or("");
  out.how = subscription::state::unknown;
  out.protocol = take.known_text("protocol").value_or("");
  out.endpoint = take.known_text("endpoint").value_or("");
  out.unresolved = take.unresolved();
  return out;
}

trail trail_of(const declared& d, bool created) {
  taker take(d.what, d.what.unresolved);
  trail out;
  out.where = d.where;
  out.from = origin::declared;
  out.at = d.at;
  out.name = take.text("name").value_or(d.address);
  out.arn = d.address;
  const auto or_default = [&](std::string_view name, bool value) {
    const auto said = take.flag(name);
    return said || !created || take.has(name) ? said : std::optional<bool>{value};
  };
  out.multi_region = or_default("is_multi_region_trail", false);
  out.global_events = or_default("include_global_service_events", true);
  out.organization = or_default("is_organization_trail", false);
  put_log_group(out, take, created);
  out.listed_in.push_back(d.where.account);
  out.unresolved = take.unresolved();
  return out;
}

trail_status status_of(const declared& d, std::string trail, bool logging) {
  trail_status out;
  out.trail = std::move(trail);
  out.where = d.where;
  out.logging = logging;
  out.from = origin::declared;
  out.at = d.at;
  return out;
}

event_selectors selectors_of(const declared& d, std::string trail) {
  taker take(d.what);
  event_selectors out;
  out.trail = std::move(trail);
  out.where = d.where;
  out.from = origin::declared;
  out.at = d.at;
  for (const declaration& block : d.what.blocks) {
    if (block.type != "event_selector" && block.type != "advanced_event_selector") continue;
    out.selectors.push_back(selector_of(block, take));
  }
  for (const std::string_view each : {"event_selector", "advanced_event_selector"}) {
    if (take.has(each)) take.leave_open(each, each);  // there, and not read
  }
  out.unresolved = take.unresolved();
  if (out.selectors.empty() && out.unresolved.empty()) out.selectors.emplace_back();
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
