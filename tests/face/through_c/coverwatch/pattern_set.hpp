// SPDX-License-Identifier: Apache-2.0
// Sets and scans with the face of C++, by the C interface alone. No line here decides anything.
#pragma once

#include <coverwatch/pattern.hpp>

#include <functional>

namespace coverwatch::inline through_c {

struct set_evaluation {
  outcome what = outcome::no_match;
  std::span<const std::uint32_t> matches;
};

enum class framing : coverwatch_framing {
  automatic = COVERWATCH_AUTOMATIC,
  lines = COVERWATCH_LINES,
  elements = COVERWATCH_ELEMENTS,
};

struct record {
  std::string_view text;
  std::uint64_t number = 0;
};

struct scan_match {
  through_c::record record;
  std::span<const std::uint32_t> matches;
};

struct scan_damage {
  through_c::record record;
  outcome what = outcome::not_json;
};

struct scan_sink {
  std::function<bool(const scan_match&)> on_match;
  std::function<void(const scan_damage&)> on_damage = {};
};

using scan_summary = coverwatch_scan_summary;

class pattern_set {
 public:
  static result<pattern_set, diagnostic> compile(std::span<const pattern> patterns) {
    const auto list = pointers(patterns);
    coverwatch_error* error = nullptr;
    coverwatch_set* const made = coverwatch_set_compile(list.data(), list.size(), &error);
    if (made == nullptr) return unexpected{taken(error)};
    return pattern_set(made);
  }

  std::size_t size() const { return coverwatch_set_size(c_.get()); }

  std::span<const std::uint32_t> match(std::string_view event, scratch& memory) const {
    const std::uint32_t* matches = nullptr;
    const std::size_t count = coverwatch_set_match(c_.get(), memory.c(), event.data(), event.size(), &matches);
    return {matches, count};
  }

  set_evaluation evaluate(std::string_view event, scratch& memory) const {
    const std::uint32_t* matches = nullptr;
    std::size_t count = 0;
    const auto what = coverwatch_set_evaluate(c_.get(), memory.c(), event.data(), event.size(), &matches, &count);
    return {static_cast<outcome>(what), {matches, count}};
  }

  scan_summary scan(std::string_view buffer, scratch& memory, const scan_sink& sink,
                    framing how = framing::automatic) const {
    scan_sink copy = sink;
    const coverwatch_sink to{&copy, matched, sink.on_damage ? damaged : nullptr};
    scan_summary out;
    const auto what = coverwatch_set_scan(c_.get(), memory.c(), buffer.data(), buffer.size(),
                                          static_cast<coverwatch_framing>(how), &to, &out);
    if (what != (out.matched > 0 ? COVERWATCH_MATCH : COVERWATCH_NO_MATCH)) std::abort();
    return out;
  }

 private:
  explicit pattern_set(coverwatch_set* made) : c_(made, coverwatch_set_free) {}

  static bool matched(void* sink, const coverwatch_record* r, const std::uint32_t* matches, std::size_t count) {
    return static_cast<scan_sink*>(sink)->on_match({{{r->text, r->size}, r->number}, {matches, count}});
  }
  static void damaged(void* sink, const coverwatch_record* r, coverwatch_outcome what) {
    static_cast<scan_sink*>(sink)->on_damage({{{r->text, r->size}, r->number}, static_cast<outcome>(what)});
  }

  std::shared_ptr<coverwatch_set> c_;
};

}  // namespace coverwatch::inline through_c
