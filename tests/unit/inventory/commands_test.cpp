// SPDX-License-Identifier: Apache-2.0
// Commands, fragments and blocks of Terraform in a text: the records they make, and what is said of their mistakes.
#include "inventory/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace coverwatch::inventory {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

struct reading {
  bool known = false;
  inventory found;
};

reading read(const std::string& text, const std::string& path = "page.txt") {
  reading out;
  out.found.files.push_back({path});
  document d;
  d.path = path;
  d.text = text;
  out.known = read_commands(out.found, d);
  return out;
}

auto says(const std::string& words) { return Contains(Field(&problem::message, HasSubstr(words))); }

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

const std::string filter_head = "aws logs put-metric-filter --log-group-name <g> --filter-name '<f>' ";
const std::string whole_metric = "--metric-transformations metricName='<m>',metricNamespace='CIS',metricValue=1 ";

TEST(commands, a_sound_filter) {
  const reading r =
      read("Do this:\n" + filter_head + whole_metric + "--filter-pattern '{ ($.eventName = CreateTrail) }'\n");
  ASSERT_TRUE(r.known);
  ASSERT_EQ(r.found.filters.size(), 1U);
  const metric_filter& f = r.found.filters[0];
  EXPECT_EQ(f.name, "<f>");
  EXPECT_EQ(f.log_group, "<g>");
  EXPECT_EQ(f.where, (scope{"page.txt", ""}));
  EXPECT_EQ(f.pattern, "{ ($.eventName = CreateTrail) }");
  EXPECT_EQ(f.metric_name, "<m>");
  EXPECT_EQ(f.metric_namespace, "CIS");
  EXPECT_EQ(f.value, "1");
  EXPECT_EQ(f.at.line, 2U);
  EXPECT_EQ(f.at.path, "aws logs put-metric-filter");
  EXPECT_EQ(f.from, origin::declared);
  EXPECT_THAT(f.unresolved, IsEmpty());
  EXPECT_THAT(r.found.problems, IsEmpty());
  ASSERT_EQ(r.found.listings.size(), 1U);
  EXPECT_EQ(r.found.listings[0].of, "<g>");
  EXPECT_THAT(r.found.files[0].documents, ElementsAre(document_kind::commands));
}

TEST(commands, inner_single_quotes_are_eaten) {
  const reading r =
      read(filter_head + whole_metric + "--filter-pattern '{ $.userIdentity.type = 'Root' && $.a != 'b' }'");
  EXPECT_EQ(r.found.filters.at(0).pattern, "{ $.userIdentity.type = Root && $.a != b }");
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_FALSE(r.found.problems[0].error);
  EXPECT_THAT(r.found.problems[0].message,
              AllOf(HasSubstr("the shell removes the inner single quotes: what reaches the service is "
                              "{ $.userIdentity.type = Root && $.a != b }"),
                    HasSubstr(R"('{ $.userIdentity.type = "Root" && $.a != "b" }')")));
}

TEST(commands, inner_double_quotes_are_eaten) {
  const reading r = read(filter_head + whole_metric + "--filter-pattern \"{ $.errorCode = \"AccessDenied*\" }\"");
  EXPECT_EQ(r.found.filters.at(0).pattern, "{ $.errorCode = AccessDenied* }");
  EXPECT_THAT(r.found.problems, says(R"(write single quotes around the pattern: '{ $.errorCode = "AccessDenied*" }')"));
}

TEST(commands, inner_quotes_around_a_blank_split_the_pattern) {
  const reading r =
      read(filter_head + whole_metric +
           "--filter-pattern '{ ($.eventName = ConsoleLogin) && ($.errorMessage = 'Failed authentication') }'");
  EXPECT_EQ(r.found.filters.at(0).pattern, std::nullopt);
  EXPECT_THAT(r.found.filters[0].unresolved, ElementsAre("filterPattern"));
  EXPECT_THAT(r.found.filters[0].refused, HasSubstr("fails as it stands"));
  EXPECT_EQ(r.found.filters[0].intended,
            R"({ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") })");
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_THAT(r.found.problems[0].message,
              AllOf(HasSubstr("2 words"), HasSubstr("`Unknown options: authentication) }`"),
                    HasSubstr(R"(&& ($.errorMessage = "Failed authentication") }')")));
}

