// SPDX-License-Identifier: Apache-2.0
// What only all files together say: whose something is, pages, shadow trails, and files that tell different things.
#include "inventory_of.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using inventory::document_kind;
using inventory::scope;
using sample::envelope;
using sample::inventory_of;
using sample::says;
using texts = std::vector<std::string>;

const std::string topic = "arn:aws:sns:us-east-1:111122223333:t";

std::string trail(const std::string& name, const std::string& account = "111122223333", bool organization = false) {
  return R"({"Name": ")" + name +
         R"(", "IsMultiRegionTrail": true, "IncludeGlobalServiceEvents": true, "HomeRegion": "us-east-1",
    "TrailARN": "arn:aws:cloudtrail:us-east-1:)" +
         account + ":trail/" + name + R"(", "IsOrganizationTrail": )" + (organization ? "true}" : "false}");
}

std::string trails(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& each : all) out += (out.empty() ? "" : ",") + each;
  return R"({"trailList": [)" + out + "]}";
}

std::string filter(const std::string& name, const std::string& group, const std::string& pattern = "x") {
  return R"({"filterName": ")" + name + R"(", "filterPattern": ")" + pattern + R"(", "logGroupName": ")" + group +
         R"(", "metricTransformations": [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]})";
}

std::string filters(const std::string& list, const std::string& token = "") {
  return R"({"metricFilters": [)" + list + "]" + (token.empty() ? "" : R"(, "nextToken": ")" + token + "\"") + "}";
}

std::string alarms(const std::string& region = "us-east-1", const std::string& account = "111122223333") {
  return R"({"MetricAlarms": [{"AlarmName": "a", "AlarmArn": "arn:aws:cloudwatch:)" + region + ":" + account +
         R"(:alarm:a", "ActionsEnabled": true, "AlarmActions": [")" + topic +
         R"("], "MetricName": "m", "Namespace": "n",
    "Statistic": "Sum", "Dimensions": [], "Period": 300, "EvaluationPeriods": 1, "Threshold": 1,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold"}], "CompositeAlarms": []})";
}

const std::string no_subscriptions = R"({"Subscriptions": []})";

// --- Scopes.

TEST(settle_scopes, the_folders_name_them) {
  const auto all =
      inventory_of({{"x/111122223333/eu-west-1/filters.json", filters(filter("f", "g") + "," + filter("h", "i"))}});
  EXPECT_EQ(all.filters.at(0).where, (scope{"111122223333", "eu-west-1"}));
  EXPECT_EQ(all.listings.at(0).where, (scope{"111122223333", "eu-west-1"}));
  EXPECT_TRUE(all.problems.empty());
}

TEST(settle_scopes, the_other_files_of_the_folder_name_them) {
  const auto all = inventory_of({{"prod/alarms.json", alarms("eu-west-1")},
                                 {"prod/filters.json", filters(filter("f", "g"))},
                                 {"test/filters.json", filters(filter("f", "g"))}});
  ASSERT_EQ(all.filters.size(), 2u);
  EXPECT_EQ(all.filters[0].where, (scope{"111122223333", "eu-west-1"}));
  EXPECT_EQ(all.filters[1].where, (scope{"test", ""}));
  EXPECT_TRUE(says(all, "nothing says whose account this is", false));
}

TEST(settle_scopes, files_that_do_not_agree_name_nothing) {
  const auto all = inventory_of({{"both/a.json", alarms("eu-west-1")},
                                 {"both/b.json", alarms("us-east-1", "999988887777")},
                                 {"both/filters.json", filters(filter("f", "g"))}});
  EXPECT_EQ(all.filters.at(0).where, (scope{"both", ""}));
  EXPECT_EQ(all.listings.back().where, (scope{"both", ""}));
}

TEST(settle_scopes, alarms_count_before_topics_and_trails_of_an_organization) {
  const auto all = inventory_of({{"m/a.json", alarms("eu-west-1")},
                                 {"m/t.json", trails({trail("org", "999988887777", true)})},
                                 {"m/filters.json", filters(filter("f", "g"))}});
  EXPECT_EQ(all.filters.at(0).where, (scope{"111122223333", "eu-west-1"}));
  EXPECT_EQ(all.trails.at(0).where.account, "999988887777");
  EXPECT_EQ(all.trails[0].listed_in, texts{"111122223333"});
}

