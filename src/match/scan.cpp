// SPDX-License-Identifier: Apache-2.0
// A whole buffer through a set: cuts it into records and hands out those that some pattern matches.
#include "match/set_parts.hpp"
#include "match/workspace.hpp"

#include <coverwatch/pattern_set.hpp>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {

inline constexpr std::size_t npos = std::string_view::npos;

COVERWATCH_FUNC bool is_json_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

COVERWATCH_FUNC std::size_t skip_json_space(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

COVERWATCH_FUNC std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t begin = skip_json_space(text, 0);
  while (text.size() > begin && is_json_space(text.back())) text.remove_suffix(1);
  return text.substr(begin);
}

// Behind the value at `begin`, by quotes and brackets alone; npos when it breaks off.
COVERWATCH_FUNC std::size_t end_of_value(std::string_view text, std::size_t begin) noexcept {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\n' || c == '\r') return npos;
      if (c == '\\') ++i;
      in_string = c != '"';
      if (!in_string && depth == 0) return i + 1;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return i;
      if (--depth == 0) return i + 1;
    } else if (depth == 0 && (c == ',' || is_json_space(c))) {
      return i;
    }
  }
  return npos;
}

// Where the first element of {"Records":[ stands; npos when the text begins otherwise.
COVERWATCH_FUNC std::size_t begin_of_records(std::string_view text) noexcept {
  constexpr std::string_view tokens[] = {"{", "\"Records\"", ":", "["};
  std::size_t at = 0;
  for (const std::string_view token : tokens) {
    at = skip_json_space(text, at);
    if (!text.substr(at).starts_with(token)) return npos;
    at += token.size();
  }
  return at;
}

struct scanning {
  const pattern_set& set;
  scratch& memory;
  const scan_sink& sink;
  std::string_view buffer;
  scan_summary done = {};

  void damaged(const record& r, outcome what) {
    ++done.damaged;
    if (sink.on_damage) sink.on_damage({r, what});
  }

  void one_record(const record& r) {
    const std::string_view text = trimmed(r.text);
    ++done.records;
    if (set.internals().only_json && (text.front() != '{' || text.back() != '}')) return damaged(r, outcome::not_json);
    ++done.evaluated;
    const set_evaluation found = set.evaluate(r.text, memory);
    if (found.what != outcome::match && found.what != outcome::no_match) damaged(r, found.what);
    if (found.matches.empty()) return;
    ++done.matched;
    done.stopped = !sink.on_match({r, found.matches});
  }

  void lines() {
    while (done.consumed < buffer.size() && !done.stopped) {
      const std::size_t begin = done.consumed;
      const std::size_t newline = buffer.find('\n', begin);
      std::size_t end = newline == npos ? buffer.size() : newline;
      done.consumed = newline == npos ? end : newline + 1;
      if (end > begin && buffer[end - 1] == '\r') --end;
      const record r{buffer.substr(begin, end - begin), done.lines};
      done.lines += newline == npos ? 0 : 1;
      if (!trimmed(r.text).empty()) one_record(r);
    }
  }

  void elements() {
    for (std::uint64_t number = 0; !done.stopped; ++number) {
      const std::size_t begin = skip_json_space(buffer, done.consumed);
      if (begin == buffer.size() || buffer[begin] == ']') {
        done.consumed = begin;
        return;
      }
      const std::size_t end = end_of_value(buffer, begin);
      if (end == npos || end == begin) return;
      one_record({buffer.substr(begin, end - begin), number});
      done.consumed = skip_json_space(buffer, end);
      if (done.consumed == buffer.size() || buffer[done.consumed] != ',') return;
      ++done.consumed;
    }
  }
};

}  // namespace match

COVERWATCH_FUNC scan_summary pattern_set::scan(std::string_view buffer, scratch& memory, const scan_sink& sink,
                                               framing how) const {
  match::scanning s{*this, memory, sink, buffer};
  const std::size_t records = how == framing::automatic ? match::begin_of_records(buffer) : match::npos;
  if (records != match::npos) {
    s.done.consumed = records;
    s.elements();
  } else if (how == framing::elements) {
    s.elements();
  } else {
    s.lines();
  }
  return s.done;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
