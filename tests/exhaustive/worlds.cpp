// SPDX-License-Identifier: Apache-2.0
// Which patterns meet which events, and how small they are.
#include "worlds.hpp"

#include "logic/formula.hpp"
#include "match/parts.hpp"

#include <algorithm>
#include <cstdlib>

namespace exhaustive {
namespace {

using coverwatch::pattern;
using coverwatch::pattern_kind;
using coverwatch::wildcards;
using strings = std::vector<std::string>;

bool has_wildcard(const pattern& p) {
  const auto& operands = p.internals().formula.operands;
  return std::any_of(operands.begin(), operands.end(), [](const auto& each) {
    return std::holds_alternative<coverwatch::logic::wildcard_operand>(each);
  });
}

enum class dialects { glob, both };

// Those of the texts that parse, as patterns of that kind.
void add(const strings& texts, pattern_kind kind, dialects which, std::vector<pattern>& out) {
  for (const std::string& text : texts) {
    const auto p = pattern::parse(text);
    if (!p || p->kind() != kind) continue;
    out.push_back(*p);
    if (which == dialects::both && has_wildcard(*p)) out.push_back(p->in_dialect(wildcards::leftmost));
  }
}

std::vector<pattern> parsed(const strings& texts, pattern_kind kind, dialects which) {
  std::vector<pattern> out;
  add(texts, kind, which, out);
  return out;
}

std::vector<event> as_events(const strings& texts) {
  std::vector<event> out;
  for (const std::string& text : texts) out.push_back({text});
  return out;
}

strings operator+(strings first, const strings& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

strings wrapped(const std::string& before, const strings& all, const std::string& after) {
  strings out;
  for (const auto& each : all) out.push_back(before + each + after);
  return out;
}

// `small` every day, `large` in the long run.
std::size_t up_to(std::size_t small, std::size_t large) { return size() < 2 ? small : large; }

// Every so manieth.
strings thinned(const strings& all, std::size_t step) {
  strings out;
  for (std::size_t i = 0; i < all.size(); i += step) out.push_back(all[i]);
  return out;
}

strings first(const strings& all, std::size_t most) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()))};
}

// --- JSON.

std::vector<event> members(const strings& values) {
  std::vector<event> out;
  for (const auto& each : values) {
    sample::value inner{sample::kind::number, each, {}, {}};
    if (each.front() == '"') inner = {sample::kind::string, each.substr(1, each.size() - 2), {}, {}};
    out.push_back({"{\"a\":" + each + "}", sample::value{sample::kind::object, {}, {"a"}, {inner}}});
  }
  return out;
}

bool is_json(const std::string& text) {
  coverwatch::scratch memory;
  return pattern::parse("{ $.a NOT EXISTS }")->evaluate("{\"b\":" + text + "}", memory) == coverwatch::outcome::match;
}

strings json_numbers(std::size_t most) {
  strings all = texts({"0", "1", "9", "-", "+", ".", "e"}, most), out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), is_json);
  return out;
}

const strings orderings = {"=", "!=", "<", "<=", ">", ">="};

world single_conditions() {
  return {"one condition", parsed(singles(conditions()), pattern_kind::json, dialects::both),
          objects(up_to(3, 4), true)};
}

world double_conditions() {
  return {"two conditions",
          parsed(doubles(size() < 2 ? few_conditions() : conditions()), pattern_kind::json, dialects::both),
          objects(3, false)};
}

world double_conditions_of_larger_events() {
  return {"two conditions, larger events", parsed(doubles(few_conditions()), pattern_kind::json, dialects::both),
          objects(up_to(2, 4), false)};
}

world triple_conditions() {
  return {"three conditions",
          parsed(triples(thinned(few_conditions(), up_to(4, 2))), pattern_kind::json, dialects::both),
          objects(3, false)};
}

world globs() {
  const strings values = wrapped("\"", texts({"a", "b", "*"}, up_to(4, 6)), "\"");
  return {"wildcards", parsed(comparisons({"=", "!="}, values), pattern_kind::json, dialects::both),
          members(wrapped("\"", texts({"a", "b"}, up_to(5, 8)), "\""))};
}

world numbers() {
  const strings values = json_numbers(up_to(4, 5));
  return {"numbers",
          parsed(comparisons(orderings, texts({"0", "1", "9", "-", "+", ".", "e"}, up_to(3, 5))), pattern_kind::json,
                 dialects::both),
          members(values + wrapped("\"", texts({"0", "1", "-", "+", ".", "e"}, 3), "\""))};
}

world number_texts() {
  const strings values = wrapped("\"", texts({"0", "1", ".", "E", "-", "*"}, up_to(3, 4)), "\"");
  return {"texts of numbers", parsed(comparisons({"=", "!="}, values), pattern_kind::json, dialects::both),
          members(json_numbers(up_to(4, 5)))};
}

// Rows of tokens, few of them JSON.
world damaged_objects() {
  const strings rows = texts({"{", "}", "\"a\"", ":", ",", "1", "[", "]"}, up_to(4, 5));
  return {"damaged objects",
          parsed(singles(thinned(few_conditions(), up_to(3, 1))) + strings{"1", "%a%", "[c]"}, pattern_kind::json,
                 dialects::both),
          as_events(rows + wrapped("{\"a\":", rows, "}"))};
}

