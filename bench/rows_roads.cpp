// SPDX-License-Identifier: Apache-2.0
// Rows of the roads that are not ours, and of our readers. Roads that ask the same are checked against each other.
#include "material.hpp"
#include "roads.hpp"

#include "support/json.hpp"

#include <coverwatch/coverwatch.hpp>

namespace bench {
namespace {

using road = std::uint64_t (*)(const corpus&);

void add_road(const char* name, road run, road same, void (*more)(benchmark::State&) = {}) {
  const auto over = [](road r) {
    return [r](const part& p) { return outcome_sums{r(*p.from), p.from->events.size()}; };
  };
  row made{name, events, [=] { return std::function<outcome_sums(const part&)>(over(run)); }, over(same), {}};
  made.always_whole = true;
  if (more) made.more = more;
  add(std::move(made));
}

std::uint64_t sum_of_bytes(const corpus& c) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < c.size / 8 * 8; ++i) {
    sum += std::uint64_t{static_cast<unsigned char>(c.text[i])} << (i % 8 * 8);
  }
  return sum;
}

std::uint64_t lines(const corpus& c) { return c.events.size(); }

// Brackets, colons, commas, and where strings and scalars begin.
std::uint64_t tokens_by_hand(const corpus& c) {
  std::uint64_t tokens = 0;
  bool in_string = false, in_scalar = false;
  for (std::size_t i = 0; i < c.size; ++i) {
    const char at = c.text[i];
    if (in_string) {
      if (at == '\\') ++i;
      in_string = at != '"';
      continue;
    }
    const bool bracket = at == '{' || at == '}' || at == '[' || at == ']' || at == ':' || at == ',';
    const bool space = at == ' ' || at == '\t' || at == '\r' || at == '\n';
    in_string = at == '"';
    tokens += bracket || in_string || (!space && !in_scalar);
    in_scalar = !bracket && !space && !in_string;
  }
  return tokens;
}

std::uint64_t valid_events(const corpus& c) {
  std::uint64_t valid = 0;
  for (const std::string_view event : c.events) valid += !coverwatch::support::json::validate(event);
  return valid;
}

std::uint64_t members_of(const corpus& c) {
  coverwatch::support::json::document document;
  std::uint64_t members = 0;
  for (const std::string_view event : c.events) members += document.parse(event) ? 0 : document.root().size();
  return members;
}

}  // namespace

void add_roads() {
  add_road("read_memory", sum_of_words, sum_of_bytes, [](benchmark::State& s) { s.SetLabel(widest_sum()); });
  add_road("find_newlines", lines_by_memchr, lines);
  add_road("stage1", structural_characters, tokens_by_hand);
  add_road("ondemand_ten_fields", ondemand_ten_fields, dom_ten_fields);
  add_road("ondemand_ten_lookups", ondemand_ten_lookups, dom_ten_fields);
  add_road("dom_ten_fields", dom_ten_fields, ondemand_ten_fields);
  add_road("strict_pass", valid_events, lines);
  add_road("own_document", members_of, dom_members);
}

}  // namespace bench
