// SPDX-License-Identifier: Apache-2.0
// AWS Security Finding Format 2018-10-08, as Security Hub's BatchImportFindings takes it, which refuses a finding for
// one field that is too long: every text is cut to the limit of its field. Reason codes are Security Hub's own.
#include "report/json_writer.hpp"
#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

// Characters. A character outside the basic plane may be counted twice by the service, hence the room that is left.
constexpr std::size_t most_title = 256, most_description = 1000, most_recommendation = 500, most_note = 500;
constexpr std::size_t most_id = 500, most_reason = 2000, most_field = 2000;
constexpr std::size_t most_sources = 20;  // fields; a finding may have 50

bool can_be_imported(const regions& where, const audit::finding& f) {
  return is_account(f.account) && !where.of(f).empty();
}

std::string_view asff_status(audit::status s) {
  if (s == audit::status::passed) return "PASSED";
  return s == audit::status::failed ? "FAILED" : "NOT_AVAILABLE";
}

bool has_reason(const audit::link_judgement& link, audit::reason wanted) {
  return std::any_of(link.remarks.begin(), link.remarks.end(),
                     [&](const audit::remark& r) { return r.decisive && r.why == wanted; });
}

// Of a link that failed.
std::string_view reason_code(const audit::link_judgement& link) {
  switch (link.what) {
    case audit::link::trail:
    case audit::link::logging:
    case audit::link::events:
    case audit::link::delivery: return "CLOUDTRAIL_MULTI_REGION_NOT_PRESENT";
    case audit::link::filter:
      return has_reason(link, audit::reason::no_filter) ? "CLOUDTRAIL_METRIC_FILTERS_NOT_PRESENT"
                                                        : "CLOUDTRAIL_METRIC_FILTER_NOT_VALID";
    case audit::link::metric: return "CLOUDTRAIL_METRIC_FILTER_NOT_VALID";
    case audit::link::alarm: return "CLOUDWATCH_ALARMS_NOT_PRESENT";
    case audit::link::action: return "CLOUDWATCH_ALARM_ACTIONS_NOT_VALID";
    case audit::link::subscriber: break;
  }
  return "SNS_SUBSCRIPTION_NOT_PRESENT";
}

void write_asff_compliance(json_writer& out, const audit::finding& f) {
  out.key("Compliance").open('{').key("Status").string(asff_status(f.status));
  out.key("RelatedRequirements").open('[').string(cut(requirement(*f.control), 64)).close(']');
  const auto links = decisive_links(f);
  if (!links.empty()) out.key("StatusReasons").open('[');
  for (const audit::link_judgement* each : links) {
    const bool failed = each->status == audit::status::failed;
    out.open('{').key("ReasonCode").string(failed ? reason_code(*each) : "NOT_ENOUGH_EVIDENCE");
    out.key("Description")
        .string(cut(visible(fmt::format("{}: {}", audit::title(each->what), each->message)), most_reason));
    out.close('}');
  }
  if (!links.empty()) out.close(']');
  out.close('}');
}

void write_asff_resources(json_writer& out, const audit::report& r, const audit::finding& f, std::string_view region) {
  const auto write = [&](std::string_view type, std::string_view id) {
    out.open('{').key("Type").string(type).key("Id").string(cut(id, most_id));
    out.key("Partition").string(partition_of(region)).key("Region").string(region).close('}');
  };
  out.key("Resources").open('[');
  write("AwsAccount", "AWS::::Account:" + f.account);
  if (f.trail && *f.trail < r.evidence->trails.size()) {
    const std::string& arn = r.evidence->trails[*f.trail].arn;
    if (arn.starts_with("arn:")) write("AwsCloudTrailTrail", visible(arn));
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(f.alarms.size(), 5); ++i) {
    if (f.alarms[i] >= r.evidence->alarms.size()) continue;
    const std::string& arn = r.evidence->alarms[f.alarms[i]].arn;
    if (arn.starts_with("arn:")) write("AwsCloudWatchAlarm", visible(arn));
  }
  out.close(']');
}

