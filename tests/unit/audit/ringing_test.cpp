// SPDX-License-Identifier: Apache-2.0
#include "audit/ringing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace coverwatch::test {
namespace {

struct watching {
  std::string statistic = "Sum";
  std::string comparison = "GreaterThanOrEqualToThreshold";
  double threshold = 1;
  double value = 1;
  std::optional<double> otherwise = std::nullopt;
  std::string missing = "missing";
};

// `rings`, or the reason why not.
std::string of(const watching& w, std::uint64_t datapoints = 1, std::uint64_t periods = 1) {
  inventory::alarm a;
  a.name = "a";
  a.statistic = w.statistic;
  a.comparison = w.comparison;
  a.threshold = w.threshold;
  a.period = 300;
  a.evaluation_periods = periods;
  a.datapoints_to_alarm = datapoints;
  a.treat_missing_data = w.missing;
  const audit::ring r = audit::rings(a, w.value, w.otherwise);
  if (r.found == audit::ring::answer::yes) return "rings";
  return std::string(r.found == audit::ring::answer::maybe ? "maybe " : "") + std::string(audit::name(r.why));
}

TEST(Ringing, OfASum) {
  EXPECT_EQ(of({}), "rings");
  EXPECT_EQ(of({.comparison = "GreaterThanThreshold"}), "needs_many_events");
  EXPECT_EQ(of({.comparison = "GreaterThanThreshold", .threshold = 0}), "rings");
  EXPECT_EQ(of({.threshold = 0}), "rings");  // without a match there is no data
  EXPECT_EQ(of({.threshold = 0, .otherwise = 0}), "breaches_always");
  EXPECT_EQ(of({.threshold = -1, .otherwise = 0}), "breaches_always");
  EXPECT_EQ(of({.otherwise = 0}), "rings");
  EXPECT_EQ(of({.comparison = "GreaterThanThreshold", .threshold = 0, .otherwise = 0}), "rings");
  EXPECT_EQ(of({.threshold = 10, .value = 10}), "rings");
  EXPECT_EQ(of({.threshold = 10, .value = 3}), "needs_many_events");
  EXPECT_EQ(of({.threshold = 10, .otherwise = 0}), "needs_many_events");
  EXPECT_EQ(of({.otherwise = 0.001}), "breaches_always");  // a thousand other events are a match
  EXPECT_EQ(of({.otherwise = -1}), "diluted");
}

TEST(Ringing, OfOtherStatistics) {
  EXPECT_EQ(of({.statistic = "Maximum"}), "rings");
  EXPECT_EQ(of({.statistic = "Maximum", .otherwise = 0}), "rings");
  EXPECT_EQ(of({.statistic = "Maximum", .otherwise = 1}), "breaches_always");
  EXPECT_EQ(of({.statistic = "Maximum", .threshold = 2}), "never_breaches");
  EXPECT_EQ(of({.statistic = "Minimum"}), "rings");
  EXPECT_EQ(of({.statistic = "Minimum", .otherwise = 0}), "diluted");
  EXPECT_EQ(of({.statistic = "Average"}), "rings");
  EXPECT_EQ(of({.statistic = "Average", .otherwise = 0}), "diluted");
  EXPECT_EQ(of({.statistic = "Average", .threshold = 0.5, .otherwise = 0}), "diluted");
  EXPECT_EQ(of({.statistic = "SampleCount", .value = 0.5}), "rings");
  EXPECT_EQ(of({.statistic = "SampleCount", .threshold = 2, .value = 5}), "needs_many_events");
  EXPECT_EQ(of({.statistic = "SampleCount", .otherwise = 0}), "breaches_always");
  EXPECT_EQ(of({.statistic = "p99"}), "maybe percentile");
  EXPECT_EQ(of({.statistic = "TM(10%:90%)"}), "maybe percentile");
  EXPECT_EQ(of({.statistic = ""}), "maybe alarm_open");
  EXPECT_EQ(of({.comparison = "GreaterThanUpperThreshold"}), "maybe alarm_open");
}

TEST(Ringing, Downward) {
  EXPECT_EQ(of({.comparison = "LessThanThreshold"}), "never_breaches");
  EXPECT_EQ(of({.comparison = "LessThanThreshold", .threshold = 2}), "never_breaches");  // two matches do not ring
  EXPECT_EQ(of({.statistic = "Maximum", .comparison = "LessThanOrEqualToThreshold"}), "rings");
  EXPECT_EQ(of({.comparison = "LessThanOrEqualToThreshold", .otherwise = 0}), "breaches_always");
}

TEST(Ringing, OverPeriods) {
  EXPECT_EQ(of({}, 1, 3), "rings");
  EXPECT_EQ(of({}, 0, 1), "rings");
  EXPECT_EQ(of({}, 0, 2), "needs_many_periods");
  EXPECT_EQ(of({}, 2, 3), "needs_many_periods");
  EXPECT_EQ(of({.missing = "notBreaching"}), "rings");
  EXPECT_EQ(of({.missing = "ignore"}), "rings");
  EXPECT_EQ(of({.missing = "breaching"}), "breaches_always");
  EXPECT_EQ(of({.missing = "breaching"}, 2, 2), "breaches_always");
}

TEST(Ringing, SaysHowManyItNeeds) {
  inventory::alarm a;
  a.statistic = "Sum";
  a.comparison = "GreaterThanThreshold";
  a.threshold = 10;
  a.period = 60;
  a.datapoints_to_alarm = a.evaluation_periods = 1;
  EXPECT_EQ(audit::rings(a, 2, 0).sentence,
            "rings only when 6 events match within 60 seconds (Sum GreaterThanThreshold 10); lower the threshold to 2");
}

}  // namespace
}  // namespace coverwatch::test
