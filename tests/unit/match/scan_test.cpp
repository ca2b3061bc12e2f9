// SPDX-License-Identifier: Apache-2.0
// Scan against the plain road: every line cut and every pattern asked, one after the other. On records made to mislead
// a search over the bytes.
#include "match/elements.hpp"
#include "support/ascii.hpp"

#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

struct report {
  std::vector<std::string> matches;  // number of the record: patterns
  std::vector<std::uint64_t> damaged;
  std::uint64_t records = 0;
  std::uint64_t lines = 0;
  friend bool operator==(const report&, const report&) = default;
};

void PrintTo(const report& r, std::ostream* out) {
  *out << r.records << " records, " << r.lines << " lines; matches";
  for (const std::string& match : r.matches) *out << ' ' << match;
  *out << "; damaged";
  for (const std::uint64_t number : r.damaged) *out << ' ' << number;
}

std::vector<pattern> parsed(const std::vector<std::string>& texts) {
  std::vector<pattern> patterns;
  for (const std::string& text : texts) {
    const auto p = pattern::parse(text);
    EXPECT_TRUE(p.has_value()) << text;
    if (p) patterns.push_back(*p);
  }
  return patterns;
}

std::string matching(const std::vector<pattern>& patterns, std::string_view text, scratch& memory) {
  std::string out;
  for (std::size_t i = 0; i < patterns.size(); ++i)
    if (patterns[i].matches(text, memory)) out += " " + std::to_string(i);
  return out;
}

std::string_view without_space(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) + 1 - begin);
}

report line_by_line(const std::vector<pattern>& patterns, std::string_view buffer) {
  scratch memory;
  report out;
  for (std::size_t begin = 0; begin < buffer.size();) {
    const std::size_t end = std::min(buffer.find('\n', begin), buffer.size());
    std::string_view text = buffer.substr(begin, end - begin);
    if (text.ends_with('\r')) text.remove_suffix(1);
    const std::string_view core = without_space(text);
    if (!core.empty()) {
      ++out.records;
      const bool braces = core.front() == '{' && core.back() == '}' && core.size() > 1;
      const std::string found = matching(patterns, text, memory);
      if (!found.empty()) out.matches.push_back(std::to_string(out.lines) + ":" + found);
      if (!braces || text.size() > memory.max_event_bytes()) out.damaged.push_back(out.lines);
    }
    if (end < buffer.size()) ++out.lines;
    begin = end + 1;
  }
  return out;
}

// Damage that only shows in an evaluation is left out: `deep` gets it.
report scanned(const std::vector<pattern>& patterns, std::string_view buffer, framing how = framing::lines,
               std::vector<outcome>* deep = nullptr, scan_summary* summary = nullptr) {
  scratch memory;
  report out;
  const pattern_set set = pattern_set::compile(patterns).value();
  const auto on_match = [&](const scan_match& hit) {
    std::string found = std::to_string(hit.record.number) + ":";
    for (const std::uint32_t which : hit.matches) found += " " + std::to_string(which);
    out.matches.push_back(found);
    return true;
  };
  const auto on_damage = [&](const scan_damage& d) {
    const std::string_view core = without_space(d.record.text);
    const bool braces = core.front() == '{' && core.back() == '}' && core.size() > 1;
    if (!braces || d.what == outcome::too_large) {
      out.damaged.push_back(d.record.number);
    } else if (deep != nullptr) {
      deep->push_back(d.what);
    }
  };
  const scan_summary done = set.scan(buffer, memory, {on_match, on_damage}, how);
  out.records = done.records;
  out.lines = done.lines;
  EXPECT_EQ(done.matched, out.matches.size());
  if (summary != nullptr) *summary = done;
  return out;
}

