// SPDX-License-Identifier: Apache-2.0
// A second reading of proofs about texts, for tests alone, written from the words of domain/text_proof.hpp: in goes a
// question and a proof, out comes whether the proof shows that no text fits. It takes every step from the operands'
// own data, character by character, and shares nothing with the search. Slow and plain.
#pragma once

#include "domain/text.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace text_verify {

using namespace coverwatch;
using namespace coverwatch::domain;

using places = std::vector<bool>;
constexpr std::uint64_t nowhere = text_proof::nowhere;

inline std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = support::decode(text, at);
    out += c.code_point;
    at += c.length;
  }
  return out;
}

// --- A wildcard.

struct wildcard {
  std::vector<std::u32string> pieces;
  std::vector<std::uint64_t> stars;  // how many characters stand before each star
  bool glob = false;
  std::uint64_t last = 0;

  explicit wildcard(const text_wildcard& from) {
    for (const std::string& piece : from.pieces.pieces) {
      if (!pieces.empty()) stars.push_back(last);
      pieces.push_back(letters_of(piece));
      last += pieces.back().size();
    }
    glob = from.dialect == wildcards::glob || pieces.back().empty();
  }

  // Which piece is searched for at q. A piece that is found is no longer searched for, but for the last.
  std::size_t piece_at(std::uint64_t q) const {
    std::size_t i = 0;
    std::uint64_t end = pieces[0].size();
    while (q >= end && i + 1 < pieces.size()) end += pieces[++i].size();
    return i;
  }

  std::uint64_t step(std::uint64_t q, char32_t c) const {
    const std::size_t i = piece_at(q);
    const std::uint64_t before = i == 0 ? 0 : stars[i - 1];
    std::u32string read = pieces[i].substr(0, static_cast<std::size_t>(q - before)) + c;
    if (i == 0) return pieces[0].compare(0, read.size(), read) == 0 ? q + 1 : nowhere;
    if (q == last && !glob) return nowhere;
    while (read.size() > pieces[i].size() || pieces[i].compare(0, read.size(), read) != 0) read.erase(0, 1);
    return before + read.size();
  }

  bool accepts_whatever_follows(std::uint64_t q) const { return q == last && pieces.back().empty(); }

  bool accepts_less(std::uint64_t less, std::uint64_t more) const {
    if (less == more || less == nowhere) return true;
    if (!glob || more == nowhere || less < stars[0]) return false;
    return std::any_of(stars.begin(), stars.end(), [&](std::uint64_t star) { return less <= star && star <= more; });
  }
};

// --- A regular expression.

struct expression {
  struct spot {
    const support::regex_position* position = nullptr;  // none at the end of a branch
    bool first = false;
    bool anchored_start = false;
    bool anchored_end = false;
    bool may_pass() const { return position && position->how != support::regex_position::kind::once; }
  };
  std::vector<spot> spots;

  explicit expression(const text_regex& from) {
    for (const auto& branch : from.branches) {
      for (std::size_t i = 0; i <= branch.positions.size(); ++i)
        spots.push_back({i < branch.positions.size() ? &branch.positions[i] : nullptr, i == 0, branch.anchored_start,
                         branch.anchored_end});
    }
  }

  bool stands_for(std::size_t place, std::size_t other) const {
    if (other < place) return false;
    for (std::size_t i = place; i < other; ++i)
      if (!spots[i].may_pass()) return false;
    return true;
  }

  places all_that(places set) const {
    for (std::size_t i = 0; i + 1 < set.size(); ++i)
      if (set[i] && spots[i].may_pass()) set[i + 1] = true;
    return set;
  }

  places start() const {
    places set(spots.size());
    for (std::size_t i = 0; i < spots.size(); ++i) set[i] = spots[i].first;
    return set;
  }

  // `from` holds all it stands for; what follows does not yet.
  places step(const places& from, char32_t c) const {
    places to(spots.size());
    for (std::size_t i = 0; i < spots.size(); ++i) {
      if (!from[i]) continue;
      const spot& s = spots[i];
      if (s.first && !s.anchored_start) to[i] = true;
      if (!s.position && !s.anchored_end) to[i] = true;
      if (s.position && s.position->set.contains(c)) {
        to[s.position->how == support::regex_position::kind::repeated ? i : i + 1] = true;
      }
    }
    return to;
  }

  bool accepts(const places& set) const {
    for (std::size_t i = 0; i < set.size(); ++i)
      if (set[i] && !spots[i].position) return true;
    return false;
  }
  bool accepts_whatever_follows(const places& set) const {
    for (std::size_t i = 0; i < set.size(); ++i)
      if (set[i] && !spots[i].position && !spots[i].anchored_end) return true;
    return false;
  }
  places one(std::size_t place) const {
    places set(spots.size());
    set[place] = true;
    return all_that(set);
  }
};

// --- The proof.

class judge {
 public:
  judge(const text_question& question, const text_proof& proof) : q_(question), p_(proof) {}

  bool holds() { return p_.listed != text_proof::no_list ? each_fails() : take_apart() && is_closed(); }

 private:
  struct state {
    std::vector<std::uint64_t> in;   // one for each set inside
    std::vector<std::uint64_t> out;  // one for each set outside, unless it is an expression
    std::vector<places> sets;        // one for each set outside, empty unless it is an expression
    bool reading = false;            // the beginning of some listed text
    std::string read;
  };

  bool each_fails() const {
    if (p_.listed >= q_.inside.size() || !q_.inside[p_.listed]->as_list()) return false;
    const auto& words = q_.inside[p_.listed]->as_list()->words;
    if (words.size() != p_.failures.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& f = p_.failures[i];
      const auto& sets = f.inside ? q_.inside : q_.outside;
      if (f.set >= sets.size() || sets[f.set]->contains(words[i]) == f.inside) return false;
    }
    return true;
  }

  // --- Operands and rows.

  bool take_operands(const std::vector<std::uint32_t>& which, std::span<const text_set* const> sets,
                     std::vector<const text_set*>& taken) {
    for (const auto i : which) {
      if (i >= sets.size() || sets[i]->as_list()) return false;
      taken.push_back(sets[i]);
      if (const auto* w = sets[i]->as_wildcard()) wildcards_.emplace(sets[i], *w);
      if (const auto* r = sets[i]->as_regex()) expressions_.emplace(sets[i], *r);
    }
    return true;
  }

  bool take_apart() {
    if (!take_operands(p_.inside, q_.inside, in_) || !take_operands(p_.outside, q_.outside, out_)) return false;
    for (const auto* set : q_.outside) {
      if (!set->as_list()) continue;
      for (const auto& word : set->as_list()->words) {
        words_.insert(word);
        for (std::size_t at = 0; at < word.size(); at += support::decode(word, at).length)
          beginnings_.insert(word.substr(0, at));
        beginnings_.insert(word);
      }
    }
    std::size_t width = in_.size() + 1;
    for (const auto* set : out_) width += set->as_wildcard() ? 1 : (expressions_.at(set).spots.size() + 63) / 64;
    if (p_.width != width || p_.cells.size() % width != 0) return false;
    for (std::size_t at = 0; at < p_.cells.size(); at += width)
      if (!take_row(at)) return false;
    return true;
  }

  bool take_row(std::size_t at) {
    state s;
    for (const auto* set : in_) {
      const std::uint64_t place = p_.cells[at++];
      if (set->as_wildcard() ? place > wildcards_.at(set).last : place >= expressions_.at(set).spots.size())
        return false;
      s.in.push_back(place);
    }
    for (const auto* set : out_) {
      s.out.push_back(0);
      s.sets.emplace_back();
      if (set->as_wildcard()) {
        s.out.back() = p_.cells[at++];
        if (s.out.back() != nowhere && s.out.back() > wildcards_.at(set).last) return false;
        continue;
      }
      const auto& e = expressions_.at(set);
      for (std::size_t i = 0; i < e.spots.size(); ++i) s.sets.back().push_back(p_.cells[at + i / 64] >> i % 64 & 1);
      at += (e.spots.size() + 63) / 64;
      if (e.all_that(s.sets.back()) != s.sets.back()) return false;
    }
    const std::uint64_t beginning = p_.cells[at];
    s.reading = beginning != nowhere;
    if (s.reading) {
      if (beginning >= p_.beginnings.size() || !beginnings_.contains(p_.beginnings[beginning])) return false;
      s.read = p_.beginnings[beginning];
    }
    rows_.push_back(std::move(s));
    return true;
  }

  // --- What must hold.

  // What the positions of all expressions say about a character.
  std::vector<bool> taken_by(char32_t c) const {
    std::vector<bool> takers;
    for (const auto& [set, e] : expressions_)
      for (const auto& spot : e.spots) takers.push_back(spot.position && spot.position->set.contains(c));
    return takers;
  }

  // All that is named, and one of each kind that is not.
  std::u32string alphabet() const {
    std::set<char32_t> letters;
    for (const auto& [set, w] : wildcards_)
      for (const auto& piece : w.pieces) letters.insert(piece.begin(), piece.end());
    for (const auto& word : words_)
      for (const char32_t c : letters_of(word)) letters.insert(c);
    const std::set<char32_t> named = letters;
    std::set<std::vector<bool>> kinds;
    for (char32_t c = 0; c < 256; ++c)
      if (!named.contains(c) && kinds.insert(taken_by(c)).second) letters.insert(c);
    char32_t other = 0x4e00;
    while (letters.contains(other)) ++other;
    letters.insert(other);
    return {letters.begin(), letters.end()};
  }

  bool is_closed() const {
    if (!all_covered(start())) return false;
    const std::u32string letters = alphabet();
    for (const state& s : rows_) {
      if (wins(s)) return false;
      for (const char32_t c : letters)
        if (!all_covered(step(s, c))) return false;
    }
    return true;
  }

  // A state with all the ways inside that there are.
  struct fan {
    std::vector<std::vector<std::uint64_t>> ways;
    state rest;
  };

  static std::vector<std::uint64_t> numbers(const places& set) {
    std::vector<std::uint64_t> all;
    for (std::size_t i = 0; i < set.size(); ++i)
      if (set[i]) all.push_back(i);
    return all;
  }

  fan start() const {
    fan f;
    for (const auto* set : in_)
      f.ways.push_back(set->as_wildcard() ? std::vector<std::uint64_t>{0} : numbers(expressions_.at(set).start()));
    for (const auto* set : out_) {
      f.rest.out.push_back(0);
      f.rest.sets.emplace_back();
      if (set->as_regex()) f.rest.sets.back() = expressions_.at(set).all_that(expressions_.at(set).start());
    }
    f.rest.reading = !words_.empty();
    return f;
  }

  fan step(const state& s, char32_t c) const {
    fan f;
    for (std::size_t i = 0; i < in_.size(); ++i) {
      if (in_[i]->as_wildcard()) {
        const auto to = wildcards_.at(in_[i]).step(s.in[i], c);
        f.ways.push_back(to == nowhere ? std::vector<std::uint64_t>{} : std::vector<std::uint64_t>{to});
      } else {
        const auto& e = expressions_.at(in_[i]);
        f.ways.push_back(numbers(e.step(e.one(s.in[i]), c)));
      }
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      f.rest.out.push_back(0);
      f.rest.sets.emplace_back();
      if (out_[i]->as_wildcard()) {
        f.rest.out.back() = s.out[i] == nowhere ? nowhere : wildcards_.at(out_[i]).step(s.out[i], c);
      } else {
        const auto& e = expressions_.at(out_[i]);
        f.rest.sets.back() = e.all_that(e.step(s.sets[i], c));
      }
    }
    f.rest.read = s.read;
    support::append_utf8(f.rest.read, c);
    f.rest.reading = s.reading && beginnings_.contains(f.rest.read);
    return f;
  }

  bool all_covered(const fan& f) const {
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (out_[i]->as_wildcard() ? wildcards_.at(out_[i]).accepts_whatever_follows(f.rest.out[i])
                                 : expressions_.at(out_[i]).accepts_whatever_follows(f.rest.sets[i])) {
        return true;
      }
    }
    state s = f.rest;
    s.in.resize(in_.size());
    return all_covered(f, s, 0);
  }

  bool all_covered(const fan& f, state& s, std::size_t i) const {
    if (i == in_.size()) {
      return std::any_of(rows_.begin(), rows_.end(), [&](const state& row) { return covers(row, s); });
    }
    for (const auto way : f.ways[i]) {
      s.in[i] = way;
      if (!all_covered(f, s, i + 1)) return false;
    }
    return true;
  }

  bool covers(const state& a, const state& b) const {
    for (std::size_t i = 0; i < in_.size(); ++i) {
      if (a.in[i] == b.in[i]) continue;
      if (in_[i]->as_wildcard()) return false;
      const auto& e = expressions_.at(in_[i]);
      if (!e.stands_for(a.in[i], b.in[i]) && !e.accepts_whatever_follows(e.one(a.in[i]))) return false;
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (out_[i]->as_wildcard()) {
        if (!wildcards_.at(out_[i]).accepts_less(a.out[i], b.out[i])) return false;
        continue;
      }
      for (std::size_t k = 0; k < a.sets[i].size(); ++k)
        if (a.sets[i][k] && !b.sets[i][k]) return false;
    }
    return !a.reading || (b.reading && a.read == b.read);
  }

  bool wins(const state& s) const {
    for (std::size_t i = 0; i < in_.size(); ++i) {
      if (in_[i]->as_wildcard() ? s.in[i] != wildcards_.at(in_[i]).last
                                : !expressions_.at(in_[i]).accepts(expressions_.at(in_[i]).one(s.in[i]))) {
        return false;
      }
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (out_[i]->as_wildcard() ? s.out[i] == wildcards_.at(out_[i]).last
                                 : expressions_.at(out_[i]).accepts(s.sets[i])) {
        return false;
      }
    }
    return !s.reading || !words_.contains(s.read);
  }

  const text_question& q_;
  const text_proof& p_;
  std::vector<const text_set*> in_;
  std::vector<const text_set*> out_;
  std::map<const text_set*, wildcard> wildcards_;
  std::map<const text_set*, expression> expressions_;
  std::set<std::string> words_;
  std::set<std::string> beginnings_;
  std::vector<state> rows_;
};

inline bool verify(const text_question& question, const text_proof& proof) { return judge(question, proof).holds(); }

}  // namespace text_verify
