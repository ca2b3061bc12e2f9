// SPDX-License-Identifier: Apache-2.0
// One walk over the tree for the mistakes that are no matter of grammar, one for the warnings. In goes a tree whose
// depth the parser has bounded, out come diagnostics. Never changes the tree.
#include "syntax/check.hpp"

#include "support/decimal.hpp"
#include "support/regex.hpp"
#include "syntax/diagnose.hpp"
#include "syntax/parse.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

// Calls `visitor` with every node, in the order of the text: a node before what is inside it.
template <class Visitor>
void walk_expression(const expression& e, Visitor& visitor) {
  const auto all = [&](const std::vector<expression>& parts) {
    for (const expression& each : parts) walk_expression(each, visitor);
  };
  std::visit([&](const auto& node) { visitor(node); }, e.node);
  if (const auto* g = std::get_if<group>(&e.node)) all(g->inside);
  if (const auto* c = std::get_if<conjunction>(&e.node)) all(c->parts);
  if (const auto* d = std::get_if<disjunction>(&e.node)) all(d->parts);
}

template <class Visitor>
void walk(const tree& t, Visitor& visitor) {
  if (const auto* json = std::get_if<json_pattern>(&t.pattern)) walk_expression(json->root, visitor);
  if (const auto* whole = std::get_if<regex_pattern>(&t.pattern)) visitor(whole->body);
  if (const auto* terms = std::get_if<term_pattern>(&t.pattern)) {
    for (const term& each : terms->terms) visitor(each);
  }
  if (const auto* all = std::get_if<column_pattern>(&t.pattern)) {
    for (const column& each : all->columns) {
      visitor(each);
      for (const expression& e : each.conditions) walk_expression(e, visitor);
    }
  }
}

COVERWATCH_FUNC errc code_of(support::regex_errc code) noexcept {
  switch (code) {
    case support::regex_errc::empty: return errc::empty_regex;
    case support::regex_errc::character: return errc::regex_character;
    case support::regex_errc::escape: return errc::regex_escape;
    case support::regex_errc::quantifier: return errc::regex_quantifier;
    case support::regex_errc::char_class: return errc::regex_class;
    case support::regex_errc::too_large: return errc::regex_too_large;
  }
  return errc::regex_character;
}

// Keeps the first mistake it meets and the counts that the limits are about.
class mistake_finder {
 public:
  mistake_finder(std::string_view text, const parse_options& options) : text_(text), options_(options) {}

  void operator()(const compare& c) {
    if (const auto* s = std::get_if<selector>(&c.left)) look_at(*s);
    if (const auto* n = std::get_if<column_name>(&c.left)) look_at(*n);
    if (const auto* r = std::get_if<regex>(&c.right)) look_at(*r);
    if (const auto* n = std::get_if<number>(&c.right)) look_at(*n);
  }
  void operator()(const is& c) { look_at(c.left); }
  void operator()(const not_exists& c) { look_at(c.left); }
  void operator()(const group&) {}
  void operator()(const conjunction&) {}
  void operator()(const disjunction&) {}
  void operator()(const regex& whole) { look_at(whole); }
  void operator()(const term&) {}
  void operator()(const column& c);

  std::optional<diagnostic> first;

 private:
  void look_at(const selector& s);
  void look_at(const regex& r);
  void look_at(const number& n);
  void look_at(const column_name& n);
  void report(errc code, const span& where, std::optional<span> related, std::string detail) {
    if (!first) first = diagnostic{code, where, related, std::string(text_), std::move(detail)};
  }

  std::string_view text_;
  const parse_options& options_;
  std::size_t wildcard_selectors_ = 0;
  std::size_t regexes_ = 0;
  std::vector<const column*> columns_;  // so far
};

COVERWATCH_FUNC void mistake_finder::operator()(const column& c) {
  const auto same = [&](const column* other) {
    return c.how != column::kind::unnamed && other->how == c.how && other->name == c.name;
  };
  const auto found = std::find_if(columns_.begin(), columns_.end(), same);
  const column* const earlier = found == columns_.end() ? nullptr : *found;
  columns_.push_back(&c);
  if (earlier == nullptr) return;
  if (c.how == column::kind::ellipsis) return report(errc::second_ellipsis, c.where, earlier->where, {});
  report(errc::duplicate_column, c.name.where, earlier->name.where, c.name.name);
}

// The condition belongs to the column that was met last.
COVERWATCH_FUNC void mistake_finder::look_at(const column_name& n) {
  const column_name& own = columns_.back()->name;
  if (n != own) report(errc::other_column, n.where, own.where, own.name);
}

