// SPDX-License-Identifier: Apache-2.0
// What metric filters published: of every metric, minute by minute, the count, sum, minimum and maximum of its samples.
// The same whatever the order in which samples came. Holds no samples; its memory is bounded, and told when it is not
// enough.
#pragma once

#include "inventory/model.hpp"
#include "replay/exact_sum.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::replay {

// Seconds since 1970 began, in UTC.
using seconds = std::int64_t;
inline constexpr seconds minute = 60;

// A replay that cannot go on without wrong counts. One sentence, lower case, no full stop.
struct limit_exceeded : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct statistics {
  std::uint64_t count = 0;
  double minimum = 0, maximum = 0;  // of no sample: 0
  exact_sum sum;

  void add(double value);
  void add(const statistics& other);
};

// One metric, as CloudWatch tells them apart; and of which of two sets of filters it is.
struct series_key {
  std::uint32_t set = 0;
  inventory::scope where;
  std::string metric_namespace, name, unit;
  std::vector<std::pair<std::string, std::string>> dimensions;  // by name

  friend bool operator==(const series_key&, const series_key&) = default;
  friend auto operator<=>(const series_key&, const series_key&) = default;
};

// By the second at which the minute begins.
using minutes = std::map<seconds, statistics>;

// Calls `each` for every step of whole minutes that holds a sample, in order: when it begins, a multiple of `step`, and
// what it holds.
void for_each_step(const minutes& of, seconds step,
                   const std::function<void(seconds begin, const statistics& what)>& each);

// The multiple of `step` that is not greater than `when`, also before 1970.
seconds round_down(seconds when, seconds step) noexcept;

class datapoints {
 public:
  // Bytes that `bytes` may come to.
  explicit datapoints(std::size_t most = SIZE_MAX) : most_(most) {}

  // Throws limit_exceeded.
  void add(const series_key& key, seconds when, double value);
  void merge(const datapoints& other);
  void clear();

  bool empty() const noexcept { return series_.empty(); }
  const std::map<series_key, minutes>& series() const noexcept { return series_; }
  // An estimate from above of the memory that all of it takes: 128 for each minute of each metric, and for each metric
  // 512 and its texts.
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  minutes& of(const series_key& key);
  statistics& at(minutes& all, seconds begin);
  void grow(std::size_t bytes);

  std::map<series_key, minutes> series_;
  std::size_t most_;
  std::size_t bytes_ = 0;
  std::uint64_t minutes_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
