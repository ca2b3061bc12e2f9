// SPDX-License-Identifier: Apache-2.0
// In go formulas in normal form, out come atoms with their numbers in the order in which they are met, and formulas of
// parts. Each row of the table in docs/certificate.md is one function or one line here.
#include "certificate/translation.hpp"

#include "certificate/document.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// --- Texts of atoms.

COVERWATCH_FUNC bool is_plain_name(std::string_view name) noexcept {
  return !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") ==
                              std::string_view::npos;
}

COVERWATCH_FUNC std::string text_of(const std::vector<path_step>& path, logic::form form) {
  if (form == logic::form::message) return "message";
  std::string out = form == logic::form::object ? "$" : "";
  for (const path_step& step : path) {
    switch (step.how) {
      case path_step::kind::name: out += is_plain_name(step.name) ? "." + step.name : ".['" + step.name + "']"; break;
      case path_step::kind::index: out += "[" + std::to_string(step.index) + "]"; break;
      case path_step::kind::any: out += ".*"; break;
      case path_step::kind::element: out += "[*]"; break;
      case path_step::kind::token: out += "token " + std::to_string(step.index); break;
      case path_step::kind::last: out += "token -" + std::to_string(step.index); break;
      case path_step::kind::rest: out += "rest " + std::to_string(step.index); break;
    }
  }
  return out;
}

COVERWATCH_FUNC std::string_view text_of(asked what) noexcept {
  switch (what) {
    case asked::exists: return "exists";
    case asked::comparable: return "is comparable";
    case asked::finite: return "is finite";
    case asked::null: return "is null";
    case asked::true_: return "is true";
    case asked::false_: return "is false";
    case asked::equal: return "=";
    case asked::less: return "<";
    case asked::less_equal: return "<=";
    case asked::greater: return ">";
    case asked::greater_equal: return ">=";
    case asked::contains: return "contains";
  }
  return {};
}

COVERWATCH_FUNC std::string text_of(const logic::operand& value) {
  std::string out;
  if (const auto* text = std::get_if<logic::text_operand>(&value)) {
    out = "text ";
    support::json::append_quoted(out, text->text);
  } else if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value)) {
    std::string joined;
    for (std::size_t i = 0; i < wildcard->pieces.pieces.size(); ++i)
      joined += (i == 0 ? "" : "*") + wildcard->pieces.pieces[i];
    out = "wildcard ";
    support::json::append_quoted(out, joined);
  } else if (const auto* regex = std::get_if<logic::regex_operand>(&value)) {
    out = "regex %" + regex->body + "%";
  } else if (const auto* number = std::get_if<logic::number_operand>(&value)) {
    out = "number " + number->spelling;
  } else if (const auto* phrase = std::get_if<logic::phrase_operand>(&value)) {
    out = "phrase ";
    support::json::append_quoted(out, phrase->text);
  }
  return out;
}

COVERWATCH_FUNC std::vector<path_step> path_of(const logic::selector& s) {
  std::vector<path_step> out;
  for (const logic::step& step : s.steps) {
    if (const auto* name = std::get_if<logic::name_step>(&step)) {
      out.push_back({path_step::kind::name, name->name, 0});
    } else if (const auto* index = std::get_if<logic::index_step>(&step)) {
      out.push_back({path_step::kind::index, {}, index->index});
    } else {
      out.push_back({path_step::kind::any, {}, 0});
    }
  }
  return out;
}

COVERWATCH_FUNC std::size_t ellipsis_of(const logic::formula& f) noexcept {
  const auto is_ellipsis = [](const logic::column& c) { return c.how == logic::column::kind::ellipsis; };
  return static_cast<std::size_t>(std::find_if(f.columns.begin(), f.columns.end(), is_ellipsis) - f.columns.begin());
}

COVERWATCH_FUNC std::size_t tokens_needed(const logic::formula& f) noexcept {
  return f.columns.size() - (ellipsis_of(f) < f.columns.size() ? 1 : 0);
}

// Columns before an ellipsis count from the front, those behind it from the end; without one the last takes the rest.
COVERWATCH_FUNC path_step column_step(const logic::formula& f, std::uint64_t column) {
  const std::size_t ellipsis = ellipsis_of(f);
  if (column > ellipsis) return {path_step::kind::last, {}, f.columns.size() - column};
  const bool is_rest = ellipsis == f.columns.size() && column + 1 == f.columns.size();
  return {is_rest ? path_step::kind::rest : path_step::kind::token, {}, column + 1};
}

COVERWATCH_FUNC std::vector<path_step> path_of(const logic::formula& f, const logic::selector& s) {
  if (f.form == logic::form::message) return {};
  if (f.form == logic::form::object) return path_of(s);
  return {column_step(f, std::get_if<logic::index_step>(&s.steps.front())->index)};
}

// --- Atoms and formulas.

COVERWATCH_FUNC fact translation::literal(const logic::formula& f, std::vector<path_step> path, asked what,
                                          std::uint32_t operand, bool holds) {
  std::string text = text_of(path, reading_);
  text.append(" ").append(text_of(what));
  if (operand != logic::none) text += " " + text_of(f.operands[operand]);
  const auto number = static_cast<std::uint32_t>(atoms_.size());
  const auto [found, is_new] = atom_numbers_.try_emplace(text, number);
  if (is_new) {
    const auto wildcard = std::find_if(path.begin(), path.end(), [](const path_step& step) {
      return step.how == path_step::kind::any || step.how == path_step::kind::element;
    });
    const auto place = static_cast<std::size_t>(wildcard - path.begin());
    atom& added = atoms_.emplace_back(atom{std::move(text), std::move(path), place, what, std::nullopt});
    if (operand != logic::none) added.value = f.operands[operand];
  }
  return {holds ? fact::says::holds : fact::says::fails, {}, found->second, 0};
}

