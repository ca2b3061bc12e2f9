// SPDX-License-Identifier: Apache-2.0
// What a public `pattern` is made of: every stage of one text, immutable.
#pragma once

#include "logic/formula.hpp"
#include "program/program.hpp"
#include "support/json.hpp"
#include "syntax/tree.hpp"

#include <coverwatch/pattern.hpp>

#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

struct pattern::parts {
  std::string text;
  wildcards dialect = wildcards::glob;
  syntax::tree tree;
  std::vector<diagnostic> warnings;
  logic::formula formula;
  program::code code;
};

namespace match {

// How much of an event is validated, and what its first error means.
enum class validation : bool { of_matches, of_everything };
outcome outcome_of(const support::json::error& e) noexcept;

// `pattern::matches` for those who must not take lack of memory for a *no*: it throws std::bad_alloc then.
bool matches(const pattern::parts& p, std::string_view event, scratch& memory);

}  // namespace match

}  // namespace coverwatch::inline COVERWATCH_ABI
