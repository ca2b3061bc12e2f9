// SPDX-License-Identifier: Apache-2.0
// Laws of text and tree: whatever layout a tree is written in, parsing gives it back; so does the printer's own layout.
#include "laws.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace {

namespace syntax = coverwatch::syntax;

testing::AssertionResult parses_to(const std::string& text, const syntax::tree& expected) {
  const auto parsed = syntax::parse(text);
  if (!parsed) return testing::AssertionFailure() << laws::describe(text, "") << coverwatch::render(parsed.error());
  if (parsed->tree == expected) return testing::AssertionSuccess();
  return testing::AssertionFailure() << laws::describe(text, "") << "was read as " << syntax::print(parsed->tree);
}

TEST(law, spell_then_parse_is_identity) {
  std::size_t patterns = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (!fresh) return true;
    ++patterns;
    EXPECT_TRUE(parses_to(e.text, e.tree));
    return true;
  });
  EXPECT_GT(patterns, 0U);
}

TEST(law, print_then_parse_is_identity) {
  std::size_t patterns = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (!fresh) return true;
    ++patterns;
    const auto printed = syntax::print(e.tree);
    EXPECT_TRUE(parses_to(printed, e.tree));
    return true;
  });
  EXPECT_GT(patterns, 0U);
}

// The same two for the kinds that read no JSON.
TEST(text_law, spell_and_print_then_parse_are_identity) {
  std::size_t patterns = 0;
  laws::for_each_text([&](const laws::text_example& e, bool fresh, sample::choices& c) {
    if (!fresh) return true;
    ++patterns;
    EXPECT_TRUE(parses_to(e.text, e.tree));
    EXPECT_TRUE(parses_to(sample::spell(e.tree, c), e.tree));
    EXPECT_TRUE(parses_to(syntax::print(e.tree), e.tree));
    return true;
  });
  EXPECT_GT(patterns, 0U);
}

// Also what is extracted.
TEST(text_law, canonical_text_means_the_same) {
  coverwatch::scratch memory;
  std::size_t extracted = 0;
  laws::for_each_text([&](const laws::text_example& e, bool, sample::choices&) {
    const auto once = coverwatch::pattern::parse(e.text);
    EXPECT_TRUE(once.has_value()) << laws::describe(e.text, e.message);
    if (!once) return false;
    const auto again = coverwatch::pattern::parse(once->canonical());
    EXPECT_TRUE(again.has_value()) << laws::describe(once->canonical(), e.message);
    if (!again) return false;
    EXPECT_EQ(once->canonical(), again->canonical());
    EXPECT_EQ(once->kind(), again->kind());
    EXPECT_EQ(once->evaluate(e.message, memory), again->evaluate(e.message, memory))
        << laws::describe(e.text, e.message);
    const auto first = once->extract(e.message, memory), second = again->extract(e.message, memory);
    EXPECT_EQ(first.size(), second.size()) << laws::describe(e.text, e.message);
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
      ++extracted;
      EXPECT_EQ(first[i].name, second[i].name) << laws::describe(e.text, e.message);
      EXPECT_EQ(first[i].value.data(), second[i].value.data()) << laws::describe(e.text, e.message);
      EXPECT_EQ(first[i].value.size(), second[i].value.size()) << laws::describe(e.text, e.message);
    }
    return true;
  });
  EXPECT_GT(extracted, 0U);
}

TEST(law, canonical_text_means_the_same) {
  std::optional<coverwatch::pattern> first, second;
  coverwatch::scratch memory;
  std::size_t matched = 0;
  laws::for_each([&](const laws::example& e, bool fresh, sample::choices&) {
    if (fresh) {
      auto once = coverwatch::pattern::parse(e.text);
      EXPECT_TRUE(once.has_value()) << laws::describe(e.text, e.json);
      if (!once) return false;
      auto again = coverwatch::pattern::parse(once->canonical());
      EXPECT_TRUE(again.has_value()) << laws::describe(once->canonical(), e.json);
      if (!again) return false;
      EXPECT_EQ(once->canonical(), again->canonical());
      first = *once;
      second = *again;
    }
    const auto outcome = first->evaluate(e.json, memory);
    matched += outcome == coverwatch::outcome::match ? 1U : 0U;
    EXPECT_EQ(outcome, second->evaluate(e.json, memory)) << laws::describe(e.text, e.json) << second->text();
    return true;
  });
  EXPECT_GT(matched, 0U);
}

}  // namespace
