// SPDX-License-Identifier: Apache-2.0
// In go phrases, out comes their tree with every missing transition filled in, breadth first: the one that the longest
// proper suffix of the state would take. Building is all that happens here; the steps are in the header.
#include "support/phrase_automaton.hpp"

#include <numeric>

namespace coverwatch::inline COVERWATCH_ABI::support {

COVERWATCH_FUNC phrase_automaton::phrase_automaton(const std::vector<std::string>& phrases)
    : next_end_(phrases.size(), none) {
  number_bytes(phrases);
  const auto add_length = [](std::size_t sum, const std::string& phrase) { return sum + phrase.size(); };
  const std::size_t most_states = std::accumulate(phrases.begin(), phrases.end(), std::size_t{1}, add_length);
  table_.assign(most_states * columns_, 0);
  table_[start] = none;
  std::uint32_t used = columns_;
  for (std::uint32_t phrase = 0; phrase < phrases.size(); ++phrase) {
    const std::uint32_t state = add_path(phrases[phrase], used);
    next_end_[phrase] = table_[state];
    table_[state] = phrase;
  }
  table_.resize(used);
  table_.shrink_to_fit();
  close();
}

COVERWATCH_FUNC void phrase_automaton::number_bytes(const std::vector<std::string>& phrases) noexcept {
  column_.fill(1);
  for (const std::string& phrase : phrases)
    for (const char byte : phrase) {
      std::uint16_t& column = column_[static_cast<unsigned char>(byte)];
      if (column == 1) column = static_cast<std::uint16_t>(columns_++);
    }
}

// The state that `phrase` leads to from the start, over new states where there are none. 0 is no transition yet:
// nothing leads back to the start in a tree.
COVERWATCH_FUNC std::uint32_t phrase_automaton::add_path(const std::string& phrase, std::uint32_t& used) {
  std::uint32_t state = start;
  for (const char byte : phrase) {
    std::uint32_t& to = table_[state + column_[static_cast<unsigned char>(byte)]];
    if (to == start) {
      table_[used] = none;
      to = used;
      used += columns_;
    }
    state = to;
  }
  return state;
}

// A state is closed after every shorter one, so the row of its fallback is complete when it is read.
COVERWATCH_FUNC void phrase_automaton::close() {
  std::vector<std::uint32_t> fallback(table_.size() / columns_, start);  // the longest proper suffix that is a state
  std::vector<std::uint32_t> queue;
  queue.reserve(fallback.size());
  queue.push_back(start);
  for (std::size_t i = 0; i < queue.size(); ++i) close_state(queue[i], fallback, queue);
}

COVERWATCH_FUNC void phrase_automaton::close_state(std::uint32_t state, std::vector<std::uint32_t>& fallback,
                                                   std::vector<std::uint32_t>& queue) {
  const std::uint32_t suffix = fallback[state / columns_];
  if (state != start) append_end(state, table_[suffix]);
  for (std::uint32_t column = 1; column < columns_; ++column) {
    std::uint32_t& to = table_[state + column];
    const std::uint32_t otherwise = state == start ? start : table_[suffix + column];
    if (to != start) {
      fallback[to / columns_] = otherwise;
      queue.push_back(to);
    } else {
      to = otherwise;
    }
  }
}

// Equal phrases stand in a row already; what ends here too goes behind them.
COVERWATCH_FUNC void phrase_automaton::append_end(std::uint32_t state, std::uint32_t ends) noexcept {
  std::uint32_t* last = &table_[state];
  while (*last != none) last = &next_end_[*last];
  *last = ends;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
