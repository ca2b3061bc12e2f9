// SPDX-License-Identifier: Apache-2.0
// Goes over an archive with several threads and hands each event that some pattern matches, or every event, to what the
// caller made for the thread. Keeps nothing of the events; all damage goes to the listener.
#pragma once

#include "archive/source.hpp"
#include "archive/time_range.hpp"

#include <coverwatch/pattern_set.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

struct reading_options {
  archive::time_range times;  // files that surely lie outside are not opened; the events are for the consumer to judge
  std::size_t threads = 0;    // 0: one for each core
  std::size_t max_event_bytes = std::size_t{1} << 20;
  std::uint64_t max_inflated = archive::source_limits{}.all_inflated;  // bytes, of each input
};

struct reading_totals {
  std::size_t inputs = 0;
  std::size_t left_out = 0;   // of the inputs, outside the time range by their names
  std::uint64_t seen = 0;     // events
  std::uint64_t damaged = 0;  // of these
};

// For one thread. What it throws ends the reading and reaches the caller.
class consumer {
 public:
  consumer() = default;
  consumer(const consumer&) = delete;
  consumer& operator=(const consumer&) = delete;
  virtual ~consumer() = default;

  // An event, and which patterns of the set match it, ascending.
  virtual void take(std::string_view event, std::span<const std::uint32_t> matches) = 0;
  // The end of an input.
  virtual void input_ends() = 0;
};

// Any thread calls it at any time. Numbers are places in the list of inputs.
class listener {
 public:
  listener() = default;
  listener(const listener&) = delete;
  listener& operator=(const listener&) = delete;
  virtual ~listener() = default;

  // Of damage in an event, before its place is looked for, which takes time. When false it has been counted, and is not
  // told as a problem.
  virtual bool wants_place(std::size_t /*number*/) { return true; }
  virtual void problem(std::size_t number, const archive::input& in, const archive::problem& p) = 0;
  virtual void input_ends() = 0;
  virtual void advance(std::uint64_t text, std::uint64_t taken) = 0;  // so many bytes more
};

struct reading {
  pattern_set patterns;
  bool only_json = true;     // all patterns ask for JSON, so that anything else is damage
  bool every_event = false;  // also those that nothing matches; they are validated whole then
};

// Each thread gets a consumer of its own, made one after the other. Throws
// what consumers throw, and std::bad_alloc.
reading_totals read_events(std::span<const archive::input> inputs, const reading& what, const reading_options& options,
                           const std::function<std::unique_ptr<consumer>()>& make, listener& heard);

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
