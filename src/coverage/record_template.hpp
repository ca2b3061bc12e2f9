// SPDX-License-Identifier: Apache-2.0
// What a record of CloudTrail usually holds, so that a small event can be shown as a whole one. Decides nothing: a
// field is used only where it changes no answer. Written for this purpose, after the record contents and the
// userIdentity element of the CloudTrail user guide; accounts and addresses are those reserved for documentation.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// When a field goes in.
enum class occasion : std::uint8_t {
  always,
  root,
  iam_user,
  assumed_role,
  sign_in,
  passed_sign_in,
  failed_sign_in,
  api_call,
  reads,
  writes
};

struct template_field {
  occasion when{};
  std::string_view path;   // names apart by dots
  std::string_view value;  // JSON
};

// In the order in which the fields of a record stand. `eventSource` and `eventName` have no value here: see below.
inline constexpr template_field record_template[] = {
    {occasion::always, "eventVersion", R"("1.11")"},
    {occasion::root, "userIdentity.type", R"("Root")"},
    {occasion::iam_user, "userIdentity.type", R"("IAMUser")"},
    {occasion::assumed_role, "userIdentity.type", R"("AssumedRole")"},
    {occasion::root, "userIdentity.principalId", R"("111122223333")"},
    {occasion::iam_user, "userIdentity.principalId", R"("AIDACKCEVSQ6C2EXAMPLE")"},
    {occasion::assumed_role, "userIdentity.principalId", R"("AROACKCEVSQ6C2EXAMPLE:alice")"},
    {occasion::root, "userIdentity.arn", R"("arn:aws:iam::111122223333:root")"},
    {occasion::iam_user, "userIdentity.arn", R"("arn:aws:iam::111122223333:user/alice")"},
    {occasion::assumed_role, "userIdentity.arn", R"("arn:aws:sts::111122223333:assumed-role/operator/alice")"},
    {occasion::always, "userIdentity.accountId", R"("111122223333")"},
    {occasion::iam_user, "userIdentity.userName", R"("alice")"},
    {occasion::assumed_role, "userIdentity.accessKeyId", R"("ASIAIOSFODNN7EXAMPLE")"},
    {occasion::assumed_role, "userIdentity.sessionContext.sessionIssuer.type", R"("Role")"},
    {occasion::assumed_role, "userIdentity.sessionContext.sessionIssuer.principalId", R"("AROACKCEVSQ6C2EXAMPLE")"},
    {occasion::assumed_role, "userIdentity.sessionContext.sessionIssuer.arn",
     R"("arn:aws:iam::111122223333:role/operator")"},
    {occasion::assumed_role, "userIdentity.sessionContext.sessionIssuer.accountId", R"("111122223333")"},
    {occasion::assumed_role, "userIdentity.sessionContext.sessionIssuer.userName", R"("operator")"},
    {occasion::assumed_role, "userIdentity.sessionContext.attributes.creationDate", R"("2025-01-15T09:30:00Z")"},
    {occasion::assumed_role, "userIdentity.sessionContext.attributes.mfaAuthenticated", R"("false")"},
    {occasion::always, "eventTime", R"("2025-01-15T10:00:00Z")"},
    {occasion::always, "eventSource", ""},
    {occasion::always, "eventName", ""},
    {occasion::always, "awsRegion", R"("us-east-1")"},
    {occasion::always, "sourceIPAddress", R"("192.0.2.44")"},
    {occasion::sign_in, "userAgent", R"("Mozilla/5.0")"},
    {occasion::api_call, "userAgent", R"("aws-cli/2.15.30")"},
    {occasion::always, "errorCode", ""},  // never added, here for their places
    {occasion::always, "errorMessage", ""},
    {occasion::always, "requestParameters", "null"},
    {occasion::passed_sign_in, "responseElements.ConsoleLogin", R"("Success")"},
    {occasion::failed_sign_in, "responseElements.ConsoleLogin", R"("Failure")"},
    {occasion::api_call, "responseElements", "null"},
    {occasion::sign_in, "additionalEventData.LoginTo", R"("https://console.aws.amazon.com/console/home")"},
    {occasion::sign_in, "additionalEventData.MobileVersion", R"("No")"},
    {occasion::sign_in, "additionalEventData.MFAUsed", R"("No")"},
    {occasion::api_call, "requestID", R"("59a1d2b8-7c43-4a5e-9f10-2b8f6f0c1d01")"},
    {occasion::always, "eventID", R"("7d3c0b4e-1f52-4c8a-8e6b-90a4c2d5e602")"},
    {occasion::reads, "readOnly", "true"},
    {occasion::writes, "readOnly", "false"},
    {occasion::sign_in, "eventType", R"("AwsConsoleSignIn")"},
    {occasion::api_call, "eventType", R"("AwsApiCall")"},
    {occasion::always, "managementEvent", "true"},
    {occasion::always, "recipientAccountId", R"("111122223333")"},
    {occasion::always, "eventCategory", R"("Management")"},
};

// Names of events and the service that records them; the first service, and its first name, where nothing is known.
// After the API references of the services.
struct known_events {
  std::string_view source;
  std::string_view names;  // apart by blanks
};

inline constexpr known_events events_of_services[] = {
    {"ec2.amazonaws.com",
     "DescribeInstances RunInstances RebootInstances StartInstances StopInstances TerminateInstances CreateVpc "
     "DeleteVpc "
     "ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection "
     "RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink "
     "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress "
     "CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules CreateNetworkAcl CreateNetworkAclEntry "
     "DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation CreateCustomerGateway "
     "DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway "
     "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute "
     "DisassociateRouteTable"},
    {"signin.amazonaws.com", "ConsoleLogin CheckMfa SwitchRole ExitRole"},
    {"iam.amazonaws.com",
     "CreateUser DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy "
     "CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy "
     "AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy"},
    {"s3.amazonaws.com",
     "GetBucketAcl PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication "
     "DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication"},
    {"cloudtrail.amazonaws.com", "DescribeTrails CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"},
    {"config.amazonaws.com",
     "DescribeConfigurationRecorders StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel "
     "PutConfigurationRecorder"},
    {"kms.amazonaws.com", "ListKeys DisableKey ScheduleKeyDeletion"},
    {"organizations.amazonaws.com",
     "DescribeOrganization AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit DeclineHandshake "
     "DeleteOrganization DeleteOrganizationalUnit DetachPolicy DisablePolicyType EnablePolicyType "
     "InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit "
     "UpdatePolicy"},
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
