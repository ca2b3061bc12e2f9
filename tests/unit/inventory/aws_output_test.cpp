// SPDX-License-Identifier: Apache-2.0
// Each command's output, as the command line prints it and with everything that it may leave out or spell otherwise.
#include "inventory_of.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using inventory::alarm_kind;
using inventory::document_kind;
using inventory::scope;
using sample::envelope;
using sample::inventory_of;
using sample::says;
using texts = std::vector<std::string>;
using pairs = std::vector<std::pair<std::string, std::string>>;

const scope here{"111122223333", "us-east-1"};

TEST(aws_trails, describe_trails_gives_trails_and_a_listing) {
  const auto all =
      inventory_of(R"({"trailList": [{"Name": "main", "S3BucketName": "b", "IncludeGlobalServiceEvents": true,
    "IsMultiRegionTrail": true, "HomeRegion": "eu-west-1", "LogFileValidationEnabled": false,
    "TrailARN": "arn:aws:cloudtrail:eu-west-1:999988887777:trail/main", "HasCustomEventSelectors": false,
    "CloudWatchLogsLogGroupArn": "arn:aws:logs:eu-west-1:444455556666:log-group:CloudTrail/logs:*",
    "IsOrganizationTrail": true}, {"Name": "bare", "IncludeGlobalServiceEvents": false, "IsMultiRegionTrail": false,
    "TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/bare", "IsOrganizationTrail": false}]})");
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.trails.size(), 2u);
  const inventory::trail& t = all.trails[0];
  EXPECT_EQ(t.where, (scope{"999988887777", "eu-west-1"}));
  EXPECT_EQ(t.name, "main");
  EXPECT_EQ(t.multi_region, true);
  EXPECT_EQ(t.global_events, true);
  EXPECT_EQ(t.organization, true);
  ASSERT_TRUE(t.log_group.has_value());
  EXPECT_EQ(t.log_group->name, "CloudTrail/logs");
  EXPECT_EQ(t.log_group->where, (scope{"444455556666", "eu-west-1"}));
  EXPECT_EQ(t.listed_in, texts{"111122223333"});
  EXPECT_EQ(t.at.path, "trailList[0]");
  ASSERT_TRUE(all.trails[1].log_group.has_value());
  EXPECT_EQ(all.trails[1].log_group->name, "");
  EXPECT_TRUE(all.trails[1].unresolved.empty());
  ASSERT_EQ(all.listings.size(), 1u);
  EXPECT_EQ(all.listings[0].what, document_kind::describe_trails);
  EXPECT_EQ(all.listings[0].where, here);
  EXPECT_TRUE(all.listings[0].complete);
  EXPECT_EQ(all.files[0].documents, std::vector{document_kind::describe_trails});
}

TEST(aws_trails, what_a_trail_leaves_out_or_mistypes_is_open) {
  const auto all = inventory_of(R"({"trailList": [{"Name": "a", "IsMultiRegionTrail": "true",
    "CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:111122223333:log-stream:x",
    "TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a"}]})");
  ASSERT_EQ(all.trails.size(), 1u);
  EXPECT_FALSE(all.trails[0].multi_region.has_value());
  EXPECT_FALSE(all.trails[0].log_group.has_value());
  EXPECT_EQ(all.trails[0].unresolved, (texts{"IsMultiRegionTrail", "IncludeGlobalServiceEvents", "IsOrganizationTrail",
                                             "CloudWatchLogsLogGroupArn"}));
  EXPECT_TRUE(says(all, "`IsMultiRegionTrail` of trailList[0] must be true or false"));
}

TEST(aws_trails, a_trail_without_arn_is_left_out_and_the_list_not_whole) {
  const auto all = inventory_of(R"({"trailList": [{"Name": "a"}, 3]})");
  EXPECT_TRUE(all.trails.empty());
  ASSERT_EQ(all.listings.size(), 1u);
  EXPECT_FALSE(all.listings[0].complete);
  EXPECT_EQ(sample::messages(all).size(), 2u);
}