TEST(commands, blanks_split_the_transformation) {
  const reading r = read(filter_head +
                         "--metric-transformations metricName= '<m>' ,metricNamespace='CIS',metricValue=1 "
                         "--filter-pattern '{ $.a = 1 }'");
  const metric_filter& f = r.found.filters.at(0);
  EXPECT_EQ(f.pattern, "{ $.a = 1 }");
  EXPECT_EQ(f.metric_name, "<m>");
  EXPECT_THAT(f.unresolved, ElementsAre("metricTransformations"));
  EXPECT_THAT(r.found.problems, says("into 3 words, and the command cannot read `<m>`; write --metric-transformations "
                                     "'metricName=<m>,metricNamespace=CIS,metricValue=1'"));
}

TEST(commands, lines_without_backslashes_and_a_placeholder_without_its_beginning) {
  const reading r = read(
      "1. Make it\naws logs put-metric-filter\n--log-group-name <g>\n--filter-name <f>\n"
      "--metric-transformations metricName=m>,\nmetricNamespace='CIS',metricValue=1\n"
      "--filter-pattern '{($.errorCode = \"*Un\")\n|| ($.errorCode = \"AccessDenied*\")}'\nNote\n");
  const metric_filter& f = r.found.filters.at(0);
  EXPECT_EQ(f.pattern, "{($.errorCode = \"*Un\")\n|| ($.errorCode = \"AccessDenied*\")}");
  EXPECT_EQ(f.metric_name, "<m>");
  EXPECT_EQ(f.metric_namespace, "CIS");
  EXPECT_THAT(f.unresolved, ElementsAre("metricTransformations"));
  EXPECT_EQ(f.at.line, 2U);
  EXPECT_THAT(r.found.problems, says("each line but the last needs a `\\` at its end"));
  EXPECT_THAT(r.found.problems, says("a `>` in the value of --metric-transformations has no `<`"));
}

TEST(commands, an_alarm_and_a_subscription) {
  const reading r = read(
      "aws sns create-topic --name <n>\naws sns subscribe --topic-arn <t> --protocol <p> --notification-endpoint <e>\n"
      "aws cloudwatch put-metric-alarm --alarm-name 'a' --metric-name 'm' --statistic Sum --period 300 --threshold 1 "
      "--comparison-operator GreaterThanOrEqualToThreshold --evaluation-periods 2 -namespace 'CIS' "
      "--dimensions Name=x,Value=1 Name=y,Value=2 --no-actions-enabled --alarm-actions <t>");
  ASSERT_EQ(r.found.alarms.size(), 1U);
  const alarm& a = r.found.alarms[0];
  EXPECT_EQ(a.name, "a");
  EXPECT_EQ(a.metric_name, "m");
  EXPECT_EQ(a.metric_namespace, "CIS");
  EXPECT_EQ(a.statistic, "Sum");
  EXPECT_EQ(a.period, 300U);
  EXPECT_EQ(a.threshold, 1.0);
  EXPECT_EQ(a.evaluation_periods, 2U);
  EXPECT_EQ(a.datapoints_to_alarm, 2U);
  EXPECT_FALSE(a.actions_enabled);
  EXPECT_THAT(a.dimensions, ElementsAre(testing::Pair("x", "1"), testing::Pair("y", "2")));
  EXPECT_THAT(a.actions, ElementsAre("<t>"));
  EXPECT_THAT(a.unresolved, ElementsAre("Namespace", "AlarmActions"));
  EXPECT_THAT(r.found.problems, says("`-namespace` is no option"));
  ASSERT_EQ(r.found.subscriptions.size(), 1U);
  EXPECT_THAT(r.found.subscriptions[0].unresolved, ElementsAre("TopicArn", "Protocol", "NotificationEndpoint"));
}

