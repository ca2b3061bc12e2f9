// SPDX-License-Identifier: Apache-2.0
// Whatever parses prints as one line that parses to the same tree, and prints the same again.
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  coverwatch::parse_options generous;
  generous.max_characters = 1000000;  // the print of a dense pattern is longer than the pattern
  const auto once = coverwatch::syntax::parse(std::string_view(reinterpret_cast<const char*>(data), size), generous);
  if (!once) return 0;
  const std::string text = coverwatch::syntax::print(once->tree);
  const auto twice = coverwatch::syntax::parse(text, generous);
  if (!twice || !(once->tree == twice->tree) || coverwatch::syntax::print(twice->tree) != text) std::abort();
  for (const auto& warning : twice->warnings) {
    if (warning.code == coverwatch::errc::outer_white_space) std::abort();
  }
  return 0;
}
