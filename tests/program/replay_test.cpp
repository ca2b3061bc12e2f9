// SPDX-License-Identifier: Apache-2.0
// `coverwatch replay` as people run it: filters and alarms as the AWS command line prints them, the sample archive, two
// sets beside each other, every format, and what is refused.
#include "process.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace program_test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

const std::string archive = COVERWATCH_SOURCE_PATH "/examples/archive";

std::string filter(const std::string& name, const std::string& pattern, const std::string& more = {}) {
  return R"({"filterName":")" + name + R"(","filterPattern":")" + pattern +
         R"(","metricTransformations":[{"metricName":")" + name + R"(","metricNamespace":"CIS","metricValue":"1")" +
         more + R"(}],"creationTime":1,"logGroupName":"trail"})";
}

std::string filters(const std::vector<std::string>& all) {
  std::string out = "{\"metricFilters\":[";
  for (const std::string& each : all) out += (out.ends_with('[') ? "" : ",") + each;
  return out + "]}";
}

std::string alarm(const std::string& name, const std::string& metric, const std::string& more) {
  return R"({"AlarmName":")" + name + R"(","AlarmArn":"arn:aws:cloudwatch:us-east-1:111122223333:alarm:)" + name +
         R"(","ActionsEnabled":false,"AlarmActions":[],"StateValue":"OK","MetricName":")" + metric +
         R"(","Namespace":"CIS","Dimensions":[],"Period":300,"EvaluationPeriods":1,"ComparisonOperator":)"
         R"("GreaterThanOrEqualToThreshold",)" +
         more + "}";
}

std::string alarms(const std::string& all) { return "{\"MetricAlarms\":[" + all + "],\"CompositeAlarms\":[]}"; }

const std::string denied = filter("denied", "{ $.errorCode = * }", R"(,"defaultValue":0)");
const std::string five =
    alarm("five", "denied", R"("Statistic":"Sum","Threshold":5,"TreatMissingData":"notBreaching")");

TEST(replay, says_how_often_an_alarm_would_have_rung) {
  folder here;
  here.write("f", filters({denied, filter("none", "{ $.nothing = 1 }")}));
  here.write("a", alarms(five + "," + alarm("p90", "denied", R"("ExtendedStatistic":"p90","Threshold":1)") + "," +
                         alarm("other", "cpu", R"("Statistic":"Sum","Threshold":1)")));
  const outcome r = here.run({"replay", "--filters", "f", "--alarms", "a", "--show", "changes", archive});
  EXPECT_THAT(r.out, StartsWith("Replay: a model by event time, not what the service saw; semantics "));
  EXPECT_THAT(r.out, HasSubstr("\ndenied        8       38\nnone          0        0\n"));
  EXPECT_THAT(r.out, HasSubstr("\nCIS/denied                  13\n"));
  EXPECT_THAT(r.out, HasSubstr("\nfive       1                 5  Sum >= 5 in 1 of 1 periods of 300 s, missing data: "
                               "notBreaching; its actions are disabled\n"));
  EXPECT_THAT(r.out, HasSubstr("2026-03-14T12:05:00Z  INSUFFICIENT_DATA -> OK  five\n"
                               "2026-03-14T12:10:00Z  OK -> ALARM  five\n"
                               "2026-03-14T12:15:00Z  ALARM -> OK  five\n"));
  EXPECT_THAT(r.out, HasSubstr("not modelled: alarm p90: the statistic `p90`\nalarms of other metrics: 1\n"));
  EXPECT_EQ(r.code, 0) << r.err;
}

