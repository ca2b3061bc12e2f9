// SPDX-License-Identifier: Apache-2.0
// What a decision costs: each text of the catalogue held against each, as deployed pattern and as reference; the same with
// parts and repairs; and a family made to be hard. An item is one pair.
#include "coverage/decision.hpp"

#include <benchmark/benchmark.h>
#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace {

using coverwatch::pattern;

// The normative texts and alternatives, each once.
const std::vector<pattern>& texts() {
  static const std::vector<pattern> all = [] {
    std::vector<std::string> seen;
    std::vector<pattern> out;
    for (const auto& benchmark : coverwatch::catalog::benchmarks()) {
      for (const auto& entry : benchmark.entries) {
        const std::string text(entry.normative.text);
        if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
        seen.push_back(text);
        out.push_back(*pattern::parse(text));
      }
    }
    return out;
  }();
  return all;
}

coverwatch::coverage::answer decided(const pattern& deployed, const pattern& reference) {
  return coverwatch::coverage::decide({{&reference}, {&deployed}, {}, {}, 10'000'000}).found;
}

void decide(benchmark::State& state) {
  std::vector<double> micros;
  for (auto _ : state) {
    for (const pattern& deployed : texts()) {
      for (const pattern& reference : texts()) {
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(decided(deployed, reference));
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
        micros.push_back(took.count());
      }
    }
  }
  std::sort(micros.begin(), micros.end());
  state.SetItemsProcessed(static_cast<std::int64_t>(micros.size()));
  state.counters["median_us"] = micros[micros.size() / 2];
  state.counters["p99_us"] = micros[micros.size() * 99 / 100];
}
BENCHMARK(decide)->Unit(benchmark::kMillisecond);

void covers_with_parts_and_repairs(benchmark::State& state) {
  for (auto _ : state) {
    for (const pattern& deployed : texts()) {
      for (const pattern& reference : texts()) {
        benchmark::DoNotOptimize(coverwatch::covers({&deployed, 1}, {&reference, 1}));
      }
    }
  }
  const auto pairs = static_cast<std::int64_t>(texts().size() * texts().size());
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * pairs);
}
BENCHMARK(covers_with_parts_and_repairs)->Unit(benchmark::kMillisecond);

// n selectors that each have one of n - 1 values, against all ways in which two have the same.
void pigeonhole(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  const auto is = [](int selector, int value) {
    return "$.x" + std::to_string(selector) + " = v" + std::to_string(value);
  };
  std::string reference, deployed;
  for (int i = 0; i < n; ++i) {
    reference += i == 0 ? "(" : " && (";
    for (int v = 1; v < n; ++v) reference += (v == 1 ? "" : " || ") + is(i, v);
    reference += ")";
    for (int j = 0; j < i; ++j) {
      for (int v = 1; v < n; ++v) deployed += (deployed.empty() ? "" : " || ") + is(i, v) + " && " + is(j, v);
    }
  }
  coverwatch::parse_options options;
  options.max_characters = 1'000'000;
  const auto wanted = pattern::parse("{ " + reference + " }", options);
  const auto filter = pattern::parse("{ " + deployed + " }", options);
  for (auto _ : state) {
    if (decided(*filter, *wanted) != coverwatch::coverage::answer::no) state.SkipWithError("no proof");
  }
}
BENCHMARK(pigeonhole)->DenseRange(4, 9)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
