// SPDX-License-Identifier: Apache-2.0
// In goes a question, out comes its answer, by the cheapest road that leads there: what somebody suggests, listed
// texts, the pieces of wildcards put together, and then the search, over as few of the sets as suffice. A text that was
// found is tested like one that somebody suggests.
#include "domain/text.hpp"

#include "domain/text_search.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::domain {

inline constexpr std::size_t sets_searched_at_once = 4;      // no more at first, unless one by one they are needed
inline constexpr std::size_t sets_searched_one_by_one = 24;  // outside; then all at once
inline constexpr std::size_t texts_searched_at_once = 8;
inline constexpr std::uint64_t steps_before_thinking = 20'000;  // then other roads are tried, once
inline constexpr std::uint64_t steps_for_a_pair = 5'000;

class text_solver {
 public:
  text_solver(const text_question& question, budget& steps) : question_(question), steps_(steps) {}

  text_answer solve() {
    if (!try_suggestions() && !try_listed() && !try_pieces()) search();
    return std::move(answer_);
  }

 private:
  using indices = std::vector<std::uint32_t>;
  enum class state : std::uint8_t { open, answered };

  text_letters::alphabet alphabet() const noexcept {
    return question_.any_bytes ? text_letters::alphabet::stray_bytes : text_letters::alphabet::characters;
  }

  // --- Answers.

  bool fits(std::string_view text) const {
    const auto holds = [text](const text_set* set) { return set->contains(text); };
    return std::all_of(question_.inside.begin(), question_.inside.end(), holds) &&
           std::none_of(question_.outside.begin(), question_.outside.end(), holds);
  }

  bool try_text(std::string_view text) {
    if (!fits(text)) return false;
    answer_.what = text_answer::kind::member;
    answer_.member = text;
    return true;
  }

  bool answer_none(const text_search& search, const indices& inside, const indices& outside) {
    answer_.what = text_answer::kind::none;
    answer_.proof.inside = inside;
    answer_.proof.outside = outside;
    search.write(answer_.proof);
    return true;
  }

  // --- Roads without a search. Each returns whether there is an answer.

  bool try_suggestions() {
    return std::any_of(question_.suggestions.begin(), question_.suggestions.end(),
                       [this](std::string_view text) { return try_text(text); });
  }

  const text_list* inside_list(std::size_t i) const { return question_.inside[i]->as_list(); }

  bool try_listed() {
    std::size_t shortest = question_.inside.size();
    for (std::size_t i = 0; i < question_.inside.size(); ++i) {
      if (inside_list(i) == nullptr) continue;
      if (shortest == question_.inside.size() || inside_list(i)->words.size() < inside_list(shortest)->words.size()) {
        shortest = i;
      }
    }
    if (shortest == question_.inside.size()) return false;
    return try_list(static_cast<std::uint32_t>(shortest));
  }

  bool try_list(std::uint32_t list) {
    for (const std::string& word : inside_list(list)->words) {
      const text_proof::failure failed = failure_of(word);
      if (failed.set == no_index) {
        answer_.proof = {};
        return try_text(word);
      }
      answer_.proof.failures.push_back(failed);
    }
    answer_.what = text_answer::kind::none;
    answer_.proof.listed = list;
    return true;
  }

  text_proof::failure failure_of(std::string_view text) const {
    for (std::uint32_t i = 0; i < question_.inside.size(); ++i)
      if (!question_.inside[i]->contains(text)) return {true, i};
    for (std::uint32_t i = 0; i < question_.outside.size(); ++i)
      if (question_.outside[i]->contains(text)) return {false, i};
    return {false, no_index};
  }

  // Sorts the sets out, and tries the shortest text that a single wildcard, or nothing, allows. No list is inside.
  bool try_pieces() {
    for (std::uint32_t i = 0; i < question_.inside.size(); ++i) {
      const auto* wildcard = question_.inside[i]->as_wildcard();
      if (wildcard == nullptr || !support::matches_everything(wildcard->pieces)) inside_.push_back(i);
    }
    for (std::uint32_t i = 0; i < question_.outside.size(); ++i) {
      if (question_.outside[i]->as_list() == nullptr) outside_.push_back(i);
    }
    if (inside_.empty()) return try_text("");
    if (!only_wildcards_inside()) return false;
    if (inside_.size() == 1) return try_text(all_pieces(0));
    return question_.outside.empty() && try_joined_pieces(U'a');
  }

  const text_wildcard* wildcard_inside(std::size_t i) const { return question_.inside[inside_[i]]->as_wildcard(); }

