// SPDX-License-Identifier: Apache-2.0
// Laws of matching that the public face alone can state: `matches`, `evaluate`, `extract`, sets and scans agree, about
// generated patterns of all kinds in both dialects.
#include "samples.hpp"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace face {
namespace {

using coverwatch::outcome;
using ids = std::vector<std::uint32_t>;

template <class Use>
void for_each_material(const Use& use) {
  sample::choices c(seed());
  for (int i = 0; i < 250 && !testing::Test::HasFailure(); ++i) use(any_material(c), c);
}

coverwatch::pattern_set set_of(const material& m) { return coverwatch::pattern_set::compile(m.patterns).value(); }

ids listed(std::span<const std::uint32_t> matches) { return {matches.begin(), matches.end()}; }

ids alone(const material& m, std::string_view event, coverwatch::scratch& memory) {
  ids out;
  for (std::size_t i = 0; i < m.patterns.size(); ++i) {
    if (m.patterns[i].matches(event, memory)) out.push_back(static_cast<std::uint32_t>(i));
  }
  return out;
}

bool is_error(outcome o) { return o != outcome::match && o != outcome::no_match; }

TEST(face_law, matches_is_evaluate) {
  std::size_t matched = 0, missed = 0, errors = 0;
  coverwatch::scratch memory, small(20);
  for_each_material([&](const material& m, sample::choices&) {
    for (const auto& p : m.patterns) {
      for (const auto& event : m.events) {
        const auto answer = p.evaluate(event, memory);
        EXPECT_EQ(p.matches(event, memory), answer == outcome::match) << shown(m) << p.text() << "\n" << event;
        EXPECT_FALSE(is_error(answer) && p.kind() != coverwatch::pattern_kind::json) << p.text();
        EXPECT_EQ(p.evaluate(event, small), event.size() > 20 ? outcome::too_large : answer) << p.text() << event;
        ++(answer == outcome::match ? matched : is_error(answer) ? errors : missed);
      }
    }
  });
  EXPECT_GT(matched, 1000U);
  EXPECT_GT(missed, 1000U);
  EXPECT_GT(errors, 100U);
}

TEST(face_law, what_is_extracted_stands_in_an_event_that_matches) {
  std::size_t extracted = 0;
  coverwatch::scratch memory;
  for_each_material([&](const material& m, sample::choices&) {
    for (const auto& p : m.patterns) {
      for (const auto& event : m.events) {
        const auto fields = p.extract(event, memory);
        extracted += fields.size();
        const bool may = p.kind() == coverwatch::pattern_kind::space_delimited && p.matches(event, memory);
        EXPECT_TRUE(may || fields.empty()) << p.text() << "\n" << event;
        for (const auto& field : fields) {
          EXPECT_TRUE(field.name.starts_with('$') && event.find(field.value) != std::string::npos) << event;
        }
      }
    }
  });
  EXPECT_GT(extracted, 1000U);
}

TEST(face_law, a_scratch_that_is_moved_keeps_its_limit) {
  const auto p = parsed("{ $.a = 1 }");
  const std::string shorter = R"({"a":1})", longer = R"({"a":1, "b":2})";
  coverwatch::scratch first(10);
  EXPECT_EQ(p.evaluate(shorter, first), outcome::match);
  coverwatch::scratch second(std::move(first));
  EXPECT_EQ(p.evaluate(shorter, second), outcome::match);
  EXPECT_EQ(p.evaluate(longer, second), outcome::too_large);
  second = coverwatch::scratch(14);
  EXPECT_EQ(p.evaluate(longer, second), outcome::match);
}

// What the JSON patterns alone make of an event comes first.
outcome expected_of(const material& m, std::string_view event, coverwatch::scratch& memory) {
  for (const auto& p : m.patterns) {
    const auto answer = p.evaluate(event, memory);
    if (is_error(answer)) return answer;
  }
  return alone(m, event, memory).empty() ? outcome::no_match : outcome::match;
}

TEST(face_law, a_set_says_what_each_pattern_says) {
  std::size_t several = 0;
  coverwatch::scratch memory, other;
  for_each_material([&](const material& m, sample::choices&) {
    const auto set = set_of(m);
    EXPECT_EQ(set.size(), m.patterns.size());
    for (const auto& event : m.events) {
      const ids expected = alone(m, event, other);
      EXPECT_EQ(listed(set.match(event, memory)), expected) << shown(m) << event;
      const auto answer = set.evaluate(event, memory);
      EXPECT_EQ(listed(answer.matches), expected) << shown(m) << event;
      EXPECT_EQ(answer.what, expected_of(m, event, other)) << shown(m) << event;
      several += expected.size() > 1 ? 1U : 0U;
    }
  });
  EXPECT_GT(several, 1000U);
}

// Scans the buffer, whose records are these events and end there, and compares record by record.
void expect_scanned(const material& m, const std::string& buffer, const std::vector<std::string>& events,
                    coverwatch::framing how, std::size_t end) {
  static coverwatch::scratch memory, other;
  std::map<std::uint64_t, ids> told;
  std::size_t damaged = 0, matched = 0;
  const auto done = set_of(m).scan(buffer, memory,
                                   {[&](const coverwatch::scan_match& hit) {
                                      EXPECT_EQ(hit.record.text, events.at(hit.record.number));
                                      told[hit.record.number] = listed(hit.matches);
                                      return true;
                                    },
                                    [&](const coverwatch::scan_damage& damage) {
                                      EXPECT_TRUE(is_error(damage.what)) << damage.record.text;
                                      ++damaged;
                                    }},
                                   how);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const ids expected = alone(m, events[i], other);
    EXPECT_EQ(told[i], expected) << shown(m) << events[i];
    matched += expected.empty() ? 0U : 1U;
  }
  EXPECT_EQ(done.records, events.size());
  EXPECT_EQ(done.matched, matched);
  EXPECT_EQ(done.damaged, damaged);
  EXPECT_FALSE(done.stopped);
  EXPECT_EQ(done.consumed, end) << shown(m);
}

