// SPDX-License-Identifier: Apache-2.0
// The public `pattern_set`: compiles the patterns together, and decides which road an event takes.
#include <coverwatch/pattern_set.hpp>

#include "match/set_parts.hpp"
#include "match/workspace.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

COVERWATCH_FUNC pattern_set pattern_set::compile(std::span<const pattern> patterns) {
  auto made = std::make_shared<parts>();
  made->patterns.assign(patterns.begin(), patterns.end());
  for (const pattern& each : patterns) made->only_json = made->only_json && each.kind() == pattern_kind::json;
  return pattern_set(std::move(made));
}

COVERWATCH_FUNC std::size_t pattern_set::size() const noexcept { return parts_->patterns.size(); }

COVERWATCH_FUNC std::span<const std::uint32_t> pattern_set::match(std::string_view event,
                                                                  scratch& memory) const noexcept {
  std::vector<std::uint32_t>& matches = memory.workspace().matches;
  matches.clear();
  for (std::size_t i = 0; i < size(); ++i) {
    if (parts_->patterns[i].matches(event, memory)) matches.push_back(static_cast<std::uint32_t>(i));
  }
  return matches;
}

COVERWATCH_FUNC set_evaluation pattern_set::evaluate(std::string_view event, scratch& memory) const noexcept {
  std::vector<std::uint32_t>& matches = memory.workspace().matches;
  matches.clear();
  set_evaluation found;
  for (std::size_t i = 0; i < size(); ++i) {
    const outcome what = parts_->patterns[i].evaluate(event, memory);
    if (what == outcome::match) matches.push_back(static_cast<std::uint32_t>(i));
    if (what != outcome::match && what != outcome::no_match) found.what = what;
  }
  if (found.what == outcome::no_match && !matches.empty()) found.what = outcome::match;
  found.matches = matches;
  return found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI
