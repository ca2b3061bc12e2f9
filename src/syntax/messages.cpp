// SPDX-License-Identifier: Apache-2.0
// The words of diagnostics: what is wrong, and the usual fix. Lower case, no full stop, the user's own text in
// backticks. In goes a diagnostic, made by the parser or by hand; places outside its source are taken for empty.
#include "syntax/glyphs.hpp"
#include "syntax/words.hpp"

#include <coverwatch/diagnostic.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI {

namespace syntax {

inline constexpr std::size_t longest_mention = 60;
inline constexpr std::size_t longest_proposal = 300;
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// The source at `where`.
COVERWATCH_FUNC std::string_view text_at(const diagnostic& d, const span& where) noexcept {
  const std::string_view source = d.source;
  const std::size_t begin = std::min(where.begin, source.size());
  return source.substr(begin, where.end > begin ? where.end - begin : 0);
}

// In backticks.
COVERWATCH_FUNC std::string ticked(std::string_view text) { return '`' + printable(text, longest_mention) + '`'; }
// In backticks too, but long enough to be copied.
COVERWATCH_FUNC std::string proposal(std::string_view text) { return '`' + printable(text, longest_proposal) + '`'; }
COVERWATCH_FUNC std::string culprit(const diagnostic& d) { return ticked(text_at(d, d.where)); }

// The number that a limit was set to.
COVERWATCH_FUNC std::string limit(const diagnostic& d) { return printable(d.detail, longest_mention); }

// "write `detail`", or the general advice when there is none.
COVERWATCH_FUNC std::string write_detail(const diagnostic& d, std::string_view otherwise) {
  return d.detail.empty() ? std::string(otherwise) : "write " + proposal(d.detail);
}

// Between quotation marks, with those inside escaped.
COVERWATCH_FUNC std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) out += '\\';
    out += text[i];
  }
  return out + '"';
}
COVERWATCH_FUNC std::string write_quoted(const diagnostic& d) {
  if (d.detail.empty()) return "put the value in plain double quotation marks, as in `\"value\"`";
  return "write " + proposal(quoted_text(d.detail));
}

// What stands at the front of the pattern inside whatever was put around it.
COVERWATCH_FUNC std::string begins_with_opening(const diagnostic& d) {
  const std::size_t opening = std::min(d.source.find_first_of("{[%", d.where.end), d.source.size());
  return "the pattern begins with " + ticked(std::string_view(d.source).substr(opening, 1));
}

COVERWATCH_FUNC std::string term_character_help(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  if (text == "*") return "leave it out: a term is found anywhere, inside longer words too";
  if (text == "&" || text == "|") {
    return "terms side by side must all occur; write `?` before each when one of them is enough";
  }
  if (text == "'" || text == "\u2018" || text == "\u201c")
    return "put a phrase in double quotation marks, as in `\"two words\"`";
  if (is_one_of(text, {"=", "{", "}", "<", ">", "$", "(", ")"})) {
    return "put the phrase in double quotation marks; conditions on fields stand in braces, as in `{ $.name = "
           "\"value\" }`";
  }
  // A sign in front keeps its meaning only outside the quotation marks.
  const std::size_t sign = d.detail.size() > 1 && is_one_char_of(d.detail.front(), "-?") ? 1 : 0;
  return "write " + proposal(d.detail.substr(0, sign) + quoted_text(std::string_view(d.detail).substr(sign)));
}

COVERWATCH_FUNC std::string column_name_help(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  if (text.starts_with('.') || text.starts_with("\u2026")) return "an ellipsis is three dots, `...`";
  if (text.starts_with('$')) return "name a column without `$`; fields of JSON events are asked for in braces";
  const std::string rule = "a name is a letter or `_`, then letters, digits or `_`";
  return d.detail.empty() ? rule : rule + ", as in " + proposal(d.detail);
}

COVERWATCH_FUNC std::string column_test_help(const diagnostic& d) {
  return "a column that is there holds text: compare it, as in `" + printable(d.detail, longest_mention) +
         " = \"value\"`";
}

COVERWATCH_FUNC std::string other_column_message(const diagnostic& d) {
  return "a condition on column " + culprit(d) + " stands in column " + ticked(d.detail);
}

COVERWATCH_FUNC std::string operator_inside_word_message(const diagnostic& d) {
  const std::string what = d.detail == "-" ? "excludes" : "makes optional";
  return culprit(d) + " inside a word " + what + " what follows it";
}

