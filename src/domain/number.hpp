// SPDX-License-Identifier: Apache-2.0
// Is there a JSON number that passes all of these tests and none of those? In goes the question, out comes such a
// number as an event can spell it, or "none" with what a checker needs to see it for itself, or "unknown" with the
// reason. Never expands an exponent that a member does not need, and knows neither selectors nor events.
#pragma once

#include "domain/budget.hpp"
#include "support/decimal.hpp"
#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/options.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// --- The question. The numbers are the integers (any size; text: the digits), the finite doubles (value: the shortest
// decimal that names one; text: as Java prints it) and the two infinities (no value; text Infinity, -Infinity), all as
// support/number.hpp reads them: 12 and 12.0 are two numbers of one value. docs/language.md, "Numbers", has the rules.

// Comparisons are by value and false for the infinities; `finite` takes no bound. `!= n` is: finite, and not equal.
enum class number_relation : std::uint8_t { equal, less, less_equal, greater, greater_equal, finite };
struct number_comparison {
  number_relation how{};
  support::decimal_view bound;
};

// Tests of the text. None of them owns what it names.
struct number_literal {
  std::string_view text;  // is the text
};
struct number_wildcard {
  const support::wildcard_pieces* pieces = nullptr;  // matches the text
  wildcards dialect{};
};
struct number_regex {
  const support::regex* automaton = nullptr;  // is found in the text
};
using number_test = std::variant<number_comparison, number_literal, number_wildcard, number_regex>;

struct number_question {
  std::vector<number_test> inside;                // the member passes each of these
  std::vector<number_test> outside;               // and none of these
  std::span<const std::string_view> suggestions;  // JSON numbers to try first, in this order
  std::size_t room = std::size_t{1} << 20;        // characters a member may take
};

// --- The proof of none.

// A test of the question.
struct number_place {
  static constexpr std::uint32_t nowhere = 0xffffffff;
  bool outside = false;
  std::uint32_t index = nowhere;
  friend bool operator==(const number_place&, const number_place&) = default;
};

// One number and a test that refuses it: inside and failed, or outside and passed. An integer may be spelled with an
// exponent, since nobody could write all its digits.
enum class number_kind : std::uint8_t { integer, decimal, infinity };
struct number_refusal {
  number_kind kind{};
  std::string spelling;
  number_place test;
};

// A search through the texts of numbers. Each node is a beginning of a text: its parent's and one character more, node
// 0 is the empty one. The claim, for the texts named by `kind`, `negative` and the exponents:
// - no node is a whole text that passes the text tests inside and none outside;
// - each beginning that is one character longer than a node's and can still become such a text has the state of a node.
// The state of a beginning is all that decides how it may go on:
// - of a regular expression the set of its places, as support/regex.hpp has them; once found, only that it is;
// - of a wildcard how many pieces are placed (the first at the start, each later one but the last at its first place
//   behind the one before) and the longest end of what follows them that begins the next piece;
// - of the texts that tests outside exclude, as literals or as values, those that the beginning begins;
// - of an integer its number of digits, as far as a bound has digits, and how they compare with the bound's;
// - of a decimal the part it is in, the digits so far (17 at most), whether the last is 0, how they compare with the
//   bounds' digits, and the characters of the exponent.
struct number_text_node {
  std::uint32_t parent = 0;
  char character = '\0';
};
struct number_text_search {
  enum class texts : std::uint8_t {
    any,       // all texts of the characters 0-9 - . E: only the tests inside count, neither bounds nor tests outside
    integers,  // of one sign, without 0
    decimals,  // of one sign and value 0.DIGITS times 10 to an exponent between the two, both included, without 0
  };
  texts kind{};
  bool negative = false;
  std::int64_t first_exponent = 0;
  std::int64_t last_exponent = 0;
  std::vector<number_text_node> nodes;
};

// Why no integer, or no finite double, is a member. `refused` of the proof has the single numbers.
enum class number_reason : std::uint8_t {
  one,       // `because` is passed by no other number than those refused: an equal or a literal inside
  infinite,  // `because` is passed by no finite number: finite, outside
  bounds,    // no value is on the right side of both edges
  between,  // between `below` and `above` there are those refused only; `below` is on the wrong side of the lower edge,
            // or nothing of this kind is below; `above` is on the wrong side of the upper edge, or nothing is above
  texts,    // the searches through their texts, and the single numbers refused (zeros; doubles next to zero)
};

// The lower edge is the test `lower` and, where given, `lower_point`, an equal outside that takes the bound's own value
// away; the upper edge likewise. No test: no edge.
struct number_part_proof {
  number_reason why{};
  number_place because;
  number_place lower, upper, lower_point, upper_point;
  std::string below, above;  // spelled as JSON numbers of this kind; empty where there is none
  std::vector<number_text_search> searches;
};

// The infinities are always among those refused.
struct number_proof {
  number_part_proof integers;
  number_part_proof doubles;
  std::vector<number_refusal> refused;
};

// --- The answer.

enum class number_unknown : std::uint8_t {
  budget,     // the steps ran out
  too_large,  // there are members, and none that fits `room`; or: whether there are hangs on numbers that do not
  text,       // whether some double, of 16 or 17 digits or below 1e-306 in size, has such a text
};
struct number_answer {
  enum class kind : std::uint8_t { member, none, unknown };
  kind what{};
  std::string member;       // a JSON number; support::json_number has been asked about it, test by test
  number_proof proof;       // of none
  number_unknown reason{};  // of unknown
};

// The same question and budget give the same answer. Members, in order of preference: suggestions, the bounds of the
// question, integers next to zero or to a bound, short decimals, any others, the infinities.
// Exact without wildcards and regular expressions, but for members that do not fit, and then linear in the tests times
// their logarithm. With them integers are exact, and `unknown (text)` remains for doubles.
//
// A step is one number tried on one test, one digit of an integer counted, or one character of a text carried through
// one word of an automaton's state. A state of a search costs 13 steps at least and some 70 bytes, and 13 steps and 8
// bytes more for each word.
//
// Relies on std::to_chars for the shortest decimal that names a double, and on std::from_chars through json_number.
number_answer find_number(const number_question& question, budget& left);

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
