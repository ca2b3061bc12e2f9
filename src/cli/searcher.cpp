// SPDX-License-Identifier: Apache-2.0
// Two roads with the same answers: `pattern_set::scan` over as much as the reader has at once, which validates only what
// matches; and `evaluate`, event by event, which validates all: for --strict, and for -v, which selects the rest.
#include "cli/searcher.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using archive::trouble;

// Only a JSON pattern asks for JSON: any line of a log is an event for the others.
archive::contents contents_for(bool only_json) noexcept {
  return only_json ? archive::contents::json : archive::contents::any_text;
}

// What a scan takes for one line, the same as the reader does.
bool is_one_line(std::string_view text) noexcept {
  return text.find('\n') == std::string_view::npos && !text.ends_with('\r');
}

}  // namespace

void tally::add(const tally& other) {
  seen += other.seen;
  read += other.read;
  evaluated += other.evaluated;
  matched += other.matched;
  undated += other.undated;
  by_id.resize(std::max(by_id.size(), other.by_id.size()));
  for (std::size_t i = 0; i < other.by_id.size(); ++i) by_id[i] += other.by_id[i];
}

std::string counts_as_text(const tally& counts, const pattern_list& list, bool inverted, std::string_view prefix) {
  if (!list.has_ids()) return fmt::format("{}{}\n", prefix, counts.matched);
  if (inverted) return fmt::format("{}{}\t(none)\n", prefix, counts.matched);
  std::string out;
  for (std::size_t i = 0; i < list.ids().size(); ++i) {
    out += fmt::format("{}{}\t{}\n", prefix, i < counts.by_id.size() ? counts.by_id[i] : 0, list.ids()[i]);
  }
  return out += fmt::format("{}{}\t(any)\n", prefix, counts.matched);
}

searcher::searcher(const pattern_list& list, const pattern_set& set, const match_options& options, ordered_output& out,
                   progress& line)
    : list_(list),
      set_(set),
      options_(options),
      out_(out),
      progress_(line),
      only_json_(list.only_json()),
      colours_(use_colour(options.colours, STDOUT_FILENO)),
      to_terminal_(isatty(STDOUT_FILENO) != 0),
      scratch_(options.max_event_bytes),
      source_(contents_for(only_json_), archive::limits_for(options.max_event_bytes, options.max_inflated)) {
  sink_.on_event = [this](const archive::event& e) { return judge(e); };
  sink_.on_problem = [this](const archive::problem& p) { note(p); };
  if (!options.strict && !options.invert) sink_.on_batch = [this](const archive::batch& b) { return judge_many(b); };
  hits_.on_match = [this](const scan_match& hit) { return found(hit); };
  hits_.on_damage = [this](const scan_damage& d) { damaged(d); };
}

void searcher::read(std::size_t number, const archive::input& in) {
  in_ = &in;
  number_ = number;
  failed_here_ = false;
  try {
    source_.read(in, sink_);
  } catch (const std::bad_alloc&) {  // a line or a file too large for this machine costs no other input
    text_.resize(text_.rfind('\n') + 1);  // not half a line
    note({trouble::out_of_memory, {}, {}});
  }
  finish();
}

void searcher::finish() {
  tick();
  progress_.file_done();
  if (options_.files_with_matches) {
    if (here_.matched != 0) text_ += name() + '\n';
  } else if (options_.count && options_.with_filename && !(failed_here_ && here_.read == 0)) {
    text_ += counts_as_text(here_, list_, options_.invert, prefix());
  }
  total_.add(here_);
  here_ = {};
  out_.done(number_, std::exchange(text_, {}), std::exchange(wrong_, {}));
}

// False when no further event of this input is wanted.
bool searcher::judge(const archive::event& e) {
  tick();
  event_ = &e;
  batch_ = nullptr;
  if (!options_.strict && !options_.invert && is_one_line(e.text)) return !scan(e.text, framing::lines).stopped;
  ++here_.seen;
  ++here_.evaluated;
  const set_evaluation answer = set_.evaluate(e.text, scratch_);
  const bool any_bytes_will_do = answer.what == outcome::not_json && !only_json_;
  if (answer.what != outcome::match && answer.what != outcome::no_match && !any_bytes_will_do) {
    note_damage(answer.what, e.text, e.where, e.unpacked);
    return true;
  }
  ++here_.read;
  return answer.matches.empty() != options_.invert || selected(e.text, answer.matches);
}

