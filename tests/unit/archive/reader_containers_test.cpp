// SPDX-License-Identifier: Apache-2.0
// Every container that events come in, whole, damaged and cut off, and what only looks like one. Every text is read at
// once, cut in two at every byte, and in pieces of one and of seven bytes: the answer must not depend on it.
#include "collect.hpp"
#include "packed.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace coverwatch {
namespace {

using archive::contents;
using archive::trouble;
using archive_test::base64;
using archive_test::collect;
using archive_test::collect_up_to;
using archive_test::collected;
using archive_test::gzip;
using archive_test::lines;

using texts = std::vector<std::string>;

collected read(std::string_view text, contents wanted = contents::json) {
  const collected whole = collect(text, 0, wanted);
  for (std::size_t i = 1; i < text.size(); ++i) {
    EXPECT_EQ(lines(whole), lines(collect_up_to(text, {i}, wanted))) << "cut at " << i << ": " << text;
  }
  for (const std::size_t piece : {1u, 7u}) {
    EXPECT_EQ(lines(whole), lines(collect(text, piece, wanted))) << "in pieces of " << piece << ": " << text;
  }
  return whole;
}

texts messages(const collected& c) {
  texts out;
  for (const auto& p : c.problems) out.push_back(archive::message(p));
  return out;
}

std::vector<trouble> troubles(const collected& c) {
  std::vector<trouble> out;
  for (const auto& p : c.problems) out.push_back(p.what);
  return out;
}

// Nothing wrong, and these events, for both kinds of contents.
void expect_events(std::string_view text, const texts& wanted) {
  for (const contents each : {contents::json, contents::any_text}) {
    const collected c = read(text, each);
    EXPECT_EQ(c.events, wanted) << text;
    EXPECT_EQ(messages(c), texts{}) << text;
  }
}

const std::string filtered =
    R"({"events":[{"logStreamName":"s","timestamp":1,"message":"{\"a\":\"x\\ny\"}","ingestionTime":2,"eventId":"7"},)"
    R"({"logStreamName":"s","timestamp":2,"message":" {\"b\":\"\\u0041\u0042\"}\n"}],"searchedLogStreams":[]})";
const std::string looked_up =
    R"({"Events":[{"EventId":"1","EventName":"E","Resources":[],"CloudTrailEvent":"{\"a\":1}"},)"
    R"({"EventId":"2","CloudTrailEvent":"{\"b\":{\"c\":[]}}"}],"NextToken":"t"})";
const std::string delivered =
    R"({"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","subscriptionFilters":["f"],)"
    R"("logEvents":[{"id":"1","timestamp":1,"message":"{\"a\":1}"},{"id":"2","timestamp":2,"message":"{\"b\":2}"}]})";
const std::string control =
    R"({"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],)"
    R"("logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]})";
const std::string envelope =
    R"({"version":"0","id":"i","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","account":"1",)"
    R"("time":"t","region":"r","resources":[],"detail":{"a": 1.0,"b":"\u0041"}})";

std::string packed(std::string_view text) { return "{\"awslogs\":{\"data\":\"" + base64(gzip(text)) + "\"}}"; }

TEST(reader_containers, reads_filter_log_events) { expect_events(filtered, {R"({"a":"x\ny"})", " {\"b\":\"\\u0041B\"}"}); }

TEST(reader_containers, reads_get_log_events) {
  expect_events(R"({"events":[{"timestamp":1,"message":"{}","ingestionTime":2}],"nextForwardToken":"f/1","nextBackwardToken":"b/1"})",
                {"{}"});
}

TEST(reader_containers, reads_lookup_events) { expect_events(looked_up, {R"({"a":1})", R"({"b":{"c":[]}})"}); }

TEST(reader_containers, reads_what_a_subscription_delivers) {
  expect_events(delivered, {R"({"a":1})", R"({"b":2})"});
  expect_events(packed(delivered), {R"({"a":1})", R"({"b":2})"});
  expect_events(packed(gzip(delivered)), {R"({"a":1})", R"({"b":2})"});
}

