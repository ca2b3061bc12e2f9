// SPDX-License-Identifier: Apache-2.0
// A question about events as one formula: is there an event for which all of these patterns hold and none of those? All
// selectors stand in one tree of places, and each test becomes a few atoms, "some value at this place passes", plain or
// negated. In go formulas over objects, out comes the problem. Searches nothing.
#pragma once

#include "logic/formula.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

inline constexpr std::uint32_t none = 0xffffffff;

// How a place is reached from its parent.
enum class edge : std::uint8_t {
  root,
  name,
  index,
  any,      // every element of an array, every value of an object
  element,  // every element of an array only
  token,    // of a message: the token of that index
  last,     // the token that many from the end; 1 is the last
  rest,     // the message from the token of that index on, as the last column of a pattern takes it
};

struct place {
  edge how = edge::root;
  std::uint32_t parent = none;
  std::string name = {};                     // edge::name
  std::uint64_t index = 0;                   // edge::index
  std::vector<std::uint32_t> children = {};  // places
  std::vector<std::uint32_t> atoms = {};     // that are asked of it
  bool plain = true;                         // no wildcard leads here
};

// What an atom asks of one value. The last ones take an operand.
enum class ask : std::uint8_t {
  exists,      // any value at all
  comparable,  // a string or a number
  finite,      // a string or a finite number
  null,
  true_,
  false_,
  equal,
  less,
  less_equal,
  greater,
  greater_equal,
  contains,  // of the root only: the event, as it is written, contains a phrase
};

// Some value at the place passes. At a place that no wildcard leads to there is one value or none.
struct atom {
  std::uint32_t place = 0;
  coverage::ask ask{};
  std::uint32_t operand = none;
  friend bool operator==(const atom&, const atom&) = default;
};

struct literal {
  std::uint32_t atom = 0;
  bool holds = true;
  friend bool operator==(const literal&, const literal&) = default;
};

// A node of the formula in negation normal form; parts stand before their parents. An `all` of no parts is true, an
// `any` of none is false.
struct node {
  enum class kind : std::uint8_t { literal, all, any } how = kind::literal;
  coverage::literal literal;
  std::vector<std::uint32_t> parts;
  friend bool operator==(const node&, const node&) = default;
};

struct problem {
  // How events are read: as a message, all atoms are asked of the root; as columns, of children of the root.
  logic::form form = logic::form::object;
  std::size_t tokens = 0;  // that a message has at least, when events are read as columns
  std::vector<place> places{place{}};
  std::vector<const logic::operand*> operands;  // of the formulas, which must outlive the problem
  std::vector<atom> atoms;
  std::vector<node> nodes;
  std::vector<std::uint32_t> formulas;  // the nodes that are no literals
  std::vector<std::uint32_t> demands;   // nodes that must all hold

  // What is there already.
  std::vector<std::size_t> operand_keys;
  std::vector<std::array<std::uint32_t, 2>> literal_nodes;  // of each atom: that fails, that holds
};

// How many tokens a message must have for a pattern of columns to match.
std::size_t tokens_needed(const logic::formula& f) noexcept;

// Adds the demand that the pattern holds, or that it does not. `f` is of the form of the problem; one that asks nothing
// may stand in any, and terms among objects, whose text they are asked of. Of columns it needs no more tokens than the
// problem has.
enum class polarity : bool { holds, fails };
void demand(problem& p, const logic::formula& f, polarity how);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
