// SPDX-License-Identifier: Apache-2.0
// What patterns mean that read no JSON. In go a formula and a message, out comes true or false. Read it beside "Terms" and
// "Space-delimited patterns" in docs/language.md. Nothing here is fast.
#include "logic/evaluate.hpp"

#include <algorithm>
#include <compare>

namespace coverwatch::inline COVERWATCH_ABI::logic {

COVERWATCH_FUNC bool is_white_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

COVERWATCH_FUNC std::string_view without_front_space(std::string_view text) noexcept {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  return text;
}

// The first token of a text that begins with no white space: what a mark at its front encloses, or else everything up to
// white space.
COVERWATCH_FUNC token first_token(std::string_view text) noexcept {
  const char closing = text.front() == '"' ? '"' : text.front() == '[' ? ']' : '\0';
  const std::size_t close = closing == '\0' ? std::string_view::npos : text.find(closing, 1);
  if (close != std::string_view::npos) return {text.substr(0, close + 1), text.substr(1, close - 1)};
  const auto end = std::find_if(text.begin(), text.end(), is_white_space);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  return {word, word};
}

COVERWATCH_FUNC std::vector<token> split(std::string_view message) {
  std::vector<token> tokens;
  for (std::string_view rest = without_front_space(message); !rest.empty(); rest = without_front_space(rest)) {
    tokens.push_back(first_token(rest));
    rest.remove_prefix(tokens.back().whole.size());
  }
  return tokens;
}

// Without an ellipsis the last column is the rest of the message as it stands, but for a single token. With one, the
// columns before it count from the front and those behind it from the back.
COVERWATCH_FUNC std::vector<std::string_view> columns_of(const formula& f, std::string_view message) {
  const std::vector<token> tokens = split(message);
  const auto is_ellipsis = [](const column& c) { return c.how == column::kind::ellipsis; };
  const auto ellipsis = static_cast<std::size_t>(
      std::find_if(f.columns.begin(), f.columns.end(), is_ellipsis) - f.columns.begin());
  const bool has_ellipsis = ellipsis < f.columns.size();
  const std::size_t needed = f.columns.size() - (has_ellipsis ? 1 : 0);
  std::vector<std::string_view> columns;
  if (tokens.size() < needed) return columns;
  for (std::size_t i = 0; i < f.columns.size(); ++i) {
    if (i == ellipsis) {
      columns.emplace_back();
    } else {
      columns.push_back(tokens[i < ellipsis ? i : tokens.size() - (f.columns.size() - i)].text);
    }
  }
  if (!has_ellipsis && tokens.size() > needed) {
    const char* const begin = tokens[needed - 1].whole.data();
    columns.back() = {begin, static_cast<std::size_t>(message.data() + message.size() - begin)};
  }
  return columns;
}

struct text_evaluation {
  const formula& f;
  wildcards dialect;
  std::string_view message;
  std::vector<std::string_view> columns;

  // The message, or the column that the selector numbers.
  std::string_view selected(const selector& s) const {
    return f.form == form::message ? message : columns[std::get_if<index_step>(&s.steps.front())->index];
  }

  // A token is a number when it is wholly one by the grammar of patterns.
  template <class Holds>
  static bool compares(std::string_view text, const operand& bound, const Holds& holds) {
    const auto value = support::parse_decimal(text);
    return value && holds(support::compare(value->view(), std::get_if<number_operand>(&bound)->value.view()));
  }

  bool equals(std::string_view text, const operand& v) const {
    if (const auto* phrase = std::get_if<phrase_operand>(&v)) return text.find(phrase->text) != std::string_view::npos;
    if (const auto* literal = std::get_if<text_operand>(&v)) return text == literal->text;
    if (const auto* wildcard = std::get_if<wildcard_operand>(&v)) {
      return support::matches_wildcard(wildcard->pieces, text, dialect);
    }
    if (const auto* regex = std::get_if<regex_operand>(&v)) {
      std::vector<support::regex::word> state(regex->automaton.words());
      return regex->automaton.search(text, state.data());
    }
    return compares(text, v, [](auto order) { return order == 0; });
  }

  bool holds(const test& t) const {
    const std::string_view text = selected(f.selectors[t.selector]);
    switch (t.how) {
      case relation::equal: return equals(text, f.operands[t.operand]);
      case relation::not_equal: return !equals(text, f.operands[t.operand]);
      case relation::less: return compares(text, f.operands[t.operand], [](auto c) { return c < 0; });
      case relation::less_equal: return compares(text, f.operands[t.operand], [](auto c) { return c <= 0; });
      case relation::greater: return compares(text, f.operands[t.operand], [](auto c) { return c > 0; });
      case relation::greater_equal: return compares(text, f.operands[t.operand], [](auto c) { return c >= 0; });
      case relation::is_null:
      case relation::is_true:
      case relation::is_false:
      case relation::not_exists: break;  // of JSON only
    }
    return false;
  }

  bool node_holds(std::uint32_t index) const {
    const node& n = f.nodes[index];
    const auto part_holds = [&](std::uint32_t part) { return node_holds(part); };
    switch (n.how) {
      case connective::test: return holds(f.tests[n.test]);
      case connective::all: return std::all_of(n.parts.begin(), n.parts.end(), part_holds);
      case connective::any: return std::any_of(n.parts.begin(), n.parts.end(), part_holds);
    }
    return false;
  }
};

COVERWATCH_FUNC bool evaluate(const formula& f, std::string_view message, wildcards dialect) {
  text_evaluation work{f, dialect, message, {}};
  if (f.form == form::columns) {
    work.columns = columns_of(f, message);
    if (work.columns.empty()) return false;
  }
  return work.node_holds(f.root);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
