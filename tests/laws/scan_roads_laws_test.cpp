// SPDX-License-Identifier: Apache-2.0
// Laws of scans: of lines, of elements and of {"Records":[...]}, a scan tells the records that the reference evaluator
// matches, in their places and in their order; what it calls damaged is; and stopped or cut anywhere, it goes on where
// it says it ended.
#include "../support/guarded_text.hpp"
#include "../support/sample_set.hpp"
#include "../support/set_judge.hpp"
#include "laws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace {

using coverwatch::framing;
using coverwatch::outcome;
using set_judge::judge;
using set_judge::piece;
using set_judge::told;

std::string seed() { return "COVERWATCH_SEED=" + std::to_string(laws::seed()) + "\n"; }

// A buffer and the records in it.
struct buffer {
  std::string text;
  std::vector<piece> records;
};

// Which events a set is asked about, from hardly any that match to nearly all.
sample::pattern_list any_list(sample::choices& c) {
  if (c.chance(50)) return sample::any_needle_set(c, c.chance(70) ? sample::kinds::json : sample::kinds::all);
  return sample::any_set(c, std::min<std::size_t>(sample::any_set_size(c), 80),
                         c.chance(70) ? sample::kinds::json : sample::kinds::all);
}

std::string white_space(sample::choices& c, std::size_t percent) {
  std::string out;
  while (c.chance(percent)) out += " \t\r\n"[c.below(4)];
  return out;
}

// Without line breaks, as a line is.
std::string any_line(const sample::pattern_list& list, sample::choices& c) {
  std::string text = c.chance(15) ? sample::decoy_for(list, c) : sample::text_for(list, c);
  if (c.chance(20))
    text = sample::respelled(sample::spell(sample::event_for(list, c), c, true), c, c.chance(50) ? 0 : 10);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string lines_for(const sample::pattern_list& list, sample::choices& c) {
  static const std::vector<std::string> ends{"\n", "\r\n", "\n\n", "\n \t\r\n", "\r\r\n", "\n\r\n"};
  std::string out;
  const bool plain = c.chance(50);
  const std::size_t strangers = c.chance(50) ? 90 : 0;  // events that another set was made for
  const auto other = sample::any_set(c, 3, sample::kinds::json);
  for (std::size_t left = c.below(c.chance(10) ? 400 : 60); left > 0; --left) {
    out += any_line(c.chance(strangers) ? other : list, c);
    out += plain ? "\n" : c.pick(ends);
  }
  if (c.chance(40)) out += any_line(list, c);
  return out;
}

// What an element may be: JSON, or at least something whose quotes and brackets end where it ends.
std::string any_element(const sample::pattern_list& list, sample::choices& c) {
  static const std::vector<std::string> odd{"null",
                                            "[]",
                                            "{}",
                                            "\"\"",
                                            "\"},{\"",
                                            "[{\"a\":\"]\"}]",
                                            "true",
                                            "12e3",
                                            "{\"a\":tru}",
                                            "{\"a\":01}",
                                            "{\"a\" 1}",
                                            "{,}",
                                            "{\"a\":\"\\x\"}",
                                            "[1,]",
                                            "{\"a\":[1}}",
                                            "[\"a\"}",
                                            "{\"a\":\"\xff\"}",
                                            "{\"a\":\"\\ud800\"}"};
  if (c.chance(8)) return c.pick(odd);
  std::string text =
      c.chance(15) ? sample::decoy_for(list, c) : sample::spell(sample::event_for(list, c), c, c.chance(30));
  text = text.substr(text.find('{'));
  return text.substr(0, text.rfind('}') + 1);
}

buffer elements_for(const sample::pattern_list& list, sample::choices& c) {
  buffer out;
  const std::size_t loose = c.chance(50) ? 30 : 0;
  const std::size_t count = c.below(30);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out.text += ',';
    out.text += white_space(c, loose);
    const std::string element = any_element(list, c);
    out.records.push_back({out.text.size(), element.size(), i});
    out.text += element + white_space(c, loose);
  }
  return out;
}

TEST(scan_law, lines_are_what_the_reference_evaluator_says) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  std::size_t records = 0, matched = 0, damaged = 0, evaluated = 0;
  for (std::size_t left = laws::cases() / 60 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = any_list(c);
    judge judged(list.patterns);
    guarded::memory edge(1 << 20);
    for (int i = 0; i < 2; ++i) {
      const std::string text = lines_for(list, c);
      const auto buffer = edge.at_end(text);
      EXPECT_EQ(judged.wrong_with_lines(buffer, memory), "") << seed();
      const auto done = judged.scan(buffer, memory, framing::automatic).summary;
      EXPECT_EQ(judged.wrong_with_lines(buffer, memory, framing::automatic), "") << seed();
      records += done.records;
      matched += done.matched;
      damaged += done.damaged;
      evaluated += done.evaluated;
    }
  }
  std::printf("%zu records, %zu evaluated, %zu matched, %zu damaged\n", records, evaluated, matched, damaged);
  EXPECT_GT(matched * 10, records);
  EXPECT_GT((records - matched) * 10, records);
  EXPECT_GT(damaged * 100, records);
}

std::string wrong_with_elements(judge& judged, std::string_view text, const std::vector<piece>& records, framing how,
                                std::size_t end, coverwatch::scratch& memory) {
  const told said = judged.scan(text, memory, how);
  if (auto wrong = judged.wrong_with_scan(text, records, said); !wrong.empty()) return wrong;
  if (said.summary.consumed == end && !said.summary.stopped) return {};
  return "consumed " + std::to_string(said.summary.consumed) + " instead of " + std::to_string(end);
}

std::vector<piece> moved(std::vector<piece> records, std::size_t by) {
  for (auto& record : records) record.begin += by;
  return records;
}

TEST(scan_law, elements_are_what_the_reference_evaluator_says) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  std::size_t records = 0;
  for (std::size_t left = laws::cases() / 60 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = any_list(c);
    judge judged(list.patterns);
    guarded::memory edge(1 << 20);
    for (int i = 0; i < 2; ++i) {
      const auto b = elements_for(list, c);
      records += b.records.size();
      const std::string tail = c.chance(50) ? "]" : "]," + any_line(list, c) + "]}\n{\"a\":\"x\"}";
      const auto text = edge.at_end(b.text + tail);
      EXPECT_EQ(wrong_with_elements(judged, text, b.records, framing::elements, b.text.size(), memory), "")
          << seed() << text;
      const std::string head = white_space(c, 20) + "{" + white_space(c, 20) + "\"Records\"" + white_space(c, 20) +
                               ":" + white_space(c, 20) + "[";
      const auto document = edge.at_end(head + b.text + tail + "}");
      EXPECT_EQ(wrong_with_elements(judged, document, moved(b.records, head.size()), framing::automatic,
                                    head.size() + b.text.size(), memory),
                "")
          << seed() << document;
    }
  }
  EXPECT_GT(records, 0U);
}

// A scan in which every answer counts, restarted behind each match.
TEST(scan_law, a_stopped_scan_goes_on_where_it_ended) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  for (std::size_t left = laws::cases() / 300 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = any_list(c);
    judge judged(list.patterns);
    const bool lines = c.chance(50);
    const std::string text = lines ? lines_for(list, c) : elements_for(list, c).text + "]";
    const framing how = lines ? framing::lines : framing::elements;
    const told whole = judged.scan(text, memory, how);
    told pieces;
    std::size_t at = 0;
    std::uint64_t before = 0;  // lines, or elements
    for (bool stopped = true; stopped;) {
      const std::string_view rest = std::string_view(text).substr(at);
      const told part = judged.scan(rest, memory, how, 1);
      stopped = part.summary.stopped;
      ASSERT_EQ(stopped, !part.matches.empty()) << seed() << rest;
      ASSERT_LE(part.summary.consumed, rest.size());
      for (const auto& one : part.matches) {
        ASSERT_GE(part.summary.consumed, one.where.begin + one.where.size);
        pieces.matches.push_back(
            {{one.where.begin + at, one.where.size, one.where.number + before}, one.what, one.matches});
      }
      before += lines ? part.summary.lines : part.summary.records;
      pieces.summary.records += part.summary.records;
      pieces.summary.damaged += part.summary.damaged;
      at += part.summary.consumed;
    }
    ASSERT_EQ(pieces.matches.size(), whole.matches.size()) << seed() << text;
    for (std::size_t i = 0; i < whole.matches.size(); ++i) {
      EXPECT_EQ(pieces.matches[i].where.begin, whole.matches[i].where.begin) << seed() << text;
      EXPECT_EQ(pieces.matches[i].where.number, whole.matches[i].where.number) << seed() << text;
      EXPECT_EQ(pieces.matches[i].matches, whole.matches[i].matches) << seed() << text;
    }
    EXPECT_EQ(pieces.summary.records, whole.summary.records) << seed() << text;
    EXPECT_EQ(at, whole.summary.consumed) << seed() << text;
  }
}

// What two pieces of a cut array told: the second begins where the first was done, without the comma that may be left.
struct cut_scan {
  std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> matches;
  std::uint64_t records = 0;
  std::size_t end = 0;
};

cut_scan scan_in_two(const judge& judged, std::string_view text, std::size_t cut, guarded::memory& edge,
                     coverwatch::scratch& memory) {
  cut_scan out;
  const told first = judged.scan(edge.at_end(text.substr(0, cut)), memory, framing::elements);
  EXPECT_LE(first.summary.consumed, cut);
  std::size_t at = first.summary.consumed;
  if (first.summary.records > 0) {
    const std::size_t next = text.find_first_not_of(set_judge::json_space, at);
    if (next != std::string_view::npos && text[next] == ',') at = next + 1;
  }
  const told second = judged.scan(text.substr(at), memory, framing::elements);
  for (const auto& one : first.matches) out.matches.emplace_back(one.where.begin, one.matches);
  for (const auto& one : second.matches) out.matches.emplace_back(one.where.begin + at, one.matches);
  out.records = first.summary.records + second.summary.records;
  out.end = at + second.summary.consumed;
  return out;
}

