// SPDX-License-Identifier: Apache-2.0
// The normal form of a pattern: `and` and `or` over tests on interned selectors, constants parsed once, equal parts
// shared. What the tests mean is written down in `evaluate.cpp`, after docs/language.md.
#pragma once

#include "support/decimal.hpp"
#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::logic {

struct name_step {
  std::string name;
  friend bool operator==(const name_step&, const name_step&) = default;
};
struct index_step {
  std::uint64_t index = 0;  // an index beyond 64 bits is held at the largest: no array has it
  friend bool operator==(const index_step&, const index_step&) = default;
};
struct any_step {  // every element of an array, every value of an object
  friend bool operator==(const any_step&, const any_step&) = default;
};
using step = std::variant<name_step, index_step, any_step>;

struct selector {
  std::vector<step> steps;
  friend bool operator==(const selector&, const selector&) = default;
};

// The position of the wildcard step, or the number of steps when there is none.
std::size_t wildcard_position(const selector& s) noexcept;

struct phrase_operand {  // occurs in the text
  std::string text;
  friend bool operator==(const phrase_operand&, const phrase_operand&) = default;
};
struct text_operand {  // compares with the node's text
  std::string text;
  friend bool operator==(const text_operand&, const text_operand&) = default;
};
struct wildcard_operand {  // matches the node's text
  support::wildcard_pieces pieces;
  friend bool operator==(const wildcard_operand&, const wildcard_operand&) = default;
};
struct regex_operand {  // is found in the node's text
  std::string body;
  support::regex automaton;
  friend bool operator==(const regex_operand& a, const regex_operand& b) { return a.body == b.body; }
};
struct number_operand {  // a number compares by value, a string with the spelling
  std::string spelling;
  support::decimal value;
  friend bool operator==(const number_operand&, const number_operand&) = default;
};
using operand = std::variant<text_operand, wildcard_operand, regex_operand, number_operand, phrase_operand>;

// The rows of the table of conditions. `not_equal` is not the complement of `equal`, nor `not_exists` of anything else:
// each has its own meaning.
enum class relation : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // these take an operand
  is_null,
  is_true,
  is_false,
  not_exists,  // these do not
};

inline constexpr std::uint32_t none = 0xffffffff;

struct test {
  std::uint32_t selector = 0;  // index into formula::selectors
  relation how{};
  std::uint32_t operand = none;  // index into formula::operands
  friend bool operator==(const test&, const test&) = default;
};

// `all` and `any` have at least two parts, all different, none of the parent's own kind; each part stands before its
// parent in `formula::nodes`. Only the root may be an `all` of no parts: nothing is asked.
enum class connective : std::uint8_t { test, all, any };
struct node {
  connective how{};
  std::uint32_t test = none;         // connective::test: index into formula::tests
  std::vector<std::uint32_t> parts;  // the others: indices into formula::nodes, in the order of the pattern
  friend bool operator==(const node&, const node&) = default;
};

// What the event is read as, and what selectors select from it.
enum class form : std::uint8_t {
  object,   // a JSON object: the table of conditions
  message,  // the message as it stands: the one selector has no steps
  columns,  // its tokens: each selector is one index step, the number of a column from 0
};

struct column {
  enum class kind : std::uint8_t { unnamed, named, ellipsis };
  kind how{};
  std::string name;  // of a named one
  friend bool operator==(const column&, const column&) = default;
};

// One pattern. Every selector, operand, test and node occurs once. A message and a column are text that is always
// there: what a test asks of text it asks of them, but a token that reads as a number compares with numbers by value,
// and `not_equal` is the complement of `equal`.
struct formula {
  logic::form form = logic::form::object;
  std::vector<logic::column> columns;  // of form::columns: at least one, at most one ellipsis
  std::vector<logic::selector> selectors;
  std::vector<logic::operand> operands;
  std::vector<logic::test> tests;
  std::vector<logic::node> nodes;
  std::uint32_t root = 0;
};

// The formula as text, as golden tests hold it.
std::string dump(const formula& f);
std::string dump(const formula& f, const test& t);
std::string dump(const formula& f, const selector& s);
std::string dump(const selector& s);
std::string dump(const operand& value);
std::string_view spelling(relation how) noexcept;
bool plain_name(std::string_view name) noexcept;  // a step that needs no brackets

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
