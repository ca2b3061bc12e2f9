// SPDX-License-Identifier: Apache-2.0
// The program of a set of JSON patterns. One tree of the places that some pattern asks about; each distinct test once;
// one verdict a pattern, over tests that are run when a verdict asks for them and not before. Each pattern is filed
// under tests of which one must pass for it to match (its witnesses): an event touches only the patterns that one of
// its values calls up, and those that have no witness. Immutable once compiled.
#pragma once

#include "logic/formula.hpp"
#include "program/program.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::program {

// One distinct test: what is asked of the values met at a node; true when some value passes.
struct set_test {
  opcode op = opcode::test_exists;
  std::uint32_t node = none;
  std::uint32_t constant = none;   // wildcards and regular expressions: index into set_code::constants
  std::uint32_t text = none;       // test_text, test_number: index into set_code::texts; a number's spelling
  std::uint32_t threshold = none;  // orderings and test_number: place among the thresholds of its node
  range filed;                     // in set_code::postings: the patterns that it is a witness of
};

// A text that some value of a node is compared with, in a table by hash.
struct set_text {
  std::uint64_t hash = 0;
  std::string text;
  std::uint32_t node = none;
  std::uint32_t as_text = none;    // the test_text of it, if there is one
  std::uint32_t as_number = none;  // the test_number spelled so, if there is one
};

// Orderings that are witnesses, at one node: tests by ascending threshold.
struct set_orderings {
  range less, less_equal, greater, greater_equal;  // in set_code::filed_orderings
};

// A wildcard test that is a witness, found by four bytes that every text which passes must hold.
struct set_gram {
  std::uint32_t bytes = 0;
  std::uint32_t test = none;
};

// What the values of a node call up. A node that is not asked about so has all of it empty.
struct set_node {
  bool has_texts = false;  // some test compares with a text
  bool calls_up = false;   // some test here is a witness
  range thresholds;        // in set_code::thresholds, ascending, all different
  range numbers;           // tests that are witnesses, by kind:
  range presence;          //   exists, comparable, finite, null, true, false (in set_code::filed_tests)
  range short_globs;       //   wildcards without four bytes in a row (in set_code::filed_tests)
  range grams;             //   the other wildcards, by their bytes (in set_code::grams)
  range gram_filter;       //   bits of the hashes of those bytes (in set_code::gram_filters)
  set_orderings orderings;
};

struct set_code {
  std::vector<node> nodes;  // as in a program of one pattern, but without tests and slots
  std::vector<field_edge> fields;
  std::vector<index_edge> indices;
  std::vector<std::uint32_t> field_slots;

  std::vector<set_node> plans;  // one a node
  std::vector<set_test> tests;
  std::vector<set_text> texts;
  std::vector<std::uint32_t> text_slots;  // open addressing by hash, a power of two in size; a text each, or none
  std::vector<support::decimal> thresholds;
  std::vector<logic::operand> constants;
  std::vector<std::uint32_t> filed_tests;
  std::vector<std::uint32_t> filed_orderings;  // tests
  std::vector<set_gram> grams;
  std::vector<std::uint64_t> gram_filters;
  std::vector<std::uint32_t> postings;  // patterns, by their place in `verdicts`

  std::vector<instruction> instructions;  // verdicts: a slot is a test
  std::vector<std::uint32_t> verdicts;    // of each pattern: where its verdict begins
  std::vector<std::uint32_t> names;       // of each pattern: its place in the set
  std::vector<std::uint32_t> always;      // patterns without a witness
  std::shared_ptr<const int> identity;    // of no other set, as long as somebody holds it
};

struct set_member {
  const logic::formula* formula;  // of form::object
  wildcards dialect;
  std::uint32_t name;  // ascending
};

// Linear in the text of the formulas, but for sorting. At most `max_slots` distinct tests.
set_code compile_set(std::span<const set_member> members);

// The hash of a text at a node, as `text_slots` has it.
std::uint64_t hash_text(std::uint32_t node, std::string_view text) noexcept;

inline constexpr std::uint32_t gram_bytes = 4;
inline constexpr std::uint32_t gram_filter_words = 64;  // 64-bit words of a node's filter

// The bit of a node's filter for four bytes.
constexpr std::uint32_t gram_bit(std::uint32_t bytes) noexcept { return bytes * 0x9e3779b1 >> 20; }

}  // namespace coverwatch::inline COVERWATCH_ABI::program
