// SPDX-License-Identifier: Apache-2.0
// The catalogue as tables, made by the compiler from patterns.def and benchmarks.def: nothing is left for run time. A
// list in the wrong order does not compile. Judges no pattern: whether one parses, the tests ask.
#pragma once

#include <coverwatch/catalog.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::catalog {

namespace texts {
#define PATTERN(name, text) inline constexpr std::string_view name = text;
#include "catalog/patterns.def"
#undef PATTERN
}  // namespace texts

enum class row_kind : std::uint8_t { benchmark, control, normative, alternative, variant, source };

// One line of benchmarks.def: its arguments in their order.
struct row {
  row_kind kind{};
  std::string_view first{};
  std::string_view second{};
  std::string_view third{};
  std::string_view fourth{};
};

inline constexpr row rows[] = {
#define BENCHMARK(id, title, version, ...) {row_kind::benchmark, id, title, version __VA_OPT__(, ) __VA_ARGS__},
#define CONTROL(id, title, ...) {row_kind::control, id, title __VA_OPT__(, ) __VA_ARGS__},
#define NORMATIVE(name, ...) {row_kind::normative, texts::name __VA_OPT__(, ) __VA_ARGS__},
#define ALTERNATIVE(name, ...) {row_kind::alternative, texts::name __VA_OPT__(, ) __VA_ARGS__},
#define VARIANT(name, note) {row_kind::variant, texts::name, note},
#define SOURCE(repository, path, part, ...) {row_kind::source, repository, path, part __VA_OPT__(, ) __VA_ARGS__},
#include "catalog/benchmarks.def"
#undef BENCHMARK
#undef CONTROL
#undef NORMATIVE
#undef ALTERNATIVE
#undef VARIANT
#undef SOURCE
};

consteval bool is_text(row_kind kind) noexcept {
  return kind == row_kind::normative || kind == row_kind::alternative || kind == row_kind::variant;
}

consteval bool may_follow(row_kind before, row_kind text, row_kind next) noexcept {
  if (before == row_kind::benchmark) return next == row_kind::control;
  if (before == row_kind::control) return next == row_kind::normative;
  if (is_text(before)) return next == row_kind::source;
  return next != row_kind::normative && (next != row_kind::alternative || text != row_kind::variant);
}

// A benchmark has controls; a control has its normative text, then alternatives, then variants; a text has sources.
consteval bool rows_stand_in_order() {
  if (rows[0].kind != row_kind::benchmark || std::end(rows)[-1].kind != row_kind::source) return false;
  row_kind text = row_kind::normative;  // the last one met
  for (std::size_t i = 1; i < std::size(rows); ++i) {
    if (!may_follow(rows[i - 1].kind, text, rows[i].kind)) return false;
    if (is_text(rows[i].kind)) text = rows[i].kind;
  }
  return true;
}
static_assert(rows_stand_in_order(), "benchmarks.def: a line stands where its kind may not");

// The id of a control is its benchmark's, a colon, and its number.
consteval bool ids_begin_with_their_benchmark() {
  std::string_view benchmark;
  for (const row& r : rows) {
    if (r.kind == row_kind::benchmark) benchmark = r.first;
    if (r.kind != row_kind::control) continue;
    if (!r.first.starts_with(benchmark) || r.first.substr(benchmark.size()).find(':') != 0) return false;
  }
  return true;
}
static_assert(ids_begin_with_their_benchmark(), "benchmarks.def: a control under the wrong benchmark");

template <class Wanted>
consteval std::size_t count_rows(Wanted wanted) {
  std::size_t count = 0;
  for (const row& r : rows) {
    if (wanted(r.kind)) ++count;
  }
  return count;
}

// A span over the next element of a table, or longer by it.
template <class Element>
consteval void extend(std::span<const Element>& part, const Element& next) noexcept {
  part = part.empty() ? std::span<const Element>(&next, 1) : std::span<const Element>(part.data(), part.size() + 1);
}

consteval auto make_sources() {
  std::array<source, count_rows([](row_kind kind) { return kind == row_kind::source; })> made{};
  std::size_t next = 0;
  for (const row& r : rows) {
    if (r.kind == row_kind::source) made[next++] = {r.first, r.second, r.third, r.fourth};
  }
  return made;
}
inline constexpr auto all_sources = make_sources();

consteval auto make_references() {
  std::array<reference, count_rows(is_text)> made{};
  std::size_t next = 0, next_source = 0;
  for (const row& r : rows) {
    if (is_text(r.kind)) made[next++] = {r.first, r.second, {}};
    if (r.kind == row_kind::source) extend(made[next - 1].sources, all_sources[next_source++]);
  }
  return made;
}
inline constexpr auto all_references = make_references();

consteval void add_text(entry& to, row_kind kind, const reference& text) {
  if (kind == row_kind::normative) to.normative = text;
  if (kind == row_kind::alternative) extend(to.alternatives, text);
  if (kind == row_kind::variant) extend(to.variants, text);
}

consteval entry make_entry(const row& benchmark, const row& control) {
  entry made;
  made.id = control.first;
  made.benchmark = benchmark.second;
  made.version = benchmark.third;
  made.control = control.first.substr(benchmark.first.size() + 1);
  made.title = control.second;
  made.note = control.third;
  return made;
}

consteval auto make_entries() {
  std::array<entry, count_rows([](row_kind kind) { return kind == row_kind::control; })> made{};
  std::size_t next = 0, next_text = 0;
  const row* benchmark = nullptr;
  for (const row& r : rows) {
    if (r.kind == row_kind::benchmark) benchmark = &r;
    if (r.kind == row_kind::control) made[next++] = make_entry(*benchmark, r);
    if (is_text(r.kind)) add_text(made[next - 1], r.kind, all_references[next_text++]);
  }
  return made;
}
inline constexpr auto all_entries = make_entries();

consteval auto make_benchmarks() {
  std::array<benchmark, count_rows([](row_kind kind) { return kind == row_kind::benchmark; })> made{};
  std::size_t next = 0, next_entry = 0;
  for (const row& r : rows) {
    if (r.kind == row_kind::benchmark) made[next++] = {r.first, r.second, r.third, r.fourth, {}};
    if (r.kind == row_kind::control) extend(made[next - 1].entries, all_entries[next_entry++]);
  }
  return made;
}
inline constexpr auto all_benchmarks = make_benchmarks();

}  // namespace coverwatch::inline COVERWATCH_ABI::catalog
