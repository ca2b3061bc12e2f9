// SPDX-License-Identifier: Apache-2.0
// Laws of meaning for the kinds that read no JSON: the second opinion, the reference evaluator and the machine agree on
// every example, in both dialects, with a warm scratch and a fresh one, on damaged messages too.
#include "laws.hpp"
#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "program/program.hpp"
#include "second_opinion_columns.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <optional>

namespace {

using coverwatch::outcome;
using coverwatch::wildcards;

constexpr std::array dialects{wildcards::glob, wildcards::leftmost};

// One pattern in both dialects.
struct prepared {
  std::array<std::optional<coverwatch::pattern>, 2> machine;

  bool make(const std::string& text) {
    for (std::size_t i = 0; i < dialects.size(); ++i) {
      coverwatch::parse_options options;
      options.dialect = dialects[i];
      auto pattern = coverwatch::pattern::parse(text, options);
      EXPECT_TRUE(pattern.has_value()) << laws::describe(text, "") << coverwatch::render(pattern.error());
      if (!pattern) return false;
      EXPECT_EQ(coverwatch::program::validate(pattern->internals().code), "") << laws::describe(text, "");
      machine[i] = *pattern;
    }
    return true;
  }
};

bool by_reference(const coverwatch::pattern& p, std::string_view message) {
  return coverwatch::logic::evaluate(p.internals().formula, message, p.internals().dialect);
}

TEST(text_law, lowering_preserves_meaning) {
  prepared p;
  std::size_t matched = 0;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh && !p.make(e.text)) return false;
    for (const auto& machine : p.machine) {
      const bool leftmost = machine->internals().dialect == wildcards::leftmost;
      const bool expected = opinion::matches(e.tree, e.message, leftmost);
      matched += expected ? 1U : 0U;
      EXPECT_EQ(by_reference(*machine, e.message), expected)
          << laws::describe(e.text, e.message) << coverwatch::logic::dump(machine->internals().formula);
    }
    return true;
  });
  EXPECT_GT(matched, 0U);
}

void expect_agreement(const prepared& p, const std::string& message, coverwatch::scratch& warm) {
  const std::vector<char> exact(message.begin(), message.end());  // a sanitizer sees a read past its end
  const std::string_view event(exact.data(), exact.size());
  for (const auto& machine : p.machine) {
    const bool expected = by_reference(*machine, event);
    const auto outcome = expected ? outcome::match : outcome::no_match;
    coverwatch::scratch fresh;
    EXPECT_EQ(machine->matches(event, warm), expected) << laws::describe(machine->text(), message);
    EXPECT_EQ(machine->evaluate(event, warm), outcome) << laws::describe(machine->text(), message);
    EXPECT_EQ(machine->evaluate(event, fresh), outcome) << laws::describe(machine->text(), message);
  }
}

TEST(text_law, machine_agrees_with_reference) {
  prepared p;
  coverwatch::scratch memory;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh && !p.make(e.text)) return false;
    expect_agreement(p, e.message, memory);
    return true;
  });
}

TEST(text_law, all_agree_on_damaged_messages) {
  prepared p;
  coverwatch::scratch memory;
  std::size_t changed = 0, matched = 0;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices& c) {
    if (fresh && !p.make(e.text)) return false;
    const auto message = sample::damage_message(e.message, c);
    const bool before = opinion::matches(e.tree, e.message, false);
    const bool after = opinion::matches(e.tree, message, false);
    changed += before != after ? 1U : 0U;
    matched += after ? 1U : 0U;
    EXPECT_EQ(by_reference(*p.machine[0], message), after) << laws::describe(e.text, message);
    expect_agreement(p, message, memory);
    return true;
  });
  std::printf("damaged messages: %zu match, %zu answers changed\n", matched, changed);
  EXPECT_GT(changed * 50, laws::cases());
  EXPECT_GT(matched * 10, laws::cases());
}

// Only `matches` and JSON patterns know of events that are no JSON; a message is any bytes.
TEST(text_law, every_message_has_an_answer_unless_it_is_too_large) {
  prepared p;
  coverwatch::scratch small(8);
  std::size_t large = 0;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices&) {
    if (fresh && !p.make(e.text)) return false;
    const bool fits = e.message.size() <= small.max_event_bytes();
    large += fits ? 0U : 1U;
    const auto answer = p.machine[0]->evaluate(e.message, small);
    EXPECT_EQ(answer == outcome::too_large, !fits) << laws::describe(e.text, e.message);
    EXPECT_TRUE(fits || !p.machine[0]->matches(e.message, small)) << laws::describe(e.text, e.message);
    return true;
  });
  EXPECT_GT(large, 0U);
}

}  // namespace
