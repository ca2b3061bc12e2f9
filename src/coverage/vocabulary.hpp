// SPDX-License-Identifier: Apache-2.0
// Words that CloudTrail events hold, so that an invented event looks like one. They decide nothing: a word is used only
// where it passes every test. Sources: the CloudTrail user guide (record contents, sign-in events) and the error codes
// of the EC2 and IAM API references.
#pragma once

#include <coverwatch/config.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

inline constexpr std::string_view vocabulary[] = {
    // errorCode
    "Client.UnauthorizedOperation",
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "ThrottlingException",
    // eventName
    "ConsoleLogin",
    "DescribeInstances",
    "CreateTrail",
    "PutBucketPolicy",
    "GetObject",
    "HeadBucket",
    // eventSource
    "ec2.amazonaws.com",
    "s3.amazonaws.com",
    "iam.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "signin.amazonaws.com",
    // userIdentity.type
    "IAMUser",
    "AssumedRole",
    "Root",
    "AWSService",
    // eventType
    "AwsApiCall",
    "AwsServiceEvent",
    "AwsConsoleSignIn",
    // others
    "No",
    "Yes",
    "Success",
    "Failure",
    "Failed authentication",
    "us-east-1",
    "192.0.2.44",
    "arn:aws:iam::111122223333:user/alice",
    "true",
    "false",
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
