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

TEST(source, refuses_a_line_that_does_not_end) {
  const std::string text = "{\"a\":\"" + std::string(3 << 20, 'x') + "\"}\n";
  const std::string found = read(gzip(text), little_text);
  EXPECT_NE(found.find("! too much text: more than 1048576 bytes without an end"), std::string::npos) << found.substr(0, 200);
  EXPECT_EQ(read(text, little_text), "! too much text: more than 1048576 bytes without an end\n");
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
