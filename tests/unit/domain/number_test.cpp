// SPDX-License-Identifier: Apache-2.0
// Questions about numbers without wildcards and regular expressions, where every answer is exact: by hand, and all
// small questions over a grid against brute force. Every proof of none is checked, and proofs that are broken are
// refused.
#include "domain/number.hpp"

#include "number_asked.hpp"
#include "proof_check.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace {

using namespace number_tests;
using proof_check::digits_of;
using proof_check::fault_of;
using kind = number_answer::kind;

// The member, `none`, or `unknown`; an answer that does not hold is told instead.
std::string answer_to(const asked& a) {
  const number_answer answer = find(a);
  if (answer.what == kind::unknown) return "unknown";
  if (answer.what == kind::member) return is_member(a.question, answer.member) ? answer.member : "not a member";
  const std::string fault = fault_of(a.question, answer.proof);
  return fault.empty() ? "none" : "false proof: " + fault;
}

template <class... Words>
std::string answer(const Words&... words) {
  asked a;
  return answer_to(a.all(words...));
}

TEST(FindNumber, PlainMembersComeFirst) {
  EXPECT_EQ(answer(), "0");
  EXPECT_EQ(answer("finite", "not = 0"), "1");
  EXPECT_EQ(answer(">= 400"), "400");
  EXPECT_EQ(answer("> 400", "< 500"), "401");
  EXPECT_EQ(answer("< -3"), "-4");
  EXPECT_EQ(answer("> 1", "< 2"), "1.1");
  EXPECT_EQ(answer("> 1.25", "< 1.5"), "1.3");
  EXPECT_EQ(answer("> 1", "< 1.001"), "1.0001");
  EXPECT_EQ(answer("> -2", "< -1"), "-1.1");
  EXPECT_EQ(answer("> -1", "< 2", "not = 0", "not = 1", "not = 0.5"), "1.5");
  EXPECT_EQ(answer("= 12", "not \"12\""), "12.0");
  EXPECT_EQ(answer("not finite"), "1e309");
  EXPECT_EQ(answer("not \"0\"", "not \"1\""), "2");
}

TEST(FindNumber, SuggestionsAreTriedInTheirOrder) {
  asked a;
  a.add("> 3");
  const std::string_view suggestions[] = {"x", "01", "2", "7.5", "9"};
  a.question.suggestions = suggestions;
  EXPECT_EQ(answer_to(a), "7.5");
}

TEST(FindNumber, NothingBetweenNeighbours) {
  EXPECT_EQ(answer("> 1.00000000000000001", "< 1.00000000000000002"), "none");
  EXPECT_EQ(answer("> 1", "< 1.0000000000000002"), "none");
  EXPECT_EQ(answer("> 1", "<= 1.0000000000000002"), "1.0000000000000002");
  EXPECT_EQ(answer("> 0", "< 5e-324"), "none");
  EXPECT_EQ(answer("> 0", "<= 5e-324"), "4.9E-324");
  EXPECT_EQ(answer("> 4.9e-324", "< 1e-323"), "4.9E-324") << "its value is 5e-324";
  EXPECT_EQ(answer("> 5e-324", "< 9.9e-324"), "none") << "the text 9.9E-324 is of the value 1e-323";
  EXPECT_EQ(answer("> 5", "< 6", "not = 5.5").substr(0, 2), "5.");
  EXPECT_EQ(answer("> 9007199254740992", "< 9007199254740994"), "9007199254740993") << "no double, an integer";
  EXPECT_EQ(answer("= 9007199254740993", "not \"9007199254740993\""), "none") << "no double has that value";
}

TEST(FindNumber, TwoTextsOfOneValue) {
  EXPECT_EQ(answer("= 12", "not \"12\"", "not \"12.0\""), "none");
  EXPECT_EQ(answer("= 0", "not \"0\"", "not \"0.0\""), "-0.0");
  EXPECT_EQ(answer("= 0", "not \"0\"", "not \"0.0\"", "not \"-0.0\""), "none");
  EXPECT_EQ(answer("\"12\"", "= 12"), "12");
  EXPECT_EQ(answer("\"12.0\"", "= 12"), "12.0");
  EXPECT_EQ(answer("\"12.00\""), "none");
  EXPECT_EQ(answer("\"1e3\""), "none");
  EXPECT_EQ(answer("\"1000.0\"", "> 999"), "1000.0");
  EXPECT_EQ(answer("\"-0\""), "none");
  EXPECT_EQ(answer("\"Infinity\""), "1e309");
  EXPECT_EQ(answer("\"-Infinity\""), "-1e309");
  EXPECT_EQ(answer("\"Infinity\"", "finite"), "none");
  EXPECT_EQ(answer("\"ConsoleLogin\""), "none");
  EXPECT_EQ(answer("\"4.9E-324\"", "= 5e-324"), "4.9E-324");
  EXPECT_EQ(answer("\"5.0E-324\""), "none");
}

