// SPDX-License-Identifier: Apache-2.0
// The answers of coverage in words and as exit codes: whole sentences that stand alone in a report. Takes answers as
// they are and decides nothing.
#pragma once

#include "cli/coverage_question.hpp"

#include <coverwatch/coverage.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// One sentence with a full stop.
std::string sentence(const coverage_report& answer, const coverage_question& asked);
std::string sentence(const comparison& answer, bool assumptions);

// How much is covered and what blocks the rest, as sentences; empty where the first sentence says it all.
std::string summary(const coverage_report& answer, const coverage_question& asked);

// Why nobody can tell, as the end of a sentence; empty for `nothing`.
std::string_view reason(doubt d);

// `the deployed pattern`, or `deployed pattern 2`; `the reference`, `the text of control cis-3.0.0:4.1`.
std::string deployed_name(const coverage_question& asked, std::size_t index);
std::string reference_name(const coverage_question& asked, std::size_t index);

// 0 covered or equivalent, 1 not, 2 vacuous, 3 unknown.
int exit_code_for(verdict v);
int exit_code_for(relation r);
// Of several: 2 beats 1, 1 beats 3, 3 beats 0.
int worse(int a, int b);

// Whether there is an event that slips through: the empty message is one.
bool has_witness(const coverage_report& answer);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
