// SPDX-License-Identifier: Apache-2.0
// One search for each phrase.
#include "support/phrases.hpp"

#include "support/wildcard.hpp"

namespace coverwatch::inline COVERWATCH_ABI::support {

COVERWATCH_FUNC void phrase_set::search(std::string_view text, std::uint64_t* found) const noexcept {
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    if (find_text(text, phrases_[i].text, 0) != std::string_view::npos) found[i / 64] |= std::uint64_t{1} << (i % 64);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::support
