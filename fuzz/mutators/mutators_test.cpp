// SPDX-License-Identifier: Apache-2.0
// What the mutators are worth: the patterns that they make parse, their events match often and often not, and their
// certificates are verified. And whatever they are given, they end.
#include "mutators.hpp"

#include "../../tests/support/sample_message.hpp"

#include <coverwatch/certificate.hpp>
#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using mutators::layout;
using sample::choices;

bool parses(const std::string& line) { return coverwatch::pattern::parse(line).has_value(); }

constexpr int rounds = 3000;

TEST(mutators, patterns_stay_in_order) {
  choices c(1);
  std::string input = "{ $.a = 1 }\n{ $.a = 1 && $.b = \"x*\" }\n{\"a\":1}\n";
  int good = 0;
  for (int i = 0; i < rounds; ++i) {
    std::string next = mutators::altered(layout::two_patterns_and_events, input, c);
    const auto p = mutators::parts_of(layout::two_patterns_and_events, next);
    const bool in_order = parses(p.patterns[0]) && parses(p.patterns[1]);
    good += in_order ? 1 : 0;
    if (in_order && next.size() < 2000) input = std::move(next);
  }
  EXPECT_GT(good * 10, rounds * 8) << good;
}

TEST(mutators, events_are_made_for_the_pattern) {
  choices c(2);
  coverwatch::scratch memory;
  int matched = 0, parsed = 0;
  for (int i = 0; i < rounds; ++i) {
    std::string input = mutators::any_pattern_line(c) + "\n";
    for (int left = 4; left > 0; --left) input = mutators::altered(layout::pattern_and_event, input, c);
    const auto p = mutators::parts_of(layout::pattern_and_event, input);
    const auto pattern = coverwatch::pattern::parse(p.patterns.front());
    if (!pattern) continue;
    ++parsed;
    matched += pattern->matches(p.rest, memory) ? 1 : 0;
  }
  EXPECT_GT(parsed * 2, rounds) << parsed;
  EXPECT_GT(matched * 10, parsed) << matched;
  EXPECT_LT(matched * 10, parsed * 9) << matched;
}

TEST(mutators, certificates_are_certificates) {
  choices c(3);
  int made = 0;
  for (int i = 0; i < 100; ++i) {
    const std::string text = mutators::any_certificate(c);
    if (text.empty()) continue;
    ++made;
    EXPECT_TRUE(coverwatch::verify(text)) << text;
  }
  EXPECT_GT(made, 10);
}

TEST(mutators, joining_is_the_inverse_of_taking_apart) {
  choices c(4);
  for (int i = 0; i < rounds; ++i) {
    const auto how = static_cast<layout>(c.below(6));
    const std::string input = mutators::altered(how, "", c);
    const std::string once = mutators::joined(how, mutators::parts_of(how, input));
    EXPECT_EQ(mutators::joined(how, mutators::parts_of(how, once)), once);
  }
}

TEST(mutators, end_on_anything) {
  choices c(5);
  std::string input;
  for (int i = 0; i < rounds; ++i) {
    const auto how = static_cast<layout>(c.below(static_cast<std::size_t>(layout::certificate) + 1));
    std::string next = mutators::altered(how, input, c);
    if (mutators::has_patterns(how) && c.chance(30)) next = mutators::crossed(how, next, input, c);
    input = sample::damage_message(next.substr(0, 3000), c);
  }
}

}  // namespace
