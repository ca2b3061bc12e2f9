// SPDX-License-Identifier: Apache-2.0
// What the bytes of an event must hold for a pattern to match it. In goes a formula, out come clues of which every
// event that it matches holds one; or none, when nothing is certain. Reads no event.
#pragma once

#include "logic/formula.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// One place of an event, seen in two ways; each is enough on its own. Of a JSON event both hold only if it has no \u
// escape: that could stand for any character of a key or a value. The views point into the formula.
struct clue {
  // 1. This text stands in the event as it is, with quotation marks where the flags say so. Empty: not known.
  std::string_view text;
  bool opens = false;   // a quotation mark stands right in front of it
  bool closes = false;  // and right behind it

  // 2. This key stands in the event in quotation marks, white space, a colon and white space behind it, and then either
  // what is no string, or a string with a backslash in it, or one of these. Empty: not known.
  enum class strings : std::uint8_t { no_string, equal, any };
  std::string_view key;
  strings behind = strings::no_string;
  const operand* value = nullptr;  // of `equal`: the string equals a text or a spelling, or matches a wildcard
};

// Characters that JSON spells as they are or by \u, and in no other way: of these are the texts and keys of clues to
// JSON events.
constexpr bool spelled_plainly(char c) noexcept { return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '/'; }

// Clues of which each event that the formula matches holds one at least, in either dialect; empty when there may be an
// event without any. Of several ways to choose them the one that other events are thought to hold least often, with
// the fewest clues; those to a member of one of `known_keys` cost next to nothing. Time in proportion to the formula.
std::vector<clue> necessary_clues(const formula& f, std::span<const std::string_view> known_keys);

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
