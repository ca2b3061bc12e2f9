// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0, one run: a rule for each control, a result for each finding that has not passed. What failed is of the
// kind `fail`, what is unknown of the kind `open`, whose level must be `none` (3.27.10). A waiver is a suppression.
// Every result has a location, since GitHub refuses a whole file for one that has none.
#include "report/json_writer.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

// AWS Security Hub rates every control of this kind `Low`; GitHub calls up to 3.9 low.
constexpr std::string_view security_severity = "3.9";
constexpr std::size_t most_locations = 10;  // in one result

// RFC 3986: a path as a reference; an absolute one as a `file` URI.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path)
    plain.find(c) != std::string_view::npos ? void(out += c)
                                            : void(out += fmt::format("%{:02X}", static_cast<unsigned char>(c)));
  return out;
}

class sarif_writer {
 public:
  explicit sarif_writer(const audit::report& r) : report_(r), known_(*r.evidence) {
    for (const audit::finding& each : r.findings)
      if (std::find(rules_.begin(), rules_.end(), each.control) == rules_.end()) rules_.push_back(each.control);
    for (const inventory::source_file& each : known_.files) artifacts_.try_emplace(each.path, artifacts_.size());
  }

  std::string write() {
    out_.open('{').key("$schema").string("https://json.schemastore.org/sarif-2.1.0.json");
    out_.key("version").string("2.1.0").key("runs").open('[').open('{');
    write_tool();
    write_invocation();
    const std::string_view run = report_.benchmark == nullptr ? "controls" : report_.benchmark->id;
    out_.key("automationDetails").open('{').key("id").string(fmt::format("coverwatch-audit/{}/", run)).close('}');
    write_artifacts();
    out_.key("results").open('[');
    for (const audit::finding& each : report_.findings)
      if (each.status != audit::status::passed) write_result(each);
    out_.close(']').close('}').close(']').close('}');
    return out_.take();
  }

 private:
  void write_tool();
  void write_rule(const catalog::entry& control);
  void write_invocation();
  void write_artifacts();
  void write_result(const audit::finding& f);
  void write_locations(const audit::finding& f);

  void write_message(std::string_view key, std::string_view text) {
    out_.key(key).open('{').key("text").string(text).close('}');
  }
  // The file as a whole begins at its first line.
  void write_physical(std::size_t file, std::uint64_t line) {
    out_.key("physicalLocation").open('{').key("artifactLocation").open('{');
    out_.key("uri")
        .string(uri_of(known_.files[file].path))
        .key("index")
        .number(artifacts_.at(known_.files[file].path))
        .close('}');
    out_.key("region").open('{').key("startLine").number(std::max<std::uint64_t>(line, 1)).close('}').close('}');
  }

  const audit::report& report_;
  const inventory::inventory& known_;
  std::vector<const catalog::entry*> rules_;
  std::unordered_map<std::string_view, std::size_t> artifacts_;  // a path, its place in the list
  json_writer out_;
};

void sarif_writer::write_tool() {
  out_.key("tool").open('{').key("driver").open('{').key("name").string("Coverwatch");
  out_.key("version").string(tool_version()).key("semanticVersion").string(tool_version());
  out_.key("rules").open('[');
  for (const catalog::entry* each : rules_) write_rule(*each);
  out_.close(']').key("properties").open('{').key("semantics").string(language_version).close('}');
  out_.close('}').close('}');
}

void sarif_writer::write_rule(const catalog::entry& control) {
  const std::string asked = fmt::format(
      "{}: a trail, a log group, metric filters that match all that this pattern matches, an alarm, an action and a "
      "confirmed subscriber. Pattern: {}",
      short_name(control), control.normative.text);
  out_.open('{').key("id").string(control.id).key("name").string(dotted_name(control));
  write_message("shortDescription", fmt::format("{}: {}", short_name(control), control.title));
  write_message("fullDescription", asked);
  out_.key("helpUri").string(help_page).key("help").open('{').key("text").string(asked).close('}');
  out_.key("defaultConfiguration").open('{').key("level").string("error").close('}');
  out_.key("properties").open('{').key("security-severity").string(security_severity);
  out_.key("precision").string("very-high").key("tags").open('[').string("security").string("monitoring");
  out_.string(control.benchmark).close(']').close('}').close('}');
}