std::string recommendation(const audit::report& r, const audit::finding& f) {
  for (const coverage_repair* repair : shown_repairs(f))
    return fmt::format("{}: {}", step_words(*r.evidence, f, repair->steps.front()), repair->steps.front().text);
  for (const audit::link_judgement* each : decisive_links(f)) {
    for (const audit::remark& remark : each->remarks)
      if (remark.decisive) return remark.message;
    if (!each->settle.empty()) return "To settle it: " + each->settle.front();
  }
  return "See the control in the user guide of Security Hub.";
}

void write_details(json_writer& out, const audit::report& r, const audit::finding& f, std::string_view manifest) {
  out.key("Remediation").open('{').key("Recommendation").open('{');
  out.key("Text").string(cut(visible(recommendation(r, f)), most_recommendation)).key("Url").string(help_page);
  out.close('}').close('}').key("ProductFields").open('{').key("coverwatch/Version").string(tool_version());
  out.key("coverwatch/Semantics").string(language_version).key("coverwatch/Status").string(audit::name(f.status));
  out.key("coverwatch/SecurityHubExactText").string(cut(visible(hub_sentence(*r.evidence, f)), most_field));
  for (const audit::link_judgement& each : f.links)
    out.key(fmt::format("coverwatch/Link/{}", audit::name(each.what))).string(audit::name(each.status));
  for (const audit::link_judgement* each : decisive_links(f)) {
    const std::string_view event = lost_event(f, *each);
    if (event.empty()) continue;
    out.key("coverwatch/EventLost").string(cut(visible(event), most_field));
    break;
  }
  out.key("coverwatch/Inputs").string(manifest);
  const auto inputs = sources(*r.evidence, f, most_sources);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    out.key(fmt::format("coverwatch/Input/{}", i + 1)).string(cut(visible(inputs[i]), most_field));
  out.close('}');
}

void write_asff_finding(json_writer& out, const audit::report& r, const audit::finding& f, std::string_view region,
                        std::string_view manifest) {
  const bool failed = f.status == audit::status::failed;
  out.open('{').key("SchemaVersion").string("2018-10-08");
  out.key("Id").string(fmt::format("coverwatch/{}/{}/{}", f.account, region, f.control->id));
  out.key("ProductArn")
      .string(fmt::format("arn:{}:securityhub:{}:{}:product/{}/default", partition_of(region), region, f.account,
                          f.account));
  out.key("GeneratorId").string(fmt::format("coverwatch/{}", f.control->id)).key("AwsAccountId").string(f.account);
  out.key("Types")
      .open('[')
      .string(
          fmt::format("Software and Configuration Checks/Industry and Regulatory Standards/{}", f.control->benchmark))
      .close(']');
  out.key("CreatedAt").string(r.time).key("UpdatedAt").string(r.time);
  out.key("Severity").open('{').key("Label").string(failed ? "LOW" : "INFORMATIONAL").close('}');
  out.key("Title").string(cut(fmt::format("{}: {}", short_name(*f.control), f.control->title), most_title));
  out.key("Description").string(cut(visible(summary(f), true), most_description));
  write_asff_resources(out, r, f, region);
  write_asff_compliance(out, f);
  const bool passed = f.status == audit::status::passed;
  out.key("Workflow").open('{').key("Status").string(passed ? "RESOLVED" : f.waived ? "SUPPRESSED" : "NEW").close('}');
  out.key("RecordState").string("ACTIVE");
  if (f.waived && !passed) {
    out.key("Note").open('{').key("Text").string(cut(visible(waiver_sentence(*f.waived)), most_note));
    out.key("UpdatedBy").string("coverwatch").key("UpdatedAt").string(r.time).close('}');
  }
  write_details(out, r, f, manifest);
  out.close('}');
}

}  // namespace

std::string write_asff(const audit::report& r) {
  const regions where(*r.evidence);
  const std::string manifest = inputs_manifest(*r.evidence);
  json_writer out;
  out.open('[');
  for (const audit::finding& each : r.findings)
    if (can_be_imported(where, each)) {
      json_writer line(json_layout::compact);
      write_asff_finding(line, r, each, where.of(each), manifest);
      out.raw(line.take_line());
    }
  out.close(']');
  return out.take();
}

std::vector<std::string> accounts_left_out_of_asff(const audit::report& r) {
  const regions where(*r.evidence);
  std::vector<std::string> out;
  for (const audit::finding& each : r.findings)
    if (!can_be_imported(where, each) && (out.empty() || out.back() != each.account)) out.push_back(each.account);
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
