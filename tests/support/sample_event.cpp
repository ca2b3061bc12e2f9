// SPDX-License-Identifier: Apache-2.0
// How events are made and written. A container's size and depth are bounded by arguments; exhausted choices give `null`
// and empty containers.
#include "sample_event.hpp"

#include "vocabulary.hpp"

#include <array>
#include <cstdio>

namespace sample {
namespace {

void append_space(std::string& out, choices& c, bool calm) {
  static const std::vector<std::string> spaces{" ", "\n", "\t", "\r\n", "  "};
  if (!calm && c.chance(12)) out += c.pick(spaces);
}

void append_escape(std::string& out, unsigned unit, choices& c) {
  std::array<char, 8> buffer{};
  std::snprintf(buffer.data(), buffer.size(), c.chance(50) ? "\\u%04x" : "\\u%04X", unit);
  out += buffer.data();
}

// One character of WTF-8: its code point and its length. The texts here are well formed by construction.
unsigned decode_one(const std::string& text, std::size_t at, std::size_t& length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + i])); };
  const unsigned first = byte(0);
  length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (length == 1) return first;
  unsigned code = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (byte(i) & 0x3fU);
  return code;
}

const char* short_escape(unsigned code) {
  switch (code) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return nullptr;
  }
}

void append_character(std::string& out, const std::string& text, std::size_t at, std::size_t length, unsigned code,
                      choices& c, bool calm) {
  const bool escape = !calm && c.chance(6);
  const char* brief = short_escape(code);
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  if (surrogate || (code < 0x20 && brief == nullptr) || (escape && code < 0x10000)) {
    append_escape(out, code, c);
  } else if (brief != nullptr) {
    out += brief;
  } else if (escape) {
    append_escape(out, 0xd800 + ((code - 0x10000) >> 10), c);
    append_escape(out, 0xdc00 + (code & 0x3ffU), c);
  } else {
    if (code == '/' && !calm && c.chance(30)) out += '\\';
    out.append(text, at, length);
  }
}

void append_string(std::string& out, const std::string& text, choices& c, bool calm) {
  out += '"';
  for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
    const unsigned code = decode_one(text, at, length);
    append_character(out, text, at, length, code, c, calm);
  }
  out += '"';
}

void append_value(std::string& out, const value& v, choices& c, bool calm);

void append_items(std::string& out, const value& v, choices& c, bool calm) {
  const bool object = v.what == kind::object;
  out += object ? '{' : '[';
  for (std::size_t i = 0; i < v.items.size(); ++i) {
    if (i > 0) out += ',';
    append_space(out, c, calm);
    if (object) {
      append_string(out, v.keys[i], c, calm);
      append_space(out, c, calm);
      out += ':';
      append_space(out, c, calm);
    }
    append_value(out, v.items[i], c, calm);
    append_space(out, c, calm);
  }
  append_space(out, c, calm);
  out += object ? '}' : ']';
}

void append_value(std::string& out, const value& v, choices& c, bool calm) {
  switch (v.what) {
    case kind::null: out += "null"; break;
    case kind::false_: out += "false"; break;
    case kind::true_: out += "true"; break;
    case kind::number: out += v.text; break;
    case kind::string: append_string(out, v.text, c, calm); break;
    case kind::array:
    case kind::object: append_items(out, v, c, calm); break;
  }
}

value leaf(choices& c) {
  value v;
  v.what = std::array{kind::null, kind::false_, kind::true_, kind::number, kind::string}[c.weighted({3, 2, 2, 6, 6})];
  if (v.what == kind::number) v.text = c.pick(numbers());
  if (v.what == kind::string) v.text = c.pick(c.chance(10) ? odd_texts() : texts());
  return v;
}

}  // namespace

const value* member(const value& object, const std::string& name) {
  if (object.what != kind::object) return nullptr;
  for (std::size_t i = object.keys.size(); i > 0; --i) {
    if (object.keys[i - 1] == name) return &object.items[i - 1];
  }
  return nullptr;
}

value* member(value& object, const std::string& name) {
  return const_cast<value*>(member(static_cast<const value&>(object), name));
}

std::vector<const value*> children(const value& parent) {
  std::vector<const value*> out;
  for (std::size_t i = 0; i < parent.items.size(); ++i) {
    const value* item = &parent.items[i];
    if (parent.what == kind::array || member(parent, parent.keys[i]) == item) out.push_back(item);
  }
  return out;
}

value any_object(choices& c, std::size_t depth) {
  value v;
  v.what = kind::object;
  for (std::size_t left = c.below(4); left > 0; --left) {
    v.keys.push_back(!v.keys.empty() && c.chance(15) ? c.pick(v.keys) : c.pick(names()));
    v.items.push_back(any_value(c, depth));
  }
  return v;
}

value any_value(choices& c, std::size_t depth) {
  if (depth == 0 || !c.chance(35)) return leaf(c);
  if (c.chance(50)) return any_object(c, depth - 1);
  value v;
  v.what = kind::array;
  for (std::size_t left = c.below(4); left > 0; --left) v.items.push_back(any_value(c, depth - 1));
  return v;
}

std::string spell(const value& v, choices& c, bool calm) {
  std::string out;
  append_space(out, c, calm);
  append_value(out, v, c, calm);
  append_space(out, c, calm);
  return out;
}

std::string damage(std::string text, choices& c) {
  static const std::vector<std::string> pieces{"\"",      "\\",
                                               "{",       "}",
                                               "[",       "]",
                                               ",",       ":",
                                               "0",       "1",
                                               "-",       ".",
                                               "e",       " ",
                                               "\n",      "tru",
                                               "null",    "\\u00",
                                               "\\ud800", "\xff",
                                               "\xc3",    "\xed\xa0\x80",
                                               "\x01",    "/",
                                               "\"a\"",   "\"a\":",
                                               "{}",      "01",
                                               "1.",      std::string(1, '\0')};
  for (std::size_t edits = 1 + c.below(3); edits > 0; --edits) {
    const std::size_t at = c.below(text.size() + 1);
    switch (c.below(5)) {
      case 0: text.insert(at, c.pick(pieces)); break;
      case 1: text.erase(at, 1); break;
      case 2: text.erase(at, c.below(6)); break;
      case 3: text.insert(at, text.substr(at / 2, c.below(12))); break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(c.below(256));
    }
  }
  return text;
}

}  // namespace sample
