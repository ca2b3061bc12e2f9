// SPDX-License-Identifier: Apache-2.0
// The seam between a CloudFormation template, once it is JSON, and the text that it came from: JSON itself, YAML, or a
// string inside what `aws cloudformation get-template` prints.
#pragma once

#include "inventory/resource.hpp"
#include "support/json.hpp"

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Whether an object has Resources with types of AWS, or says that it is a template.
bool is_template(const support::json::value& root);

// Adds the template's records; `at` tells where an offset into its JSON stands in the file.
void read_template(inventory& out, const document& d, const support::json::value& root,
                   const declarations::place_of& at);

// YAML, its documents one by one. False when none is a template.
bool read_yaml_templates(inventory& out, const document& d, std::string_view text, const declarations::place_of& at);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
