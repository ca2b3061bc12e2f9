// SPDX-License-Identifier: Apache-2.0
// In go phrases and a text, out come bits. The vector search and the automaton take turns: the first while candidates
// are few, the second for a stretch after they were many. What one leaves unfinished at its end the other finds again.
#include "support/phrases.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::support {

// The budget of a turn of the vector search: some comparisons, and one more for each so many bytes. Measured: that is
// about the time that the automaton would take.
inline constexpr std::uint64_t comparisons_for_nothing = 64;
inline constexpr std::size_t bytes_for_comparison = 2;
inline constexpr std::size_t shortest_stretch = 4096;
inline constexpr double too_many_comparisons = 0.25;  // expected at each byte: beyond that, turns only cost

// The state of one search.
struct phrase_set::progress {
  std::string_view text;
  std::uint64_t* found = nullptr;
  std::size_t left = 0;  // phrases not found
  bool over = false;     // all found, or a decisive one
  unsigned alive = 0;    // groups with phrases not found
  std::array<std::uint32_t, phrase_filter::most_groups> left_in_group{};
  phrase_work work;

  bool has(std::uint32_t phrase) const noexcept { return (found[phrase / 64] >> phrase % 64 & 1) != 0; }
};

COVERWATCH_FUNC phrase_set::phrase_set(std::vector<phrase> phrases) {
  std::size_t total = 0;
  for (phrase& p : phrases) {
    longest_ = std::max(longest_, p.text.size());
    total += p.text.size();
    decisive_.push_back(p.decisive);
    phrases_.push_back(std::move(p.text));
  }
  stretch_ = std::max(shortest_stretch, 4 * total);
  automaton_ = phrase_automaton(phrases_);
  filter_ = phrase_filter(phrases_);
  hopeless_ = filter_.expected_comparisons() > too_many_comparisons;
  group_.resize(phrases_.size());
  for (std::size_t group = 0; group < phrase_filter::most_groups; ++group)
    for (const auto* member = filter_.begin(group); member != filter_.end(group); ++member)
      group_[member->phrase] = static_cast<std::uint8_t>(group);
}

COVERWATCH_FUNC phrase_work phrase_set::search_with(
    instructions most, std::string_view text,
    std::uint64_t* found) const noexcept {  // NOLINT(readability-non-const-parameter): `progress` writes to it
  progress p{text, found, size(), size() == 0, 0, {}, {}};
  for (std::size_t group = 0; group < phrase_filter::most_groups; ++group) {
    p.left_in_group[group] = static_cast<std::uint32_t>(filter_.end(group) - filter_.begin(group));
    p.alive |= static_cast<unsigned>(p.left_in_group[group] != 0) << group;
  }
  const instructions with = hopeless_ ? instructions::portable : usable(filter_.tables(), text.size(), most);
  if (with == instructions::portable) {
    step(p, 0, text.size());
  } else {
    compare_head(p);
    take_turns(p, with);
  }
  return p.work;
}

// A place is less than `longest_` bytes behind the begin of its phrase and in front of its end. So the automaton begins
// so far in front of what is left, and the vector search goes back so far over what the automaton has seen.
COVERWATCH_FUNC void phrase_set::take_turns(progress& p, instructions with) const noexcept {
  std::size_t at = first_place(filter_.tables());
  while (!p.over) {
    at = filter_from(p, at, with);
    if (p.over || at == p.text.size()) return;
    const std::size_t end = std::min(p.text.size(), at + stretch_);
    step(p, at - std::min(at, longest_), end);
    if (end == p.text.size()) return;
    at = end - longest_;
  }
}

// In front of the first place that the vector search can look at, only phrases shorter than the window can end.
COVERWATCH_FUNC void phrase_set::compare_head(progress& p) const noexcept {
  if (filter_.short_groups() == 0) return;
  for (std::size_t place = 0; place < first_place(filter_.tables()); ++place)
    compare_at(p, place, filter_.short_groups());
}

// Finds every phrase whose place is `from` or later, up to the end of the text or of the budget; returns the place that
// it would look at next.
COVERWATCH_FUNC std::size_t phrase_set::filter_from(progress& p, std::size_t from, instructions with) const noexcept {
  const std::size_t begin = from;
  const std::uint64_t before = p.work.compared;
  candidate_block block;
  block.groups.fill(0xff);
  while (next_block(filter_.tables(), p.text, from, p.alive, with, block)) {
    for (std::uint32_t places = block.places; places != 0; places &= places - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(places));
      compare_at(p, block.at + i, block.groups[i] & p.alive);
      from = block.at + i + 1;
      const std::uint64_t budget = comparisons_for_nothing + (from - begin) / bytes_for_comparison;
      if (p.over || p.work.compared - before > budget) {
        p.work.filtered += from - begin;
        return from;
      }
    }
    from = block.at + block.size;
  }
  p.work.filtered += p.text.size() - begin;
  return p.text.size();
}

COVERWATCH_FUNC void phrase_set::compare_at(progress& p, std::size_t place, unsigned groups) const noexcept {
  for (; groups != 0; groups &= groups - 1) {
    const auto group = static_cast<std::size_t>(std::countr_zero(groups));
    for (const auto* member = filter_.begin(group); member != filter_.end(group); ++member)
      compare_phrase(p, *member, place);
  }
}

COVERWATCH_FUNC void phrase_set::compare_phrase(progress& p, const phrase_filter::anchored& member,
                                                std::size_t place) const noexcept {
  ++p.work.compared;
  if (place >= phrase_tables::window && !member.admits(p.text.data() + place + 1 - phrase_tables::window)) return;
  if (place < member.before || p.has(member.phrase)) return;
  const std::string& wanted = phrases_[member.phrase];
  const std::size_t begin = place - member.before;
  if (p.text.size() - begin < wanted.size()) return;
  p.work.compared += wanted.size() / 16;
  if (std::memcmp(p.text.data() + begin, wanted.data(), wanted.size()) == 0) report(p, member.phrase);
}

// Finds every phrase that stands between the two places.
COVERWATCH_FUNC void phrase_set::step(progress& p, std::size_t from, std::size_t to) const noexcept {
  std::uint32_t state = phrase_automaton::start;
  std::size_t at = from;
  while (at < to && !p.over) {
    state = automaton_.next(state, p.text[at++]);
    const std::uint32_t ends = automaton_.longest_end(state);
    if (ends != phrase_automaton::none && !p.has(ends)) report(p, ends);
  }
  p.work.stepped += at - from;
}

// Whatever ends where a phrase ends is reported with it. So a phrase that was found has nothing left to report, and all
// reports of a search together take no more steps than there are phrases.
COVERWATCH_FUNC void phrase_set::report(progress& p, std::uint32_t which) const noexcept {
  for (; which != phrase_automaton::none && !p.has(which); which = automaton_.next_end(which)) {
    p.found[which / 64] |= std::uint64_t{1} << which % 64;
    if (--p.left == 0 || decisive_[which]) p.over = true;
    const std::size_t group = group_[which];
    if (--p.left_in_group[group] == 0) p.alive &= ~(1u << group);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