TEST(aws_trails, get_trail_gives_a_trail_and_no_listing) {
  const auto all =
      inventory_of(R"({"Trail": {"Name": "a", "IsMultiRegionTrail": true, "IncludeGlobalServiceEvents": true,
    "TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a", "IsOrganizationTrail": false}})");
  EXPECT_EQ(all.trails.size(), 1u);
  EXPECT_TRUE(all.listings.empty());
  EXPECT_TRUE(all.problems.empty());
}

TEST(aws_trails, restricted_lists_do_not_speak_for_the_whole) {
  const auto all =
      inventory_of(envelope("cloudtrail describe-trails", R"("--no-include-shadow-trails":"")", R"({"trailList":[]})"));
  ASSERT_EQ(all.listings.size(), 1u);
  EXPECT_EQ(all.listings[0].of, "--no-include-shadow-trails");
}

TEST(aws_trails, a_status_has_the_trail_of_its_request) {
  const auto all = inventory_of(envelope("cloudtrail get-trail-status",
                                         R"("--name":"arn:aws:cloudtrail:eu-west-1:999988887777:trail/main")",
                                         R"({"IsLogging": true, "LatestCloudWatchLogsDeliveryTime": 1767225600.5,
                                             "TimeLoggingStopped": ""})"));
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.statuses.size(), 1u);
  const inventory::trail_status& s = all.statuses[0];
  EXPECT_EQ(s.trail, "arn:aws:cloudtrail:eu-west-1:999988887777:trail/main");
  EXPECT_EQ(s.where, (scope{"999988887777", "eu-west-1"}));
  EXPECT_EQ(s.logging, true);
  EXPECT_EQ(s.delivery_error, "");
  EXPECT_EQ(s.delivered, "2026-01-01T00:00:00Z");
}

TEST(aws_trails, a_status_keeps_texts_of_times_and_errors) {
  const auto all = inventory_of(envelope("cloudtrail get-trail-status", R"("--name":"t")",
                                         R"({"IsLogging": false, "LatestCloudWatchLogsDeliveryError": "AccessDenied",
                                             "LatestCloudWatchLogsDeliveryTime": "2026-02-01T10:00:00+00:00"})"));
  ASSERT_EQ(all.statuses.size(), 1u);
  EXPECT_EQ(all.statuses[0].logging, false);
  EXPECT_EQ(all.statuses[0].delivery_error, "AccessDenied");
  EXPECT_EQ(all.statuses[0].delivered, "2026-02-01T10:00:00+00:00");
  EXPECT_EQ(all.statuses[0].where, here);
}

TEST(aws_trails, a_status_of_wrong_types_tells_nothing) {
  const auto all = inventory_of(envelope("cloudtrail get-trail-status", R"("--name":"t")",
                                         R"({"IsLogging": "true", "LatestCloudWatchLogsDeliveryError": null,
                                             "LatestCloudWatchLogsDeliveryTime": -1e300})"));
  ASSERT_EQ(all.statuses.size(), 1u);
  EXPECT_FALSE(all.statuses[0].logging.has_value());
  EXPECT_FALSE(all.statuses[0].delivery_error.has_value());
  EXPECT_FALSE(all.statuses[0].delivered.has_value());
  EXPECT_EQ(sample::messages(all).size(), 3u);
}

TEST(aws_selectors, basic_ones) {
  const auto all = inventory_of(R"({"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a", "EventSelectors": [
    {"ReadWriteType": "WriteOnly", "IncludeManagementEvents": true, "DataResources": [],
     "ExcludeManagementEventSources": ["kms.amazonaws.com"]},
    {"ReadWriteType": "All", "IncludeManagementEvents": false, "DataResources": []}]})");
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.selectors.size(), 1u);
  ASSERT_EQ(all.selectors[0].selectors.size(), 2u);
  EXPECT_EQ(all.selectors[0].where, here);
  const auto& first = all.selectors[0].selectors[0];
  EXPECT_EQ(first.read_write, "WriteOnly");
  EXPECT_TRUE(first.management_events);
  EXPECT_EQ(first.excluded_sources, texts{"kms.amazonaws.com"});
  EXPECT_FALSE(all.selectors[0].selectors[1].management_events);
  EXPECT_TRUE(all.selectors[0].unresolved.empty());
}

