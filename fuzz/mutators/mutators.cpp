// SPDX-License-Identifier: Apache-2.0
// How patterns, and events for them, are altered. Each alteration is one of a few, and reads no more of the input than
// it needs: an input that does not parse loses or gains a line like any other.
#include "mutators.hpp"

#include "documents.hpp"
#include "syntax/parse.hpp"

#include "../../tests/support/sample_event.hpp"
#include "../../tests/support/sample_message.hpp"
#include "../../tests/support/sample_pattern.hpp"
#include "../../tests/support/sample_question.hpp"
#include "../../tests/support/sample_set.hpp"
#include "../../tests/support/vocabulary.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace mutators {
namespace {

using sample::choices;
namespace syntax = coverwatch::syntax;

constexpr std::size_t most_patterns = 12;

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string_view without_mark(std::string_view line) {
  if (line.starts_with('!')) line.remove_prefix(1);
  return line;
}

std::optional<syntax::tree> tree_of(std::string_view line) {
  auto parsed = syntax::parse(without_mark(line), {});
  return parsed ? std::optional(std::move(parsed->tree)) : std::nullopt;
}

// --- Splices: a string, a word or a number takes the place of another.

bool is_word(char ch) {
  return std::isalnum(static_cast<unsigned char>(ch)) != 0 ||
         std::string_view("_-.*+").find(ch) != std::string_view::npos;
}

// Behind the string or word that begins there; the same place when there is none.
std::size_t end_of_operand(std::string_view text, std::size_t at) {
  if (text[at] != '"')
    return std::min(
        text.size(),
        static_cast<std::size_t>(std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_word) -
                                 text.begin()));
  const std::size_t end = text.find('"', at + 1);
  return end == std::string_view::npos ? at : end + 1;
}

struct span {
  std::size_t begin, size;
};

std::vector<span> operands(std::string_view text) {
  std::vector<span> out;
  for (std::size_t at = 0; at < text.size() && out.size() < 200;) {
    const std::size_t end = end_of_operand(text, at);
    if (end > at) out.push_back({at, end - at});
    at = std::max(end, at + 1);
  }
  return out;
}

std::string some_operand(std::string_view from, choices& c) {
  const auto found = operands(from);
  if (found.empty() || c.chance(30)) return c.pick(c.chance(50) ? sample::numbers() : sample::globs());
  const span chosen = c.pick(found);
  return std::string(from.substr(chosen.begin, chosen.size));
}

void splice(std::string& into, std::string_view from, choices& c) {
  const auto found = operands(into);
  if (found.empty()) return;
  const span place = c.pick(found);
  into.replace(place.begin, place.size, some_operand(from, c));
}

// --- Patterns.

std::string question_line(choices& c) {
  return sample::pattern_of(sample::any_expression(sample::any_selectors(c), c, 1 + c.below(4)));
}

std::string set_line(choices& c) {
  const auto set = sample::any_set(c, 1, sample::kinds::json);
  return std::string(set.patterns.front().text());
}

// The dialect of a set stands before each of its lines.
std::string marked(layout how, const std::string& line, choices& c) {
  return is_set(how) && c.chance(20) ? "!" + line : line;
}

std::string respelled_pattern(const std::string& line, choices& c) {
  const auto tree = tree_of(line);
  if (!tree) return line;
  return (line.starts_with('!') ? "!" : "") + on_one_line(sample::spell(*tree, c));
}

void alter_pattern(std::string& line, const parts& all, layout how, choices& c) {
  switch (c.weighted({25, 20, 30, 15, 10})) {
    case 0: line = marked(how, any_pattern_line(c), c); break;
    case 1: line = respelled_pattern(line, c); break;
    case 2: splice(line, c.chance(50) ? all.rest : c.pick(all.patterns), c); break;
    case 3: line = on_one_line(sample::damage_message(line, c)); break;
    default: line = c.pick(all.patterns);
  }
}

