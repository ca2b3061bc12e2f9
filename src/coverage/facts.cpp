// SPDX-License-Identifier: Apache-2.0
// Which facts would turn a *no* into a *yes*? All are tried at once, then each is left out in turn: as many questions
// as there are facts, and one when they do not help.
#include "coverage/dissection.hpp"

#include <algorithm>
#include <iterator>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

COVERWATCH_FUNC bool covered_assuming(const asking& asked, std::span<const pattern> references,
                                      const std::vector<std::size_t>& facts) {
  asking assuming = asked;
  for (const std::size_t each : facts) assuming.assumptions.push_back(&asked.options.facts[each]);
  return std::any_of(references.begin(), references.end(),
                     [&](const pattern& each) { return assuming.judge(each).result == verdict::covered; });
}

COVERWATCH_FUNC std::vector<std::size_t> facts_that_help(const asking& asked, std::span<const pattern> references) {
  std::vector<std::size_t> needed;
  for (std::size_t i = 0; i < asked.options.facts.size(); ++i) needed.push_back(i);
  if (needed.empty() || !covered_assuming(asked, references, needed)) return {};
  for (std::size_t i = 0; i < asked.options.facts.size(); ++i) {
    std::vector<std::size_t> fewer;
    std::copy_if(needed.begin(), needed.end(), std::back_inserter(fewer), [&](std::size_t each) { return each != i; });
    if (covered_assuming(asked, references, fewer)) needed = std::move(fewer);
  }
  return needed;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
