// SPDX-License-Identifier: Apache-2.0
// Names, places, times and sentences.
#include "report/words.hpp"

#include "sample.hpp"

#include <gtest/gtest.h>

namespace coverwatch {
namespace {

using report::seconds_of;
using report::time_text;

TEST(words, read_and_write_times) {
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(seconds_of("2026-01-31T12:00:00Z"), 1769860800);
  EXPECT_EQ(time_text(1769860800), "2026-01-31T12:00:00Z");
  EXPECT_EQ(time_text(-1), "1969-12-31T23:59:59Z");
  for (const auto* each :
       {"", "2026-01-31", "2026-02-30T00:00:00Z", "2026-01-31T12:00:00Z ", "2026-01-31T12:00:00", "x"})
    EXPECT_EQ(seconds_of(each), std::nullopt) << each;
}

TEST(words, name_controls_and_places) {
  EXPECT_EQ(report::short_name(*catalog::find("cis-3.0.0:4.3")), "CIS 3.0.0 4.3");
  EXPECT_EQ(report::dotted_name(*catalog::find("cis-3.0.0:4.3")), "CIS.4.3");
  EXPECT_EQ(report::dotted_name(*catalog::find("securityhub:CloudWatch.1")), "CloudWatch.1");
  const auto sample = sample::small();
  const auto& known = *sample.known;
  EXPECT_EQ(report::place_text(known, {0, 0, 0}), known.files[0].path);
  EXPECT_EQ(report::place_text(known, {1, 7, 2}), known.files[1].path + ":7");
  EXPECT_EQ(report::place_text(known, {}), "");
  EXPECT_EQ(report::place_text(known, {3, 1, 1}), "");
}

TEST(words, point_to_the_decisive_evidence_first) {
  const auto sample = sample::small();
  const auto& failed = sample.report.findings[2];
  ASSERT_EQ(report::decisive_links(failed).size(), 1U);
  EXPECT_EQ(report::decisive_links(failed)[0]->what, audit::link::alarm);
  EXPECT_EQ(report::grounds(failed).front()->fact, "the fact it rests on");
  EXPECT_EQ(report::summary(failed), "alarm: one match cannot breach the threshold");
  EXPECT_EQ(report::summary(sample.report.findings[0]), "every link passed");
}

TEST(words, tell_what_security_hub_would_say) {
  using answer = audit::exact_text::answer;
  auto sample = sample::small();
  auto& f = sample.report.findings[1];
  f.security_hub.result = answer::refused;
  EXPECT_NE(report::hub_sentence(*sample.known, f).find("would accept no filter"), std::string::npos);
  f.security_hub.result = answer::accepted;
  EXPECT_NE(report::hub_sentence(*sample.known, f).find("would accept filter `root-use`"), std::string::npos);
  f.security_hub.result = answer::white_space_differs;
  EXPECT_NE(report::hub_sentence(*sample.known, f).find("white space"), std::string::npos);
  f.security_hub = {};
  EXPECT_EQ(report::hub_sentence(*sample.known, f), "Security Hub has no such control.");
}

TEST(words, find_a_region) {
  auto sample = sample::small();
  auto& f = sample.report.findings[0];
  EXPECT_EQ(report::regions(*sample.known).of(f), "eu-west-1");
  f.log_group_where = {};
  f.trail.reset();
  EXPECT_EQ(report::regions(*sample.known).of(f), "eu-west-1");  // of the account's trail
  sample.known->trails.clear();
  sample.known->alarms.clear();
  sample.known->filters.clear();
  EXPECT_EQ(report::regions(*sample.known).of(f), "");
  EXPECT_EQ(report::partition_of("cn-north-1"), "aws-cn");
  EXPECT_EQ(report::partition_of("us-gov-west-1"), "aws-us-gov");
}

TEST(words, have_one_fingerprint_for_control_and_account) {
  auto sample = sample::small();
  auto& findings = sample.report.findings;
  const std::string before = report::fingerprint(findings[0]);
  EXPECT_EQ(before.size(), 16U);
  EXPECT_NE(before, report::fingerprint(findings[1]));
  findings[0].status = audit::status::failed;
  EXPECT_EQ(before, report::fingerprint(findings[0]));
  findings[0].account.back() = '4';
  EXPECT_NE(before, report::fingerprint(findings[0]));
}

}  // namespace
}  // namespace coverwatch
