// SPDX-License-Identifier: Apache-2.0
#include "statistics.hpp"

#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <string_view>

namespace bench {
namespace {

namespace dom = simdjson::dom;

// What one event shows.
struct traits {
  std::size_t depth = 0, tokens = 0;
  bool null = false, odd_key = false, whole_float = false, json_in_string = false, line_break = false;
};

bool is_identifier(std::string_view key) {
  const auto letter = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto either = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  return !key.empty() && letter(key.front()) && std::all_of(key.begin(), key.end(), either);
}

void look(dom::element value, std::size_t depth, traits& t);

void look_at_text(std::string_view text, traits& t) {
  t.json_in_string |= text.starts_with("{\"") || text.starts_with("{\n");
  t.line_break |= text.find('\n') != std::string_view::npos;
}

// Tokens: brackets, colons, commas, strings and scalars.
void look_at_object(dom::object object, std::size_t depth, traits& t) {
  t.depth = std::max(t.depth, depth);
  t.tokens += 2;
  bool first = true;
  for (const auto member : object) {
    t.tokens += first ? 2 : 3;
    first = false;
    t.odd_key |= !is_identifier(member.key);
    look(member.value, depth + 1, t);
  }
}

void look_at_array(dom::array array, std::size_t depth, traits& t) {
  t.depth = std::max(t.depth, depth);
  t.tokens += 2;
  bool first = true;
  for (const auto element : array) {
    t.tokens += first ? 0 : 1;
    first = false;
    look(element, depth + 1, t);
  }
}

void look(dom::element value, std::size_t depth, traits& t) {
  switch (value.type()) {
    case dom::element_type::OBJECT: return look_at_object(value.get_object(), depth, t);
    case dom::element_type::ARRAY: return look_at_array(value.get_array(), depth, t);
    case dom::element_type::STRING: look_at_text(value.get_string(), t); break;
    case dom::element_type::DOUBLE: t.whole_float |= value.get_double() < 1e15; break;
    case dom::element_type::NULL_VALUE: t.null = true; break;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::BOOL: break;
  }
  ++t.tokens;
}

struct sums {
  std::vector<std::size_t> sizes, depths;
  std::set<std::string> names, sources;
  std::size_t count = 0, tokens = 0, bytes = 0;
  std::size_t errors = 0, refused = 0, decoys = 0, nulls = 0, odd_keys = 0, floats = 0, unicode = 0, json = 0,
              breaks = 0;
};

void look_at_error(std::string_view line, std::string_view error, sums& s) {
  s.errors += !error.empty();
  const bool refused = error.starts_with("AccessDenied") || error.ends_with("UnauthorizedOperation");
  const bool named = line.find("AccessDenied") != line.npos || line.find("UnauthorizedOperation") != line.npos;
  s.refused += refused;
  s.decoys += named && !refused;
}

void add(std::string_view line, dom::element event, sums& s) {
  traits t;
  look(event, 1, t);
  ++s.count;
  s.sizes.push_back(line.size());
  s.depths.push_back(t.depth);
  s.bytes += line.size();
  s.tokens += t.tokens;
  std::string_view name, source, error;
  if (event["eventName"].get(name) == simdjson::SUCCESS) s.names.emplace(name);
  if (event["eventSource"].get(source) == simdjson::SUCCESS) s.sources.emplace(source);
  if (event["errorCode"].get(error) != simdjson::SUCCESS) error = {};
  look_at_error(line, error, s);
  s.nulls += t.null;
  s.odd_keys += t.odd_key;
  s.floats += t.whole_float;
  s.unicode += line.find("\\u") != line.npos;
  s.json += t.json_in_string;
  s.breaks += t.line_break;
}

double at(const std::vector<std::size_t>& sorted, std::size_t percent) {
  return sorted.empty() ? 0 : static_cast<double>(sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)]);
}

}  // namespace

std::vector<statistic> statistics_of(const corpus& c) {
  sums s;
  simdjson::dom::parser parser;
  for (const std::string_view line : c.events) {
    dom::element event;
    if (parser.parse(line.data(), line.size(), false).get(event) == simdjson::SUCCESS) add(line, event, s);
  }
  std::sort(s.sizes.begin(), s.sizes.end());
  std::sort(s.depths.begin(), s.depths.end());
  const auto number = [](std::size_t n) { return static_cast<double>(n); };
  const double all = std::max(1.0, number(s.count));
  const auto share = [&](std::size_t n) { return 100 * number(n) / all; };
  constexpr double any = std::numeric_limits<double>::infinity();
  return {{"events", number(s.count), 28568, 100000, any},
          {"no JSON", number(c.events.size() - s.count), 0, 0, 0},
          {"megabytes", number(s.bytes) / 1e6, 0, 268, any},
          {"size, least", at(s.sizes, 0), 345, 300, 390},
          {"size, median", at(s.sizes, 50), 1562, 1520, 1610},
          {"size, 99th of 100", at(s.sizes, 99), 2434, 2300, 2570},
          {"size, most", at(s.sizes, 100), 30936, 27000, 31000},
          {"bytes per token", number(s.bytes) / std::max(1.0, number(s.tokens)), 9.25, 8.7, 9.8},
          {"depth, median", at(s.depths, 50), 3, 3, 3},
          {"depth, most", at(s.depths, 100), 11, 11, 11},
          {"names of events", number(s.names.size()), 819, 819, 819},
          {"sources", number(s.sources.size()), 115, 115, 115},
          {"% with errorCode", share(s.errors), 38, 17, 38},
          {"% of these refused", share(s.refused), 0, 0.9, 10.5},
          {"% that name a refusal elsewhere", share(s.decoys), 0, 0.1, 2},
          {"% with null", share(s.nulls), 78, 75, 81},
          {"% with a key that is no identifier", share(s.odd_keys), 83, 80, 86},
          {"% with a float such as 243.0", share(s.floats), 58, 55, 61},
          {"% with a \\u escape", share(s.unicode), 0.36, 0.25, 0.55},
          {"% with JSON in a string", share(s.json), 0.27, 0.15, 0.4},
          {"% with a line break in a string", share(s.breaks), 0.15, 0.08, 0.25}};
}

}  // namespace bench
