// SPDX-License-Identifier: Apache-2.0
// Do the selectors let through all that the reference matches? Assumed of the events: each has a source and a name,
// says whether it reads or writes, and those of KMS and of the RDS Data API have names that these services' calls have.
#include "audit/events.hpp"

#include "audit/links.hpp"
#include "audit/selectors.hpp"
#include "audit/trails.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

// Of the calls that each service has, a superset: what is not among them no event of the service is called.
constexpr std::string_view assumed[] = {
    R"({ $.eventSource = * })",
    R"({ $.eventName = * })",
    R"({ $.readOnly IS TRUE || $.readOnly IS FALSE })",
    R"({ $.eventSource != "kms.amazonaws.com" || $.eventName = "*Key*" || $.eventName = "*Grant*" ||
         $.eventName = "*Alias*" || $.eventName = "*ncrypt*" || $.eventName = "*ecrypt*" || $.eventName = "*Mac" ||
         $.eventName = "Sign" || $.eventName = "Verify*" || $.eventName = "GenerateRandom" || $.eventName = "*Tag*" ||
         $.eventName = "DeriveSharedSecret" || $.eventName = "GetParametersForImport" || $.eventName = "*Resource" ||
         $.eventName = "UpdatePrimaryRegion" })",
    R"({ $.eventSource != "rdsdata.amazonaws.com" || $.eventName = "*Statement" || $.eventName = "*Transaction" ||
         $.eventName = "ExecuteSql" })",
};
constexpr std::string_view known_services[] = {"kms.amazonaws.com", "rdsdata.amazonaws.com"};

struct recorded {
  std::vector<std::string> surely, perhaps;
  bool none = true;
};

recorded recorded_by_all(const inventory::event_selectors& all, const without& leave = {}) {
  recorded out;
  for (const inventory::event_selector& s : all.selectors) {
    recorded_events one = recorded_by(s, leave);
    if (one.none) continue;
    out.none = false;
    if (!one.surely.empty()) out.surely.push_back(std::move(one.surely));
    out.perhaps.push_back(std::move(one.perhaps));
  }
  return out;
}

decider::texts views(const std::vector<std::string>& all) { return {all.begin(), all.end()}; }

std::string selector_fact(const inventory::event_selector& s) {
  if (s.advanced) {
    std::vector<std::string> fields;
    for (const inventory::selector_field& f : s.fields) fields.push_back(f.field);
    return fmt::format("an advanced event selector on {}", fmt::join(fields, ", "));
  }
  std::string out =
      fmt::format("ReadWriteType is {}, IncludeManagementEvents is {}", s.read_write, yes_or_no(s.management_events));
  if (!s.excluded_sources.empty())
    out += fmt::format(", ExcludeManagementEventSources is {}", fmt::join(s.excluded_sources, ", "));
  return out;
}

// One record of selectors against one reference.
class question {
 public:
  question(decider& decide, const inventory::trail& t, const inventory::event_selectors& all,
           std::string_view reference)
      : decide_(decide), trail_(t), all_(all), reference_(reference) {}

  link_judgement judge() {
    if (!all_.unresolved.empty()) return open(fmt::format("leaves `{}` open", all_.unresolved.front()));
    const recorded now = recorded_by_all(all_);
    if (now.none) {
      return failed(reason::no_management_events,
                    fmt::format("{} records no management events; set IncludeManagementEvents in its event selectors.",
                                trail_name(trail_)),
                    facts());
    }
    if (covered(now)) return passed(link::events, fmt::format("{} records them.", trail_name(trail_)), facts());
    const coverage_report& lost = perhaps_lost(now);
    if (lost.result == verdict::not_covered) return events_lost(lost.event);
    return open("say what cannot be decided here");
  }

 private:
  std::vector<evidence> facts() const {
    std::vector<evidence> out;
    for (const inventory::event_selector& s : all_.selectors) out.push_back({selector_fact(s), all_.at});
    if (out.empty()) out.push_back({"there are no event selectors", all_.at});
    return out;
  }

  link_judgement open(const std::string& what) const {
    return unknown(reason::selectors_not_known, fmt::format("The event selectors of {} {}.", trail_name(trail_), what),
                   facts(),
                   {fmt::format("aws cloudtrail get-event-selectors --trail-name {}{}", trail_argument(trail_),
                                region_option(trail_.where))});
  }

  bool covered(const recorded& r) {
    if (std::find(r.surely.begin(), r.surely.end(), everything) != r.surely.end()) return true;
    const verdict found =
        decide_.covers(views(r.surely), {reference_}, {std::begin(assumed), std::end(assumed)}).result;
    return found == verdict::covered || found == verdict::vacuous;
  }

  // What another service calls its events is not known here; a name that a reference asks for may not be among them. So
  // an event of it is lost for sure only if the reference names the service, or asks for no name.
  const coverage_report& perhaps_lost(const recorded& r) {
    std::vector<std::string> named_otherwise;
    for (const std::string& source : excluded_sources(all_)) {
      if (std::find(std::begin(known_services), std::end(known_services), source) != std::end(known_services)) continue;
      if (reference_.find(source) != std::string_view::npos) continue;
      named_otherwise.push_back(
          fmt::format("{{ $.eventSource != \"{}\" || $.eventName = \"Get*\" || $.eventName = \"List*\" "
                      "|| $.eventName = \"Describe*\" }}",
                      source));
    }
    decider::texts more(std::begin(assumed), std::end(assumed));
    more.insert(more.end(), named_otherwise.begin(), named_otherwise.end());
    return decide_.covers(views(r.perhaps), {reference_}, more);
  }

  link_judgement events_lost(const std::string& event) {
    const bool halves = covered(recorded_by_all(all_, {.read_write = true, .sources = false}));
    const bool sources = covered(recorded_by_all(all_, {.read_write = false, .sources = true}));
    const bool both = covered(recorded_by_all(all_, {.read_write = true, .sources = true}));
    const auto half = [&] {
      return failed(reason::read_or_write_only,
                    fmt::format("The event selectors of {} record only calls that read, or only those that write; set "
                                "ReadWriteType to All.",
                                trail_name(trail_)),
                    facts());
    };
    link_judgement out;
    if (sources) {
      out = failed(reason::source_excluded, excluded_sentence(), facts());
    } else if (halves || both) {
      out = half();
      if (!halves) out.remarks.push_back({reason::source_excluded, true, excluded_sentence(), facts()});
    } else {
      out =
          failed(reason::selector_excludes,
                 fmt::format("The advanced event selectors of {} leave out events that the control is about; drop the "
                             "field that does.",
                             trail_name(trail_)),
                 facts());
    }
    out.witness = event;
    return out;
  }

  std::string excluded_sentence() const {
    const std::set<std::string> all = excluded_sources(all_);
    return fmt::format("The event selectors of {} leave out events of {}; take that exclusion away.",
                       trail_name(trail_), all.empty() ? "some services" : listed({all.begin(), all.end()}));
  }

  decider& decide_;
  const inventory::trail& trail_;
  const inventory::event_selectors& all_;
  std::string_view reference_;
};

link_judgement global_services_open(const inventory::trail& t) {
  return unknown(
      reason::selectors_not_known,
      fmt::format("No file says whether {} records the events of global services such as IAM.", trail_name(t)),
      {{fmt::format("IncludeGlobalServiceEvents of `{}` is not told", t.name), t.at}},
      {"aws cloudtrail describe-trails"});
}

}  // namespace

link_judgement judge_events(const index& in, decider& decide, const inventory::trail& t, std::string_view reference) {
  if (t.global_events == false) {
    return failed(
        reason::no_global_services,
        fmt::format("{} leaves out the events of global services such as IAM; set IncludeGlobalServiceEvents.",
                    trail_name(t)),
        {{fmt::format("IncludeGlobalServiceEvents of `{}` is false", t.name), t.at}});
  }
  link_judgement out = unknown(
      reason::selectors_not_known, fmt::format("No file says which events {} records.", trail_name(t)),
      {{"the trail", t.at}},
      {fmt::format("aws cloudtrail get-event-selectors --trail-name {}{}", trail_argument(t), region_option(t.where))});
  bool first = true;
  for (const std::size_t i : in.selectors_of(t)) {
    link_judgement one = question(decide, t, in.evidence().selectors[i], reference).judge();
    const bool worse =
        first || one.status == status::failed || (one.status == status::unknown && out.status == status::passed);
    if (worse) out = std::move(one);
    if (out.status == status::failed) break;
    first = false;
  }
  return out.status == status::passed && !t.global_events ? global_services_open(t) : out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
