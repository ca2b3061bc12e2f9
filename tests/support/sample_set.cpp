// SPDX-License-Identifier: Apache-2.0
// How sets are made: a set has a few favourite selectors, and families of patterns that meet there. Written as text,
// and read by the parser with its limits raised.
#include "sample_set.hpp"

#include "sample_message.hpp"
#include "sample_operand.hpp"
#include "sample_pattern.hpp"
#include "syntax/parse.hpp"
#include "vocabulary.hpp"

#include <stdexcept>
#include <utility>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

const std::vector<std::string>& selectors() {
  static const std::vector<std::string> list{
      "$.a",      "$.b",     "$.a.b",   "$.a[0]",          "$.a[1]",     "$.a.b.a",  "$.ab",
      "$.*",      "$.a[*]",  "$.a.*",   "$.a[*].b",        "$.*.b",      "$.a.b[*]", "$.*[0]",
      "$.a[0].b", "$.['']",  "$.['é']", "$.['\"']",        "$.['\\'].a", "$.a.b[0]", "$.a[0][0]",
      "$.b.a",    "$.b.*.a", "$.['0']", "$.['a.b'].['b']", "$.a-b",      "$.['😀']"};
  return list;
}

std::string quoted(const std::string& text, choices& c) { return '"' + quote(text, c).spelling + '"'; }

// The words of one dictionary: alike for many bytes, told apart at the ends of blocks of 16, 32 and 64.
std::string dictionary_word(std::size_t which, choices& c) {
  static const std::vector<std::size_t> lengths{0, 1, 7, 14, 15, 16, 17, 30, 31, 32, 33, 62, 63, 64, 65, 130};
  std::string number = std::to_string(which);
  switch (c.below(6)) {
    case 0: return std::string(c.pick(lengths), 'x') + number;
    case 1: return number + std::string(c.pick(lengths), 'x');
    case 2: return number;
    case 3: return "Event" + number;
    case 4: return "é/" + number;
    default: return c.pick(texts());
  }
}

std::string glob_of_pieces(choices& c) {
  static const std::vector<std::string> pieces{"x",  "y",   "xy", "Unauthorized", "Operation", "1",
                                               ".0", "111", "",   "Access"};
  std::string out = c.chance(60) ? "*" : "";
  for (std::size_t left = 1 + c.below(4); left > 0; --left)
    out += c.pick(pieces) + (left > 1 || c.chance(60) ? "*" : "");
  return out;
}

// What a set comes back to again and again.
struct theme {
  std::vector<std::string> favourites;
  std::vector<std::string> dictionary;
  std::vector<std::string> thresholds;

  explicit theme(choices& c, std::size_t patterns) {
    for (std::size_t left = 1 + c.below(4); left > 0; --left) favourites.push_back(c.pick(selectors()));
    for (std::size_t i = 0; i < patterns + 2; ++i) dictionary.push_back(dictionary_word(c.below(patterns + 2), c));
    thresholds = numbers();
    for (std::size_t left = patterns / 2; left > 0; --left) {
      thresholds.push_back(std::to_string(c.below(40)) + (c.chance(50) ? "" : "." + std::to_string(c.below(20))));
    }
  }

  std::string selector(choices& c) const { return c.chance(85) ? c.pick(favourites) : c.pick(selectors()); }

  std::string condition(choices& c) const {
    static const std::vector<std::string> orderings{" < ", " <= ", " > ", " >= "};
    static const std::vector<std::string> literals{" IS NULL", " IS TRUE", " IS FALSE", " NOT EXISTS"};
    const std::string at = selector(c);
    const std::string equal = c.chance(75) ? " = " : " != ";
    switch (c.weighted({40, 18, 16, 8, 6, 12})) {
      case 0: return at + equal + quoted(c.pick(dictionary), c);
      case 1: return at + c.pick(orderings) + c.pick(thresholds);
      case 2: return at + equal + quoted(c.chance(70) ? glob_of_pieces(c) : c.pick(globs()), c);
      case 3: return at + equal + c.pick(thresholds);
      case 4: return at + equal + '%' + c.pick(regexes()) + '%';
      default: return at + c.pick(literals);
    }
  }

  std::string expression(choices& c, std::size_t conditions) const {
    if (conditions == 1) return condition(c);
    const std::size_t left = 1 + c.below(conditions - 1);
    const std::string connective = c.chance(50) ? " && " : " || ";
    return "(" + expression(c, left) + connective + expression(c, conditions - left) + ")";
  }

  std::string pattern(choices& c) const {
    return "{ " + expression(c, 1 + c.weighted({50, 22, 12, 8, 4, 2, 1, 1})) + " }";
  }

  // `{ $.a = "x" && … }` and many like it: one selector, another word each.
  std::string entry(choices& c) const {
    const std::string first = favourites.front() + " = " + quoted(c.pick(dictionary), c);
    return "{ " + first + (c.chance(30) ? " && " + condition(c) : c.chance(15) ? " || " + condition(c) : "") + " }";
  }
};

std::string pattern_text(const theme& about, const pattern_list& before, choices& c, kinds which) {
  if (which == kinds::all && c.chance(15)) return spell(any_text_pattern(c), c);
  switch (c.weighted({35, 35, 20, 10})) {
    case 0: return about.pattern(c);
    case 1: return about.entry(c);
    case 2: return spell(any_pattern(c), c);
    default: break;
  }
  if (before.patterns.empty()) return about.pattern(c);
  const std::string again = c.pick(before.patterns).text();
  return which == kinds::all || again.starts_with('{') ? again : about.pattern(c);
}

bool reads_json(const syntax::tree& t) { return std::holds_alternative<syntax::json_pattern>(t.pattern); }

