// SPDX-License-Identifier: Apache-2.0
// Wildcards and regular expressions as docs/certificate.md reads them, a character at a time: positions, where a
// character leads, what accepts. In go operands and characters, out come positions. Searches nothing.
#pragma once

#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

inline constexpr std::uint64_t nowhere = ~std::uint64_t{0};

// A byte of a message that belongs to no UTF-8 character: to regular expressions the character of that number, to
// wildcards none that they name.
inline constexpr char32_t first_stray_byte = 0x110000;
constexpr char32_t stray_byte(char32_t byte) noexcept { return first_stray_byte + byte; }

// The characters of a text.
std::u32string letters_of(std::string_view text);

class wildcard_reader {
 public:
  wildcard_reader(const support::wildcard_pieces& pieces, wildcards dialect);

  std::uint64_t length() const noexcept { return piece_of_.size() - 1; }  // the position that accepts
  std::uint64_t step(std::uint64_t position, char32_t c) const noexcept;  // constant, but for the borders of a piece
  bool accepts(std::uint64_t position) const noexcept { return position == length(); }
  bool accepts_whatever_follows(std::uint64_t position) const noexcept {
    return position == length() && pieces_.back().empty();
  }
  // Whether it is plain that nothing is accepted from `less` that is not accepted from `more`.
  bool accepts_no_more(std::uint64_t less, std::uint64_t more) const noexcept;
  void add_letters(std::set<char32_t>& letters) const;

 private:
  std::vector<std::u32string> pieces_;
  std::vector<std::uint64_t> begins_;              // of each piece: the characters before it
  std::vector<std::vector<std::size_t>> borders_;  // of each piece, of each beginning: its longest border
  std::vector<std::uint32_t> piece_of_;            // of each position: the piece that is searched for
  bool glob_ = false;                              // also when both dialects are the same
};

// Holds what it is made of, so that it moves and does not copy.
class expression_reader {
 public:
  explicit expression_reader(std::vector<support::regex_branch> branches);
  expression_reader(expression_reader&&) = default;

  using word = support::regex::word;
  std::uint32_t places() const noexcept { return static_cast<std::uint32_t>(places_.size()); }

  // --- All places at once, as bits.
  std::size_t words() const noexcept { return automaton_.words(); }
  void start(word* set) const noexcept { automaton_.start(set); }
  void step(word* set, char32_t c) const noexcept {
    automaton_.step(set, c >= first_stray_byte ? c - first_stray_byte : c);
  }
  bool accepts(const word* set) const noexcept { return automaton_.accepts_at_end(set); }
  bool accepts_whatever_follows(const word* set) const noexcept { return automaton_.accepts_here(set); }
  bool is_closed(const word* set) const noexcept;  // holds all that its places stand for

  // --- One place at a time.
  void add_first(std::vector<std::uint64_t>& places) const;
  // Returns how many places were looked at.
  std::uint64_t add_steps(std::uint64_t from, char32_t c, std::vector<std::uint64_t>& places) const;
  bool stands_for(std::uint64_t place, std::uint64_t other) const noexcept {
    return place <= other && other <= reach_[place];
  }
  bool accepts_at(std::uint64_t place) const noexcept {  // it, or one that it stands for, is a last one
    return position_at(reach_[place]) == nullptr;
  }
  bool accepts_whatever_follows_at(std::uint64_t place) const noexcept;

  // Characters below 256 of one class lead everywhere to the same places.
  std::uint32_t class_of(std::size_t byte) const noexcept { return classes_[byte]; }

 private:
  struct spot {
    std::uint32_t branch = 0, position = 0;
  };
  const support::regex_position* position_at(std::uint64_t place) const noexcept;  // null for a last one
  bool is_first(std::uint64_t place) const noexcept { return places_[place].position == 0; }
  void refine(const support::character_set& set);

  std::vector<support::regex_branch> branches_;
  support::regex automaton_;
  std::vector<spot> places_;
  std::vector<std::uint64_t> reach_;  // of each place: the last that it stands for
  std::array<std::uint32_t, 256> classes_{};
};

using text_reader = std::variant<wildcard_reader, expression_reader>;

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
