// SPDX-License-Identifier: Apache-2.0
// The machine over messages: the tokens that columns need and no more, the text of each column, and messages made to be
// slow. What patterns mean is tested elsewhere; here each answer is also compared with the reference evaluator's.
#include "match/machine.hpp"

#include "logic/evaluate.hpp"
#include "match/parts.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace coverwatch::match {
namespace {

struct dealt {
  bool enough;
  std::size_t tokens;
  std::vector<std::string> columns;
};

dealt deal(std::string_view text, std::string_view message, reading how_much) {
  const auto p = pattern::parse(text);
  EXPECT_TRUE(p.has_value()) << text;
  const program::layout& l = p->internals().code.layout;
  scratch memory;
  workspace& w = memory.workspace();
  dealt out{split_columns(l, message, how_much, w), w.tokens.size(), {}};
  for (std::uint32_t i = 0; out.enough && i < l.columns; ++i) {
    out.columns.emplace_back(i == l.ellipsis ? "..." : column_text(l, i, message, w));
  }
  return out;
}

using texts = std::vector<std::string>;

TEST(split_columns, reads_no_more_than_the_columns_need) {
  EXPECT_EQ(deal("[a, b]", "1 2 3 4", reading::what_columns_need).tokens, 2u);
  EXPECT_EQ(deal("[a, b, ...]", "1 2 3 4", reading::what_columns_need).tokens, 2u);
  EXPECT_EQ(deal("[...]", "1 2 3 4", reading::what_columns_need).tokens, 0u);
  EXPECT_EQ(deal("[..., a]", "1 2 3 4", reading::what_columns_need).tokens, 4u);
  EXPECT_EQ(deal("[a, ..., b]", "1 2 3 4", reading::what_columns_need).tokens, 4u);
}

TEST(split_columns, reads_all_when_told_so) {
  EXPECT_EQ(deal("[a, b, ...]", "1 2 3 4", reading::all).tokens, 4u);
  EXPECT_EQ(deal("[...]", "1 2 3 4", reading::all).tokens, 4u);
  EXPECT_EQ(deal("[a, b]", "1 2 3 4", reading::all).tokens, 2u);  // the last is the rest
}

TEST(split_columns, both_readings_deal_out_the_same) {
  for (const reading how_much : {reading::what_columns_need, reading::all}) {
    EXPECT_EQ(deal("[a, b]", "1 \"2\" ", how_much).columns, (texts{"1", "2"}));
    EXPECT_EQ(deal("[a, b]", "1 \"2\"3 ", how_much).columns, (texts{"1", "\"2\"3 "}));
    EXPECT_EQ(deal("[a, b]", "[1]\"2", how_much).columns, (texts{"1", "\"2"}));
    EXPECT_EQ(deal("[a, b, c]", "\n1\r2\t3\v\f\r\n", how_much).columns, (texts{"1", "2", "3\v\f"}));
    EXPECT_EQ(deal("[a, ..., b]", "1 2", how_much).columns, (texts{"1", "...", "2"}));
    EXPECT_EQ(deal("[a, ..., , b]", "1 2 3 4", how_much).columns, (texts{"1", "...", "3", "4"}));
    EXPECT_EQ(deal("[..., a]", "1 [2 3]", how_much).columns, (texts{"...", "2 3"}));
    EXPECT_FALSE(deal("[a, b]", "1 ", how_much).enough);
    EXPECT_FALSE(deal("[a, ..., b]", "1", how_much).enough);
    EXPECT_FALSE(deal("[a]", " \n", how_much).enough);
    EXPECT_TRUE(deal("[]", "", how_much).enough);
  }
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// Each is four MiB that a search for closing marks would go over again and again. Linear work takes milliseconds,
// anything quadratic a minute.
TEST(text_machine, is_linear_on_hostile_messages) {
  constexpr std::size_t many = 1 << 21;
  const std::string hostile[] = {"x" + repeated(" [", many),   // never closed
                                 repeated("[ ", many) + "\"",  // neither mark is closed
                                 repeated("\"\"", many),       // nothing but marks
                                 repeated("[]", many),
                                 repeated("[\"", many / 2) + repeated(" [", many / 2),
                                 repeated("a ", many),
                                 std::string(2 * many, ' '),
                                 repeated("1", 2 * many),
                                 "1e" + repeated("9", 2 * many - 2),
                                 repeated("[]\" ", many / 2) + repeated("]", 3)};
  scratch memory(8 << 20);
  for (const char* text : {"[..., a = 1]", "[a > 5, b]", "[a = 1*2*3]", "[]"}) {
    const auto p = pattern::parse(text);
    ASSERT_TRUE(p.has_value()) << text;
    for (const std::string& message : hostile) {
      const auto start = std::chrono::steady_clock::now();
      p->matches(message, memory);
      p->extract(message, memory);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
      ASSERT_LT(took.count(), 5.0) << text << " on " << message.substr(0, 8);
    }
  }
}

TEST(text_machine, one_scratch_serves_all_kinds) {
  const std::pair<const char*, const char*> matching[] = {
      {"", ""},           {"{ $.a = 1 }", R"({"a":1})"}, {"a -b", "a"},
      {"%x{3}%", "axxx"}, {"[..., a = 1]", "3 2 01.0"},  {"?c ?d", "d"}};
  scratch memory;
  for (int round = 0; round < 3; ++round) {
    for (const auto& [text, event] : matching) {
      const auto p = pattern::parse(text);
      ASSERT_TRUE(p.has_value()) << text;
      EXPECT_EQ(p->evaluate(event, memory), outcome::match) << text;
      EXPECT_TRUE(p->matches(event, memory)) << text;
    }
    EXPECT_FALSE(pattern::parse("a -b")->matches("b", memory));
    EXPECT_FALSE(pattern::parse("[..., a = 1]")->matches("1 2", memory));
  }
}

}  // namespace
}  // namespace coverwatch::match
