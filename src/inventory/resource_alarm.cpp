// SPDX-License-Identifier: Apache-2.0
// Alarms of one metric, of several, and of other alarms, as they are declared. In goes a resource, out comes a record;
// whether it can ring is not asked here.
#include "inventory/property.hpp"
#include "inventory/resource.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using kind = property::kind;

// Metrics Insights: SELECT ..., in any case of letters, behind white space.
bool is_query(std::string_view expression) noexcept {
  constexpr std::string_view word = "select";
  const std::size_t at = support::skip_json_space(expression, 0);
  return expression.size() - at > word.size() && support::is_json_space(expression[at + word.size()]) &&
         std::equal(word.begin(), word.end(), expression.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == b || a - 'a' + 'A' == b; });
}

// Terraform has all of it in one block; the API and CloudFormation have the metric in one of its own.
const property& metric_in(const property& stat) {
  const property& metric = stat.of("Metric");
  return metric.is(kind::map) ? metric : stat;
}

const property& stat_of(const property& entry) {
  const property& stat = entry.of("MetricStat", "metric");
  return stat.is(kind::list) && stat.items.size() == 1 ? stat.items.front() : stat;
}

void read_one_metric(alarm& a, property_reader& read, const property& entry) {
  const property& stat = stat_of(entry);
  const property& metric = metric_in(stat);
  a.metric_name = read.symbol_of(metric, "MetricName");
  a.metric_namespace = read.symbol_of(metric, "Namespace");
  a.dimensions = read.pairs_of(metric, "Dimensions");
  a.period = read.count_of(stat, "Period");
  a.statistic = read.text_of(stat, "Stat");
  a.unit = read.text_of(stat, "Unit");
  const std::string account = read.text_of(entry, "AccountId");
  if (!account.empty() && account != a.where.account) read.leave_open("AccountId", entry.of("AccountId"));
}

void read_metrics(alarm& a, property_reader& read, bool band) {
  const std::vector<property>& entries = read.list("Metrics", "metric_query");
  for (const property& entry : entries) {
    const property& stat = stat_of(entry);
    if (entry.is(kind::open) || stat.is(kind::open) || entry.of("Expression").is(kind::open))
      read.leave_open("Metrics", entry);
    if (std::string expression = read.text_of(entry, "Expression"); !expression.empty())
      a.expressions.push_back(std::move(expression));
    else if (stat.is(kind::map))
      a.metrics_in_expressions.emplace_back(read.symbol_of(metric_in(stat), "Namespace"),
                                            read.symbol_of(metric_in(stat), "MetricName"));
  }
  if (entries.size() == 1 && a.metrics_in_expressions.size() == 1) {
    a.metrics_in_expressions.clear();
    return read_one_metric(a, read, entries.front());
  }
  a.kind = band                                                                ? alarm_kind::anomaly
           : std::any_of(a.expressions.begin(), a.expressions.end(), is_query) ? alarm_kind::query
                                                                               : alarm_kind::math;
}

void read_common(alarm& a, property_reader& read, const resource& r) {
  a.where = r.where;
  a.name = r.name;
  a.arn = r.key;
  a.actions_enabled = read.flag("ActionsEnabled", true).value_or(true);
  a.actions = read.texts("AlarmActions");
  a.from = r.from;
}

}  // namespace

void declarations::add_alarm(const resource& r) {
  property_reader read(r.properties, r.condition);
  alarm a;
  read_common(a, read, r);
  a.threshold = read.number("Threshold");
  a.comparison = read.text("ComparisonOperator");
  a.evaluation_periods = read.count("EvaluationPeriods");
  a.datapoints_to_alarm = read.count("DatapointsToAlarm");
  if (a.datapoints_to_alarm == 0) a.datapoints_to_alarm = a.evaluation_periods;
  if (std::string missing = read.text("TreatMissingData"); !missing.empty()) a.treat_missing_data = std::move(missing);
  const bool band = !read.text("ThresholdMetricId").empty();
  if (!r.properties.of("EvaluationCriteria").is(kind::absent)) {
    a.kind = alarm_kind::query;
  } else if (const property& metrics = r.properties.of("Metrics", "metric_query");
             metrics.is(kind::open) || (metrics.is(kind::list) && !metrics.items.empty())) {
    read_metrics(a, read, band);
  } else {
    a.metric_name = read.symbol("MetricName");
    a.metric_namespace = read.symbol("Namespace");
    a.dimensions = read.pairs_of(r.properties, "Dimensions");
    a.period = read.count("Period");
    a.statistic = read.text("Statistic");
    if (a.statistic.empty()) a.statistic = read.text("ExtendedStatistic");
    a.unit = read.text("Unit");
  }
  for (std::string& action : a.actions) action = joint(action);
  a.unresolved = read.unresolved();
  a.at = at_(r.offset, r.address);
  out_.alarms.push_back(std::move(a));
}

void declarations::add_composite(const resource& r) {
  property_reader read(r.properties, r.condition);
  alarm a;
  read_common(a, read, r);
  a.kind = alarm_kind::composite;
  if (std::string rule = read.symbol("AlarmRule"); !rule.empty()) a.expressions.push_back(std::move(rule));
  const property& suppressor = r.properties.of("ActionsSuppressor");
  a.actions_suppressor = suppressor.is(kind::list) && suppressor.items.size() == 1
                             ? read.text_of(suppressor.items.front(), "Alarm")
                             : read.text("ActionsSuppressor");
  for (std::string& action : a.actions) action = joint(action);
  a.unresolved = read.unresolved();
  a.at = at_(r.offset, r.address);
  out_.alarms.push_back(std::move(a));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
