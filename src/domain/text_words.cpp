// SPDX-License-Identifier: Apache-2.0
// In go sorted texts and places among them, out come places; every step is two searches in a sorted run. No text is
// copied, and no tree is built.
#include "domain/text_words.hpp"

#include "support/utf8.hpp"

#include <algorithm>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// Where the texts end that go on with `next`; `first` is one that does, or stands before those that do.
COVERWATCH_FUNC std::uint32_t text_words::end_of_run(const place& at, std::size_t first,
                                                     std::string_view next) const noexcept {
  const auto from = words_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto to = words_.begin() + static_cast<std::ptrdiff_t>(at.end);
  const auto goes_on_later = [&](std::string_view value, std::string_view word) {
    return word.substr(at.depth, value.size()) > value;
  };
  return static_cast<std::uint32_t>(std::upper_bound(from, to, next, goes_on_later) - words_.begin());
}

COVERWATCH_FUNC text_words::place text_words::step(const place& at, char32_t c) const {
  if (at.is_nowhere()) return {};
  std::string next;
  support::append_utf8(next, c);
  const auto goes_on_earlier = [&](std::string_view word, std::string_view value) {
    return word.substr(at.depth, value.size()) < value;
  };
  const auto from = words_.begin() + static_cast<std::ptrdiff_t>(at.begin);
  const auto to = words_.begin() + static_cast<std::ptrdiff_t>(at.end);
  const auto first = std::lower_bound(from, to, std::string_view(next), goes_on_earlier) - words_.begin();
  const std::uint32_t end = end_of_run(at, static_cast<std::size_t>(first), next);
  const auto begin = static_cast<std::uint32_t>(first);
  if (begin == end) return {};
  return {begin, end, at.depth + static_cast<std::uint32_t>(next.size())};
}

COVERWATCH_FUNC void text_words::append_letters(const place& at, std::vector<char32_t>& out) const {
  std::size_t i = accepts(at) ? at.begin + 1 : at.begin;
  while (i < at.end) {
    const support::character c = support::decode(words_[i], at.depth);
    out.push_back(c.code_point);
    i = end_of_run(at, i, words_[i].substr(at.depth, c.length));
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
