// SPDX-License-Identifier: Apache-2.0
// Two roads, as `match` has them: `scan` over whole buffers, where only what matches is asked for, and `evaluate` event
// by event, where all is.
#include "replay/reading.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::replay {

namespace {

// One thread's.
class event_reader {
 public:
  event_reader(const reading& what, const reading_options& options, std::unique_ptr<consumer> to, listener& heard)
      : what_(what),
        to_(std::move(to)),
        heard_(heard),
        largest_(options.max_event_bytes),
        scratch_(largest_),
        source_(what.only_json ? archive::contents::json : archive::contents::any_text,
                archive::limits_for(options.max_event_bytes, options.max_inflated)) {
    sink_.on_event = [this](const archive::event& e) { return judge(e), true; };
    sink_.on_problem = [this](const archive::problem& p) { heard_.problem(number_, *in_, p); };
    if (!what.every_event) sink_.on_batch = [this](const archive::batch& b) { return judge_many(b); };
    hits_.on_match = [this](const scan_match& hit) { return to_->take(hit.record.text, hit.matches), true; };
    hits_.on_damage = [this](const scan_damage& d) { damaged(d); };
  }

  void read(std::size_t number, const archive::input& in) {
    number_ = number;
    in_ = &in;
    source_.read(in, sink_);
    to_->input_ends();
    tick();
    heard_.input_ends();
  }

  std::uint64_t seen() const noexcept { return seen_; }
  std::uint64_t damage() const noexcept { return damaged_; }

 private:
  void judge(const archive::event& e) {
    tick();
    ++seen_;
    const set_evaluation answer = what_.patterns.evaluate(e.text, scratch_);
    const bool any_bytes_will_do = answer.what == outcome::not_json && !what_.only_json;
    if (answer.what != outcome::match && answer.what != outcome::no_match && !any_bytes_will_do) {
      ++damaged_;
      return heard_.problem(number_, *in_, archive::why_unanswered(answer.what, e.text, e.where, e.unpacked, largest_));
    }
    if (what_.every_event || !answer.matches.empty()) to_->take(e.text, answer.matches);
  }

  archive::taken judge_many(const archive::batch& b) {
    tick();
    batch_ = &b;
    const bool lines = b.how == archive::batch::kind::lines;
    const scan_summary done = what_.patterns.scan(b.text, scratch_, hits_, lines ? framing::lines : framing::elements);
    seen_ += done.records;
    return {done.consumed, done.records, done.stopped};
  }

  void damaged(const scan_damage& d) {
    if (d.what == outcome::not_json && !what_.only_json) return;
    ++damaged_;
    if (!heard_.wants_place(number_)) return;
    const archive::location where = archive::place_in(*batch_, d.record.text, d.record.number);
    heard_.problem(number_, *in_, archive::why_unanswered(d.what, d.record.text, where, false, largest_));
  }

  void tick() {
    const std::uint64_t text = source_.bytes_read(), taken = source_.bytes_taken();
    heard_.advance(text - std::exchange(text_told_, text), taken - std::exchange(taken_told_, taken));
  }

  const reading& what_;
  const std::unique_ptr<consumer> to_;
  listener& heard_;
  const std::size_t largest_;
  scratch scratch_;
  archive::source source_;
  archive::sink sink_;
  scan_sink hits_;
  std::size_t number_ = 0;
  const archive::input* in_ = nullptr;
  const archive::batch* batch_ = nullptr;
  std::uint64_t seen_ = 0, damaged_ = 0, text_told_ = 0, taken_told_ = 0;
};

std::size_t number_of_threads(std::size_t wanted, std::size_t inputs) noexcept {
  const std::size_t most = wanted != 0 ? wanted : std::thread::hardware_concurrency();
  return std::clamp(most, std::size_t{1}, std::max(inputs, std::size_t{1}));
}

// All threads together.
class team {
 public:
  team(std::span<const archive::input> inputs, const archive::time_range& times) : inputs_(inputs), times_(times) {}

  void work(std::deque<event_reader>& readers) {
    {
      std::vector<std::jthread> others;
      try {
        for (std::size_t i = 1; i < readers.size(); ++i) {
          others.emplace_back([this, &readers, i] { read_some(readers[i]); });
        }
      } catch (const std::system_error&) {  // one that the system refuses is done without
      }
      read_some(readers.front());
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  std::size_t left_out() const noexcept { return left_out_.load(); }

 private:
  void read_some(event_reader& one) {
    try {
      while (!failed_.load(std::memory_order_relaxed)) {
        const std::size_t number = next_.fetch_add(1, std::memory_order_relaxed);
        if (number >= inputs_.size()) return;
        const archive::input& in = inputs_[number];
        if (!in.standard_input && times_.surely_excludes(in.path)) {
          left_out_.fetch_add(1, std::memory_order_relaxed);
        } else {
          one.read(number, in);
        }
      }
    } catch (...) {
      if (!failed_.exchange(true)) failure_ = std::current_exception();
    }
  }

  const std::span<const archive::input> inputs_;
  const archive::time_range& times_;
  std::atomic<std::size_t> next_ = 0, left_out_ = 0;
  std::atomic<bool> failed_ = false;
  std::exception_ptr failure_;  // of the thread that set `failed_`; read when all have ended
};

}  // namespace

reading_totals read_events(std::span<const archive::input> inputs, const reading& what, const reading_options& options,
                           const std::function<std::unique_ptr<consumer>()>& make, listener& heard) {
  std::deque<event_reader> readers;
  const std::size_t threads = number_of_threads(options.threads, inputs.size());
  while (readers.size() < threads) readers.emplace_back(what, options, make(), heard);
  team all(inputs, options.times);
  all.work(readers);
  reading_totals totals{inputs.size(), all.left_out(), 0, 0};
  for (const event_reader& each : readers) {
    totals.seen += each.seen();
    totals.damaged += each.damage();
  }
  return totals;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::replay
