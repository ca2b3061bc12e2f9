// SPDX-License-Identifier: Apache-2.0
// Files through a source: the road that a gzip file takes, at once or in pieces, changes nothing of what comes out.
#include "archive/source.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace coverwatch {
namespace {

using archive::source;
using archive::source_limits;

constexpr source_limits usual{};
constexpr source_limits little_text{1 << 20, 5000, 1 << 20};       // what inflates to more comes in pieces
constexpr source_limits little_compressed{1 << 20, 1 << 20, 300};  // what is larger does

std::string gzip(std::string_view text) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> state(libdeflate_alloc_compressor(6),
                                                                                      libdeflate_free_compressor);
  std::string out(libdeflate_gzip_compress_bound(state.get(), text.size()), '\0');
  out.resize(libdeflate_gzip_compress(state.get(), text.data(), text.size(), out.data(), out.size()));
  return out;
}

// A file that is gone afterwards.
struct file {
  std::string path = (std::filesystem::temp_directory_path() / "coverwatch-source-XXXXXX").string();
  explicit file(std::string_view content) {
    const int made = ::mkstemp(path.data());
    if (made >= 0) ::close(made);
    std::ofstream(path, std::ios::binary) << content;
  }
  file(const file&) = delete;
  file& operator=(const file&) = delete;
  ~file() { std::filesystem::remove(path); }
};

std::string read(source& from, const file& f) {
  std::string all;
  from.read({f.path, false}, {[&](const archive::event& e) {
                                all.append(std::to_string(e.where.line) + " ").append(e.text) += '\n';
                                return true;
                              },
                              [&](const archive::problem& p) { all += "! " + message(p) + '\n'; }});
  return all;
}

std::string read(std::string_view content, const source_limits& limits) {
  source from(archive::contents::json, limits);
  return read(from, file(content));
}

std::string events(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "{\"a\":" + std::to_string(i * 7919) + ",\"b\":\"some event\"}\n";
  return text;
}

TEST(source, reads_a_large_file_the_same_in_pieces) {
  const std::string whole = gzip(events(3000));
  const std::string members = gzip(events(100)) + gzip(events(1000)) + gzip("") + gzip(events(1)) + std::string(9, '\0');
  const std::string pretty = gzip("{\n\"a\": 1\n}\n" + events(500));
  for (const std::string& compressed : {whole, members, pretty, gzip(events(3000) + "{\"cut\":"), gzip("")}) {
    const std::string wanted = read(compressed, usual);
    EXPECT_EQ(read(compressed, little_text), wanted);
    EXPECT_EQ(read(compressed, little_compressed), wanted);
  }
}

TEST(source, names_a_damaged_member_in_pieces_too) {
  const std::string whole = gzip(events(3000));
  const std::string second_cut = whole + whole.substr(0, 400);
  const std::string first = read(whole, usual);
  for (const source_limits& limits : {usual, little_text, little_compressed}) {
    const std::string found = read(second_cut, limits);
    EXPECT_EQ(found.substr(0, first.size()), first);
    EXPECT_NE(found.find("! gzip data is damaged or cut off: member 2, at byte " + std::to_string(whole.size())),
              std::string::npos) << found.substr(first.size());
  }
}

TEST(source, reads_what_precedes_the_damage_of_what_comes_in_pieces) {
  std::string compressed = gzip(events(3000));
  compressed.resize(compressed.size() - 100);
  EXPECT_EQ(read(compressed, usual).find("some event"), std::string::npos);
  EXPECT_NE(read(compressed, little_compressed).find("1000 {"), std::string::npos);
}

TEST(source, believes_no_false_size_field) {
  std::string compressed = gzip("{\"a\":1}\n");
  compressed.replace(compressed.size() - 4, 4, "\xff\xff\xff\xff");
  EXPECT_EQ(read(compressed, usual), "! gzip data is damaged or cut off: member 1, at byte 0 of the compressed file\n");
}

TEST(source, counts_bytes) {
  source from;
  const std::string text = events(1000), compressed = gzip(text);
  read(from, file(compressed));
  EXPECT_EQ(from.bytes_read(), text.size());
  EXPECT_EQ(from.bytes_taken(), compressed.size());
  read(from, file(text));
  EXPECT_EQ(from.bytes_read(), 2 * text.size());
  EXPECT_EQ(from.bytes_taken(), compressed.size() + text.size());
}

// It costs itself, and nothing behind it.
TEST(source, passes_over_a_line_that_does_not_end) {
  const std::string huge(3 << 20, 'x');
  const std::string told = "! too large for an event: more than 1048576 bytes without an end\n";
  const std::string line = "{\"a\":\"" + huge + "\"}\n", document = "{\n\"a\":\"" + huge + "\"}\n";
  const std::string first = "1 {\"b\":1}\n";
  for (const bool packed : {false, true}) {
    const auto said = [&](const std::string& text) { return read(packed ? gzip(text) : text, little_text); };
    EXPECT_EQ(said(line), told);
    EXPECT_EQ(said("{\"b\":1}\n" + line + "{\"b\":2}\n"), first + told + "3 {\"b\":2}\n");
    EXPECT_EQ(said("{\"b\":1\n}\n" + document + "{\"b\":2}\n"),
              first + told + "5 {\"b\":2}\n");
    EXPECT_EQ(said("{\"Records\":[{\"b\":1},{\"a\":\"" + huge + "\"}]}\n{\"b\":2}\n"),
              first + told + "2 {\"b\":2}\n");
  }
  source texts(archive::contents::any_text, little_text);
  EXPECT_EQ(read(texts, file(huge + "\nbehind\n")), told + "2 behind\n");
}

