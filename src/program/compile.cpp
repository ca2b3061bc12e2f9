// SPDX-License-Identifier: Apache-2.0
// Normal form to bytecode; the external entry is `compile`. Three steps: plant the selectors in one tree and hang the
// tests on its nodes, number nodes and slots in preorder, write the verdict as branches. Never reorders what a pattern
// says.
#include "program/compile.hpp"

#include "program/verdict.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::program {

// The tree while it grows: children in the order of arrival, tests not yet numbered.
struct draft_test {
  opcode op;
  std::uint32_t constant;
  std::uint32_t slot = none;
};
struct draft_node {
  std::vector<field_edge> fields;
  std::vector<index_edge> indices;
  std::uint32_t any = none;
  std::uint32_t element = none;
  std::vector<draft_test> tests;
  bool repeats = false;
  std::uint32_t number = none;  // of the node, in preorder
};

// A test by its draft: `node` and the place in that node's tests.
struct draft_slot {
  std::uint32_t node = 0;
  std::size_t test = 0;
};

struct compilation {
  const logic::formula& f;
  wildcards dialect;
  code out;
  std::vector<draft_node> drafts{draft_node{}};
  std::vector<std::uint32_t> order;  // drafts in preorder

  // --- The tree.

  std::uint32_t new_child(std::uint32_t parent, bool repeats) {
    const bool below = drafts[parent].repeats;
    drafts.push_back({});
    drafts.back().repeats = repeats || below;
    return static_cast<std::uint32_t>(drafts.size() - 1);
  }

  std::uint32_t child(std::uint32_t parent, const logic::step& step) {
    if (const auto* name = std::get_if<logic::name_step>(&step)) {
      for (const field_edge& e : drafts[parent].fields) {
        if (e.name == name->name) return e.node;
      }
      const std::uint32_t made = new_child(parent, false);
      drafts[parent].fields.push_back({name->name, head_of(name->name), made});
      return made;
    }
    if (const auto* index = std::get_if<logic::index_step>(&step)) {
      for (const index_edge& e : drafts[parent].indices) {
        if (e.index == index->index) return e.node;
      }
      const std::uint32_t made = new_child(parent, false);
      drafts[parent].indices.push_back({index->index, made});
      return made;
    }
    if (drafts[parent].any == none) {
      const std::uint32_t made = new_child(parent, true);
      drafts[parent].any = made;
    }
    return drafts[parent].any;
  }

  std::uint32_t element_child(std::uint32_t parent) {
    if (drafts[parent].element == none) {
      const std::uint32_t made = new_child(parent, true);
      drafts[parent].element = made;
    }
    return drafts[parent].element;
  }

