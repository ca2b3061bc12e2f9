// SPDX-License-Identifier: Apache-2.0
// The plot: its words count everything, its picture stays small.
#include "report/chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace coverwatch {
namespace {

using report::chart;

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(chart, says_in_words_what_it_shows) {
  const chart c{"root <use>", 1735689600, 86400, {3, 0, 4}, {1, 0, 0}, {3, 0, 4}, {1735689660, 1735862400}};
  const std::string text = report::plot(c);
  EXPECT_NE(
      text.find("2025-01-01T00:00:00Z to 2025-01-04T00:00:00Z, each step 1 day; 7 events are asked for; the deployed "
                "filters match 1; with the repair 7; an alarm rang 2 times."),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("root &lt;use&gt;"), std::string::npos);
  EXPECT_EQ(times(text, "<polygon"), 1U);
  EXPECT_EQ(times(text, "<polyline"), 2U);
  EXPECT_EQ(times(text, "l-4 -8h8z"), 3U);  // one for each time it rang, and one in the legend
}

TEST(chart, stays_small) {
  chart c{"a year by minutes", 0, 60, {}, {}, {}, {}};
  c.wanted.assign(525600, 1);
  for (int i = 0; i < 100000; ++i) c.rings.push_back(i * 300);
  const std::string text = report::plot(c);
  EXPECT_LT(text.size(), 40000U);
  EXPECT_NE(text.find("525600 events are asked for"), std::string::npos);
  EXPECT_NE(text.find("rang 100000 times"), std::string::npos);
}

TEST(chart, draws_nothing_at_all) {
  const std::string text = report::plot({"empty", 0, 0, {}, {}, {}, {-5, 1'000'000'000'000}});
  EXPECT_EQ(times(text, "nan"), 0U);
  EXPECT_EQ(times(text, "inf"), 0U);
  EXPECT_EQ(times(text, "l-4 -8h8z"), 1U);  // the legend; both rings are outside
}

TEST(chart, holds_the_largest_counts) {
  const std::string text = report::plot({"large", 0, 1, {~std::uint64_t{0}}, {1}, {}, {}});
  EXPECT_EQ(times(text, "nan"), 0U);
  EXPECT_NE(text.find("18446744073709551615"), std::string::npos);
}

}  // namespace
}  // namespace coverwatch
