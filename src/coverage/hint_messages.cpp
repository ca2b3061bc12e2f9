// SPDX-License-Identifier: Apache-2.0
// Hints in words. What they quote stands in backticks, on one line. Looks at nothing but the hint.
#include <coverwatch/hint.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI {

namespace coverage {

// Control characters show as one blank.
COVERWATCH_FUNC std::string quoted_text(const std::string& text) {
  std::string out = "`" + text + "`";
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

COVERWATCH_FUNC std::string mixed_message(const hint& h) {
  const std::string reading = "`&&` binds tighter than `||`, so this is read as " + quoted_text(h.found);
  if (h.wanted.empty()) return reading + "; write the parentheses that are meant";
  return reading + "; write " + quoted_text(h.wanted) + " if that is meant";
}

COVERWATCH_FUNC std::string everything_message(const hint& h) {
  if (!h.found.starts_with('{')) return "every message matches " + quoted_text(h.found) + ", as the empty pattern says";
  return "every JSON object matches " + quoted_text(h.found) + "; one of its `||` should be `&&`, most likely";
}

}  // namespace coverage

COVERWATCH_FUNC std::string message(const hint& h) {
  const std::string found = coverage::quoted_text(h.found), wanted = coverage::quoted_text(h.wanted);
  switch (h.what) {
    case hint::kind::near_value:
      return found + " is nearly " + wanted + ", which the reference asks for; write that if it is meant";
    case hint::kind::value_case:
      return "letter case counts, and the reference asks for " + wanted + " where this has " + found;
    case hint::kind::near_selector:
      return found + " is nearly " + wanted + ", a field of the reference; write that if it is meant";
    case hint::kind::selector_case:
      return "letter case counts, and " + found + " is another field than " + wanted + "; write that if it is meant";
    case hint::kind::lost_wildcard:
      return found + " takes less than " + wanted + ", which the reference asks for; a `*` may have been lost";
    case hint::kind::absent_field:
      return found + " is false for an event without that field, as one that slips through is; write " + wanted;
    case hint::kind::inner_quotes:
      return "the inner quotation marks of " + found + " belong to the text that events must hold; write " + wanted;
    case hint::kind::mixed_connectives: return coverage::mixed_message(h);
    case hint::kind::never_matches: return "no event can ever match " + found;
    case hint::kind::matches_everything: return coverage::everything_message(h);
    case hint::kind::matches_almost_everything:
      return "alternatives that only deny let nearly every event in, here " + found + "; write " + wanted +
             " if that is meant";
  }
  return {};
}

COVERWATCH_FUNC std::string_view name(hint::kind k) noexcept {
  switch (k) {
    case hint::kind::near_value: return "near_value";
    case hint::kind::value_case: return "value_case";
    case hint::kind::near_selector: return "near_selector";
    case hint::kind::selector_case: return "selector_case";
    case hint::kind::lost_wildcard: return "lost_wildcard";
    case hint::kind::absent_field: return "absent_field";
    case hint::kind::inner_quotes: return "inner_quotes";
    case hint::kind::mixed_connectives: return "mixed_connectives";
    case hint::kind::never_matches: return "never_matches";
    case hint::kind::matches_everything: return "matches_everything";
    case hint::kind::matches_almost_everything: return "matches_almost_everything";
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI
