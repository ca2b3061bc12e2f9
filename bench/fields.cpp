// SPDX-License-Identifier: Apache-2.0
#include "fields.hpp"

#include <simdjson.h>

namespace bench {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t none = field_count;

std::size_t place_of(std::string_view key) {
  constexpr std::pair<std::string_view, field> places[] = {{"eventName", field::name},
                                                           {"eventSource", field::source},
                                                           {"awsRegion", field::region},
                                                           {"errorCode", field::error},
                                                           {"userAgent", field::program},
                                                           {"sourceIPAddress", field::address},
                                                           {"recipientAccountId", field::account},
                                                           {"eventType", field::type},
                                                           {"requestID", field::request}};
  for (const auto& [name, where] : places) {
    if (name == key) return static_cast<std::size_t>(where);
  }
  return none;
}

}  // namespace

std::string_view selector(field f) {
  constexpr std::string_view all[field_count] = {"$.eventName",         "$.eventSource",
                                                 "$.awsRegion",         "$.errorCode",
                                                 "$.userIdentity.type", "$.sourceIPAddress",
                                                 "$.userAgent",         "$.recipientAccountId",
                                                 "$.eventType",         "$.additionalEventData.bytesTransferredOut",
                                                 "$.requestID"};
  return all[static_cast<std::size_t>(f)];
}

std::uint32_t fact_table::intern(std::string_view text) {
  const auto [at, added] = ids_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  if (added) texts_.push_back(&at->first);
  return at->second;
}

std::uint32_t fact_table::id_of(const std::string& text) const noexcept {
  const auto at = ids_.find(text);
  return at == ids_.end() ? 0 : at->second;
}

fact_table::fact_table(const corpus& c) {
  static const std::string nothing;
  texts_.push_back(&nothing);
  const auto fact_of = [this](dom::element value, bool present_only) {
    fact f;
    f.what = fact::kind::other;
    if (value.is_string()) {
      f.what = fact::kind::text;
      if (!present_only) f.id = intern(value.get_string().value_unsafe());
    } else if (value.is_number()) {
      f.what = fact::kind::number;
      f.number = value.get_double().value_unsafe();
    }
    return f;
  };
  // The last of a repeated key counts, and takes what lay below the earlier ones with it.
  const auto inner = [&](dom::element value, std::string_view wanted) {
    fact f;
    if (!value.is_object()) return f;
    for (const auto member : value.get_object()) {
      if (member.key == wanted) f = fact_of(member.value, false);
    }
    return f;
  };
  dom::parser parser;
  events_.reserve(c.events.size());
  for (const std::string_view line : c.events) {
    facts& all = events_.emplace_back();
    dom::object event;
    if (parser.parse(line.data(), line.size(), false).get(event) != simdjson::SUCCESS) continue;
    for (const auto member : event) {
      if (const std::size_t at = place_of(member.key); at != none) {
        all[at] = fact_of(member.value, at == static_cast<std::size_t>(field::request));
      } else if (member.key == "userIdentity") {
        all[static_cast<std::size_t>(field::identity)] = inner(member.value, "type");
      } else if (member.key == "additionalEventData") {
        all[static_cast<std::size_t>(field::sent)] = inner(member.value, "bytesTransferredOut");
      }
    }
  }
}

}  // namespace bench
