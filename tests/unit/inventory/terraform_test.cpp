// SPDX-License-Identifier: Apache-2.0
// Plans and states as `terraform show -json` prints them.
#include "infrastructure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace {

using namespace infrastructure;
using inventory::document_kind;
using inventory::origin;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using state = inventory::subscription::state;

const std::string topic_key = std::string(path) + "#module.topic.aws_sns_topic.this";

// A plan with the resources, changes and configuration given, each the inside of a list.
std::string plan(std::string_view resources, std::string_view changes, std::string_view configuration,
                 std::string_view more = "") {
  std::string out =
      R"({"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[)";
  out.append(resources).append(R"(]}},"resource_changes":[)").append(changes);
  out.append(R"(],"configuration":{"provider_config":{"aws":{"name":"aws"}},"root_module":{"resources":[)");
  return out.append(configuration).append("]}}").append(more).append("}");
}

std::string planned(std::string_view type, std::string_view address, std::string_view values,
                    std::string_view index = "") {
  std::string name(address.substr(address.find('.') + 1));
  name = name.substr(0, name.find('['));
  std::string out = R"({"mode":"managed","type":")" + std::string(type) + R"(","name":")" + name + R"(","address":")";
  for (const char c : address) out += c == '"' ? "\\\"" : std::string(1, c);
  out += '"';
  if (!index.empty()) out.append(R"(,"index":)").append(index);
  return out.append(R"(,"values":)").append(values).append("}");
}

std::string change(std::string_view address, std::string_view unknown, std::string_view actions = R"("create")") {
  std::string out = R"({"address":")";
  for (const char c : address) out += c == '"' ? "\\\"" : std::string(1, c);
  out.append(R"(","change":{"actions":[)").append(actions).append(R"(],"after_unknown":)");
  return out.append(unknown).append("}}");
}

std::string configured(std::string_view address, std::string_view expressions, std::string_view more = "") {
  return R"({"address":")" + std::string(address) + R"(","provider_config_key":"aws","expressions":)" +
         std::string(expressions) + std::string(more) + "}";
}

TEST(Terraform, AWholeChainIsJoinedThoughNoArnIsKnown) {
  const result r = terraform(sample("terraform-plan.json"));
  ASSERT_TRUE(r.known);
  EXPECT_THAT(r.found.problems, IsEmpty());
  EXPECT_THAT(r.found.files[0].documents, ElementsAre(document_kind::terraform_plan));
  ASSERT_EQ(r.found.trails.size(), 1U);
  const inventory::trail& t = r.found.trails[0];
  EXPECT_EQ(t.where, (inventory::scope{std::string(path), "eu-central-1"}));
  EXPECT_EQ(t.name, "management-events");
  EXPECT_EQ(t.multi_region, true);
  EXPECT_EQ(t.global_events, true);
  EXPECT_EQ(t.organization, false);
  ASSERT_TRUE(t.log_group);
  EXPECT_EQ(t.log_group->name, "cloudtrail/management-events");
  EXPECT_EQ(t.log_group->where, t.where);
  EXPECT_THAT(t.unresolved, IsEmpty());
  EXPECT_EQ(t.from, origin::declared);
  EXPECT_EQ(t.at.path, "aws_cloudtrail.management");
  EXPECT_GT(t.at.line, 1U);
  ASSERT_EQ(r.found.statuses.size(), 1U);
  EXPECT_EQ(r.found.statuses[0].trail, t.arn);
  EXPECT_EQ(r.found.statuses[0].logging, true);
  EXPECT_FALSE(r.found.statuses[0].delivery_error);
  ASSERT_EQ(r.found.selectors.size(), 1U);
  EXPECT_EQ(r.found.selectors[0].trail, t.arn);
  ASSERT_EQ(r.found.selectors[0].selectors.size(), 1U);
  EXPECT_EQ(r.found.selectors[0].selectors[0].read_write, "All");

  ASSERT_EQ(r.found.filters.size(), 1U);
  const inventory::metric_filter& f = r.found.filters[0];
  EXPECT_EQ(f.where, t.where);
  EXPECT_EQ(f.log_group, t.log_group->name);
  EXPECT_THAT(f.pattern.value_or(""), HasSubstr("StopLogging"));
  EXPECT_EQ(f.metric_namespace + '/' + f.metric_name + ' ' + f.value, "CISBenchmark/CloudTrailChanges 1");
  EXPECT_FALSE(f.default_value);
  EXPECT_FALSE(f.on_transformed_logs);
  EXPECT_TRUE(f.tells_newer_fields);
  EXPECT_THAT(f.unresolved, IsEmpty());
  EXPECT_EQ(f.at.path, "module.alarms[\"cloudtrail-changes\"].aws_cloudwatch_log_metric_filter.this");

  ASSERT_EQ(r.found.alarms.size(), 1U);
  const inventory::alarm& a = r.found.alarms[0];
  EXPECT_EQ(a.metric_namespace + '/' + a.metric_name, "CISBenchmark/CloudTrailChanges");
  EXPECT_EQ(a.threshold, 1);
  EXPECT_EQ(a.period, 300U);
  EXPECT_EQ(a.datapoints_to_alarm, 1U);
  EXPECT_EQ(a.treat_missing_data, "notBreaching");
  EXPECT_TRUE(a.actions_enabled);
  EXPECT_THAT(a.actions, ElementsAre(topic_key));
  EXPECT_THAT(a.unresolved, IsEmpty());

  ASSERT_EQ(r.found.subscriptions.size(), 1U);
  const inventory::subscription& s = r.found.subscriptions[0];
  EXPECT_EQ(s.topic, topic_key);
  EXPECT_EQ(s.how, state::confirmed);
  ASSERT_EQ(r.found.attributes.size(), 1U);
  EXPECT_EQ(r.found.attributes[0].subscription, s.arn);
  EXPECT_EQ(r.found.attributes[0].filter_policy, "");
}

