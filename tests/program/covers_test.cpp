// SPDX-License-Identifier: Apache-2.0
// `coverwatch covers`: verdicts as text and JSON, every way to give a pattern, what is refused, and the exit codes.
#include "process.hpp"

#include "support/json.hpp"

#include <coverwatch/pattern.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
namespace json = coverwatch::support::json;

constexpr const char* reference = R"({ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") })";
constexpr const char* narrow = R"({ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied") })";

bool matches(std::string_view pattern, std::string_view event) {
  coverwatch::scratch memory;
  return coverwatch::pattern::parse(pattern)->matches(event, memory);
}

// The raw JSON of a member of a JSON object.
std::string member(const std::string& text, std::string_view key) {
  json::document document;
  EXPECT_FALSE(document.parse(text)) << text;
  const auto found = document.root().member(key);
  EXPECT_TRUE(found) << key;
  return found ? text.substr(found->begin(), found->end() - found->begin()) : "";
}

TEST(covers, says_what_slips_through_and_how_to_repair_it) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", narrow, "--reference", reference});
  EXPECT_EQ(r.code, 1);
  EXPECT_EQ(r.err, "");
  EXPECT_THAT(r.out, StartsWith("Not covered: the reference matches events that the deployed pattern does not match.\n"
                                "None of its 2 parts is covered; both are covered in part only.\n"
                                "\n"
                                "The reference\n"));
  EXPECT_THAT(r.out, HasSubstr("\nPart by part: 0 of 2 covered\n"
                               "  PARTLY COVERED  { $.errorCode = \"*UnauthorizedOperation\" }\n"
                               "                  slips through: {"));
  EXPECT_THAT(r.out, HasSubstr("\nAn event that slips through\n  {\"errorCode\":"));
  EXPECT_THAT(r.out, HasSubstr("\nRepair: deploy this pattern as well\n  { "));
}

TEST(covers, shows_an_event_that_really_slips_through) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", narrow, "--reference", reference, "--format", "json"});
  EXPECT_EQ(r.code, 1);
  EXPECT_EQ(member(r.out, "result"), "\"not_covered\"");
  const std::string witness = member(r.out, "witness");
  EXPECT_TRUE(matches(reference, witness)) << witness;
  EXPECT_FALSE(matches(narrow, witness)) << witness;
}

TEST(covers, a_repair_makes_the_answer_a_yes) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", narrow, "--reference", reference, "--format", "json"});
  json::document document;
  ASSERT_FALSE(document.parse(r.out));
  std::size_t count = 0;
  for (auto repair = document.root().member("repairs")->first_child(); repair; repair = repair->next_sibling()) {
    const std::string text(repair->member("pattern")->string());
    std::vector<std::string> arguments = {"covers", "--reference", reference, "--deployed", text};
    if (repair->member("replaces")->is(json::kind::null)) arguments.emplace_back(narrow);
    EXPECT_EQ(here.run(arguments).code, 0) << text;
    ++count;
  }
  EXPECT_GE(count, 1U);
}

TEST(covers, hints_at_slips_of_the_pen) {
  folder here;
  const std::vector<std::string> question = {"covers",      "--deployed",
                                             "{ $.b = c }", "{ $.a = ConsoleLogn }",
                                             "--reference", "{ $.a = ConsoleLogin || $.b = c && $.d = e }"};
  const outcome text = here.run(question);
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.out,
              HasSubstr("\nHints\n"
                        "  deployed pattern 2: `$.a = \"ConsoleLogn\"` is nearly `$.a = \"ConsoleLogin\"`, which "
                        "the reference asks for; write that if it is meant\n"
                        "  the reference: `&&` binds tighter than `||`, so this is read as "));
  std::vector<std::string> as_json = question;
  as_json.insert(as_json.end(), {"--format", "json"});
  json::document document;
  const outcome r = here.run(as_json);
  ASSERT_FALSE(document.parse(r.out)) << r.out;
  const auto first = document.root().member("hints")->first_child();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->member("kind")->string(), "near_value");
  EXPECT_EQ(first->member("filter")->spelling(), "1");
  EXPECT_EQ(first->member("found")->string(), "$.a = \"ConsoleLogn\"");
  EXPECT_EQ(first->member("wanted")->string(), "$.a = \"ConsoleLogin\"");
  EXPECT_TRUE(first->next_sibling()->member("filter")->is(json::kind::null));
}