TEST(aws_selectors, advanced_ones_with_all_operators) {
  const auto all = inventory_of(R"({"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a",
    "AdvancedEventSelectors": [{"Name": "n", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]},
      {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"], "StartsWith": ["a"], "NotStartsWith": ["b"],
       "EndsWith": ["c"], "NotEndsWith": ["d", "e"]}]}]})");
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.selectors.size(), 1u);
  ASSERT_EQ(all.selectors[0].selectors.size(), 1u);
  const auto& s = all.selectors[0].selectors[0];
  EXPECT_TRUE(s.advanced);
  EXPECT_EQ(s.name, "n");
  ASSERT_EQ(s.fields.size(), 2u);
  EXPECT_EQ(s.fields[0].equals, texts{"Management"});
  EXPECT_EQ(s.fields[1].field, "eventSource");
  EXPECT_EQ(s.fields[1].not_equals, texts{"kms.amazonaws.com"});
  EXPECT_EQ(s.fields[1].starts_with, texts{"a"});
  EXPECT_EQ(s.fields[1].not_starts_with, texts{"b"});
  EXPECT_EQ(s.fields[1].ends_with, texts{"c"});
  EXPECT_EQ(s.fields[1].not_ends_with, (texts{"d", "e"}));
  EXPECT_TRUE(all.selectors[0].unresolved.empty());
}

TEST(aws_selectors, an_unknown_operator_or_value_leaves_them_open) {
  const auto open = [](std::string_view list) {
    const auto all =
        inventory_of(R"({"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a", )" + std::string(list) + "}");
    return all.selectors.empty() ? texts{"no record"} : all.selectors[0].unresolved;
  };
  EXPECT_EQ(open(R"("AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "x", "Matches": ["a"]}]}])"),
            texts{"Matches"});
  EXPECT_EQ(open(R"("AdvancedEventSelectors": [{"Name": "x"}])"), texts{"FieldSelectors"});
  EXPECT_EQ(open(R"("AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "x", "Equals": "a"}]}])"),
            texts{"Equals"});
  EXPECT_EQ(open(R"("EventSelectors": [{"ReadWriteType": "Some", "IncludeManagementEvents": true}])"),
            texts{"ReadWriteType"});
  EXPECT_EQ(open(R"("EventSelectors": [{"ReadWriteType": "All"}])"), texts{"IncludeManagementEvents"});
  EXPECT_EQ(open(R"("EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true,
                     "ExcludeManagementEventSources": "kms"}])"),
            texts{"ExcludeManagementEventSources"});
  EXPECT_EQ(open(R"("EventSelectors": [7])"), texts{"EventSelectors"});
}

TEST(aws_selectors, without_any_or_without_a_trail) {
  const auto none = inventory_of(R"({"TrailARN": "arn:aws:cloudtrail:us-east-1:111122223333:trail/a"})");
  ASSERT_EQ(none.selectors.size(), 1u);
  EXPECT_EQ(none.selectors[0].unresolved, texts{"EventSelectors"});
  const auto nobody = inventory_of(R"({"EventSelectors": []})");
  EXPECT_TRUE(nobody.selectors.empty());
  EXPECT_TRUE(says(nobody, "without a `TrailARN`"));
}

constexpr std::string_view whole_filter = R"({"metricFilters": [{"filterName": "root", "filterPattern": "{ $.a = 1 }",
  "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1", "defaultValue": 0.0,
  "dimensions": {"Region": "$.awsRegion"}, "unit": "Count"}], "creationTime": 1700000000000, "logGroupName": "g",
  "applyOnTransformedLogs": true, "fieldSelectionCriteria": "@aws.region = \"us-east-1\"",
  "emitSystemFieldDimensions": ["@aws.account"]}]})";

