// SPDX-License-Identifier: Apache-2.0
// The loop over a text. A value that is not finished yet is tried again only once there is twice as much text, and
// after damage the search goes on at the line of the fault or later, so each byte is looked at a bounded number of
// times.
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

constexpr std::string_view gzip_cut_off = "\x1f";

bool is_utf_16(std::string_view text) noexcept { return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"); }

// A single byte that gzip or UTF-16 begins with.
bool may_begin_otherwise(std::string_view text) noexcept {
  return text == gzip_cut_off || text == "\xff" || text == "\xfe";
}

// All that a file `aws-logs-write-test` holds: an export to S3 tries with it whether it may write.
constexpr std::string_view write_test = "Permission Check Successful";

bool is(std::string_view text, std::size_t at, char c) noexcept { return at < text.size() && text[at] == c; }

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

bool is_blank(std::string_view text) noexcept { return skip_space(text, 0) == text.size(); }

bool only_zeros(std::string_view text) noexcept { return text.find_first_not_of('\0') == npos; }

// From one to the next: `find` goes over the bytes between several times faster than a loop that counts.
std::uint64_t line_breaks(std::string_view text) noexcept {
  std::uint64_t count = 0;
  for (std::size_t at = text.find('\n'); at != npos; at = text.find('\n', at + 1)) ++count;
  return count;
}

}  // namespace

location place_in(const batch& b, std::string_view record, std::uint64_t number) {
  const auto before = static_cast<std::size_t>(record.data() - b.text.data());
  const std::uint64_t offset = b.where.offset + before;
  if (b.how == batch::kind::lines) return {b.where.line + number, 0, offset};
  return {b.where.line + line_breaks(b.text.substr(0, before)), b.where.record + number, offset};
}

problem why_no_event(std::string_view text, const location& where) {
  if (const auto error = json::validate(text)) return {trouble::not_json, where, explain(*error, where.offset)};
  return {trouble::not_an_object, where, std::string{kind_name(text[skip_space(text, 0)])}};
}

problem why_unanswered(outcome what, std::string_view text, const location& where, bool unpacked, std::size_t largest) {
  switch (what) {
    case outcome::too_large:
      return {trouble::too_large, where, fmt::format("{} bytes, and --max-event-bytes is {}", text.size(), largest)};
    case outcome::too_deep: return {trouble::too_deep, where, {}};
    case outcome::out_of_memory: return {trouble::out_of_memory, where, {}};
    case outcome::match:
    case outcome::no_match:
    case outcome::not_json: break;
  }
  if (!unpacked) return why_no_event(text, where);
  const auto error = json::validate(text);
  return {trouble::not_json, where, error ? std::string{json::message(error->code)} : std::string{}};
}

std::string_view on_one_line(std::string_view json, std::string& memory) {
  if (!has_line_break(json) || json::validate(json)) return json;
  memory.assign(json);
  std::erase_if(memory, [](char c) { return c == '\n' || c == '\r'; });
  return memory;
}

// Its members come one after the other into `text`, from which the reader inside takes what it is done with.
struct reader::layer {
  layer(const sink& s, contents wanted, reader_limits limits) : inside(s, wanted, limits) {}

  std::size_t window = std::size_t{1} << 18;  // of packed text, tried first: a member is seldom longer
  bytes text;
  reader inside;
  bool begun = false;  // a member is done
  bool ended = false;  // whatever follows is passed over
};

reader::reader(const sink& s, contents wanted, reader_limits limits) : sink_(s), contents_(wanted), limits_(limits) {}
reader::~reader() = default;

std::size_t reader::read(std::string_view text, bool last) {
  text_ = text;
  last_ = last;
  std::size_t done = 0;
  if (!started_) {
    if (!last && (byte_order_mark.starts_with(text) || may_begin_otherwise(text))) return 0;
    started_ = true;
    if (text.starts_with(byte_order_mark)) done = byte_order_mark.size();
    if (looks_like_gzip(text) || text == gzip_cut_off) begin_layer();
    if (is_utf_16(text)) {
      tell(trouble::utf_16, {});
      stopped_ = true;
    }
  }
  while (!stopped_) {
    const mode before = mode_;
    const bool was_open = open_.is_open;
    const std::size_t to = next(done);
    if (to == done && mode_ == before && open_.is_open == was_open) break;
    done = to;
  }
  line_ = place(done).line;
  marked_ = 0;
  base_ += done;
  searched_ = std::max(searched_, done) - done;
  return done;
}