TEST(Terraform, ListsAreWholeOfWhatThePlanMakes) {
  const result r = terraform(sample("terraform-plan.json"));
  ASSERT_EQ(r.found.listings.size(), 3U);
  EXPECT_EQ(r.found.listings[0].what, document_kind::describe_metric_filters);
  EXPECT_EQ(r.found.listings[0].of, "cloudtrail/management-events");
  EXPECT_EQ(r.found.listings[1].what, document_kind::list_subscriptions_by_topic);
  EXPECT_EQ(r.found.listings[1].of, topic_key);
  EXPECT_EQ(r.found.listings[2].what, document_kind::describe_alarms);
  for (const auto& l : r.found.listings) EXPECT_TRUE(l.complete);
}

TEST(Terraform, NoListOfWhatWasThereBefore) {
  std::string text = sample("terraform-plan.json");
  for (std::size_t at; (at = text.find("\"create\"")) != std::string::npos;) text.replace(at, 8, "\"no-op\"");
  EXPECT_THAT(terraform(text).found.listings, IsEmpty());
}

TEST(Terraform, APlanThatIsNotWholeHasNoWholeList) {
  const result broken = terraform(with(sample("terraform-plan.json"), "\"errored\": false", "\"errored\": true"));
  ASSERT_EQ(broken.found.problems.size(), 1U);
  EXPECT_TRUE(broken.found.problems[0].error);
  for (const auto& l : broken.found.listings) EXPECT_FALSE(l.complete);
  const result partial = terraform(with(sample("terraform-plan.json"), "\"complete\": true", "\"complete\": false"));
  ASSERT_FALSE(partial.found.listings.empty());
  for (const auto& l : partial.found.listings) EXPECT_FALSE(l.complete);
}

TEST(Terraform, AnInputOfTheRootMayBeAnythingSoTheActionStaysOpen) {
  const result r = terraform(with(sample("terraform-plan.json"), R"("topic_arns": {
       "references": [)",
                                  R"("topic_arns": {
       "references": [ "var.enabled",)"));
  ASSERT_EQ(r.found.alarms.size(), 1U);
  EXPECT_THAT(r.found.alarms[0].actions, IsEmpty());
  EXPECT_THAT(r.found.alarms[0].unresolved, ElementsAre("alarm_actions"));
}

TEST(Terraform, ReferencesThatLeadInACircleEnd) {
  const std::string text = with(sample("terraform-plan.json"), "\"aws_sns_topic.this.arn\",", "\"var.name\",");
  const std::string circle = with(text, R"("name": {
       "constant_value": "security-alarms"
      })",
                                  R"("name": {"references": ["module.topic.arn"]})");
  EXPECT_THAT(terraform(circle).found.alarms[0].unresolved, ElementsAre("alarm_actions"));
}

constexpr std::string_view alarm_values =
    R"({"alarm_name":"a","metric_name":"M","namespace":"N","comparison_operator":"GreaterThanOrEqualToThreshold",)"
    R"("evaluation_periods":1,"period":60,"statistic":"Sum","threshold":1})";

