// SPDX-License-Identifier: Apache-2.0
// A unit test for the repository that deploys metric filters: they must match every event that a control of the CIS
// benchmark asks for. When they do not, the failure shows an event that slips through and what to deploy.
//   g++ -std=c++20 coverage_in_a_unit_test.cpp $(pkg-config --cflags --libs coverwatch gtest_main) -o filters_test
#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

using texts = std::vector<std::string_view>;

// Adds the pattern to `list`; a mistake in it fails the test.
void parse_into(std::vector<coverwatch::pattern>& list, std::string_view text) {
  const auto pattern = coverwatch::pattern::parse(text);
  if (pattern)
    list.push_back(*pattern);
  else
    ADD_FAILURE() << coverwatch::render(pattern.error());
}

testing::AssertionResult cover(const texts& deployed, std::string_view id) {
  const auto* control = coverwatch::catalog::find(id);
  if (control == nullptr) return testing::AssertionFailure() << "no control " << id;
  std::vector<coverwatch::pattern> filters, wanted;
  for (const auto text : deployed) parse_into(filters, text);
  parse_into(wanted, control->normative.text);
  for (const auto& other : control->alternatives) parse_into(wanted, other.text);

  const coverwatch::coverage_report report = coverwatch::covers(filters, wanted);
  if (report.result == coverwatch::verdict::covered) return testing::AssertionSuccess();
  auto failure = testing::AssertionFailure() << control->id << " (" << control->title << "): " << name(report.result);
  if (!report.event.empty()) failure << "\nslips through: " << report.event;
  for (const auto& repair : report.repairs) {
    failure << "\nrepair:";
    for (const auto& step : repair.steps) failure << (step.replaces ? " instead " : " besides ") << step.text;
  }
  return failure;
}

// As they stand in the Terraform files; a real test would read them there.
const texts unauthorized = {R"({ $.errorCode = "*UnauthorizedOperation" })", R"({ $.errorCode = "AccessDenied*" })"};
const texts lost_star = {R"({ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied*") })"};

TEST(DeployedFilters, CoverUnauthorizedCalls) { EXPECT_TRUE(cover(unauthorized, "cis-5.0:4.1")); }

TEST(DeployedFilters, MissOneFormOfTheErrorWithoutTheStar) {
  const testing::AssertionResult answer = cover(lost_star, "cis-5.0:4.1");
  EXPECT_FALSE(answer);
  EXPECT_STREQ(answer.message(),
               "cis-5.0.0:4.1 (Calls that were not authorized): not_covered\n"
               "slips through: {\"errorCode\":\"Client.UnauthorizedOperation\"}\n"
               "repair: besides { $.errorCode = \"*UnauthorizedOperation\" }\n"
               "repair: instead { ($.errorCode = \"UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") || "
               "$.errorCode = \"*UnauthorizedOperation\" }");
}
