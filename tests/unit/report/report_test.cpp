// SPDX-License-Identifier: Apache-2.0
// The documents as texts: what must stand in each, whatever the files held. Whether they are well formed, and as their
// schemas want them, is asked of other readers in documents_test.cpp.
#include "report/report.hpp"

#include "sample.hpp"
#include "support/json.hpp"
#include "support/utf8.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace coverwatch {
namespace {

using support::json::document;
using support::json::value;

constexpr auto writers = std::to_array<std::string (*)(const audit::report&)>(
    {[](const audit::report& r) { return report::write_text(r); }, report::write_json, report::write_sarif,
     report::write_junit, report::write_ocsf, report::write_asff,
     [](const audit::report& r) { return report::write_html(r); }});

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

document parsed(const std::string& text) {
  document out;
  EXPECT_FALSE(out.parse(text)) << text.substr(0, 200);
  return out;
}

std::string text_at(const value& v, std::string_view key) {
  const auto found = v.member(key);
  EXPECT_TRUE(found) << key;
  return found ? std::string(found->is(support::json::kind::number) ? found->spelling() : found->string()) : "";
}

// Compared byte by byte; with COVERWATCH_UPDATE_GOLDEN=1 in the environment written anew instead.
TEST(report, text_is_as_it_was_read_through) {
  const std::string path = "tests/unit/report/small.golden", text = report::write_text(sample::small().report);
  if (std::getenv("COVERWATCH_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {}));
}

TEST(report, text_tells_a_thousand_accounts_in_little) {
  const std::string text = report::write_text(sample::many(1000).report);
  EXPECT_LT(text.size(), 12000U);
  EXPECT_TRUE(holds(text, "858 accounts: 100000000000"));
  EXPECT_TRUE(holds(text, "and 846 more, which `--format json` names"));
  EXPECT_TRUE(
      holds(text, "6000 controls judged in 1000 accounts: 1142 passed, 3858 failed, 1000 unknown (1000 waived)."));
}

TEST(report, text_has_colour_only_when_asked) {
  EXPECT_FALSE(holds(report::write_text(sample::hostile_one().report), "\x1b"));
  EXPECT_TRUE(holds(report::write_text(sample::small().report, {true, 100}), "\x1b[1;31mFAIL"));
}

TEST(report, text_says_that_nothing_was_judged) {
  EXPECT_TRUE(holds(report::write_text(sample::empty().report), "Nothing was judged."));
  EXPECT_TRUE(holds(report::write_html(sample::empty().report), "Nothing was judged."));
  EXPECT_TRUE(holds(report::write_junit(sample::empty().report), "errors=\"1\""));
}

TEST(report, json_holds_everything) {
  const auto sample = sample::small();
  const document d = parsed(report::write_json(sample.report));
  EXPECT_EQ(text_at(d.root(), "schema"), "coverwatch.audit/1");
  EXPECT_EQ(text_at(d.root(), "exit_code"), "2");  // a problem
  EXPECT_EQ(d.root().member("findings")->size(), sample.report.findings.size());
  const value failed = *d.root().member("findings")->element(1);
  EXPECT_EQ(text_at(failed, "status"), "failed");
  EXPECT_EQ(failed.member("links")->size(), audit::link_count);
  const value coverage = *failed.member("coverage");
  EXPECT_EQ(text_at(coverage, "result"), "not_covered");
  EXPECT_EQ(text_at(*coverage.member("repairs")->element(0)->member("steps")->element(0), "pattern"),
            sample.report.findings[1].filters.answer.repairs[0].steps[0].text);
  EXPECT_EQ(text_at(coverage, "whole_event"), sample.report.findings[1].filters.answer.whole_event);
  EXPECT_TRUE(d.root().member("findings")->element(4)->member("coverage")->is(support::json::kind::null));
  EXPECT_EQ(text_at(*d.root().member("findings")->element(2)->member("waived"), "reason"), "watched by another tool");
  EXPECT_EQ(text_at(*d.root().member("inputs")->element(0), "sha256"), std::string(64, 'a'));
}

TEST(report, sarif_has_failures_and_open_questions) {
  const document d = parsed(report::write_sarif(sample::small().report));
  const value run = *d.root().member("runs")->element(0);
  const value results = *run.member("results");
  ASSERT_EQ(results.size(), 5U);
  EXPECT_EQ(text_at(*results.element(0), "kind"), "fail");
  EXPECT_EQ(text_at(*results.element(0), "level"), "error");
  EXPECT_FALSE(results.element(0)->member("suppressions"));
  EXPECT_EQ(results.element(1)->member("suppressions")->size(), 1U);
  EXPECT_EQ(text_at(*results.element(2), "kind"), "open");
  EXPECT_EQ(text_at(*results.element(2), "level"), "none");
  const value physical = *results.element(0)->member("locations")->element(0)->member("physicalLocation");
  EXPECT_EQ(text_at(*physical.member("artifactLocation"), "uri"), "out/111122223333/eu-west-1/the%20rest.json");
  EXPECT_EQ(text_at(*physical.member("region"), "startLine"), "42");
  EXPECT_TRUE(run.member("invocations")->element(0)->member("executionSuccessful")->is(support::json::kind::false_));
}

TEST(report, sarif_gives_every_result_a_location) {
  auto sample = sample::small();
  for (auto& finding : sample.report.findings)
    for (auto& link : finding.links) {
      link.grounds.clear();
      link.remarks.clear();
    }
  const document d = parsed(report::write_sarif(sample.report));
  const value results = *d.root().member("runs")->element(0)->member("results");
  for (auto each = results.first_child(); each; each = each->next_sibling())
    EXPECT_EQ(each->member("locations")->size(), 1U);
}

TEST(report, junit_fails_what_failed_and_is_not_waived) {
  const std::string text = report::write_junit(sample::small().report);
  EXPECT_EQ(times(text, "<failure "), 3U);
  EXPECT_EQ(times(text, "<skipped "), 2U);  // waived, unknown
  EXPECT_EQ(times(text, "<error "), 1U);
  EXPECT_TRUE(holds(text, "<testcase classname=\"CIS.4.3\" name=\"Use of the root account\""));
}

TEST(report, ocsf_tells_status) {
  const document d = parsed(report::write_ocsf(sample::small().report));
  ASSERT_EQ(d.root().size(), 6U);
  const auto status = [&](std::uint64_t i) { return text_at(*d.root().element(i)->member("compliance"), "status_id"); };
  EXPECT_EQ(status(0), "1");
  EXPECT_EQ(status(1), "3");
  EXPECT_EQ(status(3), "2");
  EXPECT_EQ(text_at(*d.root().element(2), "status"), "Suppressed");
  EXPECT_EQ(text_at(*d.root().element(0), "time"), "1769860800000");
}

TEST(report, asff_names_the_reasons_of_security_hub) {
  const document d = parsed(report::write_asff(sample::small().report));
  ASSERT_EQ(d.root().size(), 6U);
  const auto reason = [&](std::uint64_t i) {
    return text_at(*d.root().element(i)->member("Compliance")->member("StatusReasons")->element(0), "ReasonCode");
  };
  EXPECT_EQ(reason(1), "CLOUDTRAIL_METRIC_FILTER_NOT_VALID");
  EXPECT_EQ(reason(2), "CLOUDWATCH_ALARMS_NOT_PRESENT");
  EXPECT_EQ(reason(4), "CLOUDTRAIL_MULTI_REGION_NOT_PRESENT");
  EXPECT_EQ(text_at(*d.root().element(2)->member("Workflow"), "Status"), "SUPPRESSED");
  EXPECT_EQ(text_at(*d.root().element(3)->member("Compliance"), "Status"), "NOT_AVAILABLE");
  EXPECT_EQ(text_at(*d.root().element(0), "ProductArn"),
            "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default");
}

TEST(report, asff_leaves_out_what_is_no_account_and_says_so) {
  auto sample = sample::small();
  sample.report.findings[5].account = "templates/alarms.yaml";
  EXPECT_EQ(parsed(report::write_asff(sample.report)).root().size(), 5U);
  EXPECT_EQ(report::accounts_left_out_of_asff(sample.report), std::vector<std::string>{"templates/alarms.yaml"});
}

TEST(report, html_loads_and_runs_nothing) {
  for (const auto& sample : {sample::small(), sample::hostile_one()}) {
    const std::string text = report::write_html(sample.report);
    for (const auto* each : {"<script", "<img", "<link", "<iframe", "@import", "url(", "src=", "http://"})
      EXPECT_EQ(times(text.substr(text.find("</style>")), each), 0U) << each;
    EXPECT_TRUE(holds(text, "default-src 'none'"));
  }
}

TEST(report, html_tells_a_thousand_accounts_in_a_megabyte) {
  EXPECT_LT(report::write_html(sample::many(1000).report).size(), 1'000'000U);
}

TEST(report, every_format_names_versions_and_inputs) {
  const auto sample = sample::small();
  for (const auto write : writers) {
    const std::string text = write(sample.report);
    EXPECT_TRUE(holds(text, "2026-11")) << text.substr(0, 300);
    EXPECT_TRUE(holds(text, "0.1.0")) << text.substr(0, 300);
    EXPECT_TRUE(holds(text, std::string(64, 'b'))) << text.substr(0, 300);
  }
}

TEST(report, is_the_same_each_time_and_valid_utf8) {
  for (const auto write : writers) {
    EXPECT_EQ(write(sample::hostile_one().report), write(sample::hostile_one().report));
    EXPECT_EQ(support::find_invalid_utf8(write(sample::hostile_one().report)), std::string::npos);
  }
}

// Indices that point nowhere come from no reader of ours; a report must not fall over them either.
TEST(report, survives_indices_that_point_nowhere) {
  auto sample = sample::small();
  for (auto& f : sample.report.findings) {
    f.trail = 99;
    f.alarms = {99};
    f.filters.asked = {99};
    f.filters.filters = {{99, true}};
    f.security_hub.filter = 99;
  }
  sample.report.benchmark = nullptr;
  for (const auto write : writers) EXPECT_FALSE(write(sample.report).empty());
}

TEST(report, takes_texts_of_a_megabyte) {
  const std::string large = std::string(500'000, '<') + std::string(500'000, ' ');
  auto sample = sample::small();
  sample.report.findings[1].links[4].message = large;
  sample.report.findings[1].filters.answer.whole_event = large;
  sample.known->files[1].path = large;
  for (const auto write : writers) EXPECT_FALSE(write(sample.report).empty());
}

}  // namespace
}  // namespace coverwatch
