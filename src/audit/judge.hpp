// SPDX-License-Identifier: Apache-2.0
// An inventory to findings: every control of a benchmark, in every account, link by link. docs/audit.md gives the
// rules. A link passes only on evidence; what the files do not say is unknown. Deterministic; opens nothing.
#pragma once

#include "audit/judgement.hpp"
#include "inventory/model.hpp"

#include <coverwatch/pattern.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

struct judge_options {
  std::span<const catalog::entry* const> controls;  // at least one
  std::span<const std::string> accounts = {};       // empty: all
  std::span<const pattern> assumptions = {};        // of coverage
  bool canonical_json = false;
  bool assume_unfiltered_subscriptions = false;  // that no subscription has a filter policy where nothing says so
  std::function<void(std::size_t done, std::size_t all)> on_progress = {};  // findings
};

std::vector<finding> judge(const inventory::inventory& evidence, const judge_options& options);

// The accounts that the inventory tells of, sorted.
std::vector<std::string> accounts_of(const inventory::inventory& evidence);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
