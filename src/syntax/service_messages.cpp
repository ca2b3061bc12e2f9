// SPDX-License-Identifier: Apache-2.0
// What the service itself says to a mistake, and the stable names of the codes. "Recorded" are the messages seen for
// that very mistake; the others follow by analogy, since the service has few messages and uses one for most mistakes.
#include "syntax/glyphs.hpp"

#include <coverwatch/diagnostic.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI {

namespace syntax {

COVERWATCH_FUNC std::string invalid_characters(std::string_view term) {
  return "Invalid character(s) in term '" + printable(term, term.size()) + "'";
}

// `length` bytes of the source from the place on.
COVERWATCH_FUNC std::string_view head_of(const diagnostic& d, std::size_t length) noexcept {
  const std::string_view source = d.source;
  return source.substr(std::min(d.where.begin, source.size()), length);
}

// From the opening percent sign up to and with the offending character.
COVERWATCH_FUNC std::string_view regex_so_far(const diagnostic& d) noexcept {
  const std::string_view source = d.source;
  const std::size_t open = source.rfind('%', d.where.begin);
  if (open == std::string_view::npos || open > d.where.end) return {};
  return source.substr(open, d.where.end - open);
}

COVERWATCH_FUNC std::string bad_step_answer(const diagnostic& d) {
  if (head_of(d, 1) == "[") return invalid_characters(head_of(d, 2));  // recorded for `[-`
  if (head_of(d, 1) == ".") return "Invalid metric filter pattern";
  return invalid_characters(head_of(d, d.where.end - d.where.begin));
}

COVERWATCH_FUNC bool begins_with_brace_only(std::string_view source) noexcept {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = source.find_first_not_of(blanks);
  return first != std::string_view::npos && source[first] == '{' && source[source.find_last_not_of(blanks)] != '}';
}

// Among terms the service names what it could not close; recorded: `"ERROR`.
COVERWATCH_FUNC std::string unclosed_answer(const diagnostic& d) {
  const std::size_t first = d.source.find_first_not_of(" \t\r\n");
  const bool conditions = first != std::string::npos && (d.source[first] == '{' || d.source[first] == '[');
  return conditions ? "Invalid metric filter pattern" : invalid_characters(head_of(d, d.source.size()));
}

COVERWATCH_FUNC std::string answer_to_code(const diagnostic& d) {
  switch (d.code) {
    case errc::root_selector:         // recorded: `$ `
    case errc::bracket_after_dollar:  // recorded: `$[`
      return invalid_characters(head_of(d, 2));
    case errc::bad_step: return bad_step_answer(d);
    case errc::bad_character:  // recorded: `:`
      return invalid_characters(head_of(d, d.where.end - d.where.begin));
    case errc::regex_character:  // recorded: `%(`, `%\(`, `%caf\u00e9`, `%[a&`
    case errc::empty_regex:      // recorded: `%%`
      return invalid_characters(regex_so_far(d));
    case errc::regex_escape:      // recorded
    case errc::regex_quantifier:  // recorded
    case errc::regex_class:       // recorded
    case errc::regex_too_large: return "Failed to compile regular expression.";
    case errc::too_many_regexes:  // recorded
      return "Your input has exceeded the maximum of 2 regular expressions per filter pattern.";
    case errc::too_many_wildcards:  // recorded
      return "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json "
             "selector.";
    case errc::term_character:     // recorded: `*`, `!`
    case errc::column_name:        // recorded: `1a`
    case errc::empty_phrase:
      return invalid_characters(head_of(d, d.where.end - d.where.begin));
    case errc::text_after_regex:   // recorded: one blank
    case errc::regex_among_terms:
    case errc::operator_without_term: return invalid_characters(head_of(d, 1));
    case errc::unclosed_quote:
    case errc::unclosed_regex: return unclosed_answer(d);
    case errc::duplicate_column:  // recorded
      return "Duplicate field '" + printable(d.detail, d.detail.size()) + "'";
    case errc::other_column:  // recorded
      return "Multiple variables used in a single filter. Var1 : " + printable(d.detail, d.detail.size()) + ", Var2 : " +
             printable(head_of(d, d.where.end - d.where.begin), d.source.size());
    case errc::missing_braces:
    case errc::text_after_phrase:
    case errc::missing_closing_bracket:
    case errc::text_after_bracket:
    case errc::second_ellipsis:
    case errc::unnamed_condition:
    case errc::column_parenthesis:
    case errc::column_test:
    case errc::expected_separator:
    case errc::quoted_json_pattern:
    case errc::ignored_optional_term:
    case errc::operator_inside_word:
    case errc::connective_term:
    case errc::out_of_memory:
    case errc::not_utf8:
    case errc::too_long:
    case errc::key_prefix:
    case errc::wrapped_in_quotes:
    case errc::missing_closing_brace:
    case errc::text_after_brace:
    case errc::empty_braces:
    case errc::template_hole:
    case errc::expected_condition:
    case errc::expected_connective:
    case errc::word_connective:
    case errc::single_connective:
    case errc::negation:
    case errc::unclosed_parenthesis:
    case errc::unopened_parenthesis:
    case errc::too_deep:
    case errc::missing_dollar:
    case errc::double_quoted_step:
    case errc::too_many_wildcard_selectors:
    case errc::expected_operator:
    case errc::double_equals:
    case errc::unknown_operator:
    case errc::is_not_null:
    case errc::bad_is:
    case errc::exists_alone:
    case errc::bad_not_exists:
    case errc::expected_value:
    case errc::single_quotes:
    case errc::typographic_quotes:
    case errc::backslash_quotes:
    case errc::null_value:
    case errc::blank_in_value:
    case errc::ordering_needs_number:
    case errc::exponent_too_large:
    case errc::outer_white_space:
    case errc::mixed_connectives:
    case errc::boolean_word: break;
  }
  return "Invalid metric filter pattern";  // recorded: AND, OR, ==, null, orderings
}

}  // namespace syntax

