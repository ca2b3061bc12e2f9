// SPDX-License-Identifier: Apache-2.0
// Laws of meaning: the second opinion, the reference evaluator and the machine agree on every example, in both
// dialects, and the last two also on events that a few edits have damaged.
#include "laws.hpp"
#include "logic/evaluate.hpp"
#include "logic/lower.hpp"
#include "second_opinion.hpp"
#include "support/json.hpp"
#include "syntax/parse.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <array>
#include <optional>

namespace {

namespace json = coverwatch::support::json;
using coverwatch::outcome;
using coverwatch::wildcards;

constexpr std::array dialects{wildcards::glob, wildcards::leftmost};

// One pattern in every form that something evaluates.
struct prepared {
  std::array<std::optional<coverwatch::pattern>, 2> machine;
  std::optional<coverwatch::logic::formula> formula;

  bool make(const std::string& text) {
    for (std::size_t i = 0; i < dialects.size(); ++i) {
      coverwatch::parse_options options;
      options.dialect = dialects[i];
      auto pattern = coverwatch::pattern::parse(text, options);
      EXPECT_TRUE(pattern.has_value()) << laws::describe(text, "");
      if (!pattern) return false;
      machine[i] = *pattern;
    }
    const auto parsed = coverwatch::syntax::parse(text);
    formula = coverwatch::logic::lower(parsed->tree);
    return true;
  }
};

// What the reference road makes of a text: reader, then evaluator.
outcome by_reference(const prepared& p, const std::string& text, wildcards dialect, json::document& document) {
  if (const auto error = document.parse(text)) {
    return error->code == json::errc::too_deep ? outcome::too_deep : outcome::not_json;
  }
  return coverwatch::logic::evaluate(*p.formula, document.root(), dialect) ? outcome::match : outcome::no_match;
}

TEST(law, lowering_preserves_meaning) {
  prepared p;
  json::document document;
  std::size_t matched = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (fresh && !p.make(e.text)) return false;
    for (const auto dialect : dialects) {
      const bool expected = opinion::matches(e.tree, e.event, dialect == wildcards::leftmost);
      matched += expected ? 1U : 0U;
      EXPECT_EQ(by_reference(p, e.json, dialect, document), expected ? outcome::match : outcome::no_match)
          << laws::describe(e.text, e.json) << coverwatch::logic::dump(*p.formula);
    }
    return true;
  });
  EXPECT_GT(matched, 0U);
}

void expect_agreement(const prepared& p, const std::string& text, const std::string& pattern, json::document& document,
                      coverwatch::scratch& memory) {
  const std::vector<char> exact(text.begin(), text.end());  // a sanitizer sees a read past its end
  const std::string_view event(exact.data(), exact.size());
  for (std::size_t i = 0; i < dialects.size(); ++i) {
    const auto expected = by_reference(p, text, dialects[i], document);
    EXPECT_EQ(p.machine[i]->evaluate(event, memory), expected)
        << laws::describe(pattern, text) << p.machine[i]->disassembly();
    EXPECT_EQ(p.machine[i]->matches(event, memory), expected == outcome::match)
        << laws::describe(pattern, text) << p.machine[i]->disassembly();
  }
}

TEST(law, machine_agrees_with_reference) {
  prepared p;
  json::document document;
  coverwatch::scratch memory;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (fresh && !p.make(e.text)) return false;
    expect_agreement(p, e.json, e.text, document, memory);
    return true;
  });
}

TEST(law, machine_agrees_with_reference_on_damaged_events) {
  prepared p;
  json::document document;
  coverwatch::scratch memory;
  std::size_t broken = 0, whole = 0, matched = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices& c) {
    if (fresh && !p.make(e.text)) return false;
    const auto text = sample::damage(e.json, c);
    const auto answer = by_reference(p, text, wildcards::glob, document);
    broken += answer == outcome::not_json ? 1U : 0U;
    whole += answer == outcome::no_match ? 1U : 0U;
    matched += answer == outcome::match ? 1U : 0U;
    expect_agreement(p, text, e.text, document, memory);
    return true;
  });
  std::printf("damaged events: %zu not JSON, %zu no match, %zu match\n", broken, whole, matched);
  EXPECT_GT(broken * 2, laws::cases() / 4);
  EXPECT_GT(whole * 50, laws::cases());
  EXPECT_GT(matched * 50, laws::cases());
}

}  // namespace
