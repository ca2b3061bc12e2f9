// SPDX-License-Identifier: Apache-2.0
// The link `subscriber`: has somebody who gets every message confirmed a subscription of a topic that is told? In goes
// a filter with its topics, out comes the answer.
#include "audit/chain.hpp"
#include "audit/filter_policy.hpp"
#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using inventory::document_kind;
using inventory::subscription;
using inventory::subscription_attributes;

class subscriber_judge {
 public:
  subscriber_judge(const context& c, member& m) : c_(c), m_(m) {}

  filter_answer judge() {
    if (m_.topics.empty()) return {.found = answer::maybe, .blind = true};
    for (const told& each : m_.topics) look_at(each);
    if (all_.out.found == answer::yes) all_.out.settle.clear();
    return all_.take();
  }

 private:
  void add(answer what, reason why, std::string message, std::vector<evidence> grounds) {
    ++said_;
    all_.add(what, why, std::move(message), std::move(grounds));
  }

  // Where the topic is, as its ARN says; else beside the alarm.
  static inventory::scope scope_of(const told& t) {
    if (!t.topic.starts_with("arn:")) return t.where;
    return {std::string(arn_field(t.topic, 4)), std::string(arn_field(t.topic, 3))};
  }

  const inventory::listing* whole_list(const told& t) const {
    for (const inventory::scope& where : {t.where, scope_of(t)}) {
      if (const auto* found = c_.in.whole_list(document_kind::list_subscriptions_by_topic, where, t.topic))
        return found;
    }
    return c_.in.whole_list(document_kind::list_subscriptions, scope_of(t));
  }

  static evidence fact(const subscription& s) {
    constexpr std::string_view states[] = {"confirmed", "pending confirmation", "deleted", "not known"};
    return {fmt::format("subscription of {} by {} is {}", s.endpoint.empty() ? "somebody" : s.endpoint, s.protocol,
                        states[static_cast<std::size_t>(s.how)]),
            s.at};
  }

  void look_at(const told& t) {
    const std::size_t before = said_;
    bool reached = false;
    for (const std::size_t i : c_.in.subscriptions_of(t.topic)) {
      reached = look_at(t, c_.in.evidence().subscriptions[i]) || reached;
      if (reached && t.sure) break;
    }
    if (reached) return;
    const inventory::listing* whole = whole_list(t);
    if (whole == nullptr) {
      append_new(all_.out.settle, {list_command(t)});
      return add(answer::maybe, reason::subscriptions_not_known,
                 fmt::format("No whole list of the subscriptions of topic `{}` is there.", t.topic), {});
    }
    if (said_ != before) return;
    add(answer::no, reason::no_subscription,
        fmt::format("Topic `{}` has no subscription; let somebody subscribe and confirm.", t.topic),
        {{fmt::format("the list of subscriptions has none of {}", t.topic), whole->at}});
  }

  static std::string list_command(const told& t) {
    return fmt::format("aws sns list-subscriptions-by-topic --topic-arn {}{}", shell_word(t.topic),
                       region_option(scope_of(t)));
  }

  // Whether somebody is surely reached by it; else a remark says why not.
  bool look_at(const told& t, const subscription& s) {
    if (s.how == subscription::state::deleted) return false;
    const std::vector<const subscription_attributes*> attributes = attributes_of(s);
    const bool pending =
        s.how == subscription::state::pending ||
        std::any_of(attributes.begin(), attributes.end(), [](const auto* a) { return a->pending.value_or(false); });
    if (pending) {
      add(answer::no, reason::not_confirmed,
          fmt::format(
              "The subscription of {} to topic `{}` is not confirmed; open the link in the message that SNS sent.",
              who(s), t.topic),
          {fact(s)});
      return false;
    }
    if (s.how == subscription::state::unknown || !s.unresolved.empty()) {
      append_new(all_.out.settle, {list_command(t)});
      add(answer::maybe, reason::not_confirmed,
          fmt::format("Whether the subscription of {} to topic `{}` is confirmed is not in the document.", who(s),
                      t.topic),
          {fact(s)});
      return false;
    }
    return gets_all(t, s, attributes);
  }

  static std::string who(const subscription& s) {
    return s.endpoint.empty() ? fmt::format("a {} endpoint", s.protocol) : fmt::format("`{}`", s.endpoint);
  }

  std::vector<const subscription_attributes*> attributes_of(const subscription& s) const {
    std::vector<const subscription_attributes*> out;
    if (s.arn.empty()) return out;
    for (const std::size_t i : c_.in.attributes_of(s.arn)) out.push_back(&c_.in.evidence().attributes[i]);
    return out;
  }

  bool gets_all(const told& t, const subscription& s, const std::vector<const subscription_attributes*>& attributes) {
    std::vector<evidence> grounds{fact(s)};
    for (const subscription_attributes* a : attributes) {
      const policy_answer found = read_policy(a->filter_policy, a->filter_policy_scope);
      const evidence said{
          fmt::format("FilterPolicy is {}{}", a->filter_policy.empty() ? "none" : a->filter_policy,
                      a->filter_policy_scope.empty() ? "" : fmt::format(" ({})", a->filter_policy_scope)),
          a->at};
      if (found == policy_answer::rejects || found == policy_answer::not_known) {
        const bool rejects = found == policy_answer::rejects;
        add(rejects ? answer::no : answer::maybe, reason::filter_policy,
            fmt::format("The filter policy of the subscription of {} to topic `{}` {}; take it away.", who(s), t.topic,
                        rejects ? "rejects every alarm, whose messages have no attributes"
                                : "may reject alarms, and that is not decided here"),
            {fact(s), said});
        return false;
      }
      grounds.push_back(said);
    }
    if (attributes.empty() && !take_unfiltered(t, s)) return false;
    append_new(all_.out.grounds, grounds);
    all_.out.found = std::max(all_.out.found, t.sure ? answer::yes : answer::maybe);
    if (t.sure && all_.out.message.empty())
      all_.out.message = fmt::format("{} has confirmed a subscription of topic `{}`.", sentence_start(s), t.topic);
    return true;
  }

  static std::string sentence_start(const subscription& s) {
    std::string out = who(s);
    if (out.front() == 'a') out.front() = 'A';
    return out;
  }

  bool take_unfiltered(const told& t, const subscription& s) {
    const bool taken = c_.options.assume_unfiltered_subscriptions;
    std::string message =
        fmt::format("No file says whether the subscription of {} to topic `{}` has a filter policy{}.", who(s), t.topic,
                    taken ? "; it is assumed to have none" : "");
    if (!taken)
      append_new(all_.out.settle, {fmt::format("aws sns get-subscription-attributes --subscription-arn {}{}",
                                               shell_word(s.arn), region_option(scope_of(t)))});
    add(taken ? answer::no : answer::maybe, reason::policy_not_known, std::move(message), {fact(s)});
    return taken;
  }

  const context& c_;
  member& m_;
  std::size_t said_ = 0;  // how often anything was added, kept or not
  found_out all_;
};

}  // namespace

filter_answer judge_subscriber(const context& c, member& m) { return subscriber_judge(c, m).judge(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
