// SPDX-License-Identifier: Apache-2.0
// Bytecode to text, one instruction a line: what `explain` shows and golden tests hold.
#pragma once

#include "program/program.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::program {

std::string disassemble(const code& c);

}  // namespace coverwatch::inline COVERWATCH_ABI::program
