// SPDX-License-Identifier: Apache-2.0
// In go sets and rows, out comes whether the rows are closed under every character and none of them is a member. A
// state is a run of words in one store: a position for each set inside, then the positions outside, then the beginning.
#include "certificate/texts.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// The beginnings of some texts, each with a number; the empty one is 0.
struct word_beginnings {
  std::unordered_map<std::uint64_t, std::uint64_t> next;  // by a beginning and one character
  std::vector<bool> is_word{false};

  void add(const std::u32string& word) {
    std::uint64_t at = 0;
    for (const char32_t c : word) {
      const auto [found, is_new] = next.try_emplace(at << 32 | c, is_word.size());
      if (is_new) is_word.push_back(false);
      at = found->second;
    }
    is_word[at] = true;
  }
  std::uint64_t step(std::uint64_t at, char32_t c) const {
    const auto found = at == nowhere ? next.end() : next.find(at << 32 | c);
    return found == next.end() ? nowhere : found->second;
  }
  std::uint64_t find(const std::u32string& beginning) const {
    std::uint64_t at = 0;
    for (const char32_t c : beginning) at = step(at, c);
    return at;
  }
};

class row_checker {
 public:
  using word = std::uint64_t;

  row_checker(const text_question& question, work& left)
      : q_(question), left_(left), known_(16, hash_of{this, false}, same{this, false}) {
    for (const std::string& text : q_.words) words_.add(letters_of(text));
    width_ = q_.inside.size() + 1;
    for (const text_reader* set : q_.outside) width_ += cells_of(*set);
  }

