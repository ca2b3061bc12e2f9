// SPDX-License-Identifier: Apache-2.0
// Tree to normal form. One entry, `lower`; the builder below it interns every part, so that equal parts get one number.
// Never changes a spelling: `= 1` and `= 1.0` stay two tests.
#include "logic/lower.hpp"

#include <algorithm>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// The place of `item` in `all`, added at the end if it is new. Patterns are short: a search beats an index.
template <class Item>
std::uint32_t interned(std::vector<Item>& all, Item item) {
  const auto it = std::find(all.begin(), all.end(), item);
  const auto place = static_cast<std::uint32_t>(it - all.begin());
  if (it == all.end()) all.push_back(std::move(item));
  return place;
}

COVERWATCH_FUNC std::uint64_t index_value(std::string_view digits) noexcept {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (largest - digit) / 10) return largest;
    value = value * 10 + digit;
  }
  return value;
}

COVERWATCH_FUNC selector lower_selector(const syntax::selector& s) {
  selector out;
  for (const syntax::step& x : s.steps) {
    if (const auto* name = std::get_if<syntax::name_step>(&x)) {
      out.steps.push_back(name_step{name->name});
    } else if (const auto* index = std::get_if<syntax::index_step>(&x)) {
      out.steps.push_back(index_step{index_value(index->digits)});
    } else {
      out.steps.push_back(any_step{});
    }
  }
  return out;
}

COVERWATCH_FUNC operand lower_text(const std::string& text) {
  if (text.find('*') == std::string::npos) return text_operand{text};
  return wildcard_operand{support::split_wildcard(text)};
}

COVERWATCH_FUNC operand lower_regex(const std::string& body) {
  const auto branches = support::parse_regex(body, std::numeric_limits<std::size_t>::max());
  return regex_operand{body, support::regex(*branches)};
}

COVERWATCH_FUNC operand lower_operand(const syntax::operand& value) {
  return std::visit(syntax::overloaded{
                        [](const syntax::quoted& q) { return lower_text(q.text); },
                        [](const syntax::bare& b) { return lower_text(b.text); },
                        [](const syntax::number& n) -> operand {
                          return number_operand{n.spelling, *support::parse_decimal(n.spelling)};
                        },
                        [](const syntax::regex& r) { return lower_regex(r.body); },
                    },
                    value);
}

COVERWATCH_FUNC relation lower_relation(syntax::comparison op) noexcept {
  switch (op) {
    case syntax::comparison::equal: return relation::equal;
    case syntax::comparison::not_equal: return relation::not_equal;
    case syntax::comparison::less: return relation::less;
    case syntax::comparison::less_equal: return relation::less_equal;
    case syntax::comparison::greater: return relation::greater;
    case syntax::comparison::greater_equal: return relation::greater_equal;
  }
  return relation::equal;
}

COVERWATCH_FUNC relation lower_relation(syntax::literal value) noexcept {
  switch (value) {
    case syntax::literal::null: return relation::is_null;
    case syntax::literal::true_: return relation::is_true;
    case syntax::literal::false_: return relation::is_false;
  }
  return relation::is_null;
}

// Turns expressions into nodes of `out`. Recursion is bounded by the nesting limit of patterns.
struct lowering {
  formula out;

  // The number of a column by its name.
  selector lower_subject(const syntax::subject& s) const {
    if (const auto* path = std::get_if<syntax::selector>(&s)) return lower_selector(*path);
    const std::string& name = std::get_if<syntax::column_name>(&s)->name;
    const auto named = std::find(out.columns.begin(), out.columns.end(), column{column::kind::named, name});
    return {{index_step{static_cast<std::uint64_t>(named - out.columns.begin())}}};
  }

  std::uint32_t leaf(selector s, relation how, std::uint32_t operand_index) {
    const std::uint32_t selector_index = interned(out.selectors, std::move(s));
    const std::uint32_t test_index = interned(out.tests, test{selector_index, how, operand_index});
    return interned(out.nodes, node{connective::test, test_index, {}});
  }

