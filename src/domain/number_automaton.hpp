// SPDX-License-Identifier: Apache-2.0
// A wildcard or a regular expression read a character at a time, over the characters that texts of numbers are made of.
// In goes the test once, then characters; out comes whether the text so far passes it. The state is the caller's.
#pragma once

#include "domain/number.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// Refers to the test, which must outlive it. Equal states go on equally.
class number_automaton {
 public:
  using word = std::uint64_t;

  explicit number_automaton(const number_wildcard& test);
  explicit number_automaton(const number_regex& test);

  std::size_t words() const noexcept;  // of one state

  // `state` has room for `words()`. False when no text from here on can pass.
  bool start(word* state) const noexcept;
  bool step(word* state, char c) const noexcept;

  bool accepts(const word* state) const noexcept;  // if the text ends here

 private:
  bool settle_regex(word* state) const noexcept;
  word settle_wildcard(std::size_t piece, std::size_t matched) const noexcept;
  word step_wildcard(word state, char c) const noexcept;

  const support::regex* regex_ = nullptr;
  const support::wildcard_pieces* wildcard_ = nullptr;
  wildcards dialect_{};
  std::vector<std::vector<std::size_t>> borders_;  // of each piece, for each beginning of it: its longest border
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
