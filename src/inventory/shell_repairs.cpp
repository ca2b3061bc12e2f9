// SPDX-License-Identifier: Apache-2.0
// Each in one pass over its text.
#include "inventory/shell_repairs.hpp"

#include "support/ascii.hpp"

namespace coverwatch::inline COVERWATCH_ABI::inventory {

std::string in_one_line(std::string_view text) {
  constexpr std::size_t longest = 400;
  std::string out;
  for (const char c : text.substr(0, longest)) {
    const bool blank = support::is_json_space(c);
    if (!blank || !out.ends_with(' ')) out += blank ? ' ' : c;
  }
  return text.size() > longest ? out + "..." : out;
}

std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) c == '\'' ? void(out += R"('\'')") : void(out += c);
  return out + "'";
}

std::string with_double_quotes_inside(std::string_view raw) {
  if (raw.size() < 2 || (raw.front() != '\'' && raw.front() != '"') || raw.back() != raw.front()) return {};
  const char quote = raw.front();
  std::string out;
  for (std::size_t i = 1; i + 1 < raw.size(); ++i) {
    if (quote == '"' && raw[i] == '\\' && raw[i + 1] == '"') continue;
    out += raw[i] == quote ? '"' : raw[i];
  }
  return out;
}

std::string with_whole_placeholders(std::string_view text) {
  std::string out;
  std::size_t begin = 0;  // of the value
  bool open = false;
  for (const char c : text) {
    if (c == '<') open = true;
    if (c == '>' && !open) out.insert(begin, 1, '<');
    out += c;
    if (c == '>') open = false;
    if (c == '=' || c == ',' || c == '[' || c == '{' || c == '>') begin = out.size();
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
