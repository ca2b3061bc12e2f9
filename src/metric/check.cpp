// SPDX-License-Identifier: Apache-2.0
// Field after field: lengths, characters, numbers, units, dimensions. The first mistake ends it. Linear in the texts.
#include "metric/check.hpp"

#include "metric/units.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::metric {

using mistake = std::optional<metric_filter_error>;

// One field of the transformation, as errors name it.
struct field_text {
  metric_field field{};
  std::string_view text;
  std::size_t dimension = 0;
};

COVERWATCH_FUNC metric_filter_error error_in(const field_text& f, metric_filter_errc code, span where,
                                             std::string detail = {}) {
  return {.code = code,
          .field = f.field,
          .dimension = f.dimension,
          .where = where,
          .source = std::string(f.text),
          .detail = std::move(detail)};
}

COVERWATCH_FUNC mistake find_wrong_length(const field_text& f, std::size_t limit) {
  if (f.text.empty()) return error_in(f, metric_filter_errc::empty, {});
  std::size_t at = 0;
  for (std::size_t count = 0; at < f.text.size(); ++count) {
    if (count == limit) return error_in(f, metric_filter_errc::too_long, {at, f.text.size()}, std::to_string(limit));
    at += support::decode(f.text, at).length;
  }
  return {};
}

COVERWATCH_FUNC mistake find_bad_character(const field_text& f, std::size_t at) {
  if (at == std::string_view::npos) return {};
  return error_in(f, metric_filter_errc::bad_character, {at, at + support::decode(f.text, at).length});
}

// Of a metric or a namespace: the API lists three characters that cannot stand in it.
COVERWATCH_FUNC mistake find_wrong_name(const field_text& f) {
  if (auto wrong = find_wrong_length(f, longest_name)) return wrong;
  return find_bad_character(f, std::min(f.text.find_first_of(":*$"), support::find_invalid_utf8(f.text)));
}

// Of a dimension: visible ASCII and blanks, something visible among them, no colon first.
COVERWATCH_FUNC mistake find_wrong_dimension_name(const field_text& f) {
  if (auto wrong = find_wrong_length(f, longest_name)) return wrong;
  if (f.text.front() == ':') return find_bad_character(f, 0);
  const auto strange = std::find_if(f.text.begin(), f.text.end(), [](char c) { return c < ' ' || c > '~'; });
  if (strange != f.text.end()) return find_bad_character(f, static_cast<std::size_t>(strange - f.text.begin()));
  if (f.text.find_first_not_of(' ') == std::string_view::npos) {
    return error_in(f, metric_filter_errc::empty, {0, f.text.size()});
  }
  return {};
}

COVERWATCH_FUNC mistake find_wrong_default(const metric_transformation& t) {
  if (!t.default_value || std::isfinite(*t.default_value)) return {};
  return error_in({metric_field::default_value, {}}, metric_filter_errc::not_finite, {});
}

COVERWATCH_FUNC mistake find_wrong_unit(const metric_transformation& t) {
  if (!t.unit || !standard_unit(*t.unit).empty()) return {};
  return error_in({metric_field::unit, *t.unit}, metric_filter_errc::unknown_unit, {0, t.unit->size()},
                  std::string(likely_unit(*t.unit)));
}

COVERWATCH_FUNC mistake find_wrong_dimension_list(const pattern& p, const metric_transformation& t) {
  const field_text list{metric_field::dimensions, {}};
  if (t.dimensions.empty()) return {};
  if (p.kind() != pattern_kind::json && p.kind() != pattern_kind::space_delimited) {
    return error_in(list, metric_filter_errc::dimensions_without_fields, {});
  }
  if (t.dimensions.size() > most_dimensions) {
    return error_in(list, metric_filter_errc::too_many_dimensions, {}, std::to_string(most_dimensions));
  }
  if (t.default_value) return error_in(list, metric_filter_errc::dimensions_with_default, {});
  return {};
}

// The error with the name of its field.
COVERWATCH_FUNC unexpected<metric_filter_error> refusal_in(const field_text& f, metric_filter_error e) {
  e.field = f.field;
  e.dimension = f.dimension;
  return {std::move(e)};
}

COVERWATCH_FUNC result<dimension_source, metric_filter_error> check_dimension(const pattern& p,
                                                                              const metric_transformation& t,
                                                                              std::size_t index) {
  const metric_dimension& d = t.dimensions[index];
  const field_text its_name{metric_field::dimension_name, d.name, index};
  const field_text its_value{metric_field::dimension_value, d.value, index};
  if (auto wrong = find_wrong_dimension_name(its_name)) return unexpected{std::move(*wrong)};
  for (std::size_t earlier = 0; earlier < index; ++earlier) {
    if (t.dimensions[earlier].name != d.name) continue;
    return unexpected{error_in(its_name, metric_filter_errc::repeated_dimension, {0, d.name.size()})};
  }
  if (auto wrong = find_wrong_length(its_value, longest_dimension_value)) return unexpected{std::move(*wrong)};
  auto value = read_field_source(p, d.value);
  if (!value) return refusal_in(its_value, std::move(value.error()));
  return dimension_source{d.name, std::move(*value)};
}

COVERWATCH_FUNC result<value_source, metric_filter_error> check_value(const pattern& p,
                                                                      const metric_transformation& t) {
  const field_text f{metric_field::metric_value, t.metric_value};
  if (auto wrong = find_wrong_length(f, longest_value)) return unexpected{std::move(*wrong)};
  auto value = read_value_source(p, t.metric_value);
  if (!value) return refusal_in(f, std::move(value.error()));
  return std::move(*value);
}

COVERWATCH_FUNC result<plan, metric_filter_error> check(const pattern& p, const metric_transformation& t) {
  if (auto wrong = find_wrong_name({metric_field::metric_name, t.metric_name})) return unexpected{std::move(*wrong)};
  if (auto wrong = find_wrong_name({metric_field::metric_namespace, t.metric_namespace})) {
    return unexpected{std::move(*wrong)};
  }
  auto value = check_value(p, t);
  if (!value) return unexpected{std::move(value.error())};
  if (auto wrong = find_wrong_default(t)) return unexpected{std::move(*wrong)};
  if (auto wrong = find_wrong_unit(t)) return unexpected{std::move(*wrong)};
  if (auto wrong = find_wrong_dimension_list(p, t)) return unexpected{std::move(*wrong)};
  plan out{std::move(*value), t.default_value, standard_unit(t.unit ? std::string_view(*t.unit) : no_unit), {}};
  for (std::size_t index = 0; index < t.dimensions.size(); ++index) {
    auto dimension = check_dimension(p, t, index);
    if (!dimension) return unexpected{std::move(dimension.error())};
    out.dimensions.push_back(std::move(*dimension));
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
