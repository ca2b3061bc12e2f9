// SPDX-License-Identifier: Apache-2.0
// Holds the tree while the grammar finds its pieces, and, for the case that it fails, how far it got and what could
// have stood there. In go places in the text, out comes the root or the standstill. Refuses nothing but depth.
//
// No rule that builds something is ever undone by another try: after a unit nothing else can stand where it began. What
// was built when the parse fails is thrown away, but the stack still tells which parentheses were open.
#pragma once

#include "syntax/diagnose.hpp"
#include "syntax/tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

class builder {
 public:
  builder(std::string_view text, const span& body, std::size_t max_nesting)
      : text_(text), body_(body), max_nesting_(max_nesting), frames_(1), furthest_(body.begin) {}

  std::size_t offset(const char* at) const noexcept { return static_cast<std::size_t>(at - text_.data()); }

  // Nesting: `enter` says no when it is deep enough.
  bool enter(const char* at) noexcept;
  void leave() noexcept { --depth_; }
  const std::optional<std::size_t>& too_deep() const noexcept { return too_deep_; }

  // Failures. A composite rule fails at its start, so only leaves and tokens are heard; inside a token nothing is.
  void begin_token(const char* at) noexcept;
  void end_token() noexcept { --tokens_; }
  void fail_token(expectation what) noexcept;
  void fail_leaf(const char* at, expectation what) noexcept;

  // Selectors.
  void begin_selector(const place& at);
  void add_name(const place& at) { selector_.steps.push_back(name_step{cut(at, 1, 0), false, at}); }
  void add_quoted_name(const place& at) { selector_.steps.push_back(name_step{cut(at, 3, 2), true, at}); }
  void add_any(const place& at) { selector_.steps.push_back(any_step{false, at}); }
  void add_index(const place& at) { selector_.steps.push_back(index_step{cut(at, 1, 1), at}); }
  void add_any_index(const place& at) { selector_.steps.push_back(any_step{true, at}); }
  void end_selector(const place& at) { selector_.where = subject_at_ = at; }

  // Operators and values.
  void set_operator(comparison op, const place& at);
  void set_literal(literal value) noexcept { literal_ = value; }
  void set_quoted(const place& at);
  void set_bare(const place& at) { set_value(bare{cut(at, 0, 0), at}, at); }
  void set_number(const place& at) { set_value(number{cut(at, 0, 0), at}, at); }
  void set_regex(const place& at) { set_value(regex{cut(at, 1, 1), at}, at); }

  // Conditions; `at` begins after the selector or the column's name.
  void end_compare(const place& at);
  void end_is(const place& at) { add({is{std::move(selector_), literal_, since_subject(at)}}); }
  void end_not_exists(const place& at) { add({not_exists{std::move(selector_), since_subject(at)}}); }

  // Structure.
  void begin_group(const place& at) { frames_.push_back(frame{at, {}, {}}); }
  void end_group(const place& at);
  void end_conjunction(const place& at);
  void end_disjunction(const place& at);

  // Terms.
  void add_term(demand how, const place& at);

  // Columns.
  void begin_column(const place& at);
  void set_tested_column(const place& at);
  void end_column(const place& at);
  void add_unnamed_column(const place& at) { columns_.push_back({column::kind::unnamed, {}, {}, at}); }
  void add_ellipsis(const place& at) { columns_.push_back({column::kind::ellipsis, {}, {}, at}); }

  // What came of it, each for patterns of its kind.
  expression take_root() { return std::move(frames_.front().alternatives.front()); }
  std::vector<term> take_terms() { return std::move(terms_); }
  regex take_regex() { return std::move(*std::get_if<regex>(&value_)); }
  std::vector<column> take_columns() { return std::move(columns_); }
  standstill stopped() const;

 private:
  struct frame {  // one open parenthesis; the first frame is the braces
    place open;
    std::vector<expression> alternatives;
    std::vector<expression> conjuncts;
  };

  std::string cut(const place& at, std::size_t front, std::size_t back) const;
  place since_subject(const place& at) const noexcept { return place{{subject_at_.begin, at.end}}; }
  void set_value(operand value, const place& at);
  void add(expression e) { frames_.back().conjuncts.push_back(std::move(e)); }
  void note_failure(std::size_t at, expectation what) noexcept;

  std::string_view text_;
  span body_;
  std::size_t max_nesting_;
  std::size_t depth_ = 0;
  std::optional<std::size_t> too_deep_;
  std::vector<frame> frames_;

  std::size_t tokens_ = 0;  // we are inside of
  std::size_t token_begin_ = 0;
  std::size_t furthest_;
  expectation expected_{};

  selector selector_;
  std::optional<column_name> tested_column_;  // a condition's subject, instead of the selector
  comparison operator_{};
  literal literal_{};
  operand value_;
  place subject_at_;
  place operator_at_;
  std::optional<place> value_at_;

  std::vector<term> terms_;
  std::vector<column> columns_;
  column_name own_name_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
