// SPDX-License-Identifier: Apache-2.0
// Members found, types checked, problems worded.
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using support::json::value;

constexpr std::size_t most_told = 20;  // problems of one document that are told one by one
constexpr std::size_t most_open = 30;  // properties of one record that are named

template <class Number>
std::optional<Number> number_of(std::string_view spelling) {
  Number out{};
  const auto [end, error] = std::from_chars(spelling.data(), spelling.data() + spelling.size(), out);
  if (error != std::errc{} || end != spelling.data() + spelling.size()) return std::nullopt;
  return out;
}

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 80;
  std::string out;
  support::json::append_quoted(out, text.substr(0, longest));
  out.front() = out.back() = '`';
  return text.size() > longest ? out + "..." : out;
}

const std::string* request::argument(std::string_view name) const noexcept {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const auto& a) { return a.first == name; });
  return found == arguments.end() ? nullptr : &found->second;
}

std::string request::given(std::initializer_list<std::string_view> names) const {
  std::string out;
  for (const std::string_view each : names) {
    const std::string* const value = argument(each);
    if (value == nullptr) continue;
    out += fmt::format("{}{}{}{}", out.empty() ? "" : " ", each, value->empty() ? "" : " ", *value);
  }
  return out;
}

answer::~answer() {
  if (wrongs_ <= most_told) return;
  out.problems.push_back({std::string(in.path), 0, fmt::format("{} more places are wrong", wrongs_ - most_told)});
}

void answer::wrong(const value& at, std::string message) {
  if (++wrongs_ > most_told) return;
  out.problems.push_back({std::string(in.path), in.at(at.begin()).line, std::move(message)});
}

bool answer::for_each(std::string_view key, const reading& each) {
  const auto list = root.member(key);
  if (!list || !list->is(kind::array)) {
    wrong(list.value_or(root), fmt::format("`{}` must be a list", key));
    return false;
  }
  bool all = true;
  std::size_t index = 0;
  for (auto element = list->first_child(); element; element = element->next_sibling(), ++index) {
    std::string path = fmt::format("{}[{}]", key, index);
    if (element->is(kind::object)) {
      all = each(*element, std::move(path)) && all;
    } else {
      wrong(*element, fmt::format("`{}` must be an object", path));
      all = false;
    }
  }
  return all;
}

listing answer::list(document_kind what, bool whole, std::size_t records) {
  listing made;
  made.what = what;
  made.where = asked.where;
  made.complete = whole;
  made.records = records;
  made.at = in.at(root.begin());
  for (const std::string_view key : {"nextToken", "NextToken"}) {
    const auto token = root.member(key);
    if (!token || token->is(kind::null)) continue;
    if (token->is(kind::string) && !token->string().empty()) {
      made.next_page = token->string();
    } else {
      wrong(*token, fmt::format("`{}` must be a text", key));
      made.complete = false;
    }
  }
  for (const std::string_view name : {"--starting-token", "--next-token"}) {
    if (const std::string* token = asked.argument(name)) made.asked_by = *token;
  }
  return made;
}

std::optional<double> to_double(std::string_view spelling) {
  const auto out = number_of<double>(spelling);
  return out && std::isfinite(*out) ? out : std::nullopt;
}

void record::leave_open(std::string_view key) {
  if (unresolved_.size() == most_open) return;
  if (std::find(unresolved_.begin(), unresolved_.end(), key) == unresolved_.end()) unresolved_.emplace_back(key);
}

void record::refuse(const value& at, std::string_view key, std::string_view wanted) {
  leave_open(key);
  answer_.wrong(at, fmt::format("`{}` of {} must be {}", key, path_, wanted));
}

std::optional<value> record::find(std::string_view key, presence when, kind type, std::string_view wanted) {
  const auto found = object_.member(key);
  if (!found) {
    if (when == presence::always) leave_open(key);
    return std::nullopt;
  }
  if (found->is(type)) return found;
  refuse(*found, key, wanted);
  return std::nullopt;
}

std::optional<std::string> record::text(std::string_view key, presence when) {
  const auto found = find(key, when, kind::string, "a text");
  if (!found) return std::nullopt;
  return std::string(found->string());
}

std::optional<bool> record::flag(std::string_view key, presence when) {
  const auto found = object_.member(key);
  if (found && found->is(kind::true_)) return true;
  if (!find(key, when, kind::false_, "true or false")) return std::nullopt;
  return false;
}

std::optional<double> record::number(std::string_view key, presence when) {
  const auto found = find(key, when, kind::number, "a number");
  if (!found) return std::nullopt;
  const auto out = to_double(found->spelling());
  if (!out) refuse(*found, key, "a number that a double holds");
  return out;
}

std::optional<std::uint64_t> record::count(std::string_view key, presence when) {
  const auto found = find(key, when, kind::number, "a number");
  if (!found) return std::nullopt;
  const auto out = number_of<std::uint64_t>(found->spelling());
  if (!out || *out == 0) refuse(*found, key, "a whole number above zero");
  return out && *out != 0 ? out : std::nullopt;
}

std::vector<std::string> record::texts(std::string_view key, presence when) {
  std::vector<std::string> out;
  const auto list = find(key, when, kind::array, "a list of texts");
  if (!list) return out;
  for (auto each = list->first_child(); each; each = each->next_sibling()) {
    if (each->is(kind::string)) {
      out.emplace_back(each->string());
    } else {
      refuse(*each, key, "a list of texts");
    }
  }
  return out;
}

std::vector<value> record::objects(std::string_view key, presence when) {
  std::vector<value> out;
  const auto list = find(key, when, kind::array, "a list of objects");
  if (!list) return out;
  for (auto each = list->first_child(); each; each = each->next_sibling()) {
    if (!each->is(kind::object)) {
      refuse(*each, key, "a list of objects");
      return {};
    }
    out.push_back(*each);
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> record::map(std::string_view key, presence when) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto object = find(key, when, kind::object, "an object of texts");
  if (!object) return out;
  for (auto each = object->first_child(); each; each = each->next_sibling()) {
    if (each->is(kind::string)) {
      out.emplace_back(each->key(), each->string());
    } else {
      refuse(*each, key, "an object of texts");
    }
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
