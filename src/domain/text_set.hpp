// SPDX-License-Identifier: Apache-2.0
// The set of texts that equal an operand: a list of texts, a wildcard in one dialect, a regular expression. In goes the
// operand, once; then texts, and yes or no. Immutable, so that all threads may share it.
#pragma once

#include "domain/text_automaton.hpp"
#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// These texts and no others. Sorted by their bytes, each once.
struct text_list {
  std::vector<std::string> words;
};

struct text_wildcard {
  support::wildcard_pieces pieces;
  wildcards dialect{};
  wildcard_automaton automaton;
};

// The expression is found in the text.
struct text_regex {
  std::vector<support::regex_branch> branches;
  regex_automaton automaton;
};

// All texts here are well-formed: UTF-8, or WTF-8 where a lone surrogate stands for one character.
class text_set {
 public:
  static text_set literal(std::string text);
  static text_set list(std::vector<std::string> texts);  // in any order; may be empty
  static text_set wildcard(support::wildcard_pieces pieces, wildcards dialect);
  static text_set regex(std::vector<support::regex_branch> branches);

  // Whether an operand that is this set equals a value of that text, decided by the plain functions of `support`.
  // Linear in the text; the logarithm of their number for a list.
  bool contains(std::string_view text) const;

  // What it was made of; null when it is of another kind.
  const text_list* as_list() const noexcept { return std::get_if<text_list>(&form_); }
  const text_wildcard* as_wildcard() const noexcept { return std::get_if<text_wildcard>(&form_); }
  const text_regex* as_regex() const noexcept { return std::get_if<text_regex>(&form_); }

 private:
  using form = std::variant<text_list, text_wildcard, text_regex>;
  explicit text_set(form f) : form_(std::move(f)) {}

  form form_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
