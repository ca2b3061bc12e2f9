// SPDX-License-Identifier: Apache-2.0
// Messages read as columns. Each column is a text of its own; one that reads as a number also has a value, any decimal.
// What one column cannot be is proved; a message is put together from one token for each column, and whether it does
// what it should only running the patterns tells.
#include "coverage/assignment.hpp"
#include "domain/text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

struct column_atom {
  atom what;
  bool holds = true;
  coverage::fact fact;
};

// What is asked of one column.
struct column_question {
  assignment& asked;
  std::uint32_t term = 0;
  text_facts texts = {};                 // what is asked of the text
  std::vector<column_atom> values = {};  // what is asked of the value
  domain::number_question numbers = {};  // both, as of a number

  column_question(assignment& a, const views& all, std::uint32_t t) : asked(a), term(t) {
    asked.each_atom(all, [&](const atom& x, bool holds, fact f) {
      const bool by_value = std::holds_alternative<logic::number_operand>(*asked.p.operands[x.operand]);
      if (by_value) values.push_back({x, holds, f});
      if (!by_value) (holds ? texts.inside : texts.outside).push_back(&asked.texts.sets[x.operand]);
      if (!by_value) (holds ? texts.inside_facts : texts.outside_facts).push_back(f);
      (holds ? numbers.inside : numbers.outside).push_back(number_test(asked, x));
      return true;
    });
  }

  support::decimal_view bound_of(const column_atom& a) const {
    return std::get_if<logic::number_operand>(asked.p.operands[a.what.operand])->value.view();
  }

  static bool compares(ask how, std::strong_ordering order) {
    if (how == ask::less) return order < 0;
    if (how == ask::less_equal) return order <= 0;
    if (how == ask::greater) return order > 0;
    return how == ask::greater_equal ? order >= 0 : order == 0;
  }

  bool passes(const column_atom& a, std::string_view text) const {
    const auto value = support::parse_decimal(text);
    return value && compares(a.what.ask, support::compare(value->view(), bound_of(a)));
  }

  bool fits(std::string_view text) const {
    const auto holds = [text](const domain::text_set* set) { return set->contains(text); };
    return std::all_of(texts.inside.begin(), texts.inside.end(), holds) &&
           std::none_of(texts.outside.begin(), texts.outside.end(), holds) &&
           std::all_of(values.begin(), values.end(), [&](const column_atom& a) { return passes(a, text) == a.holds; });
  }

  // --- Why there is none.

  // A text that is demanded, and something that does not go with it.
  bool contradicts_literal() {
    for (std::size_t i = 0; i < texts.inside.size(); ++i) {
      const domain::text_list* list = texts.inside[i]->as_list();
      if (list == nullptr) continue;
      const std::string& text = list->words.front();
      const auto wrong =
          std::find_if(values.begin(), values.end(), [&](const column_atom& a) { return passes(a, text) != a.holds; });
      if (wrong == values.end()) continue;
      const literal_step step{term, false, texts.inside_facts[i], wrong->fact};
      asked.fault = reason::step(asked.steps.add(step));
      return true;
    }
    return false;
  }

  // One end of the values that are left, and what says so.
  struct end {
    const column_atom* why = nullptr;
    bool closed = false;
  };

  static bool bounds_below(const column_atom& a) {
    const bool greater = a.what.ask == ask::greater || a.what.ask == ask::greater_equal;
    const bool less = a.what.ask == ask::less || a.what.ask == ask::less_equal;
    return (a.what.ask == ask::equal && a.holds) || (greater && a.holds) || (less && !a.holds);
  }
  static bool bounds_above(const column_atom& a) {
    return (a.what.ask == ask::equal && a.holds) || (a.what.ask != ask::equal && !bounds_below(a));
  }
  static bool is_closed(const column_atom& a) {
    const bool with_bound = a.what.ask == ask::less_equal || a.what.ask == ask::greater_equal;
    return a.what.ask == ask::equal || with_bound == a.holds;
  }

  void narrow(end& e, const column_atom& a, bool below) const {
    if (e.why == nullptr) return void(e = {&a, is_closed(a)});
    const auto order = support::compare(bound_of(a), bound_of(*e.why));
    const bool tighter = below ? order > 0 : order < 0;
    if (tighter || (order == 0 && e.closed && !is_closed(a))) e = {&a, is_closed(a)};
  }

