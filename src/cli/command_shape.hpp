// SPDX-License-Identifier: Apache-2.0
// What the program takes, read off the very objects that parse its arguments: the one source of the man page and of the
// completions. Writes nothing.
#pragma once

#include "cli/arguments.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// What may stand for a value.
enum class value_kind : std::uint8_t {
  none,      // it is a flag
  words,     // one of a few
  files,     // the name of a file or folder
  controls,  // an id of the catalogue
  other,
};

struct option_shape {
  std::vector<std::string> names;  // with their dashes; the short ones first
  std::string value;               // as --help shows it; empty for a flag
  value_kind kind{};
  std::vector<std::string> words = {};
  bool repeated = false;
  std::string help;
};

struct command_shape {
  std::string name;  // empty: the program itself
  std::string help;
  std::string footer;
  std::vector<option_shape> options;
  std::vector<option_shape> arguments;  // without names
};

// The program, then its commands in their order.
std::vector<command_shape> shapes_of(const CLI::App& program);

// Every id that --control takes: benchmarks and their controls.
std::vector<std::string> control_ids();

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
