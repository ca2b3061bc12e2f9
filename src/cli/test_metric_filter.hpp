// SPDX-License-Identifier: Apache-2.0
// `coverwatch test-metric-filter`: what `aws logs test-metric-filter` answers, offline: the same parameters in, the same
// JSON out, the service's own message for a pattern it refuses.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

struct test_metric_filter_options {
  std::optional<std::string> filter_pattern;       // may be file://PATH
  std::vector<std::string> log_event_messages;     // a single one may be a JSON list or file://PATH of one
  std::optional<std::string> cli_input_json;       // JSON text or file://PATH; the options above win
  wildcards dialect = wildcards::glob;
  colour colours = colour::automatic;
  bool aws_exit_codes = false;                     // 252 for wrong parameters, 254 for a refusal, instead of 2
};

int test_metric_filter(const test_metric_filter_options& options);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
