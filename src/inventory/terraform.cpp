// SPDX-License-Identifier: Apache-2.0
// What `terraform show -json` and `tofu show -json` print of a state or a plan. In goes the document, out come
// resources with every property that is known, or whose value is that of another resource; the rest is left open. Reads
// no HCL.
#include "inventory/resource.hpp"
#include "inventory/terraform_modules.hpp"
#include "inventory/terraform_scopes.hpp"
#include "support/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;

struct known_type {
  std::string_view type;
  resource_kind what;
  std::string_view name;  // the property that is its name
};

constexpr std::array<known_type, 7> types{{
    {"aws_cloudtrail", resource_kind::trail, "name"},
    {"aws_cloudwatch_log_group", resource_kind::log_group, "name"},
    {"aws_cloudwatch_log_metric_filter", resource_kind::metric_filter, "name"},
    {"aws_cloudwatch_metric_alarm", resource_kind::alarm, "alarm_name"},
    {"aws_cloudwatch_composite_alarm", resource_kind::composite_alarm, "alarm_name"},
    {"aws_sns_topic", resource_kind::topic, "name"},
    {"aws_sns_topic_subscription", resource_kind::subscription, ""},
}};

const known_type* find_type(const terraform_instance& i) noexcept {
  const auto found = std::find_if(types.begin(), types.end(), [&](const known_type& t) { return t.type == i.type; });
  return i.mode == "managed" && found != types.end() ? &*found : nullptr;
}

// Properties that the provider fills in when nobody wrote them: unknown in a plan, without an expression.
bool is_computed(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 9> names{"arn",
                                                  "id",
                                                  "name",
                                                  "region",
                                                  "home_region",
                                                  "apply_on_transformed_logs",
                                                  "pending_confirmation",
                                                  "filter_policy_scope",
                                                  "evaluate_low_sample_count_percentiles"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_true(const std::optional<json_value>& v) noexcept { return v && v->is(kind::true_); }

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && support::is_json_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && support::is_json_space(text.back())) text.remove_suffix(1);
  return text;
}

class reader {
 public:
  reader(inventory& out, const document& d, bool plan)
      : d_(d),
        plan_(plan),
        made_(out, d.path, [&d](std::size_t offset, std::string path) { return d.at(offset, std::move(path)); }) {}

  void read(const json_value& root) {
    const auto configuration = member_of(root, "configuration");
    read_tree(root, configuration);
    const bool errored = is_true(root.member("errored"));
    if (errored)
      made_.add_problem(
          0, "the plan was cut short by an error, so resources may be missing; plan again once it is mended", true);
    const auto complete = root.member("complete");
    if (errored || (complete && complete->is(kind::false_))) made_.leave_lists_open();
    const terraform_scopes scopes(tree_, root, d_, plan_);
    for (const terraform_instance& i : tree_.instances())
      if (const known_type* type = find_type(i)) add(i, *type, scopes.of(i));
    made_.finish();
  }

 private:
  std::string_view value_of(const terraform_instance& i, std::string_view name) const {
    return string_in(i.values, name);
  }

  void read_tree(const json_value& root, const std::optional<json_value>& configuration) {
    const auto values = root.member(plan_ ? "planned_values" : "values");
    // An empty state has none.
    if (values ? !member_of(values, "root_module") : plan_)
      made_.add_problem(0, "it has no resources where `terraform show -json` puts them; give its whole output", true);
    if (values)
      for (std::string& wrong : tree_.add(*values, configuration, false)) made_.add_problem(0, std::move(wrong), true);
    if (!plan_) return;
    if (const auto prior = member_of(root.member("prior_state"), "values")) tree_.add(*prior, configuration, true);
    if (const auto changes = root.member("resource_changes")) tree_.add_changes(*changes);
  }

  // The text by which the records of others name it.
  std::string key(const terraform_instance& i) const {
    const std::string_view own = value_of(i, i.type == "aws_cloudwatch_log_group" ? "name" : "arn");
    return own.empty() ? key_of(d_.path, i.address) : std::string(own);
  }

  void add(const terraform_instance& i, const known_type& type, scope where) {
    resource r;
    r.what = type.what;
    r.key = key(i);
    r.address = i.address;
    r.name =
        type.what == resource_kind::log_group ? r.key : std::string(type.name.empty() ? "" : value_of(i, type.name));
    if (r.name.empty()) r.name = i.address;
    r.where = std::move(where);
    r.from = plan_ ? origin::declared : origin::observed;
    r.created = i.created;
    r.untold = !i.changed;
    r.offset = i.offset;
    r.properties = property_of({}, i.values, i.unknown, member_of(i.configuration, "expressions"), i, true);
    if (type.what == resource_kind::trail && r.properties.of("IsLogging", "enable_logging").is(property::kind::absent))
      r.properties.items.push_back({property::kind::text, "enable_logging", "true", {}, i.offset});
    for (property& p : r.properties.items)
      if (p.name == "pattern") p.text = std::string(trimmed(p.text));  // as the provider does
    made_.add(r);
  }

  // `expression`: of the configuration, a block, a list of blocks, or one with `references` for all that is in the
  // value.
  property property_of(std::string_view name, const std::optional<json_value>& value,
                       const std::optional<json_value>& unknown, const std::optional<json_value>& expression,
                       const terraform_instance& from, bool top = false) const {
    property out;
    out.name = name;
    out.offset = value ? value->begin() : from.offset;
    if (is_true(unknown)) {
      resolve(out, expression, from);
    } else if (value && (value->is(kind::string) || value->is(kind::number))) {
      out.what = property::kind::text;
      out.text = value->is(kind::string) ? value->string() : value->spelling();
    } else if (value && (value->is(kind::true_) || value->is(kind::false_))) {
      out.what = property::kind::text;
      out.text = value->is(kind::true_) ? "true" : "false";
    } else if (value && value->is(kind::array)) {
      read_list(out, *value, unknown, expression, from);
    } else if ((value && value->is(kind::object)) || (unknown && unknown->is(kind::object) && unknown->size() != 0)) {
      read_map(out, value, unknown, expression, from, top);
    }
    return out;
  }

