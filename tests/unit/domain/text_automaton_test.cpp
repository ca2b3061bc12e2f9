// SPDX-License-Identifier: Apache-2.0
// The automatons of operands against the plain functions of `support`, on every small text; and what places promise
// about each other, on every continuation.
#include "domain/text_automaton.hpp"

#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace coverwatch;
using namespace coverwatch::domain;

std::vector<std::string> words_over(const std::string& letters, std::size_t longest) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].size() < longest)
      for (const char letter : letters) words.push_back(words[i] + letter);
  return words;
}

text_place run(const wildcard_automaton& a, text_place at, std::string_view text) {
  for (const char c : text)
    if (at != no_place) at = a.step(at, static_cast<char32_t>(c));
  return at;
}

bool accepts(const wildcard_automaton& a, text_place at) { return at != no_place && a.accepts(at); }

TEST(WildcardAutomaton, AgreesWithTheMatcher) {
  const std::vector<std::string> texts = words_over("abz", 6);
  for (const std::string& pattern : words_over("ab*", 6)) {
    if (pattern.find('*') == std::string::npos) continue;
    const auto pieces = support::split_wildcard(pattern);
    for (const wildcards dialect : {wildcards::glob, wildcards::leftmost}) {
      const wildcard_automaton a(pieces, dialect);
      for (const std::string& text : texts)
        ASSERT_EQ(accepts(a, run(a, 0, text)), support::matches_wildcard(pieces, text, dialect))
            << pattern << ' ' << text;
    }
  }
}

TEST(WildcardAutomaton, APlaceThatAcceptsLessNeverAcceptsMore) {
  const std::vector<std::string> texts = words_over("ab", 6);
  std::size_t related = 0;
  for (const std::string& pattern : words_over("ab*", 5)) {
    if (pattern.find('*') == std::string::npos) continue;
    for (const wildcards dialect : {wildcards::glob, wildcards::leftmost}) {
      const wildcard_automaton a(support::split_wildcard(pattern), dialect);
      for (text_place less = 0; less <= a.final_place(); ++less) {
        for (text_place more = 0; more <= a.final_place(); ++more) {
          if (less == more || !a.accepts_less(less, more)) continue;
          ++related;
          for (const std::string& text : texts)
            ASSERT_LE(accepts(a, run(a, less, text)), accepts(a, run(a, more, text)))
                << pattern << ' ' << less << ' ' << more;
        }
      }
    }
  }
  EXPECT_GT(related, 500u);
}

// What is not among the letters of a place leads where an unnamed character leads.
TEST(WildcardAutomaton, LettersAreAllThatMatter) {
  for (const std::string& pattern : words_over("abc*", 5)) {
    if (pattern.find('*') == std::string::npos) continue;
    const wildcard_automaton a(support::split_wildcard(pattern), wildcards::glob);
    for (text_place at = 0; at <= a.final_place(); ++at) {
      std::u32string letters;
      a.for_each_letter(at, [&](char32_t c) { letters += c; });
      for (const char32_t c : U"abc") {
        if (letters.find(c) != std::u32string::npos) continue;
        ASSERT_EQ(a.step(at, c), a.step(at, U'z')) << pattern << ' ' << at;
      }
    }
  }
}

TEST(WildcardAutomaton, RetreatsAreShort) {
  std::string piece(1000, 'a');
  const wildcard_automaton a(support::split_wildcard("*" + piece + "b"), wildcards::glob);
  std::size_t tried = 0;
  a.for_each_letter(1000, [&](char32_t) { ++tried; });
  EXPECT_LE(tried, 3u);
}

// One place at a time, every way: the places reached, with those they stand for, accept exactly when the search does.
TEST(RegexAutomaton, SinglePlacesAgreeWithSets) {
  const std::vector<std::string> texts = words_over("abz", 5);
  for (const std::string body : {"a", "^a", "a$", "^a*$", "a?b?$", "^ab?a|b$", "a.b", "[^a]$", "^$|b", "ab+a", "a.?.?b",
                                 "a^", "^a{0,3}b", "a{2,}b*$", "^.{2}$", "a|", "\\d|^b*z$"}) {
    const auto branches = support::parse_regex(body);
    ASSERT_TRUE(branches) << body;
    const regex_automaton a(*branches);
    for (const std::string& text : texts) {
      std::vector<text_place> now = a.starts();
      for (const char c : text) {
        std::vector<text_place> next;
        for (const text_place at : now) a.step(at, static_cast<char32_t>(c), next);
        now = next;
      }
      std::vector<support::regex::word> state(a.sets().words());
      const bool found = a.sets().search(text, state.data());
      ASSERT_EQ(std::any_of(now.begin(), now.end(), [&](text_place at) { return a.accepts(at); }), found)
          << body << ' ' << text;
    }
  }
}

TEST(RegexAutomaton, ClassesAreWhatPositionsTellApart) {
  const regex_automaton a(*support::parse_regex("[a-c]x|\\d|[b-z]"));
  const auto& classes = a.classes();
  EXPECT_EQ(a.class_count(), 6u);  // a; b c; d-z without x; x; digits; the others
  EXPECT_EQ(classes['b'], classes['c']);
  EXPECT_NE(classes['a'], classes['b']);
  EXPECT_NE(classes['x'], classes['y']);
  EXPECT_EQ(classes['0'], classes['9']);
  EXPECT_EQ(classes['!'], classes[256]);
}

// Eight positions, each for a bit of the character's number, tell them all apart; another takes the characters beyond.
TEST(RegexAutomaton, AsManyClassesAsCharacters) {
  std::vector<support::regex_branch> branches(1);
  for (unsigned bit : {8u, 0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u}) {
    support::character_set set;
    for (unsigned c = 0; c < 256; ++c) set.low[c] = (c >> bit & 1) != 0;
    set.high = bit == 8;
    branches[0].positions.push_back({set, support::regex_position::kind::once});
  }
  const regex_automaton a(branches);
  EXPECT_EQ(a.class_count(), 257u);
  EXPECT_EQ(std::set<std::uint16_t>(a.classes().begin(), a.classes().end()).size(), 257u);
}

}  // namespace
