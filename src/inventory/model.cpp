// SPDX-License-Identifier: Apache-2.0
// The names of the model's values.
#include "inventory/model.hpp"

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

std::string_view name(document_kind k) noexcept {
  switch (k) {
    case document_kind::describe_trails: return "describe-trails";
    case document_kind::get_trail: return "get-trail";
    case document_kind::get_trail_status: return "get-trail-status";
    case document_kind::get_event_selectors: return "get-event-selectors";
    case document_kind::describe_metric_filters: return "describe-metric-filters";
    case document_kind::describe_alarms: return "describe-alarms";
    case document_kind::list_subscriptions: return "list-subscriptions";
    case document_kind::list_subscriptions_by_topic: return "list-subscriptions-by-topic";
    case document_kind::get_subscription_attributes: return "get-subscription-attributes";
    case document_kind::terraform_state: return "terraform-state";
    case document_kind::terraform_plan: return "terraform-plan";
    case document_kind::cloudformation: return "cloudformation";
    case document_kind::commands: return "commands";
  }
  return "";
}

std::string_view name(origin o) noexcept { return o == origin::observed ? "observed" : "declared"; }

std::string_view name(alarm_kind k) noexcept {
  switch (k) {
    case alarm_kind::metric: return "metric";
    case alarm_kind::math: return "math";
    case alarm_kind::anomaly: return "anomaly";
    case alarm_kind::query: return "query";
    case alarm_kind::composite: return "composite";
  }
  return "";
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
