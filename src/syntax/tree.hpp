// SPDX-License-Identifier: Apache-2.0
// The faithful tree of a pattern: order, parentheses and spelling as written, each piece with its place. It serves
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

struct column_name {  // status
  std::string name;
  place where;
  friend bool operator==(const column_name&, const column_name&) = default;
};
using subject = std::variant<selector, column_name>;

struct compare {  // subject op operand
  subject left;
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

// The kinds of pattern.
struct everything {  // nothing at all
  friend bool operator==(const everything&, const everything&) = default;
};
struct json_pattern {  // { root }
  expression root;
  friend bool operator==(const json_pattern&, const json_pattern&) = default;
};

enum class demand : std::uint8_t { present, absent, optional };  // term  -term  ?term
struct term {
  demand how{};
  std::variant<bare, quoted> text;
  place where;  // with the operator
  friend bool operator==(const term&, const term&) = default;
};
struct term_pattern {  // at least one
  std::vector<term> terms;
  friend bool operator==(const term_pattern&, const term_pattern&) = default;
};

struct regex_pattern {  // %body%
  regex body;
  friend bool operator==(const regex_pattern&, const regex_pattern&) = default;
};

struct column {
  enum class kind : std::uint8_t { unnamed, named, ellipsis };
  kind how{};
  column_name name;                     // of a named one
  std::vector<expression> conditions;   // none or one; every subject in it is this column's name
  place where;
  friend bool operator==(const column&, const column&) = default;
};
struct column_pattern {  // [a, , ..., b = 1]; none at all is `[]`
  std::vector<column> columns;
  friend bool operator==(const column_pattern&, const column_pattern&) = default;
};

struct tree {
  std::variant<everything, json_pattern, term_pattern, regex_pattern, column_pattern> pattern;
  friend bool operator==(const tree&, const tree&) = default;
};

const place& where(const expression& e) noexcept;
const place& where(const subject& s) noexcept;
std::string_view spelling(comparison op) noexcept;  // "=", "!=", ...
std::string_view spelling(literal value) noexcept;  // "NULL", "TRUE", "FALSE"
std::string_view spelling(demand how) noexcept;     // "", "-", "?"

// Calls the matching function of `cases` on whatever the variant holds.
template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
