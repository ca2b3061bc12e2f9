// SPDX-License-Identifier: Apache-2.0
// Distribution, bottom up: a disjunction lists the disjuncts of its parts, a conjunction takes one of each part in
// every combination. Recursion follows the tree, whose depth the parser has bounded.
#include "coverage/disjuncts.hpp"

#include "coverage/conditions.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

using condition_list = std::vector<condition>;

// What `&&` joins; a disjunction stays in its parentheses.
COVERWATCH_FUNC void collect_conjuncts(const syntax::expression& e, condition_list& out) {
  if (const auto* c = std::get_if<syntax::conjunction>(&e.node)) {
    for (const syntax::expression& part : c->parts) collect_conjuncts(part, out);
    return;
  }
  const auto* g = std::get_if<syntax::group>(&e.node);
  if (g == nullptr || std::holds_alternative<syntax::disjunction>(g->inside.front().node)) return out.push_back(&e);
  collect_conjuncts(g->inside.front(), out);
}

// The disjuncts of a piece of the tree, or nothing when there are too many.
using distributed = std::optional<std::vector<condition_list>>;

COVERWATCH_FUNC distributed distribute(const syntax::expression& e);

COVERWATCH_FUNC distributed one_after_another(const std::vector<syntax::expression>& parts) {
  std::vector<condition_list> out;
  for (const syntax::expression& part : parts) {
    distributed each = distribute(part);
    if (!each || out.size() + each->size() > most_disjuncts) return std::nullopt;
    out.insert(out.end(), each->begin(), each->end());
  }
  return out;
}

COVERWATCH_FUNC distributed one_of_each(const std::vector<syntax::expression>& parts) {
  std::vector<condition_list> out{{}};
  for (const syntax::expression& part : parts) {
    const distributed each = distribute(part);
    if (!each || out.size() * each->size() > most_disjuncts) return std::nullopt;
    std::vector<condition_list> longer;
    for (const condition_list& before : out) {
      for (const condition_list& more : *each) {
        longer.push_back(before);
        longer.back().insert(longer.back().end(), more.begin(), more.end());
      }
    }
    out = std::move(longer);
  }
  return out;
}

COVERWATCH_FUNC distributed distribute(const syntax::expression& e) {
  if (const auto* g = std::get_if<syntax::group>(&e.node)) return distribute(g->inside.front());
  if (const auto* d = std::get_if<syntax::disjunction>(&e.node)) return one_after_another(d->parts);
  if (const auto* c = std::get_if<syntax::conjunction>(&e.node)) return one_of_each(c->parts);
  return std::vector<condition_list>{{&e}};
}

COVERWATCH_FUNC disjuncts disjuncts_of(const syntax::json_pattern& pattern) {
  disjuncts out;
  out.alternatives = alternatives_of(pattern.root);
  for (std::size_t i = 0; i < out.alternatives.size(); ++i) {
    distributed each = distribute(*out.alternatives[i]);
    if (!each) collect_conjuncts(*out.alternatives[i], each.emplace().emplace_back());
    for (condition_list& c : *each) out.all.push_back({i, std::move(c)});
  }
  return out;
}

COVERWATCH_FUNC std::string text_of(const std::vector<condition>& conditions) {
  std::string out;
  for (const condition each : conditions) out += (out.empty() ? "" : " && ") + spelled(*each);
  return out;
}

COVERWATCH_FUNC std::string in_braces(const std::string& inside) { return "{ " + inside + " }"; }

COVERWATCH_FUNC piece piece_of(const syntax::expression& e) {
  return {spelled(e), std::holds_alternative<syntax::conjunction>(e.node)};
}

COVERWATCH_FUNC piece piece_of(const disjunct& d) { return {text_of(d.conditions), d.conditions.size() > 1}; }

COVERWATCH_FUNC std::string joined(const std::vector<piece>& pieces) {
  if (pieces.size() == 1) return pieces.front().text;
  std::string out;
  for (const piece& each : pieces) {
    if (!out.empty()) out += " || ";
    out += each.conjunction ? "(" + each.text + ")" : each.text;
  }
  return out;
}

// The expression without the branches in which no condition is kept; nothing when that is all of it.
COVERWATCH_FUNC std::optional<syntax::expression> pruned(const syntax::expression& e, const std::set<condition>& kept) {
  if (kept.contains(&e)) return e;
  if (const auto* g = std::get_if<syntax::group>(&e.node)) {
    auto inside = pruned(g->inside.front(), kept);
    if (!inside) return std::nullopt;
    return syntax::expression{syntax::group{{std::move(*inside)}, g->where}};
  }
  const auto* d = std::get_if<syntax::disjunction>(&e.node);
  const auto* c = std::get_if<syntax::conjunction>(&e.node);
  if (d == nullptr && c == nullptr) return std::nullopt;
  std::vector<syntax::expression> parts;
  for (const syntax::expression& part : d != nullptr ? d->parts : c->parts) {
    auto left = pruned(part, kept);
    if (!left && c != nullptr) return std::nullopt;
    if (left) parts.push_back(std::move(*left));
  }
  if (parts.empty()) return std::nullopt;
  if (parts.size() == 1) return std::move(parts.front());
  if (d != nullptr) return syntax::expression{syntax::disjunction{std::move(parts), d->where}};
  return syntax::expression{syntax::conjunction{std::move(parts), c->where}};
}

