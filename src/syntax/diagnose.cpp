// SPDX-License-Identifier: Apache-2.0
// Asks the known mistakes in turn; the first that recognises itself wins, else what was expected is all there is to
// say. Also tells what a text is that does not begin with a brace.
#include "syntax/diagnose.hpp"

#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// Where two could claim the same text, the more particular stands first.
inline constexpr recognised (*known_mistakes[])(const standstill&) = {
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

COVERWATCH_FUNC errc expected_code(const standstill& s) noexcept {
  if (s.expects(expectation::connective)) return errc::expected_connective;
  if (s.expects(expectation::comparison)) return errc::expected_operator;
  if (wants_value(s)) return errc::expected_value;
  return errc::expected_condition;
}

COVERWATCH_FUNC diagnostic diagnose(const standstill& s) {
  for (const auto find : known_mistakes) {
    if (auto found = find(s)) return std::move(*found);
  }
  const errc code = expected_code(s);
  const std::string_view closing = s.open.empty() ? "}" : ")";
  return *mistake(s, code, {s.at, s.at_end() ? s.at : run_end(s, s.at)},
                  code == errc::expected_connective ? closing : "");
}

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

// `filterPattern:`, `"FilterPattern" =`, `--filter-pattern` and their like before the brace.
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
  const std::size_t brace = skip_quotes_and_blanks(text, at);
  if (brace >= body.end || text[brace] != '{') return {};
  return diagnostic{errc::key_prefix, {body.begin, at}, {}, std::string(text), std::string(key)};
}

COVERWATCH_FUNC recognised find_wrapping_quotes(std::string_view text, const span& body) {
  const std::size_t open = outer_quote_at(text, body.begin);
  if (open == 0 || !starts_at(text, skip_blanks(text, body.begin + open), "{")) return {};
  diagnostic found{errc::wrapped_in_quotes, {body.begin, body.begin + open}, {}, std::string(text), {}};
  found.detail = text.substr(body.begin, open);
  for (std::size_t length = 3; length > 0 && !found.related; --length) {
    const std::size_t close = body.end - std::min(length, body.end - body.begin - open);
    if (close < body.end && outer_quote_at(text, close) == body.end - close) found.related = span{close, body.end};
  }
  return found;
}

COVERWATCH_FUNC std::string_view kind_of(std::string_view text, const span& body) noexcept {
  if (body.begin == body.end) return "empty";
  if (text[body.begin] == '[') return "space-delimited";
  if (text[body.begin] == '%') return "regular expression";
  return "terms";
}

COVERWATCH_FUNC diagnostic diagnose_kind(std::string_view text, const span& body) {
  if (auto found = find_key_prefix(text, body)) return std::move(*found);
  if (auto found = find_wrapping_quotes(text, body)) return std::move(*found);
  if (starts_at(text, body.begin, "\xef\xbb\xbf")) {
    return {errc::bad_character, {body.begin, body.begin + 3}, {}, std::string(text), {}};
  }
  return {errc::unsupported_kind, {body.begin, body.end}, {}, std::string(text), std::string(kind_of(text, body))};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
