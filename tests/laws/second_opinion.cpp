// SPDX-License-Identifier: Apache-2.0
// The rules, one small function each, in the order of docs/language.md.
#include "second_opinion.hpp"

#include "../support/json_root.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace opinion {
namespace {

using sample::kind;

// Nodes

bool comparable(const value& node) { return node.what == kind::string || node.what == kind::number; }
bool is_array(const value& node) { return node.what == kind::array; }

std::string text_of(const value& node) { return node.what == kind::string ? node.text : read_number(node.text).text; }

struct equals {
  const value& node;
  bool leftmost;
  bool operator()(const syntax::quoted& q) const { return text_matches(q.text, text_of(node), leftmost); }
  bool operator()(const syntax::bare& b) const { return text_matches(b.text, text_of(node), leftmost); }
  bool operator()(const syntax::regex& r) const { return regex_found(r.body, text_of(node)); }
  bool operator()(const syntax::number& n) const {
    if (node.what == kind::string) return node.text == n.spelling;
    reading constant;
    read_decimal(n.spelling, constant);
    const auto number = read_number(node.text);
    return number.finite && order(number, constant) == 0;
  }
};

bool node_equals(const value& node, const syntax::operand& v, bool leftmost) {
  return comparable(node) && std::visit(equals{node, leftmost}, v);
}

// `!=` of a finite number is plain; one that is not finite neither equals nor differs from a number.
bool node_differs(const value& node, const syntax::operand& v, bool leftmost) {
  if (!comparable(node)) return false;
  const bool by_value = std::holds_alternative<syntax::number>(v) && node.what == kind::number;
  if (by_value && !read_number(node.text).finite) return false;
  return !node_equals(node, v, leftmost);
}

bool node_compares(const value& node, syntax::comparison op, const syntax::operand& v) {
  if (node.what != kind::number) return false;
  const auto number = read_number(node.text);
  reading constant;
  read_decimal(std::get<syntax::number>(v).spelling, constant);
  if (!number.finite) return false;
  const int side = order(number, constant);
  switch (op) {
    case syntax::comparison::less: return side < 0;
    case syntax::comparison::less_equal: return side <= 0;
    case syntax::comparison::greater: return side > 0;
    case syntax::comparison::greater_equal: return side >= 0;
    case syntax::comparison::equal:
    case syntax::comparison::not_equal: break;
  }
  std::abort();
}

bool any_node(const selection& s, const auto& test) {
  return std::any_of(s.nodes.begin(), s.nodes.end(), [&](const value* node) { return test(*node); });
}

bool holds_one(const syntax::compare& c, const value& event, bool leftmost) {
  const auto s = select(sample::path(c.left), event);
  const auto equal = [&](const value& node) { return node_equals(node, c.right, leftmost); };
  if (c.op == syntax::comparison::equal) return any_node(s, equal);
  if (c.op == syntax::comparison::not_equal) {
    if (s.wild) return s.base != nullptr && !any_node(s, equal);
    return any_node(s, [&](const value& node) { return node_differs(node, c.right, leftmost); });
  }
  return any_node(s, [&](const value& node) { return node_compares(node, c.op, c.right); });
}

bool holds_one(const syntax::is& c, const value& event, bool) {
  const auto s = select(c.left, event);
  const std::array wanted{kind::null, kind::true_, kind::false_};
  const kind want = wanted[static_cast<std::size_t>(c.right)];
  const auto is_wanted = [&](const value& node) { return node.what == want; };
  if (any_node(s, is_wanted)) return true;
  if (want != kind::null || s.wild) return false;
  return any_node(s, [&](const value& node) {
    return is_array(node) && std::any_of(node.items.begin(), node.items.end(), is_wanted);
  });
}

bool holds_one(const syntax::not_exists& c, const value& event, bool) { return select(c.left, event).nodes.empty(); }

// One step from one node.
struct advance {
  const value& from;
  std::vector<const value*>& out;
  void operator()(const syntax::name_step& step) const {
    if (const value* found = sample::member(from, step.name)) out.push_back(found);
  }
  void operator()(const syntax::index_step& step) const {
    if (!is_array(from)) return;
    for (std::size_t i = 0; i < from.items.size(); ++i) {
      const auto significant = std::min(step.digits.find_first_not_of('0'), step.digits.size() - 1);
      if (step.digits.substr(significant) == std::to_string(i)) out.push_back(&from.items[i]);
    }
  }
  void operator()(const syntax::any_step&) const {
    for (const value* child : sample::children(from)) out.push_back(child);
  }
};

struct evaluation {
  const value& event;
  bool leftmost;
  bool operator()(const syntax::compare& c) const { return holds_one(c, event, leftmost); }
  bool operator()(const syntax::is& c) const { return holds_one(c, event, leftmost); }
  bool operator()(const syntax::not_exists& c) const { return holds_one(c, event, leftmost); }
  bool operator()(const syntax::group& g) const { return one(g.inside.front()); }
  bool operator()(const syntax::conjunction& j) const {
    return std::all_of(j.parts.begin(), j.parts.end(), [&](const auto& part) { return one(part); });
  }
  bool operator()(const syntax::disjunction& d) const {
    return std::any_of(d.parts.begin(), d.parts.end(), [&](const auto& part) { return one(part); });
  }
  bool one(const syntax::expression& e) const { return std::visit(*this, e.node); }
};

struct collector {
  std::vector<condition>& out;
  void operator()(const syntax::compare& c) const { out.emplace_back(&c); }
  void operator()(const syntax::is& c) const { out.emplace_back(&c); }
  void operator()(const syntax::not_exists& c) const { out.emplace_back(&c); }
  void operator()(const syntax::group& g) const { all(g.inside); }
  void operator()(const syntax::conjunction& j) const { all(j.parts); }
  void operator()(const syntax::disjunction& d) const { all(d.parts); }
  void all(const std::vector<syntax::expression>& parts) const {
    for (const auto& part : parts) std::visit(*this, part.node);
  }
};

}  // namespace

selection select(const syntax::selector& s, const value& event) {
  selection out;
  out.nodes = {&event};
  for (const auto& step : s.steps) {
    if (std::holds_alternative<syntax::any_step>(step)) {
      out.wild = true;
      out.base = out.nodes.empty() ? nullptr : out.nodes.front();
    }
    std::vector<const value*> next;
    for (const value* node : out.nodes) std::visit(advance{*node, next}, step);
    out.nodes = std::move(next);
  }
  return out;
}

bool matches(const syntax::tree& t, const value& event, bool leftmost) {
  return event.what == kind::object && evaluation{event, leftmost}.one(sample::json_root(t));
}

std::vector<condition> conditions(const syntax::tree& t) {
  std::vector<condition> out;
  std::visit(collector{out}, sample::json_root(t).node);
  return out;
}

bool holds(const condition& c, const value& event, bool leftmost) {
  return std::visit([&](const auto* one) { return holds_one(*one, event, leftmost); }, c);
}

}  // namespace opinion
