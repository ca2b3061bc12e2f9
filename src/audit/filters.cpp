// SPDX-License-Identifier: Apache-2.0
// The filters of a group against the reference: first those that surely see all events with a known pattern, then
// together with those that may.
#include "audit/filters.hpp"

#include "audit/links.hpp"
#include "audit/share_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

using inventory::document_kind;
using inventory::metric_filter;

bool holds(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

evidence pattern_fact(const metric_filter& f) {
  return {fmt::format("filterPattern of `{}` is {}", f.name, *f.pattern), f.at};
}

// Of a filter that is not there: its pattern is not valid, or the command that makes it fails.
std::string_view meant_by(const metric_filter& f) { return f.pattern ? *f.pattern : f.intended; }

evidence refusal_fact(const metric_filter& f) {
  return f.pattern ? pattern_fact(f) : evidence{fmt::format("the command that makes `{}`", f.name), f.at};
}

class group_judge {
 public:
  group_judge(const context& c, const inventory::trail::group& group, std::string_view reference)
      : c_(c),
        group_(group),
        reference_(reference),
        whole_(c.in.whole_list(document_kind::describe_metric_filters, group.where, group.name)) {}

  filter_link judge() {
    const std::vector<std::size_t> records = c_.in.filters_of(group_);
    if (records.size() > most_filters) return too_many(records.size());
    for (const std::size_t i : records) add(i);
    sort_members();
    if (records.empty()) {
      out_.judgement = nothing_there();
    } else {
      choose_asked();
      answer_ = c_.decide.explained(asked_texts(), {reference_});
      fill();
      decide();
    }
    for (remark& each : remarks_) out_.judgement.remarks.push_back(std::move(each));
    note_newer_fields(records);
    return std::move(out_);
  }

 private:
  filter_link too_many(std::size_t number) {
    out_.judgement =
        unknown(reason::coverage_not_known,
                fmt::format("Log group `{}` has {} metric filters, where the service allows 100; more than {} "
                            "are not looked at.",
                            group_.name, number, most_filters),
                {}, commands());
    return std::move(out_);
  }

  const metric_filter& record(std::size_t i) const { return c_.in.evidence().filters[i]; }

  void add(std::size_t i) {
    const metric_filter& f = record(i);
    out_.filters.filters.push_back({i, false});
    if (!f.refused.empty()) return refuse_command(f);
    if (f.pattern) {
      const auto& parsed = c_.decide.parse(*f.pattern);
      if (!parsed) return refuse(f, parsed.error());
    }
    member m;
    m.record = i;
    if (f.pattern) m.text = *f.pattern;
    m.sure = counts(f);
    out_.filters.filters.back().counted = m.sure;
    out_.members.push_back(std::move(m));
  }

  // Whether it surely sees every event of the group as it stands, with a known pattern; else why not.
  bool counts(const metric_filter& f) {
    const std::size_t before = remarks_.size();
    const auto doubt = [&](reason why, std::string message, std::string fact) {
      remarks_.push_back({why, false, std::move(message), {{std::move(fact), f.at}}});
    };
    if (!f.field_selection.empty()) {
      doubt(reason::selected_fields_only,
            fmt::format("{} sees only events with {}; take its fieldSelectionCriteria away.", filter_name(f),
                        f.field_selection),
            fmt::format("fieldSelectionCriteria of `{}` is {}", f.name, f.field_selection));
    }
    if (f.on_transformed_logs) {
      doubt(reason::transformed_logs,
            fmt::format("{} sees events in the form that the log group's transformer gives them; set "
                        "applyOnTransformedLogs to false.",
                        filter_name(f)),
            fmt::format("applyOnTransformedLogs of `{}` is true", f.name));
    }
    const auto open = std::find_if(f.unresolved.begin(), f.unresolved.end(), [](const std::string& each) {
      return part_of_property(each) == filter_part::pattern;
    });
    if (open != f.unresolved.end() || !f.pattern) {
      const std::string what = open != f.unresolved.end() ? *open : "filterPattern";
      doubt(reason::filter_open, fmt::format("The document leaves `{}` of {} open.", what, filter_name(f)),
            fmt::format("`{}` of `{}` is open", what, f.name));
    }
    return remarks_.size() == before;
  }

  void refuse(const metric_filter& f, const diagnostic& d) {
    const std::string service = service_message(d);
    std::string why = fmt::format("The pattern of {} is not valid: {}", filter_name(f), message(d));
    if (!service.empty()) why += fmt::format(" (the service answers: {})", service);
    const std::string fix = help(d);
    why += fix.empty() ? "." : fmt::format("; {}.", fix);
    refused_.push_back(&f);
    remarks_.push_back({reason::filter_refused, false, std::move(why), {refusal_fact(f)}});
  }

  // Without the command there is no such filter.
  void refuse_command(const metric_filter& f) {
    refused_.push_back(&f);
    remarks_.push_back({reason::filter_refused,
                        false,
                        fmt::format("The command that makes {} {}.", filter_name(f), f.refused),
                        {refusal_fact(f)}});
  }

  // By their texts: groups that hold the same filters ask the same question.
  void sort_members() {
    std::stable_sort(out_.members.begin(), out_.members.end(),
                     [](const member& a, const member& b) { return a.text < b.text; });
  }

  // Of those that count the ones that are about the same, when they are enough: then groups that differ elsewhere ask
  // the same question. Else all of them.
  void choose_asked() {
    for (std::size_t i = 0; i < out_.members.size(); ++i) {
      if (out_.members[i].sure && share_values(out_.members[i].text, reference_)) asked_.push_back(i);
    }
    if (asked_.empty() || c_.decide.covers(asked_texts(), {reference_}).result != verdict::covered) {
      asked_.clear();
      for (std::size_t i = 0; i < out_.members.size(); ++i) {
        if (out_.members[i].sure) asked_.push_back(i);
      }
    }
    for (const std::size_t i : asked_) out_.filters.asked.push_back(out_.members[i].record);
  }

  decider::texts asked_texts() const {
    decider::texts out;
    for (const std::size_t i : asked_) out.push_back(out_.members[i].text);
    return out;
  }

  decider::texts all_texts() const {
    decider::texts out;
    for (const member& m : out_.members) out.push_back(m.text);
    return out;
  }

  void fill() {
    out_.filters.answer = answer_;
    if (answer_.result != verdict::vacuous) out_.filters.hints = c_.decide.hints(asked_texts(), {reference_});
    if (answer_.parts.empty()) {
      out_.parts.push_back({std::string(reference_), std::nullopt});
      return;
    }
    for (const reference_part& each : answer_.parts) {
      if (each.result == verdict::vacuous) continue;
      out_.parts.push_back({each.text, each.filter ? std::optional(asked_[*each.filter]) : std::nullopt});
    }
  }

  link_judgement nothing_there() {
    if (whole_ == nullptr) return not_known();
    return failed(
        reason::no_filter,
        fmt::format("Log group `{}` has no metric filter; create one with the control's pattern.", group_.name),
        {{fmt::format("the list of metric filters has none of `{}`", group_.name), whole_->at}});
  }

  link_judgement not_known() const {
    return unknown(reason::filters_not_known,
                   fmt::format("No whole list of the metric filters of log group `{}` is there.", group_.name), {},
                   commands());
  }

  std::vector<std::string> commands() const {
    return {fmt::format("aws logs describe-metric-filters --log-group-name {}{}", shell_word(group_.name),
                        region_option(group_.where))};
  }

  void decide() {
    switch (answer_.result) {
      case verdict::vacuous:
        out_.judgement = unknown(reason::reference_vacuous,
                                 "No event that the assumptions allow matches the reference; assume less.", {}, {});
        out_.parts.clear();
        return;
      case verdict::covered: return pass();
      case verdict::not_covered:
      case verdict::unknown: break;
    }
    const coverage_report& most = c_.decide.covers(all_texts(), {reference_});
    if (most.result != verdict::not_covered) {
      may_cover();
    } else if (whole_ == nullptr) {
      not_all_known(most.event);
    } else {
      fail(most.event);
    }
    keep_parts();
  }

  void pass() {
    std::vector<std::string> names;
    std::vector<evidence> grounds;
    for (const followed_part& p : out_.parts) {
      for (std::size_t i = 0; i < out_.members.size(); ++i) {
        if (p.bearer ? i != *p.bearer : std::find(asked_.begin(), asked_.end(), i) == asked_.end()) continue;
        const metric_filter& f = record(out_.members[i].record);
        append_new(grounds, {pattern_fact(f)});
        append_new(names, {f.name});
      }
    }
    out_.judgement = passed(link::filter,
                            fmt::format("Filter {} of log group `{}` {} all that the control asks for.", listed(names),
                                        group_.name, names.size() == 1 ? "catches" : "together catch"),
                            std::move(grounds));
  }

  // What was not counted could make up for it, or coverage could not be decided.
  void may_cover() {
    bool because = false;
    for (remark& each : remarks_) {
      const bool maybe = each.why != reason::filter_refused;
      each.decisive = answer_.result == verdict::not_covered && maybe;
      because = because || each.decisive;
    }
    if (because) {
      const auto first = std::find_if(remarks_.begin(), remarks_.end(), [](const remark& r) { return r.decisive; });
      out_.judgement.what = link::filter;
      out_.judgement.status = status::unknown;
      out_.judgement.message = first->message;
      out_.judgement.settle = commands();
    } else {
      out_.judgement =
          unknown(reason::coverage_not_known,
                  fmt::format("Whether the filters of log group `{}` catch all events could not be decided: {}.",
                              group_.name, name(answer_.doubt)),
                  near_grounds(), {});
    }
    out_.judgement.parts = lost_parts();
  }

  std::string lost_sentence(const std::string& event) const {
    const std::string what = event.empty() ? std::string("some events") : fmt::format("this event: {}", event);
    return fmt::format("No filter of log group `{}` catches {}", group_.name, what);
  }

  void fail(const std::string& event) {
    const metric_filter* refused = refused_for_this();
    if (refused != nullptr && !comes_near()) {
      for (remark& each : remarks_)
        each.decisive = each.why == reason::filter_refused && each.grounds.front().at.path == refused->at.path &&
                        each.grounds.front().fact == refusal_fact(*refused).fact;
      const auto first = std::find_if(remarks_.begin(), remarks_.end(), [](const remark& r) { return r.decisive; });
      out_.judgement = failed(reason::not_covered, lost_sentence(event) + ".", near_grounds());
      out_.judgement.message = first->message;
      out_.judgement.remarks.front().decisive = false;
    } else {
      out_.judgement =
          failed(reason::not_covered, lost_sentence(event) + "; deploy the repaired pattern.", near_grounds());
    }
    out_.judgement.parts = lost_parts();
    out_.judgement.witness = event;
  }

  // Other filters may be there; what is wrong with these is told all the same.
  void not_all_known(const std::string& event) {
    out_.judgement = not_known();
    if (const metric_filter* refused = refused_for_this(); refused != nullptr) {
      for (remark& each : remarks_) each.decisive = each.why == reason::filter_refused;
    } else if (comes_near()) {
      out_.judgement.remarks.push_back({reason::not_covered, true, lost_sentence(event) + ".", near_grounds()});
    }
    out_.judgement.parts = lost_parts();
  }

  // Some filter is about the same: patterns that share no more than a field match some of the same events by chance.
  bool comes_near() const {
    return std::any_of(out_.members.begin(), out_.members.end(),
                       [&](const member& m) { return share_values(m.text, reference_); });
  }

  const metric_filter* refused_for_this() const {
    const auto found = std::find_if(refused_.begin(), refused_.end(),
                                    [&](const metric_filter* f) { return share_values(meant_by(*f), reference_); });
    return found == refused_.end() ? nullptr : *found;
  }

  // The patterns that come near; where none does, those that ask for one of its values.
  std::vector<evidence> near_grounds() const {
    std::vector<evidence> out;
    for (const member& m : out_.members) {
      const metric_filter& f = record(m.record);
      if (f.pattern && share_values(*f.pattern, reference_)) out.push_back(pattern_fact(f));
    }
    return out;
  }

  std::vector<std::string> lost_parts() const {
    std::vector<std::string> out;
    for (const reference_part& each : answer_.parts) {
      if (each.result == verdict::not_covered || each.result == verdict::unknown) out.push_back(each.text);
    }
    return out;
  }

  void keep_parts() {
    const decider::texts most = all_texts();
    std::erase_if(out_.parts, [&](const followed_part& p) {
      return !p.bearer && c_.decide.covers(most, {p.text}).result == verdict::not_covered;
    });
  }

  void note_newer_fields(const std::vector<std::size_t>& records) {
    const auto silent = [&](std::size_t i) {
      return record(i).from == inventory::origin::observed && !record(i).tells_newer_fields;
    };
    const auto first = std::find_if(records.begin(), records.end(), silent);
    if (first == records.end()) return;
    note(out_.judgement, reason::newer_fields_not_told,
         fmt::format(
             "An older command line wrote the list of filters of log group `{}`: it leaves out "
             "fieldSelectionCriteria and applyOnTransformedLogs silently; ask again with AWS CLI 2.32 or later ({}).",
             group_.name, commands().front()),
         {{"the list tells of no newer field", record(*first).at}});
  }

  const context& c_;
  const inventory::trail::group& group_;
  std::string_view reference_;
  const inventory::listing* whole_;
  std::vector<std::size_t> asked_;  // of the members, those that the answer is about
  coverage_report answer_;
  std::vector<remark> remarks_;
  std::vector<const metric_filter*> refused_;
  filter_link out_;
};

}  // namespace

filter_part part_of_property(std::string_view unresolved) {
  std::string low;
  for (const char c : unresolved) low += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (holds(low, {"metric", "value", "dimension", "unit", "namespace"})) return filter_part::metric;
  if (low == "name" || holds(low, {"filtername", "filter_name", "tag"})) return filter_part::nothing;
  return filter_part::pattern;
}

std::string filter_name(const inventory::metric_filter& f) { return fmt::format("filter `{}`", f.name); }

filter_link judge_filters(const context& c, const inventory::trail::group& group, std::string_view reference) {
  filter_link out = group_judge(c, group, reference).judge();
  std::stable_partition(out.judgement.remarks.begin(), out.judgement.remarks.end(),
                        [](const remark& r) { return r.decisive; });
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
