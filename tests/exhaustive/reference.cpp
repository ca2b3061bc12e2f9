// SPDX-License-Identifier: Apache-2.0
// The loops over the reference evaluator, and rows of bits.
#include "reference.hpp"

#include "logic/evaluate.hpp"
#include "match/parts.hpp"

#include <algorithm>
#include <bit>

namespace exhaustive {

namespace json = coverwatch::support::json;
using coverwatch::outcome;

namespace {

bool reads_json(const coverwatch::pattern& p) { return p.kind() == coverwatch::pattern_kind::json; }

}  // namespace

bool row::empty() const {
  return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t row::count() const {
  std::size_t out = 0;
  for (const std::uint64_t word : words_) out += static_cast<std::size_t>(std::popcount(word));
  return out;
}

std::size_t row::first_without(const row& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint64_t left = words_[i] & ~other.words_[i];
    if (left != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(left));
  }
  return none;
}

std::size_t row::first_with(const row& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const std::uint64_t both = words_[i] & other.words_[i];
    if (both != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(both));
  }
  return none;
}

reference::reference(const std::vector<event>& events) : events_(events), documents_(events.size()) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto read = std::make_unique<json::document>();
    if (!read->parse(events[i].text)) documents_[i] = std::move(read);
  }
}

row reference::row_of(const coverwatch::pattern& p) {
  row out(events_.size());
  const auto& parts = p.internals();
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const bool yes = reads_json(p) ? documents_[i] && coverwatch::logic::evaluate(parts.formula, documents_[i]->root(),
                                                                                  parts.dialect, regex_state_)
                                   : coverwatch::logic::evaluate(parts.formula, events_[i].text, parts.dialect);
    if (yes) out.set(i);
  }
  return out;
}

outcome reference::outcome_of(const coverwatch::pattern& p, const row& r, std::size_t event) const {
  if (reads_json(p) && !documents_[event]) return outcome::not_json;
  return r.has(event) ? outcome::match : outcome::no_match;
}

bool reference::is_object(std::size_t event) const {
  return documents_[event] && documents_[event]->root().is(json::kind::object);
}

bool matches_by_reference(const coverwatch::pattern& p, std::string_view event) {
  const std::vector<exhaustive::event> one = {{std::string(event)}};
  return reference(one).row_of(p).has(0);
}

}  // namespace exhaustive
