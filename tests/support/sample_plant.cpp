// SPDX-License-Identifier: Apache-2.0
// Events for a pattern: a random object, then for most conditions a node where its selector looks, often one that the
// condition is about. Sometimes the way there is left broken, and sometimes a repeated key covers what was planted.
#include "sample_pattern.hpp"
#include "json_root.hpp"
#include "sample_operand.hpp"
#include "vocabulary.hpp"

#include <array>
#include <map>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

value leaf(kind what, std::string text = {}) {
  value v;
  v.what = what;
  v.text = std::move(text);
  return v;
}

value container(kind what, choices& c, std::size_t most) {
  value v;
  v.what = what;
  for (std::size_t left = c.below(most + 1); left > 0; --left) {
    if (what == kind::object) v.keys.push_back(c.pick(names()));
    v.items.push_back(any_value(c, 1));
  }
  return v;
}

value with_null(value array, choices& c) {
  array.items.push_back(leaf(kind::null));
  std::swap(array.items.back(), array.items[c.below(array.items.size())]);
  return array;
}

// Every kind of node alike, finite and infinite numbers, integers and doubles told apart.
value any_kind(choices& c) {
  static const std::vector<std::string> endless{"1e309", "-1e309", "1e999999999999"};
  static const std::vector<std::string> integers{"1", "0", "-0", "2", "-1", "1000", "9007199254740993"};
  static const std::vector<std::string> doubles{"1.0", "1e0", "0.0",    "-0.0",
                                                "2.5", "1e3", "1e-999", "9007199254740993.0"};
  switch (c.below(12)) {
    case 0: return leaf(kind::null);
    case 1: return leaf(kind::true_);
    case 2: return leaf(kind::false_);
    case 3: return leaf(kind::string, c.pick(texts()));
    case 4: return leaf(kind::number, c.pick(integers));
    case 5: return leaf(kind::number, c.pick(doubles));
    case 6: return leaf(kind::number, c.pick(endless));
    case 7: return leaf(kind::array);
    case 8: return container(kind::array, c, 3);
    case 9: return with_null(container(kind::array, c, 2), c);
    default: return container(kind::object, c, 2);
  }
}

bool json_number(const std::string& text) {
  for (const auto& number : numbers()) {
    if (number == text) return true;
  }
  return false;
}

// A number with that text, or nothing.
std::string number_of_text(const std::string& text) {
  static const std::map<std::string, std::string> others{{"Infinity", "1e309"}, {"1000.0", "1e3"},     {"1.0E7", "1e7"},
                                                         {"1.0", "1e0"},        {"12.0", "1.2e1"},     {"0", "-0"},
                                                         {"0.0", "1e-999"},     {"4.9E-324", "5e-324"}};
  const auto found = others.find(text);
  return found != others.end() ? found->second : json_number(text) ? text : std::string();
}

value like_text(const std::string& text, choices& c) {
  if (const auto number = number_of_text(text); !number.empty() && c.chance(50)) return leaf(kind::number, number);
  return leaf(kind::string, filled(text, c));
}

// A node that the operand is likely to equal.
struct likeness {
  choices& c;
  value operator()(const syntax::quoted& q) const { return like_text(q.text, c); }
  value operator()(const syntax::bare& b) const { return like_text(b.text, c); }
  value operator()(const syntax::number& n) const {
    static const std::vector<std::string> ones{"1", "1.0", "1e0", "10e-1"};
    if (c.chance(30) || !json_number(n.spelling)) return leaf(kind::string, n.spelling);
    const bool one = n.spelling == "1" || n.spelling == "1.0" || n.spelling == "1e0";
    return leaf(kind::number, one ? c.pick(ones) : n.spelling);
  }
  value operator()(const syntax::regex&) const {
    return c.chance(70) ? leaf(kind::string, c.pick(texts())) : leaf(kind::number, c.pick(numbers()));
  }
};

struct seed_value {
  choices& c;
  value operator()(const syntax::compare& condition) const {
    const bool ordering = condition.op > syntax::comparison::not_equal;
    if (ordering && c.chance(50)) return leaf(kind::number, c.pick(numbers()));
    return c.chance(45) ? std::visit(likeness{c}, condition.right) : any_kind(c);
  }
  value operator()(const syntax::is& condition) const {
    static const std::array literals{kind::null, kind::true_, kind::false_};
    return c.chance(35) ? leaf(literals[static_cast<std::size_t>(condition.right)]) : any_kind(c);
  }
  value operator()(const syntax::not_exists&) const { return any_kind(c); }
};

// One step down, making what is not there; null when the way is left as it is.
struct descent {
  choices& c;
  value& at;

