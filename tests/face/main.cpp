// SPDX-License-Identifier: Apache-2.0
// Runs the whole suite of the public face over the product that this program was built with.
#include "suites.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  bool found = conformance::register_cases(COVERWATCH_CONFORMANCE_CASES);
  found = coverage_cases::register_cases(COVERWATCH_COVERAGE_CASES) && found;
#ifndef COVERWATCH_THROUGH_C
  found = metric_cases::register_cases(COVERWATCH_METRIC_CASES) && found;
#endif
  face::register_skipped();
  const int status = RUN_ALL_TESTS();
  conformance::show_counts();
  return found ? status : 1;
}
