// SPDX-License-Identifier: Apache-2.0
// Asks the known mistakes of the kind in turn; the first that recognises itself wins, else what was expected is all
// there is to say. Also knows the accidents that happen to JSON patterns on their way.
#include "syntax/diagnose.hpp"

#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// Where two could claim the same text, the more particular stands first.
inline constexpr recognised (*mistakes_of_json[])(const standstill&) = {
    find_text_after_brace,
    find_template_hole,
    find_backslash_quotes,
    find_typographic_quotes,
    // Selectors.
    find_bracket_after_dollar,
    find_double_quoted_step,
    find_bad_index,
    find_bad_step,
    find_bad_name,
    // Operators.
    find_double_equals,
    find_unknown_sign,
    find_unknown_word,
    find_is_not_null,
    find_bad_not_exists,
    find_bad_is,
    find_exists_alone,
    find_broken_selector,
    // Values.
    find_single_quotes,
    find_unclosed_quote,
    find_unclosed_regex,
    find_null_value,
    find_ordering_without_number,
    // Structure.
    find_empty_braces,
    find_negation,
    find_missing_dollar,
    find_root_selector,
    find_word_connective,
    find_single_connective,
    find_unopened_parenthesis,
    find_unclosed_parenthesis,
    find_missing_closing_brace,
    find_bad_character,
    find_blank_in_value,
};

inline constexpr recognised (*mistakes_of_terms[])(const standstill&) = {
    find_accidents, find_bad_phrase, find_regex_among_terms, find_operator_without_term, find_term_character,
};

inline constexpr recognised (*mistakes_of_a_regex[])(const standstill&) = {
    find_whole_regex_unclosed,
    find_text_after_regex,
};

inline constexpr recognised (*mistakes_of_columns[])(const standstill&) = {
    find_text_after_bracket,
    find_template_hole,
    find_backslash_quotes,
    find_typographic_quotes,
    find_double_equals,
    find_unknown_sign,
    find_unknown_word,
    find_column_test,
    // Values.
    find_single_quotes,
    find_unclosed_quote,
    find_unclosed_regex,
    find_ordering_without_number,
    // Structure.
    find_unnamed_condition,
    find_column_parenthesis,
    find_column_name,
    find_word_connective,
    find_single_connective,
    find_missing_closing_bracket,
    find_bad_character,
    find_blank_in_value,
    find_bare_condition,
    find_missing_separator,
};

COVERWATCH_FUNC errc expected_code(const standstill& s) noexcept {
  if (s.expects(expectation::connective)) return errc::expected_connective;
  if (s.expects(expectation::comparison)) return errc::expected_operator;
  if (wants_value(s)) return errc::expected_value;
  return errc::expected_condition;
}

// What was expected, when no mistake is known.
COVERWATCH_FUNC diagnostic expected_something(const standstill& s) {
  const errc code = expected_code(s);
  const std::string_view closing = s.in_columns ? "]" : s.open.empty() ? "}" : ")";
  const std::string_view detail = code == errc::expected_connective ? closing : s.in_columns ? in_column : "";
  return *mistake(s, code, {s.at, s.at_end() ? s.at : run_end(s, s.at)}, detail);
}

template <std::size_t Count>
diagnostic first_of(recognised (*const (&mistakes)[Count])(const standstill&), const standstill& s) {
  for (const auto find : mistakes) {
    if (auto found = find(s)) return std::move(*found);
  }
  return expected_something(s);
}

COVERWATCH_FUNC diagnostic diagnose_json(const standstill& s) { return first_of(mistakes_of_json, s); }
COVERWATCH_FUNC diagnostic diagnose_terms(const standstill& s) { return first_of(mistakes_of_terms, s); }
COVERWATCH_FUNC diagnostic diagnose_regex(const standstill& s) { return first_of(mistakes_of_a_regex, s); }
COVERWATCH_FUNC diagnostic diagnose_columns(const standstill& s) { return first_of(mistakes_of_columns, s); }

// The length of the quotation mark at `at`, as shells, YAML and word processors write them, else 0.
COVERWATCH_FUNC std::size_t outer_quote_at(std::string_view text, std::size_t at) noexcept {
  for (const std::string_view each : {"\\\"", "\\'", "\"", "'", "`"}) {
    if (starts_at(text, at, each)) return each.size();
  }
  return typographic_quote_at(text, at);
}

