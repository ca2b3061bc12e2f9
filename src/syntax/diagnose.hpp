// SPDX-License-Identifier: Apache-2.0
// From "it stopped here" to the mistake that was made. In goes the text with the place where the parse stopped and what
// could have stood there, out comes the one diagnostic that helps. Knows nothing of PEGTL; builds no sentences.
#pragma once

#include "syntax/tree.hpp"

#include <coverwatch/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// What could have stood at the furthest place that the parse reached. Several at once.
enum class expectation : std::uint16_t {
  nothing = 0,
  condition = 1,     // `$` or `(`
  dot = 2,           // after a selector's `$`, or for another step
  step_name = 4,     // a name, `*` or `['` after the dot
  index = 8,         // digits or `*` after `[`, or the `]`
  comparison = 16,   // an operator, IS or NOT EXISTS
  exists = 32,       // EXISTS after NOT
  literal = 64,      // NULL, TRUE or FALSE after IS
  value = 128,       // any value
  number = 256,      // the number that an ordering needs
  connective = 512,  // `&&`, `||`, and what closes
  end = 1024,        // nothing: the pattern is closed
  column = 2048,     // a column's name
  separator = 4096,  // `,` or `]`
};
constexpr expectation operator|(expectation a, expectation b) noexcept {
  return static_cast<expectation>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

// Where and how a parse stopped.
struct standstill {
  std::string_view text;  // the whole pattern, as given
  std::size_t end = 0;    // of the pattern without outer white space
  std::size_t at = 0;     // the furthest place; the character here could not be used
  expectation expected{};
  std::vector<span> open;      // parentheses still open, outermost first
  span selector;               // of the condition before `at` (or its column's name); empty when there is none
  span comparison;             // its operator so far
  std::optional<place> value;  // its value so far
  bool value_is_bare = false;  // a word or a number
  bool in_columns = false;     // `,` and `]` end what stands before them

  std::string with_separators(std::string_view stops) const { return std::string(stops) + (in_columns ? ",]" : ""); }
  bool expects(expectation what) const noexcept {
    return (static_cast<unsigned>(expected) & static_cast<unsigned>(what)) != 0;
  }
  char here() const noexcept { return at < end ? text[at] : '\0'; }
  char next() const noexcept { return at + 1 < end ? text[at + 1] : '\0'; }
  bool at_end() const noexcept { return at >= end; }
};

// The mistake. Each finds one always.
diagnostic diagnose_json(const standstill& s);
diagnostic diagnose_terms(const standstill& s);
diagnostic diagnose_regex(const standstill& s);
diagnostic diagnose_columns(const standstill& s);

// An accident around a JSON pattern, in a text that does not begin with `{` and is no pattern of another kind either:
// the name of a setting, outer quotation marks, a byte order mark, no braces at all. `body` is the text without outer
// white space.
std::optional<diagnostic> find_accident(std::string_view text, const span& body);

// The same for a phrase: whether it was to be a JSON pattern.
bool looks_like_json_pattern(std::string_view phrase) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
