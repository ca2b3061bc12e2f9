// SPDX-License-Identifier: Apache-2.0
// Events over time, as a picture: what a reference asks for, what the deployed filters match, what a repair would
// match, and when alarms rang. In go counts for equal steps of time, out comes a figure for an HTML page: SVG with
// axes, a legend and a text in words. Needs no script and no style but its own; counts nothing itself.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::report {

// The lists may be of different lengths; what is missing is nothing.
struct chart {
  std::string title;
  std::int64_t begin = 0;                                 // seconds since 1970, where the first step begins
  std::int64_t step = 0;                                  // seconds; at least 1
  std::vector<std::uint64_t> wanted, deployed, repaired;  // events in each step; empty: not asked
  std::vector<std::int64_t> rings;                        // when an alarm rang; seconds since 1970
};

// Linear in the steps; neighbours are added up until at most 200 are drawn, and a caption says how long each is.
std::string plot(const chart& c);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
