// SPDX-License-Identifier: Apache-2.0
// How JSON documents are altered, certificates among them: as trees, which are printed again. What is no JSON is left.
#include "documents.hpp"
#include "mutators.hpp"

#include "../../tests/support/sample_event.hpp"
#include "../../tests/support/sample_question.hpp"
#include "../../tests/support/sample_set.hpp"

#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>

#include <cstdlib>
#include <utility>
#include <vector>

namespace mutators {
namespace {

using json_tree::tree;
using sample::choices;
namespace json = coverwatch::support::json;

bool is_container(const tree& t) { return t.what == json::kind::array || t.what == json::kind::object; }

std::vector<tree*> all_of(tree& t) {
  std::vector<tree*> out;
  json_tree::collect(t, out);
  return out;
}

void edit_number(tree& t, choices& c) {
  const long long n = std::strtoll(t.text.c_str(), nullptr, 10);
  const bool near = c.chance(50) && n < 1'000'000'000 && n > -1'000'000'000;
  t.text = near ? std::to_string(c.chance(50) ? n + 1 : n - 1) : std::to_string(c.below(12));
}

// A fact of a certificate, such as `+12` or `-3@2`: another sign or another number.
bool edit_fact(std::string& text, choices& c) {
  if (text.size() < 2 || std::string_view("+-#").find(text[0]) == std::string_view::npos) return false;
  const std::size_t end = text.find_first_not_of("0123456789", 1);
  if (end == 1) return false;
  if (c.chance(40)) {
    text[0] = "+-#"[c.below(3)];
  } else {
    text.replace(1, std::min(end, text.size()) - 1, std::to_string(c.below(12)));
  }
  return true;
}

void edit_string(tree& t, const std::vector<tree*>& all, choices& c) {
  if (c.chance(60) && edit_fact(t.text, c)) return;
  const tree& other = *c.pick(all);
  switch (c.below(4)) {
    case 0:
      if (other.what == json::kind::string) t.text = other.text;
      break;
    case 1: t.text = sample::damage(t.text, c); break;
    case 2: t.text = any_pattern_line(c); break;
    default:
      if (!t.text.empty()) t.text.erase(c.below(t.text.size()), 1);
  }
}

void edit_container(tree& t, const std::vector<tree*>& all, choices& c) {
  if (t.children.empty()) return;
  const std::size_t at = c.below(t.children.size()), other = c.below(t.children.size());
  const auto place = t.children.begin() + static_cast<std::ptrdiff_t>(at);
  switch (c.below(4)) {
    case 0: t.children.erase(place); break;
    case 1: t.children.insert(place, tree(t.children[other])); break;
    case 2: std::swap(t.children[at], t.children[other]); break;
    default: {
      tree copy = *c.pick(all);
      copy.key = place->key;
      *place = std::move(copy);
    }
  }
}

void edit_once(tree& t, choices& c) {
  const std::vector<tree*> all = all_of(t);
  tree& chosen = *c.pick(all);
  if (is_container(chosen)) return edit_container(chosen, all, c);
  if (chosen.what == json::kind::number) return edit_number(chosen, c);
  if (chosen.what == json::kind::string) return edit_string(chosen, all, c);
  chosen.what = chosen.what == json::kind::true_ ? json::kind::false_ : json::kind::true_;
}

}  // namespace

void edit(tree& t, choices& c) {
  for (std::size_t left = 1 + c.weighted({60, 25, 15}); left > 0; --left) edit_once(t, c);
}

std::string any_certificate(choices& c) {
  const auto selectors = sample::any_selectors(c);
  const auto filter = sample::any_expression(selectors, c, 1 + c.below(3));
  const auto parse = [](const sample::asked& e) { return coverwatch::pattern::parse(sample::pattern_of(e)); };
  const auto deployed = parse(filter), reference = parse(sample::near_expression(filter, selectors, c));
  if (!deployed || !reference) return {};
  coverwatch::coverage_options options;
  options.certificate = true;
  options.explain = false;
  options.budget = 20000;
  return coverwatch::covers({&*deployed, 1}, {&*reference, 1}, options).certificate;
}

std::string altered_json(std::string_view input, choices& c) {
  json::document document;
  if (document.parse(input) || c.chance(10)) return sample::spell(sample::any_object(c, 3), c, c.chance(50));
  if (c.chance(20)) return sample::respelled(std::string(input), c, 30);
  if (c.chance(20)) return sample::damage(std::string(input), c);
  tree t = json_tree::grown(document.root());
  edit(t, c);
  return json_tree::printed(t);
}

std::string altered_certificate(std::string_view input, choices& c) {
  json::document document;
  if (document.parse(input) || c.chance(2)) {
    std::string fresh = any_certificate(c);
    return fresh.empty() ? std::string(input) : fresh;
  }
  tree t = json_tree::grown(document.root());
  edit(t, c);
  return json_tree::printed(t);
}

}  // namespace mutators
