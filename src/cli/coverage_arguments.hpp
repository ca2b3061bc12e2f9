// SPDX-License-Identifier: Apache-2.0
// What `covers` and `compare` share: patterns that may stand in files, and the telling of those that were refused or
// that hold a warning. Everything it tells goes to standard error.
#pragma once

#include "cli/coverage_question.hpp"
#include "cli/terminal.hpp"

#include <coverwatch/result.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// The values, with the content in place of each file://PATH; or why a file cannot be read.
result<std::vector<std::string>, std::string> resolve_patterns(const std::vector<std::string>& values);

// `--deployed 2 of 3`, or the name alone when there is only one.
std::string argument_name(std::string_view list, std::size_t index, std::size_t count);

void tell_refused(terminal& err, std::span<const refused_text> refused);
void tell_warnings(terminal& err, std::span<const pattern> patterns, std::string_view list);

// The control, or a sentence that names ids near it.
result<const catalog::entry*, std::string> find_control(std::string_view id);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
