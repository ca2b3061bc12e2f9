// SPDX-License-Identifier: Apache-2.0
// Questions about numbers with wildcards and regular expressions: by hand, and generated against brute force. Integers
// are exact; where only doubles are left an answer may be `unknown (text)`, and how often is counted.
#include "domain/number.hpp"

#include "number_asked.hpp"
#include "proof_check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

using namespace number_tests;
using proof_check::digits_of;
using proof_check::fault_of;
using kind = number_answer::kind;

std::string answer_to(const asked& a) {
  const number_answer answer = find(a);
  if (answer.what == kind::unknown) {
    constexpr const char* reasons[] = {"unknown (budget)", "unknown (too large)", "unknown (text)"};
    return reasons[static_cast<std::size_t>(answer.reason)];
  }
  if (answer.what == kind::member) return is_member(a.question, answer.member) ? answer.member : "not a member";
  const std::string fault = fault_of(a.question, answer.proof);
  return fault.empty() ? "none" : "false proof: " + fault;
}

template <class... Words>
std::string answer(const Words&... words) {
  asked a;
  return answer_to(a.all(words...));
}

TEST(NumberTexts, Integers) {
  EXPECT_EQ(answer("glob *7*"), "7");
  EXPECT_EQ(answer("glob 4*", "> 50"), "400");
  EXPECT_EQ(answer("regex ^4..$", "not regex ^.0", "not regex 0$"), "411");
  EXPECT_EQ(answer("regex ^4..$", "< 400"), "4.0") << "a text of three characters";
  EXPECT_EQ(answer(R"(regex ^4\d\d$)", "< 400"), "none");
  EXPECT_EQ(answer(R"(regex ^\d{3}$)", ">= 998", "not = 998", "not \"999\""), "none");
  EXPECT_EQ(answer(R"(regex ^1[57]1?$)", "not = 15", "not = 171"), "17") << "between two that are excluded";
  EXPECT_EQ(answer(R"(regex ^-\d$)", "> -2"), "-1");
  EXPECT_EQ(answer("regex ^-0$"), "none");
  EXPECT_EQ(answer("regex ^0."), "0.1") << "no integer";
  EXPECT_EQ(answer(R"(regex ^\d{25}$)", "< 1e24"), "none") << "1e24 is the least of 25 digits";
  EXPECT_EQ(answer(R"(regex ^\d{25}$)", "<= 1e24"), "1" + std::string(24, '0'));
  EXPECT_EQ(answer("glob 1*2*3*4", "< 1234"), "1.234");
}

TEST(NumberTexts, Dialects) {
  EXPECT_EQ(answer("glob *11.11", R"(regex ^111\.11$)"), "111.11");
  EXPECT_EQ(answer("leftmost *11.11", R"(regex ^111\.11$)"), "111.11") << "11.11 stands once in it";
  EXPECT_EQ(answer("glob *1.1", R"(regex ^1111$)"), "none");
  EXPECT_EQ(answer("glob *11", R"(regex ^111$)"), "111");
  EXPECT_EQ(answer("leftmost *11", R"(regex ^111$)"), "none");
  EXPECT_EQ(answer("glob *11", "not leftmost *11", "> 0"), "111");
}

TEST(NumberTexts, Doubles) {
  EXPECT_EQ(answer("glob *.0", "> 5", "<= 6"), "6.0");
  EXPECT_EQ(answer("glob *.0", "> 5", "< 6"), "none");
  EXPECT_EQ(answer("glob *E*", "> 0", "< 1e7"), "1.0E-4");
  EXPECT_EQ(answer("glob *E*", ">= 0.001", "< 1e7"), "none");
  EXPECT_EQ(answer("glob *E309"), "none");
  EXPECT_EQ(answer("glob 1.8*E308"), "none") << "beyond the largest";
  EXPECT_EQ(answer("glob 1.7*E308"), "1.7E308");
  EXPECT_EQ(answer("glob *E-324"), "4.9E-324");
  EXPECT_EQ(answer("regex ^4.9E").substr(0, 4), "4.9E");
  EXPECT_EQ(answer("glob 4.9E*", "> 4.95e-324", "< 1e-320"), "4.9E-324") << "by its value, 5e-324";
  EXPECT_EQ(answer("glob 5*E*", "> 4.95e-324", "< 5.1e-324"), "none");
  EXPECT_EQ(answer("glob 9.9E-324", "= 1e-323"), "none") << "no star: split gives two pieces, the text may not go on";
  EXPECT_EQ(answer("glob Inf*"), "1e309");
  EXPECT_EQ(answer("glob Inf*", "finite"), "none");
  EXPECT_EQ(answer("glob *", "not glob *0*", "not glob *1*", "not glob *2*", "not glob -*"), "3");
  EXPECT_EQ(answer("regex ^-?[12]*$", "not finite"), "none");
  EXPECT_EQ(answer("> 1", "< 1.0000000000000007", "glob *6*"), "none");
}

// A double of 16 or 17 digits may exist although the one text that the search looked at is no double's.
TEST(NumberTexts, WhatStaysOpen) {
  EXPECT_EQ(answer(R"(regex ^1\.\d{13}$)"), "1.0000000000001");
  const std::string wide = answer(R"(regex ^1\.\d{16}$)");
  EXPECT_TRUE(wide == "unknown (text)" || wide.size() == 18) << wide;
}

// The last double, and those on both sides of where the search through texts begins.
TEST(NumberTexts, DoublesAtTheEdges) {
  for (const std::string text : {"1.7976931348623157E308", "3.1E-322", "3.16E-322", "3.2E-322"}) {
    EXPECT_EQ(answer("regex ^" + text + "$"), text);
    EXPECT_EQ(answer("regex ^-" + text + "$"), "-" + text);
  }
  EXPECT_EQ(answer("regex ^1.7976931348623158E308$"), "none");
}

TEST(NumberTexts, WordsEndQuickly) {
  asked a;
  a.all("glob *UnauthorizedOperation", "not glob Client.*", "regex AccessDenied");
  budget left{300};
  EXPECT_EQ(find_number(a.question, left).what, kind::none);
}

TEST(NumberTexts, LargeBoundsWithTexts) {
  EXPECT_EQ(answer("glob 1*", "> 1e300", "< 1e-2147483648"), "none");
  EXPECT_EQ(answer("regex ^10*1$", "> 1e400"), "1" + std::string(399, '0') + "1");
  EXPECT_EQ(answer("regex ^10*1$", "> 1e2147483647"), "unknown (too large)");
  EXPECT_EQ(answer("regex ^10?1$", "> 1e2147483647"), "unknown (too large)")
      << "there is none, but nobody looks that far";
  EXPECT_EQ(answer("glob *x*", "> 1e2147483647"), "none");
  EXPECT_EQ(answer("regex ^10*1$", "> 5", "< 1e2147483647", "not = 11"), "101");
  EXPECT_EQ(answer("regex ^-7*$", "< -1e400"), "-" + std::string(401, '7'));
}

