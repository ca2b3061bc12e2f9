// SPDX-License-Identifier: Apache-2.0
// What an auditor's files say about accounts, as plain records: trails, log groups' metric filters, alarms, topics'
// subscriptions, and which lists of them are whole. Whatever it was read from (what the AWS command line prints, a plan or
// state of Terraform, a template of CloudFormation, commands in a text), it looks the same here. Judges nothing.
//
// What a file does not say is absent (`std::optional`, or empty where that says so), never a default of ours: a default
// that the service itself applies to a resource that leaves a property out is filled in by the reader that knows it.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Where a record stands: evidence for what is said on its strength.
struct place {
  static constexpr std::uint32_t nowhere = 0xffffffff;
  std::uint32_t file = nowhere;  // index into `inventory::files`
  std::uint32_t line = 0;        // from 1; 0: the file as a whole
  std::uint32_t column = 0;      // bytes, from 1
  std::string path = {};         // inside the document, as people write it: `metricFilters[3]`, `aws_sns_topic.alerts`
};

// Whom a record belongs to. An account is twelve digits, or for a template or text that names none the path of the file
// it stands in. Empty: not known.
struct scope {
  std::string account = {};
  std::string region = {};
  friend bool operator==(const scope&, const scope&) = default;
  friend auto operator<=>(const scope&, const scope&) = default;
};

// What a document is. The names of the first are those of the commands that print them (`name`).
enum class document_kind : std::uint8_t {
  describe_trails,
  get_trail,
  get_trail_status,
  get_event_selectors,
  describe_metric_filters,
  describe_alarms,
  list_subscriptions,
  list_subscriptions_by_topic,
  get_subscription_attributes,
  terraform_state,
  terraform_plan,
  cloudformation,
  commands,  // a text with commands or fragments of templates in it
};

// How a resource came to be known. What is only declared may differ from what is there.
enum class origin : std::uint8_t {
  observed,  // the service's own answer, or a Terraform state
  declared,  // a plan, a template, a command
};

// One file, or one document of several in a file.
struct source_file {
  std::string path;
  std::uint64_t size = 0;  // bytes, as they lie on the disk
  std::string sha256 = {};  // of these bytes, 64 lower-case hexadecimal digits
  std::vector<document_kind> documents = {};  // the kinds that stand in it, each once
};

struct trail {
  scope where;  // the owner's account (of the ARN) and home region, not that of the listing it was found in
  std::string name;
  std::string arn;  // or the address of the resource in a template
  std::optional<bool> multi_region, global_events, organization;
  // Nothing: not said by the document; an empty name: the trail has none.
  struct group {
    scope where;
    std::string name;  // or the address of the resource
    friend bool operator==(const group&, const group&) = default;
  };
  std::optional<group> log_group;
  std::vector<std::string> unresolved = {};  // properties that the document leaves open, by their own names
  std::vector<std::string> listed_in = {};   // accounts whose listing shows this trail: its own, members of the organization
  origin from{};
  place at;
};

struct trail_status {
  std::string trail;  // name or ARN, as the file tells it
  scope where;        // as far as known
  std::optional<bool> logging;
  std::optional<std::string> delivery_error;  // of LatestCloudWatchLogsDeliveryError; empty: there is none
  // LatestCloudWatchLogsDeliveryTime as it stands, an epoch number made ISO; nothing: never delivered, or not said.
  std::optional<std::string> delivered;
  origin from{};
  place at;
};

// One field of an advanced event selector. All conditions of a field must hold; of one list, one value is enough, and of
// a list of negations all must hold.
struct selector_field {
  std::string field;
  std::vector<std::string> equals, not_equals, starts_with, not_starts_with, ends_with, not_ends_with;
  friend bool operator==(const selector_field&, const selector_field&) = default;
};

struct event_selector {
  bool advanced = false;
  std::string name = {};
  // Of a basic selector.
  std::string read_write = "All";  // All, ReadOnly, WriteOnly
  bool management_events = true;
  std::vector<std::string> excluded_sources = {};
  // Of an advanced one.
  std::vector<selector_field> fields = {};
  friend bool operator==(const event_selector&, const event_selector&) = default;
};

// What a trail records: all of its selectors.
struct event_selectors {
  std::string trail;  // name or ARN
  scope where;
  std::vector<event_selector> selectors;
  std::vector<std::string> unresolved = {};
  origin from{};
  place at;
};

