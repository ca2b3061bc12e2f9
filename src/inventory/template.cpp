// SPDX-License-Identifier: Apache-2.0
// One function for each of CloudFormation's. A text grows no longer than the service takes for any property, so that
// references to references cannot grow without end; resources that name each other in a circle are open.
#include "inventory/template.hpp"

#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using json_value = support::json::value;
using json_kind = support::json::kind;
using kind = property::kind;

constexpr std::size_t longest_text = 65536;  // bytes
constexpr int deepest = 100;

property open_at(std::size_t offset) { return {.what = kind::open, .offset = offset}; }

property text_at(std::string text, std::size_t offset) {
  if (text.size() > longest_text || text.find("{{resolve:") != std::string::npos) return open_at(offset);
  return {.what = kind::text, .text = std::move(text), .offset = offset};
}

// `${AWS::Region}`, `${Parameter}`, `${Queue.Arn}`: what only the stack knows, but is the same wherever it stands.
property symbol_at(std::string_view name, std::size_t offset) {
  property p = text_at("${" + std::string(name) + '}', offset);
  p.pseudo = true;
  return p;
}

property symbolic(std::string text, std::size_t offset) {
  const bool pseudo = text.find("${") != std::string::npos;
  property p = text_at(std::move(text), offset);
  p.pseudo = pseudo;
  return p;
}

void index_members(const std::optional<json_value>& object, std::unordered_map<std::string_view, json_value>& into) {
  if (!object || !object->is(json_kind::object)) return;
  for (auto m = object->first_child(); m; m = m->next_sibling()) into.emplace(m->key(), *m);
}

std::string_view type_of(const json_value& resource) noexcept {
  if (!resource.is(json_kind::object)) return {};
  const auto type = resource.member("Type");
  return type && type->is(json_kind::string) ? type->string() : std::string_view{};
}

struct shape {
  std::string_view type, name_property;
  std::string_view arn;  // from `arn:aws:` on, with N for the name; empty: there is none
};
constexpr std::array<shape, 7> shapes{{
    {"AWS::Logs::LogGroup", "LogGroupName", "logs:${AWS::Region}:${AWS::AccountId}:log-group:N:*"},
    {"AWS::Logs::MetricFilter", "FilterName", ""},
    {"AWS::CloudWatch::Alarm", "AlarmName", "cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:N"},
    {"AWS::CloudWatch::CompositeAlarm", "AlarmName", "cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:N"},
    {"AWS::SNS::Topic", "TopicName", "sns:${AWS::Region}:${AWS::AccountId}:N"},
    {"AWS::SNS::Subscription", "", ""},
    {"AWS::CloudTrail::Trail", "TrailName", "cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/N"},
}};

const shape* shape_of(std::string_view type) noexcept {
  for (const shape& s : shapes)
    if (s.type == type) return &s;
  return nullptr;
}

std::string arn_of(const shape& s, std::string_view name) {
  std::string out = "arn:aws:" + std::string(s.arn);
  out.replace(out.rfind('N'), 1, name);
  return out;
}

}  // namespace

std::string_view name_property(std::string_view type) noexcept {
  const shape* s = shape_of(type);
  return s == nullptr ? std::string_view{} : s->name_property;
}

template_values::template_values(const json_value& root, std::string_view path) : path_(path) {
  index_members(root.member("Parameters"), parameters_);
  index_members(root.member("Resources"), resources_);
}

