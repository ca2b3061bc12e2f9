// SPDX-License-Identifier: Apache-2.0
// `coverwatch match` with many patterns: where they come from, what is printed of their ids, and what is refused.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* four = "{\"a\":1}\n{\"a\":2}\n{\"a\":1,\"b\":\"x\"}\n{\"a\":9}\n";
constexpr const char* lines = "# ours\n\none\t{ $.a = 1 }\r\ntwo\t{ $.a = 2 }\nx\t{ $.b = x }\n";
constexpr const char* printed = "one\t{\"a\":1}\ntwo\t{\"a\":2}\none,x\t{\"a\":1,\"b\":\"x\"}\n";

TEST(sets, carry_the_ids_of_what_matches) {
  folder here;
  here.write("events", four);
  here.write("p", lines);
  const outcome r = here.run({"match", "--patterns", "p", "events"});
  EXPECT_EQ(r.out, printed);
  EXPECT_EQ(r.err, "");
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(here.run({"match", "--strict", "--patterns", "p", "events"}).out, printed);
  EXPECT_EQ(here.run({"match", "--patterns", "p"}, four).out, printed);
}

TEST(sets, end_with_1_when_nothing_matches) {
  folder here;
  here.write("p", "one\t{ $.a = 5 }\n");
  const outcome r = here.run({"match", "--patterns", "p"}, four);
  EXPECT_EQ(r.out, "");
  EXPECT_EQ(r.code, 1);
}

TEST(sets, are_read_from_json_of_several_shapes) {
  folder here;
  for (const char* text :
       {"{\"one\":\"{ $.a = 1 }\",\"two\":\"{ $.a = 2 }\",\"x\":\"{ $.b = x }\"}",
        " [{\"id\":\"one\",\"pattern\":\"{ $.a = 1 }\"},\n{\"pattern\":\"{ $.a = 2 }\",\"id\":\"two\"},"
        "{\"id\":\"x\",\"pattern\":\"{ $.b = x }\",\"more\":1}]\n",
        "{\"metricFilters\":[{\"filterName\":\"one\",\"filterPattern\":\"{ $.a = 1 }\",\"metricTransformations\":[]},"
        "{\"filterName\":\"two\",\"filterPattern\":\"{ $.a = 2 }\"},"
        "{\"filterName\":\"x\",\"filterPattern\":\"{ $.b = x }\"}],\"nextToken\":null}"}) {
    here.write("p", text);
    EXPECT_EQ(here.run({"match", "--patterns", "p"}, four).out, printed) << text;
  }
}

TEST(sets, of_one_id_are_alternatives) {
  folder here;
  here.write("p", "any\t{ $.a = 1 }\nother\t{ $.a = 2 }\nany\t{ $.b = x }\n");
  here.write("q", "any\t{ $.a = 9 }\n");
  EXPECT_EQ(here.run({"match", "--patterns", "p", "--patterns", "q"}, four).out,
            "any\t{\"a\":1}\nother\t{\"a\":2}\nany\t{\"a\":1,\"b\":\"x\"}\nany\t{\"a\":9}\n");
  EXPECT_EQ(here.run({"match", "-c", "--patterns", "p"}, four).out, "2\tany\n1\tother\n3\t(any)\n");
}

TEST(sets, count_by_id) {
  folder here;
  here.write("one", four);
  here.write("two", "{\"a\":2}\n");
  here.write("p", std::string(lines) + "never\t{ $.c = 1 }\n");
  EXPECT_EQ(here.run({"match", "-c", "--patterns", "p", "one", "two"}).out, "2\tone\n2\ttwo\n1\tx\n0\tnever\n4\t(any)\n");
  EXPECT_EQ(here.run({"match", "-cH", "--patterns", "p", "one", "two"}).out,
            "one:2\tone\none:1\ttwo\none:1\tx\none:0\tnever\none:3\t(any)\n"
            "two:0\tone\ntwo:1\ttwo\ntwo:0\tx\ntwo:0\tnever\ntwo:1\t(any)\n");
}

TEST(sets, take_the_other_options) {
  folder here;
  here.write("d/1", four);
  here.write("d/2", "{\"a\":7}\n");
  here.write("p", lines);
  EXPECT_EQ(here.run({"match", "-v", "--patterns", "p", "d"}).out, "{\"a\":9}\n{\"a\":7}\n");
  EXPECT_EQ(here.run({"match", "-vc", "--patterns", "p", "d"}).out, "2\t(none)\n");
  EXPECT_EQ(here.run({"match", "-l", "--patterns", "p", "d"}).out, "d/1\n");
  EXPECT_EQ(here.run({"match", "-m", "2", "--patterns", "p", "d"}).out, "one\t{\"a\":1}\ntwo\t{\"a\":2}\n");
  EXPECT_EQ(here.run({"match", "-H", "-m", "1", "--patterns", "p", "d"}).out, "d/1:one\t{\"a\":1}\n");
}

TEST(sets, are_printed_as_json) {
  folder here;
  here.write("events", four);
  here.write("p", "{\"a,b\":\"{ $.a = 1 }\",\"x\":\"{ $.b = x }\"}");
  EXPECT_EQ(here.run({"match", "--format", "json", "--patterns", "p", "events"}).out,
            "{\"ids\":[\"a,b\"],\"event\":{\"a\":1}}\n{\"ids\":[\"a,b\",\"x\"],\"event\":{\"a\":1,\"b\":\"x\"}}\n");
  EXPECT_EQ(here.run({"match", "--format", "json", "-H", "{ $.a = 2 }", "events"}).out,
            "{\"file\":\"events\",\"event\":{\"a\":2}}\n");
  EXPECT_EQ(here.run({"match", "--format", "json", "ERR"}, "ERR \"1\"\n").out, "{\"event\":\"ERR \\\"1\\\"\"}\n");
  EXPECT_EQ(here.run({"match", "--format", "json", "-c", "ERR"}, "ERR\n").code, 2);
}

TEST(sets, may_be_of_several_kinds) {
  folder here;
  here.write("p", "json\t{ $.a = 1 }\nerr\tERROR\n");
  const std::string input = "ERROR plain\n{\"a\":1}\n{\"a\":1,\"b\":\"ERROR\"}\nfine\n";
  for (const char* road : {"--strict", "-q"}) {
    const outcome r = here.run({"match", road, "--patterns", "p"}, input);
    EXPECT_EQ(r.out, "err\tERROR plain\njson\t{\"a\":1}\njson,err\t{\"a\":1,\"b\":\"ERROR\"}\n") << road;
    EXPECT_EQ(r.code, 0) << r.err;
  }
  EXPECT_EQ(here.run({"match", "-v", "--patterns", "p"}, input).out, "fine\n");
}

TEST(sets, are_the_controls_of_a_benchmark) {
  folder here;
  here.write("events", "{\"errorCode\":\"AccessDenied\"}\n{\"eventName\":\"ConsoleLogin\",\"errorMessage\":\"Failed authentication\"}\n");
  const outcome all = here.run({"match", "-c", "--control", "cis-1.2", "events"});
  EXPECT_THAT(all.out, AllOf(HasSubstr("1\tcis-1.2.0:3.1\n"), HasSubstr("1\tcis-1.2.0:3.6\n"), HasSubstr("0\tcis-1.2.0:3.14\n")));
  const outcome two = here.run({"match", "--control", "cis-1.2:3.1", "--control", "CIS-1.2.0:3.6", "-c", "events"});
  EXPECT_EQ(two.out.substr(0, 16), "1\tcis-1.2.0:3.1\n");
  EXPECT_THAT(two.out, HasSubstr("(any)"));
  const outcome none = here.run({"match", "--control", "cis-1.2:9.9", "events"});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("cis-1.2:9.9"));
}

TEST(sets, tell_everything_that_is_refused_and_run_nothing) {
  folder here;
  here.write("p", "good\t{ $.a = 1 }\nbad\t{ $.a == 2 }\nno tab here\n\tERROR\nworse\t{ $.a\n");
  const outcome r = here.run({"match", "--patterns", "p", "--patterns", "missing"}, four);
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  for (const char* part : {"p:2: the pattern of `bad`", "^", "p:3: ", "p:4: an id is empty", "p:5: the pattern of `worse`", "missing"}) {
    EXPECT_THAT(r.err, HasSubstr(part));
  }
  EXPECT_THAT(r.err, Not(HasSubstr("p:1")));
}

TEST(sets, of_json_are_refused_by_line) {
  folder here;
  here.write("p", "[\n{\"id\":\"a\",\"pattern\":\"{ $.a == 2 }\"},\n{\"id\":\"b\\t\",\"pattern\":\"ERROR\"},\n7,\n{\"id\":\"c\"}]");
  const outcome r = here.run({"match", "--patterns", "p"}, four);
  EXPECT_EQ(r.code, 2);
  for (const char* part : {"p:2: the pattern of `a`", "p:3: an id holds", "p:4: an object", "p:5: an object"}) {
    EXPECT_THAT(r.err, HasSubstr(part));
  }
  here.write("q", "{\"a\":\"ERROR\",\n\"b\":7}");
  EXPECT_THAT(here.run({"match", "--patterns", "q"}, four).err, HasSubstr("q:2: the pattern of `b` must be a string"));
  here.write("r", "{ $.a = 1 }\n");
  EXPECT_THAT(here.run({"match", "--patterns", "r"}, four).err, HasSubstr("r:1: not JSON"));
  for (const char* empty : {"", "# nothing\n", "[]", "{}", "{\"metricFilters\":[]}"}) {
    here.write("s", empty);
    const outcome none = here.run({"match", "--patterns", "s"}, four);
    EXPECT_EQ(none.code, 2) << empty;
    EXPECT_THAT(none.err, HasSubstr("no pattern")) << empty;
  }
}

TEST(sets, leave_no_place_for_a_pattern) {
  folder here;
  here.write("p", lines);
  here.write("one.pattern", "{ $.a = 1 }");
  EXPECT_EQ(here.run({"match", "-f", "one.pattern", "--patterns", "p"}, four).code, 2);
  const outcome r = here.run({"match", "--patterns", "p", "{ $.a = 1 }"});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("with --patterns and --control every argument is an input"));
}

TEST(sets, may_be_large) {
  folder here;
  std::string patterns, events;
  for (int i = 0; i < 3000; ++i) {
    patterns += "id" + std::to_string(i) + "\t{ $.eventName = \"Name" + std::to_string(i) + "\" }\n";
    if (i % 100 == 0) events += "{\"eventName\":\"Name" + std::to_string(i) + "\"}\n";
  }
  here.write("p", patterns);
  const outcome r = here.run({"match", "--patterns", "p"}, events);
  EXPECT_EQ(std::count(r.out.begin(), r.out.end(), '\n'), 30);
  EXPECT_THAT(r.out, HasSubstr("\nid1700\t{\"eventName\":\"Name1700\"}\n"));
}

}  // namespace
}  // namespace program_test
