// SPDX-License-Identifier: Apache-2.0
// Filters and alarms are read and planned, the archive is run through them, and what came of it is written. Nothing is
// written when a filter file cannot be read, or a memory was full: counts are whole, or there are none.
#include "cli/accountant.hpp"
#include "cli/replay.hpp"

#include "archive/files.hpp"
#include "cli/coverage_arguments.hpp"
#include "cli/ledger.hpp"
#include "cli/match.hpp"
#include "cli/output.hpp"
#include "cli/replay_output.hpp"
#include "inventory/read.hpp"

#include <coverwatch/catalog.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

// What a metric may be called.
std::string metric_name(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ':' || c == '*' || c == '$'; }, '-');
  return name;
}

inventory::metric_filter plain(const std::string& name, std::string_view pattern) {
  inventory::metric_filter f = replay::plain_filter(name, pattern);
  f.metric_name = metric_name(name);
  return f;
}

class run_of_replay {
 public:
  run_of_replay(const replay_request& asked, terminal& err) : asked_(asked), err_(err) {}

  int operator()() {
    if (!take_filters() || !take_compared()) return exit_trouble;
    if (!plan_all()) return exit_trouble;
    archive::file_list files = archive::expand(asked_.inputs);
    progress line(!asked_.quiet, files.inputs.size());
    if (line.shows()) line.expect(archive::bytes_on_disk(files.inputs));
    ledger book(err_, line);
    for (const auto& each : files.problems) book.add(each.path, each.what);
    accountant heard(line);
    std::optional<replay::replayed> done;
    std::string full;
    try {
      done = replay::run(filters_.filters, files.inputs, asked_.how, heard);
    } catch (const replay::limit_exceeded& e) {
      full = e.what();
    }
    line.erase();
    heard.settle(book);
    if (!done) {
      err_.error(full);
      return exit_trouble;
    }
    return conclude(*done, book);
  }

 private:
  using records = std::vector<inventory::metric_filter>;

  // False when something that was asked for is not there, which has been told.
  bool take_filters() {
    return read_files(asked_.filters, first_, &alarms_) && take_patterns(asked_.patterns, "--pattern", first_) &&
           take_controls() && read_alarms();
  }

  bool take_compared() {
    if (!read_files(asked_.compare, second_, nullptr)) return false;
    if (asked_.compare_patterns.empty()) return true;
    select(first_);
    if (first_.size() != 1) {
      err_.error(
          fmt::format("--compare-pattern takes the place of one filter's pattern, and there are {} filters: choose "
                      "one with --name",
                      first_.size()));
      return false;
    }
    auto texts = resolve_patterns(asked_.compare_patterns);
    if (!texts) return fail(texts.error());
    for (std::string& each : *texts) {
      second_.push_back(first_.front());
      second_.back().pattern = std::move(each);
    }
    return true;
  }

  bool fail(const std::string& text) {
    err_.error(text);
    return false;
  }

  bool read_files(const std::vector<std::string>& paths, records& out, std::vector<inventory::alarm>* alarms) {
    if (paths.empty()) return true;
    inventory::inventory found = inventory::read(paths);
    if (!tell(found)) return false;
    if (found.filters.empty()) {
      return fail(fmt::format("there is no metric filter in {}", paths.size() == 1 ? paths.front() : "these files"));
    }
    std::move(found.filters.begin(), found.filters.end(), std::back_inserter(out));
    if (alarms != nullptr) *alarms = std::move(found.alarms);
    return true;
  }

  bool read_alarms() {
    if (asked_.alarms.empty()) return true;
    inventory::inventory found = inventory::read(asked_.alarms);
    if (!tell(found)) return false;
    if (found.alarms.empty()) return fail("there is no alarm in what --alarms names");
    alarms_ = std::move(found.alarms);
    return true;
  }

  // False when a problem is an error: what is missing might have been a filter.
  bool tell(const inventory::inventory& found) {
    bool good = true;
    for (const inventory::problem& each : found.problems) {
      const std::string line = each.line == 0 ? std::string{} : fmt::format(":{}", each.line);
      const std::string text = fmt::format("{}{}: {}", each.path, line, each.message);
      if (each.error) {
        good = fail(text);
      } else if (!asked_.quiet) {
        err_.note(text);
      }
    }
    return good;
  }

