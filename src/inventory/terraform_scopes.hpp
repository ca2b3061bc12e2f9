// SPDX-License-Identifier: Apache-2.0
// Whose account and region a resource of Terraform will be in, by what the document says of its provider. In goes the
// tree of a plan or state, out comes a scope for each instance. Knows no credentials.
#pragma once

#include "inventory/document.hpp"
#include "inventory/terraform_modules.hpp"

#include <map>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

class terraform_scopes {
 public:
  // `root`: the whole document, of which a plan has the providers' configuration.
  terraform_scopes(const terraform_tree& tree, const json_value& root, const document& d, bool plan);

  // An account that nobody tells is the path of the file; with a provider that works for another account than the rest,
  // that and the provider.
  scope of(const terraform_instance& i) const;

 private:
  struct provider {
    scope where;  // `?`: two answers
    std::string unknown_account;
  };
  static std::string key_of(const terraform_instance& i);
  static void learn(std::string& known, std::string_view said);
  void learn_from(const terraform_instance& i);
  void learn_from_provider(const json_value& root, const json_value& configured, const std::string& usual);
  const scope* of_group(std::string_view name) const;

  const document& d_;
  bool plan_;
  std::map<std::string, provider> providers_;         // by provider_config_key, which a state does not have
  std::map<std::string, scope, std::less<>> groups_;  // of log groups, by name
};

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