TEST(face_law, a_scan_of_lines_finds_the_lines_that_match) {
  for_each_material([](const material& m, sample::choices&) {
    std::string buffer;
    for (const auto& event : m.events) buffer += event + "\n";
    expect_scanned(m, buffer, m.events, coverwatch::framing::lines, buffer.size());
    buffer.pop_back();
    expect_scanned(m, buffer, m.events, coverwatch::framing::automatic, buffer.size());
  });
}

TEST(face_law, a_scan_of_records_finds_the_elements_that_match) {
  const auto any_object = parsed("{ $.nowhere NOT EXISTS }");
  coverwatch::scratch memory;
  std::size_t records = 0;
  for_each_material([&](const material& m, sample::choices&) {
    std::vector<std::string> events;
    std::string buffer;
    for (const auto& event : m.events) {
      if (!any_object.matches(event, memory)) continue;
      buffer += (events.empty() ? "" : ",") + event;
      events.push_back(event);
    }
    records += events.size();
    const std::string head = R"({"Records":[)";
    expect_scanned(m, head + buffer + "]}", events, coverwatch::framing::automatic, head.size() + buffer.size());
    expect_scanned(m, buffer + "]", events, coverwatch::framing::elements, buffer.size());
  });
  EXPECT_GT(records, 1000U);
}

// Right behind the line break of the record that was told last, so that the rest can be scanned later.
TEST(face_law, a_scan_ends_where_it_is_told_to) {
  coverwatch::scratch memory;
  std::size_t stopped = 0, within = 0;
  for_each_material([&](const material& m, sample::choices& c) {
    std::string buffer;
    for (const auto& event : m.events) buffer += event + "\n";
    const std::size_t wanted = 1 + c.below(4);
    std::size_t seen = 0, behind = 0;
    const auto done = set_of(m).scan(buffer, memory, {[&](const auto& hit) {
                                       const auto text = hit.record.text;
                                       behind = static_cast<std::size_t>(text.data() - buffer.data()) + text.size() + 1;
                                       return ++seen < wanted;
                                     }});
    EXPECT_EQ(done.stopped, seen == wanted) << shown(m);
    EXPECT_EQ(done.consumed, done.stopped ? behind : buffer.size()) << shown(m);
    EXPECT_EQ(done.matched, seen) << shown(m);
    EXPECT_LE(seen, wanted);
    stopped += done.stopped ? 1U : 0U;
    within += done.consumed < buffer.size() ? 1U : 0U;
  });
  EXPECT_GT(stopped, 100U);
  EXPECT_GT(within, 100U);
}

}  // namespace
}  // namespace face
