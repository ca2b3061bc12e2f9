// SPDX-License-Identifier: Apache-2.0
// Offsets to lines and columns.
#include "inventory/document.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

constexpr std::size_t block = 4096;  // bytes from one mark to the next

// `m`, which is that of `from`, moved on to `to`.
document::mark moved(document::mark m, std::string_view text, std::size_t from, std::size_t to) {
  const std::string_view between = text.substr(from, to - from);
  m.line += static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
  const std::size_t last = between.rfind('\n');
  if (last != std::string_view::npos) m.begin = from + last + 1;
  return m;
}

}  // namespace

place document::at(std::size_t offset, std::string inside) const {
  offset = std::min(offset, text.size());
  if (marks.empty()) {
    marks.emplace_back();
    for (std::size_t end = block; end <= text.size(); end += block)
      marks.push_back(moved(marks.back(), text, end - block, end));
  }
  const std::size_t before = offset / block;
  const mark here = moved(marks[before], text, before * block, offset);
  return {file, here.line, static_cast<std::uint32_t>(offset - here.begin + 1), std::move(inside)};
}

void list_kind(inventory& out, const document& d, document_kind kind) {
  if (d.file >= out.files.size()) return;
  auto& known = out.files[d.file].documents;
  if (std::find(known.begin(), known.end(), kind) == known.end()) known.push_back(kind);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
