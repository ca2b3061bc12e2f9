// SPDX-License-Identifier: Apache-2.0
// The reference evaluator: what a pattern means, written as plainly as the rules stand in docs/language.md. Slow on
// purpose; every other engine is checked against it.
#pragma once

#include "logic/formula.hpp"
#include "support/json.hpp"

#include <coverwatch/options.hpp>

#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// True exactly when the pattern matches the event; an event that is not an object matches nothing.
// `regex_state` is memory for regular expressions; it grows when it is too small and is then used again.
bool evaluate(const formula& f, const support::json::value& event, wildcards dialect,
              std::vector<support::regex::word>& regex_state);
bool evaluate(const formula& f, const support::json::value& event, wildcards dialect = wildcards::glob);

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
