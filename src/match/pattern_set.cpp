// SPDX-License-Identifier: Apache-2.0
// The public `pattern_set`: compiles the patterns together, and decides which road an event takes. As with one pattern,
// a match is given out only after the whole event has been validated.
#include <coverwatch/pattern_set.hpp>

#include "match/parts.hpp"
#include "match/set_machine.hpp"
#include "match/set_parts.hpp"
#include "match/workspace.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {

// What the JSON patterns of a set come to; the names of those that match are appended to `w.matches`.
COVERWATCH_FUNC outcome judge_by_set(const program::set_code& c, std::string_view event, workspace& w, validation v) {
  const prepared read = prepare(event, w);
  if (read == prepared::out_of_memory) return outcome::out_of_memory;
  finding found = finding::repeated_key;
  if (read == prepared::yes) found = run_set(c, event, w, false);
  if (found == finding::repeated_key) {
    if (const auto error = w.document.parse(event)) return outcome_of(*error);
    const std::string_view same = without_repeated_keys(w);
    if (prepare(same, w) != prepared::yes) return outcome::too_large;  // beyond 2 GiB
    return run_set(c, same, w, true) == finding::match_if_valid ? outcome::match : outcome::no_match;
  }
  if (found == finding::match_if_valid || found == finding::not_valid || v == validation::of_everything) {
    if (const auto error = validate_prepared(event, w)) {
      w.matches.clear();
      return outcome_of(*error);
    }
  }
  return found == finding::match_if_valid ? outcome::match : outcome::no_match;
}

COVERWATCH_FUNC set_evaluation evaluate_set(const pattern_set::parts& p, std::string_view event, scratch& memory,
                                            validation v) {
  workspace& w = memory.workspace();
  w.matches.clear();
  if (event.size() > w.max_event_bytes) return {outcome::too_large, {}};
  outcome what = outcome::no_match;
  if (!p.code.verdicts.empty()) what = judge_by_set(p.code, event, w, v);
  for (const std::uint32_t each : p.singles) {
    if (p.patterns[each].matches(event, memory)) w.matches.push_back(each);
  }
  std::sort(w.matches.begin(), w.matches.end());
  if (what == outcome::no_match && !w.matches.empty()) what = outcome::match;
  return {what, w.matches};
}

COVERWATCH_FUNC set_evaluation guarded_evaluate_set(const pattern_set::parts& p, std::string_view event,
                                                    scratch& memory, validation v) noexcept {
#if defined(__cpp_exceptions)
  try {
    return evaluate_set(p, event, memory, v);
  } catch (const std::bad_alloc&) {
    return {outcome::out_of_memory, {}};
  }
#else
  return evaluate_set(p, event, memory, v);
#endif
}

}  // namespace match

COVERWATCH_FUNC pattern_set pattern_set::compile(std::span<const pattern> patterns) {
  auto made = std::make_shared<parts>();
  made->patterns.assign(patterns.begin(), patterns.end());
  std::vector<program::set_member> members;
  std::size_t tests = 0;  // at most; a test may stand for two
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    const pattern::parts& each = patterns[i].internals();
    made->only_json = made->only_json && patterns[i].kind() == pattern_kind::json;
    tests += 2 * each.formula.tests.size();
    if (each.formula.form == logic::form::object && tests <= program::max_slots) {
      members.push_back({&each.formula, each.dialect, i});
    } else {
      made->singles.push_back(i);
    }
  }
  made->code = program::compile_set(members);
  made->plan = match::scan_plan(patterns);
  return pattern_set(std::move(made));
}

COVERWATCH_FUNC std::size_t pattern_set::size() const noexcept { return parts_->patterns.size(); }

COVERWATCH_FUNC std::span<const std::uint32_t> pattern_set::match(std::string_view event,
                                                                  scratch& memory) const noexcept {
  return match::guarded_evaluate_set(*parts_, event, memory, match::validation::of_matches).matches;
}

COVERWATCH_FUNC set_evaluation pattern_set::evaluate(std::string_view event, scratch& memory) const noexcept {
  return match::guarded_evaluate_set(*parts_, event, memory, match::validation::of_everything);
}

}  // namespace coverwatch::inline COVERWATCH_ABI
