// SPDX-License-Identifier: Apache-2.0
// Names that say whose something is: ARNs, and the folders that people sort files into. In go texts, out come accounts
// and regions. Asks nobody whether they exist.
#pragma once

#include "inventory/model.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE; region and account may be empty, the resource may hold more colons.
// Views into the text.
struct arn {
  std::string_view partition, service, region, account, resource;
  scope where() const { return {std::string(account), std::string(region)}; }
};
std::optional<arn> parse_arn(std::string_view text) noexcept;

bool is_account(std::string_view text) noexcept;  // twelve digits
bool is_region(std::string_view text) noexcept;   // like us-east-1, us-gov-west-1

// What the folders and the name of a file say, the innermost first: a folder that is an account or a region, or such a
// part of the file's own name. A name with two different ones says nothing.
scope scope_of_path(std::string_view path);

// The folder that a file lies in, without the last slash; `.` for one that is named without a folder.
std::string_view folder_of(std::string_view path) noexcept;

// The log group of arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*, also where region and account are still
// `${AWS::Region}` and the like; any other text as it stands, but without `:*`. A view into the text.
std::string_view group_name(std::string_view text) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