TEST(reader_containers, takes_the_event_out_of_an_envelope_byte_for_byte) {
  expect_events(envelope, {R"({"a": 1.0,"b":"\u0041"})"});
  EXPECT_EQ(lines(read(" " + envelope)), (texts{"1:1@" + std::to_string(1 + envelope.find("{\"a\"")) + " {\"a\": 1.0,\"b\":\"\\u0041\"}"}));
}

TEST(reader_containers, finds_no_event_in_answers_that_hold_none) {
  for (const char* text : {R"({"events":[],"searchedLogStreams":[]})", R"({"events":[],"nextForwardToken":"f"})", R"({"Events":[]})",
                           R"({"Events":[],"NextToken":"x"})", R"({"messageType":"DATA_MESSAGE","logEvents":[]})"}) {
    expect_events(text, {});
  }
}

TEST(reader_containers, gives_events_in_strings_the_place_of_their_record) {
  const std::string text = "{\"x\":1}\n" + looked_up + "\n{\"y\":1}\n";
  const std::size_t second = text.find(R"({"EventId":"2")");
  EXPECT_EQ(lines(read(text)), (texts{"1:0@0 {\"x\":1}", "2:1@19 {\"a\":1}", "2:2@" + std::to_string(second) + " {\"b\":{\"c\":[]}}",
                                      std::to_string(3) + ":0@" + std::to_string(text.size() - 8) + " {\"y\":1}"}));
}

TEST(reader_containers, gives_packed_events_the_place_of_what_packs_them) {
  EXPECT_EQ(lines(read("{\"x\":1}\n\n" + packed(delivered) + "\n")),
            (texts{"1:0@0 {\"x\":1}", "3:1@20 {\"a\":1}", "3:2@20 {\"b\":2}"}));
}

TEST(reader_containers, knows_which_events_do_not_stand_as_they_are) {
  const std::pair<std::string, bool> cases[] = {{filtered, true},  {looked_up, true}, {delivered, true}, {packed(delivered), true},
                                                {envelope, false}, {"{\"a\":1}", false}, {"{\"Records\":[{\"a\":1}]}", false}};
  for (const auto& [text, wanted] : cases) {
    std::size_t seen = 0;
    const archive::sink sink{[&seen, unpacked = wanted](const archive::event& e) {
                               EXPECT_EQ(e.unpacked, unpacked);
                               return ++seen, true;
                             },
                             [](const archive::problem&) {}};
    archive::reader(sink).read(text, true);
    EXPECT_NE(seen, 0U) << text;
  }
}

TEST(reader_containers, reads_them_one_after_the_other) {
  const texts each = {R"({"a":1})", R"({"b":2})"};
  texts twice = each;
  twice.insert(twice.end(), each.begin(), each.end());
  for (const std::string between : {"", " ", "\n", "\r\n\r\n", "\n\n\t"}) {
    expect_events(delivered + between + delivered, twice);
    expect_events(delivered + between + delivered + between, twice);
    expect_events(packed(delivered) + between + packed(delivered), twice);
  }
}

TEST(reader_containers, reads_lines_of_any_of_them) {
  const std::string text = "{\"x\":1}\n" + filtered + "\r\n" + looked_up + " \n" + delivered + "\n" + packed(delivered) + "\n" + envelope + "\n" +
                           "{\"Records\":[{\"r\":1},{\"r\":2}]}\n{\"y\":1}\n" + delivered + delivered + "\n{\"z\":1}";
  expect_events(text, {"{\"x\":1}", R"({"a":"x\ny"})", " {\"b\":\"\\u0041B\"}", "{\"a\":1}", R"({"b":{"c":[]}})", "{\"a\":1}", "{\"b\":2}",
                       "{\"a\":1}", "{\"b\":2}", R"({"a": 1.0,"b":"\u0041"})", "{\"r\":1}", "{\"r\":2}", "{\"y\":1}", "{\"a\":1}", "{\"b\":2}",
                       "{\"a\":1}", "{\"b\":2}", "{\"z\":1}"});
}

TEST(reader_containers, reads_them_over_many_lines) {
  const collected c = read(
      "{\n  \"Events\": [\n    {\n      \"EventId\": \"1\",\n      \"CloudTrailEvent\": \"{\\\"a\\\":1}\"\n    },\n"
      "    {\"CloudTrailEvent\": \"{\\\"b\\\":2}\"}\n  ]\n}\n");
  EXPECT_EQ(lines(c), (texts{"3:1@20 {\"a\":1}", "7:2@92 {\"b\":2}"}));
  expect_events("{\"version\":\"0\",\n\"detail-type\":\"AWS Console Sign In via CloudTrail\",\n\"source\":\"s\",\n\"detail\":{\n\"a\":1\r\n}\n}\n",
                {"{\"a\":1}"});
}

