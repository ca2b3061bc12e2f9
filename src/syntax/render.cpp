// SPDX-License-Identifier: Apache-2.0
// A diagnostic as people read it: message, the pattern in one line with marks below the place, help. In goes any
// diagnostic, made by the parser or by hand, out come lines of valid UTF-8 without control characters.
#include "support/utf8.hpp"
#include "syntax/glyphs.hpp"

#include <coverwatch/diagnostic.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI {

namespace syntax {

// Characters that a terminal obeys or hides: C0 and C1, zero widths, directions, line separators, byte order mark.
COVERWATCH_FUNC bool is_invisible(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

COVERWATCH_FUNC std::vector<glyph> glyphs(std::string_view text) {
  std::vector<glyph> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = support::decode(text, at);
    const bool invalid = (length == 1 && c >= 0x80) || (c >= 0xd800 && c <= 0xdfff);
    glyph next{at, std::string(text.substr(at, length))};
    if (invalid) next.text = "\xef\xbf\xbd";
    if (!invalid && is_invisible(c)) next.text = " ";
    all.push_back(std::move(next));
    at += length;
  }
  return all;
}

COVERWATCH_FUNC std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t columns = 0;
  for (const glyph& each : glyphs(text)) {
    if (columns++ == most) return out + "\u2026";
    out += each.text;
  }
  return out;
}

// Columns of the pattern: those to show, and those to mark.
struct columns {
  std::size_t begin = 0;
  std::size_t end = 0;
};

inline constexpr std::size_t widest_line = 100;
inline constexpr std::size_t room_before_caret = 40;

// A span as columns; at least one wide, at most one beyond the line.
COVERWATCH_FUNC columns columns_of(const std::vector<glyph>& line, const span& where) {
  const auto column = [&](std::size_t offset) {
    const auto at = std::lower_bound(line.begin(), line.end(), offset,
                                     [](const glyph& g, std::size_t wanted) { return g.offset < wanted; });
    return static_cast<std::size_t>(at - line.begin());
  };
  const std::size_t begin = column(where.begin);
  return {begin, std::max(begin + 1, column(where.end))};
}

COVERWATCH_FUNC columns visible_part(std::size_t length, const columns& caret) {
  if (length <= widest_line) return {0, length};
  const std::size_t begin = caret.begin > room_before_caret ? caret.begin - room_before_caret : 0;
  return {std::min(begin, length - widest_line), std::min(begin, length - widest_line) + widest_line};
}

// The part of the line, with an ellipsis in the place of the character at each cut.
COVERWATCH_FUNC std::string cut_line(const std::vector<glyph>& line, const columns& part) {
  std::string out;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const bool cut = (i == part.begin && i > 0) || (i + 1 == part.end && i + 1 < line.size());
    out += cut ? "\u2026" : line[i].text;
  }
  return out;
}

// `line` has one character a column.
COVERWATCH_FUNC void put_marks(std::string& line, const columns& part, const columns& where, char mark) {
  for (std::size_t i = std::max(where.begin, part.begin); i < where.end && i <= part.end; ++i)
    line[i - part.begin] = mark;
}

COVERWATCH_FUNC std::string marks_line(const std::vector<glyph>& line, const columns& part, const diagnostic& d) {
  std::string marks(part.end - part.begin + 1, ' ');
  if (d.related) put_marks(marks, part, columns_of(line, *d.related), '-');
  put_marks(marks, part, columns_of(line, d.where), '^');
  marks.erase(marks.find_last_not_of(' ') + 1);
  return marks;
}

}  // namespace syntax

COVERWATCH_FUNC std::string render(const diagnostic& d) {
  const auto line = syntax::glyphs(d.source);
  const auto part = syntax::visible_part(line.size(), syntax::columns_of(line, d.where));
  std::string out = is_warning(d.code) ? "warning: " : "error: ";
  out += message(d) + '\n';
  out += "  " + syntax::cut_line(line, part) + '\n';
  out += "  " + syntax::marks_line(line, part, d) + '\n';
  const std::string advice = help(d);
  if (!advice.empty()) out += "  help: " + advice + '\n';
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