property template_values::evaluate(const json_value& value) {
  const std::size_t offset = value.begin();
  if (depth_ > deepest) return open_at(offset);
  ++depth_;
  property out{.offset = offset};
  switch (value.what()) {
    case json_kind::null: break;
    case json_kind::true_: out = text_at("true", offset); break;
    case json_kind::false_: out = text_at("false", offset); break;
    case json_kind::number: out = text_at(std::string(value.spelling()), offset); break;
    case json_kind::string: out = text_at(std::string(value.string()), offset); break;
    case json_kind::array:
      out.what = kind::list;
      for (auto item = value.first_child(); item; item = item->next_sibling())
        if (property p = evaluate(*item); !p.is(kind::absent)) out.items.push_back(std::move(p));
      break;
    case json_kind::object:
      if (const auto first = value.first_child();
          value.size() == 1 &&
          (first->key() == "Ref" || first->key() == "Condition" || first->key().starts_with("Fn::"))) {
        out = function(first->key(), *first, offset);
        break;
      }
      out.what = kind::map;
      for (auto item = value.first_child(); item; item = item->next_sibling()) {
        property p = evaluate(*item);
        p.name = item->key();
        if (!p.is(kind::absent)) out.items.push_back(std::move(p));
      }
      break;
  }
  --depth_;
  return out;
}

property template_values::function(std::string_view name, const json_value& argument, std::size_t offset) {
  if (name == "Ref") return argument.is(json_kind::string) ? ref(argument.string(), offset) : open_at(offset);
  if (name == "Fn::GetAtt") return attribute_of(argument, offset);
  if (name == "Fn::Sub") return substitute(argument, offset);
  if (name == "Fn::Join") return join(argument, offset);
  return open_at(offset);
}

property template_values::ref(std::string_view name, std::size_t offset) {
  if (name == "AWS::NoValue") return {.offset = offset};
  if (name == "AWS::Partition") return text_at("aws", offset);
  if (name == "AWS::NotificationARNs") return open_at(offset);
  if (name.starts_with("AWS::")) return symbol_at(name, offset);
  if (const auto declared = parameters_.find(name); declared != parameters_.end())
    return parameter(name, declared->second, offset);
  const auto resource = resources_.find(name);
  if (resource == resources_.end()) return open_at(offset);
  if (shape_of(type_of(resource->second)) == nullptr) return symbol_at(name, offset);
  return symbolic(reference(name), offset);
}

property template_values::parameter(std::string_view name, const json_value& declared, std::size_t offset) {
  const auto default_value = declared.is(json_kind::object) ? declared.member("Default") : std::nullopt;
  const std::string_view type = type_of(declared);
  // An empty default asks for a value; that of an SSM parameter is the name under which the value is kept.
  const property p = default_value && !type.starts_with("AWS::SSM::") ? evaluate(*default_value) : property{};
  const bool list =
      type == "CommaDelimitedList" || type.starts_with("List<") || type.starts_with("AWS::SSM::Parameter::Value<List");
  if (!p.is(kind::text) || p.text.empty()) return list ? open_at(offset) : symbol_at(name, offset);
  defaults_taken_.insert(std::string(name));
  if (!list) return text_at(p.text, offset);
  property out{.what = kind::list, .offset = offset};
  for (std::string_view rest = p.text; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    out.items.push_back(text_at(std::string(item), offset));
  }
  return out;
}

property template_values::attribute_of(const json_value& argument, std::size_t offset) {
  if (argument.is(json_kind::array) && argument.size() == 2) {
    const auto id = argument.first_child(), name = id->next_sibling();
    if (!id->is(json_kind::string) || !name->is(json_kind::string)) return open_at(offset);
    return attribute(id->string(), name->string(), offset);
  }
  if (!argument.is(json_kind::string)) return open_at(offset);
  const std::string_view whole = argument.string();
  const std::size_t point = whole.find('.');
  if (point == std::string_view::npos) return open_at(offset);
  return attribute(whole.substr(0, point), whole.substr(point + 1), offset);
}

property template_values::attribute(std::string_view logical_id, std::string_view name, std::size_t offset) {
  const auto resource = resources_.find(logical_id);
  if (resource == resources_.end()) return open_at(offset);
  const shape* s = shape_of(type_of(resource->second));
  const bool topic = s != nullptr && s->type == "AWS::SNS::Topic";
  if (topic && name == "TopicArn") return symbolic(reference(logical_id), offset);
  const std::optional<std::string> own = s == nullptr ? std::nullopt : name_of(logical_id);
  if (topic && name == "TopicName" && own) return symbolic(*own, offset);
  if (s == nullptr || s->arn.empty() || name != "Arn")
    return symbol_at(std::string(logical_id) + '.' + std::string(name), offset);
  return symbolic(arn_of(*s, own ? *own : reference(logical_id)), offset);
}

