// SPDX-License-Identifier: Apache-2.0
// Member by member, in the order in which they are documented by `coverwatch covers --help`.
#include "cli/coverage_json.hpp"

#include "cli/coverage_words.hpp"
#include "support/json.hpp"

#include <coverwatch/hint.hpp>

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

void write_doubt(report::json_writer& out, doubt d) {
  out.key("doubt");
  d == doubt::nothing ? out.null() : out.string(name(d));
}

void write_index(report::json_writer& out, std::string_view key, const std::optional<std::size_t>& index) {
  out.key(key);
  index ? out.number(*index) : out.null();
}

void write_part(report::json_writer& out, const reference_part& part, const pattern& reference) {
  out.open('{');
  out.key("pattern").string(part.text);
  out.key("result").string(name(part.result));
  write_index(out, "filter", part.filter);
  write_index(out, "disjunct", part.disjunct);
  out.key("partly").raw(part.partly ? "true" : "false");
  out.key("event");
  part.event.empty() ? void(out.null()) : write_event(out, part.event, reference);
  write_doubt(out, part.doubt);
  out.close('}');
}

void write_texts(report::json_writer& out, std::string_view key, std::span<const std::string> texts) {
  out.key(key).open('[');
  for (const std::string& each : texts) out.string(each);
  out.close(']');
}

void write_regions(report::json_writer& out, std::span<const coverage_region> regions) {
  out.key("regions").open('[');
  for (const coverage_region& each : regions) {
    out.open('{').key("parts").open('[');
    for (const std::size_t part : each.parts) out.number(part);
    out.close(']');
    write_index(out, "filter", each.filter);
    write_texts(out, "blockers", each.blockers);
    out.close('}');
  }
  out.close(']');
}

void write_step(report::json_writer& out, const repair_step& step) {
  out.key("pattern").string(step.text);
  write_index(out, "replaces", step.replaces);
  out.key("kind").string(name(step.kind));
  write_texts(out, "dropped", step.dropped);
}

// A repair is its first step; the others stand in `also`.
void write_repairs(report::json_writer& out, std::span<const coverage_repair> repairs) {
  out.key("repairs").open('[');
  for (const coverage_repair& each : repairs) {
    out.open('{');
    write_step(out, each.steps.front());
    out.key("widens").raw(each.widens ? "true" : "false");
    out.key("also").open('[');
    for (const repair_step& step : std::span(each.steps).subspan(1)) {
      out.open('{');
      write_step(out, step);
      out.close('}');
    }
    out.close(']');
    out.close('}');
  }
  out.close(']');
}

void write_hints(report::json_writer& out, std::span<const hint> all) {
  out.key("hints").open('[');
  for (const hint& h : all) {
    out.open('{').key("kind").string(name(h.what));
    out.key("message").string(message(h));
    write_index(out, "filter", h.filter);
    out.key("found").string(h.found);
    out.key("wanted");
    h.wanted.empty() ? out.null() : out.string(h.wanted);
    out.close('}');
  }
  out.close(']');
}

void write_refused(report::json_writer& out, const refused_text& r) {
  out.open('{');
  out.key("argument").string(r.list);
  out.key("index").number(r.index);
  out.key("pattern").string(r.what.source);
  out.key("code").string(name(r.what.code));
  out.key("message").string(message(r.what));
  out.key("help").string(help(r.what));
  out.key("begin").number(r.what.where.begin);
  out.key("end").number(r.what.where.end);
  out.close('}');
}

}  // namespace

void write_members(report::json_writer& out, const coverage_report& answer, const coverage_question& asked) {
  const pattern& reference = asked.reference[answer.reference];
  out.key("result").string(name(answer.result));
  out.key("message").string(sentence(answer, asked));
  out.key("reference").number(answer.reference);
  out.key("reasons").open('[');
  for (const reference_part& part : answer.parts) write_part(out, part, reference);
  out.close(']');
  out.key("witness");
  has_witness(answer) ? write_event(out, answer.event, reference) : void(out.null());
  out.key("wholeEvent");
  answer.whole_event.empty() ? void(out.null()) : write_event(out, answer.whole_event, reference);
  out.key("certificate");
  answer.certificate.empty() ? out.null() : out.raw(answer.certificate);
  write_hints(out, hints(asked.deployed, reference, answer, asked.options(false)));
  write_regions(out, answer.regions);
  write_repairs(out, answer.repairs);
  out.key("assumptionsUsed").open('[');
  for (const std::size_t i : answer.assumptions) out.string(asked.assumptions[i].text());
  if (answer.needs_canonical_json) out.string(canonical_json_name);
  out.close(']');
  out.key("factsThatWouldHelp").open('[');
  for (const std::size_t i : answer.facts) out.string(asked.known[i]->name);
  out.close(']');
  write_doubt(out, answer.doubt);
}

void write_error(report::json_writer& out, std::string_view message, std::span<const refused_text> refused) {
  out.key("result").string("error");
  out.key("message").string(message);
  out.key("errors").open('[');
  for (const refused_text& each : refused) write_refused(out, each);
  out.close(']');
}

std::string error_as_json(std::string_view message, std::span<const refused_text> refused) {
  report::json_writer out;
  out.open('{');
  write_error(out, message, refused);
  return out.close('}').take();
}

std::string refused_message(std::span<const refused_text> refused) {
  return refused.size() == 1 ? "A pattern was refused." : fmt::format("{} patterns were refused.", refused.size());
}

void write_event(report::json_writer& out, std::string_view event, const pattern& matching) {
  const bool is_value = matching.kind() == pattern_kind::json && !support::json::validate(event);
  is_value ? out.raw(event) : out.string(event);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
