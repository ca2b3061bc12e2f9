// SPDX-License-Identifier: Apache-2.0
// The faithful tree of a JSON pattern: order, parentheses and spelling as written, each piece with its place. It serves
// diagnostics, printing and round trips; what a pattern means is the business of `logic`.
#pragma once

#include <coverwatch/diagnostic.hpp>

#include <string>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// Where a piece stands. Trees are compared by what they say, not by where: all places are equal.
struct place : span {
  friend bool operator==(const place&, const place&) noexcept { return true; }
};

struct name_step {  // .name or .['name']
  std::string name;
  bool bracketed = false;
  place where;
  friend bool operator==(const name_step&, const name_step&) = default;
};
struct index_step {  // [0]
  std::string digits;
  place where;
  friend bool operator==(const index_step&, const index_step&) = default;
};
struct any_step {  // .* or [*]
  bool bracketed = false;
  place where;
  friend bool operator==(const any_step&, const any_step&) = default;
};
using step = std::variant<name_step, index_step, any_step>;

struct selector {
  std::vector<step> steps;  // at least one
  place where;
  friend bool operator==(const selector&, const selector&) = default;
};

struct quoted {  // "text"
  std::string spelling;  // between the quotes, as written
  std::string text;      // with \" and \\ undone, any other backslash kept
  place where;
  friend bool operator==(const quoted&, const quoted&) = default;
};
struct bare {  // word
  std::string text;
  place where;
  friend bool operator==(const bare&, const bare&) = default;
};
struct number {  // 1, -0.5, 1e3: never rewritten, its spelling has a meaning
  std::string spelling;
  place where;
  friend bool operator==(const number&, const number&) = default;
};
struct regex {  // %body%
  std::string body;
  place where;
  friend bool operator==(const regex&, const regex&) = default;
};
using operand = std::variant<quoted, bare, number, regex>;

enum class comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
enum class literal : std::uint8_t { null, true_, false_ };

struct compare {  // selector op operand
  selector left;
  comparison op{};
  operand right;
  place where;
  friend bool operator==(const compare&, const compare&) = default;
};
struct is {  // selector IS literal
  selector left;
  literal right{};
  place where;
  friend bool operator==(const is&, const is&) = default;
};
struct not_exists {  // selector NOT EXISTS
  selector left;
  place where;
  friend bool operator==(const not_exists&, const not_exists&) = default;
};

struct expression;
struct group {  // ( expression ): exactly one inside
  std::vector<expression> inside;
  place where;
};
struct conjunction {  // a && b && ...: at least two, none of them a conjunction or disjunction
  std::vector<expression> parts;
  place where;
};
struct disjunction {  // a || b || ...: at least two, none of them a disjunction
  std::vector<expression> parts;
  place where;
};
struct expression {
  std::variant<compare, is, not_exists, group, conjunction, disjunction> node;
};

bool operator==(const group& a, const group& b);
bool operator==(const conjunction& a, const conjunction& b);
bool operator==(const disjunction& a, const disjunction& b);
bool operator==(const expression& a, const expression& b);

// One JSON pattern: { root }.
struct tree {
  expression root;
  friend bool operator==(const tree&, const tree&) = default;
};

const place& where(const expression& e) noexcept;
std::string_view spelling(comparison op) noexcept;  // "=", "!=", ...
std::string_view spelling(literal value) noexcept;  // "NULL", "TRUE", "FALSE"

// Calls the matching function of `cases` on whatever the variant holds.
template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