TEST(scan_law, an_array_may_be_cut_at_every_byte) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  std::size_t cuts = 0;
  for (std::size_t left = laws::cases() / 1500 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = sample::any_set(c, 1 + c.below(6), sample::kinds::json);
    judge judged(list.patterns);
    const auto b = elements_for(list, c);
    const std::string text = b.text.substr(0, b.records.size() > 6 ? b.records[6].begin : b.text.size()) + "]";
    guarded::memory edge(text.size());
    const told whole = judged.scan(text, memory, framing::elements);
    std::vector<std::pair<std::size_t, std::vector<std::uint32_t>>> expected;
    for (const auto& one : whole.matches) expected.emplace_back(one.where.begin, one.matches);
    for (std::size_t cut = 0; cut < text.size() && !HasFailure(); ++cut, ++cuts) {
      const cut_scan found = scan_in_two(judged, text, cut, edge, memory);
      EXPECT_EQ(found.matches, expected) << seed() << "cut at " << cut << "\n" << text;
      EXPECT_EQ(found.records, whole.summary.records) << seed() << "cut at " << cut << "\n" << text;
      EXPECT_EQ(found.end, whole.summary.consumed) << seed() << "cut at " << cut << "\n" << text;
    }
  }
  EXPECT_GT(cuts, 0U);
}

// Of lines a cut gives a shorter last record and, behind it, the rest.
TEST(scan_law, lines_may_end_at_every_byte) {
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  for (std::size_t left = laws::cases() / 1500 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = sample::any_set(c, 1 + c.below(6), c.chance(70) ? sample::kinds::json : sample::kinds::all);
    judge judged(list.patterns);
    const std::string text = lines_for(list, c).substr(0, 1500);
    guarded::memory edge(text.size());
    for (std::size_t cut = 0; cut <= text.size() && !HasFailure(); ++cut) {
      EXPECT_EQ(judged.wrong_with_lines(edge.at_end(std::string_view(text).substr(0, cut)), memory), "") << seed();
    }
  }
}

// An event that matches whatever stands in one place must not be lost when what stands there is broken.
TEST(scan_law, a_record_that_would_match_if_it_were_valid_is_damaged) {
  static const std::vector<std::string> broken{
      "tru",   "01",     "1.",          "\"\\x\"",   "\"\xff\"",   "+1",  "\"\x01\"", "\"\\u12g4\"",
      "[1 2]", "[1,]",   "{,}",         "{\"a\" 1}", "{\"a\":1,}", "NaN", "1e",       "\"\xed\xa0\x80\"",
      "{1:2}", "\"\t\"", "[\"\\\x01\"]"};
  static const std::vector<std::string> twins{"null", "true", "1", "\"x\"", "[]", "{}", "[null]", "{\"a\":1}"};
  sample::choices c(laws::seed());
  coverwatch::scratch memory;
  std::size_t asked = 0;
  for (std::size_t left = laws::cases() / 20 + 1; left > 0 && !HasFailure(); --left) {
    const auto list = c.chance(50) ? sample::any_needle_set(c, sample::kinds::json)
                                   : sample::any_set(c, 1 + c.below(12), sample::kinds::json);
    judge judged(list.patterns);
    auto event = sample::event_for(list, c);
    const auto place = static_cast<std::ptrdiff_t>(c.below(event.items.size() + 1));
    event.keys.insert(event.keys.begin() + place, "nobody asks");
    event.items.insert(event.items.begin() + place, {sample::kind::string, "here it stands", {}, {}});
    std::string text = sample::respelled(sample::spell(event, c, true), c, c.chance(70) ? 0 : 3);
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t at = text.find("\"here it stands\"");
    if (at == std::string::npos) continue;
    const auto with = [&](const std::string& value) { return std::string(text).replace(at, 16, value); };
    const bool would = std::all_of(twins.begin(), twins.end(), [&](const std::string& value) {
      return !judged.expected(with(value)).matches.empty();
    });
    if (!would) continue;
    ++asked;
    const std::string& value = c.pick(broken);
    const told said = judged.scan(with(value) + "\n", memory, framing::lines);
    EXPECT_TRUE(said.matches.empty()) << seed() << with(value);
    ASSERT_EQ(said.damages.size(), 1U) << seed() << with(value);
    EXPECT_EQ(said.damages[0].what, outcome::not_json) << seed() << with(value);
  }
  EXPECT_GT(asked * 200, laws::cases());
}

}  // namespace
