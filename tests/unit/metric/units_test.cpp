// SPDX-License-Identifier: Apache-2.0
// The units of the CloudWatch API: these and no others.
#include "metric/units.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace coverwatch::metric;

TEST(standard_unit, all_of_them_as_spelled) {
  int count = 0;
  for (const char* rate : {"", "/Second"}) {
    for (const char* what : {"Bytes", "bytes", "Bits", "bits"}) {
      for (const char* size : {"", "Kilo", "Mega", "Giga", "Tera"}) {
        const bool capital = what[0] == 'B';
        const std::string unit = std::string(size) + what + rate;
        if (capital != (*size == '\0')) {
          EXPECT_EQ(standard_unit(unit), "") << unit;
          continue;
        }
        EXPECT_EQ(standard_unit(unit), unit);
        ++count;
      }
    }
  }
  for (const char* unit : {"Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "Count/Second", "None"}) {
    EXPECT_EQ(standard_unit(unit), unit);
    ++count;
  }
  EXPECT_EQ(count, 27);
}

TEST(standard_unit, nothing_else) {
  for (const char* other : {"", "count", "Seconds ", "Minutes", "Nanoseconds", "Percent/Second", "Second"}) {
    EXPECT_EQ(standard_unit(other), "") << other;
  }
}

TEST(likely_unit, finds_the_near_ones) {
  EXPECT_EQ(likely_unit("count"), "Count");
  EXPECT_EQ(likely_unit("SECOND"), "Seconds");
  EXPECT_EQ(likely_unit("ms"), "Milliseconds");
  EXPECT_EQ(likely_unit("kilobytes/second"), "Kilobytes/Second");
  EXPECT_EQ(likely_unit(""), "None");
  EXPECT_EQ(likely_unit("parsecs"), "");
}

}  // namespace
