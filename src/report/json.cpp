// SPDX-License-Identifier: Apache-2.0
// The whole report as JSON, as docs/audit-report.schema.json describes it. Members and their order are fixed; what does
// not apply is null or an empty list. A new member is no new version; a member that goes, or means something else, is.
#include "report/json_writer.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <coverwatch/options.hpp>

#include <span>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

using inventory::place;

class report_writer {
 public:
  explicit report_writer(const audit::report& r) : report_(r), known_(*r.evidence) {}

  std::string write() {
    out_.open('{');
    write_head();
    write_summary();
    write_inputs();
    write_problems();
    write_filters();
    out_.key("findings").open('[');
    for (const audit::finding& each : report_.findings) on_one_line([&] { write_finding(each); });
    out_.close(']').key("unused_waivers").open('[');
    for (const audit::waiver& each : report_.unused_waivers) write_waiver(each);
    out_.close(']').close('}');
    return out_.take();
  }

 private:
  void write_head();
  void write_summary();
  void write_inputs();
  void write_problems();
  void write_filters();
  void write_finding(const audit::finding& f);
  void write_control(const catalog::entry& control);
  void write_link(const audit::link_judgement& link);
  void write_remark(const audit::remark& remark);
  void write_coverage(const audit::finding& f);
  void write_filter(const inventory::metric_filter& filter);
  void write_part(const reference_part& part);
  void write_region(const coverage_region& region);
  void write_repair(const coverage_repair& repair);
  void write_hub(const audit::finding& f);
  void write_waiver(const audit::waiver& w);

  // One value, without line breaks: the longest lists stay small, and can be searched line by line.
  template <typename Write>
  void on_one_line(Write write) {
    json_writer line(json_layout::compact);
    std::swap(line, out_);
    write();
    std::swap(line, out_);
    out_.raw(line.take_line());
  }
  void write_strings(std::span<const std::string> texts) {
    out_.open('[');
    for (const std::string& each : texts) out_.string(each);
    out_.close(']');
  }
  void write_evidence(std::span<const audit::evidence> grounds) {
    out_.open('[');
    for (const audit::evidence& each : grounds) {
      out_.open('{').key("fact").string(each.fact).key("at");
      write_place(each.at);
      out_.close('}');
    }
    out_.close(']');
  }
  void write_place(const place& at) {
    if (at.file >= known_.files.size()) return void(out_.null());
    out_.open('{').key("file").string(known_.files[at.file].path).key("line").number(at.line);
    out_.key("column").number(at.column).key("path").string(at.path).close('}');
  }
  void write_text_or_null(std::string_view text) { text.empty() ? out_.null() : out_.string(text); }
  void write_index(std::optional<std::size_t> index) { index ? out_.number(*index) : out_.null(); }
  void write_scope(const inventory::scope& where) {
    out_.key("account").string(where.account).key("region").string(where.region);
  }

  const audit::report& report_;
  const inventory::inventory& known_;
  json_writer out_;
};

void report_writer::write_head() {
  out_.key("schema").string("coverwatch.audit/1");
  out_.key("tool").open('{').key("name").string("coverwatch").key("version").string(tool_version()).close('}');
  out_.key("semantics").string(language_version).key("time").string(report_.time).key("benchmark");
  if (report_.benchmark == nullptr) {
    out_.null();
  } else {
    out_.open('{').key("id").string(report_.benchmark->id).key("title").string(report_.benchmark->title);
    out_.key("version").string(report_.benchmark->version).close('}');
  }
  out_.key("assumptions");
  write_strings(report_.assumptions);
  out_.key("exit_code").number(static_cast<std::uint64_t>(audit::exit_code(report_)));
}

void report_writer::write_summary() {
  const tally all = count(report_);
  out_.key("summary").open('{').key("findings").number(all.findings).key("passed").number(all.passed);
  out_.key("failed").number(all.failed).key("unknown").number(all.unknown).key("waived").number(all.waived);
  out_.key("accounts").number(all.accounts).close('}');
}