TEST(commands, a_trail) {
  const reading r = read(
      "aws cloudtrail create-trail --name t --is-multi-region-trail --no-include-global-service-events \\\n"
      "  --cloud-watch-logs-log-group-arn arn:aws:logs:us-east-1:111122223333:log-group:G:*\n"
      "aws cloudtrail start-logging --name t\naws cloudtrail create-trail --name u\n"
      "aws cloudtrail put-event-selectors --trail-name t --event-selectors "
      R"('[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true,)"
      R"("ExcludeManagementEventSources":["kms.amazonaws.com"]}]')");
  ASSERT_EQ(r.found.trails.size(), 2U);
  const trail& t = r.found.trails[0];
  EXPECT_EQ(t.multi_region, true);
  EXPECT_EQ(t.global_events, false);
  EXPECT_EQ(t.organization, false);
  EXPECT_EQ(t.log_group.value().name, "G");
  EXPECT_EQ(r.found.trails[1].log_group.value().name, "");
  ASSERT_EQ(r.found.statuses.size(), 1U);
  EXPECT_EQ(r.found.statuses[0].trail, "t");
  EXPECT_EQ(r.found.statuses[0].logging, true);
  ASSERT_EQ(r.found.selectors.size(), 2U);
  EXPECT_EQ(r.found.selectors[0].selectors.at(0).read_write, "WriteOnly");
  EXPECT_THAT(r.found.selectors[0].selectors[0].excluded_sources, ElementsAre("kms.amazonaws.com"));
  EXPECT_EQ(r.found.selectors[1].trail, "u");
  EXPECT_EQ(r.found.selectors[1].selectors.at(0).read_write, "All");
}

TEST(commands, advanced_selectors_in_both_forms) {
  const std::string head = "aws cloudtrail put-event-selectors --trail-name t --advanced-event-selectors ";
  for (const std::string value :
       {R"('[{"Name":"n","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},)"
        R"({"Field":"eventSource","NotEquals":["a","b"]}]}]')",
        "'Name=n,FieldSelectors=[{Field=eventCategory,Equals=[Management]},{Field=eventSource,NotEquals=[a,b]}]'"}) {
    const reading r = read(head + value);
    ASSERT_EQ(r.found.selectors.size(), 1U);
    const event_selector& s = r.found.selectors[0].selectors.at(0);
    EXPECT_TRUE(s.advanced);
    EXPECT_EQ(s.name, "n");
    ASSERT_EQ(s.fields.size(), 2U);
    EXPECT_EQ(s.fields[0].field, "eventCategory");
    EXPECT_THAT(s.fields[0].equals, ElementsAre("Management"));
    EXPECT_THAT(s.fields[1].not_equals, ElementsAre("a", "b"));
  }
}

// What was read with a guess, and what no selector can be made of, is never what the trail records for sure.
TEST(commands, doubtful_selectors_leave_those_of_the_trail_open) {
  const std::string head = "aws cloudtrail put-event-selectors --trail-name t ";
  const std::string advanced = R"([{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}])";
  EXPECT_THAT(read(head + "--advanced-event-selectors '" + advanced + "'").found.selectors.at(0).unresolved, IsEmpty());
  struct {
    std::string option, open;
  } const all[] = {
      {R"(-event-selectors '[{"ReadWriteType":"All"}]')", "EventSelectors"},
      {"-advanced-event-selectors '" + advanced + "'", "AdvancedEventSelectors"},
      {"--event-selectors ReadWriteType= All ,IncludeManagementEvents=true", "EventSelectors"},
      {R"(--event-selectors '[{"ReadWriteType":"All"}]' "$MORE")", "EventSelectors"},
      {R"(--event-selectors '[{"ReadWriteType":"<type>"}]')", "ReadWriteType"},
      {R"(--advanced-event-selectors '[{"Name":"n","FieldSelectors":"all"}]')", "FieldSelectors"},
      {R"(--advanced-event-selectors '[{"Name":"n","FieldSelectors":[[{"Field":"eventCategory"}]]}]')",
       "FieldSelectors"},
      {"--advanced-event-selectors 'Name=n,FieldSelectors=[]'", "FieldSelectors"},
      {R"(--advanced-event-selectors '[{"FieldSelectors":[{"Field":"eventName","NotEquals":[["a"]]}]}]')", "NotEquals"},
  };
  for (const auto& each : all) {
    const reading r = read(head + each.option);
    ASSERT_EQ(r.found.selectors.size(), 1U) << each.option;
    EXPECT_THAT(r.found.selectors[0].unresolved, ElementsAre(each.open)) << each.option;
  }
}

