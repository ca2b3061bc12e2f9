// SPDX-License-Identifier: Apache-2.0
// Formulas to the program of a set, in three steps: plant all selectors in one tree and intern all tests; choose for
// each pattern the witnesses that seem to call it up least often; lay out what the values of each node call up.
#include "program/set_code.hpp"
#include "program/verdict.hpp"

#include <algorithm>
#include <bit>
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
  std::span<const set_member> members;
  set_code out = {};

  // --- The tree. Edges by parent and step.
  struct edge {
    std::uint32_t parent = none;
    std::uint32_t child = none;
    const logic::step* step = nullptr;
  };
  std::vector<edge> edges = {};
  std::unordered_map<std::string, std::uint32_t> children = {};
  std::string key = {};

  // --- What the member being planted refers to.
  const logic::formula* f = nullptr;
  std::unordered_map<std::string, std::uint32_t> constants_by_spelling = {};
  std::unordered_map<std::string, std::uint32_t> tests_by_key = {};
  std::vector<std::vector<clause<std::uint32_t>>> clauses = {};     // of each member
  std::vector<std::vector<support::decimal>> node_thresholds = {};  // in order of arrival
  std::vector<std::vector<std::uint32_t>> sorted_places = {};       // of each node: where its thresholds go
  std::vector<std::uint32_t> texts_at = {};                         // of each node: how many
  std::vector<std::vector<std::uint32_t>> filed = {};               // of each test: patterns

  using slot = std::uint32_t;

  void add_number(std::uint32_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); }

  std::uint32_t new_node(bool repeats) {
    out.nodes.push_back({});
    out.nodes.back().repeats = repeats;
    out.plans.push_back({});
    node_thresholds.emplace_back();
    texts_at.push_back(0);
    return static_cast<std::uint32_t>(out.nodes.size() - 1);
  }

  std::uint32_t child_by_key(std::uint32_t parent, const logic::step& step) {
    const auto [it, is_new] = children.try_emplace(key, none);
    if (is_new) {
      it->second = new_node(out.nodes[parent].repeats);
      edges.push_back({parent, it->second, &step});
    }
    return it->second;
  }

  std::uint32_t child(std::uint32_t parent, const logic::step& step) {
    if (std::holds_alternative<logic::any_step>(step)) {
      if (out.nodes[parent].any == none) {
        const std::uint32_t made = new_node(true);
        out.nodes[parent].any = made;
      }
      return out.nodes[parent].any;
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
    if (out.nodes[parent].element == none) {
      const std::uint32_t made = new_node(true);
      out.nodes[parent].element = made;
    }
    return out.nodes[parent].element;
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
    const auto [it, is_new] = constants_by_spelling.try_emplace(key, static_cast<std::uint32_t>(out.constants.size()));
    if (is_new) out.constants.push_back(v);
    return it->second;
  }

  // The place of a number among the thresholds of its node, for now by arrival.
  std::uint32_t threshold(std::uint32_t at, const support::decimal& value) {
    std::vector<support::decimal>& all = node_thresholds[at];
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
    const auto [it, is_new] = constants_by_spelling.try_emplace(key, static_cast<std::uint32_t>(out.texts.size()));
    if (is_new) {
      out.texts.push_back({hash_text(at, text), text, at, none, none});
      out.plans[at].has_texts = true;
      ++texts_at[at];
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
    const auto [it, is_new] = tests_by_key.try_emplace(key, static_cast<std::uint32_t>(out.tests.size()));
    if (is_new) {
      out.tests.push_back(t);
      if (op == opcode::test_text) out.texts[t.text].as_text = it->second;
      if (op == opcode::test_number) out.texts[t.text].as_number = it->second;
    }
    return it->second;
  }

  void plant_members() {
    new_node(false);
    for (const set_member& m : members) {
      f = m.formula;
      translation<set_compilation> translate{*f, m.dialect, *this};
      clauses.emplace_back();
      for (const logic::test& t : f->tests) clauses.back().push_back(translate(t));
    }
  }

  // --- Witnesses.

  // How often a test may pass, as far as the patterns tell: a field that is compared with many texts has many.
  double share(const set_test& t) const {
    switch (t.op) {
      case opcode::test_text: return 1.0 / (1 + texts_at[t.node]);
      case opcode::test_number: return 0.5 / static_cast<double>(1 + node_thresholds[t.node].size());
      case opcode::test_glob:
      case opcode::test_leftmost: return 0.3;
      case opcode::test_less:
      case opcode::test_less_equal:
      case opcode::test_greater:
      case opcode::test_greater_equal: return 0.5;
      case opcode::test_null:
      case opcode::test_true:
      case opcode::test_false: return 0.6;
      case opcode::test_finite:
      case opcode::test_comparable: return 0.9;
      case opcode::test_exists: return 0.95;
      case opcode::test_phrase:
      case opcode::test_regex:
      case opcode::branch_if:
      case opcode::branch_unless:
      case opcode::accept:
      case opcode::reject: break;  // not filed under
    }
    return 1;
  }

  // A regular expression is not run to find out whether it passes: that there is a text does as well.
  std::uint32_t fileable(std::uint32_t test) {
    const set_test& t = out.tests[test];
    return t.op == opcode::test_regex ? hang(t.node, opcode::test_comparable, none) : test;
  }

  witnesses of(const literal<std::uint32_t>& x) {
    if (x.negated) return {};
    const std::uint32_t test = fileable(x.slot);
    return {share(out.tests[test]), {test}};
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
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto pattern = static_cast<std::uint32_t>(i);
      witnesses chosen = of(*members[i].formula, clauses[i]);
      if (!chosen.any()) {
        out.always.push_back(pattern);
        continue;
      }
      filed.resize(out.tests.size());
      std::sort(chosen.tests.begin(), chosen.tests.end());
      chosen.tests.erase(std::unique(chosen.tests.begin(), chosen.tests.end()), chosen.tests.end());
      for (const std::uint32_t test : chosen.tests) filed[test].push_back(pattern);
    }
    filed.resize(out.tests.size());
  }

  // --- The layout.

  void write_edges() {
    std::stable_sort(edges.begin(), edges.end(), [](const edge& a, const edge& b) {
      if (a.parent != b.parent) return a.parent < b.parent;
      const auto* x = std::get_if<logic::index_step>(a.step);
      const auto* y = std::get_if<logic::index_step>(b.step);
      return x != nullptr && y != nullptr ? x->index < y->index : x == nullptr && y != nullptr;
    });
    std::size_t at = 0;
    for (std::uint32_t parent = 0; parent < out.nodes.size(); ++parent) {
      node& n = out.nodes[parent];
      n.fields.begin = static_cast<std::uint32_t>(out.fields.size());
      n.indices.begin = static_cast<std::uint32_t>(out.indices.size());
      for (; at < edges.size() && edges[at].parent == parent; ++at) {
        if (const auto* name = std::get_if<logic::name_step>(edges[at].step)) {
          out.fields.push_back({name->name, head_of(name->name), edges[at].child});
          n.names[name_bit(name->name) / 64] |= std::uint64_t{1} << name_bit(name->name) % 64;
        } else {
          out.indices.push_back({std::get_if<logic::index_step>(edges[at].step)->index, edges[at].child});
        }
      }
      n.fields.end = static_cast<std::uint32_t>(out.fields.size());
      n.indices.end = static_cast<std::uint32_t>(out.indices.size());
    }
    index_fields(out);
  }

  void write_thresholds() {
    for (std::size_t at = 0; at < node_thresholds.size(); ++at) {
      const std::vector<support::decimal>& all = node_thresholds[at];
      std::vector<std::uint32_t> order(all.size()), place(all.size());
      for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return support::compare(all[a].view(), all[b].view()) < 0; });
      for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
      out.plans[at].thresholds.begin = static_cast<std::uint32_t>(out.thresholds.size());
      for (const std::uint32_t i : order) out.thresholds.push_back(all[i]);
      out.plans[at].thresholds.end = static_cast<std::uint32_t>(out.thresholds.size());
      sorted_places.push_back(std::move(place));
    }
    for (set_test& t : out.tests) {
      if (t.threshold != none) t.threshold = sorted_places[t.node][t.threshold];
    }
  }

  void write_text_slots() {
    if (out.texts.empty()) return;
    out.text_slots.assign(std::bit_ceil(2 * out.texts.size()), text_slot(0, none));
    const std::size_t last = out.text_slots.size() - 1;
    for (std::uint32_t i = 0; i < out.texts.size(); ++i) {
      std::size_t at = out.texts[i].hash & last;
      while (static_cast<std::uint32_t>(out.text_slots[at]) != none) at = (at + 1) & last;
      out.text_slots[at] = text_slot(out.texts[i].hash, i);
    }
  }

  // What the pattern asks for besides the test it is filed under: of its conditions that must hold the one that seems
  // to hold least often, of those that a glance decides.
  posting demand(std::uint32_t pattern, std::size_t witness) const {
    posting made{pattern, none, none};
    const logic::formula& formula = *members[pattern].formula;
    const logic::node& root = formula.nodes[formula.root];
    if (root.how != logic::connective::all) return made;
    double least = 2;
    for (const std::uint32_t part : root.parts) {
      if (formula.nodes[part].how != logic::connective::test) continue;
      const clause<std::uint32_t>& c = clauses[pattern][formula.nodes[part].test];
      const set_test& t = out.tests[c.first.slot];
      const bool at_a_glance =
          !c.has_second && !c.first.negated && t.op == opcode::test_text && !out.nodes[t.node].repeats;
      if (!at_a_glance || c.first.slot == witness || share(t) >= least) continue;
      least = share(t);
      made = {pattern, t.node, t.text};
    }
    return made;
  }

  void write_postings() {
    for (std::size_t i = 0; i < out.tests.size(); ++i) {
      out.tests[i].filed.begin = static_cast<std::uint32_t>(out.postings.size());
      for (const std::uint32_t pattern : filed[i]) out.postings.push_back(demand(pattern, i));
      out.tests[i].filed.end = static_cast<std::uint32_t>(out.postings.size());
      if (!filed[i].empty()) out.plans[out.tests[i].node].calls_up = true;
    }
  }

  static bool is_presence(opcode op) noexcept {
    return op == opcode::test_exists || op == opcode::test_comparable || op == opcode::test_finite ||
           op == opcode::test_null || op == opcode::test_true || op == opcode::test_false;
  }

  // The witnesses of each node for which `wanted` holds, in a row.
  template <class Wanted, class Begin>
  void write_witnesses(std::vector<std::uint32_t>& into, const Wanted& wanted, const Begin& where) {
    std::vector<std::uint32_t> chosen;
    for (std::uint32_t i = 0; i < out.tests.size(); ++i) {
      if (!filed[i].empty() && wanted(out.tests[i])) chosen.push_back(i);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
      const set_test &x = out.tests[a], &y = out.tests[b];
      return x.node != y.node ? x.node < y.node : x.threshold < y.threshold;
    });
    for (std::size_t i = 0; i < chosen.size();) {
      const std::uint32_t at = out.tests[chosen[i]].node;
      range& r = where(out.plans[at]);
      r.begin = static_cast<std::uint32_t>(into.size());
      for (; i < chosen.size() && out.tests[chosen[i]].node == at; ++i) into.push_back(chosen[i]);
      r.end = static_cast<std::uint32_t>(into.size());
    }
  }

  void write_orderings() {
    const auto write = [&](opcode op, range set_orderings::*which) {
      write_witnesses(
          out.filed_orderings, [op](const set_test& t) { return t.op == op; },
          [which](set_node& p) -> range& { return p.orderings.*which; });
    };
    write(opcode::test_less, &set_orderings::less);
    write(opcode::test_less_equal, &set_orderings::less_equal);
    write(opcode::test_greater, &set_orderings::greater);
    write(opcode::test_greater_equal, &set_orderings::greater_equal);
  }

  static bool is_wildcard(opcode op) noexcept { return op == opcode::test_glob || op == opcode::test_leftmost; }

  const std::string& longest_piece(const set_test& t) const {
    const auto& pieces = std::get_if<logic::wildcard_operand>(&out.constants[t.constant])->pieces.pieces;
    return *std::max_element(pieces.begin(), pieces.end(),
                             [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }

  // Of the four-byte runs of a piece the one that the fewest others have taken.
  static std::uint32_t choose_gram(const std::string& piece, std::unordered_map<std::uint32_t, std::uint32_t>& taken) {
    std::uint32_t best = 0, fewest = none;
    for (std::size_t i = 0; i + gram_bytes <= piece.size(); ++i) {
      const auto bytes = support::load_four(piece.data() + i);
      const auto it = taken.find(bytes);
      const std::uint32_t count = it == taken.end() ? 0 : it->second;
      if (count < fewest) {
        fewest = count;
        best = bytes;
      }
    }
    ++taken[best];
    return best;
  }

  void write_grams(set_node& plan, std::span<const std::uint32_t> tests) {
    std::unordered_map<std::uint32_t, std::uint32_t> taken;
    plan.grams.begin = static_cast<std::uint32_t>(out.grams.size());
    for (const std::uint32_t test : tests) {
      out.grams.push_back({choose_gram(longest_piece(out.tests[test]), taken), test});
    }
    plan.grams.end = static_cast<std::uint32_t>(out.grams.size());
    std::sort(out.grams.begin() + plan.grams.begin, out.grams.end(),
              [](const set_gram& a, const set_gram& b) { return a.bytes < b.bytes; });
    plan.gram_filter = {static_cast<std::uint32_t>(out.gram_filters.size()),
                        static_cast<std::uint32_t>(out.gram_filters.size()) + gram_filter_words};
    out.gram_filters.resize(plan.gram_filter.end, 0);
    for (std::uint32_t i = plan.grams.begin; i < plan.grams.end; ++i) {
      const std::uint32_t bit = gram_bit(out.grams[i].bytes);
      out.gram_filters[plan.gram_filter.begin + bit / 64] |= std::uint64_t{1} << bit % 64;
    }
  }

  void write_wildcards() {
    write_witnesses(
        out.filed_tests, [&](const set_test& t) { return is_wildcard(t.op) && longest_piece(t).size() < gram_bytes; },
        [](set_node& p) -> range& { return p.short_globs; });
    std::vector<std::uint32_t> others;
    std::vector<range> at(out.plans.size());
    write_witnesses(
        others, [&](const set_test& t) { return is_wildcard(t.op) && longest_piece(t).size() >= gram_bytes; },
        [&](set_node& p) -> range& { return at[static_cast<std::size_t>(&p - out.plans.data())]; });
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (at[i].begin == at[i].end) continue;
      write_grams(out.plans[i], std::span(others).subspan(at[i].begin, at[i].end - at[i].begin));
    }
  }

  void write_verdicts() {
    for (std::size_t i = 0; i < members.size(); ++i) {
      out.verdicts.push_back(static_cast<std::uint32_t>(out.instructions.size()));
      out.names.push_back(members[i].name);
      write_verdict(*members[i].formula, clauses[i], out.instructions);
    }
  }

  set_code run() {
    plant_members();
    file_members();
    write_edges();
    write_thresholds();
    write_text_slots();
    write_postings();
    write_witnesses(
        out.filed_tests, [](const set_test& t) { return is_presence(t.op); },
        [](set_node& p) -> range& { return p.presence; });
    write_witnesses(
        out.filed_tests, [](const set_test& t) { return t.op == opcode::test_number; },
        [](set_node& p) -> range& { return p.numbers; });
    write_orderings();
    write_wildcards();
    write_verdicts();
    out.identity = std::make_shared<const int>(0);
    return std::move(out);
  }
};

COVERWATCH_FUNC set_code compile_set(std::span<const set_member> members) { return set_compilation{members}.run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::program