TEST(settle_scopes, what_an_arn_says_stays) {
  const auto all = inventory_of({{"111122223333/us-east-1/alarms.json", alarms("eu-west-1", "999988887777")}});
  EXPECT_EQ(all.alarms.at(0).where, (scope{"999988887777", "eu-west-1"}));
  EXPECT_EQ(all.listings.at(0).where, (scope{"111122223333", "us-east-1"}));
}

// --- Names.

const std::string logging = R"({"IsLogging": true})";

TEST(settle_names, a_status_is_of_the_trail_that_its_file_or_folder_names) {
  const std::string list = trails({trail("main"), trail("main-two"), trail("trail")});
  const auto of = [&](const std::string& path) {
    const auto all = inventory_of({{"111122223333/us-east-1/describe-trails.json", list}, {path, logging}});
    return all.statuses.empty() ? "none" : all.statuses[0].trail.substr(all.statuses[0].trail.rfind('/') + 1);
  };
  EXPECT_EQ(of("111122223333/us-east-1/get-trail-status.main.json"), "main");
  EXPECT_EQ(of("111122223333/us-east-1/main-two-trail-status.json"), "main-two");
  EXPECT_EQ(of("111122223333/us-east-1/arn_aws_cloudtrail_us-east-1_111122223333_trail_main.json"), "main");
  EXPECT_EQ(of("111122223333/us-east-1/main/get-trail-status.json"), "main");
  EXPECT_EQ(of("111122223333/us-east-1/trail-get-trail-status.json"), "trail");
  EXPECT_EQ(of("111122223333/us-east-1/get-trail-status.json"), "none");
  EXPECT_EQ(of("111122223333/us-east-1/status-maintenance.json"), "none");
}

TEST(settle_names, the_only_trail_of_the_account_needs_no_name) {
  const auto all = inventory_of({{"111122223333/us-east-1/a.json", trails({trail("main")})},
                                 {"999988887777/us-east-1/a.json", trails({trail("other", "999988887777")})},
                                 {"111122223333/us-east-1/status.json", logging},
                                 {"444455556666/us-east-1/status.json", logging}});
  ASSERT_EQ(all.statuses.size(), 1u);
  EXPECT_EQ(all.statuses[0].trail, "arn:aws:cloudtrail:us-east-1:111122223333:trail/main");
  EXPECT_EQ(sample::messages(all),
            texts{"a trail's status that does not say whose it is: name the file after the trail"});
}

TEST(settle_names, an_empty_list_is_of_the_topic_that_its_file_names) {
  const auto all = inventory_of({{"111122223333/us-east-1/alarms.json", alarms()},
                                 {"111122223333/us-east-1/list-subscriptions-by-topic.t.json", no_subscriptions},
                                 {"111122223333/us-east-1/subscriptions.json", no_subscriptions}});
  ASSERT_EQ(all.listings.size(), 3u);
  std::size_t of_topic = 0, of_none = 0;
  for (const auto& each : all.listings) {
    if (each.what != document_kind::list_subscriptions_by_topic) continue;
    (each.of == topic ? of_topic : of_none) += 1;
    EXPECT_EQ(each.complete, each.of == topic);
  }
  EXPECT_EQ(of_topic, 1u);
  EXPECT_EQ(of_none, 1u);
  EXPECT_TRUE(says(all, "name the file after the topic", false));
}

// --- Pages.

// Whether the one listing of these pages, raw files of one folder, is complete.
bool is_whole(const std::vector<std::string>& pages) {
  std::vector<sample::file> files;
  for (const std::string& page : pages) {
    files.push_back({"111122223333/us-east-1/page" + std::to_string(files.size()) + ".json", page});
  }
  const auto all = inventory_of(files);
  EXPECT_EQ(all.listings.size(), 1u);
  EXPECT_TRUE(all.listings.at(0).next_page.empty());
  EXPECT_EQ(says(all, "other pages are not all here", false), !all.listings[0].complete);
  return all.listings[0].complete;
}

TEST(settle_pages, raw_pages_are_whole_when_each_names_another_and_one_is_the_last) {
  const std::string a = filters(filter("a", "g"), "1"), b = filters(filter("b", "g"), "2"),
                    c = filters(filter("c", "h"));
  EXPECT_TRUE(is_whole({a, b, c}));
  EXPECT_TRUE(is_whole({c, a, b}));
  EXPECT_TRUE(is_whole({a, a, b, c}));  // a page saved twice
  EXPECT_FALSE(is_whole({a}));
  EXPECT_FALSE(is_whole({a, b}));
  EXPECT_FALSE(is_whole({a, c, filters(filter("d", "g"))}));
  EXPECT_FALSE(is_whole({a, filters(filter("b", "g"), "1"), c}));
}

