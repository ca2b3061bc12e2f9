// SPDX-License-Identifier: Apache-2.0
// Laws of coverage for patterns that are not JSON, and for terms beside JSON patterns under the assumption of canonical
// JSON: over questions put together from a few words, every yes is held against all events of a list and brings a
// certificate, and every event shown is held against the patterns.
#include "laws.hpp"

#include "../support/choices.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/coverage.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace {

using coverwatch::pattern;
using coverwatch::verdict;
using sample::choices;

pattern parsed(const std::string& text) {
  coverwatch::parse_options options;
  options.max_regexes = 1000;
  auto p = pattern::parse(text, options);
  EXPECT_TRUE(p.has_value()) << text;
  return p ? *p : *pattern::parse("");
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

// --- Columns.

std::string some_column(choices& c, std::size_t number) {
  static const std::vector<std::string> tests = {"=x",   "=x*", "=*y",   "=\"a b\"", "=%^[0-9]+$%", "=1",
                                                 "=1.0", "!=x", "!=*x*", "!=1",      "=*",          "<2",
                                                 ">=1",  ">1",  "=\"\"", "=\"+5\"",  "=5",          "!=%\\d%"};
  const std::string name = "c" + std::to_string(number);
  if (c.chance(45)) return name;
  if (c.chance(70)) return name + c.pick(tests);
  return name + c.pick(tests) + (c.chance(50) ? " && " : " || ") + name + c.pick(tests);
}

std::string some_columns(choices& c) {
  std::vector<std::string> columns;
  for (std::size_t i = 0, n = 1 + c.below(3); i < n; ++i) columns.push_back(some_column(c, i));
  if (c.chance(35)) columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(c.below(columns.size() + 1)), "...");
  return "[" + joined(columns, ", ") + "]";
}

// All messages of up to three tokens, and some that are harder to cut.
std::vector<std::string> all_messages() {
  static const std::vector<std::string> tokens = {"x",    "xy",      "1",   "1.0", "01", "2", "+5",
                                                  "\"\"", "\"a b\"", "[x]", "5",   "-1", "q"};
  std::vector<std::string> out = {"", "  ", "x  y", "\"x", "[x y", "x\ty z", "\"x\"y", "x  \"a b\" ", " 1 2 "};
  for (const auto& a : tokens) {
    out.push_back(a);
    for (const auto& b : tokens) {
      out.push_back(a + " " + b);
      for (const auto& c : tokens) out.push_back(a + " " + b + " " + c);
    }
  }
  out.emplace_back("x 1 x 1");
  out.emplace_back("1 2 5 x y");
  return out;
}

// --- Messages.

std::string some_message_pattern(choices& c) {
  static const std::vector<std::string> words = {"a", "ab", "b", "aba", "\"a b\"", "\xc3\xa9", "x"};
  static const std::vector<std::string> expressions = {"%a.*b%", "%^a%",      "%b$%",    "%[^a]%", "%\\xe9%",
                                                       "%a?b+%", "%^[ab]*$%", "%ab|ba%", "%^.$%"};
  if (c.chance(40)) return c.pick(expressions);
  std::vector<std::string> terms;
  const bool optional = c.chance(30);
  for (std::size_t i = 0, n = 1 + c.below(3); i < n; ++i)
    terms.push_back((optional ? "?" : c.chance(25) ? "-" : "") + c.pick(words));
  return joined(terms, " ");
}

// All texts of up to four of these, a byte that is no UTF-8 among them.
std::vector<std::string> all_texts() {
  static const std::vector<std::string> letters = {"a", "b", " ", "x", "\xc3\xa9", "\xe9", "\n"};
  std::vector<std::string> out = {""};
  for (std::size_t done = 0, length = 0; length < 4; ++length) {
    const std::size_t end = out.size();
    for (; done < end; ++done) {
      for (const std::string& letter : letters) out.push_back(out[done] + letter);
    }
  }
  return out;
}

// --- Terms beside JSON patterns.

std::string some_terms(choices& c) {
  static const std::vector<std::string> words = {"x",     "ab", "key",       "null", "\"\\\"key\\\":\\\"x\\\"\"",
                                                 "\"{\"", "12", "\"b\\\"\"", "true", "\"\\\"ab\\\":{\""};
  std::vector<std::string> terms;
  const bool optional = c.chance(30);
  for (std::size_t i = 0, n = 1 + c.below(2); i < n; ++i)
    terms.push_back((optional ? "?" : c.chance(20) ? "-" : "") + c.pick(words));
  return joined(terms, " ");
}

