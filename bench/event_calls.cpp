// SPDX-License-Identifier: Apache-2.0
// The calls: what every account is full of, what the controls of CIS watch, and made ones, so that each of the services
// has some.
#include "event_words.hpp"

#include <iterator>
#include <set>

namespace bench {
namespace {

struct known_call {
  std::string_view service;
  std::string_view name;
};

// What every account is full of.
constexpr known_call frequent[] = {{"sts", "AssumeRole"},
                                   {"kms", "Decrypt"},
                                   {"s3", "GetBucketAcl"},
                                   {"ec2", "DescribeInstances"},
                                   {"s3", "GetObject"},
                                   {"kms", "GenerateDataKey"},
                                   {"ssm", "UpdateInstanceInformation"},
                                   {"s3", "PutObject"},
                                   {"ec2", "DescribeRouteTables"},
                                   {"logs", "CreateLogStream"},
                                   {"s3", "ListBuckets"},
                                   {"iam", "GetUser"},
                                   {"ec2", "DescribeVpcs"},
                                   {"ssm", "DescribeInstanceInformation"},
                                   {"ssm", "GetParameter"},
                                   {"s3", "HeadObject"},
                                   {"ec2", "DescribeSubnets"},
                                   {"sts", "GetCallerIdentity"},
                                   {"iam", "ListAttachedRolePolicies"},
                                   {"health", "DescribeEventAggregates"},
                                   {"lambda", "Invoke20150331"},
                                   {"ec2", "DescribeSecurityGroups"},
                                   {"secretsmanager", "GetSecretValue"},
                                   {"s3", "GetBucketLocation"},
                                   {"ec2", "DescribeNetworkInterfaces"},
                                   {"rds", "DescribeDBInstances"},
                                   {"iam", "ListRoles"},
                                   {"kms", "Encrypt"},
                                   {"ec2", "DescribeVolumes"},
                                   {"cloudtrail", "DescribeTrails"},
                                   {"ecr", "BatchGetImage"},
                                   {"s3", "HeadBucket"},
                                   {"dynamodb", "DescribeTable"},
                                   {"autoscaling", "DescribeAutoScalingGroups"},
                                   {"monitoring", "DescribeAlarms"},
                                   {"eks", "DescribeCluster"},
                                   {"elasticloadbalancing", "DescribeTargetHealth"},
                                   {"config", "DescribeConfigRules"},
                                   {"sqs", "ReceiveMessage"},
                                   {"ecs", "DescribeTasks"},
                                   {"ec2", "RunInstances"},
                                   {"ec2", "CreateTags"},
                                   {"sns", "ListTopics"},
                                   {"lambda", "GetFunction20150331v2"},
                                   {"iam", "GetRole"},
                                   {"kms", "DescribeKey"},
                                   {"ecs", "SubmitTaskStateChange"},
                                   {"logs", "DescribeLogGroups"},
                                   {"ec2", "TerminateInstances"},
                                   {"cloudformation", "DescribeStacks"}};

// What the controls of CIS ask for, and a person's sign-in: seldom.
constexpr known_call watched[] = {{"signin", "ConsoleLogin"},
                                  {"iam", "DeleteGroupPolicy"},
                                  {"iam", "DeleteRolePolicy"},
                                  {"iam", "PutRolePolicy"},
                                  {"iam", "PutUserPolicy"},
                                  {"iam", "CreatePolicy"},
                                  {"iam", "CreatePolicyVersion"},
                                  {"iam", "AttachRolePolicy"},
                                  {"iam", "DetachRolePolicy"},
                                  {"iam", "AttachUserPolicy"},
                                  {"cloudtrail", "CreateTrail"},
                                  {"cloudtrail", "UpdateTrail"},
                                  {"cloudtrail", "StopLogging"},
                                  {"cloudtrail", "StartLogging"},
                                  {"kms", "DisableKey"},
                                  {"kms", "ScheduleKeyDeletion"},
                                  {"s3", "PutBucketAcl"},
                                  {"s3", "PutBucketPolicy"},
                                  {"s3", "PutBucketCors"},
                                  {"s3", "DeleteBucketPolicy"},
                                  {"config", "PutConfigurationRecorder"},
                                  {"config", "PutDeliveryChannel"},
                                  {"ec2", "AuthorizeSecurityGroupIngress"},
                                  {"ec2", "AuthorizeSecurityGroupEgress"},
                                  {"ec2", "RevokeSecurityGroupIngress"},
                                  {"ec2", "CreateSecurityGroup"},
                                  {"ec2", "DeleteSecurityGroup"},
                                  {"ec2", "CreateNetworkAcl"},
                                  {"ec2", "CreateNetworkAclEntry"},
                                  {"ec2", "ReplaceNetworkAclEntry"},
                                  {"ec2", "CreateInternetGateway"},
                                  {"ec2", "AttachInternetGateway"},
                                  {"ec2", "CreateRoute"},
                                  {"ec2", "CreateRouteTable"},
                                  {"ec2", "ReplaceRoute"},
                                  {"ec2", "DeleteRoute"},
                                  {"ec2", "CreateVpc"},
                                  {"ec2", "DeleteVpc"},
                                  {"ec2", "ModifyVpcAttribute"},
                                  {"organizations", "CreateAccount"},
                                  {"organizations", "AttachPolicy"},
                                  {"logs", "PutMetricFilter"}};

constexpr std::string_view services[] = {"ec2",
                                         "s3",
                                         "iam",
                                         "sts",
                                         "kms",
                                         "ssm",
                                         "rds",
                                         "lambda",
                                         "logs",
                                         "ecs",
                                         "eks",
                                         "ecr",
                                         "sns",
                                         "sqs",
                                         "dynamodb",
                                         "cloudtrail",
                                         "config",
                                         "monitoring",
                                         "secretsmanager",
                                         "autoscaling",
                                         "elasticloadbalancing",
                                         "cloudformation",
                                         "health",
                                         "signin",
                                         "organizations",
                                         "guardduty",
                                         "securityhub",
                                         "glue",
                                         "athena",
                                         "kinesis",
                                         "firehose",
                                         "elasticache",
                                         "redshift",
                                         "route53",
                                         "acm",
                                         "waf",
                                         "wafv2",
                                         "cloudfront",
                                         "apigateway",
                                         "states",
                                         "events",
                                         "sso",
                                         "batch",
                                         "backup",
                                         "codebuild",
                                         "codecommit",
                                         "codedeploy",
                                         "codepipeline",
                                         "cognito-idp",
                                         "cognito-identity",
                                         "datasync",
                                         "directconnect",
                                         "dms",
                                         "docdb",
                                         "ds",
                                         "elasticbeanstalk",
                                         "elasticfilesystem",
                                         "elasticmapreduce",
                                         "es",
                                         "fsx",
                                         "glacier",
                                         "imagebuilder",
                                         "inspector",
                                         "inspector2",
                                         "iot",
                                         "kafka",
                                         "kendra",
                                         "lakeformation",
                                         "license-manager",
                                         "lightsail",
                                         "macie2",
                                         "mediaconvert",
                                         "medialive",
                                         "memorydb",
                                         "mq",
                                         "neptune",
                                         "network-firewall",
                                         "opensearch",
                                         "opsworks",
                                         "outposts",
                                         "personalize",
                                         "pinpoint",
                                         "polly",
                                         "qldb",
                                         "quicksight",
                                         "ram",
                                         "rekognition",
                                         "resource-groups",
                                         "route53resolver",
                                         "sagemaker",
                                         "savingsplans",
                                         "schemas",
                                         "serverlessrepo",
                                         "servicecatalog",
                                         "servicediscovery",
                                         "servicequotas",
                                         "ses",
                                         "shield",
                                         "snowball",
                                         "storagegateway",
                                         "support",
                                         "swf",
                                         "synthetics",
                                         "tagging",
                                         "textract",
                                         "timestream",
                                         "transcribe",
                                         "transfer",
                                         "translate",
                                         "trustedadvisor",
                                         "workdocs",
                                         "workmail",
                                         "workspaces",
                                         "xray",
                                         "bedrock"};
static_assert(std::size(services) == 115);

constexpr std::string_view verbs[] = {"Describe", "List",  "Get",    "Create",    "Update",   "Delete",
                                      "Put",      "Start", "Modify", "Associate", "BatchGet", "Register"};
constexpr std::string_view things[] = {
    "Domain",      "Pipeline",  "Job",       "Dataset",       "Endpoint",     "Connection",    "Schedule",
    "Policy",      "Tags",      "Workflow",  "Snapshot",      "Image",        "Repository",    "Project",
    "Report",      "Channel",   "Stream",    "Table",         "Index",        "Query",         "Session",
    "Certificate", "Findings",  "Detector",  "Member",        "Application",  "Environment",   "Deployment",
    "Stage",       "Model",     "Resource",  "Configuration", "Subscription", "Notification",  "Rule",
    "Target",      "Gateway",   "Volume",    "Mount",         "Backup",       "Vault",         "Plan",
    "Recovery",    "Directory", "Workspace", "Bundle",        "Device",       "Certification", "Playback",
    "Flow",        "Queue",     "Parameter", "Quota",         "Insight",      "Metric",        "Dashboard",
    "Canary",      "Trace",     "Segment",   "Template",      "Campaign",     "Recipe"};
constexpr std::size_t wanted_calls = 819;

bool is_reading(std::string_view name) {
  for (const std::string_view verb : {"Describe", "List", "Get", "BatchGet", "Head", "Decrypt", "Receive"}) {
    if (name.starts_with(verb)) return true;
  }
  return false;
}

// The made ones, each service in its turn.
std::vector<call> made_calls(std::size_t count, const std::set<std::string_view>& taken) {
  std::vector<call> made;
  for (std::size_t i = 0; made.size() < count; ++i) {
    const std::string name = std::string(verbs[i % std::size(verbs)]) + std::string(things[i / std::size(verbs)]);
    if (taken.count(name) != 0) continue;
    made.push_back({name, std::string(services[(i * 7) % std::size(services)]), is_reading(name)});
  }
  return made;
}

// The watched ones stand in the middle: each happens about once in two thousand events.
std::vector<call> all_calls() {
  std::vector<call> all;
  std::set<std::string_view> taken;
  const auto add = [&](const known_call& c) {
    all.push_back({std::string(c.name), std::string(c.service), is_reading(c.name)});
  };
  for (const known_call& c : frequent) taken.insert(c.name);
  for (const known_call& c : watched) taken.insert(c.name);
  const std::vector<call> made = made_calls(wanted_calls - taken.size(), taken);
  const auto middle = made.begin() + static_cast<std::ptrdiff_t>(made.size() / 2);
  for (const known_call& c : frequent) add(c);
  all.insert(all.end(), made.begin(), middle);
  for (const known_call& c : watched) add(c);
  all.insert(all.end(), middle, made.end());
  return all;
}

}  // namespace

std::span<const call> calls() {
  static const std::vector<call> all = all_calls();
  return all;
}

}  // namespace bench
