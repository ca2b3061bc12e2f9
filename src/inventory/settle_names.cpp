// SPDX-License-Identifier: Apache-2.0
// `get-trail-status` does not say whose status it is, and a list without subscriptions not of which topic: the name of
// the file or of its folder does. Without one, the only trail of the account is meant; of an empty list nothing is.
#include "inventory/arn.hpp"
#include "inventory/settle.hpp"
#include "support/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

bool is_word_byte(char c) noexcept { return support::is_digit(c) || support::is_ascii_letter(c); }

// Whether `name` stands in `text` and is no part of a longer word.
bool stands_in(std::string_view name, std::string_view text) noexcept {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]))) return true;
  }
  return false;
}

// The folder's and the file's own name, without what people call the command by.
std::array<std::string, 2> names_of(std::string_view path) {
  constexpr std::array<std::string_view, 7> words{
      "get-trail-status",  "get_trail_status", "trail-status", "trail_status", ".json", "list-subscriptions-by-topic",
      "list-subscriptions"};
  const std::string_view folder = folder_of(path);
  std::array<std::string, 2> out{std::string(path.substr(path.rfind('/') + 1)),
                                 std::string(folder.substr(folder.rfind('/') + 1))};
  for (std::string& each : out) {
    for (const std::string_view word : words) {
      const std::size_t at = each.find(word);
      if (at != std::string::npos) each.replace(at, word.size(), "/");
    }
  }
  return out;
}

// ARNs cannot be names of files as they are: whatever stands for colons and slashes, it is no letter and no digit.
std::string with_plain_separators(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return !is_word_byte(c); }, '_');
  return out;
}

struct named {
  std::string_view name, arn;
};

// No account has so many trails, and no audit so many topics: among more, names are not looked for.
constexpr std::size_t most_named = 10000;

// The ARN that stands in the file's name, or else has the longest name that does; else those of the folder. Nothing
// when two names are as long.
std::optional<std::string_view> find_named(const std::vector<named>& all, std::string_view path) {
  if (all.size() > most_named) return std::nullopt;
  for (const std::string& text : names_of(path)) {
    const std::string plain = with_plain_separators(text);
    for (const named& each : all) {
      if (stands_in(with_plain_separators(each.arn), plain)) return each.arn;
    }
    named best;
    bool only = true;
    for (const named& each : all) {
      if (each.name.size() < best.name.size() || !stands_in(each.name, text)) continue;
      only = each.name.size() > best.name.size() || each.arn == best.arn;
      best = each;
    }
    if (!best.name.empty()) return only ? std::optional(best.arn) : std::nullopt;
  }
  return std::nullopt;
}

class trails_by_account {
 public:
  explicit trails_by_account(const inventory& all) {
    for (const trail& each : all.trails) {
      if (each.from != origin::observed) continue;
      std::set<std::string_view> accounts(each.listed_in.begin(), each.listed_in.end());
      accounts.insert(each.where.account);
      for (const std::string_view account : accounts) trails_[account].push_back({each.name, each.arn});
      every_.push_back({each.name, each.arn});
    }
  }

  std::optional<std::string_view> find(const trail_status& of, std::string_view path) const {
    const auto known = trails_.find(of.where.account);
    const std::vector<named>& mine = known != trails_.end()         ? known->second
                                     : is_account(of.where.account) ? none_
                                                                    : every_;
    if (const auto found = find_named(mine, path)) return found;
    const bool only = !mine.empty() && std::all_of(mine.begin(), mine.end(),
                                                   [&](const named& each) { return each.arn == mine.front().arn; });
    return only ? std::optional(mine.front().arn) : std::nullopt;
  }

 private:
  std::map<std::string_view, std::vector<named>> trails_;
  std::vector<named> every_;
  const std::vector<named> none_;
};

void name_statuses(inventory& all) {
  const auto is_nameless = [](const trail_status& s) { return s.trail.empty(); };
  if (std::none_of(all.statuses.begin(), all.statuses.end(), is_nameless)) return;
  const trails_by_account trails(all);
  std::map<std::pair<std::string_view, std::uint32_t>, std::optional<std::string_view>> found;  // by account and file
  for (trail_status& each : all.statuses) {
    if (!is_nameless(each) || !is_output(all, each.at)) continue;
    const auto [known, is_new] = found.try_emplace({each.where.account, each.at.file});
    if (is_new) known->second = trails.find(each, path_of(all, each.at));
    if (known->second) each.trail = *known->second;
    if (is_new && !known->second) {
      all.problems.push_back({std::string(path_of(all, each.at)), each.at.line,
                              "a trail's status that does not say whose it is: name the file after the trail"});
    }
  }
  for (trail_status& each : all.statuses) {
    if (const auto parsed = parse_arn(each.trail)) each.where = parsed->where();
  }
  std::erase_if(all.statuses, [&](const trail_status& s) { return is_nameless(s) && is_output(all, s.at); });
}

// By account; those of all under the empty name.
std::map<std::string_view, std::vector<named>> topics_of(const inventory& all) {
  std::map<std::string_view, std::vector<named>> out;
  std::set<std::string_view> seen;
  const auto add = [&](const std::string& text) {
    const auto parsed = parse_arn(text);
    if (!parsed || parsed->service != "sns" || parsed->resource.find(':') != std::string_view::npos) return;
    if (!seen.insert(text).second) return;
    out[parsed->account].push_back({parsed->resource, text});
    out[""].push_back({parsed->resource, text});
  };
  for (const alarm& each : all.alarms) {
    for (const std::string& action : each.actions) add(action);
  }
  for (const subscription& each : all.subscriptions) add(each.topic);
  return out;
}

void name_empty_lists(inventory& all) {
  const auto is_nameless = [&](const listing& l) {
    return l.what == document_kind::list_subscriptions_by_topic && l.of.empty() && is_output(all, l.at);
  };
  if (std::none_of(all.listings.begin(), all.listings.end(), is_nameless)) return;
  const auto topics = topics_of(all);
  std::set<std::uint32_t> told;
  for (listing& each : all.listings) {
    if (!is_nameless(each)) continue;
    const auto mine = topics.find(is_account(each.where.account) ? std::string_view(each.where.account) : "");
    std::vector<named> here = mine == topics.end() || told.contains(each.at.file) ? std::vector<named>() : mine->second;
    std::erase_if(here, [&](const named& t) {
      return !each.where.region.empty() && parse_arn(t.arn)->region != each.where.region;
    });
    if (const auto found = find_named(here, path_of(all, each.at))) {
      each.of = *found;
      each.where = parse_arn(*found)->where();
      continue;
    }
    each.complete = false;
    if (!told.insert(each.at.file).second) continue;
    all.problems.push_back(
        {std::string(path_of(all, each.at)), each.at.line,
         "a list without subscriptions that does not say of which topic: name the file after the topic", false});
  }
}

}  // namespace

void settle_names(inventory& all) {
  name_statuses(all);
  name_empty_lists(all);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
