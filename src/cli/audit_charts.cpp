// SPDX-License-Identifier: Apache-2.0
// Patterns of the findings to groups, groups to counts by day, counts to charts.
#include "cli/audit_charts.hpp"

#include "archive/files.hpp"
#include "cli/accountant.hpp"
#include "cli/memory.hpp"
#include "replay/count.hpp"
#include "replay/plan.hpp"
#include "replay/replay.hpp"
#include "replay/watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using patterns = std::vector<pattern>;

constexpr replay::seconds day = 86400;
constexpr std::size_t most_days = 4000;

void add(patterns& out, std::string_view text) {
  if (auto parsed = parse_pattern(text)) out.push_back(std::move(*parsed));
}

// Of the filters that were asked, those that cover a part of the reference or come near one; the others are about
// something else.
std::set<std::size_t> filters_about_it(const coverage_report& answer) {
  std::set<std::size_t> out;
  for (const reference_part& each : answer.parts) {
    if (each.filter) out.insert(*each.filter);
  }
  for (const coverage_region& each : answer.regions) {
    if (each.filter) out.insert(*each.filter);
  }
  return out;
}

// Of one finding: what the control asks for, what is deployed, and that with its first repair.
class charted {
 public:
  charted(const audit::finding& f, const inventory::inventory& evidence) : finding_(f) {
    for (const std::size_t i : filters_about_it(f.filters.answer)) {
      texts_.push_back(*evidence.filters[f.filters.asked[i]].pattern);
    }
  }

  void put_groups(std::vector<patterns>& out) const {
    patterns wanted, deployed, repaired;
    add(wanted, finding_.control->normative.text);
    for (const std::string& each : texts_) add(deployed, each);
    if (has_repair()) {
      repaired = deployed;
      for (const repair_step& each : finding_.filters.answer.repairs.front().steps) add(repaired, each.text);
    }
    out.push_back(std::move(wanted));
    out.push_back(std::move(deployed));
    out.push_back(std::move(repaired));
  }

  report::chart chart(const replay::time_counts& counts, std::size_t first_group) const {
    report::chart out;
    out.title = fmt::format("{}, account {}: events a day", finding_.control->id, finding_.account);
    out.begin = counts.begin;
    out.step = counts.step;
    out.wanted = counts.groups[first_group];
    out.deployed = counts.groups[first_group + 1];
    if (has_repair()) out.repaired = counts.groups[first_group + 2];
    return out;
  }

 private:
  // A step that replaces a pattern matches all that the replaced one does: it may stand beside it here.
  bool has_repair() const { return !finding_.filters.answer.repairs.empty(); }

  const audit::finding& finding_;
  std::vector<std::string> texts_;
};

class drawing {
 public:
  drawing(const audit::report& r, const std::vector<std::string>& events, terminal& err)
      : report_(r),
        files_(archive::expand(events)),
        line_(true, files_.inputs.size()),
        book_(err, line_),
        heard_(line_),
        err_(err) {
    for (const auto& each : files_.problems) book_.add(each.path, each.what);
  }

  audit_plots draw() {
    audit_plots out;
    const auto counts = count();
    for (std::size_t i = 0; i < charted_.size(); ++i) out.charts.push_back(charted_[i].chart(counts, 3 * i));
    try {
      put_rings(out.charts);
    } catch (const replay::limit_exceeded& e) {
      line_.erase();
      err_.error(fmt::format("--replay: when alarms rang is not told: {}", e.what()));
      out.whole = false;
    }
    line_.erase();
    if (counts.undated != 0) {
      err_.note(fmt::format("--replay: {} matching events have no eventTime that can be read, and are in no plot",
                            counts.undated));
    }
    heard_.settle(book_);
    book_.summarise(false);
    if (counts.events.seen == 0) err_.error("--replay: no event was read");
    out.whole = out.whole && counts.events.seen != 0 && !book_.has_damage();
    return out;
  }

 private:
  replay::time_counts count() {
    std::vector<patterns> groups;
    for (const audit::finding& f : report_.findings) {
      if (f.account != report_.findings.front().account) break;
      charted_.emplace_back(f, *report_.evidence).put_groups(groups);
      findings_.push_back(&f);
    }
    return replay::count_by_time(groups, files_.inputs, {}, day, most_days, heard_);
  }

  template <typename record>
  std::vector<record> of_account(const std::vector<record>& all) const {
    std::vector<record> out;
    std::copy_if(all.begin(), all.end(), std::back_inserter(out),
                 [&](const record& each) { return each.where.account == report_.findings.front().account; });
    return out;
  }

  void put_rings(std::vector<report::chart>& charts) {
    replay::plan filters;
    replay::add_filters(filters, of_account(report_.evidence->filters), 0, wildcards::glob);
    const replay::alarm_plan alarms = replay::plan_alarms(of_account(report_.evidence->alarms), filters);
    if (filters.filters.empty() || alarms.alarms.empty()) return;
    const replay::replayed done = replay::run(filters.filters, files_.inputs, {}, silent_);
    std::map<std::pair<std::string, inventory::scope>, std::vector<std::int64_t>> rings;
    for (const replay::alarm_history& each : replay::histories(alarms, 1, done.metrics, {})) {
      const replay::watching_alarm& alarm = alarms.alarms[each.alarm];
      for (const replay::state_change& change : each.changes) {
        if (change.to == replay::alarm_state::alarm) rings[{alarm.name, alarm.metric.where}].push_back(change.when);
      }
    }
    for (std::size_t i = 0; i < charts.size(); ++i) {
      for (const std::size_t a : findings_[i]->alarms) {
        const inventory::alarm& alarm = report_.evidence->alarms[a];
        const auto& more = rings[{alarm.name, alarm.where}];
        charts[i].rings.insert(charts[i].rings.end(), more.begin(), more.end());
      }
      std::sort(charts[i].rings.begin(), charts[i].rings.end());
    }
  }

  // The second time what is wrong with an input is known.
  struct silence final : replay::listener {
    bool wants_place(std::size_t) override { return false; }
    void problem(std::size_t, const archive::input&, const archive::problem&) override {}
    void input_ends() override {}
    void advance(std::uint64_t, std::uint64_t) override {}
  };

  const audit::report& report_;
  archive::file_list files_;
  progress line_;
  ledger book_;
  accountant heard_;
  silence silent_;
  terminal& err_;
  std::vector<charted> charted_;
  std::vector<const audit::finding*> findings_;
};

}  // namespace

audit_plots audit_charts(const audit::report& r, const std::vector<std::string>& events, terminal& err) {
  if (r.findings.empty()) return {};
  return drawing(r, events, err).draw();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
