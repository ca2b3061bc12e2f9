// SPDX-License-Identifier: Apache-2.0
// How patterns and events are made: JSON by the generator of coverage questions, the other kinds out of a few words.
#include "samples.hpp"

#include "../support/sample_question.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>

namespace face {
namespace {

using sample::choices;

const std::vector<std::string> words{"ERROR", "timeout", "10.0.0.1", "GET",   "404",
                                     "4",     "500.5",   "a-b",      "[x y]", "\"out of\""};

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : separator) + part;
  return out;
}

template <class Make>
std::vector<std::string> several(choices& c, std::size_t most, const Make& make) {
  std::vector<std::string> out;
  for (std::size_t left = 1 + c.below(most); left > 0; --left) out.push_back(make());
  return out;
}

std::string any_term(choices& c) {
  const std::string sign = c.pick<std::string>({"", "", "-", "?"});
  return sign + c.pick<std::string>({"ERROR", "timeout", "\"out of\"", "404", "\"a-b\"", "T"});
}

std::string any_column(choices& c, std::size_t place) {
  static const std::vector<std::string> tests{"",           "",     " = GET",    " != GET",     " = 4*",
                                              " = *0*",     " > 4", " <= 500.5", " = %[0-9]+%", " = 404 || c@ = 500.5",
                                              " != \"x y\""};
  std::string test = c.pick(tests);
  const std::string name = "c" + std::to_string(place);
  if (const auto hole = test.find("c@"); hole != std::string::npos) test.replace(hole, 2, name);
  return name + test;
}

std::string any_columns(choices& c) {
  std::size_t place = 0;
  auto all = several(c, 4, [&] { return any_column(c, ++place); });
  if (c.chance(40)) all.insert(all.begin() + static_cast<std::ptrdiff_t>(c.below(all.size() + 1)), "...");
  return "[" + joined(all, ", ") + "]";
}

std::string any_text_pattern(choices& c) {
  switch (c.weighted({5, 2, 5, 1})) {
    case 0: return joined(several(c, 3, [&] { return any_term(c); }), " ");
    case 1: return c.pick<std::string>({"%ERR|time%", "%^[0-9.]+ %", "%4.?4%", "%out$%"});
    case 2: return any_columns(c);
    default: return c.pick<std::string>({"", "[]"});
  }
}

std::string any_message(choices& c) {
  return joined(several(c, 6, [&] { return c.pick(words); }), c.pick<std::string>({" ", "  ", "\t"}));
}

// As it may end when something broke off.
std::string maybe_cut(std::string event, choices& c) {
  if (c.chance(4)) event.resize(1 + c.below(event.size()));
  return event;
}

}  // namespace

std::uint64_t seed() {
  const char* const text = std::getenv("COVERWATCH_SEED");
  return text == nullptr ? 20261 : std::strtoull(text, nullptr, 10);
}

coverwatch::pattern parsed(const std::string& text, coverwatch::wildcards dialect) {
  coverwatch::parse_options options;
  options.dialect = dialect;
  options.max_characters = options.max_wildcard_selectors = options.max_regexes = 1000000;
  auto p = coverwatch::pattern::parse(text, options);
  EXPECT_TRUE(p.has_value()) << text;
  return p ? *p : *coverwatch::pattern::parse("");
}

question any_json_question(choices& c) {
  const auto& selectors = sample::any_selectors(c);
  const auto deployed = sample::any_expression(selectors, c, 1 + c.below(4));
  const auto reference = c.chance(60) ? sample::near_expression(deployed, selectors, c)
                                      : sample::any_expression(selectors, c, 1 + c.below(4));
  question out{sample::pattern_of(deployed), sample::pattern_of(reference), {}};
  const auto values = sample::values_near({&deployed, &reference});
  for (int i = 0; i < 60; ++i) out.events.push_back(sample::random_event(values, c));
  return out;
}

question any_text_question(choices& c) {
  question out{any_text_pattern(c), any_text_pattern(c), {}};
  for (int i = 0; i < 60; ++i) out.events.push_back(any_message(c));
  return out;
}

material any_material(choices& c) {
  material out;
  const auto dialect = [&] { return c.chance(50) ? coverwatch::wildcards::glob : coverwatch::wildcards::leftmost; };
  for (std::size_t left = 1 + c.below(5); left > 0; --left) {
    const question q = c.chance(70) ? any_json_question(c) : any_text_question(c);
    out.patterns.push_back(parsed(q.deployed, dialect()));
    out.patterns.push_back(parsed(q.reference, dialect()));
    for (std::size_t i = 0; i < 12; ++i) out.events.push_back(maybe_cut(q.events[i], c));
  }
  return out;
}

std::string shown(const question& q) {
  return "COVERWATCH_SEED=" + std::to_string(seed()) + "\n  deployed:  " + q.deployed +
         "\n  reference: " + q.reference + "\n";
}

std::string shown(const material& m) {
  std::string out = "COVERWATCH_SEED=" + std::to_string(seed()) + "\n";
  for (const auto& p : m.patterns) out += "  " + p.text() + "\n";
  return out;
}

}  // namespace face
