// SPDX-License-Identifier: Apache-2.0
// The premises of each step, by the table in docs/certificate.md.
#include "coverage/proof.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// --- Terms.

COVERWATCH_FUNC proof::proof(const problem& p) : problem_(p) {
  for (const place& each : p.places) {
    const bool is_term = each.plain && each.how != edge::root;
    terms_.push_back(is_term ? term{each.parent, each.how, each.name, each.index} : term{});
  }
}

COVERWATCH_FUNC std::uint32_t proof::child(std::uint32_t parent, const std::string& name) {
  for (std::uint32_t t = 1; t < terms_.size(); ++t) {
    if (terms_[t].parent == parent && terms_[t].how == edge::name && terms_[t].name == name) return t;
  }
  terms_.push_back({parent, edge::name, name, 0});
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

COVERWATCH_FUNC std::uint32_t proof::child(std::uint32_t parent, std::uint64_t index) {
  for (std::uint32_t t = 1; t < terms_.size(); ++t) {
    if (terms_[t].parent == parent && terms_[t].how == edge::index && terms_[t].index == index) return t;
  }
  terms_.push_back({parent, edge::index, {}, index});
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

COVERWATCH_FUNC std::uint32_t proof::some(std::uint32_t parent) {
  terms_.push_back({parent, edge::any, {}, 0});
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

// --- Premises.

COVERWATCH_FUNC bool proof::uses(std::uint32_t number, fact f) const noexcept {
  const facts& all = premises(number);
  return std::binary_search(all.begin(), all.end(), f);
}

COVERWATCH_FUNC bool proof::uses_any(std::uint32_t number, const facts& some) const noexcept {
  return std::any_of(some.begin(), some.end(), [&](fact f) { return uses(number, f); });
}

COVERWATCH_FUNC facts proof::assumed(std::uint32_t index) const {
  const node& n = problem_.nodes[index];
  if (n.how == node::kind::literal) return {fact::of(n.literal)};
  if (n.how == node::kind::any) return {fact::formula(index)};
  facts out;
  for (const std::uint32_t part : n.parts) {
    const facts inner = assumed(part);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  return out;
}

COVERWATCH_FUNC std::uint32_t proof::keep(step_rule rule, facts premises) {
  std::sort(premises.begin(), premises.end());
  premises.erase(std::unique(premises.begin(), premises.end()), premises.end());
  steps_.push_back({std::move(rule), std::move(premises)});
  return static_cast<std::uint32_t>(steps_.size() - 1);
}

COVERWATCH_FUNC void proof::add_premises(facts& to, std::uint32_t number, const facts& without) const {
  for (const fact f : premises(number)) {
    if (std::find(without.begin(), without.end(), f) == without.end()) to.push_back(f);
  }
}

// What a fact says of a term. That null is no element of an array says something of `some` element only where its base
// is one.
COVERWATCH_FUNC void proof::add_at(facts& to, fact f, std::uint32_t term) const {
  to.push_back(f);
  if (f.how() != fact::kind::literal || f.literal().holds || terms_[term].how != edge::any) return;
  if (problem_.places[problem_.atoms[f.what()].place].how == edge::element) {
    to.push_back(fact::is(terms_[term].parent, value_kind::array));
  }
}

// --- Steps.

COVERWATCH_FUNC std::uint32_t proof::add(clash_step s) { return keep(s, {s.first, s.second}); }

COVERWATCH_FUNC std::uint32_t proof::add(cases_step s) {
  facts all{fact::formula(s.formula)};
  facts denied;
  for (const auto& [part, why] : s.parts) {
    if (why.is_step()) {
      facts given = assumed(part);
      given.insert(given.end(), denied.begin(), denied.end());
      add_premises(all, why.number(), given);
    } else {
      all.push_back(why.what);
    }
    const node& n = problem_.nodes[part];
    if (n.how == node::kind::literal) denied.push_back(fact::of({n.literal.atom, !n.literal.holds}));
  }
  return keep(std::move(s), std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(kinds_step s) {
  facts all;
  if (s.term != 0) all.push_back(s.missing);
  for (const auto& [kind, why] : s.kinds) {
    if (why.is_step()) {
      add_premises(all, why.number(), {fact::is(s.term, kind)});
    } else {
      add_at(all, why.what, s.term);
    }
  }
  return keep(std::move(s), std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(literal_step s) {
  facts all;
  if (s.of_string) all.push_back(fact::is(s.term, value_kind::string));
  add_at(all, s.literal, s.term);
  add_at(all, s.against, s.term);
  return keep(s, std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(text_step s) {
  facts all;
  if (s.of_string) all.push_back(fact::is(s.term, value_kind::string));
  for (const facts* some : {&s.inside, &s.outside, &s.words}) {
    for (const fact f : *some) add_at(all, f, s.term);
  }
  return keep(std::move(s), std::move(all));
}

// Of the facts of the question those that the proof names; a search through texts reads them all.
COVERWATCH_FUNC std::uint32_t proof::add(number_step s) {
  facts& used = s.used;
  const auto use = [&](const domain::number_place& place) {
    if (place.index != domain::number_place::nowhere)
      used.push_back((place.outside ? s.outside : s.inside)[place.index]);
  };
  for (const domain::number_refusal& r : s.proof.refused) use(r.test);
  bool searched = false;
  for (const domain::number_part_proof* part : {&s.proof.integers, &s.proof.doubles}) {
    for (const domain::number_place* place :
         {&part->because, &part->lower, &part->upper, &part->lower_point, &part->upper_point}) {
      use(*place);
    }
    searched = searched || part->why == domain::number_reason::texts;
  }
  if (searched) {
    used = s.inside;
    used.insert(used.end(), s.outside.begin(), s.outside.end());
  }
  std::sort(used.begin(), used.end());
  facts all{fact::is(s.term, value_kind::number)};
  for (const fact f : used) add_at(all, f, s.term);
  return keep(std::move(s), std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(value_step s) {
  facts all = s.values;
  return keep(std::move(s), std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(some_step s) {
  facts all{fact::of({s.atom, true})};
  add_premises(all, s.then, {fact::dealt(s.atom, s.term)});
  return keep(s, std::move(all));
}

COVERWATCH_FUNC std::uint32_t proof::add(deal_step s) {
  facts all{fact::of({s.atom, true}), fact::is(s.base, value_kind::array)};
  for (std::uint64_t i = 0; i < s.parts.size(); ++i) {
    if (s.parts[i].index == i) add_premises(all, s.parts[i].step, {fact::dealt(s.atom, child(s.base, i))});
  }
  add_premises(all, s.end, {fact::present(child(s.base, static_cast<std::uint64_t>(s.parts.size())))});
  return keep(std::move(s), std::move(all));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