  bool only_wildcards_inside() const {
    return std::all_of(inside_.begin(), inside_.end(),
                       [this](std::uint32_t i) { return question_.inside[i]->as_wildcard() != nullptr; });
  }

  std::string all_pieces(std::size_t i) const {
    std::string text;
    for (const std::string& piece : wildcard_inside(i)->pieces.pieces) text += piece;
    return text;
  }

  // The longest beginning and the longest end that are demanded, and between them the other pieces of each wildcard
  // that does not match yet. Where all are globs, this fits them all whenever anything does.
  bool try_joined_pieces(char32_t unnamed) {
    std::size_t first = 0;
    std::size_t last = 0;
    for (std::size_t i = 1; i < inside_.size(); ++i) {
      if (first_piece(i).size() > first_piece(first).size()) first = i;
      if (last_piece(i).size() > last_piece(last).size()) last = i;
    }
    for (std::size_t i = 0; i < inside_.size(); ++i) {
      if (!first_piece(first).starts_with(first_piece(i))) return search_pair(first, i);
      if (!last_piece(last).ends_with(last_piece(i))) return search_pair(last, i);
    }
    std::string between;
    support::append_utf8(between, unnamed);
    return try_text(joined(first, last, "", false)) || try_text(joined(first, last, between, false)) ||
           try_text(joined(first, last, "", true)) || try_text(joined(first, last, between, true));
  }

  std::string_view first_piece(std::size_t i) const { return wildcard_inside(i)->pieces.pieces.front(); }
  std::string_view last_piece(std::size_t i) const { return wildcard_inside(i)->pieces.pieces.back(); }

  std::string joined(std::size_t first, std::size_t last, std::string_view between, bool backwards) const {
    std::string begin(first_piece(first));
    const std::string end = std::string(between) + std::string(last_piece(last));
    for (std::size_t n = 0; n < inside_.size(); ++n) {
      const std::size_t i = backwards ? inside_.size() - 1 - n : n;
      if (question_.inside[inside_[i]]->contains(begin + end)) continue;
      const std::vector<std::string>& pieces = wildcard_inside(i)->pieces.pieces;
      for (std::size_t k = 1; k + 1 < pieces.size(); ++k) begin.append(between).append(pieces[k]);
    }
    return begin + end;
  }

  // --- Searching.

  // Few sets are searched at once. Of many, at first only one inside; then each that the text found does not fit. What
  // the last search finds is also the shortest for all, and what it proves impossible is impossible for all.
  void search() {
    const bool few = inside_.size() + outside_.size() <= sets_searched_at_once;
    indices inside = few || inside_.empty() ? inside_ : indices{inside_.front()};
    indices outside = few ? outside_ : indices{};
    use_texts(count_texts() <= texts_searched_at_once);
    for (std::size_t round = 1; search_some(inside, outside) == state::open; ++round)
      if (round == sets_searched_one_by_one) outside = outside_;
  }

  state search_some(indices& inside, indices& outside) {
    text_search search(sets(question_.inside, inside), sets(question_.outside, outside), text_words(texts_),
                       alphabet());
    text_search::outcome outcome = run(search, steps_before_thinking);
    if (outcome == text_search::outcome::out_of_steps && !thought_) {
      thought_ = true;
      if (think(search)) return state::answered;
    }
    if (outcome == text_search::outcome::out_of_steps) outcome = search.run(steps_);
    if (outcome == text_search::outcome::none) answer_none(search, inside, outside);
    if (outcome != text_search::outcome::member) return state::answered;
    const std::string text = search.member();
    if (add_unfit(text, inside, outside)) return state::open;
    try_text(text);
    return state::answered;
  }

  // Takes the steps from the budget, but no more than `limit`.
  text_search::outcome run(text_search& search, std::uint64_t limit) {
    budget part{std::min(limit, steps_.steps)};
    const std::uint64_t given = part.steps;
    const text_search::outcome outcome = search.run(part);
    steps_.spend(given - part.steps);
    return outcome;
  }

  // The search takes long: perhaps some text is easy to make, or two of the sets are enough. Leaves half of the budget.
  bool think(const text_search& search) {
    if (only_wildcards_inside() && !inside_.empty() && try_joined_pieces(search.unnamed_letter())) return true;
    const std::uint64_t half = steps_.steps / 2;
    const auto limit = [&] { return std::min(steps_for_a_pair, steps_.steps - half); };
    for (std::size_t i = 0; i < inside_.size() && steps_.steps > half; ++i) {
      for (const std::uint32_t o : outside_)
        if (may_be_within(i, o) && search_none({inside_[i]}, {o}, limit())) return true;
      for (std::size_t k = 0; k < i; ++k)
        if (may_be_apart(i, k) && search_none({inside_[k], inside_[i]}, {}, limit())) return true;
    }
    return false;
  }

