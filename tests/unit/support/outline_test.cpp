// SPDX-License-Identifier: Apache-2.0
// Every set of instructions against a plain reading, byte by byte, of the same text.
#include "support/outline.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::support;

struct plain_outline {
  std::vector<outline_block> blocks;
  outline_state state;
};

plain_outline by_hand(std::string_view text) {
  plain_outline out;
  out.blocks.resize(outline_size(text.size()));
  bool in_string = false, escaped = false;
  std::int32_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    outline_block& block = out.blocks[i / 64];
    const std::uint64_t bit = std::uint64_t{1} << i % 64;
    if (i % 64 == 0) block.depth = block.lowest = depth;
    const char c = text[i];
    const bool quote = c == '"' && !escaped;
    escaped = c == '\\' && !escaped;
    out.state.backslashes |= c == '\\';
    if (quote) block.quotes |= bit;
    if (quote) in_string = !in_string;
    if (in_string) continue;
    if (c == '{' || c == '[') block.opens |= bit, ++depth;
    if (c == '}' || c == ']') block.closes |= bit, --depth, --block.lowest;
  }
  out.state.in_string = in_string ? ~std::uint64_t{0} : 0;
  out.state.escaped = escaped ? 1 : 0;
  out.state.depth = depth;
  return out;
}

void expect_as_by_hand(std::string_view text, instructions with) {
  const plain_outline expected = by_hand(text);
  std::vector<outline_block> blocks(outline_size(text.size()));
  outline_state state;
  draw_outline(text, state, blocks.data(), with);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    EXPECT_EQ(blocks[i].quotes, expected.blocks[i].quotes) << "block " << i << " of " << text;
    EXPECT_EQ(blocks[i].opens, expected.blocks[i].opens) << "block " << i << " of " << text;
    EXPECT_EQ(blocks[i].closes, expected.blocks[i].closes) << "block " << i << " of " << text;
    EXPECT_EQ(blocks[i].depth, expected.blocks[i].depth) << "block " << i << " of " << text;
    EXPECT_EQ(blocks[i].lowest, expected.blocks[i].lowest) << "block " << i << " of " << text;
  }
  EXPECT_EQ(state.in_string, expected.state.in_string) << text;
  EXPECT_EQ(state.escaped, text.size() % 64 == 0 ? expected.state.escaped : 0) << text;
  EXPECT_EQ(state.depth, expected.state.depth) << text;
  EXPECT_EQ(state.backslashes, expected.state.backslashes) << text;
}

// The list of quotes, and their counts, against the blocks.
void expect_quotes_listed(std::string_view text, instructions with) {
  const plain_outline o = by_hand(text);
  std::vector<std::uint32_t> list(quotes_room(text.size()));
  std::vector<outline_block> blocks(outline_size(text.size()));
  outline_state state;
  const std::size_t count = draw_and_list(text, state, blocks.data(), list.data(), with);
  const outline_cursor cursor(blocks.data(), text.size());
  std::size_t listed = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    ASSERT_EQ(cursor.quotes_before(at), listed) << "at " << at << " of " << text;
    if ((o.blocks[at / 64].quotes >> at % 64 & 1) == 0) continue;
    ASSERT_EQ(list[listed++], at) << text;
  }
  EXPECT_EQ(count, listed) << text;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    ASSERT_EQ(blocks[i].quotes, o.blocks[i].quotes) << text;
    ASSERT_EQ(blocks[i].opens, o.blocks[i].opens) << text;
    ASSERT_EQ(blocks[i].depth, o.blocks[i].depth) << text;
  }
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(list[listed + i], text.size()) << text;
}

constexpr instructions every_kind[] = {instructions::portable, instructions::avx2, instructions::avx512};

std::string random_text(std::mt19937& random, std::size_t size, std::string_view letters) {
  std::string text;
  while (text.size() < size) text += letters[random() % letters.size()];
  return text;
}

TEST(outline, is_what_a_reading_byte_by_byte_finds) {
  std::mt19937 random(1);
  for (const instructions with : every_kind) {
    if (!available(with)) continue;
    for (std::size_t size = 0; size < 300; ++size) {
      for (const char* letters : {"\"", "\"\\a", "{}[]\"a", "\"\\{}[]:,a\n\x80\x1f", "\\", "ab{}"}) {
        const std::string text = random_text(random, size, letters);
        expect_as_by_hand(text, with);
        expect_quotes_listed(text, with);
      }
    }
  }
}

TEST(outline, goes_on_from_piece_to_piece) {
  std::mt19937 random(2);
  for (const instructions with : every_kind) {
    if (!available(with)) continue;
    for (int i = 0; i < 200; ++i) {
      const std::string text = random_text(random, 64 * 5 + 17, "\"\\\\{}[]a\n");
      const plain_outline expected = by_hand(text);
      std::vector<outline_block> blocks(outline_size(text.size()));
      outline_state state;
      draw_outline(std::string_view(text).substr(0, 128), state, blocks.data(), with);
      draw_outline(std::string_view(text).substr(128), state, blocks.data() + 2, with);
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        EXPECT_EQ(blocks[b].quotes, expected.blocks[b].quotes) << text;
        EXPECT_EQ(blocks[b].opens, expected.blocks[b].opens) << text;
        EXPECT_EQ(blocks[b].depth, expected.blocks[b].depth) << text;
      }
    }
  }
}

// Behind the bracket that closes the one at `open`, by counting.
std::size_t closed_by_hand(const plain_outline& o, std::string_view text, std::size_t open) {
  std::int32_t inside = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i % 64;
    if ((o.blocks[i / 64].opens & bit) != 0) ++inside;
    if ((o.blocks[i / 64].closes & bit) != 0 && --inside == 0) return i + 1;
  }
  return 0;
}

TEST(outline_cursor, finds_closing_brackets) {
  std::mt19937 random(3);
  for (int i = 0; i < 500; ++i) {
    const std::string text =
        random_text(random, 1 + random() % 1000, i % 2 != 0 ? "{}[]\"aaaa" : "{{}}}[aaaaaaaaaaaaaaaaaaaaaaaaaa");
    const plain_outline o = by_hand(text);
    const outline_cursor cursor(o.blocks.data(), text.size());
    for (std::size_t at = text.size(); at-- > 0;) {
      const std::uint64_t bit = std::uint64_t{1} << at % 64;
      if ((o.blocks[at / 64].opens & bit) != 0) {
        ASSERT_EQ(cursor.behind_brackets(at), closed_by_hand(o, text, at)) << "at " << at << " of " << text;
      }
    }
  }
}

}  // namespace
