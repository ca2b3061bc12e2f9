// SPDX-License-Identifier: Apache-2.0
// First all blocks, then their records, so that a reference may point at what stands further down.
#include "inventory/hcl_resources.hpp"

#include "inventory/declared.hpp"
#include "inventory/hcl.hpp"
#include "support/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

constexpr std::array<std::string_view, 6> types{"aws_cloudwatch_log_metric_filter",
                                                "aws_cloudwatch_metric_alarm",
                                                "aws_sns_topic",
                                                "aws_sns_topic_subscription",
                                                "aws_cloudtrail",
                                                "aws_cloudwatch_log_group"};

std::string address_of(const hcl_block& b) { return fmt::format("{}.{}", b.labels.front(), b.labels.back()); }

const hcl_value* attribute(const hcl_block& b, std::string_view name) {
  for (const auto& [each, value] : b.attributes) {
    if (each == name) return &value;
  }
  return nullptr;
}

std::optional<std::string> literal(const hcl_block& b, std::string_view name) {
  const hcl_value* const value = attribute(b, name);
  return value && value->what == hcl_value::kind::text ? std::optional{value->text} : std::nullopt;
}

// The blocks of ours, by the offset at which they begin, and what cannot be read of them.
class resources {
 public:
  resources(inventory& out, const document& d, const std::string& account)
      : out_(out), document_(d), account_(account) {}

  bool read() {
    find_blocks();
    for (const hcl_block& each : blocks_) addresses_.emplace(address_of(each), &each);
    for (const hcl_block& each : blocks_) put(each);
    return found_;
  }

 private:
  void find_blocks() {
    constexpr std::string_view word = "resource";
    const std::string_view text = document_.text;
    std::size_t at = text.find(word);
    while (at != std::string_view::npos) {
      const std::size_t quote = support::skip_json_space(text, at + word.size());
      const std::size_t end = is_ours(quote) ? read_block(at) : at + word.size();
      at = text.find(word, end);
    }
  }

  // Whether the label that begins there is a type that we know.
  bool is_ours(std::size_t quote) const {
    const std::string_view text = document_.text;
    if (quote >= text.size() || text[quote] != '"') return false;
    return std::any_of(types.begin(), types.end(), [&](std::string_view each) {
      return text.substr(quote + 1, each.size()) == each && text.substr(quote + 1 + each.size(), 1) == "\"";
    });
  }

  std::size_t read_block(std::size_t at) {
    hcl_reading reading = read_hcl_block(document_.text, at);
    found_ = true;
    if (reading.fault || reading.block.labels.size() != 2) {
      const std::uint32_t begins = document_.at(at).line;
      out_.problems.push_back({std::string(document_.path), document_.at(reading.end).line,
                               fmt::format("a block of Terraform that begins in line {} cannot be read: {}; give what "
                                           "`terraform show -json` prints instead",
                                           begins, reading.fault ? reading.fault : "it needs a type and a name"),
                               true});
    } else {
      blocks_.push_back(std::move(reading.block));
    }
    return std::max(reading.end, at + 1);
  }

  // --- References.

  std::optional<std::string> resolve(const hcl_value& v) const {
    std::string_view text = v.text;
    const std::size_t type_end = text.find('.');
    const std::size_t name_end = type_end == std::string_view::npos ? type_end : text.find('.', type_end + 1);
    const auto found = addresses_.find(std::string(text.substr(0, name_end)));
    if (found == addresses_.end() || name_end == std::string_view::npos) return std::nullopt;
    const std::string_view wanted = text.substr(name_end + 1);
    const hcl_block& target = *found->second;
    if (auto inside = nested(target, wanted)) return inside;
    const std::string& type = target.labels.front();
    const bool by_name = type == "aws_cloudwatch_log_group" || type == "aws_cloudwatch_log_metric_filter";
    if (wanted == "id" || wanted == "arn")
      return by_name ? literal(target, "name").value_or(found->first) : found->first;
    if (wanted == "name" && type == "aws_cloudwatch_log_group") return literal(target, "name").value_or(found->first);
    return literal(target, wanted);
  }

  // metric_transformation[0].name
  static std::optional<std::string> nested(const hcl_block& target, std::string_view wanted) {
    const std::size_t index = wanted.find("[0].");
    if (index == std::string_view::npos) return std::nullopt;
    for (const hcl_block& block : target.blocks) {
      if (block.type == wanted.substr(0, index)) return literal(block, wanted.substr(index + 4));
    }
    return std::nullopt;
  }

  // --- To declarations.

  void add_value(declared_property& to, const hcl_value& v) const {
    if (v.what == hcl_value::kind::text) {
      to.values.push_back(v.text);
      return;
    }
    const auto known = v.what == hcl_value::kind::reference ? resolve(v) : std::nullopt;
    known ? to.values.push_back(*known + v.suffix) : void(to.open = true);
  }

