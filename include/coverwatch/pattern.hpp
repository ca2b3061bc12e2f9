// SPDX-License-Identifier: Apache-2.0
// The first header to read: a CloudWatch Logs filter pattern, parsed once, then asked about any number of events.
//
//   auto pattern = coverwatch::pattern::parse(R"({ $.eventName = "ConsoleLogin" })");
//   if (!pattern) std::cerr << coverwatch::render(pattern.error());
//   coverwatch::scratch scratch;                        // one per thread
//   bool alarm = pattern->matches(event, scratch);
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/diagnostic.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/result.hpp>
#include <coverwatch/scratch.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

// The kinds of pattern, told by the first character.
enum class pattern_kind : std::uint8_t {
  everything,       // nothing at all: matches every event
  json,             // { $.a = 1 }
  terms,            // ERROR -timeout
  regex,            // %ERROR|WARN%
  space_delimited,  // [ip, user, ..., status = 4*]
};

// What one column of a space-delimited pattern takes of an event: a token without its marks, or the rest of the
// message.
struct field {
  std::string name;        // `$status`, or `$3` for the third token of the event when its column has no name
  std::string_view value;  // in the event
};

// What an event came to. Only `match` and `no_match` are answers about the pattern.
enum class outcome : std::uint8_t {
  no_match,
  match,
  not_json,       // not RFC 8259 JSON in UTF-8; no JSON pattern matches it, and only JSON patterns ask
  too_large,      // longer than the scratch allows
  too_deep,       // nested deeper than 1,000
  out_of_memory,  // the scratch could not grow
};

// An immutable value; copies share one program, and any number of threads may use it at once, each with its own
// scratch.
class COVERWATCH_API pattern {
 public:
  // The pattern, or the first thing that is wrong with it. Time is linear in the text times the number of its
  // conditions.
  static result<pattern, diagnostic> parse(std::string_view text, const parse_options& options = {});

  // True exactly when the service would match this event (docs/language.md). Reads each byte of the event once; a JSON
  // pattern validates only an event that would match. An event that `evaluate` calls anything but `match` is false. The
  // bytes need no padding and may change afterwards.
  bool matches(std::string_view event, scratch& memory) const noexcept;

  // The same answer, but for a JSON pattern always validates the whole event, and says why there is no answer when
  // there is none. Any bytes are an event for the other kinds.
  outcome evaluate(std::string_view event, scratch& memory) const noexcept;

  // What TestMetricFilter calls the extracted values: of a matching event, the tokens of each column of a
  // space-delimited pattern, in the order of the event; an ellipsis gives one field for each token it took. Empty for
  // an event that does not match, and for the other kinds. The values stand in `event`.
  std::vector<field> extract(std::string_view event, scratch& memory) const;

  // The same pattern, with `*` searching as that dialect has it.
  pattern in_dialect(wildcards dialect) const;

  pattern_kind kind() const noexcept;

  const std::string& text() const noexcept;  // as it was given
  // One spelling for the same tree: parses to the same pattern, though it may be longer than `max_characters` allows.
  std::string canonical() const;
  std::string disassembly() const;                        // the program, one instruction a line
  std::span<const diagnostic> warnings() const noexcept;  // accepted, but likely not what was meant

  struct parts;                                                // defined in src/match
  const parts& internals() const noexcept { return *parts_; }  // for the library's own use

 private:
  explicit pattern(std::shared_ptr<const parts> p) : parts_(std::move(p)) {}
  std::shared_ptr<const parts> parts_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI
