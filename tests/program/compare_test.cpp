// SPDX-License-Identifier: Apache-2.0
// `coverwatch compare`: each relation, the events that tell two patterns apart, and the exit codes.
#include "process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(compare, each_relation) {
  folder here;
  struct row {
    const char *first, *second, *word;
    int code;
  };
  for (const row& each :
       {row{"{ $.a = 1 || $.b = 2 }", "{ ($.b = 2) || ($.a = 1) }", "Equivalent: ", 0},
        row{"{ $.a >= 1 }", "{ $.a > 1 }", "Wider: ", 1}, row{"{ $.a > 1 }", "{ $.a >= 1 }", "Narrower: ", 1},
        row{"{ $.a > 1 }", "{ $.a < 2 }", "Incomparable: ", 1}, row{"{ $.a > 1 }", "{ $.a < 1 }", "Disjoint: ", 1},
        row{"{ $.a = \"*aa\" }", "{ $.a = aaa || $.a = \"*aa\" }", "Unknown: ", 3}}) {
    const outcome r = here.run({"compare", each.first, each.second});
    EXPECT_THAT(r.out, StartsWith(each.word)) << each.first;
    EXPECT_EQ(r.code, each.code) << each.first;
    EXPECT_EQ(r.err, "");
  }
}

TEST(compare, shows_an_event_that_only_one_matches) {
  folder here;
  const outcome r = here.run({"compare", "{ $.a > 1 }", "{ $.a >= 1 }"});
  EXPECT_THAT(r.out, HasSubstr("\nAn event that only the second matches\n  {\"a\":1}\n"));
  EXPECT_THAT(r.out, Not(HasSubstr("only the first matches")));
}

TEST(compare, the_members_of_the_json) {
  folder here;
  EXPECT_EQ(here.run({"compare", "--format", "json", "{ $.a > 1 }", "{ $.a >= 1 }"}).out, R"({
    "relation": "narrower",
    "message": "Narrower: the second pattern matches every event that the first matches, and others besides.",
    "only_first": null,
    "only_second": {"a":1},
    "doubt": null
}
)");
}

TEST(compare, the_empty_message_is_an_event_too) {
  folder here;
  EXPECT_THAT(here.run({"compare", "--format", "json", "a", "%^$%"}).out, HasSubstr("\"only_second\": \"\","));
}

TEST(compare, only_events_for_which_the_assumptions_hold_count) {
  folder here;
  EXPECT_EQ(here.run({"compare", "{ $.a > 1 }", "{ $.a >= 1 }", "--assume", "{ $.a != 1 }"}).code, 0);
  const outcome r =
      here.run({"compare", "--assume", "{ $.a != 1 }", "--assume", "{ $.b = 1 }", "{ $.a > 1 }", "{ $.a >= 1 }"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out,
              StartsWith("Equivalent: both patterns match the same events; only events for which the assumptions hold "
                         "count.\n"));
}

TEST(compare, names_the_facts_that_are_assumed) {
  folder here;
  const outcome r = here.run({"compare", "{ $.eventSource = * || $.a = 1 }", "{ $.eventSource = * }", "--assume",
                              "fact:event-source", "--assume", "canonical-json"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr("\nAssumed\n  { $.eventSource = * } (fact:event-source)\n  canonical-json\n"));
}

TEST(compare, takes_patterns_as_they_are) {
  folder here;
  here.write("p", "{ $.a = 1 }\n");
  EXPECT_EQ(here.run({"compare", "file://p", "{ $.a = 1 }"}).code, 0);
  EXPECT_EQ(here.run({"compare", "[a, b]", "[a,b]"}).code, 0);
  EXPECT_EQ(here.run({"compare", "--", "-DEBUG", "-DEBUG"}).code, 0);
  EXPECT_EQ(here.run({"compare", "", " "}).code, 0);
}

TEST(compare, refuses_what_is_no_pattern) {
  folder here;
  const outcome r = here.run({"compare", "{ $.a = 1 }", "{ $.a == 1 }"});
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_THAT(r.err,
              StartsWith("coverwatch: error: the second pattern was refused:\nerror: `==` is not an operator\n"));
  EXPECT_THAT(here.run({"compare", "--format", "json", "{ $.a = 1 }", "{ $.a == 1 }"}).out,
              HasSubstr("\"argument\": \"pattern\",\n            \"index\": 1,\n"));
}

TEST(compare, wants_two_patterns) {
  folder here;
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           {"compare"}, {"compare", "a"}, {"compare", "a", "b", "c"}, {"compare", "a", "file://nowhere"}}) {
    const outcome r = here.run(bad);
    EXPECT_EQ(r.code, 2) << bad.back();
    EXPECT_THAT(r.err, StartsWith("coverwatch: error: "));
  }
}

}  // namespace
}  // namespace program_test
