// SPDX-License-Identifier: Apache-2.0
// Many listed texts as one deterministic automaton that takes no building: the texts sorted, and a place is the run of
// those that begin with the text read so far. In go sorted texts, out comes what one character does to a place.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

class text_words {
 public:
  text_words() = default;
  // Sorted by their bytes, each once; what they view outlives this object.
  explicit text_words(std::vector<std::string_view> sorted) : words_(std::move(sorted)) {}

  // The texts from `begin` to before `end` are those that begin with what was read, `depth` bytes. A place with none of
  // them is always {0, 0, 0}.
  struct place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t depth = 0;
    bool is_nowhere() const noexcept { return begin == end; }
  };

  const std::vector<std::string_view>& words() const noexcept { return words_; }
  place start() const noexcept { return {0, static_cast<std::uint32_t>(words_.size()), 0}; }

  // What was read is one of the texts.
  bool accepts(const place& at) const noexcept { return !at.is_nowhere() && words_[at.begin].size() == at.depth; }

  // What was read; `at` is not nowhere.
  std::string_view text(const place& at) const noexcept { return words_[at.begin].substr(0, at.depth); }

  // Time is logarithmic in the number of texts.
  place step(const place& at, char32_t c) const;

  // Appends each character that leads anywhere, by bytes. Time is logarithmic in the number of texts for each of them.
  void append_letters(const place& at, std::vector<char32_t>& out) const;

 private:
  std::uint32_t end_of_run(const place& at, std::size_t first, std::string_view next) const noexcept;

  std::vector<std::string_view> words_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
