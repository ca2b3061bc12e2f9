// SPDX-License-Identifier: Apache-2.0
// For each reason an account that is whole but for one thing: just that link does not hold, and for just that reason.
#include "broken_accounts.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <map>

namespace coverwatch::test {
namespace {

// What no command tells.
bool nothing_settles(audit::reason why) {
  using audit::reason;
  constexpr reason all[] = {
      reason::coverage_not_known, reason::reference_vacuous, reason::metric_math, reason::query, reason::anomaly,
      reason::percentile,         reason::filter_policy};
  return std::find(std::begin(all), std::end(all), why) != std::end(all);
}

class Reasons : public testing::TestWithParam<broken> {};

TEST_P(Reasons, IsTheOnlyOne) {
  const broken& b = GetParam();
  whole_account account;
  b.how(account);
  std::vector<pattern> assumed;
  if (!b.assume.empty()) assumed.push_back(*pattern::parse(b.assume));
  audit::judge_options options;
  options.assumptions = assumed;
  const audit::finding f = judge_all(account.all, "cis-5.0:" + b.control, options).front();
  const audit::link where = audit::link_of(b.why);
  const std::string link(audit::name(where));
  const std::string why(audit::name(b.why));
  const audit::link_judgement& l = link_of(f, where);
  if (b.status == "remark") {
    EXPECT_EQ(wrong_with(f), "");
    ASSERT_FALSE(l.remarks.empty());
    EXPECT_EQ(audit::name(l.remarks.front().why), why);
    EXPECT_FALSE(l.remarks.front().decisive);
    return;
  }
  ASSERT_EQ(wrong_with(f), link + " " + b.status + " (" + why + ")");
  EXPECT_EQ(audit::name(f.status), b.status);
  EXPECT_EQ(l.message, l.remarks.front().message);
  EXPECT_EQ(l.message.back(), '.');
  EXPECT_EQ(l.settle.empty(), b.status == "failed" || nothing_settles(b.why)) << l.message;
}

TEST(AllReasons, AreTried) {
  std::map<audit::reason, int> seen;
  for (const broken& b : all_broken()) ++seen[b.why];
#define COVERWATCH_REASON(code, where, title) EXPECT_GT(seen[audit::reason::code], 0) << #code;
#include "audit/reasons.def"
#undef COVERWATCH_REASON
}

std::string test_name(const testing::TestParamInfo<broken>& info) {
  std::string out = std::string(audit::name(info.param.why)) + "_" + std::to_string(info.index) + "_" + info.param.name;
  for (char& c : out) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return out;
}

INSTANTIATE_TEST_SUITE_P(All, Reasons, testing::ValuesIn(all_broken()), test_name);

}  // namespace
}  // namespace coverwatch::test