void report_writer::write_inputs() {
  out_.key("inputs").open('[');
  for (const inventory::source_file& each : known_.files) {
    out_.open('{').key("path").string(each.path).key("size").number(each.size).key("sha256").string(each.sha256);
    out_.key("documents").open('[');
    for (const inventory::document_kind kind : each.documents) out_.string(inventory::name(kind));
    out_.close(']').close('}');
  }
  out_.close(']');
}

void report_writer::write_problems() {
  out_.key("problems").open('[');
  for (const inventory::problem& each : known_.problems) {
    out_.open('{').key("path").string(each.path).key("line").number(each.line);
    out_.key("message").string(each.message).key("error").boolean(each.error).close('}');
  }
  out_.close(']');
}

void report_writer::write_control(const catalog::entry& control) {
  out_.open('{').key("id").string(control.id).key("benchmark").string(control.benchmark);
  out_.key("version").string(control.version).key("number").string(control.control);
  out_.key("title").string(control.title).key("references").open('[').string(control.normative.text);
  for (const catalog::reference& each : control.alternatives) out_.string(each.text);
  out_.close(']').close('}');
}

void report_writer::write_finding(const audit::finding& f) {
  out_.open('{').key("fingerprint").string(fingerprint(f)).key("control");
  write_control(*f.control);
  out_.key("account").string(f.account).key("status").string(audit::name(f.status)).key("waived");
  f.waived ? write_waiver(*f.waived) : void(out_.null());
  out_.key("trail");
  if (f.trail && *f.trail < known_.trails.size()) {
    const inventory::trail& trail = known_.trails[*f.trail];
    out_.open('{').key("name").string(trail.name).key("arn").string(trail.arn);
    write_scope(trail.where);
    out_.key("origin").string(inventory::name(trail.from)).key("at");
    write_place(trail.at);
    out_.close('}');
  } else {
    out_.null();
  }
  out_.key("log_group");
  if (f.log_group.empty()) {
    out_.null();
  } else {
    out_.open('{').key("name").string(f.log_group);
    write_scope(f.log_group_where);
    out_.close('}');
  }
  out_.key("links").open('[');
  for (const audit::link_judgement& each : f.links) write_link(each);
  out_.close(']').key("coverage");
  write_coverage(f);
  out_.key("security_hub");
  write_hub(f);
  out_.key("alarms").open('[');
  for (const std::size_t index : f.alarms) {
    if (index >= known_.alarms.size()) continue;
    const inventory::alarm& alarm = known_.alarms[index];
    out_.open('{').key("name").string(alarm.name).key("arn").string(alarm.arn);
    out_.key("kind").string(inventory::name(alarm.kind)).key("at");
    write_place(alarm.at);
    out_.close('}');
  }
  out_.close(']').close('}');
}

void report_writer::write_link(const audit::link_judgement& link) {
  out_.open('{').key("link").string(audit::name(link.what)).key("title").string(audit::title(link.what));
  out_.key("status").string(audit::name(link.status)).key("message").string(link.message).key("evidence");
  write_evidence(link.grounds);
  out_.key("remarks").open('[');
  for (const audit::remark& each : link.remarks) write_remark(each);
  out_.close(']').key("settle");
  write_strings(link.settle);
  out_.key("parts");
  write_strings(link.parts);
  out_.key("witness");
  write_text_or_null(link.witness);
  out_.close('}');
}

void report_writer::write_remark(const audit::remark& remark) {
  out_.open('{').key("reason").string(audit::name(remark.why)).key("title").string(audit::title(remark.why));
  out_.key("decisive").boolean(remark.decisive).key("message").string(remark.message).key("evidence");
  write_evidence(remark.grounds);
  out_.close('}');
}

