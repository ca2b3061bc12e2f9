// SPDX-License-Identifier: Apache-2.0
// The link `action`: does an alarm that rings tell a topic, by itself or through a composite alarm that is certain to
// ring with it? In goes a filter with its alarms, out come the answer and the topics. Looks at no subscription.
#include "audit/chain.hpp"
#include "audit/composite_rule.hpp"
#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using inventory::alarm;
using inventory::alarm_kind;
using inventory::document_kind;

class action_judge {
 public:
  action_judge(const context& c, member& m) : c_(c), m_(m) {}

  filter_answer judge() {
    if (m_.alarms.empty()) return {.found = answer::maybe, .blind = true};
    for (const ringing& each : m_.alarms) look_at(each);
    return all_.take();
  }

 private:
  const alarm& record(std::size_t i) const { return c_.in.evidence().alarms[i]; }

  static evidence fact(const alarm& a) {
    return {fmt::format("alarm `{}` has ActionsEnabled {} and AlarmActions {}", a.name, yes_or_no(a.actions_enabled),
                        a.actions.empty() ? "none" : fmt::format("{}", fmt::join(a.actions, ", "))),
            a.at};
  }

  void because(answer what, reason why, const alarm& a, std::string message) {
    all_.add(what, why, std::move(message), {fact(a)});
  }

  void ask_again(const alarm& a) {
    append_new(all_.out.settle,
               {fmt::format("aws cloudwatch describe-alarms --alarm-names {} --alarm-types MetricAlarm "
                            "CompositeAlarm{}",
                            shell_word(a.name), region_option(a.where))});
  }

  // An ARN of SNS; or the address of a resource that the document knows for a topic.
  bool is_topic(const std::string& action) const {
    if (action.starts_with("arn:")) return arn_field(action, 2) == "sns";
    if (action.find("sns_topic") != std::string::npos || !c_.in.subscriptions_of(action).empty()) return true;
    const auto& listings = c_.in.evidence().listings;
    return std::any_of(listings.begin(), listings.end(), [&](const inventory::listing& l) {
      return l.what == document_kind::list_subscriptions_by_topic && l.of == action;
    });
  }

  std::vector<std::string> topics_of(const alarm& a) const {
    std::vector<std::string> out;
    std::copy_if(a.actions.begin(), a.actions.end(), std::back_inserter(out),
                 [&](const std::string& each) { return is_topic(each); });
    return out;
  }

  static bool open_action(const alarm& a) {
    return std::any_of(a.unresolved.begin(), a.unresolved.end(), [](const std::string& each) {
      return each.find("ction") != std::string::npos && each.find("OK") == std::string::npos &&
             each.find("ok_") == std::string::npos && each.find("nsufficient") == std::string::npos;
    });
  }

  static bool switch_open(const alarm& a) {
    return std::any_of(a.unresolved.begin(), a.unresolved.end(), [](const std::string& each) {
      return each.find("ctionsEnabled") != std::string::npos || each.find("ctions_enabled") != std::string::npos;
    });
  }

  void switch_not_known(const alarm& a) {
    ask_again(a);
    because(answer::maybe, reason::action_open, a,
            fmt::format("The document leaves open whether the actions of alarm `{}` are enabled.", a.name));
  }

  // An action that may be a topic: an address that nothing else in the document speaks of.
  const std::string* strange_action(const alarm& a) const {
    const auto found = std::find_if(a.actions.begin(), a.actions.end(), [&](const std::string& each) {
      return !each.starts_with("arn:") && !is_topic(each);
    });
    return found == a.actions.end() ? nullptr : &*found;
  }

  void add_topics(const std::vector<std::string>& topics, const alarm& a, bool sure) {
    for (const std::string& each : topics) {
      if (known_.emplace(each, sure).second) m_.topics.push_back({each, a.where, sure});
    }
  }

  void take_topics(const alarm& a, const std::vector<std::string>& topics, bool sure) {
    add_topics(topics, a, sure);
    append_new(all_.out.grounds, {fact(a)});
    all_.out.found = std::max(all_.out.found, sure ? answer::yes : answer::maybe);
    if (sure && all_.out.message.empty())
      all_.out.message = fmt::format("Alarm `{}` tells topic {}.", a.name, listed(topics));
  }

  void look_at(const ringing& r) {
    const alarm& a = record(r.alarm);
    const std::vector<std::string> topics = topics_of(a);
    if (switch_open(a)) {
      add_topics(topics, a, false);
      return switch_not_known(a);
    }
    if (a.actions_enabled && !topics.empty()) return take_topics(a, topics, r.sure);
    if (a.actions_enabled && open_action(a)) {
      ask_again(a);
      return because(answer::maybe, reason::action_open, a,
                     fmt::format("The document leaves open whom alarm `{}` tells.", a.name));
    }
    if (a.actions_enabled && strange_action(a) != nullptr) {
      ask_again(a);
      return because(answer::maybe, reason::action_open, a,
                     fmt::format("Whether `{}`, an action of alarm `{}`, is a topic is not in the document.",
                                 *strange_action(a), a.name));
    }
    if (through_composites(a, r.sure)) return;
    if (!a.actions_enabled) {
      return acts_not(
          reason::actions_disabled, a,
          fmt::format("The actions of alarm `{}` are disabled; enable them (aws cloudwatch enable-alarm-actions "
                      "--alarm-names {}{}).",
                      a.name, shell_word(a.name), region_option(a.where)));
    }
    if (a.actions.empty()) {
      return acts_not(reason::no_action, a, fmt::format("Alarm `{}` has no action; let it tell an SNS topic.", a.name));
    }
    acts_not(reason::no_topic, a, fmt::format("None of the actions of alarm `{}` is an SNS topic; add one.", a.name));
  }

