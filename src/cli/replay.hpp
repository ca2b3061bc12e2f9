// SPDX-License-Identifier: Apache-2.0
// `coverwatch replay`: metric filters, alarms and an archive in; datapoints, rings and changes of state out on standard
// output, all else on standard error. A filter that is refused, or damage anywhere, never passes in silence.
#pragma once

#include "cli/terminal.hpp"
#include "replay/replay.hpp"
#include "replay/watch.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

enum class replay_format : std::uint8_t { text, csv, json };
enum class replay_table : std::uint8_t { summary, datapoints, changes };

struct replay_request {
  std::vector<std::string> filters, patterns, controls;  // the filters: files, patterns (or file://PATH), ids
  std::vector<std::string> compare, compare_patterns;    // the second set
  std::vector<std::string> alarms;                       // files; none: those that stand beside the filters
  std::vector<std::string> names, log_groups;            // none: all
  std::vector<std::string> inputs;                       // none: standard input
  replay::replay_options how;
  replay::schedule when;
  replay::seconds period = replay::minute;  // of the datapoints that are printed
  replay_format format = replay_format::text;
  replay_table table = replay_table::summary;
  wildcards dialect = wildcards::glob;
  colour colours = colour::automatic;
  bool quiet = false;
};

int run_replay(const replay_request& request);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