std::size_t reader::pass_over(std::string_view text) {
  text_ = text;
  last_ = false;
  tell(trouble::too_large, place(0), fmt::format("more than {} bytes without an end", text.size()));
  retry_at_ = 0;
  if (may_be_text()) mode_ = mode::lines;
  if (layer_) {
    end_layer();
  } else if (mode_ == mode::lines) {
    open_ = {};
    open_.is_open = open_.told = true;
    open_.at = container::step::line;
  } else {
    open_.is_open = false;
    damaged_ = looking_ = true;
  }
  line_ = place(text.size()).line;
  marked_ = searched_ = 0;
  base_ += text.size();
  return text.size();
}

std::size_t reader::next(std::size_t at) {
  if (layer_) return unpack(at);
  if (looking_) return look_for_object(at);
  if (open_.is_open) return inside(at);
  if (mode_ != mode::lines) return value(at);
  return stamped_ ? stamped(at) : line(at);
}

// Where the line at `at` ends, without its break; npos while that is still to come, and where there is none.
std::size_t reader::end_of_line(std::size_t at) {
  const std::size_t end = text_.find('\n', std::max(at, searched_));
  if (end != npos) return end;
  searched_ = text_.size();
  return last_ && at < text_.size() ? text_.size() : npos;
}

std::size_t reader::line(std::size_t at) {
  if (sink_.on_batch && !by_itself_) {
    const std::size_t to = batch_of_lines(at);
    if (to != at || stopped_) return to;
  }
  const std::size_t end = end_of_line(at);
  if (end == npos) return beginning_of_container(at);
  by_itself_ = false;
  retry_at_ = 0;
  const std::size_t content_end = end > at && text_[end - 1] == '\r' ? end - 1 : end;
  const std::size_t behind = std::min(end + 1, text_.size());
  const std::string_view content = text_.substr(0, content_end);
  const std::size_t begin = skip_space(content, at);
  if (begin == content_end) return behind;
  if (const shape s = recognise(content, begin); s != shape::event) return open(s, begin);
  if (contents_ == contents::any_text) {
    hand_out(content.substr(at), place(at));
  } else {
    candidate(at, content_end);
  }
  return behind;
}

// Offers as many whole lines as there are, up to the first that may be a container. That one must not be among them:
// its events do not stand on lines, and those inside strings or base64 do not even stand there as they are, so that a
// search over the lines would pass over them and count one event for many. To know it costs a look at the first bytes
// of each line, which is nothing beside finding where the line ends.
std::size_t reader::batch_of_lines(std::size_t at) {
  const std::size_t enough = at + std::min(limits_.batch, text_.size() - at);
  std::size_t end = at;
  std::uint64_t breaks = 0;
  while (end < enough && !may_be_container(text_.substr(end))) {
    const std::size_t newline = text_.find('\n', std::max(end, searched_));
    if (newline == npos) {
      searched_ = text_.size();
      if (last_) end = text_.size();
      break;
    }
    end = newline + 1;
    ++breaks;
  }
  if (end == at) return at;
  const location where = place(at);
  const taken t = sink_.on_batch({text_.substr(at, end - at), batch::kind::lines, where});
  const std::size_t to = take(t, at, end);
  if (to == end) {
    line_ += breaks;
    marked_ = end;
  } else {
    searched_ = 0;  // there are line breaks again in what is left
  }
  return to;
}

// How far the sink got with a batch between `at` and `end`.
std::size_t reader::take(const taken& t, std::size_t at, std::size_t end) {
  stopped_ = stopped_ || t.stop;
  by_itself_ = t.bytes == 0;
  return at + std::min(t.bytes, end - at);
}

// The line at `at` is not whole yet. A container on it is opened all the same, so that it never needs to be.
std::size_t reader::beginning_of_container(std::size_t at) {
  const std::size_t begin = skip_space(text_, at);
  if (last_ || !is(text_, begin, '{') || text_.size() - at < retry_at_) return at;
  const auto s = recognise(text_, begin, false);
  if (!s || *s == shape::event) return wait(at);
  return open(*s, begin);
}

