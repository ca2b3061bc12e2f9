// SPDX-License-Identifier: Apache-2.0
// What `compile` makes is well formed, and the validator sees each way in which it could not be.
#include "program/program.hpp"

#include "logic/lower.hpp"
#include "program/compile.hpp"
#include "program/disassemble.hpp"
#include "syntax/parse.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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
  refused("missing length", [](code& c) { c.nodes[0].names = {}; });
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

TEST(validator, tables_of_names_lead_to_their_fields_and_end) {
  const code good = compiled("{ $.a=1 && $.b=1 && $.c=1 && $.d=1 && $.e=1 && $.f=1 && $.g=1 && $.h=1 && $.i=1 }");
  ASSERT_EQ(validate(good), "");
  ASSERT_FALSE(good.field_slots.empty());
  const auto refused = [&good](auto change) {
    code c = good;
    change(c);
    return validate(c) != "";
  };
  EXPECT_TRUE(refused([](code& c) { ++c.nodes[0].field_slots.end; }));
  EXPECT_TRUE(refused([](code& c) { --c.nodes[0].field_slots.end; }));
  EXPECT_TRUE(refused([](code& c) { c.field_slots.front() = 1000; }));
  EXPECT_TRUE(refused([](code& c) { std::fill(c.field_slots.begin(), c.field_slots.end(), 0); }));
}

// --- Messages and columns.

TEST(program, the_kinds_that_read_no_json_are_well_formed) {
  for (const char* text :
       {"", "a", "a -b \"c d\"", "?a ?b ?a", "%x|y%", "[]", "[...]", "[a]", "[a = 1, ..., b != x*]", "[,]"}) {
    EXPECT_EQ(validate(compiled(text)), "") << text;
    EXPECT_EQ(validate(compiled(text, wildcards::leftmost)), "") << text;
  }
}

TEST(program, phrases_come_first_and_set_their_slots) {
  const code c = compiled("a -b a");
  EXPECT_EQ(c.form, logic::form::message);
  EXPECT_EQ(c.nodes.size(), 1u);
  EXPECT_EQ(c.phrases.size(), 2u);
  EXPECT_EQ(c.slots, 2u);
}

TEST(program, only_columns_with_conditions_are_nodes) {
  const code c = compiled("[a, b = 1 || b = 2, ..., d > 3]");
  EXPECT_EQ(c.form, logic::form::columns);
  EXPECT_EQ(c.layout.columns, 4u);
  EXPECT_EQ(c.layout.ellipsis, 2u);
  EXPECT_EQ(c.nodes.size(), 3u);
  EXPECT_EQ(c.indices.size(), 2u);
  EXPECT_EQ(c.indices[1].index, 3u);
  EXPECT_EQ(compiled("[a, b]").layout.ellipsis, none);
  EXPECT_EQ(compiled("[]").layout.columns, 1u);
}

void refused(const code& good, const char* what, const char* said, void (*change)(code&)) {
  ASSERT_EQ(validate(good), "") << what;
  code c = good;
  change(c);
  EXPECT_EQ(validate(c), said) << what;
}

TEST(validator, refuses_messages_that_the_machine_must_not_run) {
  const code good = compiled("a -b");
  refused(good, "fewer phrases than tests", "a phrase that is not searched for", [](code& c) { c.phrases = {}; });
  refused(good, "more phrases than slots", "phrases that have no slots", [](code& c) {
    c.phrases = support::phrase_set({{"a", false}, {"b", false}, {"c", false}});
  });
  refused(good, "fewer phrases than slots", "phrases that have no slots", [](code& c) {
    c.phrases = support::phrase_set({{"a", false}});
  });
  refused(good, "another test among phrases", "a phrase that is not searched for",
          [](code& c) { c.instructions[0] = make(opcode::test_exists, 0, none); });
  refused(good, "a constant of another kind", "an operand of the wrong kind",
          [](code& c) { c.constants[0] = logic::text_operand{"a"}; });
  refused(good, "a node that nothing leads to", "a step that text does not have",
          [](code& c) { c.nodes.emplace_back(); });
  refused(good, "a column", "a message has no columns", [](code& c) {
    c.nodes.push_back({});
    c.indices.push_back({0, 1});
    c.nodes[0].indices = {0, 1};
  });
  refused(compiled("%x%"), "a phrase without a search", "a phrase that is not searched for", [](code& c) {
    c.constants[0] = logic::phrase_operand{"x"};
    c.instructions[0] = make(opcode::test_phrase, 0, 0);
  });
}

TEST(validator, refuses_columns_that_the_machine_must_not_deal_out) {
  const code good = compiled("[a = 1, ..., b = 2]");
  refused(good, "a column past the last", "no such column", [](code& c) { c.indices[1].index = 3; });
  refused(good, "fewer columns", "no such column", [](code& c) { c.layout.columns = 2; });
  refused(good, "a condition on the ellipsis", "no such column", [](code& c) { c.indices[1].index = 1; });
  refused(good, "an ellipsis past the last", "no such ellipsis", [](code& c) { c.layout.ellipsis = 3; });
  refused(good, "a field", "a step that text does not have", [](code& c) {
    c.nodes.push_back({});
    c.nodes.back().slots = c.nodes.back().tests = {};
    c.fields.push_back({"x", head_of("x"), static_cast<std::uint32_t>(c.nodes.size() - 1)});
    c.nodes[0].fields = {0, 1};
    c.nodes[0].names.fill(~std::uint64_t{0});
  });
  refused(good, "phrases", "phrases of columns", [](code& c) {
    c.phrases = support::phrase_set({{"a", false}, {"b", false}});
  });
  refused(good, "a phrase", "a phrase that is not searched for", [](code& c) {
    c.constants[0] = logic::phrase_operand{"x"};
    c.instructions[0] = make(opcode::test_phrase, 0, 0);
  });
  refused(compiled("[]"), "no columns", "no columns", [](code& c) { c.layout = {}; });
}

}  // namespace
}  // namespace coverwatch::program
