// SPDX-License-Identifier: Apache-2.0
// `coverwatch explain`: the tree, the meaning, the program and the warnings, for people and as JSON.
#include "process.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
namespace json = coverwatch::support::json;

constexpr const char* pattern =
    "{ ($.a = \"x*\" || $.b != 2) && $.c[*] > 1 && $.d IS NULL && $.e NOT EXISTS && $.f = true }";

TEST(explain, shows_every_section) {
  folder here;
  const outcome r = here.run({"explain", pattern});
  EXPECT_EQ(r.code, 0);
  for (const char* section : {"pattern\n", "tree\n", "meaning\n", "program\n", "warnings\n"})
    EXPECT_THAT(r.out, HasSubstr(section));
  for (const char* words : {"text begins with `x`", "missing, null, true, false", "test_greater", "boolean"}) {
    EXPECT_THAT(r.out, HasSubstr(words));
  }
}

TEST(explain, speaks_json) {
  folder here;
  const outcome r = here.run({"explain", "--format", "json", pattern});
  EXPECT_EQ(r.code, 0);
  json::document d;
  ASSERT_FALSE(d.parse(r.out)) << r.out;
  EXPECT_EQ(d.root().member("canonical")->string(), pattern);
  EXPECT_TRUE(d.root().member("tree")->is(json::kind::object));
  EXPECT_GT(d.root().member("meaning")->size(), 5u);
  EXPECT_GT(d.root().member("program")->size(), 10u);
  const auto warning = d.root().member("warnings")->first_child();
  ASSERT_TRUE(warning);
  EXPECT_EQ(warning->member("code")->string(), "boolean_word");
  EXPECT_EQ(pattern + std::stoul(std::string(warning->member("begin")->spelling())), std::string_view("true }"));
}

TEST(explain, a_refusal_as_json_goes_to_standard_output) {
  folder here;
  const outcome r = here.run({"explain", "--format", "json", "{ $.a == 1 }"});
  EXPECT_EQ(r.code, 2);
  json::document d;
  ASSERT_FALSE(d.parse(r.out)) << r.out;
  const auto error = d.root().member("error");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->member("code")->string(), "double_equals");
  EXPECT_EQ(error->member("serviceMessage")->string(), "Invalid metric filter pattern");
  EXPECT_EQ(error->member("begin")->spelling(), "6");
}

TEST(explain, a_refusal_for_people_goes_to_standard_error) {
  folder here;
  const outcome r = here.run({"explain", "{ $.a == 1 }"});
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_THAT(r.err, HasSubstr("^^"));
}

TEST(explain, takes_the_pattern_from_a_file_and_follows_the_dialect) {
  folder here;
  here.write("p", "{ $.a = \"x*\" }\n");
  EXPECT_THAT(here.run({"explain", "-f", "p"}).out, HasSubstr("test_glob"));
  EXPECT_THAT(here.run({"explain", "-f", "p", "--dialect", "leftmost"}).out, HasSubstr("test_leftmost"));
}

TEST(explain, says_what_can_never_match) {
  folder here;
  const outcome r = here.run({"explain", "{ $.a = x && $.a.b = y || $.c > 1 }"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr("warning: no event can ever match `{ $.a = x && $.a.b = y }`\n"));
  EXPECT_EQ(r.out.find("match `{ $.c"), std::string::npos);
  EXPECT_THAT(here.run({"explain", "--format", "json", "{ $.a = x && $.a = y }"}).out,
              HasSubstr("\"neverMatches\": [\n        \"{ $.a = x && $.a = y }\"\n    ]"));
  EXPECT_THAT(here.run({"explain", "--format", "json", "{ $.a = x }"}).out, HasSubstr("\"neverMatches\": []"));
}

TEST(explain, shows_lints) {
  folder here;
  const char* const slip = "{ $.a = x || $.b != y }";
  EXPECT_THAT(
      here.run({"explain", slip}).out,
      HasSubstr("warnings\n  warning: alternatives that only deny let nearly every event in, here `($.b != y)`; "
                "write `($.a = x) && ($.b != y)` if that is meant\n"));
  json::document d;
  const outcome r = here.run({"explain", "--format", "json", slip});
  ASSERT_FALSE(d.parse(r.out)) << r.out;
  const auto lint = d.root().member("lints")->first_child();
  ASSERT_TRUE(lint);
  EXPECT_EQ(lint->member("kind")->string(), "matches_almost_everything");
  EXPECT_EQ(lint->member("found")->string(), "($.b != y)");
  EXPECT_EQ(lint->member("wanted")->string(), "($.a = x) && ($.b != y)");
  EXPECT_THAT(std::string(lint->member("message")->string()), HasSubstr("only deny"));
  EXPECT_FALSE(lint->next_sibling());
  EXPECT_THAT(here.run({"explain", "{ $.a = x }"}).out, HasSubstr("warnings\n  none\n"));
  EXPECT_THAT(here.run({"explain", "--format", "json", "{ $.a = x }"}).out, HasSubstr("\"lints\": []"));
}

TEST(explain, says_whether_everything_matches) {
  folder here;
  const auto answer = [&](const char* text) { return here.run({"explain", "--format", "json", text}).out; };
  EXPECT_THAT(answer("{ $.a[0] NOT EXISTS || $.a.b NOT EXISTS }"), HasSubstr("\"matchesEverything\": true"));
  EXPECT_THAT(answer(""), HasSubstr("\"matchesEverything\": true"));
  EXPECT_THAT(answer("{ $.a != x }"), HasSubstr("\"matchesEverything\": false"));
  EXPECT_THAT(answer("[a, b]"), HasSubstr("\"matchesEverything\": false"));
}

// As documents have damaged them: refused, and the help names the repair.
TEST(explain, helps_with_damaged_prints) {
  folder here;
  const std::pair<const char*, const char*> rows[] = {
      {"{ ($.eventNa me = PutUserPolicy) || ($.eventName = CreatePolicy) }", "help: write `$.eventName`"},
      {"{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedByNOT EXISTS && $.eventType != \"AwsServiceEvent\" }",
       "help: write `$.userIdentity.invokedBy NOT EXISTS`"},
      {"{ $.userIdentity.type = 'Root' && $.userIdentity.invokedBy NOT EXISTS && $.eventType != 'AwsServiceEvent' }",
       "help: write `\"Root\"`"},
      {"{ ($.eventName = ConsoleLogin) && ($.errorMessage = Failed authentication) }",
       "help: write `\"Failed authentication\"`"},
      {"($.eventName = AcceptHandshake\")", "help: write `{ ($.eventName = \"AcceptHandshake\") }`"},
  };
  for (const auto& row : rows) {
    const outcome r = here.run({"explain", row.first});
    EXPECT_EQ(r.code, 2) << row.first;
    EXPECT_THAT(r.err, HasSubstr(row.second));
  }
}

}  // namespace
}  // namespace program_test
