// SPDX-License-Identifier: Apache-2.0
// Places in the text become pieces of the tree; conjunctions and disjunctions of one part dissolve here.
#include "syntax/builder.hpp"

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC bool builder::enter(const char* at) noexcept {
  // A parenthesis here is one more that is open; any other character is no nesting at all.
  if (depth_ >= max_nesting_ && offset(at) < body_.end && *at == '(') {
    if (!too_deep_) too_deep_ = offset(at);
    return false;
  }
  ++depth_;
  return true;
}

COVERWATCH_FUNC void builder::begin_token(const char* at) noexcept {
  if (tokens_++ == 0) token_begin_ = offset(at);
}

COVERWATCH_FUNC void builder::fail_token(expectation what) noexcept {
  if (--tokens_ == 0) note_failure(token_begin_, what);
}

COVERWATCH_FUNC void builder::fail_leaf(const char* at, expectation what) noexcept {
  if (tokens_ == 0) note_failure(offset(at), what);
}

COVERWATCH_FUNC void builder::note_failure(std::size_t at, expectation what) noexcept {
  if (at < furthest_) return;
  expected_ = at == furthest_ ? expected_ | what : what;
  furthest_ = at;
}

COVERWATCH_FUNC std::string builder::cut(const place& at, std::size_t front, std::size_t back) const {
  return std::string(text_.substr(at.begin + front, at.end - at.begin - front - back));
}

COVERWATCH_FUNC void builder::begin_selector(const place& at) {
  selector_.steps.clear();
  subject_at_ = at;
  operator_at_ = {};
  value_at_.reset();
}

COVERWATCH_FUNC void builder::set_operator(comparison op, const place& at) {
  operator_ = op;
  operator_at_ = at;
}

COVERWATCH_FUNC void builder::set_value(operand value, const place& at) {
  value_ = std::move(value);
  value_at_ = at;
}

// Only \" and \\ are escapes; any other backslash stands for itself.
COVERWATCH_FUNC void builder::set_quoted(const place& at) {
  std::string spelling = cut(at, 1, 1);
  std::string text;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const bool escape = spelling[i] == '\\' && (spelling[i + 1] == '"' || spelling[i + 1] == '\\');
    text += spelling[escape ? ++i : i];
  }
  set_value(quoted{std::move(spelling), std::move(text), at}, at);
}

COVERWATCH_FUNC void builder::end_compare(const place& at) {
  subject left = tested_column_ ? subject{std::move(*tested_column_)} : subject{std::move(selector_)};
  add({compare{std::move(left), operator_, std::move(value_), since_subject(at)}});
}

COVERWATCH_FUNC void builder::end_group(const place& at) {
  std::vector<expression> inside = std::move(frames_.back().alternatives);
  frames_.pop_back();
  add({group{std::move(inside), at}});
}

COVERWATCH_FUNC void builder::end_conjunction(const place& at) {
  frame& top = frames_.back();
  if (top.conjuncts.empty()) return;  // as below
  if (top.conjuncts.size() == 1) {
    top.alternatives.push_back(std::move(top.conjuncts.front()));
  } else {
    const place whole{{where(top.conjuncts.front()).begin, at.end}};
    top.alternatives.push_back({conjunction{std::move(top.conjuncts), whole}});
  }
  top.conjuncts.clear();
}

COVERWATCH_FUNC void builder::end_disjunction(const place& at) {
  std::vector<expression>& parts = frames_.back().alternatives;
  if (parts.size() < 2) return;  // none in a parse that has failed: its parenthesis is still open
  const place since_first{{where(parts.front()).begin, at.end}};
  expression whole{disjunction{std::move(parts), since_first}};
  parts.clear();
  parts.push_back(std::move(whole));
}

COVERWATCH_FUNC void builder::add_term(demand how, const place& at) {
  if (auto* phrase = std::get_if<quoted>(&value_)) {
    terms_.push_back({how, std::move(*phrase), at});
  } else {
    terms_.push_back({how, std::move(*std::get_if<bare>(&value_)), at});
  }
}

// Conditions follow the name, or none.
COVERWATCH_FUNC void builder::begin_column(const place& at) {
  own_name_ = {cut(at, 0, 0), at};
  set_tested_column(at);
}

COVERWATCH_FUNC void builder::set_tested_column(const place& at) {
  tested_column_ = column_name{cut(at, 0, 0), at};
  subject_at_ = at;
  operator_at_ = {};
  value_at_.reset();
}

COVERWATCH_FUNC void builder::end_column(const place& at) {
  columns_.push_back({column::kind::named, std::move(own_name_), std::move(frames_.front().alternatives), at});
  frames_.front().alternatives.clear();
}

COVERWATCH_FUNC standstill builder::stopped() const {
  standstill s;
  s.text = text_;
  s.end = body_.end;
  s.in_columns = body_.begin < body_.end && text_[body_.begin] == '[';
  s.at = furthest_;
  s.expected = expected_;
  for (std::size_t i = 1; i < frames_.size(); ++i) s.open.push_back(frames_[i].open);
  s.selector = subject_at_;
  s.comparison = operator_at_;
  s.value = value_at_;
  s.value_is_bare = value_at_ && (std::holds_alternative<bare>(value_) || std::holds_alternative<number>(value_));
  return s;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
