// SPDX-License-Identifier: Apache-2.0
// `coverwatch covers --batch`: one answer a line in the order of the questions, errors among them, and the exit code of
// them all.
#include "process.hpp"

#include "support/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace program_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace json = coverwatch::support::json;

constexpr const char* yes = R"({"id":"yes","deployed":["{ $.a = * }"],"reference":["{ $.a = 1 }"]})";
constexpr const char* no = R"({"id":"no","deployed":["{ $.a = 1 }"],"reference":["{ $.a = * }"]})";
constexpr const char* unknown = R"({"id":"unknown","deployed":["{ $.a = \"*aa\" }"],"reference":["{ $.a = aaa }"]})";
constexpr const char* broken = R"({"id":"broken","deployed":["{ $.a == 1 }"],"reference":["{ $.a = 1 }"]})";

std::string lines(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& each : all) text += each + "\n";
  return text;
}

// The member of each line, as a string; the line itself where that is not JSON.
std::vector<std::string> members(std::string_view out, std::string_view key) {
  std::vector<std::string> found;
  while (!out.empty()) {
    const std::string_view line = out.substr(0, out.find('\n'));
    out.remove_prefix(line.size() + 1);
    json::document document;
    const auto value = document.parse(line) ? std::nullopt : document.root().member(key);
    found.emplace_back(value && value->is(json::kind::string) ? value->string() : line);
  }
  return found;
}

TEST(covers_batch, answers_line_by_line_in_order) {
  folder here;
  const outcome r = here.run({"covers", "--batch", "-"}, lines({no, "", yes, broken, unknown}));
  EXPECT_THAT(members(r.out, "id"), ElementsAre("no", "yes", "broken", "unknown"));
  EXPECT_THAT(members(r.out, "result"), ElementsAre("not_covered", "covered", "error", "unknown"));
  EXPECT_EQ(r.err, "");
  EXPECT_EQ(r.code, 2);
}

TEST(covers_batch, an_answer_byte_for_byte) {
  folder here;
  EXPECT_EQ(
      here.run({"covers", "--batch", "-"}, yes).out,
      R"({"id":"yes","result":"covered",)"
      R"("message":"Covered: the deployed pattern matches every event that the reference matches.","reference":0,)"
      R"("reasons":[{"pattern":"{ $.a = 1 }","result":"covered","filter":0,"disjunct":null,"partly":true,)"
      R"("event":null,"doubt":null}],)"
      R"("witness":null,"wholeEvent":null,"certificate":{"format":"coverwatch certificate 1","semantics":"2026-11",)"
      R"("reference":"{ $.a = 1 }","assumptions":[],"canonical_json":false,"deployed":["{ $.a = * }"],)"
      R"("proofs":[{"dialect":"any",)"
      R"("example":"{\"a\":\"1\"}","atoms":["$.a = number 1","$.a = wildcard \"*\""],"formulas":[],)"
      R"("terms":[[0,"name","a"]],"nodes":[{"kinds":1,"missing":"+0","string":"-1","number":"-1","true":"+0",)"
      R"("false":"+0","null":"+0","object":"+0","array":"+0"}]}],"digest":"c8d8f7d2d8fb880c"},"hints":[],"regions":[],)"
      R"("repairs":[],"assumptionsUsed":[],"factsThatWouldHelp":[],"doubt":null})"
      "\n");
  EXPECT_EQ(here.run({"covers", "--batch", "-"}, broken).out,
            R"({"id":"broken","result":"error","message":"A pattern was refused.","errors":[{"argument":"deployed",)"
            R"("index":0,"pattern":"{ $.a == 1 }","code":"double_equals","message":"`==` is not an operator",)"
            R"("help":"write `=` with one equals sign","begin":6,"end":8}]})"
            "\n");
}

TEST(covers_batch, the_worst_answer_is_the_exit_code) {
  folder here;
  const auto code = [&](const std::vector<std::string>& all) {
    return here.run({"covers", "--batch", "-"}, lines(all)).code;
  };
  EXPECT_EQ(code({yes, yes}), 0);
  EXPECT_EQ(code({yes, unknown, yes}), 3);
  EXPECT_EQ(code({no, unknown}), 1);
  EXPECT_EQ(code({unknown, no}), 1);
  EXPECT_EQ(code({broken, no}), 2);
  EXPECT_EQ(code({no, broken}), 2);
  EXPECT_EQ(code({}), 2);
}

