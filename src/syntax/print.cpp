// SPDX-License-Identifier: Apache-2.0
// The tree comes in, its one line of text goes out. Parentheses stand exactly where the pattern had them, since the
// tree keeps them; white space and the case of keywords are made uniform. Never decides what a pattern means.
#include "syntax/print.hpp"

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC void append_step(std::string& out, const step& s) {
  std::visit(overloaded{[&](const name_step& n) { out += n.bracketed ? ".['" + n.name + "']" : "." + n.name; },
                        [&](const index_step& n) { out += "[" + n.digits + "]"; },
                        [&](const any_step& n) { out += n.bracketed ? "[*]" : ".*"; }},
             s);
}

COVERWATCH_FUNC void append_expression(std::string& out, const expression& e);

COVERWATCH_FUNC void append_parts(std::string& out, const std::vector<expression>& parts, std::string_view connective) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += connective;
    append_expression(out, parts[i]);
  }
}

COVERWATCH_FUNC void append_compare(std::string& out, const compare& c) {
  out += print(c.left);
  out += ' ';
  out += spelling(c.op);
  out += ' ';
  out += print(c.right);
}

COVERWATCH_FUNC void append_is(std::string& out, const is& c) {
  out += print(c.left);
  out += " IS ";
  out += spelling(c.right);
}

COVERWATCH_FUNC void append_group(std::string& out, const group& g) {
  out += '(';
  append_parts(out, g.inside, {});
  out += ')';
}

COVERWATCH_FUNC void append_expression(std::string& out, const expression& e) {
  std::visit(overloaded{[&](const compare& c) { append_compare(out, c); }, [&](const is& c) { append_is(out, c); },
                        [&](const not_exists& c) { out += print(c.left) + " NOT EXISTS"; },
                        [&](const group& g) { append_group(out, g); },
                        [&](const conjunction& c) { append_parts(out, c.parts, " && "); },
                        [&](const disjunction& d) { append_parts(out, d.parts, " || "); }},
             e.node);
}

COVERWATCH_FUNC std::string print(const json_pattern& p) {
  std::string out = "{ ";
  append_expression(out, p.root);
  return out += " }";
}

COVERWATCH_FUNC std::string print(const term& t) {
  const std::string text = std::visit(overloaded{[](const bare& b) { return b.text; },
                                                 [](const quoted& q) { return '"' + q.spelling + '"'; }},
                                      t.text);
  return std::string(spelling(t.how)) + text;
}

COVERWATCH_FUNC std::string print(const term_pattern& p) {
  std::string out;
  for (const term& each : p.terms) {
    if (!out.empty()) out += ' ';
    out += print(each);
  }
  return out;
}

// A column with conditions is printed as these, since each of them names it.
COVERWATCH_FUNC std::string print(const column& c) {
  if (c.how == column::kind::ellipsis) return "...";
  if (c.conditions.empty()) return c.name.name;
  std::string out;
  append_expression(out, c.conditions.front());
  return out;
}

COVERWATCH_FUNC std::string print(const column_pattern& p) {
  std::string out = "[";
  for (std::size_t i = 0; i < p.columns.size(); ++i) {
    if (i > 0) out += ", ";
    out += print(p.columns[i]);
  }
  return out += "]";
}

COVERWATCH_FUNC std::string print(const tree& t) {
  return std::visit(overloaded{[](const everything&) { return std::string(); },
                               [](const regex_pattern& p) { return '%' + p.body.body + '%'; },
                               [](const auto& p) { return print(p); }},
                    t.pattern);
}

COVERWATCH_FUNC std::string print(const subject& s) {
  if (const auto* c = std::get_if<column_name>(&s)) return c->name;
  return print(*std::get_if<selector>(&s));
}

COVERWATCH_FUNC std::string print(const selector& s) {
  std::string out = "$";
  for (const step& each : s.steps) append_step(out, each);
  return out;
}

COVERWATCH_FUNC std::string print(const operand& value) {
  return std::visit(
      overloaded{[](const quoted& q) { return '"' + q.spelling + '"'; }, [](const bare& b) { return b.text; },
                 [](const number& n) { return n.spelling; }, [](const regex& r) { return '%' + r.body + '%'; }},
      value);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
