// SPDX-License-Identifier: Apache-2.0
// In go phrases, out come anchors and groups. An anchor is the window of a phrase whose bytes are rarest in logs;
// phrases are put together so that few other windows pass for one of theirs. Only speed depends on the choices.
#include "support/phrase_filter.hpp"

#include "support/byte_rarity.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::support {

COVERWATCH_FUNC unsigned rarity_of(std::string_view bytes) noexcept {
  unsigned sum = 0;
  for (const char byte : bytes) sum += rarity[static_cast<unsigned char>(byte)];
  return sum;
}

// Where the rarest window of a phrase ends (its last byte). A phrase shorter than the window is its own.
COVERWATCH_FUNC std::size_t rarest_window_end(std::string_view phrase) noexcept {
  constexpr std::size_t window = phrase_tables::window;
  if (phrase.size() <= window) return phrase.size() - 1;
  std::size_t best = 0;
  for (std::size_t at = 1; at + window <= phrase.size(); ++at)
    if (rarity_of(phrase.substr(at, window)) > rarity_of(phrase.substr(best, window))) best = at;
  return best + window - 1;
}

// A phrase with its anchor; the last byte of `window` stands at the place.
struct anchored_window {
  std::string_view window;
  phrase_filter::anchored anchored;
};

// What a group admits at each byte of the window, the last byte first: a set of low nibbles and one of high ones.
struct admitted_nibbles {
  std::array<std::uint16_t, phrase_tables::window> low{};
  std::array<std::uint16_t, phrase_tables::window> high{};
};

// Neighbours in a sorted list of windows, and how many more candidates there would be together with the next draft.
struct group_draft {
  admitted_nibbles admitted;
  std::size_t first = 0;
  std::size_t last = 0;  // one behind
  double rise = 0;
};

inline constexpr std::size_t most_drafts = 64;

COVERWATCH_FUNC admitted_nibbles admitted_by(std::string_view window) noexcept {
  admitted_nibbles sets;
  sets.low.fill(0xffff);
  sets.high.fill(0xffff);
  for (std::size_t i = 0; i < window.size(); ++i) {
    const unsigned byte = static_cast<unsigned char>(window[window.size() - 1 - i]);
    sets.low[i] = static_cast<std::uint16_t>(1u << (byte & 15));
    sets.high[i] = static_cast<std::uint16_t>(1u << (byte >> 4));
  }
  return sets;
}

COVERWATCH_FUNC admitted_nibbles united(admitted_nibbles a, const admitted_nibbles& b) noexcept {
  for (std::size_t i = 0; i < a.low.size(); ++i) {
    a.low[i] = static_cast<std::uint16_t>(a.low[i] | b.low[i]);
    a.high[i] = static_cast<std::uint16_t>(a.high[i] | b.high[i]);
  }
  return a;
}

// The comparisons that so many phrases of one group cost at each byte of a log, as far as bytes alone can tell.
COVERWATCH_FUNC double comparisons(const admitted_nibbles& sets, std::size_t members) noexcept {
  double result = static_cast<double>(members);
  for (std::size_t i = 0; i < sets.low.size(); ++i) {
    double share = 0;
    for (unsigned high = sets.high[i]; high != 0; high &= high - 1)
      for (unsigned low = sets.low[i]; low != 0; low &= low - 1)
        share += shares[static_cast<unsigned>(std::countr_zero(high) * 16 + std::countr_zero(low))];
    result *= share;
  }
  return result;
}

COVERWATCH_FUNC void set_rise(group_draft& a, const group_draft& b) noexcept {
  a.rise = comparisons(united(a.admitted, b.admitted), b.last - a.first) - comparisons(a.admitted, a.last - a.first) -
           comparisons(b.admitted, b.last - b.first);
}

// Unites the neighbours that cost least together until there are no more than `most`.
COVERWATCH_FUNC void unite_drafts(std::vector<group_draft>& drafts, std::size_t most) {
  for (std::size_t i = 0; i + 1 < drafts.size(); ++i) set_rise(drafts[i], drafts[i + 1]);
  while (drafts.size() > most) {
    const auto cheaper = [](const group_draft& a, const group_draft& b) { return a.rise < b.rise; };
    const auto best = std::min_element(drafts.begin(), drafts.end() - 1, cheaper);
    best->admitted = united(best->admitted, (best + 1)->admitted);
    best->last = (best + 1)->last;
    drafts.erase(best + 1);
    if (best != drafts.begin()) set_rise(*(best - 1), *best);
    if (best + 1 != drafts.end()) set_rise(*best, *(best + 1));
  }
}

