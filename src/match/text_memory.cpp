// SPDX-License-Identifier: Apache-2.0
// A table by hash with a few places for each text; when the room for texts is full, everything is forgotten.
#include "match/text_memory.hpp"

#include <algorithm>
#include <cstring>

namespace coverwatch::inline COVERWATCH_ABI::match {

inline constexpr std::size_t remembered_entries = 4096;
inline constexpr std::size_t entries_together = 4;  // places that one text may take
inline constexpr std::size_t remembered_text = std::size_t{1} << 18;
inline constexpr std::size_t remembered_tests = std::size_t{1} << 16;
inline constexpr std::size_t longest_remembered = 512;

COVERWATCH_FUNC void text_memory::serve(const std::shared_ptr<const int>& identity) {
  if (identity_ == identity) return;
  entries_.resize(remembered_entries);
  texts_.reserve(remembered_text);
  tests_.reserve(remembered_tests);
  forget();
  identity_ = identity;  // last: had memory run out, there would be no room yet
}

COVERWATCH_FUNC void text_memory::forget() noexcept {
  std::fill(entries_.begin(), entries_.end(), entry{});
  texts_.clear();
  tests_.clear();
}

COVERWATCH_FUNC const text_memory::entry* text_memory::find(std::uint64_t hash, std::uint32_t node,
                                                            std::string_view text) noexcept {
  const entry* const first = entries_.data() + hash % (remembered_entries / entries_together) * entries_together;
  for (const entry* e = first; e != first + entries_together; ++e) {
    if (e->hash != hash || e->node != node || e->text_size != text.size()) continue;
    if (std::memcmp(texts_.data() + e->text_begin, text.data(), text.size()) == 0) return e;
  }
  return nullptr;
}

COVERWATCH_FUNC void text_memory::remember(std::uint64_t hash, std::uint32_t node, std::string_view text,
                                           const std::vector<std::uint32_t>& tests) noexcept {
  if (text.size() > longest_remembered || tests.size() > remembered_tests / 16) return;
  if (texts_.size() + text.size() > remembered_text || tests_.size() + tests.size() > remembered_tests) forget();
  const std::size_t first = hash % (remembered_entries / entries_together) * entries_together;
  entries_[first + next_++ % entries_together] = {hash,
                                                  node,
                                                  static_cast<std::uint32_t>(texts_.size()),
                                                  static_cast<std::uint32_t>(text.size()),
                                                  static_cast<std::uint32_t>(tests_.size()),
                                                  static_cast<std::uint32_t>(tests.size())};
  texts_.append(text);
  tests_.insert(tests_.end(), tests.begin(), tests.end());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
