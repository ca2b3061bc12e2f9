// SPDX-License-Identifier: Apache-2.0
// What is wrong with a pattern, and where: a kind and byte offsets, no prose. `message`, `help` and `service_message`
// turn the kind into words; `render` draws them under the pattern with a caret.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI {

// A half-open range of byte offsets into the pattern's text.
struct span {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const span&, const span&) = default;
};

// One kind for each mistake that people make. The comment shows one.
enum class errc : std::uint8_t {
  // The pattern as a whole.
  not_utf8,                // { $.a = "\xff" }
  too_long,                // more than 1,024 characters
  missing_braces,          // $.a = b
  key_prefix,              // filterPattern: { $.a = b }
  wrapped_in_quotes,       // '{ $.a = b }'
  missing_closing_brace,   // { $.a = b
  text_after_brace,        // { $.a = b } x
  empty_braces,            // { }
  template_hole,           // { $.a = ${local.user} }
  // Structure.
  expected_condition,      // { $.a = b && }
  expected_connective,     // { $.a = b $.c = d }
  word_connective,         // { $.a = b AND $.c = d }
  single_connective,       // { $.a = b & $.c = d }
  negation,                // { !($.a = b) }
  unclosed_parenthesis,    // { ($.a = b }
  unopened_parenthesis,    // { $.a = b) }
  too_deep,                // parentheses nested deeper than the limit
  // Selectors.
  missing_dollar,          // { eventName = b }
  root_selector,           // { $ = b }
  bracket_after_dollar,    // { $["a"] = b }  { $[1] = b }
  double_quoted_step,      // { $.["a"] = b }  { $."a" = b }
  bad_step,                // { $.a. = b }  { $.a[-1] = b }  { $.a['b'] = c }
  too_many_wildcards,      // { $.a[*].* = b }
  too_many_wildcard_selectors,
  // Operators.
  expected_operator,       // { $.a }
  double_equals,           // { $.a == b }
  unknown_operator,        // { $.a =~ b }  { $.a LIKE b }
  is_not_null,             // { $.a IS NOT NULL }
  bad_is,                  // { $.a IS 5 }
  exists_alone,            // { $.a EXISTS }
  bad_not_exists,          // { $.a NOT EXIST }
  // Values.
  expected_value,          // { $.a = }
  single_quotes,           // { $.a = 'b' }
  typographic_quotes,      // { $.a = “b” }
  backslash_quotes,        // { $.a = \"b\" }
  unclosed_quote,          // { $.a = "b }
  null_value,              // { $.a = null }
  bad_character,           // { $.a = b:c }
  blank_in_value,          // { $.a = two words }
  ordering_needs_number,   // { $.a > "5" }  { $.a > word }
  exponent_too_large,      // { $.a = 1e2147483648 }
  too_many_regexes,
  // Regular expressions.
  unclosed_regex,          // { $.a = %b }
  empty_regex,             // { $.a = %% }
  regex_character,         // { $.a = %(b)% }
  regex_escape,            // { $.a = %\p% }
  regex_quantifier,        // { $.a = %*b% }  { $.a = %b++% }
  regex_class,             // { $.a = %[b% }  { $.a = %[z-a]% }
  regex_too_large,         // its positions exceed the limit
  text_after_regex,        // %a% %b%
  // Terms.
  term_character,          // ERROR!  ERR*
  operator_without_term,   // -  - a  a-  ?-a
  empty_phrase,            // ""
  text_after_phrase,       // "A"B
  regex_among_terms,       // ERROR %b%
  // Columns of a space-delimited pattern.
  missing_closing_bracket,  // [a, b
  text_after_bracket,      // [a] b
  column_name,             // [1a]  [status-code]
  duplicate_column,        // [a, a]
  second_ellipsis,         // [..., a, ...]
  other_column,            // [a = 1 && b = 2]
  unnamed_condition,       // [= 1]  [... = 1]
  column_parenthesis,      // [(a = 1)]
  column_test,             // [a IS NULL]  [a NOT EXISTS]
  expected_separator,      // [a b]
  // Not about the pattern.
  out_of_memory,           // `source` and `detail` are empty
  // Warnings: the pattern is accepted.
  outer_white_space,       // " { $.a = b } "
  mixed_connectives,       // { $.a = b || $.c = d && $.e = f }
  boolean_word,            // { $.a = true }
  quoted_json_pattern,     // "{ $.a = b }"
  ignored_optional_term,   // ERROR ?WARN
  operator_inside_word,    // a-b  a?b
  connective_term,         // ERROR OR WARN
};

// A mistake (or a warning) and its place in `source`. A plain value.
struct diagnostic {
  errc code{};
  span where = {};                   // within `source`; empty at the end of the text
  std::optional<span> related = {};  // a second place that belongs to it, such as the parenthesis left open
  std::string source = {};           // the pattern as it was given
  std::string detail = {};           // the user's own text, a limit, or what the help proposes; may be empty
};

// True for a code that is only a warning.
COVERWATCH_API bool is_warning(errc code) noexcept;
// The code's own name, as it stands above: stable, for programs.
COVERWATCH_API std::string_view name(errc code) noexcept;
// One sentence, lower case, no full stop: what is wrong, or what was expected.
COVERWATCH_API std::string message(const diagnostic& d);
// The usual fix; empty when there is none to give.
COVERWATCH_API std::string help(const diagnostic& d);
// What the service itself answers to such a pattern, as far as it was recorded; empty for a warning.
COVERWATCH_API std::string service_message(const diagnostic& d);
// Message, the line of the pattern with carets below the place, and help: several lines, each ended by a newline.
// Columns count characters; control characters show as one blank. A long line is cut around the caret.
COVERWATCH_API std::string render(const diagnostic& d);

}  // namespace coverwatch::inline COVERWATCH_ABI
