// SPDX-License-Identifier: Apache-2.0
// Texts of patterns as long as the service takes them, 1,024 characters: one of each shape, and filters that match
// nothing a benchmark asks for, to stand around one that does. Nothing is parsed here; the same texts at every run.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct named_text {
  std::string name, text;
};

// One of each shape, 1,000 to 1,024 characters long, accepted by the parser.
std::vector<named_text> long_patterns();

// What the filters of a log group ask for.
enum class shape {
  names,      // one selector, names of events
  selectors,  // a selector of its own in each condition
  globs,      // one selector, wildcards at either end or in the middle
  entangled,  // two selectors in each term: names that references ask for, with values of no interest
};
inline constexpr shape all_shapes[] = {shape::names, shape::selectors, shape::globs, shape::entangled};
std::string_view name(shape s) noexcept;

// `inside`, which may be empty and has no braces around it, joined by `||` with as many terms of the shape as there is
// room for. Filters of different numbers have no term in common.
std::string filled(const std::string& inside, shape s, std::size_t number);

}  // namespace bench
