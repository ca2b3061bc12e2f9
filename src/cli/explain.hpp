// SPDX-License-Identifier: Apache-2.0
// `coverwatch explain`: a pattern in, what it is made of and what it means out, as text for people or JSON for programs.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct explain_options {
  std::string pattern;
  wildcards dialect = wildcards::glob;
  colour colours = colour::automatic;
  bool json = false;
};

int explain(const explain_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
