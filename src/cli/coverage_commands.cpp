// SPDX-License-Identifier: Apache-2.0
// Options first, then what to do with them.
#include "cli/coverage_commands.hpp"

#include "cli/compare.hpp"
#include "cli/coverage_question.hpp"
#include "cli/covers.hpp"
#include "cli/covers_batch.hpp"
#include "cli/help.hpp"
#include "cli/verify.hpp"

#include <fmt/format.h>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// Both dialects, unless one is chosen.
void add_dialects(CLI::App& command, common_options& common, const std::string& help) {
  common.dialect = "both";
  command.add_option("--dialect", common.dialect, help)
      ->check(CLI::IsMember({"glob", "leftmost", "both"}))
      ->option_text("glob|leftmost|both");
}

}  // namespace

void question_options::add_to(CLI::App& command) {
  add_dialects(command, common, "how `*` searches: both (default), glob, or leftmost as recorded in 2019");
  command.add_option("--budget", budget, fmt::format("steps for each search ({}); unknown when they run out", budget))
      ->check(at_least_one())
      ->option_text("N");
  add_format(command, format);
  add_colour(command, common);
}

std::optional<wildcards> question_options::dialect() const { return dialect_named(common.dialect); }

covers_command::covers_command(CLI::App& program)
    : app(program.add_subcommand("covers", "decide whether deployed patterns catch all that a reference catches")) {
  app->footer(covers_footer);
  deployed = add_values(*app, "--deployed", unused, "P...", "the deployed patterns, which count together");
  reference = add_values(*app, "--reference", unused, "P...", "the pattern to hold them against; of several, any one");
  control = app->add_option("--control", unused_control, "instead of --reference: a control of `coverwatch catalog`")
                ->option_text("ID");
  assume = add_values(*app, "--assume", unused, "P...",
                      "only events for which all of these hold count; fact:NAME: see below");
  app->add_flag("--whole-event", whole_event, "show an event that slips through as a whole record of CloudTrail, too");
  batch = app->add_option("--batch", unused_batch, "answer questions from this file (`-`: standard input), one a line")
              ->option_text("FILE");
  shared.add_to(*app);
}

int covers_command::operator()() {
  if (const std::string wrong = misuse(); !wrong.empty()) return usage_error(wrong, "covers ");
  return batch->empty() ? answer_one() : answer_many();
}

std::string covers_command::misuse() const {
  if (!batch->empty()) {
    for (const CLI::Option* each : {deployed, reference, control, assume}) {
      if (!each->empty()) return each->get_name() + " and --batch exclude each other: each line has its own patterns";
    }
    if (app->count("--format") != 0 && !shared.json()) return "--batch answers in JSON only";
    return {};
  }
  if (deployed->empty()) return "--deployed is missing";
  if (reference->empty() && control->empty()) return "--reference or --control is missing";
  return reference->empty() || control->empty() ? "" : "--reference and --control exclude each other";
}

int covers_command::answer_one() const {
  covers_options options;
  options.deployed = typed(*deployed);
  options.reference = typed(*reference);
  options.assume = typed(*assume);
  if (!control->empty()) options.control = typed(*control).back();
  options.dialect = shared.dialect();
  options.budget = shared.budget;
  options.colours = shared.common.wanted_colour();
  options.json = shared.json();
  options.whole_event = whole_event;
  return show_coverage(options);
}

int covers_command::answer_many() const {
  covers_batch_options options;
  options.file = typed(*batch).back();
  options.dialect = shared.dialect();
  options.budget = shared.budget;
  options.colours = shared.common.wanted_colour();
  options.whole_event = whole_event;
  return answer_batch(options);
}

compare_command::compare_command(CLI::App& program)
    : app(program.add_subcommand("compare", "tell how the events of two patterns lie to each other")) {
  app->footer(compare_footer);
  patterns = add_values(*app, "patterns", unused, "FIRST SECOND", "two patterns");
  assume = add_values(*app, "--assume", unused, "P", "only events for which all of these hold count; fact:NAME too");
  assume->allow_extra_args(false);
  shared.add_to(*app);
}

int compare_command::operator()() {
  compare_options options;
  options.patterns = typed(*patterns);
  if (options.patterns.size() != 2) {
    return usage_error(fmt::format("two patterns are compared, not {}", options.patterns.size()), "compare ");
  }
  options.assume = typed(*assume);
  options.dialect = shared.dialect();
  options.budget = shared.budget;
  options.colours = shared.common.wanted_colour();
  options.json = shared.json();
  return show_comparison(options);
}

verify_command::verify_command(CLI::App& program)
    : app(program.add_subcommand("verify", "check the certificate that comes with the answer *covered*")) {
  app->footer(verify_footer);
  file = add_values(*app, "file", unused, "FILE", "a certificate, or the JSON of `covers`; `-`: standard input");
  deployed = add_values(*app, "--deployed", unused, "P...", "it must be about these deployed patterns");
  reference = add_values(*app, "--reference", unused, "P...", "and about one of these references");
  assume = add_values(*app, "--assume", unused, "P...", "and assume nothing but these");
  add_dialects(*app, common, "it must speak of both (default), or of this one");
  add_format(*app, format);
  add_colour(*app, common);
}

int verify_command::operator()() {
  const std::vector<std::string> files = typed(*file);
  if (files.size() != 1) return usage_error(fmt::format("one FILE is checked, not {}", files.size()), "verify ");
  verify_options options;
  options.file = files.front();
  options.deployed = typed(*deployed);
  options.reference = typed(*reference);
  options.assume = typed(*assume);
  options.dialect = dialect_named(common.dialect);
  options.colours = common.wanted_colour();
  options.json = format == "json";
  return verify_file(options);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
