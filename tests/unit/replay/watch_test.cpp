// SPDX-License-Identifier: Apache-2.0
// Which alarm sees which metric, which is named instead, and what the time of a replay is.
#include "replay/watch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coverwatch::replay {
namespace {

const inventory::scope here{"111122223333", "us-east-1"}, there{"444455556666", "us-east-1"},
    nowhere{"/some/folder", ""};

inventory::metric_filter filter_of(const inventory::scope& where, const std::string& metric) {
  inventory::metric_filter f = plain_filter(metric, "{ $.a = 1 }");
  f.where = where;
  f.metric_namespace = "N";
  return f;
}

inventory::alarm alarm_of(const inventory::scope& where, const std::string& metric) {
  inventory::alarm a;
  a.where = where;
  a.name = metric + " alarm";
  a.metric_name = metric;
  a.metric_namespace = "N";
  a.statistic = "Sum";
  a.threshold = 1;
  a.comparison = "GreaterThanOrEqualToThreshold";
  a.period = 300;
  a.evaluation_periods = a.datapoints_to_alarm = 1;
  return a;
}

plan plan_of(const std::vector<inventory::metric_filter>& records) {
  plan out;
  add_filters(out, records, 0, wildcards::glob);
  return out;
}

std::uint64_t rings(const inventory::alarm& a, const plan& p, const datapoints& data, const schedule& when = {}) {
  const alarm_plan watched = plan_alarms(std::vector{a}, p);
  const auto all = histories(watched, 1, data, when);
  return all.empty() ? 999 : all.front().rings;
}

TEST(watching, joins_by_namespace_name_dimensions_and_unit) {
  const plan p = plan_of({filter_of(here, "m")});
  datapoints data;
  data.add(p.filters[0].metric, 0, 1);
  inventory::alarm a = alarm_of(here, "m");
  EXPECT_EQ(rings(a, p, data), 1U);
  a.unit = "Count";
  EXPECT_EQ(rings(a, p, data), 0U);
  a.unit = "None";
  EXPECT_EQ(rings(a, p, data), 1U);
  a.dimensions = {{"D", "x"}};
  EXPECT_EQ(rings(a, p, data), 0U);
  series_key with = p.filters[0].metric;
  with.dimensions = {{"D", "x"}};
  data.add(with, 0, 1);
  EXPECT_EQ(rings(a, p, data), 1U);
  a.metric_namespace = "M";
  EXPECT_EQ(rings(a, p, data), 999U);
  EXPECT_EQ(plan_alarms(std::vector{a}, p).of_other_metrics, 1U);
}

TEST(watching, joins_by_account_and_region_as_far_as_they_are_known) {
  datapoints data;
  const plan p = plan_of({filter_of(here, "m"), filter_of(there, "m")}), folder = plan_of({filter_of(nowhere, "m")});
  data.add(p.filters[0].metric, 0, 1);
  EXPECT_EQ(rings(alarm_of(here, "m"), p, data), 1U);
  EXPECT_EQ(rings(alarm_of(there, "m"), p, data), 0U);
  data.add(folder.filters[0].metric, 0, 1);
  EXPECT_EQ(rings(alarm_of(there, "m"), folder, data), 1U);
  const alarm_plan both = plan_alarms(std::vector{alarm_of(nowhere, "m")}, p);
  EXPECT_TRUE(both.alarms.empty());
  ASSERT_EQ(both.left_out.size(), 1U);
  EXPECT_NE(both.left_out[0].why.find("several accounts or regions"), std::string::npos);
}

TEST(watching, names_what_is_not_modelled_and_might_matter) {
  const plan p = plan_of({filter_of(here, "m")});
  inventory::alarm composite = alarm_of(here, ""), math = composite, other_math = composite;
  composite.kind = inventory::alarm_kind::composite;
  math.kind = other_math.kind = inventory::alarm_kind::math;
  math.metrics_in_expressions = {{"N", "m"}};
  other_math.metrics_in_expressions = {{"N", "x"}};
  const alarm_plan all = plan_alarms(std::vector{composite, math, other_math}, p);
  ASSERT_EQ(all.left_out.size(), 2U);
  EXPECT_EQ(all.left_out[0].why, "an alarm of the kind `composite`");
  EXPECT_EQ(all.left_out[1].why, "an alarm of the kind `math`");
  EXPECT_EQ(all.of_other_metrics, 1U);
}

TEST(watching, assumes_one_alarm_for_each_metric_without_dimensions) {
  std::vector<inventory::metric_filter> records{filter_of(here, "m"), filter_of(here, "m"), filter_of(here, "n"),
                                                filter_of(here, "d")};
  records.back().dimensions = {{"D", "$.d"}};
  const plan p = plan_of(records);
  alarm_plan watched;
  assume_alarms(watched, p);
  ASSERT_EQ(watched.alarms.size(), 2U);
  EXPECT_TRUE(watched.alarms[0].assumed);
  datapoints data;
  data.add(p.filters[2].metric, 0, 1);
  const auto all = histories(watched, 1, data, {});
  EXPECT_EQ(all[0].rings, 0U);
  EXPECT_EQ(all[1].rings, 1U);
}

TEST(watching, ends_when_the_last_datapoint_has_no_effect_any_more) {
  const plan p = plan_of({filter_of(here, "m")});
  datapoints data;
  data.add(p.filters[0].metric, 600, 1);
  data.add(p.filters[0].metric, 86400, 1);
  const alarm_plan watched = plan_alarms(std::vector{alarm_of(here, "m")}, p);
  const auto history = [&](const schedule& when) { return histories(watched, 1, data, when).front(); };
  EXPECT_EQ(history({}).changes.front().when, 900);
  EXPECT_EQ(history({}).changes.back().when, 87000);
  EXPECT_EQ(history({}).in_alarm, 600);
  EXPECT_EQ(history({.since = 0}).changes.size(), history({}).changes.size());
  const alarm_history cut = history({.since = {}, .until = 86700});
  EXPECT_EQ(cut.changes.back(), (state_change{86700, alarm_state::insufficient_data, alarm_state::alarm}));
  EXPECT_EQ(cut.in_alarm, 300);
  const alarm_history late = history({.since = {}, .until = {}, .delay = 3600});
  EXPECT_EQ(late.rings, 2U);
  EXPECT_EQ(late.changes.front().when, 900 + 3600);
}

TEST(watching, writes_moments_of_all_years) {
  EXPECT_EQ(utc(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(utc(1773489600), "2026-03-14T12:00:00Z");
  EXPECT_EQ(utc(-62167219200), "0000-01-01T00:00:00Z");
}

}  // namespace
}  // namespace coverwatch::replay
