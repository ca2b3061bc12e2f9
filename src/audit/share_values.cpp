// SPDX-License-Identifier: Apache-2.0
// The words of a text of a pattern that are no selectors: runs of letters, digits and dots that do not follow `$`.
#include "audit/share_values.hpp"

#include <algorithm>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

bool of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '$';
}

std::set<std::string_view> values_of(std::string_view text) {
  constexpr std::size_t shortest = 4;  // `AND`, `IS` and their like are no values
  std::set<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    if (!of_a_word(text[at])) {
      ++at;
      continue;
    }
    const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), of_a_word);
    const std::string_view word = text.substr(at, static_cast<std::size_t>(end - text.begin()) - at);
    at += word.size();
    if (word.size() >= shortest && word.front() != '$' && word != "EXISTS") out.insert(word);
  }
  return out;
}

}  // namespace

bool share_values(std::string_view a, std::string_view b) {
  const auto ours = values_of(a);
  const auto theirs = values_of(b);
  return std::any_of(ours.begin(), ours.end(), [&](std::string_view each) { return theirs.contains(each); });
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