TEST(commands, doubtful_dimensions_are_open) {
  const std::string head = "aws cloudwatch put-metric-alarm --alarm-name a --metric-name m --namespace n ";
  EXPECT_THAT(read(head + "--dimensions Name=x,Value=1").found.alarms.at(0).unresolved, IsEmpty());
  for (const std::string option : {"-dimensions Name=x,Value=1", "--dimensions Name= x ,Value=1",
                                   "--dimensions Name=x>,Value=1", "--dimensions \"Name=x,Value=$VALUE\""}) {
    const reading r = read(head + option);
    EXPECT_THAT(r.found.alarms.at(0).unresolved, ElementsAre("Dimensions")) << option;
    EXPECT_THAT(r.found.alarms[0].dimensions, IsEmpty()) << option;
  }
}

TEST(commands, a_fragment_belongs_to_the_group_that_was_asked_for) {
  const reading r = read(
      "aws logs describe-metric-filters --log-group-name \"<g>\"\nlook for\n"
      "\"filterPattern\": \"{ ($.errorCode =\\\"*Un\\\") && ($.eventName!=\\\"HeadBucket\\\") }\",\n");
  ASSERT_TRUE(r.known);
  const metric_filter& f = r.found.filters.at(0);
  EXPECT_EQ(f.pattern, R"({ ($.errorCode ="*Un") && ($.eventName!="HeadBucket") })");
  EXPECT_EQ(f.log_group, "<g>");
  EXPECT_EQ(f.at.line, 3U);
  EXPECT_THAT(f.unresolved, ElementsAre("metricTransformations"));
  EXPECT_THAT(read("\"filterPattern\": \"x\"").found.filters.at(0).unresolved,
              ElementsAre("metricTransformations", "logGroupName"));
}

TEST(commands, blocks_of_terraform_whose_lines_are_lost) {
  const reading r = read(
      "```go x.tf resource \"aws_cloudwatch_log_metric_filter\" \"u\" { name = \"f\" pattern = \" {($.a = \\\"b\\\")} "
      "\" "
      "log_group_name = \"cloudtrail\"\nmetric_transformation { name = \"m\" namespace = \"CIS\" value = \"1\" } }\n"
      "resource \"aws_sns_topic\" \"t-t\" { name=\"T\" kms_master_key_id = \"alias/aws/sns\" }\n"
      "resource \"aws_sns_topic_subscription\" \"s\" { topic_arn = aws_sns_topic.t-t.arn protocol = \"sms\" "
      "endpoint=var.endpoint }\n"
      "resource \"aws_cloudwatch_metric_alarm\" \"a\" { alarm_name = \"a\" comparison_operator = "
      "\"GreaterThanOrEqualToThreshold\" evaluation_periods = 1 metric_name = "
      "aws_cloudwatch_log_metric_filter.u.metric_transformation[0].name namespace = \"CIS\" period = 300 statistic = "
      "\"Sum\" threshold = 1 alarm_actions = [aws_sns_topic.t-t.arn] } ```");
  ASSERT_TRUE(r.known);
  EXPECT_THAT(r.found.problems, IsEmpty());
  ASSERT_EQ(r.found.filters.size(), 1U);
  EXPECT_EQ(r.found.filters[0].pattern, R"({($.a = "b")})");
  EXPECT_EQ(r.found.filters[0].metric_name, "m");
  EXPECT_EQ(r.found.filters[0].at.path, "aws_cloudwatch_log_metric_filter.u");
  ASSERT_EQ(r.found.alarms.size(), 1U);
  EXPECT_EQ(r.found.alarms[0].metric_name, "m");
  EXPECT_THAT(r.found.alarms[0].actions, ElementsAre("aws_sns_topic.t-t"));
  EXPECT_THAT(r.found.alarms[0].unresolved, IsEmpty());
  ASSERT_EQ(r.found.subscriptions.size(), 1U);
  EXPECT_EQ(r.found.subscriptions[0].topic, "aws_sns_topic.t-t");
  EXPECT_THAT(r.found.subscriptions[0].unresolved, ElementsAre("endpoint"));
}