  // No decimal is left. Decimals are dense: that takes two bounds, and perhaps a point between that is excluded.
  bool contradicts_itself() {
    const auto wanted = std::find_if(values.begin(), values.end(), [](const column_atom& a) { return a.holds; });
    if (wanted == values.end()) return false;  // it need not be a number
    end lower, upper;
    for (const column_atom& a : values) {
      if (bounds_below(a)) narrow(lower, a, true);
      if (bounds_above(a)) narrow(upper, a, false);
    }
    if (lower.why == nullptr || upper.why == nullptr) return false;
    const auto order = support::compare(bound_of(*lower.why), bound_of(*upper.why));
    if (order < 0) return false;
    value_step step{term, {lower.why->fact, upper.why->fact}};
    if (!lower.why->holds && !upper.why->holds) step.values.push_back(wanted->fact);
    if (order == 0 && lower.closed && upper.closed) {
      const auto excluded = std::find_if(values.begin(), values.end(), [&](const column_atom& a) {
        return a.what.ask == ask::equal && !a.holds && support::compare(bound_of(a), bound_of(*lower.why)) == 0;
      });
      if (excluded == values.end()) return false;
      step.values.push_back(excluded->fact);
    }
    std::sort(step.values.begin(), step.values.end());
    step.values.erase(std::unique(step.values.begin(), step.values.end()), step.values.end());
    asked.fault = reason::step(asked.steps.add(std::move(step)));
    return true;
  }

  // A decimal just beyond the bound, farther from zero or nearer to it, with one digit more.
  std::string beside_bound(const column_atom& a, bool farther) const {
    const support::decimal_view bound = bound_of(a);
    std::string digits(bound.digits);
    if (!farther && !digits.empty()) --digits.back();
    return (bound.negative ? "-0." : "0.") + digits + "5e" + std::to_string(bound.exponent);
  }

  // The bound in other words, and decimals beside it.
  std::vector<std::string> other_spellings(const column_atom& a) const {
    const std::string& bound = std::get_if<logic::number_operand>(asked.p.operands[a.what.operand])->spelling;
    const bool has_sign = bound.front() == '-' || bound.front() == '+';
    const std::string sign = has_sign ? bound.substr(0, 1) : "";
    return {bound,
            sign + "0" + bound.substr(sign.size()),
            (has_sign ? "" : "+") + bound,
            bound + "e0",
            beside_bound(a, true),
            beside_bound(a, false)};
  }

  // --- The answer.

  answer find(const views& all, std::string& out) {
    if (contradicts_literal() || contradicts_itself()) return answer::no;
    std::vector<std::string_view> likely = suggestions(asked, all);
    likely.emplace_back("word");
    domain::text_answer text = domain::find_text({texts.inside, texts.outside, likely, true}, asked.left);
    if (text.what == domain::text_answer::kind::none)
      return asked.refused(no_text(asked, term, texts, std::move(text.proof)));
    if (text.what == domain::text_answer::kind::member && fits(text.member)) return out = text.member, answer::yes;
    const domain::number_answer number = domain::find_number(numbers, asked.left);
    if (number.what == domain::number_answer::kind::member && fits(number.member))
      return out = number.member, answer::yes;
    for (const column_atom& a : values) {
      for (const std::string& other : other_spellings(a)) {
        if (fits(other)) return out = other, answer::yes;
      }
    }
    return asked.doubtful(text.what == domain::text_answer::kind::unknown ? doubt::budget : doubt::kind);
  }
};

// As a token that reads as the text; nothing when no mark can enclose it.
COVERWATCH_FUNC std::optional<std::string> as_token(const std::string& text) {
  const bool has_space = text.find_first_of(" \t\r\n") != std::string::npos;
  if (!text.empty() && !has_space && text.front() != '"' && text.front() != '[') return text;
  if (text.find('"') == std::string::npos) return '"' + text + '"';
  if (text.find(']') == std::string::npos) return '[' + text + ']';
  return std::nullopt;
}

// The places that see the token of an index, in a message of just as many as are needed.
COVERWATCH_FUNC views seen_at(const problem& p, std::uint64_t index) {
  views out;
  for (const std::uint32_t child : p.places[0].children) {
    const place& c = p.places[child];
    const bool from_front = c.how == edge::token || (c.how == edge::rest && index + 1 == p.tokens);
    if (from_front ? c.index == index : c.how == edge::last && c.index == p.tokens - index)
      out.push_back({child, true, 0, {}});
  }
  return out;
}

COVERWATCH_FUNC answer some_columns(assignment& asked, std::string& out) {
  for (const std::uint32_t child : asked.p.places[0].children) {
    std::string unused;
    const views alone{{child, true, 0, {}}};
    if (column_question(asked, alone, child).find(alone, unused) == answer::no) return answer::no;
  }
  std::string message;
  for (std::uint64_t i = 0; i < asked.p.tokens; ++i) {
    std::string text = "word";
    const views here = seen_at(asked.p, i);
    const bool possible =
        here.empty() || column_question(asked, here, here.front().place).find(here, text) == answer::yes;
    const std::optional<std::string> token = as_token(text);
    if (!possible || !token) return asked.doubtful(doubt::kind);
    message += (message.empty() ? "" : " ") + *token;
  }
  out = std::move(message);
  return answer::yes;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
