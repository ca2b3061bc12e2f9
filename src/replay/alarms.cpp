// SPDX-License-Identifier: Apache-2.0
// The rules of missing data are those of the service's user guide, "How alarm state is evaluated when data is missing";
// its two tables are tests.
#include "replay/alarms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

constexpr std::uint64_t day = 86400, week = 7 * day, hour = 3600;

template <class Value, std::size_t Count>
using names = std::array<std::pair<std::string_view, Value>, Count>;

constexpr names<statistic, 5> statistic_names{{{"Sum", statistic::sum},
                                               {"Average", statistic::average},
                                               {"Minimum", statistic::minimum},
                                               {"Maximum", statistic::maximum},
                                               {"SampleCount", statistic::sample_count}}};
constexpr names<comparison, 4> comparison_names{{{"GreaterThanOrEqualToThreshold", comparison::greater_or_equal},
                                                 {"GreaterThanThreshold", comparison::greater},
                                                 {"LessThanThreshold", comparison::less},
                                                 {"LessThanOrEqualToThreshold", comparison::less_or_equal}}};
constexpr names<missing_data, 4> missing_names{{{"missing", missing_data::missing},
                                                {"ignore", missing_data::ignore},
                                                {"breaching", missing_data::breaching},
                                                {"notBreaching", missing_data::not_breaching}}};

template <class Value, std::size_t Count>
std::optional<Value> find(const names<Value, Count>& all, std::string_view wanted) noexcept {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.first == wanted; });
  return found == all.end() ? std::nullopt : std::optional{found->second};
}

// Empty when the service would take these lengths and they can be modelled.
std::string wrong_lengths(const inventory::alarm& a) {
  if (a.period == 0 || a.evaluation_periods == 0) return "its period or number of evaluation periods is not known";
  if (a.period % 60 != 0) return fmt::format("a period of {} s, which is no whole minutes", a.period);
  const std::uint64_t most = a.period >= hour ? week : day;
  if (a.period > most || a.evaluation_periods > most / a.period) return "it looks back farther than the service allows";
  if (a.datapoints_to_alarm > a.evaluation_periods) return "more datapoints to alarm than evaluation periods";
  return {};
}

// All windows that one evaluation looks at, and what is remembered of them between evaluations.
class evaluator {
 public:
  evaluator(const alarm_rule& rule, const minutes& data, const clock& time)
      : rule_(rule),
        data_(data),
        time_(time),
        step_(time.every_minute ? minute : rule.period),
        range_(std::size_t{rule.evaluation_periods} + time.extra_periods),
        known_(static_cast<std::size_t>(rule.period / step_) * range_.size() + 1) {}

  std::vector<state_change> run() {
    std::vector<state_change> changes;
    alarm_state now = alarm_state::insufficient_data;
    for (seconds at = round_down(time_.begin, step_) + step_; at <= time_.end;) {
      const bool any = look(at);
      const alarm_state next = next_state(rule_, now, range_);
      if (next != now) changes.push_back({at, now, next});
      now = next;
      at = any ? at + step_ : after_silence(at);
    }
    return changes;
  }

 private:
  struct remembered {
    seconds end = INT64_MIN;
    seen_period what = {};
  };

  // Fills the range as it looks at that moment; whether anything is in it.
  bool look(seconds at) {
    bool any = false;
    seconds end = at;
    for (std::size_t i = range_.size(); i-- > 0; end -= rule_.period) {
      range_[i] = period_before(end, at);
      any = any || range_[i].has_value();
    }
    return any;
  }

  seen_period period_before(seconds end, seconds at) {
    if (end > at - time_.delay) return read(end, at);  // more of it may still come
    remembered& slot = known_[static_cast<std::size_t>(round_down(end, step_) / step_ & INT64_MAX) % known_.size()];
    if (slot.end != end) slot = {end, read(end, at)};
    return slot.what;
  }

  seen_period read(seconds end, seconds at) const {
    const seconds last = std::min(end - minute, at - minute - time_.delay);
    statistics all;
    for (auto each = data_.lower_bound(end - rule_.period); each != data_.end() && each->first <= last; ++each) {
      all.add(each->second);
    }
    return all.count == 0 ? std::nullopt : seen_period{breaches(rule_, all)};
  }

  // Nothing is seen at `at`, and so nothing changes until the next minute is.
  seconds after_silence(seconds at) const {
    const auto next = data_.upper_bound(at - minute - time_.delay);
    if (next == data_.end()) return time_.end + 1;
    return std::max(at + step_, round_down(next->first + minute + time_.delay + step_ - 1, step_));
  }

  const alarm_rule& rule_;
  const minutes& data_;
  const clock& time_;
  const seconds step_;
  std::vector<seen_period> range_;
  std::vector<remembered> known_;
};

}  // namespace

result<alarm_rule, std::string> rule_of(const inventory::alarm& a) {
  if (a.kind != inventory::alarm_kind::metric) {
    return unexpected{fmt::format("an alarm of the kind `{}`", inventory::name(a.kind))};
  }
  if (!a.unresolved.empty()) return unexpected{fmt::format("`{}` is left open", a.unresolved.front())};
  const auto what = find(statistic_names, a.statistic);
  if (!what) return unexpected{fmt::format("the statistic `{}`", a.statistic)};
  const auto how = find(comparison_names, a.comparison);
  if (!how) return unexpected{fmt::format("the comparison `{}`", a.comparison)};
  const auto missing = find(missing_names, a.treat_missing_data);
  if (!missing) return unexpected{fmt::format("missing data treated as `{}`", a.treat_missing_data)};
  if (!a.threshold) return unexpected{std::string("its threshold is not known")};
  if (auto wrong = wrong_lengths(a); !wrong.empty()) return unexpected{std::move(wrong)};
  const std::uint64_t needed = a.datapoints_to_alarm == 0 ? a.evaluation_periods : a.datapoints_to_alarm;
  return alarm_rule{*what,
                    *how,
                    *a.threshold,
                    static_cast<seconds>(a.period),
                    static_cast<std::uint32_t>(a.evaluation_periods),
                    static_cast<std::uint32_t>(needed),
                    *missing};
}

bool breaches(const alarm_rule& rule, const statistics& of) noexcept {
  const auto value = [&] {
    switch (rule.what) {
      case statistic::sum: return of.sum.value();
      case statistic::average: return of.sum.value() / static_cast<double>(of.count);
      case statistic::minimum: return of.minimum;
      case statistic::maximum: return of.maximum;
      case statistic::sample_count: return static_cast<double>(of.count);
    }
    return 0.0;
  }();
  switch (rule.how) {
    case comparison::greater_or_equal: return value >= rule.threshold;
    case comparison::greater: return value > rule.threshold;
    case comparison::less: return value < rule.threshold;
    case comparison::less_or_equal: return value <= rule.threshold;
  }
  return false;
}

alarm_state next_state(const alarm_rule& rule, alarm_state now, std::span<const seen_period> range) noexcept {
  std::size_t taken = 0, breaching = 0, oldest = 0;  // age of the oldest breaching one, the latest period being 1
  for (std::size_t age = 1; age <= range.size() && taken < rule.evaluation_periods; ++age) {
    const seen_period& each = range[range.size() - age];
    if (!each) continue;
    ++taken;
    if (!*each) continue;
    ++breaching;
    if (age <= rule.evaluation_periods) oldest = age;
  }
  const std::size_t absent = rule.evaluation_periods - taken, needed = rule.datapoints_to_alarm;
  if (breaching >= needed) return alarm_state::alarm;
  if (absent == 0) return alarm_state::ok;
  switch (rule.missing) {
    case missing_data::breaching: return breaching + absent >= needed ? alarm_state::alarm : alarm_state::ok;
    case missing_data::not_breaching: return alarm_state::ok;
    case missing_data::ignore: return breaching == taken ? now : alarm_state::ok;
    case missing_data::missing: break;
  }
  if (taken == 0) return alarm_state::insufficient_data;
  if (breaching < taken) return alarm_state::ok;
  return oldest >= needed ? alarm_state::alarm : now;  // it has breached so long ago, and nothing speaks against it
}

std::vector<state_change> evaluate(const alarm_rule& rule, const minutes& data, const clock& time) {
  return evaluator(rule, data, time).run();
}

seconds end_of_effects(const alarm_rule& rule, const clock& time, seconds last) noexcept {
  const seconds range = rule.period * (seconds{rule.evaluation_periods} + seconds{time.extra_periods});
  return round_down(last + minute + time.delay, rule.period) + rule.period + range;
}

std::string_view name(alarm_state s) noexcept {
  switch (s) {
    case alarm_state::ok: return "OK";
    case alarm_state::alarm: return "ALARM";
    case alarm_state::insufficient_data: return "INSUFFICIENT_DATA";
  }
  return {};
}

std::string_view name(statistic s) noexcept { return statistic_names[static_cast<std::size_t>(s)].first; }

std::string_view name(missing_data m) noexcept { return missing_names[static_cast<std::size_t>(m)].first; }

std::string_view sign(comparison c) noexcept {
  constexpr std::array<std::string_view, 4> signs{">=", ">", "<", "<="};
  return signs[static_cast<std::size_t>(c)];
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
