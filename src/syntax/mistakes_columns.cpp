// SPDX-License-Identifier: Apache-2.0
// Mistakes in space-delimited patterns: names of columns, what stands between them, and conditions that columns do not
// have. Mistakes in values and operators are those of JSON patterns.
#include "support/utf8.hpp"
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC recognised find_text_after_bracket(const standstill& s) {
  if (!s.expects(expectation::end)) return {};
  return mistake(s, errc::text_after_bracket, {skip_blanks(s.text, s.at), s.end});
}

// IS, NOT EXISTS and their like behind a column's name.
COVERWATCH_FUNC recognised find_column_test(const standstill& s) {
  const auto is_keyword = [](std::string_view word) {
    return is_one_of(word, {"is", "not", "exists", "exist", "null", "true", "false"});
  };
  if (!s.expects(expectation::comparison) || s.at == s.selector.end || !is_keyword(name_at(s.text, s.at))) return {};
  std::size_t end = s.at;
  for (std::size_t at = s.at; is_keyword(name_at(s.text, at)); at = skip_blanks(s.text, end)) {
    end = skip_name(s.text, at);
  }
  return mistake(s, errc::column_test, {s.at, end}, s.text.substr(s.selector.begin, s.selector.end - s.selector.begin));
}

COVERWATCH_FUNC recognised find_unnamed_condition(const standstill& s) {
  const bool can_stand_here = s.expects(expectation::comparison) || wants_value(s);
  if (can_stand_here || s.at_end() || !is_one_char_of(s.here(), "=!<>")) return {};
  const std::size_t end = std::min(s.end, s.text.find_first_not_of("=!<>", s.at));
  return mistake(s, errc::unnamed_condition, {s.at, end});
}

COVERWATCH_FUNC recognised find_column_parenthesis(const standstill& s) {
  if (s.here() != '(' && s.here() != ')') return {};
  return mistake(s, errc::column_parenthesis, {s.at, s.at + 1});
}

// The name as far as it goes, and the same with `_` for what names cannot hold.
COVERWATCH_FUNC recognised bad_column_name(const standstill& s, std::size_t begin) {
  const std::size_t stop = std::min(s.end, find_any(s.text, begin, " \t\r\n,]=!<>&|()"));
  const std::size_t end = std::max(stop, character_end(s, begin));
  std::string proposal;
  for (std::size_t at = begin; at < end; at = character_end(s, at)) {
    const char c = s.text[at];
    const bool usable = support::is_ascii_letter(c) || support::is_digit(c);
    if (usable) {
      proposal += c;
    } else if (!proposal.empty() && proposal.back() != '_') {
      proposal += '_';
    }
  }
  while (!proposal.empty() && proposal.back() == '_') proposal.pop_back();
  if (!proposal.empty() && support::is_digit(proposal.front())) proposal.insert(0, "_");
  return mistake(s, errc::column_name, {begin, end}, proposal);
}

// Whether a connective is followed by a value alone, as in `status = 404 || 410`.
COVERWATCH_FUNC bool begins_with_value(const standstill& s) {
  const std::size_t before = s.text.substr(0, s.at).find_last_not_of(" \t\r\n");
  const std::size_t behind = skip_blanks(s.text, run_end(s, s.at));
  return is_one_char_of(s.text[before], "&|") && (behind >= s.end || !is_one_char_of(s.text[behind], "=!<>"));
}

COVERWATCH_FUNC recognised find_column_name(const standstill& s) {
  if (s.at_end() || is_one_char_of(s.here(), ",]&|")) return {};
  if (s.expects(expectation::column) && begins_with_value(s)) {
    return mistake(s, errc::unnamed_condition, {s.at, run_end(s, s.at)});
  }
  if (s.expects(expectation::column)) return bad_column_name(s, s.at);
  const bool goes_on = s.expects(expectation::comparison) && s.at == s.selector.end;
  if (goes_on && !is_blank(s.here())) return bad_column_name(s, s.selector.begin);
  return {};
}

// `[a = x || y]` is a name without a condition; `[a = 1 || 2]` is none.
COVERWATCH_FUNC recognised find_bare_condition(const standstill& s) {
  if (!s.expects(expectation::comparison) || s.expects(expectation::separator)) return {};
  return mistake(s, errc::expected_operator, {s.at, s.at_end() ? s.at : run_end(s, s.at)}, in_column);
}

COVERWATCH_FUNC recognised find_missing_closing_bracket(const standstill& s) {
  if (!s.at_end() || wants_value(s)) return {};
  const std::size_t bracket = skip_blanks(s.text, 0);
  auto found = mistake(s, errc::missing_closing_bracket, {s.end, s.end});
  found->related = span{bracket, bracket + 1};
  return found;
}

COVERWATCH_FUNC recognised find_missing_separator(const standstill& s) {
  if (!s.expects(expectation::separator)) return {};
  const std::string_view also = s.expects(expectation::comparison)   ? "an operator, "
                                : s.expects(expectation::connective) ? "`&&`, `||`, "
                                                                     : "";
  return mistake(s, errc::expected_separator, {s.at, run_end(s, s.at)}, also);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
