// SPDX-License-Identifier: Apache-2.0
// Judgements made by hand, for tests of the reports: every status, a waiver, an answer of `covers`, problems, hostile
// names.
#pragma once

#include "audit/judgement.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace sample {

// A report and what it points into.
struct audited {
  std::unique_ptr<coverwatch::inventory::inventory> known = std::make_unique<coverwatch::inventory::inventory>();
  coverwatch::audit::report report;
};

// What every hostile string is made of: markup, quotes, the end of CDATA, an escape, a change of direction, bad UTF-8.
inline constexpr std::string_view hostile = "<script>alert('x')</script>]]>\"&\x1b[31m\xe2\x80\xae\xff\r\n--><!--";

// Nothing judged, one file.
audited empty();
// Account 111122223333 with one control of each kind: passed, failed at the filter (with a repair), failed at the alarm
// and waived, unknown at the subscriber, and failed at the first link.
audited small();
// The same in so many accounts, whose numbers count up; every seventh differs.
audited many(std::size_t accounts);
// The small one with hostile texts wherever a file could have put one.
audited hostile_one(std::string_view text = hostile);

}  // namespace sample
