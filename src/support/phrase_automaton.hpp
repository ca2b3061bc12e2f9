// SPDX-License-Identifier: Apache-2.0
// The automaton of Aho and Corasick over bytes: in go phrases once, then a text a byte at a time; out comes which
// phrases end at each byte. One table look-up a byte, whatever the phrases and the text. Keeps no state of a search.
#pragma once

#include <coverwatch/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

// Complete (a transition for every byte in every state, none to be followed back), with the bytes that occur in no
// phrase taken for one. Takes 4 bytes for each pair of a state and a kind of byte: (total length + 1) x (distinct bytes
// + 2) pairs at most, which is also the time to build it. Three words take about 2 KB. Immutable, shared by threads.
class phrase_automaton {
 public:
  static constexpr std::uint32_t none = 0xffffffff;
  static constexpr std::uint32_t start = 0;  // the state in front of a text

  phrase_automaton() = default;
  // Non-empty phrases, 8 MiB together at most. A phrase is named by its place in the list from here on.
  explicit phrase_automaton(const std::vector<std::string>& phrases);

  std::uint32_t next(std::uint32_t state, char byte) const noexcept {
    return table_[state + column_[static_cast<unsigned char>(byte)]];
  }
  // The longest phrase that ends where `state` stands, or `none`; of equal phrases the last one.
  std::uint32_t longest_end(std::uint32_t state) const noexcept { return table_[state]; }
  // What ends wherever `phrase` ends: the next equal one or else the next shorter one, or `none`.
  std::uint32_t next_end(std::uint32_t phrase) const noexcept { return next_end_[phrase]; }

 private:
  void number_bytes(const std::vector<std::string>& phrases) noexcept;
  std::uint32_t add_path(const std::string& phrase, std::uint32_t& used);
  void close();
  void close_state(std::uint32_t state, std::vector<std::uint32_t>& fallback, std::vector<std::uint32_t>& queue);
  void append_end(std::uint32_t state, std::uint32_t ends) noexcept;

  std::array<std::uint16_t, 256>
      column_{};  // of each byte; the first column is `longest_end`, the second any other byte
  std::uint32_t columns_ = 2;
  std::vector<std::uint32_t> table_;  // a row a state; a state is named by the place of its row in this table
  std::vector<std::uint32_t> next_end_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
