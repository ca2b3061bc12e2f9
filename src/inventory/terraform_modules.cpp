// SPDX-License-Identifier: Apache-2.0
// The walk over modules and their instances. Depth is that of the JSON, which its reader bounds.
#include "inventory/terraform_modules.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;

// `values` and `index` of what has no such member.
std::string index_of(const json_value& resource) {
  const auto index = resource.member("index");
  if (!index) return {};
  if (index->is(kind::number)) return std::string(index->spelling());
  if (!index->is(kind::string)) return {};
  std::string out;
  support::json::append_quoted(out, index->string());
  return out;
}

template <class Each>
void each_element(const std::optional<json_value>& array, const Each& each) {
  if (!array || !array->is(kind::array)) return;
  for (auto element = array->first_child(); element; element = element->next_sibling()) each(*element);
}

std::string place_in(const terraform_module& m, std::string_view type_and_name) {
  return m.address.empty() ? std::string(type_and_name) : m.address + '.' + std::string(type_and_name);
}

}  // namespace

std::optional<json_value> member_of(const std::optional<json_value>& object, std::string_view key) noexcept {
  if (!object || !object->is(kind::object)) return std::nullopt;
  return object->member(key);
}

std::string_view string_in(const std::optional<json_value>& object, std::string_view key) noexcept {
  const auto found = member_of(object, key);
  return found && found->is(kind::string) ? found->string() : std::string_view{};
}

std::vector<std::string> terraform_tree::add(const json_value& values, const std::optional<json_value>& configuration,
                                             bool data_only) {
  std::vector<std::string> wrong;
  if (modules_.empty()) make({}, member_of(configuration, "root_module"));
  if (const auto root = member_of(values, "root_module")) add_module(*root, modules_.front(), data_only, wrong);
  return wrong;
}

void terraform_tree::add_module(const json_value& values, terraform_module& into, bool data_only,
                                std::vector<std::string>& wrong) {
  each_element(member_of(values, "resources"), [&](const json_value& resource) {
    if (!data_only || string_in(resource, "mode") == "data") add_instance(resource, into, wrong);
  });
  each_element(member_of(values, "child_modules"), [&](const json_value& module) {
    add_module(module, child(into, string_in(module, "address")), data_only, wrong);
  });
}

terraform_module& terraform_tree::make(std::string_view address, std::optional<json_value> configuration) {
  terraform_module& made = modules_.emplace_back();
  made.address = address;
  made.configuration = configuration;
  each_element(member_of(configuration, "resources"),
               [&](const json_value& one) { made.resources.emplace(string_in(one, "address"), one); });
  modules_by_address_.emplace(made.address, &made);
  return made;
}

terraform_module& terraform_tree::child(terraform_module& of, std::string_view address) {
  const auto known = modules_by_address_.find(std::string(address));
  if (known != modules_by_address_.end()) return *known->second;
  // PARENT.module.NAME[INDEX]
  std::string_view last = address.substr(address.starts_with(of.address) ? of.address.size() : 0);
  if (last.starts_with('.')) last.remove_prefix(1);
  if (last.starts_with("module.")) last.remove_prefix(7);
  const std::size_t bracket = last.find('[');
  const std::string_view name = last.substr(0, bracket);
  const auto call = member_of(member_of(of.configuration, "module_calls"), name);
  terraform_module& made = make(address, member_of(call, "module"));
  made.parent = &of;
  made.call = call;
  made.name = name;
  if (bracket != std::string_view::npos && last.ends_with(']'))
    made.index = last.substr(bracket + 1, last.size() - bracket - 2);
  of.children.push_back(&made);
  return made;
}

void terraform_tree::add_instance(const json_value& resource, const terraform_module& in,
                                  std::vector<std::string>& wrong) {
  const auto values = member_of(resource, "values");
  if (!string_in(resource, "type").starts_with("aws_")) return;
  std::string address(string_in(resource, "address"));
  if (!values || !values->is(kind::object)) return wrong.push_back(address + " has no values, and is left out");
  if (by_address_.contains(address)) return wrong.push_back(address + " stands twice; the first is read");
  terraform_instance& made = instances_.emplace_back(terraform_instance{.address = address,
                                                                        .mode = string_in(resource, "mode"),
                                                                        .type = string_in(resource, "type"),
                                                                        .name = string_in(resource, "name"),
                                                                        .index = index_of(resource),
                                                                        .module = &in,
                                                                        .values = *values,
                                                                        .offset = resource.begin()});
  const std::string type_and_name =
      (made.mode == "data" ? "data." : "") + std::string(made.type) + '.' + std::string(made.name);
  const auto configured = in.resources.find(type_and_name);
  if (configured != in.resources.end()) made.configuration = configured->second;
  by_address_.emplace(std::move(address), &made);
  by_name_[place_in(in, type_and_name)].push_back(&made);
}

void terraform_tree::add_changes(const json_value& changes) {
  each_element(changes, [&](const json_value& one) {
    const auto found = by_address_.find(std::string(string_in(one, "address")));
    if (found == by_address_.end() || one.member("deposed")) return;
    const auto change = member_of(one, "change");
    found->second->unknown = member_of(change, "after_unknown");
    each_element(member_of(change, "actions"), [&](const json_value& action) {
      if (!action.is(kind::string)) return;
      if (action.string() == "create") found->second->created = found->second->changed = true;
      if (action.string() == "update") found->second->changed = true;
    });
  });
}

const std::vector<const terraform_instance*>& terraform_tree::find(const terraform_module& in,
                                                                   std::string_view type_and_name) const {
  static const std::vector<const terraform_instance*> none;
  const auto found = by_name_.find(place_in(in, type_and_name));
  return found == by_name_.end() ? none : found->second;
}

const terraform_instance* terraform_tree::find(const terraform_module& in, std::string_view type_and_name,
                                               std::string_view index) const {
  const auto found = by_address_.find(place_in(in, type_and_name) + '[' + std::string(index) + ']');
  return found == by_address_.end() ? nullptr : found->second;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
