// SPDX-License-Identifier: Apache-2.0
// Slips of the pen in patterns: what one pattern shows by itself, and why a deployed pattern may miss what a reference
// asks for. In go patterns and the answer about them, out come places to look at, each with the usual fix. A hint
// decides nothing: the answer stands whatever is hinted.
//
//   for (const auto& h : coverwatch::hints(deployed, reference, answer)) std::cout << coverwatch::message(h) << '\n';
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

// A plain value. `found` and `wanted` are written as in a pattern: a selector, conditions, or in braces a whole
// pattern.
struct hint {
  // The comment shows one; those up to `absent_field` compare a deployed pattern with the reference.
  enum class kind : std::uint8_t {
    near_value,          // `ConsoleLogn` or `Failedauthentication` where the reference has something very like it
    value_case,          // `consolelogin` where it has `ConsoleLogin`
    near_selector,       // `$.userIdentity.typ`
    selector_case,       // `$.eventname`; also beside `$.eventName` in one pattern
    lost_wildcard,       // `AccessDenied` where it has `AccessDenied*`
    absent_field,        // `$.f != v`, and an event without `$.f` slips through
    inner_quotes,        // "'Root'"
    mixed_connectives,   // a || b && c: `found` is how it is read, `wanted` the other reading; empty when not likely
    never_matches,       // the pattern, or it with one part in place of a `||`; nothing is wanted
    matches_everything,  // nothing is wanted
    matches_almost_everything,  // a || b != c
  };
  kind what{};
  std::optional<std::size_t> filter;  // the deployed pattern; nothing: the reference, or the one pattern asked about
  std::string found;
  std::string wanted;
  friend bool operator==(const hint&, const hint&) = default;
};

// What one pattern shows by itself, whatever the assumptions. Deterministic. At most one decision for each condition
// and two more, of 20,000 steps at most; what they leave unknown is not hinted at.
COVERWATCH_API std::vector<hint> lint(const pattern& p, const coverage_options& options = {});

// Why a deployed pattern may miss what the reference asks for, when `report`, the answer about these patterns, is not
// that it is covered; then what each pattern shows by itself. Time grows with the product of the number of deployed
// conditions and that of the reference's. A field that `options.facts` say is always there is not called absent.
COVERWATCH_API std::vector<hint> hints(std::span<const pattern> deployed, const pattern& reference,
                                       const coverage_report& report, const coverage_options& options = {});

// Whether the pattern matches every event that its kind reads: every JSON object, or every message. Nothing when that
// could not be told, be it for want of memory.
COVERWATCH_API std::optional<bool> catches_everything(const pattern& p, const coverage_options& options = {});

// One sentence, lower case, no full stop: what is odd, and the usual fix.
COVERWATCH_API std::string message(const hint& h);
// The kind's own name, as it stands above: stable, for programs.
COVERWATCH_API std::string_view name(hint::kind k) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI
