// SPDX-License-Identifier: Apache-2.0
// The plots of an audit's page: in an archive, how many events each control asks for, how many the deployed filters
// catch and how many the repaired ones would; and, where one account is judged, when its alarms would have rung.
#pragma once

#include "audit/judgement.hpp"
#include "cli/terminal.hpp"
#include "report/chart.hpp"

#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct audit_plots {
  std::vector<report::chart> charts;
  bool whole = true;  // false: some event could not be read, which has been told
};

// One for each control, of the first account; the archive is read once for the counts, and once for the alarms.
audit_plots audit_charts(const audit::report& r, const std::vector<std::string>& events, terminal& err);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
