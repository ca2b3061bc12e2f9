// SPDX-License-Identifier: Apache-2.0
// The catalogue for C: a control is an entry of the tables themselves. Their texts are literals, so NUL follows them.
#include "c/error.hpp"

#include <coverwatch/catalog.hpp>

#include <numeric>

namespace coverwatch::inline COVERWATCH_ABI::c {

const coverwatch_control* control_of(const catalog::entry* e) noexcept {
  return reinterpret_cast<const coverwatch_control*>(e);
}

const catalog::entry& entry_of(const coverwatch_control* control) noexcept {
  return *reinterpret_cast<const catalog::entry*>(control);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::c

extern "C" {

namespace c = coverwatch::c;

std::size_t coverwatch_catalog_size(void) {
  const auto all = coverwatch::catalog::benchmarks();
  return std::accumulate(all.begin(), all.end(), std::size_t{0},
                         [](std::size_t sum, const auto& each) { return sum + each.entries.size(); });
}

const coverwatch_control* coverwatch_catalog_at(std::size_t index) {
  for (const auto& each : coverwatch::catalog::benchmarks()) {
    if (index < each.entries.size()) return c::control_of(&each.entries[index]);
    index -= each.entries.size();
  }
  return nullptr;
}

const coverwatch_control* coverwatch_catalog_find(const char* id, std::size_t size) {
  return c::readable(id, size) ? c::control_of(coverwatch::catalog::find(c::view(id, size))) : nullptr;
}

coverwatch_text coverwatch_control_id(const coverwatch_control* control) { return c::text(c::entry_of(control).id); }
coverwatch_text coverwatch_control_benchmark(const coverwatch_control* control) {
  return c::text(c::entry_of(control).benchmark);
}
coverwatch_text coverwatch_control_version(const coverwatch_control* control) {
  return c::text(c::entry_of(control).version);
}
coverwatch_text coverwatch_control_number(const coverwatch_control* control) {
  return c::text(c::entry_of(control).control);
}
coverwatch_text coverwatch_control_title(const coverwatch_control* control) {
  return c::text(c::entry_of(control).title);
}
coverwatch_text coverwatch_control_pattern(const coverwatch_control* control) {
  return c::text(c::entry_of(control).normative.text);
}
std::size_t coverwatch_control_alternative_count(const coverwatch_control* control) {
  return c::entry_of(control).alternatives.size();
}
coverwatch_text coverwatch_control_alternative(const coverwatch_control* control, std::size_t index) {
  const auto alternatives = c::entry_of(control).alternatives;
  return index < alternatives.size() ? c::text(alternatives[index].text) : c::text({});
}

}  // extern "C"
