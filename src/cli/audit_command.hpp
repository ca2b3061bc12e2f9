// SPDX-License-Identifier: Apache-2.0
// The options of `coverwatch audit`. Reads no file and judges nothing.
#pragma once

#include "cli/arguments.hpp"
#include "cli/audit.hpp"

#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct audit_command {
  audit_options options;
  common_options common;
  std::vector<std::string> unused, unused_controls, unused_accounts, unused_assume, unused_events;
  std::string unused_benchmark, unused_waivers, unused_output, time;
  CLI::App* app;
  CLI::Option *inputs, *benchmark, *controls, *accounts, *assume, *events, *waivers, *output;

  explicit audit_command(CLI::App& program);
  int operator()();

 private:
  std::string misuse();
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
