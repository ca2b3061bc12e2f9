// SPDX-License-Identifier: Apache-2.0
// Why there is no event: steps, each of which derives a contradiction from a few facts, its premises. The steps are
// those of docs/certificate.md. Every step that is made gets its premises here and nowhere else; whether a step is
// right is for the checker to say.
#pragma once

#include "coverage/problem.hpp"
#include "domain/number.hpp"
#include "domain/text_proof.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

enum class value_kind : std::uint8_t { string, number, true_, false_, null, object, array };
inline constexpr std::size_t value_kinds = 7;

// One fact in one word; the order of the words is theirs.
struct fact {
  enum class kind : std::uint8_t { literal, formula, dealt, is, present, step };
  std::uint64_t word = 0;

  static fact of(const coverage::literal& l) noexcept { return make(kind::literal, l.atom, l.holds ? 0 : 1); }
  static fact formula(std::uint32_t node) noexcept { return make(kind::formula, node, 0); }
  static fact dealt(std::uint32_t atom, std::uint32_t term) noexcept { return make(kind::dealt, atom, term); }
  static fact is(std::uint32_t term, value_kind k) noexcept {
    return make(kind::is, term, static_cast<std::uint32_t>(k));
  }
  static fact present(std::uint32_t term) noexcept { return make(kind::present, term, 0); }

  kind how() const noexcept { return static_cast<kind>(word >> 60); }
  std::uint32_t what() const noexcept { return static_cast<std::uint32_t>(word >> 28); }  // atom, node or term
  std::uint32_t more() const noexcept { return static_cast<std::uint32_t>(word & 0xfffffff); }
  coverage::literal literal() const noexcept { return {what(), more() == 0}; }

  friend auto operator<=>(const fact&, const fact&) = default;

  static fact make(kind k, std::uint32_t what, std::uint32_t more) noexcept {
    return {(static_cast<std::uint64_t>(k) << 60) | (static_cast<std::uint64_t>(what) << 28) | more};
  }
};
using facts = std::vector<fact>;  // as premises: sorted, each once

// Why a part or a kind is out of the question: a fact that says so, or a step.
struct reason {
  fact what;  // of kind `step`: its number stands for a step
  static reason of(fact f) noexcept { return {f}; }
  static reason step(std::uint32_t number) noexcept { return {fact::make(fact::kind::step, number, 0)}; }
  bool is_step() const noexcept { return what.how() == fact::kind::step; }
  std::uint32_t number() const noexcept { return what.what(); }
};

// A value of the event. Term 0 is the root; `edge::any` stands for some element, of which nothing else is known.
struct term {
  std::uint32_t parent = none;
  edge how = edge::root;
  std::string name;
  std::uint64_t index = 0;
};

// --- The steps.

struct clash_step {
  fact first, second;
};
struct cases_step {
  std::uint32_t formula = 0;                            // a node of the problem
  std::vector<std::pair<std::uint32_t, reason>> parts;  // nodes of the problem
};
struct kinds_step {
  std::uint32_t term = 0;
  fact missing;                                      // that the term is there; not of the root
  std::vector<std::pair<value_kind, reason>> kinds;  // each kind once, in order
};
struct literal_step {
  std::uint32_t term = 0;
  bool of_string = false;
  fact literal, against;
};
struct text_step {
  std::uint32_t term = 0;
  bool of_string = false;
  facts inside, outside, words;
  domain::text_proof proof;
};
struct number_step {
  std::uint32_t term = 0;
  facts inside, outside;  // as the question counts them
  domain::number_proof proof;
  facts used = {};  // of those; sorted
};
struct value_step {  // of a token that is a number
  std::uint32_t term = 0;
  facts values;
};
struct some_step {
  std::uint32_t atom = 0;
  std::uint32_t term = 0;
  std::uint32_t then = 0;
};
struct deal_step {
  std::uint32_t atom = 0;
  std::uint32_t base = 0;  // term
  struct part {
    std::uint32_t step = 0;
    std::uint64_t index = 0;  // of the element that the step is about; another one when they are alike
  };
  std::vector<part> parts;
  std::uint32_t end = 0;
};
using step_rule = std::variant<clash_step, cases_step, kinds_step, literal_step, text_step, number_step, value_step,
                               some_step, deal_step>;

struct step {
  step_rule rule;
  facts premises;
};

// The steps of one search, in the order in which they were made, and the terms they speak of.
class proof {
 public:
  explicit proof(const problem& p);

  // --- Terms. A place that no wildcard leads to is the term of that number. The others are there once, but for `some`;
  // linear in their number.
  std::uint32_t child(std::uint32_t parent, const std::string& name);
  std::uint32_t child(std::uint32_t parent, std::uint64_t index);
  std::uint32_t some(std::uint32_t parent);
  const term& at(std::uint32_t number) const noexcept { return terms_[number]; }
  std::size_t term_count() const noexcept { return terms_.size(); }

  // --- Steps. Each call returns the number of the step.
  std::uint32_t add(clash_step s);
  std::uint32_t add(cases_step s);
  std::uint32_t add(kinds_step s);
  std::uint32_t add(literal_step s);
  std::uint32_t add(text_step s);
  std::uint32_t add(number_step s);
  std::uint32_t add(value_step s);
  std::uint32_t add(some_step s);
  std::uint32_t add(deal_step s);
  const step& operator[](std::uint32_t number) const noexcept { return steps_[number]; }
  std::size_t size() const noexcept { return steps_.size(); }

  const facts& premises(std::uint32_t number) const noexcept { return steps_[number].premises; }
  bool uses(std::uint32_t number, fact f) const noexcept;
  bool uses_any(std::uint32_t number, const facts& some) const noexcept;

  // The facts that assuming the node of this index gives.
  facts assumed(std::uint32_t index) const;

 private:
  std::uint32_t keep(step_rule rule, facts premises);
  void add_premises(facts& to, std::uint32_t number, const facts& without) const;
  void add_at(facts& to, fact f, std::uint32_t term) const;

  const problem& problem_;
  std::vector<term> terms_;
  std::vector<step> steps_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