  // Not by itself; and whether through a composite alarm is known only from a whole list of those.
  void acts_not(reason why, const alarm& a, std::string message) {
    const inventory::listing* list = c_.in.whole_list(document_kind::describe_alarms, a.where);
    if (list != nullptr && !list->without_composites) return because(answer::no, why, a, std::move(message));
    ask_again(a);
    because(answer::maybe, why, a,
            std::move(message) + " A composite alarm may act for it: no whole list of those is there.");
  }

  // Whether a composite alarm that asks about this one has taken the question over.
  bool through_composites(const alarm& a, bool sure) {
    std::set<std::size_t> seen;
    return through_composites(a, sure, seen);
  }

  bool through_composites(const alarm& a, bool sure, std::set<std::size_t>& seen) {
    constexpr std::size_t most = 100;  // composite alarms on one way, far beyond what anybody nests
    if (seen.size() >= most) {
      because(answer::maybe, reason::composite_only, a,
              fmt::format("Alarm `{}` acts through more composite alarms than are followed here.", a.name));
      return true;
    }
    bool taken = false;
    const std::vector<std::string> names{a.name, a.arn};
    for (const std::size_t i : c_.in.alarms_of(a.where.account)) {
      const alarm& composite = record(i);
      if (composite.kind != alarm_kind::composite || !meet(composite.where, a.where) || seen.contains(i)) continue;
      if (!asks_about(composite, names)) continue;
      seen.insert(i);
      taken = through(a, composite, names, sure, seen) || taken;
    }
    return taken;
  }

  static bool rule_open(const alarm& composite) {
    return composite.expressions.empty() || composite.expressions.front().empty();
  }

  static bool asks_about(const alarm& composite, const std::vector<std::string>& names) {
    return rule_open(composite) || std::any_of(composite.expressions.begin(), composite.expressions.end(),
                                               [&](const std::string& rule) { return mentions(rule, names); });
  }

  bool through(const alarm& a, const alarm& composite, const std::vector<std::string>& names, bool sure,
               std::set<std::size_t>& seen) {
    if (rule_open(composite)) {
      ask_again(composite);
      because(answer::maybe, reason::composite_only, composite,
              fmt::format("Whether alarm `{}` acts through composite alarm `{}` is not known: its rule is open.",
                          a.name, composite.name));
      add_topics(topics_of(composite), composite, false);
      return true;
    }
    const std::string& rule = composite.expressions.front();
    const truth rings = evaluate_rule(rule, names, alarm_state::alarm);
    if (rings == truth::no) return false;
    const bool certain = rings == truth::yes && evaluate_rule(rule, names, alarm_state::ok) != truth::yes &&
                         composite.actions_suppressor.empty() && composite.unresolved.empty();
    const std::vector<std::string> topics = topics_of(composite);
    if (switch_open(composite)) {
      add_topics(topics, composite, false);
      switch_not_known(composite);
      return true;
    }
    if (!composite.actions_enabled) {
      because(answer::no, reason::actions_disabled, composite,
              fmt::format("Alarm `{}` acts only through composite alarm `{}`, whose actions are disabled; enable them.",
                          a.name, composite.name));
      return true;
    }
    if (topics.empty() && (open_action(composite) || strange_action(composite) != nullptr)) {
      ask_again(composite);
      because(answer::maybe, reason::action_open, composite,
              fmt::format("The document leaves open whom composite alarm `{}` tells.", composite.name));
      return true;
    }
    if (topics.empty()) return through_composites(composite, sure && certain, seen);
    if (!certain) {
      const std::string_view why = composite.actions_suppressor.empty() ? "whose rule hangs on other alarms as well"
                                                                        : "whose actions another alarm suppresses";
      because(answer::maybe, reason::composite_only, composite,
              fmt::format("Alarm `{}` acts only through composite alarm `{}`, {}: {}; give it an action of its own.",
                          a.name, composite.name, why, rule));
      add_topics(topics, composite, false);
      ask_again(composite);
      return true;
    }
    because(answer::no, reason::composite_only, composite,
            fmt::format("Alarm `{}` acts only through composite alarm `{}`, which rings whenever it does: {}.", a.name,
                        composite.name, rule));
    append_new(all_.out.grounds, {fact(a)});
    take_topics(composite, topics, sure);
    return true;
  }

  const context& c_;
  member& m_;
  std::set<std::pair<std::string, bool>> known_;  // topics, and whether they are surely told
  found_out all_;
};

}  // namespace

filter_answer judge_action(const context& c, member& m) {
  m.topics.clear();
  return action_judge(c, m).judge();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
