// SPDX-License-Identifier: Apache-2.0
// What it costs to read a long pattern, and to decide: each text of the catalogue held against each, as deployed
// pattern and as reference; and the same with parts and repairs. An item is one pair.
#include "coverage_rows.hpp"

#include "coverage/decision.hpp"
#include "filter_texts.hpp"

#include <benchmark/benchmark.h>
#include <coverwatch/coverwatch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {
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

// Text to pattern that can be run: parsed, lowered, compiled.
void parse(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    const auto p = pattern::parse(text);
    if (!p) state.SkipWithError(coverwatch::render(p.error()).c_str());
    benchmark::DoNotOptimize(p);
  }
  state.counters["characters"] = static_cast<double>(text.size());
}

}  // namespace

void add_coverage() {
  benchmark::RegisterBenchmark("decide", decide)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("covers_with_parts_and_repairs", covers_with_parts_and_repairs)
      ->Unit(benchmark::kMillisecond);
}

void add_long_patterns() {
  for (const auto& each : long_patterns()) {
    const auto run = [text = each.text](benchmark::State& state) { parse(state, text); };
    benchmark::RegisterBenchmark(("parse, " + each.name).c_str(), run)->Unit(benchmark::kMicrosecond);
  }
}

}  // namespace bench
