// SPDX-License-Identifier: Apache-2.0
// Event selectors to texts of patterns. Values that cannot stand in a quoted text make a selector one that is not sure.
#include "audit/selectors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

// Conditions joined, for the events that are surely recorded and for those that may be.
struct conditions {
  std::vector<std::string> surely, perhaps;
  bool sure = true;  // `surely` says it all

  void both(const std::string& condition) {
    surely.push_back(condition);
    perhaps.push_back(condition);
  }
};

// Whether it can stand between quotes and mean itself.
bool plain(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(),
                                       [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '*'; });
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.back() != '.' && name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
         });
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  return fmt::format("{}", fmt::join(texts, between));
}

void add_basic(conditions& to, const inventory::event_selector& s, const without& leave) {
  if (!leave.read_write && s.read_write != "All") {
    if (s.read_write == "ReadOnly") {
      to.both("$.readOnly IS TRUE");
    } else if (s.read_write == "WriteOnly") {
      to.both("$.readOnly IS FALSE");
    } else {
      to.sure = false;
    }
  }
  for (const std::string& source : s.excluded_sources) {
    if (leave.sources) break;
    if (plain(source)) {
      to.both(fmt::format("$.eventSource != \"{}\"", source));
    } else {
      to.sure = false;
    }
  }
}

// One list of a field: what must be one of these, or must be none of them.
struct operation {
  const std::vector<std::string>& values;
  bool negated;
  std::string_view before, after;  // stars around the value
};

void add_operation(conditions& to, const std::string& field, const operation& o) {
  if (o.values.empty()) return;
  if (!std::all_of(o.values.begin(), o.values.end(), plain)) {
    to.sure = false;
    return;
  }
  std::vector<std::string> each;
  for (const std::string& value : o.values)
    each.push_back(fmt::format("$.{} {} \"{}{}{}\"", field, o.negated ? "!=" : "=", o.before, value, o.after));
  const std::string all = fmt::format("({})", joined(each, o.negated ? " && " : " || "));
  to.surely.push_back(all);
  // Whether `not equal` holds for an event without the field is not documented.
  to.perhaps.push_back(o.negated ? fmt::format("({} || $.{} NOT EXISTS)", all, field) : all);
}

void add_read_only(conditions& to, const inventory::selector_field& f) {
  const auto says = [](const std::vector<std::string>& values, std::string_view word) {
    return std::find(values.begin(), values.end(), word) != values.end();
  };
  const bool other =
      !f.starts_with.empty() || !f.not_starts_with.empty() || !f.ends_with.empty() || !f.not_ends_with.empty();
  if (other || (f.equals.empty() && f.not_equals.empty())) {
    to.sure = false;
    return;
  }
  const bool reads = (f.equals.empty() || says(f.equals, "true")) && !says(f.not_equals, "true");
  const bool writes = (f.equals.empty() || says(f.equals, "false")) && !says(f.not_equals, "false");
  if (reads && writes) return;
  if (!reads && !writes) {
    to.sure = false;
    return;
  }
  to.both(reads ? "$.readOnly IS TRUE" : "$.readOnly IS FALSE");
}

void add_field(conditions& to, const inventory::selector_field& f, const without& leave) {
  if (f.field == "eventCategory") return;
  if (f.field == "readOnly") {
    if (!leave.read_write) add_read_only(to, f);
    return;
  }
  if (f.field == "eventSource" && leave.sources) return;
  if (!plain_name(f.field) || f.field.starts_with("resources.")) {
    to.sure = false;
    return;
  }
  add_operation(to, f.field, {f.equals, false, "", ""});
  add_operation(to, f.field, {f.not_equals, true, "", ""});
  add_operation(to, f.field, {f.starts_with, false, "", "*"});
  add_operation(to, f.field, {f.not_starts_with, true, "", "*"});
  add_operation(to, f.field, {f.ends_with, false, "*", ""});
  add_operation(to, f.field, {f.not_ends_with, true, "*", ""});
}

std::string pattern_of(const std::vector<std::string>& all) {
  return all.empty() ? everything : fmt::format("{{ {} }}", joined(all, " && "));
}

// Nothing: the selector does not say it plainly.
std::optional<bool> takes_management(const inventory::event_selector& s) {
  if (!s.advanced) return s.management_events;
  for (const inventory::selector_field& f : s.fields) {
    if (f.field != "eventCategory") continue;
    if (f.equals.empty()) return std::nullopt;
    return std::find(f.equals.begin(), f.equals.end(), "Management") != f.equals.end();
  }
  return std::nullopt;
}

}  // namespace

recorded_events recorded_by(const inventory::event_selector& s, const without& leave) {
  recorded_events out;
  const std::optional<bool> management = takes_management(s);
  if (management == false) {
    out.none = true;
    return out;
  }
  conditions all;
  all.sure = management.has_value();
  if (s.advanced) {
    for (const inventory::selector_field& f : s.fields) add_field(all, f, leave);
  } else {
    add_basic(all, s, leave);
  }
  if (all.sure) out.surely = pattern_of(all.surely);
  out.perhaps = pattern_of(all.perhaps);
  return out;
}

std::set<std::string> excluded_sources(const inventory::event_selectors& all) {
  std::set<std::string> out;
  const auto add = [&](const std::vector<std::string>& sources) {
    for (const std::string& each : sources) {
      if (plain(each)) out.insert(each);
    }
  };
  for (const inventory::event_selector& s : all.selectors) {
    add(s.excluded_sources);
    for (const inventory::selector_field& f : s.fields) {
      if (f.field == "eventSource") add(f.not_equals);
    }
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
