// SPDX-License-Identifier: Apache-2.0
// A small cursor over digits and marks reads all forms; the calendar is the standard library's.
#include "archive/time_range.hpp"

#include <chrono>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

constexpr unix_time minute = 60, hour = 60 * minute, day = 24 * hour;
constexpr unix_time grace = 5 * minute;      // between the clocks of an event's source and of its delivery
constexpr unix_time late_delivery = 31 * day;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Takes pieces off the front of a text. Once one is not there, nothing further is.
class cursor {
 public:
  explicit cursor(std::string_view text) : rest_(text) {}

  // A number of so many digits.
  int digits(std::size_t count) noexcept {
    int value = 0;
    good_ = good_ && rest_.size() >= count;
    for (std::size_t i = 0; good_ && i < count; ++i) {
      good_ = is_digit(rest_[i]);
      value = value * 10 + (rest_[i] - '0');
    }
    if (good_) rest_.remove_prefix(count);
    return good_ ? value : 0;
  }

  bool take(char c) noexcept {
    const bool found = good_ && rest_.starts_with(c);
    if (found) rest_.remove_prefix(1);
    return found;
  }

  void demand(char c) noexcept { good_ = take(c); }
  void refuse_unless(bool wanted) noexcept { good_ = good_ && wanted; }
  void skip_digits() noexcept {
    while (good_ && !rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }

  bool good() const noexcept { return good_; }
  bool at_end() const noexcept { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// yyyy mm dd with that mark between; none for '\0'.
unix_time take_date(cursor& at, char mark) noexcept {
  const int year = at.digits(4);
  if (mark != '\0') at.demand(mark);
  const int month = at.digits(2);
  if (mark != '\0') at.demand(mark);
  const int of_month = at.digits(2);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(of_month)}};
  at.refuse_unless(date.ok());
  return at.good() ? std::chrono::sys_days{date}.time_since_epoch().count() * day : 0;
}

// hh mm with that mark between.
unix_time take_hour_and_minute(cursor& at, char mark) noexcept {
  const int hours = at.digits(2);
  if (mark != '\0') at.demand(mark);
  const int minutes = at.digits(2);
  at.refuse_unless(hours < 24 && minutes < 60);
  return hours * hour + minutes * minute;
}

// The seconds and their fraction, where they stand.
unix_time take_seconds(cursor& at) noexcept {
  if (!at.take(':')) return 0;
  const int seconds = at.digits(2);
  at.refuse_unless(seconds <= 60);
  if (at.take('.')) at.skip_digits();
  return seconds;
}

unix_time take_zone(cursor& at) noexcept {
  if (at.take('Z')) return 0;
  if (at.take('+')) return -take_hour_and_minute(at, ':');
  return at.take('-') ? take_hour_and_minute(at, ':') : 0;
}

std::optional<unix_time> unit(char letter) noexcept {
  switch (letter) {
    case 's': return 1;
    case 'm': return minute;
    case 'h': return hour;
    case 'd': return day;
    case 'w': return 7 * day;
    default: return std::nullopt;
  }
}

// The part of the path behind its last `count` slashes; all of it when there are fewer.
std::string_view last_parts(std::string_view path, int count) noexcept {
  std::size_t at = path.size();
  for (; count != 0 && at != std::string_view::npos; --count) at = at == 0 ? std::string_view::npos : path.rfind('/', at - 1);
  return at == std::string_view::npos ? path : path.substr(at + 1);
}

// When what lies at this path was delivered: not before `from`, and before `to`.
struct delivery {
  unix_time from;
  unix_time to;
};

std::optional<delivery> by_name(std::string_view path) noexcept {
  const std::string_view name = last_parts(path, 1);
  constexpr std::string_view mark = "_CloudTrail_";
  const std::size_t marked = name.find(mark);
  if (marked == std::string_view::npos) return std::nullopt;
  const std::string_view behind = name.substr(marked + mark.size());
  const std::size_t region_end = behind.find('_');
  if (region_end == std::string_view::npos) return std::nullopt;
  cursor at(behind.substr(region_end + 1));
  unix_time when = take_date(at, '\0');
  at.demand('T');
  when += take_hour_and_minute(at, '\0');
  at.demand('Z');
  at.demand('_');
  if (!at.good()) return std::nullopt;
  return delivery{when, when + minute};
}

// .../CloudTrail/REGION/yyyy/mm/dd/NAME
std::optional<delivery> by_folder(std::string_view path) noexcept {
  const std::string_view parts = last_parts(path, 6);
  constexpr std::string_view mark = "CloudTrail/";
  if (!parts.starts_with(mark)) return std::nullopt;
  const std::size_t region_end = parts.find('/', mark.size());
  if (region_end == std::string_view::npos) return std::nullopt;
  cursor at(parts.substr(region_end + 1));
  const unix_time when = take_date(at, '/');
  at.demand('/');
  if (!at.good()) return std::nullopt;
  return delivery{when, when + day};
}

}  // namespace

std::optional<unix_time> read_time(std::string_view text) noexcept {
  cursor at(text);
  unix_time when = take_date(at, '-');
  if (at.take('T')) {
    when += take_hour_and_minute(at, ':');
    when += take_seconds(at);
    when += take_zone(at);
  }
  if (!at.good() || !at.at_end()) return std::nullopt;
  return when;
}

std::optional<unix_time> read_time(std::string_view text, unix_time now) noexcept {
  constexpr std::size_t most_digits = 9;
  if (text.size() < 2 || text.size() > most_digits + 1) return read_time(text);
  const std::optional<unix_time> length = unit(text.back());
  if (!length) return read_time(text);
  unix_time count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (!is_digit(c)) return read_time(text);
    count = count * 10 + (c - '0');
  }
  return now - count * *length;
}

bool time_range::surely_excludes(std::string_view path) const noexcept {
  if (everything()) return false;
  auto delivered = by_name(path);
  if (!delivered) delivered = by_folder(path);
  if (!delivered) return false;
  return (since && delivered->to + grace <= *since) || (until && delivered->from - late_delivery >= *until);
}

std::optional<unix_time> event_time(std::string_view event, support::json::document& memory) {
  if (memory.parse(event)) return std::nullopt;
  const auto root = memory.root();
  if (!root.is(support::json::kind::object)) return std::nullopt;
  const auto time = root.member("eventTime");
  if (!time || !time->is(support::json::kind::string)) return std::nullopt;
  return read_time(time->string());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
