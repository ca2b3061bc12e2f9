// SPDX-License-Identifier: Apache-2.0
// In go automatons, out comes the shortest text that those inside accept and those outside do not, or that there is
// none. States are rows of cells in one vector, in the order in which they are found, which is the order of the texts
// that lead to them: shorter ones first, then by the ranks of their letters.
#include "domain/text_search.hpp"

#include "support/utf8.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::domain {

inline constexpr std::size_t max_text_cells = std::size_t{1} << 22;
inline constexpr std::size_t max_text_states = std::size_t{1} << 20;
inline constexpr std::size_t places_a_step = 16;  // that are passed over
inline constexpr std::uint32_t no_text_state = text_states::free;

COVERWATCH_FUNC std::uint64_t hash_of_cells(const std::uint64_t* cells, std::size_t count) noexcept {
  std::uint64_t h = 0x9e3779b97f4a7c15u;
  for (std::size_t i = 0; i < count; ++i) {
    h = (h ^ cells[i]) * 0xff51afd7ed558ccdu;
    h ^= h >> 32;
  }
  return h;
}

// --- What a state is made of.

COVERWATCH_FUNC text_search::text_search(std::vector<const text_set*> inside,
                                         const std::vector<const text_set*>& outside, text_words words,
                                         text_letters::alphabet letters)
    : inside_(std::move(inside)), words_(std::move(words)) {
  shared_ = inside_.size() + (words_.words().empty() ? 0 : 2);
  width_ = shared_;
  put_sets_outside(outside);
  for (const text_set* set : inside_) {
    if (const auto* wildcard = set->as_wildcard()) letters_.add(wildcard->automaton);
    if (const auto* regex = set->as_regex()) letters_.add(regex->automaton);
  }
  for (const std::string_view word : words_.words()) letters_.add(word);
  letters_.choose(letters);
  successor_.resize(width_);
  choice_.resize(inside_.size());
}

COVERWATCH_FUNC void text_search::put_sets_outside(const std::vector<const text_set*>& outside) {
  for (const text_set* set : outside) {
    outside_set one;
    one.at = width_;
    if (const auto* wildcard = set->as_wildcard()) {
      one.wildcard = &wildcard->automaton;
      letters_.add(wildcard->automaton);
    } else if (const auto* regex = set->as_regex()) {
      one.regex = &regex->automaton;
      one.cells = regex->automaton.sets().words();
      letters_.add(regex->automaton);
    }
    width_ += one.cells;
    outside_.push_back(one);
  }
}

COVERWATCH_FUNC text_words::place text_search::words_place(const cell* state) const noexcept {
  const std::size_t at = inside_.size();
  if (at == shared_) return {};
  return {static_cast<std::uint32_t>(state[at]), static_cast<std::uint32_t>(state[at] >> 32),
          static_cast<std::uint32_t>(state[at + 1])};
}

COVERWATCH_FUNC void text_search::set_words_place(cell* state, const text_words::place& at) const noexcept {
  if (inside_.size() == shared_) return;
  state[inside_.size()] = at.begin | cell{at.end} << 32;
  state[inside_.size() + 1] = at.depth;
}

COVERWATCH_FUNC bool text_search::accepts(const cell* state) const noexcept {
  for (std::size_t i = 0; i < inside_.size(); ++i) {
    const auto at = static_cast<text_place>(state[i]);
    const auto* wildcard = inside_[i]->as_wildcard();
    if (!(wildcard != nullptr ? wildcard->automaton.accepts(at) : inside_[i]->as_regex()->automaton.accepts(at))) {
      return false;
    }
  }
  for (const outside_set& set : outside_) {
    if (set.wildcard != nullptr && set.wildcard->accepts(static_cast<text_place>(state[set.at]))) return false;
    if (set.regex != nullptr && set.regex->sets().accepts_at_end(state + set.at)) return false;
  }
  return !words_.accepts(words_place(state));
}

COVERWATCH_FUNC bool text_search::is_lost_outside(const cell* state) const noexcept {
  return std::any_of(outside_.begin(), outside_.end(), [state](const outside_set& set) {
    if (set.wildcard != nullptr) return set.wildcard->accepts_all(static_cast<text_place>(state[set.at]));
    return set.regex->sets().accepts_here(state + set.at);
  });
}

// Both have the same places inside, and `a` has the same one in the words or is nowhere there.
COVERWATCH_FUNC bool text_search::covers(const cell* a, const cell* b) const noexcept {
  for (const outside_set& set : outside_) {
    if (set.wildcard != nullptr) {
      const auto less = static_cast<text_place>(a[set.at]);
      if (!set.wildcard->accepts_less(less, static_cast<text_place>(b[set.at]))) return false;
      continue;
    }
    for (std::size_t i = set.at; i < set.at + set.cells; ++i)
      if ((a[i] & ~b[i]) != 0) return false;
  }
  return true;
}

// --- The search.

COVERWATCH_FUNC text_search::outcome text_search::run(budget& steps) {
  const outcome how = run_on(steps);
  steps.spend(std::exchange(work_, 0));
  return how;
}

COVERWATCH_FUNC text_search::outcome text_search::run_on(budget& steps) {
  if (nodes_.empty() && begin()) return outcome::member;
  for (; next_ < nodes_.size(); ++next_) {
    if (!steps.spend(std::exchange(work_, 0)) || steps.steps == 0) return outcome::out_of_steps;
    if (cells_.size() > max_text_cells || nodes_.size() > max_text_states) return outcome::out_of_memory;
    if (!nodes_[next_].left_out && expand(next_)) return outcome::member;
  }
  return outcome::none;
}

// True when the empty text is a member.
COVERWATCH_FUNC bool text_search::begin() {
  for (const outside_set& set : outside_) {
    if (set.wildcard != nullptr) successor_[set.at] = 0;
    if (set.regex != nullptr) set.regex->sets().start(successor_.data() + set.at);
  }
  set_words_place(successor_.data(), words_.start());
  if (is_lost_outside(successor_.data())) return false;
  for (const text_set* set : inside_) {
    if (const auto* regex = set->as_regex()) {
      ways_.insert(ways_.end(), regex->automaton.starts().begin(), regex->automaton.starts().end());
    } else {
      ways_.push_back(0);
    }
    ways_end_.push_back(ways_.size());
  }
  return add_ways(no_text_state, 0);
}

COVERWATCH_FUNC bool text_search::expand(std::uint32_t from) {
  collect_letters(state_of(from));
  for (const char32_t letter : tried_)
    if (try_letter(from, letter)) return true;
  return false;
}

// Where a wildcard has not reached its first star, only one character can lead on.
COVERWATCH_FUNC void text_search::collect_letters(const cell* state) {
  tried_.clear();
  const auto try_it = [this](char32_t c) { tried_.push_back(c); };
  for (std::size_t i = 0; i < inside_.size(); ++i) {
    const auto* wildcard = inside_[i]->as_wildcard();
    if (wildcard == nullptr) continue;
    const auto at = static_cast<text_place>(state[i]);
    if (wildcard->automaton.is_forced(at)) {
      tried_.assign(1, wildcard->automaton.next(at));
      return;
    }
    wildcard->automaton.for_each_letter(at, try_it);
  }
  for (const outside_set& set : outside_) {
    if (set.wildcard == nullptr || static_cast<text_place>(state[set.at]) == no_place) continue;
    set.wildcard->for_each_letter(static_cast<text_place>(state[set.at]), try_it);
  }
  words_.append_letters(words_place(state), tried_);
  tried_.insert(tried_.end(), letters_.chosen().begin(), letters_.chosen().end());
  const auto by_rank = [](char32_t a, char32_t b) { return letter_rank(a) < letter_rank(b); };
  std::sort(tried_.begin(), tried_.end(), by_rank);
  tried_.erase(std::unique(tried_.begin(), tried_.end()), tried_.end());
}

// True when a member is found.
COVERWATCH_FUNC bool text_search::try_letter(std::uint32_t from, char32_t letter) {
  ++work_;
  const cell* state = state_of(from);
  return step_inside(state, letter) && step_outside(state, letter) && add_ways(from, letter);
}

// False when some set leads nowhere.
COVERWATCH_FUNC bool text_search::step_inside(const cell* state, char32_t letter) {
  ways_.clear();
  ways_end_.clear();
  for (std::size_t i = 0; i < inside_.size(); ++i) {
    const auto at = static_cast<text_place>(state[i]);
    const std::size_t before = ways_.size();
    if (const auto* regex = inside_[i]->as_regex()) {
      work_ += 1 + regex->automaton.step(at, letter_in_expressions(letter), ways_) / places_a_step;
    } else {
      const text_place to = inside_[i]->as_wildcard()->automaton.step(at, letter);
      if (to != no_place) ways_.push_back(to);
      ++work_;
    }
    if (ways_.size() == before) return false;
    ways_end_.push_back(ways_.size());
  }
  return true;
}

// False when some set accepts whatever follows.
COVERWATCH_FUNC bool text_search::step_outside(const cell* state, char32_t letter) {
  work_ += width_ - inside_.size();
  for (const outside_set& set : outside_) {
    if (set.wildcard != nullptr) {
      const auto at = static_cast<text_place>(state[set.at]);
      const text_place to = at == no_place ? no_place : set.wildcard->step(at, letter);
      if (to != no_place && set.wildcard->accepts_all(to)) return false;
      successor_[set.at] = to;
    } else {
      std::copy_n(state + set.at, set.cells, successor_.data() + set.at);
      set.regex->sets().step(successor_.data() + set.at, letter_in_expressions(letter));
      if (set.regex->sets().accepts_here(successor_.data() + set.at)) return false;
    }
  }
  set_words_place(successor_.data(), words_.step(words_place(state), letter));
  return true;
}

// Adds a state for each choice of one way in each set inside. True when one of them is a member.
COVERWATCH_FUNC bool text_search::add_ways(std::uint32_t from, char32_t letter) {
  const auto begin_of = [this](std::size_t i) { return i == 0 ? 0 : ways_end_[i - 1]; };
  for (std::size_t i = 0; i < inside_.size(); ++i) {
    if (begin_of(i) == ways_end_[i]) return false;
    choice_[i] = begin_of(i);
  }
  for (;;) {
    for (std::size_t i = 0; i < inside_.size(); ++i) successor_[i] = ways_[choice_[i]];
    if (add(from, letter)) return true;
    std::size_t i = 0;
    while (i < inside_.size() && ++choice_[i] == ways_end_[i]) {
      choice_[i] = begin_of(i);
      ++i;
    }
    if (i == inside_.size()) return false;
  }
}

// True when the successor is a member. Otherwise it is kept, unless another one covers it.
COVERWATCH_FUNC bool text_search::add(std::uint32_t from, char32_t letter) {
  const auto same = [this](std::uint32_t n) { return std::equal(successor_.begin(), successor_.end(), state_of(n)); };
  const auto hash = [this](std::uint32_t n) { return hash_of_cells(state_of(n), width_); };
  std::uint32_t& known = known_.slot(hash_of_cells(successor_.data(), width_), same, hash);
  if (known != no_text_state) return false;

  if (is_covered_without_words()) return false;
  std::uint32_t& chain = chain_of_successor();
  const std::uint32_t depth = from == no_text_state ? 0 : nodes_[from].depth + 1;
  if (chain == no_text_state) {
    chains_.count_one();
  } else if (is_covered(chain, depth)) {
    return false;
  }
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({from, letter, depth, chain, false, false});
  cells_.insert(cells_.end(), successor_.begin(), successor_.end());
  work_ += width_;
  known = chain = number;
  known_.count_one();
  found_ = number;
  return accepts(successor_.data());
}

COVERWATCH_FUNC std::uint32_t& text_search::chain_of_successor() {
  const auto alike = [this](std::uint32_t n) {
    return std::equal(successor_.data(), successor_.data() + shared_, state_of(n));
  };
  const auto hash = [this](std::uint32_t n) { return hash_of_cells(state_of(n), shared_); };
  return chains_.slot(hash_of_cells(successor_.data(), shared_), alike, hash);
}

// Whether one covers the successor that has left the words behind.
COVERWATCH_FUNC bool text_search::is_covered_without_words() {
  const text_words::place at = words_place(successor_.data());
  if (at.is_nowhere()) return false;
  set_words_place(successor_.data(), {});
  std::uint32_t n = chain_of_successor();
  set_words_place(successor_.data(), at);
  for (; n != no_text_state; n = nodes_[n].next_alike) {
    ++work_;
    if (covers(state_of(n), successor_.data())) return true;
  }
  return false;
}

// Whether one of the chain covers the successor. Takes those out that the successor covers.
COVERWATCH_FUNC bool text_search::is_covered(std::uint32_t& chain, std::uint32_t depth) {
  for (std::uint32_t* link = &chain; *link != no_text_state;) {
    ++work_;
    node& other = nodes_[*link];
    if (covers(state_of(*link), successor_.data())) return true;
    if (!covers(successor_.data(), state_of(*link))) {
      link = &other.next_alike;
      continue;
    }
    other.covered = true;
    other.left_out = other.depth == depth;
    *link = other.next_alike;
  }
  return false;
}

// --- What was found.

COVERWATCH_FUNC std::string text_search::member() const {
  std::u32string letters;
  for (std::uint32_t n = found_; nodes_[n].parent != no_text_state; n = nodes_[n].parent) {
    letters.push_back(nodes_[n].letter);
  }
  std::string text;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    if (*letter < first_stray_byte) support::append_utf8(text, *letter);
    if (*letter >= first_stray_byte) text += static_cast<char>(letter_in_expressions(*letter));
  }
  return text;
}

COVERWATCH_FUNC void text_search::write(text_proof& proof) const {
  proof.width = inside_.size() + (width_ - shared_) + 1;
  for (std::uint32_t n = 0; n < nodes_.size(); ++n)
    if (!nodes_[n].covered) write_row(proof, state_of(n));
}

COVERWATCH_FUNC void text_search::write_row(text_proof& proof, const cell* state) const {
  const std::size_t begin = proof.cells.size();
  proof.cells.insert(proof.cells.end(), state, state + inside_.size());
  proof.cells.insert(proof.cells.end(), state + shared_, state + width_);
  for (const outside_set& set : outside_) {
    if (set.wildcard == nullptr || state[set.at] != no_place) continue;
    proof.cells[begin + inside_.size() + set.at - shared_] = text_proof::nowhere;
  }
  const text_words::place at = words_place(state);
  proof.cells.push_back(at.is_nowhere() ? text_proof::nowhere : proof.beginnings.size());
  if (!at.is_nowhere()) proof.beginnings.emplace_back(words_.text(at));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
