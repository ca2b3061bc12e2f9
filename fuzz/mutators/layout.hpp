// SPDX-License-Identifier: Apache-2.0
// How the input of a fuzz target is laid out: patterns first, one a line, then what they are asked about. In goes an
// input, out come its parts, and the input again when they are joined. Knows nothing of what patterns mean.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mutators {

enum class layout {
  pattern,                   // all of it is one pattern
  pattern_and_event,         // a line, and the rest is the event; a leading `!` chooses the dialect
  two_patterns_and_events,   // the same with two lines, and an event on each further line
  two_patterns_and_choices,  // the same, but the rest are bytes that choose
  set_and_event,             // lines, each with its own `!`, a blank line, the event
  set_and_buffer,            // the same behind one character for the framing, and a buffer of many events
  pattern_fields_and_event,  // a line, a line of fields that tabs part, and the rest is the event
  regex_and_text,            // a line with the body of a regular expression, and the rest is a text
  json,                      // one JSON value
  tagged_json,               // the same behind one character
  tagged_file,               // one character, and the bytes of a file: text, JSON, gzip
  certificate,
};

constexpr bool is_set(layout how) { return how == layout::set_and_event || how == layout::set_and_buffer; }
constexpr bool has_patterns(layout how) { return how >= layout::pattern && how <= layout::set_and_buffer; }
constexpr bool has_two(layout how) {
  return how == layout::two_patterns_and_events || how == layout::two_patterns_and_choices;
}

struct parts {
  std::string mark;                   // the framing, or the `!` in front of all
  std::vector<std::string> patterns;  // each `!` of a set with its line
  std::string rest;
};

inline std::string take_line(std::string_view& input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  std::string line(input.substr(0, end));
  input.remove_prefix(std::min(end + 1, input.size()));
  return line;
}

// Any bytes have parts, though perhaps empty ones. Only layouts that have patterns.
inline parts parts_of(layout how, std::string_view input) {
  parts out;
  if (how == layout::pattern) return {{}, {std::string(input)}, {}};
  const bool marked = how == layout::set_and_buffer ? !input.empty() : !is_set(how) && input.starts_with('!');
  if (marked) {
    out.mark = input.substr(0, 1);
    input.remove_prefix(1);
  }
  if (is_set(how)) {
    while (!input.empty()) {
      std::string line = take_line(input);
      if (line.empty()) break;
      out.patterns.push_back(std::move(line));
    }
  } else {
    for (int left = has_two(how) ? 2 : 1; left > 0; --left) out.patterns.push_back(take_line(input));
  }
  out.rest = input;
  return out;
}

inline std::string joined(layout how, const parts& p) {
  if (how == layout::pattern) return p.patterns.front();
  std::string out = p.mark;
  for (const std::string& each : p.patterns) out += each + '\n';
  return out + (is_set(how) ? "\n" : "") + p.rest;
}

}  // namespace mutators