TEST(settle_pages, what_pages_of_one_group_say_of_the_next_is_not_a_restriction) {
  const auto all = inventory_of({{"111122223333/us-east-1/1.json", filters(filter("a", "g"), "1")},
                                 {"111122223333/us-east-1/2.json", filters(filter("c", "h"))}});
  ASSERT_EQ(all.listings.size(), 1u);
  EXPECT_EQ(all.listings[0].of, "");
  EXPECT_FALSE(all.listings[0].restricted);
  EXPECT_TRUE(all.listings[0].complete);
  const auto same = inventory_of({{"111122223333/us-east-1/1.json", filters(filter("a", "g"), "1")},
                                  {"111122223333/us-east-1/2.json", filters(filter("c", "g"))}});
  EXPECT_EQ(same.listings.at(0).of, "g");
}

TEST(settle_pages, lists_of_single_groups_stay_apart) {
  const auto all = inventory_of({{"111122223333/us-east-1/1.json", filters(filter("a", "g"))},
                                 {"111122223333/us-east-1/2.json", filters(filter("c", "h"))}});
  EXPECT_EQ(all.listings.size(), 2u);
}

std::string page(const std::string& by, const std::string& output) {
  return envelope("logs describe-metric-filters", by.empty() ? "" : R"("--starting-token":")" + by + "\"", output);
}

TEST(settle_pages, pages_that_say_who_asked_must_lead_from_the_first_to_the_last) {
  const std::string first = page("", filters(filter("a", "g"), "1")),
                    second = page("1", filters(filter("b", "g"), "2")), last = page("2", filters(filter("c", "g")));
  EXPECT_TRUE(is_whole({first, second, last}));
  EXPECT_FALSE(is_whole({first, last}));
  EXPECT_FALSE(is_whole({second, last}));
  EXPECT_FALSE(is_whole({last}));
  EXPECT_FALSE(is_whole({first, page("1", filters(filter("b", "g"), "1"))}));  // round and round
}

TEST(settle_pages, pages_of_another_region_complete_nothing) {
  const auto all = inventory_of({{"111122223333/us-east-1/1.json", filters(filter("a", "g"), "1")},
                                 {"111122223333/eu-west-1/2.json", filters(filter("c", "h"))}});
  ASSERT_EQ(all.listings.size(), 2u);
  for (const auto& each : all.listings) EXPECT_EQ(each.complete, each.where.region == "eu-west-1");
}

TEST(settle_pages, pages_of_one_file_and_of_a_list) {
  const std::string a = filters(filter("a", "g"), "1"), b = filters(filter("b", "g"));
  EXPECT_TRUE(is_whole({a + "\n" + b}));
  EXPECT_TRUE(is_whole({"[" + a + "," + b + "]"}));
  EXPECT_FALSE(is_whole({a + a}));
}

TEST(settle_pages, a_page_with_a_damaged_record_is_never_whole) {
  EXPECT_FALSE(is_whole({filters(filter("a", "g"), "1"), filters("3")}));
  EXPECT_FALSE(inventory_of(filters("3")).listings.at(0).complete);
  EXPECT_FALSE(inventory_of(R"({"metricFilters": {}})").listings.at(0).complete);
}

TEST(settle_pages, a_token_of_another_type_is_an_error_and_the_list_not_whole) {
  const auto all = inventory_of(R"({"metricFilters": [], "nextToken": 7})");
  EXPECT_FALSE(all.listings.at(0).complete);
  EXPECT_TRUE(says(all, "`nextToken` must be a text"));
}

// --- The same, and not the same.

TEST(settle_repeated, shadow_trails_are_one) {
  const std::string list = trails({trail("main"), trail("org", "999988887777", true)});
  const auto all = inventory_of({{"111122223333/us-east-1/t.json", list},
                                 {"111122223333/eu-west-1/t.json", list},
                                 {"444455556666/us-east-1/t.json", trails({trail("org", "999988887777", true)})}});
  ASSERT_EQ(all.trails.size(), 2u);
  EXPECT_EQ(all.trails[0].listed_in, texts{"111122223333"});
  EXPECT_EQ(all.trails[1].listed_in, (texts{"111122223333", "444455556666"}));
  EXPECT_EQ(all.listings.size(), 3u);
  EXPECT_TRUE(all.problems.empty());
}

