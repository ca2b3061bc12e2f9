// SPDX-License-Identifier: Apache-2.0
// What the reference evaluator says of many patterns and events. In go events, each read once by the strict reader, and
// patterns; out come rows of bits, one bit an event. Nothing of the fast engines is used.
#pragma once

#include "support/json.hpp"
#include "support/regex.hpp"
#include "worlds.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace exhaustive {

// One bit for each event of a world.
class row {
 public:
  explicit row(std::size_t events = 0) : words_((events + 63) / 64) {}
  void set(std::size_t at) { words_[at / 64] |= std::uint64_t{1} << at % 64; }
  bool has(std::size_t at) const { return (words_[at / 64] >> at % 64 & 1) != 0; }
  bool empty() const;
  std::size_t count() const;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  // The first event of this row that is not in the other, or is in both; `none` when there is none.
  std::size_t first_without(const row& other) const;
  std::size_t first_with(const row& other) const;
  friend bool operator==(const row&, const row&) = default;

 private:
  std::vector<std::uint64_t> words_;
};

class reference {
 public:
  explicit reference(const std::vector<event>& events);

  // The answer for every event: `match`, `no_match`, or for a JSON pattern why there is none.
  row row_of(const coverwatch::pattern& p);
  coverwatch::outcome outcome_of(const coverwatch::pattern& p, const row& r, std::size_t event) const;

  // Whether the event is a JSON object.
  bool is_object(std::size_t event) const;

 private:
  const std::vector<event>& events_;
  std::vector<std::unique_ptr<coverwatch::support::json::document>> documents_;  // null for what is no JSON
  std::vector<coverwatch::support::regex::word> regex_state_;
};

// One event that is at hand.
bool matches_by_reference(const coverwatch::pattern& p, std::string_view event);

}  // namespace exhaustive