const std::vector<std::string> misleading = {
    R"({"eventName":"ConsoleLogin"})",
    R"({"eventName":"Console\u004cogin"})",
    R"({"event\u004eame":"ConsoleLogin"})",
    R"({"\u0065\u0076\u0065\u006e\u0074\u004e\u0061\u006d\u0065":"\u0043onsoleLogin"})",
    R"({"eventName" : "ConsoleLogin"})",
    "{\"eventName\"\t:\r \"ConsoleLogin\"}",
    R"({"eventName":"ConsoleLogout","note":"\"eventName\":\"ConsoleLogin\""})",
    R"({"eventName":"ConsoleLogin","eventName":"Other"})",
    R"({"eventName":"Other","eventName":"ConsoleLogin"})",
    R"({"a":{"eventName":"ConsoleLogin"}})",
    R"({"note":"eventName","x":"ConsoleLogin"})",
    R"({"eventName":["ConsoleLogin"]})",
    R"({"eventName":"AccessDenied"})",
    R"({"errorCode":"AccessDenied.x"})",
    R"({"errorCode":"Client.UnauthorizedOperation"})",
    R"({"errorCode":"Client.UnauthorizedOperation\/"})",
    R"({"errorCode":"AccessDenied\/b"})",
    R"({"errorCode":"Access\u0044enied"})",
    R"({"number":1e3})",
    R"({"number":1000.0})",
    R"({"number":"1000.0"})",
    R"({"number":1000})",
    R"({"number":-0})",
    R"({"number":1e999})",
    R"({"path":"a/b"})",
    R"({"path":"a\/b"})",
    R"({"path":"a\u002fb"})",
    R"({"x/y":"Root"})",
    R"({"x\/y":"Root"})",
    R"({"flag":true})",
    R"({"flag":"true"})",
    R"({"flag":null})",
    R"({"flag":[null]})",
    "",
    "   ",
    "\r",
    "  {\"eventName\":\"ConsoleLogin\"}  \r",
    "no json ConsoleLogin",
    "{\"eventName\":\"ConsoleLogin\"",
    "{\"eventName\":\"ConsoleLogin\"} x",
    "[\"ConsoleLogin\"]",
    "{",
    "}",
    "{}",
    "\"ConsoleLogin\"",
};

const std::vector<std::vector<std::string>> pattern_sets = {
    {R"({ $.eventName = "ConsoleLogin" })"},
    {R"({ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") && ($.a != "x") })"},
    {R"({ $.errorCode = "AccessDenied/*" })"},
    {R"({ $.number = "1000.0" })"},
    {R"({ $.number = 1000 })"},
    {R"({ $.number = "0" })", R"({ $.number = "Infinity" })"},
    {R"({ $.path = "a/b" })"},
    {R"({ $.path = k1 || $.path = k2 || $.path = k3 || $.path = k4 || $.path = "a/b" })"},
    {R"({ $.path = "k1*" || $.path = "k2*" || $.path = "k3*" || $.path = "k4*" || $.path = "*/b" })"},
    {R"({ $.['x/y'] = "Root" })"},
    {"{ $.flag IS TRUE }", "{ $.flag IS NULL }"},
    {"{ $.eventName != x }"},
    {"{ $.eventName = a1 || $.eventName = b2 || $.eventName = c3 || $.eventName = d4 || $.eventName = ConsoleLogin }"},
    {"{ $.eventName = \"a*\" || $.eventName = \"b*\" || $.eventName = \"c*\" || $.eventName = \"*Login\" }"},
    {R"({ $.eventName = "ConsoleLogin" })", R"({ $.errorCode = "AccessDenied*" })", R"({ $.number >= 1000 })"},
    {"ConsoleLogin"},
    {"?ConsoleLogin ?Root", R"({ $.eventName = "ConsoleLogin" })"},
    {"[a = no, ..., b = ConsoleLogin]"},
    {"%Login%"},
    {""},
    {},
};

std::string joined(const std::vector<std::string>& records, const std::string& between) {
  std::string out;
  for (const std::string& r : records) out += r + between;
  return out;
}

bool only_json(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(), [](const std::string& t) { return t.starts_with('{'); });
}

void expect_as_line_by_line(const std::vector<std::string>& texts, const std::string& buffer) {
  const auto patterns = parsed(texts);
  report expected = line_by_line(patterns, buffer);
  if (!only_json(texts)) expected.damaged.clear();
  EXPECT_EQ(scanned(patterns, buffer), expected) << joined(texts, "\n") << buffer.substr(0, 4000);
}

TEST(scan, agrees_with_the_plain_road_on_misleading_records) {
  for (const auto& texts : pattern_sets) {
    for (const std::string end : {"\n", "\r\n", "\n\n"}) {
      expect_as_line_by_line(texts, joined(misleading, end));
      std::string unended = joined(misleading, end) + misleading.front();
      expect_as_line_by_line(texts, unended);
    }
    for (const std::string& record : misleading) expect_as_line_by_line(texts, record);
  }
}

// At every distance from the borders of blocks, and from both ends of the buffer.
TEST(scan, finds_a_record_wherever_it_stands) {
  const std::vector<std::string> texts = {R"({ $.eventName = "ConsoleLogin" })",
                                          R"({ $.errorCode = "AccessDenied*" })"};
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string padding = "{\"x\":\"" + std::string(size, 'x') + "\"}\n";
    expect_as_line_by_line(texts, padding + misleading[0] + '\n' + padding + misleading[1]);
    expect_as_line_by_line(texts, misleading[0] + '\n' + padding + misleading[13] + '\n' + padding);
    expect_as_line_by_line(texts, "{\"x\":\"" + std::string(size, 'x') + "\",\"eventName\":\"ConsoleLogin\"}");
  }
}

