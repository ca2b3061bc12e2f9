// SPDX-License-Identifier: Apache-2.0
// What `terraform show -json` prints, as instances in modules: each with its values, what of them is unknown, and the
// expressions that it was made from. In goes the document, out comes a tree that points into it. Reads no property.
#pragma once

#include "inventory/model.hpp"
#include "support/json.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

using json_value = support::json::value;

// The member, of an object; nothing of anything else.
std::optional<json_value> member_of(const std::optional<json_value>& object, std::string_view key) noexcept;
// The text of a string member; empty when there is none.
std::string_view string_in(const std::optional<json_value>& object, std::string_view key) noexcept;

// One instance of a module: the root, `module.alarms`, `module.alarms["x"].module.topic`.
struct terraform_module {
  std::string address;  // empty: the root
  std::string name;     // of the call
  std::string index;    // as it stands in brackets: `0`, `"x"`; empty: no count, no for_each
  terraform_module* parent = nullptr;
  std::vector<terraform_module*> children = {};
  std::optional<json_value> call = {};  // in the configuration of the parent, of a plan
  std::optional<json_value> configuration = {};
  std::unordered_map<std::string_view, json_value> resources = {};  // of the configuration, by TYPE.NAME
};

struct terraform_instance {
  std::string address;
  std::string_view mode, type, name;
  std::string index;  // as that of a module
  const terraform_module* module = nullptr;
  json_value values;
  std::size_t offset = 0;
  std::optional<json_value> unknown = {};        // after_unknown
  std::optional<json_value> configuration = {};  // of the resource
  bool created = false, changed = false;
};

class terraform_tree {
 public:
  // From a `values`, a `planned_values` or a `prior_state.values`; `configuration` of a plan. Of the provider for AWS
  // only. A second instance of the same address is left out and its address returned.
  std::vector<std::string> add(const json_value& values, const std::optional<json_value>& configuration,
                               bool data_only);
  // `resource_changes`: what is made, changed and unknown.
  void add_changes(const json_value& changes);

  const std::deque<terraform_instance>& instances() const noexcept { return instances_; }
  // All instances of `TYPE.NAME` in a module, in the document's order; or the one with that index.
  const std::vector<const terraform_instance*>& find(const terraform_module& in, std::string_view type_and_name) const;
  const terraform_instance* find(const terraform_module& in, std::string_view type_and_name,
                                 std::string_view index) const;

 private:
  void add_module(const json_value& values, terraform_module& into, bool data_only, std::vector<std::string>& wrong);
  terraform_module& child(terraform_module& of, std::string_view address);
  terraform_module& make(std::string_view address, std::optional<json_value> configuration);
  void add_instance(const json_value& resource, const terraform_module& in, std::vector<std::string>& wrong);

  std::deque<terraform_module> modules_;
  std::deque<terraform_instance> instances_;
  std::unordered_map<std::string, terraform_module*> modules_by_address_;
  std::unordered_map<std::string, terraform_instance*> by_address_;
  std::unordered_map<std::string, std::vector<const terraform_instance*>> by_name_;  // by MODULE.TYPE.NAME
};

// One step of a reference such as `module.a["x"].topic_arn`: a name, or what stands in brackets.
struct terraform_step {
  std::string_view text;
  bool index = false;
};
std::vector<terraform_step> steps_of(std::string_view reference);

// Where an expression leads.
struct terraform_target {
  const terraform_instance* to = nullptr;
  std::string attribute;  // `arn`, `metric_transformation[0].name`; empty: not told
};

// Follows the references of an expression (an object of a `configuration`) as `from` would see them: resources,
// each.key, each.value, count.index, inputs and outputs of modules. Nothing when it refers to anything else (a local
// value, a data source, an input of the root), since then the resources alone do not say what the value will be.
std::optional<std::vector<terraform_target>> follow(const terraform_tree& tree, const json_value& expression,
                                                    const terraform_instance& from);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