TEST(FindNumber, InfinitiesHaveNoValue) {
  EXPECT_EQ(answer("not finite", "not \"Infinity\""), "-1e309");
  EXPECT_EQ(answer("not finite", "not \"Infinity\"", "not \"-Infinity\""), "none");
  EXPECT_EQ(answer("not < 5", "not >= 5"), "1e309") << "every ordering is false";
  EXPECT_EQ(answer("not finite", "< 5"), "none");
}

TEST(FindNumber, LargeIntegersAreIntegers) {
  const std::string google = answer("> 1e400", "< 1e401");
  EXPECT_EQ(google, "1" + std::string(399, '0') + "1");
  EXPECT_EQ(answer("= 1e400"), "1" + std::string(400, '0'));
  EXPECT_EQ(answer("> 1.7976931348623157e308", "not > 1.7976931348623157e308"), "none");
  EXPECT_EQ(answer("> 1.7976931348623157e308").size(), 309u);
}

// The exponents end at 32 bits; nothing may grow with them. `unknown` says that the member would not fit.
TEST(FindNumber, LargeExponentsCostNothing) {
  struct steps_case {
    std::vector<const char*> tests;
    kind expected;
  };
  const steps_case cases[] = {
      {{"> 1e2000000000"}, kind::unknown},
      {{"> 1e2147483646", "< 1e2147483647"}, kind::unknown},
      {{"= 1e2147483647"}, kind::unknown},
      {{"= 1e2147483647", "not = 1e2147483647"}, kind::none},
      {{"= 1e2147483647", "< 1e2147483646"}, kind::none},
      {{"= 1e2147483647", "not >= 1e2147483646"}, kind::none},
      {{">= 1e2147483647", "<= 1e2147483647"}, kind::unknown},
      {{">= 1e2147483647", "<= 1e2147483647", "not = 1e2147483647"}, kind::none},
      {{">= 1e2147483647", "< 1e2147483647"}, kind::none},
      {{"> 0", "< 1e-2147483648"}, kind::none},
      {{">= 0", "< 1e-2147483648"}, kind::member},
      {{"> 1e-2147483648", "< 1e2147483647"}, kind::member},
      {{"< -1e2147483647"}, kind::unknown},
      {{"= 1e-2147483648"}, kind::none},
      {{"\"1\"", "> 1e2147483647"}, kind::none},
  };
  for (const steps_case& c : cases) {
    asked a;
    for (const char* test : c.tests) a.add(test);
    budget left{200};
    const number_answer answer = find_number(a.question, left);
    EXPECT_EQ(answer.what, c.expected) << a.said();
    if (c.expected == kind::unknown) {
      EXPECT_EQ(answer.reason, number_unknown::too_large) << a.said();
    } else if (c.expected == kind::none) {
      EXPECT_EQ(fault_of(a.question, answer.proof), "") << a.said();
    }
  }
}

TEST(FindNumber, MembersFitTheRoom) {
  asked a;
  a.all(">= 1e20", "< 2e20", "not = 1e20");
  a.question.room = 21;
  EXPECT_EQ(answer_to(a), "100000000000000000001");
  a.question.room = 20;
  EXPECT_EQ(answer_to(a), "1.1E20") << "a double is shorter";
  a.all("> 1.00000000000000000001e20", "< 1.00000000000000000003e20");
  EXPECT_EQ(find(a).reason, number_unknown::too_large);
  EXPECT_EQ(answer_to(a), "unknown");
  a.all("not = 1.00000000000000000002e20");
  EXPECT_EQ(answer_to(a), "none") << "the only one is excluded, so it need not fit";
}

TEST(FindNumber, BudgetEndsIt) {
  asked a;
  a.all("> 5", "< 7");
  budget none{0};
  const number_answer answer = find_number(a.question, none);
  EXPECT_EQ(answer.what, kind::unknown);
  EXPECT_EQ(answer.reason, number_unknown::budget);
}

// --- Brute force.

std::string spelled(double d) {
  char text[64];
  std::snprintf(text, sizeof text, "%.17e", d);
  return text;
}

// Numbers of every kind, among them neighbours.
std::vector<std::string> universe() {
  std::vector<std::string> all{"1e309", "-1e309", "0.0", "-0.0", "123456789012345678901234567890"};
  for (int i = -20; i <= 20; ++i) all.push_back(std::to_string(i));
  const double tiny = std::numeric_limits<double>::denorm_min();
  for (const double at : {0.5, 1.0, 2.0, 4.0, 10.0, 1e-3, 1e7, 1e22, tiny, 3 * tiny, 20 * tiny,
                          std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), 9007199254740992.0})
    for (const double d : {at, std::nextafter(at, 0.0), std::nextafter(at, 1e308)})
      for (const double s : {d, -d}) all.push_back(spelled(s));
  for (const char* whole : {"9007199254740991", "9007199254740993", "-9007199254740993", "10000000"})
    all.emplace_back(whole);
  return all;
}

