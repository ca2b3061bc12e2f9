// SPDX-License-Identifier: Apache-2.0
// Sets of texts as tests write them, and questions about them. A spelling between percent signs is a regular
// expression, one with a star a wildcard (`~` in front: of the dialect `leftmost`), any other a text.
#pragma once

#include "domain/text.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace text_sets {

using namespace coverwatch;
using namespace coverwatch::domain;

inline text_set make(std::string_view spelling) {
  if (spelling.size() > 2 && spelling.front() == '%') {
    auto branches = support::parse_regex(spelling.substr(1, spelling.size() - 2));
    if (!branches) throw std::invalid_argument(std::string(spelling));
    return text_set::regex(std::move(*branches));
  }
  const bool leftmost = spelling.starts_with('~');
  if (leftmost) spelling.remove_prefix(1);
  if (spelling.find('*') == std::string_view::npos) return text_set::literal(std::string(spelling));
  return text_set::wildcard(support::split_wildcard(spelling), leftmost ? wildcards::leftmost : wildcards::glob);
}

inline std::vector<text_set> make_all(const std::vector<std::string>& spellings) {
  std::vector<text_set> sets;
  for (const std::string& spelling : spellings) sets.push_back(make(spelling));
  return sets;
}

inline std::vector<const text_set*> pointers(const std::vector<text_set>& sets) {
  std::vector<const text_set*> all;
  for (const text_set& set : sets) all.push_back(&set);
  return all;
}

// A question that owns what it asks about. Stays where it was made.
class asked {
 public:
  asked(const std::vector<std::string>& inside, const std::vector<std::string>& outside)
      : in_(make_all(inside)), out_(make_all(outside)), in_pointers_(pointers(in_)), out_pointers_(pointers(out_)) {}
  asked(const asked&) = delete;
  asked& operator=(const asked&) = delete;

  text_question question(std::span<const std::string_view> suggestions = {}) const {
    return {in_pointers_, out_pointers_, suggestions};
  }
  text_answer answer(budget& steps) const { return find_text(question(), steps); }
  text_answer answer() const {
    budget steps;
    return answer(steps);
  }
  bool fits(std::string_view text) const {
    for (const text_set* set : in_pointers_)
      if (!set->contains(text)) return false;
    for (const text_set* set : out_pointers_)
      if (set->contains(text)) return false;
    return true;
  }

 private:
  std::vector<text_set> in_;
  std::vector<text_set> out_;
  std::vector<const text_set*> in_pointers_;
  std::vector<const text_set*> out_pointers_;
};

}  // namespace text_sets
