// SPDX-License-Identifier: Apache-2.0
// Proofs that no text belongs to all of some sets and to none of others, as docs/certificate.md, "Texts", has them. In
// goes the question with its rows, out comes the first thing that is wrong, or nothing. Searches nothing.
#pragma once

#include "certificate/readers.hpp"
#include "certificate/work.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// What one place of a row says: null, a position, a list of places, the beginning of a text.
struct text_null {
  friend bool operator==(const text_null&, const text_null&) = default;
};
using text_cell = std::variant<text_null, std::uint64_t, std::vector<std::uint32_t>, std::string>;
using text_row = std::vector<text_cell>;

struct text_question {
  std::vector<const text_reader*> inside, outside;
  std::vector<std::string> words;  // texts that are outside, too
  bool of_messages = false;        // messages may hold bytes that are no UTF-8
};

// Empty when the rows show that there is none. Time: rows times characters times what one state leads to, each with a
// look-up; a state that is no row itself is compared with all rows that agree with it on the wildcards inside.
std::string fault_of(const text_question& question, const std::vector<text_row>& rows, work& left);

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
