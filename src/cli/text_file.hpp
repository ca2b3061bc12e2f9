// SPDX-License-Identifier: Apache-2.0
// A small file as text: patterns and parameters. `-` is standard input.
#pragma once

#include <coverwatch/result.hpp>

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// The whole content, or why there is none. Refuses more than 64 MiB: no pattern and no request is that long.
result<std::string, std::string> read_text_file(const std::string& path);

// The same without the line break that editors put at the end.
result<std::string, std::string> read_pattern_file(const std::string& path);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
