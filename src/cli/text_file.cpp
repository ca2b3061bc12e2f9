// SPDX-License-Identifier: Apache-2.0
// Reads with stdio: it tells a folder and a missing right apart.
#include "cli/text_file.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::size_t largest = std::size_t{1} << 26;

unexpected<std::string> because(const std::string& path, const std::string& reason) { return {path + ": " + reason}; }

std::string reason(int error) { return std::generic_category().message(error); }

struct closer {
  void operator()(std::FILE* file) const noexcept {
    if (file != stdin) std::fclose(file);
  }
};

}  // namespace

result<std::string, std::string> read_text_file(const std::string& path) {
  const std::unique_ptr<std::FILE, closer> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return because(path, reason(errno));
  std::string text;
  std::array<char, 4096> piece;
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get())) {
    text.append(piece.data(), count);
    if (text.size() > largest) return because(path, "too large for a text");
  }
  if (std::ferror(file.get()) != 0) return because(path, reason(errno));
  return text;
}

result<std::string, std::string> read_pattern_file(const std::string& path) {
  auto text = read_text_file(path);
  if (!text) return text;
  if (text->ends_with('\n')) text->pop_back();
  if (text->ends_with('\r')) text->pop_back();
  return text;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