void sarif_writer::write_invocation() {
  const auto& problems = known_.problems;
  const bool damaged = std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.error; });
  out_.key("invocations").open('[').open('{').key("executionSuccessful").boolean(!damaged);
  const int code = audit::exit_code(report_);
  out_.key("exitCode").number(static_cast<std::uint64_t>(code)).key("exitCodeDescription").string(exit_words(code));
  if (seconds_of(report_.time)) out_.key("endTimeUtc").string(report_.time);
  out_.key("toolExecutionNotifications").open('[');
  for (const inventory::problem& each : problems) {
    out_.open('{').key("level").string(each.error ? "error" : "note");
    write_message("message", each.message);
    const auto file = artifacts_.find(each.path);
    out_.key("locations").open('[').open('{').key("physicalLocation").open('{');
    out_.key("artifactLocation").open('{').key("uri").string(uri_of(each.path));
    if (file != artifacts_.end()) out_.key("index").number(file->second);
    out_.close('}');
    if (each.line != 0) out_.key("region").open('{').key("startLine").number(each.line).close('}');
    out_.close('}').close('}').close(']').close('}');
  }
  out_.close(']').close('}').close(']');
}

void sarif_writer::write_artifacts() {
  out_.key("artifacts").open('[');
  std::size_t written = 0;  // a path that stands there twice is one artifact
  for (const inventory::source_file& each : known_.files) {
    if (artifacts_.at(each.path) != written) continue;
    ++written;
    out_.open('{').key("location").open('{').key("uri").string(uri_of(each.path)).close('}');
    out_.key("length").number(each.size);
    if (!each.sha256.empty()) out_.key("hashes").open('{').key("sha-256").string(each.sha256).close('}');
    out_.close('}');
  }
  out_.close(']');
}

void sarif_writer::write_result(const audit::finding& f) {
  const bool failed = f.status == audit::status::failed;
  const auto rule = std::find(rules_.begin(), rules_.end(), f.control) - rules_.begin();
  out_.open('{').key("ruleId").string(f.control->id).key("ruleIndex").number(static_cast<std::uint64_t>(rule));
  out_.key("kind").string(failed ? "fail" : "open").key("level").string(failed ? "error" : "none");
  write_message("message", fmt::format("Account {}, {} ({}): {}.\n{}\n{}", f.account, short_name(*f.control),
                                       f.control->title, audit::name(f.status), summary(f), hub_sentence(known_, f)));
  write_locations(f);
  out_.key("partialFingerprints").open('{').key("primaryLocationLineHash").string(fingerprint(f) + ":1");
  out_.key("coverwatchFinding/v1").string(fingerprint(f)).close('}');
  if (f.waived) {
    out_.key("suppressions").open('[').open('{').key("kind").string("external").key("status").string("accepted");
    out_.key("justification").string(waiver_sentence(*f.waived)).close('}').close(']');
  }
  out_.key("properties").open('{').key("account").string(f.account).key("status").string(audit::name(f.status));
  out_.key("links").open('{');
  for (const audit::link_judgement& each : f.links) out_.key(audit::name(each.what)).string(audit::name(each.status));
  out_.close('}').close('}').close('}');
}

void sarif_writer::write_locations(const audit::finding& f) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shown;
  out_.key("locations").open('[');
  for (const audit::evidence* each : grounds(f)) {
    const auto spot = std::pair{each->at.file, each->at.line};
    if (spot.first >= known_.files.size() || std::find(shown.begin(), shown.end(), spot) != shown.end()) continue;
    if (shown.size() == most_locations) break;
    shown.push_back(spot);
    out_.open('{');
    write_physical(spot.first, spot.second);
    write_message("message", each->fact);
    out_.close('}');
  }
  if (shown.empty() && !known_.files.empty()) {
    out_.open('{');
    write_physical(0, 0);
    write_message("message", "no input says so: this is the first of the files that were read");
    out_.close('}');
  }
  out_.close(']');
}

}  // namespace

std::string write_sarif(const audit::report& r) { return sarif_writer(r).write(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::report
