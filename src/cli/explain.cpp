// SPDX-License-Identifier: Apache-2.0
// Gathers what every stage knows of one pattern.
#include "cli/explain.hpp"

#include "report/json_writer.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/tree_text.hpp"
#include "logic/describe.hpp"
#include "match/parts.hpp"

#include <coverwatch/coverage.hpp>
#include <coverwatch/hint.hpp>
#include <coverwatch/pattern.hpp>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string> meaning(const pattern& p) {
  return logic::describe(p.internals().formula, p.internals().dialect);
}

void add_section(std::string& out, std::string_view title, const std::vector<std::string>& lines) {
  if (!out.empty()) out += '\n';
  out.append(title).append("\n");
  for (const std::string& line : lines) out.append(line.empty() ? "" : "  ").append(line).append("\n");
}

// The pattern, or those of its alternatives, that no event can match; what could not be told is left out.
std::vector<std::string> dead_parts(const pattern& p) {
  const coverage_report report = ask_covers({}, {&p, 1});
  if (report.result == verdict::vacuous) return {p.canonical()};
  std::vector<std::string> dead;
  for (const reference_part& part : report.parts) {
    if (part.result == verdict::vacuous) dead.push_back(part.text);
  }
  return dead;
}

std::vector<std::string> warning_lines(const pattern& p) {
  std::vector<std::string> lines;
  for (const diagnostic& warning : p.warnings()) {
    for (std::string& line : lines_of(render(warning))) lines.push_back(std::move(line));
  }
  for (const hint& h : lint(p)) lines.push_back("warning: " + message(h));
  if (lines.empty()) lines.emplace_back("none");
  return lines;
}

std::string as_text(const pattern& p) {
  std::string out;
  add_section(out, "pattern", {p.canonical().empty() ? "(empty)" : p.canonical()});
  add_section(out, "tree", tree_lines(p.internals().tree));
  add_section(out, "meaning", meaning(p));
  add_section(out, "program", lines_of(p.disassembly()));
  add_section(out, "warnings", warning_lines(p));
  return out;
}

void write_lines(report::json_writer& out, std::string_view key, const std::vector<std::string>& lines) {
  out.key(key).open('[');
  for (const std::string& line : lines) out.string(line);
  out.close(']');
}

void write_words(report::json_writer& out, const diagnostic& d) {
  out.key("code").string(name(d.code));
  out.key("message").string(message(d));
  out.key("help").string(help(d));
}

void write_place(report::json_writer& out, const diagnostic& d) {
  out.key("begin").number(d.where.begin);
  out.key("end").number(d.where.end);
}

void write_lints(report::json_writer& out, const pattern& p) {
  out.key("lints").open('[');
  for (const hint& h : lint(p)) {
    out.open('{');
    out.key("kind").string(name(h.what));
    out.key("message").string(message(h));
    out.key("found").string(h.found);
    out.key("wanted");
    h.wanted.empty() ? out.null() : out.string(h.wanted);
    out.close('}');
  }
  out.close(']');
}

std::string as_json(const pattern& p) {
  report::json_writer out;
  out.open('{');
  out.key("pattern").string(p.text());
  out.key("canonical").string(p.canonical());
  out.key("tree");
  write_tree(out, p.internals().tree);
  write_lines(out, "meaning", meaning(p));
  write_lines(out, "program", lines_of(p.disassembly()));
  out.key("warnings").open('[');
  for (const diagnostic& warning : p.warnings()) {
    out.open('{');
    write_words(out, warning);
    write_place(out, warning);
    out.close('}');
  }
  out.close(']');
  write_lints(out, p);
  write_lines(out, "neverMatches", dead_parts(p));
  const std::optional<bool> everything = catches_everything(p);
  out.key("matchesEverything").raw(everything ? *everything ? "true" : "false" : "null");
  return out.close('}').take();
}

std::string refusal_as_json(const diagnostic& d) {
  report::json_writer out;
  out.open('{').key("error").open('{');
  write_words(out, d);
  out.key("serviceMessage").string(service_message(d));
  write_place(out, d);
  return out.close('}').close('}').take();
}

}  // namespace

int explain(const explain_options& options) {
  terminal err(options.colours);
  parse_options how;
  how.dialect = options.dialect;
  const auto p = parse_pattern(options.pattern, how);
  if (!p) {
    if (options.json) {
      print(err, refusal_as_json(p.error()));
    } else {
      err.show(p.error());
    }
    return exit_trouble;
  }
  return print(err, options.json ? as_json(*p) : as_text(*p)) ? 0 : exit_trouble;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
