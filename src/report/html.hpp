// SPDX-License-Identifier: Apache-2.0
// The pieces of the page: its style, and one group of findings. In go parts of a report, out comes HTML in which every
// text of a file is escaped. Only html.cpp puts a page together.
#pragma once

#include "report/groups.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::report {

extern const std::string_view html_style;  // CSS, without an element around it

// A line of text that may have come from a file, escaped.
std::string html_line(std::string_view text);

// An article with the anchor `anchor`: heading, chain, each link that did not pass, event, repair, commands, evidence.
std::string html_group(const audit::report& r, const group& g, std::string_view anchor);

// `✓ passed` with its class.
std::string html_status(audit::status s, bool waived = false);

// Accounts in one line; of more than a few the rest is in a list that folds out.
std::string html_accounts(const std::vector<std::string_view>& accounts, std::size_t named = 6);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