// An alarm and topics, the alarm's actions unknown and made of those references.
result alarm_with(std::string_view topics, std::string_view references, std::string_view more = "",
                  std::string_view index = "") {
  std::string address = "aws_cloudwatch_metric_alarm.a";
  if (!index.empty()) address.append("[").append(index).append("]");
  return terraform(
      plan(planned("aws_cloudwatch_metric_alarm", address, alarm_values, index) + "," + std::string(topics),
           change(address, R"({"alarm_actions":true,"arn":true})"),
           configured("aws_cloudwatch_metric_alarm.a",
                      R"({"alarm_actions":{"references":[)" + std::string(references) + "]}}", more)));
}

const std::string two_topics = planned("aws_sns_topic", "aws_sns_topic.t[\"a\"]", "{}", "\"a\"") + "," +
                               planned("aws_sns_topic", "aws_sns_topic.t[\"b\"]", "{}", "\"b\"");
const std::string key_a = std::string(path) + "#aws_sns_topic.t[\"a\"]",
                  key_b = std::string(path) + "#aws_sns_topic.t[\"b\"]";

TEST(Terraform, InstancesAreToldApart) {
  EXPECT_THAT(alarm_with(two_topics, R"("aws_sns_topic.t[\"b\"].arn","aws_sns_topic.t[\"b\"]","aws_sns_topic.t")")
                  .found.alarms[0]
                  .actions,
              ElementsAre(key_b));
  EXPECT_THAT(alarm_with(two_topics, R"("aws_sns_topic.t")").found.alarms[0].actions, ElementsAre(key_a, key_b));
  EXPECT_THAT(alarm_with(two_topics, R"("aws_sns_topic.t","each.key")", "", "\"b\"").found.alarms[0].actions,
              ElementsAre(key_b));
  EXPECT_THAT(alarm_with(two_topics, R"("each.value.arn","each.value")",
                         R"(,"for_each_expression":{"references":["aws_sns_topic.t"]})", "\"b\"")
                  .found.alarms[0]
                  .actions,
              ElementsAre(key_b));
  EXPECT_THAT(alarm_with(two_topics, R"("aws_sns_topic.t[\"c\"].arn","aws_sns_topic.t[\"c\"]","aws_sns_topic.t")")
                  .found.alarms[0]
                  .unresolved,
              ElementsAre("alarm_actions"));
}

// What Terraform 1.11 made of references of every kind between its own `terraform_data`, the types renamed afterwards.
TEST(Terraform, ReferencesAsTerraformListsThem) {
  const result r = terraform(content("tests/unit/inventory/data/references.json"));
  EXPECT_THAT(r.found.problems, IsEmpty());
  const std::string t = std::string(path) + "#aws_sns_topic.", m = std::string(path) + "#module.";
  const std::map<std::string, std::vector<std::string>> expected{
      {"alarm_plain", {t + "topic"}},
      {"alarm_index", {t + "counted[1]"}},
      {"alarm_splat", {t + "counted[0]", t + "counted[1]"}},
      {"alarm_two", {t + "topic", t + "topics[\"b\"]"}},
      {"alarm_key[\"a\"]", {t + "topics[\"a\"]"}},
      {"alarm_key[\"b\"]", {t + "topics[\"b\"]"}},
      {"alarm_each[\"a\"]", {t + "topics[\"a\"]"}},
      {"alarm_each[\"b\"]", {t + "topics[\"b\"]"}},
      {"alarm_count[0]", {t + "counted[0]"}},
      {"alarm_count[1]", {t + "counted[1]"}},
      {"alarm_output", {m + "topic.aws_sns_topic.topic"}},
      {"alarm_whole", {m + "topic.aws_sns_topic.topic"}},
      {"alarm_keyed_b", {m + "keyed[\"b\"].aws_sns_topic.topic"}},
      {"alarm_join", {t + "topic"}},
      {"module.alarm.alarm_variable", {t + "topic"}},
      {"module.alarm.alarm_object", {m + "topic.aws_sns_topic.topic"}},
      {"module.alarms[\"b\"].alarm_variable", {t + "topics[\"b\"]"}},
      {"module.alarms[\"a\"].alarm_object", {t + "topic"}},
      // Not told which output, under which condition, what the local value is.
      {"alarm_keyed[\"a\"]", {}},
      {"alarm_condition", {}},
      {"alarm_local", {}},
  };
  std::size_t found = 0;
  for (const inventory::alarm& a : r.found.alarms) {
    std::string name = a.at.path;
    const std::string_view type = "aws_cloudwatch_metric_alarm.";
    name.erase(name.find(type), type.size());
    const auto wanted = expected.find(name);
    if (wanted == expected.end()) continue;
    ++found;
    EXPECT_EQ(a.actions, wanted->second) << name;
    EXPECT_EQ(a.unresolved.empty(), !wanted->second.empty()) << name;
  }
  EXPECT_EQ(found, expected.size());
}

TEST(Terraform, TooManyInstancesForOnePropertyAreOpen) {
  std::string topics;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    topics += (i == 0 ? "" : ",") + planned("aws_sns_topic", "aws_sns_topic.t[" + n + "]", "{}", n);
  }
  EXPECT_THAT(alarm_with(topics, R"("aws_sns_topic.t")").found.alarms[0].unresolved, ElementsAre("alarm_actions"));
}

TEST(Terraform, AnEachWithoutItsInstanceIsOpen) {
  const result r = alarm_with(two_topics, R"("each.value.arn","each.value")",
                              R"(,"for_each_expression":{"references":["aws_sns_topic.t"]})", "\"c\"");
  EXPECT_THAT(r.found.alarms[0].unresolved, ElementsAre("alarm_actions"));
}

TEST(Terraform, CountedInstancesAreToldApart) {
  const std::string topics = planned("aws_sns_topic", "aws_sns_topic.t[0]", "{}", "0") + "," +
                             planned("aws_sns_topic", "aws_sns_topic.t[1]", "{}", "1");
  EXPECT_THAT(alarm_with(topics, R"("aws_sns_topic.t","count.index")", "", "1").found.alarms[0].actions,
              ElementsAre(std::string(path) + "#aws_sns_topic.t[1]"));
}

TEST(Terraform, WhatIsNoTopicsArnIsOpen) {
  for (const std::string_view references :
       {R"("local.topics")", R"("data.aws_sns_topic.t.arn","data.aws_sns_topic.t")",
        R"("aws_sns_topic.gone.arn","aws_sns_topic.gone")",
        R"("aws_sns_topic.t[\"a\"].policy","aws_sns_topic.t[\"a\"]","aws_sns_topic.t")",
        R"("module.gone.arn","module.gone")", R"("each.value","each.key")", R"("var.x")", ""}) {
    const result r = alarm_with(two_topics, references);
    EXPECT_THAT(r.found.alarms[0].actions, IsEmpty()) << references;
    EXPECT_THAT(r.found.alarms[0].unresolved, ElementsAre("alarm_actions")) << references;
  }
}

TEST(Terraform, TheNameOfAFilterServesAsThatOfItsMetric) {
  const result r = terraform(plan(
      planned(
          "aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_metric_filter.f",
          R"({"name":"Changes","pattern":"x","log_group_name":"g","metric_transformation":[{"name":"Changes","namespace":"N","value":"1"}]})") +
          "," +
          planned("aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.a",
                  R"({"alarm_name":"a","namespace":"N"})"),
      change("aws_cloudwatch_metric_alarm.a", R"({"metric_name":true})"),
      configured(
          "aws_cloudwatch_metric_alarm.a",
          R"({"metric_name":{"references":["aws_cloudwatch_log_metric_filter.f.id","aws_cloudwatch_log_metric_filter.f"]}})")));
  EXPECT_EQ(r.found.alarms[0].metric_name, "Changes");
}

TEST(Terraform, AnUnknownNameOfALogGroupMeetsItself) {
  const std::string text = plan(
      planned("aws_cloudwatch_log_group", "aws_cloudwatch_log_group.g", R"({"name_prefix":"trail-"})") + "," +
          planned("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_metric_filter.f",
                  R"({"name":"f","pattern":"  x\n","metric_transformation":[{"namespace":"N","value":"1"}]})"),
      change("aws_cloudwatch_log_group.g", R"({"name":true,"arn":true})") + "," +
          change("aws_cloudwatch_log_metric_filter.f",
                 R"({"log_group_name":true,"metric_transformation":[{"name":true}]})"),
      configured("aws_cloudwatch_log_group.g", R"({"name_prefix":{"constant_value":"trail-"}})") + "," +
          configured(
              "aws_cloudwatch_log_metric_filter.f",
              R"({"log_group_name":{"references":["aws_cloudwatch_log_group.g.name","aws_cloudwatch_log_group.g"]},)"
              R"("metric_transformation":[{"name":{"references":["random_id.m.hex","random_id.m"]}}]})"));
  const result r = terraform(text);
  ASSERT_EQ(r.found.filters.size(), 1U);
  EXPECT_EQ(r.found.filters[0].log_group, std::string(path) + "#aws_cloudwatch_log_group.g");
  EXPECT_EQ(r.found.filters[0].pattern, "x") << "the provider trims";
  EXPECT_THAT(r.found.filters[0].unresolved, ElementsAre("metric_transformation.name"));
  EXPECT_EQ(r.found.listings[0].of, r.found.filters[0].log_group);
}

TEST(Terraform, AFilterOfAnUnknownGroupMayBelongToAny) {
  const result r = terraform(
      plan(planned("aws_cloudwatch_log_group", "aws_cloudwatch_log_group.g", R"({"name":"g"})") + "," +
               planned("aws_cloudwatch_log_metric_filter", "aws_cloudwatch_log_metric_filter.f",
                       R"({"name":"f","pattern":"x"})"),
           change("aws_cloudwatch_log_group.g", "{}") + "," +
               change("aws_cloudwatch_log_metric_filter.f", R"({"log_group_name":true})"),
           configured("aws_cloudwatch_log_metric_filter.f", R"({"log_group_name":{"references":["local.g"]}})")));
  EXPECT_THAT(r.found.filters[0].unresolved, ElementsAre("log_group_name"));
  ASSERT_FALSE(r.found.listings.empty());
  EXPECT_FALSE(r.found.listings[0].complete);
}

TEST(Terraform, MailMustBeConfirmedByAHumanAndAQueueByNobody) {
  const auto subscribed = [](std::string_view values) {
    return terraform(plan(planned("aws_sns_topic_subscription", "aws_sns_topic_subscription.s", values),
                          change("aws_sns_topic_subscription.s", R"({"pending_confirmation":true,"arn":true})"), ""))
        .found;
  };
  EXPECT_EQ(subscribed(
                R"({"topic_arn":"arn:aws:sns:us-east-1:111122223333:t","protocol":"email","endpoint":"a@example.com"})")
                .subscriptions[0]
                .how,
            state::unknown);
  EXPECT_EQ(
      subscribed(
          R"({"topic_arn":"t","protocol":"https","endpoint":"https://example.com","endpoint_auto_confirms":false})")
          .subscriptions[0]
          .how,
      state::unknown);
  EXPECT_EQ(
      subscribed(
          R"({"topic_arn":"t","protocol":"https","endpoint":"https://example.com","endpoint_auto_confirms":true})")
          .subscriptions[0]
          .how,
      state::confirmed);
  EXPECT_EQ(
      subscribed(
          R"({"topic_arn":"arn:aws:sns:us-east-1:111122223333:t","protocol":"sqs","endpoint":"arn:aws:sqs:us-east-1:111122223333:q"})")
          .subscriptions[0]
          .how,
      state::confirmed);
  EXPECT_EQ(
      subscribed(
          R"({"topic_arn":"arn:aws:sns:us-east-1:111122223333:t","protocol":"sqs","endpoint":"arn:aws:sqs:us-east-1:444455556666:q"})")
          .subscriptions[0]
          .how,
      state::unknown);
  const auto filtered = subscribed(
      R"({"topic_arn":"t","protocol":"sqs","endpoint":"q","filter_policy":"{\"a\":[\"b\"]}","filter_policy_scope":"MessageBody"})");
  EXPECT_EQ(filtered.attributes[0].filter_policy, R"({"a":["b"]})");
  EXPECT_EQ(filtered.attributes[0].filter_policy_scope, "MessageBody");
}

// As provider 5 writes it, less what says nothing here.
constexpr std::string_view state_text =
    R"({"format_version":"1.0","terraform_version":"1.5.7","values":{"root_module":{"resources":[
 {"address":"aws_cloudtrail.t","mode":"managed","type":"aws_cloudtrail","name":"t","provider_name":"registry.terraform.io/hashicorp/aws","schema_version":0,
  "values":{"advanced_event_selector":[{"field_selector":[{"ends_with":null,"equals":["Management"],"field":"eventCategory","not_ends_with":[],"not_equals":[],"not_starts_with":[],"starts_with":[]},{"equals":[],"field":"eventSource","not_equals":["kms.amazonaws.com"]}],"name":"m"}],
   "arn":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t","cloud_watch_logs_group_arn":"arn:aws:logs:eu-west-1:111122223333:log-group:g:*","enable_logging":false,"event_selector":[],"home_region":"eu-west-1","id":"t","include_global_service_events":false,"is_multi_region_trail":true,"is_organization_trail":true,"name":"t"},
  "sensitive_values":{},"depends_on":["aws_cloudwatch_log_group.g"]},
 {"address":"aws_cloudwatch_log_metric_filter.f","mode":"managed","type":"aws_cloudwatch_log_metric_filter","name":"f",
  "values":{"id":"f","log_group_name":"g","metric_transformation":[{"default_value":"0","dimensions":{"User":"$.userIdentity.arn"},"name":"M","namespace":"N","unit":"None","value":"1"}],"name":"f","pattern":"x"}},
 {"address":"aws_cloudwatch_metric_alarm.a","mode":"managed","type":"aws_cloudwatch_metric_alarm","name":"a",
  "values":{"actions_enabled":false,"alarm_actions":["arn:aws:sns:eu-west-1:111122223333:t"],"alarm_name":"a","arn":"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a","comparison_operator":"GreaterThanThreshold","datapoints_to_alarm":0,"dimensions":{"User":"x"},"evaluation_periods":2,"extended_statistic":"","metric_name":"M","metric_query":[],"namespace":"N","period":60,"statistic":"Sum","threshold":0.5,"threshold_metric_id":"","treat_missing_data":"missing","unit":""}},
 {"address":"aws_sns_topic_subscription.s","mode":"managed","type":"aws_sns_topic_subscription","name":"s",
  "values":{"arn":"arn:aws:sns:eu-west-1:111122223333:t:1","endpoint":"a@example.com","filter_policy":"","filter_policy_scope":"","pending_confirmation":true,"protocol":"email","topic_arn":"arn:aws:sns:eu-west-1:111122223333:t"}},
 {"address":"data.aws_sns_topic.x","mode":"data","type":"aws_sns_topic","name":"x","values":{"arn":"arn:aws:sns:eu-west-1:999999999999:x"}}
]}}})";

