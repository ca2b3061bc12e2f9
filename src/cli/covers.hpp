// SPDX-License-Identifier: Apache-2.0
// `coverwatch covers`: deployed patterns and a reference in, the verdict with what it rests on out, as text for a
// report or JSON for programs. Bad patterns are all told, by the argument that each came from.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct covers_options {
  std::vector<std::string> deployed, reference, assume;  // patterns, or file://PATH of one; assume: fact:NAME too
  std::optional<std::string> control;                    // an id of the catalogue, instead of a reference
  std::optional<wildcards> dialect;                      // both, when not given
  std::uint64_t budget = 0;                              // steps for each search
  colour colours = colour::automatic;
  bool json = false;
  bool whole_event = false;  // show it as a record, too
};

int show_coverage(const covers_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
