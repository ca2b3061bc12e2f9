// SPDX-License-Identifier: Apache-2.0
// A finding's likeness is written as a text; equal texts are one group.
#include "report/groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

using audit::finding;

char mark(audit::status s) { return static_cast<char>('0' + static_cast<int>(s)); }

// Lengths stand before the texts, so that two different lists are never one text.
void add(std::string& key, std::string_view text) { key += fmt::format("{}:{}", text.size(), text); }

void add_links(std::string& key, const finding& f) {
  for (const audit::link_judgement& link : f.links) {
    key += mark(link.status);
    for (const audit::remark& each : link.remarks)
      if (each.decisive) add(key, audit::name(each.why));
    key += ';';
  }
}

void add_coverage(std::string& key, const finding& f) {
  const coverage_report& answer = f.filters.answer;
  add(key, f.control->id);
  add(key, name(answer.result));
  add(key, answer.event);
  for (const audit::link_judgement& link : f.links)
    for (const std::string& part : link.parts) add(key, part);
  for (const coverage_repair& repair : answer.repairs)
    for (const repair_step& step : repair.steps) add(key, step.text);
  add(key, audit::name(f.security_hub.result));
}

// Of the same links for the same reasons, what is to be told differs with the answer about the pattern.
bool hangs_on_pattern(const finding& f) {
  const audit::status filter = f.links[static_cast<std::size_t>(audit::link::filter)].status;
  return filter == audit::status::failed || (filter == audit::status::unknown && !f.filters.filters.empty());
}

// What findings of several accounts have in common when they are told together.
std::string likeness(const finding& f) {
  std::string key;
  add_links(key, f);
  if (hangs_on_pattern(f)) add_coverage(key, f);
  if (f.waived) {
    add(key, f.waived->reason);
    add(key, f.waived->expires);
  }
  return key;
}

// Within one account: several controls are told together only when the same is said of them.
std::string sameness(const finding& f) {
  std::string key = likeness(f);
  if (f.status == audit::status::passed) add(key, f.control->id);
  for (const audit::link_judgement& link : f.links) {
    if (link.status != audit::status::failed && link.status != audit::status::unknown) continue;
    add(key, link.message);
    for (const audit::remark& each : link.remarks)
      if (each.decisive) add(key, each.message);
  }
  return key;
}

// Findings of one account that are alike.
using bundle = std::vector<const finding*>;

std::string likeness(const bundle& of) {
  std::string key = likeness(*of.front());
  for (const finding* each : of) add(key, each->control->id);
  return key;
}

void take(group& into, const bundle& from) {
  if (into.members.empty())
    for (const finding* each : from) into.controls.push_back(each->control);
  into.accounts.emplace_back(from.front()->account);
  into.members.insert(into.members.end(), from.begin(), from.end());
}

// Where the findings of the account that begins at `first` end.
std::size_t account_end(const std::vector<finding>& all, std::size_t first) {
  std::size_t end = first;
  while (end < all.size() && all[end].account == all[first].account) ++end;
  return end;
}

}  // namespace

std::span<const finding* const> first_account(const group& g) {
  return std::span{g.members}.first(std::min(g.controls.size(), g.members.size()));
}

std::vector<group> grouped(const audit::report& r, audit::status status) {
  std::vector<group> out;
  std::map<std::string, std::size_t> known;
  for (std::size_t first = 0; first < r.findings.size();) {
    const std::size_t end = account_end(r.findings, first);
    std::vector<std::pair<std::string, bundle>> bundles;
    for (; first < end; ++first) {
      const finding& f = r.findings[first];
      if (f.status != status) continue;
      std::string key = sameness(f);
      const auto same = std::find_if(bundles.begin(), bundles.end(), [&](const auto& b) { return b.first == key; });
      if (same == bundles.end())
        bundles.emplace_back(std::move(key), bundle{&f});
      else
        same->second.push_back(&f);
    }
    for (const auto& each : bundles) {
      const auto place = known.try_emplace(likeness(each.second), out.size());
      if (place.second) out.emplace_back();
      take(out[place.first->second], each.second);
    }
  }
  return out;
}

std::vector<account_group> grouped_accounts(const audit::report& r) {
  std::vector<account_group> out;
  std::map<std::string, std::size_t> known;
  for (std::size_t first = 0; first < r.findings.size();) {
    const std::size_t end = account_end(r.findings, first);
    std::string key;
    std::vector<const finding*> findings;
    for (std::size_t i = first; i < end; ++i) {
      const finding& f = r.findings[i];
      add(key, f.control->id);
      key += mark(f.status);
      for (const audit::link_judgement& link : f.links) key += mark(link.status);
      key += f.waived ? 'w' : '-';
      findings.push_back(&f);
    }
    const auto place = known.try_emplace(std::move(key), out.size());
    if (place.second) out.push_back({{}, std::move(findings)});
    out[place.first->second].accounts.emplace_back(r.findings[first].account);
    first = end;
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
