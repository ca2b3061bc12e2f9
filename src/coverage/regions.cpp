// SPDX-License-Identifier: Apache-2.0
// What blocks a part: of the disjunct of a deployed pattern that is nearest to it, the conditions that it does not
// imply. Quadratic: each part that is not covered against each condition that is deployed, but for those that ask about
// other members of the event, which it cannot imply.
#include "coverage/conditions.hpp"
#include "coverage/dissection.hpp"
#include "match/parts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Whether some selector of one pattern and some selector of the other begin alike. Where none do, neither implies the
// other, unless one matches nothing or everything.
COVERWATCH_FUNC bool have_a_member_in_common(const logic::formula& a, const logic::formula& b) {
  const auto alike = [](const logic::selector& s, const logic::selector& t) {
    if (s.steps.empty() || t.steps.empty()) return true;
    const auto is_any = [](const logic::step& each) { return std::holds_alternative<logic::any_step>(each); };
    return is_any(s.steps.front()) || is_any(t.steps.front()) || s.steps.front() == t.steps.front();
  };
  return std::any_of(a.selectors.begin(), a.selectors.end(), [&](const logic::selector& s) {
    return std::any_of(b.selectors.begin(), b.selectors.end(), [&](const logic::selector& t) { return alike(s, t); });
  });
}

// How near a disjunct comes to a part.
struct nearness {
  std::size_t filter = 0;
  std::size_t disjunct = 0;
  std::vector<condition> implied = {};
  std::vector<condition> blockers = {};
  bool apart = false;  // some blocker is false for every event of the part

  // The more is implied the nearer; of those, the less is missing. Both stand behind whatever some of the part passes.
  bool nearer_than(const nearness& other) const {
    return std::tuple(other.apart, implied.size(), other.blockers.size()) >
           std::tuple(apart, other.implied.size(), blockers.size());
  }
};

struct finding {
  const dissection& d;
  std::map<std::string, pattern> conditions = {};  // by their texts
  regions_found out = {};

  const pattern& condition_as_pattern(const std::string& text) {
    const auto found = conditions.find(text);
    return found != conditions.end() ? found->second : conditions.emplace(text, own_pattern(text)).first->second;
  }

  bool may_imply(const pattern& part, const pattern& wide) const {
    const logic::formula& f = wide.internals().formula;
    const auto touches = [&](const pattern* each) { return have_a_member_in_common(each->internals().formula, f); };
    return touches(&part) || std::any_of(d.asked.assumptions.begin(), d.asked.assumptions.end(), touches);
  }

  nearness compare_with(const pattern& part, const disjunct& deployed, std::map<std::string, bool>& known) {
    nearness found;
    for (const condition each : deployed.conditions) {
      const std::string text = spelled(*each);
      auto at = known.find(text);
      if (at == known.end()) {
        const pattern& wide = condition_as_pattern(text);
        at = known.emplace(text, may_imply(part, wide) && d.asked.implies(part, wide)).first;
      }
      (at->second ? found.implied : found.blockers).push_back(each);
    }
    return found;
  }

  // One among several that asks for something else is about other events; the only one may hold a mistake.
  bool is_near(const pattern& part, nearness& found) {
    if (found.implied.empty() || found.blockers.empty()) return false;
    found.apart = std::any_of(found.blockers.begin(), found.blockers.end(), [&](condition each) {
      return !d.asked.meet(part, condition_as_pattern(spelled(*each)));
    });
    return !found.apart || d.deployed[found.filter]->all.size() == 1;
  }

  // The nearest disjunct, if its other conditions alone would cover the part.
  std::optional<nearness> nearest_to(const pattern& part) {
    std::optional<nearness> best;
    std::map<std::string, bool> known;  // of a condition's text: whether the part implies it
    for (std::size_t filter = 0; filter < d.deployed.size(); ++filter) {
      if (!d.deployed[filter]) continue;
      const std::vector<disjunct>& all = d.deployed[filter]->all;
      for (std::size_t i = 0; i < all.size(); ++i) {
        nearness found = compare_with(part, all[i], known);
        found.filter = filter;
        found.disjunct = i;
        if (is_near(part, found) && (!best || found.nearer_than(*best))) best = std::move(found);
      }
    }
    if (best && !d.asked.implies(part, own_pattern(text_of(best->implied)))) return std::nullopt;
    return best;
  }

  coverage_region& region_of(std::optional<std::size_t> filter, const std::vector<std::string>& blockers) {
    for (coverage_region& each : out.regions) {
      if (each.filter == filter && each.blockers == blockers) return each;
    }
    return out.regions.emplace_back(coverage_region{{}, filter, blockers});
  }

  void add(std::size_t part, const std::optional<nearness>& near) {
    if (!near) return region_of(std::nullopt, {}).parts.push_back(part);
    std::vector<std::string> blockers;
    for (const condition each : near->blockers) blockers.push_back(spelled(*each));
    region_of(near->filter, blockers).parts.push_back(part);
    std::vector<condition>& lost = out.lost[near->filter][near->disjunct];
    for (const condition each : near->blockers) {
      if (std::find(lost.begin(), lost.end(), each) == lost.end()) lost.push_back(each);
    }
  }
};

COVERWATCH_FUNC regions_found find_regions(const dissection& d, std::span<const reference_part> parts) {
  finding work{d};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].result != verdict::not_covered) continue;
    work.add(i, work.nearest_to(own_pattern(text_of(d.reference.all[i].conditions))));
  }
  std::stable_sort(work.out.regions.begin(), work.out.regions.end(),
                   [](const coverage_region& a, const coverage_region& b) {
                     if (a.filter.has_value() != b.filter.has_value()) return a.filter.has_value();
                     return a.filter.has_value() && a.parts.size() > b.parts.size();
                   });
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
