// SPDX-License-Identifier: Apache-2.0
// Mistakes in how conditions are put together, and in the braces around them; and what all mistakes are written with.
#include "support/utf8.hpp"
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC recognised mistake(const standstill& s, errc code, const span& where, std::string_view detail) {
  return diagnostic{code, where, {}, std::string(s.text), std::string(detail)};
}

COVERWATCH_FUNC std::size_t character_end(const standstill& s, std::size_t at) {
  return at < s.end ? at + support::decode(s.text, at).length : at;
}

COVERWATCH_FUNC std::size_t run_end(const standstill& s, std::size_t at) {
  const std::size_t stop = std::min(s.end, find_any(s.text, at, s.with_separators(" \t\r\n(){}&|=<>!\"")));
  return std::max(stop, character_end(s, at));
}

COVERWATCH_FUNC bool inside_selector(const standstill& s) noexcept { return !s.expects(expectation::comparison); }

COVERWATCH_FUNC bool wants_value(const standstill& s) noexcept {
  return s.expects(expectation::value | expectation::number);
}

COVERWATCH_FUNC recognised find_text_after_brace(const standstill& s) {
  if (!s.expects(expectation::end)) return {};
  return mistake(s, errc::text_after_brace, {skip_blanks(s.text, s.at), s.end});
}

COVERWATCH_FUNC recognised find_empty_braces(const standstill& s) {
  const std::size_t brace = s.text.find('{');
  if (!s.expects(expectation::condition) || s.here() != '}' || s.at != skip_blanks(s.text, brace + 1)) return {};
  return mistake(s, errc::empty_braces, {brace, s.at + 1});
}

// The end of `${...}`, `{{...}}` or `<a name>` at `at`; `at` when there is none.
COVERWATCH_FUNC std::size_t template_hole_end(const standstill& s, std::size_t at) {
  const auto until = [&](std::string_view close) {
    const std::size_t found = s.text.find(close, at);
    return found == std::string_view::npos || found >= s.end ? s.end : found + close.size();
  };
  if (starts_at(s.text, at, "${")) return until("}");
  if (starts_at(s.text, at, "{{") && !s.expects(expectation::condition)) return until("}}");
  if (s.text[at] != '<' || at + 1 >= s.end || !support::is_ascii_letter(s.text[at + 1])) return at;
  const std::size_t close = find_any(s.text, at, ">\"'&|(){}=$");
  return close < s.end && s.text[close] == '>' ? close + 1 : at;
}

COVERWATCH_FUNC recognised find_template_hole(const standstill& s) {
  if (s.at_end()) return {};
  const bool after_dollar = s.here() == '{' && s.at > 0 && s.text[s.at - 1] == '$';
  const std::size_t begin = after_dollar ? s.at - 1 : s.at;
  const std::size_t end = template_hole_end(s, begin);
  if (end == begin) return {};
  return mistake(s, errc::template_hole, {begin, end}, s.text.substr(begin, end - begin));
}

COVERWATCH_FUNC recognised find_negation(const standstill& s) {
  if (!s.expects(expectation::condition)) return {};
  const std::string_view word = name_at(s.text, s.at);
  if (s.here() == '!') return mistake(s, errc::negation, {s.at, s.at + 1});
  if (equals_ignoring_case(word, "not")) return mistake(s, errc::negation, {s.at, s.at + word.size()});
  return {};
}

COVERWATCH_FUNC recognised find_word_connective(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  if (!s.expects(expectation::connective) || !is_one_of(word, {"and", "or"})) return {};
  if (s.value_is_bare && s.at == s.value->end) return {};
  return mistake(s, errc::word_connective, {s.at, s.at + word.size()}, word);
}

// `a&b` is a word with a bad character, `a & $.b = c` a connective cut in half.
COVERWATCH_FUNC recognised find_single_connective(const standstill& s) {
  if (!s.expects(expectation::connective) || (s.here() != '&' && s.here() != '|')) return {};
  const std::size_t after = skip_blanks(s.text, s.at + 1);
  const std::string_view its_name = s.text.substr(s.selector.begin, s.selector.end - s.selector.begin);
  const bool before_condition = s.in_columns ? name_at(s.text, after) == its_name
                                             : after < s.end && is_one_char_of(s.text[after], "$(!");
  const bool adjacent = s.value_is_bare && s.at == s.value->end;
  if (adjacent && !before_condition) return {};
  return mistake(s, errc::single_connective, {s.at, s.at + 1}, s.text.substr(s.at, 1));
}

COVERWATCH_FUNC recognised find_unopened_parenthesis(const standstill& s) {
  if (!s.expects(expectation::connective) || s.here() != ')' || !s.open.empty()) return {};
  return mistake(s, errc::unopened_parenthesis, {s.at, s.at + 1});
}

COVERWATCH_FUNC recognised find_unclosed_parenthesis(const standstill& s) {
  if (!s.expects(expectation::connective) || s.here() != '}' || s.open.empty()) return {};
  auto found = mistake(s, errc::unclosed_parenthesis, {s.at, s.at + 1});
  found->related = s.open.back();
  return found;
}

COVERWATCH_FUNC recognised find_missing_closing_brace(const standstill& s) {
  if (!s.expects(expectation::connective) || !s.at_end()) return {};
  auto found = mistake(s, errc::missing_closing_brace, {s.end, s.end});
  const std::size_t brace = s.text.find('{');
  found->related = s.open.empty() ? span{brace, brace + 1} : s.open.back();
  return found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
