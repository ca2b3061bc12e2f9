// SPDX-License-Identifier: Apache-2.0
// Wildcards against a matcher that simply tries everything, on every small pattern and text; and the leftmost rule
// against its own words and the recordings it comes from.
#include "support/wildcard.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace coverwatch;
using namespace coverwatch::support;

bool naive_glob(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] != '*') return !text.empty() && text[0] == pattern[0] && naive_glob(pattern.substr(1), text.substr(1));
  for (std::size_t skip = 0; skip <= text.size(); ++skip)
    if (naive_glob(pattern.substr(1), text.substr(skip))) return true;
  return false;
}

// Letter for letter: after a star, the piece up to the next star stands at its leftmost place or nowhere.
bool naive_leftmost(std::string_view pattern, std::string_view text) {
  std::size_t star = pattern.find('*');
  if (text.substr(0, star) != pattern.substr(0, star)) return false;
  text.remove_prefix(star);
  while (star != std::string_view::npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos && piece.empty()) return true;
    const std::size_t place = text.find(piece);
    if (place == std::string_view::npos) return false;
    text.remove_prefix(place + piece.size());
  }
  return text.empty();
}

std::vector<std::string> words_over(std::string_view letters, std::size_t longest) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].size() < longest)
      for (const char letter : letters) words.push_back(words[i] + letter);
  return words;
}

TEST(Wildcard, EverySmallPatternOnEverySmallText) {
  const std::vector<std::string> texts = words_over("ab", 6);
  std::size_t told_apart = 0;
  for (const std::string& pattern : words_over("ab*", 5)) {
    if (pattern.find('*') == std::string::npos) continue;
    const wildcard_pieces pieces = split_wildcard(pattern);
    for (const std::string& text : texts) {
      ASSERT_EQ(matches_glob(pieces, text), naive_glob(pattern, text)) << pattern << " on " << text;
      ASSERT_EQ(matches_leftmost(pieces, text), naive_leftmost(pattern, text)) << pattern << " on " << text;
      told_apart += matches_glob(pieces, text) != matches_leftmost(pieces, text);
    }
  }
  EXPECT_GT(told_apart, 100u);
}

TEST(Wildcard, LeftmostAsRecorded) {
  const wildcard_pieces pieces = split_wildcard("*111.111.111");
  EXPECT_FALSE(matches_wildcard(pieces, "111.111.111.111", wildcards::leftmost));
  EXPECT_TRUE(matches_wildcard(pieces, "111.111.111.111", wildcards::glob));
  EXPECT_TRUE(matches_wildcard(pieces, "9.111.111.111", wildcards::leftmost));
}

TEST(Wildcard, PiecesAreCutAtTheStars) {
  EXPECT_EQ(split_wildcard("*").pieces, (std::vector<std::string>{"", ""}));
  EXPECT_EQ(split_wildcard("***").pieces, (std::vector<std::string>{"", ""}));
  EXPECT_EQ(split_wildcard("ab*").pieces, (std::vector<std::string>{"ab", ""}));
  EXPECT_EQ(split_wildcard("*a**b").pieces, (std::vector<std::string>{"", "a", "b"}));
}

TEST(Wildcard, OnlyStarsMatchEverything) {
  EXPECT_TRUE(matches_everything(split_wildcard("*")));
  EXPECT_TRUE(matches_everything(split_wildcard("**")));
  EXPECT_FALSE(matches_everything(split_wildcard("*a*")));
  EXPECT_FALSE(matches_everything(split_wildcard("a*")));
}

TEST(FindText, AgreesWithTheStandardSearch) {
  const std::vector<std::string> needles = words_over("ab", 3);
  for (const std::string& text : words_over("ab", 6))
    for (const std::string& needle : needles)
      for (std::size_t from = 0; from <= text.size() + 1; ++from)
        ASSERT_EQ(find_text(text, needle, from), text.find(needle, from))
            << needle << " in " << text << " from " << from;
}

TEST(FindText, ZeroBytesAreBytes) {
  const std::string text("a\0b\0c", 5);
  EXPECT_EQ(find_text(text, std::string_view("\0c", 2), 0), 3u);
}

// A search that tried the needle anew at each place would need 10^10 steps: minutes, not moments.
TEST(FindText, IsLinear) {
  const std::string text(200000, 'a');
  const std::string needle = std::string(100000, 'a') + "b";
  for (int i = 0; i < 20; ++i) ASSERT_EQ(find_text(text, needle, 0), std::string::npos);
}

}  // namespace
