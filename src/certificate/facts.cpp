// SPDX-License-Identifier: Apache-2.0
// In go facts and terms, out comes what follows from a single one of them. A path of an atom and the way to a term are
// compared step by step; a wildcard of the path fits a term only where it is bound to it, or where the fact is denied.
#include "certificate/facts.hpp"

#include "support/ascii.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

COVERWATCH_FUNC fact_rules::fact_rules(const translation& patterns, const std::vector<term>& terms, logic::form reading,
                                       wildcards dialect, work& left)
    : patterns_(patterns), terms_(terms), reading_(reading), dialect_(dialect), left_(left) {
  depths_.push_back(0);
  for (std::uint32_t t = 1; t < terms_.size(); ++t) {
    const term& each = terms_[t];
    depths_.push_back(each.parent < t ? depths_[each.parent] + 1 : 0);
    if (each.how != term::step::some) children_.try_emplace({each.parent, each.how, each.name, each.index}, t);
  }
  for (const atom& a : patterns_.atoms()) {
    auto& base = bases_.emplace_back();
    if (!a.has_wildcard()) continue;
    base = 0;
    for (std::size_t i = 0; i < a.wildcard && base; ++i) {
      const bool is_name = a.path[i].how == path_step::kind::name;
      const auto found =
          children_.find({*base, is_name ? term::step::name : term::step::index, a.path[i].name, a.path[i].index});
      base = found != children_.end() ? std::optional(found->second) : std::nullopt;
    }
  }
}

COVERWATCH_FUNC std::string fact_rules::fault_of_terms() const {
  for (std::uint32_t t = 1; t < terms_.size(); ++t) {
    if (terms_[t].parent >= t) return "term " + std::to_string(t) + " stands before its parent";
    const bool of_tokens = terms_[t].how >= term::step::token;
    if (of_tokens != (reading_ == logic::form::columns) || reading_ == logic::form::message)
      return "term " + std::to_string(t) + " names no part of such an event";
    if (of_tokens && terms_[t].parent != 0) return "term " + std::to_string(t) + " is a part of a token";
    if (terms_[t].how == term::step::some) continue;
    const auto found = children_.find({terms_[t].parent, terms_[t].how, terms_[t].name, terms_[t].index});
    if (found->second != t) return "term " + std::to_string(t) + " is there already";
  }
  return {};
}

COVERWATCH_FUNC std::optional<std::uint32_t> fact_rules::base_of(std::uint32_t number) const {
  return number < bases_.size() ? bases_[number] : std::nullopt;
}

COVERWATCH_FUNC std::optional<std::uint32_t> fact_rules::element(std::uint32_t array, std::uint64_t index) const {
  const auto found = children_.find({array, term::step::index, {}, index});
  return found != children_.end() ? std::optional(found->second) : std::nullopt;
}

COVERWATCH_FUNC bool fact_rules::is_within(std::uint32_t t, std::uint32_t other) const {
  while (t > other && left_.spend(1)) t = terms_[t].parent;
  return t == other;
}

COVERWATCH_FUNC bool fact_rules::exists(const fact& f) const {
  switch (f.what) {
    case fact::says::holds:
    case fact::says::fails: return f.number < patterns_.atoms().size();
    case fact::says::formula: return f.number < patterns_.formulas().size() && !patterns_.formulas()[f.number].all;
    case fact::says::present:
    case fact::says::is: return f.term > 0 && f.term < terms_.size();
    case fact::says::of_term: break;
  }
  const auto base = base_of(f.number);
  if (!base || f.term == 0 || f.term >= terms_.size()) return false;
  const term& bound = terms_[f.term];
  return bound.parent == *base && (bound.how == term::step::some || bound.how == term::step::index);
}

// --- Paths and terms.

