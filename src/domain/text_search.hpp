// SPDX-License-Identifier: Apache-2.0
// The search for a text that some automatons accept and others do not: breadth first over the states of their product,
// made one by one. In go automatons and a budget, out comes the shortest text, or the closed set of states that shows
// there is none. It trusts its automatons and verifies nothing.
#pragma once

#include "domain/budget.hpp"
#include "domain/text_letters.hpp"
#include "domain/text_proof.hpp"
#include "domain/text_set.hpp"
#include "domain/text_words.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// Numbers of states, found again by a hash of theirs: open addressing, at most half full.
class text_states {
 public:
  static constexpr std::uint32_t free = 0xffffffff;

  // The slot of the state that `same` knows, or the free slot where it belongs. Room for one more is made first.
  template <class Same, class Hash>
  std::uint32_t& slot(std::uint64_t hash, Same same, Hash hash_of) {
    if (2 * (used_ + 1) > slots_.size()) grow(hash_of);
    return slots_[place(hash, same)];
  }
  void count_one() noexcept { ++used_; }  // a free slot was filled

 private:
  template <class Same>
  std::size_t place(std::uint64_t hash, Same same) const {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != free && !same(slots_[at])) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  template <class Hash>
  void grow(Hash hash_of) {
    std::vector<std::uint32_t> old(slots_.empty() ? 64 : 2 * slots_.size(), free);
    old.swap(slots_);
    for (const std::uint32_t n : old)
      if (n != free) slots_[place(hash_of(n), [](std::uint32_t) { return false; })] = n;
  }

  std::vector<std::uint32_t> slots_;
  std::size_t used_ = 0;
};

// A regular expression inside is tracked as one of its places, since one way to match is enough; outside as the set of
// all its places. A state that another one covers (text_proof.hpp) is left out: what follows it follows the other.
//
// Steps: one for each character tried in a state and for each cell that it moves, one for every 16 positions of a
// regular expression that are passed over, one for each earlier state compared with, one for each cell kept. Memory:
// never more than about 2^22 cells and 2^20 states, with all that belongs to them less than 200 MB; then the search
// ends as if the budget had run out.
class text_search {
 public:
  // The sets are no lists, and outlive the search, as do the texts of `words`.
  text_search(std::vector<const text_set*> inside, const std::vector<const text_set*>& outside, text_words words,
              text_letters::alphabet letters = text_letters::alphabet::characters);

  enum class outcome { member, none, out_of_steps, out_of_memory };
  // May be called again after `out_of_steps`: it goes on where it was.
  outcome run(budget& steps);

  std::string member() const;  // after `member`
  // After `none`: width, beginnings and cells.
  void write(text_proof& proof) const;

  char32_t unnamed_letter() const noexcept { return letters_.unnamed(); }

 private:
  using cell = std::uint64_t;
  struct node {
    std::uint32_t parent;
    char32_t letter;
    std::uint32_t depth;
    std::uint32_t next_alike;  // the next older one that shares the cells before the sets outside
    bool covered;              // by a state that was found later
    bool left_out;             // by one of the same depth, which will be expanded in its place
  };
  struct outside_set {
    const wildcard_automaton* wildcard = nullptr;
    const regex_automaton* regex = nullptr;
    std::size_t at = 0;  // its first cell
    std::size_t cells = 1;
  };

  outcome run_on(budget& steps);
  void put_sets_outside(const std::vector<const text_set*>& outside);
  bool begin();
  bool expand(std::uint32_t from);
  void collect_letters(const cell* state);
  bool try_letter(std::uint32_t from, char32_t letter);
  bool step_outside(const cell* state, char32_t letter);
  bool step_inside(const cell* state, char32_t letter);
  bool add_ways(std::uint32_t from, char32_t letter);
  bool add(std::uint32_t from, char32_t letter);
  bool accepts(const cell* state) const noexcept;
  bool is_lost_outside(const cell* state) const noexcept;
  bool covers(const cell* a, const cell* b) const noexcept;
  bool is_covered(std::uint32_t& chain, std::uint32_t depth);
  bool is_covered_without_words();
  std::uint32_t& chain_of_successor();
  void write_row(text_proof& proof, const cell* state) const;
  const cell* state_of(std::uint32_t n) const noexcept { return cells_.data() + n * width_; }
  text_words::place words_place(const cell* state) const noexcept;
  void set_words_place(cell* state, const text_words::place& at) const noexcept;

  std::vector<const text_set*> inside_;
  std::vector<outside_set> outside_;
  text_words words_;
  text_letters letters_;
  // The cells of a state: one for each set inside; for words two: the run, and the depth; then those outside.
  std::size_t shared_ = 0;  // cells before the sets outside
  std::size_t width_ = 0;

  std::vector<cell> cells_;
  std::vector<node> nodes_;
  text_states known_;       // all
  text_states chains_;      // the newest of those that share the cells before the sets outside
  std::uint32_t next_ = 0;  // the state to expand
  std::uint32_t found_ = 0;
  std::uint64_t work_ = 0;  // steps since the budget was asked

  std::vector<char32_t> tried_;  // the letters of the state that is expanded
  std::vector<cell> successor_;
  std::vector<text_place> ways_;       // the places that follow, of all sets inside
  std::vector<std::size_t> ways_end_;  // where those of each set end
  std::vector<std::size_t> choice_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