TEST(Terraform, AStateIsWhatIsThere) {
  const result r = terraform(state_text);
  ASSERT_TRUE(r.known);
  EXPECT_THAT(r.found.problems, IsEmpty());
  EXPECT_THAT(r.found.files[0].documents, ElementsAre(document_kind::terraform_state));
  EXPECT_THAT(r.found.listings, IsEmpty());
  const inventory::scope here{"111122223333", "eu-west-1"};
  const inventory::trail& t = r.found.trails[0];
  EXPECT_EQ(t.arn, "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t");
  EXPECT_EQ(t.where, here);
  EXPECT_EQ(t.from, origin::observed);
  EXPECT_EQ(t.global_events, false);
  EXPECT_EQ(t.organization, true);
  EXPECT_EQ(t.log_group->name, "g");
  EXPECT_EQ(r.found.statuses[0].logging, false);
  ASSERT_EQ(r.found.selectors[0].selectors.size(), 1U);
  const inventory::event_selector& s = r.found.selectors[0].selectors[0];
  EXPECT_TRUE(s.advanced);
  ASSERT_EQ(s.fields.size(), 2U);
  EXPECT_THAT(s.fields[0].equals, ElementsAre("Management"));
  EXPECT_THAT(s.fields[1].not_equals, ElementsAre("kms.amazonaws.com"));
  const inventory::metric_filter& f = r.found.filters[0];
  EXPECT_EQ(f.where, here) << "of what has no ARN, the others of the provider tell";
  EXPECT_EQ(f.default_value, 0);
  EXPECT_THAT(f.dimensions, ElementsAre(std::pair<std::string, std::string>("User", "$.userIdentity.arn")));
  EXPECT_FALSE(f.tells_newer_fields) << "the provider does not know all of them";
  const inventory::alarm& a = r.found.alarms[0];
  EXPECT_EQ(a.threshold, 0.5);
  EXPECT_EQ(a.datapoints_to_alarm, 2U);
  EXPECT_FALSE(a.actions_enabled);
  EXPECT_THAT(a.actions, ElementsAre("arn:aws:sns:eu-west-1:111122223333:t"));
  EXPECT_EQ(a.unit, "");
  EXPECT_THAT(a.unresolved, IsEmpty());
  EXPECT_EQ(r.found.subscriptions[0].how, state::pending);
  EXPECT_EQ(r.found.attributes[0].pending, true);
}

