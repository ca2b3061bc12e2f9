// SPDX-License-Identifier: Apache-2.0
// Laws, over any bytes as an input: the reader ends, hands out only events that lie inside the text (and, where only
// JSON is wanted, begin with a brace), names places inside the text, and says the same whether the text comes whole or
// in pieces, event by event or in batches; and gzip comes to the same text at once and piece by piece. What it reads as
// JSON without a word it reads alike as any text. In lines of text, the events are exactly the lines that are not blank,
// but for known containers. The first byte chooses the size of the pieces and of the batches.
#include "archive/gzip_stream.hpp"
#include "archive/inflate.hpp"
#include "archive/reader.hpp"
#include "archive/shape.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
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

struct way {
  contents wanted = contents::json;
  std::size_t piece = 0;
  std::size_t batch = 0;  // bytes; 0: event by event
  bool packed = false;    // the text is gzip: places are those of what is inside
};

// Everything the reader says of a text.
class reading {
 public:
  std::string said;                // one line each
  std::vector<std::string> whole;  // the events that stand in no container
  bool problems = false;

  reading(std::string_view text, const way& how) : text_(text), how_(how) {
    archive::sink sink{[this](const archive::event& e) { return take(e), true; },
                       [this](const archive::problem& p) { take(p); }};
    if (how.batch != 0) sink.on_batch = [this](const archive::batch& b) { return take(b); };
    archive::reader_limits limits;
    limits.unpacked = 1 << 20;
    if (how.batch != 0) limits.batch = how.batch;
    archive::reader reader(sink, how.wanted, limits);
    std::size_t begin = 0, end = 0;
    do {
      end = std::min(text.size(), end + how.piece);
      begin += reader.read(text.substr(begin, end - begin), end == text.size());
      demand(begin <= end, "no more is consumed than there is");
    } while (end < text.size());
  }

 private:
  void take(const archive::event& e) {
    const std::size_t first = e.text.find_first_not_of(" \t\r\n");
    demand(first != std::string_view::npos, "an event is not blank");
    demand(how_.wanted == contents::any_text || e.text[first] == '{', "an event begins with a brace");
    demand(how_.packed || e.where.offset < text_.size(), "an event has its place in the text");
    demand(how_.packed || e.unpacked || e.text.size() <= text_.size(), "an event lies in the text");
    said += told(e.where) + " " + std::string(e.text) + "\n";
    if (e.where.record == 0) whole.emplace_back(e.text);
  }

  void take(const archive::problem& p) {
    demand(how_.packed || p.where.offset <= text_.size(), "a problem lies in the text");
    said += told(p.where) + " " + archive::message(p) + "\n";
    problems = true;
  }

  archive::taken take(const archive::batch& b) {
    return b.how == archive::batch::kind::lines ? take_lines(b) : take_elements(b);
  }

  void take_record(const archive::batch& b, std::string_view text, std::uint64_t number) {
    const archive::location where = archive::place_in(b, text, number);
    const std::size_t first = archive::skip_space(text, 0);
    if (how_.wanted == contents::any_text) return take(archive::event{text, where});
    if (text[first] != '{') return take(archive::why_no_event(text, where));
    take(archive::event{archive::on_one_line(text, one_line_), where});
  }

  archive::taken take_lines(const archive::batch& b) {
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < b.text.size(); ++number) {
      const std::size_t end = std::min(b.text.find('\n', at), b.text.size());
      std::string_view line = b.text.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      demand(archive::recognise(line) == archive::shape::event, "no container is among the lines of a batch");
      if (archive::skip_space(line, 0) != line.size()) take_record(b, line, number);
      at = std::min(end + 1, b.text.size());
    }
    return {b.text.size(), 0, false};
  }

  // Up to the first thing that is not plainly an element and a comma.
  archive::taken take_elements(const archive::batch& b) {
    archive::taken out;
    for (std::size_t at = 0; at < b.text.size(); ++out.records) {
      const archive::extent element = archive::find_end(b.text, at);
      if (element.what != archive::extent::kind::whole || element.end == at) break;
      take_record(b, b.text.substr(at, element.end - at), out.records);
      out.bytes = element.end;
      const std::size_t comma = archive::skip_space(b.text, element.end);
      if (comma == b.text.size() || b.text[comma] != ',') return ++out.records, out;
      out.bytes = comma + 1;
      at = archive::skip_space(b.text, comma + 1);
    }
    return out;
  }

  std::string_view text_;
  way how_;
  std::string one_line_;
};

