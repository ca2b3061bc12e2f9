// SPDX-License-Identifier: Apache-2.0
// Containers of events, walked through step by step while their text arrives: no more of one is needed at once than a
// member beside the events, or one event. Values are told apart by their brackets alone, so that one damaged event does
// not cost the others. What a container holds is never looked into for containers again: it is an event.
#include "archive/base64.hpp"
#include "archive/reader.hpp"

#include "support/json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace json = support::json;
constexpr std::size_t npos = std::string_view::npos;

std::string unexpected() { return std::string{json::message(json::errc::unexpected)}; }

// Of the member whose array holds the events.
std::string_view array_key(shape s) noexcept {
  if (s == shape::records) return "Records";
  if (s == shape::filter_log_events) return "events";
  if (s == shape::lookup_events) return "Events";
  return s == shape::subscription_data ? "logEvents" : "";
}

// What the whole of such a container is told as.
std::optional<trouble> left_out(shape s) noexcept {
  if (s == shape::digest) return trouble::digest;
  if (s == shape::lake_signature) return trouble::lake_signature;
  return s == shape::control_message ? std::optional(trouble::control_message) : std::nullopt;
}

// The content of the string at `begin`, raw; nothing when there is none.
std::optional<std::string_view> string_at(std::string_view text, std::size_t begin) noexcept {
  if (text[begin] != '"') return std::nullopt;
  const auto end = json::skip_value(text, begin);
  if (!end) return std::nullopt;
  return text.substr(begin + 1, *end - begin - 2);
}

std::optional<std::string_view> string_member(std::string_view object, std::string_view key) noexcept {
  const auto begin = find_member(object, 0, key);
  return begin ? string_at(object, *begin) : std::nullopt;
}

}  // namespace

std::size_t reader::open(shape s, std::size_t begin) {
  retry_at_ = 0;
  const location where = place(begin);
  open_ = {};
  open_.is_open = true;
  open_.what = s;
  open_.line = where.line;
  if (const auto what = left_out(s)) {
    tell(*what, where);
    open_.at = container::step::rest;
    open_.depth = 1;
  }
  return begin + 1;
}

std::size_t reader::inside(std::size_t at) {
  if (!last_ && text_.size() - at < retry_at_) return at;
  while (open_.is_open && !stopped_) {
    reach(at);
    const position to = step(at);
    if (!to) return final_ ? at : wait(at);
    retry_at_ = 0;
    at = *to;
  }
  return at;
}

// Where lines are read a container ends with its own, whatever is still open in it.
void reader::reach(std::size_t at) {
  if (mode_ == mode::lines && open_.line_end == 0) {
    const std::size_t newline = text_.find('\n', std::max(at, searched_));
    if (newline == npos) {
      searched_ = text_.size();
    } else {
      open_.line_end = base_ + newline + 1;
    }
  }
  const bool line_ends = open_.line_end != 0;
  end_ = line_ends ? static_cast<std::size_t>(open_.line_end - 1 - base_) : text_.size();
  final_ = line_ends || last_;
}

reader::position reader::step(std::size_t at) {
  switch (open_.at) {
    case container::step::member: return member(at);
    case container::step::element: return element(at);
    case container::step::behind_element: return behind_element(at);
    case container::step::behind_member: return behind_member(at);
    case container::step::rest: return skip_rest(at);
    case container::step::closed: return close(at);
    case container::step::line: return skip_line(at);
  }
  return std::nullopt;
}

// A key and its value, or as far as the first element of the array that holds the events.
reader::position reader::member(std::size_t at) {
  const std::string_view text = text_.substr(0, end_);
  const std::size_t quote = skip_space(text, at);
  if (quote == end_) return run_out(end_);
  if (open_.empty && text[quote] == '}') {
    open_.at = container::step::closed;
    return quote + 1;
  }
  if (text[quote] != '"') return damaged_at(quote, unexpected());
  const extent key = find_end(text, quote);
  if (key.what == extent::kind::broken) return run_out(key.end);
  const std::size_t colon = skip_space(text, key.end);
  if (key.what == extent::kind::unfinished || colon == end_) return run_out(end_);
  if (text[colon] != ':') return damaged_at(colon, unexpected());
  const std::size_t begin = skip_space(text, colon + 1);
  if (begin == end_) return run_out(end_);
  const std::string_view name = text.substr(quote + 1, key.end - quote - 2);
  if (text[begin] == '[' && name == array_key(open_.what)) {
    open_.at = container::step::element;
    open_.empty = true;
    return begin + 1;
  }
  const extent value = find_end(text, begin);
  if (value.what == extent::kind::broken) return run_out(value.end);
  if (value.what == extent::kind::unfinished) return run_out(end_);
  if (json::validate(text.substr(begin, value.end - begin))) {
    const position to = damaged_at(begin, unexpected());
    return open_.at == container::step::rest ? value.end : to;
  }
  hand_member(name, begin, value.end);
  open_.at = container::step::behind_member;
  return value.end;
}

