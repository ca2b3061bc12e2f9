// SPDX-License-Identifier: Apache-2.0
// Shapes are told by a handful of keys. The walk over a top level stops at the first thing that settles it, or is not
// JSON: what was seen until then decides, so that a container that is cut off is still known for what it is.
#include "archive/shape.hpp"

#include "support/json.hpp"
#include "support/json_reader.hpp"

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::archive {

namespace {

namespace json = support::json;

// What stands this close to the end of unfinished text may only look wrong: half a literal, half a character.
constexpr std::size_t uncertain = 16;

bool at(std::string_view text, std::size_t offset, char c) noexcept { return offset < text.size() && text[offset] == c; }

// Whether the text ended before its end, or went wrong where more text could still mend it.
enum class walked : std::uint8_t { stopped, to_its_end, ran_out };

walked where_it_failed(std::string_view text, std::size_t offset) noexcept {
  return offset + uncertain > text.size() ? walked::ran_out : walked::stopped;
}

// Calls `see(key, offset of the value)` for each member of the object at `begin`, until it returns false. The key is raw.
template <class See>
walked each_member(std::string_view text, std::size_t begin, See see) {
  if (!at(text, begin, '{')) return walked::stopped;
  std::size_t offset = skip_space(text, begin + 1);
  for (;;) {
    if (offset == text.size()) return walked::ran_out;
    if (!at(text, offset, '"')) return at(text, offset, '}') ? walked::to_its_end : walked::stopped;
    const auto key_end = json::skip_value(text, offset);
    if (!key_end) return where_it_failed(text, key_end.error().offset);
    const std::string_view key = text.substr(offset + 1, *key_end - offset - 2);
    offset = skip_space(text, *key_end);
    if (offset == text.size()) return walked::ran_out;
    if (!at(text, offset, ':')) return walked::stopped;
    offset = skip_space(text, offset + 1);
    if (offset == text.size()) return walked::ran_out;
    if (!see(key, offset)) return walked::stopped;
    const auto value_end = json::skip_value(text, offset);
    if (!value_end) return where_it_failed(text, value_end.error().offset);
    offset = skip_space(text, *value_end);
    if (offset == text.size()) return walked::ran_out;
    if (!at(text, offset, ',')) return at(text, offset, '}') ? walked::to_its_end : walked::stopped;
    offset = skip_space(text, offset + 1);
  }
}

std::string_view string_at(std::string_view text, std::size_t begin) noexcept {
  if (!at(text, begin, '"')) return {};
  const auto end = json::skip_value(text, begin);
  return end ? text.substr(begin + 1, *end - begin - 2) : std::string_view{};
}

// What the keys of a top level tell, gathered while walking over it.
class evidence {
 public:
  evidence(std::string_view text, bool last) noexcept : text_(text), last_(last) {}

  // False once it is settled, or more text is needed.
  bool note(std::string_view key, std::size_t value) {
    const auto is = [&](char c) { return at(text_, value, c); };
    ++members_;
    if (key == "Records" && members_ == 1 && is('[')) return settle(shape::records);
    if (key == "events" && is('[')) return log_events(value);
    if (key == "Events" && is('[')) return trail_events(value);
    if (key == "searchedLogStreams" || key == "nextForwardToken" || key == "nextBackwardToken") companion_ = true;
    if (key == "nextToken") companion_ = true;
    if (key == "NextToken") --members_;
    if (key == "awslogs") return subscription(value);
    if (key == "messageType") type_ = string_at(text_, value);
    if (key == "logEvents" && is('[')) log_data_ = true;
    if (key == "digestStartTime") digest_time_ = true;
    if (key == "logFiles") log_files_ = is('[');
    if (key == "version") version_ = is('"');
    if (key == "detail-type") detail_type_ = string_at(text_, value).ends_with(" via CloudTrail");
    if (key == "source") source_ = is('"');
    if (key == "detail") detail_ = is('{');
    if (key == "files") files_ = is('[');
    if (key == "hashSignature") signature_ = is('"');
    if (key == "queryCompleteTime") query_time_ = is('"');
    return combine();
  }

  // The walk is over, and all that will ever come has been seen.
  shape verdict() const noexcept {
    if (settled_) return *settled_;
    if ((no_messages_ || bare_messages_) && companion_) return shape::filter_log_events;
    if (no_trail_events_ && members_ == 1) return shape::lookup_events;
    return shape::event;
  }

  const std::optional<shape>& settled() const noexcept { return settled_; }
  bool needs_more() const noexcept { return needs_more_; }

 private:
  bool settle(shape s) noexcept {
    settled_ = s;
    return false;
  }

  bool combine() noexcept {
    if (log_data_ && type_ == "DATA_MESSAGE") return settle(shape::subscription_data);
    if (log_data_ && type_ == "CONTROL_MESSAGE") return settle(shape::control_message);
    if (digest_time_ && log_files_) return settle(shape::digest);
    if (version_ && detail_type_ && source_ && detail_) return settle(shape::event_bridge);
    if (version_ && files_ && signature_ && query_time_) return settle(shape::lake_signature);
    return true;
  }

  // Which of two keys the first element of the array at `array` has, each with a value that begins as it should; nothing
  // when the array is empty. With text still to come only a whole element tells.
  struct found {
    bool empty = false, wanted = false, other = false, cut = false;
  };
  template <class Other>
  found first_element(std::size_t array, std::string_view wanted, Other other) {
    found out;
    const std::size_t element = skip_space(text_, array + 1);
    if (element == text_.size()) {
      needs_more_ = !last_;
      out.cut = true;
      return out;
    }
    out.empty = at(text_, element, ']');
    const walked how = each_member(text_, element, [&](std::string_view key, std::size_t value) {
      if (key == wanted) out.wanted = at(text_, value, '"');
      if (other(key)) out.other = true;
      return true;
    });
    out.cut = how == walked::ran_out;
    needs_more_ = out.cut && !last_;
    return out;
  }

  // A message alone does not tell an answer of the service from an event that happens to have some: it comes with its
  // time or its stream, or beside it stands what else the service answers.
  bool log_events(std::size_t array) {
    const found element = first_element(array, "message", [](std::string_view key) {
      return key == "timestamp" || key == "ingestionTime" || key == "logStreamName" || key == "eventId";
    });
    if (needs_more_) return false;
    if (element.wanted && (element.other || element.cut)) return settle(shape::filter_log_events);
    no_messages_ = element.empty;
    bare_messages_ = element.wanted;
    return true;
  }

  bool trail_events(std::size_t array) {
    const found element = first_element(array, "CloudTrailEvent", [](std::string_view) { return false; });
    if (needs_more_) return false;
    if (element.wanted) return settle(shape::lookup_events);
    no_trail_events_ = element.empty;
    return true;
  }

  bool subscription(std::size_t value) {
    bool data = false;
    const walked how = each_member(text_, value, [&](std::string_view key, std::size_t) {
      data = key == "data";
      return !data;
    });
    if (data) return settle(shape::subscription);
    needs_more_ = how == walked::ran_out && !last_;
    return !needs_more_;
  }

  std::string_view text_;
  bool last_;
  std::optional<shape> settled_;
  bool needs_more_ = false;
  std::size_t members_ = 0;
  std::string_view type_;
  bool companion_ = false, no_messages_ = false, bare_messages_ = false, no_trail_events_ = false, log_data_ = false,
       digest_time_ = false, log_files_ = false, version_ = false, detail_type_ = false, source_ = false,
       detail_ = false, files_ = false, signature_ = false, query_time_ = false;
};

// The keys that the known containers begin with, as their makers write them. An event may well have such a key further on.
constexpr std::array<std::string_view, 15> telling_first_keys = {
    "Records", "awsAccountId", "digestStartTime", "events",  "searchedLogStreams", "nextToken", "nextForwardToken",
    "nextBackwardToken", "Events", "NextToken", "awslogs", "messageType", "owner", "logEvents", "version"};

bool is_telling(std::string_view key) noexcept {
  return std::find(telling_first_keys.begin(), telling_first_keys.end(), key) != telling_first_keys.end();
}

// A first key that takes more than this, with all white space before it, is none of them.
constexpr std::size_t longest_first_key = 256;

// Whether the object at `object` begins with a telling key; nothing when the text ends too soon to say.
std::optional<bool> begins_tellingly(std::string_view text, std::size_t object) noexcept {
  const bool ends_soon = text.size() - object < longest_first_key;
  text = text.substr(0, object + longest_first_key);
  const std::size_t quote = skip_space(text, object + 1);
  if (quote < text.size() && text[quote] != '"') return false;
  const std::size_t end = text.find('"', std::min(quote + 1, text.size()));
  if (end != std::string_view::npos) return is_telling(text.substr(quote + 1, end - quote - 1));
  return ends_soon ? std::nullopt : std::optional<bool>(false);
}

// Behind the string that begins at `begin`; a line break inside, which no string can hold, breaks it.
extent end_of_string(std::string_view text, std::size_t begin) noexcept {
  const char* const end = text.data() + text.size();
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    i = static_cast<std::size_t>(json::skip_plain(text.data() + i, end) - text.data());
    if (i == text.size()) break;
    const char c = text[i];
    if (c == '"') return {extent::kind::whole, i + 1};
    if (c == '\n' || c == '\r') return {extent::kind::broken, i};
    if (c == '\\' && !at(text, i + 1, '\n') && !at(text, i + 1, '\r')) ++i;
  }
  return {extent::kind::unfinished, text.size()};
}

extent end_of_scalar(std::string_view text, std::size_t begin) noexcept {
  const std::size_t end = text.find_first_of(",]} \t\r\n", begin);
  if (end == std::string_view::npos) return {extent::kind::unfinished, text.size()};
  return {extent::kind::whole, end};
}

}  // namespace

