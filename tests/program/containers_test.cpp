// SPDX-License-Identifier: Apache-2.0
// `coverwatch match` over every container that events come in, each as a file as its maker writes it: the events that
// it prints, and what it says of the rest.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;

constexpr const char* any = "{ $.eventName = * }";
constexpr const char* printed = "{\"eventName\":\"StopLogging\",\"n\":1.0}\n{\"eventName\":\"ConsoleLogin\"}\n";

// Two events, and in logs a message of text between them.
constexpr const char* filter_log_events = R"({
    "events": [
        {
            "logStreamName": "123456789012_CloudTrail_us-east-1",
            "timestamp": 1767322800000,
            "message": "{\"eventName\":\"StopLogging\",\"n\":1.0}",
            "ingestionTime": 1767322801000,
            "eventId": "37"
        },
        {
            "logStreamName": "123456789012_CloudTrail_us-east-1",
            "timestamp": 1767322800001,
            "message": "START RequestId: 1",
            "ingestionTime": 1767322801000,
            "eventId": "38"
        },
        {
            "logStreamName": "123456789012_CloudTrail_us-east-1",
            "timestamp": 1767322800002,
            "message": "{\"eventName\":\"ConsoleLogin\"}\n",
            "ingestionTime": 1767322801000,
            "eventId": "39"
        }
    ],
    "searchedLogStreams": []
}
)";

constexpr const char* lookup_events = R"({
    "Events": [
        {
            "EventId": "1",
            "EventName": "StopLogging",
            "ReadOnly": "false",
            "EventTime": "2026-01-02T03:00:00+00:00",
            "EventSource": "cloudtrail.amazonaws.com",
            "Username": "root",
            "Resources": [],
            "CloudTrailEvent": "{\"eventName\":\"StopLogging\",\"n\":1.0}"
        },
        {
            "EventId": "2",
            "CloudTrailEvent": "{\"eventName\":\"ConsoleLogin\"}"
        }
    ],
    "NextToken": "abc"
}
)";

std::string delivered(const std::string& events) {
  return R"({"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"CloudTrail","logStream":"s",)"
         R"("subscriptionFilters":["f"],"logEvents":[)" + events + "]}";
}
const std::string stop = R"({"id":"1","timestamp":1,"message":"{\"eventName\":\"StopLogging\",\"n\":1.0}"})";
const std::string login = R"({"id":"2","timestamp":2,"message":"{\"eventName\":\"ConsoleLogin\"}"})";
constexpr const char* control =
    R"({"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],)"
    R"("logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]})";
constexpr const char* envelopes =
    R"({"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail","source":"aws.cloudtrail","account":"1",)"
    R"("time":"t","region":"r","resources":[],"detail":{"eventName":"StopLogging","n":1.0}})"
    "\n"
    R"({"version":"0","id":"2","detail-type":"AWS Console Sign In via CloudTrail","source":"aws.signin","account":"1",)"
    R"("time":"t","region":"r","resources":[],"detail":{"eventName":"ConsoleLogin"}})";
constexpr const char* exported =
    "2026-01-02T03:00:00.000Z {\"eventName\":\"StopLogging\",\"n\":1.0}\n"
    "2026-01-02T02:59:59.999Z {\"eventName\":\"ConsoleLogin\"}\n";

// As `aws logs` packs what it sends: gzip of the delivered text, in base64. Of two events.
constexpr const char* packed =
    "{\"awslogs\":{\"data\":\""
    "H4sIAAAAAAACA32OMQ7CMAxF7+I5QrRjtwoKC7CkG6lQARNFauIoSUGo6t1xoQwsbH7fX88ewGKMrcb66REKWJd1edpXUpbbCgTQ"
    "w2HgOOO5I70N1HtG/UGZAraWOTLH/hwvwfhkyG1MlzBEKI5wg+bdre7o0pQMYK6zMRk+nlrLykx8H+HdoACn+qG1qKBQIBP5HWlt"
    "nFYgFDhOs8VyhFHMuvxXl//VrchF6pCNhk1sacYXdcmVSggBAAA="
    "\"}}";

outcome found(folder& here, const std::string& text) {
  here.write("input", text);
  return here.run({"match", any, "input"});
}

TEST(containers, are_read_for_their_events) {
  folder here;
  const std::string both = delivered(stop + "," + login);
  for (const std::string& text : {std::string(lookup_events), both, delivered(stop) + delivered(login), delivered(stop) + "\n" + delivered(login),
                                  std::string(envelopes), std::string(exported), std::string(packed)}) {
    for (const std::string& each : {text, gzipped(text), gzipped(gzipped(text))}) {
      const outcome r = found(here, each);
      EXPECT_EQ(r.out, printed) << text;
      EXPECT_EQ(r.err, "") << text;
      EXPECT_EQ(r.code, 0) << text;
    }
  }
  EXPECT_EQ(found(here, gzipped(gzipped(delivered(stop)) + gzipped(delivered(login)))).out, printed);
}

TEST(containers, of_a_log_may_hold_text_beside_events) {
  folder here;
  const outcome r = found(here, filter_log_events);
  EXPECT_EQ(r.out, printed);
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, HasSubstr("left out: 1 log messages of plain text"));
  const outcome text = here.run({"match", "RequestId", "input"});
  EXPECT_EQ(text.out, "START RequestId: 1\n");
  EXPECT_EQ(text.err, "");
  EXPECT_EQ(here.run({"match", "-c", "", "input"}).out, "3\n");
}

TEST(containers, that_hold_no_events_are_named_and_no_damage) {
  folder here;
  here.write("d/aws-logs-write-test", "Permission Check Successful");
  here.write("d/control", control);
  here.write("d/export/000000.gz", gzipped(exported));
  here.write("d/lake", R"({"version":"1.0","region":"r","files":[],"hashSignature":"0","queryCompleteTime":"t"})");
  const outcome r = here.run({"match", any, "d"});
  EXPECT_EQ(r.out, printed);
  EXPECT_EQ(r.code, 0);
  for (const char* words : {"write test", "control message", "CloudTrail Lake"}) EXPECT_THAT(r.err, HasSubstr(words));
  EXPECT_EQ(here.run({"match", "-q", any, "d"}).err, "");
  const outcome nothing = here.run({"match", any, "d/control"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("no event was read"));
}

TEST(containers, exports_of_text_are_read_without_the_time) {
  folder here;
  here.write("000000.gz", gzipped("2026-01-02T03:00:00.000Z ERROR one\nmore\n2026-01-02T03:00:00.000Z INFO two\n"));
  const outcome r = here.run({"match", "[level = ERROR, ...]", "000000.gz"});
  EXPECT_EQ(r.out, "ERROR one\nmore\n");
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, HasSubstr("export"));
}

TEST(containers, damage_in_them_has_its_place) {
  folder here;
  const outcome cut = found(here, "\n" + delivered(stop + "," + login).substr(0, 260));
  EXPECT_EQ(cut.code, 2);
  EXPECT_EQ(cut.out, "{\"eventName\":\"StopLogging\",\"n\":1.0}\n");
  EXPECT_THAT(cut.err, HasSubstr("input:2: record 2"));
  const outcome inside = found(here, delivered(stop + R"(,{"message":"{\"eventName\":tru}"})"));
  EXPECT_EQ(inside.code, 2);
  EXPECT_THAT(inside.err, HasSubstr("input:1: record 2"));
}

}  // namespace
}  // namespace program_test
