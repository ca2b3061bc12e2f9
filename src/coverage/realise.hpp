// SPDX-License-Identifier: Apache-2.0
// Is there an event that makes these atoms true and those false? Atoms that are not assigned may be either. In goes an
// assignment, out comes an event as JSON text, or that there is none, or that it could not be told. Exact: each
// wildcard atom that holds asks for one element, each that fails bounds all; named and indexed children are elements
// too.
#pragma once

#include "coverage/decision.hpp"
#include "coverage/problem.hpp"
#include "coverage/proof.hpp"
#include "domain/budget.hpp"
#include "domain/text_set.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Of each atom.
enum class truth : std::int8_t { fails = -1, open = 0, holds = 1 };

// The texts that equal each operand, in one dialect: what the questions about strings are put together from.
struct operand_texts {
  operand_texts(const problem& p, wildcards dialect);
  wildcards dialect;
  std::vector<domain::text_set> sets;  // of each operand
};

struct realisation {
  answer found = answer::no;
  doubt why = doubt::nothing;  // when unknown; the first reason met
  std::string event;           // when yes: a JSON object, or a message
  std::uint32_t step = 0;      // when no: the step that refutes it
};

// `plausible`: of the texts that will do, one that the patterns themselves compare the same value with, or a known word
// for a field of that name, if there is one. It changes no answer.
enum class words : bool { any, plausible };
realisation realise(const problem& p, const operand_texts& texts, const std::vector<truth>& atoms, proof& steps,
                    domain::budget& left, words which = words::any);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