COVERWATCH_FUNC phrase_filter::phrase_filter(const std::vector<std::string>& phrases) {
  if (phrases.size() == 1) {
    look_for_two_bytes(phrases.front());
  } else if (!phrases.empty()) {
    look_for_groups(phrases);
  }
}

COVERWATCH_FUNC void phrase_filter::look_for_two_bytes(const std::string& phrase) {
  tables_.length = phrase.size();
  for (std::size_t i = 1; i < phrase.size(); ++i) {
    const auto rank = [&](std::size_t which) { return rarity_of(std::string_view(phrase).substr(which, 1)); };
    if (i == 1 || rank(i) > rank(tables_.offset[1])) tables_.offset[1] = i;
    if (rank(tables_.offset[1]) > rank(tables_.offset[0])) std::swap(tables_.offset[0], tables_.offset[1]);
  }
  for (std::size_t i = 0; i < 2; ++i) tables_.byte[i] = phrase[tables_.offset[i]];
  members_.assign(1, anchored{});
  std::fill(first_.begin() + 1, first_.end(), 1u);
}

COVERWATCH_FUNC void keep_window(anchored_window& a) noexcept {
  std::array<char, phrase_tables::window> bytes{};
  std::array<char, phrase_tables::window> inside{};
  const std::size_t outside = bytes.size() - a.window.size();
  std::copy(a.window.begin(), a.window.end(), bytes.begin() + outside);
  std::fill(inside.begin() + outside, inside.end(), '\xff');
  std::memcpy(&a.anchored.window, bytes.data(), bytes.size());
  std::memcpy(&a.anchored.inside, inside.data(), inside.size());
}

COVERWATCH_FUNC std::vector<anchored_window> sorted_windows(const std::vector<std::string>& phrases) {
  std::vector<anchored_window> list;
  list.reserve(phrases.size());
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const std::string_view phrase = phrases[i];
    const std::size_t last = rarest_window_end(phrase);
    const std::size_t size = std::min(phrase_tables::window, phrase.size());
    list.push_back({phrase.substr(last + 1 - size, size), {i, static_cast<std::uint32_t>(last), 0, 0}});
    keep_window(list.back());
  }
  std::sort(list.begin(), list.end(), [](const anchored_window& a, const anchored_window& b) {
    return a.window.size() != b.window.size() ? a.window.size() < b.window.size() : a.window < b.window;
  });
  return list;
}

// Groups of neighbours in the list. When there are very many, some are together from the beginning.
COVERWATCH_FUNC std::vector<group_draft> make_drafts(const std::vector<anchored_window>& list) {
  const std::size_t together = (list.size() + most_drafts - 1) / most_drafts;
  std::vector<group_draft> drafts;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const admitted_nibbles admitted = admitted_by(list[i].window);
    if (i % together == 0) drafts.push_back({admitted, i, i, 0});
    drafts.back().admitted = united(drafts.back().admitted, admitted);
    drafts.back().last = i + 1;
  }
  unite_drafts(drafts, phrase_filter::most_groups);
  return drafts;
}

COVERWATCH_FUNC void phrase_filter::look_for_groups(const std::vector<std::string>& phrases) {
  const std::vector<anchored_window> list = sorted_windows(phrases);
  const std::vector<group_draft> drafts = make_drafts(list);
  members_.reserve(list.size());
  first_.fill(static_cast<std::uint32_t>(list.size()));
  for (std::size_t group = 0; group < drafts.size(); ++group) {
    first_[group] = static_cast<std::uint32_t>(drafts[group].first);
    const std::size_t members = drafts[group].last - drafts[group].first;
    if (members > 1) expected_comparisons_ += comparisons(drafts[group].admitted, members);
    for (std::size_t i = drafts[group].first; i < drafts[group].last; ++i) {
      members_.push_back(list[i].anchored);
      admit(list[i].window, group);
    }
  }
}

COVERWATCH_FUNC void phrase_filter::admit(std::string_view window, std::size_t group) noexcept {
  const auto bit = static_cast<std::uint8_t>(1u << group);
  if (window.size() < phrase_tables::window) short_groups_ |= bit;
  const admitted_nibbles sets = admitted_by(window);
  for (std::size_t i = 0; i < phrase_tables::window; ++i)
    for (std::size_t nibble = 0; nibble < 16; ++nibble) {
      if ((sets.low[i] >> nibble & 1) != 0) tables_.low[i][nibble] |= bit;
      if ((sets.high[i] >> nibble & 1) != 0) tables_.high[i][nibble] |= bit;
    }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
