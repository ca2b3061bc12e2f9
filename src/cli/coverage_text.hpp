// SPDX-License-Identifier: Apache-2.0
// The answers of coverage as text for a report: the verdict first, then what it rests on. Plain lines without colours;
// no line is cut, and no pattern or event can send anything to a terminal but its own characters.
#pragma once

#include "cli/coverage_question.hpp"

#include <coverwatch/coverage.hpp>

#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

std::string as_text(const coverage_report& answer, const coverage_question& asked);

// A heading and indented lines below it, behind an empty line.
void add_section(std::string& out, std::string_view heading, std::string_view content);

// A pattern as it was given, on as many lines as it has; other control characters are blanks.
std::string shown_pattern(std::string_view text);

// A JSON event as it stands; a message too, or as a JSON string when it could be misread.
std::string shown_event(std::string_view event);

// How `*` was read; empty when no pattern has one.
std::string wildcard_note(bool has_wildcard, std::optional<wildcards> dialect);
bool has_wildcard(std::span<const pattern> patterns);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
