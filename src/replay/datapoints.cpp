// SPDX-License-Identifier: Apache-2.0
// Ordered maps, so that what is written from them has one order. Sums are exact, and so need none.
#include "replay/datapoints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

constexpr std::size_t bytes_of_minute = 128, bytes_of_series = 512;

std::size_t bytes_of(const series_key& key) {
  std::size_t sum = bytes_of_series + key.where.account.size() + key.where.region.size() + key.metric_namespace.size() +
                    key.name.size() + key.unit.size();
  for (const auto& [name, value] : key.dimensions) sum += 2 * sizeof(std::string) + name.size() + value.size();
  return sum;
}

}  // namespace

void statistics::add(double value) {
  minimum = count == 0 ? value : std::min(minimum, value);
  maximum = count == 0 ? value : std::max(maximum, value);
  ++count;
  sum.add(value);
}

void statistics::add(const statistics& other) {
  if (other.count == 0) return;
  minimum = count == 0 ? other.minimum : std::min(minimum, other.minimum);
  maximum = count == 0 ? other.maximum : std::max(maximum, other.maximum);
  count += other.count;
  sum.add(other.sum);
}

seconds round_down(seconds when, seconds step) noexcept {
  const seconds rest = when % step;
  return when - (rest < 0 ? rest + step : rest);
}

void for_each_step(const minutes& of, seconds step,
                   const std::function<void(seconds begin, const statistics& what)>& each) {
  for (auto at = of.begin(); at != of.end();) {
    const seconds begin = round_down(at->first, step);
    statistics all;
    for (; at != of.end() && at->first < begin + step; ++at) all.add(at->second);
    each(begin, all);
  }
}

void datapoints::add(const series_key& key, seconds when, double value) {
  statistics& place = at(of(key), round_down(when, minute));
  const std::size_t before = place.sum.bytes();
  place.add(value);
  grow(place.sum.bytes() - std::min(before, place.sum.bytes()));
}

void datapoints::merge(const datapoints& other) {
  for (const auto& [key, all] : other.series_) {
    minutes& mine = of(key);
    for (const auto& [begin, what] : all) {
      statistics& place = at(mine, begin);
      const std::size_t before = place.sum.bytes();
      place.add(what);
      grow(place.sum.bytes() - std::min(before, place.sum.bytes()));
    }
  }
}

void datapoints::clear() {
  series_.clear();
  bytes_ = 0;
  minutes_ = 0;
}

minutes& datapoints::of(const series_key& key) {
  const auto [place, fresh] = series_.try_emplace(key);
  if (fresh) grow(bytes_of(key));
  return place->second;
}

statistics& datapoints::at(minutes& all, seconds begin) {
  const auto [place, fresh] = all.try_emplace(begin);
  if (fresh) {
    ++minutes_;
    grow(bytes_of_minute);
  }
  return place->second;
}

void datapoints::grow(std::size_t bytes) {
  bytes_ += bytes;
  if (bytes_ <= most_) return;
  throw limit_exceeded(fmt::format(
      "the datapoints of {} metrics in {} minutes need more than {} bytes: replay a shorter time with --since and "
      "--until, or fewer filters with --name, or allow more with --datapoint-memory",
      series_.size(), minutes_, most_));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
