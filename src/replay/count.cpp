// SPDX-License-Identifier: Apache-2.0
// While it counts, steps are doubled as soon as there are many: then the time between the first and the last is longer
// still, so the end would have doubled them as well.
#include "replay/count.hpp"

#include "replay/event_fields.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

class counter {
 public:
  counter(std::size_t groups, seconds step, std::size_t most) : groups_(groups), step_(step), most_(most) {}

  void add(seconds when, std::size_t group, std::uint64_t count = 1) {
    auto& counts = steps_[round_down(when, step_)];
    counts.resize(groups_);
    counts[group] += count;
    while (steps_.size() > most_) widen();
  }

  void add(const counter& other) {
    while (step_ < other.step_) widen();
    for (const auto& [when, counts] : other.steps_) {
      for (std::size_t i = 0; i < groups_; ++i) {
        if (counts[i] != 0) add(when, i, counts[i]);
      }
    }
  }

  void clear() { steps_.clear(); }

  time_counts result() {
    time_counts out;
    out.groups.resize(groups_);
    while (!steps_.empty() && length() > most_) widen();
    out.step = step_;
    if (steps_.empty()) return out;
    out.begin = steps_.begin()->first;
    for (auto& each : out.groups) each.resize(length());
    for (const auto& [when, counts] : steps_) {
      for (std::size_t i = 0; i < groups_; ++i)
        out.groups[i][static_cast<std::size_t>((when - out.begin) / step_)] = counts[i];
    }
    return out;
  }

 private:
  std::size_t length() const {
    return static_cast<std::size_t>((steps_.rbegin()->first - steps_.begin()->first) / step_) + 1;
  }

  void widen() {
    step_ *= 2;
    for (const auto& [when, counts] : std::exchange(steps_, {})) {
      auto& sum = steps_[round_down(when, step_)];
      sum.resize(groups_);
      for (std::size_t i = 0; i < groups_; ++i) sum[i] += counts[i];
    }
  }

  std::size_t groups_;
  seconds step_;
  std::size_t most_;
  std::map<seconds, std::vector<std::uint64_t>> steps_;
};

struct shared {
  const std::vector<std::size_t>& group_of;  // by pattern, ascending
  const archive::time_range& times;
  std::mutex mutex;  // guards what follows
  counter total;
  std::uint64_t undated = 0;
};

class counting final : public consumer {
 public:
  counting(shared& all, const counter& empty) : all_(all), mine_(empty) {}

  void take(std::string_view event, std::span<const std::uint32_t> matches) override {
    const auto when = read_fields(event, document_).when;
    if (!when) {
      ++undated_;
      return;
    }
    if (!all_.times.contains(*when)) return;
    std::size_t last = SIZE_MAX;
    for (const std::uint32_t each : matches) {
      const std::size_t group = all_.group_of[each];
      if (group != std::exchange(last, group)) mine_.add(*when, group);
    }
  }

  void input_ends() override {
    const std::scoped_lock lock(all_.mutex);
    all_.total.add(mine_);
    all_.undated += std::exchange(undated_, 0);
    mine_.clear();
  }

 private:
  shared& all_;
  counter mine_;
  support::json::document document_;
  std::uint64_t undated_ = 0;
};

}  // namespace

time_counts count_by_time(std::span<const std::vector<pattern>> groups, std::span<const archive::input> inputs,
                          const reading_options& options, seconds step, std::size_t most_steps, listener& heard) {
  std::vector<pattern> patterns;
  std::vector<std::size_t> group_of;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    patterns.insert(patterns.end(), groups[i].begin(), groups[i].end());
    group_of.resize(patterns.size(), i);
  }
  auto set = pattern_set::compile(patterns);
  if (!set) throw std::bad_alloc();
  const bool only_json =
      std::all_of(patterns.begin(), patterns.end(), [](const pattern& p) { return p.kind() == pattern_kind::json; });
  const counter empty(groups.size(), step, std::max(most_steps, std::size_t{1}));
  shared all{group_of, options.times, {}, empty};
  const reading_totals events = read_events(
      inputs, {std::move(*set), only_json, false}, options, [&] { return std::make_unique<counting>(all, empty); },
      heard);
  time_counts out = all.total.result();
  out.undated = all.undated;
  out.events = events;
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
