// SPDX-License-Identifier: Apache-2.0
// Trail, logging, delivery. Where files contradict each other, the worse counts.
#include "audit/trails.hpp"

#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using inventory::document_kind;

std::vector<std::string> status_commands(const inventory::trail& t) {
  return {fmt::format("aws cloudtrail get-trail-status --name {}{}", trail_argument(t), region_option(t.where))};
}

const std::vector<std::string> trail_commands{"aws cloudtrail describe-trails"};

// What only get-trail-status can tell; a template or a state of Terraform holds but the setting.
bool tells_delivery(const index& in, const inventory::trail_status& s) {
  if (s.from != inventory::origin::observed || s.at.file >= in.evidence().files.size())
    return s.from == inventory::origin::observed;
  const auto& kinds = in.evidence().files[s.at.file].documents;
  return std::find(kinds.begin(), kinds.end(), document_kind::terraform_state) == kinds.end();
}

// A resource that is made only under a condition, or that two files tell differently, may not be there as it is told.
// Other properties that are left open are absent, which is seen where they matter.
const std::string* why_not_sure(const inventory::trail& t) {
  constexpr std::string_view all[] = {"ondition", "count", "for_each", "told differently"};
  const auto found = std::find_if(t.unresolved.begin(), t.unresolved.end(), [&](const std::string& each) {
    return std::any_of(std::begin(all), std::end(all),
                       [&](std::string_view part) { return each.find(part) != std::string::npos; });
  });
  return found == t.unresolved.end() ? nullptr : &*found;
}

}  // namespace

std::string trail_name(const inventory::trail& t) { return fmt::format("trail `{}`", t.name.empty() ? t.arn : t.name); }

std::string trail_argument(const inventory::trail& t) {
  return shell_word(t.arn.starts_with("arn:") || t.name.empty() ? t.arn : t.name);
}

link_judgement judge_trail(const index& in, const std::string& account, const inventory::trail& t) {
  const std::string owner = t.where.account == account ? std::string() : fmt::format(" of account {}", t.where.account);
  if (const std::string* open = why_not_sure(t)) {
    return unknown(reason::trail_open,
                   fmt::format("{} may not be there as it is told: `{}` is open.", trail_name(t), *open),
                   {{fmt::format("`{}` of `{}` is open", *open, t.name), t.at}}, trail_commands);
  }
  if (!t.multi_region) {
    return unknown(reason::trail_open,
                   fmt::format("The document does not say whether {} records all regions.", trail_name(t)),
                   {{"IsMultiRegionTrail is not said", t.at}}, trail_commands);
  }
  const evidence said{fmt::format("IsMultiRegionTrail of `{}` is {}", t.name, yes_or_no(*t.multi_region)), t.at};
  if (*t.multi_region) {
    return passed(link::trail, fmt::format("Multi-region {}{} sees the account.", trail_name(t), owner), {said});
  }
  if (t.from == inventory::origin::declared ||
      in.whole_list(document_kind::describe_trails, {account, {}}) != nullptr) {
    return failed(reason::not_multi_region,
                  fmt::format("{}{} records one region only; make it a multi-region trail "
                              "(aws cloudtrail update-trail --is-multi-region-trail).",
                              trail_name(t), owner),
                  {said});
  }
  link_judgement out = judge_no_trail(in, account);
  note(out, reason::not_multi_region, fmt::format("{} records one region only.", trail_name(t)), {said});
  return out;
}

link_judgement judge_no_trail(const index& in, const std::string& account) {
  const inventory::listing* whole = in.whole_list(document_kind::describe_trails, {account, {}});
  if (whole == nullptr) {
    return unknown(reason::trails_not_known, fmt::format("No file lists the trails of account {}.", account), {},
                   trail_commands);
  }
  return failed(
      reason::no_trail,
      fmt::format("No trail sees account {}; create a multi-region trail that logs to CloudWatch Logs.", account),
      {{"the list of trails has none", whole->at}});
}

