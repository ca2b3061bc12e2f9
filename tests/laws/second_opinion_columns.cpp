// SPDX-License-Identifier: Apache-2.0
// The rules of terms, of a regular expression alone and of columns, one small function each.
#include "second_opinion_columns.hpp"

#include "second_opinion.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <regex>

namespace opinion {
namespace {

struct text_equals {
  const std::string& text;
  bool leftmost;
  bool operator()(const syntax::quoted& q) const { return text_matches(q.text, text, leftmost); }
  bool operator()(const syntax::bare& b) const { return text_matches(b.text, text, leftmost); }
  bool operator()(const syntax::regex& r) const { return regex_found(r.body, text); }
  bool operator()(const syntax::number& n) const { return reads_as_number(text) && side_of(text, n) == 0; }

  // Where the token lies: below, at or above the constant.
  static int side_of(const std::string& token, const syntax::number& n) {
    reading number, constant;
    read_decimal(token, number);
    read_decimal(n.spelling, constant);
    return order(number, constant);
  }
};

bool is_optional(const syntax::term& t) { return t.how == syntax::demand::optional; }

bool is_ellipsis(const syntax::column& c) { return c.how == syntax::column::kind::ellipsis; }

// Whether the text of a column satisfies its conditions; asks all of them.
struct column_evaluation {
  const std::string& text;
  bool leftmost;
  bool operator()(const syntax::compare& c) const { return condition_holds(c, text, leftmost); }
  bool operator()(const syntax::conjunction& j) const {
    bool all = true;
    for (const auto& each : j.parts) all = std::visit(*this, each.node) && all;
    return all;
  }
  bool operator()(const syntax::disjunction& d) const {
    bool some = false;
    for (const auto& each : d.parts) some = std::visit(*this, each.node) || some;
    return some;
  }
  // What columns do not have.
  bool operator()(const syntax::group&) const { std::abort(); }
  bool operator()(const syntax::is&) const { std::abort(); }
  bool operator()(const syntax::not_exists&) const { std::abort(); }
};

struct collector {
  std::vector<const syntax::compare*>& out;
  void operator()(const syntax::compare& c) const { out.push_back(&c); }
  void operator()(const syntax::conjunction& j) const { all(j.parts); }
  void operator()(const syntax::disjunction& d) const { all(d.parts); }
  void operator()(const syntax::group& g) const { all(g.inside); }
  void operator()(const syntax::is&) const {}
  void operator()(const syntax::not_exists&) const {}
  void all(const std::vector<syntax::expression>& parts) const {
    for (const auto& each : parts) std::visit(*this, each.node);
  }
};

bool terms_match(const syntax::term_pattern& p, const std::string& message) {
  const bool only_optional = std::all_of(p.terms.begin(), p.terms.end(), is_optional);
  std::size_t found = 0, broken = 0;
  for (const auto& t : p.terms) {
    const bool occurs = term_occurs(t, message);
    found += occurs ? 1U : 0U;
    if (!is_optional(t)) broken += occurs == (t.how == syntax::demand::absent) ? 1U : 0U;
  }
  return only_optional ? found > 0 : broken == 0;
}

bool columns_match(const syntax::column_pattern& p, const std::string& message, bool leftmost) {
  const auto dealt = deal(p, message);
  if (!dealt) return false;
  for (std::size_t i = 0; i < p.columns.size(); ++i) {
    if (p.columns[i].conditions.empty()) continue;
    const column_evaluation ask{dealt->at(i).front().text, leftmost};
    if (!std::visit(ask, p.columns[i].conditions.front().node)) return false;
  }
  return true;
}

}  // namespace

bool term_occurs(const syntax::term& t, const std::string& message) {
  const auto* word = std::get_if<syntax::bare>(&t.text);
  const auto& text = word != nullptr ? word->text : std::get<syntax::quoted>(t.text).text;
  return std::search(message.begin(), message.end(), text.begin(), text.end()) != message.end();
}

bool reads_as_number(const std::string& text) {
  static const std::regex number("[+-]?([0-9]+([.][0-9]+)?|[.][0-9]+)([eE][+-]?[0-9]+)?");
  return std::regex_match(text, number);
}

bool condition_holds(const syntax::compare& c, const std::string& text, bool leftmost) {
  const text_equals equals{text, leftmost};
  if (c.op == syntax::comparison::equal) return std::visit(equals, c.right);
  if (c.op == syntax::comparison::not_equal) return !std::visit(equals, c.right);
  if (!reads_as_number(text)) return false;
  const int side = text_equals::side_of(text, std::get<syntax::number>(c.right));
  if (c.op == syntax::comparison::less) return side < 0;
  if (c.op == syntax::comparison::less_equal) return side <= 0;
  return c.op == syntax::comparison::greater ? side > 0 : side >= 0;
}

// Between marks, or else up to white space; a mark that is never closed is none.
std::vector<part> split(const std::string& message) {
  static const std::regex token(R"re("([^"]*)"|\[([^\]]*)\]|[^ \t\r\n]+)re");
  std::vector<part> out;
  for (std::sregex_iterator at(message.begin(), message.end(), token), end; at != end; ++at) {
    const std::size_t inside = (*at)[1].matched ? 1 : (*at)[2].matched ? 2 : 0;
    const auto begin = static_cast<std::size_t>(at->position());
    out.push_back({begin, static_cast<std::size_t>(at->position(inside)), at->str(inside)});
  }
  return out;
}

std::optional<std::vector<std::vector<part>>> deal(const syntax::column_pattern& p, const std::string& message) {
  const auto tokens = split(message);
  if (p.columns.empty()) return std::vector<std::vector<part>>{tokens};
  const auto ellipsis = std::find_if(p.columns.begin(), p.columns.end(), is_ellipsis);
  const bool open = ellipsis != p.columns.end();
  const std::size_t needed = p.columns.size() - (open ? 1 : 0);
  if (tokens.size() < needed) return std::nullopt;
  std::vector<std::vector<part>> out;
  std::size_t next = 0;
  for (const auto& column : p.columns) {
    const std::size_t count = is_ellipsis(column) ? tokens.size() - needed : 1;
    const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(next);
    out.emplace_back(from, from + static_cast<std::ptrdiff_t>(count));
    next += count;
  }
  if (!open && next < tokens.size()) {
    const std::size_t begin = out.back().front().begin;
    out.back() = {{begin, begin, message.substr(begin)}};
  }
  return out;
}

std::vector<const syntax::compare*> conditions(const syntax::column& c) {
  std::vector<const syntax::compare*> out;
  collector{out}.all(c.conditions);
  return out;
}

std::vector<std::pair<std::string, part>> fields(const syntax::column_pattern& p, const std::string& message) {
  std::vector<std::pair<std::string, part>> out;
  const auto dealt = deal(p, message);
  if (!dealt) return out;
  for (std::size_t i = 0; i < dealt->size(); ++i) {
    const bool named = i < p.columns.size() && p.columns[i].how == syntax::column::kind::named;
    for (const auto& each : dealt->at(i)) {
      out.emplace_back("$" + (named ? p.columns[i].name.name : std::to_string(out.size() + 1)), each);
    }
  }
  return out;
}

bool matches(const syntax::tree& t, const std::string& message, bool leftmost) {
  if (const auto* terms = std::get_if<syntax::term_pattern>(&t.pattern)) return terms_match(*terms, message);
  if (const auto* whole = std::get_if<syntax::regex_pattern>(&t.pattern)) return regex_found(whole->body.body, message);
  if (const auto* columns = std::get_if<syntax::column_pattern>(&t.pattern)) {
    return columns_match(*columns, message, leftmost);
  }
  if (!std::holds_alternative<syntax::everything>(t.pattern)) std::abort();  // JSON patterns have their own
  return true;
}

}  // namespace opinion
