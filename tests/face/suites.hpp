// SPDX-License-Identifier: Apache-2.0
// The suites of cases: each puts one test for each of its cases, before a main runs them, and tells whether there were
// enough of them. A file that cannot be read is a failing test, or not enough.
#pragma once

#include <cstddef>
#include <string>

namespace conformance {
bool register_cases(const std::string& folder, std::size_t at_least = 900);
void show_counts();  // behind the run
}  // namespace conformance

namespace metric_cases {
bool register_cases(const std::string& folder);
}

namespace coverage_cases {
bool register_cases(const std::string& folder);
}

namespace face {
void register_skipped();  // one for each thing that the product does not offer
}