TEST(scan, agrees_with_the_plain_road_on_shuffled_records) {
  std::mt19937 random(7);
  for (std::size_t round = 0; round < 40; ++round) {
    std::string buffer;
    // Few that match, then many, then few: all are looked at for a while in between.
    for (std::size_t i = 0; i < 1500; ++i) {
      const std::size_t percent = i > 500 && i < 900 ? 80 : 2;
      const bool odd = random() % 100 < percent;
      buffer += odd ? misleading[random() % misleading.size()]
                    : "{\"eventName\":\"Describe\",\"n\":" + std::to_string(i) + "}";
      buffer += '\n';
    }
    expect_as_line_by_line(pattern_sets[random() % pattern_sets.size()], buffer);
  }
}

TEST(scan, passes_over_what_cannot_match) {
  std::string buffer;
  for (std::size_t i = 0; i < 1000; ++i) buffer += "{\"eventName\":\"Describe\",\"n\":" + std::to_string(i) + "}\n";
  scan_summary done;
  scanned(parsed({pattern_sets[0]}), buffer + misleading[0] + '\n' + buffer, framing::lines, nullptr, &done);
  EXPECT_EQ(done.records, 2001u);
  EXPECT_EQ(done.evaluated, 1u);
  EXPECT_EQ(done.consumed, 2 * buffer.size() + misleading[0].size() + 1);
  const auto many_names = parsed({"{ $.eventName = a1 || $.eventName = b2 || $.eventName = c3 || $.eventName = d4 }"});
  scanned(many_names, buffer + "{\"eventName\":\"b2\"}\n" + buffer, framing::lines, nullptr, &done);
  EXPECT_EQ(done.evaluated, 1u);
  scanned(parsed({pattern_sets[0]}), misleading[0] + ",{},{},{}]", framing::elements, nullptr, &done);
  EXPECT_EQ(done.records, 4u);
  EXPECT_EQ(done.evaluated, 1u);
}

// Searching the bytes is given up for a while, and taken up again.
TEST(scan, looks_at_all_records_where_most_are_worth_it) {
  std::string mixed, rest;
  for (std::size_t i = 0; i < 200; ++i) mixed += misleading[0] + "\n{}\n";
  for (std::size_t i = 0; i < 2000; ++i) rest += "{}\n";
  std::string elements = mixed + rest;
  elements.back() = ']';
  std::replace(elements.begin(), elements.end(), '\n', ',');
  for (const framing how : {framing::lines, framing::elements}) {
    scan_summary done;
    scanned(parsed({pattern_sets[0]}), how == framing::lines ? mixed + rest : elements, how, nullptr, &done);
    EXPECT_EQ(done.records, 2400u);
    EXPECT_EQ(done.matched, 200u);
    EXPECT_GT(done.evaluated, 300u);
    EXPECT_LT(done.evaluated, 800u);
  }
}

TEST(scan, tells_a_record_that_would_match_if_it_were_valid) {
  std::vector<outcome> deep;
  scanned(parsed({pattern_sets[0]}), R"({"eventName":"ConsoleLogin","x":01})", framing::lines, &deep);
  EXPECT_EQ(deep, std::vector{outcome::not_json});
}

TEST(scan, reads_records_of_ten_megabytes) {
  const std::string large = "{\"x\":\"" + std::string(10 << 20, 'x') + "\",\"eventName\":\"ConsoleLogin\"}";
  const std::string buffer = misleading[0] + '\n' + large + '\n' + misleading[0] + '\n';
  const auto patterns = parsed({pattern_sets[0]});
  const report small_memory = scanned(patterns, buffer);
  EXPECT_EQ(small_memory.damaged, std::vector<std::uint64_t>{1});
  const std::string other = "{\"x\":\"" + std::string(10 << 20, 'x') + "\"}\n";
  EXPECT_EQ(scanned(patterns, other).damaged, std::vector<std::uint64_t>{0});
  EXPECT_EQ(small_memory.matches.size(), 2u);
  scratch memory(std::size_t{16} << 20);
  std::size_t matches = 0;
  pattern_set::compile(patterns).value().scan(buffer, memory, {[&](const scan_match&) { return ++matches != 0; }});
  EXPECT_EQ(matches, 3u);
}

TEST(scan, stops_when_asked_to) {
  const std::string buffer = misleading[11] + '\n' + misleading[0] + "\r\n" + misleading[0] + '\n';
  for (const auto& texts : {pattern_sets[0], std::vector<std::string>{"%Login%"}}) {
    scratch memory;
    const auto set = pattern_set::compile(parsed(texts)).value();
    std::size_t calls = 0;
    const scan_summary done = set.scan(buffer, memory, {[&](const scan_match&) { return ++calls == 2; }});
    EXPECT_TRUE(done.stopped);
    EXPECT_EQ(calls, 1u);
    EXPECT_LT(done.consumed, buffer.size());
    EXPECT_EQ(buffer[done.consumed - 1], '\n');
  }
}

// --- Elements.

const std::string wide_space = " \n\t ";

std::string array_of(const std::vector<std::string>& records, const std::string& between) {
  std::string out;
  for (const std::string& r : records) out += (out.empty() ? "" : between) + r;
  return out + "]";
}

std::vector<std::string> misleading_elements() {
  std::vector<std::string> out;
  for (const std::string& r : misleading) {
    const std::string_view core = without_space(r);
    if (core.starts_with('{') && core.ends_with('}') && core.size() > 1) out.emplace_back(core);
  }
  out.emplace_back(R"("a string, with }{][ and \" in it")");
  out.emplace_back("[[{\"eventName\":\"ConsoleLogin\"}]]");
  out.emplace_back("12.5");
  out.emplace_back(R"({"x":"}{\\\"]","eventName":"ConsoleLogin"})");
  out.emplace_back("{\"x\":\"" + std::string(40000, '{') + "\",\"eventName\":\"ConsoleLogin\"}");
  return out;
}

TEST(scan, agrees_with_the_plain_road_on_elements) {
  const std::vector<std::string> records = misleading_elements();
  for (const auto& texts : pattern_sets) {
    const auto patterns = parsed(texts);
    scratch memory;
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const std::string found = matching(patterns, records[i], memory);
      if (!found.empty()) expected.push_back(std::to_string(i) + ":" + found);
    }
    for (const std::string& between : {std::string(","), wide_space + "," + wide_space}) {
      const std::string list = array_of(records, between);
      scan_summary done;
      const report found = scanned(patterns, list + "}", framing::elements, nullptr, &done);
      EXPECT_EQ(found.matches, expected) << joined(texts, "\n");
      EXPECT_EQ(found.records, records.size());
      EXPECT_EQ(done.consumed, list.size() - 1);
      EXPECT_EQ(scanned(patterns, "{ \"Records\" : [" + list + "}", framing::automatic), found);
    }
  }
}

TEST(scan, ends_where_the_elements_break_off) {
  const auto patterns = parsed({pattern_sets[0]});
  for (const std::string tail :
       {"{\"eventName\":\"Cons", "{\"eventName\":\"ConsoleLogin\"", "\"x", "{\"x\":\"a\nb\"}]"}) {
    const std::string whole = misleading[0] + ',' + misleading[0] + ',';
    scan_summary done;
    scanned(patterns, whole + tail, framing::elements, nullptr, &done);
    EXPECT_EQ(done.records, 2u) << tail;
    EXPECT_EQ(done.consumed, whole.size()) << tail;
  }
}

TEST(element_splitter, agrees_with_the_bytewise_reading) {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"{",
                                           "}",
                                           "[",
                                           "]",
                                           "\"",
                                           "\\",
                                           "\\\"",
                                           ",",
                                           " ",
                                           "\n",
                                           "x",
                                           "1",
                                           "\"a\":",
                                           std::string(70, 'y'),
                                           "\t",
                                           "{}",
                                           "{\"b\":[1,{}]}"};
  for (const auto with :
       {support::instructions::portable, support::instructions::avx2, support::instructions::avx512}) {
    if (!support::available(with)) continue;
    for (std::size_t round = 0; round < 3000; ++round) {
      std::string text;
      const std::size_t count = random() % 60;
      for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
      if (round % 50 == 0) text = "{" + std::string(random() % 40000, ' ') + text;
      match::element_splitter splitter(text, with);
      for (std::size_t at = support::skip_json_space(text, 0);;) {
        const std::size_t end = splitter.end_of(at);
        ASSERT_EQ(end, match::end_of_value(text, at)) << text << "\nat " << at;
        if (end == std::string::npos || end == at) break;
        at = support::skip_json_space(text, end);
        if (at == text.size() || text[at] != ',') break;
        at = support::skip_json_space(text, at + 1);
      }
    }
  }
}

}  // namespace
