// SPDX-License-Identifier: Apache-2.0
// Every control in every account: the chain of each trail that sees the account, for each text that satisfies the
// control; the best of them is the finding. Files beside this one judge the single links.
#include "audit/judge.hpp"

#include "audit/chain.hpp"
#include "audit/decider.hpp"
#include "audit/events.hpp"
#include "audit/exact_text.hpp"
#include "audit/filters.hpp"
#include "audit/index.hpp"
#include "audit/links.hpp"
#include "audit/trails.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

// How far a chain is from holding; the least is the best.
struct distance {
  bool fails = false;
  std::size_t failed = 0, unknown = 0;
  friend auto operator<=>(const distance&, const distance&) = default;
};

distance distance_of(const finding& f) {
  distance out;
  for (const link_judgement& l : f.links) {
    if (l.status == status::failed) out.fails = true;
    if (l.status == status::failed || l.status == status::blocked) ++out.failed;
    if (l.status == status::unknown) ++out.unknown;
  }
  return out;
}

status status_of(const finding& f) {
  const auto any = [&](status s) {
    return std::any_of(f.links.begin(), f.links.end(), [&](const link_judgement& l) { return l.status == s; });
  };
  if (any(status::failed)) return status::failed;
  return any(status::unknown) || any(status::blocked) ? status::unknown : status::passed;
}

link_judgement& at(finding& f, link l) { return f.links[static_cast<std::size_t>(l)]; }
const link_judgement& at(const finding& f, link l) { return f.links[static_cast<std::size_t>(l)]; }

// One account.
class account_judge {
 public:
  account_judge(const context& c, std::string account) : c_(c), account_(std::move(account)) {}

  finding judge(const catalog::entry& control) {
    std::optional<finding> best;
    for (const std::size_t t : c_.in.trails_of(account_)) better(best, by_trail(control, t));
    if (!best) best = without_trail(control);
    note_others(*best);
    best->control = &control;
    best->account = account_;
    best->status = status_of(*best);
    best->security_hub = judge_exact_text(c_.in.evidence(), control, best->filters);
    return std::move(*best);
  }

 private:
  static void better(std::optional<finding>& best, finding other) {
    if (!best || distance_of(other) < distance_of(*best)) best = std::move(other);
  }

  static decider::texts texts_of(const catalog::entry& control) {
    decider::texts out{control.normative.text};
    for (const catalog::reference& each : control.alternatives) out.push_back(each.text);
    return out;
  }

  finding by_trail(const catalog::entry& control, std::size_t t) {
    const inventory::trail& trail = c_.in.evidence().trails[t];
    finding start;
    start.trail = t;
    at(start, link::trail) = judge_trail(c_.in, account_, trail);
    at(start, link::logging) = judge_logging(c_.in, trail);
    at(start, link::delivery) = judge_delivery(c_.in, trail);
    if (!trail.log_group) return over_groups(control, start, &trail);
    if (trail.log_group->name.empty()) return over_texts(control, start, nullptr, &trail);
    const inventory::trail::group group = group_of(trail);
    return over_texts(control, start, &group, &trail);
  }

  // A template may name its own log group by an ARN, and so its account; the filters beside it name none.
  inventory::trail::group group_of(const inventory::trail& t) const {
    const inventory::trail::group beside{t.where, t.log_group->name};
    const bool there = !c_.in.filters_of(*t.log_group).empty();
    return there || c_.in.filters_of(beside).empty() ? *t.log_group : beside;
  }

  finding without_trail(const catalog::entry& control) {
    finding start;
    at(start, link::trail) = judge_no_trail(c_.in, account_);
    for (const link l : {link::logging, link::events, link::delivery})
      at(start, l) = blocked(l, "There is no trail to look at.");
    return over_groups(control, start, nullptr);
  }

  // Nothing says which log group it is: the one whose chain is best. What is wrong with the filters of the others is
  // told.
  finding over_groups(const catalog::entry& control, const finding& start, const inventory::trail* trail) {
    std::vector<finding> all;
    for (const inventory::trail::group& group : c_.in.groups_of(account_))
      all.push_back(over_texts(control, start, &group, trail));
    if (all.empty()) return over_texts(control, start, nullptr, trail);
    const auto nearer = [](const finding& a, const finding& b) { return distance_of(a) < distance_of(b); };
    const auto best = std::min_element(all.begin(), all.end(), nearer);
    for (const finding& other : all) {
      if (&other != &*best) note_other_group(*best, other);
    }
    return std::move(*best);
  }

