// SPDX-License-Identifier: Apache-2.0
// The loop over a text. A value that is not finished yet is tried again only once there is twice as much text, and after
// damage the search goes on at the line of the fault or later, so each byte is looked at a bounded number of times.
#include "archive/reader.hpp"

#include "support/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace json = support::json;
constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
// What stands this close to the end of unfinished text may only look wrong: half a literal, half a character.
constexpr std::size_t uncertain = 16;

bool is(std::string_view text, std::size_t at, char c) noexcept { return at < text.size() && text[at] == c; }

bool take(std::string_view text, std::size_t& at, char c) noexcept {
  const bool found = is(text, at, c);
  if (found) ++at;
  return found;
}

std::string explain(const json::error& e, std::uint64_t base) {
  return fmt::format("{} at byte {}", json::message(e.code), base + e.offset);
}

std::size_t line_start(std::string_view text, std::size_t at) noexcept {
  const std::size_t before = at == 0 ? npos : text.rfind('\n', at - 1);
  return before == npos ? 0 : before + 1;
}

bool has_line_break(std::string_view text) noexcept { return text.find('\n') != npos || text.find('\r') != npos; }

std::string_view kind_name(char first) noexcept {
  switch (first) {
    case '[': return "this is an array (one event a line, or {\"Records\":[...]}, can be read)";
    case '"': return "this is a string";
    case 't':
    case 'f': return "this is a boolean";
    case 'n': return "this is null";
    default: return "this is a number";
  }
}

}  // namespace

std::size_t reader::read(std::string_view text, bool last) {
  text_ = text;
  last_ = last;
  std::size_t done = 0;
  if (!started_) {
    if (!last && byte_order_mark.starts_with(text)) return 0;
    started_ = true;
    if (text.starts_with(byte_order_mark)) done = byte_order_mark.size();
  }
  while (!stopped_) {
    const mode before = mode_;
    const std::size_t to = next(done);
    if (to == done && mode_ == before) break;
    done = to;
  }
  line_ = place(done).line;
  marked_ = 0;
  base_ += done;
  searched_ = std::max(searched_, done) - done;
  return done;
}

std::size_t reader::next(std::size_t at) {
  if (looking_) return look_for_object(at);
  return mode_ == mode::lines ? line(at) : value(at);
}

std::size_t reader::line(std::size_t at) {
  std::size_t end = text_.find('\n', std::max(at, searched_));
  if (end == npos) {
    end = searched_ = text_.size();
    if (!last_ || at == end) return at;
  }
  const std::size_t content_end = end > at && text_[end - 1] == '\r' ? end - 1 : end;
  const std::size_t behind = std::min(end + 1, text_.size());
  if (skip_space(text_.substr(0, content_end), at) == content_end) return behind;
  if (contents_ == contents::any_text) {
    line_of_text(at, content_end);
  } else {
    candidate(at, content_end);
  }
  return behind;
}

std::size_t reader::value(std::size_t at) {
  const std::size_t begin = skip_space(text_, at);
  if (begin == text_.size()) return last_ ? begin : std::max(at, line_start(text_, begin));
  if (may_be_text() && text_[begin] != '{') return take_for_lines(at, begin);
  if (!last_ && text_.size() - at < retry_at_) return at;
  if (begins_with_records(text_, begin)) return records(at, begin);

  const auto end = json::skip_value(text_, begin);
  if (end) return accept(at, begin, *end);
  const json::error& error = end.error();
  if (!last_ && is_open(begin, error.offset)) return wait(at);
  if (may_be_text() && is_text(begin, error.offset)) return take_for_lines(at, begin);
  if (error.code == json::errc::unexpected_end) return refuse(begin, trouble::cut_off, text_.size(), {});
  if (error.code == json::errc::too_deep) return refuse(begin, trouble::too_deep, error.offset, {});
  return refuse(begin, trouble::not_json, error.offset, explain(error, base_));
}

std::size_t reader::records(std::size_t at, std::size_t begin) {
  const extent found = find_end(text_, begin);
  if (found.what == extent::kind::unfinished && !last_) return wait(at);
  if (found.what == extent::kind::whole) return accept(at, begin, found.end);
  retry_at_ = 0;
  damaged_ = true;
  std::size_t to = begin;
  expand(begin, found.end, to);
  looking_ = true;
  return std::max(to, begin + 1);
}

// The value between `begin` and `end` is whole; the first one decides how the text is read.
std::size_t reader::accept(std::size_t at, std::size_t begin, std::size_t end) {
  if (end == text_.size() && !last_) return at;  // a number might go on
  if (mode_ == mode::undecided) {
    const decision how = decide(begin, end);
    if (how == decision::needs_more) return at;
    if (how == decision::line) return take_for_lines(at, begin);
    mode_ = mode::documents;
  }
  retry_at_ = 0;
  candidate(begin, end);
  return end;
}