TEST(replay, holds_a_repair_beside_what_is_deployed) {
  folder here;
  here.write("f", filters({denied}));
  here.write("other/g", filters({filter("denied", "{ $.errorCode = AccessDenied }")}));
  here.write("a", alarms(five));
  const outcome by_file = here.run({"replay", "--filters", "f", "--alarms", "a", "--compare", "other/g", archive});
  EXPECT_THAT(by_file.out, HasSubstr("\ndenied        8         3      -5       38         3     -35\n"));
  EXPECT_THAT(by_file.out, HasSubstr("\nfive       1         0      -1                 5         0      -5  Sum"));
  EXPECT_EQ(by_file.code, 0) << by_file.err;
  const outcome by_pattern = here.run(
      {"replay", "--filters", "f", "--alarms", "a", "--compare-pattern", "{ $.errorCode = AccessDenied }", archive});
  EXPECT_THAT(by_pattern.out, HasSubstr("\ndenied        8         3      -5       38        38      +0\n"));
  here.write("f", filters({denied, filter("two", "{ $.a = 1 }")}));
  const outcome two = here.run({"replay", "--filters", "f", "--compare-pattern", "{ $.a = 1 }", archive});
  EXPECT_THAT(two.err, HasSubstr("error: --compare-pattern takes the place of one filter's pattern, and there are 2 "
                                 "filters: choose one with --name\n"));
  EXPECT_EQ(two.code, 2);
  EXPECT_EQ(
      here.run({"replay", "--filters", "f", "--name", "denied", "--compare-pattern", "{ $.a = 1 }", archive}).code, 0);
}

TEST(replay, of_a_control_assumes_the_alarm_that_benchmarks_ask_for) {
  folder here;
  const outcome r = here.run({"replay", "--control", "cis-5.0:4.1", archive});
  EXPECT_THAT(r.out, AllOf(HasSubstr("\ncis-5.0.0:4.1        7        7\n"),
                           HasSubstr("\ncis-5.0.0-4.1      1                10  Sum >= 1 in 1 of 1 periods of 300 s, "
                                     "missing data: missing; assumed\n")));
  EXPECT_EQ(r.code, 0) << r.err;
  const outcome all = here.run({"replay", "--control", "cis-5.0", "--format", "csv", "--show", "summary", archive});
  EXPECT_EQ(std::count(all.out.begin(), all.out.end(), '\n'), 2 + 15 + 15);
  EXPECT_THAT(all.out, HasSubstr("\nfilters,filter,,,cis-5.0.0:4.3,3,3,0,0,,\n"));
  EXPECT_EQ(here.run({"replay", "--control", "cis-5.0:9.9", archive}).code, 2);
}

TEST(replay, reads_filters_and_alarms_of_plans_and_templates) {
  folder here;
  const std::string folder_of = COVERWATCH_SOURCE_PATH "/tests/audit/iac/";
  const outcome r = here.run({"replay", "--filters", folder_of + "cloudformation.yaml", "--compare",
                              folder_of + "terraform-plan.json", "--format", "csv", "--show", "summary", archive});
  EXPECT_THAT(r.out, HasSubstr(",Changes,3,3,0,0,,\n"));
  EXPECT_THAT(r.out, HasSubstr(",cloudtrail-changes,3,3,0,0,,\n"));
  EXPECT_THAT(r.out,
              AllOf(HasSubstr("filters,alarm,"), HasSubstr("compare,alarm,"), HasSubstr(",ChangesAlarm,,,,,1,300\n")));
  EXPECT_EQ(r.code, 0) << r.err;
}

// Late by days, out of order, across files, gzipped: the same bytes.
TEST(replay, does_not_depend_on_the_order_of_events) {
  folder here;
  std::vector<std::string> events;
  for (int i = 0; i < 400; ++i) {
    const std::string minutes = std::to_string(10 + i % 50), day = std::to_string(10 + i % 7);
    events.push_back("{\"eventTime\":\"2026-01-" + day + "T05:" + minutes + ":07Z\",\"a\":" + std::to_string(i % 5) +
                     ",\"v\":0." + std::to_string(i) + "}\n");
  }
  const auto joined = [](const auto& some) {
    std::string out;
    for (const std::string& each : some) out += each;
    return out;
  };
  here.write("f",
             filters({filter("a", "{ $.a > 1 }"), R"({"filterName":"v","filterPattern":"{ $.a != 3 }",)"
                                                  R"("metricTransformations":[{"metricName":"v","metricNamespace":)"
                                                  R"("CIS","metricValue":"$.v"}],"logGroupName":"trail"})"}));
  here.write("whole", joined(events));
  std::mt19937 random(5);
  std::shuffle(events.begin(), events.end(), random);
  here.write("parts/1", joined(std::span(events).first(100)));
  here.write("parts/2.gz", gzipped(joined(std::span(events).subspan(100, 250))));
  here.write("parts/3", joined(std::span(events).subspan(350)));
  for (const char* format : {"text", "csv", "json"}) {
    const auto replay = [&](const char* input, const std::vector<std::string>& more) {
      std::vector<std::string> arguments{"replay", "--filters", "f", "--format", format, input};
      arguments.insert(arguments.end(), more.begin(), more.end());
      const outcome r = here.run(arguments);
      EXPECT_EQ(r.code, 0) << r.err;
      std::string out = r.out;  // the number of inputs may differ
      for (const char* count : {"3 inputs", "3,\n        \"inputs_left_out"}) {
        if (const auto at = out.find(count); at != std::string::npos) out[at] = '1';
      }
      return out;
    };
    const std::string whole = replay("whole", {});
    EXPECT_THAT(whole, AnyOf(HasSubstr("400"), HasSubstr("2026-01-10T05:10:00Z")));
    EXPECT_EQ(replay("parts", {}), whole);
    EXPECT_EQ(replay("parts", {"-j", "1", "--strict"}), whole);
  }
}

