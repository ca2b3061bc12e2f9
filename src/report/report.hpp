// SPDX-License-Identifier: Apache-2.0
// A finished judgement in the formats that people and programs read. In goes `audit::report`, out come whole documents
// in UTF-8; docs/reports.md says what each of them holds. Deterministic: the same report gives the same bytes. Judges
// nothing, opens nothing, knows no clock. What came from files is hostile, and is escaped as the format asks.
#pragma once

#include "audit/judgement.hpp"
#include "report/chart.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::report {

struct text_options {
  bool colour = false;
  std::size_t width = 100;  // columns; patterns, events and commands are never broken
};

// For people. What is alike in many accounts is said once, with the accounts.
std::string write_text(const audit::report& r, const text_options& options = {});

// Everything there is: docs/audit-report.schema.json.
std::string write_json(const audit::report& r);

// SARIF 2.1.0: what failed as `fail`, what is unknown as `open`.
std::string write_sarif(const audit::report& r);

// JUnit: a suite for each account, and one for the inputs when something was wrong with them.
std::string write_junit(const audit::report& r);

// OCSF 1.3.0: an array of compliance findings (class 2003).
std::string write_ocsf(const audit::report& r);

// AWS Security Finding Format 2018-10-08: an array of findings, as `batch-import-findings` takes them by the hundred. A
// finding needs an account of twelve digits and a region: accounts without are left out, and are named by the second.
std::string write_asff(const audit::report& r);
std::vector<std::string> accounts_left_out_of_asff(const audit::report& r);

// One page that needs nothing besides: no script, no picture, no font of anybody else.
std::string write_html(const audit::report& r, std::span<const chart> charts = {});

}  // namespace coverwatch::inline COVERWATCH_ABI::report
