// SPDX-License-Identifier: Apache-2.0
// Generated operands, for the patterns of every kind that has some. As trees that the parser could have made.
#pragma once

#include "choices.hpp"
#include "syntax/tree.hpp"

#include <string>

namespace sample {

struct budget {  // what the limits of a pattern still allow
  std::size_t wildcard_selectors = 3;
  std::size_t regexes = 2;
};

// The text between quotes: a backslash stands doubled or, where it means the same, alone.
coverwatch::syntax::quoted quote(const std::string& text, choices& c);
// Quoted, or as a word where it is one.
coverwatch::syntax::operand text_value(const std::string& text, choices& c);
coverwatch::syntax::number number_value(choices& c);
// A number, a text, a text with `*`, or, while the budget has one left, a regular expression.
coverwatch::syntax::operand any_operand(choices& c, budget& left);

// A text that the glob matches: each star filled with something.
std::string filled(const std::string& glob, choices& c);

}  // namespace sample
