// SPDX-License-Identifier: Apache-2.0
// Offsets to lines and columns.
#include "inventory/document.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

place document::at(std::size_t offset, std::string inside) const {
  offset = std::min(offset, text.size());
  if (offset < known_offset) {
    known_offset = 0;
    known_line = 1;
  }
  known_line += static_cast<std::uint32_t>(
      std::count(text.begin() + static_cast<std::ptrdiff_t>(known_offset),
                 text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  known_offset = offset;
  const std::size_t line_break = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  return {file, known_line, static_cast<std::uint32_t>(offset - begin + 1), std::move(inside)};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
