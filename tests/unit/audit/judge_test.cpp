// SPDX-License-Identifier: Apache-2.0
#include "whole_account.hpp"

#include <gtest/gtest.h>

namespace coverwatch::test {
namespace {

using audit::link;
using audit::status;

TEST(Judge, PassesAWholeAccountOfEveryBenchmark) {
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    const whole_account account(b.id);
    for (const audit::finding& f : judge_all(account.all, b.id)) {
      EXPECT_EQ(wrong_with(f), "") << f.control->id;
      EXPECT_EQ(f.status, status::passed) << f.control->id;
      for (const audit::link_judgement& l : f.links) {
        EXPECT_FALSE(l.grounds.empty()) << audit::name(l.what);
        EXPECT_FALSE(l.message.empty()) << audit::name(l.what);
        EXPECT_TRUE(l.settle.empty()) << audit::name(l.what);
      }
    }
  }
}

}  // namespace
}  // namespace coverwatch::test
