// SPDX-License-Identifier: Apache-2.0
// A whole buffer through a set: cuts it into records, passes over those that hold nothing that a match must hold, and
// hands out those of the others that some pattern matches. Where most records turn out to be worth a look, all are
// looked at for a while.
#include "match/elements.hpp"
#include "match/scan_plan.hpp"
#include "match/set_parts.hpp"
#include "match/workspace.hpp"
#include "support/ascii.hpp"

#include <coverwatch/pattern_set.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {

using support::is_json_space;
using support::skip_json_space;
inline constexpr std::size_t npos = std::string_view::npos;

COVERWATCH_FUNC std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t begin = skip_json_space(text, 0);
  while (text.size() > begin && is_json_space(text.back())) text.remove_suffix(1);
  return text.substr(begin);
}

COVERWATCH_FUNC bool between_braces(std::string_view text) noexcept {
  return text.size() > 1 && text.front() == '{' && text.back() == '}';
}

// Where the first element of {"Records":[ stands; npos when the text begins otherwise.
COVERWATCH_FUNC std::size_t begin_of_records(std::string_view text) noexcept {
  constexpr std::string_view tokens[] = {"{", "\"Records\"", ":", "["};
  std::size_t at = 0;
  for (const std::string_view token : tokens) {
    at = skip_json_space(text, at);
    if (!text.substr(at).starts_with(token)) return npos;
    at += token.size();
  }
  return at;
}

// How many of the last records were worth a look, and what follows from it.
class look_history {
 public:
  static constexpr std::size_t stretch = 256;  // records to be looked at without asking

  void note(bool look) noexcept { last_ = last_ << 1 | (look ? 1 : 0); }
  bool dense() const noexcept { return std::popcount(last_) > 64 / 3; }
  void forget() noexcept { last_ = 0; }

 private:
  std::uint64_t last_ = 0;
};

struct scanning {
  static constexpr std::size_t sweep_bytes = 16384;  // at a time: they stay in the nearest cache

  const pattern_set::parts& parts;
  scratch& memory;
  const scan_sink& sink;
  std::string_view buffer;
  std::size_t longest = memory.max_event_bytes();
  support::instructions with = support::widest_available();
  scan_summary done = {};
  look_history history = {};

  std::size_t swept = 0;   // bytes of the buffer
  std::size_t blocks = 0;  // found there
  std::size_t next_block = 0;
  std::array<support::needle_block, sweep_bytes / 64 + 2> found = {};

  // --- One record.

  void damaged(const record& r, outcome what) {
    ++done.damaged;
    if (sink.on_damage) sink.on_damage({r, what});
  }

  void look_at(const record& r) {
    ++done.evaluated;
    const set_evaluation result = guarded_evaluate_set(parts, r.text, memory, validation::of_matches);
    const bool answered = result.what == outcome::match || result.what == outcome::no_match;
    if (!answered && (parts.only_json || result.what == outcome::out_of_memory)) damaged(r, result.what);
    if (result.matches.empty()) return;
    ++done.matched;
    done.stopped = !sink.on_match({r, result.matches});
  }

  // Blank ones are none. `look` is false when no pattern can match it.
  void one_record(const record& r, bool look) {
    if (!between_braces(r.text)) {
      const std::string_view text = trimmed(r.text);
      if (text.empty()) return;
      if (parts.only_json && !between_braces(text)) {
        ++done.records;
        return damaged(r, outcome::not_json);
      }
    }
    ++done.records;
    if (r.text.size() > longest) return damaged(r, outcome::too_large);
    if (look) look_at(r);
  }

  // --- What is worth a look.

  void sweep_on() {
    const support::needle_sweep s =
        support::sweep(parts.plan.tables(), buffer, swept, swept + sweep_bytes, found, with);
    swept = s.end;
    blocks = s.blocks;
    next_block = 0;
  }

  void sweep_from(std::size_t at) noexcept {
    swept = at;
    blocks = 0;
    next_block = 0;
  }

  bool worth_a_look(std::size_t at, std::uint64_t places) const noexcept {
    for (; places != 0; places &= places - 1) {
      if (parts.plan.worth_a_look(buffer, at + static_cast<std::size_t>(std::countr_zero(places)))) return true;
    }
    return false;
  }

