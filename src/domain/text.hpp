// SPDX-License-Identifier: Apache-2.0
// Which texts belong to all of some sets and to none of others? In go sets, out comes such a text, or a proof that
// there is none, or that the budget did not suffice. Never wrong, and the same question always gets the same answer.
#pragma once

#include "domain/budget.hpp"
#include "domain/text_proof.hpp"
#include "domain/text_set.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::domain {

struct text_question {
  std::span<const text_set* const> inside;
  std::span<const text_set* const> outside;
  // Valid UTF-8 that is returned where it fits: the first that does.
  std::span<const std::string_view> suggestions;
  // Texts are any bytes; else UTF-8 (WTF-8).
  bool any_bytes = false;
};

struct text_answer {
  enum class kind : std::uint8_t { member, none, unknown };
  kind what = kind::unknown;
  std::string member;  // of `member`
  text_proof proof;    // of `none`
};

// A member passes every `contains` of the question: it was asked. It is the first suggestion that fits; else of listed
// texts inside the first; else, as a rule, the shortest, and of the shortest the most plausible (letter_rank). Not the
// shortest when only wildcards of the dialect `glob` are inside and nothing outside, or when the search takes long, and
// one put together from their pieces fits. It is valid UTF-8 if the sets were made of such and it
// need not be otherwise.
//
// Listed texts, inside or outside, and wildcards inside alone take time linear in the question, but for a logarithm.
// All other questions take steps from the budget, and in the worst case exponentially many (see text_search).
text_answer find_text(const text_question& question, budget& steps);

// Nothing when the budget did not suffice.
std::optional<bool> includes(const text_set& outer, const text_set& inner, budget& steps);
std::optional<bool> disjoint(const text_set& a, const text_set& b, budget& steps);

}  // namespace coverwatch::inline COVERWATCH_ABI::domain
