// SPDX-License-Identifier: Apache-2.0
// `coverwatch test-metric-filter`: byte for byte what the AWS command of that name prints.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;

constexpr const char* pattern = "{ $.a = 1 }";

TEST(test_metric_filter, answers_like_the_service) {
  folder here;
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", pattern, "--log-event-messages", "{\"a\":1}", "no json",
                              "{\"a\":\"1\",\"b\":\"caf\xc3\xa9 \\\\ \\u0001\"}"});
  EXPECT_EQ(r.out,
            "{\n"
            "    \"matches\": [\n"
            "        {\n"
            "            \"eventNumber\": 1,\n"
            "            \"eventMessage\": \"{\\\"a\\\":1}\",\n"
            "            \"extractedValues\": {}\n"
            "        },\n"
            "        {\n"
            "            \"eventNumber\": 3,\n"
            "            \"eventMessage\": \"{\\\"a\\\":\\\"1\\\",\\\"b\\\":\\\"caf\xc3\xa9 \\\\\\\\ \\\\u0001\\\"}\",\n"
            "            \"extractedValues\": {}\n"
            "        }\n"
            "    ]\n"
            "}\n");
  EXPECT_EQ(r.err, "");
  EXPECT_EQ(r.code, 0);
}

TEST(test_metric_filter, no_match_is_an_answer_too) {
  folder here;
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", pattern, "--log-event-messages", "{}"});
  EXPECT_EQ(r.out, "{\n    \"matches\": []\n}\n");
  EXPECT_EQ(r.code, 0);
}

TEST(test_metric_filter, messages_in_brackets_stay_whole) {
  folder here;
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", pattern, "--log-event-messages", "[1,2]", "{\"a\":1}"});
  EXPECT_THAT(r.out, HasSubstr("\"eventNumber\": 2"));
}

TEST(test_metric_filter, one_list_of_messages_is_taken_as_json) {
  folder here;
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", pattern, "--log-event-messages", "[\"x\",\"{\\\"a\\\":1}\"]"});
  EXPECT_THAT(r.out, HasSubstr("\"eventNumber\": 2"));
}

TEST(test_metric_filter, reads_its_parameters_from_json) {
  folder here;
  const std::string text = R"({"filterPattern":"{ $.a = 1 }","logEventMessages":["{\"a\":1}"]})";
  here.write("input.json", text);
  for (const std::string& input : {text, std::string("file://input.json")}) {
    const outcome r = here.run({"test-metric-filter", "--cli-input-json", input});
    EXPECT_THAT(r.out, HasSubstr("\"eventNumber\": 1"));
    EXPECT_EQ(r.code, 0);
  }
  const outcome overridden =
      here.run({"test-metric-filter", "--cli-input-json", "file://input.json", "--filter-pattern", "{ $.a = 2 }"});
  EXPECT_EQ(overridden.out, "{\n    \"matches\": []\n}\n");
}

TEST(test_metric_filter, reads_the_pattern_from_a_file) {
  folder here;
  here.write("p", pattern);
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", "file://p", "--log-event-messages", "{\"a\":1}"});
  EXPECT_THAT(r.out, HasSubstr("\"eventNumber\": 1"));
}

TEST(test_metric_filter, a_refused_pattern) {
  folder here;
  const std::vector<std::string> arguments = {"test-metric-filter", "--filter-pattern", "{ $.a = 1 AND $.b = 2 }",
                                              "--log-event-messages", "{}"};
  const outcome r = here.run(arguments);
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_THAT(r.err, HasSubstr("error: `AND` is not a connective"));
  EXPECT_THAT(r.err, HasSubstr("An error occurred (InvalidParameterException) when calling the TestMetricFilter operation: "
                               "Invalid metric filter pattern\n"));
  std::vector<std::string> as_aws = arguments;
  as_aws.push_back("--aws-exit-codes");
  EXPECT_EQ(here.run(as_aws).code, 254);
}

TEST(test_metric_filter, takes_every_kind_of_pattern) {
  folder here;
  for (const char* other : {"", "ERR", "-WARN", "[a]", "%^ERR%"}) {
    const outcome r = here.run({"test-metric-filter", "--filter-pattern", other, "--log-event-messages", "ERROR"});
    EXPECT_EQ(r.code, 0) << other;
    EXPECT_THAT(r.out, HasSubstr("\"eventNumber\": 1")) << other;
  }
}

TEST(test_metric_filter, extracts_what_columns_hold) {
  folder here;
  const outcome r = here.run({"test-metric-filter", "--filter-pattern", "[ip, ..., status = 4*, bytes]",
                              "--log-event-messages", "10.0.0.1 - \"GET /\" 404 17"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr(R"(                "$ip": "10.0.0.1",
                "$2": "-",
                "$3": "GET /",
                "$status": "404",
                "$bytes": "17"
)"));
}

TEST(test_metric_filter, wrong_arguments_have_a_code_of_their_own_when_asked_for) {
  folder here;
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           {"test-metric-filter", "--aws-exit-codes"}, {"test-metric-filter", "--aws-exit-codes", "--nope"}}) {
    EXPECT_EQ(here.run(bad).code, 252);
  }
}

TEST(test_metric_filter, refuses_bad_parameters) {
  folder here;
  const std::vector<std::string> many(51, "{}");
  std::vector<std::string> too_many = {"test-metric-filter", "--filter-pattern", pattern, "--log-event-messages"};
  too_many.insert(too_many.end(), many.begin(), many.end());
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           too_many,
           {"test-metric-filter"},
           {"test-metric-filter", "--filter-pattern", pattern},
           {"test-metric-filter", "--log-event-messages", "{}"},
           {"test-metric-filter", "--cli-input-json", "{"},
           {"test-metric-filter", "--cli-input-json", "[]"},
           {"test-metric-filter", "--cli-input-json", R"({"filterPattern":1,"logEventMessages":["{}"]})"},
           {"test-metric-filter", "--cli-input-json", R"({"filterPattern":"{ $.a = 1 }","logEventMessages":[],"x":1})"},
           {"test-metric-filter", "--cli-input-json", "file://nowhere"}}) {
    const outcome r = here.run(bad);
    EXPECT_EQ(r.code, 2) << bad.back();
    EXPECT_EQ(r.out, "");
    EXPECT_NE(r.err, "");
  }
  too_many.pop_back();
  EXPECT_EQ(here.run(too_many).code, 0);
}

}  // namespace
}  // namespace program_test
