// SPDX-License-Identifier: Apache-2.0
// Tables of keys and of endings.
#include "inventory/leftovers.hpp"

#include "inventory/aws_record.hpp"
#include "support/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

struct shape {
  std::string_view key, other_key;  // both must be there; the second may be empty
  std::string_view what;
};

constexpr std::array shapes{
    shape{"Records", "", "CloudTrail events"},
    shape{"Events", "", "CloudTrail events"},
    shape{"events", "", "log events"},
    shape{"eventVersion", "eventSource", "CloudTrail events"},
    shape{"awslogs", "", "log events"},
    shape{"messageType", "logEvents", "log events"},
    shape{"detail-type", "detail", "an event of EventBridge"},
    shape{"digestStartTime", "logFiles", "a CloudTrail digest"},
    shape{"UserId", "Arn", "the output of get-caller-identity"},
    shape{"Trails", "", "the output of list-trails"},
    shape{"TrailARN", "InsightSelectors", "the output of get-insight-selectors"},
    shape{"EventDataStores", "", "the output of list-event-data-stores"},
    shape{"Channels", "", "the output of list-channels"},
    shape{"PublicKeyList", "", "the output of list-public-keys"},
    shape{"ResourceTagList", "", "tags"},
    shape{"logGroups", "", "the output of describe-log-groups"},
    shape{"logStreams", "", "the output of describe-log-streams"},
    shape{"subscriptionFilters", "", "the output of describe-subscription-filters"},
    shape{"resourcePolicies", "", "the output of describe-resource-policies"},
    shape{"destinations", "", "the output of describe-destinations"},
    shape{"matches", "", "the output of test-metric-filter"},
    shape{"AlarmHistoryItems", "", "the output of describe-alarm-history"},
    shape{"Metrics", "", "the output of list-metrics"},
    shape{"Datapoints", "", "the output of get-metric-statistics"},
    shape{"MetricDataResults", "", "the output of get-metric-data"},
    shape{"DashboardEntries", "", "the output of list-dashboards"},
    shape{"AnomalyDetectors", "", "the output of describe-anomaly-detectors"},
    shape{"Topics", "", "the output of list-topics"},
    shape{"Attributes", "", "the attributes of a topic or queue"},
    shape{"QueueUrls", "", "the output of list-queues"},
    shape{"Regions", "", "a list of regions"},
    shape{"Accounts", "", "a list of accounts"},
    shape{"AccountAliases", "", "the output of list-account-aliases"},
    shape{"Organization", "", "the output of describe-organization"},
    shape{"Buckets", "", "a list of buckets"},
    shape{"Users", "", "a list of users"},
    shape{"Roles", "", "a list of roles"},
    shape{"Policies", "", "a list of policies"},
    shape{"Version", "Statement", "a policy"},
    shape{"Policy", "", "a policy"},
    shape{"StackSummaries", "", "the output of list-stacks"},
    shape{"Stacks", "", "the output of describe-stacks"},
    shape{"StackResources", "", "the output of describe-stack-resources"},
    shape{"Findings", "", "findings of AWS Security Hub"},
    shape{"version", "runs", "a report in SARIF"},
    shape{"findings", "coverwatch", "a report of this program"},
    shape{"findings", "tool", "a report of this program"},
    shape{"filterName", "filterPattern", "the request for one metric filter"},
};

constexpr std::array<std::string_view, 23> endings_of_prose{
    ".md",   ".rst", ".txt", ".html", ".htm",  ".css", ".csv",  ".tsv", ".log",  ".pdf", ".png", ".jpg",
    ".jpeg", ".gif", ".svg", ".doc",  ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".sh",  ".py"};

bool has_ending(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  const std::string_view last = path.substr(path.size() - ending.size());
  return std::equal(last.begin(), last.end(), ending.begin(),
                    [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); });
}

constexpr std::string_view read_here =
    "what the AWS command line, `terraform show -json` and templates of CloudFormation hold";

// How the command line prints what is not asked for as JSON: a table, columns with a head in capitals, YAML.
bool looks_like_another_output(std::string_view text) {
  if (text.starts_with("-----") && text.find("\n|") != std::string_view::npos) return true;
  const std::size_t end = text.find_first_of("\t\n:");
  if (end == std::string_view::npos || end == 0) return false;
  const std::string_view word = text.substr(0, end);
  if (text[end] == '\t') return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  constexpr std::array<std::string_view, 7> keys{"trailList",    "Trail",           "IsLogging",    "metricFilters",
                                                 "MetricAlarms", "CompositeAlarms", "Subscriptions"};
  return text[end] == ':' && std::find(keys.begin(), keys.end(), word) != keys.end();
}

}  // namespace

std::optional<std::string_view> leftover_of(const value& root) {
  if (!root.is(kind::object)) return std::nullopt;
  for (const shape& each : shapes) {
    if (root.member(each.key) && (each.other_key.empty() || root.member(each.other_key))) return each.what;
  }
  return std::nullopt;
}

void note_leftover(inventory& out, const document& d, std::string_view what) {
  std::string message = fmt::format("{}: no part of an inventory, left out", what);
  if (!out.problems.empty() && out.problems.back().path == d.path && out.problems.back().message == message) return;
  out.problems.push_back({std::string(d.path), 0, std::move(message), false});
}

std::string unknown_shape(const value& root) {
  const bool list = root.is(kind::array);
  const auto object = list ? root.first_child() : std::optional(root);
  std::string keys;
  constexpr std::size_t most = 5;
  std::size_t count = 0;
  for (auto each = object && object->is(kind::object) ? object->first_child() : std::nullopt; each;
       each = each->next_sibling()) {
    if (++count > most) continue;
    keys += (keys.empty() ? "" : ", ") + shown(each->key());
  }
  if (count > most) keys += fmt::format(" and {} more", count - most);
  const std::string_view of = list ? "a list of " : "";
  const std::string what =
      count == 0 ? fmt::format("{}JSON without keys", of) : fmt::format("{}JSON with {}", of, keys);
  return fmt::format("unknown shape, {}: not {}; save whole outputs with --output json and without --query", what,
                     read_here);
}

problem unknown_text(const document& d) {
  problem out{std::string(d.path), 0, {}, true};
  if (looks_like_another_output(d.text)) {
    out.message = "an output of the AWS command line that is not JSON: collect it again with --output json";
  } else if (has_ending(d.path, ".hcl")) {
    out.message = "HCL is not read: give what `terraform show -json` prints of the plan or the state";
  } else {
    out.message = fmt::format("unknown shape: no JSON, and not {}", read_here);
    out.error = std::none_of(endings_of_prose.begin(), endings_of_prose.end(),
                             [&](std::string_view each) { return has_ending(d.path, each); });
    if (!out.error) out.message = "no part of an inventory, left out";
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
