// SPDX-License-Identifier: Apache-2.0
// The tests of a place decide how much of it is encoded: without a wildcard or an expression a number's text is told by
// the literals alone. A wildcard in a selector ranges over the places that are named below its base and over as many
// more as there are tests that may each need one of its own, and one for a null.
#include "z3_encoding.hpp"

#include <algorithm>
#include <iterator>

namespace z3_judge {

namespace {

constexpr std::uint64_t most_elements = 1000;  // of an array

bool is_far(const logic::selector& s) {
  return std::any_of(s.steps.begin(), s.steps.end(), [](const logic::step& each) {
    const auto* index = std::get_if<logic::index_step>(&each);
    return index != nullptr && index->index >= most_elements;
  });
}

bool is_long(const logic::operand& v) {
  const auto* n = std::get_if<logic::number_operand>(&v);
  return n != nullptr && !fraction(n->value.view());
}

bool is_wild(const logic::selector& s) { return logic::wildcard_position(s) < s.steps.size(); }

}  // namespace

std::string_view outside(const logic::formula& f) {
  if (f.form == logic::form::columns) return "a space-delimited pattern";
  if (std::any_of(f.selectors.begin(), f.selectors.end(), is_far)) return "an element from the thousandth on";
  if (std::any_of(f.operands.begin(), f.operands.end(), is_long)) return "a number of hundreds of digits";
  if (!std::all_of(f.operands.begin(), f.operands.end(), is_spelled)) return "a character from U+30000 on";
  return {};
}

z3::expr encoding::is_any(std::size_t p, std::initializer_list<kind> all) {
  z3::expr_vector out(z3_);
  for (const kind k : all) out.push_back(is(p, k));
  return z3::mk_or(out);
}

// --- Places.

std::size_t encoding::add_place(std::size_t parent, const logic::step* step) {
  const auto name = [&](const char* what) { return what + std::to_string(places_.size()); };
  place made{{},
             0,
             {},
             z3_.constant(name("kind").c_str(), of_.kind),
             z3_.constant(name("text").c_str(), z3_.string_sort()),
             z3_.real_const(name("value").c_str())};
  if (step != nullptr) {
    if (const auto* named = std::get_if<logic::name_step>(step)) made.name = named->name;
    if (const auto* indexed = std::get_if<logic::index_step>(step)) made.index = indexed->index;
    made.any = std::holds_alternative<logic::any_step>(*step);
  }
  places_.push_back(made);
  if (step != nullptr) places_[parent].children.push_back(places_.size() - 1);
  return places_.size() - 1;
}

std::size_t encoding::child_of(std::size_t parent, const logic::step& step) {
  const auto* named = std::get_if<logic::name_step>(&step);
  const auto* indexed = std::get_if<logic::index_step>(&step);
  for (const std::size_t c : places_[parent].children) {
    const place& child = places_[c];
    if (named != nullptr ? child.name == named->name : !child.name && !child.any && child.index == indexed->index) {
      return c;
    }
  }
  return add_place(parent, &step);
}

std::size_t encoding::below(std::size_t place, const logic::selector& s, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) place = child_of(place, s.steps[i]);
  return place;
}

void encoding::add_any(std::size_t base, std::size_t count) {
  const logic::step step = logic::any_step{};
  if (places_[base].anys == 0) ++count;  // for a null
  places_[base].anys += count;
  for (std::size_t i = 0; i < count; ++i) add_place(base, &step);
}

std::vector<std::size_t> encoding::selected(const logic::selector& s) {
  const std::size_t wild = logic::wildcard_position(s);
  const std::size_t base = below(0, s, 0, std::min(wild, s.steps.size()));
  if (!is_wild(s)) return {base};
  const std::vector<std::size_t> children = places_[base].children;
  std::vector<std::size_t> out;
  for (const std::size_t child : children) out.push_back(below(child, s, wild + 1, s.steps.size()));
  return out;
}

void encoding::make_places(const std::vector<const logic::formula*>& all) {
  is_message_ = all.front()->form == logic::form::message;
  add_place(0, nullptr);
  for (const logic::formula* f : all) {
    for (const logic::test& t : f->tests) {
      const logic::selector& s = f->selectors[t.selector];
      if (is_wild(s)) add_any(below(0, s, 0, logic::wildcard_position(s)), 1);
    }
  }
  for (std::size_t before = 0; before != places_.size();) {  // what one selector names another may range over
    before = places_.size();
    for (const logic::formula* f : all) {
      for (const logic::selector& s : f->selectors) selected(s);
    }
  }
}