TEST(Terraform, TwoAccountsOfAStateAreNotMixed) {
  const result two = terraform(
      with(std::string(state_text), "cloudwatch:eu-west-1:111122223333", "cloudwatch:eu-west-1:444455556666"));
  EXPECT_EQ(two.found.alarms[0].where.account, "444455556666");
  EXPECT_EQ(two.found.filters[0].where.account, path) << "no one tells";
  const std::string group =
      R"({"address":"aws_cloudwatch_log_group.g","mode":"managed","type":"aws_cloudwatch_log_group","name":"g",)"
      R"("values":{"arn":"arn:aws:logs:us-east-1:444455556666:log-group:g","name":"g"}},)";
  const result with_group = terraform(with(std::string(state_text), R"({"address":"aws_cloudwatch_log_metric)",
                                           group + R"({"address":"aws_cloudwatch_log_metric)"));
  EXPECT_EQ(with_group.found.filters[0].where, (inventory::scope{"444455556666", "us-east-1"}))
      << "its log group tells";
}

TEST(Terraform, AProviderOfAnotherAccountIsAnotherAccount) {
  const auto account_of = [](std::string_view provider) {
    std::string text =
        plan(planned("aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.a", R"({"alarm_name":"a"})"), "",
             configured("aws_cloudwatch_metric_alarm.a", "{}"));
    text = with(text, R"("provider_config_key":"aws")", R"("provider_config_key":"aws.other")");
    text = with(text, R"("aws":{"name":"aws"})",
                R"("aws":{"name":"aws"},"aws.other":{"name":"aws","alias":"other","expressions":)" +
                    std::string(provider) + "}");
    return terraform(text).found.alarms.at(0).where;
  };
  EXPECT_EQ(account_of(R"({"region":{"constant_value":"us-west-2"}})"),
            (inventory::scope{std::string(path), "us-west-2"}));
  EXPECT_EQ(account_of(R"({"assume_role":[{"role_arn":{"references":["var.role"]}}]})").account,
            std::string(path) + " (provider aws.other)");
}

