// SPDX-License-Identifier: Apache-2.0
// `coverwatch completion` and `coverwatch manual`: the program as shells and man(1) want it described, on standard
// output.
#pragma once

#include "cli/arguments.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct completion_command {
  const CLI::App* program;
  std::string shell;
  CLI::App* app;

  explicit completion_command(CLI::App& all);
  int operator()() const;
};

struct manual_command {
  const CLI::App* program;
  CLI::App* app;

  explicit manual_command(CLI::App& all);
  int operator()(const std::string& version) const;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
