// SPDX-License-Identifier: Apache-2.0
// How many events of an archive several groups of patterns match, step by step of time: what a plot shows. An event
// counts once for a group, however many of its patterns match it. The order of events and files changes nothing.
#pragma once

#include "archive/files.hpp"
#include "replay/datapoints.hpp"
#include "replay/reading.hpp"

#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct time_counts {
  seconds begin = 0, step = 0;                     // of the first count; of each
  std::vector<std::vector<std::uint64_t>> groups;  // of one length, which is 0 when no group matched anything
  std::uint64_t undated = 0;                       // events that some group matches, without an eventTime to be read
  reading_totals events;
};

// In steps of `step` seconds that begin at multiples of it, doubled as often as it takes to have no more than
// `most_steps` (at least 1) between the first match and the last. Memory is in proportion to that number.
time_counts count_by_time(std::span<const std::vector<pattern>> groups, std::span<const archive::input> inputs,
                          const reading_options& options, seconds step, std::size_t most_steps, listener& heard);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