TEST(Terraform, AccountAndRegionOfAPlanComeFromItsDataSourcesAndProvider) {
  std::string text = with(
      sample("terraform-plan.json"), R"("relevant_attributes")",
      R"("prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[{"address":"data.aws_caller_identity.me","mode":"data","type":"aws_caller_identity","name":"me","values":{"account_id":"111122223333"}}]}}},"relevant_attributes")");
  text = with(
      text, R"("address": "aws_cloudtrail.management",
     "mode": "managed",
     "type": "aws_cloudtrail",
     "name": "management",
     "provider_config_key": "aws",)",
      R"("address": "data.aws_caller_identity.me","mode":"data","provider_config_key": "aws"},{"address": "aws_cloudtrail.management",
     "mode": "managed",
     "type": "aws_cloudtrail",
     "name": "management",
     "provider_config_key": "aws",)");
  const result r = terraform(text);
  EXPECT_EQ(r.found.filters[0].where, (inventory::scope{"111122223333", "eu-central-1"}));
  EXPECT_EQ(r.found.trails[0].log_group->where, r.found.filters[0].where);
  for (const auto& l : r.found.listings)
    EXPECT_NE(l.what, document_kind::describe_alarms) << "the account may have others";
}

TEST(Terraform, AlarmsOfExpressions) {
  const auto alarm = [](std::string_view queries, std::string_view more = "") {
    return terraform(plan(planned("aws_cloudwatch_metric_alarm", "aws_cloudwatch_metric_alarm.a",
                                  R"({"alarm_name":"a","metric_query":[)" + std::string(queries) + "]" +
                                      std::string(more) + "}"),
                          "", ""))
        .found.alarms[0];
  };
  const std::string metric =
      R"({"id":"m","expression":"","metric":[{"dimensions":null,"metric_name":"M","namespace":"N","period":60,"stat":"Sum","unit":null}],"return_data":true})";
  const inventory::alarm one = alarm(metric);
  EXPECT_EQ(one.kind, inventory::alarm_kind::metric);
  EXPECT_EQ(one.metric_name + one.metric_namespace + one.statistic, "MNSum");
  EXPECT_EQ(one.period, 60U);
  const inventory::alarm math = alarm(R"({"id":"e","expression":"m*2","metric":[],"return_data":true},)" + metric);
  EXPECT_EQ(math.kind, inventory::alarm_kind::math);
  EXPECT_THAT(math.expressions, ElementsAre("m*2"));
  EXPECT_EQ(math.metrics_in_expressions.size(), 1U);
  EXPECT_EQ(alarm(R"x({"id":"e","expression":" select SUM(M) FROM N","metric":[]})x").kind,
            inventory::alarm_kind::query);
  EXPECT_EQ(alarm(R"x({"id":"e","expression":"ANOMALY_DETECTION_BAND(m)","metric":[]},)x" + metric,
                  R"(,"threshold_metric_id":"e")")
                .kind,
            inventory::alarm_kind::anomaly);
}

