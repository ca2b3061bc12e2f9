// SPDX-License-Identifier: Apache-2.0
// An inventory, to be looked up by what the links join on: trails by account, filters by log group, alarms by metric,
// subscriptions by topic, lists by what they list. Answers are indices into the inventory, in its order. Judges
// nothing.
#pragma once

#include "inventory/model.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// Whether two records may belong together: the same account, and the same region where both are known.
bool meet(const inventory::scope& a, const inventory::scope& b) noexcept;

// Built once, linear in the inventory; a question costs what it finds. May be shared between threads. Refers to the
// inventory, which must outlive it.
class index {
 public:
  using records = std::span<const std::size_t>;

  explicit index(const inventory::inventory& evidence);

  const inventory::inventory& evidence() const noexcept { return evidence_; }

  records trails_of(const std::string& account) const;  // that see the account, by ARN
  std::vector<std::size_t> statuses_of(const inventory::trail& t) const;
  std::vector<std::size_t> selectors_of(const inventory::trail& t) const;

  std::vector<std::size_t> filters_of(const inventory::trail::group& group) const;
  std::vector<inventory::trail::group> groups_of(const std::string& account) const;  // that have filters

  records alarms_on(const std::string& account, const std::string& metric_name) const;  // in any namespace and region
  records alarms_of(const std::string& account) const;

  records subscriptions_of(const std::string& topic) const;
  records attributes_of(const std::string& subscription) const;

  // A list that would hold whatever there is: whole, and restricted to nothing else. Null: there is none.
  const inventory::listing* whole_list(inventory::document_kind what, const inventory::scope& where,
                                       std::string_view of = {}) const;

 private:
  using table = std::unordered_map<std::string, std::vector<std::size_t>>;
  static records look_up(const table& in, const std::string& key);

  const inventory::inventory& evidence_;
  table trails_, statuses_, selectors_, filters_, groups_, alarms_, metrics_, subscriptions_, attributes_, listings_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
