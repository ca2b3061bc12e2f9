// SPDX-License-Identifier: Apache-2.0
#include "drawn_patterns.hpp"

#include "expected.hpp"
#include "random.hpp"

#include <algorithm>
#include <unordered_map>

namespace bench {
namespace {

using op = condition::kind;

// Says the same in quotation marks as without: nothing to escape, and no star. Long ones are left out too, so that
// three of them stay within the length of a pattern.
bool is_plain(const std::string& text) { return text.size() <= 300 && text.find_first_of("\"\\*") == text.npos; }

// Draws patterns and keeps count of the events that those taken so far match.
class drawing {
 public:
  drawing(const fact_table& events, std::uint64_t seed)
      : events_(events), random_(seed), covered_(events.size(), false) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      const fact& name = events.at(i, field::name);
      if (name.what != fact::kind::text || !is_plain(events.text(name.id))) continue;
      auto& with_name = by_name_[name.id];
      if (with_name.empty()) names_.push_back(name.id);
      with_name.push_back(static_cast<std::uint32_t>(i));
    }
  }

  const std::vector<std::uint32_t>& names() const noexcept { return names_; }
  random& chance() noexcept { return random_; }
  std::size_t event() { return random_.below(events_.size()); }

  // What some event has there, or nothing.
  condition equal(field f, std::size_t event) const {
    return {f, op::equals, events_.text(events_.at(event, f).id), 0};
  }
  bool can_equal(field f, std::size_t event) const {
    const fact& there = events_.at(event, f);
    return there.id != 0 && is_plain(events_.text(there.id));
  }
  // Where no event seems to have one, nothing can equal it.
  condition some(field f) {
    for (int tries = 0; tries < 10000; ++tries) {
      const std::size_t at = event();
      if (can_equal(f, at)) return equal(f, at);
    }
    return {f, op::equals, "none", 0};
  }

  // Names are drawn alike mostly, and now and then as often as they happen.
  std::uint32_t name() {
    if (random_.percent(75)) return random_.one_of(std::span<const std::uint32_t>(names_));
    for (;;) {
      const std::size_t at = event();
      if (can_equal(field::name, at)) return events_.at(at, field::name).id;
    }
  }

  // A name, and one or two values: of an event with that name, or of any.
  drawn_pattern exact() {
    static constexpr field others[] = {field::source,  field::region,  field::error,   field::identity,
                                       field::address, field::program, field::account, field::type};
    const std::uint32_t id = name();
    drawn_pattern p{{field::name, op::equals, events_.text(id), 0}};
    const std::size_t more = random_.between(1, 2);
    while (p.size() <= more) {
      const field f = random_.one_of(others);
      if (std::any_of(p.begin(), p.end(), [f](const condition& c) { return c.where == f; })) continue;
      const std::size_t like = random_.one_of(std::span<const std::uint32_t>(by_name_[id]));
      p.push_back(random_.percent(50) && can_equal(f, like) ? equal(f, like) : some(f));
    }
    std::swap(p.front(), p[random_.below(p.size())]);
    return p;
  }

  // The events that it would add to those matched.
  std::size_t gain(const drawn_pattern& p) const {
    std::size_t count = 0;
    over_events(p, [&](std::uint32_t event) { count += !covered_[event]; });
    return count;
  }
  void take(const drawn_pattern& p) {
    over_events(p, [&](std::uint32_t event) {
      covered_count_ += !covered_[event];
      covered_[event] = true;
    });
  }
  std::size_t covered() const noexcept { return covered_count_; }

 private:
  template <class Take>
  void over_events(const drawn_pattern& p, const Take& each) const {
    const auto named = std::find_if(p.begin(), p.end(), [](const condition& c) { return c.where == field::name; });
    const auto events = by_name_.find(events_.id_of(named->text));
    if (events == by_name_.end()) return;
    for (const std::uint32_t event : events->second) {
      if (holds(p, events_, event)) each(event);
    }
  }

  const fact_table& events_;
  random random_;
  std::vector<bool> covered_;
  std::size_t covered_count_ = 0;
  std::vector<std::uint32_t> names_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_name_;
};

// Of some tries the one after which the share of events matched is nearest to the plan.
drawn_pattern nearest(drawing& d, std::size_t planned) {
  drawn_pattern best;
  std::size_t best_distance = ~std::size_t{0};
  for (int tries = 0; tries < 200 && best_distance > planned / 50; ++tries) {
    drawn_pattern p = d.exact();
    const std::size_t after = d.covered() + d.gain(p);
    const std::size_t distance = after > planned ? after - planned : planned - after;
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = std::move(p);
  }
  d.take(best);
  return best;
}

