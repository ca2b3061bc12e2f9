// SPDX-License-Identifier: Apache-2.0
// A search over atoms. What must hold is assigned; of an `any` with one part left that part must hold; then the `any`
// with the fewest parts left is split, and a part that was tried is denied in the branches after it. At each step an
// event is asked for: none means that this branch is closed.
#include "coverage/search.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

struct branch {
  std::vector<truth> atoms;
  std::vector<std::uint32_t> open;  // `any` nodes that must hold and do not yet
};

struct searching {
  const problem& p;
  const operand_texts& texts;
  domain::budget& left;
  doubt why = doubt::nothing;

  // --- What follows from the atoms at one place without asking for an event.

  bool is_plain(std::uint32_t at) const {
    for (; at != none; at = p.places[at].parent) {
      if (p.places[at].how == edge::any || p.places[at].how == edge::element) return false;
    }
    return true;
  }

  // The text that the value at the place is known to have; null when it is not known.
  const std::string* known_text(const branch& b, std::uint32_t place) const {
    for (std::uint32_t a = 0; a < p.atoms.size(); ++a) {
      if (b.atoms[a] != truth::holds || p.atoms[a].place != place || p.atoms[a].ask != ask::equal) continue;
      if (const auto* text = std::get_if<logic::text_operand>(&p.operands[p.atoms[a].operand])) return &text->text;
    }
    return nullptr;
  }

  // Digits, a sign or a letter that texts of numbers begin with: such a text may be that of a number.
  static bool may_be_number(const std::string& text) {
    return !text.empty() && (text[0] == '-' || text[0] == 'I' || (text[0] >= '0' && text[0] <= '9'));
  }

  truth implied(const branch& b, std::uint32_t a) const {
    const atom& x = p.atoms[a];
    if (x.ask != ask::equal || !is_plain(x.place)) return truth::open;
    const std::string* text = known_text(b, x.place);
    if (text == nullptr) return truth::open;
    const bool by_value = std::holds_alternative<logic::number_operand>(p.operands[x.operand]);
    if (by_value && may_be_number(*text)) return truth::open;
    return texts.sets[x.operand].contains(*text) ? truth::holds : truth::fails;
  }

  truth value_of(const branch& b, const literal& l) const {
    truth t = b.atoms[l.atom];
    if (t == truth::open) t = implied(b, l.atom);
    if (t == truth::open) return t;
    return (t == truth::holds) == l.holds ? truth::holds : truth::fails;
  }

  truth value_of(const branch& b, std::uint32_t index) const {
    const node& n = p.nodes[index];
    if (n.how == node::kind::literal) return value_of(b, n.literal);
    const truth decisive = n.how == node::kind::all ? truth::fails : truth::holds;
    bool open = false;
    for (const std::uint32_t part : n.parts) {
      const truth t = value_of(b, part);
      if (t == decisive) return t;
      open = open || t == truth::open;
    }
    if (open) return truth::open;
    return decisive == truth::fails ? truth::holds : truth::fails;
  }

  // --- Assigning.

  // False when it contradicts what is assigned.
  bool require(branch& b, std::uint32_t index) {
    const node& n = p.nodes[index];
    if (n.how == node::kind::literal) {
      truth& t = b.atoms[n.literal.atom];
      const truth wanted = n.literal.holds ? truth::holds : truth::fails;
      if (t == truth::open) t = wanted;
      return t == wanted;
    }
    if (n.how == node::kind::any) {
      b.open.push_back(index);
      return true;
    }
    return std::all_of(n.parts.begin(), n.parts.end(), [&](std::uint32_t part) { return require(b, part); });
  }

  // Takes away what holds already and assigns what has no choice left, until nothing changes.
  bool settle(branch& b) {
    for (bool changed = true; changed;) {
      changed = false;
      const std::vector<std::uint32_t> waiting = std::exchange(b.open, {});
      for (const std::uint32_t index : waiting) {
        if (!left.spend(1)) return true;
        if (value_of(b, index) == truth::holds) continue;
        std::vector<std::uint32_t> choices = choices_of(b, index);
        if (choices.empty()) return false;
        if (choices.size() > 1) {
          b.open.push_back(index);
          continue;
        }
        if (!require(b, choices.front())) return false;
        changed = true;
      }
    }
    return true;
  }

  std::vector<std::uint32_t> choices_of(const branch& b, std::uint32_t index) const {
    std::vector<std::uint32_t> choices;
    for (const std::uint32_t part : p.nodes[index].parts) {
      if (value_of(b, part) != truth::fails) choices.push_back(part);
    }
    return choices;
  }

  realisation doubtful(doubt reason) {
    if (why == doubt::nothing) why = reason;
    return {answer::unknown, why, {}};
  }

  // The same in likelier words, where there is budget left for it.
  realisation plausible(const branch& b, realisation found) {
    realisation better = realise(p, texts, b.atoms, left, words::plausible);
    return better.found == answer::yes ? better : found;
  }

  // Recursion is as deep as there are `any` nodes to split: bounded by the length of the patterns.
  realisation explore(branch b) {
    if (!left.spend(1 + p.atoms.size())) return doubtful(doubt::budget);
    if (!settle(b)) return {};
    if (left.steps == 0) return doubtful(doubt::budget);  // not everything is settled
    realisation found = realise(p, texts, b.atoms, left);
    if (found.found == answer::no) return found;
    if (b.open.empty()) return found.found == answer::unknown ? doubtful(found.why) : plausible(b, std::move(found));
    const auto fewest = std::min_element(b.open.begin(), b.open.end(), [&](std::uint32_t x, std::uint32_t y) {
      return choices_of(b, x).size() < choices_of(b, y).size();
    });
    const std::vector<std::uint32_t> choices = choices_of(b, *fewest);
    b.open.erase(fewest);
    bool uncertain = false;
    for (const std::uint32_t choice : choices) {
      branch next = b;
      realisation below;
      if (require(next, choice)) below = explore(std::move(next));
      if (below.found == answer::yes) return below;
      uncertain = uncertain || below.found == answer::unknown;
      if (!deny(b, choice)) break;  // all events left have been looked at
    }
    if (uncertain) return doubtful(why);
    return {};
  }

  // In the branches to come the choice does not hold; only what is one atom is denied.
  bool deny(branch& b, std::uint32_t choice) const {
    const node& n = p.nodes[choice];
    if (n.how != node::kind::literal) return true;
    truth& t = b.atoms[n.literal.atom];
    const truth wanted = n.literal.holds ? truth::fails : truth::holds;
    if (t == truth::open) t = wanted;
    return t == wanted;
  }
};

COVERWATCH_FUNC realisation search(const problem& p, const operand_texts& texts, domain::budget& left) {
  searching work{p, texts, left};
  branch start{std::vector<truth>(p.atoms.size(), truth::open), {}};
  for (const std::uint32_t d : p.demands) {
    if (!work.require(start, d)) return {};
  }
  return work.explore(std::move(start));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
