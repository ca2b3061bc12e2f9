// SPDX-License-Identifier: Apache-2.0
// In goes a question about numbers, out comes a member, or none with its proof. What is wanted by value or by text is
// looked up; between bounds numbers are counted from one end, which ends one number behind the last that is excluded.
// A member is never returned before the plain functions of support have passed it.
#include "domain/number.hpp"

#include "domain/number_decision.hpp"
#include "support/number.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::domain {

COVERWATCH_FUNC number_answer find_number(const number_question& question, budget& left) {
  return number_decision(question, left).run();
}

COVERWATCH_FUNC number_answer number_decision::run() {
  suggestions();
  if (!done()) finite();
  for (const char* infinity : {"1e309", "-1e309"})
    if (!done()) consider(number_kind::infinity, infinity);
  number_answer answer;
  if (member_) {
    answer.what = number_answer::kind::member;
    answer.member = std::move(*member_);
  } else if (out_of_steps_ || too_large_ || texts_open_) {
    answer.what = number_answer::kind::unknown;
    answer.reason = out_of_steps_ ? number_unknown::budget
                    : too_large_  ? number_unknown::too_large
                                  : number_unknown::text;
  } else {
    answer.what = number_answer::kind::none;
    answer.proof = std::move(proof_);
  }
  return answer;
}

COVERWATCH_FUNC bool number_decision::spend(std::uint64_t count) noexcept {
  if (!left_.spend(count)) out_of_steps_ = true;
  return !out_of_steps_;
}

COVERWATCH_FUNC void number_decision::attempt(std::string_view spelling) {
  if (spelling.size() > question_.room || !spend(question_.inside.size() + question_.outside.size() + 1)) return;
  if (!refusal_of(question_, spelling)) member_ = spelling;
}

COVERWATCH_FUNC void number_decision::refuse(number_kind kind, std::string spelling, const number_place& test) {
  proof_.refused.push_back({kind, std::move(spelling), test});
}

COVERWATCH_FUNC void number_decision::consider(number_kind kind, const std::string& spelling) {
  if (!spend(question_.inside.size() + question_.outside.size() + 1)) return;
  if (const auto test = refusal_of(question_, spelling)) {
    refuse(kind, spelling, *test);
  } else if (spelling.size() > question_.room) {
    too_large_ = true;
  } else {
    member_ = spelling;
  }
}

COVERWATCH_FUNC void number_decision::suggestions() {
  for (const std::string_view spelling : question_.suggestions)
    if (!done() && is_json_number(spelling)) attempt(spelling);
}

COVERWATCH_FUNC void number_decision::finite() {
  if (facts_.wanted_text.index != number_place::nowhere) return wanted_text();
  if (facts_.wanted_value.index != number_place::nowhere) return wanted_value();
  number_part_proof reason;
  if (facts_.infinite.index != number_place::nowhere) {
    reason.why = number_reason::infinite;
    reason.because = facts_.infinite;
  } else if (facts_.contradictory()) {
    reason.why = number_reason::bounds;
    name_edges(reason);
  } else {
    bounds_as_members();
    if (has_automata() && !done() && no_text_at_all()) return;
    if (!done()) has_automata() ? search_integers() : count_integers();
    if (!done()) has_automata() ? search_doubles() : count_doubles();
    return;
  }
  proof_.integers = reason;
  proof_.doubles = reason;
}

COVERWATCH_FUNC void number_decision::name_edges(number_part_proof& part) const {
  part.lower = facts_.lower.test;
  part.lower_point = facts_.lower.point;
  part.upper = facts_.upper.test;
  part.upper_point = facts_.upper.point;
}

COVERWATCH_FUNC std::size_t number_decision::largest_expanded() const noexcept {
  return std::max(question_.room, facts_.longest);
}