// Two questions that are nearly the same are seldom met by chance.
void ask_anew(parts& p, choices& c) {
  const auto selectors = sample::any_selectors(c);
  const auto filter = sample::any_expression(selectors, c, 1 + c.below(4));
  p.patterns = {sample::pattern_of(filter), sample::pattern_of(sample::near_expression(filter, selectors, c))};
}

void add_or_drop_pattern(parts& p, layout how, choices& c) {
  const std::size_t at = c.below(p.patterns.size() + 1);
  const auto place = p.patterns.begin() + static_cast<std::ptrdiff_t>(at);
  if (p.patterns.size() < most_patterns && c.chance(60)) {
    p.patterns.insert(place, marked(how, any_pattern_line(c), c));
  } else if (at < p.patterns.size() && p.patterns.size() > 1) {
    p.patterns.erase(place);
  }
}

// --- Events.

std::string event_for_one(const syntax::tree& t, choices& c) {
  if (!std::holds_alternative<syntax::json_pattern>(t.pattern)) return sample::message_for(t, c);
  std::string text = sample::spell(sample::event_for(t, c), c, c.chance(50));
  if (c.chance(10)) text = sample::respelled(text, c, 30);
  return c.chance(15) ? sample::damage(std::move(text), c) : text;
}

std::string event_for_set(const std::vector<std::string>& lines, choices& c) {
  sample::pattern_list set;
  for (const std::string& each : lines) {
    if (set.trees.size() < most_patterns && tree_of(each)) sample::add_pattern(set, std::string(without_mark(each)), c);
  }
  if (set.patterns.empty()) return sample::spell(sample::any_object(c, 2), c, false);
  return c.chance(85) ? sample::text_for(set, c) : sample::decoy_for(set, c);
}

// For one of the patterns, or for several.
std::string fresh_event(const parts& p, choices& c) {
  if (p.patterns.size() > 1 && c.chance(70)) return event_for_set(p.patterns, c);
  const auto tree = p.patterns.empty() ? std::nullopt : tree_of(c.pick(p.patterns));
  return tree ? event_for_one(*tree, c) : sample::spell(sample::any_object(c, 2), c, false);
}

// Lines, elements, or a document with records.
std::string fresh_buffer(const parts& p, choices& c) {
  const bool lines = p.mark != "e" && c.chance(p.mark == "a" ? 40 : 95);
  std::string out = lines || p.mark == "e" ? "" : "{\"Records\":[";
  for (std::size_t left = c.below(6); left > 0; --left) {
    std::string event = fresh_event(p, c);
    out += lines ? on_one_line(std::move(event)) + (c.chance(10) ? "\r\n" : "\n") : event + (left > 1 ? "," : "");
  }
  if (!lines) out += c.chance(80) ? "]" : "";
  return out + (c.chance(20) ? fresh_event(p, c) : "");
}

std::string fresh_rest(layout how, const parts& p, choices& c) {
  if (how == layout::set_and_buffer) return fresh_buffer(p, c);
  if (how == layout::two_patterns_and_events) return on_one_line(fresh_event(p, c)) + "\n" + p.rest;
  return fresh_event(p, c);
}

void alter_rest(layout how, parts& p, choices& c) {
  coverwatch::support::json::document document;
  switch (c.weighted({45, 25, 15, 15})) {
    case 0: p.rest = fresh_rest(how, p, c); break;
    case 1:
      if (!p.patterns.empty()) splice(p.rest, c.pick(p.patterns), c);
      break;
    case 2: p.rest = sample::damage(p.rest, c); break;
    default:
      if (!document.parse(p.rest)) p.rest = sample::respelled(p.rest, c, 20);
  }
}

void alter_mark(layout how, parts& p, choices& c) {
  if (how == layout::set_and_buffer) {
    p.mark = std::string(1, "lea"[c.below(3)]);
  } else if (!is_set(how) && how != layout::pattern) {
    p.mark = p.mark.empty() ? "!" : "";
  }
}