  // Of the bytes [begin, end); asked from front to back.
  bool worth_a_look_between(std::size_t begin, std::size_t end) {
    bool look = false;
    for (;; sweep_on()) {
      for (; next_block < blocks; ++next_block) {
        const support::needle_block& block = found[next_block];
        if (block.at >= end) return look;
        std::uint64_t places = block.places;
        if (block.at < begin) places &= begin - block.at < 64 ? ~std::uint64_t{0} << (begin - block.at) : 0;
        const bool reaches_beyond = end - block.at < 64;
        if (reaches_beyond) places &= ~(~std::uint64_t{0} << (end - block.at));
        look = look || worth_a_look(block.at, places);
        if (reaches_beyond) return look;
      }
      if (swept >= end) return look;
    }
  }

  // --- Lines.

  // The line from `done.consumed` to `end`.
  void one_line(std::size_t end, bool look) {
    std::string_view text = buffer.substr(done.consumed, end - done.consumed);
    if (text.ends_with('\r')) text.remove_suffix(1);
    const record r{text, done.lines};
    const bool ended = end < buffer.size();
    done.consumed = end + (ended ? 1 : 0);
    done.lines += ended ? 1 : 0;
    if (!text.empty()) one_record(r, look);
  }

  void every_line(std::size_t most) {
    for (; most != 0 && done.consumed < buffer.size() && !done.stopped; --most) {
      one_line(std::min(buffer.find('\n', done.consumed), buffer.size()), true);
    }
  }

  // False when it is better, or asked for, not to go on so.
  bool filtered_line(std::size_t end, bool look) {
    one_line(end, look);
    history.note(look);
    return !done.stopped && !history.dense();
  }

  void filtered_lines() {
    bool look = false;
    for (sweep_from(done.consumed); swept < buffer.size();) {
      sweep_on();
      for (std::size_t i = 0; i < blocks; ++i) {
        const support::needle_block& block = found[i];
        std::uint64_t places = block.places;
        for (std::uint64_t breaks = block.breaks; breaks != 0; breaks &= breaks - 1) {
          const std::uint64_t before = (breaks & (~breaks + 1)) - 1;
          look = look || worth_a_look(block.at, places & before);
          places &= ~before;
          if (!filtered_line(block.at + static_cast<std::size_t>(std::countr_zero(breaks)), look)) return;
          look = false;
        }
        look = look || worth_a_look(block.at, places);
      }
    }
    if (done.consumed < buffer.size()) filtered_line(buffer.size(), look);
  }

  void lines() {
    if (!parts.plan.filters()) return every_line(std::numeric_limits<std::size_t>::max());
    while (done.consumed < buffer.size() && !done.stopped) {
      history.forget();
      filtered_lines();
      every_line(look_history::stretch);
    }
  }

  // --- Elements.

  // For how many elements more all are looked at.
  bool look_at_element(std::size_t begin, std::size_t end, std::size_t& unasked) {
    if (!parts.plan.filters()) return true;
    if (unasked != 0) {
      if (--unasked == 0) sweep_from(end);
      return true;
    }
    const bool look = worth_a_look_between(begin, end);
    history.note(look);
    if (history.dense()) {
      unasked = look_history::stretch;
      history.forget();
    }
    return look;
  }

  void elements() {
    element_splitter splitter(buffer, with);
    std::size_t unasked = 0;
    sweep_from(done.consumed);
    for (std::uint64_t number = 0; !done.stopped; ++number) {
      const std::size_t begin = skip_json_space(buffer, done.consumed);
      if (begin == buffer.size() || buffer[begin] == ']') {
        done.consumed = begin;
        return;
      }
      const std::size_t end = splitter.end_of(begin);
      if (end == npos || end == begin) return;
      one_record({buffer.substr(begin, end - begin), number}, look_at_element(begin, end, unasked));
      done.consumed = skip_json_space(buffer, end);
      if (done.consumed == buffer.size() || buffer[done.consumed] != ',') return;
      ++done.consumed;
    }
  }
};

}  // namespace match

COVERWATCH_FUNC scan_summary pattern_set::scan(std::string_view buffer, scratch& memory, const scan_sink& sink,
                                               framing how) const {
  match::scanning s{*parts_, memory, sink, buffer};
  const std::size_t records = how == framing::automatic ? match::begin_of_records(buffer) : match::npos;
  if (records != match::npos) {
    s.done.consumed = records;
    s.elements();
  } else if (how == framing::elements) {
    s.elements();
  } else {
    s.lines();
  }
  return s.done;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
