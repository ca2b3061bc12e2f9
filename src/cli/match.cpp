// SPDX-License-Identifier: Apache-2.0
// Patterns, inputs and threads are made ready, the searchers run, and what they found is summed up in words and an exit
// code. With one thread it is the same machinery.
#include "cli/match.hpp"
#include "cli/memory.hpp"

#include "cli/ordered_output.hpp"
#include "cli/output.hpp"
#include "cli/pattern_list.hpp"
#include "cli/searcher.hpp"

#include <coverwatch/pattern_set.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// The arguments are easily swapped: say so when it looks like it.
void hint_at_swapped_arguments(terminal& err, const match_options& options) {
  if (!options.many() && !options.pattern_file && exists(options.pattern)) {
    err.hint(fmt::format("`{}` is a file; the pattern comes first: coverwatch match PATTERN FILE, or -f FILE for a "
                         "pattern in a file", options.pattern));
  }
}

void hint_at_patterns_among_inputs(terminal& err, const match_options& options) {
  const std::string_view instead = options.many()         ? "with --patterns and --control every argument is an input"
                                   : options.pattern_file ? "with -f every argument is an input"
                                                          : "the pattern comes first";
  for (const std::string& input : options.inputs) {
    if (input.find_first_of("{[%") != 0 || exists(input)) continue;
    err.hint(fmt::format("`{}` looks like a pattern; {}", input, instead));
  }
}

// The files that surely lie outside the time range go; how many those are.
std::size_t leave_out(std::vector<archive::input>& inputs, const archive::time_range& times) {
  return std::erase_if(inputs, [&](const archive::input& each) {
    return !each.standard_input && times.surely_excludes(each.path);
  });
}

// What stops after so many matches has to know those before; a stream is not to wait for files.
std::size_t number_of_threads(const match_options& options, const std::vector<archive::input>& inputs) {
  const bool one = options.max_count != std::numeric_limits<std::uint64_t>::max() ||
                   std::any_of(inputs.begin(), inputs.end(), [](const archive::input& i) { return i.standard_input; });
  if (one) return 1;
  const std::size_t wanted = options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  return std::clamp(wanted, std::size_t{1}, std::max(inputs.size(), std::size_t{1}));
}

// One run over all inputs.
class run {
 public:
  run(const pattern_list& list, const match_options& options, terminal& err)
      : list_(list),
        set_(compile_set(list.patterns())),
        options_(options),
        err_(err),
        files_(archive::expand(options.inputs)),
        left_out_(leave_out(files_.inputs, options.times)),
        by_lines_(options.line_buffered || isatty(STDOUT_FILENO) != 0),
        out_(STDOUT_FILENO, by_lines_),
        progress_(!options.quiet, files_.inputs.size()),
        ledger_(err, progress_),
        ordered_(out_, ledger_, limits(by_lines_)) {}

  int operator()() {
    if (progress_.shows()) progress_.expect(archive::bytes_on_disk(files_.inputs));
    for (const auto& each : files_.problems) ledger_.add(each.path, each.what);
    const std::size_t threads = number_of_threads(options_, files_.inputs);
    for (std::size_t i = 0; i < threads; ++i) searchers_.emplace_back(list_, set_, options_, ordered_, progress_);
    read_all();
    for (const searcher& each : searchers_) total_.add(each.total());
    if (options_.count && !options_.with_filename) out_.write(counts_as_text(total_, list_, options_.invert, {}));
    return conclude();
  }

 private:
  static ordering_limits limits(bool by_lines) {
    ordering_limits chosen;
    if (by_lines) chosen.at_once = 1;
    return chosen;
  }

  // This thread is one of them. One that the system refuses is done without.
  void read_all() {
    {
      std::vector<std::jthread> others;
      try {
        for (std::size_t i = 1; i < searchers_.size(); ++i) {
          others.emplace_back([this, i] { read_some(searchers_[i]); });
        }
      } catch (const std::system_error&) {
      }
      read_some(searchers_.front());
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  // Each takes the next input that nobody has taken.
  void read_some(searcher& one) {
    try {
      while (!one.has_enough() && !ordered_.failed()) {
        const std::size_t number = next_.fetch_add(1, std::memory_order_relaxed);
        if (number >= files_.inputs.size()) return;
        one.read(number, files_.inputs[number]);
      }
    } catch (...) {  // no memory left to keep account of it
      if (!failed_.exchange(true)) failure_ = std::current_exception();
      ordered_.give_up();
    }
  }

  int conclude() {
    progress_.erase();
    const bool written = out_.flush();
    ledger_.summarise(options_.quiet);
    if (!options_.quiet) say_how_it_was_read();
    const bool nothing = total_.read == 0 && left_out_ == 0;
    if (!written) {
      tell_unwritten(err_, out_.error());
    } else if (nothing) {
      err_.error("no event was read");
    }
    if (nothing || ledger_.has_damage()) {
      hint_at_patterns_among_inputs(err_, options_);
      hint_at_swapped_arguments(err_, options_);
    }
    if (!written || nothing || ledger_.has_damage()) return exit_trouble;
    return total_.matched != 0 ? exit_match : exit_no_match;
  }

  void say_how_it_was_read() {
    if (left_out_ != 0) {
      err_.note(fmt::format("left out: {} outside the time range, by their names",
                            left_out_ == 1 ? "1 file" : fmt::format("{} files", left_out_)));
    }
    if (total_.undated != 0) {
      err_.note(fmt::format("{} matching events have no eventTime that can be read; they were kept", total_.undated));
    }
    if (options_.strict || options_.invert || !list_.only_json() || total_.read == 0) return;
    if (!ledger_.has_anything() && isatty(STDERR_FILENO) == 0) return;  // scripts are not told what --help says
    const std::string rest = total_.evaluated == total_.seen
                                 ? "all were evaluated"
                                 : fmt::format("{} were evaluated, the others cannot match", total_.evaluated);
    err_.note(fmt::format("of {} events {}; validated whole were those that match (--strict: all)", total_.seen, rest));
  }

  const pattern_list& list_;
  const pattern_set set_;
  const match_options& options_;
  terminal& err_;
  archive::file_list files_;
  const std::size_t left_out_;
  const bool by_lines_;
  output out_;
  progress progress_;
  ledger ledger_;
  ordered_output ordered_;
  std::deque<searcher> searchers_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::exception_ptr failure_;  // of the thread that set `failed_`; read when all have ended
  tally total_;
};

std::optional<pattern_list> read_patterns(const match_options& options, terminal& err) {
  if (options.many()) {
    return read_pattern_list(options.pattern_lists, options.controls, options.dialect, options.quiet, err);
  }
  parse_options how;
  how.dialect = options.dialect;
  auto wanted = parse_pattern(options.pattern, how);
  if (!wanted) {
    err.show(wanted.error());
    hint_at_swapped_arguments(err, options);
    return std::nullopt;
  }
  if (!options.quiet) {
    for (const diagnostic& warning : wanted->warnings()) err.show(warning);
  }
  return pattern_list(std::move(*wanted));
}

}  // namespace

int match(const match_options& options) {
  terminal err(options.colours);
  const auto patterns = read_patterns(options, err);
  if (!patterns) return exit_trouble;
  if (options.inputs.empty() && isatty(STDIN_FILENO) != 0) {
    err.error("no input: name files or folders, or `-` for what is typed here");
    return exit_trouble;
  }
  match_options complete = options;
  if (complete.inputs.empty()) complete.inputs.emplace_back("-");
  return run(*patterns, complete, err)();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