// --- Tests.

z3::expr encoding::equals(std::size_t p, const logic::operand& v) {
  place& at = places_[p];
  if (const auto* n = std::get_if<logic::number_operand>(&v)) {
    at.has_values = true;
    return (is(p, string) && at.text == of_text_.literal(n->spelling)) ||
           (is_any(p, {integer, decimal}) && at.value == real(*fraction(n->value.view())));
  }
  if (const auto* phrase = std::get_if<logic::phrase_operand>(&v)) {
    return at.text.contains(of_text_.literal(phrase->text));
  }
  const z3::expr comparable = is_any(p, {string, integer, decimal, infinite});
  if (const auto* text = std::get_if<logic::text_operand>(&v)) {
    at.literals.insert(text->text);
    return comparable && at.text == of_text_.literal(text->text);
  }
  if (const auto* w = std::get_if<logic::wildcard_operand>(&v)) {
    at.has_texts = at.has_texts || !support::matches_everything(w->pieces);
    return comparable && of_text_.matches(at.text, w->pieces);
  }
  at.has_texts = true;
  return comparable && of_text_.found(at.text, std::get<logic::regex_operand>(v));
}

z3::expr encoding::compares(std::size_t p, logic::relation how, const logic::operand& v) {
  places_[p].has_values = true;
  const z3::expr& value = places_[p].value;
  const z3::expr bound = real(*fraction(std::get<logic::number_operand>(v).value.view()));
  const z3::expr holds = how == logic::relation::less         ? value < bound
                         : how == logic::relation::less_equal ? value <= bound
                         : how == logic::relation::greater    ? value > bound
                                                              : value >= bound;
  return is_any(p, {integer, decimal}) && holds;
}

z3::expr encoding::differs(std::size_t p, const logic::operand& v) {
  const bool number = std::holds_alternative<logic::number_operand>(v);
  const z3::expr comparable =
      number ? is_any(p, {string, integer, decimal}) : is_any(p, {string, integer, decimal, infinite});
  return comparable && !equals(p, v);
}

z3::expr encoding::some(const std::vector<std::size_t>& all, const std::function<z3::expr(std::size_t)>& holds) {
  z3::expr_vector out(z3_);
  for (const std::size_t p : all) out.push_back(holds(p));
  return z3::mk_or(out);
}

z3::expr encoding::test(const logic::formula& f, const logic::test& t) {
  const logic::selector& s = f.selectors[t.selector];
  const bool wild = is_wild(s);
  const auto all = selected(s);
  const auto equal = [&](std::size_t p) { return equals(p, f.operands[t.operand]); };
  switch (t.how) {
    case logic::relation::equal: return some(all, equal);
    case logic::relation::not_equal:
      if (!wild) return differs(all.front(), f.operands[t.operand]);
      return !is(below(0, s, 0, logic::wildcard_position(s)), missing) && !some(all, equal);
    case logic::relation::less:
    case logic::relation::less_equal:
    case logic::relation::greater:
    case logic::relation::greater_equal:
      return some(all, [&](std::size_t p) { return compares(p, t.how, f.operands[t.operand]); });
    case logic::relation::is_null:
      return some(all, [&](std::size_t p) { return wild ? is(p, null) : is_any(p, {null, array_with_null}); });
    case logic::relation::is_true: return some(all, [&](std::size_t p) { return is(p, yes); });
    case logic::relation::is_false: return some(all, [&](std::size_t p) { return is(p, no); });
    case logic::relation::not_exists: return !some(all, [&](std::size_t p) { return !is(p, missing); });
  }
  return z3_.bool_val(false);
}

z3::expr encoding::holds(const logic::formula& f) {
  std::vector<z3::expr> known;
  for (const logic::node& n : f.nodes) {
    if (n.how == logic::connective::test) {
      known.push_back(test(f, f.tests[n.test]));
      continue;
    }
    z3::expr_vector parts(z3_);
    for (const std::uint32_t part : n.parts) parts.push_back(known[part]);
    known.push_back(n.how == logic::connective::all ? z3::mk_and(parts) : z3::mk_or(parts));
  }
  return known[f.root];
}

// --- What makes an assignment an event.

