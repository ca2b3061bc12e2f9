// SPDX-License-Identifier: Apache-2.0
// The searches of proofs about numbers. In go the beginnings of texts that a search lists, out comes whether they are
// closed: each goes on to a beginning of a state that is listed, and none is a whole text that the tests leave. A state
// holds all that decides how a beginning goes on, so that equal states go on equally; nothing else is ever asked.
#include "certificate/number_form.hpp"
#include "support/ascii.hpp"
#include "support/number.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// --- The texts that facts outside take away, as they stand or as values.

// Whether some finite number's text may begin like it; most texts of patterns are words.
COVERWATCH_FUNC bool looks_like_number(std::string_view text) noexcept {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  return text.size() > first && support::is_digit(text[first]) &&
         text.find_first_not_of(number_characters) == std::string_view::npos;
}

// The text of the number of this class with this value; nothing when there is none.
COVERWATCH_FUNC std::string text_of_value(const support::decimal_view& value, bool integer) {
  if (!integer) {
    const auto place = double_of_value(value);
    return place ? std::string(support::json_number(text_of_double(*place)).text()) : "";
  }
  if (value.digits.empty() || value.exponent < static_cast<std::int64_t>(value.digits.size())) return {};
  std::string text = value.negative ? "-" : "";
  text += value.digits;
  text.append(static_cast<std::size_t>(value.exponent) - value.digits.size(), '0');
  return text;
}

class search_checker {
 public:
  using word = std::uint64_t;

  search_checker(const number_question& question, const number_search& search, text_form form, work& left)
      : q_(question), s_(search), form_(std::move(form)), left_(left) {
    for (const auto* tests : {&q_.inside, &q_.outside}) {
      const bool counts = tests == &q_.inside || search.kind != number_search::texts::any;
      for (const number_test& test : *tests) {
        if (counts) add_reader(test, tests == &q_.inside);
      }
    }
  }

  // False when they are too many to be written out.
  bool take_excluded(const number_bounds& bounds) {
    const bool integer = s_.kind == number_search::texts::integers;
    std::uint64_t length = 0;
    for (const number_test& test : q_.outside) {
      if (const auto* literal = std::get_if<text_test>(&test); literal != nullptr && looks_like_number(literal->text)) {
        if (!integer || literal->text.starts_with('-') == s_.negative) excluded_.emplace_back(literal->text);
      }
      const auto* value = std::get_if<value_test>(&test);
      if (value == nullptr || value->how != comparison::equal || !bounds.holds(value->bound)) continue;
      if (integer && (value->bound.negative != s_.negative || value->bound.exponent > longest_integer)) continue;
      excluded_.push_back(text_of_value(value->bound, integer));
      length += excluded_.back().size();
      if (!left_.spend(excluded_.back().size() + value->bound.digits.size() + 256) || length > most_cells) return false;
    }
    std::erase(excluded_, "");
    std::sort(excluded_.begin(), excluded_.end());
    excluded_.erase(std::unique(excluded_.begin(), excluded_.end()), excluded_.end());
    return true;
  }

  std::string run() {
    width_ = own_words;
    for (const reader& r : readers_) width_ += r.regex != nullptr ? r.regex->words() + 1 : 1;
    if (s_.nodes.size() >= most_cells / width_) return std::string(too_much_work);
    cells_.resize((s_.nodes.size() + 1) * width_);
    form_states_.resize(s_.nodes.size() + 1);
    if (!begin(cells_.data())) return s_.nodes.empty() ? "" : "a search that ends at once has nodes";
    std::unordered_set<const word*, hash_of, same> known(16, hash_of{width_}, same{width_});
    for (std::size_t i = 0; i <= s_.nodes.size(); ++i) {
      if (i > 0 && (s_.nodes[i - 1].parent >= i || !go_on(s_.nodes[i - 1].parent, s_.nodes[i - 1].character, i)))
        return "no text begins like node " + std::to_string(i) + " of a search";
      if (!known.insert(state(i)).second)
        return "node " + std::to_string(i) + " of a search has a state that is there already";
      if (is_left(i)) return "node " + std::to_string(i) + " of a search is a text that is left";
    }
    return check_closed(known);
  }

 private:
  static constexpr std::size_t own_words = 4;

  // A wildcard or an expression. An expression's state is a word that says "found", then its places.
  struct reader {
    bool inside = false;
    std::optional<wildcard_reader> wildcard;
    const support::regex* regex = nullptr;
  };
  struct hash_of {
    std::size_t width;
    std::size_t operator()(const word* state) const noexcept {
      word hash = 0x9e3779b97f4a7c15;
      for (std::size_t i = 0; i < width; ++i) {
        hash = (hash ^ state[i]) * 0xff51afd7ed558ccd;
        hash ^= hash >> 32;
      }
      return static_cast<std::size_t>(hash);
    }
  };
  struct same {
    std::size_t width;
    bool operator()(const word* a, const word* b) const noexcept { return std::equal(a, a + width, b); }
  };

  void add_reader(const number_test& test, bool inside) {
    if (const auto* wildcard = std::get_if<wildcard_test>(&test))
      readers_.push_back({inside, wildcard_reader(*wildcard->pieces, wildcard->dialect), nullptr});
    if (const auto* regex = std::get_if<regex_test>(&test)) readers_.push_back({inside, {}, regex->automaton});
  }

  word* state(std::size_t i) { return cells_.data() + i * width_; }

  // The form's state, then the excluded texts that begin so: the first, the one behind the last, how long they are.
  // That resize() gives every state its zeros the analyzer does not see.
  void write_own(word* cells, const text_form::state& form, word from, word to, word depth) const {
    cells[0] = static_cast<word>(form.at) | word{form.point} << 8 | word{form.zero_last} << 9 |
               word{form.behind} << 10 | static_cast<word>(form.near + 1) << 16 |
               static_cast<word>(form.far + 1) << 18 | word{form.count} << 32;  // NOLINT(clang-analyzer-core.*)
    cells[1] = form.power | depth << 32;
    cells[2] = from;
    cells[3] = to;
  }

  // False when nothing can come of it.
  bool begin(word* cells) {
    form_states_[0] = form_.start();
    write_own(cells, form_states_[0], 0, excluded_.size(), 0);
    bool alive = true;
    word* at = cells + own_words;
    for (const reader& r : readers_) {
      if (r.regex != nullptr) r.regex->start(at + 1);
      alive = settle(r, at) && alive;
      at += r.regex != nullptr ? r.regex->words() + 1 : 1;
    }
    return alive;
  }

  // Behind a match nothing matters any more. False when one inside can no longer match.
  bool settle(const reader& r, word* at) const {
    if (r.regex == nullptr) return !r.inside || *at != nowhere;
    word* const places = at + 1;
    if (r.regex->accepts_here(places)) {
      std::fill_n(places, r.regex->words(), word{0});
      *at = 1;
    }
    return !r.inside || *at == 1 || std::any_of(places, places + r.regex->words(), [](word w) { return w != 0; });
  }

  // Writes the state of one character more into `to`; false when nothing can come of it.
  bool step(const word* from, const text_form::state& form, char c, text_form::state& next, word* to) {
    next = form;
    if (!left_.spend(width_ + form_.powers.size() / 8) || !form_.step(next, c)) return false;
    std::copy_n(from, width_, to);
    narrow(next, c, to);
    word* at = to + own_words;
    for (const reader& r : readers_) {
      if (r.regex != nullptr && *at != 1) r.regex->step(at + 1, static_cast<unsigned char>(c));
      if (r.regex == nullptr && *at != nowhere) *at = r.wildcard->step(*at, static_cast<unsigned char>(c));
      if (!settle(r, at)) return false;
      at += r.regex != nullptr ? r.regex->words() + 1 : 1;
    }
    return true;
  }

  // Those excluded that go on with `c`. They are sorted, so that one that ends here stands first.
  void narrow(const text_form::state& next, char c, word* to) const {
    const word depth = to[1] >> 32;
    const auto first = std::partition_point(
        excluded_.begin() + static_cast<std::ptrdiff_t>(to[2]), excluded_.begin() + static_cast<std::ptrdiff_t>(to[3]),
        [&](const std::string& text) { return text.size() == depth || text[depth] < c; });
    const auto last = std::partition_point(first, excluded_.begin() + static_cast<std::ptrdiff_t>(to[3]),
                                           [&](const std::string& text) { return text[depth] == c; });
    if (first == last) return write_own(to, next, 0, 0, 0);
    write_own(to, next, static_cast<word>(first - excluded_.begin()), static_cast<word>(last - excluded_.begin()),
              depth + 1);
  }

  bool go_on(std::size_t parent, char c, std::size_t i) {
    text_form::state next;
    if (!step(state(parent), form_states_[parent], c, next, state(i))) return false;
    form_states_[i] = next;
    return true;
  }

  // Whether it is a whole text that passes all inside and none outside, and is not excluded.
  bool is_left(std::size_t i) {
    const word* const cells = state(i);
    if (!form_.accepts(form_states_[i])) return false;
    if (cells[2] < cells[3] && excluded_[cells[2]].size() == cells[1] >> 32) return false;
    const word* at = cells + own_words;
    for (const reader& r : readers_) {
      const bool accepts = r.regex == nullptr ? r.wildcard->accepts(*at) : *at == 1 || r.regex->accepts_at_end(at + 1);
      if (accepts != r.inside) return false;
      at += r.regex != nullptr ? r.regex->words() + 1 : 1;
    }
    return true;
  }

  std::string check_closed(const std::unordered_set<const word*, hash_of, same>& known) {
    std::vector<word> next(width_);
    text_form::state form;
    for (std::size_t i = 0; i <= s_.nodes.size(); ++i) {
      for (const char c : number_characters) {
        const bool goes_on = step(state(i), form_states_[i], c, form, next.data());
        if (left_.left == 0) return std::string(too_much_work);
        if (goes_on && !known.contains(next.data()))
          return "a text that goes on behind node " + std::to_string(i) + " of a search is not listed";
      }
    }
    return {};
  }

  const number_question& q_;
  const number_search& s_;
  text_form form_;
  work& left_;
  std::vector<reader> readers_;
  std::vector<std::string> excluded_;  // sorted, each once
  std::size_t width_ = 0;
  std::vector<word> cells_;
  std::vector<text_form::state> form_states_;
};

COVERWATCH_FUNC std::string fault_of_search(const number_question& question, const number_bounds& bounds,
                                            const number_search& search, work& left) {
  using texts = number_search::texts;
  if (!left.spend(4096)) return std::string(too_much_work);  // ends and exponents
  const std::pair ends{value_of_double(odd_doubles), value_of_double(most_double)};
  text_form form;
  form.anything = search.kind == texts::any;
  if (search.kind == texts::decimals && !is_range_of_decimals(search)) return "no such range of exponents is searched";
  if (search.kind == texts::decimals) form = decimals_form(bounds, search, ends);
  if (search.kind == texts::integers) form = integers_form(bounds, search.negative);
  search_checker checker(question, search, std::move(form), left);
  if (search.kind != texts::any && !checker.take_excluded(bounds)) return std::string(too_much_work);
  return checker.run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
