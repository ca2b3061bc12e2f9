// SPDX-License-Identifier: Apache-2.0
// Law: a scan of any bytes tells what a loop over the records tells, each judged by the reference evaluator. Where
// elements are no list of JSON values, only what stands before is compared, and what is told behind must be true. The
// input: one character for the framing (`e` elements, `a` automatic, else lines), lines of patterns, a blank line, the
// buffer.
#include "../tests/support/set_judge.hpp"
#include "set_input.hpp"

namespace {

namespace json = coverwatch::support::json;
using coverwatch::framing;
using set_judge::piece;
using set_judge::told;

std::size_t behind_space(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(set_judge::json_space, at), text.size());
}

// Where the elements of {"Records":[ begin; npos when the text is something else.
std::size_t behind_head(std::string_view text) {
  std::size_t at = 0;
  for (const std::string_view token : {"{", "\"Records\"", ":", "["}) {
    at = behind_space(text, at);
    if (text.substr(at, token.size()) != token) return std::string_view::npos;
    at += token.size();
  }
  return at;
}

// A number or a literal ends where something else begins: `2"` is none.
bool ends_at(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == ',' || text[at] == ']' || behind_space(text, at) != at);
}

// The elements as far as they are JSON, and where they cease to be certain.
struct elements {
  std::vector<piece> records;
  std::size_t end = 0;
  bool whole = false;  // up to the closing bracket, or to the end of the buffer
};

elements elements_of(std::string_view text, std::size_t at) {
  elements out;
  while (true) {
    at = behind_space(text, at);
    out.end = at;
    out.whole = at == text.size() || text[at] == ']';
    if (out.whole) return out;
    const auto end = json::skip_value(text, at);
    const bool scalar = std::string_view("{[\"").find(text[at]) == std::string_view::npos;
    if (!end || (scalar && !ends_at(text, *end))) return out;
    out.records.push_back({at, *end - at, out.records.size()});
    at = behind_space(text, *end);
    out.end = at;
    out.whole = at == text.size();
    if (out.whole || text[at] != ',') return out;
    ++at;
  }
}

// What was told of places before `end`, with a summary of that; the rest is checked to be true.
told before(const told& said, std::string_view buffer, const elements& known, set_judge::judge& judged) {
  told out;
  for (const auto& one : said.matches) {
    if (one.where.begin < known.end) {
      out.matches.push_back(one);
    } else if (judged.expected(buffer.substr(one.where.begin, one.where.size)).matches != one.matches) {
      set_input::demand_nothing("a match that is none");
    }
  }
  for (const auto& one : said.damages) {
    if (one.where.begin < known.end) out.damages.push_back(one);
  }
  out.summary.records = out.summary.evaluated = known.records.size();
  out.summary.matched = out.matches.size();
  out.summary.damaged = out.damages.size();
  return out;
}

void check_elements(std::string_view buffer, std::size_t begin, framing how, set_judge::judge& judged,
                    coverwatch::scratch& memory) {
  const elements known = elements_of(buffer, begin);
  const told said = judged.scan(buffer, memory, how);
  if (!known.whole) {
    set_input::demand_nothing(judged.wrong_with_scan(buffer, known.records, before(said, buffer, known, judged)));
    if (said.summary.consumed > buffer.size()) set_input::demand_nothing("more is consumed than there is");
    return;
  }
  set_input::demand_nothing(judged.wrong_with_scan(buffer, known.records, said));
  if (said.summary.consumed != known.end) set_input::demand_nothing("consumed to another place than the end");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static coverwatch::scratch memory(400);
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto asked = set_input::read(input.substr(1));
  if (asked.patterns.empty()) return 0;
  set_judge::judge judged(asked.patterns, memory.max_event_bytes());
  const std::vector<char> exact(asked.bytes.begin(), asked.bytes.end());  // a sanitizer sees a read past its end
  const std::string_view buffer(exact.data(), exact.size());
  const std::size_t head = behind_head(buffer);
  if (input[0] == 'e') {
    check_elements(buffer, 0, framing::elements, judged, memory);
  } else if (input[0] == 'a' && head != std::string_view::npos) {
    check_elements(buffer, head, framing::automatic, judged, memory);
  } else {
    const auto how = input[0] == 'a' ? framing::automatic : framing::lines;
    set_input::demand_nothing(judged.wrong_with_lines(buffer, memory, how));
  }
  return 0;
}
