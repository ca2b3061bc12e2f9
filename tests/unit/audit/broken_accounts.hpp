// SPDX-License-Identifier: Apache-2.0
// Accounts that are whole but for one thing, one for each reason and more: what is broken, and what is to be said of
// it.
#pragma once

#include "whole_account.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace coverwatch::test {

struct broken {
  audit::reason why;
  std::string status;  // of the link: failed, unknown; or `remark` where it passes
  std::string name;
  std::function<void(whole_account&)> how;
  std::string control = "4.5";
  std::string assume = {};
};

inline inventory::selector_field field(std::string name, std::vector<std::string> equals,
                                       std::vector<std::string> not_equals = {}) {
  return {.field = std::move(name),
          .equals = std::move(equals),
          .not_equals = std::move(not_equals),
          .starts_with = {},
          .not_starts_with = {},
          .ends_with = {},
          .not_ends_with = {}};
}

inline void advanced(whole_account& w, std::vector<inventory::selector_field> more) {
  inventory::event_selector s{.advanced = true};
  s.fields = std::move(more);
  s.fields.push_back(field("eventCategory", {"Management"}));
  w.all.selectors.front().selectors = {s};
}

inline inventory::alarm composite(const whole_account& w, std::string rule) {
  inventory::alarm c;
  c.where = w.where();
  c.name = "all";
  c.kind = inventory::alarm_kind::composite;
  c.expressions = {std::move(rule)};
  c.actions = {w.topic};
  return c;
}

inline void through_composite(whole_account& w, const std::string& rule,
                              const std::function<void(inventory::alarm&)>& more = {}) {
  w.alarm("4.5").actions.clear();
  inventory::alarm c = composite(w, rule);
  if (more) more(c);
  w.all.alarms.push_back(std::move(c));
}

inline void no_own_trail(whole_account& w) {
  w.all.trails.clear();
  w.all.statuses.clear();
  w.all.selectors.clear();
}

inline void other_kind(whole_account& w, inventory::alarm_kind kind) {
  inventory::alarm& a = w.alarm("4.5");
  a.kind = kind;
  a.metrics_in_expressions = {{a.metric_namespace, a.metric_name}};
  a.metric_name = a.metric_namespace = "";
  a.expressions = {"FILL(m1, 0)"};
}

inline inventory::subscription_attributes& attributes(whole_account& w) { return w.all.attributes.front(); }

