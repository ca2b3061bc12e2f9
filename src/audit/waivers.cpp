// SPDX-License-Identifier: Apache-2.0
// Waivers from JSON, each checked before it counts, and onto findings.
#include "audit/waivers.hpp"

#include "audit/links.hpp"
#include "support/ascii.hpp"
#include "support/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

namespace json = support::json;

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    int out = 0;
    for (const char c : text.substr(at, size)) out = support::is_digit(c) ? out * 10 + (c - '0') : -10000;
    return out;
  };
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (number(0, 4) < 0 || month < 1 || day < 1) return false;
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

class waiver_reader {
 public:
  waiver_reader(std::string_view text, std::string_view path, std::uint32_t file)
      : text_(text), path_(path), file_(file) {}

  waiver_list read() {
    json::document document;
    if (const auto wrong = document.parse(text_)) {
      say(wrong->offset, fmt::format("not JSON: {}", json::message(wrong->code)));
      return std::move(out_);
    }
    const json::value root = document.root();
    const auto list = root.is(json::kind::object) ? root.member("waivers") : std::nullopt;
    if (!list || !list->is(json::kind::array) || root.size() != 1) {
      say(root.begin(), R"(a file of waivers is {"waivers":[...]} and nothing else)");
      return std::move(out_);
    }
    std::size_t number = 0;
    for (auto each = list->first_child(); each; each = each->next_sibling()) add(*each, ++number);
    return std::move(out_);
  }

 private:
  std::uint32_t line_of(std::size_t offset) const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text_.size()));
    return 1 + static_cast<std::uint32_t>(std::count(text_.begin(), end, '\n'));
  }

  void say(std::size_t offset, std::string message) {
    out_.problems.push_back({.path = std::string(path_), .line = line_of(offset), .message = std::move(message)});
  }

  void add(const json::value& from, std::size_t number) {
    if (!from.is(json::kind::object)) return say(from.begin(), fmt::format("waiver {} is no object", number));
    waiver w;
    w.at = {file_, line_of(from.begin()), 0, fmt::format("waivers[{}]", number - 1)};
    for (auto each = from.first_child(); each; each = each->next_sibling()) {
      std::string* const member = member_of(w, each->key());
      if (member == nullptr) {
        return say(each->begin(),
                   fmt::format("waiver {} has an unknown member `{}`; there are control, account, reason and "
                               "expires",
                               number, each->key()));
      }
      if (!each->is(json::kind::string))
        return say(each->begin(), fmt::format("`{}` of waiver {} is no text", each->key(), number));
      *member = each->string();
    }
    if (const auto wrong = fault(w)) return say(from.begin(), fmt::format("waiver {} {}", number, *wrong));
    out_.waivers.push_back(std::move(w));
  }

  static std::string* member_of(waiver& w, std::string_view key) {
    if (key == "control") return &w.control;
    if (key == "account") return &w.account;
    if (key == "reason") return &w.reason;
    return key == "expires" ? &w.expires : nullptr;
  }

  static std::optional<std::string> fault(const waiver& w) {
    if (w.control.empty()) return "names no control; write its id, such as cis-5.0:4.1, or *";
    if (w.account.empty()) return "names no account; write its number, or *";
    if (w.reason.find_first_not_of(" \t\r\n") == std::string::npos) return "has no reason; say why it may stand";
    if (w.control != "*" && catalog::find(w.control) == nullptr) {
      const auto near = catalog::suggestions(w.control);
      const std::string also = near.empty() ? std::string() : fmt::format("; was it `{}`?", near.front());
      return fmt::format("is for `{}`, which is no control{}", w.control, also);
    }
    if (!w.expires.empty() && !is_date(w.expires))
      return fmt::format("expires on `{}`, which is no date; write it as 2026-12-31", w.expires);
    return std::nullopt;
  }

  std::string_view text_, path_;
  std::uint32_t file_;
  waiver_list out_;
};

bool is_for(const waiver& w, const finding& f) {
  return (w.account == "*" || w.account == f.account) && (w.control == "*" || catalog::find(w.control) == f.control);
}

}  // namespace

bool has_expired(const waiver& w, std::string_view time) noexcept {
  return !w.expires.empty() && std::string_view(w.expires) < time.substr(0, 10);
}

waiver_list read_waivers(std::string_view text, std::string_view path, std::uint32_t file) {
  return waiver_reader(text, path, file).read();
}

void apply_waivers(report& r, std::span<const waiver> waivers) {
  for (const waiver& w : waivers) {
    bool used = false;
    for (finding& f : r.findings) {
      if (has_expired(w, r.time) || f.status == status::passed || !is_for(w, f)) continue;
      used = true;
      if (!f.waived) f.waived = w;
    }
    if (!used) r.unused_waivers.push_back(w);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
