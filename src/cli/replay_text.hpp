// SPDX-License-Identifier: Apache-2.0
// A replay as text: what the filters matched, what they published, how often the alarms rang; with two sets of filters
// both beside each other and the difference.
#pragma once

#include "cli/replay_output.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

void write_text(output& out, const replay_findings& f);

// Which model this is, and of which version of the language: one line.
std::string model_of(const replay_findings& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
