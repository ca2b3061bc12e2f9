// SPDX-License-Identifier: Apache-2.0
#include "audit/waivers.hpp"

#include "support/json.hpp"
#include "whole_account.hpp"

#include <gtest/gtest.h>

namespace coverwatch::test {
namespace {

using audit::read_waivers;

std::string only_problem(std::string_view text) {
  const audit::waiver_list read = read_waivers(text, "waivers.json");
  EXPECT_TRUE(read.waivers.empty()) << text;
  if (read.problems.size() != 1) return std::to_string(read.problems.size()) + " problems";
  EXPECT_TRUE(read.problems.front().error);
  EXPECT_EQ(read.problems.front().path, "waivers.json");
  return std::to_string(read.problems.front().line) + ": " + read.problems.front().message;
}

audit::report report_of(const whole_account& account, std::string time = "2026-06-15T12:00:00Z") {
  audit::report out;
  out.evidence = &account.all;
  out.time = std::move(time);
  out.findings = judge_all(account.all);
  return out;
}

TEST(Waivers, ReadsWhatTheyAreFor) {
  const audit::waiver_list read = read_waivers(R"({"waivers":[
    {"control":"cis-5.0:4.1","account":"123456789012","reason":"by hand","expires":"2026-12-31"},
    {"control":"*","account":"*","reason":"being set up"}]})",
                                               "w.json", 7);
  ASSERT_TRUE(read.problems.empty());
  ASSERT_EQ(read.waivers.size(), 2U);
  EXPECT_EQ(read.waivers[0].control, "cis-5.0:4.1");
  EXPECT_EQ(read.waivers[0].expires, "2026-12-31");
  EXPECT_EQ(read.waivers[0].at.file, 7U);
  EXPECT_EQ(read.waivers[1].at.line, 3U);
  EXPECT_EQ(read.waivers[1].expires, "");
}

TEST(Waivers, RefusesWhatIsNotPlain) {
  EXPECT_EQ(only_problem("{\n\"waivers\": [}"),
            "2: not JSON: " + std::string(support::json::message(support::json::errc::unexpected)));
  EXPECT_EQ(only_problem("[]"), R"(1: a file of waivers is {"waivers":[...]} and nothing else)");
  EXPECT_EQ(only_problem("\n{\"waivers\":[\n3]}"), "3: waiver 1 is no object");
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"*","account":"*"}]})"),
            "1: waiver 1 has no reason; say why it may stand");
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"*","account":"*","reason":" "}]})"),
            "1: waiver 1 has no reason; say why it may stand");
  EXPECT_EQ(only_problem(R"({"waivers":[{"account":"*","reason":"x"}]})"),
            "1: waiver 1 names no control; write its id, such as cis-5.0:4.1, or *");
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"*","reason":"x"}]})"),
            "1: waiver 1 names no account; write its number, or *");
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"*","account":123456789012,"reason":"x"}]})"),
            "1: `account` of waiver 1 is no text");
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"*","account":"*","reason":"x","expiry":"2026-01-01"}]})"),
            "1: waiver 1 has an unknown member `expiry`; there are control, account, reason and expires");
  for (const char* date :
       {"2026-02-29", "2026-13-01", "31.12.2026", "2026-00-10", "2026-1-100", "-026-01-01", "soon"}) {
    EXPECT_EQ(only_problem(std::string(R"({"waivers":[{"control":"*","account":"*","reason":"x","expires":")") + date +
                           R"("}]})"),
              "1: waiver 1 expires on `" + std::string(date) + "`, which is no date; write it as 2026-12-31");
  }
  EXPECT_EQ(only_problem(R"({"waivers":[{"control":"cis-5.0:4.99","account":"*","reason":"x"}]})").substr(0, 53),
            "1: waiver 1 is for `cis-5.0:4.99`, which is no contro");
}

TEST(Waivers, ChangeTheExitCodeAndNoFinding) {
  whole_account account;
  account.alarm("4.5").actions_enabled = false;
  audit::report r = report_of(account);
  EXPECT_EQ(audit::exit_code(r), 1);
  const auto list = read_waivers(
      R"({"waivers":[{"control":"CIS-5:4.5","account":"123456789012","reason":"x","expires":"2026-06-15"}]})", "w");
  audit::apply_waivers(r, list.waivers);
  EXPECT_TRUE(r.unused_waivers.empty());
  EXPECT_EQ(audit::exit_code(r), 0);
  EXPECT_EQ(r.findings[4].status, audit::status::failed);
  EXPECT_TRUE(r.findings[4].waived);
  EXPECT_EQ(wrong_with(r.findings[4]), "action failed (actions_disabled)");
}

TEST(Waivers, TellsThoseThatAreOfNoUse) {
  whole_account account;
  account.alarm("4.5").actions_enabled = false;
  audit::report r = report_of(account, "2026-06-16T00:00:00Z");
  const auto list = read_waivers(R"({"waivers":[
    {"control":"cis-5.0:4.5","account":"*","reason":"has expired","expires":"2026-06-15"},
    {"control":"cis-5.0:4.6","account":"*","reason":"has passed"},
    {"control":"cis-5.0:4.5","account":"999999999999","reason":"is elsewhere"},
    {"control":"cis-3.0:4.5","account":"*","reason":"is for another benchmark"}]})",
                                 "w");
  ASSERT_EQ(list.waivers.size(), 4U);
  audit::apply_waivers(r, list.waivers);
  EXPECT_EQ(r.unused_waivers.size(), 4U);
  EXPECT_EQ(audit::exit_code(r), 1);
}

TEST(Waivers, TakesTheFirstThatHolds) {
  whole_account account;
  account.alarm("4.5").actions_enabled = false;
  audit::report r = report_of(account);
  const auto list = read_waivers(R"({"waivers":[{"control":"*","account":"*","reason":"old","expires":"2020-01-01"},
    {"control":"*","account":"*","reason":"first"},{"control":"cis-5.0:4.5","account":"*","reason":"second"}]})",
                                 "w");
  audit::apply_waivers(r, list.waivers);
  ASSERT_TRUE(r.findings[4].waived);
  EXPECT_EQ(r.findings[4].waived->reason, "first");
  ASSERT_EQ(r.unused_waivers.size(), 1U);
  EXPECT_EQ(r.unused_waivers.front().reason, "old");
}

}  // namespace
}  // namespace coverwatch::test
