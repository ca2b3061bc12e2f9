// SPDX-License-Identifier: Apache-2.0
// What the program says on standard error, and in which colours. Knows whether it speaks to a terminal; knows nothing of
// patterns but how a diagnostic is drawn.
#pragma once

#include <coverwatch/diagnostic.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

enum class colour : std::uint8_t { automatic, always, never };

// Whether to colour what goes to that file: asked for, or a terminal that understands it and nobody who objects (NO_COLOR).
bool use_colour(colour wanted, int file);

enum class style : std::uint8_t { error, warning, note, path, separator };
// The text, in colour if `on`.
std::string paint(std::string_view text, style how, bool on);

// Standard error.
class terminal {
 public:
  explicit terminal(colour wanted);

  void error(std::string_view text);    // coverwatch: error: text
  void warning(std::string_view text);
  void note(std::string_view text);
  void hint(std::string_view text);
  void line(std::string_view text);     // as it is

  // The diagnostic under its pattern.
  void draw(const diagnostic& d);
  // The same, with the service's own words for a refusal.
  void show(const diagnostic& d);

 private:
  void labelled(std::string_view label, style how, std::string_view text);
  bool colours_;
};

// One line that says how far long work has come. Shows only after a second, only when standard error is a terminal and
// standard output is not, and leaves nothing behind.
class progress {
 public:
  progress(bool wanted, std::size_t files);

  void file_done() noexcept { ++done_; }
  void tick(std::uint64_t bytes);  // cheap: looks at the clock now and then
  void step(std::uint64_t done, std::string_view things);  // instead, for slow work that is counted: `12 questions`
  void erase();                    // before anything else is written to the terminal

 private:
  void draw(std::uint64_t bytes, std::chrono::steady_clock::time_point now);
  void show(std::string_view text, std::chrono::steady_clock::time_point now);

  bool on_;
  bool drawn_ = false;
  std::uint32_t ticks_ = 0;
  std::size_t files_;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point next_;
};

// `1.5 GB`: powers of ten, three digits.
std::string human_size(double bytes);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
