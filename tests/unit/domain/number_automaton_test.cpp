// SPDX-License-Identifier: Apache-2.0
// Wildcards and regular expressions read a character at a time: the same answer as the plain functions of support for
// all short texts, and no text can pass behind the place where it was called lost.
#include "domain/number_automaton.hpp"

#include "number_asked.hpp"

#include <gtest/gtest.h>

namespace {

using namespace number_tests;

std::vector<std::string> all_texts(std::size_t longest) {
  std::vector<std::string> texts{""};
  for (std::size_t at = 0; at < texts.size(); ++at)
    if (texts[at].size() < longest)
      for (const char c : std::string_view("12.")) texts.push_back(texts[at] + c);
  return texts;
}

void compare(const number_automaton& automaton, const number_test& test, const std::string& said) {
  for (const std::string& text : all_texts(7)) {
    std::vector<number_automaton::word> state(automaton.words());
    bool alive = automaton.start(state.data());
    for (const char c : text) alive = automaton.step(state.data(), c) && alive;
    ASSERT_EQ(automaton.accepts(state.data()), text_passes(test, text)) << said << " on " << text;
    ASSERT_TRUE(alive || !text_passes(test, text)) << said << " on " << text;
  }
}

TEST(NumberAutomaton, WildcardsInBothDialects) {
  for (const char* pattern : {"*", "1*", "*1", "1*1", "*11", "*121", "1*2*1", "*1*1*", "*12*21", "11*11", "*1.1*1",
                              "*1212*", "*11*11", "12*", "*.", "*1*2*.", "1**2"})
    for (const char* dialect : {"glob ", "leftmost "}) {
      asked a;
      a.add(dialect + std::string(pattern));
      const auto& test = std::get<number_wildcard>(a.question.inside[0]);
      ASSERT_NO_FATAL_FAILURE(compare(number_automaton(test), test, a.said()));
    }
}

TEST(NumberAutomaton, RegularExpressions) {
  for (const char* body : {"1", "^1", "1$", "^1$", "^$", "1.2", R"(\.)", "1+2", "^1*2?$", "1|^2", "[12]{3}", "^[^1]+$",
                           "x", "^x", "1{2,3}$", "1|"}) {
    asked a;
    a.add("regex " + std::string(body));
    const auto& test = std::get<number_regex>(a.question.inside[0]);
    ASSERT_NO_FATAL_FAILURE(compare(number_automaton(test), test, a.said()));
  }
}

}  // namespace
