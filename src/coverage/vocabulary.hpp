// SPDX-License-Identifier: Apache-2.0
// Words that fields of CloudTrail events hold, so that an invented event looks like one. They decide nothing: a word is
// used only where it passes every test. Sources: the CloudTrail user guide (record contents, sign-in events) and the
// error codes of the EC2 and IAM API references.
#pragma once

#include <coverwatch/config.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

struct known_word {
  std::string_view field;  // the last name of a selector
  std::string_view word;
};

inline constexpr known_word vocabulary[] = {
    {"errorCode", "Client.UnauthorizedOperation"},
    {"errorCode", "AccessDenied"},
    {"errorCode", "AccessDeniedException"},
    {"errorCode", "ThrottlingException"},
    {"errorMessage", "Failed authentication"},
    {"errorMessage", "You are not authorized to perform this operation."},
    {"eventName", "ConsoleLogin"},
    {"eventName", "DescribeInstances"},
    {"eventName", "CreateTrail"},
    {"eventName", "PutBucketPolicy"},
    {"eventSource", "ec2.amazonaws.com"},
    {"eventSource", "s3.amazonaws.com"},
    {"eventSource", "iam.amazonaws.com"},
    {"eventSource", "signin.amazonaws.com"},
    {"eventType", "AwsApiCall"},
    {"eventType", "AwsServiceEvent"},
    {"eventType", "AwsConsoleSignIn"},
    {"type", "IAMUser"},
    {"type", "AssumedRole"},
    {"type", "Root"},
    {"invokedBy", "ec2.amazonaws.com"},
    {"invokedBy", "cloudformation.amazonaws.com"},
    {"sourceIPAddress", "192.0.2.44"},
    {"sourceIPAddress", "cloudformation.amazonaws.com"},
    {"userAgent", "aws-cli/2.15.30"},
    {"awsRegion", "us-east-1"},
    {"awsRegion", "eu-west-1"},
    {"arn", "arn:aws:iam::111122223333:user/alice"},
    {"accountId", "111122223333"},
    {"userName", "alice"},
    {"MFAUsed", "No"},
    {"MFAUsed", "Yes"},
    {"mfaAuthenticated", "false"},
    {"mfaAuthenticated", "true"},
    {"ConsoleLogin", "Success"},
    {"ConsoleLogin", "Failure"},
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
