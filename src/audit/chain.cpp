// SPDX-License-Identifier: Apache-2.0
// The links behind the filters, as sets. `kept` are the filters for which a link surely holds, of those that were sure
// before; with what is maybe they are the most that can be hoped for. Each part of the reference that the kept ones do
// not cover is lost, or not known, as the most decide.
#include "audit/chain.hpp"

#include "audit/filters.hpp"
#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using picked = std::vector<std::size_t>;  // indices into the members

class followed {
 public:
  followed(const context& c, filter_link start)
      : c_(c), members_(std::move(start.members)), parts_(std::move(start.parts)) {
    after(start.judgement.status == status::passed);
  }

  link_judgement judge(link what, filter_answer (*ask)(const context&, member&)) {
    if (parts_.empty()) return blocked(what, "There is nothing left to look at behind the links that do not hold.");
    answers_.clear();
    for (member& m : members_) answers_.push_back(ask(c_, m));
    picked kept, most;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (answers_[i].found == answer::no) continue;
      most.push_back(i);
      if (members_[i].sure && answers_[i].found == answer::yes) kept.push_back(i);
    }
    link_judgement out = by_parts(what, kept, most);
    narrow(kept, most, out.status == status::passed);
    return out;
  }

  // The alarms of the filters that bear the parts.
  std::vector<std::size_t> alarms() {
    picked kept;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (members_[i].sure) kept.push_back(i);
    }
    std::vector<std::size_t> out;
    for (const followed_part& p : parts_) {
      for (const std::size_t i : bearers(p, kept)) {
        for (const ringing& each : members_[i].alarms) {
          if (each.sure) out.push_back(each.alarm);
        }
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  decider::texts texts(const picked& of) const {
    decider::texts out;
    for (const std::size_t i : of) out.push_back(members_[i].text);
    return out;
  }

  bool alone(std::size_t i, const followed_part& p) {
    return c_.decide.covers({members_[i].text}, {p.text}).result == verdict::covered;
  }

  // One of these that covers the part by itself.
  std::optional<std::size_t> bearer(const followed_part& p, const picked& of) {
    if (p.bearer && std::find(of.begin(), of.end(), *p.bearer) != of.end()) return p.bearer;
    const auto found = std::find_if(of.begin(), of.end(), [&](std::size_t i) { return alone(i, p); });
    return found == of.end() ? std::nullopt : std::optional(*found);
  }

  // The one of these that covers the part, or several that do so together, none of which can be left out.
  picked bearers(const followed_part& p, const picked& of) {
    constexpr std::size_t most = 100;  // as many as the service allows; of more all are named
    if (const std::optional<std::size_t> one = bearer(p, of)) return {*one};
    picked out = of;
    for (const std::size_t i : of) {
      if (of.size() > most) break;
      picked others = out;
      std::erase(others, i);
      if (c_.decide.covers(texts(others), {p.text}).result == verdict::covered) out = std::move(others);
    }
    return out;
  }

  link_judgement by_parts(link what, const picked& kept, const picked& most) {
    link_judgement out;
    out.what = what;
    out.status = status::passed;
    std::vector<const followed_part*> lost, open;
    for (const followed_part& p : parts_) {
      if (bearer(p, kept) || c_.decide.covers(texts(kept), {p.text}).result == verdict::covered) continue;
      if (bearer(p, most)) {
        open.push_back(&p);
        continue;
      }
      const coverage_report& found = c_.decide.covers(texts(most), {p.text});
      if (found.result != verdict::not_covered) {
        open.push_back(&p);
        continue;
      }
      if (lost.empty() && !most.empty()) out.witness = found.event;
      lost.push_back(&p);
    }
    if (lost.empty() && open.empty()) return pass(std::move(out), kept);
    out.status = lost.empty() ? status::unknown : status::failed;
    const std::vector<const followed_part*>& told = lost.empty() ? open : lost;
    for (const followed_part* p : told) out.parts.push_back(p->text);
    explain(out, told);
    return out;
  }

  link_judgement pass(link_judgement out, const picked& kept) {
    picked bearing;
    for (const followed_part& p : parts_) {
      for (const std::size_t i : bearers(p, kept)) {
        if (std::find(bearing.begin(), bearing.end(), i) == bearing.end()) bearing.push_back(i);
      }
    }
    for (const std::size_t i : bearing) {
      if (out.message.empty()) out.message = answers_[i].message;
      append_new(out.grounds, answers_[i].grounds);
      add_remarks(out, i, false);
    }
    if (bearing.size() > 1 && out.message.ends_with('.')) {
      out.message.pop_back();
      out.message += fmt::format("; likewise for {} more.", bearing.size() - 1);
    }
    return out;
  }

  // The filters to which the parts are owed: those that cover one alone, else those without which it is not covered;
  // one at least that does not hold.
  picked concerned(const std::vector<const followed_part*>& parts) {
    picked out;
    const auto add = [&](std::size_t i) {
      if (std::find(out.begin(), out.end(), i) == out.end()) out.push_back(i);
    };
    picked all(members_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    for (const followed_part* p : parts) {
      bool any = false;
      for (const std::size_t i : all) {
        if (!alone(i, *p)) continue;
        any = true;
        add(i);
      }
      for (const std::size_t i : all) {
        if (any) break;
        picked others = all;
        std::erase(others, i);
        if (c_.decide.covers(texts(others), {p->text}).result != verdict::covered) add(i);
      }
    }
    const bool told = std::any_of(out.begin(), out.end(),
                                  [&](std::size_t i) { return answers_[i].blind || !answers_[i].remarks.empty(); });
    return told ? out : all;
  }

  void explain(link_judgement& out, const std::vector<const followed_part*>& parts) {
    const picked owed = concerned(parts);
    // What holds for a filter that was in doubt before is in doubt still: then that doubt is to be settled.
    const answer wanted = out.status == status::failed ? answer::no : answer::maybe;
    const bool any = std::any_of(owed.begin(), owed.end(), [&](std::size_t i) { return answers_[i].found == wanted; });
    for (const std::size_t i : owed) {
      const answer found = answers_[i].found;
      add_remarks(out, i, found == wanted || (!any && found != answer::yes));
      if (out.status == status::failed) continue;
      append_new(out.settle, answers_[i].settle);
      append_new(out.settle, pending_[i]);
    }
    std::stable_partition(out.remarks.begin(), out.remarks.end(), [](const remark& r) { return r.decisive; });
    if (out.remarks.empty()) {
      out = blocked(out.what, "What it would look at is not known: see the links before it.");
      return;
    }
    if (!out.remarks.front().decisive) {
      for (remark& each : out.remarks) each.decisive = true;
    }
    out.message = out.remarks.front().message;
    for (const remark& each : out.remarks) {
      if (each.decisive) append_new(out.grounds, each.grounds);
    }
  }

  void add_remarks(link_judgement& out, std::size_t i, bool decisive) const {
    for (const remark& each : answers_[i].remarks) {
      const bool known = std::any_of(out.remarks.begin(), out.remarks.end(), [&](const remark& other) {
        return other.why == each.why && other.message == each.message;
      });
      if (known) continue;
      out.remarks.push_back(each);
      out.remarks.back().decisive = each.decisive && decisive;
    }
  }

  // Hands on what the link behind looks at: all that may still hold, and the parts that it may still cover.
  void narrow(const picked& kept, const picked& most, bool held) {
    if (!held) {
      std::erase_if(parts_, [&](const followed_part& p) {
        return !bearer(p, most) && c_.decide.covers(texts(most), {p.text}).result == verdict::not_covered;
      });
    }
    std::vector<std::size_t> place(members_.size(), members_.size());
    std::vector<member> members;
    std::vector<std::vector<std::string>> pending;
    for (const std::size_t i : most) {
      place[i] = members.size();
      members_[i].sure = std::find(kept.begin(), kept.end(), i) != kept.end();
      append_new(pending_[i], answers_[i].settle);
      members.push_back(std::move(members_[i]));
      pending.push_back(std::move(pending_[i]));
    }
    for (followed_part& p : parts_) {
      p.bearer = bearer_now(p, place);
    }
    members_ = std::move(members);
    pending_ = std::move(pending);
    after(held);
  }

  std::optional<std::size_t> bearer_now(const followed_part& p, const std::vector<std::size_t>& place) const {
    if (!p.bearer || place[*p.bearer] == members_.size()) return std::nullopt;
    return place[*p.bearer];
  }

  // Behind a link that does not hold, or is not known to, everything is judged as if it did.
  void after(bool held) {
    pending_.resize(members_.size());
    if (!held) {
      for (member& m : members_) {
        m.sure = true;
        for (ringing& each : m.alarms) each.sure = true;
        for (told& each : m.topics) each.sure = true;
      }
    }
    for (followed_part& p : parts_) {
      if (p.bearer) continue;
      for (std::size_t i = 0; i < members_.size() && !p.bearer; ++i) {
        if (members_[i].sure && alone(i, p)) p.bearer = i;
      }
    }
  }

  const context& c_;
  std::vector<member> members_;
  std::vector<followed_part> parts_;
  std::vector<filter_answer> answers_;
  std::vector<std::vector<std::string>> pending_;  // of each member: what would settle the doubts before
};

}  // namespace

void found_out::add(answer what, reason why, std::string message, std::vector<evidence> grounds) {
  constexpr std::ptrdiff_t most = 20;
  out.found = std::max(out.found, what);
  if (std::count(levels.begin(), levels.end(), what) >= most) return;
  levels.push_back(what);
  out.remarks.push_back({why, false, std::move(message), std::move(grounds)});
}

filter_answer found_out::take() {
  for (std::size_t i = 0; i < levels.size(); ++i)
    out.remarks[i].decisive = levels[i] == out.found && out.found != answer::yes;
  return std::move(out);
}

chain judge_chain(const context& c, const inventory::trail::group& group, std::string_view reference) {
  chain out;
  filter_link start = judge_filters(c, group, reference);
  out.links.push_back(start.judgement);
  out.filters = start.filters;
  followed on(c, std::move(start));
  out.links.push_back(on.judge(link::metric, judge_metric));
  out.links.push_back(on.judge(link::alarm, judge_alarm));
  if (out.links.back().status == status::passed) out.alarms = on.alarms();
  out.links.push_back(on.judge(link::action, judge_action));
  out.links.push_back(on.judge(link::subscriber, judge_subscriber));
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
