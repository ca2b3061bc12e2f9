// SPDX-License-Identifier: Apache-2.0
// Offsets to lines and columns.
#include "inventory/document.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

place document::at(std::size_t offset, std::string inside) const {
  offset = std::min(offset, text.size());
  if (offset < known_offset) known_offset = known_line_begin = 0, known_line = 1;
  for (; known_offset < offset; ++known_offset) {
    known_offset = std::min(text.find('\n', known_offset), offset);
    if (known_offset == offset) break;
    ++known_line;
    known_line_begin = known_offset + 1;
  }
  return {file, known_line, static_cast<std::uint32_t>(offset - known_line_begin + 1), std::move(inside)};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
