// SPDX-License-Identifier: Apache-2.0
// Normal form to bytecode. Equal tests on one node share a slot, whatever conditions ask for them.
#pragma once

#include "logic/formula.hpp"
#include "program/program.hpp"

#include <coverwatch/options.hpp>

namespace coverwatch::inline COVERWATCH_ABI::program {

code compile(const logic::formula& f, wildcards dialect);

}  // namespace coverwatch::inline COVERWATCH_ABI::program
