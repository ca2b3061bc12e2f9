// SPDX-License-Identifier: Apache-2.0
// Times as they are typed and as events carry them, and which files a range surely leaves out.
#include "archive/time_range.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coverwatch {
namespace {

using archive::read_time;
using archive::time_range;
using archive::unix_time;

constexpr unix_time day = 86400;
constexpr unix_time new_year = 1767225600;  // date -u -d 2026-01-01 +%s

TEST(times, are_read) {
  EXPECT_EQ(read_time("1970-01-01"), 0);
  EXPECT_EQ(read_time("2026-01-01"), new_year);
  EXPECT_EQ(read_time("2024-02-29T00:00Z"), 1709164800);
  EXPECT_EQ(read_time("2026-01-01T01:02"), new_year + 3720);
  EXPECT_EQ(read_time("2026-01-01T01:02:03"), new_year + 3723);
  EXPECT_EQ(read_time("2026-01-01T01:02:03.987Z"), new_year + 3723);
  EXPECT_EQ(read_time("2026-01-01T01:02:03+01:00"), new_year + 123);
  EXPECT_EQ(read_time("2026-01-01T01:02-00:30"), new_year + 3720 + 1800);
}

TEST(times, that_are_none_are_refused) {
  for (const char* bad : {"", "2026", "2026-1-1", "2026-13-01", "2026-02-29", "2026-01-01T", "2026-01-01T24:00",
                          "2026-01-01T01:60", "2026-01-01T01:02:61", "2026-01-01T01:02:03Zx", "2026-01-01 01:02",
                          "2026-01-01T01:02:03+1", "x2026-01-01", "20260101", "2026-01-01Z"}) {
    EXPECT_EQ(read_time(bad), std::nullopt) << bad;
  }
}

TEST(times, may_be_relative) {
  EXPECT_EQ(read_time("7d", new_year), new_year - 7 * day);
  EXPECT_EQ(read_time("24h", new_year), new_year - day);
  EXPECT_EQ(read_time("90s", new_year), new_year - 90);
  EXPECT_EQ(read_time("30m", new_year), new_year - 1800);
  EXPECT_EQ(read_time("2w", new_year), new_year - 14 * day);
  EXPECT_EQ(read_time("2026-01-01", 5), new_year);
  for (const char* bad : {"d", "7", "7y", "-7d", "7 d", "1.5d", "99999999999999999999d"}) {
    EXPECT_EQ(read_time(bad, new_year), std::nullopt) << bad;
  }
}

TEST(time_range, takes_its_beginning_and_not_its_end) {
  const time_range one{new_year, new_year + day};
  EXPECT_FALSE(one.contains(new_year - 1));
  EXPECT_TRUE(one.contains(new_year));
  EXPECT_TRUE(one.contains(new_year + day - 1));
  EXPECT_FALSE(one.contains(new_year + day));
  EXPECT_TRUE(time_range{}.everything());
  EXPECT_TRUE(time_range{}.contains(0));
}

const std::string folder = "x/AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/";
std::string named(const char* time) { return folder + "111122223333_CloudTrail_us-east-1_" + time + "_AbC.json.gz"; }

TEST(time_range, leaves_out_files_delivered_before_it) {
  const time_range range{new_year + 3600, std::nullopt};
  EXPECT_TRUE(range.surely_excludes(named("20260101T0000Z")));
  EXPECT_TRUE(range.surely_excludes(named("20260101T0054Z")));   // until 00:55, and five minutes
  EXPECT_FALSE(range.surely_excludes(named("20260101T0055Z")));  // one event may be from 01:00:59
  EXPECT_FALSE(range.surely_excludes(named("20260101T0200Z")));
}

TEST(time_range, leaves_out_files_delivered_long_after_it) {
  const time_range range{std::nullopt, new_year};
  EXPECT_FALSE(range.surely_excludes(named("20260101T0000Z")));
  EXPECT_FALSE(range.surely_excludes(named("20260131T2359Z")));
  EXPECT_TRUE(range.surely_excludes(named("20260201T0000Z")));
}

TEST(time_range, tells_other_files_by_their_folder) {
  const time_range range{new_year + 2 * day, std::nullopt};
  EXPECT_TRUE(range.surely_excludes(folder + "any.json"));
  EXPECT_TRUE(range.surely_excludes("CloudTrail/eu-west-1/2026/01/01/any.json"));
  const time_range same_day{new_year + day, std::nullopt};
  EXPECT_FALSE(same_day.surely_excludes(folder + "any.json"));  // its last five minutes
  const time_range before{std::nullopt, new_year - 40 * day};
  EXPECT_TRUE(before.surely_excludes(folder + "any.json"));
}

TEST(time_range, knows_nothing_of_other_names) {
  const time_range range{new_year + 400 * day, new_year - 400 * day};
  for (const std::string& path : std::vector<std::string>{
           "events.json", "", "/", "2026/01/01/any.json", "backup/2026/01/01/events.ndjson", "CloudTrail/2026/01/01/a",
           "a_CloudTrail_b", "a_CloudTrail_b_2026", "a_CloudTrail_b_20260101T0000", "a_CloudTrail_b_20261301T0000Z_",
           "x/AWSLogs/1/CloudTrail-Digest/us-east-1/2026/01/01/1_CloudTrail-Digest_us-east-1_t_us-east-1_20260101T000000Z.json.gz"}) {
    EXPECT_FALSE(range.surely_excludes(path)) << path;
  }
  EXPECT_TRUE(range.surely_excludes(named("20260101T0000Z")));
  EXPECT_FALSE(time_range{}.surely_excludes(named("20260101T0000Z")));
}

TEST(event_times, stand_at_the_top) {
  support::json::document memory;
  EXPECT_EQ(archive::event_time(R"({"a":{"eventTime":"1970-01-02"},"eventTime":"2026-01-01T00:00:01Z"})", memory),
            new_year + 1);
  EXPECT_EQ(archive::event_time(R"({"eventTime":"1970-01-01","eventTime":"1970-01-02"})", memory), day);
  for (const char* none : {R"({"a":{"eventTime":"2026-01-01"}})", R"({"eventTime":5})", R"({"eventTime":"today"})",
                           "[\"eventTime\"]", "{\"eventTime\":\"2026-01-01\"", "ERROR"}) {
    EXPECT_EQ(archive::event_time(none, memory), std::nullopt) << none;
  }
}

}  // namespace
}  // namespace coverwatch