COVERWATCH_FUNC std::string bad_step_message(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  if (text.starts_with('[')) return "expected digits or `*` between the brackets, found " + culprit(d);
  if (text.starts_with('.')) return "expected a name, `*` or `['name']` after the dot";
  return culprit(d) + " cannot stand in the name of a selector";
}

COVERWATCH_FUNC std::string bad_step_help(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  if (!d.detail.empty()) return "write the step as " + proposal(d.detail);
  if (text.starts_with("[-")) return "count from the start, as in `[0]`; nothing counts from the end";
  if (text.starts_with('[')) return "write an index, as in `[0]`, or `[*]` for every element";
  return "write a name, as in `$.name`, without blanks";
}

COVERWATCH_FUNC std::string bad_is_message(const diagnostic& d) {
  if (!d.detail.empty()) return "expected a blank before `IS`";
  if (is_one_of(text_at(d, d.where), {"null", "true", "false"})) return "expected `IS` before " + culprit(d);
  return "expected `NULL`, `TRUE` or `FALSE` after `IS`";
}

COVERWATCH_FUNC std::string bad_is_help(const diagnostic& d) {
  if (is_one_of(text_at(d, d.where), {"null", "true", "false"}))
    return "write " + ticked("IS " + std::string(text_at(d, d.where)));
  if (is_one_of(text_at(d, d.where), {"not"})) return "there is no `IS NOT`; write `IS NULL`, `IS TRUE` or `IS FALSE`";
  return write_detail(d, "write `IS NULL`, `IS TRUE` or `IS FALSE`, and `=` for any other value");
}

COVERWATCH_FUNC std::string bad_not_exists_message(const diagnostic& d) {
  return d.detail.empty() ? "expected `NOT EXISTS`, found " + culprit(d) : "expected a blank before `NOT`";
}

COVERWATCH_FUNC std::string bad_character_message(const diagnostic& d) {
  if (text_at(d, d.where) == byte_order_mark) return "the pattern begins with a byte order mark";
  return culprit(d) + " cannot stand in a value without quotation marks";
}

COVERWATCH_FUNC std::string bad_character_help(const diagnostic& d) {
  if (text_at(d, d.where) == byte_order_mark) return "save it without one; the pattern begins with `{`";
  if (d.detail.size() > 2 && d.detail.front() == '/' && d.detail.back() == '/') {
    return "a regular expression stands between percent signs, as in `%error%`";
  }
  return write_quoted(d);
}

COVERWATCH_FUNC std::string unknown_operator_help(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  const auto like = [&](std::initializer_list<std::string_view> words) { return is_one_of(text, words); };
  if (like({"<>", "~=", "=!", "! =", "\u2260", "ne", "neq", "NOT ="})) return "write `!=`";
  if (like({"=<", "< =", "\u2264", "le", "lte"})) return "write `<=`";
  if (like({"=>", "> =", "\u2265", "ge", "gte"})) return "write `>=`";
  if (like({"lt", "\uff1c"})) return "write `<`";
  if (like({"gt", "\uff1e"})) return "write `>`";
  if (like({":", ":=", "eq", "equals", "equal", "\uff1d", "\u2261"})) return "write `=`";
  if (like({"!"})) return d.detail == in_column ? "write `!=`" : "write `!=`, or `NOT EXISTS`";
  if (like({"not like", "not contains"})) return "write `!=` with wildcards, as in `!= \"*part*\"`";
  if (like({"not in"})) return "write one `!=` for each value and join them with `&&`";
  if (like({"in"})) return "write one condition for each value and join them with `||`";
  if (like({"between"})) return "write `>=` with the first number and `<=` with the second, joined with `&&`";
  if (like({"like", "ilike", "contains", "includes", "has"})) return "write `=` with wildcards, as in `= \"*part*\"`";
  if (like({"=~", "~", "rlike", "regex", "regexp", "matches", "match"})) {
    return "write `=` with a regular expression between percent signs, as in `= %part%`";
  }
  if (d.detail == in_column) return "the operators are `=`, `!=`, `<`, `<=`, `>` and `>=`";
  return "the operators are `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS` and `NOT EXISTS`";
}

COVERWATCH_FUNC std::string expected_connective_help(const diagnostic& d) {
  const char before = d.where.begin > 0 && d.where.begin <= d.source.size() ? d.source[d.where.begin - 1] : ' ';
  if (before == '%') return "the second `%` ends a regular expression; inside one, write `\\x25`";
  if (before == '"') return "the second `\"` ends the value; inside one, write `\\\"`";
  return "join two conditions with `&&` or `||`; close what is complete";
}

