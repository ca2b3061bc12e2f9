// SPDX-License-Identifier: Apache-2.0
// The faithful tree of a pattern for `explain`: indented lines, or JSON. Parentheses are shown where the pattern has them.
#pragma once

#include "report/json_writer.hpp"
#include "syntax/tree.hpp"

#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// One line a node, two blanks a level.
std::vector<std::string> tree_lines(const syntax::tree& t);

// {"kind":"and"|"or","parts":[...]}, {"kind":"group","inside":...}, {"kind":"compare","selector","operator","value",
// "valueKind"}, {"kind":"is","selector","value"}, {"kind":"notExists","selector"}; each with "begin" and "end".
void write_tree(report::json_writer& out, const syntax::tree& t);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
