// SPDX-License-Identifier: Apache-2.0
// Tables of figures, and below them what was left out and why. Names come from files, and are made harmless.
#include "cli/replay_text.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::size_t most_rows = 100;

// Of the first set and of the second.
using figure = std::array<std::optional<std::uint64_t>, 2>;

// What both sets have stands in one row.
class figures_table {
 public:
  figures_table(std::string heading, std::vector<std::string> columns, std::uint32_t sets)
      : columns_(std::move(columns)), sets_(sets) {
    std::vector<std::string> first{std::move(heading)};
    for (const std::string& each : columns_) {
      first.push_back(each);
      if (sets_ == 2) first.insert(first.end(), {"compared", "change"});
    }
    lines_.push_back(std::move(first));
  }

  void add(const std::string& label, std::uint32_t set, const std::vector<std::uint64_t>& figures,
           const std::string& remark = {}) {
    const auto [place, fresh] = places_.try_emplace(label, rows_.size());
    if (fresh) rows_.push_back({label, remark, std::vector<figure>(columns_.size())});
    row& mine = rows_[place->second];
    for (std::size_t i = 0; i < figures.size(); ++i) {
      auto& cell = mine.figures[i][set];
      cell = cell.value_or(0) + figures[i];
    }
  }

  std::string text() {
    for (std::size_t i = 0; i < std::min(rows_.size(), most_rows); ++i) lines_.push_back(cells(rows_[i]));
    std::vector<std::size_t> widths(lines_.front().size());
    for (const auto& line : lines_) {
      for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    }
    std::string out;
    for (std::size_t n = 0; n < lines_.size(); ++n) {
      out += fmt::format("{:<{}}", lines_[n][0], widths[0]);
      for (std::size_t i = 1; i < widths.size(); ++i) out += fmt::format("  {:>{}}", lines_[n][i], widths[i]);
      if (n > 0 && !rows_[n - 1].remark.empty()) out += "  " + rows_[n - 1].remark;
      out += '\n';
    }
    if (rows_.size() > most_rows) {
      out += fmt::format("and {} more: --format csv or json has all\n", rows_.size() - most_rows);
    }
    return rows_.empty() ? std::string{} : out + '\n';
  }

 private:
  struct row {
    std::string label, remark;
    std::vector<figure> figures;
  };

  std::vector<std::string> cells(const row& r) const {
    std::vector<std::string> out{r.label};
    for (const figure& each : r.figures) {
      out.push_back(cell(each[0]));
      if (sets_ == 1) continue;
      out.push_back(cell(each[1]));
      out.push_back(fmt::format(
          "{:+}", static_cast<std::int64_t>(each[1].value_or(0)) - static_cast<std::int64_t>(each[0].value_or(0))));
    }
    return out;
  }

  static std::string cell(const std::optional<std::uint64_t>& value) {
    return value ? fmt::format("{}", *value) : std::string("-");
  }

  std::vector<std::string> columns_;
  std::uint32_t sets_;
  std::vector<row> rows_;
  std::map<std::string, std::size_t> places_;
  std::vector<std::vector<std::string>> lines_;
};

// What tells filters, metrics and alarms apart, where one set has several accounts, regions or log groups.
class labels {
 public:
  explicit labels(const replay::plan& p) {
    std::array<std::set<inventory::scope>, 2> scopes;
    std::array<std::set<std::string_view>, 2> groups;
    for (const replay::planned_filter& each : p.filters) {
      scopes[each.metric.set].insert(each.metric.where);
      groups[each.metric.set].insert(each.log_group);
    }
    const auto are_several = [](const auto& of) { return of.size() > 1; };
    scopes_ = std::any_of(scopes.begin(), scopes.end(), are_several);
    groups_ = std::any_of(groups.begin(), groups.end(), are_several);
  }

  std::string of(const replay::planned_filter& filter) const {
    const std::string group = groups_ ? fmt::format(" of {}", filter.log_group) : std::string{};
    return harmless(filter.name + group + scope(filter.metric.where));
  }

  std::string of(const replay::watching_alarm& alarm) const { return harmless(alarm.name + scope(alarm.metric.where)); }

  std::string of(const replay::series_key& metric) const {
    std::string out = fmt::format("{}/{}", metric.metric_namespace, metric.name);
    for (const auto& [name, value] : metric.dimensions) out += fmt::format(" {}={}", name, value);
    if (metric.unit != "None") out += fmt::format(" [{}]", metric.unit);
    return harmless(out + scope(metric.where));
  }

 private:
  std::string scope(const inventory::scope& where) const {
    return scopes_ ? fmt::format(" ({} {})", where.account, where.region) : std::string{};
  }

  bool scopes_ = false, groups_ = false;
};

