// SPDX-License-Identifier: Apache-2.0
// Any bytes: the parser answers, with the service's limits and without; what it says has words, and places in the text.
#include "support/utf8.hpp"
#include "syntax/parse.hpp"

#include <coverwatch/diagnostic.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

bool within(const coverwatch::span& place, std::string_view text) {
  return place.begin <= place.end && place.end <= text.size();
}

void look_at(const coverwatch::diagnostic& d, std::string_view text, bool warning) {
  demand(d.source == text && within(d.where, text));
  demand(!d.related || within(*d.related, text));
  demand(coverwatch::is_warning(d.code) == warning);
  demand(!name(d.code).empty() && !message(d).empty() && !help(d).empty());
  demand(coverwatch::support::find_invalid_utf8(render(d)) == std::string_view::npos);
  demand(!warning || service_message(d).empty());
}

void parse_with(std::string_view text, const coverwatch::parse_options& options) {
  const auto result = coverwatch::syntax::parse(text, options);
  if (!result) return look_at(result.error(), text, false);
  for (const auto& warning : result->warnings) look_at(warning, text, true);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  coverwatch::parse_options generous;
  generous.max_characters = generous.max_nesting = 1000000;
  generous.max_wildcard_selectors = generous.max_regexes = 1000;
  parse_with(text, {});
  parse_with(text, generous);
  return 0;
}