  // A look before a search.
  bool may_be_within(std::size_t i, std::uint32_t o) const {
    if (wildcard_inside(i) == nullptr) return true;
    const std::string text = all_pieces(i);
    return question_.outside[o]->contains(text) || !question_.inside[inside_[i]]->contains(text);
  }
  bool may_be_apart(std::size_t i, std::size_t k) const {  // where both are wildcards, their ends have been compared
    return wildcard_inside(i) == nullptr || wildcard_inside(k) == nullptr;
  }

  bool search_pair(std::size_t a, std::size_t b) { return search_none({inside_[a], inside_[b]}, {}, steps_.steps); }

  // Whether these alone suffice for `none`.
  bool search_none(const indices& inside, const indices& outside, std::uint64_t limit) {
    text_search search(sets(question_.inside, inside), sets(question_.outside, outside), {}, alphabet());
    return run(search, limit) == text_search::outcome::none && answer_none(search, inside, outside);
  }

  // Adds a set that the text does not fit and that was not searched yet. False when there is none.
  bool add_unfit(std::string_view text, indices& inside, indices& outside) {
    for (const std::uint32_t o : outside_)
      if (question_.outside[o]->contains(text) && add(outside, o)) return true;
    if (!uses_texts_ && is_listed_outside(text)) {
      use_texts(true);
      return true;
    }
    return std::any_of(inside_.begin(), inside_.end(),
                       [&](std::uint32_t i) { return !question_.inside[i]->contains(text) && add(inside, i); });
  }

  bool add(indices& to, std::uint32_t index) const {
    if (std::find(to.begin(), to.end(), index) != to.end()) return false;
    to.push_back(index);
    return true;
  }

  bool is_listed_outside(std::string_view text) const {
    return std::any_of(question_.outside.begin(), question_.outside.end(),
                       [text](const text_set* set) { return set->as_list() != nullptr && set->contains(text); });
  }

  std::size_t count_texts() const {
    std::size_t n = 0;
    for (const text_set* set : question_.outside)
      if (const text_list* list = set->as_list()) n += list->words.size();
    return n;
  }

  // The listed texts outside that belong to all sets inside: the others exclude nothing.
  void use_texts(bool use) {
    uses_texts_ = use;
    if (!use) return;
    for (const text_set* set : question_.outside)
      if (const text_list* list = set->as_list()) use_list(*list);
    std::sort(texts_.begin(), texts_.end());
    texts_.erase(std::unique(texts_.begin(), texts_.end()), texts_.end());
  }

  void use_list(const text_list& list) {
    for (const std::string& word : list.words) {
      const auto holds = [&word](const text_set* set) { return set->contains(word); };
      if (std::all_of(question_.inside.begin(), question_.inside.end(), holds)) texts_.push_back(word);
    }
  }

  std::vector<const text_set*> sets(std::span<const text_set* const> from, const indices& which) const {
    std::vector<const text_set*> some;
    some.reserve(which.size());
    for (const std::uint32_t i : which) some.push_back(from[i]);
    return some;
  }

  static constexpr std::uint32_t no_index = 0xffffffff;

  const text_question& question_;
  budget& steps_;
  text_answer answer_;
  indices inside_;   // those that ask for anything
  indices outside_;  // those that are no lists
  std::vector<std::string_view> texts_;
  bool uses_texts_ = false;
  bool thought_ = false;
};

COVERWATCH_FUNC text_answer find_text(const text_question& question, budget& steps) {
  return text_solver(question, steps).solve();
}

COVERWATCH_FUNC std::optional<bool> is_impossible(const text_question& question, budget& steps) {
  const text_answer answer = find_text(question, steps);
  if (answer.what == text_answer::kind::unknown) return std::nullopt;
  return answer.what == text_answer::kind::none;
}

COVERWATCH_FUNC std::optional<bool> includes(const text_set& outer, const text_set& inner, budget& steps) {
  const std::array<const text_set*, 1> inside{&inner};
  const std::array<const text_set*, 1> outside{&outer};
  return is_impossible({inside, outside, {}}, steps);
}

COVERWATCH_FUNC std::optional<bool> disjoint(const text_set& a, const text_set& b, budget& steps) {
  const std::array<const text_set*, 2> inside{&a, &b};
  return is_impossible({inside, {}, {}}, steps);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
