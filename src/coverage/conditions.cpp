// SPDX-License-Identifier: Apache-2.0
// Conditions are spelled anew from the normal form, always in quotation marks, so that equal ones read alike however
// they were written.
#include "coverage/conditions.hpp"

#include "support/memory.hpp"
#include "syntax/print.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

COVERWATCH_FUNC std::string with_stars(const support::wildcard_pieces& w) {
  std::string out = w.pieces.front();
  for (std::size_t i = 1; i < w.pieces.size(); ++i) out.append("*").append(w.pieces[i]);
  return out;
}

COVERWATCH_FUNC std::optional<std::string> text_of(const logic::operand& value) {
  if (const auto* text = std::get_if<logic::text_operand>(&value)) return text->text;
  if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value)) return with_stars(wildcard->pieces);
  if (const auto* number = std::get_if<logic::number_operand>(&value)) return number->spelling;
  if (const auto* phrase = std::get_if<logic::phrase_operand>(&value)) return phrase->text;
  return std::nullopt;
}

COVERWATCH_FUNC bool is_denial(const logic::test& t) noexcept {
  return t.how == logic::relation::not_equal || t.how == logic::relation::not_exists;
}

COVERWATCH_FUNC std::string without_stars(std::string_view text) {
  std::string out(text);
  std::erase(out, '*');
  return out;
}

COVERWATCH_FUNC std::optional<std::string> without_inner_quotes(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"'", "'"}, {"\"", "\""}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u2018", "\u2019"}};
  for (const auto& [open, close] : marks) {
    const bool around = text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close);
    if (around) return std::string(text.substr(open.size(), text.size() - open.size() - close.size()));
  }
  return std::nullopt;
}

COVERWATCH_FUNC std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

COVERWATCH_FUNC std::string spelled(const logic::formula& f, const logic::selector& s) { return logic::dump(f, s); }

COVERWATCH_FUNC std::string spelled_operand(const logic::operand& value) {
  if (const auto* number = std::get_if<logic::number_operand>(&value)) return number->spelling;
  if (const auto* regex = std::get_if<logic::regex_operand>(&value)) return "%" + regex->body + "%";
  return in_quotes(text_of(value).value_or(""));
}

// Of terms only the sign is left of selector and operator.
COVERWATCH_FUNC std::string spelled_with(const logic::formula& f, const logic::test& t, const std::string& value) {
  if (f.form == logic::form::message) return (t.how == logic::relation::not_equal ? "-" : "") + value;
  std::string out = spelled(f, f.selectors[t.selector]) + " ";
  out += logic::spelling(t.how);
  return value.empty() ? out : out + " " + value;
}

COVERWATCH_FUNC std::string spelled(const logic::formula& f, const logic::test& t) {
  return spelled_with(f, t, t.operand == logic::none ? std::string() : spelled_operand(f.operands[t.operand]));
}

COVERWATCH_FUNC std::string spelled(const logic::formula& f, const logic::test& t, std::string_view text) {
  return spelled_with(f, t, in_quotes(text));
}

COVERWATCH_FUNC logic::formula alone(const logic::formula& f, const logic::test& t) {
  logic::formula out;
  out.form = f.form;
  out.columns = f.columns;
  out.selectors.push_back(f.selectors[t.selector]);
  if (t.operand != logic::none) out.operands.push_back(f.operands[t.operand]);
  out.tests.push_back({0, t.how, t.operand == logic::none ? logic::none : 0});
  out.nodes.push_back({logic::connective::test, 0, {}});
  return out;
}

COVERWATCH_FUNC const syntax::expression& inside_groups(const syntax::expression& e) {
  const syntax::expression* at = &e;
  while (const auto* g = std::get_if<syntax::group>(&at->node)) at = &g->inside.front();
  return *at;
}

// Recursion is bounded by the nesting limit of patterns.
COVERWATCH_FUNC void add_alternatives_of(const syntax::expression& e, std::vector<const syntax::expression*>& out) {
  const syntax::expression& inside = inside_groups(e);
  const auto* d = std::get_if<syntax::disjunction>(&inside.node);
  if (d == nullptr) return out.push_back(&inside);
  for (const syntax::expression& part : d->parts) add_alternatives_of(part, out);
}

COVERWATCH_FUNC std::vector<const syntax::expression*> alternatives_of(const syntax::expression& e) {
  std::vector<const syntax::expression*> out;
  add_alternatives_of(e, out);
  return out;
}

COVERWATCH_FUNC syntax::tree tree_of(const syntax::expression& e) { return {syntax::json_pattern{e}}; }

COVERWATCH_FUNC std::string spelled(const syntax::expression& e) {
  const std::string braced = syntax::print(tree_of(e));
  return braced.substr(2, braced.size() - 4);
}

COVERWATCH_FUNC pattern known_pattern(std::string_view text, const parse_options& options) {
  auto parsed = pattern::parse(text, options);
  if (!parsed) support::fail_for_memory();
  return std::move(*parsed);
}

COVERWATCH_FUNC pattern pattern_without_limits(const std::string& text, wildcards dialect) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  return known_pattern(text, {dialect, any, any, any, any, any});
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