  bool take_patterns(const std::vector<std::string>& values, std::string_view option, records& out) {
    auto texts = resolve_patterns(values);
    if (!texts) return fail(fmt::format("{}: {}", option, texts.error()));
    for (std::size_t i = 0; i < texts->size(); ++i) {
      const std::string name = texts->size() == 1 ? "pattern" : fmt::format("pattern {}", i + 1);
      out.push_back(plain(name, (*texts)[i]));
    }
    return true;
  }

  bool take_controls() {
    for (const std::string& id : asked_.controls) {
      if (const catalog::benchmark* whole = catalog::find_benchmark(id)) {
        for (const catalog::entry& each : whole->entries) add(each);
        continue;
      }
      auto one = find_control(id);
      if (!one) return fail(one.error());
      add(**one);
    }
    return true;
  }

  void add(const catalog::entry& control) { first_.push_back(plain(std::string(control.id), control.normative.text)); }

  void select(records& from) const {
    const auto unwanted = [](const std::vector<std::string>& wanted, const std::string& name) {
      return !wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end();
    };
    std::erase_if(from, [&](const inventory::metric_filter& f) {
      return unwanted(asked_.names, f.name) || unwanted(asked_.log_groups, f.log_group);
    });
  }

  // A repair is of the account that it repairs, wherever its file lies.
  void join_scopes() {
    const auto is_one = [](const records& of) {
      return !of.empty() &&
             std::all_of(of.begin(), of.end(), [&](const auto& f) { return f.where == of.front().where; });
    };
    if (!is_one(first_) || !is_one(second_)) return;
    for (inventory::metric_filter& each : second_) each.where = first_.front().where;
  }

  bool plan_all() {
    select(first_);
    select(second_);
    join_scopes();
    replay::add_filters(filters_, first_, 0, asked_.dialect);
    sets_ = asked_.compare.empty() && asked_.compare_patterns.empty() ? 1 : 2;
    replay::add_filters(filters_, second_, 1, asked_.dialect);
    for (const replay::unplanned_filter& each : filters_.left_out) tell(each);
    if (filters_.filters.empty()) return fail("there is no filter to replay");
    watched_ = replay::plan_alarms(alarms_, filters_);
    if (watched_.alarms.empty() && watched_.left_out.empty()) replay::assume_alarms(watched_, filters_);
    for (const replay::alarm_left_out& each : watched_.left_out) {
      if (!asked_.quiet) err_.warning(fmt::format("the alarm `{}` is not modelled: {}", each.name, each.why));
    }
    return true;
  }

  void tell(const replay::unplanned_filter& each) {
    const std::string text = fmt::format("the filter `{}` is not replayed: {}", each.name, each.why);
    if (each.refused) {
      refused_ = true;
      err_.error(text);
    } else if (!asked_.quiet || filters_.filters.empty()) {
      err_.warning(text);
    }
  }

  int conclude(const replay::replayed& done, ledger& book) {
    const bool nothing = done.events.seen == done.events.damaged && done.events.left_out == 0;
    output out(STDOUT_FILENO);
    if (!nothing) {
      const auto histories = replay::histories(watched_, sets_, done.metrics, asked_.when);
      write(out, {asked_, filters_, watched_, done, histories, sets_});
    }
    const bool written = out.flush();
    book.summarise(asked_.quiet);
    if (!written) tell_unwritten(err_, out.error());
    if (nothing) err_.error("no event was read");
    return !written || nothing || book.has_damage() || refused_ ? exit_trouble : exit_match;
  }

  const replay_request& asked_;
  terminal& err_;
  records first_, second_;
  std::vector<inventory::alarm> alarms_;
  replay::plan filters_;
  replay::alarm_plan watched_;
  std::uint32_t sets_ = 1;
  bool refused_ = false;
};

}  // namespace

int run_replay(const replay_request& request) {
  terminal err(request.colours);
  if (request.inputs.empty() && isatty(STDIN_FILENO) != 0) {
    err.error("no input: name files or folders, or `-` for what is typed here");
    return exit_trouble;
  }
  replay_request complete = request;
  if (complete.inputs.empty()) complete.inputs.emplace_back("-");
  return run_of_replay(complete, err)();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
