// SPDX-License-Identifier: Apache-2.0
// Many phrases at once against one plain search for each, by every set of instructions that this machine has, in
// buffers that end where the text ends; and the bounds of the work, counted and not clocked.
#include "support/phrases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;
using phrases = std::vector<std::string>;
using bits = std::vector<bool>;

const std::vector<instructions>& all_here() {
  static const std::vector<instructions> list = [] {
    std::vector<instructions> found;
    for (const instructions with : {instructions::portable, instructions::ssse3, instructions::avx2})
      if (available(with)) found.push_back(with);
    return found;
  }();
  return list;
}

phrase_set set_of(const phrases& texts) {
  std::vector<phrase_set::phrase> list;
  for (const std::string& text : texts) list.push_back({text, false});
  return phrase_set(list);
}

// The text in a buffer of its own size, so that a sanitizer sees any byte read outside.
class exact_text {
 public:
  explicit exact_text(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

struct answer {
  bits found;
  phrase_work work;
};

answer search(const phrase_set& set, instructions with, std::string_view text) {
  std::vector<std::uint64_t> words(set.words());
  answer a;
  a.work = set.search_with(with, text, words.data());
  for (std::size_t i = 0; i < set.size(); ++i) a.found.push_back((words[i / 64] >> i % 64 & 1) != 0);
  return a;
}

bits plain_search(const phrases& texts, std::string_view text) {
  bits found;
  for (const std::string& phrase : texts) found.push_back(text.find(phrase) != std::string_view::npos);
  return found;
}

// Compares every road with the plain search; returns how many phrases there were, or -1 after a difference.
long check(const phrase_set& set, const phrases& texts, std::string_view text) {
  const exact_text exact(text);
  const bits expected = plain_search(texts, text);
  for (const instructions with : all_here()) {
    const answer a = search(set, with, exact.view());
    EXPECT_EQ(a.found, expected) << "by " << static_cast<int>(with) << ", " << texts.size() << " phrases, first: \""
                                 << texts.front() << "\", text of " << text.size() << ": \"" << text.substr(0, 300)
                                 << '"';
    if (testing::Test::HasFailure()) return -1;
  }
  return std::count(expected.begin(), expected.end(), true);
}

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t size) {
  std::string text(size, ' ');
  for (char& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

phrases random_phrases(std::mt19937& random, std::string_view alphabet, std::size_t count, std::size_t longest) {
  phrases list;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && random() % 8 == 0) {
      list.push_back(list[random() % i]);
    } else {
      list.push_back(random_text(random, alphabet, 1 + random() % longest));
    }
  }
  return list;
}

// Random phrases and texts of every length up to 100; phrases are cut into the text here and there, so that long ones
// hit.
void compare_on_random_texts(std::string_view alphabet, std::size_t most_phrases, std::size_t longest, int rounds) {
  std::mt19937 random(1977);
  long hits = 0;
  long misses = 0;
  for (int round = 0; round < rounds; ++round) {
    const phrases list = random_phrases(random, alphabet, 1 + random() % most_phrases, longest);
    const phrase_set set = set_of(list);
    for (std::size_t size = 0; size <= 100; ++size) {
      std::string text = random_text(random, alphabet, size);
      const std::string& planted = list[random() % list.size()];
      if (random() % 2 == 0 && planted.size() <= size)
        text.replace(random() % (size - planted.size() + 1), planted.size(), planted);
      const long found = check(set, list, text);
      if (found < 0) return;
      hits += found;
      misses += static_cast<long>(list.size()) - found;
    }
  }
  EXPECT_GT(hits, rounds * 20);
  EXPECT_GT(misses, rounds * 20);
}

TEST(Phrases, AgreeWithPlainSearchOverTwoLetters) { compare_on_random_texts("ab", 12, 9, 300); }
TEST(Phrases, AgreeWithPlainSearchOverManyLetters) { compare_on_random_texts("abcdefghij \"\\:", 12, 5, 300); }
TEST(Phrases, AgreeWithPlainSearchForOnePhrase) { compare_on_random_texts("abcd", 1, 5, 300); }
TEST(Phrases, AgreeWithPlainSearchForLongPhrases) { compare_on_random_texts("aab", 10, 70, 150); }
TEST(Phrases, AgreeWithPlainSearchForManyPhrases) { compare_on_random_texts("ERORetimoux ", 70, 8, 100); }
TEST(Phrases, AgreeWithPlainSearchOverAllKindsOfBytes) {
  compare_on_random_texts(std::string_view("\0\x01\x7f\x80\xff\xfe\n\xc3", 8), 12, 5, 200);
}

TEST(Phrases, EveryLengthAtEveryPlace) {
  for (std::size_t length = 1; length <= 70; ++length) {
    std::string wanted(length, 'x');
    wanted.back() = 'y';
    const phrases alone{wanted};
    const phrases with_others{"nowhere", wanted, "QQ"};
    const phrase_set one = set_of(alone);
    const phrase_set three = set_of(with_others);
    for (const std::size_t size : {length, length + 1, length + 15, length + 31, std::size_t{100}, std::size_t{131}})
      for (std::size_t at = 0; at + length <= size; ++at) {
        std::string text(size, '.');
        text.replace(at, length, wanted);
        ASSERT_EQ(check(one, alone, text), 1) << length << " at " << at << " of " << size;
        ASSERT_EQ(check(three, with_others, text), 1) << length << " at " << at << " of " << size;
        text[at] = '-';
        ASSERT_EQ(check(three, with_others, text), 0) << length << " at " << at << " of " << size;
      }
  }
}

TEST(Phrases, EqualOnesAndOnesWithinOthersAreAllFound) {
  const phrases list{"error", "err", "error", "an error", "r", "rr", "an error", "errors"};
  const phrase_set set = set_of(list);
  EXPECT_EQ(check(set, list, "this is an error, and a long enough text for every road."), 7);
  EXPECT_EQ(check(set, list, "an error"), 7);
  EXPECT_EQ(check(set, list, "an eror"), 1);
}

TEST(Phrases, NoPhrasesAndNoText) {
  const phrase_set none;
  EXPECT_EQ(none.size(), 0u);
  EXPECT_EQ(none.words(), 0u);
  for (const instructions with : all_here()) {
    EXPECT_TRUE(search(none, with, std::string(100, 'a')).found.empty());
    EXPECT_EQ(search(set_of({"a", "b"}), with, "").found, bits({false, false}));
  }
}

TEST(Phrases, MoreThanOneWordOfBits) {
  phrases list;
  for (int i = 0; i < 200; ++i) list.push_back("<" + std::to_string(i) + ">");
  const phrase_set set = set_of(list);
  EXPECT_EQ(set.words(), 4u);
  std::string text(500, ' ');
  for (const int i : {0, 63, 64, 127, 128, 199}) text += "<" + std::to_string(i) + ">" + std::string(40, '9');
  EXPECT_EQ(check(set, list, text), 6);
}

TEST(Phrases, ADecisiveOneEndsTheSearch) {
  const phrase_set set({{"late", false}, {"stop", true}, {"other", false}});
  const std::string text = "so stop here" + std::string(100000, '.') + "late";
  for (const instructions with : all_here()) {
    const answer a = search(set, with, text);
    EXPECT_TRUE(a.found[1]);
    EXPECT_FALSE(a.found[0]);
    EXPECT_LT(a.work.filtered + a.work.stepped, 100u);
  }
}

TEST(Phrases, ADecisiveOneIsNeverOverlooked) {
  std::mt19937 random(5);
  int decided = 0;
  for (int round = 0; round < 2000; ++round) {
    const phrases list = random_phrases(random, "abc", 1 + random() % 10, 5);
    std::vector<phrase_set::phrase> given;
    for (const std::string& text : list) given.push_back({text, random() % 4 == 0});
    const phrase_set set(given);
    const std::string text = random_text(random, "abcd", 20 + random() % 100);
    const bits expected = plain_search(list, text);
    bool decisive = false;
    for (std::size_t i = 0; i < list.size(); ++i) decisive = decisive || (expected[i] && given[i].decisive);
    decided += decisive;
    for (const instructions with : all_here()) {
      const bits found = search(set, with, text).found;
      bool seen = false;
      for (std::size_t i = 0; i < list.size(); ++i) {
        ASSERT_LE(found[i], expected[i]);
        seen = seen || (found[i] && given[i].decisive);
      }
      ASSERT_EQ(seen, decisive);
      ASSERT_TRUE(decisive || found == expected);
    }
  }
  EXPECT_GT(decided, 200);
}

TEST(Phrases, TheSearchEndsWhenAllAreFound) {
  const phrase_set set = set_of({"one", "two", "three"});
  const std::string text = "one two three " + std::string(100000, 'x');
  for (const instructions with : all_here()) {
    const phrase_work work = search(set, with, text).work;
    EXPECT_LT(work.filtered + work.stepped, 100u);
  }
}

struct hard_case {
  phrases list;
  std::string unit;  // the text is made of
};

std::vector<hard_case> hard_cases() {
  const std::string a40(40, 'a');
  return {{{std::string(50, 'a') + "b", "c" + std::string(60, 'a')}, "a"},
          {{"QQQx", "xQQQ", "QQQQQQQQy", "yQQQQQQQQ"}, "Q"},
          {{a40 + "ZZZZ" + a40 + "b"}, a40 + "ZZZZ" + a40},
          {{a40 + "ZZZZ" + a40 + "b", "nothing"}, a40 + "ZZZZ" + a40},
          {{std::string(2000, 'Z') + "b", std::string(2000, 'Z') + "c"}, "Z"},
          {{"Z1", "Z2", "Z3", "ZZ4", "ZZ5", "ZZZ6", "ZZZ7", "ZZZZ8", "ZZZZ9", "ZZZZZ0", "ZZ0", "Z8", "Z9"}, "Z0Z1Z"}};
}

TEST(Phrases, TheWorkIsLinear) {
  bool turned = false;
  for (const hard_case& c : hard_cases()) {
    const phrase_set set = set_of(c.list);
    std::size_t total = 0;
    for (const std::string& phrase : c.list) total += phrase.size();
    for (const std::size_t size : {1000u, 100000u, 1000000u}) {
      std::string text;
      while (text.size() < size) text += c.unit;
      for (const instructions with : all_here()) {
        const phrase_work work = search(set, with, text).work;
        EXPECT_LE(work.filtered, 2 * text.size());
        EXPECT_LE(work.stepped, 2 * text.size());
        EXPECT_LE(work.compared, text.size() + 5 * total + 64);
        turned = turned || (work.filtered > 0 && work.stepped > 0);
      }
    }
  }
  EXPECT_EQ(turned, available(instructions::ssse3));
}

// Candidates are few here, and each is long: what counts is the bytes that are compared.
TEST(Phrases, LongComparisonsCountForMore) {
  const std::string unit = "ZZZZ" + std::string(60, 'a');
  std::string text;
  while (text.size() < 100000) text += unit;
  const phrase_set set = set_of({text.substr(0, 2000) + "b", text.substr(0, 3000) + "c"});
  for (const instructions with : all_here()) EXPECT_LT(search(set, with, text).work.filtered, text.size() / 2);
}

// What stands across the place where the vector search gives way to the automaton, or comes back, is found by one of
// them.
TEST(Phrases, NothingIsLostWhereTheTurnsMeet) {
  const std::string wanted = "<" + std::string(30, 'w') + "#" + std::string(30, 'v') + ">";
  const phrases list{"QQQx", "xQQQ", "QQQQQQQQy", wanted, "yQQQQQQQQ"};
  const phrase_set set = set_of(list);
  const std::string hard(20000, 'Q');
  bool turned = false;
  for (std::size_t at = 0; at + wanted.size() <= 6000; at += at < 300 || (at > 3900 && at < 4600) ? 1 : 17) {
    std::string text = hard;
    text.replace(at, wanted.size(), wanted);
    for (const instructions with : all_here()) {
      const answer a = search(set, with, text);
      ASSERT_EQ(a.found, bits({false, false, false, true, false})) << at;
      turned = turned || (a.work.filtered > 100 && a.work.stepped > 4000);
    }
  }
  EXPECT_EQ(turned, available(instructions::ssse3));
}

TEST(Phrases, AgreeOnLargeTextsThatMakeThemTurn) {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const std::string_view alphabet = round % 2 == 0 ? "ab" : "abQZ#";
    phrases list = random_phrases(random, alphabet, 2 + random() % 20, 24);
    std::string text = random_text(random, alphabet, 30000);
    for (int i = 0; i < 3; ++i) {
      list.push_back(random_text(random, alphabet, 30 + random() % 200));
      if (i < 2) text.replace(random() % 29000, list.back().size(), list.back());
    }
    ASSERT_GE(check(set_of(list), list, text), 1);
  }
}

