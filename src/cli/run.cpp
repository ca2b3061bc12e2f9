// SPDX-License-Identifier: Apache-2.0
// Arguments to options, and the help that teaches them. CLI11 reads the arguments; values that may hold anything at all
// (patterns, messages, paths) are taken from it as they were typed, since it reads `{}` as an empty list.
#include "cli/run.hpp"

// g++ 12 sees null pointers where CLI11's headers grow their vectors.
#pragma GCC diagnostic ignored "-Wnull-dereference"

#include "cli/catalog.hpp"
#include "cli/explain.hpp"
#include "cli/match.hpp"
#include "cli/test_metric_filter.hpp"
#include "cli/text_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr const char* program_footer = R"(
Examples:
  coverwatch match '{ $.errorCode = "AccessDenied" }' AWSLogs/
  zcat trail.json.gz | coverwatch match -c '{ $.userIdentity.type = "Root" }'
  coverwatch explain '{ $.a != 1 }'
  coverwatch test-metric-filter --filter-pattern '{ $.a = 1 }' --log-event-messages '{"a":1}'
  coverwatch catalog cis-5.0:4.1

`coverwatch COMMAND --help` tells more.)";

constexpr const char* match_footer = R"(
Inputs are recognised by their content, never by their name: one JSON event a line, CloudTrail objects
({"Records":[...]}), JSON events over several lines; plain or gzipped. A folder is read with all that lies below it, in
the order of the names; hidden names, links to folders, pipes and devices are left out, and named. No input, or `-`, is
standard input.

A pattern that begins with `-` stands behind `--`, as in: coverwatch match -- -DEBUG app.log

A pattern in braces asks for JSON. For any other pattern an input may be plain text as well: when it does not begin with
JSON, each line that is not blank is an event, as it stands.

Examples:
  coverwatch match '{ $.eventName = "StopLogging" }' AWSLogs/
  coverwatch match 'ERROR -timeout' app.log
  coverwatch match -c -f unauthorized.pattern events.ndjson more.json.gz
  coverwatch match -H '{ $.userIdentity.type = "Root" }' AWSLogs/ | less
  tail -f events.ndjson | coverwatch match --line-buffered '{ $.errorCode = * }'

Exit codes:
  0  some event matched
  1  none did
  2  an error, or damage anywhere in the inputs (even with matches), or no event at all

What is damaged is never printed, with -v neither: it is counted and named on standard error, and the rest is read. After
damage in events over several lines, reading goes on at the next line that begins with `{`; a gzip file is read up to its
first damaged member. With -m and -l, what is not read is not checked.)";

constexpr const char* test_footer = R"(
Answers as `aws logs test-metric-filter` does, offline: the same parameters, the same JSON.

Examples:
  coverwatch test-metric-filter --filter-pattern '{ $.a = 1 }' --log-event-messages '{"a":1}' '{"a":2}'
  coverwatch test-metric-filter --filter-pattern file://p.txt --log-event-messages '["{\"a\":1}"]'
  coverwatch test-metric-filter --cli-input-json file://request.json

Exit codes:
  0  answered, whether or not anything matched
  2  the pattern or the parameters were refused
With --aws-exit-codes: 254 for what the service would refuse, 252 for arguments that are missing or malformed)";

constexpr const char* explain_footer = R"(
Examples:
  coverwatch explain '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'
  coverwatch explain --format json -f unauthorized.pattern

Exit codes:
  0  the pattern is fine (warnings or not)
  2  it was refused; with --format json, the reason is on standard output)";

constexpr const char* catalog_footer = R"text(
The filters that the CIS AWS Foundations Benchmark (1.2.0 to 7.0.0) and AWS Security Hub ask for. Without an id: a table
of all controls. With the id of a benchmark: its controls. With the id of a control:

  pattern      the text of the control
  alternative  official as well: a filter that finds what either text finds will do
  variant      printed somewhere, but no filter is held against it; the note says what it is

