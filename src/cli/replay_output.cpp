// SPDX-License-Identifier: Apache-2.0
// CSV and JSON; the text is replay_text.cpp's.
#include "cli/replay_output.hpp"

#include "cli/replay_text.hpp"
#include "report/json_writer.hpp"
#include "support/json.hpp"

#include <coverwatch/options.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using report::json_writer;

constexpr std::size_t piece = 1024;  // datapoints that are written at once

std::string_view set_name(std::uint32_t set) { return set == 0 ? "filters" : "compare"; }

std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out += '"';
}

std::string dimensions_text(const replay::series_key& key) {
  std::string out;
  for (const auto& [name, value] : key.dimensions) out += fmt::format("{}{}={}", out.empty() ? "" : ";", name, value);
  return out;
}

std::string series_cells(const replay::series_key& key) {
  return fmt::format("{},{},{},{},{},{},{}", set_name(key.set), quoted(key.where.account), quoted(key.where.region),
                     quoted(key.metric_namespace), quoted(key.name), quoted(dimensions_text(key)), quoted(key.unit));
}

std::string model_line(const replay_findings& f) { return fmt::format("# coverwatch replay: {}\n", model_of(f)); }

void csv_datapoints(output& out, const replay_findings& f) {
  out.write("set,account,region,namespace,metric,dimensions,unit,time,period,count,sum,minimum,maximum,average\n");
  for (const auto& [key, all] : f.done.metrics.series()) {
    const std::string begin = series_cells(key);
    replay::for_each_step(all, f.asked.period, [&](replay::seconds when, const replay::statistics& what) {
      const double sum = what.sum.value();
      out.write(fmt::format("{},{},{},{},{},{},{},{}\n", begin, replay::utc(when), f.asked.period, what.count, sum,
                            what.minimum, what.maximum, sum / static_cast<double>(what.count)));
    });
  }
}

void csv_changes(output& out, const replay_findings& f) {
  out.write("set,account,region,alarm,time,from,to\n");
  for (const replay::alarm_history& h : f.histories) {
    const replay::watching_alarm& alarm = f.alarms.alarms[h.alarm];
    for (const replay::state_change& each : h.changes) {
      out.write(fmt::format("{},{},{},{},{},{},{}\n", set_name(h.set), quoted(alarm.metric.where.account),
                            quoted(alarm.metric.where.region), quoted(alarm.name), replay::utc(each.when),
                            name(each.from), name(each.to)));
    }
  }
}

void csv_summary(output& out, const replay_findings& f) {
  out.write("set,kind,account,region,name,matches,samples,undated,unfit,rings,seconds_in_alarm\n");
  for (std::size_t i = 0; i < f.filters.filters.size(); ++i) {
    const replay::planned_filter& filter = f.filters.filters[i];
    const replay::filter_counts& counts = f.done.filters[i];
    out.write(fmt::format("{},filter,{},{},{},{},{},{},{},,\n", set_name(filter.metric.set),
                          quoted(filter.metric.where.account), quoted(filter.metric.where.region), quoted(filter.name),
                          counts.matches, counts.samples, counts.undated, counts.unfit));
  }
  for (const replay::alarm_history& h : f.histories) {
    const replay::watching_alarm& alarm = f.alarms.alarms[h.alarm];
    out.write(fmt::format("{},alarm,{},{},{},,,,,{},{}\n", set_name(h.set), quoted(alarm.metric.where.account),
                          quoted(alarm.metric.where.region), quoted(alarm.name), h.rings, h.in_alarm));
  }
}

json_writer& number(json_writer& w, double value) { return w.raw(fmt::format("{}", value)); }

void moment(json_writer& w, std::string_view key, const std::optional<replay::seconds>& when) {
  w.key(key);
  if (when) {
    w.string(replay::utc(*when));
  } else {
    w.null();
  }
}

void head(json_writer& w, const replay_findings& f) {
  const replay::schedule& when = f.asked.when;
  w.key("coverwatch").string("replay/1");
  w.key("model").string("event-time");
  w.key("semantics").string(language_version);
  moment(w, "since", when.since);
  moment(w, "until", when.until);
  w.key("delay").number(static_cast<std::uint64_t>(when.delay));
  w.key("evaluated_every").string(when.every_minute ? "minute" : "period");
  w.key("extra_periods");
  if (when.extra_periods) {
    w.number(*when.extra_periods);
  } else {
    w.null();
  }
  w.key("deduplicated").boolean(f.asked.how.deduplicate);
  w.key("events").open('{');
  w.key("inputs").number(f.done.events.inputs);
  w.key("inputs_left_out").number(f.done.events.left_out);
  w.key("seen").number(f.done.events.seen);
  w.key("damaged").number(f.done.events.damaged);
  w.key("duplicates").number(f.done.duplicates);
  w.key("without_id").number(f.done.without_id);
  w.close('}');
}

void place(json_writer& w, const replay::series_key& key) {
  w.key("account").string(key.where.account);
  w.key("region").string(key.where.region);
  w.key("namespace").string(key.metric_namespace);
  w.key("metric").string(key.name);
}

void dimensions(json_writer& w, const replay::series_key& key) {
  w.key("dimensions").open('{');
  for (const auto& [name, value] : key.dimensions) w.key(name).string(value);
  w.close('}');
}