// What an event may well look like: it has such keys, but not where the maker of a container writes them.
TEST(reader_containers, leaves_events_alone) {
  for (const char* text :
       {R"({"a":1,"events":[{"message":"{}","timestamp":1}]})", R"({"message":"{}"})", R"({"detail":{"a":1}})", R"({"events":[{"message":"{}"}]})",
        R"({"events":[]})", R"({"events":["x"],"nextToken":"x"})", R"({"events":{"message":"{}"},"nextToken":"x"})", R"({"Events":[{"EventId":"1"}]})",
        R"({"Events":[],"a":1})", R"({"source":"s","version":"0","detail-type":"AWS API Call via CloudTrail","detail":{}})",
        R"({"version":"0","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","detail":{"state":"running"}})",
        R"({"version":"0","detail-type":"AWS API Call via CloudTrail","source":"s","detail":"{}"})", R"({"version":"0","source":"s","detail":{}})",
        R"({"version":0,"detail-type":"AWS API Call via CloudTrail","source":"s","detail":{}})", R"({"version":"1.0","files":[],"region":"r"})",
        R"({"messageType":"OTHER","logEvents":[{"message":"{}"}]})", R"({"messageType":"DATA_MESSAGE"})", R"({"owner":"me","a":1})",
        R"({"awslogs":{"dat":"H4sI"}})", R"({"awslogs":"data"})", R"({"a":{"awslogs":{"data":"H4sI"}}})", R"({"Records":{"a":1}})", R"({"nextToken":"x"})",
        R"({"\u0052ecords":[{"a":1}]})"}) {
    expect_events(text, {text});
    expect_events("{}\n" + std::string(text) + "\n{}\n", {"{}", text, "{}"});
  }
}

// A message is the event: no filter ever sees what is inside it.
TEST(reader_containers, does_not_look_into_events_for_more) {
  const std::string records = R"({\"Records\":[{\"a\":1}]})", plain = R"({"Records":[{"a":1}]})";
  expect_events(R"({"messageType":"DATA_MESSAGE","logEvents":[{"message":")" + records + "\"}]}", {plain});
  expect_events(R"({"Events":[{"CloudTrailEvent":")" + records + "\"}]}", {plain});
  expect_events(R"({"Records":[)" + plain + "]}", {plain});
  expect_events(R"({"version":"0","detail-type":"x via CloudTrail","source":"s","detail":)" + plain + "}", {plain});
  expect_events("2026-01-02T03:04:05.678Z " + plain + "\n", {plain});
}

TEST(reader_containers, leaves_out_what_holds_no_event) {
  const std::string lake = R"({"version":"1.0","region":"r","files":[{"fileHashValue":"0","fileName":"result_1.csv.gz"}],"hashAlgorithm":"SHA-256",)"
                           R"("queryCompleteTime":"2026-01-01T00:00:00Z","hashSignature":"00","publicKeyFingerprint":"00"})";
  const std::string digest = R"({"awsAccountId":"1","digestStartTime":"2026","logFiles":[{"hashValue":"}]\"\\"}],"x":[]})";
  const std::pair<std::string, trouble> cases[] = {{control, trouble::control_message}, {packed(control), trouble::control_message},
                                                   {lake, trouble::lake_signature}, {digest, trouble::digest}};
  for (const auto& [text, what] : cases) {
    EXPECT_FALSE(archive::is_damage(what));
    for (const contents wanted : {contents::json, contents::any_text}) {
      EXPECT_EQ(troubles(read(text, wanted)), (std::vector{what})) << text;
      const collected among = read("{\"a\":1}\n" + text + "\n{\"b\":2}\n", wanted);
      EXPECT_EQ(among.events, (texts{"{\"a\":1}", "{\"b\":2}"})) << text;
      EXPECT_EQ(troubles(among), (std::vector{what})) << text;
      EXPECT_EQ(read(text + delivered, wanted).events, (texts{"{\"a\":1}", "{\"b\":2}"})) << text;
    }
  }
  EXPECT_EQ(troubles(read(digest.substr(0, digest.size() - 3))), (std::vector{trouble::digest, trouble::cut_off}));
}

