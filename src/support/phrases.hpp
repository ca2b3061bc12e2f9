// SPDX-License-Identifier: Apache-2.0
// Many phrases in one pass. In go the phrases once, then texts; out comes which phrases occur in each. Bytes are bytes:
// no case is folded and no text is decoded. Does not say where a phrase stands.
#pragma once

#include "support/phrase_automaton.hpp"
#include "support/phrase_filter.hpp"

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What a search did, for tests and measurements.
struct phrase_work {
  std::uint64_t filtered = 0;  // bytes that the vector search went over
  std::uint64_t compared = 0;  // comparisons of a phrase, and one more for each 16 bytes of a phrase
  std::uint64_t stepped = 0;   // bytes that the automaton went over
};

// A set of non-empty byte strings that are searched for together. Immutable; any number of threads may search at once.
//
// Time: linear in the text, whatever the text and the phrases. Vector instructions look for candidates, which are
// compared; where comparing takes more than a fixed share of the bytes gone over, an automaton takes the next stretch,
// at one look-up a byte. With n bytes of text and phrases of L bytes together, `filtered` and `stepped` are each at
// most 2n, `compared` at most n + 5L + 64. Sets of hundreds of phrases, for which nearly every place would be a
// candidate, go by the automaton. Building: a few microseconds for three words, below a millisecond for 500; the bounds
// stand at `phrase_automaton`, which takes most of the memory, and `phrase_filter`.
class phrase_set {
 public:
  struct phrase {
    std::string text;
    bool decisive = false;  // the search may end as soon as this one is found
  };

  phrase_set() = default;                            // none
  explicit phrase_set(std::vector<phrase> phrases);  // none of them empty, 8 MiB together at most; may be equal

  std::size_t size() const noexcept { return phrases_.size(); }
  std::size_t words() const noexcept { return (size() + 63) / 64; }  // of `found`

  // Sets bit i of `found` for each phrase i that occurs in `text`. `found` has room for `words()`, all zero. When a
  // decisive phrase occurs, at least one decisive one is set, and any of the others may be missing. Never allocates;
  // reads nothing outside the text.
  void search(std::string_view text, std::uint64_t* found) const noexcept {
    search_with(widest_available(), text, found);
  }

  // The same answer by these instructions at most, which must be available. `portable` is the automaton alone.
  phrase_work search_with(instructions most, std::string_view text, std::uint64_t* found) const noexcept;

 private:
  struct progress;
  void take_turns(progress& p, instructions with) const noexcept;
  std::size_t filter_from(progress& p, std::size_t from, instructions with) const noexcept;
  void compare_at(progress& p, std::size_t place, unsigned groups) const noexcept;
  void compare_head(progress& p) const noexcept;
  void compare_phrase(progress& p, const phrase_filter::anchored& member, std::size_t place) const noexcept;
  void step(progress& p, std::size_t from, std::size_t to) const noexcept;
  void report(progress& p, std::uint32_t which) const noexcept;

  std::vector<std::string> phrases_;
  std::vector<bool> decisive_;
  std::vector<std::uint8_t> group_;  // of each phrase
  std::size_t longest_ = 0;
  std::size_t stretch_ = 0;  // bytes that the automaton takes at least
  bool hopeless_ = false;    // the vector search is not worth trying
  phrase_automaton automaton_;
  phrase_filter filter_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
