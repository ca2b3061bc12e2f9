// SPDX-License-Identifier: Apache-2.0
// The link `alarm`: the alarms of the log group's account and region that watch a filter's metric, and whether one of
// them rings when one event matches. In goes a filter, out come the answer and the alarms that ring. Looks at no
// action.
#include "audit/chain.hpp"
#include "audit/links.hpp"
#include "audit/metrics.hpp"
#include "audit/ringing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using inventory::alarm;
using inventory::alarm_kind;
using inventory::document_kind;
using inventory::metric_filter;

bool about_actions(std::string_view property) { return property.find("ction") != std::string_view::npos; }

bool tells_nothing(std::string_view property) {
  constexpr std::string_view quiet[] = {"AlarmName",         "alarm_name", "name", "AlarmDescription",
                                        "alarm_description", "tags",       "Tags", "tags_all"};
  return std::find(std::begin(quiet), std::end(quiet), property) != std::end(quiet);
}

class alarm_judge {
 public:
  alarm_judge(const context& c, member& m) : c_(c), m_(m), filter_(c.in.evidence().filters[m.record]) {}

  filter_answer judge() {
    if (metric_is_open()) return open_metric();
    for (const std::size_t i : c_.in.alarms_on(filter_.where.account, filter_.metric_name)) look_at(i);
    for (const std::size_t i : c_.in.alarms_of(filter_.where.account)) look_at_expression(i);
    if (all_.out.found == answer::no) find_none();
    const bool told_by_list = std::any_of(all_.out.remarks.begin(), all_.out.remarks.end(), [](const remark& r) {
      return r.why == reason::alarms_not_known || r.why == reason::alarm_open;
    });
    if (all_.out.found == answer::maybe && told_by_list) all_.out.settle = {command()};
    return all_.take();
  }

 private:
  bool metric_is_open() const {
    const bool nameless = filter_.metric_name.empty() || filter_.metric_namespace.empty();
    return std::any_of(filter_.unresolved.begin(), filter_.unresolved.end(), [&](const std::string& each) {
      return part_of_property(each) == filter_part::metric && (nameless || each.find("ame") != std::string::npos);
    });
  }

  filter_answer open_metric() const {
    filter_answer out;
    out.found = answer::maybe;
    out.remarks.push_back(
        {reason::alarm_open,
         true,
         fmt::format("The document leaves open which metric filter `{}` publishes, and so which alarms "
                     "watch it.",
                     filter_.name),
         {{"the metric's name or namespace is open", filter_.at}}});
    out.settle = {command()};
    return out;
  }

  const alarm& record(std::size_t i) const { return c_.in.evidence().alarms[i]; }

  std::string command() const {
    return fmt::format("aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm{}",
                       region_option(filter_.where));
  }

  std::string metric() const { return fmt::format("{}/{}", filter_.metric_namespace, filter_.metric_name); }

  evidence fact(const alarm& a) const {
    return {fmt::format("alarm `{}` watches {}/{}: {} {} {} in {} of {} periods of {} s, treats missing data as {}",
                        a.name, a.metric_namespace, a.metric_name, a.statistic, a.comparison,
                        a.threshold ? number_text(*a.threshold) : "?", a.datapoints_to_alarm, a.evaluation_periods,
                        a.period, a.treat_missing_data),
            a.at};
  }

  void because(answer what, reason why, const alarm& a, std::string message) {
    all_.add(what, why, std::move(message), {fact(a)});
  }

  void look_at(std::size_t i) {
    const alarm& a = record(i);
    if (!meet(a.where, filter_.where)) {
      if (a.metric_namespace == filter_.metric_namespace) elsewhere_.push_back(i);
      return;
    }
    if (const auto open = open_property(a); open != a.unresolved.end()) {
      m_.alarms.push_back({i, false});
      return because(answer::maybe, reason::alarm_open, a,
                     fmt::format("The document leaves `{}` of alarm `{}` open.", *open, a.name));
    }
    if (a.metric_namespace != filter_.metric_namespace) {
      return because(
          answer::no, reason::other_namespace, a,
          fmt::format("Alarm `{}` watches `{}` in namespace `{}`, but filter `{}` publishes to `{}`; make them the "
                      "same.",
                      a.name, a.metric_name, a.metric_namespace, filter_.name, filter_.metric_namespace));
    }
    if (!units_meet(a) || !dimensions_meet(a)) return;
    judge_ringing(i, a);
  }

  static std::vector<std::string>::const_iterator open_property(const alarm& a) {
    return std::find_if(a.unresolved.begin(), a.unresolved.end(),
                        [](const std::string& each) { return !about_actions(each) && !tells_nothing(each); });
  }

  bool units_meet(const alarm& a) {
    const std::string unit = filter_.unit.empty() ? "None" : filter_.unit;
    if (a.unit.empty() || a.unit == unit) return true;
    because(answer::no, reason::unit_does_not_meet, a,
            fmt::format("Alarm `{}` watches the unit {}, but filter `{}` publishes {}; leave the alarm's unit out.",
                        a.name, a.unit, filter_.name, unit));
    return false;
  }

