// SPDX-License-Identifier: Apache-2.0
// Each thread publishes into datapoints of its own, which it adds to those of all at the end of each file, or earlier
// when they have become many. All sums are exact, so their order does not matter.
#include "replay/replay.hpp"

#include "archive/time_range.hpp"
#include "replay/event_fields.hpp"
#include "replay/fingerprints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <new>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

event_fields read_fields(std::string_view event, support::json::document& memory) {
  if (memory.parse(event)) return {};
  const auto root = memory.root();
  if (!root.is(support::json::kind::object)) return {};
  event_fields out;
  const auto time = root.member("eventTime"), id = root.member("eventID");
  if (time && time->is(support::json::kind::string)) out.when = archive::read_time(time->string());
  if (id && id->is(support::json::kind::string)) out.id = id->string();
  return out;
}

namespace {

constexpr double largest_sample = 0x1p360;
constexpr std::size_t bytes_held_back = std::size_t{1} << 22;

// What all threads share.
struct shared {
  shared(std::span<const planned_filter> f, const replay_options& o) : filters(f), options(o) {
    if (o.deduplicate) seen.emplace(o.deduplicate_memory);
    total.metrics = datapoints(o.datapoint_memory);
    total.filters.resize(f.size());
  }

  std::span<const planned_filter> filters;
  const replay_options& options;
  std::optional<fingerprints> seen;  // only when duplicates are to be found
  std::mutex mutex;                  // guards `total`
  replayed total;
};

// What one filter makes of one event.
struct sample {
  std::size_t filter = 0;
  bool matched = false;
  std::optional<datapoint> point;
};

class publisher final : public consumer {
 public:
  explicit publisher(shared& all)
      : all_(all),
        scratch_(all.options.reading.max_event_bytes),
        counts_(all.filters.size()),
        constants_(all.filters.size()) {}

  void take(std::string_view event, std::span<const std::uint32_t> matches) override {
    collect(event, matches);
    if (samples_.empty()) return;
    const event_fields fields = read_fields(event, document_);
    if (!fields.when) {
      for (const sample& each : samples_) ++counts_[each.filter].undated;
      return;
    }
    if (!all_.options.reading.times.contains(*fields.when) || is_duplicate(fields)) return;
    for (const sample& each : samples_) publish(each, *fields.when);
    if (points_.bytes() > bytes_held_back) hand_over();
  }

  void input_ends() override { hand_over(); }

 private:
  void collect(std::string_view event, std::span<const std::uint32_t> matches) {
    samples_.clear();
    auto match = matches.begin();
    if (!has_defaults_) {
      for (; match != matches.end(); ++match) samples_.push_back({*match, true, sample_of_match(*match, event)});
      return;
    }
    for (std::size_t i = 0; i < all_.filters.size(); ++i) {
      const bool matched = match != matches.end() && *match == i;
      if (matched) {
        ++match;
        samples_.push_back({i, true, sample_of_match(i, event)});
      } else if (auto value = all_.filters[i].how.transformation().default_value) {
        samples_.push_back({i, false, datapoint{.value = *value}});
      }
    }
  }

  // A filter whose sample is the same for every match is asked but once.
  std::optional<datapoint> sample_of_match(std::size_t which, std::string_view event) {
    const metric_filter& how = all_.filters[which].how;
    if (constants_[which]) return constants_[which];
    publication made = how.apply(event, scratch_);
    if (made.answer == outcome::out_of_memory) throw std::bad_alloc();
    const metric_transformation& t = how.transformation();
    if (made.sample && t.dimensions.empty() && !t.metric_value.starts_with('$')) constants_[which] = made.sample;
    return std::move(made.sample);
  }

  bool is_duplicate(const event_fields& fields) {
    if (!all_.seen) return false;
    if (fields.id.empty()) {
      ++without_id_;
      return false;
    }
    describe(fields);
    switch (all_.seen->insert(description_)) {
      case fingerprints::answer::fresh: return false;
      case fingerprints::answer::known: ++duplicates_; return true;
      case fingerprints::answer::full: break;
    }
    throw limit_exceeded(
        fmt::format("{} events are remembered, and --deduplicate-memory has no room for more: allow "
                    "twice as much, or replay a shorter time with --since and --until",
                    all_.seen->size()));
  }

  // All that the event does, so that which of two is the duplicate makes no difference.
  void describe(const event_fields& fields) {
    description_.clear();
    const auto add = [&](std::string_view text) {
      fmt::format_to(std::back_inserter(description_), "{}:{}", text.size(), text);
    };
    add(fields.id);
    fmt::format_to(std::back_inserter(description_), "@{}", round_down(*fields.when, minute));
    for (const sample& each : samples_) {
      fmt::format_to(std::back_inserter(description_), ";{}{}", each.filter, each.matched ? '+' : '-');
      if (!each.point) continue;
      fmt::format_to(std::back_inserter(description_), "{:a}", each.point->value);
      for (const metric_dimension& d : each.point->dimensions) add(d.name), add(d.value);
    }
  }

  void publish(const sample& each, seconds when) {
    filter_counts& counts = counts_[each.filter];
    if (each.matched) ++counts.matches;
    if (!each.point) return;
    if (!(std::fabs(each.point->value) <= largest_sample)) {
      ++counts.unfit;
      return;
    }
    ++counts.samples;
    if (each.point->dimensions.empty()) return points_.add(all_.filters[each.filter].metric, when, each.point->value);
    series_key key = all_.filters[each.filter].metric;
    for (const metric_dimension& d : each.point->dimensions) key.dimensions.emplace_back(d.name, d.value);
    std::sort(key.dimensions.begin(), key.dimensions.end());
    points_.add(key, when, each.point->value);
  }

  void hand_over() {
    const std::scoped_lock lock(all_.mutex);
    all_.total.metrics.merge(points_);
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      filter_counts& sum = all_.total.filters[i];
      const filter_counts mine = std::exchange(counts_[i], {});
      sum.matches += mine.matches;
      sum.samples += mine.samples;
      sum.undated += mine.undated;
      sum.unfit += mine.unfit;
    }
    all_.total.duplicates += std::exchange(duplicates_, 0);
    all_.total.without_id += std::exchange(without_id_, 0);
    points_.clear();
  }

  static bool any_default(std::span<const planned_filter> filters) {
    return std::any_of(filters.begin(), filters.end(),
                       [](const planned_filter& f) { return f.how.transformation().default_value.has_value(); });
  }

  shared& all_;
  const bool has_defaults_ = any_default(all_.filters);
  scratch scratch_;
  support::json::document document_;
  std::vector<filter_counts> counts_;
  std::vector<std::optional<datapoint>> constants_;
  std::vector<sample> samples_;
  std::string description_;
  datapoints points_;
  std::uint64_t duplicates_ = 0, without_id_ = 0;
};

}  // namespace

replayed run(std::span<const planned_filter> filters, std::span<const archive::input> inputs,
             const replay_options& options, listener& heard) {
  std::vector<pattern> patterns;
  bool only_json = true, every_event = options.every_event;
  for (const planned_filter& each : filters) {
    patterns.push_back(each.how.filter_pattern());
    only_json = only_json && patterns.back().kind() == pattern_kind::json;
    every_event = every_event || each.how.transformation().default_value.has_value();
  }
  auto set = pattern_set::compile(patterns);
  if (!set) throw std::bad_alloc();
  const reading what{std::move(*set), only_json, every_event};
  shared all(filters, options);
  all.total.events = read_events(
      inputs, what, options.reading, [&] { return std::make_unique<publisher>(all); }, heard);
  return std::move(all.total);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
