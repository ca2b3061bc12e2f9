// SPDX-License-Identifier: Apache-2.0
// `cloudwatch describe-alarms`: alarms of one metric, however they are spelled, alarms of expressions, bands and
// queries, and composite alarms. What an alarm of one metric always has and this one has not leaves it open.
#include "inventory/arn.hpp"
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> read_dimensions(answer& a, record& r, alarm& made, presence when) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const value& each : r.objects("Dimensions", when)) {
    record d(a, each, r.path() + ".Dimensions", made.unresolved);
    std::string name = d.text("Name", presence::always).value_or("");
    out.emplace_back(std::move(name), d.text("Value", presence::always).value_or(""));
  }
  return out;
}

// The properties on top, of an alarm that names its metric there.
void read_metric(answer& a, record& r, alarm& made) {
  made.kind = alarm_kind::metric;
  made.metric_name = r.text("MetricName", presence::always).value_or("");
  made.metric_namespace = r.text("Namespace", presence::always).value_or("");
  made.dimensions = read_dimensions(a, r, made, presence::always);
  const std::string_view statistic = r.has("ExtendedStatistic") ? "ExtendedStatistic" : "Statistic";
  made.statistic = r.text(statistic, presence::always).value_or("");
  made.unit = r.text("Unit", presence::sometimes).value_or("");
  made.period = r.count("Period", presence::always).value_or(0);
}

// One entry of `Metrics`. True when it is a metric and not an expression.
bool read_entry(answer& a, record entry, alarm& made) {
  if (const auto expression = entry.text("Expression", presence::sometimes)) {
    made.expressions.push_back(*expression);
    return false;
  }
  const auto stat = entry.object().member("MetricStat");
  if (!stat || !stat->is(kind::object)) {
    entry.leave_open("Metrics");
    return false;
  }
  record s(a, *stat, entry.path() + ".MetricStat", made.unresolved);
  const auto metric = stat->member("Metric");
  if (!metric || !metric->is(kind::object)) {
    s.leave_open("Metric");
    return false;
  }
  record m(a, *metric, s.path() + ".Metric", made.unresolved);
  made.metric_name = m.text("MetricName", presence::always).value_or("");
  made.metric_namespace = m.text("Namespace", presence::always).value_or("");
  made.dimensions = read_dimensions(a, m, made, presence::sometimes);  // left out here when there is none
  made.statistic = s.text("Stat", presence::always).value_or("");
  made.unit = s.text("Unit", presence::sometimes).value_or("");
  made.period = s.count("Period", presence::always).value_or(0);
  const auto owner = entry.text("AccountId", presence::sometimes);
  if (owner && *owner != made.where.account) entry.leave_open("AccountId");  // a metric of another account
  made.metrics_in_expressions.emplace_back(made.metric_namespace, made.metric_name);
  return true;
}

alarm_kind kind_of(const alarm& made, const record& r) {
  if (r.has("ThresholdMetricId")) return alarm_kind::anomaly;
  alarm_kind out = alarm_kind::math;
  for (const std::string& each : made.expressions) {
    const std::string text = in_capitals(each);
    if (text.find("ANOMALY_DETECTION_BAND") != std::string::npos) return alarm_kind::anomaly;
    const std::size_t first = text.find_first_not_of(" \t\r\n(");
    if (first != std::string::npos && std::string_view(text).substr(first).starts_with("SELECT"))
      out = alarm_kind::query;
  }
  return out;
}

// An alarm with but one metric in `Metrics` is one of that metric; all others watch an expression.
void read_metrics(answer& a, record& r, alarm& made) {
  std::size_t metrics = 0, index = 0;
  const std::vector<value> entries = r.objects("Metrics", presence::always);
  for (const value& each : entries) {
    record entry(a, each, fmt::format("{}.Metrics[{}]", r.path(), index++), made.unresolved);
    if (read_entry(a, std::move(entry), made)) ++metrics;
  }
  made.kind = kind_of(made, r);
  if (made.kind == alarm_kind::math && metrics == 1 && entries.size() == 1) {
    made.kind = alarm_kind::metric;
    made.metrics_in_expressions.clear();
    return;
  }
  made.metric_name.clear();
  made.metric_namespace.clear();
  made.dimensions.clear();
  made.statistic.clear();
  made.unit.clear();
  made.period = 0;
}