// What the reader must hand out of lines of text, beside what stands in containers; nothing when more stands on the
// line of a container, or it is damaged.
std::optional<std::vector<std::string>> plain_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) continue;
    if (line[first] != '{' || archive::recognise(line) == archive::shape::event) {
      out.emplace_back(line);
    } else if (archive::skip_space(line, archive::find_end(line, first).end) != line.size() ||
               reading(line, {contents::any_text, line.size()}).problems) {
      return std::nullopt;
    }
  }
  return out;
}

void check(std::string_view text, std::size_t piece, std::size_t batch) {
  const std::size_t all = std::max<std::size_t>(text.size(), 1);
  const reading json(text, {contents::json, all});
  demand(json.said == reading(text, {contents::json, piece}).said, "pieces say what the whole says");
  demand(json.said == reading(text, {contents::json, all, batch}).said, "batches say what events say");
  demand(json.said == reading(text, {contents::json, piece, batch}).said, "batches in pieces say what events say");
  const reading any(text, {contents::any_text, all});
  demand(any.said == reading(text, {contents::any_text, piece}).said, "pieces of any text say what the whole says");
  demand(any.said == reading(text, {contents::any_text, piece, batch}).said, "batches of any text say what events say");
  // A carriage return between tokens stays in a line of text.
  const bool alike = json.problems || json.said == any.said || text.find('\r') != std::string_view::npos;
  demand(alike, "what is JSON throughout is read alike");
  const std::string lines = "text\n" + std::string(text);
  const auto plain = plain_lines(lines);
  demand(!plain || reading(lines, {contents::any_text, piece}).whole == *plain, "each line of text is an event");
}

constexpr std::size_t most_inflated = std::size_t{1} << 20;

struct inflated {
  std::string text;
  std::string fault;
};

inflated at_once(std::string_view packed) {
  archive::inflater inflater;
  archive::bytes out;
  const auto problem = inflater.inflate(packed, out, most_inflated);
  return {std::string(out.view()), problem ? archive::message(*problem) : ""};
}

inflated streamed(std::string_view packed, std::size_t piece) {
  archive::gzip_stream stream;
  archive::bytes room;
  room.reserve(piece * 16);
  inflated out;
  for (std::size_t at = 0, end = 0; !stream.ended() && !stream.fault() && out.text.size() <= most_inflated;) {
    end = std::max(end, std::min(packed.size(), at + piece));
    const std::size_t done = stream.inflate(packed.substr(at, end - at), end == packed.size(), room);
    demand(done <= end - at, "no more is consumed than there is");
    demand(done != 0 || room.size() != 0 || stream.ended() || stream.fault(), "each step does something");
    at += done;
    out.text += room.view();
    room.clear();
  }
  if (stream.fault()) out.fault = archive::message(*stream.fault());
  return out;
}

void check_gzip(std::string_view text, std::size_t piece) {
  const inflated whole_text = at_once(text), pieces = streamed(text, piece);
  demand(whole_text.text.size() <= most_inflated, "no more is inflated than allowed");
  if (pieces.text.size() <= most_inflated) {
    demand(whole_text.fault == pieces.fault, "the stream finds the same damage");
    demand(pieces.text.starts_with(whole_text.text), "the stream gives the same text");
    demand(!pieces.fault.empty() || pieces.text == whole_text.text, "the stream gives all of the text, and no more");
  }
  const reading whole(text, {contents::any_text, text.size(), 0, true});
  demand(whole.said == reading(text, {contents::any_text, piece, 0, true}).said,
         "pieces of gzip say what the whole says");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t piece = 1 + data[0] % 64;
  text.remove_prefix(1);
  if (archive::looks_like_gzip(text)) {
    check_gzip(text, piece);
  } else {
    check(text, piece, piece * 8);
  }
  return 0;
}