TEST(commands, a_file_of_terraform) {
  const reading r = read(
      "variable \"p\" {}\n# a comment\nresource \"aws_cloudwatch_log_group\" \"g\" {\n  name = \"CT\"\n}\n"
      "resource \"aws_cloudtrail\" \"t\" {\n  name = \"t\"\n  is_multi_region_trail = true\n"
      "  cloud_watch_logs_group_arn = \"${aws_cloudwatch_log_group.g.arn}:*\"\n"
      "  enable_logging = var.on\n  event_selector {\n    read_write_type = \"WriteOnly\"\n  }\n}\n"
      "resource \"aws_cloudwatch_log_metric_filter\" \"f\" {\n  name = \"f\"\n  for_each = var.all\n"
      "  log_group_name = aws_cloudwatch_log_group.g.name\n  pattern = <<-EOT\n    { $.a = 1 ||\n      $.b = 2 }\n  "
      "EOT\n"
      "  metric_transformation {\n    name = var.p\n    namespace = \"N\"\n    value = 1 + 1\n"
      "    dimensions = { Id = \"$.id\" }\n  }\n}\n",
      "main.tf");
  EXPECT_THAT(r.found.problems, says("terraform show -json"));
  ASSERT_EQ(r.found.trails.size(), 1U);
  EXPECT_EQ(r.found.trails[0].log_group.value().name, "CT");
  EXPECT_EQ(r.found.trails[0].multi_region, true);
  EXPECT_THAT(r.found.statuses, IsEmpty());
  EXPECT_EQ(r.found.selectors.at(0).selectors.at(0).read_write, "WriteOnly");
  const metric_filter& f = r.found.filters.at(0);
  EXPECT_EQ(f.log_group, "CT");
  EXPECT_EQ(f.pattern, "{ $.a = 1 ||\n  $.b = 2 }");
  EXPECT_EQ(f.metric_name, "");
  EXPECT_THAT(f.dimensions, ElementsAre(testing::Pair("Id", "$.id")));
  EXPECT_THAT(f.unresolved, ElementsAre("for_each", "metric_transformation.name", "metric_transformation.value"));
}

TEST(commands, selectors_of_terraform_that_are_not_literal_are_open) {
  const auto selectors = [](const std::string& inside) {
    return read("resource \"aws_cloudtrail\" \"t\" {\n" + inside + "\n}\n", "main.tf").found.selectors.at(0);
  };
  const std::string management = "field_selector {\nfield = \"eventCategory\"\nequals = [\"Management\"]\n}\n";
  EXPECT_THAT(selectors("advanced_event_selector {\n" + management + "}").unresolved, IsEmpty());
  struct {
    std::string inside, open;
  } const all[] = {
      {"advanced_event_selector {\n" + management + "dynamic \"field_selector\" {\nfor_each = var.x\n}\n}",
       "advanced_event_selector.field_selector"},
      {"advanced_event_selector {\n" + management + "field_selector {\nfor_each = var.x\nfield = \"eventName\"\n}\n}",
       "for_each"},
      {"event_selector {\ncount = var.some ? 1 : 0\n}", "count"},
      {"event_selector {\nread_write_type = var.kind\n}", "event_selector.read_write_type"},
      {"advanced_event_selector {\nfield_selector {\nfield = \"eventName\"\nnot_equals = var.names\n}\n}",
       "field_selector.not_equals"},
  };
  for (const auto& each : all) EXPECT_THAT(selectors(each.inside).unresolved, ElementsAre(each.open)) << each.inside;
}

