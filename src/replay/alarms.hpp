// SPDX-License-Identifier: Apache-2.0
// An alarm and the datapoints of its metric to the changes of its state, by the rules that CloudWatch documents for
// missing data (docs/replay.md). Knows nothing of events and patterns. What it does not model it refuses by name.
#pragma once

#include "inventory/model.hpp"
#include "replay/datapoints.hpp"

#include <coverwatch/result.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

enum class alarm_state : std::uint8_t { ok, alarm, insufficient_data };
enum class missing_data : std::uint8_t { missing, ignore, breaching, not_breaching };
enum class statistic : std::uint8_t { sum, average, minimum, maximum, sample_count };
enum class comparison : std::uint8_t { greater_or_equal, greater, less, less_or_equal };

// An alarm of one metric, as far as its evaluation goes.
struct alarm_rule {
  statistic what = statistic::sum;
  comparison how = comparison::greater_or_equal;
  double threshold = 1;
  seconds period = 300;  // whole minutes
  std::uint32_t evaluation_periods = 1;
  std::uint32_t datapoints_to_alarm = 1;
  missing_data missing = missing_data::missing;
};

// The rule, or why it is not modelled: one clause, lower case, no full stop.
result<alarm_rule, std::string> rule_of(const inventory::alarm& a);

bool breaches(const alarm_rule& rule, const statistics& of) noexcept;

// One period: breaching, not breaching, or without a datapoint.
using seen_period = std::optional<bool>;

// The state after an evaluation of these periods, the oldest first, at least `evaluation_periods` of them.
alarm_state next_state(const alarm_rule& rule, alarm_state now, std::span<const seen_period> range) noexcept;

// When alarms are evaluated, and what they can know then.
struct clock {
  seconds begin = 0, end = 0;       // evaluated after `begin` up to and with `end`
  seconds delay = 0;                // a minute's datapoint is seen so long after the minute's end
  bool every_minute = false;        // else at the end of each period, counted from 1970
  std::uint32_t extra_periods = 0;  // looked at beyond `evaluation_periods`, where some of those are missing
};

struct state_change {
  seconds when = 0;  // of the evaluation
  alarm_state from{}, to{};
  friend bool operator==(const state_change&, const state_change&) = default;
};

// The state is INSUFFICIENT_DATA before the first evaluation. Time without datapoints is stepped over at once, so that
// the work is in proportion to the minutes that have some and the length of the evaluation range.
std::vector<state_change> evaluate(const alarm_rule& rule, const minutes& data, const clock& time);

// How much longer than `last`, the last minute with a datapoint, the clock must run for its effects to end.
seconds end_of_effects(const alarm_rule& rule, const clock& time, seconds last) noexcept;

std::string_view name(alarm_state s) noexcept;   // OK, ALARM, INSUFFICIENT_DATA
std::string_view name(statistic s) noexcept;     // Sum, SampleCount, ...
std::string_view name(missing_data m) noexcept;  // notBreaching
std::string_view sign(comparison c) noexcept;    // >=

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
