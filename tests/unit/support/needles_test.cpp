// SPDX-License-Identifier: Apache-2.0
// The sweep by every set of instructions against a plain reading, byte by byte, of the same text. Each text has memory
// of its own, so that the address sanitizer sees a byte read outside.
#include "support/needles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;

struct marks {
  std::vector<std::size_t> breaks;
  std::vector<std::size_t> places;
  friend bool operator==(const marks&, const marks&) = default;
};

// A text whose neighbours nobody may read.
class lonely_text {
 public:
  explicit lonely_text(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

needle_tables tables_of(const std::vector<std::string>& needles) {
  needle_tables tables;
  for (const std::string& needle : needles) tables.anchors[tables.count++] = rarest_anchor(needle);
  return tables;
}

marks by_hand(const needle_tables& tables, std::string_view text, std::size_t from) {
  marks out;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\n') out.breaks.push_back(i);
    const auto stands = [&](const needle_anchor& a) {
      return text[i] == a.first && i + a.distance < text.size() && text[i + a.distance] == a.second;
    };
    if (std::any_of(tables.anchors.begin(), tables.anchors.begin() + static_cast<std::ptrdiff_t>(tables.count), stands))
      out.places.push_back(i);
  }
  return out;
}

void take(std::vector<std::size_t>& list, std::size_t at, std::uint64_t bits) {
  for (std::size_t i = 0; i < 64; ++i)
    if ((bits >> i & 1) != 0) list.push_back(at + i);
}

// By pieces of so many bytes, with room for so many blocks.
marks by_sweep(const needle_tables& tables, std::string_view text, std::size_t from, instructions with,
               std::size_t piece = 1 << 20, std::size_t room = 1000) {
  marks out;
  std::vector<needle_block> blocks(room);
  std::size_t behind = from;  // the block before
  while (from < text.size()) {
    const needle_sweep done = sweep(tables, text, from, from + piece, blocks, with);
    EXPECT_GT(done.end, from);
    EXPECT_LE(done.end, text.size());
    for (std::size_t i = 0; i < done.blocks; ++i) {
      EXPECT_GE(blocks[i].at, behind);
      EXPECT_LT(blocks[i].at, done.end);
      EXPECT_NE(blocks[i].breaks | blocks[i].places, 0u);
      behind = blocks[i].at + 1;
      take(out.breaks, blocks[i].at, blocks[i].breaks);
      take(out.places, blocks[i].at, blocks[i].places);
    }
    from = done.end;
  }
  return out;
}

const std::vector<instructions>& all_instructions() {
  static const std::vector<instructions> all = [] {
    std::vector<instructions> found;
    for (const auto which : {instructions::portable, instructions::ssse3, instructions::avx2, instructions::avx512}) {
      if (available(which)) found.push_back(which);
    }
    return found;
  }();
  return all;
}

std::string random_text(std::mt19937& random, std::size_t size, std::string_view letters) {
  std::string text(size, ' ');
  for (char& c : text) c = letters[random() % letters.size()];
  return text;
}

TEST(rarest_anchor, is_two_rare_bytes_of_the_needle) {
  const needle_anchor a = rarest_anchor("UnauthorizedOperation\"");
  EXPECT_EQ(a.first, 'U');
  EXPECT_EQ(a.second, 'z');
  EXPECT_EQ(a.distance, 9);
  EXPECT_EQ(a.offset, 0u);
}

TEST(rarest_anchor, stands_in_the_needle_and_never_on_a_line_feed) {
  std::mt19937 random(1);
  for (std::size_t size = 1; size < 300; ++size) {
    std::string needle = random_text(random, size, "ab\n\"Zz0");
    needle[random() % size] = 'x';
    const needle_anchor a = rarest_anchor(needle);
    ASSERT_LT(a.offset + a.distance, size);
    EXPECT_EQ(needle[a.offset], a.first);
    EXPECT_EQ(needle[a.offset + a.distance], a.second);
    EXPECT_NE(a.first, '\n');
    EXPECT_NE(a.second, '\n');
  }
}

TEST(sweep, agrees_with_a_plain_reading_at_every_length_and_count) {
  std::mt19937 random(2);
  for (std::size_t size = 0; size < 420; ++size) {
    for (std::size_t count = 0; count <= needle_tables::most; ++count) {
      std::vector<std::string> needles;
      for (std::size_t n = 0; n < count; ++n) needles.push_back(random_text(random, 1 + random() % 80, "abcdefgh"));
      const needle_tables tables = tables_of(needles);
      const lonely_text text(
          random_text(random, size, random() % 2 == 0 ? "abcdefgh\n" : "abxyzuvw--------..........\n"));
      const std::size_t from = size == 0 ? 0 : random() % size;
      const marks expected = by_hand(tables, text.view(), from);
      for (const instructions with : all_instructions()) {
        EXPECT_EQ(by_sweep(tables, text.view(), from, with), expected) << size << ' ' << count;
      }
    }
  }
}

TEST(sweep, goes_on_where_it_left_off) {
  std::mt19937 random(3);
  for (std::size_t round = 0; round < 100; ++round) {
    const needle_tables tables = tables_of({"ab", "\"c\"", "d.....e"});
    const lonely_text text(random_text(random, 3000 + random() % 200, "abcde\"\n................................"));
    const marks expected = by_hand(tables, text.view(), 0);
    const std::size_t piece = 1 + random() % 500, room = 2 + random() % 4;
    for (const instructions with : all_instructions()) {
      EXPECT_EQ(by_sweep(tables, text.view(), 0, with, piece, room), expected);
    }
  }
}

// A needle at every place, across the borders of blocks and at both ends of the text.
TEST(sweep, misses_no_needle) {
  for (const std::string needle : {"\"Root\"", "\\u", "x", "UnauthorizedOperation\"", "\"kms.amazonaws.com\""}) {
    const needle_tables tables = tables_of({"\"other\"", needle});
    for (std::size_t size = needle.size(); size < 330; ++size) {
      for (const std::size_t at : {std::size_t{0}, (size - needle.size()) / 2, size - needle.size()}) {
        std::string text(size, '.');
        text.replace(at, needle.size(), needle);
        const lonely_text alone(text);
        for (const instructions with : all_instructions()) {
          const marks found = by_sweep(tables, alone.view(), 0, with);
          EXPECT_EQ(std::count(found.places.begin(), found.places.end(), at + tables.anchors[1].offset), 1);
        }
      }
    }
  }
}

TEST(sweep, ends_at_or_shortly_behind_what_was_asked_for) {
  const needle_tables tables = tables_of({"needle"});
  const std::string text(5000, '.');
  std::vector<needle_block> blocks(4);
  for (const instructions with : all_instructions()) {
    for (const std::size_t to : {std::size_t{1}, std::size_t{64}, std::size_t{1000}, std::size_t{4990}}) {
      const needle_sweep done = sweep(tables, text, 0, to, blocks, with);
      EXPECT_GE(done.end, to);
      EXPECT_LE(done.end, to + 128);
    }
    EXPECT_EQ(sweep(tables, text, 0, 100000, blocks, with).end, text.size());
  }
}

}  // namespace
