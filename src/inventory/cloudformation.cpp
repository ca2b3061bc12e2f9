// SPDX-License-Identifier: Apache-2.0
// CloudFormation templates as JSON, and what `aws cloudformation get-template` prints. In goes the template, out come
// its resources. What macros, modules and nested stacks add is told of, and not looked for.
#include "inventory/template.hpp"
#include "inventory/template_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;
using json_value = support::json::value;

struct known_type {
  std::string_view type;
  resource_kind what;
};
constexpr std::array<known_type, 7> types{{
    {"AWS::CloudTrail::Trail", resource_kind::trail},
    {"AWS::Logs::LogGroup", resource_kind::log_group},
    {"AWS::Logs::MetricFilter", resource_kind::metric_filter},
    {"AWS::CloudWatch::Alarm", resource_kind::alarm},
    {"AWS::CloudWatch::CompositeAlarm", resource_kind::composite_alarm},
    {"AWS::SNS::Topic", resource_kind::topic},
    {"AWS::SNS::Subscription", resource_kind::subscription},
}};

std::string_view string_member(const json_value& object, std::string_view key) noexcept {
  const auto found = object.is(kind::object) ? object.member(key) : std::nullopt;
  return found && found->is(kind::string) ? found->string() : std::string_view{};
}

class reader {
 public:
  reader(inventory& out, const document& d, const json_value& root, const declarations::place_of& at)
      : path_(d.path), root_(root), values_(root, d.path), made_(out, d.path, at) {}

  void read() {
    note_macros();
    for (auto r = root_.member("Resources")->first_child(); r; r = r->next_sibling()) read_resource(*r);
    if (const auto& taken = values_.defaults_taken(); !taken.empty())
      made_.add_problem(
          root_.begin(),
          fmt::format("parameters are taken at their defaults, which a stack may replace: {}", fmt::join(taken, ", ")),
          false);
    made_.finish();
  }

 private:
  void read_resource(const json_value& r) {
    const std::string_view type = string_member(r, "Type");
    if (r.key().starts_with("Fn::") || type.ends_with("::MODULE"))
      return note_unread(r, "what it makes is not looked at; give the template with --template-stage Processed");
    if (type.empty()) return made_.add_problem(r.begin(), fmt::format("the resource {} has no Type", r.key()), true);
    if (type == "AWS::CloudFormation::Stack")
      return note_unread(r, "a nested stack; give its template, too, and know that the two are not joined");
    for (const known_type& known : types)
      if (known.type == type) return add(r, known.what);
  }

  void add(const json_value& json, resource_kind what) {
    const std::string_view id = json.key();
    resource r;
    r.what = what;
    r.address = id;
    const std::optional<std::string> name = values_.given_name(id);
    r.name = what == resource_kind::log_group ? values_.reference(id) : name.value_or(std::string(id));
    r.key = what == resource_kind::topic ? values_.reference(id) : key_of(path_, id);
    r.where.account = path_;
    r.from = origin::declared;
    r.created = true;
    r.condition = string_member(json, "Condition");
    r.offset = json.begin();
    const auto properties = json.member("Properties");
    if (properties && !properties->is(kind::object))
      made_.add_problem(properties->begin(), fmt::format("the Properties of {} are no map", id), true);
    if (properties) r.properties = values_.evaluate(*properties);
    made_.add(r);
  }

  void note_unread(const json_value& r, std::string_view why) {
    made_.add_problem(r.begin(), fmt::format("{}: {}", r.key(), why), false);
    made_.leave_lists_open();
  }

  void note_macros() {
    const auto transform = root_.member("Transform");
    if (!transform) return;
    const auto known = [](const json_value& one) {
      return one.is(kind::string) &&
             (one.string().starts_with("AWS::Serverless-") || one.string().starts_with("AWS::LanguageExtensions") ||
              one.string().starts_with("AWS::SecretsManager") || one.string().starts_with("AWS::CodeDeploy"));
    };
    bool all = known(*transform);
    if (transform->is(kind::array)) {
      all = true;
      for (auto one = transform->first_child(); one; one = one->next_sibling()) all = all && known(*one);
    }
    if (!all) note_unread(*transform, "a macro may change the template; give it with --template-stage Processed");
  }

  std::string_view path_;
  const json_value& root_;
  template_values values_;
  declarations made_;
};

}  // namespace

bool is_template(const json_value& root) {
  if (!root.is(kind::object)) return false;
  const auto resources = root.member("Resources");
  if (!resources || !resources->is(kind::object)) return false;
  if (root.member("AWSTemplateFormatVersion")) return true;
  for (auto r = resources->first_child(); r; r = r->next_sibling())
    if (string_member(*r, "Type").starts_with("AWS::")) return true;
  return false;
}

void read_template(inventory& out, const document& d, const json_value& root, const declarations::place_of& at) {
  list_kind(out, d, document_kind::cloudformation);
  reader(out, d, root, at).read();
}

bool read_cloudformation(inventory& out, const document& d, const json_value& root) {
  if (is_template(root)) {
    read_template(out, d, root, [&d](std::size_t offset, std::string path) { return d.at(offset, std::move(path)); });
    return true;
  }
  const auto body = root.is(kind::object) ? root.member("TemplateBody") : std::nullopt;
  if (!body) return false;
  const std::size_t begin = body->begin();
  const auto at = [&d, begin](std::size_t, std::string path) { return d.at(begin, std::move(path)); };
  if (is_template(*body)) {
    read_template(out, d, *body, [&d](std::size_t offset, std::string path) { return d.at(offset, std::move(path)); });
    return true;
  }
  if (!body->is(kind::string)) return false;
  support::json::document inner;
  if (!inner.parse(body->string())) {
    if (!is_template(inner.root())) return false;
    read_template(out, d, inner.root(), at);
    return true;
  }
  return read_yaml_templates(out, d, body->string(), at);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
