// SPDX-License-Identifier: Apache-2.0
// Law: over any bytes as event, the fields that a space-delimited pattern extracts are the tokens that plain splitting
// makes, under the names of their columns; any other kind, and an event that does not match, has none. The first line
// is the pattern, the rest the event.
#include "logic/evaluate.hpp"
#include "match/parts.hpp"

#include <coverwatch/coverwatch.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace logic = coverwatch::logic;
using kind = logic::column::kind;

void demand(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

// The names that the columns give to so many tokens. Without an ellipsis there are as many values as columns.
std::vector<std::string> names(const std::vector<logic::column>& columns, std::size_t tokens) {
  std::vector<std::string> out;
  for (const logic::column& c : columns) {
    const std::size_t taken = c.how == kind::ellipsis ? tokens + 1 - columns.size() : 1;
    for (std::size_t i = 0; i < taken; ++i) {
      out.push_back("$" + (c.how == kind::named ? c.name : std::to_string(out.size() + 1)));
    }
  }
  return out;
}

void check(const coverwatch::pattern& p, std::string_view event, const std::vector<coverwatch::field>& fields) {
  const auto tokens = logic::split(event);
  const auto expected = names(p.internals().formula.columns, tokens.size());
  demand(fields.size() == expected.size() && fields.size() <= tokens.size(), "one field for each name");
  for (std::size_t i = 0; i < fields.size(); ++i) {
    demand(fields[i].name == expected[i], "names are those of the columns");
    const std::string_view value = fields[i].value;
    const bool rest = i + 1 == fields.size() && tokens.size() > fields.size();
    const char* const begin = rest ? tokens[i].whole.data() : tokens[i].text.data();
    const char* const end = rest ? event.data() + event.size() : begin + tokens[i].text.size();
    demand(value.data() == begin && value.data() + value.size() == end, "values are the tokens");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  const auto pattern = coverwatch::pattern::parse(input.substr(0, line));
  if (!pattern) return 0;
  static coverwatch::scratch memory;
  const std::string_view event = input.substr(line + 1);
  const auto fields = pattern->extract(event, memory);
  const bool columns = pattern->kind() == coverwatch::pattern_kind::space_delimited;
  if (columns && pattern->matches(event, memory)) {
    check(*pattern, event, fields);
  } else {
    demand(fields.empty(), "no fields without a match of columns");
  }
  return 0;
}
