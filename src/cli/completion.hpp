// SPDX-License-Identifier: Apache-2.0
// Completions for shells, as the text that they load. In go the shapes of the commands; asks no shell, writes no file.
#pragma once

#include "cli/command_shape.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

std::string bash_completion(const std::vector<command_shape>& all);
std::string zsh_completion(const std::vector<command_shape>& all);
std::string fish_completion(const std::vector<command_shape>& all);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
