// SPDX-License-Identifier: Apache-2.0
// How questions of coverage, their other spellings and the events that could answer them are made.
#include "sample_question.hpp"

#include <algorithm>
#include <set>

namespace sample {
namespace {

const std::vector<std::string> operands{"a",    "b",     "ab",        "\"a*\"", "\"*a\"", "\"*\"",  "\"a*b\"", "%a%",
                                        "%^ab?$%", "1",  "1.0",       "+1",     "2",      "\"1\"",  "\"1*\"",
                                        "\"1.0\"",
                                        "-0.0", "%^1%",  "\"*a*a\"",  "1e309",  "true"};

std::string ordering(choices& c) { return c.pick<std::string>({" < ", " <= ", " > ", " >= "}); }
std::string bound(choices& c) { return c.pick<std::string>({"0", "1", "1.5", "2", "1e309", "-1"}); }

asked any_condition(const std::vector<std::string>& selectors, choices& c) {
  asked e;
  e.selector = c.pick(selectors);
  switch (c.weighted({5, 3, 2, 1, 1, 2})) {
    case 0: e.test = " = "; e.value = c.pick(operands); break;
    case 1: e.test = " != "; e.value = c.pick(operands); break;
    case 2: e.test = ordering(c); e.value = bound(c); break;
    case 3: e.test = " IS NULL"; break;
    case 4: e.test = c.chance(50) ? " IS TRUE" : " IS FALSE"; break;
    default: e.test = " NOT EXISTS"; break;
  }
  return e;
}

std::string text_of(const asked& e, const std::string& open, const std::string& close) {
  if (e.how == join::condition) return open + e.selector + e.test + e.value + close;
  std::string out;
  for (const asked& part : e.parts) {
    if (!out.empty()) out += e.how == join::all ? " && " : " || ";
    out += text_of(part, open, close);
  }
  return open + out + close;
}

bool is_word(const std::string& value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char x) { return x >= 'a' && x <= 'z'; });
}

void collect(const asked& e, std::set<std::string>& out) {
  if (!e.value.empty()) out.insert(e.value);
  for (const asked& part : e.parts) collect(part, out);
}

// The constant without its marks, stars replaced.
std::string filled(const std::string& constant, const std::string& star) {
  std::string out;
  for (const char x : constant) {
    if (x == '*') out += star;
    if (std::string("*\"%^$?").find(x) == std::string::npos) out += x;
  }
  return out;
}

std::string in_quotes(const std::string& text) { return '"' + text + '"'; }

bool is_number(const std::string& constant) {
  return constant[0] == '-' || (constant[0] >= '0' && constant[0] <= '9');
}

std::string random_value(const std::vector<std::string>& values, choices& c, std::size_t depth) {
  const std::size_t kind = depth == 0 ? 0 : c.weighted({3, 2, 2});
  if (kind == 0) return c.pick(values);
  std::string out;
  for (const char* key : {"a", "b", "c"}) {
    if (c.chance(50)) continue;
    if (!out.empty()) out += ',';
    if (kind == 1) out += in_quotes(key) + ':';
    out += random_value(values, c, depth - 1);
  }
  return kind == 1 ? '{' + out + '}' : '[' + out + ']';
}

}  // namespace

const std::vector<std::string>& any_selectors(choices& c) {
  static const std::vector<std::vector<std::string>> all{
      {"$.a"},         {"$.a"},           {"$.a"},
      {"$.a", "$.b"},  {"$.a", "$.a.b"},  {"$.a", "$.a[0]", "$.a[1]"},
      {"$.a", "$.a.*"}, {"$.a", "$.a[*]", "$.a[0]"}, {"$.a", "$.a.b", "$.a.*"},
      {"$.*", "$.a", "$.b"}, {"$.a[*].b", "$.a[0].b", "$.a[1]", "$.a"}, {"$.a.*.b", "$.a.c.b", "$.a.c"},
      {"$.*.b", "$.a.*", "$.a.b"}, {"$.a[*]", "$.a[*].b"}};
  return c.pick(all);
}

asked any_expression(const std::vector<std::string>& selectors, choices& c, std::size_t conditions) {
  if (conditions < 2) return any_condition(selectors, c);
  const std::size_t first = 1 + c.below(conditions - 1);
  asked e;
  e.how = c.chance(50) ? join::all : join::any;
  e.parts.push_back(any_expression(selectors, c, first));
  e.parts.push_back(any_expression(selectors, c, conditions - first));
  return e;
}

asked near_expression(const asked& e, const std::vector<std::string>& selectors, choices& c) {
  if (e.how == join::condition || c.chance(30)) {
    switch (c.weighted({2, 3, 2})) {
      case 0: return e;
      case 1: return {c.chance(50) ? join::all : join::any, {}, {}, {}, {e, any_condition(selectors, c)}};
      default: return any_condition(selectors, c);
    }
  }
  if (c.chance(20)) return c.pick(e.parts);
  asked out = e;
  asked& part = out.parts[c.below(out.parts.size())];
  part = near_expression(part, selectors, c);
  return out;
}

std::string pattern_of(const asked& e) { return "{ " + text_of(e, "(", ")") + " }"; }
std::string doubly_grouped(const asked& e) { return "{" + text_of(e, "((", "))") + "}"; }

asked reversed(const asked& e) {
  asked out = e;
  std::reverse(out.parts.begin(), out.parts.end());
  for (asked& part : out.parts) part = reversed(part);
  return out;
}

asked distributed(const asked& e) {
  asked out = e;
  for (asked& part : out.parts) part = distributed(part);
  const auto any = std::find_if(out.parts.begin(), out.parts.end(), [](const asked& p) { return p.how == join::any; });
  if (out.how != join::all || any == out.parts.end()) return out;
  asked spread{join::any, {}, {}, {}, {}};
  for (const asked& choice : any->parts) {
    asked copy = out;
    copy.parts[static_cast<std::size_t>(any - out.parts.begin())] = choice;
    spread.parts.push_back(copy);
  }
  return spread;
}

asked quoted_words(const asked& e) {
  asked out = e;
  if (is_word(out.value)) out.value = in_quotes(out.value);
  for (asked& part : out.parts) part = quoted_words(part);
  return out;
}

std::vector<std::string> values_near(const std::vector<const asked*>& all) {
  std::set<std::string> constants;
  for (const asked* e : all) collect(*e, constants);
  std::set<std::string> out{"null", "true",    "false", "{}",  "[]",   "[null]", "0",       "1",       "1.0",
                            "1e0",  "1.5",     "2",     "-0",  "-0.0", "1e309",  "-1e309",  "10",      "11",
                            "1e7",  "0.00001", "-3",    "\"\"", "\"x\"", "\"é\"", "[[null]]", "{\"b\":null}"};
  for (const std::string& constant : constants) {
    for (const char* star : {"", "z", "a1"}) {
      const std::string text = filled(constant, star);
      if (text.empty()) continue;
      out.insert(in_quotes(text));
      out.insert(in_quotes(text + "x"));
      out.insert(in_quotes("x" + text));
      out.insert(in_quotes(text.substr(1)));
      out.insert(in_quotes(text.substr(0, text.size() - 1)));
    }
    if (is_number(constant)) out.insert(constant);
  }
  return {out.begin(), out.end()};
}

std::vector<std::string> systematic_events(const std::vector<std::string>& values) {
  std::vector<std::string> out{"{}"};
  for (const std::string& v : values) {
    for (const char* frame : {"{\"a\":@}", "{\"b\":@}", "{\"a\":{\"b\":@}}", "{\"a\":[@]}", "{\"a\":[0,@]}",
                              "{\"a\":[null,@]}", "{\"a\":[{\"b\":@}]}", "{\"a\":{\"c\":{\"b\":@}}}",
                              "{\"a\":\"a\",\"b\":@}", "{\"a\":1,\"b\":@}"}) {
      std::string event = frame;
      out.push_back(event.replace(event.find('@'), 1, v));
    }
  }
  return out;
}

std::string random_event(const std::vector<std::string>& values, choices& c) {
  std::string out;
  for (const char* key : {"a", "b"}) {
    if (c.chance(20)) continue;
    if (!out.empty()) out += ',';
    out += in_quotes(key) + ':' + random_value(values, c, 2);
  }
  return '{' + out + '}';
}

}  // namespace sample
