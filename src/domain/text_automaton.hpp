// SPDX-License-Identifier: Apache-2.0
// Operands as automatons over characters, made once for each operand. In goes a wildcard or a regular expression, out
// comes what one character does to a place in it. Nothing here searches, and nothing here knows of other operands.
#pragma once

#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

using text_place = std::uint32_t;
inline constexpr text_place no_place = 0xffffffff;  // the text read so far cannot be completed any more

// The characters of a well-formed text (UTF-8 or WTF-8).
std::u32string characters_of(std::string_view text);

// A wildcard, as a deterministic automaton. Its places are the numbers 0 to n, where n is the number of its characters,
// stars not counted: place q means that q of them have been found. Before the first star a character that is not the
// next one leads to `no_place`. Behind it each piece is searched for as Knuth, Morris and Pratt do: q counts all pieces
// that are found, each at its first place, and as much of the next one as the text read so far ends with. Place n
// accepts. What follows in place n depends on the last piece: empty, and everything stays in n; else a glob goes on
// searching for it, and `leftmost` goes to `no_place`, since the first place of the last piece must end the text.
class wildcard_automaton {
 public:
  wildcard_automaton(const support::wildcard_pieces& wildcard, wildcards dialect);

  text_place final_place() const noexcept { return static_cast<text_place>(next_.size()); }
  bool accepts(text_place at) const noexcept { return at == final_place(); }
  bool accepts_all(text_place at) const noexcept { return open_end_ && at == final_place(); }  // whatever follows
  // Only one character leads on: `next(at)`.
  bool is_forced(text_place at) const noexcept { return at < first_star_; }
  char32_t next(text_place at) const noexcept { return next_[at]; }

  // `at` is a place. Time is logarithmic in the length of a piece.
  text_place step(text_place at, char32_t c) const noexcept;

  // Whatever follows: when it is accepted from `less`, it is accepted from `more`. Never wrong when true; it is also
  // false where that holds for reasons other than: both are equal, `less` is no place, or they stand in a glob with a
  // star between them and behind the first star, since what finds all pieces from one on finds the later ones.
  bool accepts_less(text_place less, text_place more) const noexcept {
    return less == more || less == no_place || (more != no_place && more >= star_behind_[less]);
  }

  // Calls `use` with each character that leads from `at` elsewhere than most do; maybe more than once.
  template <class Use>
  void for_each_letter(text_place at, Use use) const {
    if (at == final_place()) at = retreat_[at];
    for (; at != no_place; at = retreat_[at]) use(next_[at]);
  }

  // The characters of the pieces: below 256, and the others.
  const std::bitset<256>& low_letters() const noexcept { return low_letters_; }
  const std::u32string& high_letters() const noexcept { return high_letters_; }

 private:
  void add_piece(const std::u32string& piece, bool last);

  std::u32string next_;                  // the character that leads from each place to the one behind it
  std::vector<text_place> retreat_;      // where to try a character that is not the next one; no_place: nowhere
  std::vector<text_place> piece_begin_;  // where a character ends up that fits nowhere
  std::vector<text_place>
      star_behind_;  // the nearest place at or behind this one that stands behind a star, or no_place
  text_place first_star_ = 0;
  bool open_end_ = false;
  bool glob_ = false;
  std::bitset<256> low_letters_;
  std::u32string high_letters_;
};

// A regular expression. Its places: all branches in their order, in each a place before each position and one behind
// the last. A single place stands also for those that are reached from it by passing over positions.
class regex_automaton {
 public:
  explicit regex_automaton(const std::vector<support::regex_branch>& branches);

  // One place before the first position of each branch.
  const std::vector<text_place>& starts() const noexcept { return starts_; }
  bool accepts(text_place at) const noexcept { return places_[at].accepts; }

  // Appends the places that `c` leads to; those that another one stands for are left out, and where one accepts all,
  // it is the only one. Returns the number of places looked at.
  std::size_t step(text_place at, char32_t c, std::vector<text_place>& out) const;

  // All places at once; a set has a bit for each place and holds what is reached by passing over positions.
  const support::regex& sets() const noexcept { return sets_; }

  // No position tells characters of one class apart. The last entry is for all characters from 256 on.
  const std::array<std::uint16_t, 257>& classes() const noexcept { return classes_; }
  std::size_t class_count() const noexcept { return class_count_; }

 private:
  struct place {
    std::uint32_t set = 0;    // index into sets_of_characters_; a final place has none
    text_place skips_to = 0;  // the last place that is reached by passing over positions
    bool final = false;
    bool repeated = false;
    bool restarts = false;  // every character may also leave the search here
    bool accepts = false;
    bool accepts_all = false;
  };
  void add_branch(const support::regex_branch& branch);
  std::uint32_t index_of(const support::character_set& set);
  void split_classes(const support::character_set& set);

  support::regex sets_;
  std::vector<support::character_set> character_sets_;
  std::vector<place> places_;
  std::vector<text_place> starts_;
  std::array<std::uint16_t, 257> classes_{};
  std::size_t class_count_ = 1;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