TEST(reader_containers, takes_messages_of_text_for_events_where_text_is_wanted) {
  const std::string text =
      R"({"events":[{"timestamp":1,"message":"START x\n"},{"timestamp":1,"message":"{\"a\":1}"},{"timestamp":1,"message":" \n"},)"
      R"({"timestamp":1,"message":"one\ntwo"},{"timestamp":1,"message":"[1]"}]})";
  const collected any = read(text, contents::any_text);
  EXPECT_EQ(any.events, (texts{"START x\n", "{\"a\":1}", "one\ntwo", "[1]"}));
  EXPECT_TRUE(any.problems.empty());
  const collected json = read(text);
  EXPECT_EQ(json.events, (texts{"{\"a\":1}"}));
  EXPECT_EQ(troubles(json), (std::vector{trouble::text_message, trouble::text_message, trouble::text_message}));
  EXPECT_EQ(json.problems[1].where.record, 4U);
  EXPECT_FALSE(archive::is_damage(trouble::text_message));
  // A message that is cut begins like JSON, and only the evaluation can tell.
  EXPECT_EQ(read(R"({"events":[{"timestamp":1,"message":"{\"a\":"}]})").events, (texts{"{\"a\":"}));
}

TEST(reader_containers, names_records_that_hold_no_event) {
  const collected c = read(
      R"({"Events":[{"CloudTrailEvent":"{\"a\":1}"},{"EventId":"2"},7,{"CloudTrailEvent":7},{"CloudTrailEvent":"text"},{"CloudTrailEvent":tru},)"
      R"({"CloudTrailEvent":"{\"b\":2}"}]})");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":2}"}));
  EXPECT_EQ(troubles(c), (std::vector{trouble::unknown_shape, trouble::not_an_object, trouble::unknown_shape, trouble::not_an_object,
                                      trouble::not_json}));
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(c.problems[i].where.record, i + 2);
    EXPECT_TRUE(archive::is_damage(c.problems[i].what));
  }
}

TEST(reader_containers, tells_that_they_are_cut_off_and_keeps_what_came_before) {
  for (const std::string& text : texts{filtered, looked_up, delivered, "{\"Records\":[{\"a\":1},{\"b\":2}],\"c\":3}", envelope}) {
    const texts all = collect(text).events;
    for (std::size_t size = 30; size < text.size(); ++size) {
      const collected c = collect(text.substr(0, size));
      EXPECT_EQ(c.problems.size(), 1U) << text.substr(0, size);
      EXPECT_LE(c.events.size(), all.size());
      for (std::size_t i = 0; i < c.events.size(); ++i) EXPECT_EQ(c.events[i], all[i]);
      for (const std::size_t piece : {1u, 7u}) EXPECT_EQ(lines(c), lines(collect(text.substr(0, size), piece)));
      // As one of many lines it costs the others nothing; too little of it to be known is a line whose damage is found
      // when it is evaluated.
      const collected among = collect("{\"x\":1}\n" + text.substr(0, size) + "\n{\"y\":1}\n");
      EXPECT_EQ(among.events.front(), "{\"x\":1}");
      EXPECT_EQ(among.events.back(), "{\"y\":1}");
      EXPECT_EQ(among.events.size() + among.problems.size(), c.events.size() + 3) << text.substr(0, size);
    }
  }
}