// The terms on the way from the root, the root left out.
COVERWATCH_FUNC std::vector<std::uint32_t> fact_rules::way_to(std::uint32_t t) const {
  std::vector<std::uint32_t> way(depths_[t]);
  for (std::size_t i = way.size(); i-- > 0; t = terms_[t].parent) way[i] = t;
  left_.spend(way.size() + 1);
  return way;
}

COVERWATCH_FUNC bool fact_rules::is_step(const term& t, const path_step& step) noexcept {
  switch (step.how) {
    case path_step::kind::name: return t.how == term::step::name && t.name == step.name;
    case path_step::kind::index: return t.how == term::step::index && t.index == step.index;
    case path_step::kind::token: return t.how == term::step::token && t.index == step.index;
    case path_step::kind::last: return t.how == term::step::last && t.index == step.index;
    case path_step::kind::rest: return t.how == term::step::rest && t.index == step.index;
    case path_step::kind::any:
    case path_step::kind::element: break;
  }
  return false;
}

// What the step at this depth of the fact's path is bound to.
COVERWATCH_FUNC std::optional<std::uint32_t> fact_rules::bound_at(const fact& f, std::size_t depth) const noexcept {
  if (f.what != fact::says::of_term || depth != atom_of(f).wildcard) return std::nullopt;
  return f.term;
}

// How the path of `+3` or `+3@2` lies to the term, as far as its first wildcard that is not bound.
COVERWATCH_FUNC fact_rules::lie fact_rules::path_at(const fact& f, std::uint32_t t) const {
  const atom& a = atom_of(f);
  if (depths_[t] > a.path.size()) return lie::beside;
  const std::vector<std::uint32_t> way = way_to(t);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const auto bound = bound_at(f, i);
    if (bound ? *bound != way[i] : !is_step(terms_[way[i]], a.path[i])) return lie::beside;
  }
  return way.size() == a.path.size() ? lie::ends : lie::through;
}

// A denied atom is asked of all that its path selects: `.*` fits any step, `[*]` the elements of arrays.
COVERWATCH_FUNC bool fact_rules::is_asked_of(const fact& f, std::uint32_t t, std::vector<fact>& more) const {
  if (f.what == fact::says::holds || f.what == fact::says::of_term) return path_at(f, t) == lie::ends;
  if (f.what != fact::says::fails) return false;
  const atom& a = atom_of(f);
  if (depths_[t] != a.path.size()) return false;
  const std::vector<std::uint32_t> way = way_to(t);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const term& at = terms_[way[i]];
    if (a.path[i].how == path_step::kind::any) continue;
    if (a.path[i].how != path_step::kind::element) {
      if (!is_step(at, a.path[i])) return false;
    } else if (at.how == term::step::some) {
      more.push_back({fact::says::is, value_kind::array, 0, at.parent});
    } else if (at.how != term::step::index) {
      return false;
    }
  }
  return true;
}

// --- Elements that are alike.

COVERWATCH_FUNC bool fact_rules::leads_to_index(const atom& a, std::uint32_t array, std::uint64_t first,
                                                std::uint64_t second) const {
  const std::vector<std::uint32_t> way = way_to(array);
  if (a.path.size() <= way.size()) return false;
  const path_step& step = a.path[way.size()];
  if (step.how != path_step::kind::index || (step.index != first && step.index != second)) return false;
  for (std::size_t i = 0; i < way.size(); ++i) {  // a wildcard may stand for whatever leads to the array
    if (i != a.wildcard && !is_step(terms_[way[i]], a.path[i])) return false;
  }
  return true;
}

COVERWATCH_FUNC bool fact_rules::tells_apart(const fact& f, std::uint32_t array, std::uint64_t first,
                                             std::uint64_t second) const {
  if (!left_.spend(1)) return true;
  if (f.what == fact::says::formula) {
    const auto& parts = patterns_.formulas()[f.number].parts;
    return std::any_of(parts.begin(), parts.end(),
                       [&](const fact& part) { return tells_apart(part, array, first, second); });
  }
  if (f.what == fact::says::of_term || f.what == fact::says::is || f.what == fact::says::present) {
    for (const std::uint64_t index : {first, second}) {
      const auto t = element(array, index);
      if (t && is_within(f.term, *t)) return true;
    }
    if (f.what != fact::says::of_term) return false;
  }
  return atom_of(f).what == asked::contains || leads_to_index(atom_of(f), array, first, second);
}

