// SPDX-License-Identifier: Apache-2.0
// The second opinion on texts: wildcards by plain recursion, regular expressions by the standard library, over
// characters that are decoded here once more.
#include "second_opinion.hpp"

#include <array>
#include <map>
#include <optional>
#include <regex>

namespace opinion {
namespace {

bool glob(const char* pattern, const char* end, const char* text, const char* text_end) {
  if (pattern == end) return text == text_end;
  if (*pattern == '*') {
    for (const char* from = text; from <= text_end; ++from) {
      if (glob(pattern + 1, end, from, text_end)) return true;
    }
    return false;
  }
  return text != text_end && *text == *pattern && glob(pattern + 1, end, text + 1, text_end);
}

bool leftmost_first(const std::string& pattern, const std::string& text) {
  auto star = pattern.find('*');
  if (text.compare(0, star, pattern, 0, star) != 0) return false;
  std::size_t at = star;
  for (;;) {
    const std::size_t begin = star + 1;
    star = pattern.find('*', begin);
    const std::string piece = pattern.substr(begin, star == std::string::npos ? star : star - begin);
    if (star == std::string::npos && piece.empty()) return true;
    at = text.find(piece, at);
    if (at == std::string::npos) return false;
    at += piece.size();
    if (star == std::string::npos) return at == text.size();
  }
}

// How many bytes the lead byte announces, 1 for one that leads nothing.
std::size_t announced(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
}

// The character that the bytes are, or nothing: too few, none that goes on, longer than need be, past the last one.
std::optional<unsigned> character(const std::string& bytes) {
  constexpr std::array<unsigned, 5> least{0, 0, 0x80, 0x800, 0x10000};
  unsigned code = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return code;
  code &= 0x7fU >> bytes.size();
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    const unsigned next = static_cast<unsigned char>(bytes[i]);
    if ((next & 0xc0U) != 0x80U) return std::nullopt;
    code = code << 6 | (next & 0x3fU);
  }
  if (code < least[bytes.size()] || code > 0x10ffff) return std::nullopt;
  return code;
}

// A byte that is no part of a character is one by itself.
std::wstring wide(const std::string& text) {
  std::wstring out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = announced(static_cast<unsigned char>(text[i]));
    auto code = i + length <= text.size() ? character(text.substr(i, length)) : std::nullopt;
    if (!code) {
      length = 1;
      code = static_cast<unsigned char>(text[i]);
    }
    out += static_cast<wchar_t>(*code);
    i += length;
  }
  return out;
}

// The expression as the standard library reads it: its `.` stops at more than a newline, and a `]` that comes first in a
// class ends it.
std::wstring standard(const std::string& body) {
  std::wstring out;
  bool in_class = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '.' && !in_class) {
      out += L"[^\n]";
      continue;
    }
    out += static_cast<wchar_t>(c);
    if (c == '\\' && i + 1 < body.size()) {
      out += static_cast<wchar_t>(body[++i]);
    } else if (c == '[' && !in_class) {
      in_class = true;
      if (i + 1 < body.size() && body[i + 1] == '^') out += static_cast<wchar_t>(body[++i]);
      if (i + 1 < body.size() && body[i + 1] == ']') {
        out += L"\\]";
        ++i;
      }
    } else if (c == ']') {
      in_class = false;
    }
  }
  return out;
}

}  // namespace

bool text_matches(const std::string& pattern, const std::string& text, bool leftmost) {
  if (pattern.find('*') == std::string::npos) return pattern == text;
  if (leftmost) return leftmost_first(pattern, text);
  return glob(pattern.data(), pattern.data() + pattern.size(), text.data(), text.data() + text.size());
}

bool regex_found(const std::string& body, const std::string& text) {
  static std::map<std::string, std::wregex> compiled;
  auto found = compiled.find(body);
  if (found == compiled.end()) {
    found = compiled.emplace(body, std::wregex(standard(body), std::regex::ECMAScript)).first;
  }
  return std::regex_search(wide(text), found->second);
}

}  // namespace opinion
