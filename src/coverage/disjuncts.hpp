// SPDX-License-Identifier: Apache-2.0
// The disjuncts of a JSON pattern: `A && (B || C)` is `A && B` or `A && C`. In goes a tree, out come its disjuncts as
// lists of the conditions that stand in it, and the text of the pattern with some of them left out. Judges nothing.
#pragma once

#include "syntax/tree.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Of one alternative; one that would have more stays whole, its disjunctions being conditions of it.
inline constexpr std::size_t most_disjuncts = 64;

using condition = const syntax::expression*;  // a comparison, `IS`, `NOT EXISTS`, or a disjunction in parentheses

struct disjunct {
  std::size_t alternative = 0;  // that it is made of
  std::vector<condition> conditions;
};

// Points into the tree that it was made of.
struct disjuncts {
  std::vector<const syntax::expression*> alternatives;  // what `||` joins outside of all but parentheses
  std::vector<disjunct> all;                            // by alternative; at least one of each
};

disjuncts disjuncts_of(const syntax::json_pattern& pattern);

// Without the braces of a pattern.
std::string text_of(const std::vector<condition>& conditions);

std::string in_braces(const std::string& inside);

// A piece of a disjunction; a conjunction gets parentheses unless it stands alone.
struct piece {
  std::string text;
  bool conjunction = false;
};
piece piece_of(const syntax::expression& e);
piece piece_of(const disjunct& d);
std::string joined(const std::vector<piece>& pieces);

// An alternative without what only disjuncts need that are not wanted, which may leave more of it than those that are.
// At least one of its disjuncts is wanted; `wanted` has one element for each of `all`.
piece narrowed(const disjuncts& from, std::size_t alternative, const std::vector<bool>& wanted);

// The conditions that each disjunct loses, by its index; some condition of it must be left.
using losses = std::map<std::size_t, std::vector<condition>>;

// What is left, as the pieces of one pattern. An alternative keeps its shape where it can: where a condition stands for
// several disjuncts and not all lose it, the alternative is written out disjunct by disjunct.
std::vector<piece> without(const disjuncts& from, const losses& lost);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
