// SPDX-License-Identifier: Apache-2.0
// Generated questions of coverage: expressions over few selectors whose constants lie near each other, other
// ways to write the same expression, and events made from the constants. Answers nothing and parses nothing.
#pragma once

#include "choices.hpp"

#include <string>
#include <vector>

namespace sample {

enum class join { condition, all, any };

struct asked {
  join how = join::condition;
  std::string selector, test;  // `$.a` and ` = `, ` IS NULL`; of a condition
  std::string value;           // behind `test`, or nothing
  std::vector<asked> parts;    // of the others, at least two
};

// Selectors that can meet: one place, two, parents and children, indices, wildcards.
const std::vector<std::string>& any_selectors(choices& c);
// At most two regular expressions are not ensured: parse with the limits raised.
asked any_expression(const std::vector<std::string>& selectors, choices& c, std::size_t conditions);
// The same expression with one part lost, added or changed, or none.
asked near_expression(const asked& e, const std::vector<std::string>& selectors, choices& c);

std::string pattern_of(const asked& e);
// Other ways to write it. The meaning stays.
asked reversed(const asked& e);
asked distributed(const asked& e);  // each `all` over its first `any`
asked quoted_words(const asked& e);
std::string doubly_grouped(const asked& e);

// Values made from the constants: each as it is, longer, shorter, and what every test can meet.
std::vector<std::string> values_near(const std::vector<const asked*>& all);
// The values at each place that the selectors speak of, one after the other.
std::vector<std::string> systematic_events(const std::vector<std::string>& values);
std::string random_event(const std::vector<std::string>& values, choices& c);

}  // namespace sample