TEST(Phrases, ManyShortOnesGoByTheAutomatonAlone) {
  phrases list;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 't'; ++b) list.push_back({a, b});
  const phrase_set set = set_of(list);
  std::mt19937 random(9);
  const std::string text = random_text(random, "abcdefghijklmnopqrstuvwxyz   ", 2000);
  EXPECT_GT(check(set, list, text), 300);
  EXPECT_EQ(search(set, all_here().back(), text).work.filtered, 0u);
}

TEST(Phrases, OrdinaryTextIsReadOnceAndHardlyCompared) {
  if (!available(instructions::ssse3)) GTEST_SKIP() << "no vector instructions";
  std::string text;
  for (int i = 0; text.size() < 100000; ++i)
    text += R"({"level":"info","ts":17419552)" + std::to_string(i) + R"(,"msg":"handled request","status":200})";
  const phrase_work work = search(set_of({"ERROR", "timeout", "handled Query"}), all_here().back(), text).work;
  EXPECT_LT(work.compared, text.size() / 1000);
  EXPECT_LE(work.filtered, text.size());
  EXPECT_EQ(work.stepped, 0u);
}

TEST(Phrases, ACopySearchesOnItsOwn) {
  phrase_set copy;
  {
    const phrase_set original = set_of({"timeout", "refused"});
    copy = original;
  }
  std::uint64_t found = 0;
  copy.search("connection refused, " + std::string(60, '.'), &found);
  EXPECT_EQ(found, 2u);
}

}  // namespace
