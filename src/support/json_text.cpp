// SPDX-License-Identifier: Apache-2.0
// Texts of JSON: escapes done and undone, the words of the errors; and the handle on one value of a document. In go
// views, out come views into the document or bytes appended to a string. Never judges what it is given.
#include "support/ascii.hpp"
#include "support/json.hpp"
#include "support/json_reader.hpp"
#include "support/utf8.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::support::json {

COVERWATCH_FUNC std::string_view message(errc code) noexcept {
  switch (code) {
    case errc::empty: return "there is no value";
    case errc::unexpected_end: return "the text ends in the middle of a value";
    case errc::unexpected: return "this byte cannot stand here";
    case errc::bad_literal: return "expected `true`, `false` or `null`, in small letters";
    case errc::bad_number: return "this is not how JSON writes numbers";
    case errc::bad_escape: return "there is no such escape";
    case errc::control_character: return "a control character in a string must be escaped";
    case errc::bad_utf8: return "the string is not UTF-8";
    case errc::trailing_text: return "there is text after the value";
    case errc::too_deep: return "brackets are nested more than 1,000 deep";
    case errc::too_large: return "the text has 4 GiB or more";
  }
  return {};
}

COVERWATCH_FUNC const node& value::get() const noexcept { return document_->nodes_[index_]; }
COVERWATCH_FUNC kind value::what() const noexcept { return get().what; }
COVERWATCH_FUNC std::size_t value::begin() const noexcept { return get().begin; }
COVERWATCH_FUNC std::size_t value::end() const noexcept { return get().end; }

COVERWATCH_FUNC std::string_view value::string() const noexcept {
  if (!is(kind::string)) return {};
  return std::string_view(document_->texts_).substr(get().text, get().length);
}

COVERWATCH_FUNC std::string_view value::spelling() const noexcept {
  if (!is(kind::number)) return {};
  return std::string_view(document_->texts_).substr(get().text, get().length);
}

COVERWATCH_FUNC std::size_t value::size() const noexcept {
  return is(kind::array) || is(kind::object) ? get().length : 0;
}

COVERWATCH_FUNC std::string_view value::key() const noexcept {
  return std::string_view(document_->texts_).substr(get().key, get().key_length);
}

COVERWATCH_FUNC std::optional<value> value::first_child() const noexcept {
  if (get().first == 0) return std::nullopt;
  return value(*document_, get().first);
}

COVERWATCH_FUNC std::optional<value> value::next_sibling() const noexcept {
  if (get().next == 0) return std::nullopt;
  return value(*document_, get().next);
}

COVERWATCH_FUNC std::optional<value> value::member(std::string_view key) const noexcept {
  if (!is(kind::object)) return std::nullopt;
  std::optional<value> child = first_child();
  while (child && child->key() != key) child = child->next_sibling();
  return child;
}

COVERWATCH_FUNC std::optional<value> value::element(std::uint64_t index) const noexcept {
  if (!is(kind::array) || index >= size()) return std::nullopt;
  std::optional<value> child = first_child();
  for (; index > 0; --index) child = child->next_sibling();
  return child;
}

COVERWATCH_FUNC void append_hex_escape(std::string& out, char32_t c) {
  out.append("\\u");
  for (const unsigned shift : {12u, 8u, 4u, 0u}) out.push_back("0123456789abcdef"[c >> shift & 15]);
}

COVERWATCH_FUNC void append_ascii_quoted(std::string& out, char c) {
  switch (c) {
    case '\b': out.append("\\b"); return;
    case '\f': out.append("\\f"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    case '"': out.append("\\\""); return;
    case '\\': out.append("\\\\"); return;
    default: append_hex_escape(out, static_cast<unsigned char>(c)); return;
  }
}

COVERWATCH_FUNC void append_quoted(std::string& out, std::string_view text) {
  const char* const end = text.data() + text.size();
  out.push_back('"');
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = static_cast<std::size_t>(skip_plain(text.data() + at, end) - (text.data() + at));
    out.append(text.substr(at, run));
    at += run;
    if (at == text.size()) break;
    const character c = decode(text, at);
    if (c.code_point < 0x80) {
      append_ascii_quoted(out, text[at]);
    } else if (c.length == 1) {
      append_utf8(out, 0xfffd);
    } else if (c.code_point >= 0xd800 && c.code_point < 0xe000) {
      append_hex_escape(out, c.code_point);
    } else {
      out.append(text.substr(at, c.length));
    }
    at += c.length;
  }
  out.push_back('"');
}

// The four digits of an escape that begins at `at` with its backslash, or nothing when there is no such escape.
COVERWATCH_FUNC std::optional<char32_t> hex_escape(std::string_view raw, std::size_t at) noexcept {
  if (raw.size() < 6 || at > raw.size() - 6 || raw[at] != '\\' || raw[at + 1] != 'u') return std::nullopt;
  unsigned value = 0;
  for (const char c : raw.substr(at + 2, 4)) {
    if (hex_digit(c) < 0) return std::nullopt;
    value = value << 4 | static_cast<unsigned>(hex_digit(c));
  }
  return static_cast<char32_t>(value);
}

// Undoes one `\u` escape, or two that make a surrogate pair; returns where it ends.
COVERWATCH_FUNC std::size_t append_hex_unescaped(std::string& out, std::string_view raw, std::size_t at,
                                                 char32_t unit) {
  if (unit >= 0xd800 && unit < 0xdc00) {
    const std::optional<char32_t> second = hex_escape(raw, at + 6);
    if (second && *second >= 0xdc00 && *second < 0xe000) {
      append_utf8(out, 0x10000 + ((unit - 0xd800) << 10) + (*second - 0xdc00));
      return at + 12;
    }
  }
  append_utf8(out, unit);
  return at + 6;
}

COVERWATCH_FUNC char unescaped_letter(char c) noexcept {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

COVERWATCH_FUNC void append_unescaped(std::string& out, std::string_view raw) {
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t escape = std::min(raw.find('\\', at), raw.size());
    out.append(raw.substr(at, escape - at));
    at = escape;
    if (at + 1 >= raw.size()) return;
    if (const std::optional<char32_t> unit = hex_escape(raw, at)) {
      at = append_hex_unescaped(out, raw, at, *unit);
    } else {
      out.push_back(unescaped_letter(raw[at + 1]));
      at += 2;
    }
  }
}

COVERWATCH_FUNC void append_compact(std::string& out, const value& v) {
  switch (v.what()) {
    case kind::null: out += "null"; return;
    case kind::false_: out += "false"; return;
    case kind::true_: out += "true"; return;
    case kind::number: out += v.spelling(); return;
    case kind::string: return append_quoted(out, v.string());
    case kind::array:
    case kind::object: break;
  }
  const bool is_object = v.is(kind::object);
  out += is_object ? '{' : '[';
  const std::size_t begin = out.size();
  for (auto each = v.first_child(); each; each = each->next_sibling()) {
    if (out.size() > begin) out += ',';
    if (is_object) {
      append_quoted(out, each->key());
      out += ':';
    }
    append_compact(out, *each);
  }
  out += is_object ? '}' : ']';
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support::json