// The event of an export at `at`: from its time to the next line that begins with one, for a message may hold line
// breaks. But one that is JSON on its own line ends there, so that a damaged line behind it does not cost it.
std::size_t reader::stamped(std::size_t at) {
  if (!last_ && text_.size() - at < retry_at_) return at;
  const std::size_t first_end = end_of_line(at);
  if (first_end == npos) return at;
  const std::size_t behind = std::min(first_end + 1, text_.size());
  if (is_blank(text_.substr(at, first_end - at))) return behind;
  const std::size_t begin = match_stamp(text_.substr(at)) > stamp_size ? at + stamp_size + 1 : at;
  std::size_t next = behind;
  for (;;) {
    const std::string_view rest = text_.substr(next);
    const std::size_t fits = match_stamp(rest);
    if (fits > stamp_size || (rest.empty() && last_)) break;
    if (fits == rest.size() && !last_) return wait(at);
    const std::size_t newline = rest.find('\n');
    if (newline == npos && !last_) return wait(at);
    next += std::min(newline, rest.size() - 1) + 1;
  }
  retry_at_ = 0;
  if (next > behind && !json::validate(text_.substr(begin, first_end - begin))) next = behind;
  std::size_t end = next;
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  const std::string_view text = text_.substr(begin, end - begin);
  if (begin == at && contents_ == contents::json) {
    sink_.on_problem(why_no_event(text, place(at)));
    return next;
  }
  if (contents_ == contents::any_text && !noted_stamps_ && !is_blank(text) && !is(text, skip_space(text, 0), '{')) {
    noted_stamps_ = true;
    tell(trouble::stamps, place(at));
  }
  message(text, place(begin), false);
  return next;
}

std::size_t reader::value(std::size_t at) {
  const std::size_t begin = skip_space(text_, at);
  if (begin == text_.size()) return last_ ? begin : std::max(at, line_start(text_, begin));
  if (mode_ == mode::undecided && !damaged_) {
    const opening export_line = begins_with_stamp(at, begin), test = is_write_test(begin);
    if (export_line == opening::maybe || test == opening::maybe) return at;
    stamped_ = export_line == opening::yes;
    if (stamped_) return take_for_lines(at, begin);
    if (test == opening::yes) {
      tell(trouble::write_test, place(begin));
      return text_.size();
    }
  }
  if (may_be_text() && text_[begin] != '{') return take_for_lines(at, begin);
  if (!last_ && text_.size() - at < retry_at_) return at;
  const auto what = recognise(text_, begin, last_);
  if (!what) return wait(at);
  if (*what != shape::event) return open(*what, begin);

  const auto end = json::skip_value(text_, begin);
  if (end) return accept(at, begin, *end);
  const json::error& error = end.error();
  if (!last_ && is_open(begin, error.offset)) return wait(at);
  if (may_be_text() && is_text(begin, error.offset)) return take_for_lines(at, begin);
  if (error.code == json::errc::unexpected_end) return refuse(begin, trouble::cut_off, text_.size(), {});
  if (error.code == json::errc::too_deep) return refuse(begin, trouble::too_deep, error.offset, {});
  return refuse(begin, trouble::not_json, error.offset, explain(error, base_));
}

reader::opening reader::begins_with_stamp(std::size_t at, std::size_t begin) const noexcept {
  if (begin > at && text_[begin - 1] != '\n') return opening::no;
  const std::size_t fits = match_stamp(text_.substr(begin));
  if (fits > stamp_size) return opening::yes;
  return begin + fits == text_.size() && !last_ ? opening::maybe : opening::no;
}

