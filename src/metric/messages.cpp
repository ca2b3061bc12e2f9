// SPDX-License-Identifier: Apache-2.0
// The words of a refused transformation: what is wrong, and the usual fix. Lower case, no full stop, the user's own
// text in backticks, as for patterns. In goes an error, made by `create` or by hand.
#include "syntax/glyphs.hpp"
#include "syntax/words.hpp"

#include <coverwatch/metric_filter.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI {

namespace metric {

inline constexpr std::size_t longest_mention = 60;

COVERWATCH_FUNC std::string ticked(std::string_view text) {
  return '`' + syntax::printable(text, longest_mention) + '`';
}

COVERWATCH_FUNC std::string culprit(const metric_filter_error& e) {
  const std::string_view source = e.source;
  const std::size_t begin = std::min(e.where.begin, source.size());
  return ticked(source.substr(begin, e.where.end > begin ? e.where.end - begin : 0));
}

// The field as a sentence names it.
COVERWATCH_FUNC std::string subject(const metric_filter_error& e) {
  const std::string number = std::to_string(e.dimension + 1);
  switch (e.field) {
    case metric_field::metric_name: return "the metric's name";
    case metric_field::metric_namespace: return "the metric's namespace";
    case metric_field::metric_value: return "the metric value";
    case metric_field::default_value: return "the default value";
    case metric_field::unit: return "the unit";
    case metric_field::dimensions: return "the list of dimensions";
    case metric_field::dimension_name: return "the name of dimension " + number;
    case metric_field::dimension_value: return "the value of dimension " + number;
  }
  return {};
}

// A metric value may be a number, too; a dimension's may not.
COVERWATCH_FUNC std::string is_neither(const metric_filter_error& e, std::string_view what) {
  const bool may_be_number = e.field == metric_field::metric_value;
  return subject(e) + (may_be_number ? " is neither a number nor " : " is not ") + std::string(what) + ": " +
         culprit(e);
}

COVERWATCH_FUNC std::string bad_selector_message(const metric_filter_error& e) {
  return subject(e) + " is no selector: " + (e.cause ? message(*e.cause) : culprit(e) + " cannot stand there");
}

COVERWATCH_FUNC std::string unknown_column_message(const metric_filter_error& e) {
  if (!e.detail.empty()) return "the token " + culprit(e) + " has a name of its own";
  return "the pattern has no column " + culprit(e);
}

COVERWATCH_FUNC bool is_name(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), syntax::is_name_char);
}

COVERWATCH_FUNC std::string expected_selector_help(const metric_filter_error& e) {
  if (is_name(e.source)) return "write " + ticked("$." + e.source);
  return "a selector begins with `$.`, as in `$.latency`";
}

COVERWATCH_FUNC std::string expected_column_help(const metric_filter_error& e) {
  if (is_name(e.source)) return "write " + ticked('$' + e.source);
  if (e.source.starts_with("$.") && is_name(e.source.substr(2))) return "write " + ticked('$' + e.source.substr(2));
  return "write the name of a column, as in `$status`, or the position of a token without a name, as in `$2`";
}

COVERWATCH_FUNC std::string too_long_help(const metric_filter_error& e) {
  return "the service takes " + syntax::printable(e.detail, longest_mention) + " characters";
}

COVERWATCH_FUNC std::string bad_character_help(const metric_filter_error& e) {
  if (e.field != metric_field::dimension_name) return "leave out `:`, `*`, `$` and what is not UTF-8";
  return "write ASCII letters, digits and signs, and no colon at the start";
}

COVERWATCH_FUNC std::string write_detail(const metric_filter_error& e, std::string_view otherwise) {
  return e.detail.empty() ? std::string(otherwise) : "write " + ticked(e.detail);
}

}  // namespace metric

