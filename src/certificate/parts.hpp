// SPDX-License-Identifier: Apache-2.0
// What a certificate is made of, as plain data in the words of docs/certificate.md: facts, terms, nodes, proofs. Holds
// what was written down; checks nothing.
#pragma once

#include "certificate/numbers.hpp"
#include "certificate/texts.hpp"

#include <coverwatch/config.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

enum class value_kind : std::uint8_t { missing, string, number, true_, false_, null, object, array };

struct fact {
  enum class says : std::uint8_t {
    holds,    // +3
    fails,    // -3
    formula,  // #5; as a part of a formula it may name an *all*
    of_term,  // +3@2
    is,       // 2:string
    present,  // 2:present
  };
  says what{};
  value_kind kind{};         // of `is`
  std::uint32_t number = 0;  // of the atom or the formula
  std::uint32_t term = 0;    // of `of_term`, `is` and `present`
  friend auto operator<=>(const fact&, const fact&) = default;
};

struct term {
  enum class step : std::uint8_t {
    root,
    name,
    index,
    some,
    token,
    last,
    rest,  // of a message: the token of that number, from 1; that many from the end; all from there on
  };
  step how = step::root;
  std::uint32_t parent = 0;
  std::string name;
  std::uint64_t index = 0;
};

// A node or a fact.
struct reason {
  std::optional<std::uint32_t> node;
  certificate::fact fact;
};

// --- Nodes.

struct clash_node {
  fact first, second;
};
struct cases_node {
  std::uint32_t formula = 0;
  std::vector<std::pair<fact, reason>> parts;
};
struct kinds_node {
  std::uint32_t term = 0;
  std::vector<std::pair<value_kind, reason>> kinds;  // in their order, all of them; of term 0 `object` alone
};
struct value_node {
  std::uint32_t term = 0;
  std::vector<certificate::fact> values;
};
struct literal_node {
  std::uint32_t term = 0;
  bool of_strings = false;
  fact literal, against;
};
struct rows_node {
  std::uint32_t term = 0;
  bool of_strings = false;
  std::vector<fact> inside, outside, words;
  std::vector<text_row> rows;
};
struct number_node {
  std::uint32_t term = 0;
  std::vector<fact> inside, outside;  // the tests that the proof names by their place here
  number_proof proof;
};
struct some_node {
  std::uint32_t atom = 0;
  std::uint32_t term = 0;
  std::uint32_t then = 0;
};
// What is said of one element: a node, or that it is like the element of that index.
struct deal_part {
  bool is_like = false;
  std::uint32_t number = 0;
};
struct deal_node {
  std::uint32_t atom = 0;
  std::vector<deal_part> parts;
  std::uint32_t end = 0;
};
using node = std::variant<clash_node, cases_node, kinds_node, literal_node, rows_node, value_node, number_node,
                          some_node, deal_node>;

enum class spoken : std::uint8_t { any, glob, leftmost };

struct proof {
  spoken dialect{};
  std::string example;
  std::vector<std::string> atoms;
  std::vector<std::vector<std::string>> formulas;
  std::vector<term> terms;  // term 0, the root, included
  std::vector<node> nodes;
};

struct document {
  std::string reference;
  std::vector<std::string> assumptions, deployed;
  bool canonical_json = false;
  std::vector<proof> proofs;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
