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
  if (offset < known_line_begin) {
    const auto begin = text.begin();
    known_line -= static_cast<std::uint32_t>(std::count(begin + static_cast<std::ptrdiff_t>(offset),
                                                        begin + static_cast<std::ptrdiff_t>(known_line_begin), '\n'));
    const std::size_t line_break = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    known_line_begin = line_break == std::string_view::npos ? 0 : line_break + 1;
  }
  if (offset < known_offset) known_offset = offset;
  for (; known_offset < offset; ++known_offset) {
    known_offset = std::min(text.substr(0, offset).find('\n', known_offset), offset);
    if (known_offset == offset) break;
    ++known_line;
    known_line_begin = known_offset + 1;
  }
  return {file, known_line, static_cast<std::uint32_t>(offset - known_line_begin + 1), std::move(inside)};
}

void list_kind(inventory& out, const document& d, document_kind kind) {
  if (d.file >= out.files.size()) return;
  auto& known = out.files[d.file].documents;
  if (std::find(known.begin(), known.end(), kind) == known.end()) known.push_back(kind);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
