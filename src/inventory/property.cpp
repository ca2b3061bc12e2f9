// SPDX-License-Identifier: Apache-2.0
// Each reader ends in the value, in nothing, or in a name among the unresolved.
#include "inventory/property.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using kind = property::kind;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Finite, and nothing behind it.
std::optional<double> number_in(std::string_view text) noexcept {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Terraform writes empty ones for none.
bool is_nothing(const property& p) noexcept {
  return p.is(kind::absent) || (p.is(kind::text) && p.text.empty()) ||
         ((p.is(kind::list) || p.is(kind::map)) && p.items.empty());
}

}  // namespace

bool is_snake_of(std::string_view snake, std::string_view camel) noexcept {
  std::size_t at = 0;
  for (std::size_t i = 0; i < camel.size(); ++i) {
    const bool upper = camel[i] != lower(camel[i]);
    if (upper && i != 0 && (at == snake.size() || snake[at++] != '_')) return false;
    if (at == snake.size() || snake[at++] != lower(camel[i])) return false;
  }
  return at == snake.size();
}

property_reader::property_reader(const property& properties, std::string_view condition) : top_(properties) {
  if (!condition.empty()) unresolved_.emplace_back("Condition");
}

bool property_reader::is_open(std::string_view name, std::string_view other) const {
  const property& p = top_.of(name, other);
  return top_.is(kind::open) || p.is(kind::open) || p.is(kind::map) || p.is(kind::list);
}

void property_reader::leave_open(std::string_view name, const property& p) {
  std::string own = within_ + (p.name.empty() ? std::string(name) : p.name);
  if (std::find(unresolved_.begin(), unresolved_.end(), own) == unresolved_.end())
    unresolved_.push_back(std::move(own));
}

std::string property_reader::text_of(const property& in, std::string_view name, std::string_view other) {
  const property& p = in.of(name, other);
  if (!p.pseudo) return symbol_of(in, name, other);
  leave_open(name, p);
  return {};
}

std::string property_reader::symbol_of(const property& in, std::string_view name, std::string_view other) {
  const property& p = in.of(name, other);
  if (p.is(kind::text)) return p.text;
  if (!is_nothing(p) || in.is(kind::open)) leave_open(name, p);
  return {};
}

std::vector<std::string> property_reader::texts_of(const property& in, std::string_view name) {
  const property& p = in.of(name);
  if (is_nothing(p)) return {};
  if (p.is(kind::text)) return {p.text};
  std::vector<std::string> out;
  for (const property& item : p.items) {
    if (item.is(kind::text))
      out.push_back(item.text);
    else if (!item.is(kind::absent))
      leave_open(name, p);
  }
  if (!p.is(kind::list)) leave_open(name, p);
  return out;
}

const std::vector<property>& property_reader::list_of(const property& in, std::string_view name,
                                                      std::string_view other) {
  static const std::vector<property> none;
  const property& p = in.of(name, other);
  if (p.is(kind::list)) return p.items;
  if (!is_nothing(p) || in.is(kind::open)) leave_open(name, p);
  return none;
}

std::optional<bool> property_reader::flag_of(const property& in, std::string_view name, std::optional<bool> if_absent,
                                             std::string_view other) {
  const property& p = in.of(name, other);
  if (is_nothing(p)) return if_absent;
  if (p.is(kind::text)) {
    std::string text = p.text;
    std::transform(text.begin(), text.end(), text.begin(), lower);
    if (text == "true") return true;
    if (text == "false") return false;
  }
  leave_open(name, p);
  return std::nullopt;
}

std::optional<double> property_reader::number_of(const property& in, std::string_view name) {
  const property& p = in.of(name);
  if (is_nothing(p)) return std::nullopt;
  const std::optional<double> value = p.is(kind::text) ? number_in(p.text) : std::nullopt;
  if (!value) leave_open(name, p);
  return value;
}

std::uint64_t property_reader::count_of(const property& in, std::string_view name) {
  constexpr double most = 1e15;  // all integers up to here are doubles
  const std::optional<double> value = number_of(in, name);
  if (!value) return 0;
  if (*value >= 0 && *value <= most && *value == std::floor(*value)) return static_cast<std::uint64_t>(*value);
  leave_open(name, in.of(name));
  return 0;
}

std::vector<std::pair<std::string, std::string>> property_reader::pairs_of(const property& in, std::string_view name) {
  const property& p = in.of(name);
  std::vector<std::pair<std::string, std::string>> out;
  if (is_nothing(p)) return out;
  if (!p.is(kind::map) && !p.is(kind::list)) leave_open(name, p);
  for (const property& item : p.items) {
    const property& key = item.of("Key").is(kind::absent) ? item.of("Name") : item.of("Key");
    const property& value = p.is(kind::map) ? item : item.of("Value");
    const std::string& called = p.is(kind::map) ? item.name : key.text;
    if (value.is(kind::text) && !value.pseudo && (p.is(kind::map) || key.is(kind::text)))
      out.emplace_back(called, value.text);
    else
      leave_open(name, p);
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
