// SPDX-License-Identifier: Apache-2.0
// Accounts and regions of outputs that name none, by what the other outputs of the same folder agree on: first by what
// was asked for and by alarms, then by topics and trails, which may be another account's, last by trails of an
// organization. Where they do not agree the account is the folder itself, and the region stays empty.
#include "inventory/arn.hpp"
#include "inventory/settle.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string>
#include <unordered_map>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

class ballot {
 public:
  enum class weight : std::uint8_t { own, near, far };

  void vote(weight how, const scope& where) {
    if (is_account(where.account)) accounts_[static_cast<std::size_t>(how)].insert(where.account);
    if (!where.region.empty()) regions_[static_cast<std::size_t>(how)].insert(where.region);
  }
  std::string account() const { return winner(accounts_); }
  std::string region() const { return winner(regions_); }

 private:
  using votes = std::array<std::set<std::string>, 3>;
  static std::string winner(const votes& all) {
    for (const auto& each : all) {
      if (!each.empty()) return each.size() == 1 ? *each.begin() : std::string();
    }
    return {};
  }
  votes accounts_, regions_;
};

class scopes {
 public:
  explicit scopes(inventory& all) : all_(all) {}

  void count() {
    using weight = ballot::weight;
    for (const listing& each : all_.listings) {
      const bool of_topic = each.what == document_kind::list_subscriptions_by_topic;
      vote(each.at, of_topic ? weight::near : weight::own, each.where);
    }
    for (const alarm& each : all_.alarms) vote(each.at, weight::own, each.where);
    for (const subscription& each : all_.subscriptions) vote(each.at, weight::near, each.where);
    for (const subscription_attributes& each : all_.attributes) vote(each.at, weight::near, each.where);
    for (const event_selectors& each : all_.selectors) vote(each.at, weight::near, each.where);
    for (const trail& each : all_.trails) {
      vote(each.at, each.organization == false ? weight::near : weight::far, each.where);
    }
  }

  void name(const place& at, scope& where) {
    if ((!where.account.empty() && !where.region.empty()) || !is_output(all_, at)) return;
    const ballot& folder = folders_[std::string(folder_of(path_of(all_, at)))];
    if (where.region.empty()) where.region = folder.region();
    if (where.account.empty()) where.account = folder.account();
    if (where.account.empty()) where.account = pseudo_account(at);
  }

  void name_listing_account(trail& each) {
    for (std::string& account : each.listed_in) {
      scope where{account, "-"};
      name(each.at, where);
      account = where.account;
    }
  }

 private:
  void vote(const place& at, ballot::weight how, const scope& where) {
    if (is_output(all_, at)) folders_[std::string(folder_of(path_of(all_, at)))].vote(how, where);
  }

  // Said once for each folder.
  std::string pseudo_account(const place& at) {
    std::string folder(folder_of(path_of(all_, at)));
    if (told_.insert(folder).second) {
      all_.problems.push_back(
          {std::string(path_of(all_, at)), 0,
           fmt::format("nothing says whose account this is, so that it goes by the folder's name, {}: put the files of "
                       "each account into a folder named by its twelve digits, or collect them with collect.sh",
                       folder),
           false});
    }
    return folder;
  }

  inventory& all_;
  std::unordered_map<std::string, ballot> folders_;
  std::set<std::string> told_;
};

}  // namespace

void settle_scopes(inventory& all) {
  scopes names(all);
  names.count();
  for (listing& each : all.listings) names.name(each.at, each.where);
  for (metric_filter& each : all.filters) names.name(each.at, each.where);
  for (alarm& each : all.alarms) names.name(each.at, each.where);
  for (trail_status& each : all.statuses) names.name(each.at, each.where);
  for (event_selectors& each : all.selectors) names.name(each.at, each.where);
  for (trail& each : all.trails) names.name_listing_account(each);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
