// SPDX-License-Identifier: Apache-2.0
// A proof that no text belongs to all of some sets and to none of others, written so that somebody can check it from
// the operands alone. Plain data; who makes it and who checks it share nothing but this page.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// One of two forms. All indices into the sets count as the question does.
//
// **Each text fails**, when `listed` is a set: that set inside is a list, and for each of its texts, in the order of
// the list, `failures` names a set inside that it does not belong to, or one outside that it belongs to.
//
// **A closed set of states**, otherwise. It speaks of the wildcards and regular expressions inside that `inside` names,
// of those outside that `outside` names, and of all texts of all lists outside. A state is one position in each:
// - in a wildcard: a number q from 0 to n, the number of its characters, stars not counted. Before the first star, q
//   are read, and only the next one leads on, to q + 1. Behind it, q characters belong to pieces that are found, each
//   at its first place behind the one before, and, of the piece that is searched for, to the most that the text read
//   so far (behind the pieces found) ends with. A last piece that is found is still searched for: position n may lead
//   back. When it is empty, n leads to n; in the dialect `leftmost`, when it is not, n leads nowhere. n accepts.
// - in a regular expression: all branches in a row, for each a place before each position and one behind the last. A
//   place stands for those too that are reached from it by passing over optional and repeated positions of the branch.
//   A character leads behind a position that takes it, or stays before it when that is repeated; it stays in a last
//   place of a branch that need not end the text, and before the first position of a branch that need not start it. The
//   search begins before the first position of every branch. A last place accepts.
//   Inside, a state holds one place; outside, all that can be reached at once, with those that they stand for.
// - in the texts of the lists outside: what was read while that is the beginning of one of them, after that nothing.
//   Accepts when it is one of them.
// A row has a cell for each of `inside`; then for each of `outside` one cell for a wildcard, `nowhere` where nothing
// leads on, and for a regular expression a bit for each place, from the lowest bit of the first of (places + 63) / 64
// cells on; then a cell for the lists: an index into `beginnings`, or `nowhere` for nothing.
//
// One state covers another when no set outside accepts more from it and no set inside less, position by position:
// - they are equal; or, inside, the covering place of a regular expression stands for the covered one, or for a last
//   place of a branch that need not end the text;
// - or, outside, the covering position is nowhere, or, in a glob (or any wildcard whose last piece is empty), stands
//   behind the first star and a star stands between both; or the set of places is part of the covered one.
// A state is lost when a set inside leads nowhere, or one outside accepts whatever follows.
//
// The proof holds when every state of the start is covered or lost; when for each state and each character every
// state that follows is covered or lost; and when in no state all sets inside accept and none outside.
struct text_proof {
  static constexpr std::uint32_t no_list = 0xffffffff;
  static constexpr std::uint64_t nowhere = 0xffffffffffffffff;

  struct failure {
    bool inside = false;
    std::uint32_t set = 0;
    friend bool operator==(const failure&, const failure&) = default;
  };
  std::uint32_t listed = no_list;
  std::vector<failure> failures;

  std::vector<std::uint32_t> inside;
  std::vector<std::uint32_t> outside;
  std::vector<std::string> beginnings;
  std::size_t width = 0;             // cells of a row
  std::vector<std::uint64_t> cells;  // the rows, one behind the other

  friend bool operator==(const text_proof&, const text_proof&) = default;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