COVERWATCH_FUNC std::size_t skip_quotes_and_blanks(std::string_view text, std::size_t at) noexcept {
  for (std::size_t before = text.size() + 1; at != before;) {
    before = at;
    at = skip_blanks(text, at + outer_quote_at(text, at));
  }
  return at;
}

// What patterns begin with that are no terms.
inline constexpr std::string_view pattern_openings = "{[%";

// `filterPattern:`, `"FilterPattern" =`, `--filter-pattern` and their like before the pattern.
COVERWATCH_FUNC recognised find_key_prefix(std::string_view text, const span& body) {
  const std::size_t begin = body.begin + outer_quote_at(text, body.begin);
  const std::string_view key = name_at(text, begin);
  std::string plain;
  std::remove_copy_if(key.begin(), key.end(), std::back_inserter(plain), [](char c) { return c == '-' || c == '_'; });
  if (!is_one_of(plain, {"filterpattern", "pattern", "metricfilterpattern", "filter"})) return {};
  std::size_t at = skip_quotes_and_blanks(text, begin + key.size());
  const bool separated = at < body.end && (text[at] == ':' || text[at] == '=');
  if (!separated && !key.starts_with("--")) return {};
  if (separated) at = skip_blanks(text, at + 1);
  while (at < body.end && is_one_char_of(text[at], "|>-")) at = skip_blanks(text, at + 1);  // a YAML block
  const std::size_t opening = skip_quotes_and_blanks(text, at);
  if (opening >= body.end || !is_one_char_of(text[opening], pattern_openings)) return {};
  return diagnostic{errc::key_prefix, {body.begin, at}, {}, std::string(text), std::string(key)};
}

COVERWATCH_FUNC recognised find_wrapping_quotes(std::string_view text, const span& body) {
  const std::size_t open = outer_quote_at(text, body.begin);
  const std::size_t inner = skip_blanks(text, body.begin + open);
  if (open == 0 || inner >= body.end || !is_one_char_of(text[inner], pattern_openings)) return {};
  diagnostic found{errc::wrapped_in_quotes, {body.begin, body.begin + open}, {}, std::string(text), {}};
  found.detail = text.substr(body.begin, open);
  for (std::size_t length = 3; length > 0 && !found.related; --length) {
    const std::size_t close = body.end - std::min(length, body.end - body.begin - open);
    if (close < body.end && outer_quote_at(text, close) == body.end - close) found.related = span{close, body.end};
  }
  return found;
}

// The text with an opening quotation mark before the word that ends in the only mark there is: `($.a = b")`.
COVERWATCH_FUNC std::string with_opening_quote(std::string_view text) {
  std::string out(text);
  const std::size_t mark = text.find('"');
  if (mark == std::string_view::npos || text.find('"', mark + 1) != std::string_view::npos) return out;
  std::size_t begin = mark;
  while (begin > 0 && !is_one_char_of(text[begin - 1], " \t\r\n()=<>!&|")) --begin;
  return begin < mark ? out.insert(begin, 1, '"') : out;
}

// Conditions on fields, without the braces.
COVERWATCH_FUNC recognised find_missing_braces(std::string_view text, const span& body) {
  const std::size_t first = std::min(text.find_first_not_of("( \t\r\n", body.begin), body.end);
  const bool begins_selector = starts_at(text, first, "$.") || starts_at(text, first, "$[");
  const bool compares = starts_at(text, first, "$") && find_any(text, first, "=<>") < body.end;
  if (!begins_selector && !compares) return {};
  return diagnostic{errc::missing_braces,
                    body,
                    {},
                    std::string(text),
                    with_opening_quote(text.substr(body.begin, body.end - body.begin))};
}

COVERWATCH_FUNC std::optional<diagnostic> find_accident(std::string_view text, const span& body) {
  if (auto found = find_key_prefix(text, body)) return found;
  if (auto found = find_wrapping_quotes(text, body)) return found;
  if (auto found = find_missing_braces(text, body)) return found;
  if (!starts_at(text, body.begin, "\xef\xbb\xbf")) return std::nullopt;
  return diagnostic{errc::bad_character, {body.begin, body.begin + 3}, {}, std::string(text), {}};
}

COVERWATCH_FUNC bool looks_like_json_pattern(std::string_view phrase) noexcept {
  const std::size_t first = skip_blanks(phrase, 0);
  return starts_at(phrase, first, "{") && phrase.find("$.") != std::string_view::npos;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
