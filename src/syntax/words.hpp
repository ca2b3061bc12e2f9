// SPDX-License-Identifier: Apache-2.0
// Small questions about a pattern's text that checks, diagnostics and messages ask. ASCII only; no state, no memory.
#pragma once

#include "support/ascii.hpp"

#include <coverwatch/config.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// The detail of a mistake whose words are others in the condition of a column.
inline constexpr std::string_view in_column = "column";

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
constexpr bool is_name_char(char c) noexcept {
  return support::is_digit(c) || support::is_ascii_letter(c) || c == '_' || c == '-';
}
constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  }
  return true;
}
constexpr bool ends_ignoring_case(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}
constexpr bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) noexcept {
  for (const std::string_view each : words) {
    if (equals_ignoring_case(word, each)) return true;
  }
  return false;
}

// The first offset from `at` on whose character is no blank (no name character); the end when there is none.
constexpr std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}
constexpr std::size_t skip_name(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_name_char(text[at])) ++at;
  return at;
}
constexpr std::string_view name_at(std::string_view text, std::size_t at) noexcept {
  return text.substr(at, skip_name(text, at) - at);
}
constexpr bool starts_at(std::string_view text, std::size_t at, std::string_view what) noexcept {
  return at <= text.size() && text.substr(at, what.size()) == what;
}

constexpr bool is_one_char_of(char c, std::string_view set) noexcept { return set.find(c) != std::string_view::npos; }

// The first offset from `at` on whose character is one of `stops`; the end when there is none.
constexpr std::size_t find_any(std::string_view text, std::size_t at, std::string_view stops) noexcept {
  const std::size_t found = text.find_first_of(stops, at);
  return found == std::string_view::npos ? text.size() : found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
