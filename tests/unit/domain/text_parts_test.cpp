// SPDX-License-Identifier: Apache-2.0
// The small parts of questions about texts: budgets, lists as automatons, alphabets, membership.
#include "domain/budget.hpp"
#include "domain/text_letters.hpp"
#include "domain/text_words.hpp"
#include "support/utf8.hpp"
#include "text_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace text_sets;

TEST(Budget, WhatIsTooMuchTakesAllThatIsLeft) {
  budget b{10};
  EXPECT_TRUE(b.spend(4));
  EXPECT_TRUE(b.spend(6));
  EXPECT_TRUE(b.spend(0));
  EXPECT_FALSE(b.spend(1));
  budget c{10};
  EXPECT_FALSE(c.spend(11));
  EXPECT_EQ(c.steps, 0u);
}

TEST(TextWords, StepsAgreeWithASetOfBeginnings) {
  const std::vector<std::string_view> words{"", "a", "ab", "abc", "b", "ba\xc3\xa9", "ba\xc3\xaa", "\xe4\xb8\x96"};
  const text_words w(words);
  const std::u32string letters = U"abcz\u00e9\u00ea\u00eb\u4e16\u4e17";
  std::set<std::string> beginnings;
  for (const std::string_view word : words)
    for (std::size_t n = 0; n <= word.size(); ++n) beginnings.insert(std::string(word.substr(0, n)));
  std::vector<std::u32string> texts{U""};
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].size() < 4)
      for (const char32_t c : letters) texts.push_back(texts[i] + c);
  for (const std::u32string& text : texts) {
    text_words::place at = w.start();
    std::string bytes;
    for (const char32_t c : text) {
      at = w.step(at, c);
      support::append_utf8(bytes, c);
    }
    ASSERT_EQ(!at.is_nowhere(), beginnings.contains(bytes)) << bytes;
    ASSERT_EQ(w.accepts(at), std::find(words.begin(), words.end(), bytes) != words.end()) << bytes;
    ASSERT_TRUE(at.is_nowhere() || w.text(at) == bytes);
    std::vector<char32_t> next;
    w.append_letters(at, next);
    for (const char32_t c : letters)
      ASSERT_EQ(!w.step(at, c).is_nowhere(), std::count(next.begin(), next.end(), c) == 1) << bytes;
  }
}

TEST(TextLetters, RanksPutTheReadableFirst) {
  const std::u32string order = U"azAZ09!~ \n\x7f\u00e9\u4e16\U0001f600\u0085";
  for (std::size_t i = 1; i < order.size(); ++i) EXPECT_LT(letter_rank(order[i - 1]), letter_rank(order[i])) << i;
  EXPECT_LT(letter_rank(0x10ffff), letter_rank(0xd800));
}

TEST(TextLetters, OneForEachClass) {
  text_letters plain;
  plain.add("abd");
  plain.choose();
  EXPECT_EQ(plain.chosen(), U"c");

  const text_set expression = make("%[a-c]|\\d%");
  const text_set wildcard = make("*0123456789*");
  text_letters mixed;
  mixed.add(expression.as_regex()->automaton);
  mixed.add(wildcard.as_wildcard()->automaton);
  mixed.add("a");
  mixed.choose();
  EXPECT_EQ(mixed.chosen(), U"bd0123456789");  // every digit is named, so each is tried

  const text_set all = make("%[\\x00-\\xff]%");
  text_letters high;
  high.add(all.as_regex()->automaton);
  high.add("\xc4\x80");
  high.choose();
  EXPECT_EQ(high.chosen(), U"a\u0101");
}

TEST(TextSet, ListsAreSortedAndContainNothingElse) {
  const text_set list = text_set::list({"b", "a", "b", ""});
  EXPECT_EQ(list.as_list()->words, (std::vector<std::string>{"", "a", "b"}));
  EXPECT_TRUE(list.contains(""));
  EXPECT_TRUE(list.contains("b"));
  EXPECT_FALSE(list.contains("c"));
  EXPECT_FALSE(text_set::list({}).contains(""));
}

// More places than the words that need no memory of their own.
TEST(TextSet, LongExpressions) {
  const text_set set = make("%^a{700}$%");
  EXPECT_TRUE(set.contains(std::string(700, 'a')));
  EXPECT_FALSE(set.contains(std::string(699, 'a')));
}

TEST(TextSet, TheDialectCounts) {
  EXPECT_TRUE(make("*ab").contains("abab"));
  EXPECT_FALSE(make("~*ab").contains("abab"));
}

}  // namespace