TEST(aws_filters, everything_that_a_filter_can_have) {
  const auto all = inventory_of(std::string(whole_filter));
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.filters.size(), 1u);
  const inventory::metric_filter& f = all.filters[0];
  EXPECT_EQ(f.where, here);
  EXPECT_EQ(f.name, "root");
  EXPECT_EQ(f.log_group, "g");
  EXPECT_EQ(f.pattern, "{ $.a = 1 }");
  EXPECT_EQ(f.metric_name, "m");
  EXPECT_EQ(f.metric_namespace, "n");
  EXPECT_EQ(f.value, "1");
  EXPECT_EQ(f.default_value, 0.0);
  EXPECT_EQ(f.unit, "Count");
  EXPECT_EQ(f.dimensions, (pairs{{"Region", "$.awsRegion"}}));
  EXPECT_EQ(f.field_selection, "@aws.region = \"us-east-1\"");
  EXPECT_TRUE(f.on_transformed_logs);
  EXPECT_EQ(f.system_dimensions, texts{"@aws.account"});
  EXPECT_TRUE(f.tells_newer_fields);
  EXPECT_TRUE(f.unresolved.empty());
  EXPECT_EQ(f.at.line, 1u);
  EXPECT_EQ(f.at.column, 20u);
}

constexpr std::string_view plain_filter =
    R"({"metricFilters": [{"filterName": "f", "filterPattern": "", "logGroupName": "g",
  "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]}]})";

TEST(aws_filters, a_pattern_may_be_empty_and_newer_fields_absent) {
  const auto all = inventory_of(std::string(plain_filter));
  ASSERT_EQ(all.filters.size(), 1u);
  EXPECT_EQ(all.filters[0].pattern, "");
  EXPECT_FALSE(all.filters[0].default_value.has_value());
  EXPECT_FALSE(all.filters[0].tells_newer_fields);
  EXPECT_TRUE(all.filters[0].unresolved.empty());
}

TEST(aws_filters, what_the_command_line_can_tell_goes_by_its_version) {
  const auto tells = [](std::string_view client) {
    return inventory_of(envelope("logs describe-metric-filters", "", plain_filter, client))
        .filters.at(0)
        .tells_newer_fields;
  };
  EXPECT_FALSE(tells("aws-cli/2.9.19 Python/3.11.2"));
  EXPECT_FALSE(tells("aws-cli/2.31.40"));
  EXPECT_TRUE(tells("aws-cli/2.32.0 Python/3.13"));
  EXPECT_TRUE(tells("aws-cli/3.0.0"));
  EXPECT_FALSE(tells("aws-cli/1.43.9"));
  EXPECT_TRUE(tells("aws-cli/1.44.1 md/Botocore#1.42.1"));
  EXPECT_FALSE(tells("someone-elses/9.9"));
}

TEST(aws_filters, a_list_of_one_group_speaks_for_that_group_alone) {
  const auto one = inventory_of(std::string(plain_filter));
  ASSERT_EQ(one.listings.size(), 1u);
  EXPECT_TRUE(one.listings[0].restricted);
  EXPECT_EQ(one.listings[0].of, "g");
  const auto asked =
      inventory_of(envelope("logs describe-metric-filters", R"("--log-group-name":"h")", R"({"metricFilters":[]})"));
  EXPECT_EQ(asked.listings.at(0).of, "h");
  EXPECT_FALSE(asked.listings[0].restricted);
  const auto whole = inventory_of(envelope("logs describe-metric-filters", "", plain_filter));
  EXPECT_EQ(whole.listings.at(0).of, "");
  EXPECT_FALSE(whole.listings[0].restricted);
  const auto prefix = inventory_of(
      envelope("logs describe-metric-filters", R"("--filter-name-prefix":"f","--log-group-name":"g")", plain_filter));
  EXPECT_EQ(prefix.listings.at(0).of, "--filter-name-prefix f");
  const auto empty = inventory_of(R"({"metricFilters": []})");
  EXPECT_EQ(empty.listings.at(0).of, "");
  EXPECT_FALSE(empty.listings[0].restricted);
}

