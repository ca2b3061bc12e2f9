// SPDX-License-Identifier: Apache-2.0
// The link `filter`: which filters of a log group count, and whether they cover the reference. In go the records of a
// group, out come the judgement and the filters that the links behind it look at. Looks at no metric.
#pragma once

#include "audit/chain.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// The service allows 100 a log group; what holds more is no inventory of it, and could take for ever.
inline constexpr std::size_t most_filters = 1000;

// A part of the reference that is still to be followed, as a pattern of its own.
struct followed_part {
  std::string text;
  std::optional<std::size_t> bearer;  // index into the members: one that covers it alone, if known
};

struct filter_link {
  link_judgement judgement;
  filter_judgement filters;
  std::vector<member> members;       // those that count, or may
  std::vector<followed_part> parts;  // that these cover, or may
};

filter_link judge_filters(const context& c, const inventory::trail::group& group, std::string_view reference);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
