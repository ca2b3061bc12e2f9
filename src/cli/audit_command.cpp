// SPDX-License-Identifier: Apache-2.0
// Options first, then the values as they were typed.
#include "cli/audit_command.hpp"

#include "archive/time_range.hpp"
#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

namespace coverwatch::inline COVERWATCH_ABI::cli {

audit_command::audit_command(CLI::App& program)
    : app(program.add_subcommand("audit", "judge the controls of a benchmark, from the trail to who is told")) {
  app->footer(audit_footer);
  inputs = add_values(*app, "paths", unused, "PATH...", "files and folders: what the AWS command line printed, templates");
  benchmark = app->add_option("--benchmark", unused_benchmark,
                              fmt::format("a benchmark of `coverwatch catalog` ({})", options.benchmark))
                  ->option_text("ID");
  controls = add_repeated(*app, "--control", unused_controls, "ID", "only this control: 4.1, or cis-5.0:4.1");
  accounts = add_repeated(*app, "--account", unused_accounts, "ID", "only this account");
  assume = add_repeated(*app, "--assume", unused_assume, "P",
                        "only events for which this pattern holds count; fact:NAME and others: see below");
  waivers = app->add_option("--waivers", unused_waivers, "findings that are accepted, see below")->option_text("FILE");
  events = add_repeated(*app, "--replay", unused_events, "EVENTS",
                        "events to count, by day, for the plots of --format html");
  app->add_option("--format", options.format, "text (default), json, sarif, junit, ocsf, asff, or html")
      ->check(CLI::IsMember({"text", "json", "sarif", "junit", "ocsf", "asff", "html"}))
      ->option_text("FORMAT");
  output = app->add_option("-o,--output", unused_output, "write the report to this file")->option_text("FILE");
  app->add_option("--time", time, "the time that the report bears, and that waivers expire by: 2026-01-31T12:00 (now)")
      ->option_text("TIME");
  app->add_flag("--exit-zero", options.exit_zero, "exit with 0 whatever was found; an error is still 2");
  add_colour(*app, common);
}

int audit_command::operator()() {
  options.inputs = typed(*inputs);
  options.controls = typed(*controls);
  options.accounts = typed(*accounts);
  options.assume = typed(*assume);
  options.events = typed(*events);
  if (!benchmark->empty()) options.benchmark = typed(*benchmark).back();
  if (!waivers->empty()) options.waivers = typed(*waivers).back();
  if (!output->empty()) options.output = typed(*output).back();
  options.colours = common.wanted_colour();
  if (const std::string wrong = misuse(); !wrong.empty()) return usage_error(wrong, "audit ");
  return audit_files(options);
}

std::string audit_command::misuse() {
  if (options.inputs.empty()) return "name what to audit: files and folders";
  if (!options.events.empty() && options.format != "html") return "--replay draws plots, for --format html alone";
  if (std::find(options.events.begin(), options.events.end(), "-") != options.events.end()) {
    return "--replay reads its events twice, so not from standard input";
  }
  if (time.empty()) return {};
  options.time = archive::read_time(typed(time));
  return options.time ? "" : fmt::format("--time: `{}` is no time", typed(time));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