COVERWATCH_FUNC std::string expected_value_help(const diagnostic& d) {
  const std::string_view text = text_at(d, d.where);
  if (text.starts_with('$')) return "a field can be compared with a value only, never with another field";
  if (text.starts_with('(') || text.starts_with('[')) {
    return "write one condition for each value and join them with `||`";
  }
  return "write a word, a number, a text in double quotation marks, or a regular expression, as in `%part%`";
}

COVERWATCH_FUNC std::string boolean_word_help(const diagnostic& d) {
  const std::string literal = equals_ignoring_case(d.detail, "true") ? "TRUE" : "FALSE";
  return "write `IS " + literal + "` for a JSON boolean, or " + proposal('"' + d.detail + '"') +
         " where events hold the word as text";
}

}  // namespace syntax

COVERWATCH_FUNC bool is_warning(errc code) noexcept {
  return code >= errc::outer_white_space;  // they stand last
}

COVERWATCH_FUNC std::string message(const diagnostic& d) {
  using namespace syntax;
  switch (d.code) {
    case errc::out_of_memory: return "there is not enough memory for the pattern";
    case errc::not_utf8: return "the pattern is not valid UTF-8";
    case errc::too_long: return "the pattern is longer than " + limit(d) + " characters";
    case errc::key_prefix: return "the name of a setting, " + ticked(d.detail) + ", stands before the pattern";
    case errc::wrapped_in_quotes: return "the pattern is wrapped in quotation marks";
    case errc::missing_closing_brace: return "expected `}` at the end of the pattern";
    case errc::text_after_brace: return "expected nothing after the closing `}`";
    case errc::empty_braces: return "expected a condition between the braces";
    case errc::template_hole: return "the placeholder " + culprit(d) + " was not filled in";
    case errc::expected_condition:
      return d.detail == in_column ? "expected a condition, such as `status = 404`"
                                   : "expected a condition, such as `$.name = \"value\"`";
    case errc::expected_connective: return "expected `&&`, `||` or " + ticked(d.detail.empty() ? "}" : d.detail);
    case errc::word_connective: return culprit(d) + " is not a connective";
    case errc::single_connective: return "expected " + ticked(d.detail + d.detail) + ", found a single " + culprit(d);
    case errc::negation: return culprit(d) + " cannot negate a condition";
    case errc::unclosed_parenthesis: return "expected `)`: a parenthesis is still open";
    case errc::unopened_parenthesis: return "this `)` closes no parenthesis";
    case errc::too_deep: return "parentheses are nested deeper than " + limit(d);
    case errc::missing_dollar: return "expected a selector, which begins with `$.`";
    case errc::root_selector: return "expected `.` and a name after `$`";
    case errc::bracket_after_dollar: return "expected `.` after `$`, found `[`";
    case errc::double_quoted_step: return "a name in a selector cannot stand in double quotation marks";
    case errc::bad_step: return bad_step_message(d);
    case errc::too_many_wildcards: return "a selector can hold only " + limit(d) + " wildcard";
    case errc::too_many_wildcard_selectors: return "more than " + limit(d) + " selectors have a wildcard";
    case errc::expected_operator: return "expected a comparison operator";
    case errc::double_equals: return culprit(d) + " is not an operator";
    case errc::unknown_operator: return culprit(d) + " is not an operator";
    case errc::is_not_null: return culprit(d) + " is not a condition";
    case errc::bad_is: return bad_is_message(d);
    case errc::exists_alone: return culprit(d) + " alone is not a condition";
    case errc::bad_not_exists: return bad_not_exists_message(d);
    case errc::expected_value: return "expected a value";
    case errc::single_quotes: return "a value cannot stand in single quotation marks";
    case errc::typographic_quotes: return "typographic quotation marks do not quote a value";
    case errc::backslash_quotes: return "the quotation marks of the value have a backslash before them";
    case errc::unclosed_quote: return "the quotation mark is never closed";
    case errc::null_value: return culprit(d) + " is not a value";
    case errc::bad_character: return bad_character_message(d);
    case errc::blank_in_value: return "a value with a blank must stand in quotation marks";
    case errc::ordering_needs_number: return "expected a number without quotation marks, found " + culprit(d);
    case errc::exponent_too_large: return "the exponent of " + culprit(d) + " does not fit in 32 bits";
    case errc::too_many_regexes: return "more than " + limit(d) + " regular expressions";
    case errc::unclosed_regex: return "the regular expression is never closed";
    case errc::empty_regex: return "the regular expression is empty";
    case errc::regex_character: return culprit(d) + " cannot stand in a regular expression";
    case errc::regex_escape: return culprit(d) + " is not an escape that these regular expressions have";
    case errc::regex_quantifier: return culprit(d) + " is no repetition here";
    case errc::regex_class: return culprit(d) + " is not a class of characters";
    case errc::regex_too_large:
      return "the regular expression has more than " + limit(d) + " positions, repetitions written out";
    case errc::outer_white_space: return "the pattern has white space around it";
    case errc::mixed_connectives: return "`&&` binds tighter than `||` and joins only its two neighbours";
    case errc::boolean_word: return culprit(d) + " is compared as text and never equals a JSON boolean";
    case errc::missing_braces: return "conditions on fields must stand in braces";
    case errc::text_after_regex: return "expected nothing after the regular expression";
    case errc::term_character: return culprit(d) + " cannot stand in a term without quotation marks";
    case errc::operator_without_term: return "expected a term right behind " + culprit(d);
    case errc::empty_phrase: return "the phrase is empty";
    case errc::text_after_phrase: return "expected a blank between a phrase and what stands beside it";
    case errc::regex_among_terms: return "a regular expression cannot stand beside terms";
    case errc::missing_closing_bracket: return "expected `]` at the end of the pattern";
    case errc::text_after_bracket: return "expected nothing after the closing `]`";
    case errc::column_name: return culprit(d) + " cannot be the name of a column";
    case errc::duplicate_column: return "two columns are named " + culprit(d);
    case errc::second_ellipsis: return "a second `...`";
    case errc::other_column: return other_column_message(d);
    case errc::unnamed_condition: return "a condition without the name of its column";
    case errc::column_parenthesis: return "parentheses cannot stand in the conditions of a column";
    case errc::column_test: return culprit(d) + " cannot be asked of a column";
    case errc::expected_separator:
      return "expected " + printable(d.detail, longest_mention) + "`,` or `]`, found " + culprit(d);
    case errc::quoted_json_pattern: return "this is a phrase, found in events as it stands, and no JSON pattern";
    case errc::ignored_optional_term: return culprit(d) + " is ignored: a term without `?` stands beside it";
    case errc::operator_inside_word: return operator_inside_word_message(d);
    case errc::connective_term: return culprit(d) + " is a term like any other: events must hold the word";
  }
  return {};
}

