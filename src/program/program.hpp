// SPDX-License-Identifier: Apache-2.0
// The bytecode: what the machine runs over an event. A tree of the places that some selector asks for, the tests to run
// at each, and the verdict over their outcomes. Immutable once compiled; prints as text (`disassemble`).
//
// All tests are of the kind "some value here passes": each sets one bit, its slot. Negation lives in the verdict only.
// Nodes stand in preorder and slots follow nodes, so that one subtree is one range of either: a repeated key clears a
// range.
#pragma once

#include "logic/formula.hpp"
#include "support/load.hpp"
#include "support/phrases.hpp"

#include <coverwatch/config.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::program {

enum class opcode : std::uint8_t {
#define OP(name, group, operand, text) name,
#include "program/opcodes.def"
#undef OP
};

enum class opcode_group : std::uint8_t { test, verdict };
enum class operand_kind : std::uint8_t { none, phrase, text, wildcard, regex, number, target };

struct opcode_facts {
  std::string_view name;
  opcode_group group;
  operand_kind operand;
  std::string_view meaning;
};

inline constexpr opcode_facts opcode_table[] = {
#define OP(name, group, operand, text) {#name, opcode_group::group, operand_kind::operand, text},
#include "program/opcodes.def"
#undef OP
};
inline constexpr std::size_t opcode_count = sizeof(opcode_table) / sizeof(opcode_table[0]);

constexpr const opcode_facts& facts(opcode op) noexcept { return opcode_table[static_cast<std::size_t>(op)]; }

inline constexpr std::uint32_t none = 0xffffffff;
inline constexpr std::uint32_t max_slots = 0x00ffffff;

struct instruction {
  std::uint32_t code;     // the opcode in the low 8 bits, the slot in the other 24
  std::uint32_t operand;  // index of a constant, or of an instruction

  constexpr opcode op() const noexcept { return static_cast<opcode>(code & 0xff); }
  constexpr std::uint32_t slot() const noexcept { return code >> 8; }
};
static_assert(sizeof(instruction) == 8 && std::is_trivial_v<instruction>);

constexpr instruction make(opcode op, std::uint32_t slot, std::uint32_t operand) noexcept {
  return {static_cast<std::uint32_t>(op) | slot << 8, operand};
}

// A half-open range of indices.
struct range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The first eight bytes of a name as a number, zeros behind a shorter one: what most names differ in.
inline std::uint64_t head_of(std::string_view name) noexcept {
  return support::load_up_to_eight(name.data(), name.size());
}

// The last eight bytes of a longer one; of a shorter one nothing.
inline std::uint64_t tail_of(std::string_view name) noexcept {
  return name.size() <= 8 ? 0 : support::load_eight(name.data() + name.size() - 8);
}

// What tells most names apart at a glance: their length and last byte.
inline unsigned name_bit(std::string_view name) noexcept {
  if (name.empty()) return 0;
  return (static_cast<unsigned>(name.size()) ^ static_cast<unsigned char>(name.back()) * 8u) & 255u;
}

struct field_edge {  // to the value of the member `name`
  std::string name;
  std::uint64_t head = 0;  // head_of(name)
  std::uint32_t node = none;
};
struct index_edge {  // to the element at `index`
  std::uint64_t index = 0;
  std::uint32_t node = none;
};

// One place in an event. The root, the event itself, is node 0; a message has no other.
struct node {
  range fields;                          // in code::fields, by length of name, then by name
  range indices;                         // in code::indices, ascending
  std::uint32_t any = none;              // child for each element of an array and each value of an object
  std::uint32_t element = none;          // child for each element of an array only
  range tests;                           // in code::instructions
  range slots;                           // of the tests here and below
  std::array<std::uint64_t, 4> names{};  // bit name_bit(name) for each field
  range field_slots;                     // of many fields: their table in code::field_slots, a power of two in size
  // False: no field has that name.
  bool may_have(std::string_view name) const noexcept {
    const unsigned bit = name_bit(name);
    return (names[bit / 64] >> bit % 64 & 1) != 0;
  }

