// SPDX-License-Identifier: Apache-2.0
// Constants of patterns and sets of texts as Z3 reads them, for the judge. In go operands, out come terms of its
// theories of strings and regular expressions; nothing is asked of Z3 here.
#pragma once

#include "logic/formula.hpp"

#include <z3++.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace z3_judge {

// The value as a fraction that Z3 reads; nothing when it takes hundreds of digits.
std::optional<std::string> fraction(const coverwatch::support::decimal_view& d);

// The number that has exactly this text, if a finite one has.
struct number_of_text {
  bool integer = false;
  std::string value;  // a fraction
};
std::optional<number_of_text> number_with(const std::string& text);

// Whether Z3 has all characters that the constant spells.
bool is_spelled(const coverwatch::logic::operand& v);

// A string of Z3's model as UTF-8.
std::string unescaped(std::string_view text);

struct texts {
  z3::context& z3;

  z3::expr literal(std::string_view text) const;
  z3::expr characters(char32_t first, char32_t last) const;  // a set of strings: one of these
  // Whether the string passes.
  z3::expr matches(const z3::expr& text, const coverwatch::support::wildcard_pieces& w) const;  // as a glob
  z3::expr found(const z3::expr& text, const coverwatch::logic::regex_operand& r) const;

 private:
  z3::sort expressions() const;
  z3::expr everything() const;
  z3::expr expression(const coverwatch::support::character_set& set) const;
  z3::expr expression(const coverwatch::support::regex_branch& b) const;
};

}  // namespace z3_judge