TEST(commands, an_alarm_of_terraform_with_queries_is_one_of_math) {
  const reading r = read(
      "resource \"aws_cloudwatch_metric_alarm\" \"a\" {\nalarm_name = \"a\"\nthreshold = 1\n"
      "metric_query {\nid = \"e\"\nexpression = \"m * 2\"\nreturn_data = true\n}\n}\n",
      "main.tf");
  EXPECT_EQ(r.found.alarms.at(0).kind, alarm_kind::math);
  EXPECT_THAT(r.found.alarms[0].unresolved, ElementsAre("metric_query"));
}

TEST(commands, what_a_text_shows_twice_is_two_accounts) {
  const reading r = read("\"filterPattern\": \"x\"\n" + filter_head + whole_metric + "--filter-pattern x\n" +
                         "resource \"aws_cloudwatch_log_metric_filter\" \"f\" { pattern = \"y\" }");
  ASSERT_EQ(r.found.filters.size(), 3U);
  EXPECT_EQ(r.found.filters[0].where.account, "page.txt");
  EXPECT_EQ(r.found.filters[1].where.account, "page.txt (filterPattern)");
  EXPECT_EQ(r.found.filters[2].where.account, "page.txt (Terraform)");
}

TEST(commands, a_damaged_block_is_an_error) {
  for (const std::string inside : {"pattern = \"x", "pattern = ", "...", "a = [1, 2", "a { b {"}) {
    const reading r = read("resource \"aws_cloudwatch_log_metric_filter\" \"f\" { " + inside);
    EXPECT_TRUE(r.known) << inside;
    ASSERT_EQ(r.found.problems.size(), 1U) << inside;
    EXPECT_TRUE(r.found.problems[0].error) << inside;
    EXPECT_THAT(r.found.filters, IsEmpty()) << inside;
  }
}

TEST(commands, what_is_only_mentioned_says_nothing) {
  EXPECT_FALSE(read("Use aws logs put-metric-filter to make one.").known);
  EXPECT_FALSE(read("`aws sns subscribe` with --topic-arn").known);
  EXPECT_FALSE(read("aws logs describe-metric-filters --log-group-name g").known);
  EXPECT_FALSE(read("xaws logs put-metric-filter --filter-name f").known);
  EXPECT_FALSE(read("").known);
  EXPECT_FALSE(read("resource \"aws_s3_bucket\" \"b\" { }").known);
}

TEST(commands, what_the_shell_fills_in_is_open) {
  for (const std::string pattern : {"\"$PATTERN\"", "file://p.txt", "<pattern>", "\"{ $.a = $b }\"", "$(cat p)"}) {
    const reading r = read(filter_head + whole_metric + "--filter-pattern " + pattern);
    EXPECT_EQ(r.found.filters.at(0).pattern, std::nullopt) << pattern;
    EXPECT_THAT(r.found.filters[0].unresolved, ElementsAre("filterPattern")) << pattern;
  }
  EXPECT_THAT(read(filter_head + whole_metric).found.filters.at(0).unresolved, ElementsAre("filterPattern"));
}

TEST(commands, options_of_aws_itself_may_stand_before_the_service) {
  EXPECT_TRUE(read("$ aws --profile p --region=us-east-1 --no-cli-pager logs put-metric-filter --filter-name f").known);
}

