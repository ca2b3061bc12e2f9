// SPDX-License-Identifier: Apache-2.0
// In goes a text with stars, cut once, and texts to match; out comes yes or no under either dialect. Each piece is
// searched once from left to right; nothing here ever goes back.
#include "support/wildcard.hpp"

#include <cstring>

namespace coverwatch::inline COVERWATCH_ABI::support {

COVERWATCH_FUNC wildcard_pieces split_wildcard(std::string_view pattern) {
  wildcard_pieces w;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t star = pattern.find('*', begin);
    w.pieces.emplace_back(pattern.substr(begin, star - begin));
    if (star == std::string_view::npos) return w;
    begin = pattern.find_first_not_of('*', star);
    if (begin == std::string_view::npos) begin = pattern.size();
  }
}

COVERWATCH_FUNC bool matches_everything(const wildcard_pieces& w) noexcept {
  return w.pieces.size() == 2 && w.pieces.front().empty() && w.pieces.back().empty();
}

// The place behind all pieces but the last, each at its leftmost place, or npos. For a glob this loses nothing: what
// comes later has the more room the earlier a piece ends.
COVERWATCH_FUNC std::size_t place_all_but_last(const wildcard_pieces& w, std::string_view text) noexcept {
  if (!text.starts_with(w.pieces.front())) return std::string_view::npos;
  std::size_t at = w.pieces.front().size();
  for (std::size_t i = 1; i + 1 < w.pieces.size(); ++i) {
    const std::size_t found = find_text(text, w.pieces[i], at);
    if (found == std::string_view::npos) return found;
    at = found + w.pieces[i].size();
  }
  return at;
}

COVERWATCH_FUNC bool matches_glob(const wildcard_pieces& w, std::string_view text) noexcept {
  const std::size_t at = place_all_but_last(w, text);
  return at != std::string_view::npos && text.substr(at).ends_with(w.pieces.back());
}

COVERWATCH_FUNC bool matches_leftmost(const wildcard_pieces& w, std::string_view text) noexcept {
  const std::size_t at = place_all_but_last(w, text);
  if (at == std::string_view::npos) return false;
  const std::string_view last = w.pieces.back();
  if (last.empty()) return true;
  const std::size_t found = find_text(text, last, at);
  return found != std::string_view::npos && found + last.size() == text.size();
}

COVERWATCH_FUNC bool matches_wildcard(const wildcard_pieces& w, std::string_view text, wildcards dialect) noexcept {
  return dialect == wildcards::glob ? matches_glob(w, text) : matches_leftmost(w, text);
}

// The standard `find` may take the product of both lengths; the C libraries named here promise their sum.
COVERWATCH_FUNC std::size_t find_text(std::string_view text, std::string_view needle, std::size_t from) noexcept {
#if defined(__GLIBC__) || defined(__APPLE__) || defined(__FreeBSD__)
  if (from > text.size()) return std::string_view::npos;
  if (needle.empty()) return from;
  if (needle.size() > text.size() - from) return std::string_view::npos;
  const void* found = ::memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
#else
  return text.find(needle, from);
#endif
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
