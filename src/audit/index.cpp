// SPDX-License-Identifier: Apache-2.0
// Tables from keys to records. Keys of two texts have a byte between them that no name holds.
#include "audit/index.hpp"

#include "audit/judge.hpp"

#include <algorithm>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

std::string key(std::string_view a, std::string_view b) {
  std::string out;
  out.reserve(a.size() + b.size() + 1);
  return out.append(a).append(1, '\0').append(b);
}

std::string key(inventory::document_kind what, std::string_view account) {
  return key(std::string_view(inventory::name(what)), account);
}

// Whether a document that names a trail so means this one. A name counts in the trail's own region only.
bool names(std::string_view text, const inventory::scope& where, const inventory::trail& t) {
  if (text == t.arn) return true;
  if (text != t.name) return false;
  const bool account = where.account.empty() || where.account == t.where.account ||
                       std::find(t.listed_in.begin(), t.listed_in.end(), where.account) != t.listed_in.end();
  return account && (where.region.empty() || t.where.region.empty() || where.region == t.where.region);
}

}  // namespace

bool meet(const inventory::scope& a, const inventory::scope& b) noexcept {
  return a.account == b.account && (a.region == b.region || a.region.empty() || b.region.empty());
}

index::index(const inventory::inventory& evidence) : evidence_(evidence) {
  for (std::size_t i = 0; i < evidence.trails.size(); ++i) {
    const inventory::trail& t = evidence.trails[i];
    std::set<std::string_view> seen(t.listed_in.begin(), t.listed_in.end());
    seen.insert(t.where.account);
    for (const std::string_view account : seen) trails_[std::string(account)].push_back(i);
  }
  for (auto& [account, found] : trails_) {
    std::stable_sort(found.begin(), found.end(),
                     [&](std::size_t a, std::size_t b) { return evidence.trails[a].arn < evidence.trails[b].arn; });
  }
  for (std::size_t i = 0; i < evidence.statuses.size(); ++i) statuses_[evidence.statuses[i].trail].push_back(i);
  for (std::size_t i = 0; i < evidence.selectors.size(); ++i) selectors_[evidence.selectors[i].trail].push_back(i);
  for (std::size_t i = 0; i < evidence.filters.size(); ++i) {
    const inventory::metric_filter& f = evidence.filters[i];
    std::vector<std::size_t>& group = filters_[key(f.where.account, f.log_group)];
    const bool known = std::any_of(group.begin(), group.end(),
                                   [&](std::size_t other) { return evidence.filters[other].where == f.where; });
    if (!known) groups_[f.where.account].push_back(i);
    group.push_back(i);
  }
  for (std::size_t i = 0; i < evidence.alarms.size(); ++i) {
    const inventory::alarm& a = evidence.alarms[i];
    alarms_[a.where.account].push_back(i);
    if (a.kind == inventory::alarm_kind::metric) metrics_[key(a.where.account, a.metric_name)].push_back(i);
  }
  for (std::size_t i = 0; i < evidence.subscriptions.size(); ++i)
    subscriptions_[evidence.subscriptions[i].topic].push_back(i);
  for (std::size_t i = 0; i < evidence.attributes.size(); ++i)
    attributes_[evidence.attributes[i].subscription].push_back(i);
  for (std::size_t i = 0; i < evidence.listings.size(); ++i)
    listings_[key(evidence.listings[i].what, evidence.listings[i].where.account)].push_back(i);
}

index::records index::look_up(const table& in, const std::string& key) {
  const auto found = in.find(key);
  return found == in.end() ? records() : records(found->second);
}

index::records index::trails_of(const std::string& account) const { return look_up(trails_, account); }

std::vector<std::size_t> index::statuses_of(const inventory::trail& t) const {
  std::set<std::size_t> out;
  for (const std::string& text : {t.arn, t.name}) {
    for (const std::size_t i : look_up(statuses_, text)) {
      if (names(text, evidence_.statuses[i].where, t)) out.insert(i);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<std::size_t> index::selectors_of(const inventory::trail& t) const {
  std::set<std::size_t> out;
  for (const std::string& text : {t.arn, t.name}) {
    for (const std::size_t i : look_up(selectors_, text)) {
      if (names(text, evidence_.selectors[i].where, t)) out.insert(i);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<std::size_t> index::filters_of(const inventory::trail::group& group) const {
  std::vector<std::size_t> out;
  for (const std::size_t i : look_up(filters_, key(group.where.account, group.name))) {
    if (meet(evidence_.filters[i].where, group.where)) out.push_back(i);
  }
  return out;
}

std::vector<inventory::trail::group> index::groups_of(const std::string& account) const {
  std::vector<inventory::trail::group> out;
  for (const std::size_t i : look_up(groups_, account))
    out.push_back({evidence_.filters[i].where, evidence_.filters[i].log_group});
  return out;
}

index::records index::alarms_on(const std::string& account, const std::string& metric_name) const {
  return look_up(metrics_, key(account, metric_name));
}

index::records index::alarms_of(const std::string& account) const { return look_up(alarms_, account); }

index::records index::subscriptions_of(const std::string& topic) const { return look_up(subscriptions_, topic); }

index::records index::attributes_of(const std::string& subscription) const {
  return look_up(attributes_, subscription);
}

const inventory::listing* index::whole_list(inventory::document_kind what, const inventory::scope& where,
                                            std::string_view of) const {
  for (const std::size_t i : look_up(listings_, key(what, where.account))) {
    const inventory::listing& l = evidence_.listings[i];
    const bool speaks = l.of.empty() ? !l.restricted : l.of == of;
    if (l.complete && speaks && meet(l.where, where)) return &l;
  }
  return nullptr;
}

std::vector<std::string> accounts_of(const inventory::inventory& evidence) {
  std::set<std::string> out;
  std::set<std::string_view> trails;
  for (const inventory::trail& t : evidence.trails) {
    out.insert(t.listed_in.begin(), t.listed_in.end());
    if (t.listed_in.empty()) out.insert(t.where.account);
    trails.insert({t.name, t.arn});
  }
  const auto add = [&](const auto& records) {
    for (const auto& each : records) out.insert(each.where.account);
  };
  // What is told of a known trail may stand under its owner, whose account nobody asked about.
  const auto add_strangers = [&](const auto& records) {
    for (const auto& each : records) {
      if (!trails.contains(each.trail)) out.insert(each.where.account);
    }
  };
  add_strangers(evidence.statuses);
  add_strangers(evidence.selectors);
  add(evidence.filters);
  add(evidence.alarms);
  add(evidence.subscriptions);
  add(evidence.attributes);
  add(evidence.listings);
  return {out.begin(), out.end()};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
