// SPDX-License-Identifier: Apache-2.0
// Law: over any bytes as an input, the reader ends, hands out only events that begin with a brace and lie inside the text,
// names places inside the text, and says the same whether the text comes whole or in pieces. The first byte chooses the
// size of the pieces.
#include "archive/inflate.hpp"
#include "archive/reader.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

namespace archive = coverwatch::archive;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

std::string told(const archive::location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.record) + "@" + std::to_string(where.offset);
}

// Everything the reader says of a text, one line each.
std::string read(std::string_view text, std::size_t piece) {
  std::string said;
  const archive::sink sink{[&](const archive::event& e) {
                             const std::size_t first = e.text.find_first_not_of(" \t\r\n");
                             demand(first != std::string_view::npos && e.text[first] == '{', "an event begins with a brace");
                             demand(e.text.size() <= text.size() && e.where.offset < text.size(), "an event lies in the text");
                             said += told(e.where) + " " + std::string(e.text) + "\n";
                             return true;
                           },
                           [&](const archive::problem& p) {
                             demand(p.where.offset <= text.size(), "a problem lies in the text");
                             said += told(p.where) + " " + archive::message(p) + "\n";
                           }};
  archive::reader reader(sink);
  std::size_t begin = 0, end = 0;
  do {
    end = std::min(text.size(), end + piece);
    begin += reader.read(text.substr(begin, end - begin), end == text.size());
    demand(begin <= end, "no more is consumed than there is");
  } while (end < text.size());
  return said;
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
  const std::string whole = read(text, std::max<std::size_t>(text.size(), 1));
  demand(whole == read(text, piece), "pieces say what the whole says");
  return 0;
}
