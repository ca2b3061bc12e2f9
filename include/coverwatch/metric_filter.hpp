// SPDX-License-Identifier: Apache-2.0
// A metric filter: a pattern, and what becomes of an event in CloudWatch. In goes an event, out comes the pattern's
// answer and the sample that the service would publish for it, if any (docs/metric-filters.md). Sends nothing and knows
// no time: a sample belongs to the time of its own event, which the caller has.
//
//   auto filter = coverwatch::metric_filter::create(pattern, {.metric_name = "Latency", .metric_namespace = "Shop",
//                                                             .metric_value = "$.latency", .unit = "Milliseconds"});
//   if (!filter) std::cerr << coverwatch::message(filter.error());
//   if (auto sample = filter->apply(event, scratch).sample) total += sample->value;
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/diagnostic.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/result.hpp>
#include <coverwatch/scratch.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

// In a transformation the value says where to read: `$.selector` for a JSON pattern, `$name` or `$N` for a
// space-delimited one. In a datapoint it is the text that was read.
struct metric_dimension {
  std::string name;
  std::string value;
  friend bool operator==(const metric_dimension&, const metric_dimension&) = default;
};

// What PutMetricFilter calls a metric transformation, under its own names. Nothing is checked before `create`.
struct metric_transformation {
  std::string metric_name = {};
  std::string metric_namespace = {};
  std::string metric_value = {};  // a number, `$.selector`, `$name` or `$N`
  std::optional<double> default_value = {};
  std::optional<std::string> unit = {};           // one of CloudWatch's standard units; `None` when not given
  std::vector<metric_dimension> dimensions = {};  // at most 3
};

// The field of a transformation that an error is about.
enum class metric_field : std::uint8_t {
  metric_name,
  metric_namespace,
  metric_value,
  default_value,
  unit,
  dimensions,
  dimension_name,
  dimension_value,
};

// One kind for each mistake. The comment shows one.
enum class metric_filter_errc : std::uint8_t {
  empty,                      // a name, a namespace or a value without a character; a dimension's name of blanks
  too_long,                   // longer than the service allows
  bad_character,              // metric_name = "a:b"
  expected_number,            // metric_value = "$.a" for a pattern of terms, which has no fields
  expected_selector,          // metric_value = "latency" for a JSON pattern
  expected_column,            // metric_value = "$.a" for a space-delimited pattern
  not_finite,                 // metric_value = "1e309"; a default value that is NaN
  bad_selector,               // metric_value = "$.a["
  wildcard_selector,          // metric_value = "$.a[*]"
  bad_position,               // metric_value = "$0"
  unknown_column,             // metric_value = "$size" for `[ip, status]`; "$3", or "$2", which has a name
  unknown_unit,               // unit = "ms"
  too_many_dimensions,        // four
  dimensions_without_fields,  // dimensions for a pattern of terms
  dimensions_with_default,    // dimensions beside a default value
  repeated_dimension,         // two of one name
  out_of_memory,              // nothing is wrong with the transformation; no field, and all texts empty
};

// Why a transformation is refused: the first mistake, in the order of the fields. A plain value.
struct metric_filter_error {
  metric_filter_errc code{};
  metric_field field{};
  std::size_t dimension = 0;             // which one, from 0, when the field is a dimension's name or value
  span where = {};                       // byte offsets into `source`; empty when the whole field is meant
  std::string source = {};               // the field's text as it was given; empty when the field is no text
  std::string detail = {};               // a limit, or what the help proposes; may be empty
  std::optional<diagnostic> cause = {};  // of `bad_selector`: the language's own mistake, its places in `source`
};

// The code's own name, as it stands above, and the field's as the API has it (`metricName`): stable, for programs.
COVERWATCH_API std::string_view name(metric_filter_errc code) noexcept;
COVERWATCH_API std::string_view name(metric_field field) noexcept;
// One sentence, lower case, no full stop: what is wrong, or what was expected.
COVERWATCH_API std::string message(const metric_filter_error& e);
// The usual fix.
COVERWATCH_API std::string help(const metric_filter_error& e);

// One sample of a metric. Owns its texts but for the unit, which lives as long as the program.
struct datapoint {
  double value = 0;                               // finite
  std::string_view unit = {};                     // a standard unit; `None` when the transformation gives none
  std::vector<metric_dimension> dimensions = {};  // all of the transformation's, in its order, or none at all
};

// What became of one event.
struct publication {
  outcome answer{};                 // of the pattern
  std::optional<datapoint> sample;  // nothing when the service would publish nothing
};

// An immutable value; copies share one plan, and any number of threads may use it at once, each with its own scratch.
class COVERWATCH_API metric_filter {
 public:
  // The filter, or the first thing in `t` that the service refuses. Linear in the texts. `p` is copied, which is cheap.
  static result<metric_filter, metric_filter_error> create(const pattern& p, const metric_transformation& t);

  // What the service would publish for this event. A matching event whose fields are asked for is read again, for
  // them; every other event costs what `pattern::evaluate` costs. Allocates for the texts of dimensions and the tokens
  // of columns. An event without an answer (`too_large`, `too_deep`, `out_of_memory`) has no sample.
  publication apply(std::string_view event, scratch& memory) const noexcept;

  const pattern& filter_pattern() const noexcept;
  const metric_transformation& transformation() const noexcept;  // as it was given

  struct parts;  // defined in src/metric

 private:
  explicit metric_filter(std::shared_ptr<const parts> p) : parts_(std::move(p)) {}
  std::shared_ptr<const parts> parts_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