COVERWATCH_FUNC piece narrowed(const disjuncts& from, std::size_t alternative, const std::vector<bool>& wanted) {
  std::set<condition> kept;
  for (std::size_t i = 0; i < from.all.size(); ++i) {
    if (!wanted[i] || from.all[i].alternative != alternative) continue;
    kept.insert(from.all[i].conditions.begin(), from.all[i].conditions.end());
  }
  const syntax::expression& whole = *from.alternatives[alternative];
  return piece_of(pruned(whole, kept).value_or(whole));
}

// The expression without the lost conditions; nothing when that is always true.
COVERWATCH_FUNC std::optional<syntax::expression> remainder(const syntax::expression& e,
                                                            const std::set<condition>& lost) {
  if (lost.contains(&e)) return std::nullopt;
  if (const auto* g = std::get_if<syntax::group>(&e.node)) {
    auto inside = remainder(g->inside.front(), lost);
    if (!inside) return std::nullopt;
    return syntax::expression{syntax::group{{std::move(*inside)}, g->where}};
  }
  const auto* d = std::get_if<syntax::disjunction>(&e.node);
  const auto* c = std::get_if<syntax::conjunction>(&e.node);
  if (d == nullptr && c == nullptr) return e;
  std::vector<syntax::expression> parts;
  for (const syntax::expression& part : d != nullptr ? d->parts : c->parts) {
    auto left = remainder(part, lost);
    if (!left && d != nullptr) return std::nullopt;
    if (left) parts.push_back(std::move(*left));
  }
  if (parts.empty()) return std::nullopt;
  if (parts.size() == 1) return std::move(parts.front());
  if (d != nullptr) return syntax::expression{syntax::disjunction{std::move(parts), d->where}};
  return syntax::expression{syntax::conjunction{std::move(parts), c->where}};
}

COVERWATCH_FUNC bool asks_all_of(const disjunct& more, const disjunct& less) {
  return std::all_of(less.conditions.begin(), less.conditions.end(), [&](condition wanted) {
    return std::any_of(more.conditions.begin(), more.conditions.end(),
                       [&](condition each) { return each == wanted || *each == *wanted; });
  });
}

struct losing {
  const disjuncts& from;
  const losses& lost;
  std::vector<piece> out = {};

  void add(piece p) {
    const auto same = [&](const piece& each) { return each.text == p.text; };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(p));
  }

  bool loses(std::size_t disjunct, condition c) const {
    const auto found = lost.find(disjunct);
    return found != lost.end() && std::find(found->second.begin(), found->second.end(), c) != found->second.end();
  }

  bool touches(std::size_t alternative) const {
    return std::any_of(lost.begin(), lost.end(),
                       [&](const auto& each) { return from.all[each.first].alternative == alternative; });
  }

  // The conditions of an alternative that are lost, when each is lost by all that have it.
  std::optional<std::set<condition>> lost_by_all(std::size_t alternative) const {
    std::set<condition> some, kept;
    for (std::size_t i = 0; i < from.all.size(); ++i) {
      if (from.all[i].alternative != alternative) continue;
      for (const condition c : from.all[i].conditions) (loses(i, c) ? some : kept).insert(c);
    }
    if (std::any_of(some.begin(), some.end(), [&](condition c) { return kept.contains(c); })) return std::nullopt;
    return some;
  }

  disjunct left_of(std::size_t disjunct_index) const {
    disjunct left{from.all[disjunct_index].alternative, {}};
    for (const condition c : from.all[disjunct_index].conditions) {
      if (!loses(disjunct_index, c)) left.conditions.push_back(c);
    }
    return left;
  }

  // Without those that ask for all that another one asks for, and more.
  void add_distributed(std::size_t alternative) {
    std::vector<disjunct> left;
    for (std::size_t i = 0; i < from.all.size(); ++i) {
      if (from.all[i].alternative == alternative) left.push_back(left_of(i));
    }
    for (const disjunct& each : left) {
      const auto asks_less = [&](const disjunct& other) {
        return other.conditions.size() < each.conditions.size() && asks_all_of(each, other);
      };
      if (!each.conditions.empty() && std::none_of(left.begin(), left.end(), asks_less)) add(piece_of(each));
    }
  }

  void add_alternative(std::size_t alternative) {
    if (!touches(alternative)) return add(piece_of(*from.alternatives[alternative]));
    const auto gone = lost_by_all(alternative);
    const auto left = gone ? remainder(*from.alternatives[alternative], *gone) : std::nullopt;
    if (!left) return add_distributed(alternative);
    for (const syntax::expression* each : alternatives_of(*left)) add(piece_of(*each));
  }
};

COVERWATCH_FUNC std::vector<piece> without(const disjuncts& from, const losses& lost) {
  losing work{from, lost};
  for (std::size_t i = 0; i < from.alternatives.size(); ++i) work.add_alternative(i);
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
