// SPDX-License-Identifier: Apache-2.0
// What is alike is told once, and nothing is lost by it.
#include "report/groups.hpp"

#include "sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace coverwatch {
namespace {

using audit::status;
using report::group;

TEST(groups, tell_a_thousand_accounts_once) {
  const auto sample = sample::many(1000);
  const auto failed = report::grouped(sample.report, status::failed);
  ASSERT_EQ(failed.size(), 3U);
  EXPECT_EQ(failed[0].accounts.size(), 858U);  // every seventh differs
  EXPECT_EQ(failed[0].controls.size(), 1U);
  EXPECT_EQ(failed[2].accounts.size(), 1000U);
  EXPECT_EQ(failed[2].controls.size(), 2U);  // the same fault at the first link
  EXPECT_EQ(failed[2].members.size(), 2000U);
  EXPECT_EQ(report::grouped_accounts(sample.report).size(), 2U);
}

TEST(groups, lose_no_finding) {
  const auto sample = sample::many(50);
  std::set<const audit::finding*> seen;
  for (const status each : {status::passed, status::failed, status::unknown})
    for (const group& g : report::grouped(sample.report, each)) seen.insert(g.members.begin(), g.members.end());
  EXPECT_EQ(seen.size(), sample.report.findings.size());
}

// Each of these makes the second account another case than the first.
TEST(groups, keep_apart_what_differs) {
  const auto groups_after = [](auto change) {
    auto sample = sample::many(2);
    change(sample.report.findings[7]);  // of the second account, failed at the filter
    return report::grouped(sample.report, status::failed).size();
  };
  using audit::finding;
  const auto filter = static_cast<std::size_t>(audit::link::filter);
  EXPECT_EQ(groups_after([](finding&) {}), 3U);
  EXPECT_EQ(groups_after([](finding& f) { f.filters.answer.event += ' '; }), 4U);
  EXPECT_EQ(groups_after([](finding& f) { f.filters.answer.repairs.clear(); }), 4U);
  EXPECT_EQ(groups_after([](finding& f) { f.waived = audit::waiver{}; }), 4U);
  EXPECT_EQ(groups_after([](finding& f) { f.security_hub.result = audit::exact_text::answer::accepted; }), 4U);
  EXPECT_EQ(groups_after([&](finding& f) { f.links[filter].remarks[0].why = audit::reason::filter_refused; }), 4U);
  EXPECT_EQ(groups_after([&](finding& f) { f.links[filter].parts.pop_back(); }), 4U);
  EXPECT_EQ(groups_after([](finding& f) { f.links.back().status = status::unknown; }), 4U);
}

}  // namespace
}  // namespace coverwatch
