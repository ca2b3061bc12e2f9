// SPDX-License-Identifier: Apache-2.0
// An account in which every control of a benchmark holds, as records: one trail, one log group, a filter and an alarm
// for each control, one topic, one subscriber. Tests break what they are about. Also short words for asking the judge.
#pragma once

#include "audit/judge.hpp"

#include <coverwatch/catalog.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coverwatch::test {

inline constexpr const char* home = "123456789012";

struct whole_account {
  static constexpr const char* region = "eu-west-1";
  inventory::inventory all;
  std::string account;
  std::string trail = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/audit";
  std::string topic = "arn:aws:sns:eu-west-1:123456789012:alerts";
  std::string group = "CloudTrail/all";

  explicit whole_account(std::string_view benchmark = "cis-5.0", std::string name = home) : account(std::move(name)) {
    replace_account(trail);
    replace_account(topic);
    add_trail();
    for (const catalog::entry& control : catalog::find_benchmark(benchmark)->entries) add_filter(control);
    add_subscriber();
    for (const auto what :
         {inventory::document_kind::describe_trails, inventory::document_kind::describe_metric_filters,
          inventory::document_kind::describe_alarms, inventory::document_kind::list_subscriptions_by_topic}) {
      inventory::listing l{.what = what, .where = where(), .at = place(inventory::name(what))};
      if (what == inventory::document_kind::list_subscriptions_by_topic) l.of = topic;
      all.listings.push_back(std::move(l));
    }
  }

  inventory::scope where() const { return {account, region}; }

  inventory::place place(std::string_view name) {
    all.files.push_back({.path = account + "/" + std::string(name) + ".json", .size = 1});
    return {.file = static_cast<std::uint32_t>(all.files.size() - 1), .line = 1, .column = 1, .path = {}};
  }

  template <class Records>
  static typename Records::iterator find(Records& in, std::string_view name) {
    return std::find_if(in.begin(), in.end(), [&](const auto& each) { return each.name == name; });
  }

  // The records of the control with that number, such as `4.5`.
  inventory::metric_filter& filter(std::string_view control) { return *find(all.filters, control); }
  inventory::alarm& alarm(std::string_view control) { return *find(all.alarms, control); }
  inventory::listing& listing(inventory::document_kind what) {
    return *std::find_if(all.listings.begin(), all.listings.end(), [&](const auto& l) { return l.what == what; });
  }
  void drop_listing(inventory::document_kind what) {
    std::erase_if(all.listings, [&](const auto& l) { return l.what == what; });
  }
  void drop_filter(std::string_view control) {
    std::erase_if(all.filters, [&](const auto& f) { return f.name == control; });
  }
  void drop_alarm(std::string_view control) {
    std::erase_if(all.alarms, [&](const auto& a) { return a.name == control; });
  }

 private:
  void replace_account(std::string& arn) const { arn.replace(arn.find(home), 12, account); }

  void add_trail() {
    inventory::trail t;
    t.where = where();
    t.name = "audit";
    t.arn = trail;
    t.multi_region = t.global_events = true;
    t.organization = false;
    t.log_group = inventory::trail::group{where(), group};
    t.listed_in = {account};
    t.at = place("describe-trails");
    all.trails.push_back(std::move(t));
    inventory::trail_status s;
    s.trail = trail;
    s.where = where();
    s.logging = true;
    s.delivery_error = "";
    s.delivered = "2026-01-31T12:00:00Z";
    s.at = place("get-trail-status");
    all.statuses.push_back(std::move(s));
    inventory::event_selectors e;
    e.trail = trail;
    e.where = where();
    e.selectors.push_back({});
    e.at = place("get-event-selectors");
    all.selectors.push_back(std::move(e));
  }

  void add_filter(const catalog::entry& control) {
    inventory::metric_filter f;
    f.where = where();
    f.name = control.control;
    f.log_group = group;
    f.pattern = std::string(control.normative.text);
    f.metric_name = "Metric" + f.name;
    f.metric_namespace = "Audit";
    f.value = "1";
    f.tells_newer_fields = true;
    f.at = place("describe-metric-filters");
    inventory::alarm a;
    a.where = where();
    a.name = f.name;
    a.arn = "arn:aws:cloudwatch:eu-west-1:" + account + ":alarm:" + f.name;
    a.metric_name = f.metric_name;
    a.metric_namespace = f.metric_namespace;
    a.statistic = "Sum";
    a.threshold = 1;
    a.comparison = "GreaterThanOrEqualToThreshold";
    a.period = 300;
    a.evaluation_periods = a.datapoints_to_alarm = 1;
    a.treat_missing_data = "notBreaching";
    a.actions = {topic};
    a.at = place("describe-alarms");
    all.filters.push_back(std::move(f));
    all.alarms.push_back(std::move(a));
  }

  void add_subscriber() {
    inventory::subscription s;
    s.where = where();
    s.topic = topic;
    s.arn = topic + ":11111111-2222-3333-4444-555555555555";
    s.how = inventory::subscription::state::confirmed;
    s.protocol = "email";
    s.endpoint = "security@example.com";
    s.at = place("list-subscriptions-by-topic");
    inventory::subscription_attributes a;
    a.subscription = s.arn;
    a.topic = topic;
    a.where = where();
    a.pending = false;
    a.at = place("get-subscription-attributes");
    all.subscriptions.push_back(std::move(s));
    all.attributes.push_back(std::move(a));
  }
};

// All controls of a benchmark, or the one with that id.
inline std::vector<const catalog::entry*> controls_of(std::string_view id) {
  std::vector<const catalog::entry*> out;
  if (const catalog::entry* one = catalog::find(id)) return {one};
  for (const catalog::entry& each : catalog::find_benchmark(id)->entries) out.push_back(&each);
  return out;
}

inline std::vector<audit::finding> judge_all(const inventory::inventory& in, std::string_view id = "cis-5.0",
                                             audit::judge_options options = {}) {
  const std::vector<const catalog::entry*> controls = controls_of(id);
  options.controls = controls;
  return audit::judge(in, options);
}

inline audit::finding judge_one(const inventory::inventory& in, std::string_view id = "cis-5.0:4.5") {
  return judge_all(in, id).front();
}

inline const audit::link_judgement& link_of(const audit::finding& f, audit::link l) {
  return f.links[static_cast<std::size_t>(l)];
}

// What is wrong, in one line: `alarm failed (no_alarm)`, link by link; empty when all have passed. Links that are only
// blocked by what stands there are left out.
inline std::string wrong_with(const audit::finding& f) {
  std::string out;
  for (const audit::link_judgement& l : f.links) {
    if (l.status == audit::status::passed || l.status == audit::status::blocked) continue;
    if (!out.empty()) out += ", ";
    out += std::string(audit::name(l.what)) + " " + std::string(audit::name(l.status));
    for (const audit::remark& r : l.remarks) {
      if (r.decisive) out += " (" + std::string(audit::name(r.why)) + ")";
    }
  }
  return out;
}

}  // namespace coverwatch::test
