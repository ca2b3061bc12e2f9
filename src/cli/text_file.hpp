// SPDX-License-Identifier: Apache-2.0
// A small file as text: patterns and parameters. `-` is standard input.
#pragma once

#include <coverwatch/result.hpp>

#include <cstddef>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// No text of a pattern, a request or a question is longer.
inline constexpr std::size_t longest_text = std::size_t{1} << 26;

// The whole content, or why there is none. Refuses more than 64 MiB: no pattern and no request is that long.
result<std::string, std::string> read_text_file(const std::string& path);

// The same without what editors put there: a byte order mark, and the line break at the end.
result<std::string, std::string> read_pattern_file(const std::string& path);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
