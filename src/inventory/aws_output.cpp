// SPDX-License-Identifier: Apache-2.0
// What the AWS command line printed, as it stands or in an envelope that says which command it was, of which account
// and region. Recognised by the keys on top; the envelope's command only tells apart what looks the same. Everything
// else is left to others.
#include "inventory/arn.hpp"
#include "inventory/aws_record.hpp"
#include "inventory/leftovers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

// Nothing when the keys are none of these outputs'.
std::optional<document_kind> kind_of(const value& root) {
  if (!root.is(kind::object)) return std::nullopt;
  const auto has = [&](std::string_view key) { return root.member(key).has_value(); };
  if (has("trailList")) return document_kind::describe_trails;
  if (has("Trail")) return document_kind::get_trail;
  if (has("IsLogging")) return document_kind::get_trail_status;
  if (has("EventSelectors") || has("AdvancedEventSelectors")) return document_kind::get_event_selectors;
  if (has("TrailARN") && root.size() == 1) return document_kind::get_event_selectors;
  if (has("metricFilters")) return document_kind::describe_metric_filters;
  if (has("MetricAlarms") || has("CompositeAlarms")) return document_kind::describe_alarms;
  if (has("Subscriptions")) return document_kind::list_subscriptions;
  const auto attributes = root.member("Attributes");
  if (attributes && attributes->member("SubscriptionArn")) return document_kind::get_subscription_attributes;
  return std::nullopt;
}

void read_kind(document_kind what, answer& a) {
  list_kind(a.out, a.in, what);
  switch (what) {
    case document_kind::describe_trails: return read_trails(a);
    case document_kind::get_trail: return read_trail(a);
    case document_kind::get_trail_status: return read_trail_status(a);
    case document_kind::get_event_selectors: return read_event_selectors(a);
    case document_kind::describe_metric_filters: return read_metric_filters(a);
    case document_kind::describe_alarms: return read_alarms(a);
    case document_kind::list_subscriptions:
    case document_kind::list_subscriptions_by_topic: return read_subscriptions(a);
    case document_kind::get_subscription_attributes: return read_subscription_attributes(a);
    case document_kind::terraform_state:
    case document_kind::terraform_plan:
    case document_kind::cloudformation:
    case document_kind::commands: return;
  }
}

std::string text_of(const value& object, std::string_view key) {
  const auto found = object.member(key);
  return found && found->is(kind::string) ? std::string(found->string()) : std::string();
}

// An argument is a text, a list of texts, or nothing but its name.
std::string argument_of(const value& given) {
  if (given.is(kind::string)) return std::string(given.string());
  std::string out;
  for (auto each = given.first_child(); each; each = each->next_sibling()) {
    out += (out.empty() ? "" : " ") + std::string(each->string());
  }
  return out;
}

request read_request(const value& envelope, const scope& hint) {
  request made{true, text_of(envelope, "command"), {}, hint, text_of(envelope, "cli")};
  if (const std::string account = text_of(envelope, "account"); is_account(account)) made.where.account = account;
  if (const std::string region = text_of(envelope, "region"); !region.empty()) made.where.region = region;
  const auto arguments = envelope.member("arguments");
  for (auto each = arguments ? arguments->first_child() : std::nullopt; each; each = each->next_sibling()) {
    made.arguments.emplace_back(each->key(), argument_of(*each));
  }
  return made;
}

// A command that failed has told nothing, and what it would have told stays unknown.
void note_failure(inventory& out, const document& d, const request& asked, const std::string& error) {
  out.problems.push_back({std::string(d.path), 0,
                          fmt::format("{} failed when it was collected, so that what it would tell is not known: {}",
                                      shown("aws " + asked.command), shown(error)),
                          false});
}

// Whether an output may be that of the command. `describe-alarms-for-metric` and the like print what others print, of a
// part, and are not taken for these.
bool fits(const std::string& command, document_kind what) {
  const std::size_t blank = command.rfind(' ');
  const std::string_view last = std::string_view(command).substr(blank == std::string::npos ? 0 : blank + 1);
  if (what == document_kind::list_subscriptions && last == name(document_kind::list_subscriptions_by_topic))
    return true;
  return last == name(what);
}

void read_enveloped(inventory& out, const document& d, const value& envelope) {
  const request asked = read_request(envelope, d.hint);
  const auto refuse = [&](std::string message) {
    out.problems.push_back({std::string(d.path), d.at(envelope.begin()).line, std::move(message)});
  };
  if (text_of(envelope, "coverwatch") != "aws-output/1") {
    return refuse(fmt::format("an envelope of another version, {}: this program reads aws-output/1",
                              shown(text_of(envelope, "coverwatch"))));
  }
  const auto output = envelope.member("output");
  const auto code = envelope.member("exit_code");
  const std::string error = text_of(envelope, "error");
  if (!error.empty() || (code && code->spelling() != "0")) return note_failure(out, d, asked, error);
  if (!output || !output->is(kind::object)) {
    return refuse(
        fmt::format("the envelope of {} holds no output and no error: collect it again", shown(asked.command)));
  }
  const auto what = kind_of(*output);
  if (what && fits(asked.command, *what)) {
    answer a(out, d, asked, *output);
    return read_kind(*what, a);
  }
  if (read_terraform(out, d, *output) || read_cloudformation(out, d, *output)) return;
  if (const auto known = leftover_of(*output)) return note_leftover(out, d, *known);
  if (what) {
    return refuse(fmt::format("the envelope says {}, and holds an output of {}", shown(asked.command), name(*what)));
  }
  refuse(unknown_shape(*output));
}

}  // namespace

bool read_aws_output(inventory& out, const document& d, const value& root) {
  if (root.is(kind::object) && root.member("coverwatch") && root.member("command")) {
    read_enveloped(out, d, root);
    return true;
  }
  const auto what = kind_of(root);
  if (!what) return false;
  request nobody;
  nobody.where = d.hint;
  answer a(out, d, nobody, root);
  read_kind(*what, a);
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