  std::string run(const std::vector<text_row>& rows) {
    if (rows.size() > most_cells / width_) return std::string(too_much_work);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!add_row(rows[i])) return "row " + std::to_string(i) + " is no state";
    }
    if (const std::size_t twice = order_rows(); twice < rows.size())
      return "row " + std::to_string(twice) + " is there already";
    if (!start()) return fault("a state of the start is not covered");
    const std::vector<char32_t> letters = alphabet();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (is_member(i)) return "row " + std::to_string(i) + " is inside all and outside the others";
      for (const char32_t c : letters) {
        if (!step(i, c)) return fault("what follows row " + std::to_string(i) + " is not covered");
      }
    }
    return {};
  }

 private:
  // --- States.

  // The places of an expression outside take as many words as its automaton has; all else takes one.
  static std::size_t cells_of(const text_reader& set) {
    const auto* expression = std::get_if<expression_reader>(&set);
    return expression != nullptr ? expression->words() : 1;
  }
  const word* row(std::size_t i) const { return cells_.data() + i * width_; }

  // Rows by all of their cells, or by the wildcards inside alone: these must agree where one row covers a state.
  template <class Use>
  void each_key_cell(const word* state, bool of_wildcards, const Use& use) const {
    const std::size_t count = of_wildcards ? q_.inside.size() : width_;
    for (std::size_t i = 0; i < count; ++i) {
      if (!of_wildcards || std::holds_alternative<wildcard_reader>(*q_.inside[i])) use(state[i], i);
    }
  }
  struct hash_of {
    const row_checker* all;
    bool of_wildcards;
    std::size_t operator()(const word* state) const {
      word hash = 0x9e3779b97f4a7c15;
      all->each_key_cell(state, of_wildcards, [&](word cell, std::size_t) {
        hash = (hash ^ cell) * 0xff51afd7ed558ccd;
        hash ^= hash >> 32;
      });
      return static_cast<std::size_t>(hash);
    }
  };
  struct same {
    const row_checker* all;
    bool of_wildcards;
    bool operator()(const word* a, const word* b) const {
      bool equal = true;
      all->each_key_cell(a, of_wildcards, [&](word cell, std::size_t i) { equal = equal && cell == b[i]; });
      return equal;
    }
  };

  // --- Rows as they are written.

  bool add_row(const text_row& cells) {
    if (cells.size() != q_.inside.size() + q_.outside.size() + (q_.words.empty() ? 0 : 1)) return false;
    std::size_t at = 0;
    for (const text_reader* set : q_.inside) {
      const auto* position = std::get_if<std::uint64_t>(&cells[at++]);
      if (position == nullptr || !is_position(*set, *position)) return false;
      cells_.push_back(*position);
    }
    for (const text_reader* set : q_.outside) {
      if (!add_outside(*set, cells[at++])) return false;
    }
    return add_beginning(q_.words.empty() ? text_cell{} : cells[at]);
  }

  static bool is_position(const text_reader& set, std::uint64_t position) {
    if (const auto* wildcard = std::get_if<wildcard_reader>(&set)) return position <= wildcard->length();
    return position < std::get_if<expression_reader>(&set)->places();
  }

  bool add_outside(const text_reader& set, const text_cell& cell) {
    if (const auto* expression = std::get_if<expression_reader>(&set)) return add_places(*expression, cell);
    const auto* position = std::get_if<std::uint64_t>(&cell);
    if (position == nullptr && !std::holds_alternative<text_null>(cell)) return false;
    if (position != nullptr && !is_position(set, *position)) return false;
    cells_.push_back(position != nullptr ? *position : nowhere);
    return true;
  }

  bool add_places(const expression_reader& expression, const text_cell& cell) {
    const auto* places = std::get_if<std::vector<std::uint32_t>>(&cell);
    if (places == nullptr) return false;
    const std::size_t begin = cells_.size();
    cells_.resize(begin + expression.words());
    for (std::size_t i = 0; i < places->size(); ++i) {
      const std::uint32_t place = (*places)[i];
      if (place >= expression.places() || (i > 0 && place <= (*places)[i - 1])) return false;
      cells_[begin + place / 64] |= word{1} << place % 64;
    }
    return expression.is_closed(cells_.data() + begin);
  }

  bool add_beginning(const text_cell& cell) {
    const auto* beginning = std::get_if<std::string>(&cell);
    if (beginning == nullptr && !std::holds_alternative<text_null>(cell)) return false;
    cells_.push_back(beginning != nullptr ? words_.find(letters_of(*beginning)) : nowhere);
    return beginning == nullptr || cells_.back() != nowhere;
  }

  // Returns the first that is there twice, or the number of rows.
  std::size_t order_rows() {
    std::size_t i = 0;
    for (; i * width_ < cells_.size() && known_.insert(row(i)).second; ++i) alike_[row(i)].push_back(row(i));
    return i;
  }

  // --- Characters: all that are named, and one of each kind that is not.

  std::vector<char32_t> alphabet() {
    std::set<char32_t> letters;
    std::vector<const expression_reader*> expressions;
    for (const auto* sets : {&q_.inside, &q_.outside}) {
      for (const text_reader* set : *sets) {
        if (const auto* wildcard = std::get_if<wildcard_reader>(set)) wildcard->add_letters(letters);
        if (const auto* expression = std::get_if<expression_reader>(set)) expressions.push_back(expression);
      }
    }
    for (const std::string& text : q_.words) {
      for (const char32_t c : letters_of(text)) letters.insert(c);
    }
    left_.spend(letters.size() + 256 * expressions.size());
    const std::set<char32_t> named = letters;
    std::set<std::vector<std::uint32_t>> kinds;
    const auto is_new_kind = [&](char32_t byte) {
      std::vector<std::uint32_t> kind;
      for (const expression_reader* expression : expressions) kind.push_back(expression->class_of(byte));
      return kinds.insert(std::move(kind)).second;
    };
    for (char32_t c = 0; !expressions.empty() && c < 256; ++c) {
      if (!named.contains(c) && is_new_kind(c)) letters.insert(c);
    }
    for (char32_t c = 128; q_.of_messages && !expressions.empty() && c < 256; ++c) {
      if (is_new_kind(c)) letters.insert(stray_byte(c));
    }
    char32_t other = 0x4e00;  // all from 256 on are alike where they are not named
    while (letters.contains(other)) ++other;
    letters.insert(other);
    return {letters.begin(), letters.end()};
  }

  // --- Where a state leads. Inside there may be several ways; the rest is one.

  bool start() {
    ways_.clear();
    for (const text_reader* set : q_.inside) {
      ways_.emplace_back();
      if (const auto* expression = std::get_if<expression_reader>(set)) {
        expression->add_first(ways_.back());
      } else {
        ways_.back().push_back(0);
      }
    }
    next_.assign(width_, 0);
    word* at = next_.data() + q_.inside.size();
    for (const text_reader* set : q_.outside) {
      if (const auto* expression = std::get_if<expression_reader>(set)) expression->start(at);
      at += cells_of(*set);
    }
    *at = q_.words.empty() ? nowhere : 0;
    return all_covered();
  }

  bool step(std::size_t i, char32_t c) {
    const word* const from = row(i);
    ways_.resize(q_.inside.size());
    for (std::size_t k = 0; k < q_.inside.size(); ++k) {
      ways_[k].clear();
      if (const auto* expression = std::get_if<expression_reader>(q_.inside[k])) {
        left_.spend(expression->add_steps(from[k], c, ways_[k]));
        continue;
      }
      const std::uint64_t to = std::get_if<wildcard_reader>(q_.inside[k])->step(from[k], c);
      if (to != nowhere) ways_[k].push_back(to);
    }
    next_.assign(from, from + width_);
    word* at = next_.data() + q_.inside.size();
    for (const text_reader* set : q_.outside) {
      if (const auto* expression = std::get_if<expression_reader>(set)) expression->step(at, c);
      if (const auto* wildcard = std::get_if<wildcard_reader>(set); wildcard != nullptr && *at != nowhere)
        *at = wildcard->step(*at, c);
      at += cells_of(*set);
    }
    *at = words_.step(*at, c);
    return all_covered();
  }

  // `next_` is lost, or covered for each choice of ways.
  bool all_covered() {
    if (!left_.spend(width_)) return false;
    if (any_outside(next_.data(), true)) return true;
    std::uint64_t choices = 1;
    for (const auto& ways : ways_) {
      choices *= ways.size();
      if (choices > most_work) return !left_.spend(most_work);
    }
    for (std::uint64_t choice = 0; choice < choices; ++choice) {
      std::uint64_t rest = choice;
      for (std::size_t k = 0; k < ways_.size(); ++k) {
        next_[k] = ways_[k][rest % ways_[k].size()];
        rest /= ways_[k].size();
      }
      if (!is_covered(next_.data())) return false;
    }
    return true;
  }

  bool any_outside(const word* state, bool whatever_follows) const {
    const word* at = state + q_.inside.size();
    for (const text_reader* set : q_.outside) {
      if (const auto* expression = std::get_if<expression_reader>(set)) {
        if (whatever_follows ? expression->accepts_whatever_follows(at) : expression->accepts(at)) return true;
      } else {
        const auto* wildcard = std::get_if<wildcard_reader>(set);
        if (whatever_follows ? wildcard->accepts_whatever_follows(*at) : wildcard->accepts(*at)) return true;
      }
      at += cells_of(*set);
    }
    return false;
  }

  bool is_covered(const word* state) {
    if (!left_.spend(width_)) return false;
    if (known_.contains(state)) return true;
    const auto found = alike_.find(state);
    if (found == alike_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const word* each) { return left_.spend(width_) && covers(each, state); });
  }

  bool covers(const word* a, const word* b) const {
    for (std::size_t k = 0; k < q_.inside.size(); ++k) {
      if (a[k] == b[k]) continue;
      const auto* expression = std::get_if<expression_reader>(q_.inside[k]);
      if (expression == nullptr) return false;
      if (!expression->stands_for(a[k], b[k]) && !expression->accepts_whatever_follows_at(a[k])) return false;
    }
    std::size_t at = q_.inside.size();
    for (const text_reader* set : q_.outside) {
      const std::size_t count = cells_of(*set);
      if (const auto* wildcard = std::get_if<wildcard_reader>(set)) {
        if (!wildcard->accepts_no_more(a[at], b[at])) return false;
      } else {
        for (std::size_t i = at; i < at + count; ++i) {
          if ((a[i] & ~b[i]) != 0) return false;
        }
      }
      at += count;
    }
    return a[at] == nowhere || a[at] == b[at];
  }

  bool is_member(std::size_t i) const {
    const word* const state = row(i);
    for (std::size_t k = 0; k < q_.inside.size(); ++k) {
      const auto* wildcard = std::get_if<wildcard_reader>(q_.inside[k]);
      const bool accepts = wildcard != nullptr ? wildcard->accepts(state[k])
                                               : std::get_if<expression_reader>(q_.inside[k])->accepts_at(state[k]);
      if (!accepts) return false;
    }
    const word beginning = state[width_ - 1];
    return !any_outside(state, false) && (beginning == nowhere || !words_.is_word[beginning]);
  }

  std::string fault(std::string what) const { return left_.left > 0 ? std::move(what) : std::string(too_much_work); }

  const text_question& q_;
  work& left_;
  word_beginnings words_;
  std::size_t width_ = 0;
  std::vector<word> cells_;  // the rows, one behind the other
  std::unordered_set<const word*, hash_of, same> known_;
  std::unordered_map<const word*, std::vector<const word*>, hash_of, same> alike_{16, hash_of{this, true},
                                                                                  same{this, true}};
  std::vector<std::vector<std::uint64_t>> ways_;
  std::vector<word> next_;
};

COVERWATCH_FUNC std::string fault_of(const text_question& question, const std::vector<text_row>& rows, work& left) {
  return row_checker(question, left).run(rows);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
