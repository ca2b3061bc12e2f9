// SPDX-License-Identifier: Apache-2.0
// Runs the program of a set over one event: one walk notes the values that some pattern asks about, the values call up
// patterns, and the verdicts of these run the tests they need, each at most once an event.
#pragma once

#include "match/machine.hpp"
#include "match/workspace.hpp"
#include "program/set_code.hpp"

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Appends the patterns that match if the event is valid JSON, which has not been checked, to `w.matches`, in no
// particular order. The event has been prepared. May allocate until the workspace is warm.
// `repeated_key`: some key is repeated, and nothing is appended: `without_repeated_keys` makes an event that says the
// same. With `w.keys_are_unique` no key is taken for repeated.
finding run_set(const program::set_code& c, std::string_view event, workspace& w);

// The event of the document that was parsed last, each key once, in `w.set.deduplicated`.
std::string_view without_repeated_keys(workspace& w);

}  // namespace coverwatch::inline COVERWATCH_ABI::match
