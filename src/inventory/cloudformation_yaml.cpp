// SPDX-License-Identifier: Apache-2.0
// CloudFormation templates as YAML. In goes a text, out come the records of those of its documents that are templates.
// A text that is none is passed over at a glance; one that breaks off after it said that it is a template is a problem.
#include "inventory/template_reader.hpp"
#include "inventory/yaml.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

bool says_template(const std::vector<std::string>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const std::string& key) {
    return key == "AWSTemplateFormatVersion" || key == "Resources" || key == "Transform";
  });
}

}  // namespace

bool read_yaml_templates(inventory& out, const document& d, std::string_view text, const declarations::place_of& at) {
  if (text.find("AWS::") == std::string_view::npos) return false;
  const yaml_text yaml = read_yaml(text);
  bool found = false;
  for (const yaml_document& one : yaml.documents) {
    support::json::document json;
    if (json.parse(one.json) || !is_template(json.root())) continue;
    read_template(out, d, json.root(),
                  [&](std::size_t offset, std::string path) { return at(one.place_of(offset), std::move(path)); });
    found = true;
  }
  if (!yaml.problem || !(found || says_template(yaml.problem->keys))) return found;
  out.problems.push_back({std::string(d.path), at(yaml.problem->offset, {}).line, yaml.problem->message, true});
  return true;
}

bool read_cloudformation_yaml(inventory& out, const document& d) {
  return read_yaml_templates(out, d, d.text,
                             [&d](std::size_t offset, std::string path) { return d.at(offset, std::move(path)); });
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
