// SPDX-License-Identifier: Apache-2.0
// The validator: says what is malformed in a program, so that the machine need not look.
#include "program/program.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::program {

COVERWATCH_FUNC bool inside(range r, std::size_t size) noexcept { return r.begin <= r.end && r.end <= size; }

COVERWATCH_FUNC bool inside(range inner, range outer) noexcept {
  return inner.begin <= inner.end && outer.begin <= inner.begin && inner.end <= outer.end;
}

COVERWATCH_FUNC bool constant_fits(const code& c, const instruction& i) noexcept {
  const operand_kind kind = facts(i.op()).operand;
  if (kind == operand_kind::none) return true;
  if (i.operand >= c.constants.size()) return false;
  const logic::operand& constant = c.constants[i.operand];
  switch (kind) {
    case operand_kind::phrase: return std::holds_alternative<logic::phrase_operand>(constant);
    case operand_kind::text: return std::holds_alternative<logic::text_operand>(constant);
    case operand_kind::wildcard: return std::holds_alternative<logic::wildcard_operand>(constant);
    case operand_kind::regex: return std::holds_alternative<logic::regex_operand>(constant);
    case operand_kind::number: return std::holds_alternative<logic::number_operand>(constant);
    case operand_kind::none:
    case operand_kind::target: return false;
  }
  return false;
}

// The child of `parent` must stand after it, with its slots among the parent's.
COVERWATCH_FUNC bool child_fits(const code& c, std::size_t parent, std::uint32_t child) noexcept {
  return child > parent && child < c.nodes.size() && inside(c.nodes[child].slots, c.nodes[parent].slots);
}

// A table that a search for a name comes to an end in.
COVERWATCH_FUNC bool field_slots_fit(const code& c, const node& n) noexcept {
  if (n.field_slots.begin == n.field_slots.end) return true;
  if (!inside(n.field_slots, c.field_slots.size())) return false;
  if (!std::has_single_bit(n.field_slots.end - n.field_slots.begin)) return false;
  bool has_gap = false;
  for (std::uint32_t i = n.field_slots.begin; i < n.field_slots.end; ++i) {
    const std::uint32_t field = c.field_slots[i];
    if (field != none && (field < n.fields.begin || field >= n.fields.end)) return false;
    has_gap = has_gap || field == none;
  }
  return has_gap;
}

COVERWATCH_FUNC std::string malformed_edge(const code& c, std::size_t at) {
  const node& n = c.nodes[at];
  if (!inside(n.fields, c.fields.size()) || !inside(n.indices, c.indices.size())) return "edges out of range";
  if (!field_slots_fit(c, n)) return "a table of names that leads astray";
  for (std::uint32_t i = n.fields.begin; i < n.fields.end; ++i) {
    if (!child_fits(c, at, c.fields[i].node)) return "a field leads nowhere";
    if (!n.may_have(c.fields[i].name)) return "a name is missing from the glance";
    if (c.fields[i].head != head_of(c.fields[i].name)) return "a name's head is wrong";
  }
  for (std::uint32_t i = n.indices.begin; i < n.indices.end; ++i) {
    if (!child_fits(c, at, c.indices[i].node)) return "an index leads nowhere";
  }
  if (n.any != none && !child_fits(c, at, n.any)) return "the wildcard leads nowhere";
  if (n.element != none && !child_fits(c, at, n.element)) return "the element edge leads nowhere";
  return {};
}

COVERWATCH_FUNC std::string malformed_tests(const code& c, const node& n) {
  if (!inside(n.tests, c.verdict)) return "tests out of range";
  for (std::uint32_t i = n.tests.begin; i < n.tests.end; ++i) {
    const instruction& x = c.instructions[i];
    if ((x.code & 0xff) >= opcode_count) return "an unknown instruction";
    if (facts(x.op()).group != opcode_group::test) return "a verdict instruction among tests";
    if (x.slot() < n.slots.begin || x.slot() >= n.slots.end) return "a slot outside its node's range";
    if (!constant_fits(c, x)) return "an operand of the wrong kind";
  }
  return {};
}

COVERWATCH_FUNC std::string malformed_verdict(const code& c) {
  for (std::size_t i = c.verdict; i < c.instructions.size(); ++i) {
    const instruction& x = c.instructions[i];
    if ((x.code & 0xff) >= opcode_count) return "an unknown instruction";
    if (facts(x.op()).group != opcode_group::verdict) return "a test among verdict instructions";
    if (facts(x.op()).operand != operand_kind::target) continue;
    if (x.slot() >= c.slots) return "a slot out of range";
    if (x.operand <= i || x.operand >= c.instructions.size()) return "a branch that does not lead forward";
  }
  if (c.verdict >= c.instructions.size()) return "no verdict";
  const opcode last = c.instructions.back().op();
  return last == opcode::accept || last == opcode::reject ? "" : "a verdict without an end";
}

// A message is one node whose phrases come first; columns are children of the root and nothing more.
COVERWATCH_FUNC std::string malformed_form(const code& c) {
  if (c.form == logic::form::object) return {};
  const node& root = c.nodes.front();
  const bool of_columns = c.form == logic::form::columns;
  if (c.nodes.size() != 1 + root.indices.end - root.indices.begin) return "a step that text does not have";
  if (!of_columns && c.nodes.size() != 1) return "a message has no columns";
  for (std::uint32_t i = root.indices.begin; i < root.indices.end; ++i) {
    if (c.indices[i].index >= c.layout.columns || c.indices[i].index == c.layout.ellipsis) return "no such column";
  }
  if (of_columns && c.layout.columns == 0) return "no columns";
  if (of_columns && c.layout.ellipsis != none && c.layout.ellipsis >= c.layout.columns) return "no such ellipsis";
  if (of_columns && c.phrases.size() != 0) return "phrases of columns";
  if (c.phrases.size() != 0 && c.phrases.size() != c.slots) return "phrases that have no slots";
  for (std::uint32_t i = 0; i < c.verdict; ++i) {
    const instruction& x = c.instructions[i];
    if ((x.op() == opcode::test_phrase) != (x.slot() < c.phrases.size())) return "a phrase that is not searched for";
  }
  return {};
}

COVERWATCH_FUNC std::string validate(const code& c) {
  if (c.nodes.empty()) return "no root";
  if (c.slots > max_slots) return "too many slots";
  if (c.verdict > c.instructions.size()) return "the verdict is out of range";
  for (std::size_t i = 0; i < c.nodes.size(); ++i) {
    if (!inside(c.nodes[i].slots, c.slots)) return "slots out of range";
    std::string fault = malformed_edge(c, i);
    if (fault.empty()) fault = malformed_tests(c, c.nodes[i]);
    if (!fault.empty()) return fault;
  }
  std::string fault = malformed_form(c);
  return fault.empty() ? malformed_verdict(c) : fault;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
