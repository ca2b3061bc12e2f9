// SPDX-License-Identifier: Apache-2.0
// A small event grows into a record, field by field; each is kept only if the event still answers its question. Members
// that the record has too stand in its order, the others behind them.
#include "coverage/dissection.hpp"
#include "coverage/record_template.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

namespace json = support::json;

struct member;

// A value of an event: an object with its members, or anything else as it is written.
struct growing {
  bool object = false;
  std::string written;
  std::vector<member> members;
};

struct member {
  std::string name;
  growing value;
};

COVERWATCH_FUNC growing growing_from(const json::value& value, std::string_view source) {
  growing out;
  out.object = value.is(json::kind::object);
  if (!out.object) out.written = source.substr(value.begin(), value.end() - value.begin());
  for (auto child = value.first_child(); out.object && child; child = child->next_sibling()) {
    out.members.push_back({std::string(child->key()), growing_from(*child, source)});
  }
  return out;
}

COVERWATCH_FUNC void append(std::string& out, const growing& value) {
  if (!value.object) return void(out += value.written);
  out += '{';
  for (const member& each : value.members) {
    if (&each != &value.members.front()) out += ',';
    json::append_quoted(out, each.name);
    out += ':';
    append(out, each.value);
  }
  out += '}';
}

COVERWATCH_FUNC const growing* find_member(const growing& object, std::string_view name) noexcept {
  const auto found =
      std::find_if(object.members.begin(), object.members.end(), [&](const member& each) { return each.name == name; });
  return found == object.members.end() ? nullptr : &found->value;
}

// Puts the value at the path; false when something else stands there or in the way.
COVERWATCH_FUNC bool put(growing& object, std::string_view path, std::string_view written) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string_view name = path.substr(0, dot);
  const auto found =
      std::find_if(object.members.begin(), object.members.end(), [&](const member& each) { return each.name == name; });
  const bool last = dot == path.size();
  if (found != object.members.end()) {
    return !last && found->value.object && put(found->value, path.substr(dot + 1), written);
  }
  growing made;
  made.object = !last;
  if (last) made.written = written;
  object.members.push_back({std::string(name), std::move(made)});
  return last || put(object.members.back().value, path.substr(dot + 1), written);
}

// Where the path, or the first below it, stands in the record.
COVERWATCH_FUNC std::size_t place_in_record(std::string_view path) noexcept {
  const auto found = std::find_if(std::begin(record_template), std::end(record_template), [&](const auto& each) {
    return each.path.starts_with(path) && (each.path.size() == path.size() || each.path[path.size()] == '.');
  });
  return static_cast<std::size_t>(found - std::begin(record_template));
}

COVERWATCH_FUNC void put_in_order(growing& object, const std::string& path) {
  std::stable_sort(object.members.begin(), object.members.end(), [&](const member& a, const member& b) {
    return place_in_record(path + a.name) < place_in_record(path + b.name);
  });
  for (member& each : object.members) put_in_order(each.value, path + each.name + ".");
}

COVERWATCH_FUNC bool has_word(std::string_view words, std::string_view word) noexcept {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

COVERWATCH_FUNC std::string quoted(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

struct filling {
  const question& q;
  growing event;
  std::string text;

  // The text of the member, when it is a string without escapes.
  static std::string_view word(const growing* value) noexcept {
    if (value == nullptr || value->written.size() < 2 || value->written.front() != '"') return {};
    return std::string_view(value->written).substr(1, value->written.size() - 2);
  }
  std::string_view word(std::string_view name) const noexcept { return word(find_member(event, name)); }

  void keep_if_it_answers(growing grown) {
    std::string written;
    append(written, grown);
    if (!separates(q, written)) return;
    event = std::move(grown);
    text = std::move(written);
  }

  void add(std::string_view path, std::string_view written) {
    growing grown = event;
    if (put(grown, path, written)) keep_if_it_answers(std::move(grown));
  }

  const known_events& service() const noexcept {
    const auto found =
        std::find_if(std::begin(events_of_services), std::end(events_of_services), [&](const auto& each) {
          const std::string_view source = word("eventSource");
          return source.empty() ? has_word(each.names, word("eventName")) : each.source == source;
        });
    return found == std::end(events_of_services) ? events_of_services[0] : *found;
  }

  std::string_view identity() const noexcept {
    const growing* user = find_member(event, "userIdentity");
    const std::string_view given = user == nullptr ? std::string_view{} : word(find_member(*user, "type"));
    if (!given.empty()) return given;
    return word("eventName") == "ConsoleLogin" ? "IAMUser" : "AssumedRole";
  }

  bool is_an_error() const noexcept {
    return find_member(event, "errorCode") != nullptr || find_member(event, "errorMessage") != nullptr;
  }

  bool applies(occasion when) const noexcept {
    const std::string_view name = word("eventName");
    switch (when) {
      case occasion::always: return true;
      case occasion::root: return identity() == "Root";
      case occasion::iam_user: return identity() == "IAMUser";
      case occasion::assumed_role: return identity() == "AssumedRole";
      case occasion::sign_in: return name == "ConsoleLogin";
      case occasion::passed_sign_in: return applies(occasion::sign_in) && !is_an_error();
      case occasion::failed_sign_in: return applies(occasion::sign_in) && is_an_error();
      case occasion::api_call: return name != "ConsoleLogin";
      case occasion::reads: return name.starts_with("Describe") || name.starts_with("Get") || name.starts_with("List");
      case occasion::writes: return !applies(occasion::reads);
    }
    return false;
  }

  void run() {
    const known_events& from = service();
    add("eventSource", quoted(from.source));
    add("eventName", quoted(from.names.substr(0, from.names.find(' '))));
    for (const template_field& each : record_template) {
      if (!each.value.empty() && applies(each.when)) add(each.path, each.value);
    }
    growing ordered = event;
    put_in_order(ordered, {});
    keep_if_it_answers(std::move(ordered));
  }
};

COVERWATCH_FUNC std::string whole_event(const question& q, const std::string& event) {
  json::document document;
  if (document.parse(event) || !document.root().is(json::kind::object)) return {};
  filling work{q, growing_from(document.root(), event), event};
  work.run();
  return std::move(work.text);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