  void read_list(property& out, const json_value& value, const std::optional<json_value>& unknown,
                 const std::optional<json_value>& expression, const terraform_instance& from) const {
    out.what = property::kind::list;
    // Blocks of a set stand in another order than those of the configuration.
    const bool blocks = expression && expression->is(kind::array);
    const bool ordered = blocks && expression->size() == value.size() &&
                         (value.size() == 1 || (out.name != "metric_query" && out.name != "field_selector"));
    const auto first_of = [](const std::optional<json_value>& list) {
      return list && list->is(kind::array) ? list->first_child() : std::nullopt;
    };
    auto is_unknown = first_of(unknown), block = first_of(expression);
    bool resolves = false;
    for (auto item = value.first_child(); item || is_unknown;) {
      if (!blocks && is_true(is_unknown))
        resolves = true;
      else if (item || is_true(is_unknown))
        out.items.push_back(property_of({}, item, is_unknown, ordered ? block : std::nullopt, from));
      if (item) item = item->next_sibling();
      if (is_unknown) is_unknown = is_unknown->next_sibling();
      if (block) block = block->next_sibling();
    }
    if (!resolves) return;
    // The references are those of the list as a whole.
    property rest;
    rest.name = out.name;
    rest.offset = out.offset;
    resolve(rest, expression, from);
    if (rest.is(property::kind::list))
      out.items.insert(out.items.end(), rest.items.begin(), rest.items.end());
    else
      out.items.push_back(std::move(rest));
  }

  void read_map(property& out, const std::optional<json_value>& value, const std::optional<json_value>& unknown,
                const std::optional<json_value>& expression, const terraform_instance& from, bool top) const {
    out.what = property::kind::map;
    const auto expression_for = [&](std::string_view key) {
      return member_of(expression, "references") ? expression : member_of(expression, key);
    };
    if (value && value->is(kind::object))
      for (auto item = value->first_child(); item; item = item->next_sibling())
        out.items.push_back(
            property_of(item->key(), item, member_of(unknown, item->key()), expression_for(item->key()), from));
    if (!unknown || !unknown->is(kind::object)) return;
    for (auto item = unknown->first_child(); item; item = item->next_sibling()) {
      if (member_of(value, item->key())) continue;
      const auto configured = expression_for(item->key());
      if (top && !configured && is_computed(item->key())) continue;
      out.items.push_back(property_of(item->key(), std::nullopt, item, configured, from));
    }
  }

  void resolve(property& out, const std::optional<json_value>& expression, const terraform_instance& from) const {
    out.what = property::kind::open;
    if (!expression || !expression->is(kind::object)) return;
    const auto targets = follow(tree_, *expression, from);
    if (!targets) return;
    std::vector<property> items;
    for (const terraform_target& t : *targets) {
      const auto text = attribute_of(t, out.name);
      if (!text) return;
      items.push_back({property::kind::text, {}, *text, {}, out.offset});
    }
    out.what = items.size() == 1 ? property::kind::text : property::kind::list;
    if (items.size() == 1)
      out.text = items.front().text;
    else
      out.items = std::move(items);
  }

  // The value of an attribute of another resource: what stands for it in the records, or a known text.
  std::optional<std::string> attribute_of(const terraform_target& t, std::string_view wanted) const {
    const terraform_instance& i = *t.to;
    const known_type* type = find_type(i);
    if (type == nullptr) return std::nullopt;
    std::string_view attribute = t.attribute;
    if (attribute.empty()) attribute = wanted.ends_with("_name") ? type->name : std::string_view("arn");
    const bool group = type->what == resource_kind::log_group;
    if (attribute == "arn" && (!group || wanted == "cloud_watch_logs_group_arn")) return key(i);
    if (attribute == "id" && type->what == resource_kind::topic) return key(i);
    if (group && (attribute == "id" || attribute == "name") && wanted == "log_group_name") return key(i);
    if (attribute == "id" && type->what != resource_kind::trail) attribute = type->name;
    std::optional<json_value> at = i.values;
    for (const terraform_step& step : steps_of(attribute)) {
      if (step.index)
        at = at && at->is(kind::array) && step.text == "0" ? at->first_child() : std::nullopt;
      else
        at = member_of(at, step.text);
    }
    if (!at || !at->is(kind::string) || at->string().empty()) return std::nullopt;
    return std::string(at->string());
  }

  const document& d_;
  bool plan_;
  declarations made_;
  terraform_tree tree_;
};

}  // namespace

bool read_terraform(inventory& out, const document& d, const support::json::value& root) {
  if (!root.is(kind::object)) return false;
  const auto refuse = [&](std::string message) {
    out.problems.push_back({std::string(d.path), 1, std::move(message), true});
    return true;
  };
  if (root.member("terraform_version") && root.member("lineage") && root.member("serial"))
    return refuse("this is a state file as Terraform keeps it; run `terraform show -json` and give that");
  const std::string_view version = string_in(root, "format_version");
  const bool plan = root.member("planned_values") || root.member("resource_changes");
  if (version.empty() || !(plan || root.member("values") || root.member("terraform_version") || root.size() == 1))
    return false;
  if (!version.starts_with("1."))
    return refuse(fmt::format("format_version {} of `terraform show -json` is not known, only 1.x", version));
  list_kind(out, d, plan ? document_kind::terraform_plan : document_kind::terraform_state);
  reader(out, d, plan).read(root);
  return true;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
