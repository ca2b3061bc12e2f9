// SPDX-License-Identifier: Apache-2.0
// A value is built from the root down: at each node the kinds are tried in turn, and a kind is possible when its own
// atoms allow it and every child can be built. A node may be seen through several places at once (a named child is an
// element, too): all that fails there fails for each; what holds is asked of the one element that it was dealt to.
#include "coverage/realise.hpp"

#include "coverage/vocabulary.hpp"
#include "domain/number.hpp"
#include "domain/text.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <map>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

inline constexpr std::uint64_t most_elements = 10000;

// A place as one node sees it. Through a plain place all its atoms are asked of this node; through a wildcard only
// those dealt to it need hold, while all that fail must fail.
struct view {
  std::uint32_t place = 0;
  bool plain = true;
  std::vector<std::uint32_t> dealt = {};  // atoms, when not plain
};
using views = std::vector<view>;

enum class value_kind : std::uint8_t { string, number, true_, false_, null, object, array };
inline constexpr value_kind all_kinds[] = {value_kind::string, value_kind::number, value_kind::true_,
                                           value_kind::false_, value_kind::null,   value_kind::object,
                                           value_kind::array};

struct builder {
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

  std::vector<std::string_view> suggestions(const views& all) const {
    std::vector<std::string_view> out;
    if (which == words::any) return out;
    for (const view& v : all) {
      for (const atom& a : p.atoms) {
        if (a.place != v.place || a.operand == none) continue;
        if (const auto* text = std::get_if<logic::text_operand>(&p.operands[a.operand])) out.push_back(text->text);
      }
      for (const known_word& known : vocabulary) {
        if (p.places[v.place].how == edge::name && known.field == p.places[v.place].name) out.push_back(known.word);
      }
    }
    return out;
  }

  answer string(const views& all, std::string& out) {
    std::string text;
    const answer found = some_text(all, text);
    if (found == answer::yes) support::json::append_quoted(out, text);
    return found;
  }

  answer some_text(const views& all, std::string& out) {
    std::vector<const domain::text_set*> inside, outside;
    const bool possible = each_atom(all, [&](const atom& a, bool holds) {
      if (a.ask != ask::equal) return passes(a.ask, value_kind::string) == holds;
      (holds ? inside : outside).push_back(&texts.sets[a.operand]);
      return true;
    });
    if (!possible) return answer::no;
    const domain::text_answer found = domain::find_text({inside, outside, suggestions(all)}, left);
    if (found.what == domain::text_answer::kind::none) return answer::no;
    if (found.what == domain::text_answer::kind::unknown) return doubtful(doubt::budget);
    out = found.member;
    return answer::yes;
  }

  static domain::number_relation relation_of(ask what) {
    switch (what) {
      case ask::less: return domain::number_relation::less;
      case ask::less_equal: return domain::number_relation::less_equal;
      case ask::greater: return domain::number_relation::greater;
      case ask::greater_equal: return domain::number_relation::greater_equal;
      case ask::finite: return domain::number_relation::finite;
      case ask::equal:
      case ask::exists:
      case ask::comparable:
      case ask::null:
      case ask::true_:
      case ask::false_: break;
    }
    return domain::number_relation::equal;
  }

  domain::number_test number_test(const atom& a) const {
    if (a.ask == ask::finite) return domain::number_comparison{domain::number_relation::finite, {}};
    const logic::operand& v = p.operands[a.operand];
    if (const auto* n = std::get_if<logic::number_operand>(&v)) {
      return domain::number_comparison{relation_of(a.ask), n->value.view()};
    }
    if (const auto* text = std::get_if<logic::text_operand>(&v)) return domain::number_literal{text->text};
    if (const auto* regex = std::get_if<logic::regex_operand>(&v)) return domain::number_regex{&regex->automaton};
    return domain::number_wildcard{&std::get_if<logic::wildcard_operand>(&v)->pieces, texts.dialect};
  }

