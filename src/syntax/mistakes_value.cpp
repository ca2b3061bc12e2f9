// SPDX-License-Identifier: Apache-2.0
// Mistakes in values: wrong quotation marks, and everything that would have needed right ones.
#include "support/utf8.hpp"
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC bool is_bare_character(const standstill& s, std::size_t at) {
  return at < s.end && (is_name_char(s.text[at]) || is_one_char_of(s.text[at], ".*") ||
                        support::is_letter(support::decode(s.text, at).code_point));
}

// True when the standstill is right behind a word or number, with no blank between.
COVERWATCH_FUNC bool touches_bare_value(const standstill& s) {
  return s.expects(expectation::connective) && s.value_is_bare && s.at == s.value->end;
}

COVERWATCH_FUNC bool is_ordering(const standstill& s) {
  return s.comparison.begin < s.comparison.end && is_one_char_of(s.text[s.comparison.begin], "<>");
}

// A mark of `open` bytes at `begin`: what it encloses, to the next `close`, which is among the pattern's remaining
// text.
COVERWATCH_FUNC recognised enclosed(const standstill& s, errc code, std::size_t begin, std::size_t open,
                                    std::string_view close) {
  const std::size_t inner = begin + open;
  const std::size_t found = s.text.find(close, inner);
  if (found == std::string_view::npos || found >= s.end) return mistake(s, code, {begin, inner});
  return mistake(s, code, {begin, found + close.size()}, s.text.substr(inner, found - inner));
}

COVERWATCH_FUNC recognised find_backslash_quotes(const standstill& s) {
  if (s.here() != '\\') return {};
  const std::size_t mark = std::min(s.end, s.text.find_first_not_of('\\', s.at));
  if (mark >= s.end || (s.text[mark] != '"' && s.text[mark] != '\'')) return {};
  const std::size_t length = mark + 1 - s.at;
  return enclosed(s, errc::backslash_quotes, s.at, length, s.text.substr(s.at, length));
}

COVERWATCH_FUNC std::size_t typographic_quote_at(std::string_view text, std::size_t at) noexcept {
  for (const std::string_view each : {"\u201c", "\u201d", "\u201e", "\u201f", "\u2018", "\u2019", "\u201a", "\u201b",
                                      "\u00ab", "\u00bb", "\u2039", "\u203a", "\u2033", "\u2032", "\uff02", "\uff07"}) {
    if (starts_at(text, at, each)) return each.size();
  }
  return 0;
}

COVERWATCH_FUNC recognised find_typographic_quotes(const standstill& s) {
  const std::size_t open = typographic_quote_at(s.text, s.at);
  if (open == 0) return {};
  std::size_t end = s.at + open;
  while (end < s.end && typographic_quote_at(s.text, end) == 0 && s.text[end] != '"') end = character_end(s, end);
  if (end >= s.end) return mistake(s, errc::typographic_quotes, {s.at, s.at + open});
  return mistake(s, errc::typographic_quotes, {s.at, character_end(s, end)},
                 s.text.substr(s.at + open, end - s.at - open));
}

COVERWATCH_FUNC recognised find_single_quotes(const standstill& s) {
  if (!s.expects(expectation::value) || s.here() != '\'') return {};
  return enclosed(s, errc::single_quotes, s.at, 1, "'");
}

