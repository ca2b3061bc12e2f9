// SPDX-License-Identifier: Apache-2.0
// What single facts say about single terms: which of them contradict each other, which kinds of value they exclude, of
// which terms they are asked. In go facts, out come answers. Each is one paragraph of docs/certificate.md, "Facts and
// terms" and below. Knows no node.
#pragma once

#include "certificate/translation.hpp"
#include "certificate/work.hpp"

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

class fact_rules {
 public:
  // Refers to all of its arguments.
  fact_rules(const translation& patterns, const std::vector<term>& terms, logic::form reading, wildcards dialect,
             work& left);

  // Empty when each term is one of a term before it, and none but `some` stands there twice.
  std::string fault_of_terms() const;

  // Whether there is such an atom, formula or term, and, for `+3@2`, whether term 2 is an element that atom 3 asks for.
  bool exists(const fact& f) const;
  bool contradict(const fact& a, const fact& b) const;

  // Whether the fact says that the term is not of the kind. Premises that it needs besides are appended.
  bool excludes(const fact& f, std::uint32_t t, value_kind kind, std::vector<fact>& more) const;
  // Whether the atom of `+`, `-` or `+3@2` is asked of the very value of the term. Premises as before.
  bool is_asked_of(const fact& f, std::uint32_t t, std::vector<fact>& more) const;

  // The term that stands before the wildcard of the atom; nothing when it is no term or there is no wildcard.
  std::optional<std::uint32_t> base_of(std::uint32_t number) const;
  std::optional<std::uint32_t> element(std::uint32_t array, std::uint64_t index) const;
  // Whether it may matter to the fact that two elements of the array change places: it names one of them or what lies
  // below, asks for one by its index, in a formula too, or speaks of the text of the event.
  bool tells_apart(const fact& f, std::uint32_t array, std::uint64_t first, std::uint64_t second) const;
  bool is_within(std::uint32_t t, std::uint32_t other) const;  // it is the other, or below it

  const atom& atom_of(const fact& f) const { return patterns_.atoms()[f.number]; }
  const translation& patterns() const noexcept { return patterns_; }
  logic::form reading() const noexcept { return reading_; }
  bool of_messages() const noexcept { return reading_ != logic::form::object; }
  wildcards dialect() const noexcept { return dialect_; }
  work& left() const noexcept { return left_; }

 private:
  using step_key = std::tuple<std::uint32_t, term::step, std::string, std::uint64_t>;
  enum class lie : std::uint8_t { beside, ends, through };

  static bool is_step(const term& t, const path_step& step) noexcept;
  lie path_at(const fact& f, std::uint32_t t) const;
  std::optional<std::uint32_t> bound_at(const fact& f, std::size_t depth) const noexcept;
  bool holds_excludes(const fact& f, std::uint32_t t, value_kind kind) const;
  bool fails_excludes(const fact& f, value_kind kind) const;
  bool through_excludes(const fact& f, std::size_t depth, value_kind kind) const;
  bool is_before_index(const fact& f, std::uint32_t t) const;
  bool literal_contradicts(const fact& literal, const fact& other) const;
  bool text_contradicts(const fact& held, const fact& other) const;
  bool leads_to_index(const atom& a, std::uint32_t array, std::uint64_t first, std::uint64_t second) const;
  std::vector<std::uint32_t> way_to(std::uint32_t t) const;

  const translation& patterns_;
  const std::vector<term>& terms_;
  logic::form reading_;
  wildcards dialect_;
  work& left_;
  std::vector<std::uint32_t> depths_;                // of each term: the steps from the root
  std::map<step_key, std::uint32_t> children_;       // by parent and step, but for `some`
  std::vector<std::optional<std::uint32_t>> bases_;  // of each atom
};

// Whether the text equals the operand, as the text of a string does.
bool text_passes(std::string_view text, const logic::operand& value, wildcards dialect);
std::uint64_t cost_of_passing(std::string_view text, const logic::operand& value) noexcept;  // in steps

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