// --- Kinds.

COVERWATCH_FUNC bool fact_rules::excludes(const fact& f, std::uint32_t t, value_kind kind,
                                          std::vector<fact>& more) const {
  const bool is_missing = kind == value_kind::missing;
  switch (f.what) {
    case fact::says::holds:
    case fact::says::of_term: return holds_excludes(f, t, kind) || (is_missing && is_before_index(f, t));
    case fact::says::fails: return fails_excludes(f, kind) && is_asked_of(f, t, more);
    case fact::says::present: {
      const term& there = terms_[f.term];
      const term& other = terms_[t];
      const bool is_before = there.how == term::step::index && other.how == term::step::index &&
                             there.parent == other.parent && other.index < there.index;
      return is_missing && (f.term == t || is_before);
    }
    case fact::says::formula:
    case fact::says::is: break;
  }
  return false;
}

COVERWATCH_FUNC bool fact_rules::holds_excludes(const fact& f, std::uint32_t t, value_kind kind) const {
  const lie at = path_at(f, t);
  if (at == lie::beside) return false;
  if (at == lie::through) return through_excludes(f, depths_[t], kind);
  switch (atom_of(f).what) {
    case asked::exists: return kind == value_kind::missing;
    case asked::comparable:
    case asked::finite:
    case asked::equal: return kind != value_kind::string && kind != value_kind::number;
    case asked::less:
    case asked::less_equal:
    case asked::greater:
    case asked::greater_equal: return kind != value_kind::number;
    case asked::null: return kind != value_kind::null;
    case asked::true_: return kind != value_kind::true_;
    case asked::false_: return kind != value_kind::false_;
    case asked::contains: break;
  }
  return false;
}

// What the next step of the path makes of the value before it.
COVERWATCH_FUNC bool fact_rules::through_excludes(const fact& f, std::size_t depth, value_kind kind) const {
  const auto bound = bound_at(f, depth);
  if (bound && terms_[*bound].how == term::step::index) return kind != value_kind::array;
  switch (atom_of(f).path[depth].how) {
    case path_step::kind::name: return kind != value_kind::object;
    case path_step::kind::index:
    case path_step::kind::element: return kind != value_kind::array;
    case path_step::kind::any: return kind != value_kind::object && kind != value_kind::array;
    case path_step::kind::token:
    case path_step::kind::last:
    case path_step::kind::rest: break;
  }
  return false;
}

// Whether the path leads through or to an element of the same array that stands behind the term.
COVERWATCH_FUNC bool fact_rules::is_before_index(const fact& f, std::uint32_t t) const {
  if (terms_[t].how != term::step::index || path_at(f, terms_[t].parent) != lie::through) return false;
  const std::size_t depth = depths_[t] - 1;
  if (const auto bound = bound_at(f, depth))
    return terms_[*bound].how == term::step::index && terms_[*bound].index > terms_[t].index;
  const path_step& step = atom_of(f).path[depth];
  return step.how == path_step::kind::index && step.index > terms_[t].index;
}

COVERWATCH_FUNC bool is_any_text(const atom& test) {
  const auto* wildcard = std::get_if<logic::wildcard_operand>(&*test.value);
  return wildcard != nullptr && support::matches_everything(wildcard->pieces);
}

