// SPDX-License-Identifier: Apache-2.0
// OCSF 1.3.0 with the profile `cloud`: an array of compliance findings, class 2003, one for each control in each
// account. Unknown is the status `Warning`, which OCSF has for checks without a result for want of information.
#include "report/json_writer.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

struct normalised {
  std::uint64_t id;
  std::string_view caption;
};

normalised ocsf_status(audit::status s) {
  if (s == audit::status::passed) return {1, "Pass"};
  return s == audit::status::failed ? normalised{3, "Fail"} : normalised{2, "Warning"};
}

// What Security Hub gives controls of this kind.
normalised severity(audit::status s) {
  return s == audit::status::failed ? normalised{2, "Low"} : normalised{1, "Informational"};
}

void write_normalised(json_writer& out, std::string_view key, const normalised& value) {
  out.key(fmt::format("{}_id", key)).number(value.id).key(key).string(value.caption);
}

void write_metadata(json_writer& out, const audit::finding& f) {
  out.key("metadata").open('{').key("version").string("1.3.0").key("uid").string(fingerprint(f));
  out.key("profiles").open('[').string("cloud").close(']').key("product").open('{').key("name").string("Coverwatch");
  out.key("vendor_name").string("Coverwatch").key("version").string(tool_version()).key("lang").string("en");
  out.close('}').close('}');
}

void write_info(json_writer& out, const audit::report& r, const audit::finding& f,
                std::optional<std::int64_t> milliseconds) {
  out.key("finding_info").open('{').key("uid").string(fingerprint(f));
  out.key("title").string(fmt::format("{}: {}", short_name(*f.control), f.control->title));
  out.key("desc").string(summary(f)).key("types").open('[').string("Compliance").close(']');
  if (milliseconds) out.key("created_time").number(static_cast<std::uint64_t>(*milliseconds));
  out.key("data_sources").open('[');
  for (const std::string& each : sources(*r.evidence, f, std::string::npos)) out.string(each);
  out.close(']')
      .key("analytic")
      .open('{')
      .key("type_id")
      .number(1)
      .key("type")
      .string("Rule")
      .key("uid")
      .string(f.control->id);
  out.key("name").string(f.control->title).close('}').close('}');
}

void write_ocsf_compliance(json_writer& out, const audit::finding& f) {
  out.key("compliance").open('{').key("standards").open('[');
  out.string(fmt::format("{} {}", f.control->benchmark, f.control->version)).close(']');
  out.key("control")
      .string(f.control->control)
      .key("requirements")
      .open('[')
      .string(requirement(*f.control))
      .close(']');
  write_normalised(out, "status", ocsf_status(f.status));
  out.key("status_code").string(audit::name(f.status)).key("status_detail").string(summary(f)).close('}');
}

void write_remediation(json_writer& out, const audit::report& r, const audit::finding& f) {
  std::string text;
  for (const audit::link_judgement* each : decisive_links(f)) {
    for (const audit::remark& remark : each->remarks)
      if (remark.decisive) text += remark.message + '\n';
    for (const std::string& command : each->settle) text += fmt::format("to settle it: {}\n", command);
  }
  for (const coverage_repair* repair : shown_repairs(f))
    for (const repair_step& step : repair->steps)
      text += fmt::format("{}: {}\n", step_words(*r.evidence, f, step), step.text);
  if (text.empty()) return;
  text.pop_back();
  out.key("remediation").open('{').key("desc").string(text).close('}');
}

void write_ocsf_resources(json_writer& out, const audit::report& r, const audit::finding& f, std::string_view region) {
  const auto write = [&](std::string_view type, std::string_view uid, std::string_view name) {
    out.open('{').key("type").string(type).key("uid").string(uid).key("name").string(name);
    out.key("cloud_partition").string(partition_of(region));
    if (!region.empty()) out.key("region").string(region);
    out.close('}');
  };
  out.key("resources").open('[');
  write("AwsAccount", f.account, f.account);
  if (f.trail && *f.trail < r.evidence->trails.size()) {
    const inventory::trail& trail = r.evidence->trails[*f.trail];
    write("AwsCloudTrailTrail", trail.arn, trail.name);
  }
  if (!f.log_group.empty()) write("AwsLogsLogGroup", f.log_group, f.log_group);
  for (const std::size_t each : f.alarms)
    if (each < r.evidence->alarms.size())
      write("AwsCloudWatchAlarm", r.evidence->alarms[each].arn, r.evidence->alarms[each].name);
  out.close(']');
}

void write_cloud(json_writer& out, const audit::finding& f, std::string_view region) {
  out.key("cloud").open('{').key("provider").string("AWS").key("account").open('{').key("uid").string(f.account);
  if (is_account(f.account)) out.key("type_id").number(10).key("type").string("AWS Account");
  out.close('}');
  if (!region.empty()) out.key("region").string(region);
  out.close('}');
}

void write_ocsf_finding(json_writer& out, const audit::report& r, const audit::finding& f, std::string_view region,
                        std::string_view manifest) {
  const auto seconds = seconds_of(r.time);
  const auto milliseconds = seconds ? std::optional{*seconds * 1000} : std::nullopt;
  out.open('{').key("activity_id").number(1).key("activity_name").string("Create");
  out.key("category_uid").number(2).key("category_name").string("Findings");
  out.key("class_uid").number(2003).key("class_name").string("Compliance Finding");
  out.key("type_uid").number(200301).key("type_name").string("Compliance Finding: Create");
  out.key("time").number(static_cast<std::uint64_t>(milliseconds.value_or(0)));
  write_normalised(out, "severity", severity(f.status));
  write_normalised(out, "status", f.waived ? normalised{3, "Suppressed"} : normalised{1, "New"});
  if (f.waived) out.key("comment").string(waiver_sentence(*f.waived));
  out.key("message").string(
      fmt::format("{} in account {}: {}", short_name(*f.control), f.account, audit::name(f.status)));
  write_metadata(out, f);
  write_cloud(out, f, region);
  write_info(out, r, f, milliseconds);
  write_ocsf_compliance(out, f);
  write_remediation(out, r, f);
  write_ocsf_resources(out, r, f, region);
  out.key("unmapped").open('{').key("semantics").string(language_version).key("inputs").string(manifest);
  out.key("security_hub").string(hub_sentence(*r.evidence, f)).key("links").open('{');
  for (const audit::link_judgement& each : f.links) out.key(audit::name(each.what)).string(audit::name(each.status));
  out.close('}').close('}').close('}');
}

}  // namespace

std::string write_ocsf(const audit::report& r) {
  const regions where(*r.evidence);
  const std::string manifest = inputs_manifest(*r.evidence);
  json_writer out;
  out.open('[');
  for (const audit::finding& each : r.findings) {
    json_writer line(json_layout::compact);
    write_ocsf_finding(line, r, each, where.of(each), manifest);
    out.raw(line.take_line());
  }
  out.close(']');
  return out.take();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
