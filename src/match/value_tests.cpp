// SPDX-License-Identifier: Apache-2.0
// Undoes escapes for tests and walk alike.
#include "match/value_tests.hpp"

namespace coverwatch::inline COVERWATCH_ABI::match {

COVERWATCH_FUNC std::string_view unescaped(workspace& w, std::string_view raw) {
  w.text.clear();
  support::json::append_unescaped(w.text, raw);
  return w.text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