// A text is that of one number at most, and spells it, but for the infinities.
COVERWATCH_FUNC void number_decision::wanted_text() {
  proof_.integers.why = proof_.doubles.why = number_reason::one;
  proof_.integers.because = proof_.doubles.because = facts_.wanted_text;
  const std::string text(std::get_if<number_literal>(&question_.inside[facts_.wanted_text.index])->text);
  if (!is_json_number(text) || support::json_number(text).text() != text) return;
  consider(support::spelled_as_integer(text) ? number_kind::integer : number_kind::decimal, text);
}

// A value is that of one integer and one double at most, but for zero.
COVERWATCH_FUNC void number_decision::wanted_value() {
  proof_.integers.why = proof_.doubles.why = number_reason::one;
  proof_.integers.because = proof_.doubles.because = facts_.wanted_value;
  const auto value = std::get_if<number_comparison>(&question_.inside[facts_.wanted_value.index])->bound;
  if (is_whole(value)) {
    if (value.exponent > static_cast<std::int64_t>(largest_expanded())) {
      unwritable_integer(value);
    } else if (spend(static_cast<std::uint64_t>(value.exponent))) {
      consider(number_kind::integer, round_up(value));
    }
  }
  const auto rank = done() ? std::nullopt : double_of_value(value);
  if (rank) consider(number_kind::decimal, spelling_at(*rank));
  if (rank && value.digits.empty() && !done()) consider(number_kind::decimal, spelling_at(-1));
}

// It has more digits than any constant of the question, so no literal is its text.
COVERWATCH_FUNC void number_decision::unwritable_integer(const support::decimal_view& value) {
  std::string spelling = value.negative ? "-" : "";
  spelling.append(value.digits).append("e");
  spelling += std::to_string(value.exponent - static_cast<std::int64_t>(value.digits.size()));
  for (std::uint32_t i = 0; i < question_.inside.size(); ++i) {
    const auto* test = std::get_if<number_comparison>(&question_.inside[i]);
    if (test != nullptr && !passes_value_test(*test, value))
      return refuse(number_kind::integer, std::move(spelling), {false, i});
  }
  for (std::uint32_t i = 0; i < question_.outside.size(); ++i) {
    const auto* test = std::get_if<number_comparison>(&question_.outside[i]);
    if (test != nullptr && passes_value_test(*test, value))
      return refuse(number_kind::integer, std::move(spelling), {true, i});
  }
  too_large_ = true;
}

COVERWATCH_FUNC void number_decision::bounds_as_members() {
  constexpr std::int64_t readable = 21;  // digits
  for (const number_edge* edge : {&facts_.lower, &facts_.upper}) {
    if (done() || !edge->at || !edge->closed) continue;
    if (is_whole(*edge->at) && edge->at->exponent <= readable) attempt(round_up(*edge->at));
    const auto rank = done() ? std::nullopt : double_of_value(*edge->at);
    if (rank) attempt(spelling_at(*rank));
  }
}

COVERWATCH_FUNC bool number_decision::between_edges(const support::decimal_view& value) const noexcept {
  return above_edge(facts_.lower, value) && below_edge(facts_.upper, value);
}

COVERWATCH_FUNC const number_place* number_decision::exclusion_of(const support::decimal_view& value,
                                                                  std::string_view text) const noexcept {
  if (const excluded_value* found = facts_.find_value(value)) return &found->test;
  if (const excluded_text* found = facts_.find_text(text)) return &found->test;
  return nullptr;
}

// --- Integers: from zero, or from the bound next to it, away from zero.

// Where the bound next to zero is too large to expand, so are all constants near it: there, all of them end in zeros,
// and between two of them stand integers that nothing excludes.
COVERWATCH_FUNC void number_decision::count_integers() {
  proof_.integers.why = number_reason::between;
  name_edges(proof_.integers);
  const auto room = static_cast<std::int64_t>(largest_expanded());
  const auto from = [](const number_edge& edge, bool up) {
    std::string text = up ? round_up(*edge.at) : round_down(*edge.at);
    if (!is_whole(*edge.at) || edge.closed) return text;
    return up ? next_whole(text) : previous_whole(text);
  };
  if (between_edges({})) {
    count_up("0");
    if (!done() && !too_large_) count_down("-1");
  } else if (!above_edge(facts_.lower, {})) {
    if (facts_.lower.at->exponent > room) return void(too_large_ = true);
    const std::string first = from(facts_.lower, true);
    proof_.integers.below = previous_whole(first);
    count_up(first);
  } else {
    if (facts_.upper.at->exponent > room) return void(too_large_ = true);
    const std::string first = from(facts_.upper, false);
    proof_.integers.above = next_whole(first);
    count_down(first);
  }
}

