// SPDX-License-Identifier: Apache-2.0
// One row of the measurements: a way to go over the first events of a corpus, and what must come out. The result is
// checked at every pass; a wrong one makes the row void. Reports bytes and events a second, how many events a pass had,
// and allocations an event after the first pass.
#pragma once

#include "allocations.hpp"
#include "events.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bench {

// The first events of a corpus.
struct part {
  const corpus* from = nullptr;
  std::size_t count = 0;

  std::span<const std::string_view> events() const { return std::span(from->events).first(count); }
  // Their lines, each with its newline.
  std::string_view text() const {
    if (count == from->events.size()) return {from->text.data(), from->size};
    return {from->text.data(), static_cast<std::size_t>(from->events[count].data() - from->text.data())};
  }
};

// What one pass came to: two of them are the same when their sums are.
struct outcome_sums {
  std::uint64_t first = 0, second = 0;
  friend bool operator==(const outcome_sums&, const outcome_sums&) = default;
};

// A pass that takes longer than this, in seconds, goes over fewer events.
inline double longest_pass = 1.0;

struct row {
  std::string name;
  std::function<const corpus&()> events;                              // asked when the row is first measured
  std::function<std::function<outcome_sums(const part&)>()> prepare;  // compiles what there is, returns the pass
  std::function<outcome_sums(const part&)> expected;                  // asked once
  std::function<void(benchmark::State&)> more = {};                   // further counters
  bool wall_clock = false;                                            // for more than one thread
  bool always_whole = false;                                          // takes all events, however long
};

// The rates, the events of a pass, and the allocations an event, when all passes together took `allocated`.
void report(benchmark::State& state, std::size_t bytes, std::size_t events, std::uint64_t allocated);

// Registers it with Google Benchmark; what is prepared is kept for all repetitions.
void add(row r);

}  // namespace bench
