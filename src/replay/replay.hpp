// SPDX-License-Identifier: Apache-2.0
// Metric filters over an archive, by event time: the datapoints of every metric, and counts for every filter. The order
// of events and files, and how many threads there are, changes nothing. Prints nothing; docs/replay.md says what the
// model leaves out.
#pragma once

#include "archive/files.hpp"
#include "replay/datapoints.hpp"
#include "replay/plan.hpp"
#include "replay/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct replay_options {
  reading_options reading;
  bool every_event = false;  // read as if some filter had a default value
  bool deduplicate = false;  // an event with the eventID, the minute and the effect of an earlier one counts once
  std::size_t deduplicate_memory = std::size_t{1} << 28;  // bytes
  std::size_t datapoint_memory = std::size_t{1} << 30;    // bytes, and about 4 MiB for each thread besides
};

struct filter_counts {
  std::uint64_t matches = 0;  // events, inside the time range
  std::uint64_t samples = 0;  // published: of matches, and of other events where there is a default value
  std::uint64_t undated = 0;  // events that would have counted, had they an eventTime that can be read
  std::uint64_t unfit = 0;    // samples beyond 2^360 in size, which CloudWatch does not take; not published

  friend bool operator==(const filter_counts&, const filter_counts&) = default;
};

struct replayed {
  datapoints metrics;
  std::vector<filter_counts> filters;  // as they stand in the plan
  reading_totals events;
  std::uint64_t duplicates = 0;  // events that were left out
  std::uint64_t without_id = 0;  // events that might be duplicates, and have no eventID to tell
};

// Throws limit_exceeded when a memory is full, before anything would be counted wrongly.
replayed run(std::span<const planned_filter> filters, std::span<const archive::input> inputs,
             const replay_options& options, listener& heard);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
