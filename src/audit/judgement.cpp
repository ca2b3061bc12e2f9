// SPDX-License-Identifier: Apache-2.0
// The names of the judgement's values, and what the program's exit code makes of a report.
#include "audit/judgement.hpp"

#include <algorithm>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::audit {

std::string_view name(link l) noexcept {
  switch (l) {
    case link::trail: return "trail";
    case link::logging: return "logging";
    case link::events: return "events";
    case link::delivery: return "delivery";
    case link::filter: return "filter";
    case link::metric: return "metric";
    case link::alarm: return "alarm";
    case link::action: return "action";
    case link::subscriber: return "subscriber";
  }
  return "";
}

std::string_view title(link l) noexcept {
  switch (l) {
    case link::trail: return "multi-region trail";
    case link::logging: return "trail is logging";
    case link::events: return "management events";
    case link::delivery: return "delivery to a log group";
    case link::filter: return "metric filter";
    case link::metric: return "metric";
    case link::alarm: return "alarm";
    case link::action: return "action";
    case link::subscriber: return "confirmed subscriber";
  }
  return "";
}

std::string_view name(status s) noexcept {
  switch (s) {
    case status::passed: return "passed";
    case status::failed: return "failed";
    case status::unknown: return "unknown";
    case status::blocked: return "blocked";
  }
  return "";
}

std::string_view name(reason r) noexcept {
  switch (r) {
#define COVERWATCH_REASON(code, where, title) \
  case reason::code: return #code;
#include "audit/reasons.def"
#undef COVERWATCH_REASON
  }
  return "";
}

std::string_view title(reason r) noexcept {
  switch (r) {
#define COVERWATCH_REASON(code, where, title) \
  case reason::code: return title;
#include "audit/reasons.def"
#undef COVERWATCH_REASON
  }
  return "";
}

link link_of(reason r) noexcept {
  switch (r) {
#define COVERWATCH_REASON(code, where, title) \
  case reason::code: return link::where;
#include "audit/reasons.def"
#undef COVERWATCH_REASON
  }
  return {};
}

std::string_view name(exact_text::answer a) noexcept {
  switch (a) {
    case exact_text::answer::accepted: return "accepted";
    case exact_text::answer::white_space_differs: return "white_space_differs";
    case exact_text::answer::refused: return "refused";
    case exact_text::answer::no_control: return "no_control";
  }
  return "";
}

int exit_code(const report& r) noexcept {
  const auto& problems = r.evidence->problems;
  const bool error = std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.error; });
  if (error || r.findings.empty()) return 2;
  bool unknown = false;
  for (const finding& f : r.findings) {
    if (f.waived || f.status == status::passed) continue;
    if (f.status == status::failed) return 1;
    unknown = true;
  }
  return unknown ? 3 : 0;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
