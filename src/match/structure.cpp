// SPDX-License-Identifier: Apache-2.0
// The one file that names simdjson. Its first stage is called as its own parsers call it; the second stage and the On-Demand
// front end are not used: they validate and convert what nobody asked for, and refuse valid numbers and surrogates.
#include "match/structure.hpp"

#include "support/memory.hpp"

#include <simdjson.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::match {

// simdjson lists what it can do when it is first asked, and ends the program when memory lacks for that. So it is asked
// before `main` begins.
inline const bool simdjson_is_ready =
    simdjson::get_active_implementation() != nullptr && simdjson::get_available_implementations().size() != 0;

struct structure::parts {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
};

COVERWATCH_FUNC structure::structure() noexcept = default;
COVERWATCH_FUNC structure::~structure() = default;

// Room for the largest event so far; doubling keeps the number of allocations small.
COVERWATCH_FUNC bool make_room(std::unique_ptr<simdjson::internal::dom_parser_implementation>& stage,
                               std::size_t size) noexcept {
  if (stage && stage->capacity() >= size) return true;
  const std::size_t wanted = std::max({std::size_t{4096}, size, stage ? 2 * stage->capacity() : 0});
  const std::size_t room = std::min<std::size_t>(wanted, simdjson::SIMDJSON_MAXSIZE_BYTES);
  if (stage) return stage->set_capacity(room) == simdjson::SUCCESS;
  return simdjson::get_active_implementation()->create_dom_parser_implementation(room, 1, stage) == simdjson::SUCCESS;
}

COVERWATCH_FUNC bool structure::read(std::string_view text) {
  if (!parts_) parts_ = std::make_unique<parts>();
  if (text.size() >= simdjson::SIMDJSON_MAXSIZE_BYTES || text.empty()) return false;
  if (!make_room(parts_->stage, text.size())) support::fail_for_memory();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return parts_->stage->stage1(bytes, text.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS;
}

COVERWATCH_FUNC std::span<const std::uint32_t> structure::tokens() const noexcept {
  return {parts_->stage->structural_indexes.get(), parts_->stage->n_structural_indexes};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
