// SPDX-License-Identifier: Apache-2.0
// In goes a question about numbers with wildcards or regular expressions, out come a member or the searches that found
// none: shape by shape, integers before doubles. Doubles that are few, or next to zero, are tried one by one instead.
#include "domain/number_decision.hpp"
#include "support/number.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::domain {

inline constexpr std::uint64_t few_doubles = 4096;  // that are tried one by one rather than searched
inline constexpr double_rank odd_doubles = 64;  // next to zero, where a text may be of another value than its number

COVERWATCH_FUNC void sort_texts(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

COVERWATCH_FUNC std::vector<std::string> number_decision::excluded_integers(bool negative) {
  std::vector<std::string> texts;
  for (const excluded_text& e : facts_.texts)
    if (e.text.starts_with('-') == negative) texts.emplace_back(e.text);
  for (const excluded_value& e : facts_.values) {
    if (e.value.negative != negative || !is_whole(e.value) || !between_edges(e.value)) continue;
    if (e.value.exponent > static_cast<std::int64_t>(question_.room)) continue;  // no member has such a text
    if (!spend(static_cast<std::uint64_t>(e.value.exponent))) break;
    texts.push_back(round_up(e.value));
  }
  sort_texts(texts);
  return texts;
}

COVERWATCH_FUNC std::vector<std::string> number_decision::excluded_doubles() {
  std::vector<std::string> texts;
  if (!spend(facts_.texts.size() + facts_.values.size())) return texts;
  for (const excluded_text& e : facts_.texts) texts.emplace_back(e.text);
  for (const excluded_value& e : facts_.values)
    if (const auto rank = between_edges(e.value) ? double_of_value(e.value) : std::nullopt)
      texts.push_back(spelling_at(*rank));
  sort_texts(texts);
  return texts;
}

// The quick road: the tests inside have no text in common that is made of the characters of finite numbers. Most
// wildcards and regular expressions are about words.
COVERWATCH_FUNC bool number_decision::no_text_at_all() {
  constexpr std::uint64_t quick = 20'000;  // steps
  if (facts_.inside.empty()) return false;
  const number_text_limits limits{number_shape::anything(), facts_.inside, {}, {}};
  const std::uint64_t lent = std::min(left_.steps, quick);
  budget small{lent};
  number_text_outcome outcome = search_texts(
      limits, [](const std::string&) { return true; }, small);
  left_.spend(lent - small.steps);
  if (outcome.what != number_text_outcome::kind::none) return false;
  for (number_part_proof* part : {&proof_.integers, &proof_.doubles}) {
    part->why = number_reason::texts;
    part->searches.push_back({number_text_search::texts::any, false, 0, 0, outcome.nodes});
  }
  return true;
}

// `in_bounds`: each text found is within the bounds.
COVERWATCH_FUNC void number_decision::run_search(number_part_proof& part, number_text_search search,
                                                 const number_text_limits& limits, bool in_bounds) {
  using kind = number_text_outcome::kind;
  bool too_large = false;
  const auto takes = [&](const std::string& text) {
    too_large = !in_bounds || text.size() > question_.room;
    if (!too_large) attempt(text);
    return done() || too_large;
  };
  number_text_outcome outcome = search_texts(limits, takes, left_);
  too_large_ = too_large_ || too_large;
  if (outcome.what == kind::budget) out_of_steps_ = true;
  if (outcome.what == kind::refused) texts_open_ = true;
  search.nodes = std::move(outcome.nodes);
  part.searches.push_back(std::move(search));
}

COVERWATCH_FUNC void number_decision::search_integers() {
  proof_.integers.why = number_reason::texts;
  name_edges(proof_.integers);
  consider(number_kind::integer, "0");
  for (const bool negative : {false, true}) {
    const auto sizes = sizes_between(facts_.lower, facts_.upper, negative);
    if (sizes && !done()) search_integers(negative, *sizes);
  }
}

// A bound above that is longer than a member may be bounds no member. Without a bound below that is so, there may be
// texts that are not within the bounds; if there is none even so, there is none.
COVERWATCH_FUNC void number_decision::search_integers(bool negative, const size_bounds& sizes) {
  const auto room = static_cast<std::int64_t>(question_.room);
  size_bounds writable = sizes;
  if (sizes.most.at && sizes.most.at->exponent > room) writable.most = {};
  const bool in_bounds = !sizes.least.at || sizes.least.at->exponent <= room;
  if (!in_bounds) writable.least = {};
  const std::vector<std::string> excluded = excluded_integers(negative);
  if (done()) return;
  const number_text_limits limits{number_shape::integers(negative, writable), facts_.inside, facts_.outside, excluded};
  run_search(proof_.integers, {number_text_search::texts::integers, negative, 0, 0, {}}, limits, in_bounds);
}

COVERWATCH_FUNC void number_decision::search_doubles() {
  const double_rank first = first_rank();
  const double_rank last = last_rank();
  number_part_proof& part = proof_.doubles;
  name_edges(part);
  const std::uint64_t count =
      first > last ? 0 : static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first) + 1;
  if (count <= few_doubles) {
    part.why = number_reason::between;
    if (first > first_double) part.below = spelling_at(first - 1);
    if (last < last_double) part.above = spelling_at(last + 1);
    return consider_doubles(first, last);
  }
  part.why = number_reason::texts;
  const std::vector<std::string> excluded = excluded_doubles();
  for (const bool negative : {false, true})
    if (!done()) search_doubles(negative, excluded);
  consider_doubles(std::max(first, -odd_doubles), std::min(last, odd_doubles - 1));
}