COVERWATCH_FUNC std::string_view name(errc code) noexcept {
  switch (code) {
    case errc::not_utf8: return "not_utf8";
    case errc::too_long: return "too_long";
    case errc::key_prefix: return "key_prefix";
    case errc::wrapped_in_quotes: return "wrapped_in_quotes";
    case errc::missing_closing_brace: return "missing_closing_brace";
    case errc::text_after_brace: return "text_after_brace";
    case errc::empty_braces: return "empty_braces";
    case errc::template_hole: return "template_hole";
    case errc::expected_condition: return "expected_condition";
    case errc::expected_connective: return "expected_connective";
    case errc::word_connective: return "word_connective";
    case errc::single_connective: return "single_connective";
    case errc::negation: return "negation";
    case errc::unclosed_parenthesis: return "unclosed_parenthesis";
    case errc::unopened_parenthesis: return "unopened_parenthesis";
    case errc::too_deep: return "too_deep";
    case errc::missing_dollar: return "missing_dollar";
    case errc::root_selector: return "root_selector";
    case errc::bracket_after_dollar: return "bracket_after_dollar";
    case errc::double_quoted_step: return "double_quoted_step";
    case errc::bad_step: return "bad_step";
    case errc::too_many_wildcards: return "too_many_wildcards";
    case errc::too_many_wildcard_selectors: return "too_many_wildcard_selectors";
    case errc::expected_operator: return "expected_operator";
    case errc::double_equals: return "double_equals";
    case errc::unknown_operator: return "unknown_operator";
    case errc::is_not_null: return "is_not_null";
    case errc::bad_is: return "bad_is";
    case errc::exists_alone: return "exists_alone";
    case errc::bad_not_exists: return "bad_not_exists";
    case errc::expected_value: return "expected_value";
    case errc::single_quotes: return "single_quotes";
    case errc::typographic_quotes: return "typographic_quotes";
    case errc::backslash_quotes: return "backslash_quotes";
    case errc::unclosed_quote: return "unclosed_quote";
    case errc::null_value: return "null_value";
    case errc::bad_character: return "bad_character";
    case errc::blank_in_value: return "blank_in_value";
    case errc::ordering_needs_number: return "ordering_needs_number";
    case errc::exponent_too_large: return "exponent_too_large";
    case errc::too_many_regexes: return "too_many_regexes";
    case errc::unclosed_regex: return "unclosed_regex";
    case errc::empty_regex: return "empty_regex";
    case errc::regex_character: return "regex_character";
    case errc::regex_escape: return "regex_escape";
    case errc::regex_quantifier: return "regex_quantifier";
    case errc::regex_class: return "regex_class";
    case errc::regex_too_large: return "regex_too_large";
    case errc::outer_white_space: return "outer_white_space";
    case errc::mixed_connectives: return "mixed_connectives";
    case errc::boolean_word: return "boolean_word";
    case errc::missing_braces: return "missing_braces";
    case errc::text_after_regex: return "text_after_regex";
    case errc::term_character: return "term_character";
    case errc::operator_without_term: return "operator_without_term";
    case errc::empty_phrase: return "empty_phrase";
    case errc::text_after_phrase: return "text_after_phrase";
    case errc::regex_among_terms: return "regex_among_terms";
    case errc::missing_closing_bracket: return "missing_closing_bracket";
    case errc::text_after_bracket: return "text_after_bracket";
    case errc::column_name: return "column_name";
    case errc::duplicate_column: return "duplicate_column";
    case errc::second_ellipsis: return "second_ellipsis";
    case errc::other_column: return "other_column";
    case errc::unnamed_condition: return "unnamed_condition";
    case errc::column_parenthesis: return "column_parenthesis";
    case errc::column_test: return "column_test";
    case errc::expected_separator: return "expected_separator";
    case errc::quoted_json_pattern: return "quoted_json_pattern";
    case errc::ignored_optional_term: return "ignored_optional_term";
    case errc::operator_inside_word: return "operator_inside_word";
    case errc::connective_term: return "connective_term";
    case errc::out_of_memory: return "out_of_memory";
  }
  return {};
}

COVERWATCH_FUNC std::string service_message(const diagnostic& d) {
  if (is_warning(d.code) || d.code == errc::out_of_memory) return {};
  // Recorded. The service looks at both ends before anything else.
  if (syntax::begins_with_brace_only(d.source)) return "If a filter pattern starts with '{' it must end with '}'";
  return syntax::answer_to_code(d);
}

}  // namespace coverwatch::inline COVERWATCH_ABI
