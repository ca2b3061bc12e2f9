// SPDX-License-Identifier: Apache-2.0
// In goes the body of a regular expression, out come its branches with counted repetitions written out, or the first
// thing that is wrong. Reads from left to right, once, without recursion. Takes no memory but for the positions, whose
// number is bounded.
#include "support/ascii.hpp"
#include "support/regex.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::support {

// What stands for itself everywhere, and what else does outside or inside of a class. `]` is among the latter for the
// class that begins with it; any other ends the class before it is looked at.
inline constexpr std::string_view regex_literals = "_#=@/;,- :";
inline constexpr std::string_view literals_outside_class = "]}";
inline constexpr std::string_view literals_in_class = "^$?{}|*+.]";

constexpr bool is_literal(char c, std::string_view others) noexcept {
  return is_ascii_letter(c) || is_digit(c) || regex_literals.find(c) != std::string_view::npos ||
         others.find(c) != std::string_view::npos;
}

constexpr bool may_be_escaped(char c) noexcept { return c >= ' ' && c <= '~' && !is_ascii_letter(c) && !is_digit(c); }

COVERWATCH_FUNC void add_range(character_set& set, std::size_t first, std::size_t last) {
  for (std::size_t c = first; c <= last; ++c) set.low.set(c);
}

COVERWATCH_FUNC void complement(character_set& set) {
  set.low.flip();
  set.high = !set.high;
}

// \d, \s or \w; a capital letter is the complement. Nothing for any other letter.
COVERWATCH_FUNC std::optional<character_set> shorthand(char letter) {
  character_set set;
  switch (letter) {
    case 'd':
    case 'D': add_range(set, '0', '9'); break;
    case 's':
    case 'S':
      add_range(set, '\t', '\r');
      set.low.set(' ');
      break;
    case 'w':
    case 'W':
      add_range(set, '0', '9');
      add_range(set, 'A', 'Z');
      add_range(set, 'a', 'z');
      set.low.set('_');
      break;
    default: return std::nullopt;
  }
  if (letter < 'a') complement(set);
  return set;
}

// What one unit of the body stands for. `code` is its character when it is one, the only thing that may bound a range.
struct regex_atom {
  character_set set;
  std::optional<unsigned> code;
};

COVERWATCH_FUNC regex_atom atom_of(unsigned code) {
  regex_atom atom;
  atom.set.low.set(code);
  atom.code = code;
  return atom;
}

// How often an atom stands: from `least` to `most`, or without end.
struct regex_count {
  std::size_t least = 1;
  std::size_t most = 1;
  bool endless = false;
};

// The functions that return bool return false when they have left the error.
class regex_parser {
 public:
  regex_parser(std::string_view body, std::size_t max_positions) : body_(body), room_(max_positions) {}

  bool run() {
    if (body_.empty()) return fail(regex_errc::empty, 0, 0);
    while (!at_end())
      if (!read_item()) return false;
    end_branch();
    return true;
  }

  std::vector<regex_branch>& branches() noexcept { return branches_; }
  const regex_error& error() const noexcept { return error_; }

 private:
  bool at_end() const noexcept { return at_ == body_.size(); }
  bool next_is(char c) const noexcept { return !at_end() && body_[at_] == c; }
  bool take(char c) noexcept {
    const bool found = next_is(c);
    if (found) ++at_;
    return found;
  }

  bool fail(regex_errc code, std::size_t begin, std::size_t end) noexcept {
    error_ = {code, begin, std::min(end, body_.size())};
    return false;
  }
  bool refuse_character() noexcept { return fail(regex_errc::character, at_, at_ + decode(body_, at_).length); }

  bool read_item() {
    switch (body_[at_]) {
      case '|': end_branch(); break;
      case '^': anchor_start(); break;
      case '$': branch_.anchored_end = true; break;
      case '?':
      case '*':
      case '+':
      case '{': return fail(regex_errc::quantifier, at_, at_ + 1);
      default: return read_counted();
    }
    ++at_;
    return true;
  }

  void end_branch() {
    if (possible_) branches_.push_back(std::move(branch_));
    branch_ = {};
    possible_ = true;
  }

  // Whatever stands before the start of the text must be empty.
  void anchor_start() {
    for (const regex_position& p : branch_.positions) possible_ = possible_ && p.how != regex_position::kind::once;
    branch_.positions.clear();
    branch_.anchored_start = true;
  }

  void add(const character_set& set, regex_position::kind how) {
    if (!branch_.anchored_end) {
      branch_.positions.push_back({set, how});
    } else if (how == regex_position::kind::once) {
      possible_ = false;  // nothing stands behind the end of the text
    }
  }

  bool read_counted() {
    const std::size_t begin = at_;
    regex_atom atom;
    regex_count count;
    if (!read_atom(atom) || !read_count(count)) return false;
    const std::size_t needed = count.endless ? count.least + 1 : count.most;
    if (needed > room_) return fail(regex_errc::too_large, begin, at_);
    room_ -= needed;
    for (std::size_t i = 0; i < count.least; ++i) add(atom.set, regex_position::kind::once);
    if (count.endless) add(atom.set, regex_position::kind::repeated);
    for (std::size_t i = count.least; i < count.most; ++i) add(atom.set, regex_position::kind::optional);
    return true;
  }

  bool read_atom(regex_atom& atom) {
    const char c = body_[at_];
    if (c == '\\') return read_escape(atom);
    if (c == '[') return read_class(atom.set);
    if (c == '.') {
      atom.set.low.set('\n');
      complement(atom.set);
    } else if (is_literal(c, literals_outside_class)) {
      atom = atom_of(static_cast<unsigned char>(c));
    } else {
      return refuse_character();
    }
    ++at_;
    return true;
  }

  bool read_escape(regex_atom& atom) {
    const std::size_t begin = at_++;
    if (at_end()) return fail(regex_errc::escape, begin, at_);
    const char c = body_[at_];
    if (c == 'x') return read_hex(atom, begin);
    if (c == '(' || c == ')') return fail(regex_errc::character, begin, at_ + 1);
    if (const std::optional<character_set> set = shorthand(c)) {
      atom.set = *set;
    } else if (may_be_escaped(c)) {
      atom = atom_of(static_cast<unsigned char>(c));
    } else {
      return fail(regex_errc::escape, begin, at_ + decode(body_, at_).length);
    }
    ++at_;
    return true;
  }

  bool read_hex(regex_atom& atom, std::size_t begin) {
    ++at_;
    unsigned code = 0;
    for (int i = 0; i < 2; ++i, ++at_) {
      const int digit = at_end() ? -1 : hex_digit(body_[at_]);
      if (digit < 0) return fail(regex_errc::escape, begin, at_);
      code = code << 4 | static_cast<unsigned>(digit);
    }
    atom = atom_of(code);
    return true;
  }

  bool read_class(character_set& set) {
    const std::size_t begin = at_++;
    const bool negated = take('^');
    for (const std::size_t first = at_; at_ == first || !next_is(']');) {
      if (at_end()) return fail(regex_errc::char_class, begin, at_);
      if (!read_class_range(set)) return false;
    }
    ++at_;
    if (negated) complement(set);
    return true;
  }

  // One member of a class, or two with a hyphen between. A hyphen before the closing bracket is a member itself.
  bool read_class_range(character_set& set) {
    const std::size_t begin = at_;
    regex_atom first;
    if (!read_class_atom(first)) return false;
    if (!next_is('-') || at_ + 1 == body_.size() || body_[at_ + 1] == ']') {
      set.low |= first.set.low;
      set.high = set.high || first.set.high;
      return true;
    }
    ++at_;
    regex_atom last;
    if (!read_class_atom(last)) return false;
    if (!first.code || !last.code || *first.code > *last.code) return fail(regex_errc::char_class, begin, at_);
    add_range(set, *first.code, *last.code);
    return true;
  }

  bool read_class_atom(regex_atom& atom) {
    const char c = body_[at_];
    if (c == '\\') return read_escape(atom);
    if (c == '[') return fail(regex_errc::char_class, at_, at_ + 1);
    if (!is_literal(c, literals_in_class)) return refuse_character();
    atom = atom_of(static_cast<unsigned char>(c));
    ++at_;
    return true;
  }

  // A question mark behind a quantifier makes it lazy, which changes nothing about whether there is a match.
  bool read_count(regex_count& count) {
    if (take('?')) {
      count = {0, 1, false};
    } else if (take('*')) {
      count = {0, 0, true};
    } else if (take('+')) {
      count = {1, 0, true};
    } else if (!next_is('{')) {
      return true;
    } else if (!read_braces(count)) {
      return false;
    }
    take('?');
    return true;
  }

  bool read_braces(regex_count& count) {
    const std::size_t begin = at_++;
    bool well_formed = read_integer(count.least);
    count.most = count.least;
    if (well_formed && take(',')) {
      count.endless = next_is('}');
      well_formed = count.endless || read_integer(count.most);
    }
    if (!well_formed || !take('}')) return fail(regex_errc::quantifier, begin, at_);
    return count.least <= count.most || fail(regex_errc::quantifier, begin, at_);
  }

  // A run of digits. The value is held at a number that no expression has room for.
  bool read_integer(std::size_t& value) noexcept {
    const std::size_t begin = at_;
    for (value = 0; !at_end() && is_digit(body_[at_]); ++at_)
      value = std::min<std::size_t>(value * 10 + static_cast<std::size_t>(body_[at_] - '0'), 1'000'000'000);
    return at_ != begin;
  }

  std::string_view body_;
  std::size_t at_ = 0;
  std::size_t room_;  // positions that may still be written out
  std::vector<regex_branch> branches_;
  regex_branch branch_;
  bool possible_ = true;  // the branch can match something
  regex_error error_{};
};

COVERWATCH_FUNC result<std::vector<regex_branch>, regex_error> parse_regex(std::string_view body,
                                                                           std::size_t max_positions) {
  regex_parser parser(body, max_positions);
  if (!parser.run()) return unexpected{parser.error()};
  return std::move(parser.branches());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
