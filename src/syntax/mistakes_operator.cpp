// SPDX-License-Identifier: Apache-2.0
// Mistakes between a selector and its value: operators of other languages, and the words IS, NOT and EXISTS.
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// Where the operator begins: the first thing after the selector.
COVERWATCH_FUNC std::size_t operator_begin(const standstill& s) { return skip_blanks(s.text, s.selector.end); }

// The end of a run of signs that operators are made of, in whatever language.
COVERWATCH_FUNC std::size_t signs_end(const standstill& s, std::size_t at) {
  while (at < s.end && is_one_char_of(s.text[at], "=<>!~:^")) ++at;
  return at;
}

COVERWATCH_FUNC bool is_foreign_operator(std::string_view word) noexcept {
  return is_one_of(word, {"like",      "ilike",   "rlike",       "in",         "contains",    "includes", "has",
                          "between",   "matches", "match",       "regex",      "regexp",      "equals",   "equal",
                          "eq",        "ne",      "neq",         "lt",         "lte",         "le",       "gt",
                          "gte",       "ge",      "starts",      "startswith", "starts_with", "ends",     "endswith",
                          "ends_with", "begins",  "begins_with", "prefix",     "suffix"});
}

// The length of a mathematical sign of comparison at `at`, else 0.
COVERWATCH_FUNC std::size_t mathematical_sign_at(std::string_view text, std::size_t at) noexcept {
  for (const std::string_view each : {"\u2260", "\u2264", "\u2265", "\u2248", "\u2261", "\uff1d", "\uff1c", "\uff1e"}) {
    if (starts_at(text, at, each)) return each.size();
  }
  return 0;
}

// The mistake is what the user wrote from the operator to `end`.
COVERWATCH_FUNC recognised operator_mistake(const standstill& s, errc code, std::size_t end) {
  return mistake(s, code, {operator_begin(s), end}, s.in_columns ? in_column : "");
}

COVERWATCH_FUNC recognised find_double_equals(const standstill& s) {
  if (!s.expects(expectation::value) || s.here() != '=') return {};
  const std::size_t end = std::min(s.end, s.text.find_first_not_of('=', s.at));
  if (signs_end(s, end) != end) return {};
  return mistake(s, errc::double_equals, {s.comparison.begin, end}, s.text[s.comparison.begin] == '!' ? "!=" : "=");
}

COVERWATCH_FUNC recognised find_unknown_sign(const standstill& s) {
  const bool after_sign = wants_value(s) && is_one_char_of(s.here(), "=<>!~");
  const bool after_selector = s.expects(expectation::comparison) && is_one_char_of(s.here(), "!~:^");
  const bool after_not = s.expects(expectation::exists) && is_one_char_of(s.here(), "=<>!~");
  const std::size_t mathematical =
      wants_value(s) || s.expects(expectation::comparison) ? mathematical_sign_at(s.text, s.at) : 0;
  if (mathematical > 0) return operator_mistake(s, errc::unknown_operator, s.at + mathematical);
  if (s.at_end() || !(after_sign || after_selector || after_not)) return {};
  const std::size_t rest = skip_blanks(s.text, s.at + 1);  // `! =`
  const bool torn = s.here() == '!' && rest < s.end && s.text[rest] == '=';
  return operator_mistake(s, errc::unknown_operator, signs_end(s, torn ? rest : s.at));
}

COVERWATCH_FUNC recognised find_unknown_word(const standstill& s) {
  if (!s.expects(expectation::comparison | expectation::exists)) return {};
  const std::string_view word = name_at(s.text, s.at);
  if (!is_foreign_operator(word)) return {};
  return operator_mistake(s, errc::unknown_operator, s.at + word.size());
}

COVERWATCH_FUNC recognised find_is_not_null(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  const std::size_t second = skip_blanks(s.text, s.at + word.size());
  const std::string_view last = name_at(s.text, second);
  const bool is_not = s.expects(expectation::literal) && equals_ignoring_case(word, "not");
  if (is_not && equals_ignoring_case(last, "null")) {
    return operator_mistake(s, errc::is_not_null, second + last.size());
  }
  if (is_not && is_one_of(last, {"exists", "exist"})) {
    return operator_mistake(s, errc::bad_not_exists, second + last.size());
  }
  if (s.expects(expectation::exists) && equals_ignoring_case(word, "null")) {
    return operator_mistake(s, errc::is_not_null, s.at + word.size());
  }
  return {};
}

COVERWATCH_FUNC recognised find_exists_alone(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  if (!s.expects(expectation::comparison) || !is_one_of(word, {"exists", "exist", "is_present", "present"})) return {};
  return operator_mistake(s, errc::exists_alone, s.at + word.size());
}

// A keyword glued to the name before it: `$.aNOT EXISTS`. What it should have been, else nothing.
COVERWATCH_FUNC std::string unglued(const standstill& s, std::string_view first, std::string_view second) {
  const std::string_view selector = s.text.substr(s.selector.begin, s.selector.end - s.selector.begin);
  if (!s.expects(expectation::comparison) || s.at == s.selector.end || !ends_ignoring_case(selector, first)) return {};
  const std::string_view name = selector.substr(0, selector.size() - first.size());
  if (!is_one_of(name_at(s.text, s.at), {second}) || name.empty() || name.back() == '.') return {};
  return std::string(name) + " " + std::string(first) + " " + std::string(second);
}

COVERWATCH_FUNC recognised find_bad_not_exists(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  const std::string glued = unglued(s, "NOT", "EXISTS");
  if (!glued.empty()) return mistake(s, errc::bad_not_exists, {s.selector.end - 3, s.at + word.size()}, glued);
  const bool one_word =
      s.expects(expectation::comparison) &&
      is_one_of(word, {"notexists", "not_exists", "not-exists", "notexist", "does", "doesnt", "missing"});
  if (!one_word && !s.expects(expectation::exists)) return {};
  const std::size_t alone = operator_begin(s) + name_at(s.text, operator_begin(s)).size();
  return operator_mistake(s, errc::bad_not_exists, word.empty() ? alone : s.at + word.size());
}

COVERWATCH_FUNC recognised find_bad_is(const standstill& s) {
  const std::string_view word = name_at(s.text, s.at);
  for (const std::string_view literal : {"NULL", "TRUE", "FALSE"}) {
    const std::string glued = unglued(s, "IS", literal);
    if (!glued.empty()) return mistake(s, errc::bad_is, {s.selector.end - 2, s.at + word.size()}, glued);
  }
  if (s.expects(expectation::comparison) && is_one_of(word, {"isnull", "is_null", "null", "true", "false"})) {
    return mistake(s, errc::bad_is, {s.at, s.at + word.size()});
  }
  if (!s.expects(expectation::literal)) return {};
  return mistake(s, errc::bad_is, {s.at, s.at_end() ? s.at : run_end(s, s.at)});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
