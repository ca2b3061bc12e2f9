// SPDX-License-Identifier: Apache-2.0
// A second evaluator, for tests only: the table of conditions of docs/language.md written down once more, over the
// syntax tree and generated values. Shares no code with the library's stages behind the parser, nor with its JSON
// reader: its own numbers, wildcards and selection; regular expressions by the standard library. Slow, small, no other
// purpose.
#pragma once

#include "../support/sample_event.hpp"
#include "syntax/tree.hpp"

#include <string>
#include <variant>
#include <vector>

namespace opinion {

namespace syntax = coverwatch::syntax;
using sample::value;

// True when the JSON pattern matches the event.
bool matches(const syntax::tree& t, const value& event, bool leftmost);

using condition = std::variant<const syntax::compare*, const syntax::is*, const syntax::not_exists*>;
// Every condition of the pattern, in its order; they point into the tree.
std::vector<condition> conditions(const syntax::tree& t);
bool holds(const condition& c, const value& event, bool leftmost);

// What a selector selects.
struct selection {
  bool wild = false;
  const value* base = nullptr;  // wild: the node before the wildcard, null when it is missing
  std::vector<const value*> nodes;
};
selection select(const syntax::selector& s, const value& event);

// `pattern` may hold `*`; any bytes on either side.
bool text_matches(const std::string& pattern, const std::string& text, bool leftmost);
// Unanchored. A byte of the text that is no part of a character is one by itself.
bool regex_found(const std::string& body, const std::string& text);

// The text of a string or number; `finite` is false for a number that is none as a double.
struct reading {
  std::string text;
  bool finite = true;
  bool negative = false;
  std::string digits;  // 0.DIGITS times 10 to the exponent; no zeros at either end; empty is zero
  long long exponent = 0;
};
reading read_number(const std::string& spelling);            // of an event
void read_decimal(const std::string& spelling, reading& r);  // exactly; of a pattern
int order(const reading& a, const reading& b);               // below, at or above 0

}  // namespace opinion
