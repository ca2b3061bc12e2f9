// SPDX-License-Identifier: Apache-2.0
// Laws, over any bytes as an input: the reader ends, hands out only events that lie inside the text (and, where only JSON
// is wanted, begin with a brace), names places inside the text, and says the same whether the text comes whole or in
// pieces. What it reads as JSON without a word it reads alike as any text. In lines of text, the events are exactly the
// lines that are not blank, but for known containers. The first byte chooses the size of the pieces.
#include "archive/inflate.hpp"
#include "archive/reader.hpp"
#include "archive/shape.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace archive = coverwatch::archive;
using archive::contents;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

std::string told(const archive::location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.record) + "@" + std::to_string(where.offset);
}

// Everything the reader says of a text.
struct reading {
  std::string said;                // one line each
  std::vector<std::string> whole;  // the events that stand in no container
  bool problems = false;
};

reading read(std::string_view text, contents wanted, std::size_t piece) {
  reading out;
  const archive::sink sink{[&](const archive::event& e) {
                             const std::size_t first = e.text.find_first_not_of(" \t\r\n");
                             demand(first != std::string_view::npos, "an event is not blank");
                             demand(wanted == contents::any_text || e.text[first] == '{', "an event begins with a brace");
                             demand(e.text.size() <= text.size() && e.where.offset < text.size(), "an event lies in the text");
                             out.said += told(e.where) + " " + std::string(e.text) + "\n";
                             if (e.where.record == 0) out.whole.emplace_back(e.text);
                             return true;
                           },
                           [&](const archive::problem& p) {
                             demand(p.where.offset <= text.size(), "a problem lies in the text");
                             out.said += told(p.where) + " " + archive::message(p) + "\n";
                             out.problems = true;
                           }};
  archive::reader reader(sink, wanted);
  std::size_t begin = 0, end = 0;
  do {
    end = std::min(text.size(), end + piece);
    begin += reader.read(text.substr(begin, end - begin), end == text.size());
    demand(begin <= end, "no more is consumed than there is");
  } while (end < text.size());
  return out;
}

// What the reader must hand out of lines of text, beside what stands in containers.
std::vector<std::string> plain_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) continue;
    if (line[first] != '{' || archive::recognise(line) == archive::shape::event) out.emplace_back(line);
  }
  return out;
}

void check(std::string_view text, std::size_t piece) {
  const std::size_t all = std::max<std::size_t>(text.size(), 1);
  const reading json = read(text, contents::json, all);
  demand(json.said == read(text, contents::json, piece).said, "pieces say what the whole says");
  const reading any = read(text, contents::any_text, all);
  demand(any.said == read(text, contents::any_text, piece).said, "pieces of any text say what the whole says");
  // A carriage return between tokens stays in a line of text.
  const bool alike = json.problems || json.said == any.said || text.find('\r') != std::string_view::npos;
  demand(alike, "what is JSON throughout is read alike");
  const std::string lines = "text\n" + std::string(text);
  demand(read(lines, contents::any_text, piece).whole == plain_lines(lines), "each line of text is an event");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t piece = 1 + data[0] % 64;
  text.remove_prefix(1);
  if (archive::looks_like_gzip(text)) {
    archive::inflater inflater;
    archive::bytes out;
    inflater.inflate(text, out, 1 << 20);
    demand(out.size() <= 1 << 20, "no more is inflated than allowed");
    return 0;
  }
  check(text, piece);
  return 0;
}
