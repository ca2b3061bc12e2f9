// SPDX-License-Identifier: Apache-2.0
// Two walks over the tree. Their recursion is as deep as the pattern's parentheses, which parsing has bounded.
#include "cli/tree_text.hpp"

#include "syntax/print.hpp"

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using syntax::overloaded;

void add_lines(std::vector<std::string>& lines, const syntax::expression& e, std::size_t indent);

void add_branch(std::vector<std::string>& lines, std::string_view head, const std::vector<syntax::expression>& parts,
                std::size_t indent) {
  lines.push_back(std::string(indent, ' ').append(head));
  for (const syntax::expression& part : parts) add_lines(lines, part, indent + 2);
}

std::string condition(const syntax::compare& c) {
  return fmt::format("{} {} {}", print(c.left), spelling(c.op), print(c.right));
}
std::string condition(const syntax::is& c) { return fmt::format("{} IS {}", print(c.left), spelling(c.right)); }
std::string condition(const syntax::not_exists& c) { return fmt::format("{} NOT EXISTS", print(c.left)); }

void add_lines(std::vector<std::string>& lines, const syntax::expression& e, std::size_t indent) {
  std::visit(overloaded{[&](const syntax::group& g) { add_branch(lines, "( )", g.inside, indent); },
                        [&](const syntax::conjunction& c) { add_branch(lines, "&&", c.parts, indent); },
                        [&](const syntax::disjunction& d) { add_branch(lines, "||", d.parts, indent); },
                        [&](const auto& leaf) { lines.push_back(std::string(indent, ' ') + condition(leaf)); }},
             e.node);
}

std::string_view kind(const syntax::operand& value) {
  return std::visit(overloaded{[](const syntax::quoted&) -> std::string_view { return "quoted"; },
                               [](const syntax::bare&) -> std::string_view { return "bare"; },
                               [](const syntax::number&) -> std::string_view { return "number"; },
                               [](const syntax::regex&) -> std::string_view { return "regex"; }},
                    value);
}

void write_place(report::json_writer& out, const syntax::place& where) {
  out.key("begin").number(where.begin).key("end").number(where.end);
}

void write(report::json_writer& out, const syntax::expression& e);

void write_parts(report::json_writer& out, std::string_view name, const std::vector<syntax::expression>& parts) {
  out.key("kind").string(name).key("parts").open('[');
  for (const syntax::expression& part : parts) write(out, part);
  out.close(']');
}

void write_node(report::json_writer& out, const syntax::compare& c) {
  const bool of_column = std::holds_alternative<syntax::column_name>(c.left);
  out.key("kind").string("compare").key(of_column ? "column" : "selector").string(print(c.left));
  out.key("operator").string(spelling(c.op)).key("value").string(print(c.right));
  out.key("valueKind").string(kind(c.right));
}
void write_node(report::json_writer& out, const syntax::is& c) {
  out.key("kind").string("is").key("selector").string(print(c.left)).key("value").string(spelling(c.right));
}
void write_node(report::json_writer& out, const syntax::not_exists& c) {
  out.key("kind").string("notExists").key("selector").string(print(c.left));
}
void write_node(report::json_writer& out, const syntax::group& g) {
  out.key("kind").string("group").key("inside");
  for (const syntax::expression& inside : g.inside) write(out, inside);
}
void write_node(report::json_writer& out, const syntax::conjunction& c) { write_parts(out, "and", c.parts); }
void write_node(report::json_writer& out, const syntax::disjunction& d) { write_parts(out, "or", d.parts); }

void write(report::json_writer& out, const syntax::expression& e) {
  out.open('{');
  std::visit(
      [&](const auto& node) {
        write_node(out, node);
        write_place(out, node.where);
      },
      e.node);
  out.close('}');
}

// --- The kinds of pattern.

std::string_view kind_name(const syntax::column& c) {
  switch (c.how) {
    case syntax::column::kind::unnamed: return "unnamed";
    case syntax::column::kind::named: return "named";
    case syntax::column::kind::ellipsis: break;
  }
  return "ellipsis";
}

std::string_view kind_name(syntax::demand how) {
  switch (how) {
    case syntax::demand::present: return "present";
    case syntax::demand::absent: return "absent";
    case syntax::demand::optional: break;
  }
  return "optional";
}

void add_lines(std::vector<std::string>& lines, const syntax::everything&) { lines.emplace_back("everything"); }
void add_lines(std::vector<std::string>& lines, const syntax::json_pattern& p) { add_lines(lines, p.root, 0); }
void add_lines(std::vector<std::string>& lines, const syntax::term_pattern& p) {
  lines.emplace_back("terms");
  for (const syntax::term& t : p.terms) lines.push_back("  " + print(t));
}
void add_lines(std::vector<std::string>& lines, const syntax::regex_pattern& p) {
  lines.push_back("%" + p.body.body + "%");
}
void add_lines(std::vector<std::string>& lines, const syntax::column_pattern& p) {
  lines.emplace_back("[ ]");
  for (const syntax::column& c : p.columns) {
    lines.push_back(c.how == syntax::column::kind::unnamed ? "  unnamed"
                                                           : "  " + (c.conditions.empty() ? print(c) : c.name.name));
    for (const syntax::expression& e : c.conditions) add_lines(lines, e, 4);
  }
}

void write(report::json_writer& out, const syntax::everything&) { out.open('{').key("kind").string("everything").close('}'); }
void write(report::json_writer& out, const syntax::json_pattern& p) { write(out, p.root); }
void write(report::json_writer& out, const syntax::term_pattern& p) {
  out.open('{').key("kind").string("terms").key("terms").open('[');
  for (const syntax::term& t : p.terms) {
    out.open('{').key("kind").string(kind_name(t.how)).key("term").string(print(t));
    write_place(out, t.where);
    out.close('}');
  }
  out.close(']').close('}');
}
void write(report::json_writer& out, const syntax::regex_pattern& p) {
  out.open('{').key("kind").string("regex").key("value").string("%" + p.body.body + "%");
  write_place(out, p.body.where);
  out.close('}');
}
void write(report::json_writer& out, const syntax::column_pattern& p) {
  out.open('{').key("kind").string("columns").key("columns").open('[');
  for (const syntax::column& c : p.columns) {
    out.open('{').key("kind").string(kind_name(c));
    if (c.how == syntax::column::kind::named) out.key("name").string(c.name.name);
    for (const syntax::expression& e : c.conditions) {
      out.key("condition");
      write(out, e);
    }
    write_place(out, c.where);
    out.close('}');
  }
  out.close(']').close('}');
}

}  // namespace

std::vector<std::string> tree_lines(const syntax::tree& t) {
  std::vector<std::string> lines;
  std::visit([&](const auto& p) { add_lines(lines, p); }, t.pattern);
  return lines;
}

void write_tree(report::json_writer& out, const syntax::tree& t) {
  std::visit([&](const auto& p) { write(out, p); }, t.pattern);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
