// SPDX-License-Identifier: Apache-2.0
// `coverwatch covers --batch`: one question a line in, one answer a line out, in the same order and at once, so that
// another program may ask and wait. A line that is no question is answered as an error and costs no other line.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct covers_batch_options {
  std::string file;                  // `-` is standard input
  std::optional<wildcards> dialect;  // of the lines that name none
  std::uint64_t budget = 0;          // steps for each search
  colour colours = colour::automatic;
  bool whole_event = false;  // show it as a record, too
};

int answer_batch(const covers_batch_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