  value* operator()(const syntax::name_step& step) const {
    if (at.what != kind::object) at = leaf(kind::object);
    if (member(at, step.name) == nullptr || c.chance(12)) {
      at.keys.push_back(step.name);
      at.items.push_back(c.chance(50) ? leaf(kind::null) : any_value(c, 1));
    }
    return member(at, step.name);
  }
  value* operator()(const syntax::index_step& step) const {
    const std::size_t index = step.digits.size() > 2 ? 0 : static_cast<std::size_t>(step.digits.back() - '0');
    if (at.what != kind::array) at = leaf(kind::array);
    while (at.items.size() <= index) at.items.push_back(any_value(c, 1));
    return &at.items[index];
  }
  value* operator()(const syntax::any_step&) const {
    if (at.what != kind::array && at.what != kind::object) at = leaf(c.chance(50) ? kind::array : kind::object);
    if (at.items.empty() || c.chance(30)) {
      if (at.what == kind::object) at.keys.push_back(c.pick(names()));
      at.items.push_back(leaf(kind::null));
    }
    if (at.what == kind::array && c.chance(20)) at.items.push_back(leaf(kind::null));
    return &at.items[c.below(at.items.size())];
  }
};

// The node that the first `steps` steps lead to; null when the way is left broken.
value* descend(value& event, const syntax::selector& s, std::size_t steps, choices& c) {
  value* at = &event;
  for (std::size_t i = 0; i < steps; ++i) {
    const bool fit = at->what == kind::object || at->what == kind::array;
    if (!fit && c.chance(20)) return nullptr;
    at = std::visit(descent{c, *at}, s.steps[i]);
  }
  return at;
}

template <class Condition>
void plant(value& event, const Condition& condition, choices& c) {
  value* at = descend(event, path(condition.left), path(condition.left).steps.size(), c);
  if (at != nullptr) *at = seed_value{c}(condition);
}

std::size_t wildcard_place(const syntax::selector& s) {
  std::size_t at = 0;
  while (at < s.steps.size() && !std::holds_alternative<syntax::any_step>(s.steps[at])) ++at;
  return at;
}

// An object that has the name behind the wildcard twice, beside what the wildcard selects so far.
void plant_repeated(value& event, const syntax::selector& s, std::size_t star, choices& c) {
  const auto* name = star + 1 < s.steps.size() ? std::get_if<syntax::name_step>(&s.steps[star + 1]) : nullptr;
  value* at = name == nullptr ? nullptr : descend(event, s, star, c);
  if (at == nullptr || (at->what != kind::array && at->what != kind::object)) return;
  value twice = leaf(kind::object);
  twice.keys = {name->name, name->name};
  twice.items = {any_value(c, 1), any_value(c, 1)};
  if (at->what == kind::object) at->keys.push_back(c.pick(names()));
  at->items.push_back(std::move(twice));
}

struct planter {
  value& event;
  choices& c;
  void one(const auto& condition, std::size_t percent) const {
    if (!c.chance(percent)) return;
    plant(event, condition, c);
    const std::size_t star = wildcard_place(path(condition.left));
    if (star == path(condition.left).steps.size()) return;
    if (c.chance(40)) plant(event, condition, c);  // often in another element
    if (c.chance(20)) plant_repeated(event, path(condition.left), star, c);
    if (!c.chance(10)) return;
    if (value* base = descend(event, path(condition.left), star, c); base != nullptr && base != &event) *base = any_kind(c);
  }
  void operator()(const syntax::compare& condition) const { one(condition, 80); }
  void operator()(const syntax::is& condition) const { one(condition, 80); }
  void operator()(const syntax::not_exists& condition) const { one(condition, 50); }
  void operator()(const syntax::group& g) const { all(g.inside); }
  void operator()(const syntax::conjunction& j) const { all(j.parts); }
  void operator()(const syntax::disjunction& d) const { all(d.parts); }
  void all(const std::vector<syntax::expression>& parts) const {
    for (const auto& part : parts) std::visit(*this, part.node);
  }
};

// Members in another order; of a repeated key another value may win now.
void shuffle(value& object, choices& c) {
  for (std::size_t i = object.items.size(); i > 1; --i) {
    const std::size_t other = c.below(i);
    std::swap(object.items[i - 1], object.items[other]);
    std::swap(object.keys[i - 1], object.keys[other]);
  }
}

value nested(std::size_t depth, choices& c) {
  value inside = leaf(kind::null);
  for (; depth > 0; --depth) {
    value outer = leaf(c.chance(50) ? kind::array : kind::object);
    if (outer.what == kind::object) outer.keys.emplace_back("d");
    outer.items.push_back(std::move(inside));
    inside = std::move(outer);
  }
  return inside;
}

}  // namespace

value event_for(const syntax::tree& t, choices& c) {
  value event = any_object(c, 2);
  std::visit(planter{event, c}, json_root(t).node);
  if (c.chance(30)) shuffle(event, c);
  if (c.chance(3)) {
    event.keys.emplace_back("deep");
    event.items.push_back(nested(c.below(40), c));
  }
  return event;
}

}  // namespace sample