std::string some_condition(choices& c) {
  static const std::vector<std::string> conditions = {
      "$.key = x",       "$.key = \"ab*\"", "$.key = \"*b\"", "$.key = 12",   "$.key = \"12\"",
      "$.key IS NULL",   "$.key IS TRUE",   "$.ab.key = x",   "$.ab.key = *", "$.ab != x",
      "$.ab NOT EXISTS", "$.key != 12",     "$.ab[0] = ab",   "$.ab.* = key"};
  return c.pick(conditions);
}

std::string some_json(choices& c) {
  std::vector<std::string> parts;
  const bool all = c.chance(50);
  for (std::size_t i = 0, n = 1 + c.below(2); i < n; ++i) parts.push_back(some_condition(c));
  return "{ " + joined(parts, all ? " && " : " || ") + " }";
}

std::string some_terms_or_json(choices& c) { return c.chance(50) ? some_terms(c) : some_json(c); }

std::vector<std::string> all_canonical_events() {
  static const std::vector<std::string> values = {
      "\"x\"", "\"ab\"", "\"xab\"", "\"key\"", "12",       "1.2e1",           "\"12\"",
      "null",  "true",   "[]",      "{}",      "[\"ab\"]", "{\"key\":\"x\"}", "{\"key\":1}"};
  std::vector<std::string> out = {"{}"};
  for (const auto& a : values) {
    for (const char* name : {"key", "ab", "z"}) out.push_back("{\"" + std::string(name) + "\":" + a + "}");
    for (const auto& b : values) out.push_back("{\"key\":" + a + ",\"ab\":" + b + "}");
  }
  return out;
}

// --- The laws.

using generator = std::string (*)(choices&);

void hold_to_brute_force(generator some, const std::vector<std::string>& events, bool canonical) {
  choices c(laws::seed());
  coverwatch::scratch memory;
  std::map<verdict, std::size_t> met;
  for (std::size_t i = 0; i < laws::cases() / 4; ++i) {
    const pattern reference = parsed(some(c));
    std::vector<pattern> deployed{parsed(some(c))};
    if (c.chance(25)) deployed.push_back(parsed(some(c)));
    coverwatch::coverage_options options;
    options.dialect = coverwatch::wildcards::glob;
    options.canonical_json = canonical;
    options.certificate = true;
    const auto report = coverwatch::covers(deployed, {&reference, 1}, options);
    ++met[report.result];
    const auto slips = [&](const std::string& event) {
      return reference.matches(event, memory) &&
             std::none_of(deployed.begin(), deployed.end(), [&](const pattern& d) { return d.matches(event, memory); });
    };
    const std::string shown = reference.text() + "   by   " + deployed.front().text();
    if (report.result == verdict::not_covered) {
      EXPECT_TRUE(slips(report.event)) << shown << "\n" << report.event;
    }
    if (report.result == verdict::covered) {
      const auto claim = coverwatch::verify(report.certificate);
      EXPECT_TRUE(claim) << shown << "\n" << claim.error().where << ": " << claim.error().what;
    }
    if (report.result == verdict::covered || report.result == verdict::vacuous) {
      const auto found = std::find_if(events.begin(), events.end(), slips);
      EXPECT_EQ(found, events.end()) << shown << "\n" << *found;
    }
    if (testing::Test::HasFailure()) break;
  }
  for (const verdict v : {verdict::covered, verdict::not_covered})
    EXPECT_GT(met[v] * 100, laws::cases() / 4) << name(v);
}

TEST(coverage_of_columns, an_event_shown_slips_through_and_a_yes_has_no_counterexample) {
  hold_to_brute_force(some_columns, all_messages(), false);
}

TEST(coverage_of_messages, an_event_shown_slips_through_and_a_yes_has_no_counterexample) {
  hold_to_brute_force(some_message_pattern, all_texts(), false);
}

TEST(coverage_of_canonical_json, an_event_shown_slips_through_and_a_yes_has_no_counterexample) {
  hold_to_brute_force(some_terms_or_json, all_canonical_events(), true);
}

}  // namespace
