// SPDX-License-Identifier: Apache-2.0
// Mistakes in patterns of terms, and around a regular expression that is the whole pattern. What they propose is the same
// text as a phrase.
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC recognised find_accidents(const standstill& s) {
  const std::size_t begin = skip_blanks(s.text, 0);
  return find_accident(s.text, {begin, s.end});
}

// A quotation mark that stands where no phrase can begin, or begins none.
COVERWATCH_FUNC recognised find_bad_phrase(const standstill& s) {
  if (s.here() != '"') return {};
  const bool behind_word = s.at > 0 && !is_one_char_of(s.text[s.at - 1], " \t\r\n-?");
  if (behind_word) return mistake(s, errc::text_after_phrase, {s.at, s.at + 1});
  const std::size_t end = quoted_end(s, s.at);
  if (end == std::string_view::npos) return mistake(s, errc::unclosed_quote, {s.at, s.at + 1});
  if (end == s.at + 2) return mistake(s, errc::empty_phrase, {s.at, end});
  return mistake(s, errc::text_after_phrase, {end, character_end(s, end)});
}

COVERWATCH_FUNC recognised find_regex_among_terms(const standstill& s) {
  if (s.here() != '%') return {};
  const std::size_t close = s.text.find('%', s.at + 1);
  if (close >= s.end) return {};  // a percent sign as in `100%`
  return mistake(s, errc::regex_among_terms, {s.at, close + 1});
}

COVERWATCH_FUNC recognised find_operator_without_term(const standstill& s) {
  const auto is_operator = [&](std::size_t at) { return at < s.end && is_one_char_of(s.text[at], "-?"); };
  if (s.at == 0 || !is_operator(s.at - 1)) return {};
  if (!s.at_end() && !is_blank(s.here()) && !is_operator(s.at)) return {};
  return mistake(s, errc::operator_without_term, {s.at - 1, s.at});
}

// What stands between two blanks around `at`.
COVERWATCH_FUNC std::string_view run_around(const standstill& s, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && !is_blank(s.text[begin - 1])) --begin;
  const std::size_t end = std::min(s.end, find_any(s.text, at, " \t\r\n"));
  return s.text.substr(begin, end - begin);
}

COVERWATCH_FUNC recognised find_term_character(const standstill& s) {
  return mistake(s, errc::term_character, {s.at, character_end(s, s.at)}, run_around(s, s.at));
}

COVERWATCH_FUNC recognised find_whole_regex_unclosed(const standstill& s) {
  const std::size_t begin = skip_blanks(s.text, 0);
  if (s.expects(expectation::end)) return {};
  return mistake(s, errc::unclosed_regex, {begin, begin + 1});
}

COVERWATCH_FUNC recognised find_text_after_regex(const standstill& s) {
  return mistake(s, errc::text_after_regex, {s.at, s.end});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