COVERWATCH_FUNC std::string help(const diagnostic& d) {
  using namespace syntax;
  switch (d.code) {
    case errc::out_of_memory: return "leave the process more memory";
    case errc::not_utf8: return "save the pattern as UTF-8";
    case errc::too_long: return "shorten it, or split it into several metric filters that feed one metric";
    case errc::key_prefix: return "leave the setting out; " + begins_with_opening(d);
    case errc::wrapped_in_quotes: return "leave the outer quotation marks out; " + begins_with_opening(d);
    case errc::missing_closing_brace:
      return "end the pattern with `}`, after closing every parenthesis and quotation mark";
    case errc::text_after_brace: return "put everything between one `{` and one `}`";
    case errc::empty_braces: return "write a condition, such as `{ $.name = \"value\" }`";
    case errc::template_hole: return "put the value in its place before the pattern is used";
    case errc::expected_condition:
      return std::string(d.detail == in_column ? "a condition is its column's name" : "a condition is a selector") +
             ", an operator and a value; `&&` and `||` stand between two";
    case errc::expected_connective: return expected_connective_help(d);
    case errc::word_connective: return equals_ignoring_case(d.detail, "or") ? "write `||`" : "write `&&`";
    case errc::single_connective: return "write " + ticked(d.detail + d.detail);
    case errc::negation: return "there is no negation; write `!=`, `NOT EXISTS`, or the opposite conditions";
    case errc::unclosed_parenthesis: return "close the marked parenthesis with `)`";
    case errc::unopened_parenthesis: return "remove it, or write the `(` that it closes";
    case errc::too_deep: return "remove parentheses that change nothing";
    case errc::missing_dollar: return write_detail(d, "begin the selector with `$.`");
    case errc::root_selector: return "write a name, as in `$.name`";
    case errc::bracket_after_dollar: return write_detail(d, "events are objects: begin with a name, as in `$.name[0]`");
    case errc::double_quoted_step: return "write the step as " + proposal(d.detail);
    case errc::bad_step: return bad_step_help(d);
    case errc::too_many_wildcards: return "name every step but one";
    case errc::too_many_wildcard_selectors:
      return "name the steps of some selectors, or split the pattern into several";
    case errc::expected_operator:
      if (d.detail == in_column)
        return "each condition repeats the name of its column, as in `status = 404 || status = 410`";
      return write_detail(d, "write `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS NULL`, `IS TRUE`, `IS FALSE` or `NOT EXISTS`");
    case errc::double_equals:
      return d.detail == "!=" ? "write `!=` with one equals sign" : "write `=` with one equals sign";
    case errc::unknown_operator: return unknown_operator_help(d);
    case errc::is_not_null: return "write `= \"*\"`, which any string or number passes";
    case errc::bad_is: return bad_is_help(d);
    case errc::exists_alone: return "write `= \"*\"` for any string or number, or `NOT EXISTS` for the opposite";
    case errc::bad_not_exists: return write_detail(d, "write `NOT EXISTS`");
    case errc::expected_value: return expected_value_help(d);
    case errc::single_quotes: return write_quoted(d);
    case errc::typographic_quotes: return write_quoted(d);
    case errc::backslash_quotes: return write_quoted(d) + "; the backslashes belong to a shell or a template";
    case errc::unclosed_quote: return "close it with `\"`; a quotation mark inside is written `\\\"`";
    case errc::null_value: return write_detail(d, "write `IS NULL`, which has no opposite");
    case errc::bad_character: return bad_character_help(d);
    case errc::blank_in_value: return write_quoted(d);
    case errc::ordering_needs_number: return "write a number, as in `> 5` or `>= -0.5e3`; anything else has no order";
    case errc::exponent_too_large: return "write a number nearer to what events hold";
    case errc::too_many_regexes: return "join expressions with `|`, or use wildcards, as in `\"*part*\"`";
    case errc::unclosed_regex: return "close the regular expression with `%`";
    case errc::empty_regex:
      return d.source.find('{') == 0 ? "write what to find; `= \"*\"` takes any string or number"
                                     : "write what to find";
    case errc::regex_character:
      return "there are no groups, and only ASCII; any other ASCII sign can be written as `\\x28`";
    case errc::regex_escape:
      return "the escapes are `\\d`, `\\D`, `\\s`, `\\S`, `\\w`, `\\W`, `\\x28` and a backslash before a sign";
    case errc::regex_quantifier:
      return "put one quantifier behind a character or a class; write a plain sign with a backslash";
    case errc::regex_class: return "close it with `]`, and write ranges from low to high, as in `[a-z]`";
    case errc::regex_too_large: return "use smaller counts in `{m,n}`";
    case errc::outer_white_space: return "remove it: the service has refused such patterns";
    case errc::mixed_connectives:
      return d.source.find('[') < d.source.find('{') ? "columns have no parentheses; write out each alternative"
                                                     : "put parentheses around what belongs together";
    case errc::boolean_word: return boolean_word_help(d);
    case errc::missing_braces: return "write " + proposal("{ " + d.detail + " }");
    case errc::text_after_regex: return "one expression is the whole pattern; join alternatives with `|` inside it";
    case errc::term_character: return term_character_help(d);
    case errc::operator_without_term: return "write it directly before a term, or put it in quotation marks";
    case errc::empty_phrase: return "write the text to find, or no pattern at all for every event";
    case errc::text_after_phrase: return "put a blank between the two, or one pair of quotation marks around both";
    case errc::regex_among_terms: return "write terms only, or one regular expression as the whole pattern";
    case errc::missing_closing_bracket: return "end the pattern with `]`, after closing every quotation mark";
    case errc::text_after_bracket: return "put every column between one `[` and one `]`";
    case errc::column_name: return column_name_help(d);
    case errc::duplicate_column: return "give each column a name of its own, or none";
    case errc::second_ellipsis: return "keep one; write an empty column, as in `[a, , b]`, for each token to pass over";
    case errc::other_column: return "move it to its own column; columns that stand apart by commas must all hold";
    case errc::unnamed_condition: return "give the column a name and repeat it in each condition, as in `status = 404`";
    case errc::column_parenthesis: return "leave them out: `&&` binds tighter than `||`";
    case errc::column_test: return column_test_help(d);
    case errc::expected_separator: return "columns stand apart by commas, as in `[ip, user, status = 404]`";
    case errc::quoted_json_pattern: return "leave the outer quotation marks out";
    case errc::ignored_optional_term: return "leave it out: optional terms count only where all terms are optional";
    case errc::operator_inside_word: return "put the whole word in quotation marks to find it as it stands";
    case errc::connective_term:
      return "terms side by side must all occur; write `?` before each when one of them is enough, `-` for what must "
             "not";
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI
