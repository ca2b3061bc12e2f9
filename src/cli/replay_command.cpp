// SPDX-License-Identifier: Apache-2.0
// Times and lengths are read as `match` reads them.
#include "cli/replay_command.hpp"

#include "archive/time_range.hpp"
#include "cli/help.hpp"

#include <fmt/format.h>

#include <ctime>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

constexpr replay::seconds longest_delay = replay::seconds{31} * 86400;
constexpr std::uint32_t most_extra_periods = 10080, longest_period = 86400;

// 90s, 5m, 24h, 7d: a length, read as how long before 1970 it is.
std::optional<replay::seconds> read_length(std::string_view text) {
  if (text.find('-') != std::string_view::npos) return std::nullopt;
  const auto before = archive::read_time(text, 0);
  if (!before || *before > 0 || -*before > longest_delay) return std::nullopt;
  return -*before;
}

}  // namespace

replay_command::replay_command(CLI::App& program)
    : app(program.add_subcommand("replay", "what metric filters and alarms would have made of an archive")) {
  app->footer(replay_footer);
  inputs = add_values(*app, "events", unused, "[FILE|FOLDER|-]...", "the events, as for `match`");
  add_sources();
  add_model();
  add_reading();
  add_common(*app, common);
}

void replay_command::add_sources() {
  filters = add_repeated(*app, "--filters", unused, "PATH", "metric filters, as `audit` reads them");
  patterns = add_repeated(*app, "--pattern", unused, "P", "a filter with this pattern and the value 1; or file://PATH");
  controls = add_repeated(*app, "--control", unused, "ID", "the same for a control of the catalogue, or a benchmark");
  alarms = add_repeated(*app, "--alarms", unused, "PATH", "their alarms; none: those beside the filters, or see below");
  compare = add_repeated(*app, "--compare", unused, "PATH", "a second set of filters, held beside the first");
  compare_patterns = add_repeated(*app, "--compare-pattern", unused, "P", "or the one filter of the first, with this");
  names = add_repeated(*app, "--name", unused, "NAME", "only filters of this name");
  log_groups = add_repeated(*app, "--log-group", unused, "NAME", "only filters of this log group");
}

void replay_command::add_model() {
  app->add_option("--since", since, "only events from then on, as for `match`")->option_text("TIME");
  app->add_option("--until", until, "only events before then")->option_text("TIME");
  app->add_option("--delay", delay, "datapoints arrive so long after their minute: 90s, 5m, 1h (at once)")
      ->option_text("LENGTH");
  app->add_flag("--every-minute", request.when.every_minute, "evaluate alarms every minute, not once a period");
  app->add_option("--extra-periods", extra_periods, "look so many periods farther back where datapoints are missing")
      ->check(CLI::Range(std::uint32_t{0}, most_extra_periods))
      ->option_text("N");
  app->add_flag("--deduplicate", request.how.deduplicate, "count an event once that was delivered several times");
  app->add_option("--format", format, "text (default), csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->option_text("text|csv|json");
  app->add_option("--show", show, "of text: summary (default), or changes besides; of csv: datapoints (default) too")
      ->check(CLI::IsMember({"summary", "datapoints", "changes"}))
      ->option_text("TABLE");
  app->add_option("--period", period, "seconds that a printed datapoint spans, whole minutes (60)")
      ->check(CLI::Range(std::uint32_t{60}, longest_period))
      ->option_text("N");
}

void replay_command::add_reading() {
  app->add_option("--deduplicate-memory", request.how.deduplicate_memory, "for events that are remembered (256M)")
      ->transform(CLI::AsSizeValue(false))
      ->check(at_least_one())
      ->option_text("SIZE");
  app->add_option("--datapoint-memory", request.how.datapoint_memory, "for datapoints (1G)")
      ->transform(CLI::AsSizeValue(false))
      ->check(at_least_one())
      ->option_text("SIZE");
  app->add_option("-j,--threads", request.how.reading.threads, "read so many files at a time (the number of cores)")
      ->check(at_least_one())
      ->option_text("N");
  app->add_option("--max-event-bytes", request.how.reading.max_event_bytes, "a larger event is damage (1048576)")
      ->check(at_least_one())
      ->option_text("N");
  app->add_option("--max-inflated", request.how.reading.max_inflated,
                  "of a file that inflates to more, the rest is damage (10G)")
      ->transform(CLI::AsSizeValue(false))
      ->check(at_least_one())
      ->option_text("SIZE");
  app->add_flag("--strict", request.how.every_event, "validate every event whole, not only those that match; slower");
  app->add_flag("-q,--quiet", request.quiet, "on standard error only errors");
}

int replay_command::operator()() {
  request.inputs = typed(*inputs);
  request.filters = typed(*filters);
  request.patterns = typed(*patterns);
  request.controls = typed(*controls);
  request.alarms = typed(*alarms);
  request.compare = typed(*compare);
  request.compare_patterns = typed(*compare_patterns);
  request.names = typed(*names);
  request.log_groups = typed(*log_groups);
  request.dialect = common.wildcard_dialect();
  request.colours = common.wanted_colour();
  if (const std::string wrong = misuse(); !wrong.empty()) return usage_error(wrong, "replay ");
  return run_replay(request);
}

std::string replay_command::misuse() {
  if (request.filters.empty() && request.patterns.empty() && request.controls.empty()) {
    return "no filter: name some with --filters FILE, --pattern P or --control ID";
  }
  if (!request.compare.empty() && !request.compare_patterns.empty()) {
    return "--compare and --compare-pattern exclude each other";
  }
  if (request.compare_patterns.size() > 1) return "--compare-pattern stands once";
  if (std::string wrong = take_times(); !wrong.empty()) return wrong;
  return take_format();
}

std::string replay_command::take_times() {
  const archive::unix_time now = std::time(nullptr);
  replay::schedule& when = request.when;
  const auto take = [&](const std::string& text, std::optional<replay::seconds>& out) {
    if (text.empty()) return true;
    out = archive::read_time(typed(text), now);
    return out.has_value();
  };
  if (!take(since, when.since)) return fmt::format("--since: `{}` is no time", typed(since));
  if (!take(until, when.until)) return fmt::format("--until: `{}` is no time", typed(until));
  if (when.since && when.until && *when.since >= *when.until) return "--since is not before --until";
  request.how.reading.times = {when.since, when.until};
  if (!delay.empty()) {
    const auto length = read_length(typed(delay));
    if (!length) return fmt::format("--delay: `{}` is no length up to 31d, such as 90s or 5m", typed(delay));
    when.delay = *length;
  }
  when.extra_periods = extra_periods;
  if (period % 60 != 0) return "--period: whole minutes, so a multiple of 60";
  request.period = period;
  return {};
}

std::string replay_command::take_format() {
  const bool csv = format == "csv";
  request.format = csv ? replay_format::csv : format == "json" ? replay_format::json : replay_format::text;
  if (format == "json" && !show.empty()) return "--format json has all tables: no --show";
  if (format == "text" && show == "datapoints") return "datapoints are printed with --format csv or json";
  const std::string table = show.empty() ? (csv ? "datapoints" : "summary") : show;
  request.table = table == "datapoints" ? replay_table::datapoints
                  : table == "changes"  ? replay_table::changes
                                        : replay_table::summary;
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
