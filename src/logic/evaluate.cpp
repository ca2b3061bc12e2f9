// SPDX-License-Identifier: Apache-2.0
// What patterns mean. In go a formula and an event as a JSON value, out comes true or false. Read it beside the table of
// conditions in docs/language.md: each row is one function here, with the row's words above it. Nothing here is fast.
#include "logic/evaluate.hpp"

#include "support/number.hpp"

#include <algorithm>
#include <compare>

namespace coverwatch::inline COVERWATCH_ABI::logic {

using support::json::kind;
using support::json::value;

struct evaluation {
  const formula& f;
  wildcards dialect;
  std::vector<support::regex::word>& regex_state;

  // --- Selectors: the nodes that steps [from, to) of a selector select below `node`. `some` stops at the first that holds.

  template <class Holds>
  bool some_child(const value& node, const selector& s, std::size_t from, std::size_t to, const Holds& holds) const {
    for (auto child = node.first_child(); child; child = child->next_sibling()) {
      if (some(*child, s, from + 1, to, holds)) return true;
    }
    return false;
  }

  template <class Holds>
  bool some(const value& node, const selector& s, std::size_t from, std::size_t to, const Holds& holds) const {
    if (from == to) return holds(node);
    if (const auto* name = std::get_if<name_step>(&s.steps[from])) {
      const auto child = node.is(kind::object) ? node.member(name->name) : std::nullopt;
      return child && some(*child, s, from + 1, to, holds);
    }
    if (const auto* index = std::get_if<index_step>(&s.steps[from])) {
      const auto child = node.is(kind::array) ? node.element(index->index) : std::nullopt;
      return child && some(*child, s, from + 1, to, holds);
    }
    return some_child(node, s, from, to, holds);  // the elements of an array or the values of an object
  }

  template <class Holds>
  bool some_selected(const value& event, const selector& s, const Holds& holds) const {
    return some(event, s, 0, s.steps.size(), holds);
  }

  // --- Equality of one node with a value.

  // Only strings and numbers are comparable.
  static bool comparable(const value& node) { return node.is(kind::string) || node.is(kind::number); }

  // Quoted or bare word: the text itself. With stars: a wildcard. Regular expression: found in the text.
  bool text_equals(std::string_view text, const operand& v) const {
    if (const auto* literal = std::get_if<text_operand>(&v)) return text == literal->text;
    if (const auto* wildcard = std::get_if<wildcard_operand>(&v)) {
      return support::matches_wildcard(wildcard->pieces, text, dialect);
    }
    const support::regex& automaton = std::get_if<regex_operand>(&v)->automaton;  // phrases are for messages
    if (regex_state.size() < automaton.words()) regex_state.resize(automaton.words());
    return automaton.search(text, regex_state.data());
  }

  // A bare number: a number node compares by value, a string node with the spelling in the pattern.
  static bool equals_number(const value& node, const number_operand& v) {
    if (node.is(kind::string)) return node.string() == v.spelling;
    const support::json_number number(node.spelling());
    return number.value() && std::is_eq(support::compare(*number.value(), v.value.view()));
  }

  bool equals(const value& node, const operand& v) const {
    if (!comparable(node)) return false;
    if (const auto* number = std::get_if<number_operand>(&v)) return equals_number(node, *number);
    if (node.is(kind::string)) return text_equals(node.string(), v);
    return text_equals(support::json_number(node.spelling()).text(), v);
  }

  // --- The rows of the table.

  // s = v: some selected node is comparable and equals v.
  bool equal(const value& event, const selector& s, const operand& v) const {
    return some_selected(event, s, [&](const value& node) { return equals(node, v); });
  }

  // A number that is not finite neither equals a number nor differs from one.
  static bool comparable_with(const value& node, const operand& v) {
    if (!node.is(kind::number) || !std::holds_alternative<number_operand>(v)) return comparable(node);
    return support::json_number(node.spelling()).value().has_value();
  }