TEST(reader_containers, tells_damage_within_once) {
  const std::pair<std::string, texts> cases[] = {
      {R"({"Records":[{"a":1}],"x":tru}{"b":2})", {"{\"a\":1}", "{\"b\":2}"}},
      {R"({"Records":[{"a":1}];"x":1}{"b":2})", {"{\"a\":1}", "{\"b\":2}"}},
      {R"({"Records":[{"a":1},],"x":"]}"}{"b":2})", {"{\"a\":1}", "{\"b\":2}"}},
      {R"({"Records":[{"a":1}:{"\"":"}"}],"x":1}{"b":2})", {"{\"a\":1}", "{\"b\":2}"}},
      {R"({"Records":[{"a":1}],x:1}{"b":2})", {"{\"a\":1}", "{\"b\":2}"}},
      {"{\"Records\":[{\"a\":1}],\"x\ny\":1}\n{\"b\":2}", {"{\"a\":1}", "{\"b\":2}"}},
      {"{\"Records\":[{\"a\":1}] \"x\ny\":1}\n{\"b\":2}", {"{\"a\":1}", "{\"b\":2}"}},
  };
  for (const auto& [text, wanted] : cases) {
    const collected c = read(text);
    EXPECT_EQ(c.events, wanted) << text;
    EXPECT_EQ(c.problems.size(), 1U) << text;
  }
  const collected line = read("{\"x\":1}\n{\"Records\":[{\"a\":1}} {\"c\":1}\n{\"b\":2}\n");
  EXPECT_EQ(line.events, (texts{"{\"x\":1}", "{\"a\":1}", "{\"b\":2}"}));
  EXPECT_EQ(line.problems.size(), 1U);
}

TEST(reader_containers, names_what_cannot_be_unpacked) {
  const auto wrapped = [](const std::string& data) { return "{\"awslogs\":{\"data\":" + data + "}}"; };
  std::string bad = gzip(delivered);
  bad[bad.size() - 6] = static_cast<char>(bad[bad.size() - 6] ^ 1);
  const std::string whole = base64(gzip(delivered));
  const std::pair<std::string, std::pair<trouble, const char*>> cases[] = {
      {wrapped("\"\""), {trouble::bad_payload, "gzip"}},
      {wrapped("\"H4sI\""), {trouble::bad_payload, "gzip"}},
      {wrapped("\"H4s\""), {trouble::bad_payload, "base64"}},
      {wrapped("\"" + whole.substr(0, whole.size() - 8) + "\""), {trouble::bad_payload, "gzip"}},
      {wrapped("\"" + whole + " \""), {trouble::bad_payload, "base64"}},
      {wrapped("\"" + base64(bad) + "\""), {trouble::bad_payload, "gzip"}},
      {wrapped("7"), {trouble::bad_payload, "data"}},
      {packed("{\"a\":1}"), {trouble::unknown_shape, "subscription"}},
      {packed(""), {trouble::unknown_shape, "subscription"}},
      {packed(packed(delivered)), {trouble::unknown_shape, "subscription"}},
      {packed(gzip(gzip(gzip(gzip(delivered))))), {trouble::bad_payload, "too many times"}},
  };
  for (const auto& [text, wanted] : cases) {
    const collected c = read("{\"a\":1}\n" + text + "\n{\"b\":2}\n");
    EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":2}"})) << text;
    ASSERT_EQ(troubles(c), (std::vector{wanted.first})) << text;
    EXPECT_NE(messages(c)[0].find(wanted.second), std::string::npos) << messages(c)[0];
    EXPECT_EQ(c.problems[0].where.line, 2U);
  }
  // Some serializers escape the slashes.
  std::string escaped = base64(gzip(delivered));
  for (std::size_t at = 0; (at = escaped.find('/', at)) != std::string::npos; at += 2) escaped.insert(at, 1, '\\');
  expect_events(wrapped("\"" + escaped + "\""), {"{\"a\":1}", "{\"b\":2}"});
}

TEST(reader_containers, tells_damage_in_packed_events_with_the_place_of_what_packs_them) {
  const collected c = read("\n" + packed(delivered.substr(0, delivered.size() - 5)));
  EXPECT_EQ(c.events, (texts{"{\"a\":1}"}));
  ASSERT_EQ(troubles(c), (std::vector{trouble::cut_off}));
  EXPECT_EQ(c.problems[0].where.line, 2U);
  EXPECT_EQ(c.problems[0].where.offset, 12U);
}

