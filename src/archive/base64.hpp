// SPDX-License-Identifier: Apache-2.0
// Base64 (RFC 4648, section 4) to bytes, strictly: whole groups of four letters, padding at the end alone, no white
// space, no bit that says nothing. Knows nothing of what the bytes are.
#pragma once

#include "archive/bytes.hpp"

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// Appends the bytes; false, and nothing appended, when `text` is no base64. Linear; `out` grows by three quarters of it.
bool decode_base64(std::string_view text, bytes& out);

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