TEST(replay, prints_datapoints_in_periods) {
  folder here;
  here.write("e", R"({"eventTime":"2026-01-01T00:00:30Z","a":1,"v":2}
{"eventTime":"2026-01-01T00:03:00Z","a":1,"v":0.5}
{"eventTime":"2026-01-01T00:07:00Z","a":1,"v":3}
)");
  here.write(
      "f",
      filters(
          {R"({"filterName":"v","filterPattern":"{ $.a = 1 }","metricTransformations":[{"metricName":"v","metricNamespace":"N,\"x","metricValue":"$.v","unit":"Seconds"}],"logGroupName":"g"})"}));
  const outcome csv = here.run({"replay", "--filters", "f", "--format", "csv", "--period", "300", "-q", "e"});
  EXPECT_THAT(csv.out, StartsWith("# coverwatch replay: a model by event time"));
  EXPECT_THAT(csv.out, HasSubstr("\nset,account,region,namespace,metric,dimensions,unit,time,period,count,sum,minimum,"
                                 "maximum,average\n"));
  EXPECT_THAT(csv.out, HasSubstr(",\"N,\"\"x\",v,,Seconds,2026-01-01T00:00:00Z,300,2,2.5,0.5,2,1.25\n"));
  EXPECT_THAT(csv.out, HasSubstr(",v,,Seconds,2026-01-01T00:05:00Z,300,1,3,3,3,3\n"));
  const outcome changes = here.run({"replay", "--filters", "f", "--format", "csv", "--show", "changes", "e"});
  EXPECT_THAT(changes.out, HasSubstr(",v,2026-01-01T00:05:00Z,INSUFFICIENT_DATA,ALARM\n"));
  const outcome all = here.run({"replay", "--filters", "f", "--format", "json", "--delay", "5m", "e"});
  coverwatch::support::json::document parsed;
  ASSERT_FALSE(parsed.parse(all.out)) << all.out;
  EXPECT_EQ(parsed.root().member("coverwatch")->string(), "replay/1");
  EXPECT_EQ(parsed.root().member("delay")->spelling(), "300");
  EXPECT_EQ(parsed.root().member("metrics")->element(0)->member("datapoints")->size(), 3U);
  EXPECT_EQ(parsed.root().member("alarms")->element(0)->member("histories")->element(0)->member("rings")->spelling(),
            "1");
  EXPECT_THAT(all.out, HasSubstr(R"({"time":"2026-01-01T00:10:00Z","from":"INSUFFICIENT_DATA","to":"ALARM"})"));
}

TEST(replay, counts_duplicates_and_says_what_it_cannot_count) {
  folder here;
  const std::string event = "{\"eventTime\":\"2026-01-01T00:00:30Z\",\"eventID\":\"x\",\"a\":1}\n";
  here.write("e", event + event + "{\"a\":1}\n");
  const std::vector<std::string> arguments{"replay", "--pattern", "{ $.a = 1 }", "e"};
  const outcome both = here.run(arguments);
  EXPECT_THAT(both.out,
              AllOf(HasSubstr("what was delivered twice counts twice"), HasSubstr("\npattern        2        2\n"),
                    HasSubstr("not counted: filter pattern: 1 events without an eventTime that can be read\n")));
  const outcome once = here.run({"replay", "--deduplicate", "--pattern", "{ $.a = 1 }", "e"});
  EXPECT_THAT(once.out, AllOf(HasSubstr("duplicates left out: 1, events without an eventID: 0"),
                              HasSubstr("\npattern        1        1\n")));
}

