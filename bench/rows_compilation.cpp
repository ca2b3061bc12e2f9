// SPDX-License-Identifier: Apache-2.0
// Rows of what comes before the first event: one pattern read, ten thousand read, and ten thousand compiled together.
// An item is a pattern, bytes are those of the text.
#include "material.hpp"
#include "texts.hpp"

#include <coverwatch/coverwatch.hpp>

#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t many = 10000;

const std::vector<std::string>& many_texts() {
  static const std::vector<std::string> made = [] {
    std::vector<std::string> texts;
    for (const drawn_pattern& each : draw_exact(fields(), many)) texts.push_back(text_of(each));
    return texts;
  }();
  return made;
}

std::size_t bytes_of(const std::vector<std::string>& texts) {
  std::size_t sum = 0;
  for (const std::string& text : texts) sum += text.size();
  return sum;
}

void compile_pattern(benchmark::State& state) {
  const std::uint64_t before = allocations();
  for (auto _ : state) {
    const auto p = coverwatch::pattern::parse(unauthorized_text());
    if (!p) return state.SkipWithError("void: refused");
    benchmark::DoNotOptimize(p);
  }
  report(state, unauthorized_text().size(), 1, allocations() - before);
}

void parse_many(benchmark::State& state) {
  const std::vector<std::string>& texts = many_texts();
  const std::uint64_t before = allocations();
  for (auto _ : state) {
    for (const std::string& text : texts) {
      const auto p = coverwatch::pattern::parse(text);
      if (!p) return state.SkipWithError("void: refused");
      benchmark::DoNotOptimize(p);
    }
  }
  report(state, bytes_of(texts), texts.size(), allocations() - before);
}

void compile_set(benchmark::State& state) {
  std::vector<coverwatch::pattern> patterns;
  for (const std::string& text : many_texts()) patterns.push_back(parsed(text));
  const std::uint64_t before = allocations();
  for (auto _ : state) {
    const auto set = coverwatch::pattern_set::compile(patterns).value();
    if (set.size() != many) return state.SkipWithError("void: patterns are missing");
    benchmark::DoNotOptimize(set);
  }
  report(state, bytes_of(many_texts()), many, allocations() - before);
}

}  // namespace

void add_compilation() {
  benchmark::RegisterBenchmark("compile_pattern", compile_pattern)->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark("parse_patterns/10000", parse_many)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("compile_set/10000", compile_set)->Unit(benchmark::kMillisecond);
}

}  // namespace bench
