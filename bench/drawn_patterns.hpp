// SPDX-License-Identifier: Apache-2.0
// Patterns drawn for the events of a corpus, as lists of conditions that all must hold, in place of those of thousands
// of tenants. The same corpus, number and kind give the same patterns. A benchmark gets their text; the check gets the
// conditions.
#pragma once

#include "fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct condition {
  enum class kind : std::uint8_t { equals, differs, glob, above, below, absent };
  field where = field::name;
  kind what = kind::equals;
  std::string text;
  std::size_t number = 0;
};

using drawn_pattern = std::vector<condition>;

std::string text_of(const drawn_pattern& p);

// Two or three exact conditions, one of them on the name. Together the patterns match about one event in a hundred:
// most of them ask for what does not come together.
std::vector<drawn_pattern> draw_exact(const fact_table& events, std::size_t count);

// The same, after one pattern for nearly each name.
std::vector<drawn_pattern> draw_exact_all(const fact_table& events, std::size_t count);

// Half of them exact; in the others wildcards, ranges of numbers, != and NOT EXISTS beside an exact condition; three in
// a hundred have nothing but != and NOT EXISTS.
std::vector<drawn_pattern> draw_mixed(const fact_table& events, std::size_t count);

// `$.eventName = "*a*b*"`, where a and b are pieces of a name.
std::vector<drawn_pattern> draw_globs(const fact_table& events, std::size_t count);

}  // namespace bench
