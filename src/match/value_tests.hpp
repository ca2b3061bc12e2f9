// SPDX-License-Identifier: Apache-2.0
// What the tests of a program ask of one value that the walk has met. In goes the value as it stands in the event, out
// comes whether it passes. Text and number are made once, when the first test asks for them.
#pragma once

#include "match/workspace.hpp"
#include "program/program.hpp"
#include "support/number.hpp"
#include "support/wildcard.hpp"

#include <compare>
#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

// A value met on the walk: `text` is the content of a string as it stands, the spelling of a number, or a token of a
// message (the whole message is one, too).
struct met_value {
  match::kind kind;
  std::string_view text;
};

// A string's content, or a key, with its escapes undone; in `w.text` if there are any.
std::string_view unescaped(workspace& w, std::string_view raw);

// The same; most events hold no backslash at all, which is asked once for each.
inline std::string_view plain_text(workspace& w, std::string_view raw, bool event_has_escapes) {
  return event_has_escapes ? unescaped(w, raw) : raw;
}

// Runs the tests of one node over one value. The text of the value is made when the first test asks for it.
struct tester {
  // Written out: initialised as an aggregate, the room of the number would be cleared for each value.
  tester(const program::code& code, workspace& memory, const met_value& met, bool escapes) noexcept
      : c(code), w(memory), value(met), event_has_escapes(escapes) {}

  const program::code& c;
  workspace& w;
  const met_value value;
  const bool event_has_escapes;
  std::optional<support::json_number> number_;
  std::optional<std::string_view> text_;

  bool comparable() const noexcept {
    return value.kind == kind::string || value.kind == kind::number || value.kind == kind::token;
  }

  const support::json_number& number() {
    if (!number_) number_.emplace(value.text);
    return *number_;
  }

  std::string_view text() {
    if (!text_) text_ = value.kind == kind::number ? number().text() : plain_text(w, value.text, event_has_escapes);
    return *text_;
  }

  bool found(const support::regex& r) {
    if (w.regex_state.size() < r.words()) w.regex_state.resize(r.words());
    return r.search(text(), w.regex_state.data());
  }

  // What compares by value: a finite number, or a token that reads as a number.
  std::optional<support::decimal_view> numeric() {
    if (value.kind == kind::token) return support::read_decimal(value.text, w.digits);
    return value.kind == kind::number ? number().value() : std::nullopt;
  }

  bool equals_number(const logic::number_operand& n) {
    if (value.kind == kind::string) return text() == n.spelling;
    const auto numeric_value = numeric();
    return numeric_value && std::is_eq(support::compare(*numeric_value, n.value.view()));
  }

  template <class Holds>
  bool ordered(std::uint32_t constant, const Holds& holds) {
    const auto numeric_value = numeric();
    const auto& bound = *std::get_if<logic::number_operand>(&c.constants[constant]);
    return numeric_value && holds(support::compare(*numeric_value, bound.value.view()));
  }

  bool passes(const program::instruction& i) {
    using program::opcode;
    const auto constant = [&]() -> const logic::operand& { return c.constants[i.operand]; };
    switch (i.op()) {
      case opcode::test_exists: return true;
      case opcode::test_comparable: return comparable();
      case opcode::test_finite: return comparable() && (value.kind == kind::string || number().value());
      case opcode::test_null: return value.kind == kind::null;
      case opcode::test_true: return value.kind == kind::true_;
      case opcode::test_false: return value.kind == kind::false_;
      case opcode::test_phrase: break;  // all phrases of a message are searched for at once, elsewhere
      case opcode::test_text: return comparable() && text() == std::get_if<logic::text_operand>(&constant())->text;
      case opcode::test_glob:
        return comparable() &&
               support::matches_glob(std::get_if<logic::wildcard_operand>(&constant())->pieces, text());
      case opcode::test_leftmost:
        return comparable() &&
               support::matches_leftmost(std::get_if<logic::wildcard_operand>(&constant())->pieces, text());
      case opcode::test_regex:
        return comparable() && found(std::get_if<logic::regex_operand>(&constant())->automaton);
      case opcode::test_number:
        return comparable() && equals_number(*std::get_if<logic::number_operand>(&constant()));
      case opcode::test_less: return ordered(i.operand, [](auto o) { return o < 0; });
      case opcode::test_less_equal: return ordered(i.operand, [](auto o) { return o <= 0; });
      case opcode::test_greater: return ordered(i.operand, [](auto o) { return o > 0; });
      case opcode::test_greater_equal: return ordered(i.operand, [](auto o) { return o >= 0; });
      case opcode::branch_if:
      case opcode::branch_unless:
      case opcode::accept:
      case opcode::reject: break;  // never at a node: the validator sees to it
    }
    return false;
  }
};

// The slots while a program runs: one bit each.
inline void clear_slots(const program::code& c, workspace& w) { w.slots.assign((c.slots + 63) / 64, 0); }
inline bool is_set(const workspace& w, std::uint32_t slot) noexcept { return (w.slots[slot / 64] >> (slot % 64) & 1) != 0; }

// Runs the tests of a node over a value; each that passes sets its slot.
inline void run_tests(const program::code& c, const program::node& n, const met_value& value, bool event_has_escapes,
                      workspace& w) {
  if (n.tests.begin == n.tests.end) return;
  tester t(c, w, value, event_has_escapes);
  for (std::uint32_t i = n.tests.begin; i < n.tests.end; ++i) {
    const program::instruction& x = c.instructions[i];
    if (!is_set(w, x.slot()) && t.passes(x)) w.slots[x.slot() / 64] |= std::uint64_t{1} << (x.slot() % 64);
  }
}

// What the slots come to.
inline bool verdict(const program::code& c, const workspace& w) noexcept {
  using program::opcode;
  for (std::uint32_t i = c.verdict;;) {
    const program::instruction& x = c.instructions[i];
    if (x.op() == opcode::accept) return true;
    if (x.op() == opcode::reject) return false;
    i = is_set(w, x.slot()) == (x.op() == opcode::branch_if) ? x.operand : i + 1;
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
