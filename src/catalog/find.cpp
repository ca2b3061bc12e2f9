// SPDX-License-Identifier: Apache-2.0
// An id as people write it in, the entry out, or the ids that are near it. Knows nothing of patterns.
#include "catalog/tables.hpp"
#include "syntax/words.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::catalog {

// A piece of a version, which it cuts off; `0` when nothing is left.
COVERWATCH_FUNC std::string_view take_number(std::string_view& version) noexcept {
  if (version.empty()) return "0";
  const std::size_t end = std::min(version.find('.'), version.size());
  const std::string_view number = version.substr(0, end);
  version.remove_prefix(std::min(end + 1, version.size()));
  return number;
}

// `3`, `3.0` and `3.0.0` are the same.
COVERWATCH_FUNC bool same_version(std::string_view a, std::string_view b) noexcept {
  if (a.empty() || b.empty() || a.ends_with('.') || b.ends_with('.')) return false;
  while (!a.empty() || !b.empty()) {
    if (take_number(a) != take_number(b)) return false;
  }
  return true;
}

// The id itself, or the family and the version in any spelling.
COVERWATCH_FUNC bool names_benchmark(std::string_view id, const benchmark& candidate) noexcept {
  if (syntax::equals_ignoring_case(id, candidate.id)) return true;
  const std::size_t dash = id.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view family = candidate.id.substr(0, candidate.id.find('-'));
  if (!syntax::equals_ignoring_case(id.substr(0, dash), family)) return false;
  return same_version(id.substr(dash + 1), candidate.version);
}

COVERWATCH_FUNC std::span<const benchmark> benchmarks() noexcept { return all_benchmarks; }

COVERWATCH_FUNC const benchmark* find_benchmark(std::string_view id) noexcept {
  const auto found = std::find_if(all_benchmarks.begin(), all_benchmarks.end(),
                                  [&](const benchmark& each) { return names_benchmark(id, each); });
  return found == all_benchmarks.end() ? nullptr : &*found;
}

COVERWATCH_FUNC const entry* find(std::string_view id) noexcept {
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos) return nullptr;
  const benchmark* const home = find_benchmark(id.substr(0, colon));
  if (home == nullptr) return nullptr;
  const auto found = std::find_if(home->entries.begin(), home->entries.end(), [&](const entry& each) {
    return syntax::equals_ignoring_case(id.substr(colon + 1), each.control);
  });
  return found == home->entries.end() ? nullptr : &*found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::catalog
