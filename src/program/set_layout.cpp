// SPDX-License-Identifier: Apache-2.0
// The layout of a set's program: what the values of each node call up stands in a row, sorted as it is looked for.
#include "program/set_draft.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::program {

COVERWATCH_FUNC double set_draft::share(const set_test& t) const noexcept {
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

struct set_layout {
  set_draft& d;
  std::vector<std::vector<std::uint32_t>> sorted_places = {};  // of each node: where its thresholds go

  void write_edges() {
    std::stable_sort(d.edges.begin(), d.edges.end(), [](const set_draft::edge& a, const set_draft::edge& b) {
      if (a.parent != b.parent) return a.parent < b.parent;
      const auto* x = std::get_if<logic::index_step>(a.step);
      const auto* y = std::get_if<logic::index_step>(b.step);
      return x != nullptr && y != nullptr ? x->index < y->index : x == nullptr && y != nullptr;
    });
    std::size_t at = 0;
    for (std::uint32_t parent = 0; parent < d.out.nodes.size(); ++parent) {
      node& n = d.out.nodes[parent];
      n.fields.begin = static_cast<std::uint32_t>(d.out.fields.size());
      n.indices.begin = static_cast<std::uint32_t>(d.out.indices.size());
      for (; at < d.edges.size() && d.edges[at].parent == parent; ++at) {
        if (const auto* name = std::get_if<logic::name_step>(d.edges[at].step)) {
          d.out.fields.push_back({name->name, head_of(name->name), d.edges[at].child});
          n.names[name_bit(name->name) / 64] |= std::uint64_t{1} << name_bit(name->name) % 64;
        } else {
          d.out.indices.push_back({std::get_if<logic::index_step>(d.edges[at].step)->index, d.edges[at].child});
        }
      }
      n.fields.end = static_cast<std::uint32_t>(d.out.fields.size());
      n.indices.end = static_cast<std::uint32_t>(d.out.indices.size());
    }
    index_fields(d.out);
  }

  void write_thresholds() {
    for (std::size_t at = 0; at < d.node_thresholds.size(); ++at) {
      const std::vector<support::decimal>& all = d.node_thresholds[at];
      std::vector<std::uint32_t> order(all.size()), place(all.size());
      for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return support::compare(all[a].view(), all[b].view()) < 0; });
      for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
      d.out.plans[at].thresholds.begin = static_cast<std::uint32_t>(d.out.thresholds.size());
      for (const std::uint32_t i : order) d.out.thresholds.push_back(all[i]);
      d.out.plans[at].thresholds.end = static_cast<std::uint32_t>(d.out.thresholds.size());
      sorted_places.push_back(std::move(place));
    }
    for (set_test& t : d.out.tests) {
      if (t.threshold != none) t.threshold = sorted_places[t.node][t.threshold];
    }
  }

  void write_text_slots() {
    if (d.out.texts.empty()) return;
    d.out.text_slots.assign(std::bit_ceil(2 * d.out.texts.size()), text_slot(0, none));
    const std::size_t last = d.out.text_slots.size() - 1;
    for (std::uint32_t i = 0; i < d.out.texts.size(); ++i) {
      std::size_t at = d.out.texts[i].hash & last;
      while (static_cast<std::uint32_t>(d.out.text_slots[at]) != none) at = (at + 1) & last;
      d.out.text_slots[at] = text_slot(d.out.texts[i].hash, i);
    }
  }

  // What the pattern asks for besides the test it is filed under: of its conditions that must hold the one that seems
  // to hold least often, of those that a glance decides.
  posting demand(std::uint32_t pattern, std::size_t witness) const {
    posting made{pattern, none, none};
    const logic::formula& formula = *d.members[pattern].formula;
    const logic::node& root = formula.nodes[formula.root];
    if (root.how != logic::connective::all) return made;
    double least = 2;
    for (const std::uint32_t part : root.parts) {
      if (formula.nodes[part].how != logic::connective::test) continue;
      const clause<std::uint32_t>& c = d.clauses[pattern][formula.nodes[part].test];
      const set_test& t = d.out.tests[c.first.slot];
      const bool at_a_glance =
          !c.has_second && !c.first.negated && t.op == opcode::test_text && !d.out.nodes[t.node].repeats;
      if (!at_a_glance || c.first.slot == witness || d.share(t) >= least) continue;
      least = d.share(t);
      made = {pattern, t.node, t.text};
    }
    return made;
  }

  void write_postings() {
    for (std::size_t i = 0; i < d.out.tests.size(); ++i) {
      d.out.tests[i].filed.begin = static_cast<std::uint32_t>(d.out.postings.size());
      for (const std::uint32_t pattern : d.filed[i]) d.out.postings.push_back(demand(pattern, i));
      d.out.tests[i].filed.end = static_cast<std::uint32_t>(d.out.postings.size());
      if (!d.filed[i].empty()) d.out.plans[d.out.tests[i].node].calls_up = true;
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
    for (std::uint32_t i = 0; i < d.out.tests.size(); ++i) {
      if (!d.filed[i].empty() && wanted(d.out.tests[i])) chosen.push_back(i);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
      const set_test &x = d.out.tests[a], &y = d.out.tests[b];
      return x.node != y.node ? x.node < y.node : x.threshold < y.threshold;
    });
    for (std::size_t i = 0; i < chosen.size();) {
      const std::uint32_t at = d.out.tests[chosen[i]].node;
      range& r = where(d.out.plans[at]);
      r.begin = static_cast<std::uint32_t>(into.size());
      for (; i < chosen.size() && d.out.tests[chosen[i]].node == at; ++i) into.push_back(chosen[i]);
      r.end = static_cast<std::uint32_t>(into.size());
    }
  }

  void write_orderings() {
    const auto write = [&](opcode op, range set_orderings::*which) {
      write_witnesses(
          d.out.filed_orderings, [op](const set_test& t) { return t.op == op; },
          [which](set_node& p) -> range& { return p.orderings.*which; });
    };
    write(opcode::test_less, &set_orderings::less);
    write(opcode::test_less_equal, &set_orderings::less_equal);
    write(opcode::test_greater, &set_orderings::greater);
    write(opcode::test_greater_equal, &set_orderings::greater_equal);
  }

  static bool is_wildcard(opcode op) noexcept { return op == opcode::test_glob || op == opcode::test_leftmost; }

  const std::string& longest_piece(const set_test& t) const {
    const auto& pieces = std::get_if<logic::wildcard_operand>(&d.out.constants[t.constant])->pieces.pieces;
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
    plan.grams.begin = static_cast<std::uint32_t>(d.out.grams.size());
    for (const std::uint32_t test : tests) {
      d.out.grams.push_back({choose_gram(longest_piece(d.out.tests[test]), taken), test});
    }
    plan.grams.end = static_cast<std::uint32_t>(d.out.grams.size());
    std::sort(d.out.grams.begin() + plan.grams.begin, d.out.grams.end(),
              [](const set_gram& a, const set_gram& b) { return a.bytes < b.bytes; });
    plan.gram_filter = {static_cast<std::uint32_t>(d.out.gram_filters.size()),
                        static_cast<std::uint32_t>(d.out.gram_filters.size()) + gram_filter_words};
    d.out.gram_filters.resize(plan.gram_filter.end, 0);
    for (std::uint32_t i = plan.grams.begin; i < plan.grams.end; ++i) {
      const std::uint32_t bit = gram_bit(d.out.grams[i].bytes);
      d.out.gram_filters[plan.gram_filter.begin + bit / 64] |= std::uint64_t{1} << bit % 64;
    }
  }

  void write_wildcards() {
    write_witnesses(
        d.out.filed_tests, [&](const set_test& t) { return is_wildcard(t.op) && longest_piece(t).size() < gram_bytes; },
        [](set_node& p) -> range& { return p.short_globs; });
    std::vector<std::uint32_t> others;
    std::vector<range> at(d.out.plans.size());
    write_witnesses(
        others, [&](const set_test& t) { return is_wildcard(t.op) && longest_piece(t).size() >= gram_bytes; },
        [&](set_node& p) -> range& { return at[static_cast<std::size_t>(&p - d.out.plans.data())]; });
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (at[i].begin == at[i].end) continue;
      write_grams(d.out.plans[i], std::span(others).subspan(at[i].begin, at[i].end - at[i].begin));
    }
  }

  void write_verdicts() {
    for (std::size_t i = 0; i < d.members.size(); ++i) {
      d.out.verdicts.push_back(static_cast<std::uint32_t>(d.out.instructions.size()));
      d.out.names.push_back(d.members[i].name);
      write_verdict(*d.members[i].formula, d.clauses[i], d.out.instructions);
    }
  }

  void run() {
    write_edges();
    write_thresholds();
    write_text_slots();
    write_postings();
    write_witnesses(
        d.out.filed_tests, [](const set_test& t) { return is_presence(t.op); },
        [](set_node& p) -> range& { return p.presence; });
    write_witnesses(
        d.out.filed_tests, [](const set_test& t) { return t.op == opcode::test_number; },
        [](set_node& p) -> range& { return p.numbers; });
    write_orderings();
    write_wildcards();
    write_verdicts();
  }
};

COVERWATCH_FUNC void lay_out(set_draft& draft) { set_layout{draft}.run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::program
