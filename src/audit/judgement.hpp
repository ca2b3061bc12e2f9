// SPDX-License-Identifier: Apache-2.0
// The judgement of one control in one account: every link of the chain, from the trail to the person who is told, with
// the evidence for what is said of it. Plain values: `judge` makes them, reports print them.
#pragma once

#include "inventory/model.hpp"

#include <coverwatch/catalog.hpp>
#include <coverwatch/coverage.hpp>
#include <coverwatch/hint.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// The links, in the order in which an event goes along them.
enum class link : std::uint8_t {
  trail,       // a multi-region trail sees the account
  logging,     // it is switched on
  events,      // it records the management events that the control is about
  delivery,    // they reach a log group
  filter,      // metric filters of the log group match all that the reference matches, and see all that it holds
  metric,      // each match makes a positive datapoint
  alarm,       // one datapoint rings an alarm
  action,      // the alarm tells a topic
  subscriber,  // somebody who has confirmed gets every message of it
};
inline constexpr std::size_t link_count = 9;

enum class status : std::uint8_t {
  passed,
  failed,
  unknown,  // the files do not say: `settle` does
  blocked,  // nothing is left to look at behind a link that failed or is unknown
};

// Why a link has not passed, or a remark on one that has. Each code belongs to one link (`link_of`); `name` gives its own
// name, stable, for programs.
enum class reason : std::uint8_t {
#define COVERWATCH_REASON(code, where, title) code,
#include "audit/reasons.def"
#undef COVERWATCH_REASON
};

// A fact and where it stands.
struct evidence {
  std::string fact;  // `IsLogging is true`
  inventory::place at;
};

// One thing that was found out about a link.
struct remark {
  reason why{};
  bool decisive = false;            // it is what made the link fail or stay unknown; else worth knowing
  std::string message;              // one sentence: what is wrong with which resource, and the usual fix
  std::vector<evidence> grounds;    // may be empty where the ground is that nothing was found
};

struct link_judgement {
  link what{};
  audit::status status = status::blocked;
  std::string message;               // one sentence, why it has this status
  std::vector<evidence> grounds;     // what it rests on; never empty when passed
  std::vector<remark> remarks;       // the decisive ones first
  std::vector<std::string> settle;   // of an unknown link: commands that would settle it, each on one line
  std::vector<std::string> parts;    // of the reference, as patterns: what is lost at this link, when failed or unknown
  std::string witness;               // when failed: an event that is lost here, or empty where all are
};

// The filters of the log group against the reference, by `covers`.
struct filter_judgement {
  struct deployed {
    std::size_t record;  // index into `inventory::filters`
    bool counted = false;  // it surely sees every event of the group; else it is refused, open, or sees a part only
  };
  std::vector<deployed> filters;   // of the group
  // Of those that count the ones that `answer` is about, in the order in which it numbers them: all of them, unless those
  // that ask for one of the reference's values are enough.
  std::vector<std::size_t> asked;
  coverage_report answer;          // no certificate; `facts` are indices into `catalog::facts()`
  std::vector<coverwatch::hint> hints;
  std::size_t reference = 0;       // the text that the answer is about: 0 the control's own, then its alternatives
};

// Whether the exact-text check of AWS Security Hub would accept a filter of the group.
struct exact_text {
  const catalog::entry* control = nullptr;  // its own text; null: Security Hub has no such control
  enum class answer : std::uint8_t { accepted, white_space_differs, refused, no_control };
  answer result{};
  std::optional<std::size_t> filter;        // index into `inventory::filters`: the one that is accepted, or comes near
};

struct waiver {
  std::string control, account, reason;  // control as an id of the catalogue or `*`; account or `*`
  std::string expires;                   // a date, the last day it holds; empty: never
  inventory::place at;
};

struct finding {
  const catalog::entry* control = nullptr;
  std::string account;                  // see inventory::scope
  audit::status status{};               // failed if a link failed, else unknown if one is, else passed
  std::array<link_judgement, link_count> links;
  std::optional<std::size_t> trail;     // index into `inventory::trails`: the one whose chain is shown
  std::string log_group;                // empty: none
  inventory::scope log_group_where;
  filter_judgement filters;
  exact_text security_hub;
  std::vector<std::size_t> alarms;      // indices: those that ring for it
  std::optional<waiver> waived;         // changes the exit code, and nothing else
};

// Everything that a report says. Valid while `evidence` lives.
struct report {
  const inventory::inventory* evidence = nullptr;
  const catalog::benchmark* benchmark = nullptr;
  std::string time;                     // when it was made, 2026-01-31T12:00:00Z
  std::vector<std::string> assumptions; // as they were given
  std::vector<finding> findings;        // by account, then in the order of the catalogue
  std::vector<waiver> unused_waivers;   // they match no finding that has not passed, or have expired
};

std::string_view name(link l) noexcept;
std::string_view title(link l) noexcept;   // a few words for people
std::string_view name(status s) noexcept;
std::string_view name(reason r) noexcept;
std::string_view title(reason r) noexcept;
link link_of(reason r) noexcept;
std::string_view name(exact_text::answer a) noexcept;

// 0 all passed (or waived), 1 a finding failed, 2 an error among the problems or nothing was judged, 3 unknown only.
int exit_code(const report& r) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