  answer number(const views& all, std::string& out) {
    domain::number_question question;
    const bool possible = each_atom(all, [&](const atom& a, bool holds) {
      if (a.ask != ask::finite && a.operand == none) return passes(a.ask, value_kind::number) == holds;
      (holds ? question.inside : question.outside).push_back(number_test(a));
      return true;
    });
    if (!possible) return answer::no;
    const domain::number_answer found = domain::find_number(question, left);
    if (found.what == domain::number_answer::kind::none) return answer::no;
    if (found.what == domain::number_answer::kind::member) {
      out += found.member;
      return answer::yes;
    }
    switch (found.reason) {
      case domain::number_unknown::budget: return doubtful(doubt::budget);
      case domain::number_unknown::too_large: return doubtful(doubt::event_size);
      case domain::number_unknown::text: break;
    }
    return doubtful(doubt::number_text);
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

  answer object(const views& all, std::string& out) {
    if (!allows(all, value_kind::object) || asks_through(all, {edge::index, edge::element})) return answer::no;
    std::map<std::string, views> named;
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (p.places[child].how == edge::name) named.try_emplace(p.places[child].name);
      }
    }
    bool uncertain = false;
    out += '{';
    const std::size_t begin = out.size();
    const auto add = [&](const std::string& name, const views& child) {
      std::string value;
      const answer found = build(child, value);
      if (found == answer::no) return false;
      uncertain = uncertain || found == answer::unknown;
      if (out.size() > begin) out += ',';
      support::json::append_quoted(out, name);
      out += ':' + value;
      return true;
    };
    for (auto& [name, child] : named) {
      for (const view& v : all) {
        add_child(
            v, edge::name, [&](const place& x) { return x.name == name; }, child);
        add_children(v, edge::any, child);
      }
      if (asks_something(child) && !add(name, child)) return answer::no;  // else it is left out
    }
    std::size_t fresh = 0;
    for (const std::uint32_t a : dealt_atoms(all, edge::any)) {
      views element = element_views(all, false);
      deal(element, {a});
      std::string name;
      do name = "x" + std::to_string(++fresh);
      while (named.contains(name));
      if (!add(name, element)) return answer::no;
    }
    out += '}';
    return uncertain ? answer::unknown : answer::yes;
  }

  // --- Arrays.

  struct slots {
    std::map<std::uint64_t, views> at;  // what stands at each index that something is asked of, or bounded
    std::uint64_t end = UINT64_MAX;     // no element may stand here or behind
    std::uint64_t length = 0;           // so many must be there
  };

  // The elements that selectors name by their index, what they allow, and what they demand.
  slots indexed(const views& all, answer& possible) {
    slots s;
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (p.places[child].how == edge::index) s.at.try_emplace(p.places[child].index);
      }
    }
    for (auto& [index, element] : s.at) {
      element = element_views(all, true);
      for (const view& v : all) {
        add_child(
            v, edge::index, [&, wanted = index](const place& x) { return x.index == wanted; }, element);
      }
      std::string unused;
      const answer found = build(element, unused);
      if (asks_something(element)) {
        s.length = std::max(s.length, index + 1);
        if (found == answer::no) possible = answer::no;
        if (index >= most_elements) possible = doubtful(doubt::event_size);
      }
      if (found == answer::no) s.end = std::min(s.end, index);
    }
    views filler = element_views(all, true);
    std::string unused;
    if (!filler.empty() && build(filler, unused) == answer::no) {  // no element without demands of its own
      std::uint64_t free = 0;
      while (s.at.contains(free)) ++free;
      s.end = std::min(s.end, free);
    }
    if (s.length > s.end) possible = answer::no;
    return s;
  }

  // Deals the atoms from `next` on to elements, each to one that is there or to a new one.
  answer place_atoms(const views& all, const std::vector<std::uint32_t>& wanted, std::size_t next, slots& s,
                     std::string& out) {
    if (!left.spend(1)) return doubtful(doubt::budget);
    if (next == wanted.size()) return write_array(all, s, out);
    bool uncertain = false;
    const auto try_at = [&](std::uint64_t index, bool is_new) {
      slots changed = s;
      if (is_new) changed.at.try_emplace(index, element_views(all, true));
      deal(changed.at[index], {wanted[next]});
      changed.length = std::max(changed.length, index + 1);
      std::string unused;
      const answer here = build(changed.at[index], unused);
      if (here == answer::no) return false;
      const answer found = place_atoms(all, wanted, next + 1, changed, out);
      uncertain = uncertain || found == answer::unknown;
      return found == answer::yes;
    };
    std::uint64_t free = 0;
    while (s.at.contains(free)) ++free;
    if (free < s.end && try_at(free, true)) return answer::yes;
    if (s.end != UINT64_MAX) {  // where there is room for ever more, sharing an element gains nothing
      std::vector<std::uint64_t> there;
      for (const auto& each : s.at) there.push_back(each.first);
      for (const std::uint64_t index : there) {
        if (index < s.end && try_at(index, false)) return answer::yes;
      }
    }
    return uncertain ? answer::unknown : answer::no;
  }

  answer write_array(const views& all, const slots& s, std::string& out) {
    bool uncertain = false;
    std::string text = "[";
    for (std::uint64_t i = 0; i < s.length; ++i) {
      const auto known = s.at.find(i);
      std::string value;
      const answer found = build(known != s.at.end() ? known->second : element_views(all, true), value);
      if (found == answer::no) return answer::no;
      uncertain = uncertain || found == answer::unknown;
      text += (i > 0 ? "," : "") + value;
    }
    out += text + "]";
    return uncertain ? answer::unknown : answer::yes;
  }

  answer array(const views& all, std::string& out) {
    if (!allows(all, value_kind::array) || asks_through(all, {edge::name})) return answer::no;
    answer possible = answer::yes;
    slots s = indexed(all, possible);
    if (possible != answer::yes) return possible;
    std::vector<std::uint32_t> wanted = dealt_atoms(all, edge::any);
    const std::vector<std::uint32_t> of_elements = dealt_atoms(all, edge::element);
    wanted.insert(wanted.end(), of_elements.begin(), of_elements.end());
    return place_atoms(all, wanted, 0, s, out);
  }

  // --- One node, which must be there.

  answer build(const views& all, value_kind kind, std::string& out) {
    switch (kind) {
      case value_kind::object: return object(all, out);
      case value_kind::array: return array(all, out);
      case value_kind::string: return asks_below(all) ? answer::no : string(all, out);
      case value_kind::number: return asks_below(all) ? answer::no : number(all, out);
      case value_kind::true_:
      case value_kind::false_:
      case value_kind::null: break;
    }
    if (asks_below(all) || !allows(all, kind)) return answer::no;
    out += kind == value_kind::null ? "null" : kind == value_kind::true_ ? "true" : "false";
    return answer::yes;
  }

  answer build(const views& all, std::string& out) {
    if (!left.spend(1)) return doubtful(doubt::budget);
    bool uncertain = false;
    for (const value_kind kind : all_kinds) {
      std::string value;
      const answer found = build(all, kind, value);
      if (found == answer::yes) {
        out += value;
        return found;
      }
      uncertain = uncertain || found == answer::unknown;
    }
    return uncertain ? answer::unknown : answer::no;
  }
};

