// SPDX-License-Identifier: Apache-2.0
// Part by part: is it covered, and by whom alone; if it is not, is any of it?
#include "match/parts.hpp"
#include "coverage/dissection.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

COVERWATCH_FUNC std::optional<dissection> dissect(const asking& asked, const pattern& reference) {
  const auto json_of = [](const pattern& p) { return std::get_if<syntax::json_pattern>(&p.internals().tree.pattern); };
  if (json_of(reference) == nullptr) return std::nullopt;
  dissection out{asked, reference, disjuncts_of(*json_of(reference)), {}};
  for (const pattern& each : asked.deployed) {
    const syntax::json_pattern* json = json_of(each);
    out.deployed.push_back(json == nullptr ? std::nullopt : std::optional{disjuncts_of(*json)});
  }
  return out;
}

struct judging {
  const dissection& d;

  std::optional<std::size_t> filter_alone(const pattern& part) const {
    const auto& deployed = d.asked.deployed;
    for (std::size_t i = 0; i < deployed.size(); ++i) {
      if (d.asked.ask(part, {&deployed[i]}).found == answer::no) return i;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> disjunct_alone(const pattern& part, std::size_t filter) const {
    if (!d.deployed[filter] || d.deployed[filter]->all.size() == 1) return std::nullopt;
    const std::vector<disjunct>& all = d.deployed[filter]->all;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (d.asked.implies(part, own_pattern(text_of(all[i].conditions)))) return i;
    }
    return std::nullopt;
  }

  reference_part judge(const disjunct& part) const {
    const std::string inside = text_of(part.conditions);
    const pattern alone = own_pattern(inside);
    coverage_report judged = d.asked.judge(alone);
    reference_part out;
    out.text = in_braces(inside);
    out.result = judged.result;
    out.doubt = judged.doubt;
    out.event = std::move(judged.event);
    out.partly = out.result == verdict::covered;
    if (out.result == verdict::covered) {
      out.filter = filter_alone(alone);
      if (out.filter) out.disjunct = disjunct_alone(alone, *out.filter);
    } else if (out.result != verdict::vacuous) {
      out.partly = std::any_of(d.asked.deployed.begin(), d.asked.deployed.end(), [&](const pattern& each) {
        return ask_about_the_same(alone, each) && d.asked.meet(alone, each);
      });
    }
    return out;
  }

  // Some field. Patterns that have none in common match some of the same events by chance only.
  static bool ask_about_the_same(const pattern& a, const pattern& b) {
    const auto& ours = a.internals().formula.selectors;
    const auto& theirs = b.internals().formula.selectors;
    return b.kind() != pattern_kind::json || std::any_of(ours.begin(), ours.end(), [&](const logic::selector& s) {
             return std::find(theirs.begin(), theirs.end(), s) != theirs.end();
           });
  }
};

COVERWATCH_FUNC std::vector<reference_part> judge_parts(const dissection& d) {
  std::vector<reference_part> out;
  for (const disjunct& each : d.reference.all) out.push_back(judging{d}.judge(each));
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
