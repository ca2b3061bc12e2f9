// SPDX-License-Identifier: Apache-2.0
// Is one text a slip of the pen for another? In go two texts or two selectors, out comes how they are alike. Cautious:
// words that merely resemble each other (Ingress and Egress, sns and sqs, names with other digits) are not alike.
#pragma once

#include "logic/formula.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

enum class likeness : std::uint8_t {
  none,         // also of equal texts
  spelling,     // a letter or two, blanks or punctuation
  letter_case,  // that of ASCII letters only
};

// Linear in the texts, with a factor for the two slips at most.
likeness compare_texts(std::string_view found, std::string_view wanted);
// Step by step: all the same but for one name.
likeness compare_selectors(const logic::selector& found, const logic::selector& wanted);

// Whether `b` comes from `a` by at most `most` slips: a character put in, left out or changed, or two swapped. Time is
// 4 to the power of `most`, times the sizes.
bool within_slips(std::string_view a, std::string_view b, int most) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
