// SPDX-License-Identifier: Apache-2.0
// How patterns of every kind are laid out. White space stands wherever the grammar lets it, or not; operands and
// phrases are spelled as their trees have them.
#include "sample_pattern.hpp"

#include <cctype>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

// Writes a tree down. Gaps are where white space may stand.
struct writer {
  choices& c;
  std::string out;

  void gap(std::size_t percent = 60) {
    static const std::vector<std::string> spaces{" ", "  ", "\n", "\t", "\r\n"};
    if (c.chance(percent)) out += c.chance(90) ? spaces[0] : c.pick(spaces);
  }
  void word(std::string_view keyword) {
    const bool small = c.chance(20);
    for (const char ch : keyword) {
      out += small || c.chance(5) ? static_cast<char>(std::tolower(static_cast<unsigned char>(ch))) : ch;
    }
  }
  void operator()(const syntax::name_step& s) { out += s.bracketed ? ".['" + s.name + "']" : "." + s.name; }
  void operator()(const syntax::index_step& s) { out += "[" + s.digits + "]"; }
  void operator()(const syntax::any_step& s) { out += s.bracketed ? "[*]" : ".*"; }
  void operator()(const syntax::selector& s) {
    out += '$';
    for (const auto& step : s.steps) std::visit(*this, step);
  }
  void operator()(const syntax::column_name& n) { out += n.name; }
  void operator()(const syntax::quoted& q) { out += '"' + q.spelling + '"'; }
  void operator()(const syntax::bare& b) { out += b.text; }
  void operator()(const syntax::number& n) { out += n.spelling; }
  void operator()(const syntax::regex& r) { out += '%' + r.body + '%'; }
  void operator()(const syntax::compare& condition) {
    std::visit(*this, condition.left);
    gap();
    out += syntax::spelling(condition.op);
    gap();
    std::visit(*this, condition.right);
  }
  void operator()(const syntax::is& condition) {
    (*this)(condition.left);
    gap(100);
    word("IS");
    gap(100);
    word(syntax::spelling(condition.right));
  }
  void operator()(const syntax::not_exists& condition) {
    (*this)(condition.left);
    gap(100);
    word("NOT");
    gap(100);
    word("EXISTS");
  }
  void operator()(const syntax::group& g) {
    out += '(';
    gap(20);
    std::visit(*this, g.inside.front().node);
    gap(20);
    out += ')';
  }
  void list(const std::vector<syntax::expression>& parts, const char* connective) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) {
        gap();
        out += connective;
        gap();
      }
      std::visit(*this, parts[i].node);
    }
  }
  void operator()(const syntax::conjunction& j) { list(j.parts, "&&"); }
  void operator()(const syntax::disjunction& d) { list(d.parts, "||"); }

  // The kinds of pattern.
  void operator()(const syntax::everything&) {}
  void operator()(const syntax::json_pattern& p) {
    out += '{';
    gap();
    std::visit(*this, p.root.node);
    gap();
    out += '}';
  }
  void operator()(const syntax::regex_pattern& p) { (*this)(p.body); }
  // A sign may be glued to the term before it.
  void operator()(const syntax::term_pattern& p) {
    for (std::size_t i = 0; i < p.terms.size(); ++i) {
      const auto& term = p.terms[i];
      if (i > 0) gap(term.how == syntax::demand::present ? 100 : 70);
      out += syntax::spelling(term.how);
      std::visit(*this, term.text);
    }
  }
  // Conditions begin with the column's name.
  void operator()(const syntax::column& column) {
    if (column.how == syntax::column::kind::ellipsis) {
      out += "...";
    } else if (column.conditions.empty()) {
      out += column.name.name;
    } else {
      std::visit(*this, column.conditions.front().node);
    }
  }
  void operator()(const syntax::column_pattern& p) {
    out += '[';
    gap(20);
    for (std::size_t i = 0; i < p.columns.size(); ++i) {
      if (i > 0) {
        out += ',';
        gap();
      }
      (*this)(p.columns[i]);
      gap(15);
    }
    out += ']';
  }
};

}  // namespace

std::string spell(const syntax::tree& t, choices& c) {
  writer w{c, {}};
  const bool outer = !std::holds_alternative<syntax::json_pattern>(t.pattern);
  if (outer) w.gap(5);
  std::visit(w, t.pattern);
  if (outer) w.gap(5);
  return w.out;
}

}  // namespace sample
