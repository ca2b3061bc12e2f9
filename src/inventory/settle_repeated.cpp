// SPDX-License-Identifier: Apache-2.0
// What several outputs tell of the same thing. The same: one record is kept. Different: then they were collected at
// different times or altered, which of them holds is not known, and that is an error; the records are left open.
#include "inventory/settle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

constexpr std::string_view in_conflict = "told differently by two files";

std::string key_of(const trail& t) { return t.arn; }
std::string key_of(const trail_status& s) { return fmt::format("{}\n{}", s.where.account, s.trail); }
std::string key_of(const event_selectors& s) { return fmt::format("{}\n{}", s.where.account, s.trail); }
std::string key_of(const metric_filter& f) {
  return fmt::format("{}\n{}\n{}\n{}", f.where.account, f.where.region, f.log_group, f.name);
}
std::string key_of(const alarm& a) { return fmt::format("{}\n{}\n{}", a.where.account, a.where.region, a.name); }
std::string key_of(const subscription& s) { return fmt::format("{}\n{}\n{}", s.topic, s.protocol, s.endpoint); }
std::string key_of(const subscription_attributes& a) { return a.subscription; }

auto facts(const trail& t) {
  return std::tie(t.where, t.name, t.multi_region, t.global_events, t.organization, t.log_group, t.unresolved);
}
auto facts(const trail_status& s) { return std::tie(s.logging, s.delivery_error); }  // the time goes on by itself
auto facts(const event_selectors& s) { return std::tie(s.selectors, s.unresolved); }
auto facts(const metric_filter& f) {
  return std::tie(f.pattern, f.metric_name, f.metric_namespace, f.value, f.default_value, f.unit, f.dimensions,
                  f.field_selection, f.on_transformed_logs, f.system_dimensions, f.unresolved);
}
auto facts(const alarm& a) {
  return std::tie(a.arn, a.kind, a.metric_name, a.metric_namespace, a.dimensions, a.statistic, a.unit, a.threshold,
                  a.comparison, a.period, a.evaluation_periods, a.datapoints_to_alarm, a.treat_missing_data,
                  a.expressions, a.actions_suppressor, a.metrics_in_expressions, a.actions_enabled, a.actions,
                  a.unresolved);
}
auto facts(const subscription& s) { return std::tie(s.arn, s.how, s.unresolved); }
auto facts(const subscription_attributes& a) {
  return std::tie(a.topic, a.filter_policy, a.filter_policy_scope, a.pending);
}

std::string described(const trail& t) { return "the trail " + t.arn; }
std::string described(const trail_status& s) { return "the status of the trail " + s.trail; }
std::string described(const event_selectors& s) { return "the event selectors of the trail " + s.trail; }
std::string described(const metric_filter& f) { return fmt::format("the metric filter {} of {}", f.name, f.log_group); }
std::string described(const alarm& a) { return "the alarm " + a.name; }
std::string described(const subscription& s) {
  return fmt::format("the subscription of {} to {}", s.endpoint, s.topic);
}
std::string described(const subscription_attributes& a) {
  return "the attributes of the subscription " + a.subscription;
}

// Leaves a record open, so that nothing passes on its strength. False where it cannot say so: it has to go.
template <class Record>
bool leave_open(Record& record) {
  if constexpr (requires { record.unresolved; }) {
    record.unresolved.emplace_back(in_conflict);
    return true;
  } else {
    return false;
  }
}
bool leave_open(trail_status& status) {
  status.logging.reset();
  status.delivery_error.reset();
  status.delivered.reset();
  return true;
}

// What the copy knows and the first record does not.
template <class Record>
void take_over(Record&, const Record&) {}
void take_over(trail& first, const trail& copy) {
  first.listed_in.insert(first.listed_in.end(), copy.listed_in.begin(), copy.listed_in.end());
}
void take_over(metric_filter& first, const metric_filter& copy) {
  first.tells_newer_fields = first.tells_newer_fields || copy.tells_newer_fields;
}
void take_over(trail_status& first, const trail_status& copy) {
  if (!first.delivered) first.delivered = copy.delivered;
}

template <class Record>
void settle_records(inventory& all, std::vector<Record>& records) {
  std::unordered_map<std::string, std::size_t> known;
  std::vector<bool> gone(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!is_output(all, records[i].at)) continue;
    const auto [at, added] = known.emplace(key_of(records[i]), i);
    if (added) continue;
    Record& first = records[at->second];
    if (facts(first) == facts(records[i])) {
      take_over(first, records[i]);
      gone[i] = true;
    } else if (first.at.file != records[i].at.file) {
      all.problems.push_back({std::string(path_of(all, records[i].at)), records[i].at.line,
                              fmt::format("tells of {} another thing than {}: give the files of one collection only",
                                          described(first), path_of(all, first.at))});
      gone[at->second] = !leave_open(first);
      gone[i] = !leave_open(records[i]);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (gone[i]) continue;
    if (kept != i) records[kept] = std::move(records[i]);
    ++kept;
  }
  records.erase(records.begin() + static_cast<std::ptrdiff_t>(kept), records.end());
}

// What a whole list does not hold is not there; but when other files know more records of its kind and scope than it
// holds, one of them is of another time.
class census {
 public:
  explicit census(const inventory& all) {
    for (const metric_filter& each : all.filters) {
      if (!is_output(all, each.at)) continue;
      ++counts_[key(document_kind::describe_metric_filters, each.where, "")];
      ++counts_[key(document_kind::describe_metric_filters, each.where, each.log_group)];
    }
    for (const alarm& each : all.alarms) {
      if (!is_output(all, each.at)) continue;
      ++counts_[key(document_kind::describe_alarms, each.where, each.kind == alarm_kind::composite ? "composite" : "")];
    }
    for (const subscription& each : all.subscriptions) {
      if (is_output(all, each.at)) ++counts_[key(document_kind::list_subscriptions_by_topic, each.where, each.topic)];
    }
  }

  // How many records the list should hold at least.
  std::size_t known(const listing& l) const {
    const bool alarms = l.what == document_kind::describe_alarms;
    if (alarms && !l.of.empty()) return 0;
    const std::size_t composites = alarms && !l.without_composites ? count(key(l.what, l.where, "composite")) : 0;
    return count(key(l.what, l.where, l.of)) + composites;
  }

 private:
  static std::string key(document_kind what, const scope& where, std::string_view of) {
    return fmt::format("{}\n{}\n{}\n{}", name(what), where.account, where.region, of);
  }
  std::size_t count(const std::string& key) const {
    const auto found = counts_.find(key);
    return found == counts_.end() ? 0 : found->second;
  }
  std::unordered_map<std::string, std::size_t> counts_;
};

void settle_lists(inventory& all) {
  const census records(all);
  for (listing& each : all.listings) {
    const std::size_t known = records.known(each);
    if (!each.complete || each.records >= known || !is_output(all, each.at)) continue;
    each.complete = false;
    all.problems.push_back(
        {std::string(path_of(all, each.at)), each.at.line,
         fmt::format("{} tells of {} here, and other files of {}: give the files of one collection only",
                     name(each.what), each.records, known)});
  }
}

}  // namespace

void settle_repeated(inventory& all) {
  settle_records(all, all.trails);
  settle_records(all, all.statuses);
  settle_records(all, all.selectors);
  settle_records(all, all.filters);
  settle_records(all, all.alarms);
  settle_records(all, all.subscriptions);
  settle_records(all, all.attributes);
  settle_lists(all);
  for (trail& each : all.trails) {
    std::sort(each.listed_in.begin(), each.listed_in.end());
    each.listed_in.erase(std::unique(each.listed_in.begin(), each.listed_in.end()), each.listed_in.end());
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
