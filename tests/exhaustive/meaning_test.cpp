// SPDX-License-Identifier: Apache-2.0
// Every small pattern over every small event: the machine of one pattern, a set and two scans against the reference
// evaluator, and that against the second opinion. COVERWATCH_SIZE=2 is the long run.
#include "../laws/second_opinion.hpp"
#include "../laws/second_opinion_columns.hpp"
#include "match/parts.hpp"
#include "reference.hpp"

#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace {

using coverwatch::outcome;
using coverwatch::pattern;
using coverwatch::wildcards;
using exhaustive::reference;
using exhaustive::row;
using exhaustive::world;

constexpr std::size_t patterns_of_a_set = 64;
constexpr std::size_t opinions_of_a_world = 200'000;  // pairs; the second opinion is slow

// All events in one buffer, and which record is which event.
struct buffer {
  std::string text;
  std::vector<std::size_t> events;
};

buffer lines_of(const world& w) {
  buffer out;
  for (std::size_t i = 0; i < w.events.size(); ++i) {
    const std::string& text = w.events[i].text;
    if (text.find_first_not_of(" \t\r") == std::string::npos || text.find('\n') != std::string::npos) continue;
    out.text += text + '\n';
    out.events.push_back(i);
  }
  return out;
}

buffer elements_of(const world& w, const reference& r) {
  buffer out;
  for (std::size_t i = 0; i < w.events.size(); ++i) {
    if (!r.is_object(i)) continue;
    out.text += (out.text.empty() ? "" : ",") + w.events[i].text;
    out.events.push_back(i);
  }
  out.text += ']';
  return out;
}

std::string shown(const world& w, const pattern& p, std::size_t event) {
  const bool leftmost = p.internals().dialect == wildcards::leftmost;
  return w.name + "\n  pattern: " + p.text() + (leftmost ? " (leftmost)" : "") + "\n  event:   " + w.events[event].text;
}

// Everything that can answer for the patterns of one set.
struct trial {
  const world& w;
  reference& right;
  const buffer &lines, &elements;
  std::span<const pattern> patterns;
  std::vector<row> rows = {};
  coverwatch::scratch memory = coverwatch::scratch();

  void judge() {
    for (const pattern& p : patterns) rows.push_back(right.row_of(p));
    for (std::size_t p = 0; p < patterns.size() && !testing::Test::HasFailure(); ++p) machine(p);
    const auto set = *coverwatch::pattern_set::compile(patterns);
    for (std::size_t e = 0; e < w.events.size() && !testing::Test::HasFailure(); ++e) set_of(set, e);
    scan(set, lines, coverwatch::framing::lines);
    if (!elements.events.empty()) scan(set, elements, coverwatch::framing::elements);
  }

  void machine(std::size_t p) {
    for (std::size_t e = 0; e < w.events.size(); ++e) {
      const outcome expected = right.outcome_of(patterns[p], rows[p], e);
      if (patterns[p].evaluate(w.events[e].text, memory) == expected &&
          patterns[p].matches(w.events[e].text, memory) == (expected == outcome::match)) {
        continue;
      }
      ADD_FAILURE() << "machine: " << shown(w, patterns[p], e) << "\n" << patterns[p].disassembly();
      return;
    }
  }

  void set_of(const coverwatch::pattern_set& set, std::size_t e) {
    const auto answer = set.evaluate(w.events[e].text, memory);
    compare("set, evaluate", answer.matches, e);
    compare("set, match", set.match(w.events[e].text, memory), e);
  }

  void scan(const coverwatch::pattern_set& set, const buffer& from, coverwatch::framing how) {
    std::size_t next = 0;  // of the events; those that the scan passes over match nothing
    const auto told = [&](std::size_t until, std::span<const std::uint32_t> last) {
      for (; next < until; ++next) compare("scan", {}, from.events[next]);
      if (until < from.events.size()) compare("scan", last, from.events[next++]);
    };
    const auto on_match = [&](const coverwatch::scan_match& hit) {
      told(static_cast<std::size_t>(hit.record.number), hit.matches);
      return !testing::Test::HasFailure();
    };
    const auto summary = set.scan(from.text, memory, {on_match}, how);
    told(from.events.size(), {});
    EXPECT_EQ(summary.records, from.events.size()) << w.name;
  }

  void compare(const char* who, std::span<const std::uint32_t> said, std::size_t e) const {
    std::size_t at = 0;
    for (std::size_t p = 0; p < patterns.size(); ++p) {
      const bool matched = at < said.size() && said[at] == p;
      if (matched) ++at;
      if (matched == rows[p].has(e)) continue;
      ADD_FAILURE() << who << ": " << shown(w, patterns[p], e);
      return;
    }
    EXPECT_EQ(at, said.size()) << who << w.events[e].text;
  }
};

// How many pairs the second opinion was asked about: of a large world some patterns only.
std::size_t second_opinion(const world& w, reference& right) {
  const std::size_t pairs = w.patterns.size() * w.events.size(), step = pairs / opinions_of_a_world + 1;
  std::size_t asked = 0;
  for (std::size_t p = 0; p < w.patterns.size() && !testing::Test::HasFailure(); p += step) {
    const auto& parts = w.patterns[p].internals();
    const bool leftmost = parts.dialect == wildcards::leftmost;
    const row said = right.row_of(w.patterns[p]);
    for (std::size_t e = 0; e < w.events.size(); ++e) {
      const auto& event = w.events[e];
      const bool json = w.patterns[p].kind() == coverwatch::pattern_kind::json;
      if (json && !event.value) continue;
      const bool yes = json ? opinion::matches(parts.tree, *event.value, leftmost)
                            : opinion::matches(parts.tree, event.text, leftmost);
      ++asked;
      EXPECT_EQ(said.has(e), yes) << "second opinion: " << shown(w, w.patterns[p], e);
    }
  }
  return asked;
}

void judge(const world& w) {
  reference right(w.events);
  const buffer lines = lines_of(w), elements = elements_of(w, right);
  std::size_t matched = 0;
  for (std::size_t first = 0; first < w.patterns.size() && !testing::Test::HasFailure(); first += patterns_of_a_set) {
    const std::size_t count = std::min(patterns_of_a_set, w.patterns.size() - first);
    trial t{w, right, lines, elements, std::span(w.patterns).subspan(first, count)};
    t.judge();
    for (const row& each : t.rows) matched += each.count();
  }
  const std::size_t pairs = w.patterns.size() * w.events.size(), asked = second_opinion(w, right);
  std::printf("  %-28s %7zu patterns x %6zu events = %10zu pairs, %9zu match; second opinion on %8zu\n", w.name.c_str(),
              w.patterns.size(), w.events.size(), pairs, matched, asked);
  std::fflush(stdout);
  EXPECT_GT(matched, 0U) << w.name;
  EXPECT_LT(matched, pairs) << w.name;
}

class meaning : public testing::TestWithParam<world (*)()> {};

TEST_P(meaning, every_engine_agrees_with_the_reference_on_every_small_pair) { judge(GetParam()()); }

INSTANTIATE_TEST_SUITE_P(exhaustive, meaning, testing::ValuesIn(exhaustive::worlds_of_meaning()));

}  // namespace
