// SPDX-License-Identifier: Apache-2.0
// The known mistakes, a function each: it looks at the text around the standstill and either recognises its mistake or
// says nothing. diagnose.cpp has the order in which they are asked. `detail` of what they return is the user's own text
// or the text that the help proposes.
#pragma once

#include "syntax/diagnose.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

using recognised = std::optional<diagnostic>;

// Help for writing them.
recognised mistake(const standstill& s, errc code, const span& where, std::string_view detail = {});
// The end of the character at `at`.
std::size_t character_end(const standstill& s, std::size_t at);
// The end of the run of characters from `at` on that blanks, structure and operators end; one character at least.
std::size_t run_end(const standstill& s, std::size_t at);
// The length of a typographic quotation mark at `at`, else 0.
std::size_t typographic_quote_at(std::string_view text, std::size_t at) noexcept;
// The end of the quoted text at `at`, or npos when it is not closed.
std::size_t quoted_end(const standstill& s, std::size_t at);
// True where a selector's step is wanted and nothing else.
bool inside_selector(const standstill& s) noexcept;
bool wants_value(const standstill& s) noexcept;

// The pattern as a whole, and its structure (mistakes_structure.cpp).
recognised find_text_after_brace(const standstill& s);
recognised find_empty_braces(const standstill& s);
recognised find_template_hole(const standstill& s);
recognised find_negation(const standstill& s);
recognised find_word_connective(const standstill& s);
recognised find_single_connective(const standstill& s);
recognised find_unopened_parenthesis(const standstill& s);
recognised find_unclosed_parenthesis(const standstill& s);
recognised find_missing_closing_brace(const standstill& s);

// Selectors (mistakes_selector.cpp).
recognised find_missing_dollar(const standstill& s);
recognised find_bracket_after_dollar(const standstill& s);
recognised find_double_quoted_step(const standstill& s);
recognised find_root_selector(const standstill& s);
recognised find_bad_index(const standstill& s);
recognised find_bad_step(const standstill& s);
recognised find_bad_name(const standstill& s);
recognised find_broken_selector(const standstill& s);

// Operators (mistakes_operator.cpp).
recognised find_double_equals(const standstill& s);
recognised find_unknown_sign(const standstill& s);
recognised find_unknown_word(const standstill& s);
recognised find_is_not_null(const standstill& s);
recognised find_exists_alone(const standstill& s);
recognised find_bad_not_exists(const standstill& s);
recognised find_bad_is(const standstill& s);

// Values (mistakes_value.cpp).
recognised find_backslash_quotes(const standstill& s);
recognised find_typographic_quotes(const standstill& s);
recognised find_single_quotes(const standstill& s);
recognised find_unclosed_quote(const standstill& s);
recognised find_unclosed_regex(const standstill& s);
recognised find_null_value(const standstill& s);
recognised find_ordering_without_number(const standstill& s);
recognised find_bad_character(const standstill& s);
recognised find_blank_in_value(const standstill& s);

// Terms, and the regular expression alone (mistakes_terms.cpp).
recognised find_accidents(const standstill& s);
recognised find_bad_phrase(const standstill& s);
recognised find_regex_among_terms(const standstill& s);
recognised find_operator_without_term(const standstill& s);
recognised find_term_character(const standstill& s);
recognised find_whole_regex_unclosed(const standstill& s);
recognised find_text_after_regex(const standstill& s);

// Columns (mistakes_columns.cpp).
recognised find_text_after_bracket(const standstill& s);
recognised find_column_test(const standstill& s);
recognised find_unnamed_condition(const standstill& s);
recognised find_column_parenthesis(const standstill& s);
recognised find_column_name(const standstill& s);
recognised find_bare_condition(const standstill& s);
recognised find_missing_closing_bracket(const standstill& s);
recognised find_missing_separator(const standstill& s);

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
