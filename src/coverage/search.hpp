// SPDX-License-Identifier: Apache-2.0
// Is there an event for which all demands of a problem hold? In goes the problem, out comes such an event, or the last
// step of a proof that there is none, or what could not be told. Complete but for `unknown`. Deterministic: the budget
// is counted, not timed.
#pragma once

#include "coverage/problem.hpp"
#include "coverage/realise.hpp"
#include "domain/budget.hpp"

namespace coverwatch::inline COVERWATCH_ABI::coverage {

realisation search(const problem& p, const operand_texts& texts, proof& steps, domain::budget& left);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
