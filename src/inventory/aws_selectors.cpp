// SPDX-License-Identifier: Apache-2.0
// `cloudtrail get-event-selectors`, basic and advanced. What narrows a selector in a way that is not known here leaves
// it open.
#include "inventory/arn.hpp"
#include "inventory/aws_record.hpp"

#include <fmt/format.h>

#include <array>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::json::value;

event_selector read_basic(record r) {
  event_selector made;
  constexpr std::string_view key = "ReadWriteType";
  if (const auto type = r.text(key, presence::always)) {
    made.read_write = *type;
    if (*type != "All" && *type != "ReadOnly" && *type != "WriteOnly") {
      r.refuse(*r.object().member(key), key, "All, ReadOnly or WriteOnly");
    }
  }
  made.management_events = r.flag("IncludeManagementEvents", presence::always).value_or(false);
  made.excluded_sources = r.texts("ExcludeManagementEventSources", presence::sometimes);
  return made;
}

selector_field read_field(record r) {
  selector_field made;
  made.field = r.text("Field", presence::always).value_or("");
  struct operation {
    std::string_view key;
    std::vector<std::string>* to;
  };
  const std::array<operation, 6> operations{{{"Equals", &made.equals},
                                             {"NotEquals", &made.not_equals},
                                             {"StartsWith", &made.starts_with},
                                             {"NotStartsWith", &made.not_starts_with},
                                             {"EndsWith", &made.ends_with},
                                             {"NotEndsWith", &made.not_ends_with}}};
  for (const operation& each : operations) *each.to = r.texts(each.key, presence::sometimes);
  for (auto member = r.object().first_child(); member; member = member->next_sibling()) {
    bool known = member->key() == "Field";
    for (const operation& each : operations) known = known || member->key() == each.key;
    if (!known) r.leave_open(member->key());
  }
  return made;
}

}  // namespace

void read_event_selectors(answer& a) {
  event_selectors made;
  record whole(a, a.root, "the output", made.unresolved);
  const std::string* asked = a.asked.argument("--trail-name");
  const auto name = whole.text("TrailARN", asked != nullptr ? presence::sometimes : presence::always);
  made.trail = name ? *name : asked != nullptr ? *asked : std::string();
  if (made.trail.empty()) {
    return a.wrong(a.root, "event selectors without a `TrailARN`, so that nothing says whose they are, are left out");
  }
  const auto parsed = parse_arn(made.trail);
  made.where = parsed ? parsed->where() : a.asked.where;
  if (!whole.has("EventSelectors") && !whole.has("AdvancedEventSelectors")) whole.leave_open("EventSelectors");

  for (const std::string_view key : {"EventSelectors", "AdvancedEventSelectors"}) {
    std::size_t index = 0;
    for (const value& each : whole.objects(key, presence::sometimes)) {
      record r(a, each, fmt::format("{}[{}]", key, index++), made.unresolved);
      if (key == "EventSelectors") {
        made.selectors.push_back(read_basic(std::move(r)));
        continue;
      }
      event_selector selector;
      selector.advanced = true;
      selector.name = r.text("Name", presence::sometimes).value_or("");
      for (const value& field : r.objects("FieldSelectors", presence::always)) {
        selector.fields.push_back(read_field(record(a, field, r.path() + ".FieldSelectors", made.unresolved)));
      }
      made.selectors.push_back(std::move(selector));
    }
  }
  made.at = a.in.at(a.root.begin());
  a.out.selectors.push_back(std::move(made));
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
