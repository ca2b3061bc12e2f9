// SPDX-License-Identifier: Apache-2.0
// UTF-8 against a second definition of it: a sequence is well formed exactly when it is the encoding of some code
// point, and that encoding is worked out here by arithmetic alone.
#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace coverwatch::support;

std::string encode(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

bool is_surrogate(char32_t c) { return c >= 0xd800 && c <= 0xdfff; }

// The value that the bytes spell by their payload bits, or -1 when their marks are wrong for that many bytes.
std::int64_t spelled_value(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  if (bytes.size() == 1) return at(0) < 128 ? static_cast<std::int64_t>(at(0)) : -1;
  const unsigned marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
  const unsigned masks[] = {0, 0, 0xe0, 0xf0, 0xf8};
  if ((at(0) & masks[bytes.size()]) != marks[bytes.size()]) return -1;
  std::int64_t value = at(0) & ~masks[bytes.size()] & 0xff;
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    if (at(i) / 64 != 2) return -1;
    value = value * 64 + at(i) % 64;
  }
  return value;
}

bool is_one_character(std::string_view bytes) {
  const std::int64_t value = spelled_value(bytes);
  const std::int64_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return value >= least[bytes.size()] && value <= 0x10ffff && !is_surrogate(static_cast<char32_t>(value));
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    const std::string text = encode(c);
    const character back = decode(text, 0);
    ASSERT_EQ(back.code_point, c);
    ASSERT_EQ(back.length, text.size());
    ASSERT_EQ(find_invalid_utf8(text), is_surrogate(c) ? 0 : std::string::npos) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(well_formed_length(text, 0, true), text.size());
  }
}

TEST(Utf8, BytesAtTheEdgesOfTheTable) {
  constexpr std::array<unsigned char, 22> edges{0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1,
                                                0xc2, 0xdf, 0xe0, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf4, 0xf5, 0xff};
  std::size_t well_formed = 0;
  for (const unsigned char a : edges)
    for (const unsigned char b : edges)
      for (const unsigned char c : edges)
        for (const unsigned char d : edges) {
          const char bytes[] = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), static_cast<char>(d)};
          for (std::size_t length = 1; length <= 4; ++length) {
            const std::string_view text(bytes, length);
            const bool whole = well_formed_length(text, 0, false) == length;
            ASSERT_EQ(whole, is_one_character(text)) << unsigned{a} << ' ' << unsigned{b} << ' ' << unsigned{c};
            well_formed += whole;
          }
        }
  EXPECT_GT(well_formed, 1000u);
}

TEST(Utf8, InvalidBytesAreFoundWhereTheyBegin) {
  EXPECT_EQ(find_invalid_utf8(""), std::string::npos);
  EXPECT_EQ(find_invalid_utf8("caf\xc3\xa9"), std::string::npos);
  EXPECT_EQ(find_invalid_utf8("caf\xc3"), 3u);
  EXPECT_EQ(find_invalid_utf8("\xc3\xa9\xa9"), 2u);
  EXPECT_EQ(find_invalid_utf8("ab\xed\xa0\x80"), 2u);
}

TEST(Utf8, AnInvalidByteIsOneCharacterOfItsOwn) {
  const std::string_view text = "\xe2\x82\x41";
  EXPECT_EQ(decode(text, 0).code_point, 0xe2u);
  EXPECT_EQ(decode(text, 0).length, 1u);
  EXPECT_EQ(decode(text, 1).code_point, 0x82u);
  EXPECT_EQ(decode(text, 2).code_point, U'A');
}

TEST(Utf8, CountsCharactersNotBytes) {
  EXPECT_EQ(count_characters(""), 0u);
  EXPECT_EQ(count_characters("a\xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80"), 4u);
}

TEST(Utf8, LettersOfEachCategory) {
  for (const char32_t letter :
       std::u32string_view(U"AZaz\u00aa\u00e9\u00df\u01c5\u02b0\u0436\u05d0\u4e16\uac00\U00010400\U00020000"))
    EXPECT_TRUE(is_letter(letter)) << std::hex << static_cast<unsigned>(letter);
}

TEST(Utf8, WhatIsNoLetter) {
  // Signs around the ASCII letters, a Nepali digit, a Roman numeral (Nl), a combining accent, a circled letter (So).
  for (const char32_t other :
       std::u32string_view(U"@[`{09_-.* \u00d7\u00f7\u0967\u2167\u0301\u24b6\u20ac\ud7ff\ufffd\U0001f600\U0010ffff"))
    EXPECT_FALSE(is_letter(other)) << std::hex << static_cast<unsigned>(other);
  EXPECT_FALSE(is_letter(0xd800));
  EXPECT_FALSE(is_letter(0x110000));
}

}  // namespace
