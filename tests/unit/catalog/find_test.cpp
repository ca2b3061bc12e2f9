// SPDX-License-Identifier: Apache-2.0
// Ids in all their spellings, and what is not one.
#include <coverwatch/catalog.hpp>

#include <gtest/gtest.h>

namespace {

namespace catalog = coverwatch::catalog;

static_assert(noexcept(catalog::find("")) && noexcept(catalog::find_benchmark("")) && noexcept(catalog::benchmarks()));

std::string_view found(std::string_view id) {
  const auto* e = catalog::find(id);
  return e == nullptr ? "nothing" : e->id;
}

std::string_view found_benchmark(std::string_view id) {
  const auto* b = catalog::find_benchmark(id);
  return b == nullptr ? "nothing" : b->id;
}

TEST(find, every_id_finds_its_own) {
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    EXPECT_EQ(catalog::find_benchmark(b.id), &b);
    EXPECT_EQ(found(b.id), "nothing") << "a benchmark is no control";
    for (const catalog::entry& e : b.entries) {
      EXPECT_EQ(catalog::find(e.id), &e);
      EXPECT_EQ(found_benchmark(e.id), "nothing") << "a control is no benchmark";
    }
  }
}

TEST(find, a_version_may_be_short) {
  for (const char* id : {"cis-3", "cis-3.0", "cis-3.0.0", "CIS-3.0"}) EXPECT_EQ(found_benchmark(id), "cis-3.0.0") << id;
  EXPECT_EQ(found_benchmark("cis-1.2"), "cis-1.2.0");
  EXPECT_EQ(found("cis-7.0:5.1"), "cis-7.0.0:5.1");
  EXPECT_EQ(found("cis-4.0.1:4.13"), "cis-4.0.1:4.13");
}

TEST(find, security_hub_goes_with_and_without_its_month) {
  EXPECT_EQ(found("securityhub:CloudWatch.2"), "securityhub:CloudWatch.2");
  EXPECT_EQ(found("SecurityHub-2023-03:cloudwatch.14"), "securityhub:CloudWatch.14");
  EXPECT_EQ(found_benchmark("securityhub-2023-04"), "nothing");
}

TEST(find, what_is_near_is_not_found) {
  for (const char* id : {"", ":", "cis", "cis-", "cis-.", "cis-3.", "cis-3.0.", "cis-3..0", "cis-3.0.0.1", "cis-03",
                         "cis-4.0", "cis-30", "cis3.0", " cis-3.0", "cis-3.0 ", "cis_3.0", "securityhub-"}) {
    EXPECT_EQ(found_benchmark(id), "nothing") << id;
  }
  for (const char* id : {"cis-3.0:", "cis-3.0:4", "cis-3.0:4.1.0", "cis-3.0:4.01", "cis-3.0:5.1", "cis-3.0:4.16", "4.1",
                         "cis-3.0:4.1:", "securityhub:2", "securityhub:CloudWatch.15"}) {
    EXPECT_EQ(found(id), "nothing") << id;
  }
}

// More zeros than a version has are the same version.
TEST(find, zeros_at_the_end_change_nothing) { EXPECT_EQ(found_benchmark("cis-3.0.0.0"), "cis-3.0.0"); }

using ids = std::vector<std::string_view>;

TEST(suggestions, name_what_was_likely_meant_first) {
  EXPECT_EQ(catalog::suggestions("cis-4.0:4.1"), (ids{"cis-4.0.1:4.1", "cis-5.0.0:4.1", "cis-3.0.0:4.1"}));
  EXPECT_EQ(catalog::suggestions("cis-6.0:4.1"), (ids{"cis-6.0.0:5.1", "cis-5.0.0:4.1", "cis-3.0.0:4.1"}));
  EXPECT_EQ(catalog::suggestions("cis-v3.0:4.1").front(), "cis-3.0.0:4.1");
  EXPECT_EQ(catalog::suggestions("CIS_5.0").front(), "cis-5.0.0");
  EXPECT_EQ(catalog::suggestions("security-hub"), ids{"securityhub"});
  EXPECT_EQ(catalog::suggestions("securityhub:CloudWatch2").front(), "securityhub:CloudWatch.2");
}

TEST(suggestions, a_family_or_a_number_alone_will_do) {
  EXPECT_EQ(catalog::suggestions("cis"), (ids{"cis-7.0.0", "cis-6.0.0", "cis-5.0.0"}));
  EXPECT_EQ(catalog::suggestions("cloudwatch.2"), ids{"securityhub:CloudWatch.2"});
  EXPECT_EQ(catalog::suggestions("3.10"), ids{"cis-1.2.0:3.10"});
}

TEST(suggestions, are_none_when_nothing_is_near) {
  for (const char* id : {"", ":", "foo", "pci-4.0:10.2"}) EXPECT_EQ(catalog::suggestions(id), ids{}) << id;
  EXPECT_EQ(catalog::suggestions(std::string(100000, 'c')), ids{});
  EXPECT_EQ(catalog::suggestions(std::string(62, '-') + "1"), ids{});  // grows when its version is spelled out
}

}  // namespace
