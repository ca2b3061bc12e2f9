// SPDX-License-Identifier: Apache-2.0
// `coverwatch verify`: what `covers` prints is verified, damage and other questions are not, and the exit codes.
#include "process.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
namespace json = coverwatch::support::json;

constexpr const char* wide = R"({ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") })";
constexpr const char* narrow = R"({ $.errorCode = "AccessDeniedException" })";

std::string member(const std::string& text, std::string_view key) {
  json::document document;
  EXPECT_FALSE(document.parse(text)) << text;
  const auto found = document.root().member(key);
  EXPECT_TRUE(found) << key;
  return found ? text.substr(found->begin(), found->end() - found->begin()) : "";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string answer(const folder& here, const std::vector<std::string>& more = {}) {
  std::vector<std::string> all{"covers", "--format", "json", "--deployed", wide, "--reference", narrow};
  all.insert(all.end(), more.begin(), more.end());
  const outcome r = here.run(all);
  EXPECT_EQ(r.code, 0) << r.out << r.err;
  return r.out;
}

TEST(verify, takes_the_answer_and_the_certificate_alone) {
  folder here;
  const std::string whole = answer(here);
  const outcome r = here.run({"verify", here.write("answer.json", whole)});
  EXPECT_EQ(r.code, 0) << r.err;
  EXPECT_EQ(r.err, "");
  EXPECT_THAT(r.out, StartsWith("Verified: every event that the reference matches, a deployed pattern matches.\n"
                                "\n"
                                "The reference\n"
                                "  { $.errorCode = \"AccessDeniedException\" }\n"));
  EXPECT_THAT(r.out, HasSubstr("\nDialects\n  glob, leftmost\n"));
  EXPECT_EQ(here.run({"verify", "-"}, whole).out, r.out);
  EXPECT_EQ(here.run({"verify", here.write("alone.json", member(whole, "certificate"))}).out, r.out);
}

TEST(verify, says_what_is_claimed_as_json) {
  folder here;
  const outcome r = here.run({"verify", "-", "--format", "json"}, answer(here));
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(member(r.out, "verified"), "true");
  EXPECT_EQ(member(r.out, "where"), "null");
  EXPECT_EQ(member(r.out, "reference"), "\"{ $.errorCode = \\\"AccessDeniedException\\\" }\"");
  EXPECT_EQ(member(r.out, "assumptions"), "[]");
}

TEST(verify, refuses_what_was_damaged) {
  folder here;
  const std::string damaged = replaced(answer(here), "\"atoms\":[\"$.e", "\"atoms\":[\"$.f");
  const outcome r = here.run({"verify", "-"}, damaged);
  EXPECT_EQ(r.code, 1);
  EXPECT_THAT(r.out, StartsWith("Not verified: the document: the digest is not that of the text"));
  const outcome as_json = here.run({"verify", "-", "--format", "json"}, damaged);
  EXPECT_EQ(as_json.code, 1);
  EXPECT_EQ(member(as_json.out, "verified"), "false");
  EXPECT_EQ(member(as_json.out, "where"), "\"the document\"");
  EXPECT_EQ(member(as_json.out, "reference"), "null");
}

TEST(verify, holds_the_texts_against_what_was_asked) {
  folder here;
  const std::string file = here.write("answer.json", answer(here));
  const auto code = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"verify", file});
    return here.run(more).code;
  };
  EXPECT_EQ(code({"--deployed", wide, "--reference", narrow}), 0);
  EXPECT_EQ(code({"--deployed", wide, wide}), 0);
  EXPECT_EQ(code({"--reference", "{ $.a = 1 }", narrow}), 0);
  EXPECT_EQ(code({"--deployed", "file://" + here.write("p", wide)}), 0);
  EXPECT_EQ(code({"--deployed", narrow}), 1);
  EXPECT_EQ(code({"--deployed", wide, narrow}), 1);
  EXPECT_EQ(code({"--reference", wide}), 1);
  EXPECT_EQ(code({"--reference", "{ $.errorCode = \"AccessDeniedException\"}"}), 1) << "texts, not meanings";
  EXPECT_THAT(here.run({"verify", file, "--reference", wide}).out,
              StartsWith("Not verified: the certificate is about another reference.\n\nThe reference\n"));
}

