// SPDX-License-Identifier: Apache-2.0
// Alarms joined with the metrics that filters publish, and what they would have done with the datapoints of a replay.
// Alarms of other metrics are counted, those that are not modelled are named. Reads no event.
#pragma once

#include "inventory/model.hpp"
#include "replay/alarms.hpp"
#include "replay/plan.hpp"
#include "replay/replay.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct watching_alarm {
  std::string name;
  alarm_rule rule;
  series_key metric;  // `set` says nothing; an empty unit is any
  bool actions_enabled = true;
  bool assumed = false;  // nobody's alarm: the one that `assume_alarms` adds
};

struct alarm_left_out {
  std::string name;
  inventory::place at;
  std::string why;  // one clause
};

struct alarm_plan {
  std::vector<watching_alarm> alarms;
  std::vector<alarm_left_out> left_out;
  std::size_t of_other_metrics = 0;
};

// Of the records, those that watch a metric which some filter of the plan publishes.
alarm_plan plan_alarms(std::span<const inventory::alarm> records, const plan& filters);

// For each metric without dimensions the alarm that benchmarks ask for: Sum >= 1 in one period of 300 s.
void assume_alarms(alarm_plan& out, const plan& filters);

struct schedule {
  std::optional<seconds> since = {},
                         until = {};  // none: from the first datapoint to when the last has no effect any more
  seconds delay = 0;
  bool every_minute = false;
  std::optional<std::uint32_t> extra_periods = {};  // none: as many as the delay is long
};

// What one alarm did with the metrics of one set.
struct alarm_history {
  std::size_t alarm = 0;  // index into `alarm_plan::alarms`
  std::uint32_t set = 0;
  std::vector<state_change> changes;
  std::uint64_t rings = 0;  // changes to ALARM
  seconds in_alarm = 0;     // until the end of the replay where it lasts so long
};

// By alarm, then by set.
std::vector<alarm_history> histories(const alarm_plan& alarms, std::uint32_t sets, const datapoints& data,
                                     const schedule& when);

// 2026-01-31T12:00:00Z
std::string utc(seconds when);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
