// SPDX-License-Identifier: Apache-2.0
// Text goes to standard error a whole message at a time, so that two programs on one terminal do not mix within a line.
#include "cli/terminal.hpp"

#include "archive/descriptor.hpp"
#include "syntax/glyphs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using clock = std::chrono::steady_clock;

bool says_something(const char* variable) noexcept {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody here sets one
  return value != nullptr && *value != '\0';
}

bool is_dumb() noexcept {
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): nobody here sets one
  return term == nullptr || std::string_view{term} == "dumb";
}

std::string_view sequence(style how) noexcept {
  switch (how) {
    case style::error: return "\x1b[1;31m";
    case style::warning: return "\x1b[1;33m";
    case style::note: return "\x1b[1;36m";
    case style::path: return "\x1b[35m";
    case style::separator: return "\x1b[36m";
  }
  return "";
}

// Where even that cannot be said, the exit code still tells.
void say(std::string_view text) { archive::write_all(STDERR_FILENO, text); }

}  // namespace

bool use_colour(colour wanted, int file) {
  if (wanted != colour::automatic) return wanted == colour::always;
  return !says_something("NO_COLOR") && !is_dumb() && isatty(file) != 0;
}

std::string paint(std::string_view text, style how, bool on) {
  return on ? fmt::format("{}{}\x1b[0m", sequence(how), text) : std::string{text};
}

std::string harmless(std::string_view text, std::string_view kept) {
  std::string out;
  const auto glyphs = syntax::glyphs(text);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::size_t end = i + 1 < glyphs.size() ? glyphs[i + 1].offset : text.size();
    const std::string_view bytes = text.substr(glyphs[i].offset, end - glyphs[i].offset);
    if (bytes == glyphs[i].text || kept.find(bytes) != std::string_view::npos) {
      out += bytes;
    } else {
      for (const char c : bytes) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

terminal::terminal(colour wanted) : colours_(use_colour(wanted, STDERR_FILENO)) {}

void terminal::error(std::string_view text) { labelled("error:", style::error, text); }
void terminal::warning(std::string_view text) { labelled("warning:", style::warning, text); }
void terminal::note(std::string_view text) { labelled("note:", style::note, text); }
void terminal::hint(std::string_view text) { labelled("hint:", style::note, text); }
void terminal::line(std::string_view text) { say(harmless(text) + '\n'); }

void terminal::labelled(std::string_view label, style how, std::string_view text) {
  say(fmt::format("coverwatch: {} {}\n", paint(label, how, colours_), harmless(text)));
}

// The first line is the message: it alone is coloured, so that the pattern stands as it was written.
void terminal::draw(const diagnostic& d) {
  const std::string drawn = render(d);
  const std::size_t end = drawn.find('\n');
  const style how = is_warning(d.code) ? style::warning : style::error;
  std::string text = paint(std::string_view{drawn}.substr(0, end), how, colours_);
  if (end != std::string::npos) text.append(drawn, end);
  say(text);
}

void terminal::show(const diagnostic& d) {
  draw(d);
  if (const std::string service = service_message(d); !service.empty()) line("the service says: " + service);
}

progress::progress(bool wanted, std::size_t files)
    : on_(wanted && isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0 && !is_dumb()),
      files_(files),
      begun_(clock::now()),
      next_(begun_ + std::chrono::seconds{1}) {}

// Who finds another thread drawing goes on.
void progress::advance(std::uint64_t text, std::uint64_t taken) {
  if (!on_) return;
  constexpr std::uint64_t between_looks = 64;
  text_.fetch_add(text, std::memory_order_relaxed);
  taken_.fetch_add(taken, std::memory_order_relaxed);
  if (ticks_.fetch_add(1, std::memory_order_relaxed) % between_looks != 0 && text < (1 << 16)) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  if (const auto now = clock::now(); now >= next_) draw(now);
}

void progress::draw(moment now) {
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const auto text = static_cast<double>(text_.load(std::memory_order_relaxed));
  const auto taken = static_cast<double>(taken_.load(std::memory_order_relaxed));
  std::string line = fmt::format("{}/{} files, {}, {}/s", done_.load(std::memory_order_relaxed), files_,
                                 human_size(text), human_size(text / seconds));
  const auto total = static_cast<double>(total_);
  if (total > 0 && taken > 0 && taken <= total) {
    line += fmt::format(", {:.0f} % of {}, {} left", 100 * taken / total, human_size(total),
                        human_time(seconds * (total - taken) / taken));
  }
  show(line, now);
}

void progress::step(std::uint64_t done, std::string_view things) {
  if (!on_) return;
  const std::lock_guard lock(drawing_);
  if (const auto now = clock::now(); now >= next_) show(fmt::format("{} {}", done, things), now);
}

void progress::show(std::string_view text, moment now) {
  say(fmt::format("\r{}\x1b[K", text));
  drawn_ = true;
  next_ = now + std::chrono::milliseconds{200};
}

std::unique_lock<std::mutex> progress::hold() {
  std::unique_lock lock(drawing_);
  if (drawn_) say("\r\x1b[K");
  drawn_ = false;
  return lock;
}

std::string human_time(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole / 60 % 60);
}

std::string human_size(double bytes) {
  constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < std::size(units); ++unit) bytes /= 1000;
  return fmt::format("{:.3g} {}", bytes, units[unit]);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
