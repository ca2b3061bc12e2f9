// SPDX-License-Identifier: Apache-2.0
// How fast many phrases are found, beside one search for each; and what the worst texts cost. In go invented events,
// each searched on its own, and texts made to be hard. Every road must find what the plain search finds.
#include "events.hpp"
#include "roads.hpp"

#include "support/phrases.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

using coverwatch::support::instructions;
using coverwatch::support::phrase_set;
using words = std::vector<std::string>;

struct task {
  std::vector<std::string_view> texts;
  words phrases;
};

const bench::corpus& corpus() {
  static const bench::corpus made = bench::make_corpus(20000, 1);
  return made;
}

std::uint64_t by_memmem(const task& t) {
  std::uint64_t found = 0;
  for (const std::string_view text : t.texts)
    for (const std::string& phrase : t.phrases)
      found += memmem(text.data(), text.size(), phrase.data(), phrase.size()) != nullptr;
  return found;
}

std::uint64_t by_find(const task& t) {
  std::uint64_t found = 0;
  for (const std::string_view text : t.texts)
    for (const std::string& phrase : t.phrases) found += text.find(phrase) != std::string_view::npos;
  return found;
}

std::uint64_t by_set(const task& t, const phrase_set& set, instructions with) {
  std::uint64_t found = 0;
  std::vector<std::uint64_t> bits(set.words());
  for (const std::string_view text : t.texts) {
    std::fill(bits.begin(), bits.end(), 0);
    set.search_with(with, text, bits.data());
    for (const std::uint64_t word : bits) found += static_cast<std::uint64_t>(std::popcount(word));
  }
  return found;
}

std::size_t bytes_of(const task& t) {
  std::size_t sum = 0;
  for (const std::string_view text : t.texts) sum += text.size();
  return sum;
}

template <class Run>
void add(const std::string& name, const task& t, std::uint64_t expected, Run run) {
  benchmark::RegisterBenchmark(name.c_str(), [&t, expected, run](benchmark::State& state) {
    for (auto _ : state)
      if (run(t) != expected) state.SkipWithError("not what the plain search finds");
    const auto iterations = static_cast<std::int64_t>(state.iterations());
    state.SetBytesProcessed(iterations * static_cast<std::int64_t>(bytes_of(t)));
    state.SetItemsProcessed(iterations * static_cast<std::int64_t>(t.texts.size()));
  });
}

phrase_set set_of(const words& phrases) {
  std::vector<phrase_set::phrase> list;
  for (const std::string& text : phrases) list.push_back({text, false});
  return phrase_set(list);
}

void add_roads(const std::string& name, const task& t, bool plain_roads) {
  const std::uint64_t expected = by_memmem(t);
  if (plain_roads) {
    add(name + ", memmem each", t, expected, by_memmem);
    add(name + ", find each", t, expected, by_find);
  }
  const auto engine = [&](const char* which, instructions with) {
    if (!available(with)) return;
    add(name + which, t, expected,
        [with, set = set_of(t.phrases)](const task& task) { return by_set(task, set, with); });
  };
  engine(", phrases", coverwatch::support::widest_available());
  engine(", phrases (ssse3)", instructions::ssse3);
  engine(", phrases (portable)", instructions::portable);
}

const words many = {"ERROR",       "timeout",     "Unhandled", "exception",   "refused",     "OutOfMemory",
                    "Traceback",   "panic",       "segfault",  "denied",      "throttled",   "NullPointer",
                    "deadlock",    "corrupt",     "overflow",  "unreachable", "rollback",    "expired",
                    "invalid",     "missing",     "FATAL",     "CRITICAL",    "retry",       "abort",
                    "unavailable", "certificate", "handshake", "disconnect",  "broken pipe", "SIGTERM",
                    "SIGKILL",     "exhausted",   "leak",      "quota",       "mismatch",    "checksum",
                    "duplicate",   "conflict",    "stale",     "orphan",      "rejected",    "malformed",
                    "bad gateway", "502",         "503",       "504",         "unexpected",  "fallback",
                    "degraded",    "suspended"};

words two_letters() {
  words all;
  for (char a = 'a'; a <= 'y'; ++a)
    for (char b = 'a'; b < 'u'; ++b) all.push_back({a, b});
  return all;
}

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  while (text.size() < size) text += unit;
  return text;
}

// Texts made to be hard, a name for each.
std::map<std::string, task> hard_tasks() {
  static const std::string a = repeated("a", 1 << 20);
  static const std::string q = repeated("Q", 1 << 20);
  static const std::string sparse = repeated("ZZZZ" + std::string(60, 'a'), 1 << 20);
  return {{"hard: a...a for a...ab", {{a}, {std::string(63, 'a') + "b", std::string(500, 'a') + "b"}}},
          {"hard: every place a candidate", {{q}, {"QQQx", "xQQQ", "QQQQQQQQy", "yQQQQQQQQ"}}},
          {"hard: long ones nearly there", {{sparse}, {sparse.substr(0, 2000) + "b", sparse.substr(0, 2000) + "c"}}}};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view>& events = corpus().events;
  const auto first = [](std::size_t n) { return words(many.begin(), many.begin() + static_cast<std::ptrdiff_t>(n)); };
  const task none{events, {}};
  add("read memory", none, bench::sum_of_words(corpus()), [](const task&) { return bench::sum_of_words(corpus()); });
  std::map<std::string, task> tasks = hard_tasks();
  tasks["1 word"] = {events, first(1)};
  tasks["1 word, everywhere"] = {events, {"eventName"}};
  tasks["3 words"] = {events, first(3)};
  tasks["8 words"] = {events, first(8)};
  tasks["50 words"] = {events, many};
  tasks["500 of two letters"] = {events, two_letters()};
  for (const auto& [name, t] : tasks) add_roads(name, t, t.phrases.size() <= 50);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