// What stands at `begin` is in the first of many lines.
std::size_t reader::take_for_lines(std::size_t at, std::size_t begin) {
  mode_ = mode::lines;
  return std::max(at, line_start(text_, begin));
}

reader::decision reader::decide(std::size_t begin, std::size_t end) const noexcept {
  if (text_.substr(begin, end - begin).find('\n') != npos) return decision::document;
  std::size_t rest = end;
  while (rest < text_.size() && text_[rest] != '\n' && skip_space(text_.substr(0, rest + 1), rest) > rest) ++rest;
  if (rest == text_.size() && !last_) return decision::needs_more;
  return is(text_, rest, '{') ? decision::document : decision::line;
}

// Whether the input may still turn out to be lines of text: nothing of it has been handed out or told yet.
bool reader::may_be_text() const noexcept {
  return contents_ == contents::any_text && mode_ == mode::undecided && !damaged_;
}

// Whether the object at `begin`, which goes wrong at `wrong`, is no more than a line of text. It is when its first line
// goes wrong or is the last, and when the next line is a whole object, which tells that these are lines. A document
// that goes wrong further down is damaged, and so is a container of events.
bool reader::is_text(std::size_t begin, std::size_t wrong) const noexcept {
  if (recognise(text_, begin) != shape::event) return false;
  const std::size_t line_end = text_.find('\n', begin);
  if (line_end == npos || wrong <= line_end) return true;
  const std::size_t next = skip_space(text_, line_end);
  return next == text_.size() || complete_line(begin, wrong) == next;
}

// Whether text still to come could mend the fault of the value at `begin`, or is needed to choose where to go on. No
// fault reaches over a line break, and what is taken for lines goes on where it began.
bool reader::is_open(std::size_t begin, std::size_t wrong) const noexcept {
  const bool may_be_mended = wrong + uncertain > text_.size();
  if (!may_be_text()) return may_be_mended || awaits_its_line(wrong);
  if (text_.find('\n', wrong) != npos) return false;
  return may_be_mended || text_.substr(begin, wrong - begin).find('\n') != npos;
}

// Whether what follows the fault on its own line is still to come, and is needed to choose where to go on.
bool reader::awaits_its_line(std::size_t wrong) const noexcept {
  return mode_ == mode::undecided && text_.find('\n', wrong) == npos;
}

std::size_t reader::wait(std::size_t at) {
  retry_at_ = 2 * (text_.size() - at);
  return at;
}

// Tells the damage at `begin`, found at `wrong`, and chooses where to go on. Until the text is decided, a whole object on a
// line of its own tells that these are lines, and that the first of them was damaged.
std::size_t reader::refuse(std::size_t begin, trouble what, std::size_t wrong, std::string detail) {
  retry_at_ = 0;
  damaged_ = true;
  tell(what, place(begin), std::move(detail));
  if (mode_ == mode::undecided) {
    const std::size_t whole = complete_line(begin, wrong);
    if (whole != npos) {
      mode_ = mode::lines;
      return whole;
    }
  }
  const std::size_t start = line_start(text_, wrong);
  if (start > begin && is(text_, start, '{')) return start;
  looking_ = true;
  return std::max(wrong, begin + 1);
}

// The start of the first line after `from`, and at or before `to`, that holds one object and nothing else; npos if none does.
std::size_t reader::complete_line(std::size_t from, std::size_t to) const noexcept {
  for (std::size_t end = text_.find('\n', from); end != npos && end < to;) {
    const std::size_t start = end + 1;
    end = text_.find('\n', start);
    if (!is(text_, start, '{')) continue;
    const std::string_view line = text_.substr(0, end);
    const auto behind = json::skip_value(line, start);
    if (behind && skip_space(line, *behind) == line.size()) return start;
  }
  return npos;
}

// After damage: the next line that begins with `{`.
std::size_t reader::look_for_object(std::size_t at) {
  for (std::size_t end = text_.find('\n', at); end != npos; end = text_.find('\n', end + 1)) {
    if (end + 1 == text_.size()) return last_ ? text_.size() : end;
    if (text_[end + 1] != '{') continue;
    looking_ = false;
    return end + 1;
  }
  return text_.size();
}

// One value at top level: a line in whole, or a document without what is around it.
void reader::candidate(std::size_t begin, std::size_t end) {
  const std::string_view text = text_.substr(begin, end - begin);
  if (!is(text, skip_space(text, 0), '{')) return not_an_object(text, place(begin));
  const shape s = recognise(text);
  if (s == shape::event) return emit(text, place(begin));
  container(s, begin, end);
}