// Both events in one: members of the same name are merged, or stand side by side.
void merge(value& into, const value& from, choices& c) {
  for (std::size_t i = 0; i < from.keys.size(); ++i) {
    value* there = member(into, from.keys[i]);
    if (there != nullptr && there->what == kind::object && from.items[i].what == kind::object && c.chance(80)) {
      merge(*there, from.items[i], c);
    } else if (there == nullptr || c.chance(25)) {
      into.keys.push_back(from.keys[i]);
      into.items.push_back(from.items[i]);
    }
  }
}

// Something long that nobody asks for: quotes, brackets and backslashes inside strings, nested containers.
value filler(choices& c) {
  static const std::vector<std::string> runs{"}", "{\"a\":", "]", "\\", "\"", "\\\"", ",", "x", "\xc3\xa9", "\n", "[{"};
  value v;
  v.what = kind::string;
  for (std::size_t left = c.below(90); left > 0; --left) v.text += c.pick(runs);
  for (std::size_t depth = c.below(5); depth > 0; --depth) {
    value outer;
    outer.what = kind::array;
    outer.items.push_back(std::move(v));
    v = std::move(outer);
  }
  return v;
}

void pad(value& object, choices& c) {
  for (std::size_t left = c.weighted({60, 25, 15}); left > 0; --left) {
    const auto at = static_cast<std::ptrdiff_t>(c.below(object.items.size() + 1));
    const bool known = c.chance(20);
    object.keys.insert(object.keys.begin() + at, known ? c.pick(names()) : "unasked" + std::to_string(c.below(5)));
    object.items.insert(object.items.begin() + at, filler(c));
  }
}

// A double in another spelling of the same value; integers stay, since their spelling is their text.
std::string other_spelling(const std::string& number, choices& c) {
  const std::size_t exponent = number.find_first_of("eE");
  const std::size_t point = number.find('.');
  if (exponent == std::string::npos && point == std::string::npos) return number;
  std::string digits = number.substr(0, exponent);
  std::string power = exponent == std::string::npos ? "" : number.substr(exponent);
  if (c.chance(50)) digits += point == std::string::npos ? ".0" : "0";
  if (power.empty()) {
    static const std::vector<std::string> none{"", "e0", "E-0", "e+00"};
    return digits + c.pick(none);
  }
  if (c.chance(50)) power.insert(power.find_first_of("0123456789"), "0");
  if (c.chance(50)) power[0] = power[0] == 'e' ? 'E' : 'e';
  return digits + power;
}

void shuffle_members(value& object, choices& c) {
  if (children(object).size() != object.items.size()) return;  // with repeated keys their order counts
  for (std::size_t i = object.items.size(); i > 1; --i) {
    const std::size_t other = c.below(i);
    std::swap(object.keys[i - 1], object.keys[other]);
    std::swap(object.items[i - 1], object.items[other]);
  }
}

void repeat_members(value& object, choices& c) {
  for (std::size_t left = c.below(3); left > 0 && !object.keys.empty(); --left) {
    const auto at = c.below(object.keys.size());
    const std::string key = object.keys[at];
    const auto where = static_cast<std::ptrdiff_t>(c.below(at + 1));
    object.keys.insert(object.keys.begin() + where, key);
    object.items.insert(object.items.begin() + where, any_value(c, 2));
  }
}

}  // namespace

void add_pattern(pattern_list& set, const std::string& text, choices& c) {
  coverwatch::parse_options options;
  options.dialect = c.chance(80) ? coverwatch::wildcards::glob : coverwatch::wildcards::leftmost;
  options.max_characters = 100000;
  options.max_wildcard_selectors = 1000;
  options.max_regexes = 1000;
  auto pattern = coverwatch::pattern::parse(text, options);
  auto parsed = syntax::parse(text, options);
  if (!pattern || !parsed) throw std::logic_error("a generated pattern is refused: " + text);
  set.patterns.push_back(std::move(*pattern));
  set.trees.push_back(std::move(parsed->tree));
}

std::size_t any_set_size(choices& c) {
  switch (c.weighted({20, 15, 40, 20, 5})) {
    case 0: return 1;
    case 1: return 2;
    case 2: return 3 + c.below(18);
    case 3: return 20 + c.below(80);
    default: return 100 + c.below(201);
  }
}

pattern_list any_set(choices& c, std::size_t patterns, kinds which) {
  const theme about(c, patterns);
  pattern_list set;
  while (set.patterns.size() < patterns) add_pattern(set, pattern_text(about, set, c, which), c);
  return set;
}

value event_for(const pattern_list& set, choices& c) {
  value event;
  event.what = kind::object;
  for (std::size_t left = 1 + c.weighted({40, 30, 20, 10}); left > 0; --left) {
    const auto& tree = c.pick(set.trees);
    merge(event, reads_json(tree) ? event_for(tree, c) : any_object(c, 3), c);
  }
  if (c.chance(40)) pad(event, c);
  return event;
}

std::string text_for(const pattern_list& set, choices& c) {
  const auto& tree = c.pick(set.trees);
  if (!reads_json(tree) && c.chance(70)) return message_for(tree, c);
  std::string text = spell(event_for(set, c), c, c.chance(30));
  if (c.chance(10)) text = respelled(text, c, 30);
  if (c.chance(20)) text.insert(0, std::string(c.below(70), ' '));
  if (c.chance(12)) text = damage(std::move(text), c);
  return text;
}

value reworded(value v, choices& c) {
  for (value& item : v.items) item = reworded(std::move(item), c);
  if (v.what == kind::number) v.text = other_spelling(v.text, c);
  if (v.what == kind::object) {
    shuffle_members(v, c);
    repeat_members(v, c);
  }
  return v;
}

}  // namespace sample
