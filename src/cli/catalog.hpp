// SPDX-License-Identifier: Apache-2.0
// `coverwatch catalog`: the reference patterns in the catalogue, as text for people or JSON for programs. Shows what is
// there and judges nothing, but says of a text that the service would refuse it.
#pragma once

#include "cli/terminal.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct catalog_options {
  std::string id;  // of a benchmark or a control; empty: everything
  colour colours = colour::automatic;
  bool json = false;
};

int show_catalog(const catalog_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
