// SPDX-License-Identifier: Apache-2.0
// The integers and the finite doubles, each in their order. In go decimals, out come the neighbours of a value among
// the numbers of either kind. Exact; decides nothing.
#pragma once

#include "support/decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::domain {

// The finite doubles counted in their order: 0.0 is 0, -0.0 is -1, the least above zero 1.
using double_rank = std::int64_t;
inline constexpr double_rank last_double = 0x7fef'ffff'ffff'ffff;
inline constexpr double_rank first_double = -last_double - 1;

double double_at(double_rank rank) noexcept;
double_rank rank_of(double finite) noexcept;

// The shortest decimal that names it: its value as patterns see it.
support::decimal value_at(double_rank rank);

// A JSON number that names it: its text, as Java prints it.
std::string spelling_at(double_rank rank);

// The first double whose value is not below `bound`, or above it; `last_double` + 1 when there is none.
double_rank first_at_least(const support::decimal_view& bound);
double_rank first_above(const support::decimal_view& bound);

// The double of exactly this value; of zero 0.0.
std::optional<double_rank> double_of_value(const support::decimal_view& value);

bool is_whole(const support::decimal_view& value) noexcept;

// The value of an integer's digits, which the view points into.
support::decimal_view whole_value(std::string_view digits) noexcept;

// Integers as digits, with a sign below zero. These expand the exponent.
std::string round_up(const support::decimal_view& value);
std::string round_down(const support::decimal_view& value);
std::string next_whole(std::string_view digits);
std::string previous_whole(std::string_view digits);

// True for a number by the grammar of JSON.
bool is_json_number(std::string_view spelling) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