TEST(NumberTexts, BudgetIsAnAnswer) {
  asked a;
  a.all("regex 1.{16}2", "not regex 2.{16}1", "> 1e50");
  const number_answer few = find(a, 20'000);
  EXPECT_EQ(few.what, kind::unknown);
  EXPECT_EQ(few.reason, number_unknown::budget);
  EXPECT_EQ(find(a, 100).what, kind::unknown);
}

// --- Brute force.

std::vector<std::string> universe() {
  std::vector<std::string> all{"1e309", "-1e309", "0.0", "-0.0"};
  for (int i = -1200; i <= 1200; ++i) {
    all.push_back(std::to_string(i));
    for (const char* tail : {".0", ".5", ".25", "e6", "e-5", "e20"})
      if (i % 7 == 0 || (i > -30 && i < 30)) all.push_back(std::to_string(i) + tail);
  }
  const double tiny = std::numeric_limits<double>::denorm_min();
  for (int i = 1; i < 100; ++i)
    for (const double d : {i * tiny, -i * tiny}) all.push_back(digits_of(d));
  for (const double at : {1.0, 2.0, 1e7, 1e22, 9007199254740992.0})
    for (const double d : {std::nextafter(at, 0.0), std::nextafter(at, 1e308)}) all.push_back(digits_of(d));
  all.push_back(digits_of(std::numeric_limits<double>::max()));
  return all;
}

// How many answers stayed open.
int check_all(const std::vector<std::vector<std::string>>& questions) {
  const auto numbers = universe();
  int open = 0;
  for (const auto& tests : questions) {
    asked a;
    for (const std::string& test : tests) a.add(test);
    const number_answer answer = find(a);
    if (answer.what == kind::member) {
      EXPECT_TRUE(is_member(a.question, answer.member)) << a.said() << " gave " << answer.member;
      continue;
    }
    std::string seen;
    for (const std::string& number : numbers)
      if (seen.empty() && is_member(a.question, number)) seen = number;
    EXPECT_EQ(seen, "") << a.said();
    if (answer.what == kind::unknown) {
      ++open;
      EXPECT_EQ(answer.reason, number_unknown::text) << a.said();
    } else {
      EXPECT_EQ(fault_of(a.question, answer.proof), "") << a.said();
    }
    if (testing::Test::HasFailure()) break;
  }
  return open;
}

const std::vector<std::string>& tests_of_text() {
  static const std::vector<std::string> tests = {
      "glob 1*",        "glob *1",          "glob *0",        "glob *.*",          "glob *E*",    "glob -*",
      "glob 1*1",       "glob *12*",        "glob *I*",       "glob 4.*E-3*",      "leftmost *1", "leftmost *11*1",
      "leftmost 1*0",   "regex ^[1-9]{3}$", R"(regex ^\d+$)", R"(regex ^\d\.\d$)", "regex ^1|2$", R"(regex \.[^0])",
      "regex [13579]$", "regex x",          "regex E-32"};
  return tests;
}

const std::vector<std::string>& tests_of_value() {
  static const std::vector<std::string> tests = {"> 5",   "<= 12",  "> 999",  "< 1000", ">= 9.5",   "< 9.75", "< 0",
                                                 "> -11", ">= 1e7", "< 1e-3", "> 0",    "< 5e-322", "= 12",   "finite"};
  return tests;
}

TEST(NumberTexts, AllTriples) {
  std::vector<std::string> tests;
  for (const char* sign : {"", "not "}) {
    for (const std::string& test : tests_of_text()) tests.push_back(sign + test);
    for (const std::string& test : tests_of_value()) tests.push_back(sign + test);
  }
  for (const char* text : {"1", "12.0", "11"}) tests.push_back("not \"" + std::string(text) + '"');
  std::vector<std::vector<std::string>> questions;
  for (std::size_t i = 0; i < tests.size(); ++i)
    for (std::size_t j = i; j < tests.size(); ++j)
      for (std::size_t k = j; k < tests.size(); k += 41) questions.push_back({tests[i], tests[j], tests[k]});
  const int open = check_all(questions);
  RecordProperty("open", open);
  EXPECT_LT(open, static_cast<int>(questions.size() / 500)) << "of " << questions.size();
}

TEST(NumberTexts, RandomQuestions) {
  std::mt19937 random(20260903);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  std::vector<std::vector<std::string>> questions;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::string> tests;
    for (std::size_t n = 3 + pick(4); n > 0; --n) {
      const std::string sign = pick(2) == 0 ? "not " : "";
      if (pick(3) == 0) tests.push_back("not = " + std::to_string(pick(30)));
      tests.push_back(sign + (pick(2) == 0 ? tests_of_text()[pick(tests_of_text().size())]
                                           : tests_of_value()[pick(tests_of_value().size())]));
    }
    questions.push_back(tests);
  }
  EXPECT_LT(check_all(questions), 5);
}

TEST(NumberTexts, BrokenProofsAreRefused) {
  asked a;
  a.all(R"(regex ^4\d\d$)", "< 400", "not = 400", "not \"399\"");
  const number_proof proof = find(a).proof;
  ASSERT_EQ(fault_of(a.question, proof), "");
  int broken_ones = 0;
  for (std::size_t s = 0; s < proof.integers.searches.size(); ++s) {
    number_proof broken = proof;
    broken.integers.searches[s].negative = !broken.integers.searches[s].negative;
    EXPECT_NE(fault_of(a.question, broken), "");
    const std::size_t count = proof.integers.searches[s].nodes.size();
    for (std::size_t keep = 1; keep < count; ++keep) {  // node 0 is always there
      broken = proof;
      broken.integers.searches[s].nodes.resize(keep);
      EXPECT_NE(fault_of(a.question, broken), "") << keep;
      ++broken_ones;
    }
  }
  for (std::size_t s = 0; s < proof.doubles.searches.size(); ++s) {
    number_proof broken = proof;
    broken.doubles.searches.erase(broken.doubles.searches.begin() + static_cast<std::ptrdiff_t>(s));
    EXPECT_NE(fault_of(a.question, broken), "");
    ++broken_ones;
  }
  EXPECT_GT(broken_ones, 10);
}

}  // namespace