struct metric_filter {
  scope where;
  std::string name;
  std::string log_group;  // name, or the address of the resource
  std::optional<std::string> pattern;  // as it reaches the service; nothing: the document leaves it open
  std::string refused = {};   // why the command that would make it fails, when it does: then there is no such filter
  std::string intended = {};  // and the pattern that seems to be meant
  std::string metric_name, metric_namespace;
  std::string value;  // as written: `1`, `$.x`; empty when there is no transformation
  std::optional<double> default_value;
  std::string unit = {};  // empty: none
  std::vector<std::pair<std::string, std::string>> dimensions = {};  // name, selector
  std::string field_selection = {};  // fieldSelectionCriteria; empty: none
  bool on_transformed_logs = false;  // applyOnTransformedLogs
  std::vector<std::string> system_dimensions = {};  // emitSystemFieldDimensions
  // Whether the document could have told of the three before this: an older command line leaves them out silently.
  bool tells_newer_fields = false;
  std::vector<std::string> unresolved = {};
  origin from{};
  place at;
};

enum class alarm_kind : std::uint8_t {
  metric,     // of one metric
  math,       // an expression over several
  anomaly,    // compared with a band
  query,      // PromQL, or Metrics Insights SQL
  composite,  // of other alarms
};

struct alarm {
  scope where;
  std::string name;
  std::string arn;  // or the address of the resource
  alarm_kind kind{};
  // Of one metric. An alarm of kind `metric` that has but one entry in its `Metrics` is told like any other.
  std::string metric_name = {}, metric_namespace = {};
  std::vector<std::pair<std::string, std::string>> dimensions = {};  // name, value
  std::string statistic = {};  // Sum, Average, Minimum, Maximum, SampleCount, or an extended one such as p90
  std::string unit = {};       // empty: any
  std::optional<double> threshold;
  std::string comparison = {};  // GreaterThanOrEqualToThreshold, ...
  std::uint64_t period = 0;     // seconds; 0: not known
  std::uint64_t evaluation_periods = 0, datapoints_to_alarm = 0;  // the second is the first when the document has none
  std::string treat_missing_data = "missing";  // missing, ignore, breaching, notBreaching
  // Of the other kinds: the expressions, or the rule of a composite alarm.
  std::vector<std::string> expressions = {};
  std::string actions_suppressor = {};  // of a composite alarm
  std::vector<std::pair<std::string, std::string>> metrics_in_expressions = {};  // namespace, name
  bool actions_enabled = true;
  std::vector<std::string> actions = {};  // AlarmActions: ARNs, or addresses of resources
  std::vector<std::string> unresolved = {};
  origin from{};
  place at;
};

struct subscription {
  enum class state : std::uint8_t { confirmed, pending, deleted, unknown };
  scope where;
  std::string topic;  // ARN, or the address of the resource
  std::string arn;    // empty unless confirmed
  state how{};
  std::string protocol, endpoint;
  std::vector<std::string> unresolved = {};
  origin from{};
  place at;
};

struct subscription_attributes {
  std::string subscription;  // its ARN, or the address of the resource
  std::string topic;
  scope where;
  std::string filter_policy = {};        // JSON; empty: none
  std::string filter_policy_scope = {};  // MessageAttributes (the service's default), MessageBody
  std::optional<bool> pending;
  origin from{};
  place at;
};

// That a list was asked for, and whether it is whole: what is not in it is not there. Without one, what was not found is
// unknown.
struct listing {
  document_kind what{};
  scope where;
  std::string of = {};      // what it was restricted to: a log group, the ARN of a topic, the address of either
  bool complete = true;     // false: the answer says that there is more, and the rest is not among the files
  bool restricted = false;  // it may be restricted, and to what cannot be told from the document
  bool without_composites = false;  // of alarms: those of kind `composite` were not asked for, or nothing says so
  std::size_t records = 0;          // how many the answer holds
  // Of a page, until `settle` has joined the pages: the token of the next one, and the one it was asked for by. Empty: none.
  std::string next_page = {}, asked_by = {};
  place at;
};

// Something that stood in the way. Nothing is ever passed over in silence.
struct problem {
  std::string path;
  std::uint64_t line = 0;  // 0: the file as a whole
  std::string message;     // one sentence, lower case, no full stop
  bool error = true;       // exit code 2; false: a note, about what is known and was left out
};

struct inventory {
  std::vector<source_file> files;
  std::vector<trail> trails;
  std::vector<trail_status> statuses;
  std::vector<event_selectors> selectors;
  std::vector<metric_filter> filters;
  std::vector<alarm> alarms;
  std::vector<subscription> subscriptions;
  std::vector<subscription_attributes> attributes;
  std::vector<listing> listings;
  std::vector<problem> problems;
};

// `describe-metric-filters`, `terraform-plan`: stable, for programs.
std::string_view name(document_kind k) noexcept;
std::string_view name(origin o) noexcept;
std::string_view name(alarm_kind k) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
