// SPDX-License-Identifier: Apache-2.0
// `coverwatch catalog`: the tables, a control byte by byte, the same as JSON, and an id that is not there.
#include "process.hpp"

#include "support/json.hpp"

#include <coverwatch/catalog.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace program_test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;
namespace json = coverwatch::support::json;

auto lines_in(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

TEST(catalog, lists_every_control) {
  folder here;
  const outcome r = here.run({"catalog"});
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(r.err, "");
  EXPECT_EQ(lines_in(r.out), 14 + 9 * 15 + 14);
  EXPECT_THAT(r.out, StartsWith("cis-1.2.0:3.1              Calls that were not authorized\n"));
  EXPECT_THAT(r.out, HasSubstr("\ncis-5.0.0:4.13             Changes to route tables\n"));
  EXPECT_THAT(r.out, EndsWith("\nsecurityhub:CloudWatch.14  Changes to VPCs\n"));
}

TEST(catalog, lists_the_facts) {
  folder here;
  const outcome r = here.run({"catalog", "facts"});
  EXPECT_EQ(r.code, 0);
  EXPECT_THAT(r.out, HasSubstr("\nevent-source        { $.eventSource = * }\n"));
  json::document document;
  ASSERT_FALSE(document.parse(here.run({"catalog", "facts", "--format", "json"}).out));
  EXPECT_EQ(document.root().member("facts")->size(), coverwatch::catalog::facts().size());
}

TEST(catalog, lists_one_benchmark) {
  folder here;
  const outcome r = here.run({"catalog", "CIS-7.0"});
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(r.out,
            "cis-7.0.0  CIS AWS Foundations Benchmark 7.0.0\n"
            "note: Known from one copy only, which has no quotation marks.\n"
            "\n"
            "cis-7.0.0:5.1              Calls that were not authorized\n"
            "cis-7.0.0:5.2              Console sign-in without MFA\n"
            "cis-7.0.0:5.3              Use of the root account\n"
            "cis-7.0.0:5.4              Changes to IAM policies\n"
            "cis-7.0.0:5.5              Changes to the trails of CloudTrail\n"
            "cis-7.0.0:5.6              Failed console sign-ins\n"
            "cis-7.0.0:5.7              Customer managed keys disabled or to be deleted\n"
            "cis-7.0.0:5.8              Changes to S3 bucket policies and settings\n"
            "cis-7.0.0:5.9              Changes to AWS Config\n"
            "cis-7.0.0:5.10             Changes to security groups\n"
            "cis-7.0.0:5.11             Changes to network ACLs\n"
            "cis-7.0.0:5.12             Changes to network gateways\n"
            "cis-7.0.0:5.13             Changes to route tables\n"
            "cis-7.0.0:5.14             Changes to VPCs\n"
            "cis-7.0.0:5.15             Changes to AWS Organizations\n");
}

TEST(catalog, shows_a_control_with_its_alternative) {
  folder here;
  const outcome r = here.run({"catalog", "cis-2.0:4.2"});
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(r.out,
            "cis-2.0.0:4.2  Console sign-in without MFA\n"
            "CIS AWS Foundations Benchmark 2.0.0, control 4.2\n"
            "note: Two texts, and either satisfies the control.\n"
            "\n"
            "pattern\n"
            "  { ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") }\n"
            "  from turbot/steampipe-mod-aws-compliance, cis_v200/docs/cis_v200_4_2.md, remediation command\n"
            "  from prowler-cloud/prowler, prowler/compliance/aws/cis_2.0_aws.json, audit procedure\n"
            "\n"
            "alternative (official as well: either will do)\n"
            "  { ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && "
            "($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }\n"
            "  note: Successful sign-ins of IAM users only: spares those with single sign-on false alarms.\n"
            "  from turbot/steampipe-mod-aws-compliance, cis_v200/docs/cis_v200_4_2.md, remediation command\n"
            "  from prowler-cloud/prowler, prowler/compliance/aws/cis_2.0_aws.json, audit procedure\n");
}

TEST(catalog, shows_what_was_repaired_and_what_the_service_refuses) {
  folder here;
  const outcome r = here.run({"catalog", "cis-7.0:5.6"});
  EXPECT_EQ(r.code, 0);
  EXPECT_EQ(
      r.out,
      "cis-7.0.0:5.6  Failed console sign-ins\n"
      "CIS AWS Foundations Benchmark 7.0.0, control 5.6\n"
      "note: Known from one copy only, which has no quotation marks.\n"
      "\n"
      "pattern\n"
      "  { ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }\n"
      "  from prowler-cloud/prowler, prowler/compliance/aws/cis_7.0_aws.json, audit procedure; here the quotation "
      "marks, which this copy does not have, are put in as 6.0.0 prints them\n"
      "\n"
      "variant (printed, but no filter is held against it)\n"
      "  { ($.eventName = ConsoleLogin) && ($.errorMessage = Failed authentication) }\n"
      "  note: The normative text without its quotation marks, which this copy does not have.\n"
      "  the service refuses it: a value with a blank must stand in quotation marks\n"
      "  from prowler-cloud/prowler, prowler/compliance/aws/cis_7.0_aws.json, audit procedure\n");
}

