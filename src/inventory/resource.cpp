// SPDX-License-Identifier: Apache-2.0
// One function for each kind of resource; alarms are in resource_alarm.cpp. What a template leaves out is what the
// service takes for it: the defaults here are those of the API reference.
#include "inventory/resource.hpp"

#include "inventory/arn.hpp"
#include "inventory/property.hpp"
#include "support/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

// Protocols whose subscriptions nobody has to confirm, within one account.
bool confirms_itself(std::string_view protocol) noexcept {
  constexpr std::array<std::string_view, 5> own{"sqs", "lambda", "firehose", "sms", "application"};
  return std::find(own.begin(), own.end(), protocol) != own.end();
}

// A queue or function of another account has to confirm, as people do.
bool same_account(const subscription& s) {
  const auto endpoint = parse_arn(s.endpoint);
  const auto topic = parse_arn(s.topic);
  const std::string_view owner = topic ? topic->account : std::string_view(s.where.account);
  return !endpoint || !is_account(endpoint->account) || !is_account(owner) || endpoint->account == owner;
}

void append_json(std::string& out, const property& p) {
  using kind = property::kind;
  if (p.is(kind::text)) return support::json::append_quoted(out, p.text);
  if (!p.is(kind::list) && !p.is(kind::map)) return void(out += "null");
  const bool map = p.is(kind::map);
  out += map ? '{' : '[';
  for (const property& item : p.items) {
    if (&item != &p.items.front()) out += ',';
    if (map) {
      support::json::append_quoted(out, item.name);
      out += ':';
    }
    append_json(out, item);
  }
  out += map ? '}' : ']';
}

bool holds_open(const property& p) {
  return p.is(property::kind::open) || std::any_of(p.items.begin(), p.items.end(), holds_open);
}

}  // namespace

const property& property::of(std::string_view wanted, std::string_view other) const {
  static const property none;
  if (what != kind::map) return none;
  for (const property& item : items)
    if (item.name == wanted || (other.empty() ? is_snake_of(item.name, wanted) : item.name == other)) return item;
  return none;
}

void declarations::add(const resource& r) {
  switch (r.what) {
    case resource_kind::trail: return add_trail(r);
    case resource_kind::metric_filter: return add_filter(r);
    case resource_kind::alarm: return add_alarm(r);
    case resource_kind::composite_alarm: return add_composite(r);
    case resource_kind::topic: return add_topic(r);
    case resource_kind::subscription: {
      property_reader read(r.properties, r.condition);
      return add_subscription(r, r.properties, joint(read.symbol("TopicArn")), r.key);
    }
    case resource_kind::log_group:
      groups_.try_emplace({r.name, r.where.account}, r.where);
      if (r.created) add_list(document_kind::describe_metric_filters, r.where, r.name, at_(r.offset, r.address));
      return;
  }
}

std::string declarations::joint(const std::string& text) const { return is_symbol(text) ? key_of(path_, text) : text; }

void declarations::add_trail(const resource& r) {
  property_reader read(r.properties, r.condition);
  trail t;
  t.where = r.where;
  t.name = r.name;
  t.arn = r.key;
  t.multi_region = read.flag("IsMultiRegionTrail", false);
  t.global_events = read.flag("IncludeGlobalServiceEvents", true);
  t.organization = read.flag("IsOrganizationTrail", false);
  const bool open = read.is_open("CloudWatchLogsLogGroupArn", "cloud_watch_logs_group_arn");
  const std::string group = read.symbol("CloudWatchLogsLogGroupArn", "cloud_watch_logs_group_arn");
  if (!open) {
    const auto parsed = is_symbol(group) ? std::nullopt : parse_arn(group);
    t.log_group = trail::group{parsed ? parsed->where() : r.where, std::string(group_name(group))};
  }
  const std::optional<bool> logging = read.flag("IsLogging", std::nullopt, "enable_logging");
  t.unresolved = read.unresolved();
  if (!t.where.account.empty()) t.listed_in = {t.where.account};
  t.from = r.from;
  t.at = at_(r.offset, r.address);
  trail_status status{r.key, r.where, logging, std::nullopt, std::nullopt, r.from, t.at};
  out_.statuses.push_back(std::move(status));
  add_selectors(r, t.at);
  out_.trails.push_back(std::move(t));
}

