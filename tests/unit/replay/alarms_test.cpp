// SPDX-License-Identifier: Apache-2.0
// The state of an alarm: the two tables of the service's user guide, each treatment of missing data, M of N, delays,
// and silence that is stepped over.
#include "replay/alarms.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string_view>
#include <vector>

namespace coverwatch::replay {
namespace {

constexpr alarm_state ok = alarm_state::ok, ring = alarm_state::alarm, lacking = alarm_state::insufficient_data;

// `0` is a datapoint that does not breach, X one that does, - none; the latest stands last.
std::vector<seen_period> range_of(std::string_view text) {
  std::vector<seen_period> out;
  for (const char c : text) out.push_back(c == '-' ? std::nullopt : seen_period{c == 'X'});
  return out;
}

alarm_rule rule_for(std::uint32_t periods, std::uint32_t needed, missing_data missing) {
  alarm_rule rule;
  rule.evaluation_periods = periods;
  rule.datapoints_to_alarm = needed;
  rule.missing = missing;
  return rule;
}

struct row {
  std::string_view range;
  std::uint32_t periods, needed;
  std::optional<alarm_state> missing, ignore, breaching, not_breaching;  // nothing: the state stays
};

void check(const row& r) {
  const auto range = range_of(r.range);
  const std::pair<missing_data, std::optional<alarm_state>> columns[] = {
      {missing_data::missing, r.missing},
      {missing_data::ignore, r.ignore},
      {missing_data::breaching, r.breaching},
      {missing_data::not_breaching, r.not_breaching}};
  for (const auto& [how, wanted] : columns) {
    for (const alarm_state now : {ok, ring, lacking}) {
      EXPECT_EQ(next_state(rule_for(r.periods, r.needed, how), now, range), wanted.value_or(now))
          << r.range << ", " << r.needed << " of " << r.periods << ", missing data " << static_cast<int>(how);
    }
  }
}

TEST(alarms, follow_the_tables_of_the_user_guide) {
  for (const row& each : {
           row{"0-X-X", 3, 3, ok, ok, ok, ok},
           row{"0----", 3, 3, ok, ok, ok, ok},
           row{"-----", 3, 3, lacking, {}, ring, ok},
           row{"0XX-X", 3, 3, ring, ring, ring, ring},
           row{"--X--", 3, 3, ring, {}, ring, ok},
           row{"0-X-X", 3, 2, ring, ring, ring, ring},
           row{"00X0X", 3, 2, ring, ring, ring, ring},
           row{"0-X--", 3, 2, ok, ok, ring, ok},
           row{"----0", 3, 2, ok, ok, ring, ok},
           row{"---X-", 3, 2, ring, {}, ring, ok},
       }) {
    check(each);
  }
}

TEST(alarms, are_not_premature) {
  check({"----X", 3, 3, {}, {}, ring, ok});
  check({"---X-", 3, 3, {}, {}, ring, ok});
  check({"---X0", 3, 3, ok, ok, ok, ok});
  check({"X----", 3, 3, {}, {}, ring, ok});  // it is no longer among the evaluation periods
}

TEST(alarms, of_one_period_say_what_it_says) {
  check({"X", 1, 1, ring, ring, ring, ring});
  check({"0", 1, 1, ok, ok, ok, ok});
  check({"-", 1, 1, lacking, {}, ring, ok});
  check({"X-", 1, 1, ring, ring, ring, ring});  // an extra period that is looked at where the other is missing
  check({"XXX-0", 5, 3, ring, ring, ring, ring});
  check({"XX-0-", 5, 3, ok, ok, ring, ok});
}

minutes data_of(const std::vector<std::pair<seconds, double>>& samples) {
  minutes out;
  for (const auto& [when, value] : samples) out[round_down(when, minute)].add(value);
  return out;
}

using changes = std::vector<state_change>;

TEST(alarms, ring_at_the_end_of_the_period_and_end_with_its_effect) {
  const alarm_rule rule = rule_for(1, 1, missing_data::missing);
  const clock time{0, 3000, 0, false, 0};
  EXPECT_EQ(
      evaluate(rule, data_of({{610, 1}, {1500, 1}, {1799, 1}, {1800, 0}}), time),
      (changes{
          {900, lacking, ring}, {1200, ring, lacking}, {1800, lacking, ring}, {2100, ring, ok}, {2400, ok, lacking}}));
  EXPECT_EQ(evaluate(rule_for(1, 1, missing_data::not_breaching), data_of({{610, 1}}), time),
            (changes{{300, lacking, ok}, {900, ok, ring}, {1200, ring, ok}}));
}

TEST(alarms, sum_what_a_period_holds) {
  alarm_rule rule = rule_for(1, 1, missing_data::not_breaching);
  rule.threshold = 3;
  const minutes data = data_of({{0, 1}, {299, 1}, {300, 1}, {600, 2}, {899, 1}});
  EXPECT_EQ(evaluate(rule, data, {0, 1200, 0, false, 0}),
            (changes{{300, lacking, ok}, {900, ok, ring}, {1200, ring, ok}}));
  rule.what = statistic::maximum;
  rule.threshold = 2;
  EXPECT_EQ(evaluate(rule, data, {0, 900, 0, false, 0}).back(), (state_change{900, ok, ring}));
  rule.what = statistic::sample_count;
  rule.how = comparison::less;
  rule.missing = missing_data::ignore;
  EXPECT_EQ(evaluate(rule, data, {0, 1200, 0, false, 0}),
            (changes{{300, lacking, ok}, {600, ok, ring}, {900, ring, ok}}));
}

TEST(alarms, evaluated_every_minute_see_windows_that_slide) {
  const alarm_rule rule = rule_for(1, 1, missing_data::not_breaching);
  const minutes data = data_of({{0, 1}, {540, 1}});
  EXPECT_EQ(evaluate(rule, data, {0, 1200, 0, false, 0}), (changes{{300, lacking, ring}, {900, ring, ok}}));
  EXPECT_EQ(evaluate(rule, data, {0, 1200, 0, true, 0}),
            (changes{{60, lacking, ring}, {360, ring, ok}, {600, ok, ring}, {900, ring, ok}}));
}

TEST(alarms, see_late_datapoints_only_as_far_as_they_look_back) {
  const alarm_rule rule = rule_for(1, 1, missing_data::not_breaching);
  const minutes data = data_of({{0, 1}});
  EXPECT_EQ(evaluate(rule, data, {0, 3000, 300, false, 0}), (changes{{300, lacking, ok}})) << "never seen";
  EXPECT_EQ(evaluate(rule, data, {0, 3000, 300, false, 1}),
            (changes{{300, lacking, ok}, {600, ok, ring}, {900, ring, ok}}));
  EXPECT_EQ(evaluate(rule, data, {0, 3000, 240, false, 1}), (changes{{300, lacking, ring}, {900, ring, ok}}));
}

// The same without any short cut.
changes slow(const alarm_rule& rule, const minutes& data, const clock& time) {
  changes out;
  alarm_state now = lacking;
  const seconds step = time.every_minute ? minute : rule.period;
  for (seconds at = time.begin + 1; at <= time.end; ++at) {
    if (at % step != 0) continue;
    std::vector<seen_period> range;
    for (seconds i = rule.evaluation_periods + time.extra_periods; i > 0; --i) {
      statistics all;
      for (const auto& [begin, what] : data) {
        const seconds end = at - (i - 1) * rule.period;
        if (begin >= end - rule.period && begin < end && begin + minute + time.delay <= at) all.add(what);
      }
      range.push_back(all.count == 0 ? std::nullopt : seen_period{breaches(rule, all)});
    }
    const alarm_state next = next_state(rule, now, range);
    if (next != now) out.push_back({at, now, next});
    now = next;
  }
  return out;
}

TEST(alarms, step_over_silence_without_a_difference) {
  std::mt19937 random(8);
  const auto below = [&](unsigned n) { return static_cast<std::uint32_t>(random() % n); };
  for (int round = 0; round < 300; ++round) {
    minutes data;
    for (std::uint32_t i = below(12); i > 0; --i) data[seconds{below(200)} * minute].add(below(3));
    alarm_rule rule = rule_for(1 + below(4), 1, static_cast<missing_data>(below(4)));
    rule.datapoints_to_alarm = 1 + below(rule.evaluation_periods);
    rule.period = minute * (1 + seconds{below(5)});
    rule.threshold = 1 + below(3);
    const clock time{minute * below(30), minute * 300, 30 * seconds{below(20)}, below(2) == 1, below(4)};
    EXPECT_EQ(evaluate(rule, data, time), slow(rule, data, time)) << "round " << round;
  }
}

TEST(alarms, take_no_time_for_thousands_of_years) {
  const alarm_rule rule = rule_for(1, 1, missing_data::not_breaching);
  const seconds year_1 = -62135596800, year_9999 = 253402300740;
  const changes all = evaluate(rule, data_of({{year_1, 1}, {year_9999, 1}}), {year_1, year_9999 + 900, 0, true, 0});
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[2].when, year_9999 + 60);
}

inventory::alarm whole_alarm() {
  inventory::alarm a;
  a.name = "a";
  a.statistic = "Sum";
  a.threshold = 1;
  a.comparison = "GreaterThanOrEqualToThreshold";
  a.period = 300;
  a.evaluation_periods = 3;
  return a;
}

TEST(alarms, are_read_from_records_or_refused_by_name) {
  const auto read = rule_of(whole_alarm());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->datapoints_to_alarm, 3U);
  EXPECT_EQ(read->missing, missing_data::missing);
  const auto why = [](auto change) {
    inventory::alarm a = whole_alarm();
    change(a);
    const auto rule = rule_of(a);
    return rule ? std::string{} : rule.error();
  };
  EXPECT_EQ(why([](auto& a) { a.kind = inventory::alarm_kind::composite; }), "an alarm of the kind `composite`");
  EXPECT_EQ(why([](auto& a) { a.statistic = "p90"; }), "the statistic `p90`");
  EXPECT_EQ(why([](auto& a) { a.comparison = "x"; }), "the comparison `x`");
  EXPECT_EQ(why([](auto& a) { a.treat_missing_data = "x"; }), "missing data treated as `x`");
  EXPECT_EQ(why([](auto& a) { a.threshold.reset(); }), "its threshold is not known");
  EXPECT_EQ(why([](auto& a) { a.period = 10; }), "a period of 10 s, which is no whole minutes");
  EXPECT_EQ(why([](auto& a) { a.period = 0; }), "its period or number of evaluation periods is not known");
  EXPECT_EQ(why([](auto& a) { a.evaluation_periods = 289; }), "it looks back farther than the service allows");
  EXPECT_EQ(why([](auto& a) { a.period = UINT64_MAX / 60 * 60; }), "it looks back farther than the service allows");
  EXPECT_EQ(why([](auto& a) { a.datapoints_to_alarm = 4; }), "more datapoints to alarm than evaluation periods");
  EXPECT_EQ(why([](auto& a) { a.unresolved = {"Threshold"}; }), "`Threshold` is left open");
}

}  // namespace
}  // namespace coverwatch::replay