TEST(covers, the_members_of_the_json) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 2 }", "{ $.a = 1 }", "--reference", "{ $.a = 1 }",
                              "--assume", "{ $.b = 1 }", "--format", "json"});
  EXPECT_EQ(r.out, R"({
    "result": "covered",
    "message": "Covered: every event that the reference matches is matched by at least one of the 2 deployed patterns.",
    "reference": 0,
    "reasons": [
        {
            "pattern": "{ $.a = 1 }",
            "result": "covered",
            "filter": 1,
            "disjunct": null,
            "partly": true,
            "event": null,
            "doubt": null
        }
    ],
    "witness": null,
    "wholeEvent": null,
    "certificate": {"format":"coverwatch certificate 1","semantics":"2026-11","reference":"{ $.a = 1 }","assumptions":[],"canonical_json":false,"deployed":["{ $.a = 2 }","{ $.a = 1 }"],"proofs":[{"dialect":"any","example":"{\"a\":\"1\"}","atoms":["$.a = number 1","$.a = number 2"],"formulas":[],"terms":[],"nodes":[{"clash":["-0","+0"]}]}],"digest":"bf67a9f86cb70fb5"},
    "hints": [],
    "regions": [],
    "repairs": [],
    "assumptionsUsed": [],
    "factsThatWouldHelp": [],
    "doubt": null
}
)");
  EXPECT_EQ(r.code, 0);
}

TEST(covers, names_the_filter_that_covers_a_part) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 1 }", "--deployed", "{ $.a = 2 }", "--deployed",
                              "{ $.a < 0 }", "--deployed", "{ $.a >= 0 }", "--reference", "{ $.a = 2 || $.a < 9 }"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr("Part by part: 2 of 2 covered\n"
                               "  covered by 2      { $.a = 2 }\n"
                               "  covered together  { $.a < 9 }\n"));
}

TEST(covers, names_the_part_of_the_filter_that_covers_a_part) {
  folder here;
  const outcome r = here.run(
      {"covers", "--deployed", "{ $.a = 3 }", "{ $.b = 1 || $.a = 2 }", "--reference", "{ $.a = 2 || $.a = 3 }"});
  EXPECT_THAT(r.out, HasSubstr("  covered by 2, part 2 of it  { $.a = 2 }\n"
                               "  covered by 1                { $.a = 3 }\n"));
}

constexpr const char* two_parts = "{ $.source = s && ($.name = a || $.name = b || $.name = c) }";
constexpr const char* users_only = "{ $.type = User && ($.name = a || $.name = b) }";

TEST(covers, says_what_blocks_and_offers_to_drop_it) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.name = c }", users_only, "--reference", two_parts});
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.out,
              HasSubstr("\n1 of its 3 parts is covered; 2 are blocked by `$.type = User` in deployed pattern 2.\n"));
  EXPECT_THAT(r.out,
              HasSubstr("\nRepair: deploy this pattern as well\n  { $.source = s && ($.name = a || $.name = b) }\n"));
  EXPECT_THAT(r.out,
              HasSubstr("\nOr: drop `$.type = User` from deployed pattern 2, and deploy this in its place\n"
                        "  { $.name = a || $.name = b }\n"
                        "  This also matches events that neither the reference nor any deployed pattern matches.\n"));
  const outcome data =
      here.run({"covers", "--deployed", "{ $.name = c }", users_only, "--reference", two_parts, "--format", "json"});
  EXPECT_EQ(member(data.out, "regions"), R"([
        {
            "parts": [
                0,
                1
            ],
            "filter": 1,
            "blockers": [
                "$.type = User"
            ]
        }
    ])");
  EXPECT_THAT(member(data.out, "repairs"), HasSubstr(R"("kind": "drop_conditions",
            "dropped": [
                "$.type = User"
            ],
            "widens": true,
            "also": [])"));
}

TEST(covers, names_parts_that_nothing_comes_near) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 1 }", "--reference", "{ $.a = 1 || $.a = 2 }"});
  EXPECT_THAT(r.out, HasSubstr("\n1 of its 2 parts is covered; nothing deployed comes near `$.a = 2`.\n"));
}

constexpr const char* guarded = R"({ $.errorCode = "AccessDenied*" && $.eventSource = * })";