TEST(catalog, says_of_no_other_control_that_the_service_refuses_a_text) {
  folder here;
  EXPECT_THAT(here.run({"catalog", "cis-5.0:4.13"}).out, Not(HasSubstr("refuses")));
}

// The texts of an entry, in order, as JSON has them.
void expect_texts(const json::value& list, std::span<const coverwatch::catalog::reference> texts) {
  ASSERT_EQ(list.size(), texts.size());
  auto next = list.first_child();
  for (const auto& text : texts) {
    EXPECT_EQ(next->member("pattern")->string(), text.text);
    EXPECT_EQ(next->member("sources")->size(), text.sources.size());
    next = next->next_sibling();
  }
}

void expect_entry(const json::value& shown, const coverwatch::catalog::entry& e) {
  EXPECT_EQ(shown.member("id")->string(), e.id);
  EXPECT_EQ(shown.member("title")->string(), e.title);
  EXPECT_EQ(shown.member("normative")->member("pattern")->string(), e.normative.text);
  expect_texts(*shown.member("alternatives"), e.alternatives);
  expect_texts(*shown.member("variants"), e.variants);
}

TEST(catalog, json_has_everything) {
  folder here;
  const outcome r = here.run({"catalog", "--format", "json"});
  EXPECT_EQ(r.code, 0);
  json::document d;
  ASSERT_FALSE(d.parse(r.out));
  auto shown = d.root().member("benchmarks")->first_child();
  for (const auto& b : coverwatch::catalog::benchmarks()) {
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->member("id")->string(), b.id);
    ASSERT_EQ(shown->member("controls")->size(), b.entries.size());
    auto control = shown->member("controls")->first_child();
    for (const auto& e : b.entries) {
      expect_entry(*control, e);
      control = control->next_sibling();
    }
    shown = shown->next_sibling();
  }
  EXPECT_FALSE(shown);
}

TEST(catalog, json_of_a_control_is_that_control) {
  folder here;
  json::document d;
  ASSERT_FALSE(d.parse(here.run({"catalog", "--format", "json", "cis-7:5.6"}).out));
  expect_entry(d.root(), *coverwatch::catalog::find("cis-7.0.0:5.6"));
  EXPECT_FALSE(d.root().member("normative")->member("error"));
  EXPECT_EQ(d.root().member("variants")->first_child()->member("error")->member("code")->string(), "blank_in_value");
}

TEST(catalog, json_of_a_benchmark_is_that_benchmark) {
  folder here;
  json::document d;
  ASSERT_FALSE(d.parse(here.run({"catalog", "--format", "json", "securityhub"}).out));
  EXPECT_EQ(d.root().member("version")->string(), "2023-03");
  EXPECT_EQ(d.root().member("controls")->size(), 14u);
}

TEST(catalog, an_unknown_id_is_one_error_that_names_those_near_it) {
  folder here;
  const outcome r = here.run({"catalog", "cis-4.0:4.1"});
  EXPECT_EQ(r.code, 2);
  EXPECT_EQ(r.out, "");
  EXPECT_EQ(
      r.err,
      "coverwatch: error: `cis-4.0:4.1` is not in the catalogue; did you mean `cis-4.0.1:4.1`, `cis-5.0.0:4.1` or "
      "`cis-3.0.0:4.1`?\n");
  EXPECT_EQ(here.run({"catalog", "pci"}).err,
            "coverwatch: error: `pci` is not in the catalogue; `coverwatch catalog` lists every id\n");
  EXPECT_THAT(here.run({"catalog", "CloudWatch.2"}).err, HasSubstr("did you mean `securityhub:CloudWatch.2`?"));
}

TEST(catalog, refuses_other_arguments) {
  folder here;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"catalog", ""}, {"catalog", "cis-5.0", "cis-6.0"}, {"catalog", "--format", "xml"}}) {
    const outcome r = here.run(arguments);
    EXPECT_EQ(r.code, 2);
    EXPECT_EQ(r.out, "");
    EXPECT_THAT(r.err, HasSubstr("`coverwatch catalog --help` tells more"));
  }
}

TEST(catalog, help_teaches) {
  folder here;
  const outcome r = here.run({"catalog", "--help"});
  EXPECT_EQ(r.code, 0);
  for (const char* words : {"cis-5.0:4.1", "securityhub:CloudWatch.2", "alternative", "variant", "Exit codes:"}) {
    EXPECT_THAT(r.out, HasSubstr(words));
  }
}

TEST(catalog, what_cannot_be_written_is_an_error) {
  folder here;
  EXPECT_EQ(here.run({"catalog"}, {}, folder::closed).code, 2);
}

// What it prints can be used: the text goes into `match` as it comes.
TEST(catalog, a_pattern_taken_from_it_matches) {
  folder here;
  json::document d;
  ASSERT_FALSE(d.parse(here.run({"catalog", "--format", "json", "cis-6.0:5.3"}).out));
  const std::string pattern(d.root().member("normative")->member("pattern")->string());
  const outcome r = here.run({"match", "-c", pattern}, R"({"userIdentity":{"type":"Root"},"eventType":"AwsApiCall"})");
  EXPECT_EQ(r.out, "1\n");
}

}  // namespace
}  // namespace program_test