  declared_property property_of(const std::string& name, const hcl_value& v) const {
    declared_property out{name, name};
    if (v.what == hcl_value::kind::list) {
      for (const auto& [unused, each] : v.members) add_value(out, each);
    } else {
      add_value(out, v);
    }
    return out;
  }

  declaration declaration_of(const hcl_block& b) const {
    declaration out;
    out.type = b.type;
    for (const auto& [name, value] : b.attributes) {
      if (name == "count" || name == "for_each") out.unresolved.push_back(name);
      if (value.what == hcl_value::kind::map) {
        declaration map;
        map.type = name;
        for (const auto& [key, each] : value.members) map.properties.push_back(property_of(key, each));
        out.blocks.push_back(std::move(map));
      } else if (!is_null(value)) {
        out.properties.push_back(property_of(name, value));
      }
    }
    for (const hcl_block& each : b.blocks) {
      if (each.type == "dynamic" && !each.labels.empty()) {
        out.properties.push_back({each.labels.front(), each.labels.front(), {}, true});
      } else {
        out.blocks.push_back(declaration_of(each));
        for (declared_property& p : out.blocks.back().properties)
          p.own_name = fmt::format("{}.{}", each.type, p.own_name);
      }
    }
    return out;
  }

  static bool is_null(const hcl_value& v) { return v.what == hcl_value::kind::open && v.text == "null"; }

  // --- To records.

  void put(const hcl_block& b) {
    const std::string address = address_of(b);
    const declared d{declaration_of(b), {account_, {}}, document_.at(b.begin, address), address};
    const std::string& type = b.labels.front();
    if (type == "aws_cloudwatch_log_metric_filter") put_filter(d);
    if (type == "aws_cloudwatch_metric_alarm") out_.alarms.push_back(alarm_of(d));
    if (type == "aws_sns_topic_subscription") put_subscription(d);
    if (type == "aws_cloudtrail") put_trail(d);
    if (type == "aws_sns_topic") put_listing(document_kind::list_subscriptions_by_topic, d, address);
    if (type == "aws_cloudwatch_log_group") {
      put_listing(document_kind::describe_metric_filters, d, literal(b, "name").value_or(address));
    }
  }

  // Terraform takes white space off both ends of a pattern.
  void put_filter(const declared& d) {
    metric_filter made = filter_of(d);
    if (made.pattern) {
      const std::size_t end = made.pattern->find_last_not_of(" \t\r\n");
      made.pattern->resize(end == std::string::npos ? 0 : end + 1);
      made.pattern->erase(0, made.pattern->find_first_not_of(" \t\r\n"));
    }
    out_.filters.push_back(std::move(made));
  }

  void put_subscription(const declared& d) {
    subscription made = subscription_of(d);
    subscription_attributes attributes;
    attributes.subscription = made.arn = d.address;
    attributes.topic = made.topic;
    attributes.where = d.where;
    attributes.from = origin::declared;
    attributes.at = d.at;
    const declared_property* const policy = find(d.what, "filter_policy");
    const declared_property* const scope_of_policy = find(d.what, "filter_policy_scope");
    if (policy && policy->open) made.unresolved.emplace_back("filter_policy");
    if (policy && policy->values.size() == 1) attributes.filter_policy = policy->values.front();
    if (scope_of_policy && !scope_of_policy->values.empty())
      attributes.filter_policy_scope = scope_of_policy->values.front();
    if (!policy || !policy->open) out_.attributes.push_back(std::move(attributes));
    out_.subscriptions.push_back(std::move(made));
  }

  void put_trail(const declared& d) {
    out_.trails.push_back(trail_of(d, true));
    const declared_property* const enabled = find(d.what, "enable_logging");
    if (!enabled || !enabled->open) {
      const bool logging = !enabled || enabled->values == std::vector<std::string>{"true"};
      out_.statuses.push_back(status_of(d, d.address, logging));
    }
    out_.selectors.push_back(selectors_of(d, d.address));
  }

  void put_listing(document_kind what, const declared& d, std::string of) {
    listing made;
    made.what = what;
    made.where = d.where;
    made.of = std::move(of);
    made.at = d.at;
    out_.listings.push_back(std::move(made));
  }

  inventory& out_;
  const document& document_;
  const std::string& account_;
  std::vector<hcl_block> blocks_;
  std::map<std::string, const hcl_block*> addresses_;
  bool found_ = false;
};

}  // namespace

bool read_hcl_resources(inventory& out, const document& d, const std::string& account) {
  return resources(out, d, account).read();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