// Each of these must not look like a good filter.
TEST(aws_filters, wrong_and_missing_properties_leave_a_filter_open) {
  const auto open = [](std::string_view from, std::string_view to) {
    std::string text(whole_filter);
    text.replace(text.find(from), from.size(), to);
    const auto all = inventory_of(text);
    return all.filters.empty() ? texts{"no record"} : all.filters[0].unresolved;
  };
  EXPECT_EQ(open(R"("filterPattern": "{ $.a = 1 }",)", ""), texts{"filterPattern"});
  EXPECT_EQ(open(R"("{ $.a = 1 }")", "7"), texts{"filterPattern"});
  EXPECT_EQ(open(R"("metricValue": "1")", R"("metricValue": 1)"), texts{"metricValue"});
  EXPECT_EQ(open(R"("metricValue": "1", )", ""), texts{"metricValue"});
  EXPECT_EQ(open(R"("metricName": "m", )", ""), texts{"metricName"});
  EXPECT_EQ(open("0.0", R"("0")"), texts{"defaultValue"});
  EXPECT_EQ(open("0.0", "1e999"), texts{"defaultValue"});
  EXPECT_EQ(open(R"({"Region": "$.awsRegion"})", R"([{"Key": "Region"}])"), texts{"dimensions"});
  EXPECT_EQ(open(R"("$.awsRegion")", "1"), texts{"dimensions"});
  EXPECT_EQ(open("true", R"("true")"), texts{"applyOnTransformedLogs"});
  EXPECT_EQ(open(R"("@aws.region = \"us-east-1\"")", "[]"), texts{"fieldSelectionCriteria"});
  EXPECT_EQ(open(R"(["@aws.account"])", R"("@aws.account")"), texts{"emitSystemFieldDimensions"});
  EXPECT_EQ(open(R"("unit": "Count"})", R"("unit": "Count"}, {})"), texts{"metricTransformations"});
  EXPECT_EQ(open(R"("logGroupName": "g")", R"("logGroupName": null)"), texts{"no record"});
}

constexpr std::string_view metric_alarm = R"({"AlarmName": "a",
  "AlarmArn": "arn:aws:cloudwatch:eu-west-1:444455556666:alarm:a", "ActionsEnabled": true, "OKActions": [],
  "AlarmActions": ["arn:aws:sns:eu-west-1:444455556666:t"], "StateValue": "OK", "MetricName": "m", "Namespace": "n",
  "Statistic": "Sum", "Dimensions": [{"Name": "d", "Value": "v"}], "Period": 300, "EvaluationPeriods": 2,
  "Threshold": 1.0, "ComparisonOperator": "GreaterThanOrEqualToThreshold"})";

inventory::inventory with_alarm(std::string_view alarm) {
  return inventory_of(R"({"MetricAlarms": [)" + std::string(alarm) + R"(], "CompositeAlarms": []})");
}

TEST(aws_alarms, an_alarm_of_one_metric) {
  const auto all = with_alarm(metric_alarm);
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.alarms.size(), 1u);
  const inventory::alarm& a = all.alarms[0];
  EXPECT_EQ(a.kind, alarm_kind::metric);
  EXPECT_EQ(a.where, (scope{"444455556666", "eu-west-1"}));
  EXPECT_EQ(a.metric_name, "m");
  EXPECT_EQ(a.metric_namespace, "n");
  EXPECT_EQ(a.dimensions, (pairs{{"d", "v"}}));
  EXPECT_EQ(a.statistic, "Sum");
  EXPECT_EQ(a.threshold, 1.0);
  EXPECT_EQ(a.comparison, "GreaterThanOrEqualToThreshold");
  EXPECT_EQ(a.period, 300u);
  EXPECT_EQ(a.evaluation_periods, 2u);
  EXPECT_EQ(a.datapoints_to_alarm, 2u);
  EXPECT_EQ(a.treat_missing_data, "missing");
  EXPECT_TRUE(a.actions_enabled);
  EXPECT_EQ(a.actions, texts{"arn:aws:sns:eu-west-1:444455556666:t"});
  EXPECT_TRUE(a.unresolved.empty());
  EXPECT_TRUE(all.listings.at(0).without_composites);
}

