// SPDX-License-Identifier: Apache-2.0
// How patterns are made and laid out. The trees keep to what the parser makes: groups only where written, conjunctions
// without disjunctions inside, words that are neither numbers nor null.
#include "sample_pattern.hpp"

#include "json_root.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <cctype>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

struct budget {  // what the limits of a pattern still allow
  std::size_t wildcard_selectors = 3;
  std::size_t regexes = 2;
};

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

// A number by the grammar of patterns, told by eye of a small machine: sign, digits, point, digits, exponent.
bool number_word(const std::string& word) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < word.size() && std::isdigit(static_cast<unsigned char>(word[at])) != 0) ++at;
    return at > from;
  };
  const auto sign = [&] {
    if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
  };
  sign();
  const bool whole = digits();
  if (at < word.size() && word[at] == '.') {
    ++at;
    if (!digits()) return false;
  } else if (!whole) {
    return false;
  }
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    sign();
    if (!digits()) return false;
  }
  return at == word.size();
}

bool bare_word(const std::string& word) {
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto ch = static_cast<unsigned char>(word[at]);
    const bool e_acute = word.compare(at, 2, "é") == 0;
    if (e_acute) ++at;
    if (!e_acute && (ch >= 0x80 || (std::isalnum(ch) == 0 && ch != '_' && ch != '.' && ch != '*' && ch != '-')))
      return false;
  }
  return !word.empty() && word != "null" && !number_word(word);
}

syntax::quoted quote(const std::string& text, choices& c) {
  syntax::quoted q;
  q.text = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool may_stand =
        i + 1 < text.size() && text[i + 1] != '"' && text[i + 1] != '\\' && (i == 0 || text[i - 1] != '\\');
    if (text[i] == '"' || (text[i] == '\\' && !(may_stand && c.chance(50)))) q.spelling += '\\';
    q.spelling += text[i];
  }
  return q;
}

syntax::operand text_value(const std::string& text, choices& c) {
  if (bare_word(text) && c.chance(50)) {
    syntax::bare word;
    word.text = text;
    return word;
  }
  return quote(text, c);
}

syntax::number number_value(choices& c) {
  syntax::number n;
  n.spelling = c.chance(15) ? c.pick(pattern_numbers()) : c.pick(numbers());
  return n;
}

syntax::operand any_operand(choices& c, budget& left) {
  switch (c.weighted({30, 25, 20, left.regexes > 0 ? std::size_t{30} : 0})) {
    case 0: return number_value(c);
    case 1: return text_value(c.pick(texts()), c);
    case 2: return text_value(c.pick(globs()), c);
    default: break;
  }
  --left.regexes;
  syntax::regex r;
  r.body = c.pick(regexes());
  return r;
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
  void operator()(const syntax::quoted& q) { out += '"' + q.spelling + '"'; }
  void operator()(const syntax::bare& b) { out += b.text; }
  void operator()(const syntax::number& n) { out += n.spelling; }
  void operator()(const syntax::regex& r) { out += '%' + r.body + '%'; }
  void operator()(const syntax::compare& condition) {
    (*this)(path(condition.left));
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
};

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

std::string spell(const syntax::tree& t, choices& c) {
  writer w{c, "{"};
  w.gap();
  std::visit(w, json_root(t).node);
  w.gap();
  return w.out + "}";
}

}  // namespace sample
