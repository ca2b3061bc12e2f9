// SPDX-License-Identifier: Apache-2.0
// Datapoints: exact sums against whole numbers, minutes before and after 1970, any order, and the bound on memory.
#include "replay/datapoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace coverwatch::replay {
namespace {

__extension__ typedef __int128 wide;

double sum_of(const std::vector<double>& values) {
  exact_sum sum;
  for (const double each : values) sum.add(each);
  return sum.value();
}

TEST(exact_sums, lose_nothing) {
  EXPECT_EQ(sum_of({}), 0);
  EXPECT_EQ(sum_of({0.1, 0.2, 0.3}), 0.6);  // 0.1 + 0.2 + 0.3 is not
  EXPECT_EQ(sum_of({1e100, 1, -1e100}), 1);
  EXPECT_EQ(sum_of({0x1p360, 1, 0x1p-1074, -0x1p360}), 1);
  EXPECT_EQ(sum_of({0x1p53, 1, 1}), 0x1p53 + 2);
  EXPECT_EQ(sum_of({0x1p53, 1}), 0x1p53);                 // half way: to the even one
  EXPECT_EQ(sum_of({0x1p53, 1, 0x1p-1000}), 0x1p53 + 2);  // a little more than half way
  EXPECT_EQ(sum_of({0x1p53, 1, -0x1p-1000}), 0x1p53);
}

// In units of 2^-40, so that 128 bits hold the sum of all exactly.
TEST(exact_sums, are_the_same_in_every_order) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values;
    wide exact = 0;
    for (int i = 0; i < 50; ++i) {
      const auto whole = static_cast<std::int64_t>(random() >> 11) - (std::int64_t{1} << 52);
      const int up = static_cast<int>(random() % 40);
      values.push_back(std::ldexp(static_cast<double>(whole), up - 40));
      exact += static_cast<wide>(whole) << up;
    }
    const double wanted = std::ldexp(static_cast<double>(exact), -40);
    EXPECT_EQ(sum_of(values), wanted);
    std::shuffle(values.begin(), values.end(), random);
    EXPECT_EQ(sum_of(values), wanted);
    exact_sum first, second;
    for (std::size_t i = 0; i < values.size(); ++i) (i % 3 == 0 ? first : second).add(values[i]);
    second.add(first);
    EXPECT_EQ(second.value(), wanted);
  }
}

series_key key_of(std::string name) { return {0, {}, "N", std::move(name), "None", {}}; }

TEST(datapoints, land_in_their_minute) {
  datapoints all;
  for (const auto& [when, value] :
       std::vector<std::pair<seconds, double>>{{0, 5}, {59, 1}, {60, 7}, {-1, 2}, {-60, 4}, {-61, 3}}) {
    all.add(key_of("m"), when, value);
  }
  const minutes& m = all.series().at(key_of("m"));
  ASSERT_EQ(m.size(), 4U);
  EXPECT_EQ(m.at(-120).count, 1U);
  EXPECT_EQ(m.at(-60).sum.value(), 6);
  EXPECT_EQ(m.at(0).minimum, 1);
  EXPECT_EQ(m.at(0).maximum, 5);
  EXPECT_EQ(m.at(60).sum.value(), 7);
  minutes steps;
  for_each_step(m, 120, [&](seconds begin, const statistics& what) { steps[begin].add(what); });
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps.at(-120).count, 3U);
  EXPECT_EQ(steps.at(0).sum.value(), 13);
  EXPECT_EQ(steps.at(0).maximum, 7);
}

TEST(datapoints, are_told_when_they_need_more_than_allowed) {
  datapoints all(10000);
  const auto fill = [&] {
    for (int i = 0; i < 1000; ++i) all.add(key_of("m"), i * minute, 1);
  };
  EXPECT_THROW(fill(), limit_exceeded);
  EXPECT_LT(all.series().at(key_of("m")).size(), 80U);
  datapoints many(100000);
  const auto spread = [&] {
    for (int i = 0; i < 1000; ++i) many.add(key_of(std::to_string(i)), 0, 1);
  };
  EXPECT_THROW(spread(), limit_exceeded);
  datapoints parts(20000), sum(20000);
  for (int i = 0; i < 100; ++i) parts.add(key_of("m"), i * minute, 1);
  sum.merge(parts);
  EXPECT_EQ(sum.bytes(), parts.bytes());
  parts.clear();
  for (int i = 100; i < 200; ++i) parts.add(key_of("m"), i * minute, 1);
  EXPECT_THROW(sum.merge(parts), limit_exceeded);
}

}  // namespace
}  // namespace coverwatch::replay