  // Only where its filters are about the control: such as have one of its values.
  static void note_other_group(finding& f, const finding& other) {
    for (const remark& each : at(other, link::filter).remarks) {
      const bool about = each.why == reason::not_covered || (each.decisive && each.why == reason::filter_refused);
      if (!about || each.grounds.empty()) continue;
      std::string message = each.message;
      if (!other.filters.hints.empty())
        message = fmt::format("{} A likely slip: {}.", message, coverwatch::message(other.filters.hints.front()));
      note(at(f, link::filter), each.why, std::move(message), each.grounds);
    }
  }

  // Any text of the control satisfies it. Of those that are as far from it the one that the filters come nearest to.
  finding over_texts(const catalog::entry& control, const finding& start, const inventory::trail::group* group,
                     const inventory::trail* trail) {
    const decider::texts texts = texts_of(control);
    std::vector<finding> all;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      finding& f = all.emplace_back(start);
      if (trail != nullptr) at(f, link::events) = judge_events(c_.in, c_.decide, *trail, texts[i]);
      follow(f, group, texts[i]);
      f.filters.reference = f.filters.answer.reference = i;
      if (distance_of(f) == distance{}) return std::move(f);
    }
    const auto nearer = [](const finding& a, const finding& b) { return distance_of(a) < distance_of(b); };
    auto best = std::min_element(all.begin(), all.end(), nearer);
    if (all.size() > 1 && group != nullptr && at(*best, link::filter).status != status::passed) {
      const auto near = all.begin() + static_cast<std::ptrdiff_t>(nearest(texts, *group));
      if (distance_of(*near) == distance_of(*best)) best = near;
    }
    return std::move(*best);
  }

  std::size_t nearest(const decider::texts& all, const inventory::trail::group& group) {
    const std::vector<std::size_t> filters = c_.in.filters_of(group);
    if (filters.size() > most_filters) return 0;
    decider::texts deployed;
    for (const std::size_t i : filters) {
      const auto& text = c_.in.evidence().filters[i].pattern;
      if (text && c_.decide.parse(*text)) deployed.push_back(*text);
    }
    std::sort(deployed.begin(), deployed.end());
    return c_.decide.explained(deployed, all).reference;
  }

  void follow(finding& f, const inventory::trail::group* group, std::string_view reference) {
    constexpr link behind[] = {link::filter, link::metric, link::alarm, link::action, link::subscriber};
    if (group == nullptr) {
      for (const link l : behind) at(f, l) = blocked(l, "There is no log group to look at.");
      return;
    }
    f.log_group = group->name;
    f.log_group_where = group->where;
    chain found = judge_chain(c_, *group, reference);
    for (std::size_t i = 0; i < found.links.size(); ++i) at(f, behind[i]) = std::move(found.links[i]);
    f.filters = std::move(found.filters);
    f.alarms = std::move(found.alarms);
  }

  // The chains of these are worse, and not shown.
  void note_others(finding& f) const {
    for (const std::size_t t : c_.in.trails_of(account_)) {
      const inventory::trail& other = c_.in.evidence().trails[t];
      if (f.trail == t || other.multi_region != false) continue;
      note(at(f, link::trail), reason::not_multi_region,
           fmt::format("Beside it there is {}, which records one region only.", trail_name(other)),
           {{fmt::format("IsMultiRegionTrail of `{}` is false", other.name), other.at}});
    }
  }

  const context& c_;
  std::string account_;
};

}  // namespace

std::vector<finding> judge(const inventory::inventory& evidence, const judge_options& options) {
  const index in(evidence);
  decider decide(options);
  const context c{in, decide, options};
  std::vector<std::string> accounts(options.accounts.begin(), options.accounts.end());
  if (accounts.empty()) accounts = accounts_of(evidence);
  std::vector<finding> out;
  out.reserve(accounts.size() * options.controls.size());
  for (const std::string& account : accounts) {
    for (const catalog::entry* control : options.controls) {
      out.push_back(account_judge(c, account).judge(*control));
      if (options.on_progress) options.on_progress(out.size(), accounts.size() * options.controls.size());
    }
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