COVERWATCH_FUNC std::string message(const metric_filter_error& e) {
  using metric::culprit;
  using metric::subject;
  switch (e.code) {
    case metric_filter_errc::empty: return subject(e) + (e.source.empty() ? " is empty" : " has nothing but blanks");
    case metric_filter_errc::too_long: return subject(e) + " is too long";
    case metric_filter_errc::bad_character: return culprit(e) + " cannot stand in " + subject(e);
    case metric_filter_errc::expected_number: return subject(e) + " is not a number, and the pattern has no fields";
    case metric_filter_errc::expected_selector: return metric::is_neither(e, "a selector");
    case metric_filter_errc::expected_column: return metric::is_neither(e, "a column");
    case metric_filter_errc::not_finite: return subject(e) + " is not a finite number";
    case metric_filter_errc::bad_selector: return metric::bad_selector_message(e);
    case metric_filter_errc::wildcard_selector:
      return subject(e) + " has a wildcard, which could select several values";
    case metric_filter_errc::bad_position: return culprit(e) + " is not the position of a token";
    case metric_filter_errc::unknown_column: return metric::unknown_column_message(e);
    case metric_filter_errc::unknown_unit: return culprit(e) + " is not a unit of CloudWatch";
    case metric_filter_errc::too_many_dimensions: return "there are too many dimensions";
    case metric_filter_errc::dimensions_without_fields: return "the pattern has no fields to take dimensions from";
    case metric_filter_errc::dimensions_with_default: return "dimensions cannot stand beside a default value";
    case metric_filter_errc::repeated_dimension: return "two dimensions have the name " + culprit(e);
    case metric_filter_errc::out_of_memory: return "there is not enough memory for the filter";
  }
  return {};
}

COVERWATCH_FUNC std::string help(const metric_filter_error& e) {
  switch (e.code) {
    case metric_filter_errc::empty: return "write at least one character";
    case metric_filter_errc::too_long: return metric::too_long_help(e);
    case metric_filter_errc::bad_character: return metric::bad_character_help(e);
    case metric_filter_errc::expected_number:
      return "write a number such as `1`; fields belong to patterns in `{` and `}` or in `[` and `]`";
    case metric_filter_errc::expected_selector: return metric::expected_selector_help(e);
    case metric_filter_errc::expected_column: return metric::expected_column_help(e);
    case metric_filter_errc::not_finite: return "write a number that a double can hold, less than 1.8e308 in size";
    case metric_filter_errc::bad_selector:
      return e.cause ? help(*e.cause) : "write one selector and nothing else, as in `$.latency`";
    case metric_filter_errc::wildcard_selector: return "name one value, as in `$.list[0]` or `$.object.name`";
    case metric_filter_errc::bad_position: return "positions count from 1, as in `$1`, without leading zeros";
    case metric_filter_errc::unknown_column:
      return metric::write_detail(e, "write the name of one of its columns, or give a column this name");
    case metric_filter_errc::unknown_unit:
      return metric::write_detail(e,
                                  "write one of its standard units, such as `Count`, `Seconds`, `Bytes` or `Percent`");
    case metric_filter_errc::too_many_dimensions: return "the service takes 3; leave the others out";
    case metric_filter_errc::dimensions_without_fields:
      return "leave them out; fields belong to patterns in `{` and `}` or in `[` and `]`";
    case metric_filter_errc::dimensions_with_default: return "leave out either the dimensions or the default value";
    case metric_filter_errc::repeated_dimension: return "give each dimension a name of its own";
    case metric_filter_errc::out_of_memory: return "leave the process more memory";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(metric_filter_errc code) noexcept {
  switch (code) {
    case metric_filter_errc::empty: return "empty";
    case metric_filter_errc::too_long: return "too_long";
    case metric_filter_errc::bad_character: return "bad_character";
    case metric_filter_errc::expected_number: return "expected_number";
    case metric_filter_errc::expected_selector: return "expected_selector";
    case metric_filter_errc::expected_column: return "expected_column";
    case metric_filter_errc::not_finite: return "not_finite";
    case metric_filter_errc::bad_selector: return "bad_selector";
    case metric_filter_errc::wildcard_selector: return "wildcard_selector";
    case metric_filter_errc::bad_position: return "bad_position";
    case metric_filter_errc::unknown_column: return "unknown_column";
    case metric_filter_errc::unknown_unit: return "unknown_unit";
    case metric_filter_errc::too_many_dimensions: return "too_many_dimensions";
    case metric_filter_errc::dimensions_without_fields: return "dimensions_without_fields";
    case metric_filter_errc::dimensions_with_default: return "dimensions_with_default";
    case metric_filter_errc::repeated_dimension: return "repeated_dimension";
    case metric_filter_errc::out_of_memory: return "out_of_memory";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(metric_field field) noexcept {
  switch (field) {
    case metric_field::metric_name: return "metricName";
    case metric_field::metric_namespace: return "metricNamespace";
    case metric_field::metric_value: return "metricValue";
    case metric_field::default_value: return "defaultValue";
    case metric_field::unit: return "unit";
    case metric_field::dimensions:
    case metric_field::dimension_name:
    case metric_field::dimension_value: return "dimensions";
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI
