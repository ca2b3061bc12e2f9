// SPDX-License-Identifier: Apache-2.0
// Which texts are slips of the pen for others, and which only resemble them.
#include "coverage/nearness.hpp"

#include "match/parts.hpp"

#include <coverwatch/pattern.hpp>

#include <gtest/gtest.h>

namespace {

using namespace coverwatch;
using namespace coverwatch::coverage;

struct row {
  const char* found;
  const char* wanted;
  likeness expected;
};

TEST(nearness, texts) {
  const row rows[] = {
      {"ConsoleLogn", "ConsoleLogin", likeness::spelling},
      {"ConsoleLoginn", "ConsoleLogin", likeness::spelling},
      {"ConsoleLogim", "ConsoleLogin", likeness::spelling},
      {"ConsoleLgoin", "ConsoleLogin", likeness::spelling},
      {"Failedauthentication", "Failed authentication", likeness::spelling},
      {"Failed authentification", "Failed authentication", likeness::spelling},
      {"Failed  authentication ", "Failed authentication", likeness::spelling},
      {"failedAuthentication", "Failed authentication", likeness::spelling},
      {"StopInstance", "StopInstances", likeness::spelling},
      {"config.amazonaw.com", "config.amazonaws.com", likeness::spelling},
      {"AuthorizeSecurityGroupIngres", "AuthorizeSecurityGroupIngress", likeness::spelling},
      {"consolelogn", "ConsoleLogin", likeness::spelling},
      {"consolelogin", "ConsoleLogin", likeness::letter_case},
      {"root", "Root", likeness::letter_case},
      {"YES", "Yes", likeness::letter_case},
      {"Root", "Root", likeness::none},
      {"AttachRolePolicy", "DetachRolePolicy", likeness::none},
      {"GetUserPolicy", "PutUserPolicy", likeness::none},
      {"AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", likeness::none},
      {"IncreaseVolume", "DecreaseVolume", likeness::none},
      {"PublishLayer", "PunishLayer", likeness::none},
      {"DeregisterImage", "RegisterImage", likeness::none},
      {"CreateRole", "CreateRule", likeness::none},
      {"sns.amazonaws.com", "sqs.amazonaws.com", likeness::none},
      {"us-east-1", "us-east-2", likeness::none},
      {"m5.4xlarge", "m5.8xlarge", likeness::none},
      {"101.2.3", "10.1.2.3", likeness::none},
      {"123456789012", "123456789013", likeness::none},
      {"No", "Yes", likeness::none},
      {"", "a", likeness::none},
      {"", "", likeness::none},
      {"...", "---", likeness::none},
  };
  for (const row& r : rows) {
    EXPECT_EQ(compare_texts(r.found, r.wanted), r.expected) << r.found << " " << r.wanted;
    EXPECT_EQ(compare_texts(r.wanted, r.found), r.expected) << r.wanted << " " << r.found;
  }
}

TEST(nearness, slips) {
  EXPECT_TRUE(within_slips("abc", "abc", 0));
  EXPECT_FALSE(within_slips("abc", "abd", 0));
  EXPECT_TRUE(within_slips("abc", "ab", 1));
  EXPECT_TRUE(within_slips("abc", "acb", 1));
  EXPECT_TRUE(within_slips("", "a", 1));
  EXPECT_FALSE(within_slips("abc", "a", 1));
  EXPECT_TRUE(within_slips("abcdef", "bcdxf", 2));
  EXPECT_FALSE(within_slips("abcdef", "fedcba", 2));
}

logic::selector selector_of(const std::string& path) {
  return pattern::parse("{ " + path + " = x }")->internals().formula.selectors.front();
}

TEST(nearness, selectors) {
  const row rows[] = {
      {"$.eventname", "$.eventName", likeness::letter_case},
      {"$.useridentity.Type", "$.userIdentity.type", likeness::letter_case},
      {"$.userIdentity.typ", "$.userIdentity.type", likeness::spelling},
      {"$.useridentity.typ", "$.userIdentity.type", likeness::spelling},
      {"$.userIdentiy.type", "$.userIdentity.type", likeness::spelling},
      {"$.event_name", "$.eventName", likeness::spelling},
      {"$.eventName", "$.eventName", likeness::none},
      {"$.userIdentiy.typ", "$.userIdentity.type", likeness::none},
      {"$.type", "$.userIdentity.type", likeness::none},
      {"$.ip", "$.id", likeness::none},
      {"$.list[0]", "$.list[1]", likeness::none},
      {"$.list[*]", "$.list[0]", likeness::none},
      {"$.key1", "$.key2", likeness::none},
      {"$.eventName", "$.eventSource", likeness::none},
  };
  for (const row& r : rows) {
    EXPECT_EQ(compare_selectors(selector_of(r.found), selector_of(r.wanted)), r.expected) << r.found << " " << r.wanted;
  }
}

}  // namespace
