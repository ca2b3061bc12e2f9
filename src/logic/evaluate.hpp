// SPDX-License-Identifier: Apache-2.0
// The reference evaluator: what a pattern means, written as plainly as the rules stand in docs/language.md. Slow on
// purpose; every other engine is checked against it.
#pragma once

#include "logic/formula.hpp"
#include "support/json.hpp"

#include <coverwatch/options.hpp>

#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// For a formula over objects: true exactly when the pattern matches the event; an event that is not an object matches
// nothing.
// `regex_state` is memory for regular expressions; it grows when it is too small and is then used again.
bool evaluate(const formula& f, const support::json::value& event, wildcards dialect,
              std::vector<support::regex::word>& regex_state);
bool evaluate(const formula& f, const support::json::value& event, wildcards dialect = wildcards::glob);

// The same for the forms that read no JSON: true exactly when the pattern matches the message, any bytes.
bool evaluate(const formula& f, std::string_view message, wildcards dialect = wildcards::glob);

// The tokens of a message as space-delimited patterns see it, in their order.
struct token {
  std::string_view whole;  // as it stands
  std::string_view text;   // without the marks around it
};
std::vector<token> split(std::string_view message);

// Which part of the message each column is, nothing when the message has too few tokens. An ellipsis is empty here.
std::vector<std::string_view> columns_of(const formula& f, std::string_view message);

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
