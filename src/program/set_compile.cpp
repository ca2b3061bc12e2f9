// SPDX-License-Identifier: Apache-2.0
// Formulas to the program of a set, in three steps: plant all selectors in one tree and intern all tests; choose for
// each pattern the witnesses that seem to call it up least often; lay out what the values of each node call up.
#include "program/set_draft.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::program {

COVERWATCH_FUNC std::uint64_t hash_text(std::uint32_t node, std::string_view text) noexcept {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15;
  std::uint64_t hash = (node + 1) * factor ^ text.size();
  while (text.size() > 8) {
    hash = (hash ^ support::load_eight(text.data())) * factor;
    hash ^= hash >> 29;
    text.remove_prefix(8);
  }
  hash = (hash ^ head_of(text)) * factor;
  return hash ^ hash >> 32;
}

// The tests that a pattern could be filed under, and how often one of them may pass: the less, the better.
struct witnesses {
  double share = 2;  // of the events; above 1: none
  std::vector<std::uint32_t> tests = {};

  bool any() const noexcept { return share <= 1; }
};

struct set_compilation {
  set_draft d;

  // What has been planted, by spelling: `key` is where spellings are put together.
  std::unordered_map<std::string, std::uint32_t> children = {};
  std::unordered_map<std::string, std::uint32_t> constants_by_spelling = {};
  std::unordered_map<std::string, std::uint32_t> tests_by_key = {};
  std::string key = {};
  const logic::formula* f = nullptr;  // of the member being planted

  using slot = std::uint32_t;

