// SPDX-License-Identifier: Apache-2.0
// Do deployed filters catch every event that a reference pattern catches? Decided by meaning, not by text. A *no* is an
// event that slips through, which has been matched against every pattern before it is shown; a *yes* can bring a proof
// that `verify` checks (certificate.hpp). docs/coverage.md tells how, and every case of *unknown*.
//
//   const auto c = coverwatch::covers(deployed, reference);
//   if (c.result == coverwatch::verdict::not_covered) std::cout << c.event;
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/options.hpp>
#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI {

enum class verdict : std::uint8_t {
  covered,      // every event that the reference matches, some deployed pattern matches
  not_covered,  // `event` slips through
  unknown,      // `doubt` says why
  vacuous,      // the reference matches no event at all (under the assumptions)
};

// Why a question stayed unknown.
enum class doubt : std::uint8_t {
  nothing,
  budget,           // the steps ran out
  number_text,      // it hangs on a wildcard or a regular expression over the text of a number with a fraction
  event_size,       // every event that could tell is larger than 1 MiB, or a selector has more than 1,000 steps
  wildcard_search,  // it hangs on how `*` searches, which is not documented: `event` shows it
  kind,             // it hangs on how patterns of different kinds, or columns that read different tokens, overlap
  memory,           // it ran out; nothing else of the answer is filled in
};

struct coverage_options {
  std::optional<wildcards> dialect;      // how `*` searches; both are tried, and must agree, when this is not given
  std::uint64_t budget = 10'000'000;     // steps for each search: about half a second at most
  std::span<const pattern> assumptions;  // only events for which all of these hold count
  bool certificate = false;              // whether a yes shall bring one
  // One more assumption, which no pattern can state: each event is a JSON object, within the limits of an event,
  // written without white space between tokens, its keys unique, and nothing in ASCII escaped that need not be. It lets
  // terms be compared with JSON patterns.
  bool canonical_json = false;
  std::span<const pattern> facts = {};  // not assumed: what could be, were it enough to make a *no* a *yes*
  bool explain = true;       // parts, regions, repairs and facts; without, an answer costs some decisions only
  bool whole_event = false;  // also show the event that slips through as a whole record of CloudTrail
};

// One of the disjuncts of the reference: `A && (B || C)` has the parts `A && B` and `A && C`. A conjunction that would
// have more than 64 is one part.
struct reference_part {
  std::string text;  // as a pattern of its own
  verdict result{};
  coverwatch::doubt doubt{};          // when unknown
  std::string event;                  // when not covered
  std::optional<std::size_t> filter;  // when covered: the deployed pattern that does it alone, if one does
  // Of that pattern's own disjuncts, when there are several: the one that does it alone, if one does.
  std::optional<std::size_t> disjunct;
  bool partly = false;  // some deployed pattern that asks about one of its fields surely matches some event of it
};

// Parts that are not covered for the same reason. `blockers` are conditions of one disjunct of a deployed pattern that
// the parts do not imply; without them it would cover the parts, since they imply all its other conditions.
struct coverage_region {
  std::vector<std::size_t> parts;     // indices into `coverage_report::parts`
  std::optional<std::size_t> filter;  // that deployed pattern; nothing: no deployed pattern comes near
  std::vector<std::string> blockers;  // as they would stand in a pattern
};

enum class repair_kind : std::uint8_t {
  add_filter,       // deploy another pattern
  extend_filter,    // put a pattern that matches more in the place of a deployed one
  drop_conditions,  // the same, by leaving conditions out
};

// One pattern to deploy.
struct repair_step {
  repair_kind kind{};
  std::string text;                     // at most 1,024 characters
  std::optional<std::size_t> replaces;  // the deployed pattern whose place it takes; nothing: it stands beside them
  std::vector<std::string> dropped;     // the conditions left out
};

// Steps that make the answer a yes, all together; that has been decided as well.
struct coverage_repair {
  std::vector<repair_step> steps;  // at least one
  // Some events will be matched that neither the reference nor any deployed pattern matches now, or it is not known
  // that there are none.
  bool widens = false;
};

struct coverage_report {
  verdict result{};
  coverwatch::doubt doubt{};             // when unknown
  std::size_t reference = 0;             // the alternative that the answer is about
  std::string event;                     // when not covered; JSON on one line, or a message
  std::string whole_event;               // the same inside a record of CloudTrail, when asked for and there is one
  std::vector<reference_part> parts;     // of that alternative, when it is a JSON pattern
  std::vector<coverage_region> regions;  // the parts that are not covered, each in one; the largest first
  std::vector<std::size_t> assumptions;  // those that the answer needs: without any of them it would be another
  bool needs_canonical_json = false;     // likewise
  std::vector<std::size_t> facts;        // when not covered: assuming these it would be, and none can be left out
  std::vector<coverage_repair> repairs;  // when not covered; those that widen last, the shortest first
  std::string certificate;               // when covered, and asked for: docs/certificate.md; `verify` checks it
};

// `deployed` count together; one of the alternatives in `reference` is enough. When none is covered, the answer is
// about the first that may be; else, of those that are not, about the one that is nearest (the fewest parts that
// nothing comes near, the fewest blockers; without `explain` the first); else (all are vacuous) about the first.
// Deterministic. Allocates; patterns may be shared with other threads.
COVERWATCH_API coverage_report covers(std::span<const pattern> deployed, std::span<const pattern> reference,
                       const coverage_options& options = {});

enum class relation : std::uint8_t { equivalent, wider, narrower, incomparable, disjoint, unknown };

struct comparison {
  relation result{};
  coverwatch::doubt doubt{};  // when unknown
  std::string only_first;     // an event that only the first pattern matches, if there is one
  std::string only_second;
};

// How the events of `first` and `second` lie: `wider` when the first matches all that the second does, and more.
COVERWATCH_API comparison compare(const pattern& first, const pattern& second, const coverage_options& options = {});

// The values' own names: stable, for programs.
COVERWATCH_API std::string_view name(verdict v) noexcept;
COVERWATCH_API std::string_view name(doubt d) noexcept;
COVERWATCH_API std::string_view name(relation r) noexcept;
COVERWATCH_API std::string_view name(repair_kind k) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI
