// SPDX-License-Identifier: Apache-2.0
#include "measure.hpp"

#include <algorithm>

namespace bench {
namespace {

constexpr std::size_t first_look = 100;  // events

struct prepared {
  row what;
  std::function<outcome_sums(const part&)> pass;
  part whole;
  std::string wrong;
};

double seconds(const std::function<outcome_sums(const part&)>& pass, const part& p) {
  const auto begin = std::chrono::steady_clock::now();
  benchmark::DoNotOptimize(pass(p));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// As many events as a pass may have. Of five looks at the first events the quickest counts: memory has grown by then,
// and nobody was in the way.
std::size_t events_of_a_pass(const prepared& p, const corpus& c) {
  const part look{&c, std::min(first_look, c.events.size())};
  double quickest = seconds(p.pass, look);
  for (int i = 1; i < 5; ++i) quickest = std::min(quickest, seconds(p.pass, look));
  const double each = std::max(quickest / static_cast<double>(look.count), 1e-12);
  const double fit = longest_pass / each;
  if (fit >= static_cast<double>(c.events.size())) return c.events.size();
  return std::max(look.count, static_cast<std::size_t>(fit));
}

std::string describe(const outcome_sums& s) { return std::to_string(s.first) + " and " + std::to_string(s.second); }

void prepare(prepared& p) {
  const corpus& c = p.what.events();
  p.pass = p.what.prepare();
  p.whole = {&c, p.what.always_whole ? c.events.size() : events_of_a_pass(p, c)};
  const outcome_sums expected = p.what.expected(p.whole), found = p.pass(p.whole);
  if (found != expected) p.wrong = "void: " + describe(found) + ", and must be " + describe(expected);
  p.what.expected = [expected](const part&) { return expected; };
}

void run(benchmark::State& state, prepared& p) {
  if (!p.pass) prepare(p);
  if (!p.wrong.empty()) return state.SkipWithError(p.wrong.c_str());
  const outcome_sums expected = p.what.expected(p.whole);
  const std::uint64_t before = allocations();
  for (auto _ : state) {
    if (p.pass(p.whole) != expected) return state.SkipWithError("void: another result than the first time");
  }
  report(state, p.whole.text().size(), p.whole.count, allocations() - before);
  if (p.what.more) p.what.more(state);
}

}  // namespace

void report(benchmark::State& state, std::size_t bytes, std::size_t events, std::uint64_t allocated) {
  const double passes = static_cast<double>(state.iterations()), count = static_cast<double>(events);
  state.SetBytesProcessed(static_cast<std::int64_t>(passes * static_cast<double>(bytes)));
  state.SetItemsProcessed(static_cast<std::int64_t>(passes * count));
  state.counters["allocations"] = static_cast<double>(allocated) / (passes * count);
  state.counters["events"] = count;
}

void add(row r) {
  const auto shared = std::make_shared<prepared>();
  shared->what = std::move(r);
  auto* registered = benchmark::RegisterBenchmark(shared->what.name.c_str(),
                                                  [shared](benchmark::State& state) { run(state, *shared); });
  registered->Unit(benchmark::kMillisecond);
  if (shared->what.wall_clock) registered->UseRealTime();
}

}  // namespace bench
