// SPDX-License-Identifier: Apache-2.0
// What auditors' folders hold beside an inventory: known by its shape and left out with a note; and the words for what
// is not known at all.
#pragma once

#include "inventory/document.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// What it is, in a few words, when it is known and holds nothing that an audit reads: CloudTrail events, other outputs
// of the AWS command line, reports.
std::optional<std::string_view> leftover_of(const support::json::value& root);

// A note; once where the same stands in the same file many times.
void note_leftover(inventory& out, const document& d, std::string_view what);

// The message for JSON that nobody knows, naming its keys.
std::string unknown_shape(const support::json::value& root);

// The same for a text that is not JSON. A note for what its name says is no inventory (a picture, a page, prose).
problem unknown_text(const document& d);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