void report_writer::write_coverage(const audit::finding& f) {
  const coverage_report& answer = f.filters.answer;
  const auto status = f.links[static_cast<std::size_t>(audit::link::filter)].status;
  if (status == audit::status::blocked) return void(out_.null());
  out_.open('{').key("result").string(name(answer.result)).key("doubt").string(name(answer.doubt));
  out_.key("reference").number(f.filters.reference).key("filters").open('[');
  for (const auto& each : f.filters.filters)
    out_.open('{').key("filter").number(each.record).key("counted").boolean(each.counted).close('}');
  out_.close(']').key("asked").open('[');
  for (const std::size_t each : f.filters.asked) out_.number(each);
  out_.close(']').key("event");
  write_text_or_null(answer.event);
  out_.key("whole_event");
  write_text_or_null(answer.whole_event);
  out_.key("parts").open('[');
  for (const reference_part& each : answer.parts) write_part(each);
  out_.close(']').key("regions").open('[');
  for (const coverage_region& each : answer.regions) write_region(each);
  out_.close(']').key("repairs").open('[');
  for (const coverage_repair& each : answer.repairs) write_repair(each);
  out_.close(']').key("needed_assumptions").open('[');
  for (const std::size_t each : answer.assumptions) out_.number(each);
  out_.close(']').key("facts").open('[');
  for (const catalog::fact* each : helpful_facts(f)) out_.string(each->name);
  out_.close(']').key("needs_canonical_json").boolean(answer.needs_canonical_json).key("hints").open('[');
  for (const hint& each : f.filters.hints) {
    out_.open('{').key("kind").string(name(each.what)).key("filter");
    write_index(each.filter);
    out_.key("found").string(each.found).key("wanted").string(each.wanted);
    out_.key("message").string(message(each)).close('}');
  }
  out_.close(']').close('}');
}

void report_writer::write_filters() {
  out_.key("metric_filters").open('[');
  for (const inventory::metric_filter& each : known_.filters) on_one_line([&] { write_filter(each); });
  out_.close(']');
}

void report_writer::write_filter(const inventory::metric_filter& filter) {
  out_.open('{').key("name").string(filter.name).key("log_group").string(filter.log_group);
  write_scope(filter.where);
  out_.key("pattern");
  filter.pattern ? out_.string(*filter.pattern) : out_.null();
  out_.key("metric_namespace").string(filter.metric_namespace).key("metric_name").string(filter.metric_name);
  out_.key("value").string(filter.value).key("origin").string(inventory::name(filter.from)).key("at");
  write_place(filter.at);
  out_.close('}');
}

void report_writer::write_part(const reference_part& part) {
  out_.open('{').key("text").string(part.text).key("result").string(name(part.result));
  out_.key("doubt").string(name(part.doubt)).key("partly").boolean(part.partly).key("filter");
  write_index(part.filter);
  out_.key("event");
  write_text_or_null(part.event);
  out_.close('}');
}

void report_writer::write_region(const coverage_region& region) {
  out_.open('{').key("parts").open('[');
  for (const std::size_t each : region.parts) out_.number(each);
  out_.close(']').key("filter");
  write_index(region.filter);
  out_.key("blockers");
  write_strings(region.blockers);
  out_.close('}');
}

void report_writer::write_repair(const coverage_repair& repair) {
  out_.open('{').key("widens").boolean(repair.widens).key("steps").open('[');
  for (const repair_step& each : repair.steps) {
    out_.open('{').key("kind").string(name(each.kind)).key("pattern").string(each.text).key("replaces");
    write_index(each.replaces);
    out_.key("dropped");
    write_strings(each.dropped);
    out_.close('}');
  }
  out_.close(']').close('}');
}

void report_writer::write_hub(const audit::finding& f) {
  const audit::exact_text& hub = f.security_hub;
  out_.open('{').key("answer").string(audit::name(hub.result)).key("control");
  hub.control == nullptr ? out_.null() : out_.string(hub.control->id);
  out_.key("text");
  hub.control == nullptr ? out_.null() : out_.string(hub.control->normative.text);
  out_.key("filter");
  write_index(hub.filter);
  out_.close('}');
}

void report_writer::write_waiver(const audit::waiver& w) {
  out_.open('{').key("control").string(w.control).key("account").string(w.account).key("reason").string(w.reason);
  out_.key("expires");
  write_text_or_null(w.expires);
  out_.key("at");
  write_place(w.at);
  out_.close('}');
}

}  // namespace

std::string write_json(const audit::report& r) { return report_writer(r).write(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::report
