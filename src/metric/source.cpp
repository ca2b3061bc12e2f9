// SPDX-License-Identifier: Apache-2.0
// Reads `12.5`, `$.latency`, `$status` and `$3`. A selector goes through the parser of patterns, as the one in
// `{ selector = * }`, so that it is spelled here exactly as it is there and its mistakes have the same words.
#include "metric/source.hpp"

#include "logic/lower.hpp"
#include "match/parts.hpp"
#include "support/ascii.hpp"
#include "support/decimal.hpp"
#include "support/number.hpp"
#include "syntax/parse.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::metric {

using refusal = unexpected<metric_filter_error>;
using column_list = std::vector<logic::column>;
using column_kind = logic::column::kind;

COVERWATCH_FUNC std::optional<double> finite_number(std::string_view text) noexcept {
  const auto parts = support::split_number(text);
  if (!parts) return std::nullopt;
  const double size = support::nearest_double(*parts);
  if (std::isinf(size)) return std::nullopt;
  return parts->negative && size != 0 ? -size : size;
}

COVERWATCH_FUNC refusal refuse_source(metric_filter_errc code, std::string_view text, span where,
                                      std::string detail = {}) {
  return refusal{{.code = code,
                  .field = metric_field::metric_value,
                  .where = where,
                  .source = std::string(text),
                  .detail = std::move(detail)}};
}

// The first character outside `['any name']` that no selector has, or the end. Behind it another condition could hide.
COVERWATCH_FUNC std::size_t find_foreign(std::string_view text) noexcept {
  const auto in_selector = [](char c) {
    return support::is_ascii_letter(c) || support::is_digit(c) ||
           std::string_view("$._-*[]\"").find(c) != std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("['")) {
      const std::size_t close = text.find('\'', at + 2);
      if (close == std::string_view::npos) return text.size();  // left to the parser
      at = close;
    } else if (!in_selector(text[at])) {
      return at;
    }
  }
  return text.size();
}

inline constexpr std::string_view before_selector = "{ ";
inline constexpr std::string_view behind_selector = " = * }";

// A place in the pattern made for the parser as a place in the selector's text.
COVERWATCH_FUNC span place_in_selector(const span& where, std::string_view text) noexcept {
  const auto inside = [&](std::size_t at) { return std::min(at - std::min(at, before_selector.size()), text.size()); };
  return {inside(where.begin), inside(where.end)};
}

// What the parser says of operators, values and braces would speak of a pattern that the user never wrote.
COVERWATCH_FUNC bool is_about_selectors(errc code) noexcept {
  constexpr errc all[] = {errc::missing_dollar, errc::root_selector, errc::bracket_after_dollar,
                          errc::double_quoted_step, errc::bad_step};
  return std::find(std::begin(all), std::end(all), code) != std::end(all);
}

COVERWATCH_FUNC refusal refuse_selector(diagnostic cause, std::string_view text) {
  cause.where = place_in_selector(cause.where, text);
  cause.related.reset();
  cause.source = text;
  const bool wildcards = cause.code == errc::too_many_wildcards;
  auto refused = refuse_source(wildcards ? metric_filter_errc::wildcard_selector : metric_filter_errc::bad_selector,
                               text, cause.where);
  if (is_about_selectors(cause.code)) refused.error.cause = std::move(cause);
  return refused;
}

COVERWATCH_FUNC result<logic::selector, metric_filter_error> read_selector(std::string_view text) {
  const std::size_t foreign = find_foreign(text);
  if (foreign < text.size()) return refuse_source(metric_filter_errc::bad_selector, text, {foreign, text.size()});
  auto parsed = syntax::parse(std::string(before_selector).append(text).append(behind_selector));
  if (!parsed) return refuse_selector(std::move(parsed.error()), text);
  logic::formula lowered = logic::lower(parsed->tree);
  logic::selector& selector = lowered.selectors.front();
  if (logic::wildcard_position(selector) < selector.steps.size()) {
    return refuse_source(metric_filter_errc::wildcard_selector, text, {0, text.size()});
  }
  return std::move(selector);
}

// The whole text as a count from 1, without leading zeros; held at the largest. Nothing when it is none.
COVERWATCH_FUNC std::optional<std::size_t> position(std::string_view digits) noexcept {
  if (digits.front() == '0' || !std::all_of(digits.begin(), digits.end(), support::is_digit)) return std::nullopt;
  std::size_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc::result_out_of_range ? SIZE_MAX : value;
}

// `$3`: a token that has no name. Only behind an ellipsis can nobody tell beforehand what it will be.
COVERWATCH_FUNC result<token, metric_filter_error> read_position(const column_list& columns, std::string_view text) {
  const auto number = position(text.substr(1));
  const span whole{0, text.size()};
  if (!number) return refuse_source(metric_filter_errc::bad_position, text, whole);
  const auto ellipsis =
      std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.how == column_kind::ellipsis; });
  const std::size_t index = *number - 1;
  if (index >= static_cast<std::size_t>(ellipsis - columns.begin())) {
    if (ellipsis != columns.end()) return token{std::string(text)};
    return refuse_source(metric_filter_errc::unknown_column, text, whole);
  }
  if (columns[index].how == column_kind::unnamed) return token{std::string(text)};
  return refuse_source(metric_filter_errc::unknown_column, text, whole, '$' + columns[index].name);
}

COVERWATCH_FUNC result<token, metric_filter_error> read_token(const column_list& columns, std::string_view text) {
  const span whole{0, text.size()};
  if (text.size() < 2 || text[0] != '$' || text[1] == '.') {
    return refuse_source(metric_filter_errc::expected_column, text, whole);
  }
  if (support::is_digit(text[1])) return read_position(columns, text);
  const auto has_name = [&](const logic::column& c) { return c.how == column_kind::named && c.name == text.substr(1); };
  if (std::any_of(columns.begin(), columns.end(), has_name)) return token{std::string(text)};
  return refuse_source(metric_filter_errc::unknown_column, text, whole);
}

COVERWATCH_FUNC result<field_source, metric_filter_error> read_field_source(const pattern& p, std::string_view text) {
  const span whole{0, text.size()};
  if (p.kind() == pattern_kind::json) {
    if (!text.starts_with('$')) return refuse_source(metric_filter_errc::expected_selector, text, whole);
    auto selector = read_selector(text);
    if (!selector) return refusal{std::move(selector.error())};
    return field_source(std::move(*selector));
  }
  if (p.kind() != pattern_kind::space_delimited) return refuse_source(metric_filter_errc::expected_number, text, whole);
  auto found = read_token(p.internals().formula.columns, text);
  if (!found) return refusal{std::move(found.error())};
  return field_source(std::move(*found));
}

COVERWATCH_FUNC result<value_source, metric_filter_error> read_value_source(const pattern& p, std::string_view text) {
  if (support::split_number(text)) {
    if (const auto number = finite_number(text)) return value_source(constant{*number});
    return refuse_source(metric_filter_errc::not_finite, text, {0, text.size()});
  }
  auto field = read_field_source(p, text);
  if (!field) return refusal{std::move(field.error())};
  return std::visit([](auto& each) { return value_source(std::move(each)); }, *field);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
