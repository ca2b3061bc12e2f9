// SPDX-License-Identifier: Apache-2.0
// A replay as text for people, CSV or JSON (docs/replay.md has the shapes). Deterministic; written in pieces, so that
// nothing is held twice.
#pragma once

#include "cli/output.hpp"
#include "cli/replay.hpp"

#include <cstdint>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// What is printed. Valid while what it names lives.
struct replay_findings {
  const replay_request& asked;
  const replay::plan& filters;
  const replay::alarm_plan& alarms;
  const replay::replayed& done;
  const std::vector<replay::alarm_history>& histories;
  std::uint32_t sets = 1;
};

void write(output& out, const replay_findings& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
