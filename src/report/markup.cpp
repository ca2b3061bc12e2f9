// SPDX-License-Identifier: Apache-2.0
// One walk over the characters; what may not be shown as it is becomes its number.
#include "report/markup.hpp"

#include "support/utf8.hpp"

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD
constexpr std::string_view ellipsis = "\xe2\x80\xa6";     // U+2026

// Controls, what turns the direction of writing, what takes no room, private or unassigned ends of planes.
bool is_deceptive(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
         (c >= 0xfff9 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c <= 0xe007f);
}

template <typename Plain>
std::string shown(std::string_view text, bool lines, Plain append_plain) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = support::well_formed_length(text, at, false);
    const char32_t c = support::decode(text, at).code_point;
    if (length == 0)
      out += replacement;
    else if (is_deceptive(c) && !(lines && (c == '\n' || c == '\t')))
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c));
    else
      append_plain(out, text.substr(at, length));
    at += length == 0 ? 1 : length;
  }
  return out;
}

void append_markup(std::string& out, std::string_view character) {
  switch (character.front()) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\'': out += "&#39;"; return;
    default: out += character;
  }
}

}  // namespace

std::string escaped(std::string_view text) { return shown(text, true, append_markup); }

std::string visible(std::string_view text, bool lines) {
  return shown(text, lines, [](std::string& out, std::string_view character) { out += character; });
}

std::string cut(std::string_view text, std::size_t characters) {
  std::size_t kept = 0;  // where the text would be cut to make room for the ellipsis
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count + 1 == characters) kept = at;
    if (count == characters) return std::string(text.substr(0, kept)).append(characters == 0 ? "" : ellipsis);
    const std::size_t length = support::well_formed_length(text, at, false);
    at += length == 0 ? 1 : length;
  }
  return std::string(text);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
