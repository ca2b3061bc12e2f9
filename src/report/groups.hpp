// SPDX-License-Identifier: Apache-2.0
// Findings that are alike, put together, so that a thousand accounts with the same fault are told once. In goes a
// report, out come groups: the same links with the same status for the same reasons, the same event, repair and waiver.
// What differs inside a group is names and places; the first account of a group stands for it.
#pragma once

#include "audit/judgement.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::report {

struct group {
  std::vector<const catalog::entry*> controls;  // in the order of the catalogue
  std::vector<std::string_view> accounts;       // sorted
  std::vector<const audit::finding*> members;   // every control in every account, by account
  const audit::finding& first() const { return *members.front(); }
};

// The findings of the account that stands for the group, one for each control.
std::span<const audit::finding* const> first_account(const group& g);

// Those with that status, in the order of their first finding. Several controls stand together only where the very same
// is said of them, as of a trail that is switched off. n log n in the findings.
std::vector<group> grouped(const audit::report& r, audit::status status);

// Accounts whose findings have the same status, control by control and link by link.
struct account_group {
  std::vector<std::string_view> accounts;
  std::vector<const audit::finding*> findings;  // of the first account
};
std::vector<account_group> grouped_accounts(const audit::report& r);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
