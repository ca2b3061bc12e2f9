// SPDX-License-Identifier: Apache-2.0
// How fast patterns go over events, beside the other ways through the same bytes. One iteration is the whole corpus,
// far larger than the caches. Ratios within one run are what lasts; script/bench prints them.
#include "events.hpp"
#include "roads.hpp"

#include "support/json.hpp"

#include <benchmark/benchmark.h>
#include <coverwatch/coverwatch.hpp>

#include <cstdio>

namespace {

const bench::corpus& corpus() {
  static const bench::corpus made = bench::make_corpus(20000, 1);
  return made;
}

const bench::corpus& access_log() {
  static const bench::corpus made = bench::make_access_log(350000, 1);
  return made;
}

void set_rates(benchmark::State& state, const bench::corpus& c) {
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(iterations * static_cast<std::int64_t>(c.size));
  state.SetItemsProcessed(iterations * static_cast<std::int64_t>(c.events.size()));
}

// A road whose result is nothing went wrong, and its speed means nothing.
template <class Road>
void go(benchmark::State& state, Road road) {
  for (auto _ : state) {
    const std::uint64_t result = road(corpus());
    if (result == 0) state.SkipWithError("no result");
    benchmark::DoNotOptimize(result);
  }
  set_rates(state, corpus());
}

constexpr const char* unauthorized_calls =
    R"({ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") })";
constexpr const char* ten_fields =
    R"({ ($.eventName = "StopLogging") || ($.eventSource = "config.*") || ($.errorCode = "*UnauthorizedOperation") ||
         ($.errorMessage = "Failed authentication") || ($.sourceIPAddress = "192.0.2.77") || ($.userAgent = "*cobol*") ||
         ($.awsRegion = "us-gov-*") || ($.eventType = "AwsServiceEvent") || ($.userIdentity.type = "Root") ||
         ($.userIdentity.sessionContext.attributes.mfaAuthenticated = "maybe") })";
constexpr const char* no_match = R"({ $.eventName = "StopLogging" && $.errorCode NOT EXISTS })";

constexpr const char* terms = R"(AccessDenied "not authorized" -root)";
constexpr const char* whole_regex = "%AccessDenied|Unauthorized[A-Z]%";
constexpr const char* columns = "[ip, user, id, time, request = *.html*, status = 4* || status >= 500, bytes > 1000]";
constexpr const char* last_columns = "[..., status = 4* || status >= 500, bytes > 1000]";

template <class Ask>
void match(benchmark::State& state, const bench::corpus& events, const char* text, bool some_match, Ask ask) {
  const auto pattern = coverwatch::pattern::parse(text);
  if (!pattern) {
    state.SkipWithError(coverwatch::render(pattern.error()).c_str());
    return;
  }
  coverwatch::scratch memory;
  for (auto _ : state) {
    std::size_t matched = 0;
    for (const std::string_view event : events.events) matched += ask(*pattern, event, memory);
    if ((matched != 0) != some_match) state.SkipWithError("not as many matches as there must be");
  }
  set_rates(state, events);
}

bool matches(const coverwatch::pattern& p, std::string_view event, coverwatch::scratch& memory) {
  return p.matches(event, memory);
}

bool evaluates(const coverwatch::pattern& p, std::string_view event, coverwatch::scratch& memory) {
  return p.evaluate(event, memory) == coverwatch::outcome::match;
}

std::uint64_t valid_events(const bench::corpus& c) {
  std::uint64_t valid = 0;
  for (const std::string_view event : c.events) valid += !coverwatch::support::json::validate(event);
  return valid;
}

std::uint64_t values_read(const bench::corpus& c) {
  coverwatch::support::json::document document;
  std::uint64_t members = 0;
  for (const std::string_view event : c.events) members += document.parse(event) ? 0 : document.root().size();
  return members;
}

}  // namespace

int main(int argc, char** argv) {
  const auto road = [](const char* name, std::uint64_t (*run)(const bench::corpus&)) {
    benchmark::RegisterBenchmark(name, [run](benchmark::State& state) { go(state, run); });
  };
  const auto pattern = [](const char* name, const char* text, bool some_match, auto ask) {
    benchmark::RegisterBenchmark(name, [=](benchmark::State& state) { match(state, corpus(), text, some_match, ask); });
  };
  const auto lines = [](const char* name, const char* text) {
    benchmark::RegisterBenchmark(name, [=](benchmark::State& state) { match(state, access_log(), text, true, matches); });
  };
  road("read memory", bench::sum_of_words);
  road("find newlines", bench::lines_by_memchr);
  road("simdjson stage 1", bench::structural_characters);
  pattern("matches, no event matches", no_match, false, matches);
  pattern("matches, unauthorized calls", unauthorized_calls, true, matches);
  pattern("matches, ten fields", ten_fields, true, matches);
  pattern("evaluate, unauthorized calls", unauthorized_calls, true, evaluates);
  pattern("matches, three terms", terms, true, matches);
  pattern("matches, a regular expression", whole_regex, true, matches);
  lines("matches, columns of a log", columns);
  lines("matches, last columns of a log", last_columns);
  road("simdjson On-Demand, one pass", bench::ondemand_ten_fields);
  road("simdjson On-Demand, lookups", bench::ondemand_ten_lookups);
  road("simdjson DOM", bench::dom_ten_fields);
  road("own reader, validate", valid_events);
  road("own reader, document", values_read);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
