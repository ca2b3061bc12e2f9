// SPDX-License-Identifier: Apache-2.0
// The second opinion on the kinds of pattern that read no JSON: the rules of docs/language.md written down once more,
// over the syntax tree and the bytes of a message. Shares no code with the library's stages behind the parser:
// splitting is one expression of the standard library, phrases are found by it, numbers are compared as in
// second_opinion_numbers.cpp.
#pragma once

#include "syntax/tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace opinion {

namespace syntax = coverwatch::syntax;

// True when the pattern, of a kind that reads no JSON, matches the message.
bool matches(const syntax::tree& t, const std::string& message, bool leftmost);

// The text of a token or of the rest of a message, and where it stands.
struct part {
  std::size_t begin = 0;       // with the mark before it
  std::size_t text_begin = 0;  // without
  std::string text;
};
std::vector<part> split(const std::string& message);

// The parts that each column takes: one, or any number for an ellipsis. Nothing when there are too few tokens.
std::optional<std::vector<std::vector<part>>> deal(const syntax::column_pattern& p, const std::string& message);

bool term_occurs(const syntax::term& t, const std::string& message);
bool condition_holds(const syntax::compare& c, const std::string& text, bool leftmost);
bool reads_as_number(const std::string& text);

// The conditions of a column in their order; they point into it.
std::vector<const syntax::compare*> conditions(const syntax::column& c);

// Name and part of every extracted value.
std::vector<std::pair<std::string, part>> fields(const syntax::column_pattern& p, const std::string& message);

}  // namespace opinion
