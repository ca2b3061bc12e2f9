// SPDX-License-Identifier: Apache-2.0
// How a case file is read: line by line, a block ends at an empty line, each line is a keyword and its value. Unknown
// keywords, missing parts and repeated names are problems, never passed over.
#include "cases.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace cases {
namespace {

using coverwatch::outcome;

struct reader {
  std::string file;
  suite& out;
  std::set<std::string> names = {};
  block current = {};
  std::string frame = {};
  std::string previous = {};  // the keyword of the line before
  std::size_t line = 0;
  bool open = false;
  bool has_pattern = false;

  void complain(const std::string& what) { out.problems.push_back({file, line, what}); }
};

std::string trim(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool to_number(const std::string& text, std::size_t& out) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  return error == std::errc{} && stop == end && !text.empty();
}

// `code`, `code @6` or `code @6-8`.
std::optional<remark> to_remark(const std::string& text, std::size_t line) {
  remark r;
  r.line = line;
  std::istringstream words(text);
  std::string place, rest;
  words >> r.code >> place >> rest;
  if (r.code.empty() || !rest.empty()) return std::nullopt;
  if (place.empty()) return r;
  if (place[0] != '@') return std::nullopt;
  const auto dash = place.find('-');
  std::size_t number = 0;
  if (!to_number(place.substr(1, dash == std::string::npos ? dash : dash - 1), number)) return std::nullopt;
  r.begin = number;
  if (dash == std::string::npos) return r;
  if (!to_number(place.substr(dash + 1), number)) return std::nullopt;
  r.end = number;
  return r;
}

// Values stand apart by two blanks or more, so that one blank may stand inside a value.
std::vector<std::string> split_values(const std::string& text) {
  std::vector<std::string> values;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find("  ", at), text.size());
    if (end > at) values.push_back(trim(text.substr(at, end - at)));
    at = text.find_first_not_of(' ', end);
    if (at == std::string::npos) break;
  }
  return values;
}

void add_event(reader& r, const std::string& text, outcome expected) {
  r.current.events.push_back({text, expected, r.line, {}});
}

void add_framed(reader& r, const std::string& text, outcome expected) {
  const auto hole = r.frame.find('@');
  if (hole == std::string::npos) return r.complain("values need a `frame` with a `@` before them");
  for (const auto& value : split_values(text)) {
    std::string whole = r.frame;
    add_event(r, whole.replace(hole, 1, value), expected);
  }
}

void set_pattern(reader& r, const std::string& text) {
  if (r.has_pattern) r.complain("a second `pattern`");
  r.current.pattern = text;
  r.has_pattern = true;
}

void set_fields(reader& r, const std::string& text) {
  if (r.previous != "match") return r.complain("`extract` stands behind a `match`");
  r.current.events.back().fields = to_members(text);
  if (!r.current.events.back().fields) r.complain("not an object of strings: `" + text + "`");
}

void set_option(reader& r, const std::string& text) {
  std::istringstream words(text);
  std::string name, number;
  words >> name >> number;
  auto& o = r.current.options;
  const std::map<std::string, std::size_t*> known{{"max_characters", &o.max_characters},
                                                  {"max_nesting", &o.max_nesting},
                                                  {"max_wildcard_selectors", &o.max_wildcard_selectors},
                                                  {"max_regexes", &o.max_regexes},
                                                  {"max_regex_positions", &o.max_regex_positions},
                                                  {"max_event_bytes", &r.current.max_event_bytes}};
  const auto found = known.find(name);
  if (found == known.end() || !to_number(number, *found->second)) r.complain("unknown option `" + text + "`");
}

void set_dialect(reader& r, const std::string& text) {
  if (text == "leftmost") {
    r.current.options.dialect = coverwatch::wildcards::leftmost;
  } else if (text != "glob") {
    r.complain("unknown dialect `" + text + "`");
  }
}

void set_source(reader& r, const std::string& text) {
  static const std::set<std::string> known{"documented", "recorded 2026", "recorded 2019", "reported", "our choice"};
  if (!known.contains(text)) r.complain("unknown source `" + text + "`");
  r.current.source = text;
}

void set_remark(reader& r, const std::string& text, bool rejection) {
  const auto found = to_remark(text, r.line);
  if (!found) return r.complain("cannot read `" + text + "`");
  if (rejection) {
    r.current.rejection = found;
  } else {
    r.current.warnings.push_back(*found);
  }
}

using action = std::function<void(reader&, const std::string&)>;

const std::map<std::string, action>& actions() {
  static const auto events = [](outcome expected) {
    return [expected](reader& r, const std::string& text) { add_event(r, text, expected); };
  };
  static const std::map<std::string, action> table{
      {"name", [](reader& r, const std::string& text) { r.current.name = text; }},
      {"pattern", set_pattern},
      {"source", set_source},
      {"dialect", set_dialect},
      {"option", set_option},
      {"frame", [](reader& r, const std::string& text) { r.frame = text; }},
      {"yes", [](reader& r, const std::string& text) { add_framed(r, text, outcome::match); }},
      {"no", [](reader& r, const std::string& text) { add_framed(r, text, outcome::no_match); }},
      {"match", events(outcome::match)},
      {"no-match", events(outcome::no_match)},
      {"not-json", events(outcome::not_json)},
      {"too-deep", events(outcome::too_deep)},
      {"too-large", events(outcome::too_large)},
      {"extract", set_fields},
      {"reject", [](reader& r, const std::string& text) { set_remark(r, text, true); }},
      {"warn", [](reader& r, const std::string& text) { set_remark(r, text, false); }},
      {"service", [](reader& r, const std::string& text) { r.current.service = text; }},
  };
  return table;
}

