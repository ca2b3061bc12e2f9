// SPDX-License-Identifier: Apache-2.0
// Questions of coverage made to be hard end within their budget, with an answer that is right or says that the budget
// ran out; within the service's limits, the default budget means some seconds at most.
#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <time.h>

#include <string>
#include <vector>

namespace {

using namespace coverwatch;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct hard {
  std::string deployed, reference;
  verdict right;
};

std::vector<hard> hard_questions() {
  std::vector<hard> all;
  // Two spellings of one set of texts whose smallest deterministic automaton has 2^20 states.
  all.push_back({"{ $.a = %^[ab]*a[ab]{20}$% }", "{ $.a = %^[ab]*a[ab]{9}[ab]{11}$% }", verdict::covered});
  all.push_back({"{ $.a = %^[ab]*a[ab]{20}$% }", "{ $.a = %^[ab]*[ab]a[ab]{19}$% }", verdict::not_covered});
  // Arrays in arrays: was twice the work for each level.
  const std::string deep = "{ $.a" + repeated("[0]", 330) + " = 1 }";
  all.push_back({deep, deep, verdict::covered});
  const std::string far = "{ $" + repeated(".a", 500) + " = 1 }";
  all.push_back({far, far, verdict::covered});
  const std::string stars = "{ $.a = \"" + repeated("*a", 480) + "*\" }";
  all.push_back({stars, stars, verdict::covered});
  // As many choices as a pattern has room for.
  std::string any_of, all_of;
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    any_of += (i > 0 ? " && " : "") + ("($.a" + n + " = 1 || $.b" + n + " = 1)");
    all_of += (i > 0 ? " || " : "") + ("($.a" + n + " = 1 && $.b" + n + " = 1)");
  }
  all.push_back({"{ " + all_of + " }", "{ " + any_of + " }", verdict::not_covered});
  return all;
}

TEST(limits, hard_questions_of_coverage_end_within_their_budget) {
  for (const hard& h : hard_questions()) {
    const auto deployed = pattern::parse(h.deployed), reference = pattern::parse(h.reference);
    ASSERT_TRUE(deployed.has_value() && reference.has_value()) << h.deployed;
    for (const std::uint64_t budget :
         {std::uint64_t{0}, std::uint64_t{1000}, std::uint64_t{100'000}, coverage_options().budget}) {
      coverage_options options;
      options.budget = budget;
      const double begin = processor_seconds();
      const auto report = covers({&*deployed, 1}, {&*reference, 1}, options);
      const double took = processor_seconds() - begin;
      if (report.result == verdict::unknown) {
        EXPECT_EQ(report.doubt, doubt::budget) << h.reference;
      } else {
        EXPECT_EQ(report.result, h.right) << h.reference;
      }
      EXPECT_LT(took, 60) << h.reference << " with " << budget;
      RecordProperty("seconds", std::to_string(took));
      std::printf("%-40.40s %10llu steps: %-12s %7.3f s\n", h.reference.c_str(),
                  static_cast<unsigned long long>(budget), std::string(name(report.result)).c_str(), took);
    }
  }
}

}  // namespace
