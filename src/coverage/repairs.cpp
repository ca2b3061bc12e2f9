// SPDX-License-Identifier: Apache-2.0
// Repairs: the text that is missing, as filters of its own or behind a deployed one, and deployed filters without the
// conditions that block. What comes out has been decided over the whole reference, all steps together.
#include "coverage/conditions.hpp"
#include "coverage/dissection.hpp"
#include "match/parts.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

#include <algorithm>
#include <list>
#include <tuple>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// Whether the service takes the text; its limits are the defaults.
COVERWATCH_FUNC bool fits(const std::string& inside) { return syntax::parse(in_braces(inside)).has_value(); }

struct repairing {
  const dissection& d;
  std::span<const reference_part> parts;
  const regions_found& blocked;
  std::vector<coverage_repair> out = {};

  static constexpr std::size_t most_extended = 16;

  // --- What is missing.

  static bool is_missing(const reference_part& part) {
    return part.result == verdict::not_covered || part.result == verdict::unknown;
  }

  // An alternative in the shape in which it was written, or part by part where that is too long.
  void add_pieces(std::vector<piece>& to, std::size_t alternative, const std::vector<bool>& wanted) const {
    std::vector<piece> each;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (wanted[i] && d.reference.all[i].alternative == alternative) each.push_back(piece_of(d.reference.all[i]));
    }
    if (each.empty()) return;
    const piece together = narrowed(d.reference, alternative, wanted);
    if (fits(together.text)) return to.push_back(together);
    to.insert(to.end(), each.begin(), each.end());
  }

  std::vector<piece> pieces_of(const std::vector<bool>& wanted) const {
    std::vector<piece> pieces;
    for (std::size_t i = 0; i < d.reference.alternatives.size(); ++i) add_pieces(pieces, i, wanted);
    return pieces;
  }

  std::vector<bool> all_missing() const {
    std::vector<bool> wanted;
    for (const reference_part& part : parts) wanted.push_back(is_missing(part));
    return wanted;
  }

  // Without those that dropping conditions lets through.
  std::vector<bool> missing_elsewhere() const {
    std::vector<bool> wanted = all_missing();
    for (const coverage_region& region : blocked.regions) {
      if (!region.filter) continue;
      for (const std::size_t part : region.parts) wanted[part] = false;
    }
    return wanted;
  }

  // --- Steps.

  // As few filters as it takes in this order; false when a piece does not fit into one by itself.
  static bool add_filters(std::vector<repair_step>& steps, const std::vector<piece>& pieces) {
    std::vector<piece> together;
    const auto close = [&] {
      if (!together.empty()) steps.push_back({repair_kind::add_filter, in_braces(joined(together)), {}, {}});
      together.clear();
    };
    for (const piece& each : pieces) {
      together.push_back(each);
      if (fits(joined(together))) continue;
      together.pop_back();
      close();
      if (!fits(each.text)) return false;
      together.push_back(each);
    }
    close();
    return true;
  }

  std::vector<std::string> dropped_from(std::size_t filter) const {
    std::vector<std::string> out_of_it;
    for (const coverage_region& region : blocked.regions) {
      if (region.filter != filter) continue;
      for (const std::string& each : region.blockers) {
        if (std::find(out_of_it.begin(), out_of_it.end(), each) == out_of_it.end()) out_of_it.push_back(each);
      }
    }
    return out_of_it;
  }

  bool would_cover(const std::vector<repair_step>& steps) const {
    std::vector<const pattern*> filters = pointers(d.asked.deployed);
    std::list<pattern> made;
    for (const repair_step& step : steps) {
      made.push_back(known_pattern(step.text));
      if (step.replaces) filters[*step.replaces] = &made.back();
      if (!step.replaces) filters.push_back(&made.back());
    }
    return d.asked.ask(d.wanted, std::move(filters)).found == answer::no;
  }

  bool widens(const std::vector<repair_step>& steps) const {
    std::vector<const pattern*> known = pointers(d.asked.deployed);
    known.push_back(&d.wanted);
    return std::any_of(steps.begin(), steps.end(), [&](const repair_step& step) {
      if (step.kind != repair_kind::drop_conditions) return false;  // others hold parts of the reference only
      return d.asked.ask(known_pattern(step.text), known).found != answer::no;
    });
  }

  void offer(std::vector<repair_step> steps) {
    if (steps.empty() || !would_cover(steps)) return;
    const bool wider = widens(steps);
    out.push_back({std::move(steps), wider});
  }

  // --- The kinds of repair.

  void add_what_is_missing(const std::vector<piece>& missing) {
    std::vector<repair_step> steps;
    if (add_filters(steps, missing)) offer(std::move(steps));
  }

  // The shortest JSON patterns: any will do, and each costs a decision over all that is deployed.
  std::vector<std::size_t> filters_to_extend() const {
    std::vector<std::size_t> out_of_all;
    for (std::size_t i = 0; i < d.deployed.size(); ++i) {
      if (d.deployed[i]) out_of_all.push_back(i);
    }
    std::stable_sort(out_of_all.begin(), out_of_all.end(), [&](std::size_t a, std::size_t b) {
      return d.asked.deployed[a].text().size() < d.asked.deployed[b].text().size();
    });
    out_of_all.resize(std::min(out_of_all.size(), most_extended));
    return out_of_all;
  }

  void extend(std::size_t filter, const std::vector<piece>& missing) {
    const auto* json = std::get_if<syntax::json_pattern>(&d.asked.deployed[filter].internals().tree.pattern);
    std::vector<piece> pieces;
    if (const auto* root = std::get_if<syntax::disjunction>(&json->root.node)) {
      for (const syntax::expression& each : root->parts) pieces.push_back(piece_of(each));
    } else {
      pieces.push_back(piece_of(json->root));
    }
    pieces.insert(pieces.end(), missing.begin(), missing.end());
    const std::string inside = joined(pieces);
    if (fits(inside)) offer({{repair_kind::extend_filter, in_braces(inside), filter, {}}});
  }

  void drop_what_blocks() {
    std::vector<repair_step> steps;
    for (const auto& [filter, lost] : blocked.lost) {
      const std::string inside = joined(without(*d.deployed[filter], lost));
      if (!fits(inside)) return;
      steps.push_back({repair_kind::drop_conditions, in_braces(inside), filter, dropped_from(filter)});
    }
    if (!steps.empty() && add_filters(steps, pieces_of(missing_elsewhere()))) offer(std::move(steps));
  }

  static auto rank(const coverage_repair& r) {
    std::size_t size = 0;
    for (const repair_step& step : r.steps) size += step.text.size();
    return std::tuple(r.widens, size);
  }

  void run() {
    const std::vector<piece> missing = pieces_of(all_missing());
    if (missing.empty()) return;
    add_what_is_missing(missing);
    for (const std::size_t each : filters_to_extend()) extend(each, missing);
    drop_what_blocks();
    std::stable_sort(out.begin(), out.end(),
                     [](const coverage_repair& a, const coverage_repair& b) { return rank(a) < rank(b); });
  }
};

COVERWATCH_FUNC std::vector<coverage_repair> find_repairs(const dissection& d, std::span<const reference_part> parts,
                                                          const regions_found& blocked) {
  repairing work{d, parts, blocked};
  work.run();
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
