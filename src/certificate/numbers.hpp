// SPDX-License-Identifier: Apache-2.0
// Proofs that no JSON number passes some tests and fails others, as docs/certificate.md, "Numbers", has them. In goes
// the question with its proof, out comes the first thing that is wrong, or nothing. Searches nothing and never expands
// an exponent that it was not paid for.
#pragma once

#include "certificate/readers.hpp"
#include "certificate/work.hpp"
#include "support/decimal.hpp"
#include "support/regex.hpp"
#include "support/wildcard.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// --- The question. What the tests name must outlive them.

// By value, and false for the infinities. `finite` takes no bound.
enum class comparison : std::uint8_t { equal, less, less_equal, greater, greater_equal, finite };
struct value_test {
  comparison how{};
  support::decimal_view bound;
};
struct text_test {  // is the text
  std::string_view text;
};
struct wildcard_test {  // matches the text
  const support::wildcard_pieces* pieces = nullptr;
  wildcards dialect{};
};
struct regex_test {  // is found in the text
  const support::regex* automaton = nullptr;
};
using number_test = std::variant<value_test, text_test, wildcard_test, regex_test>;

struct number_question {
  std::vector<number_test> inside, outside;
};

// --- The proof.

struct test_place {
  bool outside = false;
  std::uint32_t index = 0;
  friend bool operator==(const test_place&, const test_place&) = default;
};

enum class number_class : std::uint8_t { integer, decimal, infinity };
struct refused_number {
  number_class what{};
  std::string spelling;
  test_place by;
};

struct number_search {
  enum class texts : std::uint8_t { any, integers, decimals };
  struct node {
    std::uint32_t parent = 0;
    char character = '\0';
  };
  texts kind{};
  bool negative = false;
  std::int64_t first = 0, last = 0;  // exponents
  std::vector<node> nodes;           // from node 1 on
};

enum class number_why : std::uint8_t { one, infinite, bounds, between, texts };
struct number_part {
  number_why why{};
  std::optional<test_place> because;
  std::optional<test_place> lower, upper, lower_point, upper_point;
  std::optional<std::string> below, above;
  std::vector<number_search> searches;
};

struct number_proof {
  std::vector<refused_number> refused;
  number_part integers, doubles;
};

// Empty when the proof shows that there is none. Linear in the proof and what its searches lead to, but for logarithms.
std::string fault_of(const number_question& question, const number_proof& proof, work& left);

// --- Shared by its parts.

bool is_number_spelling(std::string_view text) noexcept;  // by the grammar of JSON
bool passes_value(const value_test& test, const support::decimal_view& value) noexcept;
bool passes_text(const number_test& test, std::string_view text);  // of a test of texts
std::string next_integer(std::string text);                        // from digits to digits

// One end of what is left. Without a value: no end.
struct number_bound {
  std::optional<support::decimal_view> at;
  bool closed = false;
};
struct number_bounds {
  number_bound lower, upper;
  bool holds(const support::decimal_view& value) const noexcept;
};

// Draws the bounds together by a comparison that passes or fails. `= n` gives both when it passes, none when it fails.
void narrow_bounds(number_bounds& bounds, const value_test& test, bool passes) noexcept;

// The bound of the sizes of one sign next to zero, or far from it; nothing where it lies on the other side of zero.
number_bound near_bound(const number_bounds& bounds, bool negative) noexcept;
number_bound far_bound(const number_bounds& bounds, bool negative) noexcept;
// Whether no number of this sign but zero is between the bounds.
bool leaves_no_sign(const number_bounds& bounds, bool negative) noexcept;

// The finite doubles in their order: 0.0 is 0, -0.0 is -1, the least above zero 1.
using double_place = std::int64_t;
inline constexpr double_place most_double = 0x7fef'ffff'ffff'ffff;
inline constexpr double_place odd_doubles = 64;  // next to zero: there, texts may be of other values than their numbers
std::string text_of_double(double_place place);  // its shortest spelling in scientific form
support::decimal value_of_double(double_place place);
std::optional<double_place> double_of_spelling(std::string_view spelling);  // nothing beyond the doubles
std::optional<double_place> double_of_value(const support::decimal_view& value);

// Whether no text is found by the search; `question` as a whole, `bounds` of the part that it belongs to.
std::string fault_of_search(const number_question& question, const number_bounds& bounds, const number_search& search,
                            work& left);

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