COVERWATCH_FUNC fact translation::join(bool all, const std::vector<fact>& parts) {
  std::vector<fact> flat;
  std::set<fact> there;
  for (const fact& part : parts) {
    const bool dissolves = part.what == fact::says::formula && formulas_[part.number].all == all;
    const std::vector<fact> inner = dissolves ? formulas_[part.number].parts : std::vector<fact>{part};
    for (const fact& each : inner) {
      if (there.insert(each).second) flat.push_back(each);
    }
  }
  if (flat.size() == 1) return flat.front();
  const auto number = static_cast<std::uint32_t>(formulas_.size());
  const auto [found, is_new] = formula_numbers_.try_emplace({all, flat}, number);
  if (is_new) formulas_.push_back({all, std::move(flat)});
  return {fact::says::formula, {}, found->second, 0};
}

// --- Conditions.

// s != v. Without a wildcard: the value is there, can be compared with v, and does not equal it. With one: what stands
// before the wildcard is there, and nothing selected equals v.
COVERWATCH_FUNC fact translation::not_equal(const logic::formula& f, const logic::test& t, bool holds) {
  const logic::selector& s = f.selectors[t.selector];
  std::vector<path_step> path = path_of(s);
  const std::size_t wildcard = logic::wildcard_position(s);
  fact base;
  if (wildcard < path.size()) {
    const auto end = path.begin() + static_cast<std::ptrdiff_t>(wildcard);
    base = literal(f, std::vector<path_step>(path.begin(), end), asked::exists, logic::none, holds);
  } else {
    const bool of_number = std::holds_alternative<logic::number_operand>(f.operands[t.operand]);
    base = literal(f, path, of_number ? asked::finite : asked::comparable, logic::none, holds);
  }
  const fact equal = literal(f, std::move(path), asked::equal, t.operand, !holds);
  return join(holds, {base, equal});
}

// s IS NULL: it is null or, without a wildcard, an array with null among its elements.
COVERWATCH_FUNC fact translation::is_null(const logic::formula& f, const logic::test& t, bool holds) {
  const logic::selector& s = f.selectors[t.selector];
  std::vector<path_step> path = path_of(s);
  const fact itself = literal(f, path, asked::null, logic::none, holds);
  if (logic::wildcard_position(s) < path.size()) return itself;
  path.push_back({path_step::kind::element, {}, 0});
  const fact element = literal(f, std::move(path), asked::null, logic::none, holds);
  return join(!holds, {itself, element});
}

COVERWATCH_FUNC fact translation::test(const logic::formula& f, const logic::test& t, bool holds) {
  const auto literal_of = [&](asked what, bool as_it_is) {
    return literal(f, path_of(f, f.selectors[t.selector]), what, t.operand, as_it_is == holds);
  };
  const bool of_text = f.form == logic::form::message && reading_ == logic::form::object;
  if (of_text) return literal_of(asked::contains, t.how == logic::relation::equal);
  if (f.form != logic::form::object && t.how == logic::relation::not_equal) return literal_of(asked::equal, false);
  switch (t.how) {
    case logic::relation::equal: return literal_of(asked::equal, true);
    case logic::relation::not_equal: return not_equal(f, t, holds);
    case logic::relation::less: return literal_of(asked::less, true);
    case logic::relation::less_equal: return literal_of(asked::less_equal, true);
    case logic::relation::greater: return literal_of(asked::greater, true);
    case logic::relation::greater_equal: return literal_of(asked::greater_equal, true);
    case logic::relation::is_null: return is_null(f, t, holds);
    case logic::relation::is_true: return literal_of(asked::true_, true);
    case logic::relation::is_false: return literal_of(asked::false_, true);
    case logic::relation::not_exists: return literal_of(asked::exists, false);
  }
  return {};
}

// The parts of a formula stand before it.
COVERWATCH_FUNC void translation::add(const logic::formula& f, bool holds) {
  std::vector<fact> known;
  for (const logic::node& n : f.nodes) {
    if (n.how == logic::connective::test) {
      known.push_back(test(f, f.tests[n.test], holds));
      continue;
    }
    std::vector<fact> parts;
    for (const std::uint32_t part : n.parts) parts.push_back(known[part]);
    known.push_back(join((n.how == logic::connective::all) == holds, parts));
  }
  demands_.push_back(known[f.root]);
}

// --- What is assumed.

// An *all* has literals and *any* for parts.
COVERWATCH_FUNC void translation::assume(const fact& part, std::vector<fact>& out) const {
  if (part.what != fact::says::formula || !formulas_[part.number].all) return out.push_back(part);
  for (const fact& each : formulas_[part.number].parts) out.push_back(each);
}

COVERWATCH_FUNC std::vector<fact> translation::assumed() const {
  std::vector<fact> out;
  for (const fact& demand : demands_) assume(demand, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

COVERWATCH_FUNC std::vector<std::string> translation::spelled_formula(std::size_t number) const {
  std::vector<std::string> out{formulas_[number].all ? "all" : "any"};
  for (const fact& part : formulas_[number].parts) out.push_back(spelling(part));
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