  std::uint32_t plant(const logic::selector& s, std::size_t steps) {
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < steps; ++i) at = child(at, s.steps[i]);
    return at;
  }

  using slot = draft_slot;  // as a translation calls it

  draft_slot hang(std::uint32_t at, opcode op, std::uint32_t constant) {
    std::vector<draft_test>& tests = drafts[at].tests;
    const auto it = std::find_if(tests.begin(), tests.end(),
                                 [&](const draft_test& t) { return t.op == op && t.constant == constant; });
    const draft_slot here{at, static_cast<std::size_t>(it - tests.begin())};
    if (it == tests.end()) tests.push_back({op, constant});
    return here;
  }

  // --- Numbering: nodes in preorder, slots in the order of the nodes.

  void sort_children(draft_node& d) const {
    std::sort(d.fields.begin(), d.fields.end(), [](const field_edge& a, const field_edge& b) {
      return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
    });
    std::sort(d.indices.begin(), d.indices.end(),
              [](const index_edge& a, const index_edge& b) { return a.index < b.index; });
  }

  std::vector<std::uint32_t> children(const draft_node& d) const {
    std::vector<std::uint32_t> all;
    for (const field_edge& e : d.fields) all.push_back(e.node);
    for (const index_edge& e : d.indices) all.push_back(e.node);
    if (d.any != none) all.push_back(d.any);
    if (d.element != none) all.push_back(d.element);
    return all;
  }

  void number_nodes() {
    std::vector<std::uint32_t> waiting{0};
    while (!waiting.empty()) {
      const std::uint32_t at = waiting.back();
      waiting.pop_back();
      drafts[at].number = static_cast<std::uint32_t>(order.size());
      order.push_back(at);
      sort_children(drafts[at]);
      const std::vector<std::uint32_t> below = children(drafts[at]);
      waiting.insert(waiting.end(), below.rbegin(), below.rend());
    }
  }

  std::uint32_t final_number(std::uint32_t draft) const { return draft == none ? none : drafts[draft].number; }

  void write_tests(draft_node& d, node& n) {
    n.tests.begin = static_cast<std::uint32_t>(out.instructions.size());
    n.slots.begin = out.slots;
    for (draft_test& t : d.tests) {
      t.slot = out.slots++;
      out.instructions.push_back(make(t.op, t.slot, t.constant));
    }
    n.tests.end = static_cast<std::uint32_t>(out.instructions.size());
    n.slots.end = out.slots;
  }

  void write_edges(const draft_node& d, node& n) {
    n.fields.begin = static_cast<std::uint32_t>(out.fields.size());
    for (const field_edge& e : d.fields) {
      out.fields.push_back({e.name, e.head, final_number(e.node)});
      n.names[name_bit(e.name) / 64] |= std::uint64_t{1} << name_bit(e.name) % 64;
    }
    n.fields.end = static_cast<std::uint32_t>(out.fields.size());
    n.indices.begin = static_cast<std::uint32_t>(out.indices.size());
    for (const index_edge& e : d.indices) out.indices.push_back({e.index, final_number(e.node)});
    n.indices.end = static_cast<std::uint32_t>(out.indices.size());
    n.any = final_number(d.any);
    n.element = final_number(d.element);
    n.repeats = d.repeats;
  }

  void write_nodes() {
    for (const std::uint32_t at : order) {
      out.nodes.push_back({});
      write_tests(drafts[at], out.nodes.back());
      write_edges(drafts[at], out.nodes.back());
    }
    // Slots rise with the nodes, so the last child's range ends the parent's.
    for (std::size_t i = order.size(); i-- > 0;) {
      for (const std::uint32_t below : children(drafts[order[i]])) {
        out.nodes[i].slots.end = std::max(out.nodes[i].slots.end, out.nodes[drafts[below].number].slots.end);
      }
    }
  }

  // --- The verdict.

  literal<std::uint32_t> numbered(const literal<draft_slot>& x) const {
    return {drafts[x.slot.node].tests[x.slot.test].slot, x.negated};
  }

  void write_verdict(const std::vector<clause<draft_slot>>& drafted) {
    std::vector<clause<std::uint32_t>> clauses;
    for (const auto& c : drafted) {
      clauses.push_back(
          {numbered(c.first), c.has_second, c.has_second ? numbered(c.second) : numbered(c.first), c.both});
    }
    out.verdict = static_cast<std::uint32_t>(out.instructions.size());
    program::write_verdict(f, clauses, out.instructions);
  }

  // --- Messages.

  void write_layout() {
    out.form = f.form;
    out.layout.columns = static_cast<std::uint32_t>(f.columns.size());
    for (std::uint32_t i = 0; i < f.columns.size(); ++i) {
      if (f.columns[i].how == logic::column::kind::ellipsis) out.layout.ellipsis = i;
    }
  }

  // Finding one phrase settles the verdict where it is one of several alternatives, or must not occur.
  bool decisive(std::uint32_t operand) const {
    if (f.nodes[f.root].how == logic::connective::any) return true;
    return std::any_of(f.tests.begin(), f.tests.end(), [&](const logic::test& t) {
      return t.operand == operand && t.how == logic::relation::not_equal;
    });
  }

  void write_phrases() {
    std::vector<support::phrase_set::phrase> phrases;
    for (const draft_test& t : drafts.front().tests) {
      if (t.op != opcode::test_phrase) continue;
      phrases.push_back({std::get_if<logic::phrase_operand>(&f.operands[t.constant])->text, decisive(t.constant)});
    }
    if (!phrases.empty()) out.phrases = support::phrase_set(std::move(phrases));
  }

  code run() {
    write_layout();
    std::vector<clause<draft_slot>> clauses;
    translation<compilation> translate{f, dialect, *this};
    for (const logic::test& t : f.tests) clauses.push_back(translate(t));
    number_nodes();
    write_nodes();
    index_fields(out);
    write_phrases();
    write_verdict(clauses);
    out.constants = f.operands;
    return std::move(out);
  }
};

COVERWATCH_FUNC code compile(const logic::formula& f, wildcards dialect) {
  return compilation{f, dialect, {}, {draft_node{}}, {}}.run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
