// SPDX-License-Identifier: Apache-2.0
// The set machine. What a value calls up is found by its text (one look-up), by its wildcards (remembered for texts
// that come again, found by four bytes otherwise), by its place among sorted numbers, or by its mere presence.
#include "match/set_machine.hpp"

#include "match/walk.hpp"
#include "support/number.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::match {

using program::opcode;
using program::set_code;
using program::set_node;
using program::set_test;

inline constexpr std::uint32_t unknown = 0xfffffffe;  // not found out yet
inline constexpr std::uint32_t none = program::none;
inline constexpr std::uint16_t texts_tried = 256;       // of a node, before it is judged whether its texts come again
inline constexpr std::uint16_t texts_left_out = 16384;  // of a node whose texts do not, before it is tried again

// --- The walk's part.

struct set_engine {
  const set_code& c;
  set_memory& m;

  void met(std::uint32_t node, const met_value& value) {
    set_memory::stamped& last = m.last_value[node];
    if (m.met == m.values.size()) m.values.resize(std::max<std::size_t>(64, 2 * m.values.size()));
    set_value& v = m.values[m.met];
    v.raw = value.text;
    v.kind = value.kind;
    v.has_text = v.in_texts = false;
    v.node = node;
    v.next = last.event == m.event ? last.value : none;
    v.text = v.rank = unknown;
    last = {m.event, static_cast<std::uint32_t>(m.met++)};
  }

  bool met_again(std::uint32_t) const noexcept { return false; }
};

// --- What is asked of values.

struct set_run {
  const set_code& c;
  workspace& w;
  set_memory& m;

  static bool comparable(const set_value& v) noexcept { return v.kind == kind::string || v.kind == kind::number; }

  void keep_text(set_value& v, std::size_t from) {
    v.in_texts = true;
    v.text_begin = static_cast<std::uint32_t>(from);
    v.text_size = static_cast<std::uint32_t>(m.texts.size() - from);
  }

  // Text and place among the thresholds together: the number is read once.
  void read_number(set_value& v) {
    const support::json_number number(v.raw);
    v.has_text = true;
    if (number.text() != v.raw) {
      const std::size_t from = m.texts.size();
      m.texts.append(number.text());
      keep_text(v, from);
    }
    v.rank = none;
    if (!number.value()) return;
    const program::range r = c.plans[v.node].thresholds;
    const auto begin = c.thresholds.begin() + r.begin, end = c.thresholds.begin() + r.end;
    const auto at = std::lower_bound(begin, end, *number.value(), [](const auto& threshold, const auto& value) {
      return support::compare(threshold.view(), value) < 0;
    });
    const bool equal = at != end && support::compare(at->view(), *number.value()) == 0;
    v.rank = 2 * static_cast<std::uint32_t>(at - begin) + (equal ? 1 : 0);
  }

  void read_string(set_value& v) {
    v.has_text = true;
    if (!w.has_escapes || v.raw.find('\\') == std::string_view::npos) return;
    const std::size_t from = m.texts.size();
    support::json::append_unescaped(m.texts, v.raw);
    keep_text(v, from);
  }

  // Of a string or number; valid until another text is made.
  std::string_view text(set_value& v) {
    if (!v.has_text) v.kind == kind::number ? read_number(v) : read_string(v);
    return v.in_texts ? std::string_view(m.texts).substr(v.text_begin, v.text_size) : v.raw;
  }

  // Twice the thresholds below it, and one more if it equals the next; none for what is no finite number.
  std::uint32_t rank(set_value& v) {
    if (v.kind != kind::number) return none;
    if (v.rank == unknown) read_number(v);
    return v.rank;
  }

