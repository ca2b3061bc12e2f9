// SPDX-License-Identifier: Apache-2.0
// `coverwatch match`: one pattern or many and inputs in, the matching events out on standard output, one a line; all else
// on standard error. Damage never prints as an event and never passes in silence.
#pragma once

#include "archive/source.hpp"
#include "archive/time_range.hpp"
#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// For every command, and never another meaning: yes or done, no, it could not be done in full, nobody can tell.
enum exit_code : int { exit_match = 0, exit_no_match = 1, exit_trouble = 2, exit_unknown = 3 };

struct match_options {
  std::string pattern;
  std::optional<std::string> pattern_file;  // then `pattern` is its content
  std::vector<std::string> pattern_lists;   // files of patterns with ids
  std::vector<std::string> controls;        // of the catalogue, and whole benchmarks
  std::vector<std::string> inputs;          // none: standard input
  archive::time_range times;
  wildcards dialect = wildcards::glob;
  colour colours = colour::automatic;
  std::size_t max_event_bytes = std::size_t{1} << 20;
  std::uint64_t max_inflated = archive::source_limits{}.all_inflated;  // bytes, of each input
  std::uint64_t max_count = std::numeric_limits<std::uint64_t>::max();
  std::size_t threads = 0;  // 0: one for each core
  bool count = false;
  bool invert = false;
  bool with_filename = false;
  bool files_with_matches = false;
  bool line_buffered = false;
  bool quiet = false;
  bool strict = false;  // validate every event whole
  bool json = false;    // print objects

  // Patterns with ids, in place of `pattern`.
  bool many() const noexcept { return !pattern_lists.empty() || !controls.empty(); }
};

int match(const match_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
