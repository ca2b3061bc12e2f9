// SPDX-License-Identifier: Apache-2.0
// Laws, over any transformation of a metric filter and any bytes as event: the transformation is taken as it is, or
// refused with a place inside the field; the answer is the pattern's; only a match has a sample of its own, any other
// event the default value or none; and a sample is finite, of the unit, with all dimensions or none. The first line is
// the pattern; the second the fields, apart by tabs (name, namespace, value, default, unit, then names and values of
// dimensions in turn); the rest is the event.
#include "mutators/layout.hpp"

#include <coverwatch/metric_filter.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using coverwatch::metric_transformation;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  out.resize(std::max<std::size_t>(out.size(), 5));
  return out;
}

metric_transformation transformation_of(const std::vector<std::string>& fields) {
  metric_transformation t;
  t.metric_name = fields[0];
  t.metric_namespace = fields[1];
  t.metric_value = fields[2];
  if (!fields[3].empty()) t.default_value = std::strtod(fields[3].c_str(), nullptr);
  if (!fields[4].empty()) t.unit = fields[4];
  for (std::size_t i = 5; i + 1 < fields.size(); i += 2) t.dimensions.push_back({fields[i], fields[i + 1]});
  return t;
}

void look_at(const coverwatch::metric_filter_error& e, const metric_transformation& t) {
  demand(e.where.begin <= e.where.end && e.where.end <= e.source.size(), "a mistake lies in its field");
  demand(e.dimension < std::max<std::size_t>(t.dimensions.size(), 1), "a mistake is in a dimension that is there");
  demand(!name(e.code).empty() && !name(e.field).empty() && !message(e).empty() && !help(e).empty(),
         "a mistake has words");
  using errc = coverwatch::metric_filter_errc;
  if (!e.cause) return;
  demand(e.code == errc::bad_selector || e.code == errc::wildcard_selector, "the language knows selectors only");
  demand(e.cause->source == e.source && e.cause->where.end <= e.source.size(), "the cause lies in the field");
}

void check(const coverwatch::metric_filter& filter, std::string_view event) {
  static coverwatch::scratch memory;
  const metric_transformation& t = filter.transformation();
  const auto published = filter.apply(event, memory);
  demand(published.answer == filter.filter_pattern().evaluate(event, memory), "the answer is the pattern's");
  if (!published.sample) return;
  const bool own = published.answer == coverwatch::outcome::match;
  const double value = published.sample->value;
  demand(own || (t.default_value && value == *t.default_value), "only a match has a sample of its own");
  demand(std::isfinite(value), "a sample is finite");
  demand(published.sample->unit == t.unit.value_or("None"), "a sample has the unit");
  const auto& dimensions = published.sample->dimensions;
  demand(dimensions.empty() || dimensions.size() == t.dimensions.size(), "all dimensions, or none");
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    demand(dimensions[i].name == t.dimensions[i].name && !dimensions[i].value.empty(), "a dimension has a value");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto pattern = coverwatch::pattern::parse(mutators::take_line(input));
  if (!pattern) return 0;
  const metric_transformation t = transformation_of(fields_of(mutators::take_line(input)));
  const auto filter = coverwatch::metric_filter::create(*pattern, t);
  if (!filter) {
    look_at(filter.error(), t);
  } else {
    demand(filter->transformation().metric_value == t.metric_value && filter->transformation().unit == t.unit,
           "the transformation is as it was given");
    check(*filter, input);
  }
  return 0;
}