  std::uint32_t which_text(set_value& v) {
    if (v.text != unknown) return v.text;
    v.text = none;
    if (!c.plans[v.node].has_texts) return none;
    const std::string_view wanted = text(v);
    const std::uint64_t hash = program::hash_text(v.node, wanted);
    const std::size_t last = c.text_slots.size() - 1;
    for (std::size_t at = hash & last;; at = (at + 1) & last) {
      const std::uint64_t slot = c.text_slots[at];
      const auto which = static_cast<std::uint32_t>(slot);
      if (which == none) return none;
      if (slot != program::text_slot(hash, which)) continue;
      const program::set_text& t = c.texts[which];
      if (t.node == v.node && t.text == wanted) return v.text = which;
    }
  }

  bool found(const support::regex& r, set_value& v) {
    if (w.regex_state.size() < r.words()) w.regex_state.resize(r.words());
    return r.search(text(v), w.regex_state.data());
  }

  bool passes_wildcard(const set_test& t, std::string_view value_text) const {
    const auto& pieces = std::get_if<logic::wildcard_operand>(&c.constants[t.constant])->pieces;
    return t.op == opcode::test_glob ? support::matches_glob(pieces, value_text)
                                     : support::matches_leftmost(pieces, value_text);
  }

  bool passes(const set_test& t, set_value& v) {
    const std::uint32_t at = 2 * t.threshold + 1;
    switch (t.op) {
      case opcode::test_exists: return true;
      case opcode::test_comparable: return comparable(v);
      case opcode::test_finite: return v.kind == kind::string || rank(v) != none;
      case opcode::test_null: return v.kind == kind::null;
      case opcode::test_true: return v.kind == kind::true_;
      case opcode::test_false: return v.kind == kind::false_;
      case opcode::test_text: return comparable(v) && which_text(v) == t.text;
      case opcode::test_number: return v.kind == kind::string ? which_text(v) == t.text : rank(v) == at;
      case opcode::test_glob:
      case opcode::test_leftmost: return comparable(v) && passes_wildcard(t, text(v));
      case opcode::test_regex:
        return comparable(v) && found(std::get_if<logic::regex_operand>(&c.constants[t.constant])->automaton, v);
      case opcode::test_less: return rank(v) != none && rank(v) < at;
      case opcode::test_less_equal: return rank(v) != none && rank(v) <= at;
      case opcode::test_greater: return rank(v) != none && rank(v) > at;
      case opcode::test_greater_equal: return rank(v) != none && rank(v) >= at;
      case opcode::test_phrase:
      case opcode::branch_if:
      case opcode::branch_unless:
      case opcode::accept:
      case opcode::reject: break;  // no tests of values in an object
    }
    return false;
  }

  bool result(std::uint32_t test) {
    set_memory::stamped& known = m.results[test];
    if (known.event == m.event) return known.value != 0;
    const set_test& t = c.tests[test];
    bool passed = false;
    if (m.last_value[t.node].event == m.event) {
      for (std::uint32_t v = m.last_value[t.node].value; v != none && !passed; v = m.values[v].next) {
        passed = passes(t, m.values[v]);
      }
    }
    known = {m.event, passed ? 1u : 0u};
    return passed;
  }

  bool verdict(std::uint32_t pattern) {
    for (std::uint32_t i = c.verdicts[pattern];;) {
      const program::instruction& x = c.instructions[i];
      if (x.op() == opcode::accept) return true;
      if (x.op() == opcode::reject) return false;
      i = result(x.slot()) == (x.op() == opcode::branch_if) ? x.operand : i + 1;
    }
  }

  // --- What values call up.

  bool holds(std::uint32_t node, std::uint32_t wanted) {
    const set_memory::stamped& last = m.last_value[node];
    if (last.event != m.event) return false;
    set_value& v = m.values[last.value];
    return comparable(v) && which_text(v) == wanted;
  }

  void call_up(program::range patterns) {
    for (std::uint32_t i = patterns.begin; i < patterns.end; ++i) {
      const program::posting& p = c.postings[i];
      if (p.node != none && !holds(p.node, p.text)) continue;
      if (m.called_up[p.pattern] == m.event) continue;
      m.called_up[p.pattern] = m.event;
      if (verdict(p.pattern)) w.matches.push_back(c.names[p.pattern]);
    }
  }

