// SPDX-License-Identifier: Apache-2.0
#include "expected.hpp"

#include <optional>
#include <unordered_map>

namespace bench {

// The last star is tried again whenever what follows it does not fit.
bool glob_matches(std::string_view glob, std::string_view text) {
  std::size_t g = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      resume = t;
    } else if (g < glob.size() && glob[g] == text[t]) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

namespace {

bool holds(const condition& c, const fact& f, const fact_table& events) {
  const bool is_text = f.what == fact::kind::text, is_number = f.what == fact::kind::number;
  switch (c.what) {
    case condition::kind::equals: return is_text && events.text(f.id) == c.text;
    case condition::kind::differs: return is_number || (is_text && events.text(f.id) != c.text);
    case condition::kind::glob: return is_text && glob_matches(c.text, events.text(f.id));
    case condition::kind::above: return is_number && f.number > static_cast<double>(c.number);
    case condition::kind::below: return is_number && f.number < static_cast<double>(c.number);
    case condition::kind::absent: return f.what == fact::kind::absent;
  }
  return false;
}

// Few values, so that a list of patterns for each is found once.
bool is_worth_filing(const condition& c) {
  const bool few = c.where == field::name || c.where == field::source || c.where == field::error;
  return few && (c.what == condition::kind::equals || c.what == condition::kind::glob);
}

class filing {
 public:
  filing(const std::vector<drawn_pattern>& patterns, const fact_table& events) : patterns_(patterns), events_(events) {
    for (std::size_t i = 0; i < patterns.size(); ++i) file(static_cast<std::uint32_t>(i));
  }

  // The patterns of which the filed condition holds.
  template <class Take>
  void candidates(std::size_t event, const Take& take) {
    for (const std::uint32_t pattern : always_) take(pattern);
    for (const field f : {field::name, field::source, field::error}) {
      const fact& value = events_.at(event, f);
      if (value.what != fact::kind::text) continue;
      for (const std::uint32_t pattern : of(f, value)) take(pattern);
    }
  }

 private:
  struct place {
    std::unordered_map<std::string, std::vector<std::uint32_t>> exact;
    std::vector<std::pair<const condition*, std::uint32_t>> globs;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> known;
  };

  void file(std::uint32_t pattern) {
    const condition* best = nullptr;
    for (const condition& c : patterns_[pattern]) {
      if (!is_worth_filing(c)) continue;
      const bool better = best == nullptr || rank(c) < rank(*best);
      if (better) best = &c;
    }
    if (best == nullptr) return always_.push_back(pattern);
    place& p = places_[static_cast<std::size_t>(best->where)];
    if (best->what == condition::kind::equals) {
      p.exact[best->text].push_back(pattern);
    } else {
      p.globs.emplace_back(best, pattern);
    }
  }

  static int rank(const condition& c) {
    return (c.what == condition::kind::equals ? 0 : 2) + (c.where == field::name ? 0 : 1);
  }

  const std::vector<std::uint32_t>& of(field f, const fact& value) {
    place& p = places_[static_cast<std::size_t>(f)];
    const auto [at, added] = p.known.try_emplace(value.id);
    if (!added) return at->second;
    if (const auto exact = p.exact.find(events_.text(value.id)); exact != p.exact.end()) at->second = exact->second;
    for (const auto& [glob, pattern] : p.globs) {
      if (glob_matches(glob->text, events_.text(value.id))) at->second.push_back(pattern);
    }
    return at->second;
  }

  const std::vector<drawn_pattern>& patterns_;
  const fact_table& events_;
  place places_[field_count];
  std::vector<std::uint32_t> always_;
};

}  // namespace

bool is_unauthorized(const fact_table& events, std::size_t event) {
  const auto text = [&](field f) -> const std::string& { return events.text(events.at(event, f).id); };
  const auto differs = [&](field f, std::string_view from) {  // `!=` holds only for what is there
    const fact::kind what = events.at(event, f).what;
    return what == fact::kind::number || (what == fact::kind::text && text(f) != from);
  };
  if (text(field::error).ends_with("UnauthorizedOperation")) return true;
  return text(field::error).starts_with("AccessDenied") && differs(field::address, "delivery.logs.amazonaws.com") &&
         differs(field::name, "HeadBucket");
}

bool holds(const drawn_pattern& p, const fact_table& events, std::size_t event) {
  for (const condition& c : p) {
    if (!holds(c, events.at(event, c.where), events)) return false;
  }
  return true;
}

expectation expect(const std::vector<drawn_pattern>& patterns, const fact_table& events, std::size_t count) {
  filing filed(patterns, events);
  expectation all;
  std::uint64_t candidates = 0;
  std::vector<std::uint32_t> matches;
  for (std::size_t event = 0; event < count; ++event) {
    matches.clear();
    filed.candidates(event, [&](std::uint32_t pattern) {
      ++candidates;
      if (holds(patterns[pattern], events, event)) matches.push_back(pattern);
    });
    all.found.add(event, matches);
  }
  all.candidates = count == 0 ? 0 : static_cast<double>(candidates) / static_cast<double>(count);
  return all;
}

}  // namespace bench
