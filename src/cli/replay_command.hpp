// SPDX-License-Identifier: Apache-2.0
// The arguments of `replay`: made into what it works with, and refused when they do not go together.
#pragma once

#include "cli/arguments.hpp"
#include "cli/replay.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct replay_command {
  CLI::App* app;
  replay_request request;
  common_options common;
  std::vector<std::string> unused;
  std::string since, until, delay, format = "text", show;
  std::optional<std::uint32_t> extra_periods;
  std::uint32_t period = 60;
  CLI::Option *inputs, *filters, *patterns, *controls, *alarms, *compare, *compare_patterns, *names, *log_groups;

  explicit replay_command(CLI::App& program);
  int operator()();

 private:
  void add_sources();
  void add_model();
  void add_reading();
  std::string misuse();  // empty when the options go together
  std::string take_times();
  std::string take_format();
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
