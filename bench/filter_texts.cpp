// SPDX-License-Identifier: Apache-2.0
// Terms are numbered and put together until the next one would be too long.
#include "filter_texts.hpp"

#include <functional>

namespace bench {
namespace {

constexpr std::size_t most = 1024;

// Begins with `open`, then `item` of 0, 1, ... with `between` them, then `close`: as many as there is room for.
std::string repeated(const std::string& open, const std::function<std::string(std::size_t)>& item,
                     const std::string& between, const std::string& close) {
  std::string out = open;
  for (std::size_t i = 0;; ++i) {
    const std::string next = (i == 0 ? "" : between) + item(i);
    if (out.size() + next.size() + close.size() > most) return out + close;
    out += next;
  }
}

std::string number(std::size_t n) { return std::to_string(n); }

std::string nested_pattern() {
  std::string inside = "$.eventName = Leaf";
  for (std::size_t i = 0; inside.size() + 30 <= most; ++i) {
    inside = "($.f" + number(i) + " = v" + (i % 2 == 0 ? " && " : " || ") + inside + ")";
  }
  return "{ " + inside + " }";
}

std::string deep_pattern() {
  std::string text = "{ $";
  while (text.size() + 2 + 6 <= most) text += ".a";
  return text + " = x }";
}

std::string class_pattern() {
  std::string body;
  while (body.size() + 9 <= 980) body += "[a-f0-9]+";
  return "{ $.eventName = ConsoleLogin && $.field = %" + body + "% }";
}

std::string counted_pattern() {
  std::string body;
  while (body.size() + 6 <= 980) body += "\\d{9}-";
  return "{ $.eventName = ConsoleLogin && $.field = %" + body + "% }";
}

std::string stars_pattern() {
  std::string value;
  while (value.size() + 2 <= 1000) value += value.size() % 4 == 0 ? "a*" : "b*";
  return "{ $.field = \"" + value + "\" }";
}

std::string_view reference_name(std::size_t i) {
  static constexpr std::string_view names[] = {
      "ConsoleLogin", "CreateTrail", "DeleteTrail",      "StopLogging",
      "PutBucketAcl", "CreateVpc",   "DeleteRolePolicy", "PutConfigurationRecorder",
      "CreateRoute",  "DisableKey",  "DeleteNatGateway", "AttachRolePolicy"};
  return names[i % std::size(names)];
}

std::string glob(std::size_t n) {
  const std::string word = "Noise" + number(n);
  if (n % 3 == 0) return "\"" + word + "*\"";
  return n % 3 == 1 ? "\"*" + word + "\"" : "\"*" + word + "*End\"";
}

std::string term(shape s, std::size_t n) {
  switch (s) {
    case shape::names: return "($.eventName = Noise" + number(n) + ")";
    case shape::selectors: return "($.requestParameters.field" + number(n) + " = value)";
    case shape::globs: return "($.eventName = " + glob(n) + ")";
    case shape::entangled:
      return "(($.eventName = " + std::string(reference_name(n)) + ") && ($.errorCode = Noise" + number(n) + "))";
  }
  return {};
}

}  // namespace

std::vector<named_text> long_patterns() {
  const auto condition = [](const std::string& what) {
    return [what](std::size_t i) { return "($.field" + number(i) + what + ")"; };
  };
  std::vector<named_text> all;
  all.push_back({"names of one selector", filled("", shape::names, 0)});
  all.push_back({"a selector each", filled("", shape::selectors, 0)});
  all.push_back({"globs", filled("", shape::globs, 0)});
  all.push_back({"pairs", filled("", shape::entangled, 0)});
  all.push_back({"short conditions", repeated(
                                         "{", [](std::size_t i) { return "$.a=" + number(i); }, "||", "}")});
  all.push_back({"bounds", repeated("{ ", condition(" >= 1.5e3"), " && ", " }")});
  all.push_back({"not exists", repeated("{ ", condition(" NOT EXISTS"), " && ", " }")});
  all.push_back({"is null", repeated("{ ", condition(" IS NULL"), " || ", " }")});
  all.push_back({"nested", nested_pattern()});
  all.push_back({"one deep selector", deep_pattern()});
  all.push_back({"one glob of many pieces", stars_pattern()});
  all.push_back({"an expression of classes", class_pattern()});
  all.push_back({"an expression with counts", counted_pattern()});
  all.push_back({"terms", repeated(
                              "", [](std::size_t i) { return "word" + number(i); }, " ", "")});
  all.push_back({"optional terms", repeated(
                                       "", [](std::size_t i) { return "?word" + number(i); }, " ", "")});
  all.push_back({"phrases", repeated(
                                "", [](std::size_t i) { return "\"a phrase " + number(i) + "\""; }, " ", "")});
  all.push_back({"columns", repeated(
                                "[", [](std::size_t i) { return "c" + number(i) + "=v*"; }, ", ", "]")});
  all.push_back({"an expression alone", repeated(
                                            "%", [](std::size_t i) { return "word" + number(i); }, "|", "%")});
  return all;
}

std::string_view name(shape s) noexcept {
  switch (s) {
    case shape::names: return "equal selectors";
    case shape::selectors: return "different selectors";
    case shape::globs: return "globs";
    case shape::entangled: return "entangled";
  }
  return {};
}

std::string filled(const std::string& inside, shape s, std::size_t number) {
  const std::string open = inside.empty() ? "{ " : "{ " + inside + " || ";
  std::string out = repeated(
      open, [&](std::size_t i) { return term(s, number * 1000 + i); }, " || ", " }");
  if (out.ends_with(" ||  }")) out = "{ " + inside + " }";  // no room for any
  return out;
}

}  // namespace bench
