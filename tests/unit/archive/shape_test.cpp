// SPDX-License-Identifier: Apache-2.0
// Shapes by their keys, and the end of a value by its brackets.
#include "archive/shape.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using archive::extent;
using archive::find_end;
using archive::recognise;
using archive::shape;

TEST(shape, knows_each_container_by_its_keys) {
  EXPECT_EQ(recognise(R"({"Records":[]})"), shape::records);
  EXPECT_EQ(recognise(R"( { "Records" : [ ] , "x" : 1 } )"), shape::records);
  EXPECT_EQ(recognise(R"({"digestStartTime":"t","logFiles":[]})"), shape::digest);
  EXPECT_EQ(recognise(R"({"searchedLogStreams":[],"events":[{"message":""}]})"), shape::filter_log_events);
  EXPECT_EQ(recognise(R"({"Events":[{"EventId":"","CloudTrailEvent":""}]})"), shape::lookup_events);
  EXPECT_EQ(recognise(R"({"awslogs":{"data":""}})"), shape::subscription);
  EXPECT_EQ(recognise(R"({"messageType":"DATA_MESSAGE","logEvents":[]})"), shape::subscription_data);
}

TEST(shape, takes_everything_else_for_an_event) {
  for (const char* text : {"{}", R"({"Records":{}})", R"({"events":[1]})", R"({"events":[{"Message":""}]})", R"({"logFiles":[]})",
                           R"({"awslogs":1})", R"({"logEvents":[]})", R"({"a":{"Records":[]}})", R"({"level":"INFO","Records":[{}]})",
                           R"({"a":1,"events":[{"message":""}]})", R"({"a":1,"awslogs":{"data":""}})", "", "[]", "{", "x"}) {
    EXPECT_EQ(recognise(text), shape::event) << text;
  }
}

TEST(shape, is_known_though_the_text_is_cut_off) {
  EXPECT_EQ(recognise(R"({"Records":[{"a":)"), shape::records);
}

TEST(find_end, counts_brackets_outside_strings) {
  const std::string_view text = R"({"a":"}\"]","b":[{}]} tail)";
  const extent e = find_end(text, 0);
  EXPECT_EQ(e.what, extent::kind::whole);
  EXPECT_EQ(e.end, text.size() - 5);
}

TEST(find_end, finds_the_end_of_scalars) {
  EXPECT_EQ(find_end("12,", 0).end, 2U);
  EXPECT_EQ(find_end("null]", 0).end, 4U);
  EXPECT_EQ(find_end(R"("a,b",1)", 0).end, 5U);
  EXPECT_EQ(find_end("12", 0).what, extent::kind::unfinished);
}

TEST(find_end, tells_unfinished_from_broken) {
  EXPECT_EQ(find_end(R"({"a":[)", 0).what, extent::kind::unfinished);
  EXPECT_EQ(find_end(R"({"a)", 0).what, extent::kind::unfinished);
  EXPECT_EQ(find_end("{\"a\n\"}", 0).what, extent::kind::broken);
  EXPECT_EQ(find_end("{\"a\\\n\"}", 0).what, extent::kind::broken);
  EXPECT_EQ(find_end("{\"a\n\"}", 0).end, 3U);
}

}  // namespace
}  // namespace coverwatch
