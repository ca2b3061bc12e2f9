// SPDX-License-Identifier: Apache-2.0
#include "audit/filter_policy.hpp"

#include <gtest/gtest.h>

#include <string>

namespace coverwatch::test {
namespace {

using audit::policy_answer;
using audit::read_policy;

TEST(FilterPolicy, OfAttributes) {
  EXPECT_EQ(read_policy("", ""), policy_answer::none);
  EXPECT_EQ(read_policy(" {} ", "MessageAttributes"), policy_answer::none);
  EXPECT_EQ(read_policy("null", ""), policy_answer::none);
  EXPECT_EQ(read_policy(R"({"a":["b"]})", ""), policy_answer::rejects);
  EXPECT_EQ(read_policy(R"({"a":[{"exists":true}]})", ""), policy_answer::rejects);
  EXPECT_EQ(read_policy(R"({"a":[{"exists":false}]})", "MessageAttributes"), policy_answer::lets_through);
  EXPECT_EQ(read_policy(R"({"a":["b",{"exists":false}],"c":["d"]})", ""), policy_answer::rejects);
  EXPECT_EQ(read_policy(R"({"$or":[{"a":["b"]},{"c":["d"]}]})", ""), policy_answer::not_known);
}

TEST(FilterPolicy, IsNotKnownWhereItLooksIntoTheBody) {
  EXPECT_EQ(read_policy(R"({"AlarmName":["x"]})", "MessageBody"), policy_answer::not_known);
  EXPECT_EQ(read_policy("{}", "MessageBody"), policy_answer::none);
  EXPECT_EQ(read_policy("{", ""), policy_answer::not_known);
  EXPECT_EQ(read_policy("[]", ""), policy_answer::not_known);
  EXPECT_EQ(read_policy(std::string(5000, '['), ""), policy_answer::not_known);
}

}  // namespace
}  // namespace coverwatch::test