link_judgement judge_logging(const index& in, const inventory::trail& t) {
  std::vector<evidence> on;
  bool declared = false;
  for (const std::size_t i : in.statuses_of(t)) {
    const inventory::trail_status& s = in.evidence().statuses[i];
    if (!s.logging) continue;
    const evidence said{fmt::format("IsLogging of `{}` is {}", t.name, yes_or_no(*s.logging)), s.at};
    if (!*s.logging) {
      return failed(reason::not_logging,
                    fmt::format("{} is switched off; switch it on (aws cloudtrail start-logging --name {}{}).",
                                trail_name(t), trail_argument(t), region_option(t.where)),
                    {said});
    }
    declared = declared || s.from == inventory::origin::declared;
    on.push_back(said);
  }
  if (on.empty()) {
    return unknown(reason::status_not_known, fmt::format("No file says whether {} is switched on.", trail_name(t)),
                   {{"the trail", t.at}}, status_commands(t));
  }
  return passed(link::logging,
                fmt::format("{} is {}.", trail_name(t), declared ? "switched on as declared" : "logging"), on);
}

link_judgement judge_delivery(const index& in, const inventory::trail& t) {
  if (!t.log_group) {
    return unknown(reason::delivery_not_known,
                   fmt::format("The document leaves open to which log group {} delivers.", trail_name(t)),
                   {{"the trail", t.at}}, trail_commands);
  }
  if (t.log_group->name.empty()) {
    return failed(reason::no_log_group,
                  fmt::format("{} delivers to no log group; give it one (aws cloudtrail update-trail "
                              "--cloud-watch-logs-log-group-arn ... --cloud-watch-logs-role-arn ...).",
                              trail_name(t)),
                  {{fmt::format("`{}` has no CloudWatchLogsLogGroupArn", t.name), t.at}});
  }
  std::vector<evidence> grounds{{fmt::format("log group of `{}` is {}", t.name, t.log_group->name), t.at}};
  bool delivered = false;
  bool declared = false;
  bool told = false;
  for (const std::size_t i : in.statuses_of(t)) {
    const inventory::trail_status& s = in.evidence().statuses[i];
    if (s.delivery_error && !s.delivery_error->empty()) {
      return failed(reason::delivery_fails,
                    fmt::format("Delivery of {} to log group `{}` fails with `{}`; the usual cause is the role, which "
                                "needs logs:CreateLogStream and logs:PutLogEvents.",
                                trail_name(t), t.log_group->name, *s.delivery_error),
                    {{fmt::format("LatestCloudWatchLogsDeliveryError is {}", *s.delivery_error), s.at}});
    }
    if (s.delivered) {
      delivered = true;
      grounds.push_back({fmt::format("LatestCloudWatchLogsDeliveryTime is {}", *s.delivered), s.at});
    } else if (tells_delivery(in, s)) {
      told = true;
      grounds.push_back({"there is no LatestCloudWatchLogsDeliveryTime", s.at});
    } else {
      declared = true;
      grounds.push_back({"the trail is declared so", s.at});
    }
  }
  if (delivered) {
    return passed(link::delivery, fmt::format("{} delivers to log group `{}`.", trail_name(t), t.log_group->name),
                  grounds);
  }
  if (told) {
    return unknown(
        reason::never_delivered,
        fmt::format("Nothing shows that {} ever delivered to log group `{}`: a trail that works has a delivery "
                    "time a quarter of an hour after it was set up.",
                    trail_name(t), t.log_group->name),
        grounds, status_commands(t));
  }
  if (declared) {
    return passed(
        link::delivery,
        fmt::format("{} delivers to log group `{}` as declared; whether delivery works only the running trail "
                    "can tell.",
                    trail_name(t), t.log_group->name),
        grounds);
  }
  return unknown(reason::delivery_not_known,
                 fmt::format("No file says whether {} delivers to log group `{}`.", trail_name(t), t.log_group->name),
                 grounds, status_commands(t));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
