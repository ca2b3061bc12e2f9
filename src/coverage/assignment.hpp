// SPDX-License-Identifier: Apache-2.0
// What an assignment asks of one node of an event that is being put together. A node may be seen through several places
// at once (a named child is an element, too): all that fails there fails for each; what holds is asked of the one
// element that it was dealt to. Answers questions, builds nothing.
#pragma once

#include "coverage/realise.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// A place as one node sees it. Through a plain place all its atoms are asked of this node; through a wildcard only
// those dealt to it need hold, while all that fail must fail.
struct view {
  std::uint32_t place = 0;
  bool plain = true;
  std::vector<std::uint32_t> dealt = {};  // atoms, when not plain
};
using views = std::vector<view>;
enum class value_kind : std::uint8_t { string, number, true_, false_, null, object, array };

struct assignment {
  const problem& p;
  const operand_texts& texts;
  const std::vector<truth>& atoms;
  domain::budget& left;
  words which;
  std::vector<std::vector<std::uint32_t>> atoms_at = {};  // of each place
  doubt why = doubt::nothing;

  void index_atoms() {
    atoms_at.resize(p.places.size());
    for (std::uint32_t a = 0; a < p.atoms.size(); ++a) {
      if (atoms[a] != truth::open) atoms_at[p.atoms[a].place].push_back(a);
    }
  }

  answer doubtful(doubt reason) {
    if (why == doubt::nothing) why = reason;
    return answer::unknown;
  }

  // --- What a view asks.

  bool must_hold(const view& v, std::uint32_t a) const {
    return atoms[a] == truth::holds && (v.plain || std::find(v.dealt.begin(), v.dealt.end(), a) != v.dealt.end());
  }

  bool asks_below(const view& v, std::uint32_t place) const {
    const auto held = [&](std::uint32_t a) { return must_hold(v, a); };
    return std::any_of(p.places[place].children.begin(), p.places[place].children.end(), [&](std::uint32_t child) {
      return std::any_of(atoms_at[child].begin(), atoms_at[child].end(), held) || asks_below(v, child);
    });
  }
  bool asks_something(const view& v) const {
    const auto held = [&](std::uint32_t a) { return must_hold(v, a); };
    return std::any_of(atoms_at[v.place].begin(), atoms_at[v.place].end(), held) || asks_below(v, v.place);
  }
  bool asks_something(const views& all) const {
    return std::any_of(all.begin(), all.end(), [&](const view& v) { return asks_something(v); });
  }
  bool asks_below(const views& all) const {
    return std::any_of(all.begin(), all.end(), [&](const view& v) { return asks_below(v, v.place); });
  }

  // --- The node's own atoms, for each kind.

  template <class Use>
  bool each_atom(const views& all, const Use& use) const {  // false as soon as `use` is
    for (const view& v : all) {
      for (const std::uint32_t a : atoms_at[v.place]) {
        if (must_hold(v, a) && !use(p.atoms[a], true)) return false;
        if (atoms[a] == truth::fails && !use(p.atoms[a], false)) return false;
      }
    }
    return true;
  }

  // Whether an atom without an operand passes for the kind; the others are asked of the value itself.
  static bool passes(ask what, value_kind kind) {
    const bool comparable = kind == value_kind::string || kind == value_kind::number;
    switch (what) {
      case ask::exists: return true;
      case ask::comparable:
      case ask::finite: return comparable;
      case ask::null: return kind == value_kind::null;
      case ask::true_: return kind == value_kind::true_;
      case ask::false_: return kind == value_kind::false_;
      case ask::equal:
      case ask::less:
      case ask::less_equal:
      case ask::greater:
      case ask::greater_equal: break;
    }
    return false;
  }

  // Neither a string nor a number.
  bool allows(const views& all, value_kind kind) const {
    return each_atom(all, [&](const atom& a, bool holds) { return passes(a.ask, kind) == holds; });
  }

  // --- Children.

  // The places behind an edge, as a child sees them that nothing is dealt to.
  void add_children(const view& v, edge how, views& out) const {
    for (const std::uint32_t child : p.places[v.place].children) {
      if (p.places[child].how == how) out.push_back({child, false, {}});
    }
  }

  template <class Same>
  void add_child(const view& v, edge how, const Same& same, views& out) const {
    for (const std::uint32_t child : p.places[v.place].children) {
      if (p.places[child].how == how && same(p.places[child])) out.push_back({child, v.plain, v.dealt});
    }
  }

  views element_views(const views& all, bool of_array) const {
    views out;
    for (const view& v : all) {
      add_children(v, edge::any, out);
      if (of_array) add_children(v, edge::element, out);
    }
    return out;
  }

  // What wildcards below this node ask of some element.
  std::vector<std::uint32_t> dealt_atoms(const views& all, edge how) const {
    std::vector<std::uint32_t> out;
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (p.places[child].how == how) collect_held(v, child, out);
      }
    }
    return out;
  }
  void collect_held(const view& v, std::uint32_t place, std::vector<std::uint32_t>& out) const {
    for (const std::uint32_t a : atoms_at[place]) {
      if (must_hold(v, a)) out.push_back(a);
    }
    for (const std::uint32_t child : p.places[place].children) collect_held(v, child, out);
  }

  static void deal(views& element, const std::vector<std::uint32_t>& dealt) {
    for (view& v : element) {
      if (!v.plain) v.dealt.insert(v.dealt.end(), dealt.begin(), dealt.end());
    }
  }

  // Whether a child reached by one of the edges that this kind of value does not have is asked for.
  bool asks_through(const views& all, std::initializer_list<edge> edges) const {
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        const bool through = std::find(edges.begin(), edges.end(), p.places[child].how) != edges.end();
        if (through && asks_something(view{child, v.plain, v.dealt})) return true;
      }
    }
    return false;
  }
};

// A string or number that passes, appended to `out`. `some_text` gives the text itself.
answer some_text(assignment& a, const views& all, std::string& out);
answer some_string(assignment& a, const views& all, std::string& out);
answer some_number(assignment& a, const views& all, std::string& out);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
