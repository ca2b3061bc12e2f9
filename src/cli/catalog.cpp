// SPDX-License-Identifier: Apache-2.0
// A table for everything and for one benchmark; for one control its texts with all that is known of them. JSON has
// everything about whatever was asked for.
#include "cli/catalog.hpp"

#include "report/json_writer.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"

#include <coverwatch/catalog.hpp>
#include <coverwatch/pattern.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr std::string_view facts_id = "facts";

// Why the service would refuse the text; nothing when it would not.
std::optional<diagnostic> refusal(std::string_view text) {
  const auto parsed = parse_pattern(text);
  return parsed ? std::nullopt : std::optional{parsed.error()};
}

std::size_t widest_id() {
  std::size_t width = 0;
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    for (const catalog::entry& e : b.entries) width = std::max(width, e.id.size());
  }
  return width;
}

std::string table(const catalog::benchmark& b) {
  std::string out;
  for (const catalog::entry& e : b.entries) out += fmt::format("{:<{}}  {}\n", e.id, widest_id(), e.title);
  return out;
}

std::string whole_table() {
  std::string out;
  for (const catalog::benchmark& b : catalog::benchmarks()) out += table(b);
  return out;
}

// A line of its own, unless there is nothing to say.
void add_line(std::string& out, std::string_view before, std::string_view text) {
  if (!text.empty()) out += fmt::format("{}{}\n", before, text);
}

std::string source_line(const catalog::source& s) {
  const std::string_view comma = s.repair.empty() ? "" : "; here ";
  return fmt::format("  from {}, {}, {}{}{}\n", s.repository, s.path, s.part, comma, s.repair);
}

void add_text(std::string& out, std::string_view heading, const catalog::reference& r) {
  out += fmt::format("\n{}\n  {}\n", heading, r.text);
  add_line(out, "  note: ", r.note);
  if (const auto refused = refusal(r.text)) add_line(out, "  the service refuses it: ", message(*refused));
  for (const catalog::source& s : r.sources) out += source_line(s);
}

std::string as_text(const catalog::benchmark& b) {
  std::string out = fmt::format("{}  {} {}\n", b.id, b.title, b.version);
  add_line(out, "note: ", b.note);
  return out + '\n' + table(b);
}

std::string as_text(const catalog::entry& e) {
  std::string out = fmt::format("{}  {}\n{} {}, control {}\n", e.id, e.title, e.benchmark, e.version, e.control);
  if (const auto* home = catalog::find_benchmark(e.id.substr(0, e.id.find(':')))) add_line(out, "note: ", home->note);
  add_line(out, "note: ", e.note);
  add_text(out, "pattern", e.normative);
  for (const catalog::reference& r : e.alternatives) add_text(out, "alternative (official as well: either will do)", r);
  for (const catalog::reference& r : e.variants)
    add_text(out, "variant (printed, but no filter is held against it)", r);
  return out;
}

std::string facts_as_text() {
  std::size_t width = 0;
  for (const catalog::fact& f : catalog::facts()) width = std::max(width, f.name.size());
  std::string out =
      "Facts about the events of CloudTrail. None is assumed unless asked for: covers --assume fact:NAME\n\n";
  for (const catalog::fact& f : catalog::facts()) {
    out += fmt::format("{:<{}}  {}\n{:<{}}  {}\n", f.name, width, f.pattern, "", width, f.statement);
    if (!f.exception.empty()) out += fmt::format("{:<{}}  but: {}\n", "", width, f.exception);
    out += fmt::format("{:<{}}  from {}\n", "", width, f.source);
  }
  return out;
}

void write_facts(report::json_writer& out) {
  out.key("facts").open('[');
  for (const catalog::fact& f : catalog::facts()) {
    out.open('{');
    out.key("name").string(f.name);
    out.key("pattern").string(f.pattern);
    out.key("statement").string(f.statement);
    out.key("exception").string(f.exception);
    out.key("source").string(f.source);
    out.close('}');
  }
  out.close(']');
}

void write_sources(report::json_writer& out, const catalog::reference& r) {
  out.key("sources").open('[');
  for (const catalog::source& s : r.sources) {
    out.open('{');
    out.key("repository").string(s.repository);
    out.key("path").string(s.path);
    out.key("part").string(s.part);
    out.key("repair").string(s.repair);
    out.close('}');
  }
  out.close(']');
}

void write_text(report::json_writer& out, const catalog::reference& r) {
  out.key("pattern").string(r.text);
  out.key("note").string(r.note);
  if (const auto refused = refusal(r.text)) {
    out.key("error").open('{');
    out.key("code").string(name(refused->code));
    out.key("message").string(message(*refused));
    out.close('}');
  }
  write_sources(out, r);
}

void write_texts(report::json_writer& out, std::string_view key, std::span<const catalog::reference> texts) {
  out.key(key).open('[');
  for (const catalog::reference& r : texts) {
    out.open('{');
    write_text(out, r);
    out.close('}');
  }
  out.close(']');
}

void write(report::json_writer& out, const catalog::entry& e) {
  out.open('{');
  out.key("id").string(e.id);
  out.key("benchmark").string(e.benchmark);
  out.key("version").string(e.version);
  out.key("control").string(e.control);
  out.key("title").string(e.title);
  out.key("note").string(e.note);
  out.key("normative").open('{');
  write_text(out, e.normative);
  out.close('}');
  write_texts(out, "alternatives", e.alternatives);
  write_texts(out, "variants", e.variants);
  out.close('}');
}

void write(report::json_writer& out, const catalog::benchmark& b) {
  out.open('{');
  out.key("id").string(b.id);
  out.key("benchmark").string(b.title);
  out.key("version").string(b.version);
  out.key("note").string(b.note);
  out.key("controls").open('[');
  for (const catalog::entry& e : b.entries) write(out, e);
  out.close(']');
  out.close('}');
}

template <class Shown>
std::string as_json(const Shown& shown) {
  report::json_writer out;
  write(out, shown);
  return out.take();
}

std::string everything_as_json() {
  report::json_writer out;
  out.open('{').key("benchmarks").open('[');
  for (const catalog::benchmark& b : catalog::benchmarks()) write(out, b);
  out.close(']');
  write_facts(out);
  return out.close('}').take();
}

std::string facts_as_json() {
  report::json_writer out;
  out.open('{');
  write_facts(out);
  return out.close('}').take();
}

std::string unknown(std::string_view id) {
  std::string out = fmt::format("`{}` is not in the catalogue", id);
  const auto near = catalog::suggestions(id);
  if (near.empty()) return out + "; `coverwatch catalog` lists every id";
  for (std::size_t i = 0; i < near.size(); ++i) {
    out += fmt::format("{}`{}`", i == 0 ? "; did you mean " : i + 1 == near.size() ? " or " : ", ", near[i]);
  }
  return out + "?";
}

// What was asked for; nothing when the id is unknown.
std::optional<std::string> shown(const catalog_options& options) {
  if (options.id.empty()) return options.json ? everything_as_json() : whole_table();
  if (options.id == facts_id) return options.json ? facts_as_json() : facts_as_text();
  if (const auto* b = catalog::find_benchmark(options.id)) return options.json ? as_json(*b) : as_text(*b);
  if (const auto* e = catalog::find(options.id)) return options.json ? as_json(*e) : as_text(*e);
  return std::nullopt;
}

}  // namespace

int show_catalog(const catalog_options& options) {
  terminal err(options.colours);
  if (const auto text = shown(options)) return print(err, *text) ? 0 : exit_trouble;
  err.error(unknown(options.id));
  return exit_trouble;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
