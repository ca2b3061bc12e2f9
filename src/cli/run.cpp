// SPDX-License-Identifier: Apache-2.0
// Arguments to options, command by command. Reads no pattern and answers nothing itself.
#include "cli/run.hpp"

#include "cli/arguments.hpp"
#include "cli/audit_command.hpp"
#include "cli/catalog.hpp"
#include "cli/coverage_commands.hpp"
#include "cli/explain.hpp"
#include "cli/help.hpp"
#include "cli/match.hpp"
#include "cli/output.hpp"
#include "cli/replay_command.hpp"
#include "cli/shell_commands.hpp"
#include "cli/test_metric_filter.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ctime>
#include <exception>
#include <functional>
#include <sstream>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// One command: what it was given, and what to do with it.
struct match_command {
  match_options options;
  common_options common;
  std::vector<std::string> unused, unused_lists, unused_controls;
  std::string since, until, format = "text";
  CLI::App* app;
  CLI::Option *arguments, *lists, *controls;

  explicit match_command(CLI::App& program)
      : app(program.add_subcommand("match", "print the events that a pattern matches")) {
    app->footer(match_footer);
    arguments = add_values(*app, "arguments", unused, "PATTERN [FILE|FOLDER|-]...", "the pattern, then what to read");
    app->add_option("-f,--file", options.pattern_file, "read the pattern from this file; every argument is an input")
        ->option_text("FILE");
    lists = add_repeated(*app, "--patterns", unused_lists, "FILE",
                         "many patterns with ids, see below; every argument is an input");
    controls = add_repeated(*app, "--control", unused_controls, "ID",
                            "the patterns of a control of the catalogue, or of a whole benchmark: cis-5.0");
    app->add_flag("-c,--count", options.count, "print how many events match, for each id too; with -H, for each file");
    app->add_flag("-v,--invert-match", options.invert, "select the events that do not match");
    app->add_flag("-H,--with-filename", options.with_filename, "begin each line with the file's name and a colon");
    app->add_flag("-l,--files-with-matches", options.files_with_matches, "print only the names of files with a match");
    app->add_option("-m,--max-count", options.max_count, "stop after so many matches in all")
        ->check(at_least_one())
        ->option_text("N");
    app->add_flag("--line-buffered", options.line_buffered, "print each match at once");
    app->add_option("--since", since, "only events from then on: 2026-01-31, 2026-01-31T12:30 (UTC), 7d, 24h")
        ->option_text("TIME");
    app->add_option("--until", until, "only events before then")->option_text("TIME");
    app->add_flag("--strict", options.strict, "validate every event whole, not only those that match; slower");
    app->add_option("-j,--threads", options.threads, "read so many files at a time (the number of cores)")
        ->check(at_least_one())
        ->option_text("N");
    app->add_option("--max-event-bytes", options.max_event_bytes, "an event larger than this is damage (1048576)")
        ->check(at_least_one())
        ->option_text("N");
    app->add_option("--max-inflated", options.max_inflated, "of a file that inflates to more, the rest is damage (10G)")
        ->transform(CLI::AsSizeValue(false))
        ->check(at_least_one())
        ->option_text("SIZE");
    app->add_flag("-q,--quiet", options.quiet, "on standard error only errors: no warnings, no places, no progress");
    app->add_option("--format", format, "text (default), or json: an object for each event, with its ids")
        ->check(CLI::IsMember({"text", "json"}))
        ->option_text("text|json");
    add_common(*app, common);
  }

  int operator()() {
    options.dialect = common.wildcard_dialect();
    options.colours = common.wanted_colour();
    options.inputs = typed(*arguments);
    options.pattern_lists = typed(*lists);
    options.controls = typed(*controls);
    options.json = format == "json";
    if (const std::string wrong = misuse(); !wrong.empty()) return usage_error(wrong, "match ");
    if (options.many()) return match(options);
    auto text = take_pattern(options.pattern_file, options.inputs);
    if (!text) return usage_error(text.error(), "match ");
    options.pattern = std::move(*text);
    return match(options);
  }

  std::string misuse() {
    if (options.count && options.files_with_matches) return "-c and -l exclude each other";
    if (options.json && (options.count || options.files_with_matches)) return "--format json prints events: no -c, no -l";
    if (options.many() && options.pattern_file) return "-f and --patterns or --control exclude each other";
    const archive::unix_time now = std::time(nullptr);
    if (!take_time(since, now, options.times.since)) return fmt::format("--since: `{}` is no time", typed(since));
    if (!take_time(until, now, options.times.until)) return fmt::format("--until: `{}` is no time", typed(until));
    return {};
  }

  static bool take_time(const std::string& text, archive::unix_time now, std::optional<archive::unix_time>& out) {
    if (text.empty()) return true;
    out = archive::read_time(typed(text), now);
    return out.has_value();
  }
};

struct test_command {
  test_metric_filter_options options;
  common_options common;
  std::vector<std::string> unused;
  std::string unused_pattern, unused_input;
  CLI::App* app;
  CLI::Option *pattern, *messages, *input;

  explicit test_command(CLI::App& program)
      : app(program.add_subcommand("test-metric-filter", "answer as `aws logs test-metric-filter` does, offline")) {
    app->footer(test_footer);
    pattern = app->add_option("--filter-pattern", unused_pattern, "the pattern, or file://PATH")->option_text("P");
    messages = add_values(*app, "--log-event-messages", unused, "M...", "1 to 50 messages, or one JSON list of them");
    input = app->add_option("--cli-input-json", unused_input,
                            "filterPattern and logEventMessages as JSON, or file://PATH; the options above win")
                ->option_text("JSON");
    app->add_flag("--aws-exit-codes", options.aws_exit_codes, "exit with 254 and 252 where the AWS command does");
    add_common(*app, common);
  }

