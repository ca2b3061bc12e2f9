// SPDX-License-Identifier: Apache-2.0
// An id that is in no table in, the ids that may have been meant out: those that differ from it in the fewest letters.
#include "catalog/tables.hpp"
#include "syntax/words.hpp"

#include <algorithm>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::catalog {

inline constexpr std::size_t most_letters = 64;  // of an id; a longer one is near nothing
inline constexpr std::size_t most_distance = 3;
inline constexpr std::size_t most_proposals = 3;

struct proposal {
  std::string_view id;
  std::size_t distance;
  std::size_t common;  // how many first letters are the same
};

COVERWATCH_FUNC std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), syntax::to_lower);
  return lower;
}

// The id of a benchmark as the tables spell it: with three numbers in the version, when there is one.
COVERWATCH_FUNC std::string spelled_out(std::string_view id) {
  if (const benchmark* const known = find_benchmark(id)) return in_lower_case(known->id);
  std::string whole = in_lower_case(id);
  const std::size_t dash = whole.find('-');
  if (dash == std::string::npos || whole.find_first_of("0123456789", dash) == std::string::npos) return whole;
  for (auto dots = std::count(whole.begin(), whole.end(), '.'); dots < 2; ++dots) whole += ".0";
  return whole;
}

// Levenshtein's: the least number of letters put in, taken out or changed. Time is the product of the sizes; `b` has at
// most `most_letters`.
COVERWATCH_FUNC std::size_t edit_distance(std::string_view a, std::string_view b) noexcept {
  std::array<std::size_t, most_letters + 1> line{};  // line[j]: from what was read of `a` to the first j letters of `b`
  for (std::size_t j = 0; j <= b.size(); ++j) line[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = line[0];
    line[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = line[j + 1];
      line[j + 1] = std::min({changed, line[j] + 1, line[j + 1] + 1});
    }
  }
  return line[b.size()];
}

COVERWATCH_FUNC std::size_t common_start(std::string_view a, std::string_view b) noexcept {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

COVERWATCH_FUNC proposal weigh(std::string_view id, std::string_view asked) {
  const std::string candidate = in_lower_case(id);
  return {id, edit_distance(candidate, asked), common_start(candidate, asked)};
}

// For a family without a version, every benchmark of it is as near as can be; for the mere number of a control, every
// control with it.
COVERWATCH_FUNC std::vector<proposal> weigh_all(std::string_view id) {
  const std::size_t colon = std::min(id.find(':'), id.size());
  const std::string asked = spelled_out(id.substr(0, colon)) + in_lower_case(id.substr(colon));
  std::vector<proposal> all;
  if (asked.size() > most_letters) return all;
  for (const benchmark& b : all_benchmarks) {
    const bool begins = in_lower_case(b.id).starts_with(asked);
    if (colon == id.size()) all.push_back(begins ? proposal{b.id, 0, 0} : weigh(b.id, asked));
    for (const entry& e : b.entries) {
      if (colon != id.size()) all.push_back(weigh(e.id, asked));
      if (syntax::equals_ignoring_case(id, e.control)) all.push_back({e.id, 0, 0});
    }
  }
  return all;
}

COVERWATCH_FUNC std::vector<std::string_view> suggestions(std::string_view id) {
  if (id.empty() || id.size() > most_letters) return {};
  std::vector<proposal> all = weigh_all(id);
  std::reverse(all.begin(), all.end());  // of those equally near, the newest first
  std::stable_sort(all.begin(), all.end(), [](const proposal& a, const proposal& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.common > b.common;
  });
  std::vector<std::string_view> ids;
  for (const proposal& each : all) {
    if (each.distance <= most_distance && ids.size() < most_proposals) ids.push_back(each.id);
  }
  return ids;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::catalog
