// SPDX-License-Identifier: Apache-2.0
// The values that a statistic can take in a period, as intervals: with one match, with any number of them, with none;
// each beside any number of events that do not match. The alarm rings if all of the first two breach and none of the
// third.
#include "audit/ringing.hpp"

#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct interval {
  double low, high;
};

struct outcomes {
  interval one, many;            // with one match, with one or more
  std::optional<interval> none;  // without; nothing: no data
};

std::optional<outcomes> outcomes_of(const std::string& statistic, double v, const std::optional<double>& d) {
  const interval v_only{v, v};
  const interval mixed = d ? interval{std::min(v, *d), std::max(v, *d)} : v_only;
  const std::optional<interval> d_only = d ? std::optional(interval{*d, *d}) : std::nullopt;
  if (statistic == "Sum") {
    if (!d || *d == 0) return outcomes{v_only, {v, infinity}, d_only};
    const interval without = *d > 0 ? interval{*d, infinity} : interval{-infinity, *d};
    const interval with = *d > 0 ? interval{v, infinity} : interval{-infinity, v};
    return outcomes{with, *d > 0 ? with : interval{-infinity, infinity}, without};
  }
  if (statistic == "Maximum") {
    const interval with{v, mixed.high};
    return outcomes{with, with, d_only};
  }
  if (statistic == "Minimum") {
    const interval with{mixed.low, v};
    return outcomes{with, with, d_only};
  }
  if (statistic == "Average") return outcomes{mixed, mixed, d_only};
  if (statistic == "SampleCount") {
    if (!d) return outcomes{{1, 1}, {1, infinity}, std::nullopt};
    return outcomes{{1, infinity}, {1, infinity}, interval{1, infinity}};
  }
  return std::nullopt;
}

// A comparison with a threshold.
struct test {
  bool upward, or_equal;
  double threshold;

  bool breached_by(double x) const {
    if (or_equal && x == threshold) return true;
    return upward ? x > threshold : x < threshold;
  }
  bool by_all(const interval& i) const { return breached_by(upward ? i.low : i.high); }
  bool by_some(const interval& i) const { return breached_by(upward ? i.high : i.low); }
};

std::optional<test> test_of(const inventory::alarm& a) {
  if (!a.threshold || std::isnan(*a.threshold)) return std::nullopt;
  if (a.comparison == "GreaterThanThreshold") return test{true, false, *a.threshold};
  if (a.comparison == "GreaterThanOrEqualToThreshold") return test{true, true, *a.threshold};
  if (a.comparison == "LessThanThreshold") return test{false, false, *a.threshold};
  if (a.comparison == "LessThanOrEqualToThreshold") return test{false, true, *a.threshold};
  return std::nullopt;
}

std::string said(const inventory::alarm& a) {
  return fmt::format("{} {} {}", a.statistic, a.comparison, a.threshold ? number_text(*a.threshold) : "?");
}

constexpr std::string_view usual = "the usual alarm is Sum GreaterThanOrEqualToThreshold 1";

ring no(reason why, std::string sentence) { return {ring::answer::no, why, std::move(sentence)}; }
ring maybe(reason why, std::string sentence) { return {ring::answer::maybe, why, std::move(sentence)}; }

ring too_few(const inventory::alarm& a, const test& t, double value) {
  const double each = a.statistic == "SampleCount" ? 1 : value;
  const double needed = t.or_equal ? std::ceil(t.threshold / each) : std::floor(t.threshold / each) + 1;
  const std::string within = a.period == 0 ? std::string("one period") : fmt::format("{} seconds", a.period);
  return no(reason::needs_many_events,
            fmt::format("rings only when {} events match within {} ({}); lower the threshold to {}",
                        number_text(needed), within, said(a), number_text(each)));
}

ring by_arithmetic(const inventory::alarm& a, const test& t, const outcomes& o, double value) {
  if (o.none && t.by_some(*o.none)) {
    return no(reason::breaches_always, fmt::format("breaches without any match as well ({}); {}", said(a), usual));
  }
  if (t.by_all(o.one) && t.by_all(o.many)) return {ring::answer::yes, {}, {}};
  if (!t.by_some(o.one)) {
    if (t.upward && t.by_some(o.many)) return too_few(a, t, value);
    return no(reason::never_breaches, fmt::format("is not breached by a match ({}); {}", said(a), usual));
  }
  if (!t.by_all(o.one)) {
    return no(reason::diluted,
              fmt::format("may not be breached by a match beside events that do not match, which publish "
                          "the default value ({}); take the default value away, or use Sum with 0",
                          said(a)));
  }
  return no(reason::never_breaches, fmt::format("is not breached by many matches ({}); {}", said(a), usual));
}

bool is_percentile(const std::string& statistic) {
  constexpr std::array<std::string_view, 5> plain{"Sum", "Average", "Minimum", "Maximum", "SampleCount"};
  return !statistic.empty() && std::find(plain.begin(), plain.end(), statistic) == plain.end();
}

}  // namespace

ring rings(const inventory::alarm& a, double value, const std::optional<double>& otherwise) {
  const std::optional<test> t = test_of(a);
  if (is_percentile(a.statistic)) {
    return maybe(reason::percentile, fmt::format("watches the statistic {}; {}", a.statistic, usual));
  }
  const std::optional<outcomes> o = outcomes_of(a.statistic, value, otherwise);
  if (!t || !o) {
    const std::string_view what = !o ? "statistic" : !a.threshold ? "threshold" : "comparison";
    return maybe(reason::alarm_open, fmt::format("has no {} that is known here; look it up", what));
  }
  if (a.treat_missing_data == "breaching") {
    return no(reason::breaches_always,
              "treats missing data as breaching, and so is in ALARM before anything happens; treat "
              "it as notBreaching");
  }
  ring found = by_arithmetic(a, *t, *o, value);
  if (found.found != ring::answer::yes) return found;
  if (a.datapoints_to_alarm > 1 || (a.datapoints_to_alarm == 0 && a.evaluation_periods > 1)) {
    return no(
        reason::needs_many_periods,
        fmt::format("rings only when {} of {} periods breach; set DatapointsToAlarm and EvaluationPeriods to 1",
                    a.datapoints_to_alarm == 0 ? a.evaluation_periods : a.datapoints_to_alarm, a.evaluation_periods));
  }
  return found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
