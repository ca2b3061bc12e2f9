// SPDX-License-Identifier: Apache-2.0
// The patterns of the rows by name, parsed, and what the reference evaluator says about them; a text that is refused
// ends the program.
#pragma once

#include "drawn_patterns.hpp"
#include "expected.hpp"
#include "measure.hpp"

#include <coverwatch/coverwatch.hpp>

#include <string_view>
#include <vector>

namespace bench {

coverwatch::pattern parsed(std::string_view text);
std::vector<coverwatch::pattern> parsed(const std::vector<drawn_pattern>& drawn);

// CIS 4.1 of 2.0: calls that were not authorized.
std::string_view unauthorized_text();

// Every text of the controls of CIS 5.0, alternatives too.
std::vector<coverwatch::pattern> cis_patterns();

// What each of them matches, by the reference evaluator. Seconds for 100,000 events.
tally by_reference(const std::vector<coverwatch::pattern>& patterns, const part& p);

}  // namespace bench
