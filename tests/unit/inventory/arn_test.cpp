// SPDX-License-Identifier: Apache-2.0
// ARNs taken apart, and what paths say.
#include "inventory/arn.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using inventory::folder_of;
using inventory::group_name;
using inventory::is_account;
using inventory::is_region;
using inventory::parse_arn;
using inventory::scope;
using inventory::scope_of_path;

TEST(arn, has_six_fields) {
  const auto a = parse_arn("arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:a:*");
  ASSERT_TRUE(a.has_value());
  EXPECT_EQ(a->partition, "aws-us-gov");
  EXPECT_EQ(a->service, "logs");
  EXPECT_EQ(a->region, "us-gov-west-1");
  EXPECT_EQ(a->account, "111122223333");
  EXPECT_EQ(a->resource, "log-group:a:*");
  EXPECT_EQ(parse_arn("arn:aws:s3:::bucket")->account, "");
  for (const char* no : {"", "arn", "arn:aws:sns:us-east-1:111122223333",
                         "arn:aws:sns:us-east-1:111122223333:", "urn:aws:sns:us-east-1:111122223333:t",
                         "arn::sns:us-east-1:111122223333:t", "arn:aws:automate:us-east-1:ec2:stop"}) {
    EXPECT_FALSE(parse_arn(no).has_value()) << no;
  }
}

TEST(arn, accounts_and_regions) {
  EXPECT_TRUE(is_account("000000000000"));
  EXPECT_FALSE(is_account("1111222233334"));
  EXPECT_FALSE(is_account("11112222333x"));
  for (const char* yes :
       {"us-east-1", "ap-southeast-4", "us-gov-west-1", "cn-northwest-1", "eusc-de-east-1", "us-isob-east-1"}) {
    EXPECT_TRUE(is_region(yes)) << yes;
  }
  for (const char* no :
       {"", "us", "us-east", "us-east-1a", "us-east-10", "xx-east-1", "us_east_1", "-us-east-1", "us-east-1-"}) {
    EXPECT_FALSE(is_region(no)) << no;
  }
}

TEST(arn, paths_name_scopes_the_innermost_first) {
  EXPECT_EQ(scope_of_path("out/111122223333/us-east-1/a.json"), (scope{"111122223333", "us-east-1"}));
  EXPECT_EQ(scope_of_path("/999988887777/eu-west-1/111122223333/us-east-1/a.json"),
            (scope{"111122223333", "us-east-1"}));
  EXPECT_EQ(scope_of_path("111122223333/describe-alarms-us-east-1.json"), (scope{"111122223333", "us-east-1"}));
  EXPECT_EQ(scope_of_path("us-east-1/111122223333_filters.json"), (scope{"111122223333", "us-east-1"}));
  EXPECT_EQ(scope_of_path("alarms.111122223333.eu-west-1.json"), (scope{"111122223333", "eu-west-1"}));
  EXPECT_EQ(scope_of_path("111122223333-prod/x"), (scope{"", ""}));  // no account's folder
  EXPECT_EQ(scope_of_path("1111222233334/x1111222233330.json"), (scope{"", ""}));
  EXPECT_EQ(scope_of_path("us-east-1-and-us-west-2.json"), (scope{"", ""}));
  EXPECT_EQ(scope_of_path("a.json"), (scope{"", ""}));
  EXPECT_EQ(scope_of_path(""), (scope{"", ""}));
}

TEST(arn, log_groups) {
  EXPECT_EQ(group_name("a/b"), "a/b");
  EXPECT_EQ(group_name("a/b:*"), "a/b");
  EXPECT_EQ(group_name("aws_cloudwatch_log_group.g:*"), "aws_cloudwatch_log_group.g");
  EXPECT_EQ(group_name("arn:aws:logs:us-east-1:111122223333:log-group:a/b:*"), "a/b");
  EXPECT_EQ(group_name("arn:aws:logs:us-east-1:111122223333:log-group:a/b"), "a/b");
  EXPECT_EQ(group_name("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:a/b:*"), "a/b");
  EXPECT_EQ(group_name("x:log-group:y"), "x:log-group:y");  // no ARN
  EXPECT_EQ(group_name("arn:aws:sns:us-east-1:111122223333:t"), "arn:aws:sns:us-east-1:111122223333:t");
  EXPECT_EQ(group_name(":*"), "");
  EXPECT_EQ(group_name(""), "");
}

TEST(arn, folders) {
  EXPECT_EQ(folder_of("a/b/c"), "a/b");
  EXPECT_EQ(folder_of("c"), ".");
  EXPECT_EQ(folder_of("/c"), "/");
}

}  // namespace
}  // namespace coverwatch
