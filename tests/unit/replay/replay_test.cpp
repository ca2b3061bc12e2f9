// SPDX-License-Identifier: Apache-2.0
// A replay against brute force over random events: every filter asked about every event. Files, their order, the
// number of threads and the road make no difference; duplicates count twice, or once on request.
#include "replay/replay.hpp"

#include "replay/count.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace coverwatch::replay {
namespace {

class silent final : public listener {
 public:
  void problem(std::size_t, const archive::input&, const archive::problem&) override { ++problems; }
  void input_ends() override { ++inputs; }
  void advance(std::uint64_t, std::uint64_t) override {}
  std::atomic<int> problems = 0, inputs = 0;
};

class folder {
 public:
  folder() {
    std::string name = std::filesystem::temp_directory_path() / "coverwatch-replay-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~folder() { std::filesystem::remove_all(path_); }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  // The events dealt to so many files, every second one of them a container.
  std::vector<archive::input> write(const std::vector<std::string>& events, std::size_t files) {
    std::vector<archive::input> out;
    for (std::size_t f = 0; f < files; ++f) {
      const std::string name = (path_ / std::to_string(++written_)).string();
      std::ofstream to(name);
      const bool container = f % 2 == 1;
      if (container) to << "{\"Records\":[";
      bool first = true;
      for (std::size_t i = f; i < events.size(); i += files) {
        if (container && !std::exchange(first, false)) to << ",";
        to << events[i] << (container ? "" : "\n");
      }
      if (container) to << "]}";
      out.push_back({name});
    }
    return out;
  }

 private:
  std::filesystem::path path_;
  int written_ = 0;
};

inventory::metric_filter record(std::string name, std::string pattern, std::string value = "1") {
  inventory::metric_filter f = plain_filter(name, pattern);
  f.value = std::move(value);
  return f;
}

plan plan_of(const std::vector<inventory::metric_filter>& records) {
  plan out;
  add_filters(out, records, 0, wildcards::glob);
  return out;
}

std::vector<inventory::metric_filter> sample_filters() {
  std::vector<inventory::metric_filter> all{record("one", "{ $.a = 1 }"), record("two", "{ $.a >= 1 }", "$.v"),
                                            record("three", "{ $.b = x }"), record("half", "{ $.a != 2 }", "0.1")};
  all.back().metric_name = "one";  // both publish into one metric
  all[2].dimensions = {{"B", "$.b"}, {"A", "$.a"}};
  return all;
}

std::string time_text(seconds when) {
  const seconds day = when / 86400, rest = when % 86400;
  char text[40];
  std::snprintf(text, sizeof text, "2026-01-%02dT%02d:%02d:%02dZ", static_cast<int>(day + 1),
                static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return text;
}

std::vector<std::string> random_events(std::mt19937& random, std::size_t count) {
  const auto one_of = [&](std::vector<std::string> of) { return of[random() % of.size()]; };
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string time =
        random() % 20 == 0
            ? one_of({"", "\"eventTime\":5,", "\"eventTime\":\"soon\","})
            : "\"eventTime\":\"" + time_text(static_cast<seconds>(random() % 3 * 86400 + random() % 600)) + "\",";
    out.push_back("{" + time + "\"eventID\":\"" + std::to_string(i) + "\",\"a\":" + one_of({"1", "2", "3", "null"}) +
                  ",\"v\":" + one_of({"0.1", "7", "1e300", "\"5\"", "null", "-3e15"}) +
                  one_of({"", ",\"b\":\"x\"", ",\"b\":\"y\"", ",\"b\":7"}) + "}");
  }
  return out;
}

struct simple {
  std::uint64_t count = 0;
  double sum = 0;
  bool operator==(const simple&) const = default;
};
using simple_metrics = std::map<std::pair<series_key, seconds>, simple>;

simple_metrics simplify(const datapoints& all) {
  simple_metrics out;
  for (const auto& [key, of] : all.series()) {
    for (const auto& [when, what] : of) out[{key, when}] = {what.count, what.sum.value()};
  }
  return out;
}

// Asks every filter about every event; sums in the order of the values, by the reference of exact sums.
simple_metrics brute_force(const plan& p, const std::vector<std::string>& events, std::vector<filter_counts>& counts) {
  simple_metrics out;
  std::map<std::pair<series_key, seconds>, exact_sum> sums;
  scratch memory;
  counts.assign(p.filters.size(), {});
  for (const std::string& event : events) {
    const auto at = event.find("\"eventTime\":\"2026");
    for (std::size_t i = 0; i < p.filters.size(); ++i) {
      const publication made = p.filters[i].how.apply(event, memory);
      const bool matched = made.answer == outcome::match;
      if (!matched && !made.sample) continue;
      if (at == std::string::npos) {
        ++counts[i].undated;
        continue;
      }
      counts[i].matches += matched ? 1 : 0;
      if (!made.sample) continue;
      if (std::abs(made.sample->value) > 0x1p360) {
        ++counts[i].unfit;
        continue;
      }
      ++counts[i].samples;
      series_key key = p.filters[i].metric;
      for (const auto& d : made.sample->dimensions) key.dimensions.emplace_back(d.name, d.value);
      std::sort(key.dimensions.begin(), key.dimensions.end());
      const seconds when = *archive::read_time(event.substr(at + 13, 20)) / 60 * 60;
      ++out[{key, when}].count;
      sums[{key, when}].add(made.sample->value);
    }
  }
  for (auto& [key, each] : out) each.sum = sums[key].value();
  return out;
}

void check(const plan& p, const std::vector<std::string>& events, const std::vector<archive::input>& inputs,
           const replay_options& options) {
  silent nobody;
  const replayed done = run(p.filters, inputs, options, nobody);
  std::vector<filter_counts> counts;
  EXPECT_EQ(simplify(done.metrics), brute_force(p, events, counts));
  EXPECT_EQ(done.filters, counts);
  EXPECT_EQ(done.events.seen, events.size());
  EXPECT_EQ(nobody.problems, 0);
  EXPECT_EQ(nobody.inputs, static_cast<int>(inputs.size()));
}

void check_all_ways(std::vector<inventory::metric_filter> records, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::string> events = random_events(random, 1000);
  const plan p = plan_of(records);
  ASSERT_EQ(p.filters.size(), records.size());
  folder here;
  for (const std::size_t files : {1U, 2U, 7U}) {
    for (const std::size_t threads : {1U, 3U}) {
      for (const bool every : {false, true}) {
        replay_options options;
        options.reading.threads = threads;
        options.every_event = every;
        std::shuffle(events.begin(), events.end(), random);
        check(p, events, here.write(events, files), options);
      }
    }
  }
}

TEST(replay, is_what_every_filter_says_of_every_event) { check_all_ways(sample_filters(), 8); }

TEST(replay, publishes_defaults_for_every_event_that_does_not_match) {
  auto records = sample_filters();
  records[0].default_value = 0;
  records[1].default_value = 0.25;  // also where `$.v` is missing
  check_all_ways(records, 9);
}

TEST(replay, counts_events_inside_the_time_range_alone) {
  const std::vector<std::string> events{R"({"eventTime":"2026-01-01T00:00:00Z","a":1})",
                                        R"({"eventTime":"2026-01-01T00:01:00Z","a":1})",
                                        R"({"eventTime":"2026-01-01T00:02:00Z","a":1})", R"({"a":1})"};
  folder here;
  silent nobody;
  replay_options options;
  options.reading.times = {archive::read_time("2026-01-01T00:01"), archive::read_time("2026-01-01T00:02")};
  const replayed done = run(plan_of({record("one", "{ $.a = 1 }")}).filters, here.write(events, 1), options, nobody);
  EXPECT_EQ(done.filters.front(), (filter_counts{1, 1, 1, 0}));
  EXPECT_EQ(simplify(done.metrics).size(), 1U);
}

TEST(replay, counts_duplicates_once_on_request) {
  std::mt19937 random(3);
  std::vector<std::string> events = random_events(random, 300), twice = events;
  twice.insert(twice.end(), events.begin(), events.end());
  std::shuffle(twice.begin(), twice.end(), random);
  const plan p = plan_of(sample_filters());
  folder here;
  silent nobody;
  replay_options options;
  const auto once = run(p.filters, here.write(events, 3), options, nobody);
  const auto both = run(p.filters, here.write(twice, 3), options, nobody);
  options.deduplicate = true;
  const auto told = run(p.filters, here.write(twice, 3), options, nobody);
  EXPECT_EQ(simplify(told.metrics), simplify(once.metrics));
  EXPECT_NE(simplify(both.metrics), simplify(once.metrics));
  EXPECT_EQ(both.filters[0].samples, 2 * once.filters[0].samples);
  EXPECT_EQ(told.filters[0].samples, once.filters[0].samples);
  EXPECT_GT(told.duplicates, 100U);
  EXPECT_EQ(told.without_id, 0U);
}

TEST(replay, takes_no_event_for_a_duplicate_without_reason) {
  const std::vector<std::string> events{R"({"eventTime":"2026-01-01T00:00:00Z","a":1})",
                                        R"({"eventTime":"2026-01-01T00:00:00Z","a":1})",
                                        R"({"eventTime":"2026-01-01T00:00:00Z","eventID":"x","a":1})",
                                        R"({"eventTime":"2026-01-01T00:01:00Z","eventID":"x","a":1})",
                                        R"({"eventTime":"2026-01-01T00:00:09Z","eventID":"x","a":1,"same":"minute"})"};
  folder here;
  silent nobody;
  replay_options options;
  options.deduplicate = true;
  const auto done = run(plan_of({record("one", "{ $.a = 1 }")}).filters, here.write(events, 1), options, nobody);
  EXPECT_EQ(done.without_id, 2U);
  EXPECT_EQ(done.duplicates, 1U);
  EXPECT_EQ(done.filters.front().samples, 4U);
}

TEST(replay, ends_with_an_error_when_a_memory_is_full) {
  std::vector<std::string> events;
  for (int i = 0; i < 5000; ++i) {
    events.push_back(R"({"eventTime":")" + time_text(i * 60) + R"(","eventID":")" + std::to_string(i) + R"(","a":1})");
  }
  folder here;
  silent nobody;
  const auto inputs = here.write(events, 4);
  const plan p = plan_of({record("one", "{ $.a = 1 }")});
  replay_options options;
  options.deduplicate = true;
  options.deduplicate_memory = 1;  // 64 KiB are the least
  EXPECT_THROW(run(p.filters, inputs, options, nobody), limit_exceeded);
  options.deduplicate_memory = 1 << 20;
  EXPECT_NO_THROW(run(p.filters, inputs, options, nobody));
  options.datapoint_memory = 1 << 19;
  EXPECT_THROW(run(p.filters, inputs, options, nobody), limit_exceeded);
}

TEST(replay, names_filters_that_it_cannot_run) {
  auto records = sample_filters();
  records[0].pattern = "{ $.a = }";
  records[1].value = "$.v[";
  records[2].on_transformed_logs = true;
  records[3].pattern.reset();
  const plan p = plan_of(records);
  ASSERT_EQ(p.left_out.size(), 4U);
  EXPECT_TRUE(p.filters.empty());
  EXPECT_TRUE(p.left_out[0].refused && p.left_out[1].refused);
  EXPECT_FALSE(p.left_out[2].refused || p.left_out[3].refused);
  EXPECT_EQ(p.left_out[2].why, "it runs on transformed logs (applyOnTransformedLogs)");
  EXPECT_EQ(p.left_out[3].why, "its pattern is left open by the document");
}

TEST(counts_by_time, are_of_groups_not_of_patterns) {
  std::mt19937 random(4);
  const std::vector<std::string> events = random_events(random, 500);
  folder here;
  silent nobody;
  const auto one = *pattern::parse("{ $.a = 1 }"), two = *pattern::parse("{ $.a != 2 }");
  const std::vector<std::vector<pattern>> groups{{one, two}, {one}, {}};
  const auto inputs = here.write(events, 5);
  const time_counts all = count_by_time(groups, inputs, {}, 60, 10000, nobody);
  std::vector<std::map<seconds, std::uint64_t>> wanted(3);
  std::uint64_t undated = 0;
  scratch memory;
  for (const std::string& each : events) {
    if (!two.matches(each, memory)) continue;
    const auto at = each.find("\"eventTime\":\"2026");
    if (at == std::string::npos) {
      ++undated;
      continue;
    }
    const seconds when = *archive::read_time(each.substr(at + 13, 20)) / 60 * 60;
    ++wanted[0][when];
    if (one.matches(each, memory)) ++wanted[1][when];
  }
  EXPECT_EQ(all.undated, undated);
  ASSERT_EQ(all.groups.size(), 3U);
  EXPECT_EQ(all.begin, wanted[0].begin()->first);
  for (std::size_t g = 0; g < 3; ++g) {
    ASSERT_EQ(all.groups[g].size(), all.groups[0].size());
    for (std::size_t i = 0; i < all.groups[g].size(); ++i) {
      EXPECT_EQ(all.groups[g][i], wanted[g][all.begin + static_cast<seconds>(i) * 60]);
    }
  }
  const time_counts few = count_by_time(groups, inputs, {}, 60, 10, nobody);
  EXPECT_LE(few.groups[0].size(), 10U);
  EXPECT_GT(few.groups[0].size(), 4U);
  EXPECT_EQ(few.step % 60, 0);
  const auto sum = [](const std::vector<std::uint64_t>& of) {
    return std::accumulate(of.begin(), of.end(), std::uint64_t{0});
  };
  EXPECT_EQ(sum(few.groups[0]), sum(all.groups[0]));
  EXPECT_EQ(sum(few.groups[1]), sum(all.groups[1]));
}

}  // namespace
}  // namespace coverwatch::replay
