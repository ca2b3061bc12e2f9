// SPDX-License-Identifier: Apache-2.0
// The public `pattern_set`: compiles the patterns together, and decides which road an event takes. As with one pattern,
// a match is given out only after the whole event has been validated.
#include <coverwatch/pattern_set.hpp>

#include "match/parts.hpp"
#include "match/set_machine.hpp"
#include "match/set_parts.hpp"
#include "match/workspace.hpp"
#include "support/memory.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {

// What the JSON patterns of a set come to; the names of those that match are appended to `w.matches`.
COVERWATCH_FUNC outcome judge_by_set(const program::set_code& c, std::string_view event, workspace& w, validation v) {
  finding found = finding::repeated_key;
  if (prepare(event, w)) found = run_set(c, event, w);
  if (found == finding::repeated_key) {
    if (const auto error = w.document.parse(event)) return outcome_of(*error);
    const std::string_view same = without_repeated_keys(w);
    if (!prepare(same, w)) return outcome::too_large;  // beyond 2 GiB
    w.keys_are_unique = true;
    return run_set(c, same, w) == finding::match_if_valid ? outcome::match : outcome::no_match;
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
    if (matches(p.patterns[each].internals(), event, memory)) w.matches.push_back(each);
  }
  std::sort(w.matches.begin(), w.matches.end());
  if (what == outcome::no_match && !w.matches.empty()) what = outcome::match;
  return {what, w.matches};
}

COVERWATCH_FUNC set_evaluation guarded_evaluate_set(const pattern_set::parts& p, std::string_view event,
                                                    scratch& memory, validation v) noexcept {
  return support::unless_out_of_memory(set_evaluation{outcome::out_of_memory, {}},
                                       [&] { return evaluate_set(p, event, memory, v); });
}

COVERWATCH_FUNC std::shared_ptr<const pattern_set::parts> compile_parts(std::span<const pattern> patterns,
                                                                        std::size_t most_tests) {
  auto made = std::make_shared<pattern_set::parts>();
  made->patterns.assign(patterns.begin(), patterns.end());
  std::vector<program::set_member> members;
  std::size_t tests = 0;  // at most; a test may stand for two
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    const pattern::parts& each = patterns[i].internals();
    made->only_json = made->only_json && patterns[i].kind() == pattern_kind::json;
    tests += 2 * each.formula.tests.size();
    if (each.formula.form == logic::form::object && tests <= most_tests) {
      members.push_back({&each.formula, each.dialect, i});
    } else {
      made->singles.push_back(i);
    }
  }
  made->code = program::compile_set(members);
  made->plan = scan_plan(patterns);
  return made;
}

}  // namespace match

COVERWATCH_FUNC result<pattern_set, set_error> pattern_set::compile(std::span<const pattern> patterns) {
  using answer = result<pattern_set, set_error>;
  if (patterns.size() > std::numeric_limits<std::uint32_t>::max()) return unexpected{set_error::too_many_patterns};
  return support::unless_out_of_memory(answer(unexpected{set_error::out_of_memory}), [&]() -> answer {
    return pattern_set(match::compile_parts(patterns, program::max_slots));
  });
}

COVERWATCH_FUNC std::string_view name(set_error e) noexcept {
  switch (e) {
    case set_error::out_of_memory: return "out_of_memory";
    case set_error::too_many_patterns: return "too_many_patterns";
  }
  return {};
}

COVERWATCH_FUNC std::string message(set_error e) {
  switch (e) {
    case set_error::out_of_memory: return "there is not enough memory for the set";
    case set_error::too_many_patterns: return "a set has at most 4,294,967,295 patterns";
  }
  return {};
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
