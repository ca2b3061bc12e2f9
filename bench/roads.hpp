// SPDX-License-Identifier: Apache-2.0
// Other ways through the same bytes, to compare with: from reading memory, the ceiling, to a DOM. Each goes once over
// the whole corpus and returns something that depends on all of it.
#pragma once

#include "events.hpp"

#include <cstdint>

namespace bench {

std::uint64_t sum_of_words(const corpus& c);           // reading memory
std::uint64_t lines_by_memchr(const corpus& c);        // finding the newlines
std::uint64_t structural_characters(const corpus& c);  // simdjson's stage 1 alone, line by line
std::uint64_t ondemand_ten_fields(const corpus& c);    // one pass in document order, ten fields of interest
std::uint64_t ondemand_ten_lookups(const corpus& c);   // the same fields, each looked up by name
std::uint64_t dom_ten_fields(const corpus& c);         // a tree of every event

}  // namespace bench
