// SPDX-License-Identifier: Apache-2.0
// Judgements of one link from reasons, sentences and evidence. Looks nothing up.
#include "audit/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

link_judgement by_reason(status s, reason why, std::string message, std::vector<evidence> grounds) {
  link_judgement out;
  out.what = link_of(why);
  out.status = s;
  out.message = message;
  out.grounds = grounds;
  out.remarks.push_back({why, true, std::move(message), std::move(grounds)});
  return out;
}

bool same(const inventory::place& a, const inventory::place& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column && a.path == b.path;
}

}  // namespace

link_judgement passed(link what, std::string message, std::vector<evidence> grounds) {
  link_judgement out;
  out.what = what;
  out.status = status::passed;
  out.message = std::move(message);
  out.grounds = std::move(grounds);
  return out;
}

link_judgement failed(reason why, std::string message, std::vector<evidence> grounds) {
  return by_reason(status::failed, why, std::move(message), std::move(grounds));
}

link_judgement unknown(reason why, std::string message, std::vector<evidence> grounds,
                       std::vector<std::string> settle) {
  link_judgement out = by_reason(status::unknown, why, std::move(message), std::move(grounds));
  out.settle = std::move(settle);
  return out;
}

link_judgement blocked(link what, std::string message) {
  link_judgement out;
  out.what = what;
  out.message = std::move(message);
  return out;
}

void note(link_judgement& to, reason why, std::string message, std::vector<evidence> grounds) {
  to.remarks.push_back({why, false, std::move(message), std::move(grounds)});
}

void append_new(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& each : more) {
    if (std::find(to.begin(), to.end(), each) == to.end()) to.push_back(each);
  }
}

void append_new(std::vector<evidence>& to, const std::vector<evidence>& more) {
  constexpr std::size_t most = 100;  // more say no more
  for (const evidence& each : more) {
    if (to.size() >= most) return;
    const bool known = std::any_of(to.begin(), to.end(), [&](const evidence& other) {
      return other.fact == each.fact && same(other.at, each.at);
    });
    if (!known) to.push_back(each);
  }
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  const std::size_t shown = names.size() > 3 ? 2 : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) out += i + 1 == names.size() ? " and " : ", ";
    out += fmt::format("`{}`", names[i]);
  }
  if (shown < names.size()) out += fmt::format(" and {} more", names.size() - shown);
  return out;
}

std::string yes_or_no(bool value) { return value ? "true" : "false"; }

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=@,+";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += R"('\'')";
    } else {
      out += c == '\n' ? ' ' : c;  // a command stays on one line
    }
  }
  return out + "'";
}

std::string region_option(const inventory::scope& where) {
  return where.region.empty() ? std::string() : fmt::format(" --region {}", shell_word(where.region));
}

std::string_view arn_field(std::string_view arn, std::size_t number) {
  if (!arn.starts_with("arn:")) return {};
  for (; number != 0; --number) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

std::string number_text(double value) { return fmt::format("{:.15g}", value); }

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
