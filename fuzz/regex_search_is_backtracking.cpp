// SPDX-License-Identifier: Apache-2.0
// Law: on any body that the parser accepts, the automaton finds what a plain backtracker finds. The first line of the
// input is the body, the rest is the text. Small inputs only: the backtracker is slow.
#include "../tests/unit/support/backtracker.hpp"
#include "support/regex.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coverwatch::support;

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const character c = decode(text, at);
    out.push_back(c.code_point);
    at += c.length;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), size);
  const std::string_view body = input.substr(0, line);
  const std::string_view text = input.substr(std::min(line + 1, size));
  if (body.size() > 100 || text.size() > 100) return 0;

  const auto branches = parse_regex(body);
  if (!branches) {
    if (branches.error().begin > branches.error().end || branches.error().end > body.size()) std::abort();
    return 0;
  }
  const regex automaton(*branches);
  std::vector<regex::word> state(automaton.words());
  if (automaton.search(text, state.data()) != backtracker::search(body, characters(text))) std::abort();
  return 0;
}
