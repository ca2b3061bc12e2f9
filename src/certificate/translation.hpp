// SPDX-License-Identifier: Apache-2.0
// Patterns to atoms and formulas, as docs/certificate.md, "The translation", has it. In go formulas in normal form, one
// after the other, out come the numbered atoms and formulas and what is assumed. Made from the page, not from the
// search: no code is shared with it.
#pragma once

#include "certificate/parts.hpp"
#include "logic/formula.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// What an atom asks of a value. Those from `equal` on have an operand.
enum class asked : std::uint8_t {
  exists,
  comparable,
  finite,
  null,
  true_,
  false_,
  equal,
  less,
  less_equal,
  greater,
  greater_equal,
  contains,  // of the root alone: the event as it is written has the phrase in it
};

// Steps from the root. `any` is `.*`; `element` is `[*]`. At most one of them stands in a path. Of a message that is
// read as columns there is one step: to a token, to one from the end, or to the rest from a token on; all count from 1.
struct path_step {
  enum class kind : std::uint8_t { name, index, any, element, token, last, rest };
  kind how{};
  std::string name;
  std::uint64_t index = 0;
};

struct atom {
  std::string text;  // as `atoms` lists it
  std::vector<path_step> path;
  std::size_t wildcard = 0;  // its place in the path; the length of the path when there is none
  asked what{};
  std::optional<logic::operand> value;

  bool has_wildcard() const noexcept { return wildcard < path.size(); }
};

// A part is a fact: `+3`, `-3`, or `#5` for formula 5, of either kind.
struct formula {
  bool all = false;
  std::vector<fact> parts;
};

// How many tokens a message must have for a pattern of columns to match.
std::size_t tokens_needed(const logic::formula& f) noexcept;

// Under canonical JSON: whether an event that has what the atom asks for has the phrase in its text.
bool makes_sure_of(const atom& a, std::string_view phrase);

class translation {
 public:
  // Of patterns that read events so; terms may read objects.
  explicit translation(logic::form reading) : reading_(reading) {}

  // Of a pattern that holds, or that fails. Linear, but for logarithms. Recursion is bounded by the nesting of
  // patterns.
  void add(const logic::formula& f, bool holds);

  const std::vector<atom>& atoms() const noexcept { return atoms_; }
  const std::vector<formula>& formulas() const noexcept { return formulas_; }
  // What all demands come to, sorted, each once.
  std::vector<fact> assumed() const;
  // Appends the facts that assuming a part gives.
  void assume(const fact& part, std::vector<fact>& out) const;

  std::vector<std::string> spelled_formula(std::size_t number) const;

 private:
  fact literal(const logic::formula& f, std::vector<path_step> path, asked what, std::uint32_t operand, bool holds);
  fact join(bool all, const std::vector<fact>& parts);
  fact test(const logic::formula& f, const logic::test& t, bool holds);
  fact not_equal(const logic::formula& f, const logic::test& t, bool holds);
  fact is_null(const logic::formula& f, const logic::test& t, bool holds);

  logic::form reading_;
  std::vector<atom> atoms_;
  std::unordered_map<std::string, std::uint32_t> atom_numbers_;
  std::vector<formula> formulas_;
  std::map<std::pair<bool, std::vector<fact>>, std::uint32_t> formula_numbers_;
  std::vector<fact> demands_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
