// SPDX-License-Identifier: Apache-2.0
// What a public `pattern` is made of: every stage of one text, immutable.
#pragma once

#include "logic/formula.hpp"
#include "program/program.hpp"
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

}  // namespace coverwatch::inline COVERWATCH_ABI
