// SPDX-License-Identifier: Apache-2.0
// What a text declares, to records: the properties of one resource, whether a command or a block of Terraform names
// them, become a metric filter, an alarm, a subscription, a trail. Defaults are the service's own. Reads no text
// itself.
#pragma once

#include "inventory/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct declared_property {
  std::string name;                      // as Terraform spells it: `alarm_actions`
  std::string own_name;                  // as the document's language does: `AlarmActions`
  std::vector<std::string> values = {};  // one, or those of a list
  bool open = false;                     // its value is not known, or not for certain; `values` may hold a guess
};

struct declaration {
  std::string type = {};  // of a block: `event_selector`
  std::vector<declared_property> properties = {};
  std::vector<declaration> blocks = {};
  std::vector<std::string> unresolved = {};  // what else is not known about it
};

// A resource's declaration, and what the record says beside it.
struct declared {
  declaration what;
  scope where;
  place at;
  std::string address = {};  // under which the resource stands in the model
};

const declared_property* find(const declaration& d, std::string_view name) noexcept;

// Whether the value is to be filled in by the reader of the text: `<sns_topic_arn>`.
bool is_placeholder(std::string_view value) noexcept;

metric_filter filter_of(const declared& d);  // metric_transformation is a block
alarm alarm_of(const declared& d);
subscription subscription_of(const declared& d);
// `created`: what is not said has the service's default; otherwise it stays as it was, which is not known.
trail trail_of(const declared& d, bool created);
trail_status status_of(const declared& d, std::string trail, bool logging);
event_selectors selectors_of(const declared& d, std::string trail);  // none declared: the service's default

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