void add_exact(drawing& d, std::vector<drawn_pattern>& all, std::size_t count, std::size_t budget) {
  for (std::size_t i = 0; i < count; ++i) all.push_back(nearest(d, budget * (i + 1) / count));
}

// Pieces of a name with something between them.
std::string glob_of(const std::string& name, random& r) {
  if (name.size() < 8) return "*" + name.substr(0, 3) + "*";
  const std::size_t first = r.between(2, 4), second = r.between(2, 4);
  const std::size_t begin = r.below(name.size() - first - second);
  const std::size_t after = begin + first + 1 + r.below(name.size() - begin - first - second);
  return "*" + name.substr(begin, first) + "*" + name.substr(std::min(after, name.size() - second), second) + "*";
}

condition name_glob(drawing& d, const fact_table& events) {
  return {field::name, op::glob, glob_of(events.text(d.name()), d.chance()), 0};
}

// With at least one condition that must hold, of the kinds beside equality.
drawn_pattern beside_exact(drawing& d, const fact_table& events) {
  static constexpr std::string_view makers[] = {"*Boto3/*", "*Terraform/1.1*", "*aws-sdk-go*linux*", "aws-cli/*",
                                                "*java*"};
  random& r = d.chance();
  const condition named{field::name, op::equals, events.text(d.name()), 0};
  const condition differs{field::region, op::differs, d.some(field::region).text, 0};
  switch (r.below(6)) {
    case 0: return {name_glob(d, events), d.some(field::address), d.some(field::account)};
    case 1: return {named, {field::program, op::glob, std::string(r.one_of(makers)), 0}, d.some(field::account)};
    case 2: return {named, {field::sent, op::above, {}, r.between(8500, 8999)}, differs};
    case 3: return {{field::sent, op::below, {}, r.between(1, 400)}, d.some(field::error), d.some(field::address)};
    case 4: return {named, {field::error, op::absent, {}, 0}, d.some(field::address)};
    default:
      return {{field::source, op::glob, d.some(field::source).text.substr(0, 4) + "*", 0},
              d.some(field::error),
              differs,
              d.some(field::address)};
  }
}

drawn_pattern nothing_positive(drawing& d) {
  return {{field::request, op::absent, {}, 0},
          {field::name, op::differs, d.some(field::name).text, 0},
          {field::source, op::differs, d.some(field::source).text, 0}};
}

}  // namespace

std::string text_of(const drawn_pattern& p) {
  std::string text = "{ ";
  for (const condition& c : p) {
    text.append(&c == p.data() ? "(" : " && (").append(selector(c.where));
    switch (c.what) {
      case op::equals:
      case op::glob: text.append(" = \"").append(c.text).append("\""); break;
      case op::differs: text.append(" != \"").append(c.text).append("\""); break;
      case op::above: text.append(" > ").append(std::to_string(c.number)); break;
      case op::below: text.append(" < ").append(std::to_string(c.number)); break;
      case op::absent: text.append(" NOT EXISTS"); break;
    }
    text += ')';
  }
  return text + " }";
}

std::vector<drawn_pattern> draw_exact(const fact_table& events, std::size_t count) {
  drawing d(events, 10 + count);
  std::vector<drawn_pattern> all;
  add_exact(d, all, count, events.size() / 100);
  return all;
}

std::vector<drawn_pattern> draw_exact_all(const fact_table& events, std::size_t count) {
  drawing d(events, 11 + count);
  std::vector<drawn_pattern> all;
  for (const std::uint32_t name : d.names()) {
    if (all.size() == count) break;
    if (d.chance().percent(2)) continue;
    all.push_back({{field::name, op::equals, events.text(name), 0}, {field::type, op::equals, "AwsApiCall", 0}});
  }
  while (all.size() < count) all.push_back(d.exact());
  return all;
}

std::vector<drawn_pattern> draw_mixed(const fact_table& events, std::size_t count) {
  drawing d(events, 12 + count);
  std::vector<drawn_pattern> exact, all;
  add_exact(d, exact, count / 2, events.size() / 200);
  while (all.size() < count) {
    if (all.size() % 2 == 0 && !exact.empty()) {
      all.push_back(std::move(exact.back()));
      exact.pop_back();
    } else {
      all.push_back(d.chance().percent(6) ? nothing_positive(d) : beside_exact(d, events));
    }
  }
  return all;
}

std::vector<drawn_pattern> draw_globs(const fact_table& events, std::size_t count) {
  drawing d(events, 13 + count);
  std::vector<drawn_pattern> all;
  while (all.size() < count) all.push_back({name_glob(d, events)});
  return all;
}

}  // namespace bench
