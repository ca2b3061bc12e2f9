// SPDX-License-Identifier: Apache-2.0
// `coverwatch verify`: is a certificate right, and is it about these patterns? In go a file and texts, out comes the
// claim or what is wrong. Decides no coverage and knows no search.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// Texts may be file://PATH. Once there is one, the certificate must be about the texts that are there.
struct verify_options {
  std::string file;  // `-`: standard input
  std::vector<std::string> deployed, reference, assume;
  std::optional<wildcards> dialect;  // nothing: both
  colour colours = colour::automatic;
  bool json = false;
};

int verify_file(const verify_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
