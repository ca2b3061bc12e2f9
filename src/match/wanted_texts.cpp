// SPDX-License-Identifier: Apache-2.0
// A hash table of texts, and the few lines of JSON that a value behind a key takes.
#include "match/wanted_texts.hpp"

#include <algorithm>
#include <cstring>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Eight bytes at a time; the last, shorter word is padded with zeros.
COVERWATCH_FUNC std::uint64_t hash_of_text(std::string_view text) noexcept {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
  std::uint64_t hash = text.size() * odd;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), sizeof hash))) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), std::min(text.size(), sizeof word));
    hash = (hash ^ word) * odd;
    hash ^= hash >> 29;
  }
  return hash;
}

// Where the text stands, or else the free slot it would take.
COVERWATCH_FUNC std::size_t text_table::slot_of(std::string_view text) const noexcept {
  const std::uint64_t hash = hash_of_text(text);
  const auto other = [&](const slot& s) { return s.text != 0 && (s.tag != hash >> 32 || texts_[s.text - 1] != text); };
  std::size_t at = hash & (slots_.size() - 1);
  while (other(slots_[at])) at = (at + 1) & (slots_.size() - 1);
  return at;
}

COVERWATCH_FUNC void text_table::fill(std::uint32_t text) {
  slots_[slot_of(texts_[text])] = {text + 1, static_cast<std::uint32_t>(hash_of_text(texts_[text]) >> 32)};
}

COVERWATCH_FUNC void text_table::grow() {
  slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), {});
  for (std::uint32_t i = 0; i < texts_.size(); ++i) fill(i);
}

COVERWATCH_FUNC void text_table::add(std::string_view text) {
  if ((texts_.size() + 1) * 2 > slots_.size()) grow();
  if (slots_[slot_of(text)].text != 0) return;
  texts_.emplace_back(text);
  fill(static_cast<std::uint32_t>(texts_.size() - 1));
  longest_ = std::max(longest_, text.size());
}

COVERWATCH_FUNC bool text_table::holds(std::string_view text) const noexcept {
  return !slots_.empty() && text.size() <= longest_ && slots_[slot_of(text)].text != 0;
}

// Too many globs would cost more than the exact look at the record.
COVERWATCH_FUNC void wanted_texts::want(const support::wildcard_pieces& glob) {
  if (globs_.size() == most_globs) every_string_ = true;
  if (every_string_ || std::find(globs_.begin(), globs_.end(), glob) != globs_.end()) return;
  globs_.push_back(glob);
}

// A glob takes whatever the other dialect takes, and more.
COVERWATCH_FUNC bool wanted_texts::wants(std::string_view text) const noexcept {
  return exact_.holds(text) || std::any_of(globs_.begin(), globs_.end(), [&](const support::wildcard_pieces& glob) {
           return support::matches_glob(glob, text);
         });
}

// True when some of the eight bytes ends a string, or makes it one that cannot be read as it stands.
COVERWATCH_FUNC bool ends_plain_text(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101;
  const auto has = [&](char c) {
    const std::uint64_t differs = bytes ^ (ones * static_cast<unsigned char>(c));
    return (differs - ones) & ~differs & (ones << 7);
  };
  return (has('"') | has('\\') | has('\n')) != 0;
}

// Past the longest text that is wanted nothing can be wanted any more, whatever the string goes on with: escapes make
// it longer in the event, not in what it means.
COVERWATCH_FUNC bool wanted_texts::string_at(const char* at, const char* end) const noexcept {
  const char* const begin = at;
  const bool bounded = globs_.empty() && static_cast<std::size_t>(end - begin) > exact_.longest() + 1;
  if (bounded) end = begin + exact_.longest() + 1;
  for (std::uint64_t bytes; end - at >= static_cast<std::ptrdiff_t>(sizeof bytes); at += sizeof bytes) {
    std::memcpy(&bytes, at, sizeof bytes);
    if (ends_plain_text(bytes)) break;
  }
  for (; at != end; ++at) {
    if (*at == '"') return wants({begin, static_cast<std::size_t>(at - begin)});
    if (*at == '\\' || *at == '\n') return true;
  }
  return !bounded;
}

COVERWATCH_FUNC bool wanted_texts::behind_key(std::string_view text) const noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto skip_space = [&] {
    while (at != end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) ++at;
  };
  skip_space();
  if (at == end) return true;
  if (*at != ':') return false;
  ++at;
  skip_space();
  if (at == end || *at != '"' || every_string_) return true;
  return string_at(at + 1, end);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
