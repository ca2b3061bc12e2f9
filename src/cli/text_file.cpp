// SPDX-License-Identifier: Apache-2.0
// Reads until nothing more comes, and says why when it cannot.
#include "cli/text_file.hpp"

#include "archive/descriptor.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

unexpected<std::string> because(const std::string& path, const std::string& reason) { return {path + ": " + reason}; }

result<std::string, std::string> read_all(const std::string& path, int file) {
  std::string text;
  std::array<char, 65536> piece;
  for (;;) {
    const ssize_t count = archive::read_some(file, piece.data(), piece.size());
    if (count < 0) return because(path, archive::reason(errno));
    if (count == 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(count));
    if (text.size() > longest_text) return because(path, "too large for a text");
  }
}

}  // namespace

result<std::string, std::string> read_text_file(const std::string& path) {
  if (path == "-") return read_all(path, STDIN_FILENO);
  const archive::open_file file(path.c_str());
  if (file.number() < 0) return because(path, archive::reason(file.error()));
  return read_all(path, file.number());
}

result<std::string, std::string> read_pattern_file(const std::string& path) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  auto text = read_text_file(path);
  if (!text) return text;
  if (text->starts_with(byte_order_mark)) text->erase(0, byte_order_mark.size());
  if (text->ends_with('\n')) text->pop_back();
  if (text->ends_with('\r')) text->pop_back();
  return text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