  // For a test that has passed.
  void call_up_by(std::uint32_t test) {
    m.results[test] = {m.event, 1};
    call_up(c.tests[test].filed);
  }

  void by_text(set_value& v) {
    const std::uint32_t which = which_text(v);
    if (which == none) return;
    const program::set_text& t = c.texts[which];
    if (t.as_text != none) call_up_by(t.as_text);
    if (t.as_number != none && v.kind == kind::string) call_up_by(t.as_number);
  }

  void by_number(const set_node& plan, set_value& v) {
    if (rank(v) == none) return;
    const auto of_test = [&](std::uint32_t test) { return 2 * c.tests[test].threshold + 1; };
    const auto begin = c.filed_tests.begin() + plan.numbers.begin, end = c.filed_tests.begin() + plan.numbers.end;
    auto at =
        std::lower_bound(begin, end, v.rank, [&](std::uint32_t test, std::uint32_t r) { return of_test(test) < r; });
    for (; at != end && of_test(*at) == v.rank; ++at) call_up_by(*at);
    by_ordering(
        plan.orderings.less, v.rank, [](std::uint32_t r, std::uint32_t t) { return r < t; }, false);
    by_ordering(
        plan.orderings.less_equal, v.rank, [](std::uint32_t r, std::uint32_t t) { return r <= t; }, false);
    by_ordering(
        plan.orderings.greater, v.rank, [](std::uint32_t r, std::uint32_t t) { return r > t; }, true);
    by_ordering(
        plan.orderings.greater_equal, v.rank, [](std::uint32_t r, std::uint32_t t) { return r >= t; }, true);
  }

  // Thresholds ascend: those that a value passes stand at one end.
  template <class Passes>
  void by_ordering(program::range tests, std::uint32_t value_rank, const Passes& passes_at, bool from_the_front) {
    while (tests.begin < tests.end) {
      const std::uint32_t test = c.filed_orderings[from_the_front ? tests.begin++ : --tests.end];
      if (!passes_at(value_rank, 2 * c.tests[test].threshold + 1)) return;
      call_up_by(test);
    }
  }

  void by_presence(const set_node& plan, set_value& v) {
    for (std::uint32_t i = plan.presence.begin; i < plan.presence.end; ++i) {
      if (passes(c.tests[c.filed_tests[i]], v)) call_up_by(c.filed_tests[i]);
    }
  }

  void try_wildcard(std::uint32_t test, std::string_view value_text) {
    if (passes_wildcard(c.tests[test], value_text)) m.passed.push_back(test);
  }

  void find_by_grams(const set_node& plan, std::string_view value_text) {
    if (plan.grams.begin == plan.grams.end || value_text.size() < program::gram_bytes) return;
    const std::uint64_t* const filter = c.gram_filters.data() + plan.gram_filter.begin;
    const auto begin = c.grams.begin() + plan.grams.begin, end = c.grams.begin() + plan.grams.end;
    m.gram_tests.clear();
    for (std::size_t i = 0; i + program::gram_bytes <= value_text.size(); ++i) {
      const auto bytes = support::load_four(value_text.data() + i);
      const std::uint32_t bit = program::gram_bit(bytes);
      if ((filter[bit / 64] >> bit % 64 & 1) == 0) continue;
      auto at = std::lower_bound(begin, end, bytes, [](const auto& g, std::uint32_t b) { return g.bytes < b; });
      for (; at != end && at->bytes == bytes; ++at) m.gram_tests.push_back(at->test);
    }
    std::sort(m.gram_tests.begin(), m.gram_tests.end());
    m.gram_tests.erase(std::unique(m.gram_tests.begin(), m.gram_tests.end()), m.gram_tests.end());
    for (const std::uint32_t test : m.gram_tests) try_wildcard(test, value_text);
  }