std::string filters_text(const replay_findings& f, const labels& label) {
  figures_table table("filter", {"matches", "samples"}, f.sets);
  for (std::size_t i = 0; i < f.filters.filters.size(); ++i) {
    const replay::planned_filter& filter = f.filters.filters[i];
    table.add(label.of(filter), filter.metric.set, {f.done.filters[i].matches, f.done.filters[i].samples});
  }
  return table.text();
}

std::string metrics_text(const replay_findings& f, const labels& label) {
  figures_table table("metric", {fmt::format("datapoints of {} s", f.asked.period)}, f.sets);
  for (const auto& [key, all] : f.done.metrics.series()) {
    std::uint64_t count = 0;
    replay::for_each_step(all, f.asked.period, [&](replay::seconds, const replay::statistics&) { ++count; });
    table.add(label.of(key), key.set, {count});
  }
  return table.text();
}

std::string rule_text(const replay::watching_alarm& alarm) {
  const replay::alarm_rule& rule = alarm.rule;
  return fmt::format("{} {} {} in {} of {} periods of {} s, missing data: {}{}{}", name(rule.what), sign(rule.how),
                     rule.threshold, rule.datapoints_to_alarm, rule.evaluation_periods, rule.period, name(rule.missing),
                     alarm.assumed ? "; assumed" : "", alarm.actions_enabled ? "" : "; its actions are disabled");
}

std::string alarms_text(const replay_findings& f, const labels& label) {
  figures_table table("alarm", {"rings", "minutes in ALARM"}, f.sets);
  for (const replay::alarm_history& each : f.histories) {
    const replay::watching_alarm& alarm = f.alarms.alarms[each.alarm];
    table.add(label.of(alarm), each.set, {each.rings, static_cast<std::uint64_t>(each.in_alarm / replay::minute)},
              rule_text(alarm));
  }
  return table.text();
}

void write_changes(output& out, const replay_findings& f, const labels& label) {
  for (const replay::alarm_history& h : f.histories) {
    const replay::watching_alarm& alarm = f.alarms.alarms[h.alarm];
    const std::string who = label.of(alarm);
    for (const replay::state_change& each : h.changes) {
      out.write(fmt::format("{}  {} -> {}  {}{}\n", replay::utc(each.when), name(each.from), name(each.to), who,
                            h.set == 0 ? "" : "  (compared)"));
    }
  }
}

std::string left_out_text(const replay_findings& f, const labels& label) {
  std::string out;
  for (const replay::unplanned_filter& each : f.filters.left_out) {
    out += harmless(fmt::format("not replayed: filter {}: {}", each.name, each.why)) + '\n';
  }
  for (const replay::alarm_left_out& each : f.alarms.left_out) {
    out += harmless(fmt::format("not modelled: alarm {}: {}", each.name, each.why)) + '\n';
  }
  if (f.alarms.of_other_metrics != 0) out += fmt::format("alarms of other metrics: {}\n", f.alarms.of_other_metrics);
  for (std::size_t i = 0; i < f.filters.filters.size(); ++i) {
    const replay::filter_counts& counts = f.done.filters[i];
    const std::string who = label.of(f.filters.filters[i]);
    if (counts.undated != 0) {
      out +=
          fmt::format("not counted: filter {}: {} events without an eventTime that can be read\n", who, counts.undated);
    }
    if (counts.unfit != 0) {
      out += fmt::format("not counted: filter {}: {} values beyond 2^360, which CloudWatch does not take\n", who,
                         counts.unfit);
    }
  }
  return out;
}

std::string duplicates_text(const replay_findings& f) {
  if (!f.asked.how.deduplicate) return "; what was delivered twice counts twice";
  return fmt::format("; duplicates left out: {}, events without an eventID: {}", f.done.duplicates, f.done.without_id);
}

}  // namespace

std::string model_of(const replay_findings& f) {
  const replay::schedule& when = f.asked.when;
  return fmt::format(
      "a model by event time, not what the service saw; semantics {}; datapoints arrive {}; alarms are "
      "evaluated every {}",
      language_version, when.delay == 0 ? "at once" : fmt::format("{} s late", when.delay),
      when.every_minute ? "minute" : "period");
}

void write_text(output& out, const replay_findings& f) {
  out.write(fmt::format("Replay: {}.\n", model_of(f)));
  out.write(fmt::format("Events: {} in {} inputs{}.\n\n", f.done.events.seen,
                        f.done.events.inputs - f.done.events.left_out, duplicates_text(f)));
  const labels label(f.filters);
  out.write(filters_text(f, label));
  out.write(metrics_text(f, label));
  out.write(alarms_text(f, label));
  if (f.asked.table == replay_table::changes) write_changes(out, f, label);
  out.write(left_out_text(f, label));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
