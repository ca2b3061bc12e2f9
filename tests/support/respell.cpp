// SPDX-License-Identifier: Apache-2.0
// How valid JSON is written anew, token by token: nothing is read but quotes, backslashes and the signs between tokens.
#include "sample_set.hpp"

#include <array>
#include <cstdio>

namespace sample {
namespace {

void append_unit(std::string& out, unsigned unit, choices& c) {
  std::array<char, 8> buffer{};
  std::snprintf(buffer.data(), buffer.size(), c.chance(50) ? "\\u%04x" : "\\u%04X", unit);
  out += buffer.data();
}

void append_code_point(std::string& out, unsigned code, choices& c) {
  if (code < 0x10000) return append_unit(out, code, c);
  append_unit(out, 0xd800 + ((code - 0x10000) >> 10), c);
  append_unit(out, 0xdc00 + (code & 0x3ffU), c);
}

struct writer {
  const std::string& in;
  choices& c;
  std::size_t escapes;
  std::string out = {};
  std::size_t at = 0;

  void space() {
    static const std::array<char, 4> signs{' ', '\t', '\r', '\n'};
    for (std::size_t left = c.chance(25) ? 1 + c.below(c.chance(10) ? 70 : 3) : 0; left > 0; --left)
      out += signs[c.below(4)];
  }

  // One character between the quotes. An escape stays.
  void character() {
    const auto byte = static_cast<unsigned char>(in[at]);
    const std::size_t length = byte == '\\'  ? (in[at + 1] == 'u' ? 6 : 2)
                               : byte < 0x80 ? 1
                               : byte < 0xe0 ? 2
                               : byte < 0xf0 ? 3
                                             : 4;
    if (byte == '\\' || !c.chance(escapes)) {
      if (byte == '/' && c.chance(50)) out += '\\';
      out.append(in, at, length);
    } else {
      unsigned code = length == 1 ? byte : byte & (0x7fU >> length);
      for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (static_cast<unsigned char>(in[at + i]) & 0x3fU);
      append_code_point(out, code, c);
    }
    at += length;
  }

  void string() {
    out += in[at++];
    while (in[at] != '"') character();
    out += in[at++];
  }

  std::string write() {
    space();
    while (at < in.size()) {
      const bool sign = std::string_view("{}[]:,").find(in[at]) != std::string_view::npos;
      if (sign) space();
      if (in[at] == '"') {
        string();
      } else {
        out += in[at++];
      }
      if (sign) space();
    }
    space();
    return std::move(out);
  }
};

}  // namespace

std::string respelled(const std::string& json, choices& c, std::size_t escapes) {
  return writer{json, c, escapes}.write();
}

}  // namespace sample