COVERWATCH_FUNC void mistake_finder::look_at(const selector& s) {
  const any_step* seen = nullptr;
  for (const step& each : s.steps) {
    const auto* any = std::get_if<any_step>(&each);
    if (any == nullptr) continue;
    if (seen != nullptr) return report(errc::too_many_wildcards, any->where, seen->where, "1");
    seen = any;
  }
  if (seen != nullptr && ++wildcard_selectors_ > options_.max_wildcard_selectors) {
    report(errc::too_many_wildcard_selectors, s.where, {}, std::to_string(options_.max_wildcard_selectors));
  }
}

COVERWATCH_FUNC void mistake_finder::look_at(const regex& r) {
  if (++regexes_ > options_.max_regexes) {
    return report(errc::too_many_regexes, r.where, {}, std::to_string(options_.max_regexes));
  }
  const std::size_t max_positions = std::min(options_.max_regex_positions, most_regex_positions);
  const auto parsed = support::parse_regex(r.body, max_positions);
  if (parsed) return;
  const support::regex_error& error = parsed.error();
  const std::size_t body = r.where.begin + 1;
  const errc code = code_of(error.code);
  if (code == errc::empty_regex) return report(code, r.where, {}, {});
  if (code == errc::regex_too_large) return report(code, r.where, {}, std::to_string(max_positions));
  report(code, {body + error.begin, body + error.end}, {},
         r.body.substr(error.begin, error.end - error.begin));
}

COVERWATCH_FUNC void mistake_finder::look_at(const number& n) {
  if (support::exponent_exceeds_32_bits(n.spelling)) report(errc::exponent_too_large, n.where, {}, n.spelling);
}

COVERWATCH_FUNC std::optional<diagnostic> find_mistake(const tree& t, std::string_view text,
                                                       const parse_options& options) {
  mistake_finder finder(text, options);
  walk(t, finder);
  return finder.first;
}

COVERWATCH_FUNC bool is_boolean_word(std::string_view text) noexcept { return is_one_of(text, {"true", "false"}); }

class warning_finder {
 public:
  warning_finder(const tree& t, std::string_view text) : text_(text) {
    const auto* p = std::get_if<term_pattern>(&t.pattern);
    only_optional_terms_ = p != nullptr && std::all_of(p->terms.begin(), p->terms.end(),
                                                       [](const term& each) { return each.how == demand::optional; });
  }

  void operator()(const compare& c) {
    // In quotes it is clear that text is meant; a column holds nothing but text.
    if (std::holds_alternative<column_name>(c.left)) return;
    const auto* word = std::get_if<bare>(&c.right);
    if (word != nullptr && is_boolean_word(word->text)) report(errc::boolean_word, word->where, word->text);
  }
  void operator()(const disjunction& d) {
    for (const expression& each : d.parts) {
      if (const auto* c = std::get_if<conjunction>(&each.node)) return mixed(*c);
    }
  }
  void operator()(const is&) {}
  void operator()(const not_exists&) {}
  void operator()(const group&) {}
  void operator()(const conjunction&) {}
  void operator()(const regex&) {}
  void operator()(const column&) {}
  void operator()(const term& t);

  std::vector<diagnostic> found;

 private:
  void mixed(const conjunction& c) {
    if (mixed_) return;
    mixed_ = true;
    const std::size_t at = text_.find("&&", where(c.parts.front()).end);
    report(errc::mixed_connectives, {at, at + 2}, {});
  }
  void report(errc code, const span& where, std::string detail) {
    found.push_back(diagnostic{code, where, {}, std::string(text_), std::move(detail)});
  }

  std::string_view text_;
  bool mixed_ = false;
  bool only_optional_terms_ = false;
};

COVERWATCH_FUNC void warning_finder::operator()(const term& t) {
  const std::size_t at = t.where.begin;
  if (t.how != demand::present && at > 0 && !is_blank(text_[at - 1]) && text_[at - 1] != '"') {
    report(errc::operator_inside_word, {at, at + 1}, std::string(text_.substr(at, 1)));
  }
  if (t.how == demand::optional && !only_optional_terms_) report(errc::ignored_optional_term, t.where, {});
  if (const auto* phrase = std::get_if<quoted>(&t.text)) {
    if (looks_like_json_pattern(phrase->text)) report(errc::quoted_json_pattern, phrase->where, phrase->text);
  } else if (const std::string& word = std::get_if<bare>(&t.text)->text;
             t.how == demand::present && (word == "AND" || word == "OR" || word == "NOT")) {
    report(errc::connective_term, t.where, word);
  }
}

COVERWATCH_FUNC std::vector<diagnostic> find_warnings(const tree& t, std::string_view text) {
  warning_finder finder(t, text);
  walk(t, finder);
  // A disjunction is met before what stands in it.
  std::stable_sort(finder.found.begin(), finder.found.end(),
                   [](const diagnostic& a, const diagnostic& b) { return a.where.begin < b.where.begin; });
  return std::move(finder.found);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