void check_against(const asked& a, const std::vector<std::string>& numbers) {
  const number_answer answer = find(a);
  if (answer.what == kind::member) {
    ASSERT_TRUE(is_member(a.question, answer.member)) << a.said() << " gave " << answer.member;
    return;
  }
  ASSERT_EQ(answer.what, kind::none) << a.said();
  ASSERT_EQ(fault_of(a.question, answer.proof), "") << a.said();
  for (const std::string& number : numbers) ASSERT_FALSE(is_member(a.question, number)) << a.said() << ": " << number;
}

std::vector<std::string> grid() {
  std::vector<std::string> tests{"finite", "not finite"};
  for (const char* relation : {"=", "<", "<=", ">", ">="})
    for (const char* bound : {"-1", "0", "1", "1.0000000000000002", "1.00000000000000001", "1.5", "2", "5e-324", "1e7",
                              "9007199254740993", "1.7976931348623157e308", "1e400", "-1e-400"})
      for (const char* sign : {"", "not "}) tests.push_back(std::string(sign) + relation + " " + bound);
  for (const char* text : {"0", "1", "1.0", "-0.0", "2", "1.0E7", "4.9E-324", "Infinity", "x"})
    for (const char* sign : {"", "not "}) tests.push_back(std::string(sign) + '"' + text + '"');
  return tests;
}

TEST(FindNumber, AllPairsOfTests) {
  const auto tests = grid();
  const auto numbers = universe();
  for (const std::string& first : tests)
    for (const std::string& second : tests) {
      asked a;
      a.all(first, second);
      ASSERT_NO_FATAL_FAILURE(check_against(a, numbers));
    }
}

TEST(FindNumber, TriplesOfTests) {
  const auto tests = grid();
  const auto numbers = universe();
  std::size_t i = 0;
  for (const std::string& first : tests)
    for (const std::string& second : tests)
      for (const std::string& third : tests) {
        if (++i % 23 != 0) continue;
        asked a;
        a.all(first, second, third);
        ASSERT_NO_FATAL_FAILURE(check_against(a, numbers));
      }
}

// Narrow intervals between neighbours of all sizes, with some numbers in them taken away.
TEST(FindNumber, RandomIntervals) {
  std::mt19937_64 random(20260902);
  const auto pick = [&](std::uint64_t n) { return random() % n; };
  int none = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::uint64_t bits = pick(3) == 0 ? pick(40) : random() & 0x7fefffffffffffff;
    double at = round % 2 == 0 ? std::bit_cast<double>(bits) : std::ldexp(1.0, static_cast<int>(pick(130)) - 40);
    if (!std::isfinite(at)) continue;
    if (pick(2) == 0) at = -at;
    std::vector<std::string> near;
    double d = at;
    for (int i = 0; i < 6; ++i, d = std::nextafter(d, 1e308)) near.push_back(digits_of(d));
    asked a;
    a.add((pick(2) == 0 ? "> " : ">= ") + near[pick(2)]);
    a.add((pick(2) == 0 ? "< " : "<= ") + near[2 + pick(2)]);
    for (std::uint64_t i = pick(5); i > 0; --i) {
      const std::string& number = near[pick(5)];
      const bool by_text = pick(3) == 0;
      a.add(by_text ? "not \"" + std::string(support::json_number(number).text()) + "\"" : "not = " + number);
    }
    ASSERT_NO_FATAL_FAILURE(check_against(a, near));
    none += find(a).what == kind::none ? 1 : 0;
  }
  EXPECT_GT(none, 300);
}

TEST(FindNumber, ThousandsExcludedStayLinear) {
  asked a;
  a.all(">= 0", "< 1e400");
  for (int i = 0; i < 3000; ++i) a.all("not = " + std::to_string(i), "not \"" + std::to_string(i + 3000) + "\"");
  budget left{60'000};
  const number_answer answer = find_number(a.question, left);
  EXPECT_EQ(answer.member, "6000");
}

// --- A broken proof is no proof.

TEST(FindNumber, BrokenProofsAreRefused) {
  asked a;
  a.all("> 1", "< 3", "not = 2", "< 1.0000000000000004", "not = 1.0000000000000002", "not finite");
  asked b;
  b.all("> 1", "< 1.0000000000000004", "not = 1.0000000000000002");
  for (const asked* each : {&a, &b}) {
    const number_proof proof = find(*each).proof;
    ASSERT_EQ(fault_of(each->question, proof), "");
    for (std::size_t i = 0; i < proof.refused.size(); ++i) {
      number_proof broken = proof;
      broken.refused.erase(broken.refused.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_NE(fault_of(each->question, broken), "");
      broken = proof;
      broken.refused[i].test.outside = !broken.refused[i].test.outside;
      EXPECT_NE(fault_of(each->question, broken), "");
    }
  }
  number_proof wrong = find(b).proof;
  wrong.doubles.below = "1.0000000000000002";
  EXPECT_NE(fault_of(b.question, wrong), "");
  wrong = find(b).proof;
  wrong.integers.above = "1";
  EXPECT_NE(fault_of(b.question, wrong), "");
  wrong = find(b).proof;
  wrong.doubles.why = number_reason::bounds;
  EXPECT_NE(fault_of(b.question, wrong), "");
}

}  // namespace