void finish_block(reader& r) {
  if (!r.open) return;
  const block& b = r.current;
  if (b.name.empty()) r.complain("the block has no `name`");
  if (!r.has_pattern) r.complain("the block has no `pattern`");
  if (b.source.empty()) r.complain("the block has no `source`");
  if (b.events.empty() == !b.rejection) r.complain("the block needs either events or a `reject`");
  if (b.rejection && !b.warnings.empty()) r.complain("a rejected pattern has no warnings");
  if (b.service && !b.rejection) r.complain("`service` needs a `reject`");
  if (!r.names.insert(b.name).second) r.complain("a second block named `" + b.name + "`");
  r.out.blocks.push_back(b);
  r.open = false;
}

void begin_block(reader& r) {
  r.current = block{};
  r.current.file = r.file;
  r.current.line = r.line;
  r.frame.clear();
  r.previous.clear();
  r.has_pattern = false;
  r.open = true;
}

void read_line(reader& r, const std::string& text) {
  if (text.starts_with('#')) return;
  const auto space = text.find_first_of(" \t");
  std::string keyword = text.substr(0, space);
  std::string value = space == std::string::npos ? "" : trim(text.substr(space));
  if (!r.open) begin_block(r);
  if (keyword.ends_with('\\')) {
    keyword.pop_back();
    const auto plain = unescape(value);
    if (!plain) return r.complain("malformed escape in `" + value + "`");
    value = *plain;
  }
  const auto found = actions().find(keyword);
  if (found == actions().end()) return r.complain("unknown keyword `" + keyword + "`");
  found->second(r, value);
  r.previous = keyword;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// What stands behind `\*`: a count and a text in parentheses. Moves `at` behind it.
bool append_repeated(const std::string& text, std::size_t& at, std::string& out) {
  const auto open = text.find('(', at);
  if (open == std::string::npos) return false;
  const auto close = text.find(')', open);
  std::size_t count = 0;
  if (close == std::string::npos || !to_number(text.substr(at, open - at), count)) return false;
  const auto piece = unescape(text.substr(open + 1, close - open - 1));
  if (!piece) return false;
  for (std::size_t i = 0; i < count; ++i) out += *piece;
  at = close + 1;
  return true;
}

// Moves `at` over blanks and then over `wanted`, if that stands there.
bool take(const std::string& text, std::size_t& at, char wanted) {
  at = std::min(text.find_first_not_of(' ', at), text.size());
  if (at == text.size() || text[at] != wanted) return false;
  ++at;
  return true;
}

// A JSON string. Moves `at` behind it.
bool take_string(const std::string& text, std::size_t& at, std::string& out) {
  static const std::map<char, char> simple{{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}, {'"', '"'}};
  if (!take(text, at, '"')) return false;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] != '\\') {
      out += text[at];
      continue;
    }
    if (++at == text.size() || !simple.contains(text[at])) return false;
    out += simple.at(text[at]);
  }
  return take(text, at, '"');
}

bool take_member(const std::string& text, std::size_t& at, member& out) {
  return take_string(text, at, out.name) && take(text, at, ':') && take_string(text, at, out.value);
}

}  // namespace

std::optional<std::vector<member>> to_members(const std::string& text) {
  std::vector<member> out;
  std::size_t at = 0;
  if (!take(text, at, '{')) return std::nullopt;
  bool closed = take(text, at, '}');
  while (!closed) {
    if (!out.empty() && !take(text, at, ',')) return std::nullopt;
    if (!take_member(text, at, out.emplace_back())) return std::nullopt;
    closed = take(text, at, '}');
  }
  if (text.find_first_not_of(' ', at) != std::string::npos) return std::nullopt;
  return out;
}

std::optional<std::string> unescape(const std::string& text) {
  static const std::map<char, char> simple{{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    if (++at == text.size()) return std::nullopt;
    const char kind = text[at++];
    if (const auto found = simple.find(kind); found != simple.end()) {
      out += found->second;
    } else if (kind == 'x' && at + 2 <= text.size() && hex_digit(text[at]) >= 0 && hex_digit(text[at + 1]) >= 0) {
      out += static_cast<char>(hex_digit(text[at]) * 16 + hex_digit(text[at + 1]));
      at += 2;
    } else if (kind != '*' || !append_repeated(text, at, out)) {
      return std::nullopt;
    }
  }
  return out;
}

void read_text(const std::string& file, const std::string& content, suite& out) {
  reader r{file, out};
  std::istringstream lines(content);
  for (std::string text; std::getline(lines, text);) {
    ++r.line;
    if (trim(text).empty()) {
      finish_block(r);
    } else {
      read_line(r, text);
    }
  }
  finish_block(r);
}

suite read_folder(const std::string& folder) {
  suite out;
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    read_text(path.string(), {std::istreambuf_iterator<char>(file), {}}, out);
  }
  if (out.blocks.empty()) out.problems.push_back({folder, 0, "no case was found"});
  return out;
}

}  // namespace cases
