// SPDX-License-Identifier: Apache-2.0
// Gzip: members, limits and damage.
#include "archive/inflate.hpp"

#include "packed.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using archive::bytes;
using archive::inflater;
using archive::trouble;
using archive_test::gzip;

constexpr std::size_t plenty = std::size_t{1} << 26;

struct outcome {
  std::string text;
  std::optional<archive::problem> problem;
};

outcome inflate(std::string_view compressed, std::size_t limit = plenty) {
  inflater state;
  bytes out;
  auto problem = state.inflate(compressed, out, limit);
  return {std::string(out.view()), std::move(problem)};
}

TEST(inflate, gives_the_text_back) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(1000000, 'a')}) {
    const outcome o = inflate(gzip(text));
    EXPECT_FALSE(o.problem);
    EXPECT_EQ(o.text, text);
  }
}

TEST(inflate, reads_member_after_member) {
  std::string compressed, expected;
  for (int i = 0; i < 300; ++i) {
    const std::string text(static_cast<std::size_t>(i * 37), static_cast<char>('a' + i % 26));
    compressed += gzip(text);
    expected += text;
  }
  const outcome o = inflate(compressed);
  EXPECT_FALSE(o.problem);
  EXPECT_EQ(o.text, expected);
}

TEST(inflate, ignores_zeros_behind_the_last_member) {
  const outcome o = inflate(gzip("abc") + std::string(512, '\0'));
  EXPECT_FALSE(o.problem);
  EXPECT_EQ(o.text, "abc");
}

// The header with every optional field, and a checksum of itself.
TEST(inflate, sees_to_the_checksum_of_a_header) {
  const std::string plain = gzip("text");
  std::string header = plain.substr(0, 10) + std::string("\x04\x00more", 6) + std::string("name\0", 5) +
                       std::string("comment\0", 8);
  header[3] = 2 | 4 | 8 | 16;
  const std::uint32_t checksum = libdeflate_crc32(0, header.data(), header.size());
  const std::string low(1, static_cast<char>(checksum & 0xff)), high(1, static_cast<char>(checksum >> 8 & 0xff));
  const std::string whole = header + low + high + plain.substr(10);
  EXPECT_FALSE(inflate(whole).problem);
  EXPECT_EQ(inflate(whole).text, "text");
  for (std::size_t at = header.size(); at < header.size() + 2; ++at) {
    std::string wrong = whole;
    wrong[at] = static_cast<char>(wrong[at] ^ 1);
    EXPECT_TRUE(inflate(wrong).problem) << at;
  }
  for (std::size_t size = 1; size < whole.size(); ++size) EXPECT_TRUE(inflate(whole.substr(0, size)).problem) << size;
}

TEST(inflate, keeps_the_members_before_the_damage) {
  const std::string first = gzip("whole"), second = gzip("cut off in the middle of its data");
  for (std::size_t size = 1; size < second.size(); ++size) {
    const outcome o = inflate(first + second.substr(0, size));
    ASSERT_TRUE(o.problem) << size;
    EXPECT_EQ(o.problem->what, trouble::bad_gzip);
    EXPECT_EQ(o.text, "whole");
  }
  EXPECT_EQ(inflate(first + "junk").problem->what, trouble::bad_gzip);
}

TEST(inflate, notices_a_wrong_checksum) {
  std::string compressed = gzip("some text to check");
  compressed[compressed.size() - 6] ^= 1;
  EXPECT_EQ(inflate(compressed).problem->what, trouble::bad_gzip);
}

TEST(inflate, stays_within_its_limit) {
  const std::string compressed = gzip(std::string(100000, 'a'));
  EXPECT_FALSE(inflate(compressed, 100000).problem);
  ASSERT_TRUE(inflate(compressed, 99999).problem);
  EXPECT_EQ(inflate(compressed, 99999).problem->what, trouble::too_much_text);
  EXPECT_EQ(inflate(compressed + compressed, 150000).text.size(), 100000U);
}

TEST(inflate, a_false_size_field_allocates_nothing_large) {
  std::string compressed = gzip("short");
  compressed.replace(compressed.size() - 4, 4, "\xff\xff\xff\xff");
  inflater state;
  bytes out;
  EXPECT_TRUE(state.inflate(compressed, out, std::size_t{1} << 30));
  EXPECT_LT(out.capacity(), std::size_t{1} << 20);
}

TEST(inflate, a_small_size_field_is_only_a_first_guess) {
  // The field of the last member says 1: the first needs far more.
  const outcome o = inflate(gzip(std::string(5000000, 'b')) + gzip("c"));
  EXPECT_FALSE(o.problem);
  EXPECT_EQ(o.text.size(), 5000001U);
}

TEST(inflate, knows_gzip_by_its_first_bytes) {
  EXPECT_TRUE(archive::looks_like_gzip(gzip("")));
  EXPECT_FALSE(archive::looks_like_gzip("{}"));
  EXPECT_FALSE(archive::looks_like_gzip("\x1f"));
}

}  // namespace
}  // namespace coverwatch
