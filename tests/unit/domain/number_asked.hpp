// SPDX-License-Identifier: Apache-2.0
// Questions about numbers for tests: `asked` owns what a question names. In go tests as words, out comes the question,
// and by a second reading of the rules whether a number is a member. Shares no code with src/domain.
#pragma once

#include "domain/number.hpp"
#include "support/number.hpp"

#include <compare>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace number_tests {

using namespace coverwatch::domain;
namespace support = coverwatch::support;

class asked {
 public:
  asked() = default;
  asked(const asked&) = delete;
  asked& operator=(const asked&) = delete;

  // `= 5`, `<= 1e3`, `finite`, `"text"`, `glob a*b`, `leftmost a*b`, `regex ^1`; with `not ` in front it stands
  // outside.
  asked& add(std::string_view words) {
    const bool outside = words.starts_with("not ");
    if (outside) words.remove_prefix(4);
    (outside ? question.outside : question.inside).push_back(read(words));
    said_ += (said_.empty() ? "" : ", ") + std::string(outside ? "not " : "") + std::string(words);
    return *this;
  }
  template <class... Words>
  asked& all(const Words&... words) {
    (add(words), ...);
    return *this;
  }

  const std::string& said() const { return said_; }
  number_question question;

 private:
  number_test read(std::string_view words) {
    if (words == "finite") return number_comparison{number_relation::finite, {}};
    if (words.front() == '"') return number_literal{texts_.emplace_back(words.substr(1, words.size() - 2))};
    const std::size_t blank = words.find(' ');
    const std::string_view head = words.substr(0, blank);
    const std::string_view rest = words.substr(blank + 1);
    if (head == "glob" || head == "leftmost") {
      const auto dialect = head == "glob" ? coverwatch::wildcards::glob : coverwatch::wildcards::leftmost;
      return number_wildcard{&wildcards_.emplace_back(support::split_wildcard(rest)), dialect};
    }
    if (head == "regex") return number_regex{&regexes_.emplace_back(support::parse_regex(rest).value())};
    const support::decimal& bound = decimals_.emplace_back(support::parse_decimal(rest).value());
    if (head == "=") return number_comparison{number_relation::equal, bound.view()};
    if (head == "<") return number_comparison{number_relation::less, bound.view()};
    if (head == "<=") return number_comparison{number_relation::less_equal, bound.view()};
    if (head == ">") return number_comparison{number_relation::greater, bound.view()};
    return number_comparison{number_relation::greater_equal, bound.view()};
  }

  std::string said_;
  std::deque<support::decimal> decimals_;
  std::deque<std::string> texts_;
  std::deque<support::wildcard_pieces> wildcards_;
  std::deque<support::regex> regexes_;
};

inline bool value_passes(const number_comparison& test, const support::decimal_view& value) {
  const int order = support::compare(value, test.bound) < 0 ? -1 : support::compare(value, test.bound) > 0 ? 1 : 0;
  return test.how == number_relation::finite || (test.how == number_relation::equal && order == 0) ||
         (test.how == number_relation::less && order < 0) || (test.how == number_relation::less_equal && order <= 0) ||
         (test.how == number_relation::greater && order > 0) ||
         (test.how == number_relation::greater_equal && order >= 0);
}

inline bool text_passes(const number_test& test, std::string_view text) {
  if (const auto* literal = std::get_if<number_literal>(&test)) return literal->text == text;
  if (const auto* wildcard = std::get_if<number_wildcard>(&test))
    return support::matches_wildcard(*wildcard->pieces, text, wildcard->dialect);
  const support::regex& regex = *std::get<number_regex>(test).automaton;
  std::vector<support::regex::word> state(regex.words());
  return regex.search(text, state.data());
}

inline bool passes(const number_test& test, const support::json_number& number) {
  if (const auto* comparison = std::get_if<number_comparison>(&test))
    return number.value().has_value() && value_passes(*comparison, *number.value());
  return text_passes(test, number.text());
}

inline bool is_member(const number_question& question, std::string_view spelling) {
  const support::json_number number(spelling);
  bool member = true;
  for (const number_test& test : question.inside) member = member && passes(test, number);
  for (const number_test& test : question.outside) member = member && !passes(test, number);
  return member;
}

inline number_answer find(const asked& a, std::uint64_t steps = 10'000'000) {
  budget left{steps};
  return find_number(a.question, left);
}

}  // namespace number_tests
