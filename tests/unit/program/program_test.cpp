// SPDX-License-Identifier: Apache-2.0
// What `compile` makes is well formed, and the validator sees each way in which it could not be.
#include "program/program.hpp"

#include "logic/lower.hpp"
#include "program/compile.hpp"
#include "program/disassemble.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

namespace coverwatch::program {
namespace {

code compiled(std::string_view text, wildcards dialect = wildcards::glob) {
  const auto parsed = syntax::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return compile(logic::lower(parsed->tree), dialect);
}

constexpr std::string_view sample = "{ ($.a.b = \"x*\" || $.c[2] > 5) && $.a.* != %y% && $.['long name'] IS NULL }";

TEST(program, compiled_programs_are_well_formed) {
  EXPECT_EQ(validate(compiled(sample)), "");
  EXPECT_EQ(validate(compiled("{ $.* NOT EXISTS }")), "");
  EXPECT_EQ(validate(compiled("{ $.a = 1 }", wildcards::leftmost)), "");
}

TEST(program, equal_tests_share_a_slot) {
  EXPECT_EQ(compiled("{ ($.a = x || $.b = y) && ($.a = x || $.c = z) && $.a != x }").slots, 4u);  // and `comparable`
}

TEST(program, the_dialect_chooses_the_instruction) {
  EXPECT_NE(disassemble(compiled("{ $.a = \"x*\" }")).find("test_glob"), std::string::npos);
  EXPECT_NE(disassemble(compiled("{ $.a = \"x*\" }", wildcards::leftmost)).find("test_leftmost"), std::string::npos);
}

TEST(program, slots_of_a_subtree_are_one_range) {
  const code c = compiled("{ $.a.x = 1 && $.b.y = 2 && $.a.z = 3 && $.b = 4 }");
  const node& root = c.nodes[0];
  EXPECT_EQ(root.slots.begin, 0u);
  EXPECT_EQ(root.slots.end, 4u);
  const node& a = c.nodes[c.fields[root.fields.begin].node];
  const node& b = c.nodes[c.fields[root.fields.begin + 1].node];
  EXPECT_EQ(a.slots.end - a.slots.begin, 2u);
  EXPECT_EQ(b.slots.end - b.slots.begin, 2u);
  EXPECT_EQ(a.slots.end, b.slots.begin);
}

TEST(program, everything_below_a_wildcard_repeats) {
  const code c = compiled("{ $.a.*.b = 1 && $.c IS NULL }");
  std::size_t repeating = 0;
  for (const node& n : c.nodes) repeating += n.repeats ? 1 : 0;
  EXPECT_EQ(c.nodes.size(), 6u);  // $, a, a.*, a.*.b, c, c's elements
  EXPECT_EQ(repeating, 3u);
}

// Each change must be noticed.
TEST(validator, refuses_what_the_machine_must_not_run) {
  const code good = compiled(sample);
  const auto refused = [&good](const char* what, auto change) {
    code c = good;
    change(c);
    EXPECT_NE(validate(c), "") << what;
  };
  refused("no nodes", [](code& c) { c.nodes.clear(); });
  refused("field to nowhere", [](code& c) { c.fields[0].node = 1000; });
  refused("field to its own node", [](code& c) { c.fields[0].node = 0; });
  refused("index to nowhere", [](code& c) { c.indices[0].node = none; });
  refused("wildcard to nowhere", [](code& c) {
    for (node& n : c.nodes) n.any = n.any == none ? none : 0;
  });
  refused("element to nowhere", [](code& c) {
    for (node& n : c.nodes) n.element = n.element == none ? none : 1000;
  });
  refused("fields out of range", [](code& c) { c.nodes[0].fields.end = 1000; });
  refused("tests out of range", [](code& c) { c.nodes[0].tests.end = 1000; });
  refused("slots out of range", [](code& c) { c.nodes[0].slots.end = 1000; });
  refused("child's slots outside", [](code& c) { c.nodes[0].slots.end = 0; });
  refused("missing length", [](code& c) { c.nodes[0].name_lengths = 0; });
  refused("wrong head", [](code& c) { ++c.fields[0].head; });
  refused("unknown test", [](code& c) { c.instructions[0].code |= 0xff; });
  refused("verdict among tests", [](code& c) { c.instructions[0] = make(opcode::accept, 0, none); });
  refused("test among verdict", [](code& c) { c.instructions[c.verdict] = make(opcode::test_null, 0, none); });
  refused("operand out of range", [](code& c) {
    for (std::uint32_t i = 0; i < c.verdict; ++i) c.instructions[i].operand = 1000;
  });
  refused("operand of another kind", [](code& c) {
    for (std::uint32_t i = 0; i < c.verdict; ++i) {
      if (c.instructions[i].op() == opcode::test_greater) c.instructions[i].operand = 0;
    }
  });
  refused("slot of another node", [](code& c) { c.instructions[0] = make(c.instructions[0].op(), 1000, 0); });
  refused("branch backwards", [](code& c) { c.instructions[c.verdict + 1].operand = c.verdict; });
  refused("branch out of range", [](code& c) { c.instructions[c.verdict].operand = 1000; });
  refused("branch on no slot", [](code& c) { c.instructions[c.verdict] = make(opcode::branch_if, 1000, c.verdict + 1); });
  refused("no end", [](code& c) { c.instructions.pop_back(); c.instructions.back() = make(opcode::branch_if, 0, none); });
  refused("no verdict", [](code& c) { c.verdict = static_cast<std::uint32_t>(c.instructions.size()); });
  refused("verdict out of range", [](code& c) { c.verdict = 1000; });
}

}  // namespace
}  // namespace coverwatch::program
