// SPDX-License-Identifier: Apache-2.0
// What the program says on standard error, and in which colours. Knows whether it speaks to a terminal; knows nothing of
// patterns but how a diagnostic is drawn.
#pragma once

#include <coverwatch/diagnostic.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

enum class colour : std::uint8_t { automatic, always, never };

// Whether to colour what goes to that file: asked for, or a terminal that understands it and nobody who objects (NO_COLOR).
bool use_colour(colour wanted, int file);

enum class style : std::uint8_t { error, warning, note, path, separator };
// The text, in colour if `on`.
std::string paint(std::string_view text, style how, bool on);

// The text without anything that a terminal obeys or hides, but for what is in `kept`: such bytes, line breaks among
// them, and those that are no UTF-8, become `\x1b`.
std::string harmless(std::string_view text, std::string_view kept = "\t");

// Standard error. What is given is made harmless: a name cannot forge a message.
class terminal {
 public:
  explicit terminal(colour wanted);

  void error(std::string_view text);    // coverwatch: error: text
  void warning(std::string_view text);
  void note(std::string_view text);
  void hint(std::string_view text);
  void line(std::string_view text);     // without a label

  // The diagnostic under its pattern.
  void draw(const diagnostic& d);
  // The same, with the service's own words for a refusal.
  void show(const diagnostic& d);

 private:
  void labelled(std::string_view label, style how, std::string_view text);
  bool colours_;
};

// One line that says how far long work has come. Shows only after a second, only when standard error is a terminal and
// standard output is not, and leaves nothing behind. Any thread may use it at any time.
class progress {
 public:
  progress(bool wanted, std::size_t files);

  // Whether it may ever show: if not, nobody needs to find out how much work there is.
  bool shows() const noexcept { return on_; }
  // How many bytes all files have together, as they lie on the disk; 0 when that is not known. Before work begins.
  void expect(std::uint64_t total) noexcept { total_ = total; }

  void file_done() noexcept { done_.fetch_add(1, std::memory_order_relaxed); }
  // So many bytes more: of text, and taken from files. Cheap: looks at the clock now and then.
  void advance(std::uint64_t text, std::uint64_t taken);
  void step(std::uint64_t done, std::string_view things);  // instead, for slow work that is counted: `12 questions`
  void erase() { const auto silence = hold(); }
  // Erases the line and keeps it away while the result lives: before anything else is written to the terminal.
  [[nodiscard]] std::unique_lock<std::mutex> hold();

 private:
  using moment = std::chrono::steady_clock::time_point;
  void draw(moment now);
  void show(std::string_view text, moment now);

  const bool on_;
  const std::size_t files_;
  const moment begun_;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> ticks_ = 0;
  std::atomic<std::uint64_t> done_ = 0, text_ = 0, taken_ = 0;
  std::mutex drawing_;  // guards what follows
  bool drawn_ = false;
  moment next_;
};

// `35 s`, `2:05 min`, `1:00 h`.
std::string human_time(double seconds);

// `1.5 GB`: powers of ten, three digits.
std::string human_size(double bytes);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
