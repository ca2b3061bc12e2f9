// SPDX-License-Identifier: Apache-2.0
// How JSON patterns are made. The trees keep to what the parser makes: groups only where written, conjunctions without
// disjunctions inside. Their values come from sample_operand.cpp, their layouts from spell_pattern.cpp.
#include "sample_pattern.hpp"

#include "sample_operand.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <cctype>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

bool plain_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char ch) {
    return ch < 0x80 && (std::isalnum(ch) != 0 || ch == '_' || ch == '-');
  });
}

syntax::step name_step(choices& c) {
  syntax::name_step step;
  step.name = c.chance(70) ? names()[c.below(4)] : c.pick(names());
  step.bracketed = !plain_name(step.name) || c.chance(10);
  return step;
}

syntax::step index_step(choices& c) {
  static const std::vector<std::string> indices{"0", "1", "2", "01", "4294967296", "18446744073709551616"};
  syntax::index_step step;
  step.digits = c.chance(95) ? indices[c.below(3)] : c.pick(indices);
  return step;
}

syntax::selector any_selector(choices& c, budget& left) {
  syntax::selector s;
  const std::size_t length = 1 + c.weighted({50, 35, 15});
  const bool wild = left.wildcard_selectors > 0 && c.chance(48);
  const std::size_t star = wild ? (length > 1 && c.chance(90) ? 1 + c.below(length - 1) : c.below(length)) : length;
  for (std::size_t i = 0; i < length; ++i) {
    if (i == star) {
      syntax::any_step step;
      step.bracketed = i > 0 && c.chance(50);
      s.steps.emplace_back(step);
    } else {
      s.steps.push_back(i > 0 && c.chance(20) ? index_step(c) : name_step(c));
    }
  }
  if (wild) --left.wildcard_selectors;
  return s;
}

syntax::expression condition(choices& c, budget& left) {
  auto selector = any_selector(c, left);
  switch (c.weighted({27, 27, 22, 16, 8})) {
    case 0: return {syntax::compare{std::move(selector), syntax::comparison::equal, any_operand(c, left), {}}};
    case 1: return {syntax::compare{std::move(selector), syntax::comparison::not_equal, any_operand(c, left), {}}};
    case 2: {
      const auto op =
          static_cast<syntax::comparison>(static_cast<int>(syntax::comparison::less) + static_cast<int>(c.below(4)));
      return {syntax::compare{std::move(selector), op, number_value(c), {}}};
    }
    case 3: return {syntax::is{std::move(selector), static_cast<syntax::literal>(c.below(3)), {}}};
    default: return {syntax::not_exists{std::move(selector), {}}};
  }
}

enum class level { in_group, in_disjunction, in_conjunction };

syntax::expression any_expression(choices& c, budget& left, std::size_t conditions, level where);

template <class Parts>
Parts split(choices& c, budget& left, std::size_t conditions, level inside) {
  Parts parts;
  while (conditions > 0) {
    const std::size_t room = parts.parts.empty() ? conditions - 1 : conditions;
    const std::size_t share = 1 + c.below(room);
    parts.parts.push_back(any_expression(c, left, share, inside));
    conditions -= share;
  }
  return parts;
}

syntax::expression group(choices& c, budget& left, std::size_t conditions) {
  syntax::group g;
  g.inside.push_back(any_expression(c, left, conditions, level::in_group));
  return {std::move(g)};
}

syntax::expression any_expression(choices& c, budget& left, std::size_t conditions, level where) {
  if (conditions == 1) return c.chance(15) ? group(c, left, 1) : condition(c, left);
  if (where == level::in_conjunction || c.chance(15)) return group(c, left, conditions);
  if (where == level::in_group && c.chance(50)) {
    return {split<syntax::disjunction>(c, left, conditions, level::in_disjunction)};
  }
  return {split<syntax::conjunction>(c, left, conditions, level::in_conjunction)};
}

}  // namespace

syntax::tree any_pattern(choices& c) {
  constexpr std::size_t roomy = 450;  // bytes in one layout; no layout doubles that
  for (std::size_t conditions = 1 + c.below(9); conditions > 1; conditions /= 2) {
    budget left;
    syntax::tree tree{syntax::json_pattern{any_expression(c, left, conditions, level::in_group)}};
    if (spell(tree, c).size() <= roomy) return tree;
  }
  budget left;
  return {syntax::json_pattern{any_expression(c, left, 1, level::in_group)}};
}

}  // namespace sample