and where each text is printed. An id is a benchmark, a colon and the number of the control; `cis-3.0` and `cis-3.0.0`
are the same, and upper and lower case too. JSON has all that is known of whatever was asked for.

Examples:
  coverwatch catalog | grep 'route tables'
  coverwatch catalog cis-5.0
  coverwatch catalog cis-5.0:4.1
  coverwatch catalog securityhub:CloudWatch.2
  coverwatch match "$(coverwatch catalog --format json cis-5.0:4.3 | jq -r .normative.pattern)" AWSLogs/

Exit codes:
  0  shown
  2  an error: there is no such id, and those near it are named)text";

// What the commands share, as it was typed.
struct common_options {
  std::string dialect = "glob";
  std::string colours = "auto";

  wildcards wildcard_dialect() const { return dialect == "leftmost" ? wildcards::leftmost : wildcards::glob; }
  colour wanted_colour() const {
    if (colours == "always") return colour::always;
    return colours == "never" ? colour::never : colour::automatic;
  }
};

void add_colour(CLI::App& command, common_options& common) {
  command.add_option("--color,--colour", common.colours, "colour diagnostics and names: auto (default), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
}

void add_format(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "text (default) or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->option_text("text|json");
}

void add_common(CLI::App& command, common_options& common) {
  command.add_option("--dialect", common.dialect, "how `*` searches: glob (default), or leftmost as recorded in 2019")
      ->check(CLI::IsMember({"glob", "leftmost"}))
      ->option_text("glob|leftmost");
  add_colour(command, common);
}

CLI::Validator at_least_one() {
  return {[](std::string& text) { return text.find_first_of("123456789") == 0 ? "" : "must be a number from 1"; }, ""};
}

// CLI11 takes `[a,b]` for a list and cuts it up, but it may be an event, a pattern or a name; behind `--` it leaves the
// command once a first value is there; and to `--option=` it gives the next argument. So such an argument goes in with
// a guard, which comes off what comes out.
constexpr char guard = '\x1f';

std::string guarded(std::string argument, bool as_value) {
  const bool list = argument.size() > 1 && argument.front() == '[' && argument.back() == ']';
  const bool emptied = !as_value && argument.starts_with("--") && argument.find('=') + 1 == argument.size();
  if (list || emptied || argument.ends_with(guard)) argument.push_back(guard);
  if (as_value || argument.starts_with(guard)) argument.insert(argument.begin(), guard);
  return argument;
}

std::string typed(std::string argument) {
  if (argument.starts_with(guard)) argument.erase(argument.begin());
  if (argument.ends_with(guard)) argument.pop_back();
  return argument;
}

// Behind the first `--` everything is a value. CLI11 wants the arguments last first.
std::vector<std::string> guarded(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  bool values_only = false;
  for (int i = 1; i < argc; ++i) {
    const bool marks = !values_only && std::string_view{argv[i]} == "--";
    if (!marks) arguments.push_back(guarded(argv[i], values_only));
    values_only = values_only || marks;
  }
  std::reverse(arguments.begin(), arguments.end());
  return arguments;
}

std::vector<std::string> typed(const CLI::Option& option) {
  std::vector<std::string> values = option.results();
  for (std::string& value : values) value = typed(std::move(value));
  return values;
}

// Values in whatever number, to be read with `typed`.
CLI::Option* add_values(CLI::App& command, const std::string& name, std::vector<std::string>& unused,
                        const std::string& text, const std::string& help) {
  return command.add_option(name, unused, help)->option_text(text);
}

// `command` is empty, or ends with a blank.
int usage_error(const std::string& text, const std::string& command) {
  terminal(colour::automatic).error(fmt::format("{} (`coverwatch {}--help` tells more)", text, command));
  return exit_trouble;
}

// The pattern from -f, or from the first argument, which it takes away.
result<std::string, std::string> take_pattern(const std::optional<std::string>& file,
                                              std::vector<std::string>& arguments) {
  if (file) return read_pattern_file(typed(*file));
  if (arguments.empty()) return unexpected<std::string>{"a pattern is missing"};
  std::string text = arguments.front();
  arguments.erase(arguments.begin());
  return text;
}

// One command: what it was given, and what to do with it.
struct match_command {
  match_options options;
  common_options common;
  std::vector<std::string> unused;
  CLI::App* app;
  CLI::Option* arguments;

  explicit match_command(CLI::App& program)
      : app(program.add_subcommand("match", "print the events that a pattern matches")) {
    app->footer(match_footer);
    arguments = add_values(*app, "arguments", unused, "PATTERN [FILE|FOLDER|-]...", "the pattern, then what to read");
    app->add_option("-f,--file", options.pattern_file, "read the pattern from this file; every argument is an input")
        ->option_text("FILE");
    app->add_flag("-c,--count", options.count, "print how many events match; with -H, for each file");
    app->add_flag("-v,--invert-match", options.invert, "select the events that do not match");
    app->add_flag("-H,--with-filename", options.with_filename, "begin each line with the file's name and a colon");
    app->add_flag("-l,--files-with-matches", options.files_with_matches, "print only the names of files with a match");
    app->add_option("-m,--max-count", options.max_count, "stop after so many matches in all")
        ->check(at_least_one())
        ->option_text("N");
    app->add_flag("--line-buffered", options.line_buffered, "print each match at once");
    app->add_option("--max-event-bytes", options.max_event_bytes, "an event larger than this is damage (1048576)")
        ->check(at_least_one())
        ->option_text("N");
    app->add_flag("-q,--quiet", options.quiet, "on standard error only errors: no warnings, no places, no progress");
    add_common(*app, common);
  }

  int operator()() {
    options.dialect = common.wildcard_dialect();
    options.colours = common.wanted_colour();
    options.inputs = typed(*arguments);
    auto text = take_pattern(options.pattern_file, options.inputs);
    if (!text) return usage_error(text.error(), "match ");
    options.pattern = std::move(*text);
    if (options.count && options.files_with_matches) return usage_error("-c and -l exclude each other", "match ");
    return match(options);
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
  return fmt::format("coverwatch {}.{}.{}", COVERWATCH_VERSION_MAJOR, COVERWATCH_VERSION_MINOR, COVERWATCH_VERSION_PATCH);
}

// Help and version are asked for: they go to standard output. All else is a mistake in the arguments.
int conclude(const CLI::App& program, const CLI::ParseError& e, bool aws_exit_codes) {
  if (e.get_exit_code() != 0) {
    const auto used = program.get_subcommands();
    std::string text = e.what();
    std::erase(text, guard);
    if (text.find("not expected: -") != std::string::npos) text += "; a pattern that begins with `-` stands behind `--`";
    const int code = usage_error(text, used.empty() ? "" : used.front()->get_name() + " ");
    return aws_exit_codes ? 252 : code;
  }
  program.exit(e, std::cout, std::cerr);
  return std::cout.flush() ? 0 : exit_trouble;
}

}  // namespace

int run(int argc, const char* const* argv) {
  CLI::App program{"CloudWatch Logs filter patterns, offline: which events does a pattern match, and what does it mean?",
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
  const auto is_command = [&](const CLI::App* a) { return a->get_name() == argv[1]; };
  if (argc > 1 && argv[1][0] != '-' && std::as_const(program).get_subcommands(is_command).empty()) {
    return usage_error(fmt::format("there is no command `{}`", argv[1]), "");
  }
  try {
    program.parse(guarded(argc, argv));
  } catch (const CLI::ParseError& e) {
    const bool aws_exit_codes = std::any_of(argv, argv + argc, [](std::string_view a) { return a == "--aws-exit-codes"; });
    return conclude(program, e, aws_exit_codes);
  }
  if (match_it.app->parsed()) return match_it();
  if (catalog_it.app->parsed()) return catalog_it();
  return test_it.app->parsed() ? test_it() : explain_it();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