TEST(verify, assumes_nothing_that_was_not_given) {
  folder here;
  const outcome asked = here.run({"covers", "--format", "json", "--deployed", "{ $.b = x && $.a = y }", "--reference",
                                  "{ $.b = x }", "--assume", "{ $.a = y }"});
  ASSERT_EQ(asked.code, 0);
  const std::string file = here.write("answer.json", asked.out);
  EXPECT_THAT(here.run({"verify", file}).out, HasSubstr("{ $.a = y }"));
  EXPECT_EQ(here.run({"verify", file, "--reference", "{ $.b = x }"}).code, 1);
  EXPECT_EQ(here.run({"verify", file, "--reference", "{ $.b = x }", "--assume", "{ $.a = y }", "{ $.c = z }"}).code, 0);
}

TEST(verify, knows_canonical_json_as_an_assumption) {
  folder here;
  const outcome asked = here.run({"covers", "--format", "json", "--deployed", R"("\"a\":\"x\"")", "--reference",
                                  "{ $.a = x }", "--assume", "canonical-json"});
  ASSERT_EQ(asked.code, 0) << asked.out << asked.err;
  const std::string file = here.write("answer.json", asked.out);
  const std::string shown = here.run({"verify", file}).out;
  EXPECT_THAT(shown, StartsWith("Verified, under assumptions: "));
  EXPECT_THAT(shown, HasSubstr("\nOnly events count for which this holds\n  canonical-json\n"));
  EXPECT_EQ(here.run({"verify", file, "--reference", "{ $.a = x }"}).code, 1);
  EXPECT_EQ(here.run({"verify", file, "--reference", "{ $.a = x }", "--assume", "canonical-json"}).code, 0);
  EXPECT_EQ(here.run({"verify", file, "--assume", "fact:none"}).code, 2);
}

TEST(verify, takes_an_unknown_option_for_no_pattern) {
  folder here;
  const outcome r = here.run({"verify", "answer.json", "--control", "cis-5.0:4.1"});
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("--control"));
  EXPECT_THAT(r.err, Not(HasSubstr("a pattern that begins with")));
  EXPECT_THAT(here.run({"compare", "-DEBUG", "ERROR"}).err,
              HasSubstr("a pattern that begins with `-` stands behind `--`"));
}

TEST(verify, speaks_of_the_dialects_that_are_wanted) {
  folder here;
  const std::string glob = answer(here, {"--dialect", "glob"});
  EXPECT_EQ(here.run({"verify", "-", "--dialect", "glob"}, glob).code, 0);
  EXPECT_EQ(here.run({"verify", "-"}, glob).code, 1);
  EXPECT_EQ(here.run({"verify", "-", "--dialect", "leftmost"}, glob).code, 1);
  EXPECT_EQ(here.run({"verify", "-", "--dialect", "leftmost"}, answer(here)).code, 0);
}

TEST(verify, tells_what_it_cannot_read) {
  folder here;
  EXPECT_EQ(here.run({"verify", "missing.json"}).code, 2);
  EXPECT_EQ(here.run({"verify"}).code, 2);
  EXPECT_EQ(here.run({"verify", "a", "b"}).code, 2);
  EXPECT_EQ(here.run({"verify", "-"}, "no JSON").code, 2);
  EXPECT_EQ(here.run({"verify", "-"}, "[]").code, 2);
  const outcome none = here.run({"verify", "-"}, R"({"result":"not_covered","certificate":null})");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("only the answer `covered` brings one"));
  EXPECT_EQ(here.run({"verify", "-", "--deployed", "file://missing"}, answer(here)).code, 2);
}

}  // namespace
}  // namespace program_test