void encoding::bind_children(std::size_t p) {
  std::map<std::uint64_t, std::size_t> indexed;
  z3::expr_vector nulls(z3_);
  const z3::expr is_array = is_any(p, {array, array_with_null});
  for (const std::size_t child : places_[p].children) {
    const z3::expr exists = !is(child, missing);
    if (places_[child].name) {
      solver_.add(z3::implies(exists, is(p, object)));
      continue;
    }
    solver_.add(z3::implies(exists, places_[child].any ? is(p, object) || is_array : is_array));
    solver_.add(z3::implies(is(child, null) && is_array, is(p, array_with_null)));
    nulls.push_back(is(child, null));
    if (!places_[child].any) indexed[places_[child].index] = child;
  }
  bind_elements(indexed);
  if (nulls.empty()) return;
  z3::expr_vector before(z3_);  // the first index that no selector names is there when all before it are
  for (std::uint64_t i = 0; indexed.contains(i); ++i) before.push_back(!is(indexed[i], missing));
  if (places_[p].anys == 0) nulls.push_back(z3::mk_and(before));
  solver_.add(z3::implies(is(p, array_with_null), z3::mk_or(nulls)));
  for (const std::size_t child : places_[p].children) {
    if (places_[child].any) solver_.add(z3::implies(!is(child, missing) && is_array, z3::mk_and(before)));
  }
}

// An array has all elements before one that it has.
void encoding::bind_elements(const std::map<std::uint64_t, std::size_t>& indexed) {
  for (auto later = indexed.begin(); later != indexed.end(); ++later) {
    if (later == indexed.begin()) continue;
    solver_.add(z3::implies(!is(later->second, missing), !is(std::prev(later)->second, missing)));
  }
}

// A number's text and its value.
void encoding::bind_number(std::size_t p) {
  const place& at = places_[p];
  if (!at.has_texts && !at.has_values && at.literals.empty()) return;
  solver_.add(z3::implies(is(p, integer), z3::is_int(at.value)));
  solver_.add(
      z3::implies(is(p, infinite), at.text == of_text_.literal("Infinity") || at.text == of_text_.literal("-Infinity")));
  for (const std::string& text : at.literals) bind_literal(p, text);
  if (!at.has_texts) return;
  const z3::expr minus = z3::option(z3::to_re(of_text_.literal("-"))), digit = of_text_.characters('0', '9'),
                 first = of_text_.characters('1', '9');
  const z3::expr zero = z3::to_re(of_text_.literal("0")), digits = z3::star(digit),
                 point = z3::to_re(of_text_.literal("."));
  const z3::expr whole = zero + z3::concat(z3::concat(minus, first), digits);
  const z3::expr power = z3::option(z3::concat(z3::concat(z3::to_re(of_text_.literal("E")), minus), z3::plus(digit)));
  const z3::expr part = z3::concat(z3::concat(minus, zero + z3::concat(first, digits)), point);
  solver_.add(z3::implies(is(p, integer), z3::in_re(at.text, whole)));
  solver_.add(z3::implies(is(p, decimal), z3::in_re(at.text, z3::concat(z3::concat(part, z3::plus(digit)), power))));
  if (at.has_values) bind_digits(p);
}

void encoding::bind_literal(std::size_t p, const std::string& text) {
  const place& at = places_[p];
  const z3::expr same = at.text == of_text_.literal(text);
  const auto n = number_with(text);
  if (!n) {
    solver_.add(z3::implies(is_any(p, {integer, decimal}), !same));
    return;
  }
  solver_.add(z3::implies(is(p, n->integer ? decimal : integer), !same));
  const z3::expr equal = at.value == real(n->value);
  if (!n->integer && n->value == "0") {  // 0.0 and -0.0
    solver_.add(z3::implies(is(p, decimal) && same, equal));
    solver_.add(
        z3::implies(is(p, decimal) && equal, at.text == of_text_.literal("0.0") || at.text == of_text_.literal("-0.0")));
    return;
  }
  solver_.add(z3::implies(is(p, n->integer ? integer : decimal), same == equal));
}

// The value of an integer from its digits.
void encoding::bind_digits(std::size_t p) {
  const place& at = places_[p];
  const z3::expr minus = z3::prefixof(of_text_.literal("-"), at.text);
  const z3::expr behind = at.text.extract(z3_.int_val(1), at.text.length());
  solver_.add(z3::implies(is(p, integer),
                          at.value == z3::ite(minus, -z3::to_real(behind.stoi()), z3::to_real(at.text.stoi()))));
}

void encoding::bind() {
  solver_.add(is(0, is_message_ ? string : object));
  for (std::size_t p = 0; p < places_.size(); ++p) {
    bind_children(p);
    bind_number(p);
  }
}

}  // namespace z3_judge
