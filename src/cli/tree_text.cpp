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

void write(json_writer& out, const syntax::expression& e);

void write_parts(json_writer& out, std::string_view name, const std::vector<syntax::expression>& parts) {
  out.key("kind").string(name).key("parts").open('[');
  for (const syntax::expression& part : parts) write(out, part);
  out.close(']');
}

void write_node(json_writer& out, const syntax::compare& c) {
  out.key("kind").string("compare").key("selector").string(print(c.left));
  out.key("operator").string(spelling(c.op)).key("value").string(print(c.right));
  out.key("valueKind").string(kind(c.right));
}
void write_node(json_writer& out, const syntax::is& c) {
  out.key("kind").string("is").key("selector").string(print(c.left)).key("value").string(spelling(c.right));
}
void write_node(json_writer& out, const syntax::not_exists& c) {
  out.key("kind").string("notExists").key("selector").string(print(c.left));
}
void write_node(json_writer& out, const syntax::group& g) {
  out.key("kind").string("group").key("inside");
  for (const syntax::expression& inside : g.inside) write(out, inside);
}
void write_node(json_writer& out, const syntax::conjunction& c) { write_parts(out, "and", c.parts); }
void write_node(json_writer& out, const syntax::disjunction& d) { write_parts(out, "or", d.parts); }

void write(json_writer& out, const syntax::expression& e) {
  out.open('{');
  std::visit(
      [&](const auto& node) {
        write_node(out, node);
        out.key("begin").number(node.where.begin).key("end").number(node.where.end);
      },
      e.node);
  out.close('}');
}

}  // namespace

std::vector<std::string> tree_lines(const syntax::tree& t) {
  std::vector<std::string> lines;
  add_lines(lines, t.root, 0);
  return lines;
}

void write_tree(json_writer& out, const syntax::tree& t) { write(out, t.root); }

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