std::size_t skip_space(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) ++at;
  return at;
}

std::optional<shape> recognise(std::string_view text, std::size_t offset, bool last) {
  const std::size_t object = skip_space(text, offset);
  if (object == text.size() || text[object] != '{') return shape::event;
  const auto telling = begins_tellingly(text, object);
  if (!telling && !last) return std::nullopt;
  if (!telling.value_or(false)) return shape::event;
  evidence seen(text, last);
  const walked how = each_member(text, object,
                                 [&](std::string_view key, std::size_t value) { return seen.note(key, value); });
  if (seen.settled()) return seen.settled();
  if (!last && (seen.needs_more() || how == walked::ran_out)) return std::nullopt;
  return seen.verdict();
}

shape recognise(std::string_view text, std::size_t offset) { return *recognise(text, offset, true); }

bool may_be_container(std::string_view line) noexcept {
  if (line.starts_with("{\"eventV")) return false;  // as nearly every event of CloudTrail begins
  if (line.empty() || (line[0] != '{' && line[0] != ' ' && line[0] != '\t' && line[0] != '\r')) return false;
  const std::size_t object = skip_space(line.substr(0, line.find('\n')), 0);
  if (!at(line, object, '{')) return false;
  return begins_tellingly(line, object).value_or(false);
}

std::size_t match_stamp(std::string_view text) noexcept {
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ ";
  static_assert(form.size() == stamp_size + 1);
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (i == text.size()) return i;
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == 'd' ? !digit : text[i] != form[i]) return i;
  }
  return form.size();
}

std::optional<std::size_t> find_member(std::string_view text, std::size_t object, std::string_view key) noexcept {
  std::optional<std::size_t> found;
  each_member(text, object, [&](std::string_view name, std::size_t value) {
    if (name == key) found = value;
    return true;
  });
  return found;
}

extent find_end(std::string_view text, std::size_t begin) noexcept {
  if (at(text, begin, '"')) return end_of_string(text, begin);
  if (!at(text, begin, '{') && !at(text, begin, '[')) return end_of_scalar(text, begin);
  std::size_t depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    switch (text[i]) {
      case '{':
      case '[': ++depth; break;
      case '}':
      case ']':
        if (--depth == 0) return {extent::kind::whole, i + 1};
        break;
      case '"': {
        const extent string = end_of_string(text, i);
        if (string.what != extent::kind::whole) return string;
        i = string.end - 1;
        break;
      }
      default: break;
    }
  }
  return {extent::kind::unfinished, text.size()};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
