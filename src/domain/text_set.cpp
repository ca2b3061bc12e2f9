// SPDX-License-Identifier: Apache-2.0
// In go operands, out come sets of texts that know their automatons; then texts, and whether they belong to the set.
// Membership is never decided by those automatons, so that it can judge what is found by them.
#include "domain/text_set.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC text_set text_set::literal(std::string text) {
  text_list one;
  one.words.push_back(std::move(text));
  return text_set(std::move(one));
}

COVERWATCH_FUNC text_set text_set::list(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return text_set(text_list{std::move(texts)});
}

COVERWATCH_FUNC text_set text_set::wildcard(support::wildcard_pieces pieces, wildcards dialect) {
  wildcard_automaton automaton(pieces, dialect);
  return text_set(text_wildcard{std::move(pieces), dialect, std::move(automaton)});
}

COVERWATCH_FUNC text_set text_set::regex(std::vector<support::regex_branch> branches) {
  regex_automaton automaton(branches);
  return text_set(text_regex{std::move(branches), std::move(automaton)});
}

// Small expressions take no memory from the heap.
COVERWATCH_FUNC bool is_found_in(const support::regex& expression, std::string_view text) {
  std::array<support::regex::word, 8> few{};
  if (expression.words() <= few.size()) return expression.search(text, few.data());
  std::vector<support::regex::word> many(expression.words());
  return expression.search(text, many.data());
}

COVERWATCH_FUNC bool text_set::contains(std::string_view text) const {
  if (const text_list* list = as_list()) {
    if (list->words.size() == 1) return list->words.front() == text;
    return std::binary_search(list->words.begin(), list->words.end(), text);
  }
  if (const text_wildcard* wildcard = as_wildcard()) {
    return support::matches_wildcard(wildcard->pieces, text, wildcard->dialect);
  }
  return is_found_in(as_regex()->automaton.sets(), text);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
