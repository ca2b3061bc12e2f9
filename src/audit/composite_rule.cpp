// SPDX-License-Identifier: Apache-2.0
// A descent over the rule: `or` of `and`s of negations of calls, constants and parentheses. AND binds more tightly.
#include "audit/composite_rule.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

truth opposite(truth t) {
  if (t == truth::unknown) return t;
  return t == truth::yes ? truth::no : truth::yes;
}

class rule_reader {
 public:
  rule_reader(std::string_view rule, const std::vector<std::string>& names, alarm_state state)
      : rest_(rule), names_(names), state_(state) {}

  truth read() {
    const truth found = read_or();
    skip_blanks();
    return bad_ || !rest_.empty() ? truth::unknown : found;
  }

  bool asked() const { return asked_; }
  bool bad() const { return bad_ || !rest_.empty(); }

 private:
  static constexpr std::size_t deepest = 200;

  void skip_blanks() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) rest_.remove_prefix(1);
  }

  bool take(char c) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // A whole word, in any case of letters.
  bool take(std::string_view word) {
    skip_blanks();
    if (rest_.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (std::toupper(static_cast<unsigned char>(rest_[i])) != word[i]) return false;
    }
    const char next = rest_.size() == word.size() ? ' ' : rest_[word.size()];
    if (std::isalnum(static_cast<unsigned char>(next)) != 0 || next == '_') return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  truth read_or() {
    truth found = read_and();
    while (!bad_ && take("OR")) found = std::max(found, read_and());
    return found;
  }

  truth read_and() {
    truth found = read_one();
    while (!bad_ && take("AND")) found = std::min(found, read_one());
    return found;
  }

  truth read_one() {
    if (++depth_ > deepest) return fail();
    const truth found = read_operand();
    --depth_;
    return found;
  }

  truth read_operand() {
    if (take("NOT")) return opposite(read_one());
    if (take("TRUE")) return truth::yes;
    if (take("FALSE")) return truth::no;
    if (take("ALARM")) return read_call(alarm_state::alarm);
    if (take("OK")) return read_call(alarm_state::ok);
    if (take("INSUFFICIENT_DATA")) return read_call(alarm_state::insufficient_data);
    if (!take('(')) return fail();
    const truth inside = read_or();
    return take(')') ? inside : fail();
  }

  truth read_call(alarm_state wanted) {
    if (!take('(')) return fail();
    skip_blanks();
    std::string name;
    if (take('"')) {
      while (!rest_.empty() && rest_.front() != '"') {
        if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
        name += rest_.front();
        rest_.remove_prefix(1);
      }
      if (!take('"')) return fail();
    } else {
      while (!rest_.empty() && rest_.front() != ')') {
        name += rest_.front();
        rest_.remove_prefix(1);
      }
      while (!name.empty() && std::isspace(static_cast<unsigned char>(name.back())) != 0) name.pop_back();
    }
    if (!take(')')) return fail();
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) return truth::unknown;
    asked_ = true;
    return wanted == state_ ? truth::yes : truth::no;
  }

  truth fail() {
    bad_ = true;
    return truth::unknown;
  }

  std::string_view rest_;
  const std::vector<std::string>& names_;
  alarm_state state_;
  std::size_t depth_ = 0;
  bool bad_ = false;
  bool asked_ = false;
};

std::string without_backslashes(std::string_view text) {
  std::string out(text);
  std::erase(out, '\\');
  return out;
}

}  // namespace

truth evaluate_rule(std::string_view rule, const std::vector<std::string>& names, alarm_state state) {
  return rule_reader(rule, names, state).read();
}

bool mentions(std::string_view rule, const std::vector<std::string>& names) {
  rule_reader reader(rule, names, alarm_state::alarm);
  reader.read();
  if (reader.asked() || !reader.bad()) return reader.asked();
  const std::string text = without_backslashes(rule);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return !name.empty() && text.find(without_backslashes(name)) != std::string::npos;
  });
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
