// SPDX-License-Identifier: Apache-2.0
// `cloudtrail describe-trails`, `get-trail` and `get-trail-status`. Shadow trails (the same trail, listed in another
// region) are read like any other; `settle` makes them one.
#include "inventory/arn.hpp"
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <chrono>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

// arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*
std::optional<trail::group> group_of(std::string_view text) {
  constexpr std::string_view begin = "log-group:", end = ":*";
  const auto name = parse_arn(text);
  if (!name || name->service != "logs" || !name->resource.starts_with(begin)) return std::nullopt;
  std::string_view group = name->resource.substr(begin.size());
  if (group.ends_with(end)) group.remove_suffix(end.size());
  if (group.empty() || group.find(':') != std::string_view::npos) return std::nullopt;
  return trail::group{name->where(), std::string(group)};
}

// A trail without a log group has no such property.
std::optional<trail::group> read_group(record& r) {
  constexpr std::string_view key = "CloudWatchLogsLogGroupArn";
  if (!r.has(key)) return trail::group{};
  const auto text = r.text(key, presence::always);
  if (!text) return std::nullopt;
  if (text->empty()) return trail::group{};
  auto group = group_of(*text);
  if (!group) r.refuse(*r.object().member(key), key, "the ARN of a log group");
  return group;
}

bool read_one(answer& a, const value& object, std::string path, bool listed) {
  trail made;
  record r(a, object, std::move(path), made.unresolved);
  made.arn = r.text("TrailARN", presence::always).value_or("");
  const auto parsed = parse_arn(made.arn);
  if (!parsed || parsed->service != "cloudtrail") {
    a.wrong(object, fmt::format("{} has no `TrailARN` that is the ARN of a trail, and is left out", r.path()));
    return false;
  }
  made.where = parsed->where();
  made.name = r.text("Name", presence::always).value_or("");
  if (const auto home = r.text("HomeRegion", presence::sometimes)) made.where.region = *home;
  made.multi_region = r.flag("IsMultiRegionTrail", presence::always);
  made.global_events = r.flag("IncludeGlobalServiceEvents", presence::always);
  made.organization = r.flag("IsOrganizationTrail", presence::always);
  made.log_group = read_group(r);
  if (listed) made.listed_in = {a.asked.where.account};
  made.at = r.at();
  a.out.trails.push_back(std::move(made));
  return true;
}

// Seconds since 1970 as the service writes times: 2026-01-31T12:00:00Z.
std::optional<std::string> iso_time(double seconds) {
  if (!(seconds >= 0 && seconds < 253402300800.0)) return std::nullopt;  // up to the year 9999
  const std::chrono::sys_seconds time{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<std::string> read_time(record& r, std::string_view key) {
  const auto found = r.object().member(key);
  if (!found) return std::nullopt;
  if (found->is(kind::string) && !found->string().empty()) return std::string(found->string());
  const auto seconds = found->is(kind::number) ? to_double(found->spelling()) : std::nullopt;
  auto time = seconds ? iso_time(*seconds) : std::nullopt;
  if (!time) r.refuse(*found, key, "a time");
  return time;
}

}  // namespace

void read_trails(answer& a) {
  const std::size_t first = a.out.trails.size();
  const bool whole = a.for_each(
      "trailList", [&](const value& each, std::string path) { return read_one(a, each, std::move(path), true); });
  listing made = a.list(document_kind::describe_trails, whole, a.out.trails.size() - first);
  made.of = a.asked.given({"--trail-name-list", "--no-include-shadow-trails"});
  a.out.listings.push_back(std::move(made));
}

void read_trail(answer& a) {
  const auto object = a.root.member("Trail");
  if (!object || !object->is(kind::object)) return a.wrong(object.value_or(a.root), "`Trail` must be an object");
  read_one(a, *object, "Trail", false);
}

void read_trail_status(answer& a) {
  trail_status made;
  std::vector<std::string> unresolved;
  record r(a, a.root, "the status", unresolved);
  if (const std::string* name = a.asked.argument("--name")) made.trail = *name;
  const auto parsed = parse_arn(made.trail);
  made.where = parsed ? parsed->where() : a.asked.where;
  made.logging = r.flag("IsLogging", presence::always);
  constexpr std::string_view fault = "LatestCloudWatchLogsDeliveryError";  // left out when there is none
  made.delivery_error = r.has(fault) ? r.text(fault, presence::always) : std::string();
  made.delivered = read_time(r, "LatestCloudWatchLogsDeliveryTime");
  made.at = a.in.at(a.root.begin());
  a.out.statuses.push_back(std::move(made));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