archive::taken searcher::judge_many(const archive::batch& b) {
  tick();
  batch_ = &b;
  const scan_summary done =
      scan(b.text, b.how == archive::batch::kind::lines ? framing::lines : framing::elements);
  return {done.consumed, done.records, done.stopped};
}

scan_summary searcher::scan(std::string_view text, framing how) {
  damaged_here_ = 0;
  const scan_summary done = set_.scan(text, scratch_, hits_, how);
  here_.seen += done.records;
  here_.read += done.records - damaged_here_;
  here_.evaluated += done.evaluated;
  return done;
}

bool searcher::found(const scan_match& hit) {
  if (batch_ == nullptr) return selected(event_->text, hit.matches);
  return selected(only_json_ ? archive::on_one_line(hit.record.text, one_line_) : hit.record.text, hit.matches);
}

void searcher::damaged(const scan_damage& d) {
  if (d.what == outcome::not_json && !only_json_) return;  // no damage for the others
  ++damaged_here_;
  if (!wrong_.keeps_places()) {
    failed_here_ = true;
    wrong_.add_damage_without_place();
  } else if (batch_ == nullptr) {
    note_damage(d.what, event_->text, event_->where, event_->unpacked);
  } else {
    note_damage(d.what, d.record.text, archive::place_in(*batch_, d.record.text, d.record.number), false);
  }
}

void searcher::note_damage(outcome what, std::string_view text, const archive::location& where, bool unpacked) {
  note(archive::why_unanswered(what, text, where, unpacked, options_.max_event_bytes));
}

void searcher::note(const archive::problem& p) {
  failed_here_ = failed_here_ || archive::is_damage(p.what);
  wrong_.add(in_->name(), p);
}

// False when no further event of this input is wanted.
bool searcher::selected(std::string_view text, std::span<const std::uint32_t> matches) {
  if (!is_in_time(text)) return true;
  ++here_.matched;
  if (options_.files_with_matches) return false;
  list_.ids_of(matches, ids_);
  if (options_.count) {
    count();
  } else if (!print(text)) {
    return false;
  }
  return total_.matched + here_.matched < options_.max_count;
}

void searcher::count() {
  std::vector<std::uint64_t>& counts = options_.with_filename ? here_.by_id : total_.by_id;
  if (counts.size() < list_.ids().size()) counts.resize(list_.ids().size());
  for (const std::uint32_t id : ids_) ++counts[id];
}

// An event whose time cannot be told is kept, and counted.
bool searcher::is_in_time(std::string_view text) {
  if (options_.times.everything()) return true;
  const auto when = archive::event_time(text, document_);
  if (!when) ++here_.undated;
  return !when || options_.times.contains(*when);
}

bool searcher::print(std::string_view text) {
  if (options_.json) {
    print_object(text);
  } else {
    if (options_.with_filename) text_ += prefix();
    for (std::size_t i = 0; i < ids_.size(); ++i) text_.append(i == 0 ? "" : ",").append(list_.ids()[ids_[i]]);
    if (!ids_.empty()) text_ += '\t';
    text_.append(to_terminal_ ? harmless(text) : text) += '\n';
  }
  failed_ = !out_.more(number_, text_);
  return !failed_;
}

// {"file":"a.json","ids":["x"],"event":{...}}: for programs, so that nothing is made harmless; the event as it stands when it is JSON, otherwise a string.
void searcher::print_object(std::string_view text) {
  text_ += '{';
  if (options_.with_filename) {
    text_ += "\"file\":";
    support::json::append_quoted(text_, in_->name());
    text_ += ',';
  }
  if (list_.has_ids()) {
    text_ += "\"ids\":[";
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      if (i != 0) text_ += ',';
      support::json::append_quoted(text_, list_.ids()[ids_[i]]);
    }
    text_ += "],";
  }
  text_ += "\"event\":";
  if (only_json_ || !support::json::validate(text)) {
    text_ += text;
  } else {
    support::json::append_quoted(text_, text);
  }
  text_ += "}\n";
}

// As it is for a program, and harmless for a terminal.
std::string searcher::name() const {
  return paint(to_terminal_ ? harmless(in_->name()) : std::string{in_->name()}, style::path, colours_);
}

std::string searcher::prefix() const { return name() + paint(":", style::separator, colours_); }

void searcher::tick() {
  if (!progress_.shows()) return;
  const std::uint64_t text = source_.bytes_read(), taken = source_.bytes_taken();
  progress_.advance(text - std::exchange(text_told_, text), taken - std::exchange(taken_told_, taken));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
