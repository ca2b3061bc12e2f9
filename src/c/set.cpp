// SPDX-License-Identifier: Apache-2.0
// Sets of patterns and scans for C. Every answer is that of the C++ interface.
#include "c/handles.hpp"

#include <coverwatch/pattern_set.hpp>

struct coverwatch_set {
  coverwatch::pattern_set value;
};

namespace coverwatch::inline COVERWATCH_ABI::c {

std::optional<framing> framing_of(coverwatch_framing how) noexcept {
  switch (how) {
    case COVERWATCH_AUTOMATIC: return framing::automatic;
    case COVERWATCH_LINES: return framing::lines;
    case COVERWATCH_ELEMENTS: return framing::elements;
  }
  return std::nullopt;
}

coverwatch_record record_of(const record& r) noexcept { return {r.text.data(), r.text.size(), r.number}; }

scan_sink sink_of(const coverwatch_sink& to) {
  scan_sink out;
  out.on_match = [&to](const scan_match& hit) {
    const coverwatch_record r = record_of(hit.record);
    return to.on_match(to.user, &r, hit.matches.data(), hit.matches.size());
  };
  if (to.on_damage != nullptr) {
    out.on_damage = [&to](const scan_damage& damage) {
      const coverwatch_record r = record_of(damage.record);
      to.on_damage(to.user, &r, outcome_of(damage.what));
    };
  }
  return out;
}

coverwatch_outcome scanned(const pattern_set& set, scratch& memory, std::string_view buffer, framing how,
                           const coverwatch_sink& to, coverwatch_scan_summary& told) {
  const scan_summary s = set.scan(buffer, memory, sink_of(to), how);
  told = {s.records, s.evaluated, s.matched, s.damaged, s.lines, s.consumed, s.stopped};
  return s.matched > 0 ? COVERWATCH_MATCH : COVERWATCH_NO_MATCH;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c

extern "C" {

namespace c = coverwatch::c;

coverwatch_set* coverwatch_set_compile(const coverwatch_pattern* const* patterns, std::size_t count,
                                       coverwatch_error** error) {
  return c::guarded(error, [&](coverwatch_error*& reason) -> coverwatch_set* {
    const auto list = c::patterns_of(patterns, count);
    if (!list) {
      reason = c::bad_argument();
      return nullptr;
    }
    auto set = coverwatch::pattern_set::compile(*list);
    if (set) return new coverwatch_set{std::move(*set)};
    reason = set.error() == coverwatch::set_error::out_of_memory
                 ? c::out_of_memory()
                 : c::make_error(COVERWATCH_ERROR_SET, coverwatch::name(set.error()), coverwatch::message(set.error()));
    return nullptr;
  });
}

std::size_t coverwatch_set_size(const coverwatch_set* set) { return set->value.size(); }

void coverwatch_set_free(coverwatch_set* set) { delete set; }

std::size_t coverwatch_set_match(const coverwatch_set* set, coverwatch_scratch* memory, const char* event,
                                 std::size_t size, const std::uint32_t** matches) {
  if (matches != nullptr) *matches = nullptr;
  if (set == nullptr || memory == nullptr || !c::readable(event, size)) return 0;
  const auto found = set->value.match(c::view(event, size), memory->value);
  if (matches != nullptr) *matches = found.data();
  return found.size();
}

coverwatch_outcome coverwatch_set_evaluate(const coverwatch_set* set, coverwatch_scratch* memory, const char* event,
                                           std::size_t size, const std::uint32_t** matches, std::size_t* count) {
  if (matches != nullptr) *matches = nullptr;
  if (count != nullptr) *count = 0;
  if (set == nullptr || memory == nullptr || !c::readable(event, size)) return COVERWATCH_BAD_ARGUMENT;
  const auto found = set->value.evaluate(c::view(event, size), memory->value);
  if (matches != nullptr) *matches = found.matches.data();
  if (count != nullptr) *count = found.matches.size();
  return c::outcome_of(found.what);
}

coverwatch_outcome coverwatch_set_scan(const coverwatch_set* set, coverwatch_scratch* memory, const char* buffer,
                                       std::size_t size, coverwatch_framing framing, const coverwatch_sink* sink,
                                       coverwatch_scan_summary* summary) {
  coverwatch_scan_summary told{};
  if (summary != nullptr) *summary = told;
  const auto how = c::framing_of(framing);
  if (set == nullptr || memory == nullptr || !how || sink == nullptr || sink->on_match == nullptr ||
      !c::readable(buffer, size)) {
    return COVERWATCH_BAD_ARGUMENT;
  }
  const auto result = c::scanned(set->value, memory->value, c::view(buffer, size), *how, *sink, told);
  if (summary != nullptr) *summary = told;
  return result;
}

}  // extern "C"