TEST(replay, prints_nothing_rather_than_wrong_counts) {
  folder here;
  std::string many;
  for (int i = 0; i < 6000; ++i) {
    const std::string minutes = std::to_string(10 + i % 50), hour = std::to_string(10 + i / 600);
    many += "{\"eventTime\":\"2026-01-01T" + hour + ":" + minutes + ":00Z\",\"eventID\":\"" + std::to_string(i) +
            "\",\"a\":1}\n";
  }
  here.write("e", many);
  const outcome ids =
      here.run({"replay", "--deduplicate", "--deduplicate-memory", "65536", "--pattern", "{ $.a = 1 }", "e"});
  EXPECT_EQ(ids.out, "");
  EXPECT_THAT(ids.err, AllOf(HasSubstr("error: "), HasSubstr("--deduplicate-memory has no room for more")));
  EXPECT_EQ(ids.code, 2);
  const outcome points = here.run({"replay", "--datapoint-memory", "4096", "--pattern", "{ $.a = 1 }", "e"});
  EXPECT_EQ(points.out, "");
  EXPECT_THAT(points.err, HasSubstr("the datapoints of 1 metrics in "));
  EXPECT_EQ(points.code, 2);
}

TEST(replay, ends_with_2_when_anything_is_wrong) {
  folder here;
  here.write("e", "{\"eventTime\":\"2026-01-01T00:00:30Z\",\"a\":1}\n");
  here.write("damaged", "{\"eventTime\":\"2026-01-01T00:00:30Z\",\"a\":1}\n{\"a\":1,}\n");
  const auto error_of = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "replay");
    const outcome r = here.run(arguments);
    EXPECT_EQ(r.code, 2) << r.out << r.err;
    return r.err;
  };
  EXPECT_THAT(error_of({"e"}), HasSubstr("no filter: name some with --filters FILE, --pattern P or --control ID"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = }", "e"}),
              HasSubstr("the filter `pattern` is not replayed: its pattern is "
                        "refused: "));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "damaged"}), HasSubstr("damaged:2"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "--delay", "soon", "e"}),
              HasSubstr("--delay: `soon` is no length"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "--period", "90", "e"}), HasSubstr("--period: whole minutes"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "--show", "datapoints", "e"}), HasSubstr("--format csv or json"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "--since", "2026-02-01", "--until", "2026-01-01", "e"}),
              HasSubstr("--since is not before --until"));
  EXPECT_THAT(error_of({"--pattern", "{ $.a = 1 }", "missing"}), HasSubstr("no event was read"));
  here.write("f", "{\"metricFilters\":[]}");
  EXPECT_THAT(error_of({"--filters", "f", "e"}), HasSubstr("there is no metric filter in f"));
  here.write("f", "{\"metricFilters\":[");
  EXPECT_THAT(error_of({"--filters", "f", "e"}), HasSubstr("error: f"));
  here.write(
      "f",
      filters(
          {R"({"filterName":"x","filterPattern":"{ $.a = 1 }","applyOnTransformedLogs":true,)"
           R"("metricTransformations":[{"metricName":"x","metricNamespace":"N","metricValue":"1"}],"logGroupName":"g"})"}));
  EXPECT_THAT(error_of({"-q", "--filters", "f", "e"}),
              AllOf(HasSubstr("transformed logs"), HasSubstr("no filter to replay")));
  here.write("f", filters({filter("bad", "{ $.a = }"), filter("good", "{ $.a = 1 }")}));
  const outcome some = here.run({"replay", "--filters", "f", "e"});
  EXPECT_THAT(some.out,
              AllOf(HasSubstr("\ngood          1        1\n"), HasSubstr("not replayed: filter bad: its pattern")));
  EXPECT_EQ(some.code, 2);
}

}  // namespace
}  // namespace program_test