// An event just as it stands, JSON or not; only a container holds events of its own.
void reader::line_of_text(std::size_t begin, std::size_t end) {
  const std::string_view text = text_.substr(begin, end - begin);
  const shape s = recognise(text);
  if (s != shape::event) return container(s, begin, end);
  hand_out(text, place(begin));
}

void reader::container(shape s, std::size_t begin, std::size_t end) {
  if (s == shape::digest) return tell(trouble::digest, place(begin));
  if (s != shape::records) {
    return tell(trouble::unknown_shape, place(begin), fmt::format("looks like {}, which cannot be read yet", name(s)));
  }
  std::size_t at = begin;
  if (!expand(begin, end, at)) return;
  at = skip_space(text_.substr(0, end), at);
  if (at < end) broken(at, end);
}

// Hands out the events of the {"Records":[...]} at `begin`. True when it is whole, and `at` is behind it; otherwise the
// damage has been told (or the sink has had enough), and `at` is where it is.
bool reader::expand(std::size_t begin, std::size_t end, std::size_t& at) {
  const std::string_view text = text_.substr(0, end);
  at = skip_space(text, begin);
  do {
    at = skip_space(text, at + 1);
    if (!is(text, at, '"')) return broken(at, end);
    const std::size_t quote = at;
    if (!skip_over(end, at)) return false;
    const std::string_view key = text.substr(quote + 1, at - quote - 2);
    at = skip_space(text, at);
    if (!is(text, at, ':')) return broken(at, end);
    at = skip_space(text, at + 1);
    if (key == "Records" && is(text, at, '[')) {
      if (!expand_array(end, at)) return false;
    } else if (!skip_over(end, at)) {
      return false;
    }
    at = skip_space(text, at);
  } while (is(text, at, ','));
  return take(text, at, '}') || broken(at, end);
}

bool reader::skip_over(std::size_t end, std::size_t& at) {
  const auto behind = json::skip_value(text_.substr(0, end), at);
  if (!behind) return broken(find_end(text_.substr(0, end), at).what == extent::kind::whole ? at : end, end);
  at = *behind;
  return true;
}

bool reader::expand_array(std::size_t end, std::size_t& at) {
  const std::string_view text = text_.substr(0, end);
  at = skip_space(text, at + 1);
  if (take(text, at, ']')) return true;
  for (std::size_t number = 1; !stopped_; ++number) {
    if (!expand_element(end, number, at)) return false;
    at = skip_space(text, at);
    if (take(text, at, ']')) return true;
    if (!is(text, at, ',')) return broken(at, end);
    at = skip_space(text, at + 1);
  }
  return false;
}

// Elements are told apart by their brackets alone, so that one damaged event does not cost the others.
bool reader::expand_element(std::size_t end, std::size_t number, std::size_t& at) {
  const extent found = find_end(text_.substr(0, end), at);
  const location where = place(at, number);
  if (found.what != extent::kind::whole) {
    tell(trouble::cut_off, where);
    at = found.end;
    return false;
  }
  const std::string_view element = text_.substr(at, found.end - at);
  if (element.empty()) return broken(at, end);
  if (element.front() == '{') {
    emit(element, where);
  } else {
    not_an_object(element, where);
  }
  at = found.end;
  return true;
}

bool reader::broken(std::size_t at, std::size_t end) {
  if (at >= end) {
    tell(trouble::cut_off, place(end));
  } else {
    tell(trouble::not_json, place(at), std::string{json::message(json::errc::unexpected)});
  }
  return false;
}

// Line breaks are dropped only from what is JSON: there they cannot stand inside a string.
void reader::emit(std::string_view text, const location& where) {
  if (has_line_break(text) && !json::validate(text)) {
    compact_.assign(text);
    std::erase_if(compact_, [](char c) { return c == '\n' || c == '\r'; });
    text = compact_;
  }
  hand_out(text, where);
}

void reader::hand_out(std::string_view text, const location& where) {
  if (!sink_.on_event({text, where})) stopped_ = true;
}

void reader::not_an_object(std::string_view text, const location& where) {
  if (const auto error = json::validate(text)) return tell(trouble::not_json, where, explain(*error, where.offset));
  tell(trouble::not_an_object, where, std::string{kind_name(text[skip_space(text, 0)])});
}

void reader::tell(trouble what, const location& where, std::string detail) {
  sink_.on_problem({what, where, std::move(detail)});
}

// Lines are counted only as far as somebody asks, from where they were counted last.
location reader::place(std::size_t at, std::size_t record) {
  const auto breaks = [&](std::size_t from, std::size_t to) {
    return static_cast<std::uint64_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(from),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
  };
  if (at >= marked_) {
    line_ += breaks(marked_, at);
  } else {
    line_ -= breaks(at, marked_);
  }
  marked_ = at;
  return {line_, record, base_ + at};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
