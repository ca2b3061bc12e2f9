// SPDX-License-Identifier: Apache-2.0
#include "event_words.hpp"

namespace bench {

std::span<const std::string_view> regions() {
  static constexpr std::string_view all[] = {
      "us-east-1", "us-west-2",      "eu-west-1",      "eu-central-1", "us-east-2",  "ap-southeast-2", "ap-northeast-1",
      "us-west-1", "eu-west-2",      "ap-southeast-1", "ca-central-1", "eu-north-1", "ap-south-1",     "sa-east-1",
      "eu-west-3", "ap-northeast-2", "eu-central-2",   "me-south-1",   "af-south-1"};
  return all;
}

std::span<const std::string_view> programs() {
  static constexpr std::string_view all[] = {
      "APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 "
      "(+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.157 (go1.19.3; linux; amd64) "
      "HashiCorp-terraform-exec/0.17.3",
      "[aws-sdk-java/1.12.488 Linux/5.10.177-158.645.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372 "
      "scala/2.12.18 kotlin/1.6.20 vendor/Amazon.com_Inc. cfg/retry-mode/standard exec-env/AWS_ECS_FARGATE]",
      "AWS Internal",
      "Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#5.10.210-201.852.amzn2.x86_64 md/arch#x86_64 "
      "lang/python#3.11.8 "
      "md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.51 Resource",
      "aws-sdk-go/1.44.260 (go1.20.5; linux; amd64) exec-env/AWS_ECS_FARGATE amazon-cloudwatch-agent/1.300033.0",
      "aws-cli/2.15.24 Python/3.11.6 Linux/6.1.75-99.163.amzn2023.x86_64 exe/x86_64.amzn.2023 prompt/off "
      "command/ec2.describe-instances",
      "amazon-ssm-agent/3.2.2222.0 aws-sdk-go/1.44.260 (go1.20.5; linux; amd64)",
      "config.amazonaws.com",
      "lambda.amazonaws.com",
      "autoscaling.amazonaws.com",
      "[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.4.247-169.350.amzn2int.x86_64 "
      "OpenJDK_64-Bit_Server_VM/25.372-b08 java/1.8.0_372 vendor/Oracle_Corporation cfg/retry-mode/standard]",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 "
      "Safari/537.36",
      "kubernetes/v1.29.1 (linux/amd64) cluster-autoscaler aws-sdk-go/1.48.7 (go1.21.6; linux; amd64)",
      "secretsmanager.amazonaws.com",
      "aws-sdk-nodejs/2.1560.0 linux/v18.19.0 exec-env/AWS_Lambda_nodejs18.x promise",
      "cloudtrail.amazonaws.com"};
  return all;
}

std::span<const std::string_view> accounts() {
  static constexpr std::string_view all[] = {"111122223333", "012345678901", "444455556666", "000123456789",
                                             "123456789012", "777788889999", "098765432109", "222233334444",
                                             "555566667777", "009988776655", "333344445555", "888899990000"};
  return all;
}

std::span<const std::string_view> harmless_errors() {
  static constexpr std::string_view all[] = {"ThrottlingException",
                                             "NoSuchEntityException",
                                             "NoSuchBucketPolicy",
                                             "ResourceNotFoundException",
                                             "NoSuchBucket",
                                             "ValidationException",
                                             "NoSuchLifecycleConfiguration",
                                             "NoSuchPublicAccessBlockConfiguration",
                                             "Client.InvalidRouteTableID.NotFound",
                                             "Client.InvalidParameterValue",
                                             "ObjectLockConfigurationNotFoundError",
                                             "ReplicationConfigurationNotFoundError",
                                             "NoSuchCORSConfiguration",
                                             "NoSuchWebsiteConfiguration",
                                             "NoSuchTagSet",
                                             "Client.RequestLimitExceeded",
                                             "InvalidParameterValueException",
                                             "Client.DryRunOperation",
                                             "InvalidAccessKeyId",
                                             "TrailNotFoundException",
                                             "NoSuchKey",
                                             "Client.InvalidInstanceID.NotFound",
                                             "ConditionalCheckFailedException",
                                             "Client.VpcLimitExceeded",
                                             "ServerSideEncryptionConfigurationNotFoundError",
                                             "ExpiredTokenException"};
  return all;
}

std::span<const std::string_view> refusals() {
  static constexpr std::string_view all[] = {"AccessDenied", "AccessDenied", "AccessDeniedException",
                                             "Client.UnauthorizedOperation"};
  return all;
}

}  // namespace bench
