// SPDX-License-Identifier: Apache-2.0
#include "audit/composite_rule.hpp"

#include <gtest/gtest.h>

namespace coverwatch::test {
namespace {

using audit::alarm_state;
using audit::truth;

truth in_alarm(std::string_view rule) { return audit::evaluate_rule(rule, {"a", "arn:a"}, alarm_state::alarm); }

TEST(CompositeRule, KnowsOneAlarm) {
  for (const char* rule : {"ALARM(a)", "ALARM(\"a\")", " ALARM ( arn:a ) ", "NOT OK(a)", "TRUE", "ALARM(b) OR ALARM(a)",
                           "(ALARM(a)) AND NOT FALSE", "not INSUFFICIENT_DATA(a)", "OK(b) AND OK(c) OR ALARM(a)"}) {
    EXPECT_EQ(in_alarm(rule), truth::yes) << rule;
  }
  for (const char* rule : {"OK(a)", "FALSE", "NOT ALARM(a)", "ALARM(b) AND OK(a)", "ALARM(a) AND FALSE"}) {
    EXPECT_EQ(in_alarm(rule), truth::no) << rule;
  }
  for (const char* rule : {"ALARM(b)", "ALARM(a) AND ALARM(b)", "NOT OK(b)", "(ALARM(a) OR TRUE) AND OK(b)"}) {
    EXPECT_EQ(in_alarm(rule), truth::unknown) << rule;
  }
}

TEST(CompositeRule, IsNotKnownWhereItCannotBeRead) {
  for (const char* rule :
       {"", "ALARM", "ALARM(", "ALARM(\"a)", "ALARM(a) AND", "ALARM(a))", "(TRUE", "TRUEST", "ALARM(a) XOR TRUE"})
    EXPECT_EQ(in_alarm(rule), truth::unknown) << rule;
  EXPECT_EQ(in_alarm(std::string(100000, '(')), truth::unknown);
  std::string negations;
  for (int i = 0; i < 100000; ++i) negations += "NOT ";
  EXPECT_EQ(in_alarm(negations + "TRUE"), truth::unknown);
}

TEST(CompositeRule, SaysWhomItAsksAbout) {
  EXPECT_TRUE(audit::mentions("OK(b) OR ALARM(a)", {"a"}));
  EXPECT_FALSE(audit::mentions("OK(b) OR ALARM(aa)", {"a"}));
  EXPECT_TRUE(audit::mentions(R"x(ALARM("a \"quoted\" (name)"))x", {R"x(a "quoted" (name))x"}));
}

TEST(CompositeRule, MayAskWhereItCannotBeRead) {
  for (const char* rule : {"ALARM(a) AND", "ANY OF ALARM(a)", "ALARM(b) XOR ALARM(a)", "ALARM(\"a"})
    EXPECT_TRUE(audit::mentions(rule, {"a"})) << rule;
  EXPECT_TRUE(audit::mentions(R"(ALARM("a \"b\"") AND)", {R"(a "b")"}));
  EXPECT_TRUE(audit::mentions(R"(ANY OF ALARM("a \"b\""))", {R"(a "b")"}));
  EXPECT_FALSE(audit::mentions("ANY OF ALARM(b)", {"a", ""}));
}

}  // namespace
}  // namespace coverwatch::test