TEST(settle_repeated, the_same_record_in_two_files_is_one) {
  const auto all = inventory_of({{"111122223333/us-east-1/1.json", filters(filter("a", "g") + "," + filter("b", "h"))},
                                 {"111122223333/us-east-1/2.json", filters(filter("a", "g"))}});
  EXPECT_EQ(all.filters.size(), 2u);
  EXPECT_TRUE(all.problems.empty());
}

TEST(settle_repeated, two_files_that_differ_are_an_error_and_neither_is_believed) {
  const auto all = inventory_of({{"111122223333/us-east-1/new.json", filters(filter("a", "g", "y"))},
                                 {"111122223333/us-east-1/old.json", filters(filter("a", "g", "x"))}});
  ASSERT_EQ(all.filters.size(), 2u);
  EXPECT_FALSE(all.filters[0].unresolved.empty());
  EXPECT_FALSE(all.filters[1].unresolved.empty());
  EXPECT_TRUE(says(all, "the metric filter a of g"));
}

TEST(settle_repeated, statuses_and_attributes_that_differ_tell_nothing) {
  const std::string name = R"("--name":"arn:aws:cloudtrail:us-east-1:111122223333:trail/main")";
  const auto status = [&](const std::string& output) { return envelope("cloudtrail get-trail-status", name, output); };
  const auto differ =
      inventory_of({{"a.json", status(R"({"IsLogging": true})")}, {"b.json", status(R"({"IsLogging": false})")}});
  for (const auto& each : differ.statuses) EXPECT_FALSE(each.logging.has_value());
  EXPECT_EQ(sample::messages(differ).size(), 1u);
  const auto later = inventory_of(
      {{"a.json", status(R"({"IsLogging": true})")},
       {"b.json", status(R"({"IsLogging": true, "LatestCloudWatchLogsDeliveryTime": "2026-01-01T00:00:00Z"})")}});
  ASSERT_EQ(later.statuses.size(), 1u);
  EXPECT_EQ(later.statuses[0].delivered, "2026-01-01T00:00:00Z");
  EXPECT_TRUE(later.problems.empty());
  const auto policy = [&](const std::string& more) {
    return R"({"Attributes": {"SubscriptionArn": ")" + topic + R"(:0f", "TopicArn": ")" + topic + "\"" + more + "}}";
  };
  const auto attributes = inventory_of({{"a.json", policy("")}, {"b.json", policy(R"(, "FilterPolicy": "{}")")}});
  EXPECT_TRUE(attributes.attributes.empty());
  EXPECT_EQ(sample::messages(attributes).size(), 1u);
}

TEST(settle_repeated, a_list_that_lacks_what_another_file_tells_is_an_error) {
  const auto all =
      inventory_of({{"new/111122223333/us-east-1/f.json", filters(filter("a", "g") + "," + filter("b", "h"))},
                    {"old/111122223333/us-east-1/f.json",
                     filters(filter("a", "g") + "," + filter("c", "h") + "," + filter("b", "h"))}});
  EXPECT_EQ(sample::messages(all).size(), 1u);
  EXPECT_TRUE(says(all, "describe-metric-filters tells of 2 here, and other files of 3"));
  for (const auto& each : all.listings) EXPECT_EQ(each.complete, each.records == 3);
  // Of another group: no contradiction.
  const auto groups =
      inventory_of({{"111122223333/us-east-1/f.json", filters(filter("a", "g"))},
                    {"111122223333/us-east-1/h.json", filters(filter("c", "h") + "," + filter("d", "h"))}});
  EXPECT_TRUE(groups.problems.empty());
}

TEST(settle, the_order_of_the_files_changes_nothing_but_places) {
  const std::vector<sample::file> files{{"111122223333/us-east-1/a.json", trails({trail("main")})},
                                        {"111122223333/us-east-1/b.json", logging},
                                        {"111122223333/us-east-1/c.json", filters(filter("a", "g"), "1")},
                                        {"111122223333/us-east-1/d.json", filters(filter("b", "g"))}};
  const auto forth = inventory_of(files), back = inventory_of(std::vector<sample::file>(files.rbegin(), files.rend()));
  EXPECT_EQ(forth.statuses.at(0).trail, back.statuses.at(0).trail);
  EXPECT_TRUE(forth.listings.back().complete);
  EXPECT_EQ(forth.listings.size(), back.listings.size());
  EXPECT_EQ(forth.filters.size(), back.filters.size());
  EXPECT_TRUE(forth.problems.empty() && back.problems.empty());
}

}  // namespace
}  // namespace coverwatch
