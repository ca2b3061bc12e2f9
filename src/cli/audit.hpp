// SPDX-License-Identifier: Apache-2.0
// `coverwatch audit`: files that an auditor has to a report. In go paths and what to hold them against, out comes the
// report, and the exit code. The reading, the judging and the writing are stages of their own.
#pragma once

#include "cli/terminal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct audit_options {
  std::vector<std::string> inputs;
  std::string benchmark = "cis-5.0";
  std::vector<std::string> controls;  // ids, or numbers of the benchmark; none: all of it
  std::vector<std::string> accounts;  // none: all
  std::vector<std::string> assume;    // patterns, fact:NAME, canonical-json, unfiltered-subscriptions
  std::vector<std::string> events;    // to be replayed, for the page's plots
  std::optional<std::string> waivers;
  std::string format = "text";        // text, json, sarif, junit, ocsf, asff, html
  std::optional<std::string> output;  // a file; none: standard output
  std::optional<std::int64_t> time;   // seconds since 1970; none: now
  bool exit_zero = false;             // 1 and 3 become 0
  colour colours = colour::automatic;
};

int audit_files(const audit_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