TEST(commands, typographic_signs_are_named) {
  EXPECT_THAT(read(filter_head + "--filter-pattern \u2018{ $.a = 1 }\u2019").found.problems,
              says("a curly single quote"));
  const reading inside = read(filter_head + whole_metric + "--filter-pattern '{ $.a = \u201cb\u201d }'");
  EXPECT_THAT(inside.found.problems, says("a curly double quote"));
  EXPECT_EQ(inside.found.filters.at(0).pattern, "{ $.a = \u201cb\u201d }");
  const reading dash = read("aws logs put-metric-filter \u2013filter-name f --filter-pattern x");
  EXPECT_THAT(dash.found.problems, says("an en dash"));
  EXPECT_EQ(dash.found.filters.at(0).name, "f");
  EXPECT_THAT(dash.found.filters[0].unresolved, Contains("filterName"));
}

TEST(commands, a_quote_that_nothing_closes_loses_its_line_only) {
  const reading r =
      read(filter_head + whole_metric + "--filter-pattern '{ $.a = 1 }\nThen:\naws sns subscribe --topic-arn t\n");
  EXPECT_EQ(r.found.filters.at(0).pattern, std::nullopt);
  EXPECT_THAT(r.found.problems, says("a quote is never closed"));
  EXPECT_EQ(r.found.subscriptions.size(), 1U);
  EXPECT_EQ(read(filter_head + whole_metric + "--filter-pattern 'a'\"b").found.filters.at(0).pattern, std::nullopt);
}

// Each of these would take minutes if any part of it were read again and again.
TEST(commands, hostile_texts_take_linear_time) {
  constexpr std::size_t megabyte = 1U << 20;
  for (const std::string& text : {
           repeated("\\", megabyte),
           "aws logs put-metric-filter --filter-pattern " + repeated("\\", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern '", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern '\n", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern \"\\\"\n", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern \"'\n", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern `\n", megabyte),
           repeated("aws logs put-metric-filter --filter-pattern x; ", megabyte),
           repeated("aws logs put-metric-filter -namespace <x ", megabyte),
           "aws logs put-metric-filter --metric-transformations x=" + repeated("a>", megabyte),
           "aws logs put-metric-filter " + repeated("--metric-transformations a= b ,c=[ ", megabyte),
           "aws logs put-metric-filter --metric-transformations " + repeated("a=[{", megabyte),
           "aws logs put-metric-filter --metric-transformations " + repeated("a=b,", megabyte),
           "aws logs put-metric-filter --metric-transformations '" + repeated("[{\"a\":", megabyte) + "'",
           "aws logs put-metric-filter --filter-pattern '" + repeated("a'b'", megabyte),
           repeated("aws --x ", megabyte),
           repeated("\"filterPattern\": \"", megabyte),
           repeated("\"filterPattern\": \"\\", megabyte),
           repeated("\"filterPattern\": \"x\", ", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { ", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { /* ", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { a = <<E\n", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { a = [ ", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { a = \"${ \n", megabyte),
           repeated("resource \"aws_sns_topic\" \"x\" { } ", megabyte),
           "resource \"aws_sns_topic\" \"x\" { a = " + repeated("[", megabyte),
           "resource \"aws_sns_topic\" \"x\" { a = " + repeated("!", megabyte),
           "resource \"aws_sns_topic\" \"x\" { a = " + repeated("f(", megabyte),
           "resource \"aws_sns_topic\" \"x\" { " + repeated("b{", megabyte),
           std::string("aws logs put-metric-filter --filter-pattern '\0\0' \0", 50) + std::string(megabyte, '\0'),
       }) {
    const std::clock_t begun = std::clock();
    read(text);
    EXPECT_LT(std::clock() - begun, 2 * CLOCKS_PER_SEC) << text.substr(0, 80);
  }
}

}  // namespace
}  // namespace coverwatch::inventory