// Whether nothing but the write test of an export stands here.
reader::opening reader::is_write_test(std::size_t begin) const noexcept {
  const std::string_view rest = text_.substr(begin);
  const bool fits = rest.starts_with(write_test) && is_blank(rest.substr(write_test.size()));
  if (last_) return fits ? opening::yes : opening::no;
  return fits || write_test.starts_with(rest) ? opening::maybe : opening::no;
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
// that goes wrong further down is damaged.
bool reader::is_text(std::size_t begin, std::size_t wrong) const noexcept {
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

// Tells the damage at `begin`, found at `wrong`, and chooses where to go on. Until the text is decided, a whole object
// on a line of its own tells that these are lines, and that the first of them was damaged.
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

// The start of the first line after `from`, and at or before `to`, that holds one object and nothing else; npos if none
// does.
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

// One value at top level that is no container: a line in whole, or a document without what is around it.
void reader::candidate(std::size_t begin, std::size_t end) {
  const std::string_view text = text_.substr(begin, end - begin);
  if (is(text, skip_space(text, 0), '{')) return emit(text, place(begin));
  sink_.on_problem(why_no_event(text, place(begin)));
}

// What a log holds as a whole, so that text is no sign of damage.
void reader::message(std::string_view text, const location& where, bool unpacked) {
  const std::size_t begin = skip_space(text, 0);
  if (begin == text.size()) return;
  if (contents_ == contents::json && text[begin] != '{') return tell(trouble::text_message, where);
  emit(text, where, unpacked);
}

// Line breaks are dropped only from what is JSON: there they cannot stand inside a string.
void reader::emit(std::string_view text, const location& where, bool unpacked) {
  hand_out(on_one_line(text, compact_), where, unpacked);
}

void reader::hand_out(std::string_view text, const location& where, bool unpacked) {
  by_itself_ = false;
  if (!sink_.on_event({text, where, unpacked})) stopped_ = true;
}

void reader::begin_layer() {
  reader_limits inner = limits_;
  if (inner.layers != 0) --inner.layers;
  layer_ = std::make_unique<layer>(sink_, contents_, inner);
  inflater_ = std::make_unique<inflater>();
  if (limits_.layers != 0) return;
  layer_->ended = true;
  tell(trouble::bad_gzip, {}, "packed too many times over");
}

// Gzip inside gzip: as many members as are whole, each to the reader inside at once.
std::size_t reader::unpack(std::size_t at) {
  layer& l = *layer_;
  while (at < text_.size() && !l.ended && !stopped_) {
    if (!last_ && text_.size() - at < retry_at_) return at;
    const std::string_view rest = text_.substr(at);
    if (l.begun && only_zeros(rest)) {
      if (!last_) return wait(at);
      break;
    }
    std::size_t consumed = 0;
    const auto how = unpack_member(rest, consumed);
    if (how == inflater::outcome::damaged && !last_) return wait(at);
    retry_at_ = 0;
    if (how != inflater::outcome::done) {
      end_layer();
      if (!stopped_) tell_layer(how, base_ + at);
      break;
    }
    l.begun = true;
    at += consumed;
    l.text.drop(l.inside.read(l.text.view(), false));
    stopped_ = l.inside.stopped();
  }
  if (last_ && !l.ended && !stopped_) end_layer();
  return stopped_ ? at : text_.size();
}

// Tries with little of the text first, so that many small members are read in linear time and room.
inflater::outcome reader::unpack_member(std::string_view packed, std::size_t& consumed) {
  for (std::size_t size = layer_->window;; size *= 4) {
    const std::size_t before = layer_->text.size();
    const std::size_t limit = std::min(limits_.unpacked, before + most_unpacked());
    const auto how = inflater_->inflate_member(packed.substr(0, size), layer_->text, limit, consumed);
    count_unpacked(layer_->text.size() - before);
    if (how != inflater::outcome::damaged || size >= packed.size()) return how;
  }
}

std::size_t reader::most_unpacked() const noexcept {
  if (limits_.allowance == nullptr) return limits_.unpacked;
  return static_cast<std::size_t>(std::min<std::uint64_t>(limits_.unpacked, *limits_.allowance));
}

std::string reader::beyond(std::size_t most) const {
  return most < limits_.unpacked ? "more than --max-inflated allows" : fmt::format("more than {} bytes", most);
}

void reader::count_unpacked(std::size_t size) noexcept {
  if (limits_.allowance != nullptr) *limits_.allowance -= std::min<std::uint64_t>(size, *limits_.allowance);
}

void reader::end_layer() {
  layer_->ended = true;
  layer_->inside.read(layer_->text.view(), true);
  stopped_ = layer_->inside.stopped();
}

void reader::tell_layer(inflater::outcome how, std::uint64_t offset) {
  if (how == inflater::outcome::over_limit) {
    return tell(trouble::too_much_text, {}, fmt::format("gzip inside gzip, {}, at byte {} of the outer text",
                                                       beyond(most_unpacked()), offset));
  }
  tell(trouble::bad_gzip, {}, fmt::format("gzip inside gzip, at byte {} of the outer text", offset));
}

void reader::tell(trouble what, const location& where, std::string detail) {
  sink_.on_problem({what, where, std::move(detail)});
}

// Lines are counted only as far as somebody asks, from where they were counted last.
location reader::place(std::size_t at, std::uint64_t record) {
  if (at >= marked_) {
    line_ += line_breaks(text_.substr(marked_, at - marked_));
  } else {
    line_ -= line_breaks(text_.substr(at, marked_ - at));
  }
  marked_ = at;
  return {line_, record, base_ + at};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