TEST(covers, tells_a_benchmark_from_a_control) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 1 }", "--control", "cis-5"});
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.err, "coverwatch: error: `cis-5` is a benchmark; name one of its controls, as in `cis-5.0.0:4.1`\n");
}

TEST(covers, tells_the_facts_that_would_help) {
  folder here;
  std::vector<std::string> asked = {"covers", "--deployed", guarded, "--reference", "{ $.errorCode = AccessDenied }"};
  const outcome r = here.run(asked);
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.out, HasSubstr("\nThese events are blocked by `$.eventSource = *` in the deployed pattern.\n"));
  EXPECT_THAT(r.out,
              HasSubstr("\nWith this fact about events of CloudTrail it would be covered\n  { $.eventSource = * }: "));
  EXPECT_THAT(r.out, HasSubstr(". But: Insights events have it deeper, in `insightDetails`.\n"));
  EXPECT_THAT(r.out, HasSubstr("\n  To assume it: --assume fact:event-source\n"));
  for (const char* fact : {"fact:event-source", "fact:all"}) {
    std::vector<std::string> assuming = asked;
    assuming.insert(assuming.end(), {"--assume", fact});
    const outcome yes = here.run(assuming);
    EXPECT_EQ(yes.code, 0);
    EXPECT_THAT(yes.out, HasSubstr("Assumptions that the answer needs\n  { $.eventSource = * } (fact:event-source)\n"));
  }
  asked.insert(asked.end(), {"--assume", "fact:event-name"});
  EXPECT_EQ(here.run(asked).code, 1);
  asked.back() = "fact:no-such";
  const outcome wrong = here.run(asked);
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("there is no fact `no-such`; `coverwatch catalog facts` lists them"));
}

TEST(covers, shows_the_whole_event_when_asked) {
  folder here;
  std::vector<std::string> asked = {"covers",   "--deployed", guarded, "--reference", "{ $.errorCode = AccessDenied }",
                                    "--format", "json"};
  EXPECT_EQ(member(here.run(asked).out, "wholeEvent"), "null");
  asked.emplace_back("--whole-event");
  const std::string whole = member(here.run(asked).out, "wholeEvent");
  EXPECT_TRUE(matches("{ $.errorCode = AccessDenied && $.userIdentity.type = AssumedRole }", whole)) << whole;
  EXPECT_FALSE(matches(guarded, whole)) << whole;
  asked[6] = "text";
  EXPECT_THAT(here.run(asked).out, HasSubstr("\nThe same inside a whole record (all else in it is made up)\n"
                                             "  {\n"
                                             "      \"eventVersion\": \"1.11\",\n"));
}

TEST(covers, takes_a_control_of_the_catalogue) {
  folder here;
  const std::vector<std::string> asked = {"covers", "--control", "CIS-1.2:3.1", "--deployed"};
  const auto with = [&](const char* deployed) {
    std::vector<std::string> arguments = asked;
    arguments.emplace_back(deployed);
    return here.run(arguments);
  };
  EXPECT_EQ(with(reference).code, 0);
  const outcome r = with(narrow);
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.out, StartsWith("Not covered: the text of control cis-1.2.0:3.1 matches events"));
  EXPECT_THAT(r.out, HasSubstr("\nThe text of control cis-1.2.0:3.1 (Calls that were not authorized)\n"));
}

TEST(covers, of_several_references_one_is_enough) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 1 }", "--reference", "{ $.a = 2 }", "{ $.a = 1 }"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, StartsWith("Covered: the deployed pattern matches every event that reference 2 matches."));
  const outcome neither =
      here.run({"covers", "--deployed", "{ $.a = 3 }", "--reference", "{ $.a = 2 }", "{ $.a = 1 }"});
  EXPECT_THAT(neither.out,
              StartsWith("Not covered: reference 1 matches events that the deployed pattern does not match; "
                         "nor was any other alternative found to be covered.\n"));
}

TEST(covers, tells_the_assumptions_that_it_needs) {
  folder here;
  const std::vector<std::string> asked = {"covers", "--deployed", "{ $.a = 1 && $.b = 1 }", "--reference",
                                          "{ $.a = 1 }"};
  EXPECT_EQ(here.run(asked).code, 1);
  std::vector<std::string> assuming = asked;
  assuming.insert(assuming.end(), {"--assume", "{ $.c = 1 }", "{ $.b = 1 }"});
  const outcome r = here.run(assuming);
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, StartsWith("Covered, under assumptions: "));
  EXPECT_THAT(r.out, HasSubstr("Assumptions that the answer needs\n  { $.b = 1 }\n"));
  EXPECT_THAT(r.out, HasSubstr("Assumptions that the answer does not need\n  { $.c = 1 }\n"));
  assuming.insert(assuming.end(), {"--format", "json"});
  EXPECT_THAT(here.run(assuming).out, HasSubstr("\"assumptionsUsed\": [\n        \"{ $.b = 1 }\"\n    ]"));
}

TEST(covers, a_reference_that_matches_nothing_is_an_error) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "{ $.a = 1 }", "--reference", "{ $.a > 1 && $.a < 1 }"});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.out, StartsWith("Vacuous: the reference matches no event at all, so there is nothing to cover.\n"));
}

// The leftmost `111.111.111` leaves a rest, so only a glob finds it at the end.
TEST(covers, is_unknown_where_the_dialects_differ) {
  folder here;
  std::vector<std::string> asked = {
      "covers",    "--deployed", R"({ $.ip = "*111.111.111" })", "--reference", R"({ $.ip = "111.111.111.111" })",
      "--dialect", "both"};
  const outcome both = here.run(asked);
  EXPECT_EQ(both.code, 3);
  EXPECT_THAT(both.out, HasSubstr("An event on which it hangs\n  {\"ip\":\"111.111.111.111\"}\n"));
  asked.back() = "glob";
  EXPECT_EQ(here.run(asked).code, 0);
  asked.back() = "leftmost";
  EXPECT_EQ(here.run(asked).code, 1);
}

TEST(covers, the_budget_ends_a_search) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", narrow, "--reference", reference, "--budget", "1"});
  EXPECT_EQ(r.code, 3);
  EXPECT_THAT(r.out, HasSubstr(": the search ran out of steps.\n"));
}

TEST(covers, a_message_is_shown_as_a_string) {
  folder here;
  const outcome r = here.run({"covers", "--deployed", "\"a b\"", "--reference", "b", "--format", "json"});
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(member(r.out, "witness"), StartsWith("\""));
}

TEST(covers, the_empty_message_is_an_event_too) {
  folder here;
  const std::vector<std::string> asked = {"covers", "--deployed", "a", "--reference", "%^$%", "--format"};
  const auto as = [&](const char* format) {
    std::vector<std::string> arguments = asked;
    arguments.emplace_back(format);
    return here.run(arguments).out;
  };
  EXPECT_EQ(member(as("json"), "witness"), "\"\"");
  EXPECT_THAT(as("text"), HasSubstr("\nAn event that slips through\n  \"\"\n"));
}

TEST(covers, takes_patterns_as_they_are) {
  folder here;
  here.write("p", "{ $.a = 1 }\n");
  EXPECT_EQ(here.run({"covers", "--deployed", "file://p", "--reference", "{ $.a = 1 }"}).code, 0);
  EXPECT_EQ(here.run({"covers", "--deployed", "-DEBUG", "--reference", "ERROR -DEBUG"}).code, 0);
  EXPECT_EQ(here.run({"covers", "--deployed=-DEBUG", "--reference", "-DEBUG"}).code, 0);
  EXPECT_EQ(here.run({"covers", "--deployed", "", "--reference", "ERROR"}).code, 0);
  EXPECT_EQ(here.run({"covers", "--deployed=", "--reference", "ERROR"}).code, 0);
  EXPECT_EQ(here.run({"covers", "--deployed", "{ $.a\n= 1 }", "--reference", "{ $.a = 1 }"}).code, 0);
}

// The argument parser would take these for lists.
TEST(covers, takes_columns_whole) {
  folder here;
  const std::string whole = "\nThe reference\n  [a,b,c]\n\nDeployed\n  [a,b]\n";
  EXPECT_THAT(here.run({"covers", "--deployed", "[a,b]", "--reference", "[a,b,c]"}).out, HasSubstr(whole));
  EXPECT_THAT(here.run({"covers", "--deployed=[a,b]", "--reference=[a,b,c]"}).out, HasSubstr(whole));
}

TEST(covers, tells_every_bad_pattern_and_where_it_stood) {
  folder here;
  const std::vector<std::string> bad = {"covers", "--deployed", "{ $.a = 1 }", "{ $.a == 1 }", "--reference", "a?"};
  const outcome r = here.run(bad);
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_THAT(r.err, HasSubstr("coverwatch: error: --deployed 2 of 2 was refused:\nerror: `==` is not an operator\n"));
  EXPECT_THAT(r.err,
              HasSubstr("coverwatch: error: --reference was refused:\nerror: expected a term right behind `?`\n"));
  std::vector<std::string> as_json = bad;
  as_json.insert(as_json.end(), {"--format", "json"});
  const outcome j = here.run(as_json);
  EXPECT_EQ(j.code, 2);
  EXPECT_EQ(member(j.out, "result"), "\"error\"");
  EXPECT_EQ(member(j.out, "message"), "\"2 patterns were refused.\"");
  EXPECT_THAT(j.out, HasSubstr(R"(            "argument": "deployed",
            "index": 1,
            "pattern": "{ $.a == 1 }",
            "code": "double_equals",
            "message": "`==` is not an operator",
            "help": "write `=` with one equals sign",
            "begin": 6,
            "end": 8
)"));
}

TEST(covers, warns_of_patterns_that_are_likely_not_meant) {
  folder here;
  const outcome r =
      here.run({"covers", "--deployed", "{ $.a = 1 || $.b = 1 && $.c = 1 }", "--reference", "{ $.a = 1 }"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.err, StartsWith("coverwatch: note: about --deployed:\nwarning: `&&` binds tighter"));
}

TEST(covers, refuses_options_that_do_not_go_together) {
  folder here;
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{
           {"covers"},
           {"covers", "--deployed", "a"},
           {"covers", "--reference", "a"},
           {"covers", "--deployed", "a", "--reference", "a", "--control", "cis-3.0:4.1"},
           {"covers", "--deployed", "a", "--control", "cis-9:4.1"},
           {"covers", "--deployed", "file://nowhere", "--reference", "a"},
           {"covers", "--deployed", "a", "--reference", "a", "--dialect", "posix"},
           {"covers", "--deployed", "a", "--reference", "a", "--budget", "0"},
           {"covers", "--deployed", "a", "--batch", "-"},
           {"covers", "--batch", "-", "--format", "text"}}) {
    const outcome r = here.run(bad);
    EXPECT_EQ(r.code, 2) << bad.back();
    EXPECT_EQ(r.out, "") << bad.back();
    EXPECT_THAT(r.err, StartsWith("coverwatch: error: ")) << bad.back();
  }
}

TEST(covers, nothing_of_a_pattern_or_event_reaches_the_terminal_but_text) {
  folder here;
  const outcome r =
      here.run({"covers", "--deployed", "\"\x1b[2J\"", "--reference", "\"\x1b[2J\" -x", "--color", "never"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, Not(HasSubstr("\x1b")));
  const outcome slips = here.run({"covers", "--deployed", "x", "--reference", "\"\x1b[2J\"", "--color", "never"});
  EXPECT_EQ(slips.code, 1);
  EXPECT_THAT(slips.out, Not(HasSubstr("\x1b")));
}

}  // namespace
TEST(covers, canonical_json_is_an_assumption_with_a_name) {
  folder here;
  const std::vector<std::string> question{"covers", "--deployed", "ConsoleLogin", "--reference",
                                          "{ $.eventName = ConsoleLogin }"};
  EXPECT_EQ(here.run(question).code, 3);
  std::vector<std::string> assumed = question;
  assumed.insert(assumed.end(), {"--assume", "canonical-json", "{ $.x = 1 }"});
  const outcome r = here.run(assumed);
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, StartsWith("Covered, under assumptions: "));
  EXPECT_THAT(r.out, HasSubstr("Assumptions that the answer needs\n  canonical-json\n"));
  EXPECT_THAT(r.out, HasSubstr("Assumptions that the answer does not need\n  { $.x = 1 }\n"));
  assumed.insert(assumed.end(), {"--format", "json"});
  EXPECT_THAT(here.run(assumed).out, HasSubstr("\"assumptionsUsed\": [\n        \"canonical-json\"\n    ]"));
}

}  // namespace program_test