// Away from zero, or from the end next to it.
COVERWATCH_FUNC void number_decision::consider_doubles(double_rank first, double_rank last) {
  const double_rank middle = std::clamp<double_rank>(0, first, std::max(first, last));
  for (double_rank rank = middle; rank <= last && !done(); ++rank) consider(number_kind::decimal, spelling_at(rank));
  for (double_rank rank = middle; rank > first && !done();) consider(number_kind::decimal, spelling_at(--rank));
}

// Exponents that are searched together, so that each text is of one shape: each that a bound has stands alone, and so
// does each in plain notation; the others as far as they follow each other. Plain and small ones first.
COVERWATCH_FUNC std::vector<exponent_range> ranges_between(std::int64_t from, std::int64_t to) {
  constexpr std::int64_t first_plain = -2;
  constexpr std::int64_t last_plain = 7;
  const auto stands_alone = [&](std::int64_t e) {
    return e == from || e == to || (e >= first_plain && e <= last_plain);
  };
  std::vector<exponent_range> ranges;
  for (std::int64_t first = from; first <= to; first = ranges.back().last + 1) {
    std::int64_t last = first;
    while (!stands_alone(first) && !stands_alone(last + 1)) ++last;
    ranges.push_back({first, last});
  }
  const auto rank = [](const exponent_range& r) {
    const int order = r.first < first_plain ? 3 : r.first < 1 ? 1 : r.first <= last_plain ? 0 : 2;
    return std::pair{order, r.first < 1 ? -r.first : r.first};
  };
  std::sort(ranges.begin(), ranges.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return ranges;
}

// All that are not odd.
COVERWATCH_FUNC void number_decision::search_doubles(bool negative, const std::vector<std::string>& excluded) {
  auto sizes = sizes_between(facts_.lower, facts_.upper, negative);
  if (!sizes) return;
  const support::decimal least = value_at(odd_doubles);
  const support::decimal most = value_at(last_double);
  if (above_edge(sizes->least, least.view())) sizes->least = {least.view(), true, {}, {}};
  if (below_edge(sizes->most, most.view())) sizes->most = {most.view(), true, {}, {}};
  for (const exponent_range& range : ranges_between(sizes->least.at->exponent, sizes->most.at->exponent))
    if (!done()) search_decimals(negative, range, *sizes, excluded);
}

COVERWATCH_FUNC void number_decision::search_decimals(bool negative, const exponent_range& range,
                                                      const size_bounds& sizes,
                                                      const std::vector<std::string>& excluded) {
  const number_text_limits limits{number_shape::decimals(negative, range.first, range.last, sizes), facts_.inside,
                                  facts_.outside, excluded};
  number_text_search search{number_text_search::texts::decimals, negative, range.first, range.last, {}};
  run_search(proof_.doubles, std::move(search), limits, true);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