TEST(covers_batch, takes_what_the_options_take) {
  folder here;
  const std::string all = lines({
      R"({"id":1,"deployed":["{ $.a = \"*aa\" }"],"reference":["{ $.a = aaa }"],"dialect":"glob"})",
      R"({"id":2,"deployed":["{ $.a = \"*aa\" }"],"reference":["{ $.a = aaa }"],"dialect":"leftmost"})",
      R"({"id":3,"deployed":["{ $.a = 1 }"],"reference":["{ $.a = * }"],"assume":["{ $.a = 1 }"]})",
      R"({"deployed":["{ $.a = 1 && $.eventName = * }"],"reference":["{ $.a = 1 }"],"assume":["fact:event-name"]})",
      R"({"deployed":["{ $.a = 1 }"],"control":"cis-3.0:4.1"})",
      R"({"deployed":[],"reference":["{ $.a = 1 }"]})",
  });
  here.write("q.ndjson", all);
  const outcome r = here.run({"covers", "--batch", "q.ndjson"});
  EXPECT_THAT(members(r.out, "result"),
              ElementsAre("covered", "not_covered", "covered", "covered", "not_covered", "not_covered"));
  EXPECT_THAT(r.out, HasSubstr("{\"id\":1,"));
  EXPECT_THAT(r.out, HasSubstr("{\"id\":null,"));
  EXPECT_THAT(r.out, HasSubstr("no pattern is deployed, and the reference matches some events"));
}

TEST(covers_batch, the_dialect_of_lines_that_name_none) {
  folder here;
  EXPECT_EQ(here.run({"covers", "--dialect", "glob", "--batch", "-"}, unknown).code, 0);
  EXPECT_EQ(here.run({"covers", "--dialect", "leftmost", "--batch", "-"}, unknown).code, 1);
}

TEST(covers_batch, a_line_that_is_no_question_is_answered_too) {
  folder here;
  for (const auto& [line, message] : std::vector<std::pair<std::string, std::string>>{
           {"{", "The line is not JSON"},
           {"[1]", "The line is not a JSON object."},
           {R"({"reference":["a"]})", "`deployed` is missing."},
           {R"({"deployed":["a"]})", "`reference` or `control` is missing."},
           {R"({"deployed":["a"],"reference":[]})", "`reference` or `control` is missing."},
           {R"({"deployed":["a"],"reference":["a"],"control":"cis-3.0:4.1"})", "exclude each other"},
           {R"({"deployed":"a","reference":["a"]})", "`deployed` must be a list of patterns."},
           {R"({"deployed":["a"],"reference":[1]})", "`reference` must hold strings only."},
           {R"({"deployed":["a"],"reference":["a"],"dialect":"posix"})", "`dialect` must be"},
           {R"({"deployed":["a"],"reference":["a"],"assumptions":["a"]})", "`assumptions` is no member of a question."},
           {R"({"deployed":["a"],"reference":["a"],"assume":["fact:none"]})", "there is no fact `none`"},
           {R"({"deployed":["a"],"control":"cis-3.0:4.99"})", "no control `cis-3.0:4.99`"},
           {R"({"id":[1],"deployed":["a"],"reference":["a"]})", "`id` must be"}}) {
    const outcome r = here.run({"covers", "--batch", "-"}, line + "\n" + yes + "\n");
    EXPECT_EQ(r.code, 2) << line;
    const std::vector<std::string> results = members(r.out, "result");
    EXPECT_THAT(results, ElementsAre("error", "covered")) << line;
    EXPECT_THAT(r.out, HasSubstr(message)) << line;
  }
}

TEST(covers_batch, a_file_that_cannot_be_read) {
  folder here;
  const outcome r = here.run({"covers", "--batch", "nowhere"});
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_EQ(r.err, "coverwatch: error: nowhere: No such file or directory\n");
  EXPECT_EQ(here.run({"covers", "--batch", "."}).code, 2);
}

TEST(covers_batch, an_output_that_cannot_be_written) {
  folder here;
  const outcome r = here.run({"covers", "--batch", "-"}, yes, "/dev/full");
  EXPECT_EQ(r.code, 2);
  EXPECT_THAT(r.err, HasSubstr("cannot write to standard output"));
}

}  // namespace
}  // namespace program_test
