// SPDX-License-Identifier: Apache-2.0
// Tree to text. `parse(print(t))` gives `t` again, for every tree that came from `parse`.
#pragma once

#include "syntax/tree.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// One line: one blank between tokens, keywords in capitals, values and names spelled as they were.
std::string print(const tree& t);
std::string print(const term& t);
std::string print(const column& c);
std::string print(const subject& s);
std::string print(const selector& s);
std::string print(const operand& value);

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
