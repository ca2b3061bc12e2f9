// SPDX-License-Identifier: Apache-2.0
// `coverwatch match`: each option, each exit code, each kind of mistake on the command line.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* pattern = "{ $.a = 1 }";
constexpr const char* three = "{\"a\":1}\n{\"a\":2}\n{\"a\":1,\"b\":\"x\"}\n";

TEST(match, prints_each_matching_event_as_it_stood) {
  folder here;
  here.write("events", "{\"a\":1}\n {\"b\" : [ ] , \"a\": 1.0 } \n{\"a\":2}\n");
  const outcome r = here.run({"match", pattern, "events"});
  EXPECT_EQ(r.out, "{\"a\":1}\n {\"b\" : [ ] , \"a\": 1.0 } \n");
  EXPECT_EQ(r.err, "");
  EXPECT_EQ(r.code, 0);
}

TEST(match, ends_with_1_when_nothing_matches) {
  folder here;
  here.write("events", "{\"a\":2}\n");
  const outcome r = here.run({"match", pattern, "events"});
  EXPECT_EQ(r.out + r.err, "");
  EXPECT_EQ(r.code, 1);
}

TEST(match, counts) {
  folder here;
  here.write("one", three);
  here.write("two", "{\"a\":1}\n");
  EXPECT_EQ(here.run({"match", "-c", pattern, "one", "two"}).out, "3\n");
  EXPECT_EQ(here.run({"match", "--count", "-H", pattern, "one", "two"}).out, "one:2\ntwo:1\n");
  const outcome none = here.run({"match", "-c", "{ $.a = 9 }", "one"});
  EXPECT_EQ(none.out, "0\n");
  EXPECT_EQ(none.code, 1);
}

TEST(match, inverts) {
  folder here;
  here.write("events", three);
  EXPECT_EQ(here.run({"match", "-v", pattern, "events"}).out, "{\"a\":2}\n");
  EXPECT_EQ(here.run({"match", "-vc", "{ $.c = 1 }", "events"}).out, "3\n");
}

TEST(match, never_prints_damage_even_inverted) {
  folder here;
  here.write("events", "{\"a\":2}\n{\"a\":\n{\"a\":3}\n");
  const outcome r = here.run({"match", "-v", pattern, "events"});
  EXPECT_EQ(r.out, "{\"a\":2}\n{\"a\":3}\n");
  EXPECT_EQ(r.code, 2);
}

TEST(match, takes_the_pattern_from_a_file) {
  folder here;
  here.write("events", three);
  here.write("wanted.pattern", "{ $.b = x }\n");
  EXPECT_EQ(here.run({"match", "-f", "wanted.pattern", "events"}).out, "{\"a\":1,\"b\":\"x\"}\n");
  EXPECT_EQ(here.run({"match", "-f", "nowhere", "events"}).code, 2);
}

TEST(match, names_the_files) {
  folder here;
  here.write("d/one", three);
  here.write("d/two", "{\"a\":2}\n");
  EXPECT_EQ(here.run({"match", "-H", pattern, "d"}).out, "d/one:{\"a\":1}\nd/one:{\"a\":1,\"b\":\"x\"}\n");
  EXPECT_EQ(here.run({"match", "-l", pattern, "d"}).out, "d/one\n");
}

TEST(match, stops_after_so_many) {
  folder here;
  here.write("one", three);
  here.write("two", three);
  EXPECT_EQ(here.run({"match", "-m", "3", pattern, "one", "two"}).out,
            "{\"a\":1}\n{\"a\":1,\"b\":\"x\"}\n{\"a\":1}\n");
  EXPECT_EQ(here.run({"match", "-m", "0", pattern, "one"}).code, 2);
}

TEST(match, searches_wildcards_by_either_dialect) {
  folder here;
  here.write("events", "{\"a\":\"111.111.111.111\"}\n");
  const std::string wildcard = "{ $.a = \"*111.111.111\" }";
  EXPECT_EQ(here.run({"match", "-c", wildcard, "events"}).out, "1\n");
  EXPECT_EQ(here.run({"match", "-c", "--dialect", "leftmost", wildcard, "events"}).out, "0\n");
  EXPECT_EQ(here.run({"match", "--dialect", "other", wildcard, "events"}).code, 2);
}

TEST(match, limits_the_size_of_an_event) {
  folder here;
  here.write("events", "{\"a\":1}\n{\"a\":1,\"long\":\"" + std::string(200, 'x') + "\"}\n");
  const outcome r = here.run({"match", "-c", "--max-event-bytes", "100", pattern, "events"});
  EXPECT_EQ(r.out, "1\n");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("events:2"));
}

// Every kind of mistake in a pattern: exit 2, a caret, and nothing on standard output.
TEST(match, refuses_a_bad_pattern_with_one_diagnostic) {
  folder here;
  here.write("events", three);
  for (const char* bad :
       {"{ $.a == b }", "{ $.a = b AND $.c = d }", "{ $.a = 'b' }", "{ $.a = \xe2\x80\x9c" "b\xe2\x80\x9d }", "{ $[\"a\"] = b }",
        "{ $.a IS NOT NULL }", "{ $.a EXISTS }", "{ $.a = null }", "{ ($.a = b }", "{ $.a = b) }", "{ $.a = b:c }",
        "{ $.a = b } x", "filterPattern: { $.a = b }", "{ $.a = \\\"b\\\" }", "{ $.a = b", "ERROR!", "[a", "%a", "{}"}) {
    const outcome r = here.run({"match", bad, "events"});
    EXPECT_EQ(r.code, 2) << bad;
    EXPECT_EQ(r.out, "") << bad;
    EXPECT_THAT(r.err, StartsWith("error: ")) << bad;
    EXPECT_THAT(r.err, HasSubstr("^")) << bad;
  }
}

TEST(match, says_what_the_service_says) {
  folder here;
  EXPECT_THAT(here.run({"match", "{ $.a == b }"}).err, HasSubstr("the service says: Invalid metric filter pattern\n"));
}

TEST(match, warns_of_what_is_likely_not_meant) {
  folder here;
  here.write("events", three);
  const outcome r = here.run({"match", " { $.a = 1 }", "events"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, StartsWith("warning: "));
  EXPECT_EQ(here.run({"match", "-q", " { $.a = 1 }", "events"}).err, "");
}

TEST(match, takes_everything_behind_two_dashes_for_a_value) {
  folder here;
  here.write("-c", three);
  here.write("--", three);
  here.write("events", three);
  const std::string wanted = here.run({"match", "{ $.a = 1 }", "events"}).out;
  EXPECT_FALSE(wanted.empty());
  EXPECT_EQ(here.run({"match", "--", "{ $.a = 1 }", "events"}).out, wanted);
  EXPECT_EQ(here.run({"match", "{ $.a = 1 }", "--", "-c"}).out, wanted);
  EXPECT_EQ(here.run({"match", "{ $.a = 1 }", "--", "--"}).out, wanted);
  EXPECT_EQ(here.run({"explain", "--", "{ $.a = 1 }"}).code, 0);
  EXPECT_EQ(here.run({"match", "--", "-term", "events"}).out, three);
}

TEST(match, explains_swapped_arguments) {
  folder here;
  here.write("events", three);
  const outcome r = here.run({"match", "events", pattern});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("`events` is a file; the pattern comes first"));
}

TEST(match, colours_only_when_asked_to) {
  folder here;
  EXPECT_THAT(here.run({"match", "x"}).err, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(here.run({"match", "--color", "always", "x"}).err, HasSubstr("\x1b["));
}

TEST(match, refuses_what_it_does_not_know) {
  folder here;
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           {}, {"match"}, {"foo"}, {"match", "--nothing", pattern}, {"match", "-m", "x", pattern}, {"match", "-c", "-l", pattern}}) {
    const outcome r = here.run(bad);
    EXPECT_EQ(r.code, 2);
    EXPECT_EQ(r.out, "");
    EXPECT_THAT(r.err, StartsWith("coverwatch: error: "));
  }
}

TEST(match, teaches) {
  folder here;
  for (const std::vector<std::string>& asked : std::vector<std::vector<std::string>>{
           {"--help"}, {"match", "--help"}, {"test-metric-filter", "--help"}, {"explain", "--help"}}) {
    const outcome r = here.run(asked);
    EXPECT_EQ(r.code, 0);
    EXPECT_EQ(r.err, "");
    EXPECT_THAT(r.out, HasSubstr("Examples:"));
  }
  EXPECT_THAT(here.run({"--version"}).out, StartsWith("coverwatch "));
}

}  // namespace
}  // namespace program_test
