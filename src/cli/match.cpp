// SPDX-License-Identifier: Apache-2.0
// One pass over the inputs in their order: each event is judged, printed or counted; what has no answer goes to the ledger.
#include "cli/match.hpp"

#include "archive/source.hpp"
#include "cli/ledger.hpp"
#include "cli/output.hpp"
#include "support/json.hpp"

#include <coverwatch/pattern.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <new>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using archive::trouble;

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

// The arguments are easily swapped: say so when it looks like it.
void hint_at_swapped_arguments(terminal& err, const match_options& options) {
  if (!options.pattern_file && exists(options.pattern)) {
    err.hint(fmt::format("`{}` is a file; the pattern comes first: coverwatch match PATTERN FILE, or -f FILE for a "
                         "pattern in a file", options.pattern));
  }
}

void hint_at_patterns_among_inputs(terminal& err, const match_options& options) {
  for (const std::string& input : options.inputs) {
    if (input.find_first_of("{[%") != 0 || exists(input)) continue;
    err.hint(fmt::format("`{}` looks like a pattern; {}", input,
                         options.pattern_file ? "with -f every argument is an input" : "the pattern comes first"));
  }
}

// Only a JSON pattern asks for JSON: any line of a log is an event for the others.
archive::contents contents_for(const pattern& wanted) noexcept {
  return wanted.kind() == pattern_kind::json ? archive::contents::json : archive::contents::any_text;
}

class search {
 public:
  search(const pattern& wanted, const match_options& options, terminal& err)
      : pattern_(wanted),
        options_(options),
        err_(err),
        files_(archive::expand(options.inputs)),
        out_(STDOUT_FILENO, options.line_buffered || isatty(STDOUT_FILENO) != 0),
        progress_(!options.quiet, files_.inputs.size()),
        ledger_(err, progress_),
        scratch_(options.max_event_bytes),
        source_(contents_for(wanted)),
        colours_(use_colour(options.colours, STDOUT_FILENO)) {}

  int run() {
    for (const auto& each : files_.problems) ledger_.add(each.path, each.what);
    for (const archive::input& in : files_.inputs) {
      if (finished()) break;
      read(in);
    }
    if (options_.count && !options_.with_filename && !options_.files_with_matches) print_count(matched_);
    return conclude();
  }

 private:
  bool finished() const noexcept { return matched_ >= options_.max_count || out_.failed(); }

  void read(const archive::input& in) {
    in_ = &in;
    matched_here_ = 0;
    failed_here_ = false;
    const archive::sink sink{
        [this](const archive::event& e) { return judge(e); },
        [this](const archive::problem& p) { note(p); },
    };
    try {
      source_.read(in, sink);
    } catch (const std::bad_alloc&) {  // a line or a file too large for this machine costs no other input
      note({trouble::out_of_memory, {}, {}});
    }
    progress_.file_done();
    if (options_.files_with_matches) {
      if (matched_here_ != 0) print_name();
    } else if (options_.count && options_.with_filename && !(failed_here_ && read_here_ == 0)) {
      print_prefix();
      print_count(matched_here_);
    }
    read_here_ = 0;
  }

  // False when no further event of this input is wanted.
  bool judge(const archive::event& e) {
    progress_.tick(source_.bytes_read());
    switch (pattern_.evaluate(e.text, scratch_)) {
      case outcome::match: return answered(e, !options_.invert);
      case outcome::no_match: return answered(e, options_.invert);
      case outcome::not_json: note(not_json(e)); break;
      case outcome::too_large: note({trouble::too_large, e.where, size_detail(e)}); break;
      case outcome::too_deep: note({trouble::too_deep, e.where, {}}); break;
      case outcome::out_of_memory: note({trouble::out_of_memory, e.where, {}}); break;
    }
    return !out_.failed();
  }

  bool answered(const archive::event& e, bool selected) {
    ++read_;
    ++read_here_;
    if (!selected) return true;
    ++matched_;
    ++matched_here_;
    if (options_.files_with_matches) return false;
    if (!options_.count) print(e);
    return !finished();
  }

  static archive::problem not_json(const archive::event& e) {
    const auto error = support::json::validate(e.text);
    if (!error) return {trouble::not_json, e.where, {}};
    return {trouble::not_json, e.where,
            fmt::format("{} at byte {}", support::json::message(error->code), e.where.offset + error->offset)};
  }

  std::string size_detail(const archive::event& e) const {
    return fmt::format("{} bytes, and --max-event-bytes is {}", e.text.size(), options_.max_event_bytes);
  }

  void note(const archive::problem& p) {
    failed_here_ = failed_here_ || archive::is_damage(p.what);
    ledger_.add(in_->name(), p);
  }

  void print(const archive::event& e) {
    if (options_.with_filename) print_prefix();
    out_.write(e.text);
    out_.end_line();
  }

  void print_prefix() {
    out_.write(paint(in_->name(), style::path, colours_));
    out_.write(paint(":", style::separator, colours_));
  }

  void print_name() {
    out_.write(paint(in_->name(), style::path, colours_));
    out_.end_line();
  }

  void print_count(std::uint64_t count) {
    out_.write(fmt::format("{}", count));
    out_.end_line();
  }

  int conclude() {
    progress_.erase();
    const bool written = out_.flush();
    ledger_.summarise(options_.quiet);
    if (!written) {
      tell_unwritten(err_, out_);
    } else if (read_ == 0) {
      err_.error("no event was read");
    }
    if (read_ == 0 || ledger_.has_damage()) {
      hint_at_patterns_among_inputs(err_, options_);
      hint_at_swapped_arguments(err_, options_);
    }
    if (!written || read_ == 0 || ledger_.has_damage()) return exit_trouble;
    return matched_ != 0 ? exit_match : exit_no_match;
  }

  const pattern& pattern_;
  const match_options& options_;
  terminal& err_;
  archive::file_list files_;
  output out_;
  progress progress_;
  ledger ledger_;
  scratch scratch_;
  archive::source source_;
  bool colours_;

  const archive::input* in_ = nullptr;
  bool failed_here_ = false;
  std::uint64_t read_ = 0, read_here_ = 0;
  std::uint64_t matched_ = 0, matched_here_ = 0;
};

}  // namespace

int match(const match_options& options) {
  terminal err(options.colours);
  parse_options how;
  how.dialect = options.dialect;
  const auto wanted = pattern::parse(options.pattern, how);
  if (!wanted) {
    err.show(wanted.error());
    hint_at_swapped_arguments(err, options);
    return exit_trouble;
  }
  if (options.inputs.empty() && isatty(STDIN_FILENO) != 0) {
    err.error("no input: name files or folders, or `-` for what is typed here");
    return exit_trouble;
  }
  if (!options.quiet) {
    for (const diagnostic& warning : wanted->warnings()) err.show(warning);
  }
  match_options complete = options;
  if (complete.inputs.empty()) complete.inputs.emplace_back("-");
  return search(*wanted, complete, err).run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
