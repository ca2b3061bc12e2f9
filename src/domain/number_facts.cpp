// SPDX-License-Identifier: Apache-2.0
// In goes a question about numbers, out come its facts. Every test becomes an edge of the interval, an excluded value
// or text, an automaton, or the one value or text that is wanted. Compares decimals and never expands one.
#include "domain/number_facts.hpp"

#include "support/ascii.hpp"
#include "support/number.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC bool passes_value_test(const number_comparison& test, const support::decimal_view& value) noexcept {
  const auto order = support::compare(value, test.bound);
  switch (test.how) {
    case number_relation::equal: return order == 0;
    case number_relation::less: return order < 0;
    case number_relation::less_equal: return order <= 0;
    case number_relation::greater: return order > 0;
    case number_relation::greater_equal: return order >= 0;
    case number_relation::finite: return true;
  }
  return false;
}

COVERWATCH_FUNC bool passes_number_test(const number_test& test, const support::json_number& number) {
  if (const auto* comparison = std::get_if<number_comparison>(&test))
    return number.value() && passes_value_test(*comparison, *number.value());
  if (const auto* literal = std::get_if<number_literal>(&test)) return number.text() == literal->text;
  if (const auto* wildcard = std::get_if<number_wildcard>(&test))
    return support::matches_wildcard(*wildcard->pieces, number.text(), wildcard->dialect);
  const auto* regex = std::get_if<number_regex>(&test);
  std::vector<support::regex::word> state(regex->automaton->words());
  return regex->automaton->search(number.text(), state.data());
}

COVERWATCH_FUNC std::optional<number_place> refusal_of(const number_question& question, std::string_view spelling) {
  const support::json_number number(spelling);
  for (std::uint32_t i = 0; i < question.inside.size(); ++i)
    if (!passes_number_test(question.inside[i], number)) return number_place{false, i};
  for (std::uint32_t i = 0; i < question.outside.size(); ++i)
    if (passes_number_test(question.outside[i], number)) return number_place{true, i};
  return std::nullopt;
}

COVERWATCH_FUNC bool above_edge(const number_edge& lower, const support::decimal_view& value) noexcept {
  if (!lower.at) return true;
  const auto order = support::compare(value, *lower.at);
  return order > 0 || (order == 0 && lower.closed);
}

COVERWATCH_FUNC bool below_edge(const number_edge& upper, const support::decimal_view& value) noexcept {
  if (!upper.at) return true;
  const auto order = support::compare(value, *upper.at);
  return order < 0 || (order == 0 && upper.closed);
}

// Whether it begins like the text of a finite number; most literals of a pattern do not.
COVERWATCH_FUNC bool looks_like_number(std::string_view text) noexcept {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  return text.size() > first && support::is_digit(text[first]) &&
         text.find_first_not_of("0123456789-.E") == std::string_view::npos;
}

COVERWATCH_FUNC number_facts::number_facts(const number_question& question) {
  for (std::uint32_t i = 0; i < question.inside.size(); ++i) read(question.inside[i], {false, i});
  for (std::uint32_t i = 0; i < question.outside.size(); ++i) read(question.outside[i], {true, i});
  std::sort(values.begin(), values.end(), [](const excluded_value& a, const excluded_value& b) {
    const auto order = support::compare(a.value, b.value);
    return order != 0 ? order < 0 : a.test.index < b.test.index;
  });
  std::sort(texts.begin(), texts.end(), [](const excluded_text& a, const excluded_text& b) {
    return a.text != b.text ? a.text < b.text : a.test.index < b.test.index;
  });
  open_edge(lower);
  open_edge(upper);
}

COVERWATCH_FUNC void number_facts::read(const number_test& test, number_place place) {
  if (const auto* comparison = std::get_if<number_comparison>(&test)) {
    longest = std::max(longest, comparison->bound.digits.size());
    if (place.outside) {
      read_opposite(*comparison, place);
    } else {
      read(*comparison, place);
    }
  } else if (const auto* literal = std::get_if<number_literal>(&test)) {
    if (!place.outside) {
      wanted_text = place;
    } else if (looks_like_number(literal->text)) {
      texts.push_back({literal->text, place});
    }
    longest = std::max(longest, literal->text.size());
  } else if (const auto* wildcard = std::get_if<number_wildcard>(&test)) {
    (place.outside ? outside : inside).emplace_back(*wildcard);
  } else if (const auto* regex = std::get_if<number_regex>(&test)) {
    (place.outside ? outside : inside).emplace_back(*regex);
  }
}

COVERWATCH_FUNC void number_facts::read(const number_comparison& test, number_place place) {
  if (test.how == number_relation::equal) wanted_value = place;
  narrow(test.how, test.bound, place);
}

// What it says of a finite number that the comparison fails.
COVERWATCH_FUNC void number_facts::read_opposite(const number_comparison& test, number_place place) {
  switch (test.how) {
    case number_relation::equal: values.push_back({test.bound, place}); break;
    case number_relation::less: narrow(number_relation::greater_equal, test.bound, place); break;
    case number_relation::less_equal: narrow(number_relation::greater, test.bound, place); break;
    case number_relation::greater: narrow(number_relation::less_equal, test.bound, place); break;
    case number_relation::greater_equal: narrow(number_relation::less, test.bound, place); break;
    case number_relation::finite: infinite = place; break;
  }
}

COVERWATCH_FUNC void number_facts::narrow(number_relation how, const support::decimal_view& bound, number_place place) {
  const bool is_lower = how == number_relation::greater || how == number_relation::greater_equal;
  const bool is_upper = how == number_relation::less || how == number_relation::less_equal;
  const bool closed = how == number_relation::greater_equal || how == number_relation::less_equal;
  if (is_lower && above_edge(lower, bound)) lower = {bound, closed, place, {}};
  if (is_upper && below_edge(upper, bound)) upper = {bound, closed, place, {}};
}

COVERWATCH_FUNC void number_facts::open_edge(number_edge& edge) noexcept {
  const excluded_value* const point = edge.at && edge.closed ? find_value(*edge.at) : nullptr;
  if (point == nullptr) return;
  edge.closed = false;
  edge.point = point->test;
}

COVERWATCH_FUNC const excluded_value* number_facts::find_value(const support::decimal_view& value) const noexcept {
  const auto at = std::partition_point(values.begin(), values.end(),
                                       [&](const excluded_value& e) { return support::compare(e.value, value) < 0; });
  return at != values.end() && support::compare(at->value, value) == 0 ? &*at : nullptr;
}

COVERWATCH_FUNC const excluded_text* number_facts::find_text(std::string_view text) const noexcept {
  const auto at =
      std::partition_point(texts.begin(), texts.end(), [&](const excluded_text& e) { return e.text < text; });
  return at != texts.end() && at->text == text ? &*at : nullptr;
}

COVERWATCH_FUNC bool number_facts::contradictory() const noexcept {
  if (!lower.at || !upper.at) return false;
  const auto order = support::compare(*lower.at, *upper.at);
  return order > 0 || (order == 0 && !(lower.closed && upper.closed));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
