// SPDX-License-Identifier: Apache-2.0
// `coverwatch compare`: two patterns in, how their events lie to each other out, with an event that only the one
// matches, as text for people or JSON for programs.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct compare_options {
  std::vector<std::string> patterns;  // two, each a pattern or file://PATH of one
  std::vector<std::string> assume;    // likewise
  std::optional<wildcards> dialect;   // both, when not given
  std::uint64_t budget = 0;           // steps for each search
  colour colours = colour::automatic;
  bool json = false;
};

int show_comparison(const compare_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