TEST(reader_containers, is_not_blown_up) {
  const std::string zeros(std::size_t{1} << 24, ' ');
  const auto problems_of = [](const std::string& text, archive::reader_limits limits) {
    std::vector<archive::problem> out;
    const archive::sink sink{[](const archive::event&) { return true; }, [&](const archive::problem& p) { out.push_back(p); }};
    archive::reader(sink, contents::json, limits).read(text, true);
    return out;
  };
  const archive::reader_limits tight{.unpacked = std::size_t{1} << 20};
  const auto bomb = problems_of(packed(delivered + zeros), tight);
  ASSERT_EQ(bomb.size(), 1U);
  EXPECT_EQ(bomb[0].what, trouble::payload_too_large);
  EXPECT_EQ(problems_of(packed(delivered + zeros), {}).size(), 0U);
  const auto inside = problems_of(gzip(delivered + zeros), tight);
  ASSERT_EQ(inside.size(), 1U);
  EXPECT_EQ(inside[0].what, trouble::too_much_text);
}

TEST(reader_containers, reads_gzip_inside_gzip) {
  const texts each = {"{\"a\":1}", "{\"b\":2}"};
  texts twice = each;
  twice.insert(twice.end(), each.begin(), each.end());
  expect_events(gzip(delivered), each);
  expect_events(gzip(delivered) + gzip(delivered), twice);
  expect_events(gzip(delivered) + gzip(delivered) + std::string(100, '\0'), twice);
  expect_events(gzip(gzip(delivered)) + gzip(gzip(delivered)), twice);
  expect_events(gzip("{\"a\":1}\n{\"b\"") + gzip(":2}\n"), each);
  const collected places = read(gzip("{\"a\":1}\n") + gzip("{\"b\":2}\n"));
  EXPECT_EQ(lines(places), (texts{"1:0@0 {\"a\":1}", "2:0@8 {\"b\":2}"}));
}

TEST(reader_containers, names_gzip_inside_gzip_that_is_damaged) {
  const std::string first = gzip(delivered), second = gzip("{\"c\":3}");
  for (std::size_t size = 1; size < second.size(); ++size) {
    const collected c = read(first + second.substr(0, size));
    EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"b\":2}"})) << size;
    EXPECT_EQ(troubles(c), (std::vector{trouble::bad_gzip})) << size;
  }
  EXPECT_EQ(troubles(read(first + "junk")), (std::vector{trouble::bad_gzip}));
  std::string deep = delivered;
  for (int i = 0; i < 5; ++i) deep = gzip(deep);
  const collected c = read(deep);
  EXPECT_TRUE(c.events.empty());
  ASSERT_EQ(troubles(c), (std::vector{trouble::bad_gzip}));
  EXPECT_NE(messages(c)[0].find("too many times"), std::string::npos);
}

TEST(reader_containers, reads_exports) {
  const std::string text =
      "2026-01-02T03:04:05.678Z {\"a\":1}\n2026-01-02T03:04:04.000Z {\"b\":2}\r\n\n2026-01-02T03:04:06.000Z {\"c\":3}";
  expect_events(text, {"{\"a\":1}", "{\"b\":2}", "{\"c\":3}"});
  EXPECT_EQ(lines(read(text))[1], "2:0@58 {\"b\":2}");
  expect_events("2026-01-02T03:04:05.678Z {\"a\":\n1\n}\n2026-01-02T03:04:05.678Z {\"b\":2}\n", {"{\"a\":1}", "{\"b\":2}"});
  expect_events("2026-01-02T03:04:05.678Z  {\"a\":1}\n\n\n", {" {\"a\":1}"});
}

TEST(reader_containers, reads_exports_of_text) {
  const std::string text = "2026-01-02T03:04:05.678Z one\nmore\n\nof it\n2026-01-02T03:04:05.678Z \n2026-01-02T03:04:05.678Z two\n";
  const collected any = read(text, contents::any_text);
  EXPECT_EQ(any.events, (texts{"one\nmore\n\nof it", "two"}));
  EXPECT_EQ(troubles(any), (std::vector{trouble::stamps}));  // once: these lines might be a log's own
  EXPECT_FALSE(archive::is_damage(trouble::stamps));
  const collected json = read("2026-01-02T03:04:05.678Z {\"a\":1}\n" + text);
  EXPECT_EQ(json.events, (texts{"{\"a\":1}"}));
  EXPECT_EQ(troubles(json), (std::vector{trouble::text_message, trouble::text_message}));
}

