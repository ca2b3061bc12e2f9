// SPDX-License-Identifier: Apache-2.0
// How patterns are made that read no JSON. The trees keep to what the parser makes: one unnamed column alone is no
// column, names and the ellipsis occur once, conditions speak of their own column and stand in no parentheses.
#include "sample_operand.hpp"
#include "sample_pattern.hpp"
#include "vocabulary.hpp"

#include <algorithm>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

std::variant<syntax::bare, syntax::quoted> term_text(choices& c) {
  if (c.chance(60)) {
    const auto& word = c.chance(70) ? words()[c.below(4)] : c.pick(words());
    if (c.chance(30)) return quote(word, c);
    return syntax::bare{word, {}};
  }
  return quote(c.pick(phrases()), c);
}

syntax::tree any_terms(choices& c) {
  syntax::term_pattern p;
  const std::size_t mode = c.weighted({45, 30, 10, 15});  // any, optional, absent, present
  for (std::size_t count = 1 + c.weighted({30, 30, 25, 10, 5}); count > 0; --count) {
    const auto how = mode == 0   ? static_cast<syntax::demand>(c.below(3))
                     : mode == 1 ? syntax::demand::optional
                     : mode == 2 ? syntax::demand::absent
                                 : syntax::demand::present;
    p.terms.push_back({how, term_text(c), {}});
  }
  return {std::move(p)};
}

syntax::operand column_operand(choices& c, budget& left) {
  if (c.chance(3)) return syntax::bare{"null", {}};  // an ordinary word here
  return c.chance(25) ? text_value(c.pick(words()), c) : any_operand(c, left);
}

syntax::expression column_condition(const syntax::column_name& name, choices& c, budget& left) {
  switch (c.weighted({42, 30, 28})) {
    case 0: return {syntax::compare{name, syntax::comparison::equal, column_operand(c, left), {}}};
    case 1: return {syntax::compare{name, syntax::comparison::not_equal, column_operand(c, left), {}}};
    default: break;
  }
  const auto op =
      static_cast<syntax::comparison>(static_cast<int>(syntax::comparison::less) + static_cast<int>(c.below(4)));
  return {syntax::compare{name, op, number_value(c), {}}};
}

// One condition, or several in one kind of list.
template <class List, class Make>
syntax::expression list_of(std::size_t count, const Make& make) {
  if (count == 1) return make();
  List list;
  for (; count > 0; --count) list.parts.push_back(make());
  return {std::move(list)};
}

syntax::expression column_conditions(const syntax::column_name& name, choices& c, budget& left) {
  return list_of<syntax::disjunction>(1 + c.weighted({65, 25, 10}), [&] {
    return list_of<syntax::conjunction>(1 + c.weighted({75, 20, 5}), [&] { return column_condition(name, c, left); });
  });
}

syntax::column any_column(const std::vector<syntax::column>& before, choices& c, budget& left) {
  syntax::column column;
  syntax::column_name name{c.pick(column_names()), {}};
  const auto taken = [&](const syntax::column& other) { return other.name == name; };
  if (c.chance(15) || std::any_of(before.begin(), before.end(), taken)) return column;
  column.how = syntax::column::kind::named;
  column.name = name;
  if (c.chance(75)) column.conditions.push_back(column_conditions(name, c, left));
  return column;
}

syntax::tree any_columns(choices& c) {
  budget left;
  syntax::column_pattern p;
  for (std::size_t count = c.weighted({6, 22, 28, 24, 12, 8}); count > 0; --count) {
    p.columns.push_back(any_column(p.columns, c, left));
  }
  if (c.chance(50)) {
    const auto at = static_cast<std::ptrdiff_t>(c.below(p.columns.size() + 1));
    p.columns.insert(p.columns.begin() + at, {syntax::column::kind::ellipsis, {}, {}, {}});
  }
  const bool one_unnamed = p.columns.size() == 1 && p.columns.front().how == syntax::column::kind::unnamed;
  if (one_unnamed) p.columns.clear();
  return {std::move(p)};
}

syntax::tree any_text_tree(choices& c) {
  switch (c.weighted({36, 54, 7, 3})) {
    case 0: return any_terms(c);
    case 1: return any_columns(c);
    case 2: return {syntax::regex_pattern{{c.pick(regexes()), {}}}};
    default: return {syntax::everything{}};
  }
}

}  // namespace

syntax::tree any_text_pattern(choices& c) {
  constexpr std::size_t roomy = 450;  // bytes in one layout; no layout doubles that
  for (int tries = 0; tries < 10; ++tries) {
    auto tree = any_text_tree(c);
    if (spell(tree, c).size() <= roomy) return tree;
  }
  return {syntax::everything{}};
}

}  // namespace sample
