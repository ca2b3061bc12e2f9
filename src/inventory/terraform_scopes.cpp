// SPDX-License-Identifier: Apache-2.0
// ARNs that are known, aws_caller_identity and aws_region tell; metric filters and what is not made yet have no ARN,
// and are where the others of their provider are.
#include "inventory/terraform_scopes.hpp"

#include "inventory/arn.hpp"

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::kind;

constexpr std::string_view two_answers = "?";

// The ARN of a resource of the account itself; that of a subscription names the topic's.
std::string_view own_arn(const terraform_instance& i) noexcept {
  constexpr std::array<std::string_view, 5> types{"aws_cloudtrail", "aws_cloudwatch_log_group", "aws_sns_topic",
                                                  "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"};
  const bool own = i.mode == "managed" && std::find(types.begin(), types.end(), i.type) != types.end();
  return own ? string_in(i.values, "arn") : std::string_view{};
}

// What decides for which account a provider works, as it is written.
std::string identity_of(const std::optional<json_value>& expressions) {
  std::string out;
  for (const std::string_view name : {"access_key", "assume_role", "assume_role_with_web_identity", "profile",
                                      "shared_config_files", "shared_credentials_files"})
    if (const auto value = member_of(expressions, name)) {
      out.append(name).append(1, ' ');
      support::json::append_compact(out, *value);
    }
  return out;
}

}  // namespace

terraform_scopes::terraform_scopes(const terraform_tree& tree, const json_value& root, const document& d, bool plan)
    : d_(d), plan_(plan) {
  for (const terraform_instance& i : tree.instances()) learn_from(i);
  const auto configured = member_of(root.member("configuration"), "provider_config");
  if (!configured || !configured->is(kind::object)) return;
  const std::string usual = identity_of(member_of(member_of(configured, "aws"), "expressions"));
  for (auto p = configured->first_child(); p; p = p->next_sibling()) learn_from_provider(root, *p, usual);
}

std::string terraform_scopes::key_of(const terraform_instance& i) {
  return std::string(string_in(i.configuration, "provider_config_key"));
}

void terraform_scopes::learn(std::string& known, std::string_view said) {
  if (said.empty() || known == two_answers) return;
  known = known.empty() || known == said ? said : two_answers;
}

void terraform_scopes::learn_from(const terraform_instance& i) {
  scope& s = providers_[key_of(i)].where;
  if (i.type == "aws_caller_identity") learn(s.account, string_in(i.values, "account_id"));
  const std::string_view region = string_in(i.values, "region");
  if (i.type == "aws_region") learn(s.region, region.empty() ? string_in(i.values, "name") : region);
  const auto own = parse_arn(own_arn(i));
  if (!own) return;
  learn(s.account, own->account);
  if (region.empty()) learn(s.region, own->region);
  if (i.type != "aws_cloudwatch_log_group") return;
  scope& group = groups_[std::string(string_in(i.values, "name"))];
  learn(group.account, own->account);
  learn(group.region, own->region);
}

// Its region, a constant or an input of the root, and whether it works for the account that the usual one works for.
void terraform_scopes::learn_from_provider(const json_value& root, const json_value& configured,
                                           const std::string& usual) {
  provider& p = providers_[std::string(configured.key())];
  const auto expressions = member_of(configured, "expressions");
  if (identity_of(expressions) != usual)
    p.unknown_account = std::string(d_.path) + " (provider " + std::string(configured.key()) + ')';
  const auto region = member_of(expressions, "region");
  std::string_view text = string_in(region, "constant_value");
  const auto references = member_of(region, "references");
  if (references && references->is(kind::array) && references->size() == 1 &&
      string_in(configured, "module_address").empty()) {
    const auto first = references->first_child();
    if (first->is(kind::string) && first->string().starts_with("var."))
      text = string_in(member_of(root.member("variables"), first->string().substr(4)), "value");
  }
  if (!text.empty()) p.where.region = text;
}

const scope* terraform_scopes::of_group(std::string_view name) const {
  const auto found = groups_.find(name);
  const bool one =
      found != groups_.end() && found->second.account != two_answers && found->second.region != two_answers;
  return one ? &found->second : nullptr;
}

scope terraform_scopes::of(const terraform_instance& i) const {
  scope out;
  std::string unknown_account(d_.path);
  if (const auto found = providers_.find(key_of(i)); found != providers_.end()) {
    out = found->second.where;
    if (!found->second.unknown_account.empty()) unknown_account = found->second.unknown_account;
  }
  if (out.account == two_answers) out.account.clear();
  if (out.region == two_answers) out.region.clear();
  if (const auto own = parse_arn(own_arn(i))) out = own->where();
  // In a state, which names no provider, a filter of an account among several is where its log group is.
  const scope* const group =
      out.account.empty() || out.region.empty() ? of_group(string_in(i.values, "log_group_name")) : nullptr;
  if (group != nullptr) out = *group;
  for (const std::string_view name : {"home_region", "region"})
    if (const std::string_view said = string_in(i.values, name); !said.empty()) out.region = said;
  if (!plan_ && out.account.empty()) out.account = d_.hint.account;
  if (!plan_ && out.region.empty()) out.region = d_.hint.region;
  if (out.account.empty()) out.account = std::move(unknown_account);
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