COVERWATCH_FUNC std::size_t quoted_end(const standstill& s, std::size_t at) {
  for (std::size_t i = at + 1; i < s.end; ++i) {
    if (s.text[i] == '"') return i + 1;
    if (s.text[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

COVERWATCH_FUNC recognised find_unclosed_quote(const standstill& s) {
  const bool here = wants_value(s) && s.here() == '"' && quoted_end(s, s.at) == std::string_view::npos;
  if (here) return mistake(s, errc::unclosed_quote, {s.at, s.at + 1});
  // A value that ran on to the opening mark of a later one leaves an odd mark at the end.
  const bool ran_on = s.expects(expectation::connective) && s.value && !s.value_is_bare && s.at == s.value->end &&
                      s.text[s.value->begin] == '"' && !s.at_end() && is_bare_character(s, s.at);
  if (!ran_on) return {};
  std::size_t mark = s.text.find('"', s.at);
  while (mark != std::string_view::npos && quoted_end(s, mark) != std::string_view::npos) {
    mark = s.text.find('"', quoted_end(s, mark));
  }
  if (mark == std::string_view::npos) return {};
  return mistake(s, errc::unclosed_quote, {s.value->begin, s.value->begin + 1});
}

COVERWATCH_FUNC recognised find_unclosed_regex(const standstill& s) {
  if (!s.expects(expectation::value) || s.here() != '%') return {};
  return mistake(s, errc::unclosed_regex, {s.at, s.at + 1});
}

COVERWATCH_FUNC recognised find_null_value(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  if (!s.expects(expectation::value) || !equals_ignoring_case(word, "null")) return {};
  const std::string_view selector = s.text.substr(s.selector.begin, s.selector.end - s.selector.begin);
  const bool negative = s.text[s.comparison.begin] == '!';
  return mistake(s, errc::null_value, {s.at, s.at + word.size()}, negative ? "" : std::string(selector) + " IS NULL");
}

COVERWATCH_FUNC recognised find_ordering_without_number(const standstill& s) {
  const bool instead = s.expects(expectation::number) && !s.expects(expectation::value);
  const bool behind =
      touches_bare_value(s) && is_ordering(s) && run_end(s, s.at) > s.at && !is_one_char_of(s.here(), "(){}&|");
  if (s.at_end() || (!instead && !behind)) return {};
  if (behind) return mistake(s, errc::ordering_needs_number, {s.value->begin, run_end(s, s.at)});
  if (s.here() == '"') {
    const std::size_t end = quoted_end(s, s.at);
    return mistake(s, errc::ordering_needs_number, {s.at, end}, s.text.substr(s.at + 1, end - s.at - 2));
  }
  if (is_one_char_of(s.here(), "(){}&|$[")) return {};
  return mistake(s, errc::ordering_needs_number, {s.at, run_end(s, s.at)});
}

// The word that cannot do without quotation marks, and in it the first character that is to blame.
COVERWATCH_FUNC recognised bad_character_in(const standstill& s, std::size_t word, std::size_t at) {
  const bool half_connective = s.text[at] == '&' || s.text[at] == '|';
  const std::string_view stops = half_connective ? " \t\r\n(){}\"" : " \t\r\n(){}&|\"";
  const std::size_t end = std::min(s.end, std::max(find_any(s.text, at, s.with_separators(stops)), character_end(s, at)));
  std::string whole(s.text.substr(word, end - word));
  std::erase(whole, '"');
  return mistake(s, errc::bad_character, {at, character_end(s, at)}, whole);
}

COVERWATCH_FUNC recognised find_bad_character(const standstill& s) {
  if (s.at_end()) return {};
  if (touches_bare_value(s)) {
    const bool list = (s.here() == ',' || s.here() == ';') && (is_blank(s.next()) || s.next() == '$');
    if (list || is_one_char_of(s.here(), " \t\r\n)}")) return {};
    return bad_character_in(s, s.value->begin, s.at);
  }
  if (!s.expects(expectation::value) || is_one_char_of(s.here(), s.with_separators("(){}[]&|$"))) return {};
  std::size_t at = s.at;
  while (is_bare_character(s, at)) at = character_end(s, at);
  return at < s.end ? bad_character_in(s, s.at, at) : recognised{};
}

// Words up to the next connective, parenthesis or brace belong together: `= Failed authentication`.
COVERWATCH_FUNC recognised find_blank_in_value(const standstill& s) {
  if (!s.expects(expectation::connective) || !s.value_is_bare || s.at == s.value->end || is_ordering(s)) return {};
  std::size_t end = s.value->end;
  for (std::size_t at = s.at; is_bare_character(s, at); at = skip_blanks(s.text, end)) {
    const std::size_t stop = std::min(s.end, find_any(s.text, at, s.with_separators(" \t\r\n(){}&|=<>!\"$")));
    if (is_one_of(s.text.substr(at, stop - at), {"and", "or"})) break;
    end = stop;
  }
  const std::size_t after = skip_blanks(s.text, end);
  if (end == s.value->end || (after < s.end && is_one_char_of(s.text[after], "=<>!"))) return {};
  return mistake(s, errc::blank_in_value, {s.value->begin, end}, s.text.substr(s.value->begin, end - s.value->begin));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
