// SPDX-License-Identifier: Apache-2.0
// The answers of coverage as JSON, the same for one question and for each line of many. The members and their order are
// fixed; what does not apply is null or an empty list. Indices count from 0.
#pragma once

#include "cli/coverage_question.hpp"
#include "report/json_writer.hpp"

#include <coverwatch/coverage.hpp>

#include <span>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// The members, into an object that the caller opens and closes.
void write_members(report::json_writer& out, const coverage_report& answer, const coverage_question& asked);

// `result` is `error`; `message` says what was wrong, and `errors` has the texts that were refused, if it was them.
void write_error(report::json_writer& out, std::string_view message, std::span<const refused_text> refused);
// The same as a whole text.
std::string error_as_json(std::string_view message, std::span<const refused_text> refused);

std::string refused_message(std::span<const refused_text> refused);

// A value when the pattern that matches it is a JSON pattern; else a string.
void write_event(report::json_writer& out, std::string_view event, const pattern& matching);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