  int operator()() {
    options.dialect = common.wildcard_dialect();
    options.colours = common.wanted_colour();
    if (!pattern->empty()) options.filter_pattern = typed(*pattern).back();
    if (!input->empty()) options.cli_input_json = typed(*input).back();
    options.log_event_messages = typed(*messages);
    return test_metric_filter(options);
  }
};

struct explain_command {
  explain_options options;
  common_options common;
  std::optional<std::string> file;
  std::string format = "text";
  std::vector<std::string> unused;
  CLI::App* app;
  CLI::Option* arguments;

  explicit explain_command(CLI::App& program)
      : app(program.add_subcommand("explain", "show what a pattern is made of and what it means")) {
    app->footer(explain_footer);
    arguments = add_values(*app, "pattern", unused, "PATTERN", "the pattern")->expected(0, 1);
    app->add_option("-f,--file", file, "read the pattern from this file")->option_text("FILE");
    add_format(*app, format);
    add_common(*app, common);
  }

  int operator()() {
    std::vector<std::string> given = typed(*arguments);
    auto text = take_pattern(file, given);
    if (!text) return usage_error(text.error(), "explain ");
    if (!given.empty()) return usage_error("with -f there is no other argument", "explain ");
    options.pattern = std::move(*text);
    options.dialect = common.wildcard_dialect();
    options.colours = common.wanted_colour();
    options.json = format == "json";
    return explain(options);
  }
};

struct catalog_command {
  catalog_options options;
  common_options common;
  std::string format = "text";
  std::vector<std::string> unused;
  CLI::App* app;
  CLI::Option* arguments;

  explicit catalog_command(CLI::App& program)
      : app(program.add_subcommand("catalog", "show the patterns that benchmarks ask for")) {
    app->footer(catalog_footer);
    arguments = add_values(*app, "id", unused, "[ID]", "a benchmark or a control; none: all")->expected(0, 1);
    add_format(*app, format);
    add_colour(*app, common);
  }

  int operator()() {
    const std::vector<std::string> given = typed(*arguments);
    if (!given.empty()) options.id = given.front();
    if (!given.empty() && options.id.empty()) return usage_error("an id is empty", "catalog ");
    options.colours = common.wanted_colour();
    options.json = format == "json";
    return show_catalog(options);
  }
};

std::string version_text() {
  return fmt::format("coverwatch {}.{}.{}", COVERWATCH_VERSION_MAJOR, COVERWATCH_VERSION_MINOR,
                     COVERWATCH_VERSION_PATCH);
}

// Help and version are asked for: they go to standard output. All else is a mistake in the arguments.
int conclude(const CLI::App& program, const CLI::ParseError& e, bool aws_exit_codes) {
  if (e.get_exit_code() != 0) {
    const auto used = program.get_subcommands();
    std::string text = unguarded(e.what());
    constexpr std::string_view unexpected_dash = "not expected: -";
    const std::size_t dash = text.find(unexpected_dash);
    if (dash != std::string::npos && text.compare(dash + unexpected_dash.size(), 1, "-") != 0) {
      text += "; a pattern that begins with `-` stands behind `--`, or right behind its option";
    }
    const int code = usage_error(text, used.empty() ? "" : used.front()->get_name() + " ");
    return aws_exit_codes ? 252 : code;
  }
  std::ostringstream out, err;
  program.exit(e, out, err);
  terminal to(colour::automatic);
  return print(to, out.str()) ? 0 : exit_trouble;
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App program{
      "CloudWatch Logs filter patterns, offline: which events does a pattern match, and what does it mean?",
      "coverwatch"};
  program.set_help_flag("-h,--help", "print this help and leave");
  program.set_version_flag("--version", version_text(), "print the version and leave");
  program.footer(program_footer);
  program.require_subcommand(1);
  program.get_formatter()->column_width(32);

  match_command match_it(program);
  test_command test_it(program);
  explain_command explain_it(program);
  catalog_command catalog_it(program);
  covers_command cover_it(program);
  compare_command compare_it(program);
  verify_command verify_it(program);
  audit_command audit_it(program);
  replay_command replay_it(program);
  const completion_command complete_it(program);
  const manual_command describe_it(program);
  const auto is_command = [&](const CLI::App* a) { return a->get_name() == argv[1]; };
  if (argc > 1 && argv[1][0] != '-' && std::as_const(program).get_subcommands(is_command).empty()) {
    return usage_error(fmt::format("there is no command `{}`", argv[1]), "");
  }
  try {
    program.parse(guarded(argc, argv));
  } catch (const CLI::ParseError& e) {
    const bool aws_exit_codes =
        std::any_of(argv, argv + argc, [](std::string_view a) { return a == "--aws-exit-codes"; });
    return conclude(program, e, aws_exit_codes);
  }
  if (match_it.app->parsed()) return match_it();
  if (catalog_it.app->parsed()) return catalog_it();
  if (cover_it.app->parsed()) return cover_it();
  if (compare_it.app->parsed()) return compare_it();
  if (verify_it.app->parsed()) return verify_it();
  if (audit_it.app->parsed()) return audit_it();
  if (replay_it.app->parsed()) return replay_it();
  if (complete_it.app->parsed()) return complete_it();
  if (describe_it.app->parsed()) return describe_it(version_text());
  return test_it.app->parsed() ? test_it() : explain_it();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