// Its last line is whole JSON, and an event of text, but the damage may have cost it the rest.
TEST(source, takes_nothing_for_an_event_that_the_damage_may_have_cut) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += "ERROR " + std::to_string(i * 7919) + " unexpected timeout\n";
  const std::string whole = gzip(lines);
  for (const std::size_t cut : {whole.size() / 2, whole.size() - 9, whole.size() - 8}) {
    for (const archive::contents wanted : {archive::contents::json, archive::contents::any_text}) {
      source from(wanted, little_compressed);
      std::size_t events = 0;
      bool told = false;
      const file cut_off(whole.substr(0, cut));
      from.read({cut_off.path, false}, {[&](const archive::event& e) {
                                          EXPECT_TRUE(e.text.ends_with("timeout")) << e.text;
                                          return ++events, true;
                                        },
                                        [&](const archive::problem& p) { told |= p.what == archive::trouble::bad_gzip; }});
      EXPECT_TRUE(told);
      EXPECT_EQ(events > 100, wanted == archive::contents::any_text);
    }
  }
}

// A bit of each byte flipped, and each byte the last: what is told as whole is whole, and what comes at once is never another event.
TEST(source, names_every_damaged_byte) {
  const std::string first = gzip(events(20)), whole = first + gzip(events(3));
  const std::string wanted = read(whole, usual);
  constexpr source_limits pieces{1 << 20, 1 << 20, 20};
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
    const std::string at_once = read(damaged, usual);
    const std::size_t told = at_once.find("! ");
    EXPECT_TRUE(at_once == wanted || (told != std::string::npos && wanted.starts_with(at_once.substr(0, told)))) << at;
    const std::string in_pieces = read(damaged, pieces);
    EXPECT_TRUE(in_pieces == wanted || in_pieces.find("! ") != std::string::npos) << at;
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    for (const source_limits& limits : {usual, pieces}) {
      const std::string said = read(whole.substr(0, size), limits);
      const std::size_t told = said.find("! ");
      EXPECT_EQ(told == std::string::npos, size == first.size()) << size;  // the first member alone is whole
      EXPECT_TRUE(wanted.starts_with(said.substr(0, told))) << size;
    }
  }
}

TEST(source, counts_all_that_an_input_inflates_to) {
  const std::string text = events(40000);  // 1.3 MB
  for (const std::uint64_t most : {std::uint64_t{100000}, std::uint64_t{1000000}}) {
    for (source_limits limits : {usual, little_text, little_compressed}) {
      limits.all_inflated = most;
      const std::string beyond = "! too much text: inflates to more than " + std::to_string(most) + " bytes (--max-inflated)";
      EXPECT_NE(read(gzip(text), limits).find(beyond), std::string::npos);
      EXPECT_NE(read(gzip(gzip(text)), limits).find("more than --max-inflated allows"), std::string::npos);
    }
  }
  source_limits enough = little_text;
  enough.all_inflated = text.size();
  source twice(archive::contents::json, enough);
  EXPECT_EQ(read(twice, file(gzip(text))), read(text, usual));
  EXPECT_EQ(read(twice, file(gzip(text))), read(text, usual));  // for each input anew
}

TEST(source, names_what_cannot_be_text) {
  const std::string utf_16 = "! is UTF-16, and only UTF-8 is read\n";
  const std::string little("\xff\xfe{\0\"\0a\0\"\0:\0""1\0}\0\n\0", 18), big("\xfe\xff\0{\0}\0\n", 8);
  for (const archive::contents wanted : {archive::contents::json, archive::contents::any_text}) {
    source from(wanted);
    EXPECT_EQ(read(from, file(little)), utf_16);
    EXPECT_EQ(read(from, file(gzip(big))), utf_16);
    EXPECT_EQ(read(from, file("")), "! a file without a byte\n");
    EXPECT_EQ(read(from, file("\x1f")).find("! gzip data is damaged or cut off"), 0u);
  }
}

TEST(source, stops_when_the_sink_does) {
  const file f(gzip(events(3000)));
  for (const source_limits& limits : {usual, little_text, little_compressed}) {
    source from(archive::contents::json, limits);
    int seen = 0, problems = 0;
    from.read({f.path, false}, {[&](const archive::event&) { return ++seen < 5; },
                                [&](const archive::problem&) { ++problems; }});
    EXPECT_EQ(seen, 5);
    EXPECT_EQ(problems, 0);
  }
}

}  // namespace
}  // namespace coverwatch