TEST(aws_alarms, wrong_and_missing_properties_leave_an_alarm_open) {
  const auto open = [](std::string_view from, std::string_view to) {
    std::string text(metric_alarm);
    text.replace(text.find(from), from.size(), to);
    const auto all = with_alarm(text);
    return all.alarms.empty() ? texts{"no record"} : all.alarms[0].unresolved;
  };
  for (const char* property : {"AlarmArn", "ActionsEnabled", "AlarmActions", "MetricName", "Namespace", "Statistic",
                               "Dimensions", "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator"}) {
    EXPECT_EQ(open("\"" + std::string(property) + "\"", "\"other\""), texts{property});
  }
  EXPECT_EQ(open("1.0", R"("1")"), texts{"Threshold"});
  EXPECT_EQ(open("300", "0"), texts{"Period"});
  EXPECT_EQ(open("300", "-60"), texts{"Period"});
  EXPECT_EQ(open("300", "99999999999999999999"), texts{"Period"});
  EXPECT_EQ(open("true", R"("true")"), texts{"ActionsEnabled"});
  EXPECT_EQ(open(R"(["arn:aws:sns:eu-west-1:444455556666:t"])", "[1]"), texts{"AlarmActions"});
  EXPECT_EQ(open(R"("AlarmName": "a")", R"("AlarmName": "")"), texts{"no record"});
  EXPECT_EQ(open(R"("StateValue": "OK")", R"("TreatMissingData": 1)"), texts{"TreatMissingData"});
  EXPECT_EQ(open(R"("StateValue": "OK")", R"("DatapointsToAlarm": "1")"), texts{"DatapointsToAlarm"});
}

std::string alarm_with(std::string_view properties) {
  return R"({"AlarmName": "a", "AlarmArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a", "ActionsEnabled": true,
    "AlarmActions": [], "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanThreshold", )" +
         std::string(properties) + "}";
}

TEST(aws_alarms, one_entry_of_metrics_is_a_plain_metric) {
  const auto all = with_alarm(alarm_with(R"("Threshold": 1, "Metrics": [{"Id": "m1", "ReturnData": true, "MetricStat":
    {"Metric": {"Namespace": "n", "MetricName": "m"}, "Period": 60, "Stat": "Maximum", "Unit": "Count"}}])"));
  ASSERT_EQ(all.alarms.size(), 1u);
  EXPECT_EQ(all.alarms[0].kind, alarm_kind::metric);
  EXPECT_EQ(all.alarms[0].metric_name, "m");
  EXPECT_EQ(all.alarms[0].statistic, "Maximum");
  EXPECT_EQ(all.alarms[0].period, 60u);
  EXPECT_EQ(all.alarms[0].unit, "Count");
  EXPECT_TRUE(all.alarms[0].unresolved.empty());
  EXPECT_TRUE(all.alarms[0].metrics_in_expressions.empty());
}

TEST(aws_alarms, a_metric_of_another_account_is_open) {
  const auto all =
      with_alarm(alarm_with(R"("Threshold": 1, "Metrics": [{"Id": "m1", "AccountId": "999999999999", "MetricStat":
    {"Metric": {"Namespace": "n", "MetricName": "m"}, "Period": 60, "Stat": "Sum"}}])"));
  EXPECT_EQ(all.alarms.at(0).unresolved, texts{"AccountId"});
}

TEST(aws_alarms, expressions_bands_and_queries) {
  const auto kind_with = [](std::string_view properties) {
    return with_alarm(alarm_with(properties)).alarms.at(0).kind;
  };
  constexpr std::string_view metric =
      R"({"Id": "m1", "MetricStat": {"Metric": {"Namespace": "n", "MetricName": "m"}, "Period": 60, "Stat": "Sum"}})";
  const std::string math =
      R"("Threshold": 1, "Metrics": [{"Id": "e", "Expression": "m1 * 2"}, )" + std::string(metric) + "]";
  EXPECT_EQ(kind_with(math), alarm_kind::math);
  const auto all = with_alarm(alarm_with(math));
  EXPECT_EQ(all.alarms[0].metrics_in_expressions, (pairs{{"n", "m"}}));
  EXPECT_EQ(all.alarms[0].expressions, texts{"m1 * 2"});
  EXPECT_EQ(all.alarms[0].metric_name, "");
  EXPECT_EQ(
      kind_with(
          R"x("ThresholdMetricId": "e", "Metrics": [{"Id": "e", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)"}, )x" +
          std::string(metric) + "]"),
      alarm_kind::anomaly);
  EXPECT_EQ(kind_with(R"x("Metrics": [{"Id": "e", "Expression": "ANOMALY_DETECTION_BAND(m1)"}])x"),
            alarm_kind::anomaly);
  EXPECT_EQ(kind_with(R"("Metrics": [{"Id": "q", "Expression": " select SUM(x) FROM y"}])"), alarm_kind::query);
  EXPECT_EQ(kind_with(R"x("EvaluationCriteria": {"PromQLCriteria": {"Query": "sum(x)"}})x"), alarm_kind::query);
  EXPECT_EQ(kind_with("\"Metrics\": [" + std::string(metric) + ", " + std::string(metric) + "]"), alarm_kind::math);
}

