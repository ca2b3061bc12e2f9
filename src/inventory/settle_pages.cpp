// SPDX-License-Identifier: Apache-2.0
// Pages of one list to one listing. A page is completed only by pages of the same list: the same command, account,
// region and restriction. Where pages say which token they were asked for by, they must lead from a first page to a
// last one. Where none does, they are whole when exactly one of them is a last page and each of the others names
// another next one: then at least as many pages are there as are named. (A page in the middle that is missing without a
// trace cannot be told; what stands on it is then taken for missing, never for present.)
#include "inventory/settle.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using pages = std::vector<listing>;

// What one page alone lets us guess of a restriction may be another guess on the next one.
auto key_of(const listing& l) {
  const bool topic = l.what == document_kind::list_subscriptions_by_topic && l.restricted;
  return std::make_tuple(topic ? document_kind::list_subscriptions : l.what, l.where,
                         l.restricted ? std::string() : l.of);
}

bool are_linked(const pages& all) {
  return std::any_of(all.begin(), all.end(), [](const listing& p) { return !p.asked_by.empty(); });
}

bool links_are_whole(const pages& all) {
  std::unordered_map<std::string, const listing*> by_token;
  for (const listing& page : all) by_token.emplace(page.asked_by, &page);
  std::size_t steps = 0;
  auto at = by_token.find("");
  while (at != by_token.end() && !at->second->next_page.empty() && ++steps <= all.size()) {
    at = by_token.find(at->second->next_page);
  }
  return at != by_token.end() && at->second->next_page.empty() && steps + 1 >= by_token.size();
}

bool counts_are_whole(const pages& all) {
  std::set<std::string> tokens;
  for (const listing& page : all) tokens.insert(page.next_page);
  return tokens.size() == all.size() && tokens.contains("");
}

bool are_whole(const pages& all) {
  if (!std::all_of(all.begin(), all.end(), [](const listing& p) { return p.complete; })) return false;
  return are_linked(all) ? links_are_whole(all) : counts_are_whole(all);
}

// The same page, saved twice.
void drop_copies(const inventory& of, pages& all) {
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> seen;
  std::erase_if(all, [&](const listing& page) {
    if (page.at.file >= of.files.size()) return false;
    return !seen.emplace(of.files[page.at.file].sha256, page.at.line, page.at.column).second;
  });
}

listing join(const pages& all) {
  listing out = all.front();
  out.complete = are_whole(all);
  out.records = 0;
  for (const listing& page : all) {
    out.records += page.records;
    out.without_composites = out.without_composites && page.without_composites;
    if (page.of == out.of) continue;
    out.of.clear();  // of several groups or topics: of all
    out.restricted = false;
    if (out.what == document_kind::list_subscriptions_by_topic) out.what = document_kind::list_subscriptions;
  }
  out.next_page.clear();
  out.asked_by.clear();
  return out;
}

bool is_page(const listing& l) { return !l.next_page.empty() || !l.asked_by.empty(); }

}  // namespace

void settle_pages(inventory& all) {
  std::map<decltype(key_of(listing{})), pages> lists;
  for (listing& each : all.listings) lists[key_of(each)].push_back(std::move(each));
  all.listings.clear();
  for (auto& [key, found] : lists) {
    if (std::none_of(found.begin(), found.end(), is_page)) {
      all.listings.insert(all.listings.end(), found.begin(), found.end());
      continue;
    }
    drop_copies(all, found);
    listing joined = join(found);
    if (!joined.complete) {
      all.problems.push_back(
          {std::string(path_of(all, joined.at)), joined.at.line,
           "a page of a list whose other pages are not all here, so that what is not in it is not known: "
           "collect it without --no-paginate, --max-items and --starting-token",
           false});
    }
    all.listings.push_back(std::move(joined));
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