void filters(json_writer& w, const replay_findings& f) {
  w.key("filters").open('[');
  for (std::size_t i = 0; i < f.filters.filters.size(); ++i) {
    const replay::planned_filter& filter = f.filters.filters[i];
    const replay::filter_counts& counts = f.done.filters[i];
    w.open('{');
    w.key("set").string(set_name(filter.metric.set));
    w.key("name").string(filter.name);
    w.key("log_group").string(filter.log_group);
    place(w, filter.metric);
    w.key("matches").number(counts.matches);
    w.key("samples").number(counts.samples);
    w.key("undated").number(counts.undated);
    w.key("unfit").number(counts.unfit);
    w.close('}');
  }
  w.close(']');
}

std::string datapoint_json(replay::seconds when, const replay::statistics& what) {
  return fmt::format(R"({{"time":"{}","count":{},"sum":{},"minimum":{},"maximum":{}}})", replay::utc(when), what.count,
                     what.sum.value(), what.minimum, what.maximum);
}

void metrics(output& out, json_writer& w, const replay_findings& f) {
  std::size_t since_written = 0;
  w.key("metrics").open('[');
  for (const auto& [key, all] : f.done.metrics.series()) {
    w.open('{');
    w.key("set").string(set_name(key.set));
    place(w, key);
    w.key("unit").string(key.unit);
    dimensions(w, key);
    w.key("period").number(static_cast<std::uint64_t>(f.asked.period));
    w.key("datapoints").open('[');
    replay::for_each_step(all, f.asked.period, [&](replay::seconds when, const replay::statistics& what) {
      w.raw(datapoint_json(when, what));
      if (++since_written % piece == 0) out.write(w.take_line());
    });
    w.close(']').close('}');
  }
  w.close(']');
}

void history(output& out, json_writer& w, const replay::alarm_history& h) {
  w.open('{');
  w.key("set").string(set_name(h.set));
  w.key("rings").number(h.rings);
  w.key("seconds_in_alarm").number(static_cast<std::uint64_t>(h.in_alarm));
  w.key("changes").open('[');
  std::size_t since_written = 0;
  for (const replay::state_change& each : h.changes) {
    w.raw(fmt::format(R"({{"time":"{}","from":"{}","to":"{}"}})", replay::utc(each.when), name(each.from),
                      name(each.to)));
    if (++since_written % piece == 0) out.write(w.take_line());
  }
  w.close(']').close('}');
}

void alarms(output& out, json_writer& w, const replay_findings& f) {
  w.key("alarms").open('[');
  for (std::size_t i = 0; i < f.alarms.alarms.size(); ++i) {
    const replay::watching_alarm& alarm = f.alarms.alarms[i];
    w.open('{');
    w.key("name").string(alarm.name);
    place(w, alarm.metric);
    dimensions(w, alarm.metric);
    w.key("statistic").string(name(alarm.rule.what));
    w.key("comparison").string(sign(alarm.rule.how));
    number(w.key("threshold"), alarm.rule.threshold);
    w.key("period").number(static_cast<std::uint64_t>(alarm.rule.period));
    w.key("evaluation_periods").number(alarm.rule.evaluation_periods);
    w.key("datapoints_to_alarm").number(alarm.rule.datapoints_to_alarm);
    w.key("treat_missing_data").string(name(alarm.rule.missing));
    w.key("actions_enabled").boolean(alarm.actions_enabled);
    w.key("assumed").boolean(alarm.assumed);
    w.key("histories").open('[');
    for (const replay::alarm_history& each : f.histories) {
      if (each.alarm == i) history(out, w, each);
    }
    w.close(']').close('}');
  }
  w.close(']');
}

void one_left_out(json_writer& w, std::string_view kind, std::string_view who, std::string_view why) {
  w.open('{');
  w.key("kind").string(kind);
  w.key("name").string(who);
  w.key("why").string(why);
  w.close('}');
}

void left_out(json_writer& w, const replay_findings& f) {
  w.key("not_replayed").open('[');
  for (const replay::unplanned_filter& each : f.filters.left_out) one_left_out(w, "filter", each.name, each.why);
  for (const replay::alarm_left_out& each : f.alarms.left_out) one_left_out(w, "alarm", each.name, each.why);
  w.close(']');
  w.key("alarms_of_other_metrics").number(f.alarms.of_other_metrics);
}

void write_json(output& out, const replay_findings& f) {
  json_writer w;
  w.open('{');
  head(w, f);
  filters(w, f);
  metrics(out, w, f);
  alarms(out, w, f);
  left_out(w, f);
  w.close('}');
  out.write(w.take());
}

void write_csv(output& out, const replay_findings& f) {
  out.write(model_line(f));
  switch (f.asked.table) {
    case replay_table::summary: return csv_summary(out, f);
    case replay_table::datapoints: return csv_datapoints(out, f);
    case replay_table::changes: return csv_changes(out, f);
  }
}

}  // namespace

void write(output& out, const replay_findings& f) {
  switch (f.asked.format) {
    case replay_format::text: return write_text(out, f);
    case replay_format::csv: return write_csv(out, f);
    case replay_format::json: return write_json(out, f);
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