reader::position reader::element(std::size_t at) {
  const std::string_view text = text_.substr(0, end_);
  const std::size_t begin = skip_space(text, at);
  if (begin == end_) return run_out(end_);
  if (open_.empty && text[begin] == ']') {
    open_.at = container::step::behind_member;
    return begin + 1;
  }
  if (const position to = batch_of_elements(begin)) return to;
  const extent found = find_end(text, begin);
  if (found.what == extent::kind::unfinished && !final_) return std::nullopt;
  const location where = place(begin, open_.number + 1);
  if (found.what != extent::kind::whole) {
    tell(trouble::cut_off, where);
    return give_up(found.end);
  }
  if (found.end == begin) return damaged_at(begin, unexpected());
  hand_element(text.substr(begin, found.end - begin), where);
  by_itself_ = false;
  ++open_.number;
  open_.at = container::step::behind_element;
  return found.end;
}

// Only events that stand as they are, and only where all that is no object is damage for the sink as well. The sink
// tells how far it got, and what stands before that tells what comes next.
reader::position reader::batch_of_elements(std::size_t at) {
  if (!sink_.on_batch || by_itself_ || open_.what != shape::records || contents_ != contents::json) return std::nullopt;
  const std::size_t end = at + std::min(limits_.batch, end_ - at);
  const location where = place(at, open_.number + 1);
  const taken t = sink_.on_batch({text_.substr(at, end - at), batch::kind::elements, where});
  const std::size_t to = take(t, at, end);
  if (to == at) return stopped_ ? position(at) : std::nullopt;
  open_.number += t.records;
  const std::size_t before = text_.substr(0, to).find_last_not_of(" \t\r\n");
  open_.at = text_[before] == ',' ? container::step::element : container::step::behind_element;
  open_.empty = false;
  return to;
}

reader::position reader::behind_element(std::size_t at) {
  const std::size_t next = skip_space(text_.substr(0, end_), at);
  if (next == end_) return run_out(end_);
  open_.empty = false;
  if (text_[next] == ',') {
    open_.at = container::step::element;
  } else if (text_[next] == ']') {
    open_.at = container::step::behind_member;
  } else {
    return damaged_at(next, unexpected());
  }
  return next + 1;
}

reader::position reader::behind_member(std::size_t at) {
  const std::size_t next = skip_space(text_.substr(0, end_), at);
  if (next == end_) return run_out(end_);
  open_.empty = false;
  if (text_[next] == ',') {
    open_.at = container::step::member;
  } else if (text_[next] == '}') {
    open_.at = container::step::closed;
  } else {
    return damaged_at(next, unexpected());
  }
  return next + 1;
}

// To behind the container by its brackets and quotes.
reader::position reader::skip_rest(std::size_t at) {
  for (std::size_t i = at; i < end_; ++i) {
    const char c = text_[i];
    if (open_.in_string) {
      if (c == '\n' || c == '\r') return run_out(i);
      if (c == '"') open_.in_string = false;
      if (c != '\\') continue;
      if (i + 1 == end_ && !final_) return i == at ? position() : position(i);
      if (i + 1 < end_ && text_[i + 1] != '\n' && text_[i + 1] != '\r') ++i;
    } else if (c == '"') {
      open_.in_string = true;
    } else if (c == '{' || c == '[') {
      ++open_.depth;
    } else if ((c == '}' || c == ']') && --open_.depth == 0) {
      open_.at = container::step::closed;
      return i + 1;
    }
  }
  if (final_) return run_out(end_);
  return at == end_ ? position() : position(end_);
}

// Behind the container. Whether it stood on a line of its own decides how the text is read, if it is the first value.
reader::position reader::close(std::size_t at) {
  if (mode_ == mode::documents) {
    open_.is_open = false;
    return at;
  }
  const std::size_t next = std::min(text_.find_first_not_of(" \t\r", at), text_.size());
  if (next == text_.size() && !last_) return std::nullopt;
  const bool value_follows = next < text_.size() && text_[next] == '{';
  if (mode_ == mode::undecided) {
    mode_ = value_follows || place(at).line != open_.line ? mode::documents : mode::lines;
    if (mode_ == mode::documents) return close(at);
  }
  if (value_follows) {
    open_.is_open = false;
    return next;
  }
  if (next < text_.size() && text_[next] != '\n' && !open_.told) {
    tell(trouble::not_json, place(next), unexpected());
  }
  open_.at = container::step::line;
  return next;
}

