// SPDX-License-Identifier: Apache-2.0
// `sns list-subscriptions`, `list-subscriptions-by-topic` and `get-subscription-attributes`.
#include "inventory/arn.hpp"
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

bool is_topic(std::string_view text) noexcept {
  const auto parsed = parse_arn(text);
  return parsed && parsed->service == "sns" && !parsed->account.empty();
}

subscription::state state_of(std::string_view name) noexcept {
  if (name == "PendingConfirmation" || name == "pending confirmation") return subscription::state::pending;
  if (name == "Deleted") return subscription::state::deleted;
  return is_topic(name) ? subscription::state::confirmed : subscription::state::unknown;
}

bool read_one(answer& a, const value& object, std::string path) {
  subscription made;
  record r(a, object, std::move(path), made.unresolved);
  made.topic = r.text("TopicArn", presence::always).value_or("");
  if (!is_topic(made.topic)) {
    a.wrong(object, fmt::format("{} has no `TopicArn` that is the ARN of a topic, and is left out", r.path()));
    return false;
  }
  made.where = parse_arn(made.topic)->where();
  const std::string name = r.text("SubscriptionArn", presence::always).value_or("");
  made.how = state_of(name);
  if (made.how == subscription::state::confirmed) made.arn = name;
  if (made.how == subscription::state::unknown) r.leave_open("SubscriptionArn");
  made.protocol = r.text("Protocol", presence::always).value_or("");
  made.endpoint = r.text("Endpoint", presence::always).value_or("");
  made.at = r.at();
  a.out.subscriptions.push_back(std::move(made));
  return true;
}

}  // namespace

// Both commands print the same. Subscriptions of one topic only may be all that there are, or all that was asked for:
// they are the topic's in either case. Of an output without any, `settle` looks for the topic in the file's name.
void read_subscriptions(answer& a) {
  const std::size_t first = a.out.subscriptions.size();
  const bool whole = a.for_each(
      "Subscriptions", [&](const value& each, std::string path) { return read_one(a, each, std::move(path)); });
  const auto begin = a.out.subscriptions.begin() + static_cast<std::ptrdiff_t>(first), end = a.out.subscriptions.end();
  listing made = a.list(document_kind::list_subscriptions, whole, a.out.subscriptions.size() - first);
  if (const std::string* topic = a.asked.argument("--topic-arn")) {
    made.what = document_kind::list_subscriptions_by_topic;
    made.of = *topic;
  } else if (a.asked.command == "sns list-subscriptions-by-topic") {
    made.what = document_kind::list_subscriptions_by_topic;
    made.restricted = true;
    made.complete = false;
  } else if (!a.asked.known &&
             std::all_of(begin, end, [&](const subscription& s) { return s.topic == begin->topic; })) {
    made.what = document_kind::list_subscriptions_by_topic;
    made.restricted = true;
    if (begin != end) made.of = begin->topic;
  }
  if (const auto parsed = parse_arn(made.of)) made.where = parsed->where();
  a.out.listings.push_back(std::move(made));
}

// All of its values are texts, even `true`.
void read_subscription_attributes(answer& a) {
  const auto object = a.root.member("Attributes");
  if (!object || !object->is(kind::object)) return a.wrong(object.value_or(a.root), "`Attributes` must be an object");
  subscription_attributes made;
  std::vector<std::string> unresolved;
  record r(a, *object, "Attributes", unresolved);
  made.subscription = r.text("SubscriptionArn", presence::always).value_or("");
  made.topic = r.text("TopicArn", presence::always).value_or("");
  made.filter_policy = r.text("FilterPolicy", presence::sometimes).value_or("");
  made.filter_policy_scope = r.text("FilterPolicyScope", presence::sometimes).value_or("");
  const std::string pending = r.text("PendingConfirmation", presence::sometimes).value_or("");
  if (pending == "true" || pending == "false") made.pending = pending == "true";
  if (!is_topic(made.subscription) || !unresolved.empty()) {
    return a.wrong(*object,
                   "attributes of a subscription without its ARN and topic, or of another shape, are left out");
  }
  made.where = parse_arn(made.subscription)->where();
  made.at = r.at();
  a.out.attributes.push_back(std::move(made));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