// --- The other kinds.

world terms() {
  return {"terms", parsed(texts({"a", "b", "-", "?", "\"", " "}, up_to(5, 6)), pattern_kind::terms, dialects::glob),
          as_events(texts({"a", "b", " "}, up_to(5, 6)))};
}

strings expressions(std::size_t most) {
  return wrapped("%", texts({"a", "b", ".", "*", "+", "?", "^", "$", "|", "[", "]", "-", "{2}", "\\d"}, most), "%");
}

world regexes() {
  return {"regular expressions", parsed(expressions(up_to(3, 4)), pattern_kind::regex, dialects::glob),
          as_events(texts({"a", "b", "1", "\n"}, up_to(4, 5)))};
}

const strings column_tests = {"", "=a", "!=a", "=1", "<2", "=\"*a\"", "=%a%", "!=1 && ~!=a", "=a || ~>0"};

world space_delimited() {
  return {"columns", parsed(columns(column_tests, up_to(2, 3)), pattern_kind::space_delimited, dialects::both),
          as_events(texts({"a", "1", " ", "\"", "[", "]"}, up_to(4, 5)))};
}

world column_numbers() {
  const strings values = texts({"0", "1", "9", "-", "+", ".", "e"}, up_to(3, 4));
  strings patterns;
  for (const auto& how : orderings) {
    for (const auto& value : values) patterns.push_back("[c" + how + value + "]");
  }
  return {"numbers in columns", parsed(patterns, pattern_kind::space_delimited, dialects::glob), as_events(values)};
}

// --- Coverage: every two patterns of a list.

world pairs_of_conditions() {
  const strings some = singles(conditions());
  return {"JSON patterns",
          parsed(some + doubles(first(few_conditions(), up_to(7, 35))), pattern_kind::json, dialects::glob),
          objects(up_to(3, 4), false)};
}

world pairs_of_globs() {
  const strings values = wrapped("\"", texts({"a", "b", "*"}, up_to(3, 4)), "\"");
  return {"wildcards", parsed(comparisons({"=", "!="}, values), pattern_kind::json, dialects::glob),
          members(wrapped("\"", texts({"a", "b"}, 7), "\""))};
}

world pairs_of_leftmost_globs() {
  world out = pairs_of_globs();
  out.name += ", leftmost";
  for (pattern& each : out.patterns) each = each.in_dialect(wildcards::leftmost);
  return out;
}

world pairs_of_numbers() {
  const strings values = texts({"0", "1", "9", "-", ".", "e"}, up_to(2, 3));
  return {"numbers", parsed(comparisons(orderings, values), pattern_kind::json, dialects::glob),
          members(json_numbers(4) + wrapped("\"", values, "\""))};
}

world pairs_of_terms() {
  return {"terms", parsed(texts({"a", "b", "-", "?", "\"", " "}, up_to(3, 4)), pattern_kind::terms, dialects::glob),
          as_events(texts({"a", "b", " "}, 7))};
}

world pairs_of_regexes() {
  return {"regular expressions",
          parsed(thinned(expressions(up_to(2, 3)), up_to(1, 2)), pattern_kind::regex, dialects::glob),
          as_events(texts({"a", "b", "1", "\n"}, 5))};
}

world pairs_of_columns() {
  return {"columns",
          parsed(thinned(columns(column_tests, 2), up_to(3, 1)), pattern_kind::space_delimited, dialects::glob),
          as_events(texts({"a", "1", " ", "\"", "["}, 6))};
}

world pairs_of_mixed_kinds() {
  world out{"terms, regular expressions and columns", {}, as_events(texts({"a", "b", " ", "1"}, 6))};
  add(texts({"a", "b", "-", "?", " "}, up_to(2, 3)), pattern_kind::terms, dialects::glob, out.patterns);
  add(thinned(expressions(2), up_to(4, 1)), pattern_kind::regex, dialects::glob, out.patterns);
  add(thinned(columns(column_tests, 2), up_to(6, 1)), pattern_kind::space_delimited, dialects::glob, out.patterns);
  add({""}, pattern_kind::everything, dialects::glob, out.patterns);
  return out;
}

}  // namespace

std::size_t size() {
  const char* text = std::getenv("COVERWATCH_SIZE");
  return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
}

std::vector<world (*)()> worlds_of_meaning() {
  return {single_conditions,
          double_conditions,
          double_conditions_of_larger_events,
          triple_conditions,
          globs,
          numbers,
          number_texts,
          damaged_objects,
          terms,
          regexes,
          space_delimited,
          column_numbers};
}

std::vector<world (*)()> worlds_of_coverage() {
  return {pairs_of_conditions, pairs_of_globs,   pairs_of_leftmost_globs, pairs_of_numbers,
          pairs_of_terms,      pairs_of_regexes, pairs_of_columns,        pairs_of_mixed_kinds};
}

}  // namespace exhaustive
