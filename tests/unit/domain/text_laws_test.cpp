// SPDX-License-Identifier: Apache-2.0
// Generated questions, larger than brute force reaches: a member fits, `none` meets no counterexample among many random
// texts and has a proof, and a proof that was tampered with is refused unless it still proves something true.
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

class generator {
 public:
  explicit generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return random_() % n; }

  std::string letters(std::size_t longest) {
    std::string out;
    for (std::size_t n = below(longest + 1); n > 0; --n) out += units_[below(units_.size())];
    return out;
  }

  std::string wildcard() {
    std::string out = below(4) == 0 ? "~" : "";
    for (std::size_t n = 1 + below(3); n > 0; --n) out += letters(3) + "*";
    return out + letters(2);
  }

  std::string regex() {
    static const std::vector<std::string> atoms{"a",  "b",  ".",  "[ab]",  "[^b]", "\\d",
                                                "a?", "b*", ".*", "[bc]+", ".{2}", "c{0,2}"};
    std::string out = below(3) == 0 ? "%^" : "%";
    for (std::size_t n = 1 + below(4); n > 0; --n) out += atoms[below(atoms.size())];
    if (below(4) == 0) out += "|" + atoms[below(atoms.size())] + "c";
    return out + (below(3) == 0 ? "$%" : "%");
  }

  std::string spelling() {
    const std::size_t which = below(10);
    return which < 5 ? wildcard() : which < 8 ? regex() : "x" + letters(3);
  }

  // Its own places are what the sets are about.
  std::string text() { return letters(2) + letters(4) + letters(6); }

 private:
  const std::vector<std::string> units_{"a", "b", "c", "ab", "\xc3\xa9", "1", "aa"};
  std::mt19937 random_;
};

std::vector<std::string> some(generator& g, std::size_t n) {
  std::vector<std::string> spellings;
  while (n-- > 0) spellings.push_back(g.spelling());
  return spellings;
}

std::string shown(const std::vector<std::string>& inside, const std::vector<std::string>& outside) {
  std::string out;
  for (const auto& s : inside) out += s + "  ";
  out += "\\  ";
  for (const auto& s : outside) out += s + "  ";
  return out;
}

TEST(TextLaws, AnswersHold) {
  generator g(1);
  std::size_t found = 0;
  std::size_t none = 0;
  std::size_t unknown = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::vector<std::string> inside = some(g, g.below(4));
    const std::vector<std::string> outside = some(g, g.below(6));
    const asked a(inside, outside);
    const text_answer answer = a.answer();
    SCOPED_TRACE(shown(inside, outside));
    if (answer.what == kind::member) {
      ++found;
      ASSERT_TRUE(a.fits(answer.member)) << answer.member;
      for (int k = 0; k < 200; ++k) {
        const std::string text = g.text();
        if (inside.size() + outside.size() < 2 || outside.empty() || text.size() >= answer.member.size()) continue;
        if (answer.member.size() > 12) continue;  // perhaps put together
        ASSERT_TRUE(!a.fits(text) || support::count_characters(text) >= support::count_characters(answer.member))
            << text;
      }
    } else if (answer.what == kind::none) {
      ++none;
      for (int k = 0; k < 1000; ++k) {
        const std::string text = g.text();
        ASSERT_FALSE(a.fits(text)) << text;
      }
      const bool is_small = answer.proof.cells.size() < 3000;
      ASSERT_TRUE(!is_small || proof_check::verify(a.question(), answer.proof));
    } else {
      ++unknown;
    }
  }
  EXPECT_GT(found, 1000u);
  EXPECT_GT(none, 300u);
  EXPECT_LT(unknown, 10u);
}

TEST(TextLaws, NoneMeetsNoCounterexample) {
  generator g(2);
  std::size_t none = 0;
  while (none < 12) {
    const asked a(some(g, 2), some(g, 3));
    const text_answer answer = a.answer();
    if (answer.what != kind::none || answer.proof.listed != text_proof::no_list) continue;
    ++none;
    for (int k = 0; k < 100'000; ++k) {
      const std::string text = g.text();
      ASSERT_FALSE(a.fits(text)) << text;
    }
  }
}

// Changes one thing.
text_proof tampered(text_proof proof, generator& g) {
  if (proof.cells.empty() || g.below(8) == 0) {
    auto& sets = g.below(2) == 0 ? proof.inside : proof.outside;
    if (!sets.empty()) sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(g.below(sets.size())));
    return proof;
  }
  const std::size_t rows = proof.cells.size() / proof.width;
  const std::size_t row = g.below(rows) * proof.width;
  if (g.below(3) == 0) {
    const auto begin = proof.cells.begin() + static_cast<std::ptrdiff_t>(row);
    proof.cells.erase(begin, begin + static_cast<std::ptrdiff_t>(proof.width));
  } else {
    proof.cells[row + g.below(proof.width)] ^= std::uint64_t{1} << g.below(5);
  }
  return proof;
}

// A proof of something else, or of this with a set left out, must not pass where there is a member. And of a true
// `none` hardly anything may be changed.
TEST(TextLaws, ATamperedProofProvesNothingFalse) {
  generator g(3);
  std::size_t refused = 0;
  std::size_t accepted = 0;
  std::size_t false_claims = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::vector<std::string> inside = some(g, 1 + g.below(2));
    std::vector<std::string> outside = some(g, 1 + g.below(3));
    const asked a(inside, outside);
    const text_answer answer = a.answer();
    if (answer.what != kind::none || answer.proof.listed != text_proof::no_list || answer.proof.cells.size() > 600)
      continue;
    for (int k = 0; k < 10; ++k) {
      const text_proof other = tampered(answer.proof, g);
      ++(proof_check::verify(a.question(), other) ? accepted : refused);
      outside[g.below(outside.size())] = g.spelling();
      const asked changed(inside, outside);
      const text_answer truth = changed.answer();
      if (truth.what != kind::member) continue;
      ++false_claims;
      ASSERT_FALSE(proof_check::verify(changed.question(), answer.proof)) << shown(inside, outside);
      ASSERT_FALSE(proof_check::verify(changed.question(), other)) << shown(inside, outside);
    }
  }
  EXPECT_GT(refused, 2 * accepted);
  EXPECT_GT(false_claims, 500u);
}

}  // namespace