TEST(Terraform, CompositeAlarms) {
  const result r = terraform(plan(
      planned(
          "aws_cloudwatch_composite_alarm", "aws_cloudwatch_composite_alarm.c",
          R"x({"alarm_name":"c","alarm_rule":"ALARM(\"a\")","alarm_actions":["arn:aws:sns:us-east-1:111122223333:t"],"actions_suppressor":[{"alarm":"quiet","extension_period":60,"wait_period":60}]})x"),
      "", ""));
  EXPECT_EQ(r.found.alarms[0].kind, inventory::alarm_kind::composite);
  EXPECT_THAT(r.found.alarms[0].expressions, ElementsAre("ALARM(\"a\")"));
  EXPECT_EQ(r.found.alarms[0].actions_suppressor, "quiet");
}

TEST(Terraform, WhatIsToBeDeletedIsNotThere) {
  const result r = terraform(plan(
      "",
      R"({"address":"aws_cloudwatch_metric_alarm.a","type":"aws_cloudwatch_metric_alarm","change":{"actions":["delete"],"before":{"alarm_name":"a"},"after":null,"after_unknown":{}}})",
      ""));
  EXPECT_TRUE(r.known);
  EXPECT_THAT(r.found.alarms, IsEmpty());
}

TEST(Terraform, WhatIsNotOfItsShapeIsRefusedOrPassedOver) {
  const auto refused = [](std::string_view text, std::string_view why) {
    const result r = terraform(text);
    EXPECT_TRUE(r.known);
    ASSERT_EQ(r.found.problems.size(), 1U) << text;
    EXPECT_TRUE(r.found.problems[0].error);
    EXPECT_THAT(r.found.problems[0].message, HasSubstr(why));
  };
  refused(R"({"format_version":"2.0","terraform_version":"9.0","values":{}})", "format_version 2.0");
  refused(R"({"format_version":"0.2","values":{}})", "format_version 0.2");
  refused(R"({"version":4,"terraform_version":"1.5.7","serial":3,"lineage":"x","resources":[]})",
          "terraform show -json");
  for (const std::string_view text : {R"([])", R"({"format_version":"1.0","provider_schemas":{}})", R"({"values":{}})",
                                      R"({"valid":true,"format_version":"1.0"})"}) {
    const result r = terraform(text);
    EXPECT_FALSE(r.known) << text;
    EXPECT_THAT(r.found.problems, IsEmpty());
  }
  EXPECT_TRUE(terraform(R"({"format_version":"1.0"})").known) << "an empty state";
}

