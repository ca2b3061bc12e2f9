// SPDX-License-Identifier: Apache-2.0
// The reader of the cases of coverage: text in, one item for each pair, and each line that cannot be read as a problem.
// Decides nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace coverage_cases {

struct pair {
  std::string file, block, expected, deployed, dialect = "glob";
  std::size_t line = 0;
  std::vector<std::string> references, beside, assumptions;
  std::vector<std::string> events;  // that slip through
};

struct suite {
  std::vector<pair> pairs;
  std::vector<std::string> problems;
};

// All `.txt` files of the folder, in the order of their names.
suite read_folder(const std::string& folder);

}  // namespace coverage_cases