  bool dimensions_meet(const alarm& a) {
    if (filter_.dimensions.empty() && filter_.system_dimensions.empty() && a.dimensions.empty()) return true;
    std::set<std::string> ours(filter_.system_dimensions.begin(), filter_.system_dimensions.end());
    for (const auto& [name, selector] : filter_.dimensions) ours.insert(name);
    std::set<std::string> theirs;
    for (const auto& [name, value] : a.dimensions) theirs.insert(name);
    if (ours == theirs && every_match_has(a)) return true;
    const auto names = [](const std::set<std::string>& all) {
      return all.empty() ? std::string("no dimension") : listed({all.begin(), all.end()});
    };
    because(answer::no, reason::dimensions_do_not_meet, a,
            ours == theirs
                ? fmt::format(
                      "Alarm `{}` watches one value of {} only, so that most matches of filter `{}` pass it by; take "
                      "the dimensions away from both.",
                      a.name, names(ours), filter_.name)
                : fmt::format(
                      "Filter `{}` publishes with {}, but alarm `{}` watches the metric with {}; take the dimensions "
                      "away from both.",
                      filter_.name, names(ours), a.name, names(theirs)));
    return false;
  }

  // The same names on both sides: whether each event that the filter matches has just the values that the alarm
  // watches.
  bool every_match_has(const alarm& a) {
    if (!filter_.system_dimensions.empty() || m_.text.empty()) return false;
    std::string wanted;
    for (const auto& [name, value] : a.dimensions) {
      const auto ours = std::find_if(filter_.dimensions.begin(), filter_.dimensions.end(),
                                     [&, n = std::string_view(name)](const auto& each) { return each.first == n; });
      if (value.find_first_of("\"\\*") != std::string::npos) return false;
      if (!wanted.empty()) wanted += " && ";
      wanted += fmt::format("{} = \"{}\"", ours->second, value);
    }
    wanted = fmt::format("{{ {} }}", wanted);
    return c_.decide.parse(wanted).has_value() && c_.decide.covers({wanted}, {m_.text}).result == verdict::covered;
  }

  void judge_ringing(std::size_t i, const alarm& a) {
    // A value that the document leaves open is told at the metric; here it is taken for the usual one.
    ring r = rings(a, constant_value(filter_).value_or(1), filter_.default_value);
    if (r.found == ring::answer::yes) {
      all_.out.found = answer::yes;
      m_.alarms.push_back({i, true});
      append_new(all_.out.grounds, {fact(a)});
      if (all_.out.message.empty()) all_.out.message = fmt::format("Alarm `{}` rings when one event matches.", a.name);
      return;
    }
    const answer what = r.found == ring::answer::maybe ? answer::maybe : answer::no;
    if (what == answer::maybe) m_.alarms.push_back({i, false});
    because(what, r.why, a, fmt::format("Alarm `{}` {}.", a.name, r.sentence));
  }

  void look_at_expression(std::size_t i) {
    const alarm& a = record(i);
    if (a.kind == alarm_kind::metric || a.kind == alarm_kind::composite || !meet(a.where, filter_.where)) return;
    if (!mentions_metric(a)) return;
    m_.alarms.push_back({i, false});
    const reason why = a.kind == alarm_kind::math      ? reason::metric_math
                       : a.kind == alarm_kind::anomaly ? reason::anomaly
                                                       : reason::query;
    all_.add(
        answer::maybe, why,
        fmt::format("Alarm `{}` watches {} over the metric `{}`, and whether one match makes it ring is not decided "
                    "here; let a plain alarm watch the metric.",
                    a.name, what_it_watches(a.kind), metric()),
        {{fmt::format("alarm `{}` is of kind {}", a.name, inventory::name(a.kind)), a.at}});
  }

  static std::string_view what_it_watches(alarm_kind k) {
    if (k == alarm_kind::anomaly) return "a band";
    return k == alarm_kind::math ? "an expression" : "a query";
  }

  bool mentions_metric(const alarm& a) const {
    const auto& named = a.metrics_in_expressions;
    const bool joined =
        std::find(named.begin(), named.end(), std::pair(filter_.metric_namespace, filter_.metric_name)) != named.end();
    return joined || std::any_of(a.expressions.begin(), a.expressions.end(), [&](const std::string& each) {
             return !filter_.metric_name.empty() && each.find(filter_.metric_name) != std::string::npos;
           });
  }

  void find_none() {
    const inventory::listing* whole = c_.in.whole_list(document_kind::describe_alarms, filter_.where);
    if (whole == nullptr) {
      // Other alarms may be there; what is wrong with these is told all the same.
      std::fill(all_.levels.begin(), all_.levels.end(), answer::maybe);
      all_.out.found = answer::maybe;
      all_.levels.insert(all_.levels.begin(), answer::maybe);
      remark none{reason::alarms_not_known, false, {}, {}};
      none.message = fmt::format("No whole list of the alarms beside log group `{}` is there.", filter_.log_group);
      all_.out.remarks.insert(all_.out.remarks.begin(), std::move(none));
      return;
    }
    if (!all_.out.remarks.empty()) return;
    std::string also;
    std::vector<evidence> grounds{{fmt::format("the list of alarms has none on {}", metric()), whole->at}};
    if (!elsewhere_.empty()) {
      const alarm& a = record(elsewhere_.front());
      also = fmt::format(" (alarm `{}` watches one of that name in {}, where no filter publishes it)", a.name,
                         a.where.region);
      grounds.push_back(fact(a));
    }
    all_.add(
        answer::no, reason::no_alarm,
        fmt::format("No alarm watches the metric `{}` of filter `{}`{}; create one.", metric(), filter_.name, also),
        std::move(grounds));
  }

  const context& c_;
  member& m_;
  const metric_filter& filter_;
  std::vector<std::size_t> elsewhere_;
  found_out all_;
};

}  // namespace

filter_answer judge_alarm(const context& c, member& m) {
  m.alarms.clear();
  return alarm_judge(c, m).judge();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