  void try_wildcards(const set_node& plan, std::string_view value_text) {
    for (std::uint32_t i = plan.short_globs.begin; i < plan.short_globs.end; ++i) {
      try_wildcard(c.filed_tests[i], value_text);
    }
    find_by_grams(plan, value_text);
  }

  // Texts that seldom come again are not worth remembering, and would push out those that do.
  bool is_remembered(std::uint32_t node) {
    set_memory::habit& h = m.habits[node];
    if (h.left_out != 0) {
      --h.left_out;
      return false;
    }
    if (++h.tried < texts_tried) return true;
    if (2 * h.found < h.tried) h.left_out = texts_left_out;
    h.tried = h.found = 0;
    return true;
  }

  void by_wildcards(const set_node& plan, set_value& v) {
    if (plan.short_globs.begin == plan.short_globs.end && plan.grams.begin == plan.grams.end) return;
    const std::string_view value_text = text(v);
    m.passed.clear();
    if (is_remembered(v.node)) {
      const std::uint64_t hash = program::hash_text(v.node, value_text);
      if (const text_memory::entry* e = m.seen.find(hash, v.node, value_text)) {
        ++m.habits[v.node].found;
        m.passed.assign(m.seen.tests(*e), m.seen.tests(*e) + e->tests_size);
      } else {
        try_wildcards(plan, value_text);
        m.seen.remember(hash, v.node, value_text, m.passed);
      }
    } else {
      try_wildcards(plan, value_text);
    }
    for (const std::uint32_t test : m.passed) call_up_by(test);
  }

  void by_value(set_value& v) {
    const set_node& plan = c.plans[v.node];
    if (!plan.calls_up) return;
    by_presence(plan, v);
    if (!comparable(v)) return;
    by_text(v);
    if (v.kind == kind::number) by_number(plan, v);
    by_wildcards(plan, v);
  }

  void run() {
    m.seen.serve(c.identity);
    for (std::size_t i = 0; i < m.met; ++i) by_value(m.values[i]);
    for (const std::uint32_t pattern : c.always) {
      if (verdict(pattern)) w.matches.push_back(c.names[pattern]);
    }
  }
};

// What bears the number of an event that is 2^32 events old must not pass for this one's.
COVERWATCH_FUNC void begin_event(const set_code& c, set_memory& m) {
  if (++m.event == 0) {
    std::fill(m.last_value.begin(), m.last_value.end(), set_memory::stamped{});
    std::fill(m.results.begin(), m.results.end(), set_memory::stamped{});
    std::fill(m.called_up.begin(), m.called_up.end(), 0);
    m.event = 1;
  }
  if (m.last_value.size() < c.nodes.size()) m.last_value.resize(c.nodes.size());
  if (m.habits.size() < c.nodes.size()) m.habits.resize(c.nodes.size());
  if (m.results.size() < c.tests.size()) m.results.resize(c.tests.size());
  if (m.called_up.size() < c.verdicts.size()) m.called_up.resize(c.verdicts.size());
  m.met = 0;
  m.texts.clear();
}

COVERWATCH_FUNC finding run_set(const set_code& c, std::string_view event, workspace& w) {
  begin_event(c, w.set);
  set_engine engine{c, w.set};
  finding end = finding::no_match;
  const bool whole = walk_over(c, event, w, engine, end);
  if (!whole) return end == finding::no_match ? finding::not_valid : end;
  const std::size_t before = w.matches.size();
  set_run{c, w, w.set}.run();
  return w.matches.size() == before ? finding::no_match : finding::match_if_valid;
}

COVERWATCH_FUNC std::string_view without_repeated_keys(workspace& w) {
  w.set.deduplicated.clear();
  support::json::append_compact(w.set.deduplicated, w.document.root());
  return w.set.deduplicated;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
