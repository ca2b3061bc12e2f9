// SPDX-License-Identifier: Apache-2.0
// JUnit XML: a suite for each account, a case for each control. What failed is a failure; what is unknown or waived is
// skipped, with the reason; what was wrong with the inputs is an error in a suite of its own.
#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

using audit::finding;

bool is_failure(const finding& f) { return f.status == audit::status::failed && !f.waived; }
bool is_skipped(const finding& f) { return f.status != audit::status::passed && !is_failure(f); }

std::string details(const audit::report& r, const finding& f) {
  std::string out = summary(f) + '\n';
  for (const audit::evidence* each : grounds(f)) {
    const std::string place = place_text(*r.evidence, each->at);
    out += fmt::format("{}: {}\n", place.empty() ? "nowhere" : place, each->fact);
  }
  for (const audit::link_judgement* each : decisive_links(f)) {
    if (const auto event = lost_event(f, *each); !event.empty()) out += fmt::format("slips through: {}\n", event);
    for (const std::string& command : each->settle) out += fmt::format("would settle it: {}\n", command);
  }
  for (const coverage_repair* repair : shown_repairs(f))
    for (const repair_step& step : repair->steps)
      out += fmt::format("repair: {}: {}\n", step_words(*r.evidence, f, step), step.text);
  return out + hub_sentence(*r.evidence, f) + '\n';
}

void add_case(std::string& out, const audit::report& r, const finding& f) {
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", escaped(dotted_name(*f.control)),
                     escaped(f.control->title));
  if (f.status == audit::status::passed) return void(out += "/>\n");
  const std::string waiver = f.waived ? waiver_sentence(*f.waived) + ' ' : "";
  const std::string text =
      escaped(cut(fmt::format("{}{}: {}", waiver, audit::name(f.status), visible(summary(f))), 1000));
  if (is_failure(f))
    out += fmt::format(">\n      <failure type=\"failed\" message=\"{}\">{}</failure>\n", text, escaped(details(r, f)));
  else  // a skipped case has no text of its own in the schemas of JUnit: it stands beside it
    out += fmt::format(">\n      <skipped message=\"{}\"/>\n      <system-out>{}</system-out>\n", text,
                       escaped(details(r, f)));
  out += "    </testcase>\n";
}

// Numbers as attributes, and the time without its zone, as the schemas want it.
std::string numbers(const audit::report& r, std::size_t tests, std::size_t failures, std::size_t errors,
                    std::size_t skipped) {
  const std::string_view time =
      std::string_view{r.time}.substr(0, r.time.ends_with('Z') ? r.time.size() - 1 : r.time.size());
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\" timestamp=\"{}\"", tests,
                     failures, errors, skipped, escaped(time));
}

void add_account(std::string& out, const audit::report& r, std::span<const finding> findings) {
  const auto failures = static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), is_failure));
  const auto skipped = static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), is_skipped));
  out += fmt::format("  <testsuite name=\"account {}\" {}>\n", escaped(findings.front().account),
                     numbers(r, findings.size(), failures, 0, skipped));
  out += fmt::format(
      "    <properties>\n      <property name=\"coverwatch\" value=\"{}\"/>\n      <property "
      "name=\"semantics\" value=\"{}\"/>\n    </properties>\n",
      tool_version(), language_version);
  for (const finding& each : findings) add_case(out, r, each);
  out += "  </testsuite>\n";
}

// Nothing judged is an error too: a suite without a case would be a pass.
void add_inputs(std::string& out, const audit::report& r, std::size_t errors) {
  out += fmt::format("  <testsuite name=\"inputs\" {}>\n", numbers(r, errors, 0, errors, 0));
  if (r.findings.empty())
    out +=
        "    <testcase classname=\"inputs\" name=\"judged\" time=\"0\">\n      <error type=\"nothing\" "
        "message=\"nothing was judged\"/>\n    </testcase>\n";
  for (const inventory::problem& each : r.evidence->problems) {
    if (!each.error) continue;
    const std::string place = each.line == 0 ? each.path : fmt::format("{}:{}", each.path, each.line);
    out += fmt::format(
        "    <testcase classname=\"inputs\" name=\"{}\" time=\"0\">\n      <error type=\"input\" "
        "message=\"{}\"/>\n    </testcase>\n",
        escaped(visible(place)), escaped(visible(each.message)));
  }
  std::string files;
  for (const inventory::source_file& each : r.evidence->files) files += fmt::format("{}  {}\n", each.sha256, each.path);
  for (const inventory::problem& each : r.evidence->problems)
    if (!each.error) files += fmt::format("note: {}: {}\n", each.path, each.message);
  out += fmt::format("    <system-out>{}</system-out>\n  </testsuite>\n", escaped(files));
}

}  // namespace

std::string write_junit(const audit::report& r) {
  const auto& all = r.findings;
  const auto& problems = r.evidence->problems;
  const auto failures = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_failure));
  const auto errors =
      static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(), [](const auto& p) { return p.error; })) +
      (all.empty() ? 1 : 0);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"coverwatch audit\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\">\n",
                     all.size() + errors, failures, errors);
  for (auto first = all.begin(); first != all.end();) {
    const auto end = std::find_if(first, all.end(), [&](const finding& f) { return f.account != first->account; });
    add_account(out, r, {first, end});
    first = end;
  }
  add_inputs(out, r, errors);
  return out + "</testsuites>\n";
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
