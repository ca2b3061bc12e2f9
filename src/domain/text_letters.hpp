// SPDX-License-Identifier: Apache-2.0
// The alphabet of one question: which characters must be tried, and in which order. In go the automatons of the
// question, out comes one character for each class that none of them tells apart. Places are not looked at.
#pragma once

#include "domain/text_automaton.hpp"

#include <coverwatch/config.hpp>

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// A byte that belongs to no character, as a letter: to a regular expression it is the character of its number, and no
// wildcard or listed text names it.
inline constexpr char32_t first_stray_byte = 0x110000;
constexpr char32_t letter_in_expressions(char32_t c) noexcept {
  return c >= first_stray_byte ? c - first_stray_byte : c;
}

// How plausible a character is in a text that somebody shall read; less is better: small letters, capital letters,
// digits, signs and the blank, control characters, all outside ASCII, lone surrogates.
unsigned letter_rank(char32_t c) noexcept;

// Every character that some wildcard or listed text names is a letter of its own; all others fall into classes that no
// position of a regular expression tells apart, one class when there is none.
class text_letters {
 public:
  void add(const wildcard_automaton& wildcard);
  void add(const regex_automaton& regex);
  void add(std::string_view listed);

  // To be called once, after everything was added. With `stray_bytes`, texts may hold bytes that belong to no
  // character.
  enum class alphabet : bool { characters, stray_bytes };
  void choose(alphabet which = alphabet::characters);

  // A character for each class, by rank: one that nothing names where the class has such a one, else all of the class.
  // Where a named character leads nowhere special, it goes where the one of its class goes.
  const std::u32string& chosen() const noexcept { return chosen_; }

  // One that is named by nothing.
  char32_t unnamed() const noexcept { return unnamed_; }

 private:
  char32_t unnamed_high() const noexcept;

  std::bitset<256> low_named_;
  std::u32string high_named_;
  std::vector<std::uint32_t> classes_;  // of each character below 256, and of all others; empty: all in one
  std::size_t class_count_ = 1;
  std::u32string chosen_;
  char32_t unnamed_ = U'a';
};

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
