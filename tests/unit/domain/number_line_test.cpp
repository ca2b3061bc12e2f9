// SPDX-License-Identifier: Apache-2.0
// Integers and doubles in their order: ranks, values, neighbours of a bound. Everything is compared with the C
// library's doubles and with integers that fit a machine word.
#include "domain/number_line.hpp"

#include "support/number.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace coverwatch::domain;
namespace support = coverwatch::support;

const double tiny = std::numeric_limits<double>::denorm_min();
const double largest = std::numeric_limits<double>::max();

std::vector<double> some_doubles() {
  std::vector<double> all{0.0,       tiny,   2 * tiny,
                          20 * tiny, 1e-310, std::numeric_limits<double>::min(),
                          1e-5,      0.1,    0.5,
                          1.0,       1.5,    9.0,
                          10.0,      1e7,    9007199254740992.0,
                          1e22,      1e23,   1e308,
                          largest};
  std::mt19937_64 random(20260904);
  while (all.size() < 3000) {
    const double d = std::bit_cast<double>(random() >> 1);
    if (std::isfinite(d)) all.push_back(d);
  }
  for (std::size_t i = all.size(); i-- > 0;) all.push_back(-all[i]);
  return all;
}

TEST(NumberLine, RanksFollowTheOrder) {
  EXPECT_EQ(rank_of(0.0), 0);
  EXPECT_EQ(rank_of(-0.0), -1);
  EXPECT_EQ(rank_of(tiny), 1);
  EXPECT_EQ(rank_of(-tiny), -2);
  EXPECT_EQ(rank_of(largest), last_double);
  EXPECT_EQ(rank_of(-largest), first_double);
  for (const double d : some_doubles()) {
    EXPECT_EQ(double_at(rank_of(d)), d);
    EXPECT_EQ(std::signbit(double_at(rank_of(d))), std::signbit(d));
    if (d == 0 || d == largest) continue;
    EXPECT_EQ(rank_of(std::nextafter(d, largest)), rank_of(d) + 1) << d;
  }
}

TEST(NumberLine, ValuesGrowWithTheRank) {
  for (const double d : some_doubles()) {
    const double_rank rank = rank_of(d);
    if (rank == last_double || rank == -1) continue;
    ASSERT_TRUE(support::compare(value_at(rank).view(), value_at(rank + 1).view()) < 0) << d;
  }
}

TEST(NumberLine, SpellingsNameTheirDouble) {
  for (const double d : some_doubles()) {
    const std::string spelling = spelling_at(rank_of(d));
    ASSERT_TRUE(is_json_number(spelling)) << spelling;
    const support::json_number number(spelling);
    ASSERT_EQ(number.text(), spelling);
    ASSERT_TRUE(support::compare(*number.value(), value_at(rank_of(d)).view()) == 0) << spelling;
  }
}

// The search through texts relies on it: further than 64 doubles from zero a text is of the value of its number.
TEST(NumberLine, OddTextsAreNextToZero) {
  double_rank last_odd = 0;
  for (double_rank rank = 1; rank < 200'000; ++rank) {
    const auto by_text = support::parse_decimal(spelling_at(rank));
    if (*by_text != value_at(rank)) last_odd = rank;
  }
  EXPECT_GT(last_odd, 1);
  EXPECT_LT(last_odd, 64);
  for (const double d : some_doubles()) {
    if (std::abs(d) < 64 * tiny) continue;
    ASSERT_EQ(*support::parse_decimal(spelling_at(rank_of(d))), value_at(rank_of(d))) << d;
  }
}

TEST(NumberLine, FirstFromABoundOn) {
  for (const double d : some_doubles()) {
    const double_rank rank = d == 0 ? -1 : rank_of(d);
    const support::decimal value = value_at(rank);
    ASSERT_EQ(first_at_least(value.view()), rank) << d;
    ASSERT_EQ(first_above(value.view()), d == 0 ? 1 : rank + 1) << d;
    support::decimal more = value;  // a little further from zero
    more.digits += "00000000000000000000000001";
    if (d == 0) continue;
    ASSERT_EQ(first_at_least(more.view()), d > 0 ? rank + 1 : rank) << d;
    ASSERT_EQ(first_above(more.view()), d > 0 ? rank + 1 : rank) << d;
  }
  for (const char* beyond : {"1.8e308", "1e400", "1e2147483647"}) {
    EXPECT_EQ(first_at_least(support::parse_decimal(beyond)->view()), last_double + 1);
    EXPECT_EQ(first_above(support::parse_decimal("-" + std::string(beyond))->view()), first_double);
  }
  EXPECT_EQ(first_above(support::parse_decimal("1e-2147483648")->view()), 1);
  EXPECT_EQ(first_above(support::parse_decimal("-1e-2147483648")->view()), -1);
}

TEST(NumberLine, DoubleOfAValue) {
  EXPECT_EQ(double_of_value(support::parse_decimal("12")->view()), rank_of(12.0));
  EXPECT_EQ(double_of_value(support::parse_decimal("0")->view()), 0);
  EXPECT_EQ(double_of_value(support::parse_decimal("0.1")->view()), rank_of(0.1));
  EXPECT_FALSE(double_of_value(support::parse_decimal("0.1000000000000000055511151231257827")->view()));
  EXPECT_FALSE(double_of_value(support::parse_decimal("9007199254740993")->view()));
  EXPECT_FALSE(double_of_value(support::parse_decimal("4.9e-324")->view()));
  EXPECT_TRUE(double_of_value(support::parse_decimal("5e-324")->view()));
  EXPECT_FALSE(double_of_value(support::parse_decimal("1e309")->view()));
}

TEST(NumberLine, RoundsToIntegers) {
  for (int tenths = -2050; tenths <= 2050; ++tenths) {
    const std::string spelling = std::to_string(tenths) + "e-1";
    const auto value = support::parse_decimal(spelling);
    EXPECT_EQ(round_up(value->view()), std::to_string(static_cast<int>(std::ceil(tenths / 10.0)))) << spelling;
    EXPECT_EQ(round_down(value->view()), std::to_string(static_cast<int>(std::floor(tenths / 10.0)))) << spelling;
    EXPECT_EQ(is_whole(value->view()), tenths % 10 == 0) << spelling;
  }
  EXPECT_EQ(round_up(support::parse_decimal("1e-2147483648")->view()), "1");
  EXPECT_EQ(round_down(support::parse_decimal("-1e-2147483648")->view()), "-1");
}

TEST(NumberLine, CountsIntegers) {
  for (int i = -1200; i <= 1200; ++i) {
    EXPECT_EQ(next_whole(std::to_string(i)), std::to_string(i + 1));
    EXPECT_EQ(previous_whole(std::to_string(i)), std::to_string(i - 1));
    const std::string text = std::to_string(i);
    EXPECT_TRUE(support::compare(whole_value(text), support::parse_decimal(text)->view()) == 0) << i;
  }
}

TEST(NumberLine, JsonNumbers) {
  for (const char* good : {"0", "-0", "12", "-1.5e+3", "0.5", "1E9"}) EXPECT_TRUE(is_json_number(good)) << good;
  for (const char* bad : {"", "-", "+1", "01", "-01", ".5", "1.", "1e", "x", "Infinity", " 1"})
    EXPECT_FALSE(is_json_number(bad)) << bad;
}

}  // namespace