TEST(aws_alarms, composite_ones_and_whether_they_were_asked_for) {
  constexpr std::string_view output =
      R"x({"MetricAlarms": [], "CompositeAlarms": [{"AlarmName": "c", "ActionsEnabled": false,
    "AlarmArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:c", "AlarmActions": ["x"], "AlarmRule": "ALARM(\"a\")",
    "ActionsSuppressor": "s"}]})x";
  const auto all = inventory_of(std::string(output));
  ASSERT_EQ(all.alarms.size(), 1u);
  EXPECT_EQ(all.alarms[0].kind, alarm_kind::composite);
  EXPECT_EQ(all.alarms[0].expressions, texts{"ALARM(\"a\")"});
  EXPECT_EQ(all.alarms[0].actions_suppressor, "s");
  EXPECT_FALSE(all.alarms[0].actions_enabled);
  EXPECT_TRUE(all.alarms[0].unresolved.empty());
  EXPECT_FALSE(all.listings.at(0).without_composites);
  const auto types = [](std::string_view arguments) {
    return inventory_of(
               envelope("cloudwatch describe-alarms", arguments, R"({"MetricAlarms": [], "CompositeAlarms": []})"))
        .listings.at(0);
  };
  EXPECT_TRUE(types("").without_composites);
  EXPECT_FALSE(types(R"("--alarm-types":"MetricAlarm CompositeAlarm")").without_composites);
  EXPECT_FALSE(types(R"("--alarm-types":["CompositeAlarm","MetricAlarm"])").without_composites);
  EXPECT_EQ(types(R"("--alarm-types":"CompositeAlarm")").of, "--alarm-types CompositeAlarm");
  EXPECT_EQ(types(R"("--alarm-names":"x")").of, "--alarm-names x");
}

TEST(aws_subscriptions, all_states_and_the_topic_of_all) {
  const auto all = inventory_of(R"({"Subscriptions": [
    {"SubscriptionArn": "arn:aws:sns:us-east-1:111122223333:t:0f", "Owner": "1", "Protocol": "email", "Endpoint": "a@b.c",
     "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"},
    {"SubscriptionArn": "PendingConfirmation", "Protocol": "email", "Endpoint": "d@b.c", "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"},
    {"SubscriptionArn": "Deleted", "Protocol": "sqs", "Endpoint": "q", "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"},
    {"SubscriptionArn": "?", "Protocol": "sqs", "Endpoint": "r", "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"}]})");
  using state = inventory::subscription::state;
  ASSERT_EQ(all.subscriptions.size(), 4u);
  EXPECT_EQ(all.subscriptions[0].how, state::confirmed);
  EXPECT_EQ(all.subscriptions[0].arn, "arn:aws:sns:us-east-1:111122223333:t:0f");
  EXPECT_EQ(all.subscriptions[1].how, state::pending);
  EXPECT_EQ(all.subscriptions[1].arn, "");
  EXPECT_EQ(all.subscriptions[2].how, state::deleted);
  EXPECT_EQ(all.subscriptions[3].how, state::unknown);
  EXPECT_EQ(all.subscriptions[3].unresolved, texts{"SubscriptionArn"});
  EXPECT_EQ(all.listings.at(0).what, document_kind::list_subscriptions_by_topic);
  EXPECT_EQ(all.listings[0].of, "arn:aws:sns:us-east-1:111122223333:t");
}