COVERWATCH_FUNC domain::text_set texts_of(const logic::operand& v, wildcards dialect) {
  if (const auto* text = std::get_if<logic::text_operand>(&v)) return domain::text_set::literal(text->text);
  if (const auto* number = std::get_if<logic::number_operand>(&v)) return domain::text_set::literal(number->spelling);
  if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&v)) {
    return domain::text_set::wildcard(wildcard->pieces, dialect);
  }
  if (const auto* phrase = std::get_if<logic::phrase_operand>(&v)) {
    return domain::text_set::wildcard({{"", phrase->text, ""}}, dialect);
  }
  const auto* regex = std::get_if<logic::regex_operand>(&v);
  return domain::text_set::regex(*support::parse_regex(regex->body, SIZE_MAX));
}

COVERWATCH_FUNC operand_texts::operand_texts(const problem& p, wildcards d) : dialect(d) {
  for (const logic::operand& v : p.operands) sets.push_back(texts_of(v, d));
}

COVERWATCH_FUNC realisation realise(const problem& p, const operand_texts& texts, const std::vector<truth>& atoms,
                                    domain::budget& left, words which) {
  builder b{p, texts, atoms, left, which};
  b.index_atoms();
  realisation out;
  out.found = p.of_messages ? b.some_text({view{}}, out.event) : b.object({view{}}, out.event);
  out.why = out.found == answer::unknown ? b.why : doubt::nothing;
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
