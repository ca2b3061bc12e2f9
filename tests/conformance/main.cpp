// SPDX-License-Identifier: Apache-2.0
// Runs the conformance cases alone, of tests/conformance/cases or of the folder that is given.
#include "../face/suites.hpp"

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool found = conformance::register_cases(argc > 1 ? argv[1] : COVERWATCH_CONFORMANCE_CASES);
  const int status = RUN_ALL_TESTS();
  conformance::show_counts();
  return found ? status : 1;
}
