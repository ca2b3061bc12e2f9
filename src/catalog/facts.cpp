// SPDX-License-Identifier: Apache-2.0
// The facts of facts.def as a table, and one of them by its name. Judges none of them.
#include <coverwatch/catalog.hpp>

#include <algorithm>
#include <iterator>

namespace coverwatch::inline COVERWATCH_ABI::catalog {

namespace pages {
inline constexpr std::string_view record_contents =
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html";
inline constexpr std::string_view user_identity =
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html";
}  // namespace pages

inline constexpr fact all_facts[] = {
#define FACT(name, pattern, statement, exception, page) {name, pattern, statement, exception, pages::page},
#include "catalog/facts.def"
#undef FACT
};

COVERWATCH_FUNC std::span<const fact> facts() noexcept { return all_facts; }

COVERWATCH_FUNC const fact* find_fact(std::string_view name) noexcept {
  const auto found =
      std::find_if(std::begin(all_facts), std::end(all_facts), [&](const fact& each) { return each.name == name; });
  return found == std::end(all_facts) ? nullptr : found;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::catalog
