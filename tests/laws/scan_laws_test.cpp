// SPDX-License-Identifier: Apache-2.0
// Laws of the scan: an event that matches holds one of the necessary clues, however it is spelled; and a scan finds the
// records of a buffer for which the patterns of a set, asked one by one, say that they match.
#include "laws.hpp"
#include "logic/evaluate.hpp"
#include "logic/lower.hpp"
#include "logic/necessary.hpp"
#include "support/json.hpp"
#include "syntax/parse.hpp"

#include <coverwatch/pattern_set.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;

// --- Clues, read in the plainest way.

bool text_stands(const logic::clue& c, const std::string& event) {
  return event.find((c.opens ? "\"" : "") + std::string(c.text) + (c.closes ? "\"" : "")) != std::string::npos;
}

bool equals(const logic::operand& value, const std::string& text) {
  if (const auto* literal = std::get_if<logic::text_operand>(&value)) return text == literal->text;
  if (const auto* number = std::get_if<logic::number_operand>(&value)) return text == number->spelling;
  return support::matches_glob(std::get_if<logic::wildcard_operand>(&value)->pieces, text);
}

bool value_stands(const logic::clue& c, const std::string& value) {
  if (!value.starts_with('"')) return true;
  const std::size_t end = value.find('"', 1);
  const std::string text = value.substr(1, end - 1);
  if (end == std::string::npos || text.find('\\') != std::string::npos) return true;
  if (c.behind == logic::clue::strings::any) return true;
  return c.behind == logic::clue::strings::equal && equals(*c.value, text);
}

std::string without_front_space(const std::string& text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

bool member_stands(const logic::clue& c, const std::string& event) {
  const std::string key = '"' + std::string(c.key) + '"';
  for (std::size_t at = event.find(key); at != std::string::npos; at = event.find(key, at + 1)) {
    const std::string behind = without_front_space(event.substr(at + key.size()));
    if (behind.starts_with(':') && value_stands(c, without_front_space(behind.substr(1)))) return true;
  }
  return false;
}

// One clue holds in each way that it offers.
bool some_clue_holds(const std::vector<logic::clue>& clues, const std::string& event) {
  return std::any_of(clues.begin(), clues.end(), [&](const logic::clue& c) {
    return (c.text.empty() || text_stands(c, event)) && (c.key.empty() || member_stands(c, event));
  });
}

logic::formula formula_of(const std::string& text) { return logic::lower(syntax::parse(text)->tree); }

TEST(laws, what_matches_holds_a_clue) {
  std::optional<logic::formula> formula;
  std::vector<logic::clue> clues, other_clues;
  support::json::document document;
  std::size_t held = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (fresh) {
      formula = formula_of(e.text);
      clues = logic::necessary_clues(*formula, {});
      // With every name known, other parts are chosen.
      std::vector<std::string_view> keys;
      for (const logic::clue& c : clues) keys.push_back(c.key);
      other_clues = logic::necessary_clues(*formula, keys);
      EXPECT_EQ(clues.empty(), other_clues.empty());
    }
    if (clues.empty() || e.json.find("\\u") != std::string::npos || document.parse(e.json)) return true;
    if (!logic::evaluate(*formula, document.root(), wildcards::glob) &&
        !logic::evaluate(*formula, document.root(), wildcards::leftmost)) {
      return true;
    }
    ++held;
    EXPECT_TRUE(some_clue_holds(clues, e.json)) << laws::describe(e.text, e.json);
    EXPECT_TRUE(some_clue_holds(other_clues, e.json)) << laws::describe(e.text, e.json);
    return true;
  });
  EXPECT_GT(held * 100, laws::cases());  // a fair share of the cases says something
}

TEST(laws, what_matches_as_text_holds_a_clue) {
  std::optional<logic::formula> formula;
  std::vector<logic::clue> clues;
  std::size_t held = 0;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh) {
      formula = formula_of(e.text);
      clues = logic::necessary_clues(*formula, {});
    }
    if (clues.empty() || !logic::evaluate(*formula, e.message)) return true;
    ++held;
    EXPECT_TRUE(some_clue_holds(clues, e.message)) << laws::describe(e.text, e.message);
    return true;
  });
  EXPECT_GT(held * 50, laws::cases());
}

// --- Scans.

// Some patterns, and the events that were made for them: a buffer full.
struct batch {
  std::vector<pattern> patterns;
  std::vector<std::string> events;

  std::vector<std::string> expected() const {
    std::vector<std::string> out;
    scratch memory;
    for (std::size_t i = 0; i < events.size(); ++i) {
      std::string found;
      for (std::size_t p = 0; p < patterns.size(); ++p) {
        if (patterns[p].matches(events[i], memory)) found += " " + std::to_string(p);
      }
      if (!found.empty()) out.push_back(std::to_string(i) + ":" + found);
    }
    return out;
  }

  std::vector<std::string> scanned(const std::string& buffer, framing how) const {
    std::vector<std::string> out;
    scratch memory;
    const auto on_match = [&](const scan_match& hit) {
      out.push_back(std::to_string(hit.record.number) + ":");
      for (const std::uint32_t which : hit.matches) out.back() += " " + std::to_string(which);
      return true;
    };
    const scan_summary done = pattern_set::compile(patterns).value().scan(buffer, memory, {on_match}, how);
    EXPECT_EQ(done.records, events.size());
    return out;
  }

  std::string joined(const std::string& between) const {
    std::string out;
    for (const std::string& event : events) out += (out.empty() ? "" : between) + event;
    return out;
  }

  std::string shown() const {
    std::string out;
    for (const pattern& p : patterns) out += "  " + p.text() + "\n";
    return laws::describe(out, joined("\n           "));
  }
};

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

TEST(laws, a_scan_finds_what_the_patterns_match) {
  batch b;
  std::size_t size = 1;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices& c) {
    if (fresh && b.patterns.size() == size) {
      const auto expected = b.expected();
      EXPECT_EQ(b.scanned(b.joined(",") + "]", framing::elements), expected) << b.shown();
      EXPECT_EQ(b.scanned("{\"Records\":[" + b.joined(" ,\n") + "]}", framing::automatic), expected) << b.shown();
      for (std::string& event : b.events) event = on_one_line(event);
      EXPECT_EQ(b.scanned(b.joined("\n"), framing::lines), b.expected()) << b.shown();
      b = {};
      size = 1 + (c.chance(50) ? 0 : c.below(8));
    }
    if (fresh) b.patterns.push_back(*pattern::parse(e.text));
    b.events.push_back(e.json);
    return true;
  });
}

TEST(laws, a_scan_finds_what_the_patterns_of_all_kinds_match) {
  batch b;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices& c) {
    if (fresh && b.patterns.size() == 3) {
      EXPECT_EQ(b.scanned(b.joined("\n"), framing::lines), b.expected()) << b.shown();
      b = {};
      if (c.chance(30)) b.patterns.push_back(*pattern::parse("{ $.a = \"Root\" }"));
    }
    if (fresh) b.patterns.push_back(*pattern::parse(e.text));
    const std::string line = on_one_line(e.message);
    if (line.find_first_not_of(" \t") != std::string::npos) b.events.push_back(line);
    return true;
  });
}

}  // namespace
