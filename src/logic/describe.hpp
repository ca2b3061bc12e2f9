// SPDX-License-Identifier: Apache-2.0
// What a pattern means, in plain words: a line for each test and each connective, after the table of conditions in
// docs/language.md. Says what a condition demands and which values never satisfy it. Decides nothing.
#pragma once

#include "logic/formula.hpp"

#include <coverwatch/options.hpp>

#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// In the order of the pattern; each level below a connective is indented by two blanks.
std::vector<std::string> describe(const formula& f, wildcards dialect);

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