COVERWATCH_FUNC bool fact_rules::fails_excludes(const fact& f, value_kind kind) const {
  switch (atom_of(f).what) {
    case asked::exists: return kind != value_kind::missing;
    case asked::comparable: return kind == value_kind::string || kind == value_kind::number;
    case asked::finite: return kind == value_kind::string;
    case asked::null: return kind == value_kind::null;
    case asked::true_: return kind == value_kind::true_;
    case asked::false_: return kind == value_kind::false_;
    case asked::equal: return is_any_text(atom_of(f)) && (kind == value_kind::string || kind == value_kind::number);
    case asked::contains:
    case asked::less:
    case asked::less_equal:
    case asked::greater:
    case asked::greater_equal: break;
  }
  return false;
}

// --- Contradictions.

COVERWATCH_FUNC bool fact_rules::contradict(const fact& a, const fact& b) const {
  const auto says_no = [](const fact& yes, const fact& no) {
    return (yes.what == fact::says::holds || yes.what == fact::says::of_term) && no.what == fact::says::fails &&
           yes.number == no.number;
  };
  return says_no(a, b) || says_no(b, a) || literal_contradicts(a, b) || literal_contradicts(b, a) ||
         text_contradicts(a, b) || text_contradicts(b, a);
}

// The event has no phrase in its text, and something that it has is always written with it. There are such atoms under
// canonical JSON alone.
COVERWATCH_FUNC bool fact_rules::text_contradicts(const fact& held, const fact& other) const {
  if (held.what != fact::says::holds || other.what != fact::says::fails) return false;
  if (atom_of(other).what != asked::contains || !left_.spend(atom_of(held).text.size() + 1)) return false;
  return makes_sure_of(atom_of(held), std::get_if<logic::phrase_operand>(&*atom_of(other).value)->text);
}

// P = text T, and what another test of the same place makes of it. No number has the text T when it does not begin as
// texts of numbers do.
COVERWATCH_FUNC bool fact_rules::literal_contradicts(const fact& literal, const fact& other) const {
  if (literal.what != fact::says::holds || (other.what != fact::says::holds && other.what != fact::says::fails))
    return false;
  const atom& a = atom_of(literal);
  const atom& b = atom_of(other);
  const auto* text = a.value ? std::get_if<logic::text_operand>(&*a.value) : nullptr;
  if (text == nullptr || !b.value || a.what != asked::equal || b.what != asked::equal || a.has_wildcard()) return false;
  const auto same = [](const path_step& x, const path_step& y) {
    return x.how == y.how && x.name == y.name && x.index == y.index;
  };
  if (!std::equal(a.path.begin(), a.path.end(), b.path.begin(), b.path.end(), same)) return false;
  const char first = text->text.empty() ? 'x' : text->text.front();
  const bool may_be_number =
      support::is_digit(first) || first == '-' || first == 'I' || reading_ == logic::form::columns;
  if (std::holds_alternative<logic::number_operand>(*b.value) && may_be_number) return false;
  if (!left_.spend(a.path.size() + cost_of_passing(text->text, *b.value))) return false;
  return text_passes(text->text, *b.value, dialect_) == (other.what == fact::says::fails);
}

COVERWATCH_FUNC std::uint64_t cost_of_passing(std::string_view text, const logic::operand& value) noexcept {
  std::uint64_t each = 1;
  if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value)) each += wildcard->pieces.pieces.size();
  if (const auto* regex = std::get_if<logic::regex_operand>(&value)) each += regex->automaton.words();
  return (text.size() + 1) * each;
}

COVERWATCH_FUNC bool text_passes(std::string_view text, const logic::operand& value, wildcards dialect) {
  if (const auto* literal = std::get_if<logic::text_operand>(&value)) return text == literal->text;
  if (const auto* number = std::get_if<logic::number_operand>(&value)) return text == number->spelling;
  if (const auto* phrase = std::get_if<logic::phrase_operand>(&value))
    return text.find(phrase->text) != std::string_view::npos;
  if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value))
    return support::matches_wildcard(wildcard->pieces, text, dialect);
  const auto* regex = std::get_if<logic::regex_operand>(&value);
  std::vector<support::regex::word> state(regex->automaton.words());
  return regex->automaton.search(text, state.data());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
