// SPDX-License-Identifier: Apache-2.0
// The values of a CloudFormation template, its functions worked out as far as the template alone allows. In goes JSON,
// out come properties; what only the stack, its parameters or another stack knows is open. Makes no records.
#pragma once

#include "inventory/resource.hpp"
#include "support/json.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

class template_values {
 public:
  using json_value = support::json::value;

  // `path`: of the file, for the keys of resources whose names only the service knows.
  template_values(const json_value& root, std::string_view path);

  // Ref, Fn::GetAtt, Fn::Sub and Fn::Join of what can be told; a parameter that has a default counts as that. What only
  // the stack knows stays in texts as a symbol: `${AWS::AccountId}`, `${Parameter}`. AWS::Partition is taken for `aws`.
  property evaluate(const json_value& value);

  // What Ref gives of a log group (its name), a topic (its ARN) and so on; or what stands for that.
  std::string reference(std::string_view logical_id);
  // The name that the template gives a resource; nothing when the service makes one up, or it is open.
  std::optional<std::string> given_name(std::string_view logical_id);

  // Parameters whose defaults were taken for their values.
  const std::set<std::string>& defaults_taken() const noexcept { return defaults_taken_; }

 private:
  property function(std::string_view name, const json_value& argument, std::size_t offset);
  property ref(std::string_view name, std::size_t offset);
  property parameter(std::string_view name, const json_value& declared, std::size_t offset);
  property attribute(std::string_view logical_id, std::string_view name, std::size_t offset);
  property attribute_of(const json_value& argument, std::size_t offset);
  property substitute(const json_value& argument, std::size_t offset);
  property join(const json_value& argument, std::size_t offset);
  const std::optional<std::string>& name_of(std::string_view logical_id);

  std::string path_;
  std::unordered_map<std::string_view, json_value> parameters_, resources_;
  std::unordered_map<std::string, std::optional<std::string>> names_;  // of resources, once asked for
  std::set<std::string> defaults_taken_;
  int depth_ = 0;
};

// What CloudFormation calls the property that names a resource of that type; empty for types that mean nothing here.
std::string_view name_property(std::string_view type) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
