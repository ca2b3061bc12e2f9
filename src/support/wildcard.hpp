// SPDX-License-Identifier: Apache-2.0
// Wildcard patterns: a text in which `*` stands for any run of characters. In goes the pattern's text once, then any
// number of texts to match; never anything exponential.
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

// The text between the stars, cut once: N stars make N + 1 pieces, empty ones included; neighbouring stars count as one
// (in both dialects two stars match what one matches). At least two pieces.
struct wildcard_pieces {
  std::vector<std::string> pieces;
  friend bool operator==(const wildcard_pieces&, const wildcard_pieces&) = default;
};

// `pattern` holds at least one star.
wildcard_pieces split_wildcard(std::string_view pattern);

// One star on its own, or several: any text at all.
bool matches_everything(const wildcard_pieces& w) noexcept;

// An ordinary glob. Linear in the text for each piece.
bool matches_glob(const wildcard_pieces& w, std::string_view text) noexcept;

// The first piece stands at the start; each later one at its leftmost place after the one before, with no second try; the
// last one must end the text, but an empty last piece ends anywhere. Source: recordings of 2019.
bool matches_leftmost(const wildcard_pieces& w, std::string_view text) noexcept;

bool matches_wildcard(const wildcard_pieces& w, std::string_view text, wildcards dialect) noexcept;

// The first place of `needle` in `text` at or after `from`, or npos. Linear, whatever the texts.
std::size_t find_text(std::string_view text, std::string_view needle, std::size_t from) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::support