  // `all` inside `all` dissolves, as does `any` inside `any`; a part that occurs twice is kept once.
  void add_part(std::vector<std::uint32_t>& parts, connective how, std::uint32_t part) const {
    const auto add = [&parts](std::uint32_t p) {
      if (std::find(parts.begin(), parts.end(), p) == parts.end()) parts.push_back(p);
    };
    if (out.nodes[part].how == how) {
      for (const std::uint32_t p : out.nodes[part].parts) add(p);
    } else {
      add(part);
    }
  }

  std::uint32_t join(connective how, const std::vector<std::uint32_t>& nodes) {
    std::vector<std::uint32_t> parts;
    for (const std::uint32_t n : nodes) add_part(parts, how, n);
    if (parts.size() == 1) return parts.front();
    return interned(out.nodes, node{how, none, std::move(parts)});
  }

  std::uint32_t join(connective how, const std::vector<syntax::expression>& expressions) {
    std::vector<std::uint32_t> nodes;
    for (const syntax::expression& e : expressions) nodes.push_back(expression(e));
    return join(how, nodes);
  }

  std::uint32_t expression(const syntax::expression& e) {
    return std::visit(
        syntax::overloaded{
            [this](const syntax::compare& c) {
              return leaf(lower_subject(c.left), lower_relation(c.op), interned(out.operands, lower_operand(c.right)));
            },
            [this](const syntax::is& c) { return leaf(lower_selector(c.left), lower_relation(c.right), none); },
            [this](const syntax::not_exists& c) { return leaf(lower_selector(c.left), relation::not_exists, none); },
            [this](const syntax::group& g) { return expression(g.inside.front()); },
            [this](const syntax::conjunction& c) { return join(connective::all, c.parts); },
            [this](const syntax::disjunction& d) { return join(connective::any, d.parts); },
        },
        e.node);
  }

  // --- The kinds of pattern.

  std::uint32_t ask_message(relation how, operand what) {
    out.form = form::message;
    return leaf({}, how, interned(out.operands, std::move(what)));
  }

  std::uint32_t lower_pattern(const syntax::everything&) {
    out.form = form::message;
    return join(connective::all, std::vector<std::uint32_t>{});
  }

  std::uint32_t lower_pattern(const syntax::json_pattern& p) { return expression(p.root); }

  std::uint32_t lower_term(const syntax::term& t) {
    const relation how = t.how == syntax::demand::absent ? relation::not_equal : relation::equal;
    return ask_message(how, phrase_operand{std::visit([](const auto& word) { return word.text; }, t.text)});
  }

  // Optional terms count only where there are no others.
  std::uint32_t lower_pattern(const syntax::term_pattern& p) {
    const auto optional = [](const syntax::term& t) { return t.how == syntax::demand::optional; };
    const bool only_optional = std::all_of(p.terms.begin(), p.terms.end(), optional);
    std::vector<std::uint32_t> nodes;
    for (const syntax::term& t : p.terms) {
      if (only_optional || !optional(t)) nodes.push_back(lower_term(t));
    }
    return join(only_optional ? connective::any : connective::all, nodes);
  }

  std::uint32_t lower_pattern(const syntax::regex_pattern& p) {
    return ask_message(relation::equal, lower_regex(p.body.body));
  }

  static column lower_column(const syntax::column& c) {
    switch (c.how) {
      case syntax::column::kind::unnamed: return {column::kind::unnamed, {}};
      case syntax::column::kind::named: return {column::kind::named, c.name.name};
      case syntax::column::kind::ellipsis: break;
    }
    return {column::kind::ellipsis, {}};
  }

  // No columns at all are an ellipsis. All columns with conditions must hold.
  std::uint32_t lower_pattern(const syntax::column_pattern& p) {
    out.form = form::columns;
    for (const syntax::column& c : p.columns) out.columns.push_back(lower_column(c));
    if (out.columns.empty()) out.columns.push_back({column::kind::ellipsis, {}});
    std::vector<std::uint32_t> nodes;
    for (const syntax::column& c : p.columns) {
      for (const syntax::expression& e : c.conditions) nodes.push_back(expression(e));
    }
    return join(connective::all, nodes);
  }
};

COVERWATCH_FUNC formula lower(const syntax::tree& t) {
  lowering work;
  work.out.root = std::visit([&](const auto& p) { return work.lower_pattern(p); }, t.pattern);
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