// What is asked of a query stands in `EvaluationCriteria`, one member for each language.
void read_query(record& r, alarm& made) {
  made.kind = alarm_kind::query;
  const auto criteria = r.object().member("EvaluationCriteria");
  for (auto each = criteria->first_child(); each; each = each->next_sibling()) {
    const auto query = each->member("Query");
    if (query && query->is(kind::string)) made.expressions.emplace_back(query->string());
  }
}

void read_evaluation(record& r, alarm& made) {
  const presence when = made.kind == alarm_kind::metric ? presence::always : presence::sometimes;
  made.threshold = r.number("Threshold", when);
  made.comparison = r.text("ComparisonOperator", when).value_or("");
  made.evaluation_periods = r.count("EvaluationPeriods", when).value_or(0);
  made.datapoints_to_alarm = r.count("DatapointsToAlarm", presence::sometimes).value_or(made.evaluation_periods);
  made.treat_missing_data = r.text("TreatMissingData", presence::sometimes).value_or("missing");
}

// Of all kinds of alarm. False when the alarm has no name.
bool read_head(answer& a, record& r, alarm& made) {
  made.name = r.text("AlarmName", presence::always).value_or("");
  made.arn = r.text("AlarmArn", presence::always).value_or("");
  const auto parsed = parse_arn(made.arn);
  made.where = parsed ? parsed->where() : a.asked.where;
  made.actions_enabled = r.flag("ActionsEnabled", presence::always).value_or(false);
  made.actions = r.texts("AlarmActions", presence::always);
  made.at = r.at();
  if (!made.name.empty()) return true;
  a.wrong(r.object(), fmt::format("{} has no `AlarmName`, and is left out", r.path()));
  return false;
}

bool read_metric_alarm(answer& a, const value& object, std::string path) {
  alarm made;
  record r(a, object, std::move(path), made.unresolved);
  if (!read_head(a, r, made)) return false;
  const auto criteria = object.member("EvaluationCriteria");
  if (criteria && criteria->is(kind::object)) {
    read_query(r, made);
  } else if (const auto metrics = object.member("Metrics"); metrics && metrics->size() != 0) {
    read_metrics(a, r, made);
    if (r.has("MetricName")) r.leave_open("Metrics");
  } else {
    read_metric(a, r, made);
  }
  read_evaluation(r, made);
  a.out.alarms.push_back(std::move(made));
  return true;
}

bool read_composite_alarm(answer& a, const value& object, std::string path) {
  alarm made;
  record r(a, object, std::move(path), made.unresolved);
  if (!read_head(a, r, made)) return false;
  made.kind = alarm_kind::composite;
  made.expressions = {r.text("AlarmRule", presence::always).value_or("")};
  made.actions_suppressor = r.text("ActionsSuppressor", presence::sometimes).value_or("");
  a.out.alarms.push_back(std::move(made));
  return true;
}

}  // namespace

// Without `--alarm-types` the command lists no composite alarms, and an output without any may have been asked so.
void read_alarms(answer& a) {
  const std::size_t first = a.out.alarms.size();
  bool whole = true;
  if (a.root.member("MetricAlarms")) {
    whole = a.for_each("MetricAlarms", [&](const value& each, std::string path) {
      return read_metric_alarm(a, each, std::move(path));
    });
  }
  const auto composites = a.root.member("CompositeAlarms");
  if (composites) {
    whole = a.for_each("CompositeAlarms", [&](const value& each, std::string path) {
      return read_composite_alarm(a, each, std::move(path));
    }) && whole;
  }
  listing made = a.list(document_kind::describe_alarms, whole, a.out.alarms.size() - first);
  made.of = a.asked.given({"--alarm-names", "--alarm-name-prefix", "--state-value", "--action-prefix",
                           "--children-of-alarm-name", "--parents-of-alarm-name"});
  const std::string* const types = a.asked.argument("--alarm-types");
  if (types != nullptr && types->find("MetricAlarm") == std::string::npos) made.of = a.asked.given({"--alarm-types"});
  made.without_composites = (!composites || composites->size() == 0) &&
                            (types == nullptr || types->find("CompositeAlarm") == std::string::npos);
  a.out.listings.push_back(std::move(made));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
