// SPDX-License-Identifier: Apache-2.0
// An alarm sees a metric of its namespace, name and dimensions, and of its unit if it has one; of its account and
// region as far as both sides know them.
#include "replay/watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

bool is_account(const std::string& text) {
  return text.size() == 12 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool may_be_the_same(const inventory::scope& one, const inventory::scope& other) {
  const bool accounts = one.account == other.account || !is_account(one.account) || !is_account(other.account);
  return accounts && (one.region == other.region || one.region.empty() || other.region.empty());
}

bool has_the_name(const series_key& metric, const watching_alarm& alarm) {
  if (metric.metric_namespace != alarm.metric.metric_namespace || metric.name != alarm.metric.name) return false;
  // The one that is assumed is of the filters' own scope, whatever is known of that.
  return alarm.assumed ? metric.where == alarm.metric.where : may_be_the_same(metric.where, alarm.metric.where);
}

bool sees(const watching_alarm& alarm, const series_key& metric) {
  return has_the_name(metric, alarm) && metric.dimensions == alarm.metric.dimensions &&
         (alarm.metric.unit.empty() || alarm.metric.unit == metric.unit);
}

bool is_published(const inventory::alarm& a, const planned_filter& f) {
  return f.metric.metric_namespace == a.metric_namespace && f.metric.name == a.metric_name &&
         may_be_the_same(f.metric.where, a.where);
}

// An alarm of several metrics may be about ours as well.
bool concerns(const inventory::alarm& a, const plan& filters) {
  if (a.kind == inventory::alarm_kind::composite) return true;
  return std::any_of(filters.filters.begin(), filters.filters.end(), [&](const planned_filter& f) {
    const std::pair name{f.metric.metric_namespace, f.metric.name};
    const auto& others = a.metrics_in_expressions;
    return is_published(a, f) || std::find(others.begin(), others.end(), name) != others.end();
  });
}

// In one set of filters.
bool has_several_scopes(const watching_alarm& alarm, const plan& filters) {
  std::map<std::uint32_t, std::set<inventory::scope>> scopes;
  for (const planned_filter& each : filters.filters) {
    if (has_the_name(each.metric, alarm)) scopes[each.metric.set].insert(each.metric.where);
  }
  return std::any_of(scopes.begin(), scopes.end(), [](const auto& of) { return of.second.size() > 1; });
}

// All metrics that the alarm sees. Where it is one, nothing is copied.
class sight {
 public:
  sight(const watching_alarm& alarm, std::uint32_t set, const datapoints& data) {
    for (const auto& [key, all] : data.series()) {
      if (key.set == set && sees(alarm, key)) take(all);
    }
  }
  sight(const sight&) = delete;
  sight& operator=(const sight&) = delete;

  const minutes& all() const noexcept { return *all_; }

 private:
  void take(const minutes& more) {
    if (all_->empty()) {
      all_ = &more;
      return;
    }
    if (all_ != &own_) own_ = *all_;
    all_ = &own_;
    for (const auto& [begin, what] : more) own_[begin].add(what);
  }

  minutes own_;
  const minutes* all_ = &own_;
};

struct extent {
  seconds first = INT64_MAX, last = INT64_MIN;
};

// Of all metrics, so that two sets are held against each other over the same time.
extent extent_of(const datapoints& data) {
  extent out;
  for (const auto& [key, all] : data.series()) {
    out.first = std::min(out.first, all.begin()->first);
    out.last = std::max(out.last, all.rbegin()->first);
  }
  return out;
}

clock clock_for(const alarm_rule& rule, const schedule& when, const extent& data) {
  const auto late = static_cast<std::uint32_t>((when.delay + rule.period - 1) / rule.period);
  clock time{0, 0, when.delay, when.every_minute, when.extra_periods.value_or(late)};
  const bool none = data.first > data.last;
  time.begin = when.since ? *when.since : none ? when.until.value_or(0) : data.first;
  time.end = when.until ? *when.until : none ? time.begin : end_of_effects(rule, time, data.last);
  return time;
}

void summarise(alarm_history& of, seconds end) {
  for (std::size_t i = 0; i < of.changes.size(); ++i) {
    if (of.changes[i].to != alarm_state::alarm) continue;
    ++of.rings;
    of.in_alarm += (i + 1 < of.changes.size() ? of.changes[i + 1].when : end) - of.changes[i].when;
  }
}

}  // namespace

alarm_plan plan_alarms(std::span<const inventory::alarm> records, const plan& filters) {
  alarm_plan out;
  for (const inventory::alarm& each : records) {
    if (!concerns(each, filters)) {
      ++out.of_other_metrics;
      continue;
    }
    auto rule = rule_of(each);
    if (!rule) {
      out.left_out.push_back({each.name, each.at, std::move(rule.error())});
      continue;
    }
    series_key metric{0, each.where, each.metric_namespace, each.metric_name, each.unit, each.dimensions};
    watching_alarm one{each.name, *rule, std::move(metric), each.actions_enabled, false};
    std::sort(one.metric.dimensions.begin(), one.metric.dimensions.end());
    if (has_several_scopes(one, filters)) {
      out.left_out.push_back({each.name, each.at,
                              "filters of several accounts or regions publish its metric, and it "
                              "cannot be told which is its own"});
    } else {
      out.alarms.push_back(std::move(one));
    }
  }
  return out;
}

void assume_alarms(alarm_plan& out, const plan& filters) {
  std::set<series_key> metrics;
  for (const planned_filter& each : filters.filters) {
    if (!each.how.transformation().dimensions.empty()) continue;
    series_key metric = each.metric;
    metric.set = 0;
    if (metrics.insert(metric).second) out.alarms.push_back({metric.name, alarm_rule{}, metric, true, true});
  }
}

std::vector<alarm_history> histories(const alarm_plan& alarms, std::uint32_t sets, const datapoints& data,
                                     const schedule& when) {
  const extent all = extent_of(data);
  std::vector<alarm_history> out;
  for (std::size_t i = 0; i < alarms.alarms.size(); ++i) {
    for (std::uint32_t set = 0; set < sets; ++set) {
      const watching_alarm& alarm = alarms.alarms[i];
      const clock time = clock_for(alarm.rule, when, all);
      alarm_history one{i, set, evaluate(alarm.rule, sight(alarm, set, data).all(), time), 0, 0};
      summarise(one, time.end);
      out.push_back(std::move(one));
    }
  }
  return out;
}

std::string utc(seconds when) {
  using std::chrono::days, std::chrono::sys_seconds, std::chrono::floor;
  const sys_seconds moment{std::chrono::seconds{when}};
  const auto day = floor<days>(moment);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{moment - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int{date.year()}, unsigned{date.month()},
                     unsigned{date.day()}, time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
