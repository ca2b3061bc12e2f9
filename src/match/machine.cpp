// SPDX-License-Identifier: Apache-2.0
// The machine; the external entry is `run`. At each place that some selector asks for its tests run, and each that
// passes sets its slot; the slots then come to a verdict.
#include "match/machine.hpp"

#include "match/walk.hpp"

#include <algorithm>
#include <cstdint>

namespace coverwatch::inline COVERWATCH_ABI::match {

struct slots_engine {
  const program::code& c;
  workspace& w;

  void met(std::uint32_t node, const met_value& value) { run_tests(c, c.nodes[node], value, w.has_escapes, w); }

  // What was found below an earlier one of equal keys is forgotten. Below a wildcard that cannot be told from what was
  // found elsewhere.
  bool met_again(std::uint32_t child) {
    const program::node& n = c.nodes[child];
    if (n.repeats) return false;
    for (std::uint32_t s = n.slots.begin; s < n.slots.end; ++s) w.slots[s / 64] &= ~(std::uint64_t{1} << (s % 64));
    return true;
  }
};

// Asks for what lies behind the event, as much as the event is long, since most often that is the next one. An address
// that is not there does no harm.
COVERWATCH_FUNC void fetch_behind(std::string_view event) noexcept {
#if defined(__GNUC__) || defined(__clang__)
  constexpr std::size_t line = 64, most = 4096;
  const std::uintptr_t behind = reinterpret_cast<std::uintptr_t>(event.data()) + event.size();
  for (std::size_t i = 0; i < std::min(event.size(), most); i += line) {
    __builtin_prefetch(reinterpret_cast<const void*>(behind + i));  // NOLINT(performance-no-int-to-ptr): never read
  }
#endif
}

COVERWATCH_FUNC bool prepare(std::string_view event, workspace& w) {
  fetch_behind(event);
  w.keys_are_unique = false;
  if (w.by == road::tokens) {
    w.has_escapes = event.find('\\') != std::string_view::npos;
    return w.structure.read(event);
  }
  if (event.size() >= std::size_t{1} << 31) return false;
  if (const std::size_t blocks = support::outline_size(event.size()); w.outline.size() < blocks) {
    w.outline.resize(std::max(blocks, 2 * w.outline.size()));
  }
  if (w.quotes.size() < support::quotes_room(event.size())) {
    w.quotes.resize(std::max(support::quotes_room(event.size()), 2 * w.quotes.size()));
  }
  support::outline_state state;
  const std::size_t quotes = support::draw_and_list(event, state, w.outline.data(), w.quotes.data(), w.with);
  w.has_escapes = state.backslashes;
  return quotes % 2 == 0;  // else some string has no end
}

COVERWATCH_FUNC std::optional<support::json::error> validate_prepared(std::string_view event,
                                                                      const workspace& w) noexcept {
  const bool plain = w.by == road::outline && event.starts_with('{') && event.ends_with('}') &&
                     support::is_printable_ascii(event, w.with) &&
                     (!w.has_escapes || support::json::escapes_are_valid(event));
  if (plain && support::json::is_valid_plain_object(event, w.quotes.data())) return std::nullopt;
  return support::json::validate(event);
}

COVERWATCH_FUNC finding run(const program::code& c, std::string_view event, workspace& w) {
  clear_slots(c, w);
  slots_engine engine{c, w};
  finding end = finding::no_match;
  if (!walk_over(c, event, w, engine, end)) return end;
  return verdict(c, w) ? finding::match_if_valid : finding::no_match;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
