// SPDX-License-Identifier: Apache-2.0
// Sets for scans: patterns that only match where some text stands, so that a search over raw bytes could tell; and
// events that would fool such a search.
#include "sample_operand.hpp"
#include "sample_set.hpp"

#include "vocabulary.hpp"

namespace sample {
namespace {

// Texts as events of CloudTrail have them, texts that numbers have, and texts that JSON must or may escape.
const std::vector<std::string>& literals() {
  static const std::vector<std::string> list{"ConsoleLogin",
                                             "AccessDenied",
                                             "Client.UnauthorizedOperation",
                                             "UnauthorizedOperation",
                                             "Root",
                                             "a/b/c",
                                             "s3.amazonaws.com/x",
                                             "/",
                                             "x",
                                             "e",
                                             "say \"x\"",
                                             "back\\slash",
                                             "\\",
                                             "tab\there",
                                             "é",
                                             "日本語",
                                             "😀",
                                             "Infinity",
                                             "-Infinity",
                                             "1000.0",
                                             "1.0E7",
                                             "12",
                                             "-0",
                                             "0",
                                             "1.0",
                                             "true",
                                             "null",
                                             "AccessDenied\n",
                                             "Sign in / out",
                                             "\"",
                                             "u0041",
                                             "A",
                                             "\\u0041",
                                             "arn:aws:iam::123456789012:root",
                                             std::string(63, 'n') + "m",
                                             std::string(64, 'n'),
                                             std::string(200, 'n') + "!"};
  return list;
}

const std::vector<std::string>& needle_globs() {
  static const std::vector<std::string> list{"AccessDenied*",
                                             "*UnauthorizedOperation",
                                             "*Login",
                                             "*Access*Denied*",
                                             "a/*",
                                             "*/c",
                                             "*e*",
                                             "*\"*",
                                             "*\\*",
                                             "*é",
                                             "*0.0",
                                             "1*",
                                             "Inf*",
                                             "*E7",
                                             "*arn:aws:*:root",
                                             "*u00*",
                                             "*n*m",
                                             "**"};
  return list;
}

const std::vector<std::string>& fields() {
  static const std::vector<std::string> list{"$.a",
                                             "$.eventName",
                                             "$.a.eventName",
                                             "$.a[*].b",
                                             "$.*",
                                             "$.a[0]",
                                             "$.a.b",
                                             "$.errorCode",
                                             "$.['\"']",
                                             "$.['é']",
                                             "$.a.*.b",
                                             "$.['a/b']",
                                             "$.a[*]",
                                             "$.['e']",
                                             "$.['\\'].a",
                                             "$.*.b",
                                             "$.userIdentity.type"};
  return list;
}

std::string in_quotes(const std::string& text, choices& c) { return '"' + quote(text, c).spelling + '"'; }

std::string needle_condition(const std::string& field, choices& c) {
  return field + " = " + in_quotes(c.chance(65) ? c.pick(literals()) : c.pick(needle_globs()), c);
}

std::string needle_pattern(const std::string& field, choices& c) {
  static const std::vector<std::string> others{"$.a NOT EXISTS", "$.b != \"x\"", "$.a IS NULL",
                                               "$.b > 1",        "$.b = 1",      "$.a = %x%"};
  std::string out = needle_condition(c.chance(70) ? field : c.pick(fields()), c);
  for (std::size_t more = c.weighted({55, 30, 15}); more > 0; --more) {
    const bool either = c.chance(40);
    const std::string other = either || c.chance(50) ? needle_condition(c.pick(fields()), c) : c.pick(others);
    out = "(" + out + (either ? " || " : " && ") + other + ")";
  }
  return "{ " + out + " }";
}

std::string needle_terms(choices& c) {
  static const std::vector<std::string> signs{"", "", "?", "-"};
  std::string out;
  for (std::size_t left = 1 + c.below(3); left > 0; --left) {
    out += c.pick(signs) + in_quotes(c.chance(50) ? c.pick(literals()) : c.pick(phrases()), c) + " ";
  }
  return out;
}

}  // namespace

pattern_list any_needle_set(choices& c, kinds which) {
  const std::string field = c.pick(fields());
  pattern_list set;
  if (which == kinds::json && c.chance(25)) {
    add_pattern(set, "{ " + field + " = " + in_quotes(c.pick(literals()), c) + " }", c);
    return set;
  }
  for (std::size_t left = c.chance(80) ? 1 + c.below(4) : 10 + c.below(80); left > 0; --left) {
    add_pattern(set, which == kinds::all && c.chance(50) ? needle_terms(c) : needle_pattern(field, c), c);
  }
  return set;
}

std::string decoy_for(const pattern_list& set, choices& c) {
  const auto string = [](std::string text) { return value{kind::string, std::move(text), {}, {}}; };
  value out = any_object(c, 2);
  const auto add = [&](std::string key, value v) {
    out.keys.push_back(std::move(key));
    out.items.push_back(std::move(v));
  };
  const value event = event_for(set, c);
  add("inside", string(spell(event, c, c.chance(50))));  // the whole event as one string
  add("part", string("\"eventName\":\"" + c.pick(literals()) + "\"}"));
  for (const value& item : event.items) {
    if (item.what == kind::string && c.chance(50)) add(item.text, string("a key"));
    if (item.what == kind::string && c.chance(50)) add("elsewhere", item);
    if (item.what == kind::string && c.chance(50)) add("longer", string("x" + item.text + "x"));
  }
  return spell(out, c, c.chance(50));
}

}  // namespace sample