  bool repeats = false;  // below an `any` or `element` edge: met once for each of several values
};

// How the tokens of a message are dealt out to columns, which are the index edges of the root.
struct layout {
  std::uint32_t columns = 0;
  std::uint32_t ellipsis = none;  // the column that takes what the others leave; without one the last takes the rest
};

struct code {
  logic::form form = logic::form::object;
  program::layout layout;       // of form::columns
  support::phrase_set phrases;  // of form::message: phrase i sets slot i
  std::vector<node> nodes;
  std::vector<field_edge> fields;
  std::vector<index_edge> indices;
  std::vector<std::uint32_t> field_slots;  // open addressing by name; a field each, or none
  std::vector<instruction> instructions;   // the tests of each node, then the verdict
  std::uint32_t verdict = 0;               // where the verdict begins
  std::uint32_t slots = 0;
  std::vector<logic::operand> constants;
};

// Makes the tables of nodes with many fields, once all edges are there. Linear.
template <class Tree>
void index_fields(Tree& tree);

// The node of the field `name`, whose head is given; none if the node has no such field.
template <class Tree>
std::uint32_t find_field(const Tree& tree, const node& n, std::string_view name, std::uint64_t head) noexcept;

// What is malformed, or empty when the machine may run it: every index in range, operands of the right kind, slots
// inside their node's range, children after their parents, branches forward only (so that every verdict ends). Linear.
std::string validate(const code& c);

inline constexpr std::uint32_t few_fields = 8;  // are looked at one after the other

inline std::size_t slot_of_name(std::uint64_t head, std::string_view name) noexcept {
  const std::uint64_t rest = (tail_of(name) + name.size()) * 0x9e3779b97f4a7c15;
  return static_cast<std::size_t>(((head ^ rest) * 0xff51afd7ed558ccd) >> 32);
}

// Whether a name whose head is that of the field is the field's.
inline bool same_name(const field_edge& f, std::string_view name) noexcept {
  if (f.name.size() != name.size()) return false;
  if (name.size() <= 8) return true;
  return name.size() <= 16 ? tail_of(f.name) == tail_of(name) : f.name == name;
}

template <class Tree>
void index_fields(Tree& tree) {
  for (node& n : tree.nodes) {
    const std::uint32_t count = n.fields.end - n.fields.begin;
    if (count <= few_fields) continue;
    const auto size = static_cast<std::uint32_t>(std::bit_ceil(2 * count));
    n.field_slots.begin = static_cast<std::uint32_t>(tree.field_slots.size());
    n.field_slots.end = n.field_slots.begin + size;
    tree.field_slots.resize(n.field_slots.end, none);
    for (std::uint32_t i = n.fields.begin; i < n.fields.end; ++i) {
      std::size_t slot = slot_of_name(tree.fields[i].head, tree.fields[i].name) & (size - 1);
      while (tree.field_slots[n.field_slots.begin + slot] != none) slot = (slot + 1) & (size - 1);
      tree.field_slots[n.field_slots.begin + slot] = i;
    }
  }
}

template <class Tree>
[[gnu::always_inline]] inline std::uint32_t find_field(const Tree& tree, const node& n, std::string_view name,
                                                       std::uint64_t head) noexcept {
  if (n.field_slots.begin == n.field_slots.end) {
    for (std::uint32_t i = n.fields.begin; i < n.fields.end; ++i) {
      const field_edge& f = tree.fields[i];
      if (f.head == head && same_name(f, name)) return f.node;
    }
    return none;
  }
  const std::size_t last = n.field_slots.end - n.field_slots.begin - 1;
  for (std::size_t slot = slot_of_name(head, name) & last;; slot = (slot + 1) & last) {
    const std::uint32_t i = tree.field_slots[n.field_slots.begin + slot];
    if (i == none) return none;
    const field_edge& f = tree.fields[i];
    if (f.head == head && same_name(f, name)) return f.node;
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
