// SPDX-License-Identifier: Apache-2.0
// Many patterns at once: compiled together, then asked about one event, or about a whole buffer of them. What the
// patterns share is done once, so that ten thousand cost little more than ten.
//
//   const auto set = coverwatch::pattern_set::compile(patterns);
//   if (!set) std::cerr << coverwatch::message(set.error());
//   coverwatch::scratch scratch;                                      // one per thread
//   for (std::uint32_t which : set->match(event, scratch)) ...        // patterns[which] matches
//   set->scan(buffer, scratch, {[&](const auto& hit) { ...; return true; }});
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/pattern.hpp>
#include <coverwatch/result.hpp>
#include <coverwatch/scratch.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

// What an event came to, for all patterns of a set.
struct set_evaluation {
  // Why the JSON patterns of the set have no answer, when they have none; otherwise `match` when any pattern matches,
  // and `no_match`.
  outcome what = outcome::no_match;
  std::span<const std::uint32_t> matches;  // as `pattern_set::match` gives them
};

// How the records of a buffer are told apart.
enum class framing : std::uint8_t {
  // `elements` of its array for a buffer that begins with {"Records":[ (white space aside), otherwise `lines`.
  automatic,
  lines,  // one a line; a carriage return before the line's end belongs to it; blank lines are no records
  // The elements of a JSON array, from behind its `[` or one of its commas up to its `]` or the buffer's end, told
  // apart by
  // quotation marks and brackets alone. A buffer cut right behind an element leaves the comma for the next one.
  elements,
};

// One record of a buffer.
struct record {
  std::string_view text;     // in the buffer, without line end or comma
  std::uint64_t number = 0;  // of its line (blank ones count), or of the element; from 0
};

// A record that some pattern matches.
struct scan_match {
  coverwatch::record record;
  std::span<const std::uint32_t> matches;  // ascending; valid during the call
};

// A record that has no answer: `not_json`, `too_large`, `too_deep` or `out_of_memory`.
struct scan_damage {
  coverwatch::record record;
  outcome what = outcome::not_json;
};

struct scan_sink {
  std::function<bool(const scan_match&)> on_match;         // false: scan no further
  std::function<void(const scan_damage&)> on_damage = {};  // may be empty
};

// What a scan did.
struct scan_summary {
  std::uint64_t records = 0;    // passed over, the damaged ones too
  std::uint64_t evaluated = 0;  // of these, looked at by the patterns; no other can match
  std::uint64_t matched = 0;
  std::uint64_t damaged = 0;
  std::uint64_t lines = 0;  // line breaks passed over
  // Bytes done with. Less than the buffer when the sink stopped the scan, behind the record it was told then; and of
  // `elements`, where the array ends, or where its text breaks off or is no list of values.
  std::size_t consumed = 0;
  bool stopped = false;
};

// Why there is no set.
enum class set_error : std::uint8_t {
  out_of_memory,
  too_many_patterns,  // 2^32 or more
};

// The error's own name, as it stands above: stable, for programs.
COVERWATCH_API std::string_view name(set_error e) noexcept;
// One sentence, lower case, no full stop.
COVERWATCH_API std::string message(set_error e);

// An immutable value; copies share one program, and any number of threads may use it at once, each with its own
// scratch.
class COVERWATCH_API pattern_set {
 public:
  // Patterns of any kinds and dialects; equal ones are fine. Takes time in proportion to the text of the patterns. The
  // answers name patterns by their place in the list. Beyond 8 million conditions the JSON patterns that are left cost
  // each what they cost alone.
  static result<pattern_set, set_error> compile(std::span<const pattern> patterns);

  std::size_t size() const noexcept;

  // The patterns for which `pattern::matches` is true, ascending. The list stands in `memory` until it is used again.
  std::span<const std::uint32_t> match(std::string_view event, scratch& memory) const noexcept;

  // The same, but validates the whole event for JSON patterns, and says why they have no answer when they have none.
  set_evaluation evaluate(std::string_view event, scratch& memory) const noexcept;

  // Finds the records that some pattern matches, those for which `match` gives any, in their order. Records that cannot
  // match are passed over unread: what is wrong inside them is not found. Damaged are, when all patterns are JSON
  // patterns, records that do not begin with `{` and end with `}`, those longer than the scratch allows, and those that
  // would match if they were valid. A record for which memory runs out is damaged too, and the scan goes on behind it;
  // what the sink throws ends the scan and reaches the caller as it is. Reads nothing outside the buffer. Once warm,
  // allocates nothing but what the sink does.
  scan_summary scan(std::string_view buffer, scratch& memory, const scan_sink& sink,
                    framing how = framing::automatic) const;

  struct parts;  // defined in src/match

 private:
  explicit pattern_set(std::shared_ptr<const parts> p) : parts_(std::move(p)) {}
  std::shared_ptr<const parts> parts_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
