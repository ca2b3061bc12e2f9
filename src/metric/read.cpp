// SPDX-License-Identifier: Apache-2.0
// Follows a selector down a JSON value, or looks a token up by its name, and says what is there.
#include "metric/read.hpp"

#include "support/number.hpp"

#include <algorithm>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::metric {

namespace json = support::json;

// The one node that a selector without a wildcard selects, or none.
COVERWATCH_FUNC std::optional<json::value> select(const json::value& root, const logic::selector& s) {
  std::optional<json::value> node = root;
  for (const logic::step& step : s.steps) {
    if (const auto* name = std::get_if<logic::name_step>(&step)) {
      node = node->is(json::kind::object) ? node->member(name->name) : std::nullopt;
    } else if (const auto* index = std::get_if<logic::index_step>(&step)) {
      node = node->is(json::kind::array) ? node->element(index->index) : std::nullopt;
    } else {
      node = std::nullopt;
    }
    if (!node) break;
  }
  return node;
}

COVERWATCH_FUNC std::optional<std::string_view> find_token(const event_fields& event, const token& wanted) {
  const auto found = std::find_if(event.tokens.begin(), event.tokens.end(),
                                  [&](const field& each) { return each.name == wanted.name; });
  if (found == event.tokens.end()) return std::nullopt;
  return found->value;
}

COVERWATCH_FUNC value_reading reading_of_number(std::string_view text) {
  const auto number = finite_number(text);
  return number ? value_reading{value_reading::kind::number, *number} : value_reading{value_reading::kind::other};
}

COVERWATCH_FUNC value_reading read_at(const constant& c, const event_fields&) {
  return {value_reading::kind::number, c.value};
}
COVERWATCH_FUNC value_reading read_at(const logic::selector& s, const event_fields& event) {
  const auto node = select(*event.object, s);
  if (!node || node->is(json::kind::null)) return {};
  return node->is(json::kind::number) ? reading_of_number(node->spelling()) : value_reading{value_reading::kind::other};
}
COVERWATCH_FUNC value_reading read_at(const token& t, const event_fields& event) {
  const auto text = find_token(event, t);
  return text ? reading_of_number(*text) : value_reading{};
}

COVERWATCH_FUNC value_reading read_value(const value_source& source, const event_fields& event) {
  return std::visit([&](const auto& each) { return read_at(each, event); }, source);
}

COVERWATCH_FUNC std::optional<std::string> text_at(const logic::selector& s, const event_fields& event) {
  const auto node = select(*event.object, s);
  if (node && node->is(json::kind::string)) return std::string(node->string());
  if (node && node->is(json::kind::number)) return std::string(support::json_number(node->spelling()).text());
  return std::nullopt;
}
COVERWATCH_FUNC std::optional<std::string> text_at(const token& t, const event_fields& event) {
  const auto text = find_token(event, t);
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

// What the CloudWatch API takes: 1 to 1,024 characters, ASCII without control characters, not only blanks.
COVERWATCH_FUNC bool fits_dimension(std::string_view text) {
  return text.size() <= 1024 && text.find_first_not_of(' ') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

COVERWATCH_FUNC std::optional<std::string> read_dimension(const field_source& source, const event_fields& event) {
  auto text = std::visit([&](const auto& each) { return text_at(each, event); }, source);
  return text && fits_dimension(*text) ? std::move(text) : std::nullopt;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::metric