std::string altered_pattern_input(layout how, std::string_view input, choices& c) {
  parts p = parts_of(how, input);
  const bool alone = how == layout::pattern || how == layout::two_patterns_and_choices;
  const bool no_pattern = p.patterns.empty();
  switch (c.weighted({40, alone ? 0U : 45U, is_set(how) ? 10U : 0U, has_two(how) ? 10U : 0U, 5})) {
    case 0:
      if (no_pattern) p.patterns.emplace_back();
      alter_pattern(p.patterns[c.below(p.patterns.size())], parts(p), how, c);
      break;
    case 1: alter_rest(how, p, c); break;
    case 2: add_or_drop_pattern(p, how, c); break;
    case 3: ask_anew(p, c); break;
    default: alter_mark(how, p, c);
  }
  return joined(how, p);
}

std::string altered_regex_input(std::string_view input, choices& c) {
  std::string body = take_line(input), text(input);
  switch (c.below(4)) {
    case 0: body = c.pick(sample::regexes()); break;
    case 1: body += (c.chance(50) ? "|" : "") + c.pick(sample::regexes()); break;
    case 2: splice(text, body, c); break;
    default: text += c.pick(sample::texts());
  }
  return body + "\n" + text;
}

// A transformation of a metric filter stands between pattern and event.
std::string altered_metric_input(std::string_view input, choices& c) {
  static const std::vector<std::string> pieces{
      "$.a",   "$.b",  "$.a.b", "$.a[0]", "$.*", "$a",     "$1",      "$0", "latency",         "1", "-2.5e3", "1e309",
      "Count", "None", "Shop",  "\t",     "",    "d\t$.b", "e\t$2\t", "$",  "Kilobytes/Second"};
  const std::string pattern = take_line(input);
  std::string fields = take_line(input);
  if (c.chance(40)) {
    const std::size_t tab = std::min(fields.find('\t', c.below(fields.size() + 1)), fields.size());
    const std::size_t end = std::min(fields.find('\t', tab + 1), fields.size());
    fields.replace(tab, end - tab, "\t" + c.pick(pieces));
    return pattern + "\n" + fields + "\n" + std::string(input);
  }
  std::string rest = altered_pattern_input(layout::pattern_and_event, pattern + "\n" + std::string(input), c);
  std::string_view view = rest;
  const std::string line = take_line(view);
  return line + "\n" + fields + "\n" + std::string(view);
}

}  // namespace

std::string any_pattern_line(choices& c) {
  switch (c.weighted({40, 25, 20, 15})) {
    case 0: return on_one_line(sample::spell(sample::any_pattern(c), c));
    case 1: return on_one_line(sample::spell(sample::any_text_pattern(c), c));
    case 2: return question_line(c);
    default: return set_line(c);
  }
}

std::string altered(layout how, std::string_view input, choices& c) {
  if (has_patterns(how)) return altered_pattern_input(how, input, c);
  if (how == layout::pattern_fields_and_event) return altered_metric_input(input, c);
  if (how == layout::regex_and_text) return altered_regex_input(input, c);
  if (how == layout::json) return altered_json(input, c);
  if (how == layout::certificate) return altered_certificate(input, c);
  if (how == layout::tagged_json && !input.empty()) return input[0] + altered_json(input.substr(1), c);
  if (how == layout::tagged_file && !input.empty()) return input[0] + altered_file(input.substr(1), c);
  return std::string(input);
}

std::string crossed(layout how, std::string_view first, std::string_view second, choices& c) {
  parts one = parts_of(how, first), other = parts_of(how, second);
  if (is_set(how)) {
    for (std::string& each : other.patterns) {
      if (one.patterns.size() < most_patterns && c.chance(50)) one.patterns.push_back(std::move(each));
    }
  } else {
    for (std::size_t i = 0; i < one.patterns.size(); ++i) {
      if (c.chance(50)) one.patterns[i] = other.patterns[i];
    }
  }
  if (c.chance(50)) std::swap(one.rest, other.rest);
  return joined(how, one);
}

}  // namespace mutators