COVERWATCH_FUNC void number_decision::count_up(std::string from) {
  for (; !done() && !too_large_; from = next_whole(from)) {
    if (!below_edge(facts_.upper, whole_value(from))) return void(proof_.integers.above = from);
    visit_integer(from);
  }
}

COVERWATCH_FUNC void number_decision::count_down(std::string from) {
  for (; !done() && !too_large_; from = previous_whole(from)) {
    if (!above_edge(facts_.lower, whole_value(from))) return void(proof_.integers.below = from);
    visit_integer(from);
  }
}

COVERWATCH_FUNC void number_decision::visit_integer(const std::string& text) {
  if (!spend(text.size())) return;
  if (const number_place* test = exclusion_of(whole_value(text), text)) {
    refuse(number_kind::integer, text, *test);
  } else {
    consider(number_kind::integer, text);
  }
}

// --- Doubles: some short decimals first, then one after the other.

COVERWATCH_FUNC void number_decision::count_doubles() {
  const double_rank first = first_rank();
  const double_rank last = last_rank();
  number_part_proof& part = proof_.doubles;
  part.why = number_reason::between;
  name_edges(part);
  if (first > first_double) part.below = spelling_at(first - 1);
  if (last < last_double) part.above = spelling_at(last + 1);
  short_decimals(first, last);
  const double_rank middle = std::clamp<double_rank>(0, first, std::max(first, last));
  for (double_rank rank = middle; rank <= last && !done(); ++rank) visit_double(rank);
  for (double_rank rank = std::min(middle - 1, last); rank >= first && !done(); --rank) visit_double(rank);
}

COVERWATCH_FUNC void number_decision::visit_double(double_rank rank) {
  const std::string text = spelling_at(rank);
  if (!spend(1)) return;
  if (const number_place* test = exclusion_of(value_at(rank).view(), text)) {
    refuse(number_kind::decimal, text, *test);
  } else {
    consider(number_kind::decimal, text);
  }
}

// The numbers of few digits next to the bound next to zero; with zero inside, those next to the other bound.
COVERWATCH_FUNC void number_decision::short_decimals(double_rank first, double_rank last) {
  constexpr std::size_t most_digits = 17;
  if (first > last) return;
  for (const char* small : {"0.5", "1.5", "-0.5"})
    if (!done() && first <= 0 && last >= 0 && between_edges(support::parse_decimal(small)->view()))
      attempt_short(support::parse_decimal(small)->view(), small[0] == '-', false, 2);
  const bool negative = last < 0;
  const bool around_zero = first <= 0 && last >= 0;
  const support::decimal near = value_at(negative || around_zero ? last : first);
  if (near.digits.empty()) return;
  for (std::size_t digits = 1; digits <= most_digits && !done(); ++digits)
    attempt_short(near.view(), negative, !around_zero, digits);
}

// The size with so many digits, rounded away from zero or towards it.
COVERWATCH_FUNC void number_decision::attempt_short(const support::decimal_view& size, bool negative, bool away,
                                                    std::size_t digits) {
  std::string kept(size.digits.substr(0, digits));
  std::int64_t exponent = size.exponent;
  if (away && size.digits.size() > digits) {
    const std::size_t before = kept.size();
    kept = next_whole(kept);
    if (kept.size() > before) ++exponent;
  }
  std::string spelling = negative ? "-0." : "0.";
  spelling.append(kept).append("e").append(std::to_string(exponent));
  const support::json_number number(spelling);
  if (!number.value() || !between_edges(*number.value()) || exclusion_of(*number.value(), number.text())) return;
  attempt(std::string(number.text()));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
