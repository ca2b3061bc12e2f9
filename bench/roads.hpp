// SPDX-License-Identifier: Apache-2.0
// Other ways through the same bytes, to compare with: from reading memory, the ceiling, to a DOM. Each goes once over
// the whole corpus and returns something that depends on all of it, the same for the roads that ask the same.
#pragma once

#include "events.hpp"

#include <cstdint>

namespace bench {

std::uint64_t sum_of_words(const corpus& c);           // reading memory, by the fastest way found at the first call
const char* widest_sum() noexcept;                     // which way that is
std::uint64_t lines_by_memchr(const corpus& c);        // finding the newlines
std::uint64_t structural_characters(const corpus& c);  // simdjson's stage 1 alone, line by line
// The lengths of the ten texts that the controls of CIS look at. One pass in document order: each key of the event is
// visited, as raw bytes; nothing ends the pass early, nothing is validated that simdjson does not need to find its way.
std::uint64_t ondemand_ten_fields(const corpus& c);
std::uint64_t ondemand_ten_lookups(const corpus& c);  // the same fields, each looked up by name
std::uint64_t dom_ten_fields(const corpus& c);        // the same, from a tree of every event
std::uint64_t dom_members(const corpus& c);           // the members of every event, from the same tree

}  // namespace bench