TEST(aws_subscriptions, of_several_topics_and_by_request) {
  constexpr std::string_view output = R"({"Subscriptions": [
    {"SubscriptionArn": "Deleted", "Protocol": "sqs", "Endpoint": "q", "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"}]})";
  const auto asked = inventory_of(envelope("sns list-subscriptions", "", output));
  EXPECT_EQ(asked.listings.at(0).what, document_kind::list_subscriptions);
  EXPECT_EQ(asked.listings[0].of, "");
  const auto topic =
      inventory_of(envelope("sns list-subscriptions-by-topic",
                            R"("--topic-arn":"arn:aws:sns:eu-west-1:111122223333:none")", R"({"Subscriptions": []})"));
  EXPECT_EQ(topic.listings.at(0).of, "arn:aws:sns:eu-west-1:111122223333:none");
  EXPECT_EQ(topic.listings[0].where.region, "eu-west-1");
  EXPECT_TRUE(topic.listings[0].complete);
  const auto two = inventory_of(R"({"Subscriptions": [
    {"SubscriptionArn": "Deleted", "Protocol": "sqs", "Endpoint": "q", "TopicArn": "arn:aws:sns:us-east-1:111122223333:t"},
    {"SubscriptionArn": "Deleted", "Protocol": "sqs", "Endpoint": "q", "TopicArn": "arn:aws:sns:us-east-1:111122223333:u"}]})");
  EXPECT_EQ(two.listings.at(0).what, document_kind::list_subscriptions);
}

TEST(aws_subscriptions, attributes_are_texts) {
  const auto all = inventory_of(R"({"Attributes": {"SubscriptionArn": "arn:aws:sns:us-east-1:111122223333:t:0f",
    "TopicArn": "arn:aws:sns:us-east-1:111122223333:t", "FilterPolicy": "{\"a\":[\"b\"]}", "FilterPolicyScope": "MessageBody",
    "PendingConfirmation": "false", "RawMessageDelivery": "false"}})");
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(all.attributes.size(), 1u);
  EXPECT_EQ(all.attributes[0].filter_policy, R"({"a":["b"]})");
  EXPECT_EQ(all.attributes[0].filter_policy_scope, "MessageBody");
  EXPECT_EQ(all.attributes[0].pending, false);
  EXPECT_EQ(all.attributes[0].where, here);
  // A policy that is no text must not read like none.
  const auto wrong = inventory_of(R"({"Attributes": {"SubscriptionArn": "arn:aws:sns:us-east-1:111122223333:t:0f",
    "TopicArn": "arn:aws:sns:us-east-1:111122223333:t", "FilterPolicy": {"a": ["b"]}}})");
  EXPECT_TRUE(wrong.attributes.empty());
  EXPECT_EQ(sample::messages(wrong).size(), 2u);
}

TEST(aws_output, a_failed_command_is_a_note_and_tells_nothing) {
  const auto all =
      inventory_of(R"x({"coverwatch": "aws-output/1", "command": "logs describe-metric-filters", "arguments": {},
    "account": "111122223333", "region": "us-east-1", "cli": "aws-cli/2.9.19", "output": null,
    "error": "An error occurred (AccessDeniedException)", "exit_code": 254})x");
  EXPECT_TRUE(all.listings.empty());
  EXPECT_TRUE(sample::messages(all).empty());
  EXPECT_TRUE(says(all, "AccessDeniedException", false));
}

TEST(aws_output, an_envelope_that_cannot_be_is_an_error) {
  const auto wrong = [](std::string_view text) {
    const auto all = inventory_of(std::string(text));
    return all.listings.empty() && sample::messages(all).size() == 1;
  };
  EXPECT_TRUE(wrong(R"({"coverwatch": "aws-output/2", "command": "x", "output": {"metricFilters": []}})"));
  EXPECT_TRUE(wrong(R"({"coverwatch": "aws-output/1", "command": "logs describe-metric-filters", "output": null})"));
  EXPECT_TRUE(wrong(
      R"({"coverwatch": "aws-output/1", "command": "cloudwatch describe-alarms", "output": {"metricFilters": []}})"));
  EXPECT_TRUE(wrong(R"({"coverwatch": "aws-output/1", "command": "x y", "output": {"z": 1}})"));
  // What describes a part only is not taken for the whole.
  EXPECT_TRUE(wrong(R"({"coverwatch": "aws-output/1", "command": "cloudwatch describe-alarms-for-metric",
                        "output": {"MetricAlarms": []}})"));
}

}  // namespace
}  // namespace coverwatch