reader::position reader::skip_line(std::size_t at) {
  const std::size_t newline = text_.find('\n', at);
  if (newline == npos && !last_) return at == text_.size() ? position() : position(text_.size());
  open_.is_open = false;
  return newline == npos ? text_.size() : newline + 1;
}

// There is no more of the container than this, `end` being the end of the text, or a line break inside a string.
reader::position reader::run_out(std::size_t end) {
  if (end == end_ && !final_) return std::nullopt;
  if (!open_.told) tell(trouble::cut_off, place(end));
  return give_up(end);
}

// After damage that leaves nobody knowing where the container ends.
reader::position reader::give_up(std::size_t at) {
  open_.told = true;
  if (mode_ == mode::lines) {
    open_.at = container::step::line;
    return at;
  }
  open_.is_open = false;
  damaged_ = true;
  looking_ = true;
  return at;
}

// Something between the values is wrong. Where lines are read the rest of the line is lost; otherwise brackets tell
// where the container ends.
reader::position reader::damaged_at(std::size_t at, std::string detail) {
  tell(trouble::not_json, place(at), std::move(detail));
  open_.told = true;
  damaged_ = true;
  if (mode_ == mode::lines) return give_up(at);
  const bool in_array = open_.at == container::step::element || open_.at == container::step::behind_element;
  open_.depth = in_array ? 2 : 1;
  open_.at = container::step::rest;
  return at;
}

// The members that hold events, and are no array of them.
void reader::hand_member(std::string_view key, std::size_t begin, std::size_t end) {
  const std::string_view value = text_.substr(begin, end - begin);
  if (value.front() != '{') return;
  if (open_.what == shape::event_bridge && key == "detail") return emit(value, place(begin, 1));
  if (open_.what == shape::subscription && key == "awslogs") return hand_payload(value, place(begin));
}

void reader::hand_element(std::string_view text, const location& where) {
  if (text.front() != '{') return sink_.on_problem(why_no_event(text, where));
  if (open_.what == shape::records) return emit(text, where);
  hand_message(text, open_.what == shape::lookup_events ? "CloudTrailEvent" : "message", where);
}

void reader::hand_message(std::string_view record, std::string_view key, const location& where) {
  if (json::validate(record)) return sink_.on_problem(why_no_event(record, where));
  const auto raw = string_member(record, key);
  if (!raw) return tell(trouble::unknown_shape, where, fmt::format("a record without a string `{}`", key));
  message_.clear();
  json::append_unescaped(message_, *raw);
  const std::size_t begin = skip_space(message_, 0);
  const bool must_be_json = open_.what == shape::lookup_events && contents_ == contents::json;
  if (must_be_json && (begin == message_.size() || message_[begin] != '{')) {
    return tell(trouble::not_an_object, where, "in its string `CloudTrailEvent`");
  }
  message(message_, where, true);
}

// {"data":"..."}: the events inside are those of a subscription, and take their place from the container.
void reader::hand_payload(std::string_view object, const location& where) {
  const auto raw = string_member(object, "data");
  if (!raw) return tell(trouble::bad_payload, where, "no string `data`");
  message_.clear();
  json::append_unescaped(message_, *raw);
  bytes data;
  if (!decode_base64(message_, data)) return tell(trouble::bad_payload, where, "this is no base64");
  if (!inflate_payload(data, where)) return;
  const shape what = recognise(data.view());
  if (what != shape::subscription_data && what != shape::control_message) {
    return tell(trouble::unknown_shape, where, "packed in base64 and gzip, and not what a subscription sends");
  }
  const sink packed{
      [&](const event& e) {
        hand_out(e.text, {where.line, e.where.record, where.offset}, true);
        return !stopped_;
      },
      [&](const problem& p) {
        tell(p.what, {where.line, p.where.record, where.offset}, p.detail);
      },
  };
  reader(packed, contents_, limits_).read(data.view(), true);
}

// Unpacks `data` as often as it is packed. False once it was told why it cannot be.
bool reader::inflate_payload(bytes& data, const location& where) {
  if (!looks_like_gzip(data.view())) return tell(trouble::bad_payload, where, "no gzip is in it"), false;
  if (!inflater_) inflater_ = std::make_unique<inflater>();
  for (unsigned layers = 0; looks_like_gzip(data.view()); ++layers) {
    bytes inflated;
    if (layers > limits_.layers) return tell(trouble::bad_payload, where, "packed too many times over"), false;
    const std::size_t most = most_unpacked();
    const auto wrong = inflater_->inflate(data.view(), inflated, most);
    count_unpacked(inflated.size());
    if (wrong && wrong->what == trouble::too_much_text) {
      return tell(trouble::payload_too_large, where, beyond(most)), false;
    }
    if (wrong) return tell(trouble::bad_payload, where, "damaged gzip"), false;
    data = std::move(inflated);
  }
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
