// SPDX-License-Identifier: Apache-2.0
// Mistakes in selectors. What they propose is the selector, or the step, as it should have been written.
#include "syntax/mistakes.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// The end of a selector as people write them, good or bad: names, dots and brackets, and quotes in brackets.
COVERWATCH_FUNC std::size_t path_end(const standstill& s, std::size_t at) {
  while (at < s.end && (is_name_char(s.text[at]) || is_one_char_of(s.text[at], ".[]*'\""))) {
    const bool quote = s.text[at] == '\'' || s.text[at] == '"';
    const std::size_t close = quote ? s.text.find(s.text[at], at + 1) : at;
    at = (close < s.end ? close : at) + 1;
  }
  return at;
}

// The name between quotation marks or brackets that begin at `at`.
COVERWATCH_FUNC std::string_view name_within(const standstill& s, std::size_t at) {
  const std::size_t begin = std::min(s.end, s.text.find_first_not_of("['\"", at));
  const std::size_t end = std::min(s.end, find_any(s.text, begin, "]'\""));
  return s.text.substr(begin, end - begin);
}

COVERWATCH_FUNC std::string as_step(std::string_view name) {
  if (!name.empty() && skip_name(name, 0) == name.size()) return "." + std::string(name);
  return ".['" + std::string(name) + "']";
}

// `$.a = b || c`: the condition that was meant, when a value stands where a selector should and none of its own
// follows.
COVERWATCH_FUNC std::string repeated_condition(const standstill& s, std::size_t end) {
  const std::size_t after = skip_blanks(s.text, end);
  const bool condition_follows =
      after < s.end && (is_one_char_of(s.text[after], "=!<>:~") || is_name_char(s.text[after]));
  const bool ordering = is_one_char_of(s.text[s.comparison.begin], "<>") && !support::is_digit(s.text[s.at]);
  if (condition_follows || !s.value || ordering) return {};
  std::string head(s.text.substr(s.selector.begin, s.comparison.end - s.selector.begin));
  return head + " " + std::string(s.text.substr(s.at, end - s.at));
}

COVERWATCH_FUNC recognised find_missing_dollar(const standstill& s) {
  const bool after_dollar = s.expects(expectation::dot) && inside_selector(s) && is_name_char(s.here());
  if (after_dollar) {
    const std::size_t end = path_end(s, s.at);
    return mistake(s, errc::missing_dollar, {s.at - 1, end}, "$." + std::string(s.text.substr(s.at, end - s.at)));
  }
  if (!s.expects(expectation::condition)) return {};
  const bool quote = s.here() == '"' || s.here() == '\'';
  const std::string_view name = quote ? name_within(s, s.at) : s.text.substr(s.at, path_end(s, s.at) - s.at);
  const bool usable = !name.empty() && (is_name_char(name.front()) || name.front() == '.');
  if (!usable || is_one_of(name, {"and", "or"})) return {};
  const std::size_t end = quote ? std::min(s.end, s.at + name.size() + 2) : s.at + name.size();
  const std::string repeated = repeated_condition(s, end);
  if (!repeated.empty()) return mistake(s, errc::missing_dollar, {s.at, end}, repeated);
  if (support::is_digit(name.front())) return mistake(s, errc::missing_dollar, {s.at, end});
  const std::string path = quote ? as_step(name) : (name.front() == '.' ? "" : ".") + std::string(name);
  return mistake(s, errc::missing_dollar, {s.at, end}, "$" + path);
}

COVERWATCH_FUNC recognised find_bracket_after_dollar(const standstill& s) {
  if (!s.expects(expectation::dot) || !inside_selector(s) || s.here() != '[') return {};
  const std::string_view name = name_within(s, s.at);
  const bool quoted_name = s.next() == '\'' || s.next() == '"';
  return mistake(s, errc::bracket_after_dollar, {s.at - 1, path_end(s, s.at)},
                 quoted_name ? "$" + as_step(name) : std::string());
}

COVERWATCH_FUNC recognised find_double_quoted_step(const standstill& s) {
  const bool after_dot = s.expects(expectation::step_name) && inside_selector(s) &&
                         (s.here() == '"' || (s.here() == '[' && s.next() == '"'));
  const bool in_bracket = s.expects(expectation::index) && s.here() == '"';
  if (!after_dot && !in_bracket) return {};
  const std::size_t begin = in_bracket ? s.at - 1 : s.at;
  return mistake(s, errc::double_quoted_step, {begin, path_end(s, s.at)}, as_step(name_within(s, s.at)));
}

COVERWATCH_FUNC recognised find_root_selector(const standstill& s) {
  if (!s.expects(expectation::dot) || !inside_selector(s)) return {};
  return mistake(s, errc::root_selector, {s.at - 1, s.at});
}

// Between brackets only digits or a star can stand.
COVERWATCH_FUNC recognised find_bad_index(const standstill& s) {
  if (!s.expects(expectation::index)) return {};
  const std::size_t open = s.text.rfind('[', s.at);
  const std::size_t close = std::min(s.end, find_any(s.text, s.at, "] \t\r\n=<>!&|(){}"));
  const bool closed = close < s.end && s.text[close] == ']';
  const bool quoted_name = s.here() == '\'';
  return mistake(s, errc::bad_step, {open, closed ? close + 1 : std::max(close, s.at)},
                 quoted_name ? as_step(name_within(s, s.at)) : std::string());
}

// A dot with no step behind it.
COVERWATCH_FUNC recognised find_bad_step(const standstill& s) {
  if (!s.expects(expectation::step_name) || !inside_selector(s)) return {};
  return mistake(s, errc::bad_step, {s.at - 1, s.at});
}

// A name goes on with a character that names do not have, or a wildcard with a name.
COVERWATCH_FUNC recognised find_bad_name(const standstill& s) {
  if (!s.expects(expectation::comparison) || s.at != s.selector.end || s.at_end()) return {};
  const bool key_and_value = s.here() == ':' && (s.next() == '"' || s.next() == '\'' || is_blank(s.next()));
  if (key_and_value || is_one_char_of(s.here(), " \t\r\n(){}&|=<>!~\"")) return {};
  const std::size_t dot = s.text.rfind('.', s.at);
  const std::size_t end = std::min(run_end(s, s.at), std::min(s.end, find_any(s.text, s.at, ".[")));
  const std::string_view name = s.text.substr(dot + 1, std::max(end, s.at) - dot - 1);
  const bool can_be_quoted = name.find_first_of("'[]*") == std::string_view::npos;
  return mistake(s, errc::bad_step, {s.at, character_end(s, s.at)}, can_be_quoted ? as_step(name) : std::string());
}

// A blank in the middle: `$.eventNa me = X`, `$.a .b = c`.
COVERWATCH_FUNC recognised find_broken_selector(const standstill& s) {
  if (!s.expects(expectation::comparison) || s.at == s.selector.end) return {};
  if (!is_name_char(s.here()) && s.here() != '.' && s.here() != '[') return {};
  const std::size_t end = path_end(s, s.at);
  const std::size_t after = skip_blanks(s.text, end);
  const bool operator_follows = after < s.end && is_one_char_of(s.text[after], "=!<>");
  const bool keyword_follows = after < s.end && is_one_of(name_at(s.text, after), {"is", "not"});
  if (!operator_follows && !keyword_follows) return {};
  const std::string_view front = s.text.substr(s.selector.begin, s.selector.end - s.selector.begin);
  return mistake(s, errc::expected_operator, {s.at, end},
                 std::string(front) + std::string(s.text.substr(s.at, end - s.at)));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