void declarations::add_selectors(const resource& r, place at) {
  property_reader read(r.properties, r.condition);
  event_selectors s{r.key, r.where, {}, {}, r.from, std::move(at)};
  for (const property& item : read.list("AdvancedEventSelectors", "advanced_event_selector")) {
    if (item.is(property::kind::open)) {
      read.leave_open("AdvancedEventSelectors", item);
      continue;
    }
    event_selector one{.advanced = true, .name = read.text_of(item, "Name")};
    for (const property& field : read.list_of(item, "FieldSelectors", "field_selector"))
      one.fields.push_back({read.text_of(field, "Field"), read.texts_of(field, "Equals"),
                            read.texts_of(field, "NotEquals"), read.texts_of(field, "StartsWith"),
                            read.texts_of(field, "NotStartsWith"), read.texts_of(field, "EndsWith"),
                            read.texts_of(field, "NotEndsWith")});
    s.selectors.push_back(std::move(one));
  }
  for (const property& item : read.list("EventSelectors", "event_selector")) {
    if (item.is(property::kind::open)) {
      read.leave_open("EventSelectors", item);
      continue;
    }
    event_selector one;
    if (std::string kind = read.text_of(item, "ReadWriteType"); !kind.empty()) one.read_write = std::move(kind);
    one.management_events = read.flag_of(item, "IncludeManagementEvents", true).value_or(true);
    one.excluded_sources = read.texts_of(item, "ExcludeManagementEventSources");
    s.selectors.push_back(std::move(one));
  }
  s.unresolved = read.unresolved();
  if (s.selectors.empty() && s.unresolved.empty())
    s.selectors.emplace_back();  // the service's own: all management events
  out_.selectors.push_back(std::move(s));
}

void declarations::add_filter(const resource& r) {
  property_reader read(r.properties, r.condition);
  metric_filter f;
  f.where = r.where;
  f.name = r.name;
  f.log_group = group_name(read.symbol("LogGroupName"));
  if (read.is_open("LogGroupName")) lists_whole_ = false;
  const property& pattern = r.properties.of("FilterPattern", "pattern");
  if (pattern.pseudo)
    read.leave_open("FilterPattern", pattern);
  else if (pattern.is(property::kind::text))
    f.pattern = pattern.text;
  else
    read.text("FilterPattern", "pattern");  // notes that it is open
  if (pattern.is(property::kind::absent))
    add_problem(r.offset, fmt::format("{} has no filter pattern: the service refuses it", r.address), true);
  f.field_selection = read.text("FieldSelectionCriteria");
  f.on_transformed_logs = read.flag("ApplyOnTransformedLogs", false).value_or(false);
  f.system_dimensions = read.texts("EmitSystemFieldDimensions");
  f.tells_newer_fields = !r.untold;
  const auto& transformations = read.list("MetricTransformations", "metric_transformation");
  if (!transformations.empty()) {
    const property& t = transformations.front();
    read.within(r.properties.of("MetricTransformations", "metric_transformation").name);
    f.metric_name = read.symbol_of(t, "MetricName", "name");
    f.metric_namespace = read.symbol_of(t, "MetricNamespace", "namespace");
    f.value = read.text_of(t, "MetricValue", "value");
    f.default_value = read.number_of(t, "DefaultValue");
    f.unit = read.text_of(t, "Unit");
    f.dimensions = read.pairs_of(t, "Dimensions");
  }
  if (transformations.size() > 1)
    add_problem(
        r.offset,
        fmt::format("{} has {} metric transformations: the service takes one", r.address, transformations.size()),
        true);
  f.unresolved = read.unresolved();
  f.from = r.from;
  f.at = at_(pattern.is(property::kind::absent) ? r.offset : pattern.offset, r.address);
  // An account that has no number is nothing but this document.
  if (r.created && !is_account(r.where.account)) filters_where_.insert(r.where);
  out_.filters.push_back(std::move(f));
}

void declarations::add_topic(const resource& r) {
  std::size_t number = 0;
  property_reader read(r.properties, r.condition);
  for (const property& item : read.list("Subscription"))
    add_subscription(r, item, joint(r.key), fmt::format("{}.Subscription[{}]", joint(r.key), number++));
  if (!read.unresolved().empty() && read.is_open("Subscription")) lists_whole_ = false;
  topics_.insert(joint(r.key));
  made_topics_.insert(joint(r.key));
  if (r.created) add_list(document_kind::list_subscriptions_by_topic, r.where, joint(r.key), at_(r.offset, r.address));
}

void declarations::add_subscription(const resource& r, const property& from, const std::string& topic,
                                    const std::string& key) {
  using state = subscription::state;
  property_reader read(from, r.condition);
  subscription s;
  s.where = r.where;
  s.topic = topic;
  if (topic.empty()) {
    read.symbol("TopicArn");  // notes that it is open
    lists_whole_ = false;
  }
  if (!topic.empty()) topics_.insert(topic);
  s.protocol = read.text("Protocol");
  s.endpoint = property_reader(from, {}).symbol("Endpoint");  // open or not, it tells nothing of the chain
  const bool itself = (confirms_itself(s.protocol) && same_account(s)) ||
                      (s.protocol.starts_with("http") && read.flag("EndpointAutoConfirms", false) == true);
  s.how = itself ? state::confirmed : state::unknown;
  if (from.of("PendingConfirmation").is(property::kind::text))
    s.how = read.flag("PendingConfirmation", std::nullopt) == true ? state::pending : state::confirmed;
  if (!r.condition.empty() || read.is_open("Protocol")) s.how = state::unknown;
  if (s.how == state::confirmed) s.arn = key;
  s.from = r.from;
  s.at = at_(from.offset, r.address);

  subscription_attributes a{key, topic, r.where, {}, {}, std::nullopt, r.from, s.at};
  const property& policy = from.of("FilterPolicy");
  if (policy.is(property::kind::text)) a.filter_policy = policy.text;
  if (policy.is(property::kind::map) && !policy.items.empty()) append_json(a.filter_policy, policy);
  if (a.filter_policy == "{}") a.filter_policy.clear();
  a.filter_policy_scope = read.text("FilterPolicyScope");
  if (s.how != state::unknown) a.pending = s.how == state::pending;
  if (holds_open(policy))
    read.leave_open("FilterPolicy", policy);
  else
    out_.attributes.push_back(std::move(a));
  s.unresolved = read.unresolved();
  out_.subscriptions.push_back(std::move(s));
}

void declarations::finish() {
  // A log group that is made here, for the trail's account, is that one, whatever number stands in the ARN.
  for (std::size_t i = first_.trail; i < out_.trails.size(); ++i) {
    trail& t = out_.trails[i];
    if (!t.log_group) continue;
    const auto made = groups_.find({t.log_group->name, t.where.account});
    if (made != groups_.end()) t.log_group->where = made->second;
  }
  open_lone_symbols();
  for (const scope& where : filters_where_) add_list(document_kind::describe_alarms, where, {}, at_(0, {}));
  for (listing& l : listings_) {
    l.complete = lists_whole_ && (l.what != document_kind::describe_alarms || alarms_whole_);
    out_.listings.push_back(std::move(l));
  }
  listings_.clear();
}

void declarations::add_list(document_kind what, const scope& where, std::string of, place at) {
  listing made;
  made.what = what;
  made.where = where;
  made.of = std::move(of);
  made.at = std::move(at);
  listings_.push_back(std::move(made));
}

void declarations::add_problem(std::size_t offset, std::string message, bool error) {
  out_.problems.push_back({std::string(path_), at_(offset, {}).line, std::move(message), error});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
