// SPDX-License-Identifier: Apache-2.0
// Questions about texts against brute force: every small combination of sets, asked of every text up to some length;
// and each `none` by its proof, read by somebody else.
#include "domain/text.hpp"

#include "proof_check.hpp"
#include "support/utf8.hpp"
#include "text_sets.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace text_sets;
using kind = text_answer::kind;

std::vector<std::string> words_over(const std::string& letters, std::size_t longest) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].size() < longest)
      for (const char letter : letters) words.push_back(words[i] + letter);
  return words;
}

// Which of the texts belong to the set.
std::vector<bool> members(const text_set& set, const std::vector<std::string>& texts) {
  std::vector<bool> all;
  for (const std::string& text : texts) all.push_back(set.contains(text));
  return all;
}

struct tally {
  std::size_t found = 0;
  std::size_t none = 0;
};

// Asks one question and compares. A text among those that are tried never has fewer characters than the member.
void check(const std::vector<const text_set*>& inside, const std::vector<const text_set*>& outside,
           const std::string* shortest, bool must_be_shortest, const std::string& name, tally& t) {
  const text_question question{inside, outside, {}};
  budget steps;
  const text_answer answer = find_text(question, steps);
  ASSERT_NE(answer.what, kind::unknown) << name;
  if (answer.what == kind::none) {
    ++t.none;
    ASSERT_EQ(shortest, nullptr) << name << ": " << *shortest;
    ASSERT_TRUE(proof_check::verify(question, answer.proof)) << name;
    return;
  }
  ++t.found;
  for (const text_set* set : inside) ASSERT_TRUE(set->contains(answer.member)) << name << ": " << answer.member;
  for (const text_set* set : outside) ASSERT_FALSE(set->contains(answer.member)) << name << ": " << answer.member;
  if (shortest == nullptr || !must_be_shortest) return;
  ASSERT_LE(support::count_characters(answer.member), shortest->size()) << name;
}

// All ways to put two or three of the spellings inside or outside.
tally check_all(const std::vector<std::string>& spellings, const std::vector<std::string>& texts, bool triples) {
  const std::vector<text_set> sets = make_all(spellings);
  std::vector<std::vector<bool>> has;
  for (const text_set& set : sets) has.push_back(members(set, texts));
  tally t;
  const auto ask = [&](const std::vector<std::size_t>& in, const std::vector<std::size_t>& out) {
    std::string name;
    std::vector<const text_set*> inside;
    std::vector<const text_set*> outside;
    for (const auto i : in) inside.push_back(&sets[i]), name += spellings[i] + " ";
    name += "\\ ";
    for (const auto o : out) outside.push_back(&sets[o]), name += spellings[o] + " ";
    const std::string* shortest = nullptr;
    for (std::size_t k = 0; k < texts.size() && shortest == nullptr; ++k) {
      bool fits = true;
      for (const auto i : in) fits = fits && has[i][k];
      for (const auto o : out) fits = fits && !has[o][k];
      if (fits) shortest = &texts[k];
    }
    check(inside, outside, shortest, !out.empty(), name, t);
  };
  for (std::size_t a = 0; a < sets.size() && !testing::Test::HasFatalFailure(); ++a) {
    ask({}, {a});
    for (std::size_t b = 0; b < sets.size() && !testing::Test::HasFatalFailure(); ++b) {
      ask({a}, {b});
      if (a < b) ask({a, b}, {}), ask({}, {a, b});
      for (std::size_t c = b + 1; triples && c < sets.size() && !testing::Test::HasFatalFailure(); ++c) {
        ask({a}, {b, c});
        ask({b, c}, {a});
        if (a < b) ask({a, b, c}, {});
      }
    }
  }
  return t;
}

TEST(FindText, EveryPairOfSmallWildcardsInBothDialects) {
  std::vector<std::string> spellings{"", "a", "ab", "aba"};
  for (const std::string& spelling : words_over("ab*", 4)) {
    if (spelling.find('*') == std::string::npos || spelling.find("**") != std::string::npos) continue;
    spellings.push_back(spelling);
    spellings.push_back("~" + spelling);
  }
  const tally t = check_all(spellings, words_over("abz", 7), false);
  EXPECT_GT(t.found, 5000u);
  EXPECT_GT(t.none, 1000u);
}

TEST(FindText, EveryTripleOfSomeWildcards) {
  const tally t = check_all({"a",    "abab",   "*",     "a*",    "*a", "*b*",   "a*b",  "*ab*", "*ab",   "~*ab", "~*aa",
                             "*aa*", "~*a*ba", "*a*b*", "*b*a*", "b*", "~a*ab", "aa*a", "*aba", "~*aba", "ab*ba"},
                            words_over("abz", 7), true);
  EXPECT_GT(t.found, 5000u);
  EXPECT_GT(t.none, 1000u);
}

TEST(FindText, EveryTripleWithRegularExpressions) {
  const tally t = check_all({"a",      "ab",         "*a",     "b*",        "*ab*",     "~*ab",  "%a%",
                             "%^a%",   "%a$%",       "%^a*$%", "%^[ab]*$%", "%^.{2}$%", "%a.b%", "%^ab?a|b$%",
                             "%[^a]%", "%^a?b?z?$%", "%^$|b%", "%ab+a%",    "%a.?.?b%", "%a^%",  "%^a{0,3}b%"},
                            words_over("abz", 6), true);
  EXPECT_GT(t.found, 5000u);
  EXPECT_GT(t.none, 500u);
}

}  // namespace
