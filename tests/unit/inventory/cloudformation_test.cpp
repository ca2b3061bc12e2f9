// SPDX-License-Identifier: Apache-2.0
// CloudFormation templates, JSON and YAML.
#include "infrastructure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace infrastructure;
using inventory::document_kind;
using inventory::origin;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using state = inventory::subscription::state;

const std::string here(path);

TEST(CloudFormation, AWholeChainIsJoined) {
  const std::string text = sample("cloudformation.yaml");
  const result r = yaml(text);
  ASSERT_TRUE(r.known);
  EXPECT_THAT(r.found.files[0].documents, ElementsAre(document_kind::cloudformation));
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_FALSE(r.found.problems[0].error);
  EXPECT_THAT(r.found.problems[0].message, HasSubstr("defaults, which a stack may replace: Namespace"));

  ASSERT_EQ(r.found.trails.size(), 1U);
  const inventory::trail& t = r.found.trails[0];
  EXPECT_EQ(t.where, (inventory::scope{here, ""}));
  EXPECT_EQ(t.multi_region, true);
  EXPECT_EQ(t.global_events, true);
  EXPECT_EQ(t.organization, false);
  EXPECT_EQ(t.from, origin::declared);
  ASSERT_TRUE(t.log_group);
  EXPECT_EQ(t.log_group->name, here + "#TrailLogGroup");
  EXPECT_THAT(t.unresolved, IsEmpty());
  EXPECT_EQ(r.found.statuses[0].logging, true);
  EXPECT_EQ(r.found.statuses[0].trail, t.arn);
  ASSERT_EQ(r.found.selectors[0].selectors.size(), 1U);

  ASSERT_EQ(r.found.filters.size(), 1U);
  const inventory::metric_filter& f = r.found.filters[0];
  EXPECT_EQ(f.log_group, t.log_group->name);
  EXPECT_EQ(f.where, t.log_group->where);
  EXPECT_EQ(f.pattern,
            "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || "
            "($.eventName = StartLogging) || ($.eventName = StopLogging) }");
  EXPECT_EQ(f.metric_namespace + '/' + f.metric_name + ' ' + f.value, "CISBenchmark/CloudTrailChanges 1");
  EXPECT_TRUE(f.tells_newer_fields);
  EXPECT_EQ(f.at.path, "Changes");
  const std::size_t at = text.find(">-");
  EXPECT_EQ(f.at.line, 1 + static_cast<std::size_t>(
                               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')));

  ASSERT_EQ(r.found.alarms.size(), 1U);
  const inventory::alarm& a = r.found.alarms[0];
  EXPECT_EQ(a.metric_namespace, "CISBenchmark");
  EXPECT_EQ(a.threshold, 1);
  EXPECT_EQ(a.period, 300U);
  EXPECT_THAT(a.actions, ElementsAre(here + "#AlarmTopic"));
  EXPECT_THAT(a.unresolved, IsEmpty());

  ASSERT_EQ(r.found.subscriptions.size(), 1U);
  EXPECT_EQ(r.found.subscriptions[0].topic, here + "#AlarmTopic");
  EXPECT_EQ(r.found.subscriptions[0].how, state::confirmed);
  EXPECT_EQ(r.found.attributes[0].subscription, r.found.subscriptions[0].arn);

  ASSERT_EQ(r.found.listings.size(), 3U);
  for (const auto& l : r.found.listings) EXPECT_TRUE(l.complete);
  EXPECT_EQ(r.found.listings[0].of, t.log_group->name);
  EXPECT_EQ(r.found.listings[1].of, here + "#AlarmTopic");
  EXPECT_EQ(r.found.listings[2].what, document_kind::describe_alarms);
}

// A template with those resources, as YAML of two blanks' indent.
result resources(std::string_view text, std::string_view before = "") {
  return yaml(std::string(before) + "Resources:\n" + std::string(text));
}

constexpr std::string_view filter_head = "  F:\n    Type: AWS::Logs::MetricFilter\n    Properties:\n      ";

inventory::metric_filter filter(std::string_view properties, std::string_view before = "",
                                std::string_view after = "") {
  return resources(std::string(filter_head) + std::string(properties) + "\n" + std::string(after), before)
      .found.filters.at(0);
}

TEST(CloudFormation, TheTransformationOfAFilter) {
  const auto f = filter(
      "{LogGroupName: g, FilterName: n, FilterPattern: x, ApplyOnTransformedLogs: true, FieldSelectionCriteria: "
      "'@aws.region = \"x\"',"
      " EmitSystemFieldDimensions: ['@aws.account'], MetricTransformations: [{MetricName: m, MetricNamespace: n, "
      "MetricValue: 1,"
      " DefaultValue: 0, Unit: Count, Dimensions: [{Key: User, Value: $.userIdentity.arn}]}]}");
  EXPECT_EQ(f.name + f.log_group + f.value + f.unit, "ng1Count");
  EXPECT_EQ(f.default_value, 0);
  EXPECT_TRUE(f.on_transformed_logs);
  EXPECT_EQ(f.field_selection, "@aws.region = \"x\"");
  EXPECT_THAT(f.system_dimensions, ElementsAre("@aws.account"));
  EXPECT_THAT(f.dimensions, ElementsAre(std::pair<std::string, std::string>("User", "$.userIdentity.arn")));
  EXPECT_THAT(f.unresolved, IsEmpty());
}

TEST(CloudFormation, NewlinesOfFoldedTextsStay) {
  EXPECT_EQ(filter("FilterPattern: >\n        { a\n          = b }\n      LogGroupName: g").pattern, "{ a\n  = b }\n");
}

TEST(CloudFormation, SubIsWorkedOut) {
  const std::string_view parameters =
      "Parameters: {Event: {Type: String, Default: StopLogging}, Open: {Type: String}, Empty: {Type: String, Default: "
      "''}}\n";
  const auto pattern = [&](std::string_view value) {
    return filter("FilterPattern: " + std::string(value), parameters);
  };
  EXPECT_EQ(pattern("!Sub '{ $.eventName = ${Event} }'").pattern, "{ $.eventName = StopLogging }");
  EXPECT_EQ(pattern("!Sub ['{ $.eventName = ${E} }', {E: !Ref Event}]").pattern, "{ $.eventName = StopLogging }");
  EXPECT_EQ(pattern("!Sub '${!Event}'").pattern, "${Event}");
  EXPECT_EQ(pattern("!Join [' ', ['{', '$.eventName =', !Ref Event, '}']]").pattern, "{ $.eventName = StopLogging }");
  for (const std::string_view open :
       {"!Sub '{ $.eventName = ${Open} }'", "!Ref Open", "!Ref Empty", "!Sub '${AWS::AccountId}'", "!If [a, b, c]",
        "!ImportValue x", "!FindInMap [a, b, c]", "!Select [0, [a]]", "!Ref Nothing", "'{{resolve:ssm:pattern}}'",
        "!Sub '${'", "!Sub [1, 2, 3]", "!Join [a]", "!GetAtt F.x", "!Sub '${F.x}'", "[a]"}) {
    const auto f = pattern(open);
    EXPECT_FALSE(f.pattern) << open;
    EXPECT_THAT(f.unresolved, ElementsAre("FilterPattern")) << open;
  }
}

TEST(CloudFormation, ListsAsParameters) {
  const auto actions = [](std::string_view parameter) {
    return resources("  A: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: !Ref P}}\n",
                     "Parameters: {P: {" + std::string(parameter) + "}}\n")
        .found.alarms.at(0);
  };
  EXPECT_THAT(actions("Type: CommaDelimitedList, Default: 'a, b'").actions, ElementsAre("a", "b"));
  EXPECT_THAT(actions("Type: List<String>, Default: 'a,b'").actions, ElementsAre("a", "b"));
  EXPECT_THAT(actions("Type: CommaDelimitedList").unresolved, ElementsAre("AlarmActions"));
  EXPECT_THAT(actions("Type: AWS::SSM::Parameter::Value<String>, Default: name").unresolved,
              ElementsAre("AlarmActions"));
}

TEST(CloudFormation, NamesMeetHoweverTheyAreWritten) {
  const std::string_view group =
      "  G: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '${AWS::StackName}-g'}}\n";
  for (const std::string_view arn :
       {"!GetAtt G.Arn", "!GetAtt [G, Arn]", "!Sub '${G.Arn}'",
        "!Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${G}:*'",
        "!Join [':', ['arn:aws:logs', !Ref AWS::Region, !Ref AWS::AccountId, log-group, !Ref G, '*']]"}) {
    const result r =
        resources(std::string(group) +
                  "  T: {Type: AWS::CloudTrail::Trail, Properties: {IsLogging: true, CloudWatchLogsLogGroupArn: " +
                  std::string(arn) + "}}\n" + std::string(filter_head) + "{FilterPattern: x, LogGroupName: !Ref G}\n");
    ASSERT_TRUE(r.found.trails.at(0).log_group) << arn;
    EXPECT_EQ(r.found.trails[0].log_group->name, r.found.filters.at(0).log_group) << arn;
    EXPECT_EQ(r.found.trails[0].log_group->where, r.found.filters[0].where) << arn;
    EXPECT_THAT(r.found.filters[0].unresolved, IsEmpty()) << arn;
  }
}

TEST(CloudFormation, TopicsMeetHoweverTheyAreWritten) {
  for (const std::string_view arn : {"!Ref T", "!GetAtt T.TopicArn", "!Sub '${T}'",
                                     "!Sub 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:alerts'",
                                     "!Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${T.TopicName}'"}) {
    const result r = resources(
        "  T: {Type: AWS::SNS::Topic, Properties: {TopicName: alerts}}\n"
        "  A: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [" +
        std::string(arn) +
        "]}}\n"
        "  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: email, Endpoint: "
        "a@example.com}}\n");
    EXPECT_THAT(r.found.alarms.at(0).actions, ElementsAre(r.found.subscriptions.at(0).topic)) << arn;
    EXPECT_EQ(r.found.listings.at(0).of, r.found.subscriptions[0].topic) << arn;
    EXPECT_THAT(r.found.subscriptions[0].topic, testing::StartsWith(here + "#"))
        << "another template's alerts are others";
    EXPECT_EQ(r.found.subscriptions[0].how, state::unknown);
  }
}

TEST(CloudFormation, AParameterMeetsItselfAndNothingElse) {
  const std::string_view parameters = "Parameters: {N: {Type: String}, G: {Type: String}, T: {Type: String}}\n";
  const auto chain = [&](std::string_view space, std::string_view group, std::string_view topic) {
    return resources(
               "  R: {Type: AWS::CloudTrail::Trail, Properties: {CloudWatchLogsLogGroupArn: !Sub "
               "'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${G}:*'}}\n"
               "  F: {Type: AWS::Logs::MetricFilter, Properties: {FilterPattern: x, LogGroupName: " +
                   std::string(group) +
                   ", MetricTransformations: [{MetricName: m, MetricNamespace: !Ref N, MetricValue: 1}]}}\n"
                   "  A: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: m, Namespace: " +
                   std::string(space) +
                   ", AlarmActions: [!Ref T]}}\n"
                   "  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: " +
                   std::string(topic) + ", Protocol: sqs, Endpoint: q}}\n",
               parameters)
        .found;
  };
  const auto same = chain("!Ref N", "!Ref G", "!Ref T");
  EXPECT_EQ(same.alarms[0].metric_namespace, same.filters[0].metric_namespace);
  EXPECT_THAT(same.filters[0].unresolved, IsEmpty());
  EXPECT_EQ(same.filters[0].log_group, same.trails[0].log_group->name);
  EXPECT_THAT(same.alarms[0].actions, ElementsAre(same.subscriptions[0].topic));
  EXPECT_THAT(same.alarms[0].unresolved, IsEmpty());

  const auto other = chain("CIS", "g", "!ImportValue x");
  EXPECT_THAT(other.filters[0].unresolved, ElementsAre("MetricNamespace"));
  EXPECT_FALSE(other.trails[0].log_group);
  EXPECT_THAT(other.trails[0].unresolved, ElementsAre("CloudWatchLogsLogGroupArn"));
  EXPECT_THAT(other.alarms[0].actions, IsEmpty());
  EXPECT_THAT(other.alarms[0].unresolved, ElementsAre("AlarmActions"));
  EXPECT_THAT(other.subscriptions[0].unresolved, ElementsAre("TopicArn"));
}

TEST(CloudFormation, AnAlarmOnAnOpenMetricMayWatchAny) {
  const result r =
      resources(std::string(filter_head) +
                "{FilterPattern: x, LogGroupName: g, MetricTransformations: [{MetricName: m, MetricNamespace: n, "
                "MetricValue: 1}]}\n"
                "  A: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: !ImportValue m, Namespace: n}}\n");
  ASSERT_EQ(r.found.listings.size(), 1U);
  EXPECT_EQ(r.found.listings[0].what, document_kind::describe_alarms);
  EXPECT_FALSE(r.found.listings[0].complete);
}

TEST(CloudFormation, ACondition) {
  const result r = resources(
      "  F: {Type: AWS::Logs::MetricFilter, Condition: C, Properties: {FilterPattern: x}}\n"
      "  T: {Type: AWS::SNS::Topic, Condition: C, Properties: {Subscription: [{Protocol: sqs, Endpoint: q}]}}\n"
      "  A: {Type: AWS::CloudWatch::Alarm, Condition: C}\n  R: {Type: AWS::CloudTrail::Trail, Condition: C}\n");
  EXPECT_THAT(r.found.filters.at(0).unresolved, ElementsAre("Condition"));
  EXPECT_THAT(r.found.subscriptions.at(0).unresolved, ElementsAre("Condition"));
  EXPECT_EQ(r.found.subscriptions[0].how, state::unknown);
  EXPECT_THAT(r.found.alarms.at(0).unresolved, ElementsAre("Condition"));
  EXPECT_THAT(r.found.trails.at(0).unresolved, ElementsAre("Condition"));
}

TEST(CloudFormation, Trails) {
  const auto trail = [](std::string_view properties) {
    return resources("  T: {Type: AWS::CloudTrail::Trail, Properties: {" + std::string(properties) + "}}\n").found;
  };
  const auto plain = trail("TrailName: t");
  EXPECT_FALSE(plain.statuses[0].logging) << "the template must say it";
  EXPECT_EQ(plain.trails[0].multi_region, false);
  EXPECT_EQ(plain.trails[0].global_events, true);
  EXPECT_EQ(plain.trails[0].log_group->name, "");
  ASSERT_EQ(plain.selectors[0].selectors.size(), 1U);
  EXPECT_TRUE(plain.selectors[0].selectors[0].management_events);
  EXPECT_EQ(trail("IsLogging: 'false'").statuses[0].logging, false);
  const auto chosen = trail(
                          "EventSelectors: [{ReadWriteType: WriteOnly, IncludeManagementEvents: false, "
                          "ExcludeManagementEventSources: [kms.amazonaws.com]}]")
                          .selectors[0]
                          .selectors;
  EXPECT_EQ(chosen[0].read_write, "WriteOnly");
  EXPECT_FALSE(chosen[0].management_events);
  EXPECT_THAT(chosen[0].excluded_sources, ElementsAre("kms.amazonaws.com"));
  const auto advanced = trail(
                            "AdvancedEventSelectors: [{Name: a, FieldSelectors: [{Field: eventCategory, Equals: "
                            "[Management]}, {Field: eventSource, NotStartsWith: [kms]}]}]")
                            .selectors[0]
                            .selectors;
  EXPECT_TRUE(advanced[0].advanced);
  EXPECT_THAT(advanced[0].fields[1].not_starts_with, ElementsAre("kms"));
  const auto open = trail("EventSelectors: [!If [c, {ReadWriteType: All}, {ReadWriteType: ReadOnly}]]").selectors[0];
  EXPECT_THAT(open.selectors, IsEmpty());
  EXPECT_THAT(open.unresolved, ElementsAre("EventSelectors"));
  EXPECT_THAT(trail("IsMultiRegionTrail: !Ref P").trails[0].unresolved, ElementsAre("IsMultiRegionTrail"));
}

TEST(CloudFormation, FilterPoliciesAreKept) {
  const auto policy = [](std::string_view text) {
    return resources(
               "  S: {Type: AWS::SNS::Subscription, Properties: {TopicArn: 'arn:aws:sns:us-east-1:111122223333:t', "
               "Protocol: sqs, Endpoint: q, FilterPolicy: " +
               std::string(text) + "}}\n")
        .found;
  };
  EXPECT_EQ(policy("{a: [b]}").attributes.at(0).filter_policy, R"({"a":["b"]})");
  EXPECT_EQ(policy("'{\"a\":[1]}'").attributes.at(0).filter_policy, R"({"a":[1]})");
  EXPECT_EQ(policy("{}").attributes.at(0).filter_policy, "");
  EXPECT_THAT(policy("{a: [!ImportValue x]}").attributes, IsEmpty());
  EXPECT_THAT(policy("{a: [!ImportValue x]}").subscriptions.at(0).unresolved, ElementsAre("FilterPolicy"));
}

TEST(CloudFormation, WhatIsNotLookedAtIsSaid) {
  const std::string_view group = "  G: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: g}}\n";
  for (const std::string_view more :
       {"  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}\n",
        "  M: {Type: My::Own::Thing::MODULE}\n", "  Fn::ForEach::L: [a, [b], {}]\n", "Transform: MyMacro\n"}) {
    const result r = resources(std::string(group) + std::string(more));
    ASSERT_EQ(r.found.problems.size(), 1U) << more;
    EXPECT_FALSE(r.found.problems[0].error);
    EXPECT_GT(r.found.problems[0].line, 1U);
    EXPECT_FALSE(r.found.listings.at(0).complete) << more;
  }
  const result sam = resources(group, "Transform: AWS::Serverless-2016-10-31\n");
  EXPECT_THAT(sam.found.problems, IsEmpty());
  EXPECT_TRUE(sam.found.listings.at(0).complete);
}

TEST(CloudFormation, NamesInACircleAreOpenAndGrowthIsBounded) {
  const result circle = resources(
      "  A: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref B}}\n"
      "  B: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Ref A}}\n");
  EXPECT_TRUE(circle.known);
  std::string text = "  G0: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: xxxxxxxxxx}}\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = "${G" + std::to_string(i - 1) + "}";
    text += "  G" + std::to_string(i) + ": {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '" + n + n + n +
            n + "'}}\n";
  }
  EXPECT_TRUE(resources(text).known);
}

TEST(CloudFormation, JsonAndWhatGetTemplatePrints) {
  const std::string body =
      R"({"Resources":{"F":{"Type":"AWS::Logs::MetricFilter","Properties":{"LogGroupName":{"Ref":"G"},"FilterPattern":"x"}},"G":{"Type":"AWS::Logs::LogGroup"}}})";
  std::string quoted;
  json::append_quoted(quoted, body);
  for (
      const std::string& text :
      {body, R"({"TemplateBody": )" + body + R"(,"StagesAvailable":["Original"]})",
       R"({"TemplateBody": )" + quoted + "}",
       std::string(
           R"({"TemplateBody":"Resources:\n  F:\n    Type: AWS::Logs::MetricFilter\n    Properties: {FilterPattern: x, LogGroupName: !Ref G}\n  G: {Type: AWS::Logs::LogGroup}\n"})")}) {
    const result r = cloudformation(text);
    EXPECT_TRUE(r.known) << text;
    ASSERT_EQ(r.found.filters.size(), 1U) << text;
    EXPECT_EQ(r.found.filters[0].log_group, here + "#G") << text;
    EXPECT_EQ(r.found.filters[0].at.line, 1U);
  }
}

TEST(CloudFormation, OtherDocumentsArePassedOver) {
  for (const std::string_view text :
       {"apiVersion: v1\nkind: Pod\n", "Resources: {A: {Type: Other::Thing}}\n",
        "just words about AWS::Logs::MetricFilter", "# AWS::\n- a\n- b\n",
        "# A page\n\nText with AWS::SNS::Topic.\n\n```yaml\nResources:\n  A: 1\n```\n", "", "a: [AWS::"}) {
    const result r = yaml(text);
    EXPECT_FALSE(r.known) << text;
    EXPECT_THAT(r.found.problems, IsEmpty());
  }
  EXPECT_FALSE(cloudformation(R"({"Resources":[]})").known);
  EXPECT_FALSE(cloudformation(R"({"TemplateBody":7})").known);
}

TEST(CloudFormation, ABrokenTemplateIsAProblemWithItsLine) {
  const result r = yaml(
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: "
      "AWS::SNS::Topic}\n");
  EXPECT_TRUE(r.known);
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_TRUE(r.found.problems[0].error);
  EXPECT_EQ(r.found.problems[0].line, 4U);
  EXPECT_THAT(r.found.problems[0].message, HasSubstr("stands twice"));
  const result second = yaml("Resources: {G: {Type: AWS::Logs::LogGroup}}\n---\nx: [\n");
  EXPECT_EQ(second.found.listings.size(), 1U);
  EXPECT_EQ(second.found.problems.size(), 1U);
}

TEST(CloudFormation, SeveralTemplatesInOneFile) {
  const result r = yaml(
      "Resources: {A: {Type: AWS::CloudWatch::Alarm}}\n---\nkind: Other\n---\nResources: {B: {Type: "
      "AWS::CloudWatch::Alarm}}\n");
  ASSERT_EQ(r.found.alarms.size(), 2U);
  EXPECT_EQ(r.found.alarms[1].at.line, 5U);
}

TEST(CloudFormation, AFilterWithoutPatternIsAnError) {
  const result r = resources("  F: {Type: AWS::Logs::MetricFilter, Properties: {LogGroupName: g}}\n");
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_TRUE(r.found.problems[0].error);
  EXPECT_FALSE(r.found.filters.at(0).pattern);
}

}  // namespace
