// SPDX-License-Identifier: Apache-2.0
// Runs the conformance cases alone, of tests/conformance/cases or of the folder that is given.
#include "../face/suites.hpp"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool found =
      argc > 1 ? conformance::register_cases(argv[1], 1) : conformance::register_cases(COVERWATCH_CONFORMANCE_CASES);
  const int status = RUN_ALL_TESTS();
  conformance::show_counts();
  return found ? status : 1;
}