  void add_number(std::uint32_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); }

  std::uint32_t new_node(bool repeats) {
    d.out.nodes.push_back({});
    d.out.nodes.back().repeats = repeats;
    d.out.plans.push_back({});
    d.node_thresholds.emplace_back();
    d.texts_at.push_back(0);
    return static_cast<std::uint32_t>(d.out.nodes.size() - 1);
  }

  std::uint32_t child_by_key(std::uint32_t parent, const logic::step& step) {
    const auto [it, is_new] = children.try_emplace(key, none);
    if (is_new) {
      it->second = new_node(d.out.nodes[parent].repeats);
      d.edges.push_back({parent, it->second, &step});
    }
    return it->second;
  }

  std::uint32_t child(std::uint32_t parent, const logic::step& step) {
    if (std::holds_alternative<logic::any_step>(step)) {
      if (d.out.nodes[parent].any == none) {
        const std::uint32_t made = new_node(true);
        d.out.nodes[parent].any = made;
      }
      return d.out.nodes[parent].any;
    }
    key.clear();
    add_number(parent);
    if (const auto* name = std::get_if<logic::name_step>(&step)) {
      key.append("n").append(name->name);
    } else {
      const std::uint64_t index = std::get_if<logic::index_step>(&step)->index;
      key.append("i");
      add_number(static_cast<std::uint32_t>(index));
      add_number(static_cast<std::uint32_t>(index >> 32));
    }
    return child_by_key(parent, step);
  }

  std::uint32_t element_child(std::uint32_t parent) {
    if (d.out.nodes[parent].element == none) {
      const std::uint32_t made = new_node(true);
      d.out.nodes[parent].element = made;
    }
    return d.out.nodes[parent].element;
  }

  std::uint32_t plant(const logic::selector& s, std::size_t steps) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < steps; ++i) at = child(at, s.steps[i]);
    return at;
  }

  // --- Tests.

  std::uint32_t constant(std::uint32_t operand) {
    const logic::operand& v = f->operands[operand];
    key.clear();
    if (const auto* r = std::get_if<logic::regex_operand>(&v)) {
      key.append("r").append(r->body);
    } else {
      key.append("w");
      for (const std::string& piece : std::get_if<logic::wildcard_operand>(&v)->pieces.pieces) {
        add_number(static_cast<std::uint32_t>(piece.size()));
        key.append(piece);
      }
    }
    const auto [it, is_new] =
        constants_by_spelling.try_emplace(key, static_cast<std::uint32_t>(d.out.constants.size()));
    if (is_new) d.out.constants.push_back(v);
    return it->second;
  }

  // The place of a number among the thresholds of its node, for now by arrival.
  std::uint32_t threshold(std::uint32_t at, const support::decimal& value) {
    std::vector<support::decimal>& all = d.node_thresholds[at];
    key.clear();
    key.append("t");
    add_number(at);
    key.append(value.negative ? "-" : "+").append(value.digits).append("e").append(std::to_string(value.exponent));
    const auto [it, is_new] = constants_by_spelling.try_emplace(key, static_cast<std::uint32_t>(all.size()));
    if (is_new) all.push_back(value);
    return it->second;
  }

  std::uint32_t text_at(std::uint32_t at, const std::string& text) {
    key.clear();
    key.append("s");
    add_number(at);
    key.append(text);
    const auto [it, is_new] = constants_by_spelling.try_emplace(key, static_cast<std::uint32_t>(d.out.texts.size()));
    if (is_new) {
      d.out.texts.push_back({hash_text(at, text), text, at, none, none});
      d.out.plans[at].has_texts = true;
      ++d.texts_at[at];
    }
    return it->second;
  }

  set_test describe(std::uint32_t at, opcode op, std::uint32_t operand) {
    set_test t;
    t.op = op;
    t.node = at;
    if (operand == none) return t;
    const logic::operand& v = f->operands[operand];
    if (const auto* text = std::get_if<logic::text_operand>(&v)) {
      t.text = text_at(at, text->text);
    } else if (const auto* number = std::get_if<logic::number_operand>(&v)) {
      t.threshold = threshold(at, number->value);
      if (op == opcode::test_number) t.text = text_at(at, number->spelling);
    } else {
      t.constant = constant(operand);
    }
    return t;
  }

  std::uint32_t hang(std::uint32_t at, opcode op, std::uint32_t operand) {
    const set_test t = describe(at, op, operand);
    key.clear();
    for (const std::uint32_t part : {static_cast<std::uint32_t>(op), at, t.constant, t.text, t.threshold})
      add_number(part);
    const auto [it, is_new] = tests_by_key.try_emplace(key, static_cast<std::uint32_t>(d.out.tests.size()));
    if (is_new) {
      d.out.tests.push_back(t);
      if (op == opcode::test_text) d.out.texts[t.text].as_text = it->second;
      if (op == opcode::test_number) d.out.texts[t.text].as_number = it->second;
    }
    return it->second;
  }

  void plant_members() {
    new_node(false);
    for (const set_member& m : d.members) {
      f = m.formula;
      translation<set_compilation> translate{*f, m.dialect, *this};
      d.clauses.emplace_back();
      for (const logic::test& t : f->tests) d.clauses.back().push_back(translate(t));
    }
  }

  // --- Witnesses.

  // A regular expression is not run to find out whether it passes: that there is a text does as well.
  std::uint32_t fileable(std::uint32_t test) {
    const set_test& t = d.out.tests[test];
    return t.op == opcode::test_regex ? hang(t.node, opcode::test_comparable, none) : test;
  }

  witnesses of(const literal<std::uint32_t>& x) {
    if (x.negated) return {};
    const std::uint32_t test = fileable(x.slot);
    return {d.share(d.out.tests[test]), {test}};
  }

  static witnesses better(witnesses a, witnesses b) { return b.share < a.share ? std::move(b) : std::move(a); }

  static witnesses either(witnesses a, witnesses b) {
    if (!a.any() || !b.any()) return {};
    a.share = std::min(1.0, a.share + b.share);
    a.tests.insert(a.tests.end(), b.tests.begin(), b.tests.end());
    return a;
  }

  witnesses of(const clause<std::uint32_t>& c) {
    if (!c.has_second) return of(c.first);
    return c.both ? better(of(c.first), of(c.second)) : either(of(c.first), of(c.second));
  }

  // Each node's, the parts' before their parents'. Moves what it takes.
  witnesses of(const logic::formula& formula, const std::vector<clause<std::uint32_t>>& tests) {
    std::vector<witnesses> all(formula.nodes.size());
    for (std::size_t i = 0; i < formula.nodes.size(); ++i) {
      const logic::node& n = formula.nodes[i];
      if (n.how == logic::connective::test) {
        all[i] = of(tests[n.test]);
      } else if (!n.parts.empty()) {
        all[i] = all[n.parts.front()];
        for (std::size_t p = 1; p < n.parts.size(); ++p) {
          const bool both = n.how == logic::connective::all;
          all[i] = both ? better(std::move(all[i]), all[n.parts[p]]) : either(std::move(all[i]), all[n.parts[p]]);
        }
      }
    }
    return std::move(all[formula.root]);
  }

  void file_members() {
    for (std::size_t i = 0; i < d.members.size(); ++i) {
      const auto pattern = static_cast<std::uint32_t>(i);
      witnesses chosen = of(*d.members[i].formula, d.clauses[i]);
      if (!chosen.any()) {
        d.out.always.push_back(pattern);
        continue;
      }
      d.filed.resize(d.out.tests.size());
      std::sort(chosen.tests.begin(), chosen.tests.end());
      chosen.tests.erase(std::unique(chosen.tests.begin(), chosen.tests.end()), chosen.tests.end());
      for (const std::uint32_t test : chosen.tests) d.filed[test].push_back(pattern);
    }
    d.filed.resize(d.out.tests.size());
  }

  set_code run() {
    plant_members();
    file_members();
    lay_out(d);
    d.out.identity = std::make_shared<const int>(0);
    return std::move(d.out);
  }
};

COVERWATCH_FUNC set_code compile_set(std::span<const set_member> members) {
  return set_compilation{set_draft{members}}.run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
