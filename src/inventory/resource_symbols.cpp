// SPDX-License-Identifier: Apache-2.0
// Symbols such as `${Namespace}` hold two resources together when both have the same. One that stands alone may be
// equal to anything: here it becomes what it is, a property that the document leaves open. Linear in the records.
#include "inventory/resource.hpp"

#include <set>
#include <string>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

// Of a record, the property `name` that holds `text`.
void open_if_symbol(std::string& text, std::string_view name, std::vector<std::string>& unresolved) {
  if (!is_symbol(text)) return;
  text.clear();
  unresolved.emplace_back(name);
}

}  // namespace

void declarations::open_lone_symbols() {
  open_lone_metrics();
  open_lone_groups();
  open_lone_topics();
}

void declarations::open_lone_metrics() {
  using metric = std::pair<std::string, std::string>;
  std::set<metric> made, watched;
  for (std::size_t i = first_.filter; i < out_.filters.size(); ++i)
    made.insert({out_.filters[i].metric_namespace, out_.filters[i].metric_name});
  for (std::size_t i = first_.alarm; i < out_.alarms.size(); ++i)
    watched.insert({out_.alarms[i].metric_namespace, out_.alarms[i].metric_name});
  for (std::size_t i = first_.filter; i < out_.filters.size(); ++i) {
    metric_filter& f = out_.filters[i];
    if (watched.contains({f.metric_namespace, f.metric_name})) continue;
    open_if_symbol(f.metric_namespace, "MetricNamespace", f.unresolved);
    open_if_symbol(f.metric_name, "MetricName", f.unresolved);
  }
  for (std::size_t i = first_.alarm; i < out_.alarms.size(); ++i) {
    alarm& a = out_.alarms[i];
    if (made.contains({a.metric_namespace, a.metric_name})) continue;
    open_if_symbol(a.metric_namespace, "Namespace", a.unresolved);
    open_if_symbol(a.metric_name, "MetricName", a.unresolved);
    // It may watch any metric.
    if (a.kind == alarm_kind::metric && a.metric_name.empty()) alarms_whole_ = false;
    if (a.kind != alarm_kind::composite && a.kind != alarm_kind::metric && !a.unresolved.empty()) alarms_whole_ = false;
  }
}

void declarations::open_lone_groups() {
  std::set<std::string> known;
  for (const auto& made : groups_) known.insert(made.first.first);
  std::set<std::string> filtered = known;
  for (std::size_t i = first_.filter; i < out_.filters.size(); ++i) filtered.insert(out_.filters[i].log_group);
  for (std::size_t i = first_.trail; i < out_.trails.size(); ++i) {
    trail& t = out_.trails[i];
    if (!t.log_group) continue;
    known.insert(t.log_group->name);
    if (!is_symbol(t.log_group->name) || filtered.contains(t.log_group->name)) continue;
    t.log_group.reset();
    t.unresolved.emplace_back("CloudWatchLogsLogGroupArn");
  }
  for (std::size_t i = first_.filter; i < out_.filters.size(); ++i) {
    metric_filter& f = out_.filters[i];
    if (!is_symbol(f.log_group) || known.contains(f.log_group)) continue;
    open_if_symbol(f.log_group, "LogGroupName", f.unresolved);
    lists_whole_ = false;
  }
}

void declarations::open_lone_topics() {
  for (std::size_t i = first_.alarm; i < out_.alarms.size(); ++i) {
    alarm& a = out_.alarms[i];
    const std::size_t before = a.actions.size();
    std::erase_if(a.actions, [&](const std::string& action) { return is_symbol(action) && !topics_.contains(action); });
    if (a.actions.size() != before) a.unresolved.emplace_back("AlarmActions");
  }
  // A subscription to a topic that is only a symbol may be one to any.
  for (const std::string& topic : topics_)
    if (is_symbol(topic)) lists_whole_ = lists_whole_ && made_topics_.contains(topic);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
