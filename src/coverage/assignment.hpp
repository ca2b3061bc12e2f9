// SPDX-License-Identifier: Apache-2.0
// What an assignment asks of one node of an event that is being put together. A node may be seen through several places
// at once (a named child is an element, too): all that fails there fails for each; what holds is asked of the one
// element that it was dealt to. Answers questions, builds nothing; what answers *no* says why.
#pragma once

#include "coverage/proof.hpp"
#include "coverage/realise.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// A place as one node sees it. Through a plain place all its atoms are asked of this node; through a wildcard only
// those dealt to it need hold, while all that fail must fail.
struct view {
  std::uint32_t place = 0;
  bool plain = true;
  std::uint32_t element = 0;              // the term that the wildcard stands for, when not plain
  std::vector<std::uint32_t> dealt = {};  // atoms, when not plain
};
using views = std::vector<view>;

struct assignment {
  const problem& p;
  const operand_texts& texts;
  const std::vector<truth>& atoms;
  proof& steps;
  domain::budget& left;
  words which;
  doubt why = doubt::nothing;
  reason fault = {};  // of the last `no`

  answer refused(reason because) {
    fault = because;
    return answer::no;
  }

  answer doubtful(doubt reason) {
    if (why == doubt::nothing) why = reason;
    return answer::unknown;
  }

  // --- What a view asks.

  bool must_hold(const view& v, std::uint32_t a) const {
    return atoms[a] == truth::holds && (v.plain || std::find(v.dealt.begin(), v.dealt.end(), a) != v.dealt.end());
  }

  fact held(const view& v, std::uint32_t a) const { return v.plain ? fact::of({a, true}) : fact::dealt(a, v.element); }

  // An atom that must hold at the place or below it, when there is one.
  std::optional<fact> asked_below(const view& v, std::uint32_t place) const {
    for (const std::uint32_t child : p.places[place].children) {
      if (const auto found = asked_at(v, child)) return found;
    }
    return std::nullopt;
  }
  std::optional<fact> asked_at(const view& v, std::uint32_t place) const {
    for (const std::uint32_t a : p.places[place].atoms) {
      if (must_hold(v, a)) return held(v, a);
    }
    return asked_below(v, place);
  }
  std::optional<fact> asked(const views& all) const {
    for (const view& v : all) {
      if (const auto found = asked_at(v, v.place)) return found;
    }
    return std::nullopt;
  }
  std::optional<fact> asked_below(const views& all) const {
    for (const view& v : all) {
      if (const auto found = asked_below(v, v.place)) return found;
    }
    return std::nullopt;
  }

  // --- The node's own atoms, for each kind.

  // Calls `use` with each atom, whether it holds, and the fact that says so; false as soon as `use` is, and that fact
  // is the fault.
  template <class Use>
  bool each_atom(const views& all, const Use& use) {
    for (const view& v : all) {
      for (const std::uint32_t a : p.places[v.place].atoms) {
        const bool holds = must_hold(v, a);
        if (!holds && atoms[a] != truth::fails) continue;
        const fact f = holds ? held(v, a) : fact::of({a, false});
        if (use(p.atoms[a], holds, f)) continue;
        fault = reason::of(f);
        return false;
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
      case ask::greater_equal:
      case ask::contains: break;
    }
    return false;
  }

  // `= *` asks no more than to be comparable.
  bool is_any_text(const atom& a) const {
    if (p.form == logic::form::message || a.ask != ask::equal) return false;
    const auto* wildcard = std::get_if<logic::wildcard_operand>(p.operands[a.operand]);
    return wildcard != nullptr && support::matches_everything(wildcard->pieces);
  }

  // Neither a string nor a number. What is asked of the text of an event is another matter.
  bool allows(const views& all, value_kind kind) {
    return each_atom(
        all, [&](const atom& a, bool holds, fact) { return a.ask == ask::contains || passes(a.ask, kind) == holds; });
  }

  // --- Children.

  // The places behind an edge, as the element sees them that nothing is dealt to.
  void add_children(const view& v, edge how, std::uint32_t element, views& out) const {
    for (const std::uint32_t child : p.places[v.place].children) {
      if (p.places[child].how == how) out.push_back({child, false, element, {}});
    }
  }

  template <class Same>
  void add_child(const view& v, edge how, const Same& same, views& out) const {
    for (const std::uint32_t child : p.places[v.place].children) {
      if (p.places[child].how == how && same(p.places[child])) out.push_back({child, v.plain, v.element, v.dealt});
    }
  }

  views element_views(const views& all, bool of_array, std::uint32_t element) const {
    views out;
    for (const view& v : all) {
      add_children(v, edge::any, element, out);
      if (of_array) add_children(v, edge::element, element, out);
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
    for (const std::uint32_t a : p.places[place].atoms) {
      if (must_hold(v, a)) out.push_back(a);
    }
    for (const std::uint32_t child : p.places[place].children) collect_held(v, child, out);
  }

  static void deal(views& element, const std::vector<std::uint32_t>& dealt) {
    for (view& v : element) {
      if (!v.plain) v.dealt.insert(v.dealt.end(), dealt.begin(), dealt.end());
    }
  }

  // An atom that asks for a child behind one of the edges that this kind of value does not have.
  std::optional<fact> asked_through(const views& all, std::initializer_list<edge> edges) const {
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (std::find(edges.begin(), edges.end(), p.places[child].how) == edges.end()) continue;
        if (const auto found = asked_at(v, child)) return found;
      }
    }
    return std::nullopt;
  }
};

// A string or number that passes, appended to `out`. `some_text` gives the text itself; of a message there is no kind.
answer some_text(assignment& a, const views& all, std::uint32_t term, std::string& out);
answer some_string(assignment& a, const views& all, std::uint32_t term, std::string& out);
answer some_number(assignment& a, const views& all, std::uint32_t term, std::string& out);

// A message whose tokens pass.
answer some_columns(assignment& a, std::string& out);

// --- What is asked of the event as it is written. Under the assumption that it is canonical JSON, some atoms that hold
// make sure of pieces of its text.

// Whether it makes sure of a phrase that it must not contain; then that is the fault.
bool contradicts_texts(assignment& a);
// Appends members to an object that is open, one for each phrase that it must contain and does not yet.
void add_phrases(const assignment& a, std::string& object);

// The pieces of a question about texts that are asked of one node.
struct text_facts {
  std::vector<const domain::text_set*> inside, outside;
  facts inside_facts, outside_facts;
};
reason no_text(assignment& asked, std::uint32_t term, const text_facts& q, domain::text_proof&& why);
std::vector<std::string_view> suggestions(const assignment& asked, const views& all);
domain::number_test number_test(const assignment& asked, const atom& a);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