// [text, {NAME: value}] or the text alone; ${!X} is the text ${X}.
property template_values::substitute(const json_value& argument, std::size_t offset) {
  const bool with_map = argument.is(json_kind::array) && argument.size() == 2;
  const auto text = with_map ? argument.first_child() : std::optional(argument);
  const auto map = with_map ? text->next_sibling() : std::nullopt;
  if (!text->is(json_kind::string)) return open_at(offset);
  std::string out;
  bool pseudo = false;
  for (std::string_view rest = text->string(); !rest.empty();) {
    const std::size_t begin = rest.find("${");
    out += rest.substr(0, begin);
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin + 2);
    const std::size_t end = rest.find('}');
    if (end == std::string_view::npos) return open_at(offset);
    const std::string_view name = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (name.starts_with('!')) {
      out += "${" + std::string(name.substr(1)) + '}';
      continue;
    }
    const auto own = map && map->is(json_kind::object) ? map->member(name) : std::nullopt;
    const std::size_t point = name.find('.');
    const property p = own ? evaluate(*own)
                       : point == std::string_view::npos
                           ? ref(name, offset)
                           : attribute(name.substr(0, point), name.substr(point + 1), offset);
    if (!p.is(kind::text) || out.size() > longest_text) return open_at(offset);
    out += p.text;
    pseudo = pseudo || p.pseudo;
  }
  property p = text_at(std::move(out), offset);
  p.pseudo = pseudo;
  return p;
}

property template_values::join(const json_value& argument, std::size_t offset) {
  if (!argument.is(json_kind::array) || argument.size() != 2) return open_at(offset);
  const auto between = argument.first_child();
  const property list = evaluate(*between->next_sibling());
  if (!between->is(json_kind::string) || !list.is(kind::list)) return open_at(offset);
  std::string out;
  bool pseudo = false;
  for (const property& item : list.items) {
    if (!item.is(kind::text) || out.size() > longest_text) return open_at(offset);
    if (&item != &list.items.front()) out += between->string();
    out += item.text;
    pseudo = pseudo || item.pseudo;
  }
  property p = text_at(std::move(out), offset);
  p.pseudo = pseudo;
  return p;
}

std::string template_values::reference(std::string_view logical_id) {
  const auto resource = resources_.find(logical_id);
  const shape* s = resource == resources_.end() ? nullptr : shape_of(type_of(resource->second));
  const auto& own = name_of(logical_id);
  const bool shared = s != nullptr && (s->type == "AWS::SNS::Topic" || s->type == "AWS::Logs::LogGroup");
  if (!own) return shared ? key_of(path_, logical_id) : std::string(logical_id);
  return s->type == "AWS::SNS::Topic" ? arn_of(*s, *own) : *own;
}

std::optional<std::string> template_values::given_name(std::string_view logical_id) { return name_of(logical_id); }

const std::optional<std::string>& template_values::name_of(std::string_view logical_id) {
  // While it is being worked out it has none: a circle ends here.
  const auto [known, fresh] = names_.emplace(std::string(logical_id), std::nullopt);
  if (!fresh) return known->second;
  const auto resource = resources_.find(logical_id);
  if (resource == resources_.end()) return known->second;
  const std::string_view wanted = name_property(type_of(resource->second));
  const auto properties = resource->second.member("Properties");
  const auto value =
      !wanted.empty() && properties && properties->is(json_kind::object) ? properties->member(wanted) : std::nullopt;
  if (!value) return known->second;
  const property p = evaluate(*value);
  auto& name = names_.find(std::string(logical_id))->second;
  if (p.is(kind::text) && !p.text.empty()) name = p.text;
  return name;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
