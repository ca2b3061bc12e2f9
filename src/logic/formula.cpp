// SPDX-License-Identifier: Apache-2.0
// The normal form as text, for people and golden tests: one line a test, indented under `all` and `any`.
#include "logic/formula.hpp"

#include "support/json.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::logic {

COVERWATCH_FUNC std::size_t wildcard_position(const selector& s) noexcept {
  const auto it = std::find_if(s.steps.begin(), s.steps.end(),
                               [](const step& x) { return std::holds_alternative<any_step>(x); });
  return static_cast<std::size_t>(it - s.steps.begin());
}

COVERWATCH_FUNC bool plain_name(std::string_view name) noexcept {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

COVERWATCH_FUNC std::string dump(const selector& s) {
  std::string out = "$";
  for (const step& x : s.steps) {
    if (const auto* name = std::get_if<name_step>(&x)) {
      out += plain_name(name->name) ? "." + name->name : ".['" + name->name + "']";
    } else if (const auto* index = std::get_if<index_step>(&x)) {
      out += "[" + std::to_string(index->index) + "]";
    } else {
      out += ".*";
    }
  }
  return out;
}

COVERWATCH_FUNC std::string dump(const formula& f, const selector& s) {
  if (f.form == form::message) return "message";
  if (f.form == form::object) return dump(s);
  const std::uint64_t number = std::get_if<index_step>(&s.steps.front())->index;
  const column& c = f.columns[number];
  return c.how == column::kind::named ? c.name : "column " + std::to_string(number + 1);
}

COVERWATCH_FUNC std::string joined_by_stars(const support::wildcard_pieces& w) {
  std::string out;
  for (std::size_t i = 0; i < w.pieces.size(); ++i) out += (i == 0 ? "" : "*") + w.pieces[i];
  return out;
}

COVERWATCH_FUNC std::string dump(const operand& value) {
  std::string out;
  if (const auto* text = std::get_if<text_operand>(&value)) {
    out = "text ";
    support::json::append_quoted(out, text->text);
  } else if (const auto* wildcard = std::get_if<wildcard_operand>(&value)) {
    out = "wildcard ";
    support::json::append_quoted(out, joined_by_stars(wildcard->pieces));
  } else if (const auto* regex = std::get_if<regex_operand>(&value)) {
    out = "regex %" + regex->body + "%";
  } else if (const auto* number = std::get_if<number_operand>(&value)) {
    out = "number " + number->spelling;
  } else if (const auto* phrase = std::get_if<phrase_operand>(&value)) {
    out = "phrase ";
    support::json::append_quoted(out, phrase->text);
  }
  return out;
}

COVERWATCH_FUNC std::string_view spelling(relation how) noexcept {
  switch (how) {
    case relation::equal: return "=";
    case relation::not_equal: return "!=";
    case relation::less: return "<";
    case relation::less_equal: return "<=";
    case relation::greater: return ">";
    case relation::greater_equal: return ">=";
    case relation::is_null: return "IS NULL";
    case relation::is_true: return "IS TRUE";
    case relation::is_false: return "IS FALSE";
    case relation::not_exists: return "NOT EXISTS";
  }
  return "";
}

COVERWATCH_FUNC std::string dump(const formula& f, const test& t) {
  std::string out = dump(f, f.selectors[t.selector]);
  out += ' ';
  out += spelling(t.how);
  if (t.operand != none) out += " " + dump(f.operands[t.operand]);
  return out;
}

// Bounded: `lower` makes no formula deeper than the nesting limit of patterns.
COVERWATCH_FUNC void dump_node(const formula& f, std::uint32_t index, std::size_t indent, std::string& out) {
  const node& n = f.nodes[index];
  out.append(indent, ' ');
  if (n.how == connective::test) {
    out += dump(f, f.tests[n.test]) + "\n";
    return;
  }
  out += n.how == connective::all ? "all\n" : "any\n";
  for (const std::uint32_t part : n.parts) dump_node(f, part, indent + 2, out);
}

// The columns of a space-delimited pattern, a line.
COVERWATCH_FUNC std::string dump_columns(const formula& f) {
  std::string out = "columns";
  for (const column& c : f.columns) {
    out += c.how == column::kind::named ? " " + c.name : c.how == column::kind::ellipsis ? " ..." : " _";
  }
  return out + "\n";
}

COVERWATCH_FUNC std::string dump(const formula& f) {
  std::string out = f.form == form::columns ? dump_columns(f) : "";
  dump_node(f, f.root, 0, out);
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
