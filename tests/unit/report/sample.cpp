// SPDX-License-Identifier: Apache-2.0
// Built link by link, as the judge would.
#include "sample.hpp"

#include <coverwatch/hint.hpp>
#include <coverwatch/pattern.hpp>

#include <fmt/format.h>

#include <array>
#include <vector>

namespace sample {

namespace {

using namespace coverwatch;
using audit::link;
using audit::status;

constexpr std::size_t at(link l) { return static_cast<std::size_t>(l); }

inventory::place in_file(std::uint32_t file, std::uint32_t line, std::string path) {
  return {file, line, 3, std::move(path)};
}

void set_links(audit::finding& f, link broken, status how) {
  for (std::size_t i = 0; i < audit::link_count; ++i) {
    audit::link_judgement& each = f.links[i];
    each.what = static_cast<link>(i);
    each.status = i < at(broken) ? status::passed : i == at(broken) ? how : status::blocked;
    if (each.status == status::passed) {
      each.message = fmt::format("the {} is as it should be", audit::title(each.what));
      each.grounds = {{fmt::format("evidence of the {}", audit::title(each.what)),
                       in_file(0, static_cast<std::uint32_t>(i) + 10, fmt::format("trailList[{}]", i))}};
    }
  }
  f.status = how;
}

audit::finding passed(const catalog::entry& control) {
  audit::finding f;
  f.control = &control;
  set_links(f, link::subscriber, status::passed);
  f.links.back().message = "somebody who has confirmed gets every message";
  f.links.back().grounds = {{"the subscription is confirmed", in_file(1, 7, "Subscriptions[0]")}};
  return f;
}

audit::finding broken(const catalog::entry& control, link where, status how, audit::reason why, std::string message) {
  audit::finding f;
  f.control = &control;
  set_links(f, where, how);
  audit::link_judgement& judged = f.links[at(where)];
  judged.message = std::move(message);
  judged.remarks = {{why,
                     true,
                     "what is wrong, and what usually mends it",
                     {{"the fact it rests on", in_file(1, 42, "MetricAlarms[3]")}}}};
  return f;
}

// By a real answer, so that parts, event and repairs are those of the library.
audit::finding not_covered(const catalog::entry& control, inventory::inventory& known) {
  audit::finding f = broken(control, link::filter, status::failed, audit::reason::not_covered,
                            "no filter catches every event that the control asks for");
  const std::string deployed =
      R"({ $.userIdentity.type = "root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" })";
  inventory::metric_filter filter;
  filter.where = {"111122223333", "eu-west-1"};
  filter.name = "root-use";
  filter.log_group = "trail-logs";
  filter.pattern = deployed;
  filter.metric_name = "RootUse";
  filter.metric_namespace = "Audit";
  filter.value = "1";
  filter.at = in_file(1, 5, "metricFilters[0]");
  known.filters.push_back(filter);
  const pattern has = *pattern::parse(deployed);
  const pattern wanted = *pattern::parse(control.normative.text);
  coverage_options options;
  options.whole_event = true;
  f.filters.filters = {{0, true}};
  f.filters.asked = {0};
  f.filters.answer = covers({&has, 1}, {&wanted, 1}, options);
  f.filters.hints = hints({&has, 1}, wanted, f.filters.answer);
  for (const reference_part& each : f.filters.answer.parts) f.links[at(link::filter)].parts.push_back(each.text);
  f.security_hub = {catalog::find("securityhub:CloudWatch.1"), audit::exact_text::answer::white_space_differs, 0};
  return f;
}

void place_in(audit::finding& f, const std::string& account) {
  f.account = account;
  f.trail = 0;
  f.log_group = "trail-logs";
  f.log_group_where = {account, "eu-west-1"};
}

}  // namespace

audited empty() {
  audited out;
  out.known->files = {{"out/111122223333/eu-west-1/trails.json",
                       1234,
                       std::string(64, 'a'),
                       {inventory::document_kind::describe_trails}},
                      {"out/111122223333/eu-west-1/the rest.json",
                       99,
                       std::string(64, 'b'),
                       {inventory::document_kind::describe_alarms, inventory::document_kind::list_subscriptions}}};
  out.report.evidence = out.known.get();
  out.report.benchmark = catalog::find_benchmark("cis-3.0.0");
  out.report.time = "2026-01-31T12:00:00Z";
  return out;
}

audited small() {
  audited out = empty();
  inventory::trail trail;
  trail.where = {"111122223333", "eu-west-1"};
  trail.name = "main";
  trail.arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
  trail.at = in_file(0, 2, "trailList[0]");
  out.known->trails.push_back(trail);
  inventory::alarm alarm;
  alarm.where = trail.where;
  alarm.name = "root-use";
  alarm.arn = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root-use";
  out.known->alarms.push_back(alarm);
  out.known->problems = {{"out/cut.json", 17, "the text stops in the middle of a value", true},
                         {"out/notes.txt", 0, "no inventory: it was left out", false}};
  out.known->files.push_back(out.known->files.front());  // a file may stand there twice, once for each document in it
  const auto& controls = out.report.benchmark->entries;
  out.report.assumptions = {R"({ $.eventVersion EXISTS })"};
  out.report.findings = {passed(controls[0]),
                         not_covered(controls[2], *out.known),
                         broken(controls[3], link::alarm, status::failed, audit::reason::never_breaches,
                                "one match cannot breach the threshold"),
                         broken(controls[4], link::subscriber, status::unknown, audit::reason::subscriptions_not_known,
                                "no list of the topic's subscriptions"),
                         broken(controls[5], link::trail, status::failed, audit::reason::not_multi_region,
                                "the trail records one region only"),
                         broken(controls[6], link::trail, status::failed, audit::reason::not_multi_region,
                                "the trail records one region only")};
  auto& findings = out.report.findings;
  findings[0].alarms = {0};
  findings[3].links[at(link::subscriber)].settle = {
      "aws sns list-subscriptions-by-topic --region eu-west-1 --topic-arn arn:aws:sns:eu-west-1:111122223333:alerts"};
  findings[2].waived =
      audit::waiver{"cis-3.0.0:4.4", "111122223333", "watched by another tool", "2026-12-31", in_file(1, 3, "")};
  for (audit::finding& each : findings) place_in(each, "111122223333");
  out.report.unused_waivers = {{"cis-3.0.0:4.9", "*", "old", "2025-01-01", in_file(1, 9, "")}};
  return out;
}

audited many(std::size_t accounts) {
  audited out = small();
  out.known->problems.clear();
  const std::vector<audit::finding> pattern = std::move(out.report.findings);
  out.report.findings.clear();
  for (std::size_t i = 0; i < accounts; ++i) {
    const std::string account = fmt::format("{:012}", 100'000'000'000 + i);
    for (std::size_t k = 0; k < pattern.size(); ++k) {
      const bool other = i % 7 == 6 && k == 1;
      audit::finding f = other ? passed(*pattern[k].control) : pattern[k];
      place_in(f, account);
      for (audit::link_judgement& each : f.links)
        for (std::string& command : each.settle)
          if (const auto spot = command.find("111122223333"); spot != std::string::npos)
            command.replace(spot, 12, account);
      out.report.findings.push_back(std::move(f));
    }
  }
  return out;
}

audited hostile_one(std::string_view text) {
  audited out = small();
  const std::string bad(text);
  for (auto& each : out.known->files) each.path = bad;
  for (auto& each : out.known->problems) each.path = each.message = bad;
  for (auto& each : out.known->filters) each.name = each.log_group = each.metric_name = bad;
  for (auto& each : out.known->filters) each.pattern = bad;
  for (auto& each : out.known->trails) each.name = each.arn = bad;
  for (auto& each : out.known->alarms) each.name = each.arn = bad;
  out.report.time = bad;
  out.report.assumptions = {bad};
  for (audit::finding& f : out.report.findings) {
    f.account = f.log_group = bad;
    f.filters.answer.event = f.filters.answer.whole_event = bad;
    if (f.waived) f.waived->reason = f.waived->expires = bad;
    for (audit::link_judgement& each : f.links) {
      each.message = bad;
      for (auto* list : {&each.settle, &each.parts})
        for (std::string& entry : *list) entry = bad;
      for (audit::evidence& ground : each.grounds) ground.fact = ground.at.path = bad;
      for (audit::remark& remark : each.remarks) {
        remark.message = bad;
        for (audit::evidence& ground : remark.grounds) ground.fact = ground.at.path = bad;
      }
    }
  }
  return out;
}

}  // namespace sample
