// SPDX-License-Identifier: Apache-2.0
// Rows of one pattern over each event, of every kind of pattern: what a caller pays who has single events. The
// reference evaluator says what must match.
#include "material.hpp"
#include "texts.hpp"

#include <coverwatch/coverwatch.hpp>

#include <memory>

namespace bench {
namespace {

using coverwatch::pattern;

constexpr const char* ten_fields =
    R"({ ($.eventName = "StopLogging") || ($.eventSource = "config.*") ||
         ($.errorCode = "*UnauthorizedOperation") || ($.errorMessage = "Failed authentication") ||
         ($.sourceIPAddress = "192.0.2.77") || ($.userAgent = "*cobol*") ||
         ($.awsRegion = "us-gov-*") || ($.eventType = "AwsServiceEvent") || ($.userIdentity.type = "Root") ||
         ($.userIdentity.sessionContext.attributes.mfaAuthenticated = "maybe") })";
constexpr const char* one_name = R"({ $.eventName = "StopLogging" && $.errorCode NOT EXISTS })";
constexpr const char* terms = R"(AccessDenied "not authorized" -root)";
constexpr const char* whole_regex = "%AccessDenied|Unauthorized[A-Z]%";
constexpr const char* columns = "[ip, user, id, time, request = *.html*, status = 4* || status >= 500, bytes > 1000]";
constexpr const char* last_columns = "[..., status = 4* || status >= 500, bytes > 1000]";

const corpus& access_log() {
  static const corpus made = make_access_log(350000, 1);
  return made;
}

bool matches(const pattern& p, std::string_view event, coverwatch::scratch& memory) { return p.matches(event, memory); }

bool evaluates(const pattern& p, std::string_view event, coverwatch::scratch& memory) {
  return p.evaluate(event, memory) == coverwatch::outcome::match;
}

void add_pattern(const char* name, const corpus& (*over)(), std::string_view text,
                 bool (*ask)(const pattern&, std::string_view, coverwatch::scratch&)) {
  const auto prepare = [=] {
    const auto memory = std::make_shared<coverwatch::scratch>();
    return [ask, p = parsed(text), memory](const part& events) {
      tally found;
      constexpr std::uint32_t only = 0;
      for (std::size_t i = 0; i < events.count; ++i) {
        if (ask(p, events.events()[i], *memory)) found.add(i, {&only, 1});
      }
      return outcome_sums{found.matches, found.sum};
    };
  };
  const auto expected = [text](const part& events) {
    const tally found = by_reference({parsed(text)}, events);
    return outcome_sums{found.matches, found.sum};
  };
  add({name, over, prepare, expected});
}

}  // namespace

void add_single_patterns() {
  add_pattern("match_one_name", events, one_name, matches);
  add_pattern("match_unauthorized", events, unauthorized_text(), matches);
  add_pattern("evaluate_unauthorized", events, unauthorized_text(), evaluates);
  add_pattern("match_ten_fields", events, ten_fields, matches);
  add_pattern("match_terms", events, terms, matches);
  add_pattern("match_regex", events, whole_regex, matches);
  add_pattern("match_columns", access_log, columns, matches);
  add_pattern("match_last_columns", access_log, last_columns, matches);
}

}  // namespace bench