TEST(reader_containers, a_damaged_line_of_an_export_does_not_cost_the_event_before_it) {
  const collected c = read("2026-01-02T03:04:05.678Z {\"a\":1}\n-01-02T03:04:05.678Z {\"b\":2}\n2026-01-02T03:04:05.678Z {\"c\":3}\n");
  EXPECT_EQ(c.events, (texts{"{\"a\":1}", "{\"c\":3}"}));
  EXPECT_EQ(troubles(c), (std::vector{trouble::not_json}));
  EXPECT_EQ(c.problems[0].where.line, 2U);
}

TEST(reader_containers, takes_no_other_time_for_that_of_an_export) {
  for (const std::string time : {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+00:00", "2026-01-02 03:04:05.678Z", "2026-01-02T03:04:05.678901Z",
                                 "2026-01-02T03:04:05.678Z\t", " 2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z"}) {
    const std::string line = time + (time.size() == 24 ? "" : " x");
    const collected c = read(line + "\ny\n", contents::any_text);
    EXPECT_EQ(c.events, (texts{line, "y"})) << line;
    EXPECT_TRUE(c.problems.empty());
  }
  expect_events("{\"a\":1}\n{\"t\":\"2026-01-02T03:04:05.678Z x\"}\n", {"{\"a\":1}", "{\"t\":\"2026-01-02T03:04:05.678Z x\"}"});
}

TEST(reader_containers, leaves_out_the_write_test_of_an_export) {
  for (const std::string text : {"Permission Check Successful", "Permission Check Successful\n", "\nPermission Check Successful\r\n \n"}) {
    for (const contents wanted : {contents::json, contents::any_text}) {
      const collected c = read(text, wanted);
      EXPECT_TRUE(c.events.empty());
      EXPECT_EQ(troubles(c), (std::vector{trouble::write_test}));
    }
  }
  EXPECT_FALSE(archive::is_damage(trouble::write_test));
  for (const std::string text : {"Permission Check Successful.", "Permission Check Success", "Permission Check Successful\nx"}) {
    EXPECT_EQ(troubles(read(text)), (std::vector{trouble::not_json})) << text;
    EXPECT_FALSE(read(text, contents::any_text).events.empty()) << text;
  }
}

// The reader is done with every event before the next has come.
TEST(reader_containers, holds_one_event_at_a_time) {
  const std::string event = "{\"a\":\"" + std::string(1000, 'x') + "\"}";
  const std::string message = "{\"timestamp\":1,\"message\":\"{\\\"a\\\":\\\"" + std::string(1000, 'x') + "\\\"}\"}";
  const std::tuple<std::string, std::string, std::string> cases[] = {
      {"{\"Records\":[", event, "]}"},
      {"{\"Records\":[", event, "],\"x\":1}\n"},
      {"{}\n{\"Records\":[", event, "]}\n{}\n"},
      {"{\"events\":[", message, "],\"searchedLogStreams\":[]}"},
      {"{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[", message, "]}"},
  };
  for (const auto& [begin, element, end] : cases) {
    std::string text = begin;
    for (int i = 0; i < 500; ++i) text += (i == 0 ? "" : ",") + element;
    text += end;
    std::size_t seen = 0, held = 0;
    const archive::sink sink{[&](const archive::event& e) { return seen += e.text.size() > 1000, true; },
                             [](const archive::problem& p) { ADD_FAILURE() << archive::message(p); }};
    archive::reader reader(sink);
    std::size_t done = 0;
    for (std::size_t to = 0; to < text.size();) {
      to = std::min(text.size(), to + 100);
      done += reader.read(std::string_view(text).substr(done, to - done), to == text.size());
      held = std::max(held, to - done);
    }
    EXPECT_EQ(seen, 500U);
    EXPECT_LT(held, 4 * element.size()) << begin;
  }
}

TEST(reader_containers, stop_when_the_sink_has_had_enough) {
  for (const std::string& text : {filtered, looked_up, delivered, packed(delivered), gzip(delivered), envelope + envelope}) {
    std::size_t seen = 0;
    const archive::sink sink{[&](const archive::event&) { return ++seen, false; }, [](const archive::problem&) {}};
    archive::reader reader(sink);
    reader.read(text, true);
    EXPECT_TRUE(reader.stopped());
    EXPECT_EQ(seen, 1U) << text;
  }
}

}  // namespace
}  // namespace coverwatch
