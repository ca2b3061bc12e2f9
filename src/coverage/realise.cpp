// SPDX-License-Identifier: Apache-2.0
// A value is built from the root down: at each node the kinds are tried in turn, and a kind is possible when its own
// atoms allow it and every child can be built.
#include "coverage/realise.hpp"

#include "coverage/assignment.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

inline constexpr std::uint64_t most_elements = 10000;
inline constexpr value_kind all_kinds[] = {value_kind::string, value_kind::number, value_kind::true_,
                                           value_kind::false_, value_kind::null,   value_kind::object,
                                           value_kind::array};

struct builder : assignment {
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
            v, edge::name, [wanted = std::string_view(name)](const place& x) { return x.name == wanted; }, child);
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
        if (index >= most_elements && possible == answer::yes) possible = doubtful(doubt::event_size);
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
      case value_kind::string: return asks_below(all) ? answer::no : some_string(*this, all, out);
      case value_kind::number: return asks_below(all) ? answer::no : some_number(*this, all, out);
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
  builder b{{p, texts, atoms, left, which}};
  b.index_atoms();
  realisation out;
  out.found = p.of_messages ? some_text(b, {view{}}, out.event) : b.object({view{}}, out.event);
  out.why = out.found == answer::unknown ? b.why : doubt::nothing;
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
