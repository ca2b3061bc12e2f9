// SPDX-License-Identifier: Apache-2.0
// The program of a set while it is made: `compile_set` plants the selectors, interns the tests and files the patterns;
// `lay_out` then writes what the machine runs. Names of nodes and tests are final from the beginning.
#pragma once

#include "program/set_code.hpp"
#include "program/verdict.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::program {

struct set_draft {
  struct edge {
    std::uint32_t parent = none;
    std::uint32_t child = none;
    const logic::step* step = nullptr;
  };

  std::span<const set_member> members;
  set_code out = {};
  std::vector<edge> edges = {};                                     // but for those of wildcards
  std::vector<std::vector<clause<std::uint32_t>>> clauses = {};     // of each member
  std::vector<std::vector<support::decimal>> node_thresholds = {};  // of each node, in order of arrival
  std::vector<std::uint32_t> texts_at = {};                         // of each node: how many
  std::vector<std::vector<std::uint32_t>> filed = {};               // of each test: patterns

  // How often a test may pass, as far as the patterns tell: a field that is compared with many texts has many.
  double share(const set_test& t) const noexcept;
};

// Writes edges, tables, postings and verdicts. Linear, but for sorting.
void lay_out(set_draft& draft);

}  // namespace coverwatch::inline COVERWATCH_ABI::program
