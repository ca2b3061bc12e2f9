// SPDX-License-Identifier: Apache-2.0
// What the commands share about their arguments: options of one name and meaning, and values that come out of CLI11 as
// they were typed. CLI11 reads `{}` and `[a]` as lists; patterns, messages and paths may be any text at all.
#pragma once

// g++ 12 sees null pointers where CLI11's headers grow their vectors.
#pragma GCC diagnostic ignored "-Wnull-dereference"

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>
#include <coverwatch/result.hpp>

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// As they were typed.
struct common_options {
  std::string dialect = "glob";
  std::string colours = "auto";

  wildcards wildcard_dialect() const { return dialect == "leftmost" ? wildcards::leftmost : wildcards::glob; }
  colour wanted_colour() const;
};

void add_colour(CLI::App& command, common_options& common);
void add_format(CLI::App& command, std::string& format);
void add_common(CLI::App& command, common_options& common);  // --dialect and --colour

CLI::Validator at_least_one();

// The arguments as CLI11 wants them, last first, each guarded against being taken for anything else than it is; and a
// message of CLI11 without those guards.
std::vector<std::string> guarded(int argc, const char* const* argv);
std::string unguarded(std::string message);

// Values of an option or an argument, in whatever number, to be read with `typed`.
CLI::Option* add_values(CLI::App& command, const std::string& name, std::vector<std::string>& unused,
                        const std::string& text, const std::string& help);
// An option that takes one value each time it stands there.
CLI::Option* add_repeated(CLI::App& command, const std::string& name, std::vector<std::string>& unused,
                          const std::string& text, const std::string& help);
std::vector<std::string> typed(const CLI::Option& option);
std::string typed(std::string argument);

// Tells what is wrong and returns the exit code. `command` is empty, or ends with a blank.
int usage_error(const std::string& text, const std::string& command);

// The pattern from the file, or from the first argument, which it takes away.
result<std::string, std::string> take_pattern(const std::optional<std::string>& file,
                                              std::vector<std::string>& arguments);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
