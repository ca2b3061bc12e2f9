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
  // --- Objects.

  answer object(const views& all, std::uint32_t term, std::string& out) {
    const bool of_root = term == 0;
    if (!allows(all, value_kind::object) || (of_root && contradicts_texts(*this))) return answer::no;
    if (const auto by_index = asked_through(all, {edge::index, edge::element})) return refused(reason::of(*by_index));
    std::map<std::string_view, std::uint32_t> names;  // and the plain place of that name, if there is one
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (p.places[child].how != edge::name) continue;
        std::uint32_t& place = names.try_emplace(p.places[child].name, none).first->second;
        if (p.places[child].plain) place = child;
      }
    }
    bool uncertain = false;
    out += '{';
    const std::size_t begin = out.size();
    const auto add = [&](std::string_view name, const views& child, std::uint32_t child_term) {
      std::string value;
      const answer found = build(child, child_term, value);
      if (found == answer::no) return false;
      uncertain = uncertain || found == answer::unknown;
      if (out.size() > begin) out += ',';
      support::json::append_quoted(out, name);
      out += ':' + value;
      return true;
    };
    for (const auto& known : names) {
      const std::string_view name = known.first;
      const std::uint32_t child_term = known.second != none ? known.second : steps.child(term, std::string(name));
      views child;
      for (const view& v : all) {
        add_child(
            v, edge::name, [&](const place& x) { return x.name == name; }, child);
        add_children(v, edge::any, child_term, child);
      }
      if (asked(child) && !add(name, child, child_term)) return answer::no;  // else it is left out
    }
    std::size_t fresh = 0;
    for (const std::uint32_t a : dealt_atoms(all, edge::any)) {
      const std::uint32_t element_term = steps.some(term);
      views element = element_views(all, false, element_term);
      deal(element, {a});
      std::string name;
      do name = "x" + std::to_string(++fresh);
      while (names.contains(name));
      if (!add(name, element, element_term)) return refused_some(a, element_term);
    }
    if (of_root) add_phrases(*this, out);
    out += '}';
    return uncertain ? answer::unknown : answer::yes;
  }

  // What the atom asks of some element was asked of one of which nothing else is known.
  answer refused_some(std::uint32_t a, std::uint32_t element_term) {
    return refused(reason::step(steps.add(some_step{a, element_term, fault.number()})));
  }

  // --- Arrays.

  struct slots {
    std::map<std::uint64_t, views> at;  // what stands at each index that something is asked of, or bounded
    // Of these, what has been made. Were it made anew, an array in arrays would take twice the time for each level.
    std::map<std::uint64_t, std::string> texts = {};
    std::uint64_t end = UINT64_MAX;     // no element may stand here or behind
    reason why_end = {};                // a step: it cannot be present
    std::uint64_t length = 0;           // so many must be there
    fact why_length = {};
  };

  std::uint32_t index_term(const views& all, std::uint32_t term, std::uint64_t index) {
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        const place& c = p.places[child];
        if (c.how == edge::index && c.index == index && c.plain) return child;
      }
    }
    return steps.child(term, index);
  }

  static void bound_at(slots& s, std::uint64_t index, reason why) {
    if (index >= s.end) return;
    s.end = index;
    s.why_end = why;
  }

  // The elements that selectors name by their index, what they allow, and what they demand.
  slots indexed(const views& all, std::uint32_t term, answer& possible) {
    slots s;
    for (const view& v : all) {
      for (const std::uint32_t child : p.places[v.place].children) {
        if (p.places[child].how == edge::index) s.at.try_emplace(p.places[child].index);
      }
    }
    for (auto& [index, element] : s.at) {
      const std::uint32_t element_term = index_term(all, term, index);
      element = element_views(all, true, element_term);
      for (const view& v : all) {
        add_child(
            v, edge::index, [&, wanted = index](const place& x) { return x.index == wanted; }, element);
      }
      std::string value;
      const answer found = build(element, element_term, value);
      if (found == answer::yes) s.texts.emplace(index, std::move(value));
      if (const auto wanted = asked(element)) {
        if (found == answer::no) return possible = answer::no, s;
        s.length = index + 1;
        s.why_length = *wanted;
        if (index >= most_elements && possible == answer::yes) possible = doubtful(doubt::event_size);
      }
      if (found == answer::no) bound_at(s, index, fault);
    }
    std::uint64_t free = 0;
    while (s.at.contains(free)) ++free;
    const std::uint32_t free_term = index_term(all, term, free);
    const views filler = element_views(all, true, free_term);
    std::string unused;
    if (!filler.empty() && build(filler, free_term, unused) == answer::no) {  // no element without demands of its own
      bound_at(s, free, fault);
    }
    if (s.length > s.end) possible = refused(present_after_all(index_term(all, term, s.end), s));
    return s;
  }

  // An element that cannot be present, below one that must be.
  reason present_after_all(std::uint32_t element_term, const slots& s) {
    if (!steps.uses(s.why_end.number(), fact::present(element_term))) return s.why_end;
    kinds_step step = *std::get_if<kinds_step>(&steps[s.why_end.number()].rule);
    step.missing = s.why_length;
    return reason::step(steps.add(std::move(step)));
  }

  // Deals the atoms from `next` on to elements, each to one that is there or to a new one.
  answer place_atoms(const views& all, std::uint32_t term, const std::vector<std::uint32_t>& wanted, std::size_t next,
                     slots& s, std::string& out) {
    if (!left.spend(1)) return doubtful(doubt::budget);
    if (next == wanted.size()) return write_array(all, term, s, out);
    const std::uint32_t a = wanted[next];
    const std::uint32_t some_term = steps.some(term);
    views alone = element_views(all, true, some_term);
    deal(alone, {a});
    std::string unused;
    if (build(alone, some_term, unused) == answer::no) return refused_some(a, some_term);

    deal_step dealt{a, term, {}, s.why_end.number()};
    std::map<std::uint64_t, std::uint32_t> refuted;  // steps, by the index that was tried
    bool uncertain = false;
    // Where this is refuted without it, nothing else need be tried.
    const auto try_at = [&](std::uint64_t index) {
      slots changed = s;
      const std::uint32_t element_term = index_term(all, term, index);
      changed.at.try_emplace(index, element_views(all, true, element_term));
      deal(changed.at[index], {a});
      changed.length = std::max(changed.length, index + 1);
      std::string value;
      answer found = build(changed.at[index], element_term, value);
      changed.texts.erase(index);
      if (found == answer::yes) changed.texts.emplace(index, std::move(value));
      if (found != answer::no) found = place_atoms(all, term, wanted, next + 1, changed, out);
      uncertain = uncertain || found == answer::unknown;
      if (found == answer::no) refuted.emplace(index, fault.number());
      return found == answer::yes || (found == answer::no && !steps.uses(fault.number(), fact::dealt(a, element_term)));
    };
    const auto done = [&](std::uint64_t index) { return refuted.contains(index) ? answer::no : answer::yes; };
    std::uint64_t free = 0;
    while (s.at.contains(free)) ++free;
    if (free < s.end && try_at(free)) return done(free);
    if (s.end != UINT64_MAX) {  // where there is room for ever more, sharing an element gains nothing
      std::vector<std::uint64_t> there;
      for (const auto& each : s.at) there.push_back(each.first);
      for (const std::uint64_t index : there) {
        if (index < s.end && try_at(index)) return done(index);
      }
    }
    if (uncertain || s.end == UINT64_MAX) return answer::unknown;
    for (std::uint64_t index = 0; index < s.end; ++index) {  // those that nothing else is said of are alike
      const auto known = refuted.find(s.at.contains(index) ? index : free);
      dealt.parts.push_back({known->second, known->first});
    }
    return refused(reason::step(steps.add(std::move(dealt))));
  }

  answer write_array(const views& all, std::uint32_t term, const slots& s, std::string& out) {
    bool uncertain = false;
    std::string text = "[";
    for (std::uint64_t i = 0; i < s.length; ++i) {
      if (i > 0) text += ',';
      if (const auto made = s.texts.find(i); made != s.texts.end()) {
        text += made->second;
        continue;
      }
      const auto known = s.at.find(i);
      const std::uint32_t element_term = index_term(all, term, i);
      const answer found =
          build(known != s.at.end() ? known->second : element_views(all, true, element_term), element_term, text);
      uncertain = uncertain || found != answer::yes;  // each of them was found possible before
    }
    if (uncertain) return answer::unknown;
    out += text + "]";
    return answer::yes;
  }

  answer array(const views& all, std::uint32_t term, std::string& out) {
    if (!allows(all, value_kind::array)) return answer::no;
    if (const auto by_name = asked_through(all, {edge::name})) return refused(reason::of(*by_name));
    answer possible = answer::yes;
    slots s = indexed(all, term, possible);
    if (possible != answer::yes) return possible;
    std::vector<std::uint32_t> wanted = dealt_atoms(all, edge::any);
    const std::vector<std::uint32_t> of_elements = dealt_atoms(all, edge::element);
    wanted.insert(wanted.end(), of_elements.begin(), of_elements.end());
    return place_atoms(all, term, wanted, 0, s, out);
  }

  // --- One node, which must be there.

  answer build(const views& all, std::uint32_t term, value_kind kind, std::string& out) {
    if (kind == value_kind::object) return object(all, term, out);
    if (kind == value_kind::array) return array(all, term, out);
    if (const auto below = asked_below(all)) return refused(reason::of(*below));
    if (kind == value_kind::string) return some_string(*this, all, term, out);
    if (kind == value_kind::number) return some_number(*this, all, term, out);
    if (!allows(all, kind)) return answer::no;
    out += kind == value_kind::null ? "null" : kind == value_kind::true_ ? "true" : "false";
    return answer::yes;
  }

  // A kind that is refuted whatever the kind settles it.
  answer build(const views& all, std::uint32_t term, std::string& out) {
    if (!left.spend(1)) return doubtful(doubt::budget);
    bool uncertain = false;
    kinds_step refuted{term, asked(all).value_or(fact::present(term)), {}};
    for (const value_kind kind : all_kinds) {
      std::string value;
      const answer found = build(all, term, kind, value);
      if (found == answer::yes) {
        out += value;
        return found;
      }
      if (found == answer::no) {
        if (fault.is_step() && !steps.uses(fault.number(), fact::is(term, kind))) return answer::no;
        refuted.kinds.emplace_back(kind, fault);
      }
      uncertain = uncertain || found == answer::unknown;
    }
    if (uncertain) return answer::unknown;
    return refused(reason::step(steps.add(std::move(refuted))));
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
  sets.reserve(p.operands.size());
  for (const logic::operand* v : p.operands) sets.push_back(texts_of(*v, d));
}

// At the root there is no choice of kinds: what refutes the object may be a fact of its own.
COVERWATCH_FUNC std::uint32_t as_step(builder& b) {
  if (b.fault.is_step() && !b.steps.uses(b.fault.number(), fact::is(0, value_kind::object))) return b.fault.number();
  return b.steps.add(kinds_step{0, {}, {{value_kind::object, b.fault}}});
}

COVERWATCH_FUNC realisation realise(const problem& p, const operand_texts& texts, const std::vector<truth>& atoms,
                                    proof& steps, domain::budget& left, words which) {
  builder b{{p, texts, atoms, steps, left, which}};
  realisation out;
  switch (p.form) {
    case logic::form::object: out.found = b.object({view{}}, 0, out.event); break;
    case logic::form::message: out.found = some_text(b, {view{}}, 0, out.event); break;
    case logic::form::columns: out.found = some_columns(b, out.event); break;
  }
  out.why = out.found == answer::unknown ? b.why : doubt::nothing;
  if (out.found == answer::no) out.step = p.form == logic::form::object ? as_step(b) : b.fault.number();
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
