// SPDX-License-Identifier: Apache-2.0
// The fields of each event that drawn patterns ask about, taken once by a simdjson tree and interned: what the results
// of a benchmark are checked against knows nothing of the engine that it checks.
#pragma once

#include "events.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench {

enum class field : std::uint8_t {
  name,
  source,
  region,
  error,
  identity,
  address,
  program,
  account,
  type,
  sent,
  request
};
inline constexpr std::size_t field_count = 11;

std::string_view selector(field f);  // $.eventName

struct fact {
  enum class kind : std::uint8_t { absent, text, number, other } what = kind::absent;
  std::uint32_t id = 0;  // of a text: equal texts have equal ones, whatever the field; 0 for all else
  double number = 0;
};

using facts = std::array<fact, field_count>;

class fact_table {
 public:
  explicit fact_table(const corpus& c);

  std::size_t size() const noexcept { return events_.size(); }
  const facts& operator[](std::size_t event) const noexcept { return events_[event]; }
  const fact& at(std::size_t event, field f) const noexcept { return events_[event][static_cast<std::size_t>(f)]; }
  const std::string& text(std::uint32_t id) const noexcept { return *texts_[id]; }
  std::size_t texts() const noexcept { return texts_.size(); }
  std::uint32_t id_of(const std::string& text) const noexcept;  // 0: no event has it

 private:
  std::uint32_t intern(std::string_view text);

  std::vector<facts> events_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<const std::string*> texts_;
};

}  // namespace bench