inline std::vector<broken> all_broken() {
  using audit::reason;
  using inventory::document_kind;
  using W = whole_account;
  const auto alarm = [](auto change) { return [change](W& w) { change(w.alarm("4.5")); }; };
  const auto filter = [](auto change) { return [change](W& w) { change(w.filter("4.5")); }; };
  const auto trail = [](auto change) { return [change](W& w) { change(w.all.trails.front()); }; };
  const auto status = [](auto change) { return [change](W& w) { change(w.all.statuses.front()); }; };
  const auto selector = [](auto change) {
    return [change](W& w) { change(w.all.selectors.front().selectors.front()); };
  };
  const std::string policy = R"({"severity":["high"]})";
  return {
      // trail
      {reason::no_trail, "failed", "no trail", no_own_trail},
      {reason::not_multi_region, "failed", "one region", trail([](auto& t) { t.multi_region = false; })},
      {reason::trails_not_known, "unknown", "no list of trails",
       [](W& w) {
         no_own_trail(w);
         w.drop_listing(document_kind::describe_trails);
       }},
      {reason::trail_open, "unknown", "open", trail([](auto& t) { t.multi_region = std::nullopt; })},
      {reason::trail_open, "unknown", "under a condition", trail([](auto& t) { t.unresolved = {"Condition"}; })},
      {reason::trail_open, "unknown", "two files",
       trail([](auto& t) { t.unresolved = {"told differently by two files"}; })},
      // logging
      {reason::not_logging, "failed", "switched off", status([](auto& s) { s.logging = false; })},
      {reason::status_not_known, "unknown", "not said", status([](auto& s) { s.logging = std::nullopt; })},
      // events
      {reason::no_management_events, "failed", "data events only",
       selector([](auto& s) { s.management_events = false; })},
      {reason::no_management_events, "failed", "no selector", [](W& w) { w.all.selectors.front().selectors.clear(); }},
      {reason::no_management_events, "failed", "advanced, data events only",
       [](W& w) {
         advanced(w, {});
         w.all.selectors.front().selectors.front().fields = {field("eventCategory", {"Data"})};
       }},
      {reason::read_or_write_only, "failed", "reads", selector([](auto& s) { s.read_write = "ReadOnly"; })},
      {reason::read_or_write_only, "failed", "writes", selector([](auto& s) { s.read_write = "WriteOnly"; })},
      {reason::read_or_write_only, "failed", "advanced, writes",
       [](W& w) { advanced(w, {field("readOnly", {"false"})}); }},
      {reason::source_excluded, "failed", "kms", selector([](auto& s) { s.excluded_sources = {"kms.amazonaws.com"}; }),
       "4.7"},
      {reason::source_excluded, "failed", "kms, any call",
       selector([](auto& s) { s.excluded_sources = {"kms.amazonaws.com"}; }), "4.1"},
      {reason::source_excluded, "failed", "advanced, kms",
       [](W& w) { advanced(w, {field("eventSource", {}, {"kms.amazonaws.com"})}); }, "4.7"},
      {reason::source_excluded, "failed", "advanced, s3",
       [](W& w) { advanced(w, {field("eventSource", {}, {"s3.amazonaws.com"})}); }, "4.8"},
      {reason::selector_excludes, "failed", "a name",
       [](W& w) { advanced(w, {field("eventName", {}, {"StopLogging"})}); }},
      {reason::selectors_not_known, "unknown", "a value that no pattern says",
       [](W& w) { advanced(w, {field("eventName", {}, {"Stop\"Logging"})}); }},
      {reason::selector_excludes, "failed", "an identity",
       [](W& w) { advanced(w, {field("userIdentity.arn", {}, {"arn:x"})}); }},
      {reason::selectors_not_known, "unknown", "another service",
       [](W& w) { advanced(w, {field("eventSource", {}, {"organizations.amazonaws.com"})}); }, "4.4"},
      {reason::no_global_services, "failed", "no global services", trail([](auto& t) { t.global_events = false; })},
      {reason::selectors_not_known, "unknown", "no file", [](W& w) { w.all.selectors.clear(); }},
      {reason::selectors_not_known, "unknown", "global services not said",
       trail([](auto& t) { t.global_events = std::nullopt; })},
      {reason::selectors_not_known, "unknown", "open",
       [](W& w) { w.all.selectors.front().unresolved = {"event_selector"}; }},
      // delivery
      {reason::no_log_group, "failed", "no log group", trail([](auto& t) { t.log_group->name = ""; })},
      {reason::delivery_fails, "failed", "an error", status([](auto& s) { s.delivery_error = "AccessDenied"; })},
      {reason::never_delivered, "unknown", "no time", status([](auto& s) { s.delivered = std::nullopt; })},
      {reason::delivery_not_known, "unknown", "open", trail([](auto& t) { t.log_group = std::nullopt; })},
      // filter
      {reason::no_filter, "failed", "no filter", [](W& w) { w.all.filters.clear(); }},
      {reason::not_covered, "failed", "another filter's text",
       filter([](auto& f) { f.pattern = "{ $.eventName = StopLogging }"; })},
      {reason::not_covered, "failed", "no filter of it", [](W& w) { w.drop_filter("4.5"); }},
      {reason::filter_refused, "failed", "single quotes",
       filter([](auto& f) { f.pattern = "{ $.eventName = 'StopLogging' }"; })},
      {reason::selected_fields_only, "unknown", "a part of the group",
       filter([](auto& f) { f.field_selection = R"(@aws.region = "eu-west-1")"; })},
      {reason::transformed_logs, "unknown", "transformed", filter([](auto& f) { f.on_transformed_logs = true; })},
      {reason::coverage_not_known, "unknown", "how a wildcard searches",
       [](W& w) { w.filter("4.1").pattern = R"({ $.errorCode = "*Operation" || $.errorCode = "AccessDenied*" })"; },
       "4.1"},
      {reason::reference_vacuous, "unknown", "nothing matches", [](W&) {}, "4.5", "{ $.eventName = X }"},
      {reason::filters_not_known, "unknown", "no list",
       [](W& w) {
         w.all.filters.clear();
         w.drop_listing(document_kind::describe_metric_filters);
       }},
      {reason::filters_not_known, "unknown", "half a list",
       [](W& w) {
         w.drop_filter("4.5");
         w.listing(document_kind::describe_metric_filters).complete = false;
       }},
      {reason::filters_not_known, "unknown", "a list of another group",
       [](W& w) {
         w.drop_filter("4.5");
         w.listing(document_kind::describe_metric_filters).of = "other";
       }},
      {reason::filters_not_known, "unknown", "a list of who knows what",
       [](W& w) {
         w.drop_filter("4.5");
         w.listing(document_kind::describe_metric_filters).restricted = true;
       }},
      {reason::filter_open, "unknown", "open pattern", filter([](auto& f) {
         f.pattern = std::nullopt;
         f.unresolved = {"filterPattern"};
       })},
      {reason::filter_open, "unknown", "under a condition", filter([](auto& f) { f.unresolved = {"Condition"}; })},
      {reason::newer_fields_not_told, "remark", "an old command line",
       filter([](auto& f) { f.tells_newer_fields = false; })},
      // metric
      {reason::no_metric, "failed", "no metric", filter([](auto& f) { f.value = f.metric_name = ""; })},
      {reason::value_not_constant, "failed", "of the event", filter([](auto& f) { f.value = "$.latency"; })},
      {reason::value_not_positive, "failed", "zero", filter([](auto& f) { f.value = "0.0"; })},
      {reason::value_not_positive, "failed", "below", filter([](auto& f) { f.value = "-1"; })},
      {reason::value_not_positive, "failed", "a word", filter([](auto& f) { f.value = "one"; })},
      {reason::value_not_positive, "failed", "beyond", filter([](auto& f) { f.value = "1e999"; })},
      {reason::value_not_positive, "failed", "too small", filter([](auto& f) { f.value = "1e-999"; })},
      {reason::metric_open, "unknown", "open value", filter([](auto& f) {
         f.value = "";
         f.unresolved = {"metricValue"};
       })},
      // alarm
      {reason::no_alarm, "failed", "no alarm", [](W& w) { w.drop_alarm("4.5"); }},
      {reason::no_alarm, "failed", "in another region", alarm([](auto& a) { a.where.region = "us-east-1"; })},
      {reason::no_alarm, "failed", "in another account", alarm([](auto& a) { a.where.account = "999999999999"; })},
      {reason::other_namespace, "failed", "other namespace", alarm([](auto& a) { a.metric_namespace = "audit"; })},
      {reason::dimensions_do_not_meet, "failed", "on the alarm", alarm([](auto& a) {
         a.dimensions = {{"a", "b"}};
       })},
      {reason::dimensions_do_not_meet, "failed", "on the filter", filter([](auto& f) {
         f.dimensions = {{"a", "$.a"}};
       })},
      {reason::dimensions_do_not_meet, "failed", "of the system",
       filter([](auto& f) { f.system_dimensions = {"@aws.account"}; })},
      {reason::dimensions_do_not_meet, "failed", "one value of many",
       [](W& w) {
         w.filter("4.5").dimensions = {{"name", "$.eventName"}};
         w.alarm("4.5").dimensions = {{"name", "StopLogging"}};
       }},
      {reason::unit_does_not_meet, "failed", "unit", alarm([](auto& a) { a.unit = "Count"; })},
      {reason::never_breaches, "failed", "below", alarm([](auto& a) { a.comparison = "LessThanThreshold"; })},
      {reason::never_breaches, "failed", "many are too many", alarm([](auto& a) {
         a.comparison = "LessThanThreshold";
         a.threshold = 5;
       })},
      {reason::never_breaches, "failed", "maximum", alarm([](auto& a) {
         a.statistic = "Maximum";
         a.threshold = 2;
       })},
      {reason::breaches_always, "failed", "default",
       [](W& w) {
         w.filter("4.5").default_value = 0;
         w.alarm("4.5").threshold = 0;
       }},
      {reason::breaches_always, "failed", "missing data breach",
       alarm([](auto& a) { a.treat_missing_data = "breaching"; })},
      {reason::needs_many_events, "failed", "five", alarm([](auto& a) { a.threshold = 5; })},
      {reason::needs_many_periods, "failed", "two of three", alarm([](auto& a) {
         a.evaluation_periods = 3;
         a.datapoints_to_alarm = 2;
       })},
      {reason::diluted, "failed", "average with a default",
       [](W& w) {
         w.filter("4.5").default_value = 0;
         w.alarm("4.5").statistic = "Average";
       }},
      {reason::metric_math, "unknown", "math", [](W& w) { other_kind(w, inventory::alarm_kind::math); }},
      {reason::query, "unknown", "query", [](W& w) { other_kind(w, inventory::alarm_kind::query); }},
      {reason::anomaly, "unknown", "band", [](W& w) { other_kind(w, inventory::alarm_kind::anomaly); }},
      {reason::percentile, "unknown", "p99", alarm([](auto& a) { a.statistic = "p99"; })},
      {reason::alarms_not_known, "unknown", "no list",
       [](W& w) {
         w.all.alarms.clear();
         w.drop_listing(document_kind::describe_alarms);
       }},
      {reason::alarm_open, "unknown", "open threshold", alarm([](auto& a) {
         a.threshold = std::nullopt;
         a.unresolved = {"Threshold"};
       })},
      {reason::alarm_open, "unknown", "no threshold", alarm([](auto& a) { a.threshold = std::nullopt; })},
      // action
      {reason::actions_disabled, "failed", "disabled", alarm([](auto& a) { a.actions_enabled = false; })},
      {reason::actions_disabled, "failed", "disabled composite",
       [](W& w) { through_composite(w, "ALARM(\"4.5\")", [](auto& c) { c.actions_enabled = false; }); }},
      {reason::no_action, "failed", "none", alarm([](auto& a) { a.actions.clear(); })},
      {reason::no_action, "unknown", "none, in a list without composites",
       [](W& w) {
         w.alarm("4.5").actions.clear();
         w.listing(document_kind::describe_alarms).without_composites = true;
       }},
      {reason::no_action, "unknown", "none, and no list of alarms",
       [](W& w) {
         w.alarm("4.5").actions.clear();
         w.drop_listing(document_kind::describe_alarms);
       }},
      {reason::actions_disabled, "unknown", "disabled, and half a list of alarms",
       [](W& w) {
         w.alarm("4.5").actions_enabled = false;
         w.listing(document_kind::describe_alarms).complete = false;
       }},
      {reason::no_action, "failed", "a composite that rings otherwise",
       [](W& w) { through_composite(w, "OK(4.5) AND ALARM(4.6)"); }},
      {reason::no_topic, "failed", "a function",
       alarm([](auto& a) { a.actions = {"arn:aws:lambda:eu-west-1:123456789012:function:f"}; })},
      {reason::composite_only, "unknown", "with another",
       [](W& w) { through_composite(w, "ALARM(4.5) AND ALARM(4.6)"); }},
      {reason::composite_only, "unknown", "always", [](W& w) { through_composite(w, "TRUE OR ALARM(4.5)"); }},
      {reason::composite_only, "unknown", "suppressed",
       [](W& w) { through_composite(w, "ALARM(4.5)", [](auto& c) { c.actions_suppressor = "other"; }); }},
      {reason::composite_only, "unknown", "unreadable", [](W& w) { through_composite(w, "ALARM(4.5) AND"); }},
      {reason::composite_only, "unknown", "unreadable from its beginning",
       [](W& w) { through_composite(w, "ANY OF ALARM(4.5)"); }},
      {reason::composite_only, "unknown", "open rule",
       [](W& w) { through_composite(w, {}, [](auto& c) { c.unresolved = {"AlarmRule"}; }); }},
      {reason::composite_only, "unknown", "no rule",
       [](W& w) { through_composite(w, {}, [](auto& c) { c.expressions.clear(); }); }},
      {reason::composite_only, "remark", "certain", [](W& w) { through_composite(w, "ALARM(4.6) OR ALARM(\"4.5\")"); }},
      {reason::action_open, "unknown", "open", alarm([](auto& a) {
         a.actions.clear();
         a.unresolved = {"AlarmActions"};
       })},
      {reason::action_open, "unknown", "an address", alarm([](auto& a) { a.actions = {"Alerts"}; })},
      {reason::action_open, "unknown", "switch not told", alarm([](auto& a) { a.unresolved = {"ActionsEnabled"}; })},
      {reason::action_open, "unknown", "switch not told, by Terraform",
       alarm([](auto& a) { a.unresolved = {"actions_enabled"}; })},
      {reason::action_open, "unknown", "switch perhaps off", alarm([](auto& a) {
         a.actions_enabled = false;
         a.unresolved = {"ActionsEnabled"};
       })},
      {reason::action_open, "unknown", "composite's switch",
       [](W& w) { through_composite(w, "ALARM(4.5)", [](auto& c) { c.unresolved = {"ActionsEnabled"}; }); }},
      {reason::action_open, "unknown", "composite's switch, perhaps off",
       [](W& w) {
         through_composite(w, "ALARM(4.5)", [](auto& c) {
           c.actions_enabled = false;
           c.unresolved = {"ActionsEnabled"};
         });
       }},
      {reason::action_open, "unknown", "composite's actions",
       [](W& w) {
         through_composite(w, "ALARM(4.5)", [](auto& c) {
           c.actions.clear();
           c.unresolved = {"AlarmActions"};
         });
       }},
      {reason::action_open, "unknown", "composite's address",
       [](W& w) { through_composite(w, "ALARM(4.5)", [](auto& c) { c.actions = {"Alerts"}; }); }},
      // subscriber
      {reason::no_subscription, "failed", "none",
       [](W& w) {
         w.all.subscriptions.clear();
         w.all.attributes.clear();
       }},
      {reason::not_confirmed, "failed", "pending",
       [](W& w) {
         w.all.subscriptions.front().how = inventory::subscription::state::pending;
         w.all.subscriptions.front().arn = "";
       }},
      {reason::not_confirmed, "failed", "pending, by its attributes", [](W& w) { attributes(w).pending = true; }},
      {reason::not_confirmed, "unknown", "not said",
       [](W& w) { w.all.subscriptions.front().how = inventory::subscription::state::unknown; }},
      {reason::no_subscription, "failed", "deleted",
       [](W& w) { w.all.subscriptions.front().how = inventory::subscription::state::deleted; }},
      {reason::filter_policy, "failed", "attributes", [policy](W& w) { attributes(w).filter_policy = policy; }},
      {reason::filter_policy, "unknown", "body",
       [policy](W& w) {
         attributes(w).filter_policy = policy;
         attributes(w).filter_policy_scope = "MessageBody";
       }},
      {reason::policy_not_known, "unknown", "no attributes", [](W& w) { w.all.attributes.clear(); }},
      {reason::subscriptions_not_known, "unknown", "no list",
       [](W& w) {
         w.all.subscriptions.clear();
         w.drop_listing(document_kind::list_subscriptions_by_topic);
       }},
  };
}

}  // namespace coverwatch::test
