// SPDX-License-Identifier: Apache-2.0
// The automaton against a plain backtracker, on thousands of random expressions and texts; and, by name, the points
// where such automatons go wrong: word borders, anchors, runs of things that may be passed over.
#include "support/regex.hpp"

#include "backtracker.hpp"
#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

bool found(const regex& r, std::string_view text) {
  std::vector<regex::word> state(r.words(), ~regex::word{0});
  return r.search(text, state.data());
}

bool found(std::string_view body, std::string_view text) { return found(regex(parse_regex(body).value()), text); }

template <class T>
const T& any_of(const std::vector<T>& choices, std::mt19937& random) {
  return choices[random() % choices.size()];
}

struct tally {
  int accepted = 0;
  int matched = 0;
  int missed = 0;
};

// Makes bodies out of the units, a quantifier behind about every third; compares both readings on random texts.
tally compare_readings(const std::vector<std::string>& units, const std::vector<std::string>& quantifiers,
                       std::u32string_view alphabet, std::size_t longest_text, int rounds) {
  std::mt19937 random(1954);
  tally t;
  for (int i = 0; i < rounds; ++i) {
    std::string body;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) {
      body += any_of(units, random);
      if (random() % 3 == 0) body += any_of(quantifiers, random);
    }
    const auto branches = parse_regex(body);
    if (!branches) continue;
    ++t.accepted;
    const regex r(*branches);
    for (int k = 0; k < 12; ++k) {
      std::u32string text(random() % (longest_text + 1), U' ');
      for (char32_t& c : text) c = alphabet[random() % alphabet.size()];
      const bool expected = backtracker::search(body, text);
      ++(expected ? t.matched : t.missed);
      EXPECT_EQ(found(r, to_utf8(text)), expected) << body << " on " << to_utf8(text);
      if (testing::Test::HasFailure()) return t;
    }
  }
  return t;
}

TEST(Regex, AgreesWithBacktracking) {
  const tally t = compare_readings({"a",    "b",      "c",      "a",     "b",     ".", "\\d", "\\W", "\\s", "[ab]",
                                    "[^a]", "[b-c_]", "[^\\D]", "\\xe9", "[\\S]", "^", "$",   "|",   "]",   "\\*"},
                                   {"?", "*", "+", "*?", "{2}", "{0,2}", "{1,}", "{0}", "??"},
                                   U"aaabbc1\n \u00e9\u4e16]*", 6, 12000);
  EXPECT_GT(t.accepted, 5000);
  EXPECT_GT(t.matched, 5000);
  EXPECT_GT(t.missed, 5000);
}

TEST(Regex, AgreesWithBacktrackingOverManyWords) {
  const tally t = compare_readings({"a", "b", "[ab]", ".", "^", "$", "|"},
                                   {"{0,63}", "{0,64}", "{60,70}", "{64}", "{31,}", "*", "{0,130}", "?"},
                                   U"aaaaaaaaaaaaaab", 150, 1500);
  EXPECT_GT(t.accepted, 800);
  EXPECT_GT(t.matched, 2000);
  EXPECT_GT(t.missed, 2000);
}

TEST(Regex, EveryCharacterOfEveryClass) {
  for (const std::string body :
       {"\\d", "\\D", "\\s", "\\S", "\\w", "\\W", ".", "[^x-z]", "[\\d_-]", "\\x00", "\\xff"}) {
    const regex r(parse_regex(body).value());
    for (char32_t c = 0; c < 600; ++c)
      ASSERT_EQ(found(r, to_utf8(std::u32string(1, c))), backtracker::search(body, std::u32string(1, c)))
          << body << ' ' << static_cast<unsigned>(c);
  }
}

TEST(Regex, ABranchMayEndAtAWordBorder) {
  for (std::size_t n = 60; n <= 68; ++n) {
    const std::string body = "a{" + std::to_string(n) + "}|b?c";
    EXPECT_TRUE(found(body, std::string(n, 'a'))) << n;
    EXPECT_FALSE(found(body, std::string(n - 1, 'a') + "b")) << n;
    EXPECT_TRUE(found(body, "xbc")) << n;
  }
}

TEST(Regex, ARunOfOptionalsIsPassedOverAcrossWords) {
  for (const std::size_t n : {62u, 63u, 64u, 65u, 127u, 128u, 129u, 300u}) {
    const std::string run = "a{0," + std::to_string(n) + "}";
    EXPECT_TRUE(found("^" + run + "b$", "b")) << n;
    EXPECT_TRUE(found("^" + run + "b$", std::string(n, 'a') + "b")) << n;
    EXPECT_FALSE(found("^" + run + "b$", std::string(n + 1, 'a') + "b")) << n;
  }
}

TEST(Regex, NoBranchAtAllNeverMatches) {
  const regex r(parse_regex("a^").value());
  EXPECT_EQ(r.words(), 0u);
  EXPECT_FALSE(found(r, ""));
  EXPECT_FALSE(found(r, "a"));
}

TEST(Regex, AMatchThatIsFoundStaysFound) {
  const regex r(parse_regex("ab|c$").value());
  std::vector<regex::word> state(r.words());
  r.start(state.data());
  EXPECT_FALSE(r.accepts_here(state.data()));
  for (const char c : std::string("xabxyz")) r.step(state.data(), static_cast<char32_t>(c));
  EXPECT_TRUE(r.accepts_here(state.data()));

  r.start(state.data());
  r.step(state.data(), U'c');
  EXPECT_FALSE(r.accepts_here(state.data()));
  EXPECT_TRUE(r.accepts_at_end(state.data()));
  r.step(state.data(), U'd');
  EXPECT_FALSE(r.accepts_at_end(state.data()));
}

TEST(Regex, OnlyANewlineStopsTheDot) {
  EXPECT_TRUE(found("a.b", "a\rb"));
  EXPECT_FALSE(found("a.b", "a\nb"));
  EXPECT_TRUE(found("a[^x]b", "a\nb"));
  EXPECT_FALSE(found("a$", "a\n"));
}

TEST(Regex, ASurrogateIsOneCharacter) {
  EXPECT_TRUE(found("^a.b$",
                    "a\xed\xa0\x80"
                    "b"));
  EXPECT_FALSE(found("^a..b$",
                     "a\xed\xa0\x80"
                     "b"));
}

// Backtracking would take 2^40 steps here.
TEST(Regex, IsLinear) {
  std::string body;
  for (int i = 0; i < 40; ++i) body += "a?";
  for (int i = 0; i < 40; ++i) body += "a";
  EXPECT_TRUE(found(body, std::string(40, 'a')));
  EXPECT_FALSE(found("^" + body + "$", std::string(81, 'a')));
  EXPECT_FALSE(found("a.{5000}b", std::string(20000, 'a')));
}

}  // namespace
