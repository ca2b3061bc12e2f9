// SPDX-License-Identifier: Apache-2.0
// Law: on any bytes, validating, skipping a value and parsing say the same, error and place included; and every string
// that was read comes back when it is quoted and read again.
#include "support/json.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coverwatch::support;

void require(bool holds) {
  if (!holds) std::abort();
}

bool same(const json::error& a, const json::error& b) { return a.code == b.code && a.offset == b.offset; }

void check_string(std::string_view text) {
  std::string quoted;
  json::append_quoted(quoted, text);
  json::document again;
  require(!again.parse(quoted));
  require(again.root().string() == text);
}

void check_strings(const json::document& d) {
  std::vector<json::value> open{d.root()};
  while (!open.empty()) {
    const json::value v = open.back();
    open.pop_back();
    check_string(v.key());
    check_string(v.string());
    require(v.begin() < v.end());
    std::size_t children = 0;
    for (auto child = v.first_child(); child; child = child->next_sibling()) {
      open.push_back(*child);
      ++children;
    }
    require(children == v.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  json::document d;
  const auto skipped = json::skip_value(text, 0);
  const auto prefix = d.parse_prefix(text, 0);
  require(skipped.has_value() == prefix.has_value());
  require(skipped ? *skipped == *prefix : same(skipped.error(), prefix.error()));

  const auto wrong = json::validate(text);
  const auto wrong_by_parse = d.parse(text);
  require(wrong.has_value() == wrong_by_parse.has_value());
  if (wrong) {
    require(same(*wrong, *wrong_by_parse));
    require(wrong->offset <= size);
    require(skipped.has_value() == (wrong->code == json::errc::trailing_text));
  } else {
    require(skipped.has_value());
    check_strings(d);
  }
  return 0;
}
