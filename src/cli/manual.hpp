// SPDX-License-Identifier: Apache-2.0
// The man page, as source for man(1). In go the shapes of the commands and what --help says below the options; out
// comes a page in the macros of man(7). Writes no file.
#pragma once

#include "cli/command_shape.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

std::string manual_page(const std::vector<command_shape>& all, std::string_view version);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