  // s != v without a wildcard in s: the node exists, is comparable with v, and does not equal v.
  // With one: the node before the wildcard exists, of any type, and no selected node equals v.
  bool not_equal(const value& event, const selector& s, const operand& v) const {
    const std::size_t wildcard = wildcard_position(s);
    if (wildcard == s.steps.size()) {
      return some_selected(event, s, [&](const value& node) { return comparable_with(node, v) && !equals(node, v); });
    }
    const bool base_exists = some(event, s, 0, wildcard, [](const value&) { return true; });
    return base_exists && !equal(event, s, v);
  }

  // s < n and the like: some selected node is a finite number that compares so. Strings never do.
  template <class Holds>
  bool ordered(const value& event, const selector& s, const operand& v, const Holds& holds) const {
    const auto* bound = std::get_if<number_operand>(&v);
    return some_selected(event, s, [&](const value& node) {
      if (!node.is(kind::number)) return false;
      const support::json_number number(node.spelling());
      return number.value() && holds(support::compare(*number.value(), bound->value.view()));
    });
  }

  static bool holds_null(const value& array) {
    for (auto element = array.first_child(); element; element = element->next_sibling()) {
      if (element->is(kind::null)) return true;
    }
    return false;
  }

  // s IS NULL: the node is null or, without a wildcard in s, an array with null among its direct elements.
  bool is_null(const value& event, const selector& s) const {
    const bool plain = wildcard_position(s) == s.steps.size();
    return some_selected(event, s, [&](const value& node) {
      return node.is(kind::null) || (plain && node.is(kind::array) && holds_null(node));
    });
  }

  // s IS TRUE, s IS FALSE: some selected node is that boolean.
  bool is_kind(const value& event, const selector& s, kind k) const {
    return some_selected(event, s, [&](const value& node) { return node.is(k); });
  }

  // s NOT EXISTS: nothing is selected.
  bool not_exists(const value& event, const selector& s) const {
    return !some_selected(event, s, [](const value&) { return true; });
  }

  bool holds(const value& event, const test& t) const {
    const selector& s = f.selectors[t.selector];
    switch (t.how) {
      case relation::equal: return equal(event, s, f.operands[t.operand]);
      case relation::not_equal: return not_equal(event, s, f.operands[t.operand]);
      case relation::less: return ordered(event, s, f.operands[t.operand], [](auto c) { return c < 0; });
      case relation::less_equal: return ordered(event, s, f.operands[t.operand], [](auto c) { return c <= 0; });
      case relation::greater: return ordered(event, s, f.operands[t.operand], [](auto c) { return c > 0; });
      case relation::greater_equal: return ordered(event, s, f.operands[t.operand], [](auto c) { return c >= 0; });
      case relation::is_null: return is_null(event, s);
      case relation::is_true: return is_kind(event, s, kind::true_);
      case relation::is_false: return is_kind(event, s, kind::false_);
      case relation::not_exists: return not_exists(event, s);
    }
    return false;
  }

  // Each condition is true or false; a missing field never voids the pattern.
  bool node_holds(const value& event, std::uint32_t index) const {
    const node& n = f.nodes[index];
    const auto part_holds = [&](std::uint32_t part) { return node_holds(event, part); };
    switch (n.how) {
      case connective::test: return holds(event, f.tests[n.test]);
      case connective::all: return std::all_of(n.parts.begin(), n.parts.end(), part_holds);
      case connective::any: return std::any_of(n.parts.begin(), n.parts.end(), part_holds);
    }
    return false;
  }
};

COVERWATCH_FUNC bool evaluate(const formula& f, const value& event, wildcards dialect,
                              std::vector<support::regex::word>& regex_state) {
  return event.is(kind::object) && evaluation{f, dialect, regex_state}.node_holds(event, f.root);
}

COVERWATCH_FUNC bool evaluate(const formula& f, const value& event, wildcards dialect) {
  std::vector<support::regex::word> regex_state;
  return evaluate(f, event, dialect, regex_state);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
