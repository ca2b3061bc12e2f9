// SPDX-License-Identifier: Apache-2.0
// In goes a shape with automata, out comes a text or the closed set of states that has none. Goes breadth first over
// the product of all of them, each state once, its words in a row in one store.
#include "domain/number_search.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// The excluded texts that begin like the text so far.
struct excluded_range {
  std::uint32_t from = 0, to = 0;
  std::uint32_t depth = 0;
};

class number_text_searcher {
 public:
  using word = std::uint64_t;

  explicit number_text_searcher(const number_text_limits& limits)
      : limits_(limits), known_(16, hash_of_state{this}, equal_states{this}) {
    for (const number_automaton& a : limits.inside) stride_ += a.words();
    for (const number_automaton& a : limits.outside) stride_ += a.words();
    cost_ = 1 + stride_ - own_words;
  }

  number_text_outcome run(const std::function<bool(const std::string&)>& takes, budget& left) {
    number_text_outcome outcome;
    outcome.what = explore(takes, left);
    outcome.nodes = std::move(nodes_);
    return outcome;
  }

 private:
  static constexpr std::size_t own_words = 3;

  struct hash_of_state {
    const number_text_searcher* searcher;
    std::size_t operator()(std::uint32_t node) const noexcept {
      word hash = 0x9e3779b97f4a7c15;
      const word* const state = searcher->state_of(node);
      for (std::size_t i = 0; i < searcher->stride_; ++i) {
        hash = (hash ^ state[i]) * 0xff51afd7ed558ccd;
        hash ^= hash >> 32;
      }
      return static_cast<std::size_t>(hash);
    }
  };
  struct equal_states {
    const number_text_searcher* searcher;
    bool operator()(std::uint32_t a, std::uint32_t b) const noexcept {
      return std::equal(searcher->state_of(a), searcher->state_of(a) + searcher->stride_, searcher->state_of(b));
    }
  };

  const word* state_of(std::uint32_t node) const noexcept { return states_.data() + node * stride_; }

  number_text_outcome::kind explore(const std::function<bool(const std::string&)>& takes, budget& left) {
    using kind = number_text_outcome::kind;
    if (!begin()) return kind::none;
    bool refused = false;
    for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
      if (accepts(node)) {
        if (takes(text_of(node))) return kind::taken;
        refused = true;
      }
      for (const char c : std::string_view("0123456789-.E")) {
        if (!left.spend(cost_)) return kind::budget;
        add(node, c);
      }
    }
    return refused ? kind::refused : kind::none;
  }

  // False when some automaton inside has lost before it began.
  bool begin() {
    nodes_.emplace_back();
    states_.resize(stride_);
    excluded_range range{0, static_cast<std::uint32_t>(limits_.excluded.size()), 0};
    write_own(limits_.shape.start(), range);
    word* at = states_.data() + own_words;
    bool alive = true;
    for (const number_automaton& a : limits_.inside) alive = a.start(std::exchange(at, at + a.words())) && alive;
    for (const number_automaton& a : limits_.outside) a.start(std::exchange(at, at + a.words()));
    known_.insert(0);
    return alive;
  }

  // Of the newest state.
  void write_own(const number_shape::state& s, const excluded_range& range) {
    word* const own = states_.data() + states_.size() - stride_;
    own[0] = static_cast<word>(s.part) | static_cast<word>(s.low + 1) << 8 | static_cast<word>(s.high + 1) << 16 |
             word{s.zeros} << 24 | word{s.digits} << 32;
    own[1] = word{s.from} | word{s.to} << 16 | word{range.depth} << 32;
    own[2] = word{range.from} | word{range.to} << 32;
  }

  number_shape::state shape_of(std::uint32_t node) const {
    const word* const own = state_of(node);
    const auto sign = [&](int shift) { return static_cast<std::int8_t>(static_cast<int>(own[0] >> shift & 0xff) - 1); };
    return {static_cast<number_shape::part>(own[0] & 0xff),
            sign(8),
            sign(16),
            static_cast<std::uint8_t>(own[0] >> 24 & 0xff),
            static_cast<std::uint32_t>(own[0] >> 32),
            static_cast<std::uint16_t>(own[1] & 0xffff),
            static_cast<std::uint16_t>(own[1] >> 16 & 0xffff)};
  }

  excluded_range range_of(std::uint32_t node) const {
    const word* const own = state_of(node);
    return {static_cast<std::uint32_t>(own[2] & 0xffffffff), static_cast<std::uint32_t>(own[2] >> 32),
            static_cast<std::uint32_t>(own[1] >> 32)};
  }

  // Those that go on with `c`; the ranges are sorted, and what has ended stands first.
  excluded_range narrow(const excluded_range& range, char c) const {
    const auto begin = limits_.excluded.begin();
    const auto first = std::partition_point(begin + range.from, begin + range.to, [&](const std::string& text) {
      return text.size() == range.depth || text[range.depth] < c;
    });
    const auto last =
        std::partition_point(first, begin + range.to, [&](const std::string& text) { return text[range.depth] == c; });
    if (first == last) return {};
    return {static_cast<std::uint32_t>(first - begin), static_cast<std::uint32_t>(last - begin), range.depth + 1};
  }

  // Adds the node one character behind, unless nothing can come of it or its state is known.
  void add(std::uint32_t node, char c) {
    number_shape::state shape = shape_of(node);
    if (!limits_.shape.step(shape, c)) return;
    const auto added = static_cast<std::uint32_t>(nodes_.size());
    states_.resize(states_.size() + stride_);
    std::copy_n(state_of(node), stride_, states_.data() + added * stride_);
    write_own(shape, narrow(range_of(node), c));
    if (step_automata(states_.data() + added * stride_ + own_words, c) && known_.insert(added).second) {
      nodes_.push_back({node, c});
    } else {
      states_.resize(states_.size() - stride_);
    }
  }

  bool step_automata(word* at, char c) const {
    for (const number_automaton& a : limits_.inside)
      if (!a.step(std::exchange(at, at + a.words()), c)) return false;
    for (const number_automaton& a : limits_.outside) a.step(std::exchange(at, at + a.words()), c);
    return true;
  }

  bool accepts(std::uint32_t node) const {
    if (!limits_.shape.accepts(shape_of(node))) return false;
    const excluded_range range = range_of(node);
    if (range.from < range.to && limits_.excluded[range.from].size() == range.depth) return false;
    const word* at = state_of(node) + own_words;
    for (const number_automaton& a : limits_.inside)
      if (!a.accepts(std::exchange(at, at + a.words()))) return false;
    for (const number_automaton& a : limits_.outside)
      if (a.accepts(std::exchange(at, at + a.words()))) return false;
    return true;
  }

  std::string text_of(std::uint32_t node) const {
    std::string text;
    for (; node != 0; node = nodes_[node].parent) text += nodes_[node].character;
    std::reverse(text.begin(), text.end());
    return text;
  }

  const number_text_limits& limits_;
  std::size_t stride_ = own_words;
  std::size_t cost_ = 0;
  std::vector<word> states_;
  std::vector<number_text_node> nodes_;
  std::unordered_set<std::uint32_t, hash_of_state, equal_states> known_;
};

COVERWATCH_FUNC number_text_outcome search_texts(const number_text_limits& limits,
                                                 const std::function<bool(const std::string&)>& takes, budget& left) {
  return number_text_searcher(limits).run(takes, left);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
