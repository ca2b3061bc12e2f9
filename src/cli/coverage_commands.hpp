// SPDX-License-Identifier: Apache-2.0
// The arguments of `covers`, `compare` and `verify`: made into the options that the commands work with, and refused
// when they do not go together.
#pragma once

#include "cli/arguments.hpp"

#include <coverwatch/coverage.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// What both take, as it was typed.
struct question_options {
  common_options common;
  std::string format = "text";
  std::uint64_t budget = coverage_options{}.budget;

  void add_to(CLI::App& command);
  std::optional<wildcards> dialect() const;
  bool json() const { return format == "json"; }
};

struct covers_command {
  CLI::App* app;
  question_options shared;
  std::vector<std::string> unused;
  std::string unused_control, unused_batch;
  bool whole_event = false;
  CLI::Option *deployed, *reference, *assume, *control, *batch;

  explicit covers_command(CLI::App& program);
  int operator()();

 private:
  std::string misuse() const;  // empty when the options go together
  int answer_one() const;
  int answer_many() const;
};

struct compare_command {
  CLI::App* app;
  question_options shared;
  std::vector<std::string> unused;
  CLI::Option *patterns, *assume;

  explicit compare_command(CLI::App& program);
  int operator()();
};

struct verify_command {
  CLI::App* app;
  common_options common;
  std::string format = "text";
  std::vector<std::string> unused;
  CLI::Option *file, *deployed, *reference, *assume;

  explicit verify_command(CLI::App& program);
  int operator()();
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
