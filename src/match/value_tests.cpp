// SPDX-License-Identifier: Apache-2.0
// The two questions about bytes that tests and walk share.
#include "match/value_tests.hpp"

#include "support/ascii.hpp"

namespace coverwatch::inline COVERWATCH_ABI::match {

COVERWATCH_FUNC bool is_json_number(std::string_view s) noexcept {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < s.size() && support::is_digit(s[i])) ++i;
    return i > from;
  };
  if (i < s.size() && s[i] == '-') ++i;
  const bool zero = i < s.size() && s[i] == '0';
  const std::size_t first = i;
  if (!digits() || (zero && i - first > 1)) return false;
  if (i < s.size() && s[i] == '.' && (++i, !digits())) return false;
  if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
    ++i;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    if (!digits()) return false;
  }
  return i == s.size();
}

COVERWATCH_FUNC std::string_view unescaped(workspace& w, std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return raw;
  w.text.clear();
  support::json::append_unescaped(w.text, raw);
  return w.text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