TEST(Terraform, OddShapesAreNoTrouble) {
  for (
      const std::string_view values :
      {R"("x")", R"({"root_module":[]})", R"({"root_module":{"resources":{},"child_modules":7}})",
       R"({"root_module":{"resources":[1,{"type":"aws_cloudtrail"},{"type":"aws_cloudtrail","mode":"managed","address":5,"values":{"event_selector":"x","cloud_watch_logs_group_arn":["x"],"is_multi_region_trail":"perhaps"}}]}})"}) {
    const result r = terraform(R"({"format_version":"1.0","values":)" + std::string(values) + "}");
    EXPECT_TRUE(r.known);
    for (const auto& t : r.found.trails) {
      EXPECT_FALSE(t.multi_region);
      EXPECT_THAT(t.unresolved, testing::Contains("is_multi_region_trail"));
      EXPECT_THAT(r.found.selectors[0].unresolved, ElementsAre("event_selector"));
    }
  }
}

TEST(Terraform, WhatIsMissingIsAProblem) {
  for (
      const std::string_view text :
      {R"({"format_version":"1.0","values":"x"})", R"({"format_version":"1.2","resource_changes":[]})",
       R"({"format_version":"1.2","planned_values":{}})",
       R"({"format_version":"1.0","values":{"root_module":{"resources":[{"type":"aws_cloudtrail","mode":"managed"}]}}})"}) {
    const result r = terraform(text);
    EXPECT_TRUE(r.known);
    ASSERT_EQ(r.found.problems.size(), 1U) << text;
    EXPECT_TRUE(r.found.problems[0].error);
  }
}

TEST(Terraform, AnAddressThatStandsTwiceIsAProblem) {
  const std::string one = planned("aws_sns_topic", "aws_sns_topic.t", "{}");
  const result r = terraform(plan(one + "," + one, "", ""));
  ASSERT_EQ(r.found.problems.size(), 1U);
  EXPECT_THAT(r.found.problems[0].message, HasSubstr("stands twice"));
}

}  // namespace
